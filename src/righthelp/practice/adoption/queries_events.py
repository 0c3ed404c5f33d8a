"""Named reads of exchange events, with the matches that came of them, and of groups on therapeutic parenting.

Everything is counted, whoever asks, so that numbers do not fall when a record is sealed. A child who was profiled is
named only to those who may open the child's record: after the order nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.practice.adoption.models import (
    Adopters,
    Adopting,
    Came,
    Course,
    Exchange,
    Interest,
    Linked,
    Profiled,
    Seat,
)

CHILD = "adoption.see"


@dataclass
class Shown:
    """A child who was profiled: the families who asked, and those matched with the child since."""

    row: Profiled
    interest: list[Interest] = field(default_factory=list)
    matched: list[str] = field(default_factory=list)


@dataclass
class Event:
    """An exchange event: who came, the children whom the reader may know of, and numbers of all of them.

    ``profiled``: children; ``interest``: how often a family asked about a child; ``matched``: plans matched since with
    adopters who asked about the child there, as numbers.
    """

    row: Exchange
    came: list[Came] = field(default_factory=list)
    children: list[Shown] = field(default_factory=list)
    profiled: int = 0
    interest: int = 0
    matched: set[tuple[int, int]] = field(default_factory=set)

    @property
    def families(self) -> int:
        """How many families came."""
        return sum(each.withdrawn is None for each in self.came)

    @property
    def hidden(self) -> int:
        """How many children were profiled whose record the reader may not open."""
        return self.profiled - sum(each.row.withdrawn is None for each in self.children)

    @property
    def matches(self) -> int:
        """How many matches there were, since, with a family that asked about the child there."""
        return len(self.matched)


def events(account: Account, now: datetime, only: int | None = None) -> list[Event]:
    """Exchange events, the newest first; ``only`` one. Six queries."""
    chosen = Exchange.objects.filter(pk=only) if only else Exchange.objects.filter(withdrawn__isnull=True)
    rows = chosen.select_related("recorded_by").order_by("-on", "-pk")
    found = {row.pk: Event(row) for row in rows}
    for came in Came.objects.filter(exchange__in=found).select_related("adopters").order_by("adopters__name", "pk"):
        found[came.exchange_id].came.append(came)
    mine = within_reach(
        Profiled.objects.filter(exchange__in=found), account, CHILD, kind="child", field="child_id", now=now
    )
    shown = {row.pk: Shown(row) for row in mine.select_related("child", "exchange").order_by("child__birth_date", "pk")}
    for each in shown.values():
        found[each.row.exchange_id].children.append(each)
    asked = Interest.objects.filter(profiled__in=shown).select_related("adopters").order_by("adopters__name", "pk")
    for one in asked:
        shown[one.profiled_id].interest.append(one)
    _counted(found)
    for each in shown.values():
        pairs = found[each.row.exchange_id].matched if each.row.withdrawn is None else set()
        standing = [one for one in each.interest if one.withdrawn is None]
        each.matched = [one.adopters.name for one in standing if (each.row.plan_id, one.adopters_id) in pairs]
    return list(found.values())


def _counted(found: dict[int, Event]) -> None:
    """Count every child, also those out of reach, by numbers alone."""
    there = Profiled.objects.filter(exchange__in=found, withdrawn__isnull=True)
    profiles = {pk: (event, plan) for pk, event, plan in there.values_list("pk", "exchange_id", "plan_id")}
    links = Linked.objects.filter(
        plan__in={plan for _, plan in profiles.values()}, matched__isnull=False, declined__isnull=True
    )
    since = {(row.plan_id, row.adopters_id): row.matched for row in links.only("plan_id", "adopters_id", "matched")}
    for event, _ in profiles.values():
        found[event].profiled += 1
    asked = Interest.objects.filter(profiled__in=profiles, withdrawn__isnull=True)
    for profile, adopters in asked.values_list("profiled_id", "adopters_id"):
        event, plan = profiles[profile]
        found[event].interest += 1
        matched = since.get((plan, adopters))
        if matched is not None and matched >= found[event].row.on:
            found[event].matched.add((plan, adopters))


def to_profile(event: Exchange, account: Account, now: datetime) -> list[tuple[int, str]]:
    """Plans of children who waited for a match on the day of the event, to choose from."""
    waited = Adopting.objects.filter(decided__lte=event.on, ceased__isnull=True, withdrawn__isnull=True).filter(
        Q(matched__isnull=True) | Q(matched__gte=event.on)
    )
    there = event.profiled.filter(withdrawn__isnull=True).values("plan_id")
    near = within_reach(waited.exclude(pk__in=there), account, CHILD, kind="child", field="child_id", now=now)
    rows = near.filter(adopted__isnull=True).select_related("child").order_by("child__birth_date", "pk")
    return [(row.pk, str(row.child)) for row in rows]


def children_of(plans: Iterable[int]) -> list[int]:
    """Whose plans these are."""
    return list(Adopting.objects.filter(pk__in=list(plans)).values_list("child_id", flat=True))


def families(first: date, last: date, but: Iterable[int] = ()) -> list[tuple[int, str]]:
    """Adopters who had asked and had not left at some time from one day to another, to choose from."""
    then = Adopters.objects.filter(Q(left__isnull=True) | Q(left__gte=first), asked__lte=last)
    return list(then.exclude(pk__in=but).order_by("asked", "pk").values_list("pk", "name"))


def courses() -> QuerySet[Course]:
    """Groups that count, the newest first, with their places."""
    rows = Course.objects.filter(withdrawn__isnull=True)
    return rows.prefetch_related("seats").order_by("-starts", "-pk")


def seats_of(course: int) -> list[Seat]:
    """Who has a place in a group, taken back ones with them."""
    return list(Seat.objects.filter(course=course).select_related("adopters").order_by("adopters__name", "pk"))


__all__ = ["Event", "Shown", "children_of", "courses", "events", "families", "seats_of", "to_profile"]
