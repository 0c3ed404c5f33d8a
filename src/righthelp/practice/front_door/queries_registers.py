"""Reads of what the front door keeps beside its contacts: specialists today, children placed here, Channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local, local_date
from righthelp.practice.front_door.codes import Specialism
from righthelp.practice.front_door.models import ChannelReferral, PlacedHere, Specialist
from righthelp.practice.people.protected import PROTECTED
from righthelp.practice.people.queries import briefs
from righthelp.practice.workforce.models import Absence


@dataclass(frozen=True)
class Sits:
    """A specialist on one day: in now, later today, gone for today, or away."""

    row: Specialist
    today: bool
    now: bool
    away: bool

    @property
    def who(self) -> str:
        """Their name, of ours or of a partner."""
        return self.row.worker.name if self.row.worker else self.row.name

    @property
    def where(self) -> str:
        """Today in words."""
        if self.away:
            return "away today"
        if self.now:
            return f"in until {self.row.goes:%H:%M}"
        return f"today {self.row.comes:%H:%M} to {self.row.goes:%H:%M}" if self.today else "not today"


def specialists(now: datetime) -> list[Sits]:
    """Everybody on the rota of specialists, by what they know. Two queries."""
    here = local(now)
    today, clock = here.date(), here.time()
    rows = Specialist.objects.filter(Q(ends__isnull=True) | Q(ends__gt=today), starts__lte=today)
    held = list(rows.select_related("worker").order_by("specialism", "pk"))
    workers = [row.worker_id for row in held if row.worker_id]
    gone = set(
        Absence.objects.filter(worker_id__in=workers, starts__lte=today, ends__gt=today).values_list(
            "worker_id", flat=True
        )
    )
    found = []
    for row in held:
        due = str(today.weekday()) in row.weekdays
        away = due and row.worker_id in gone
        found.append(Sits(row, due and not away, due and not away and row.comes <= clock < row.goes, away))
    return found


def in_today(now: datetime) -> list[Sits]:
    """Those who come today, and those who should and are away."""
    return [each for each in specialists(now) if each.today or each.away]


def placed(account: Account, now: datetime) -> QuerySet[PlacedHere]:
    """Children placed here by other councils, within reach; those who are here first."""
    rows = PlacedHere.objects.select_related("child", "recorded_by")
    near = within_reach(rows, account, "front_door.placed", kind="child", field="child_id", now=now)
    return near.order_by("-ends", "child__surname", "child__forename", "pk")


def without_protected(rows: list[PlacedHere], now: datetime) -> list[PlacedHere]:
    """The same rows, their address left out where the child's home is protected: it is on the child's own record for
    those who may know it. One query."""
    at = briefs([row.child_id for row in rows], local_date(now)) if rows else {}
    for row in rows:
        if row.child_id in at and at[row.child_id].address == PROTECTED:
            row.address = PROTECTED
    return rows


def channels(account: Account, now: datetime) -> list[ChannelReferral]:
    """Referrals to Channel within reach: those on which the panel has not said first."""
    rows = ChannelReferral.objects.select_related("child", "sent_by", "contact")
    near = within_reach(rows, account, "front_door.contact", kind="child", field="child_id", now=now)
    return list(near.order_by("said", "-sent", "pk"))


def fgm_lead(now: datetime) -> str:
    """Who leads on female genital mutilation, and how they are reached; whoever comes today first."""
    leads = sorted(
        (each for each in specialists(now) if each.row.specialism == Specialism.FGM), key=lambda each: not each.today
    )
    return ", ".join(filter(None, [leads[0].who, leads[0].row.reached_at, leads[0].where])) if leads else ""
