"""The children of the regulator's pack: who was placed in the year to a day, and who was missing from foster homes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import add_months
from righthelp.practice.care.codes import Law
from righthelp.practice.care.codes_homes import PlaceCode, Provider
from righthelp.practice.care.models import Stay
from righthelp.practice.care.placements import Placement, placements
from righthelp.practice.fostering.queries_register import FOSTER
from righthelp.practice.people.protected import PROTECTED, PROTECTED_PLACEMENT


def year_before(on: date) -> date:
    """The day after which the year to a day begins."""
    return add_months(on, -12)


@dataclass(frozen=True)
class ChildPlaced:
    """A child placed with carers of the service in the year to the day (schedule 2, paragraph 1): one row for all the
    stays with the same carers. ``left`` is empty for who was placed there on the day; a protected address is not in
    it."""

    child: int
    name: str
    home: str
    address: str
    place: str
    law: str
    starts: date
    left: date | None
    before: str
    after: str
    plan: bool

    @property
    def place_words(self) -> str:
        return str(PlaceCode(self.place).label)

    @property
    def law_words(self) -> str:
        return str(Law(self.law).label) if self.law else ""

    @property
    def before_words(self) -> str:
        """What the placement before was; nothing where the child came from home."""
        return str(PlaceCode(self.before).label) if self.before else "Home"

    @property
    def after_words(self) -> str:
        if self.left is None:
            return ""
        return str(PlaceCode(self.after).label) if self.after else "Left care"


@dataclass(frozen=True)
class Placed:
    """``rows``: what the account may open. ``more``: how many placements there are besides, ``more_here`` of them on
    the day itself."""

    rows: list[ChildPlaced]
    more: int
    more_here: int


_PLACED: Final = f"""
with part as (select * from unnest(%(whole)s::bigint[], %(parts)s::bigint[]) as part(first, stay)),
kept as (
  select part.first, bool_or({PROTECTED_PLACEMENT.format(placed="pl")}) as hidden,
         bool_or(exists (select from matching_placementplan pp
                          where pp.stay_id = part.stay and pp.agreed <= %(on)s and pp.withdrawn is null)) as plan
    from part join care_stay x on x.id = part.stay join people_placement pl on pl.id = x.placement_id
   group by part.first)
select f.id, p.forename || ' ' || p.surname,
       case when kept.hidden then '{PROTECTED}' else h.name end,
       case when kept.hidden then '' else concat_ws(', ', a.line, a.locality, a.postcode) end,
       coalesce(l.law, ''), kept.plan, {{reached}}
  from unnest(%(firsts)s::bigint[], %(lived)s::bigint[]) as placed(first, lived)
  join kept on kept.first = placed.first
  join care_stay f on f.id = placed.first
  join care_stay s on s.id = placed.lived
  join care_home h on h.id = f.home_id
  join people_person p on p.id = f.child_id
  join people_placement pl on pl.id = s.placement_id
  join people_address a on a.id = pl.address_id
  left join care_legalstatus l on l.care_id = f.care_id and l.starts <= f.starts
        and (l.ends is null or l.ends > f.starts)
 order by kept.hidden, case when kept.hidden then '' else h.name end, f.starts, f.id"""  # noqa: S608  ours


def children_placed(account: Account, on: date, now: datetime) -> Placed:
    """The children placed in the year to a day whose record the account may open. Two queries."""
    found = _placements(on, year_before(on))
    parts = [(each.first.pk, stay.pk) for each, _, _ in found.values() for stay in each.stays]
    reached = reach_condition(account, "care.see", kind="child", column="f.child_id")
    with connection.cursor() as cursor:
        given: dict[str, Any] = values(account, "child", now) | {"on": on}
        given |= {"whole": [first for first, _ in parts], "parts": [stay for _, stay in parts]}
        given |= {"firsts": list(found), "lived": [each.lived.pk for each, _, _ in found.values()]}
        cursor.execute(_PLACED.format(reached=reached), given)
        said = cursor.fetchall()
    rows, others = [], []
    for first, name, home, address, law, plan, open_here in said:
        placement, before, after = found[first]
        left = placement.ends if placement.ends is not None and placement.ends <= on else None
        if not open_here:
            others.append(left)
            continue
        child, place = placement.first.child_id, placement.lived.place
        rows.append(
            ChildPlaced(child, name, home, address, place, law, placement.starts, left, before, after if left else "",
                        plan)
        )  # fmt: skip
    return Placed(rows, len(others), others.count(None))


def _placements(on: date, since: date) -> dict[int, tuple[Placement, str, str]]:
    """Placements in the service's homes between two days, by their first stay, as they stood on the later day; what
    came before, and after. One query."""
    there = Q(starts__lte=on) & (Q(ends__isnull=True) | Q(ends__gt=since))
    cares = Stay.objects.filter(there, home__provider=Provider.OURS, home__kind__in=FOSTER).values("care")
    stays = Stay.objects.filter(care__in=cares, starts__lte=on).select_related("home").order_by("care", "starts")
    found: dict[int, tuple[Placement, str, str]] = {}
    for _, held in groupby(stays, key=lambda each: each.care_id):
        row = placements(list(held))
        for before, each, after in zip([None, *row], row, [*row[1:], None], strict=False):
            home = each.first.home
            if home and home.provider == Provider.OURS and home.kind in FOSTER and (not each.ends or each.ends > since):
                came = before.lived.place if before else ""
                found[each.first.pk] = each, came, after.first.place if after else ""
    return found


@dataclass(frozen=True)
class Away:
    """A child of the service's homes was missing."""

    child: int
    name: str
    home: str
    since: datetime
    returned: datetime | None


_AWAY: Final = f"""
select e.child_id, p.forename || ' ' || p.surname, case when kept.hidden then '{PROTECTED}' else h.name end,
       e.missing_from,
       case when (e.returned at time zone 'Europe/London')::date <= %(on)s then e.returned end, {{reached}}
  from missing_episode e
  join care_stay s on s.child_id = e.child_id and s.starts <= (e.missing_from at time zone 'Europe/London')::date
        and (s.ends is null or s.ends > (e.missing_from at time zone 'Europe/London')::date)
  join care_home h on h.id = s.home_id and h.provider = 'PR1' and h.kind in ('foster', 'connected')
  join people_person p on p.id = e.child_id
  join people_placement pl on pl.id = s.placement_id
  cross join lateral (select {PROTECTED_PLACEMENT.format(placed="pl")} as hidden) kept
 where e.cancelled is null and (e.missing_from at time zone 'Europe/London')::date between %(since)s and %(on)s
 order by e.missing_from desc, e.id"""  # noqa: S608  ours


def missing_in(account: Account, on: date, now: datetime) -> tuple[list[Away], int]:
    """Episodes in the year to a day in which children went missing from the service's homes, of children whose record
    the account may open; and how many there are besides. One query."""
    reached = reach_condition(account, "care.see", kind="child", column="e.child_id")
    with connection.cursor() as cursor:
        given = values(account, "child", now) | {"on": on, "since": year_before(on) + timedelta(days=1)}
        cursor.execute(_AWAY.format(reached=reached), given)
        rows = cursor.fetchall()
    return [Away(*row[:-1]) for row in rows if row[-1]], sum(not row[-1] for row in rows)


__all__ = ["Away", "ChildPlaced", "Placed", "children_placed", "missing_in", "year_before"]
