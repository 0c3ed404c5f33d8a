"""Named reads of supervision: a supervisor's month, who is overdue, the rates, and what a child's record shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import Month, local_date
from righthelp.foundation.journey import State, explain, facts_of
from righthelp.practice.supervision.journey import MONTHLY_SUPERVISION, Supervision
from righthelp.practice.supervision.models import Decision, Discussion, Session
from righthelp.practice.workforce.models import Team

TOO_FEW: Final = 3
"""Of fewer than this called in a month the rate says something of a person; it is withheld from strangers."""


def states(rows: Iterable[Session], now: datetime) -> dict[int, str]:
    """The clock's state of each of these supervisions. No query: from the facts in hand, by the kernel's row engine."""
    return {row.pk: explain(MONTHLY_SUPERVISION, facts_of(row), now=now).state.value for row in rows}


def _rows(months: list[Month], now: datetime) -> list[tuple[int, str, int, str, date]]:
    """(session, state, team, work, month) of every supervision of some months."""
    from righthelp.foundation.journey.engines import set as set_engine  # Ibis takes a second to load

    query = set_engine.compiled(Supervision, {"state": MONTHLY_SUPERVISION.state})
    text = (
        "select s.id, found.state, w.team_id, s.work, s.month "  # noqa: S608  compiled from the definition
        f"from ({query.sql}) as found join supervision_session s on s.id = found.id "
        "join workforce_worker w on w.id = s.worker_id where s.month = any(%(months)s::date[])"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, {"now": now, "months": [month.first_day for month in months]})
        return list(cursor.fetchall())


@dataclass(frozen=True)
class Rate:
    """KPI 15 of one group and month. ``owed`` leaves out who was excused; ``withheld`` keeps a very small group's to
    those above it. The rate is None when nobody was owed one: none is not nought."""

    in_month: int = 0
    late: int = 0
    overdue: int = 0
    running: int = 0
    excused: int = 0
    withheld: bool = False

    @property
    def owed(self) -> int:
        """Everybody called and not excused."""
        return self.in_month + self.late + self.overdue + self.running

    @property
    def share(self) -> Decimal | None:
        """Supervised in the month, in percent of those owed one."""
        return (Decimal(100 * self.in_month) / self.owed).quantize(Decimal("0.1")) if self.owed else None

    @property
    def said(self) -> str:
        """The rate as it is printed: a number, ``none`` or ``withheld``."""
        if self.withheld:
            return "withheld"
        return "none" if self.share is None else f"{self.share}%"


def _rate(found: Iterable[str]) -> Rate:
    count: dict[str, int] = defaultdict(int)
    for state in found:
        count[state] += 1
    running = count[State.RUNNING.value] + count[State.NOT_STARTED.value]
    return Rate(
        count[State.MET.value],
        count[State.LATE.value],
        count[State.OVERDUE.value],
        running,
        count[State.EXCUSED.value],
    )


@dataclass(frozen=True)
class TeamRate:
    """A team's rate in a month."""

    team: Team
    rate: Rate


def rates(month: date, now: datetime, *, work: str, above: Account | None, teams: Iterable[Team]) -> list[TeamRate]:
    """The rate of every team that had somebody called. ``above``: the account that may see even its smallest teams."""
    of: dict[int, list[str]] = defaultdict(list)
    for _session, state, of_team, kind, _month in _rows([Month.of(month)], now):
        if not work or kind == work:
            of[of_team].append(state)
    mine = _teams_below(above) if above else set()
    found = []
    for team in teams:
        if team.pk in of:
            rate = _rate(of[team.pk])
            if rate.owed + rate.excused < TOO_FEW and team.pk not in mine:
                rate = Rate(withheld=True)
            found.append(TeamRate(team, rate))
    return found


def _teams_below(account: Account) -> set[int]:
    """Teams whose members the account manages, at up to three removes."""
    chain = Q(workers__manager__account=account) | Q(manager__account=account)
    chain |= Q(workers__manager__manager__account=account) | Q(workers__manager__manager__manager__account=account)
    return set(Team.objects.filter(chain).values_list("pk", flat=True))


def monthly(months: list[Month], now: datetime, *, work: str) -> list[tuple[Month, Rate]]:
    """The whole trust's rate, month by month. One query."""
    of: dict[date, list[str]] = defaultdict(list)
    for _session, state, _team, kind, month in _rows(months, now):
        if not work or kind == work:
            of[month].append(state)
    return [(month, _rate(of.get(month.first_day, ()))) for month in months]


def overdue(now: datetime, *, work: str) -> QuerySet[Session]:
    """Supervisions of the last twelve finished months, neither held nor excused: the longest ago first."""
    this = Month.of(local_date(now))
    rows = Session.objects.filter(
        month__lt=this.first_day, month__gte=(this - 12).first_day, held__isnull=True, excused__isnull=True
    )
    if work:
        rows = rows.filter(work=work)
    return rows.select_related("worker__team", "supervisor").order_by("month", "worker__name")


def given_by(account: Account, month: date) -> QuerySet[Session]:
    """The month's supervisions that the account gives."""
    return (
        Session.objects.filter(supervisor__account=account, month=month)
        .select_related("worker__team", "supervisor")
        .order_by("worker__name")
    )


def waiting_for(account: Account) -> QuerySet[Session]:
    """Signed supervisions that the account's worker has not read yet."""
    return Session.objects.filter(worker__account=account, signed_at__isnull=False, agreed_at__isnull=True).order_by(
        "month"
    )


def own(account: Account) -> QuerySet[Session]:
    """The account's own supervisions, the newest first."""
    return Session.objects.filter(worker__account=account).select_related("supervisor").order_by("-month")


def earlier(session: Session, number: int = 6) -> QuerySet[Session]:
    """A worker's supervisions before this one."""
    rows = Session.objects.filter(worker_id=session.worker_id, month__lt=session.month)
    return rows.select_related("supervisor").order_by("-month")[:number]


def unfinished(account: Account) -> QuerySet[Session]:
    """Supervisions that the account held and has not signed."""
    rows = Session.objects.filter(supervisor__account=account, held__isnull=False, signed_at__isnull=True)
    return rows.select_related("worker").order_by("month")


@dataclass(frozen=True)
class OfChild:
    """What supervision has left on a child's record."""

    open: list[Decision]
    settled: list[Decision]
    discussions: list[Discussion]


def of_child(child: int) -> OfChild:
    """Every decision and every note about a child, the newest first. Two queries."""
    rows = list(
        Decision.objects.filter(child_id=child)
        .select_related("who", "made_by", "session__supervisor", "group")
        .order_by("-made", "-pk")
    )
    notes = Discussion.objects.filter(child_id=child).select_related(
        "session__worker", "group", "brought_by", "written_by"
    )
    return OfChild(
        sorted((row for row in rows if not row.done and not row.stopped), key=lambda row: (row.by_when, row.pk)),
        [row for row in rows if row.done or row.stopped],
        list(notes.order_by("-discussed")),
    )


def open_for(account: Account) -> QuerySet[Decision]:
    """Open decisions that the account's worker is to do, or that were made in supervisions they give or receive."""
    mine = (
        Q(who__account=account)
        | Q(session__supervisor__account=account)
        | Q(session__worker__account=account)
        | Q(who__manager__account=account)
        | Q(group__facilitator__account=account)
    )
    rows = Decision.objects.filter(mine, done__isnull=True, stopped__isnull=True)
    return rows.select_related("child", "who", "session__worker").order_by("by_when", "pk").distinct()
