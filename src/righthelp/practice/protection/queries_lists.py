"""The lists behind what is counted of child protection: plans that are not the first, plans that ended soon, initial
conferences that were not in time. The number and its list are one reading of the same facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, start_of_day, working_days_between
from righthelp.foundation.journey import State
from righthelp.practice.protection import journey, law, queries, queries_plan
from righthelp.practice.protection.codes import Kind
from righthelp.practice.protection.models import ChildConference, ProtectionPlan
from righthelp.practice.workforce.models import Allocation

MONTHS: Final = 24
"""How far back the lists go."""


def _team_of(children: list[int]) -> dict[int, str]:
    rows = Allocation.objects.filter(child_id__in=children, primary=True, ends__isnull=True)
    return dict(rows.values_list("child_id", "worker__team__name"))


@dataclass(frozen=True)
class PlanLine:
    """One plan in a list: whose, how many days it ran, the team that holds the child's work now."""

    plan: ProtectionPlan
    team: str
    on: date

    @property
    def name(self) -> str:
        """The child's name."""
        return str(self.plan.child)

    @property
    def days(self) -> int:
        """Days from the plan's beginning to its end, or until today."""
        return ((self.plan.ends or self.on) - self.plan.starts).days

    @property
    def since_last(self) -> int | None:
        """Days from the end of the plan before to the beginning of this one, where that is known."""
        last = self.plan.last_ended
        return (self.plan.starts - last).days if last else None


def _lines(rows: QuerySet[ProtectionPlan], now: datetime) -> list[PlanLine]:
    found = list(rows.select_related("conference"))
    teams = _team_of([each.child_id for each in found])
    today = local_date(now)
    return [PlanLine(each, teams.get(each.child_id, ""), today) for each in found]


def again(account: Account, now: datetime) -> list[PlanLine]:
    """Plans that are not the child's first and run, or began in the last two years; the latest first. Three queries."""
    since = add_months(local_date(now), -MONTHS)
    rows = queries_plan.reached(account, now).filter(ordinal__gte=2)
    found = rows.filter(ends__isnull=True) | rows.filter(starts__gte=since)
    return _lines(found.order_by("-starts", "-pk"), now)


def soon_over(account: Account, now: datetime) -> list[PlanLine]:
    """Plans that ended in the last two years, within three months of their beginning. Three queries."""
    since = add_months(local_date(now), -MONTHS)
    span = f"{law.SHORT_MONTHS} months"
    short = RawSQL("protection_protectionplan.ends <= protection_protectionplan.starts + %s::interval", [span])
    rows = queries_plan.reached(account, now).filter(ends__gte=since).alias(short=short).filter(short=True)
    return _lines(rows.order_by("-ends", "-pk"), now)


@dataclass(frozen=True)
class LateLine:
    """One initial conference held, or still to be held, after its fifteen working days."""

    row: ChildConference
    due: datetime
    team: str
    now: datetime

    @property
    def days(self) -> int:
        """Working days from the strategy discussion to the conference, or until today."""
        assert self.row.strategy is not None  # noqa: S101  an initial conference has one
        return working_days_between(local_date(self.row.strategy), local_date(self.row.held or self.now))

    @property
    def over(self) -> int:
        """Working days after the last in time."""
        return working_days_between(local_date(self.due), local_date(self.row.held or self.now))


def late_initial(account: Account, now: datetime) -> list[LateLine]:
    """Initial conferences not held within fifteen working days, of strategy discussions of the last two years: those
    still to be held first. By the clock that the worklist shows. Three queries."""
    from righthelp.foundation.journey.engines import set as set_engine  # Ibis takes a second to load

    clock = journey.INITIAL_CONFERENCE
    query = set_engine.compiled(journey.Conference, {"due": clock.due}, where=clock.view.is_(State.LATE, State.OVERDUE))
    with connection.cursor() as cursor:
        cursor.execute(f"select id, due from ({query.sql}) as late", {"now": now})  # noqa: S608  compiled by the house
        due: dict[int, datetime] = dict(cursor.fetchall())
    since = start_of_day(add_months(local_date(now), -MONTHS))
    rows = queries.reached(account, now).filter(pk__in=due, kind=Kind.INITIAL, strategy__gte=since)
    found = list(rows.order_by("held", "strategy"))
    teams = _team_of([each.child_id for each in found])
    lines = [LateLine(each, due[each.pk], teams.get(each.child_id, ""), now) for each in found]
    return sorted(lines, key=lambda line: (line.row.held is not None, -line.due.timestamp()))


__all__ = ["MONTHS", "LateLine", "PlanLine", "again", "late_initial", "soon_over"]
