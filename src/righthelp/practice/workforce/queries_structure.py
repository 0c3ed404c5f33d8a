"""Who is who: units, teams and their people as they stood on a day, as a tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import connection

from righthelp.practice.workforce.models import TeamStanding
from righthelp.practice.workforce.models_posts import Locality, Service
from righthelp.practice.workforce.queries_posts import Of, Seat, seats


@dataclass
class Unit:
    """A unit or team on a day: who leads it, how many people and posts it has, and what stands under it."""

    id: int
    code: str
    name: str
    service: str
    area: str
    locality: str
    under: int | None
    manager_id: int | None
    manager: str
    manager_title: str
    people: int
    units: list[Unit] = field(default_factory=list)

    @property
    def service_words(self) -> str:
        """The service as people say it."""
        return str(Service(self.service).label) if self.service else ""

    @property
    def locality_words(self) -> str:
        """The locality's name, or nothing."""
        return str(Locality(self.locality).label) if self.locality else ""

    @property
    def everybody(self) -> int:
        """People in it and in all that stands under it."""
        return self.people + sum(unit.everybody for unit in self.units)


_UNITS: Final = """
select t.id, t.code, coalesce(s.name, t.name), t.service, coalesce(s.area, t.area), coalesce(s.locality, t.locality),
       case when s.id is null then t.under_id else s.under_id end,
       m.id, coalesce(m.name, ''), coalesce(m.title, ''),
       (select count(distinct h.worker_id) from workforce_holding h join workforce_post p on p.id = h.post_id
         where p.team_id = t.id and h.starts <= %(day)s and (h.ends is null or h.ends > %(day)s))
  from workforce_team t
  left join workforce_teamstanding s
         on s.team_id = t.id and s.starts <= %(day)s and (s.ends is null or s.ends > %(day)s)
  left join workforce_worker m on m.id = case when s.id is null then t.manager_id else s.manager_id end
 where (t.closed is null or t.closed > %(day)s)
   and (s.id is not null or not exists (select from workforce_teamstanding where team_id = t.id))
 order by 3
"""


def units(day: date) -> list[Unit]:
    """Every unit and team that existed on a day, by name. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_UNITS, {"day": day})
        return [Unit(*row) for row in cursor.fetchall()]


def tree(day: date) -> list[Unit]:
    """The units that stand under nothing, each with those under it."""
    found = units(day)
    by_id = {unit.id: unit for unit in found}
    tops: list[Unit] = []
    for unit in found:
        above = by_id.get(unit.under) if unit.under is not None else None
        (above.units if above else tops).append(unit)
    order = {service: place for place, service in enumerate(Service.values)}
    for unit in found:
        unit.units.sort(key=lambda each: (order.get(each.service, 99), _number_last(each.name)))
    return sorted(tops, key=lambda each: (not each.units, each.name))


def _number_last(name: str) -> tuple[str, int]:
    """ "Safeguarding East 10" after "Safeguarding East 9"."""
    head, _, tail = name.rpartition(" ")
    return (head, int(tail)) if tail.isdecimal() else (name, 0)


def holding(day: date, team: int) -> list[Seat]:
    """Who holds which post of a team on a day, and what is vacant."""
    return seats(day, Of(qualified=False, team=team))


def changes(team: int) -> list[TeamStanding]:
    """How a team has stood and will stand, the latest first."""
    rows = TeamStanding.objects.filter(team_id=team).select_related("under", "manager")
    return list(rows.order_by("-starts"))


_PEOPLE: Final = """
select w.id, w.name, w.title, t.id, t.name, t.area, coalesce(m.name, ''),
       (select min(s.ends) from workforce_shift s
         where s.worker_id = w.id and s.starts <= %(now)s and s.ends > %(now)s),
       exists (select from workforce_absence a where a.worker_id = w.id and a.starts <= %(day)s and a.ends > %(day)s)
  from workforce_worker w
  join workforce_team t on t.id = w.team_id
  left join workforce_worker m on m.id = w.manager_id
 where w.starts <= %(day)s and (w.ends is null or w.ends > %(day)s)
   and (w.name ilike %(like)s or w.title ilike %(like)s or t.name ilike %(like)s)
 order by w.name, w.id limit %(most)s
"""


@dataclass(frozen=True)
class Found:
    """Somebody who works here, as the directory shows them."""

    id: int
    name: str
    title: str
    team_id: int
    team: str
    area: str
    manager: str
    on_duty_until: datetime | None
    away: bool


def people(text: str, now: datetime, day: date, most: int = 100) -> list[Found]:
    """Those at work on a day whose name, title or team holds the words, by name. One query."""
    tidy = text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, {"like": f"%{tidy}%", "now": now, "day": day, "most": most})
        return [Found(*row) for row in cursor.fetchall()]
