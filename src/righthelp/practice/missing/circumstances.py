"""Where a child lived and what plan they had, at the moment they went missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from righthelp.foundation.calendar import local_date
from righthelp.practice.missing import law
from righthelp.practice.missing.models import Status, WhereFrom
from righthelp.practice.people.models import Area, Involvement, Person, Placement, Residence
from righthelp.practice.workforce.models import Allocation

_HIGHEST_FIRST = (Status.CARE, Status.PROTECTION, Status.NEED)


@dataclass(frozen=True)
class Circumstances:
    """The facts of the moment that an episode keeps; named as its columns are."""

    where_from: str
    address_id: int | None
    status: str
    placement: str
    area: str
    team_id: int | None
    authority: str
    unaccompanied: bool


def circumstances(child: int, at: datetime) -> Circumstances:
    """One child's circumstances at a moment."""
    return circumstances_of([(child, at)])[child, at]


def circumstances_of(when: Iterable[tuple[int, datetime]]) -> dict[tuple[int, datetime], Circumstances]:
    """Many children's circumstances, each at its own moment, in five queries."""
    asked = set(when)
    children = {child for child, _ in asked}
    if not children:
        return {}
    people = {
        pk: (authority, alone)
        for pk, authority, alone in Person.objects.filter(pk__in=children).values_list(
            "pk", "authority", "unaccompanied"
        )
    }
    plans: dict[int, list[tuple[str, date, date | None]]] = {}
    for child, kind, starts, ends in Involvement.objects.filter(child__in=children).values_list(
        "child_id", "kind", "starts", "ends"
    ):
        plans.setdefault(child, []).append((kind, starts, ends))
    placements: dict[int, list[tuple[tuple[int, str, str], date, date | None]]] = {}
    for child, address, area, kind, starts, ends in Placement.objects.filter(child__in=children).values_list(
        "child_id", "address_id", "address__area", "kind", "starts", "ends"
    ):
        placements.setdefault(child, []).append(((address, area, kind), starts, ends))
    homes: dict[int, list[tuple[tuple[int, str, str], date, date | None]]] = {}
    for child, address, area, starts, ends in Residence.objects.filter(person__in=children).values_list(
        "person_id", "address_id", "address__area", "starts", "ends"
    ):
        homes.setdefault(child, []).append(((address, area, ""), starts, ends))
    teams: dict[int, list[tuple[int, str, datetime, datetime | None]]] = {}
    for child, team, area, begins, finishes in Allocation.objects.filter(
        Q(primary=True), child__in=children
    ).values_list("child_id", "worker__team_id", "worker__team__area", "starts", "ends"):
        teams.setdefault(child, []).append((team, area, begins, finishes))
    found = {}
    for child, at in asked:
        day = local_date(at)
        kinds = {kind for kind, starts, ends in plans.get(child, ()) if _covers(day, starts, ends)}
        status = next((s for s in _HIGHEST_FIRST if s.value in kinds), Status.NONE)
        in_care = status is Status.CARE
        placed = _in_force(placements.get(child, ()), day) if in_care else None
        home = placed or _in_force(homes.get(child, ()), day)
        held_by = next(
            ((pk, area) for pk, area, starts, ends in teams.get(child, ()) if starts <= at and (not ends or at < ends)),
            None,
        )
        authority, alone = people[child]
        found[child, at] = Circumstances(
            where_from=WhereFrom.CARE if placed else WhereFrom.HOME,
            address_id=home[0] if home else None,
            status=status,
            placement=placed[2] if placed else "",
            area=(home[1] if home else "") or (held_by[1] if held_by else "") or Area.OUTSIDE,
            team_id=held_by[0] if held_by else None,
            authority=authority or law.OURS,
            unaccompanied=alone,
        )
    return found


def _covers(day: date, starts: date, ends: date | None) -> bool:
    return starts <= day and (ends is None or day < ends)


def _in_force(
    periods: Iterable[tuple[tuple[int, str, str], date, date | None]], day: date
) -> tuple[int, str, str] | None:
    return next((what for what, starts, ends in periods if _covers(day, starts, ends)), None)
