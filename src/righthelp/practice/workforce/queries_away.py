"""Named reads of absence: who is off sick today and how it is covered, the worst day, a team's weeks, who has room."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import connection

from righthelp.practice.workforce.models import Absence, AbsenceKind, Team, Worker


@dataclass(frozen=True)
class Sick:
    """Somebody off sick today: since when, until when (as expected), what they hold and who covers."""

    absence: int
    worker_id: int
    worker: str
    title: str
    team_id: int
    team: str
    area: str
    since: date
    until: date
    expected: bool
    holds: int
    cover: str


_SICK: Final = """
select a.id, w.id, w.name, w.title, t.id, t.name, t.area, a.starts, a.ends, a.expected,
       (select count(*) from workforce_allocation al join people_person k on k.id = al.child_id and k.tier = 1
         where al.worker_id = w.id and al."primary" and al.ends is null),
       coalesce(c.name, '')
  from workforce_absence a
  join workforce_worker w on w.id = a.worker_id
  join workforce_team t on t.id = w.team_id
  left join workforce_worker c on c.id = a.cover_id
 where a.kind = 'sickness' and a.starts <= %(day)s and a.ends > %(day)s
   and (w.ends is null or w.ends > %(day)s)
   and (not %(qualified)s or exists (
        select from workforce_holding h join workforce_post p on p.id = h.post_id
         where h.worker_id = w.id and p.qualified and h.starts <= %(day)s and (h.ends is null or h.ends > %(day)s)))
   and (%(teams)s::bigint[] is null or t.id = any(%(teams)s))
 order by (a.cover_id is not null), a.starts
"""


def off_sick(day: date, *, qualified: bool = True, teams: Collection[int] | None = None) -> list[Sick]:
    """Social workers (or, with ``qualified`` false, everybody) off sick on a day, the uncovered first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_SICK, {"day": day, "qualified": qualified, "teams": list(teams) if teams is not None else None})
        return [Sick(*row) for row in cursor.fetchall()]


_BY_DAY: Final = """
select d.day, count(distinct a.worker_id)
  from unnest(%(days)s::date[]) d(day)
  left join workforce_absence a on a.kind = 'sickness' and a.starts <= d.day and a.ends > d.day
   and exists (select from workforce_holding h join workforce_post p on p.id = h.post_id
                where h.worker_id = a.worker_id and p.qualified and h.starts <= d.day
                  and (h.ends is null or h.ends > d.day))
 group by 1 order by 1
"""


def sick_by_day(days: Sequence[date]) -> list[tuple[date, int]]:
    """How many social workers were off sick on each of these days. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_DAY, {"days": list(days)})
        return [(day, int(count)) for day, count in cursor.fetchall()]


def worst(first: date, last: date) -> tuple[date, int] | None:
    """The day between two on which most social workers were off sick, and how many; None when nobody ever was."""
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    found = max(sick_by_day(days), key=lambda row: (row[1], row[0]), default=None)
    return found if found and found[1] else None


@dataclass(frozen=True)
class Row:
    """One worker's days in a calendar of weeks: "" at work, else the kind of absence; whether they work that day."""

    worker_id: int
    name: str
    days: list[tuple[date, str, bool]]


def calendar(team: Team, monday: date, weeks: int) -> list[Row]:
    """A team's weeks, worker by worker. Three queries."""
    days = [monday + timedelta(days=offset) for offset in range(7 * weeks) if (offset % 7) < 5]
    last = days[-1] + timedelta(days=1)
    workers = list(Worker.objects.filter(team=team, starts__lt=last).order_by("name"))
    workers = [worker for worker in workers if worker.ends is None or worker.ends > monday]
    away: dict[int, list[Absence]] = {}
    for absence in Absence.objects.filter(worker__in=workers, starts__lt=last, ends__gt=monday):
        away.setdefault(absence.worker_id, []).append(absence)
    return [
        Row(
            worker.pk,
            worker.name,
            [
                (day, _kind(away.get(worker.pk, ()), day), worker.starts <= day and (worker.ends or last) > day)
                for day in days
            ],
        )
        for worker in workers
    ]


def _kind(absences: Sequence[Absence], day: date) -> str:
    found = next((each for each in absences if each.starts <= day < each.ends), None)
    return str(AbsenceKind(found.kind).label) if found else ""


@dataclass(frozen=True)
class Cover:
    """A colleague who could cover: how much they hold, and for how many others they stand in already."""

    worker_id: int
    name: str
    title: str
    holds: int
    covers: int


_COVER: Final = """
select w.id, w.name, w.title,
       (select count(*) from workforce_allocation al join people_person k on k.id = al.child_id and k.tier = 1
         where al.worker_id = w.id and al."primary" and al.ends is null),
       (select count(*) from workforce_absence c
         where c.cover_id = w.id and c.starts < %(ends)s and c.ends > %(starts)s)
  from workforce_worker w
 where w.team_id = (select team_id from workforce_worker where id = %(worker)s) and w.id <> %(worker)s
   and w.starts <= %(starts)s and (w.ends is null or w.ends >= %(ends)s)
   and not exists (select from workforce_absence a
                    where a.worker_id = w.id and a.starts < %(ends)s and a.ends > %(starts)s)
 order by 5, 4, 2
"""


def could_cover(worker: int, starts: date, ends: date) -> list[Cover]:
    """Colleagues of the same team who are there on all of those days, those with most room first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_COVER, {"worker": worker, "starts": starts, "ends": ends})
        return [Cover(*row) for row in cursor.fetchall()]


def to_talk(day: date, teams: Collection[int] | None = None) -> list[Absence]:
    """Sicknesses that ended in the last four weeks without a conversation on coming back, the first to end first."""
    rows = Absence.objects.filter(
        kind="sickness", talked__isnull=True, ends__lte=day, ends__gt=day - timedelta(days=28)
    )
    if teams is not None:
        rows = rows.filter(worker__team_id__in=teams)
    return list(rows.filter(worker__ends__isnull=True).select_related("worker__team").order_by("ends"))
