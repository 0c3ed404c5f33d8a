"""Who of the partners is in, and to whom a question goes; who works in MASH."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from righthelp.foundation.calendar import local, local_date
from righthelp.practice.mash import law
from righthelp.practice.mash.models import Partner, PartnerAway
from righthelp.practice.workforce.models import Service, Team, Worker
from righthelp.practice.workforce.queries import employed

_LOOK_AHEAD = 14


@dataclass(frozen=True)
class Seat:
    """A partner at a moment: in now (and until when), later today, or next on which day; ``open`` questions wait."""

    partner: Partner
    now: bool
    here: bool
    until: time | None
    next_day: date | None
    next_from: time | None
    away_until: date | None
    open: int

    @property
    def order(self) -> tuple[bool, bool, bool, date, time, int]:
        """First who is in the room, then who is on the telephone, then who comes next; fewest questions first."""
        return (
            not self.now,
            not self.here,
            self.next_day is None,
            self.next_day or date.max,
            self.next_from or time.max,
            self.open,
        )


def on_roster(on: date) -> QuerySet[Partner]:
    """Partners of MASH on a day, by agency and name."""
    rows = Partner.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), starts__lte=on)
    return rows.order_by("agency", "name", "pk")


def roster(now: datetime) -> list[Seat]:
    """Every partner with where they are now. Three queries."""
    today = local_date(now)
    waiting = Q(checks__answered__isnull=True, checks__dropped__isnull=True, checks__isnull=False)
    rows = on_roster(today).annotate(open=Count("checks", filter=waiting)).prefetch_related("hours")
    away: dict[int, list[PartnerAway]] = {}
    for each in PartnerAway.objects.filter(ends__gt=today, partner__in=[row.pk for row in rows]):
        away.setdefault(each.partner_id, []).append(each)
    return [_seat(row, away.get(row.pk, []), now) for row in rows]


def _seat(partner: Partner, away: list[PartnerAway], now: datetime) -> Seat:
    here = local(now)
    today, clock = here.date(), here.time()
    week = {int(each.weekday): each for each in partner.hours.all()}

    def absent(day: date) -> PartnerAway | None:
        return next((each for each in away if each.starts <= day < each.ends), None)

    gone = absent(today)
    hours = week.get(today.weekday())
    if gone is None and hours is not None and hours.starts <= clock < hours.ends:
        return Seat(partner, True, hours.here, hours.ends, today, hours.starts, None, _open(partner))
    for ahead in range(_LOOK_AHEAD):
        day = today + timedelta(days=ahead)
        there = week.get(day.weekday())
        if there is None or absent(day) or (ahead == 0 and there.starts <= clock):
            continue
        if partner.ends is not None and day >= partner.ends:
            break
        return Seat(partner, False, there.here, None, day, there.starts, gone.ends if gone else None, _open(partner))
    return Seat(partner, False, False, None, None, None, gone.ends if gone else None, _open(partner))


def _open(partner: Partner) -> int:
    return int(getattr(partner, "open", 0))


def routed(agency: str, seats: list[Seat]) -> Seat | None:
    """To whom a question to an agency goes: who is in, else who comes next; None when nobody is on the roster."""
    ours = [seat for seat in seats if seat.partner.agency == agency]
    return min(ours, key=lambda seat: seat.order, default=None)


def colleagues(now: datetime) -> QuerySet[Worker]:
    """Those who may have MASH work: at work in MASH or at the front door, by name."""
    teams = Team.objects.filter(Q(service=Service.FRONT_DOOR) | Q(code__in=[law.MASH_TEAM, law.DAY_TEAM])).values("pk")
    return Worker.objects.filter(employed(local_date(now)), team_id__in=teams).order_by("name", "pk")
