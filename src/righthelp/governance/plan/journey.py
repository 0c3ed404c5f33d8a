"""The vocabulary of plans of action: the only module that other rooms may import."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Journey
from righthelp.governance.plan import law
from righthelp.governance.plan.codes import ByWhen


class PlanAction(Journey, subject="plan", code="plan-action"):
    """An action of a plan, from the day on which it is in force until it is done or stopped."""

    in_force = Day("the plan with it was adopted")
    eve = Day("the day before the one that the plan gives it", always=True)
    by_when = Choice("what that day means", ByWhen, always=True)
    started = Day("it was started")
    done = Day("it was done")
    stopped = Day("it was stopped with a reason")


class PlanUpdateDue(Journey, subject="plan action", code="plan-update"):
    """From one update of an open action to the next."""

    since = Day("it came into force or was last updated", always=True)
    eve = Day("the day before the last day of the month after that", always=True)
    held = Day("it was updated next")
    ended = Day("it was done or stopped before the next update")


IN_FORCE: Final = PlanAction.in_force.known()

ACTION_DONE: Final = Clock(
    "action of a plan complete by its day",
    starts=PlanAction.eve,
    stops=PlanAction.done,
    within=law.DAY_WITHIN,
    lapses=PlanAction.stopped,
    only_for=IN_FORCE & PlanAction.by_when.is_(ByWhen.COMPLETE.value),
    because="that is its day in the plan",
    authority=law.AGREED_DAY,
)

ACTION_BEGUN: Final = Clock(
    "action of a plan begun on its day",
    starts=PlanAction.eve,
    stops=PlanAction.started,
    within=law.DAY_WITHIN,
    lapses=PlanAction.stopped,
    only_for=IN_FORCE & PlanAction.by_when.is_(ByWhen.COMMENCES.value),
    because="that is its day in the plan",
    authority=law.AGREED_DAY,
)

MONTHLY_UPDATE: Final = Clock(
    "monthly update of an action",
    starts=PlanUpdateDue.eve,
    stops=PlanUpdateDue.held,
    within=law.UPDATE_WITHIN,
    lapses=PlanUpdateDue.ended,
    because="open actions are updated every month",
    authority=law.MONTHLY,
)

__all__ = ["ACTION_BEGUN", "ACTION_DONE", "MONTHLY_UPDATE", "PlanAction", "PlanUpdateDue"]
