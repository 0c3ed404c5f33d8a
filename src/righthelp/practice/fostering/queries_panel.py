"""The fostering panel: who may sit on a day, whether an item has its quorum, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from righthelp.practice.fostering import law
from righthelp.practice.fostering.codes import Advice, Seat
from righthelp.practice.fostering.models import Item, Meeting, Member


def members(on: date) -> list[Member]:
    """Those on the central list on a day: chairs first, then by name."""
    rows = Member.objects.filter(starts__lte=on).filter(Q(ends__isnull=True) | Q(ends__gt=on))
    return sorted(rows, key=lambda each: (Seat.values.index(each.seat), each.name))


def seated(item: Item) -> list[Member]:
    """Those who sat for an item: at the meeting, and without an interest in it."""
    out = item.conflicts.values_list("member_id", flat=True)
    return list(Member.objects.filter(pk__in=item.meeting.present.values("member_id")).exclude(pk__in=list(out)))


def short_of_quorum(seats: Collection[Member]) -> str:
    """What a quorum lacks (regulation 24); empty when it is there."""
    kinds = {each.seat for each in seats}
    if len(seats) < law.QUORUM:
        return f"Panel has no quorum for this: {len(seats)} sat, and it takes {law.QUORUM}. Put it off."
    if not kinds & {Seat.CHAIR, Seat.VICE}:
        return "Panel has no quorum for this: neither the chair nor the vice chair sat. Put it off."
    if Seat.SOCIAL_WORK not in kinds:
        return "Panel has no quorum for this: no social worker with three years’ experience sat. Put it off."
    led = [each for each in seats if each.seat == Seat.CHAIR]
    if not led and not any(each.independent for each in seats):
        return "Panel has no quorum for this: without the chair, an independent member must sit. Put it off."
    return ""


def to_decide() -> list[Item]:
    """What panel has recommended and nobody has decided on, the oldest first."""
    rows = Item.objects.filter(recommended__isnull=False, put_off__isnull=True, decided__isnull=True)
    return list(
        rows.select_related("meeting", "application", "household__home", "home", "child").order_by("recommended")
    )


def meetings() -> list[Meeting]:
    """Every meeting, the latest first, with what is on its agenda."""
    return list(Meeting.objects.prefetch_related("items").order_by("-on"))


def ready() -> Q:
    """The condition on applications whose report waits for a meeting."""
    before = Item.objects.filter(put_off__isnull=True).exclude(decision=Advice.NO.value, contest="panel")
    return Q(reported__isnull=False, approved__isnull=True, ended__isnull=True) & ~Q(
        pk__in=before.filter(application__isnull=False).values("application_id")
    )


__all__ = ["meetings", "members", "ready", "seated", "short_of_quorum", "to_decide"]
