"""Named reads of the duty rotas: who can be on one, a week of it, who is on duty now, and the last notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, start_of_day
from righthelp.practice.workforce.models import Absence, HandoverNote, HandoverRead, Rota, Shift, Team, Worker
from righthelp.practice.workforce.queries import employed
from righthelp.practice.workforce.titles import title_of

NOTES_SHOWN = 6


def teams_on(rota: Rota) -> Q:
    """The condition on teams that a rota is for."""
    if rota.team_id:
        return Q(pk=rota.team_id)
    return Q(service=rota.service, area=rota.area)


def eligible(rota: Rota, on: date) -> list[Worker]:
    """Those who can be on a rota: at work in its teams, in work with children and families, by name."""
    teams = Team.objects.filter(teams_on(rota)).values("pk")
    rows = Worker.objects.filter(employed(on), team_id__in=teams).order_by("name", "pk")
    return [worker for worker in rows if _takes_turns(worker)]


def _takes_turns(worker: Worker) -> bool:
    title = title_of(worker.title)
    return title is None or not title.leads


@dataclass(frozen=True)
class Seat:
    """One place on a shift: who is on it, and whether they are away then after all."""

    shift: int
    worker_id: int | None
    name: str
    away: bool

    @property
    def gap(self) -> bool:
        """Nobody is on it, or whoever is has gone on leave or fallen ill since."""
        return self.worker_id is None or self.away


@dataclass(frozen=True)
class Stretch:
    """A shift of a day with its places."""

    kind: str
    words: str
    starts: datetime
    ends: datetime
    seats: list[Seat] = field(default_factory=list)


@dataclass(frozen=True)
class Day:
    """A day of a week of a rota; without shifts where the rota rests."""

    day: date
    stretches: list[Stretch]


def week(rota: Rota, monday: date) -> list[Day]:
    """Seven days of a rota. One query."""
    first, last = start_of_day(monday), start_of_day(monday + timedelta(days=7))
    shifts = _with_absence(Shift.objects.filter(rota=rota, starts__gte=first, starts__lt=last))
    by_day: dict[date, dict[datetime, Stretch]] = {}
    for shift in shifts.order_by("starts", "place"):
        day = by_day.setdefault(local_date(shift.starts), {})
        stretch = day.setdefault(
            shift.starts, Stretch(shift.kind, shift.get_kind_display(), shift.starts, shift.ends, [])
        )
        stretch.seats.append(_seat(shift))
    days = [monday + timedelta(days=offset) for offset in range(7)]
    return [Day(day, list(by_day.get(day, {}).values())) for day in days]


def _with_absence(shifts: QuerySet[Shift]) -> QuerySet[Shift]:
    away = Absence.objects.filter(
        worker_id=OuterRef("worker_id"), starts__lte=OuterRef("starts__date"), ends__gt=OuterRef("starts__date")
    )
    return shifts.select_related("worker").annotate(away=Exists(away))


def _seat(shift: Shift) -> Seat:
    name = shift.worker.name if shift.worker else ""
    return Seat(shift.pk, shift.worker_id, name, bool(shift.worker_id and getattr(shift, "away", False)))


@dataclass(frozen=True)
class OnDuty:
    """A rota at one moment: who is on it until when, and how many places nobody fills."""

    rota_id: int
    rota: str
    names: list[str]
    until: datetime
    gaps: int


_NOW: Final = """
select r.id, r.name, array_remove(array_agg(case when gap then null else w.name end order by s.place), null),
       max(s.ends), count(*) filter (where gap)
  from workforce_shift s
  join workforce_rota r on r.id = s.rota_id
  left join workforce_worker w on w.id = s.worker_id
  cross join lateral (select w.id is null or exists (
       select from workforce_absence a
        where a.worker_id = w.id and a.starts <= %(today)s and a.ends > %(today)s) as gap) seen
 where s.starts <= %(now)s and s.ends > %(now)s
 group by r.id order by r.id
"""


def on_duty(now: datetime) -> list[OnDuty]:
    """Who is on duty at a moment, rota by rota; rotas that rest then are left out. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW, {"now": now, "today": local_date(now)})
        return [OnDuty(*row) for row in cursor.fetchall()]


def gaps(rota: Rota, first: datetime, last: datetime) -> int:
    """Places of a rota that nobody fills between two moments."""
    shifts = _with_absence(Shift.objects.filter(rota=rota, starts__gte=first, starts__lt=last))
    return shifts.filter(Q(worker__isnull=True) | Q(away=True)).count()


def next_shifts(worker: Worker, now: datetime, limit: int = 6) -> list[Shift]:
    """A worker's present and coming shifts, the first to come first."""
    return list(Shift.objects.filter(worker=worker, ends__gt=now).select_related("rota").order_by("starts")[:limit])


def may_read_notes(account: Account, rota: Rota, now: datetime) -> bool:
    """Whether handover notes of a rota are for this account: on it within three days, eligible for it, or managing."""
    teams = Team.objects.filter(teams_on(rota))
    if teams.filter(
        Q(manager__account=account) | Q(workers__account=account) | Q(under__manager__account=account)
    ).exists():
        return True
    near = timedelta(days=3)
    return Shift.objects.filter(rota=rota, worker__account=account, starts__lt=now + near, ends__gt=now - near).exists()


@dataclass(frozen=True)
class Note:
    """A handover note as the next shift sees it."""

    id: int
    text: str
    written: datetime
    by: str
    read_by: list[str]
    read: bool


def notes(rota: Rota, account: Account) -> list[Note]:
    """The last notes of a rota and who has read them. Two queries."""
    rows = list(HandoverNote.objects.filter(rota=rota).select_related("written_by").order_by("-written")[:NOTES_SHOWN])
    readings: dict[int, list[tuple[int, str]]] = {}
    for note, reader, name in HandoverRead.objects.filter(note__in=rows).values_list(
        "note_id", "account_id", "account__name"
    ):
        readings.setdefault(note, []).append((reader, name))
    return [
        Note(
            row.pk,
            row.text,
            row.written,
            row.written_by.name,
            [name for _, name in readings.get(row.pk, [])],
            row.written_by_id == account.pk or any(reader == account.pk for reader, _ in readings.get(row.pk, [])),
        )
        for row in rows
    ]
