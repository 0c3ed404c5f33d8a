"""A fostering plan in a small trust: Petra is AD, Placements and accountable; Gurdeep leads beside her."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import start_of_day
from righthelp.governance.plan import queries, record, record_actions
from righthelp.governance.plan.models import Action, Plan, Priority, Update
from righthelp.governance.plan.record_base import LedBy
from tests.stories.desk_house import account_of
from tests.stories.workforce_house import NOW, WorkforceHouse, day

INSPECTION = "Fostering inspection by Ofsted"


def noon(text: str) -> datetime:
    """Midday of a day in London, as ``noon("2021-03-15")``."""
    return start_of_day(day(text)) + timedelta(hours=12)


class PlanHouse(WorkforceHouse):
    """Anthea is director and adopts; Marcia, a head of service, writes; Clement, a councillor, reads."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.anthea: Account = self.account("Anthea Wallford", "director")
        self.clement: Account = self.account("Clement Ashgrove", "councillor")
        self.petra = self.worker("Petra Wilmslow", team="office", title="Head of service", role="head_of_service")
        self.petra_account = account_of(self.petra)

    def plan(self, name: str = "Fostering action plan", kind: str = "inspection", **more: Any) -> Plan:
        """A draft that answers the inspection of January 2019."""
        given: dict[str, Any] = {
            "owner_post": "AD, Placements",
            "service": "fostering",
            "answers": INSPECTION if kind == "inspection" else "",
            "answered_on": day("2019-01-21") if kind == "inspection" else None,
        }
        return record.plan_drafted(name=name, kind=kind, by=account_of(self.marcia), now=NOW, **(given | more))

    def priority(self, plan: Plan, name: str = "Effectiveness of the fostering service") -> Priority:
        return record.priority_added(
            plan=plan.pk, name=name, sponsor_post="Director of Commissioning", by=account_of(self.marcia), now=NOW,
            objectives=["Enough carers", "Issues addressed"],
        )  # fmt: skip

    def action(self, plan: Plan, until: str = "2021-12-31", *, now: datetime = NOW, **more: Any) -> Action:
        """Petra is accountable for it as AD, Placements; Gurdeep leads it with her."""
        given: dict[str, Any] = {
            "what": "Review the disruption process.",
            "by_when": "complete",
            "accountable": "AD, Placements",
            "worker": self.petra.pk,
            "beside": [LedBy("Team manager, East", self.gurdeep.pk)],
        }
        return record_actions.action_added(
            plan=plan.pk, day=day(until), by=account_of(self.marcia), now=now, **(given | more)
        )

    def adopted(self, plan: Plan, on: str = "2021-03-15") -> Plan:
        return record.plan_adopted(plan=plan.pk, on=day(on), where="Trust Board, item 7", by=self.anthea, now=NOW)

    def in_force(self, until: str = "2021-12-31", since: str = "2021-03-15", **more: Any) -> Action:
        """An action of a plan adopted on a day."""
        plan = self.plan()
        made = self.action(plan, until, **more)
        self.adopted(plan, since)
        return self.fresh(made)

    def said(self, action: Action, on: str, rag: str = "green", *, by: Account | None = None) -> Update:
        return record_actions.update_given(
            action=action.pk, rag=rag, progress="Three workshops held with carers.", next_step="Panel in May.",
            by=by or self.petra_account, now=noon(on),
        )  # fmt: skip

    def done(self, action: Action, on: str, **more: Any) -> Action:
        given: dict[str, Any] = {
            "started": day(on), "progress": "The new process is in use.", "evidence": "Audit of ten disruptions.",
        } | more  # fmt: skip
        return record_actions.action_done(action=action.pk, on=day(on), by=self.petra_account, now=noon(on), **given)

    @staticmethod
    def fresh(action: Action) -> Action:
        return Action.objects.select_related("plan").get(pk=action.pk)


def months_without(since: date, updates: list[date], ended: date | None, today: date) -> list[str]:
    """The rule said the other way round, month by month from a calendar: which whole months of an open action after
    the one in which it came into force have no update in them."""
    found, year, month = [], since.year, since.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if (year, month) >= (today.year, today.month):
            return found
        if ended and (year, month) >= (ended.year, ended.month):
            return found
        if not any((each.year, each.month) == (year, month) for each in updates):
            found.append(f"{year}-{month:02d}")


__all__ = ["INSPECTION", "NOW", "PlanHouse", "day", "months_without", "noon"]


def line_of(action: Action) -> queries.Line:
    """An action as lists have it."""
    [found] = queries.lines(Action.objects.filter(pk=action.pk), NOW)
    return found
