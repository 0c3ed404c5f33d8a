"""Named reads of exchange events, with the matches that came of them, and of groups on therapeutic parenting.

Everything is counted, whoever asks, so that numbers do not fall when a record is sealed. A child who was profiled is
named only to those who may open the child's record: after the order nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    """An exchange event in numbers. ``profiled``: children; ``families``: who came; ``interest``: how often a family
    asked about a child; ``matched``: plans matched since with adopters who asked about the child there, as numbers."""

    row: Exchange
    families: int = 0
    profiled: int = 0
    interest: int = 0
    matched: set[tuple[int, int]] = field(default_factory=set)

    @property
    def matches(self) -> int:
        """How many matches there were, since, with a family that asked about the child there."""
        return len(self.matched)


@dataclass
class Named(Event):
    """An exchange event with who came, and the children whom the reader may know of."""

    came: list[Came] = field(default_factory=list)
    children: list[Shown] = field(default_factory=list)

    @property
    def hidden(self) -> int:
        """How many children were profiled whose record the reader may not open."""
        return self.profiled - sum(each.row.withdrawn is None for each in self.children)


def events() -> list[Event]:
    """Exchange events, the newest first, in numbers: nobody's name or words are read. Five queries."""
    found = {row.pk: Event(row) for row in Exchange.objects.filter(withdrawn__isnull=True).order_by("-on", "-pk")}
    _counted(found)
    return list(found.values())


def named(event: Exchange, account: Account, now: datetime) -> Named:
    """One exchange event, also one taken back. Seven queries."""
    found = Named(event)
    _counted({event.pk: found})
    found.came = list(Came.objects.filter(exchange=event).select_related("adopters").order_by("adopters__name", "pk"))
    mine = within_reach(
        Profiled.objects.filter(exchange=event), account, CHILD, kind="child", field="child_id", now=now
    )
    shown = {row.pk: Shown(row) for row in mine.select_related("child").order_by("child__birth_date", "pk")}
    found.children = list(shown.values())
    asked = Interest.objects.filter(profiled__in=shown).select_related("adopters").order_by("adopters__name", "pk")
    for one in asked:
        shown[one.profiled_id].interest.append(one)
    for each in found.children:
        pairs = found.matched if each.row.withdrawn is None else set()
        standing = [one for one in each.interest if one.withdrawn is None]
        each.matched = [one.adopters.name for one in standing if (each.row.plan_id, one.adopters_id) in pairs]
    return found


def standing_on(event: Exchange) -> tuple[list[int], int]:
    """What is taken back with an event: the children profiled, by their numbers, and how many families came."""
    children = event.profiled.filter(withdrawn__isnull=True).order_by("child_id").values_list("child_id", flat=True)
    return list(children), event.came.filter(withdrawn__isnull=True).count()


def _counted(found: Mapping[int, Event]) -> None:
    """Count every child, also those out of reach, and who came, by numbers alone."""
    for event in Came.objects.filter(exchange__in=found, withdrawn__isnull=True).values_list("exchange_id", flat=True):
        found[event].families += 1
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


__all__ = [
    "Event",
    "Named",
    "Shown",
    "children_of",
    "courses",
    "events",
    "families",
    "named",
    "seats_of",
    "standing_on",
    "to_profile",
]
