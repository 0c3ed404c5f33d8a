"""Named reads of costs: what placements cost now, this year and by its end; panels, and who could be on one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition, within_reach
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.practice.care.codes_homes import HomeKind, PlaceCode, Provider
from righthelp.practice.care.queries import LIVES
from righthelp.practice.matching.models_cost import Cost, PanelItem, ReviewPanel
from righthelp.practice.people.models import Area
from righthelp.practice.people.protected import PROTECTED_PLACEMENT

SEE: Final = "matching.cost"
RESIDENTIAL: Final = frozenset({"K1", "K2", "R1", "R3", "S1", "H5", "K3"})
OURS: Final = frozenset({"PR0", "PR1"})


def year_of(day: date) -> tuple[date, date]:
    """The financial year of a day: from 1 April (inclusive) to the next (exclusive)."""
    first = date(day.year if (day.month, day.day) >= (4, 1) else day.year - 1, 4, 1)
    return first, first.replace(year=first.year + 1)


def pence_between(weekly: int, starts: date, ends: date | None, since: date, until: date) -> int:
    """What a weekly cost comes to in the nights from ``since`` to ``until`` (exclusive), a seventh for each, rounded to
    the nearest penny."""
    first, last = max(starts, since), min(ends or until, until)
    return (2 * weekly * max(0, (last - first).days) + 7) // 14


@dataclass(frozen=True)
class Costed:
    """One placement of this financial year: pence a week on its last day or now, by who pays; pence of the year until
    today (``spent``) and until 31 March if nothing changes (``forecast``). ``runs``: the child lives there."""

    child: int
    name: str
    where: str
    place: str
    provider: str
    kind: str
    area: str
    since: date
    runs: bool
    care: int
    education: int
    health: int
    spent: int
    forecast: int
    known: bool
    now: datetime

    @property
    def weekly(self) -> int:
        return self.care + self.education + self.health

    @property
    def place_words(self) -> str:
        return str(PlaceCode(self.place).label)

    @property
    def provider_words(self) -> str:
        return str(Provider(self.provider).label) if self.provider else "Nobody named"

    @property
    def kind_words(self) -> str:
        return str(HomeKind(self.kind).label) if self.kind else self.place_words

    @property
    def area_words(self) -> str:
        return str(Area(self.area).label) if self.area else "Not shown"

    @property
    def days(self) -> int:
        """How long the child has lived there, in days."""
        return (local_date(self.now) - self.since).days

    @property
    def external(self) -> bool:
        """Neither the trust's own nor with parents."""
        return bool(self.provider) and self.provider not in OURS

    @property
    def residential(self) -> bool:
        """Not in a family."""
        return self.place in RESIDENTIAL

    @property
    def joint(self) -> bool:
        """More than one of the three pays."""
        return sum(each > 0 for each in (self.care, self.education, self.health)) > 1


_COSTS: Final = f"""
select s.id, s.child_id, p.forename || ' ' || p.surname,
       {LIVES},
       s.place, coalesce(s.provider, ''), coalesce(h.kind, ''), case when kept.hidden then '' else a.area end, s.starts,
       c.starts, c.ends, c.over, c.care, c.education, c.health
  from care_stay s
  join people_person p on p.id = s.child_id
  left join care_home h on h.id = s.home_id
  join people_placement pl on pl.id = s.placement_id
  join people_address a on a.id = pl.address_id
  cross join lateral (select {PROTECTED_PLACEMENT.format(placed="pl")} as hidden) kept
  left join matching_cost c on c.stay_id = s.id and c.withdrawn is null
 where (c.id is not null and c.starts < %(until)s and coalesce(least(c.ends, c.over), %(until)s) > %(since)s
        or c.id is null and s.ends is null and s.provider not in ('PR0', 'PR1') and s.place not like 'A%%'
           and not exists (select from matching_cost k join care_stay f on f.id = k.stay_id
                            where f.care_id = s.care_id and k.withdrawn is null and k.over is null))
   and {{reached}}
 order by s.id, c.starts"""  # noqa: S608  ours


def costs(account: Account, now: datetime) -> list[Costed]:
    """Placements of this financial year with what they cost, and those from outside of which nobody has said it yet,
    within the account's reach; the dearest first. One query."""
    since, until = year_of(local_date(now))
    reached = reach_condition(account, SEE, kind="child", column="s.child_id")
    given = values(account, "child", now) | {"since": since, "until": until}
    found: dict[int, list[Any]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_COSTS.format(reached=reached), given)
        for row in cursor.fetchall():
            found[row[0]].append(row)
    rows = [_costed(each, since, until, now) for each in found.values()]
    return sorted(rows, key=lambda row: (not row.runs, -row.weekly, row.name))


def _costed(rows: Sequence[Any], since: date, until: date, now: datetime) -> Costed:
    tomorrow = local_date(now) + timedelta(days=1)
    shown, spent, forecast, runs = (0, 0, 0), 0, 0, True
    for starts, ends, over, *pays in (row[9:] for row in rows if row[9] is not None):
        last = min((each for each in (ends, over) if each is not None), default=None)
        if starts < tomorrow:
            shown = (pays[0], pays[1], pays[2])
        runs = over is None or over >= tomorrow
        spent += pence_between(sum(pays), starts, last, since, min(tomorrow, until))
        forecast += pence_between(sum(pays), starts, last, since, until)
    return Costed(*[*rows[0][1:9], runs, *shown, spent, forecast, rows[0][9] is not None, now])


@dataclass(frozen=True)
class Total:
    """What the placements of a kind of provider in an area cost together, in pence. ``children``: who live there
    now."""

    provider: str
    area: str
    children: int
    unknown: int
    weekly: int
    care: int
    education: int
    health: int
    spent: int
    forecast: int


def totals(rows: Sequence[Costed]) -> list[Total]:
    """Costs by kind of provider and area; nobody is named."""
    found: dict[tuple[str, str], list[Costed]] = defaultdict(list)
    for row in rows:
        found[row.provider_words, row.area_words].append(row)
    return [_total(provider, area, mine) for (provider, area), mine in sorted(found.items())]


def _total(provider: str, area: str, rows: Sequence[Costed]) -> Total:
    live = [row for row in rows if row.runs]
    care, education, health = (sum(getattr(row, name) for row in live) for name in ("care", "education", "health"))
    return Total(
        provider=provider, area=area, children=len(live), unknown=sum(not row.known for row in live),
        weekly=care + education + health, care=care, education=education, health=health,
        spent=sum(row.spent for row in rows), forecast=sum(row.forecast for row in rows),
    )  # fmt: skip


def costs_of(child: int) -> list[Cost]:
    """Everything that was recorded of what a child's placements cost, the newest first."""
    return list(Cost.objects.filter(child_id=child).select_related("recorded_by").order_by("-starts", "-pk"))


def panels() -> list[ReviewPanel]:
    """Every panel, the newest first, with what is on it."""
    return list(ReviewPanel.objects.select_related("chair").prefetch_related("items").order_by("-on", "-pk"))


def items_of(panel: int, account: Account, now: datetime) -> list[PanelItem]:
    """The children on a panel whom the account may reach, the dearest placement first."""
    rows = PanelItem.objects.filter(panel_id=panel, child__merged_into__isnull=True)
    rows = rows.select_related("child", "stay__home", "sought", "panel")
    mine = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return sorted(mine, key=lambda row: (row.withdrawn is not None, -(row.weekly or 0), row.pk))


def items_of_child(child: int) -> list[PanelItem]:
    """Every time a panel looked at a child's placement, the newest first."""
    return list(PanelItem.objects.filter(child_id=child).select_related("panel").order_by("-panel__on", "-pk"))


__all__ = ["Costed", "Total", "costs", "costs_of", "items_of", "items_of_child", "panels", "pence_between", "totals",
           "year_of"]  # fmt: skip
