"""What the verbs of plans share: rows locked in one order, people who may lead, sentences for constraints."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db.models import Max

from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.governance.plan.acting import LEAD, speaks_for
from righthelp.governance.plan.models import Action, Plan, Priority
from righthelp.practice.people.writing import Sentences, words
from righthelp.practice.workforce.models import Worker

LONG: Final = 4_000
MOST_BESIDE: Final = 3
"""How many may lead an action beside the one who is accountable for it."""
SENTENCES: Final[Sentences] = {
    "plan_plan_name_key": ("name", "There is a plan of this name already. Give this one another."),
    "plan_action_number_once": ("", "Somebody has just added an action. Send it again."),
    "priority_number_once": ("", "Somebody has just added a priority. Send it again."),
}


class LedBy(NamedTuple):
    """A post that leads, and who holds it now, where that is known."""

    post: str
    worker: int | None = None


def plan_held(plan: int) -> Plan:
    """The plan, locked until the transaction ends; refused when it is closed."""
    found = Plan.objects.select_for_update(of=("self",)).filter(pk=plan).first()
    if found is None:
        raise Refused("", "This plan is no longer there. Open the list again.")
    if found.closed:
        raise Refused("", f"This plan was closed on {say_date(found.closed)}. What was recorded stands.")
    return found


def action_held(action: int, *, by: Account | None) -> Action:
    """An action that is still open, its plan locked and then itself; ``by`` whoever may speak for it, unless None."""
    plan = Action.objects.filter(pk=action).values_list("plan_id", flat=True).first()
    if plan is None:
        raise Refused("", "This action is no longer there. Open the plan again.")
    plan_held(plan)
    found = Action.objects.select_for_update(of=("self",)).get(pk=action)
    if found.ended:
        how = "done" if found.done else "stopped"
        raise Refused("", f"This action was {how} on {say_date(found.ended)}. Add another if there is more to do.")
    if by is not None and not speaks_for(by, action):
        raise Refused("", "Only those who lead this action, or write plans, record this. Ask whoever is accountable.")
    return found


def draft_held(plan: int) -> Plan:
    """A plan that is still a draft, locked; refused from the day on which it was adopted."""
    held = plan_held(plan)
    if held.adopted:
        raise Refused("", f"This plan was adopted on {say_date(held.adopted)}. What stands in it stays.")
    return held


def in_force(action: Action) -> date:
    """The day from which an action is in force; refused while its plan is a draft."""
    if action.in_force is None:
        raise Refused("", "This plan is a draft. Adopt it first.")
    return action.in_force


def priority_of(plan: Plan, priority: int | None) -> Priority | None:
    """A priority of this plan, if one is named."""
    if priority is None:
        return None
    found = Priority.objects.filter(pk=priority, plan=plan).first()
    if found is None:
        raise Refused("priority", "Choose a priority of this plan.")
    return found


def post_of(field: str, typed: str) -> str:
    """The post that answers for something."""
    return words(field, typed, 120, "Enter the post that answers for it, such as “AD, Placements”.")


def holder(field: str, worker: int | None, now: datetime) -> Worker | None:
    """Who holds a post now, if somebody is named: somebody who works here and may give updates."""
    if worker is None:
        return None
    today = local_date(now)
    found = Worker.objects.select_related("account").filter(pk=worker).first()
    if found is None or found.starts > today or (found.ends and found.ends <= today):
        raise Refused(field, "Choose somebody who works here.")
    if found.account is None or not permits(found.account, LEAD):
        raise Refused(field, f"{found.name} cannot give updates with their role. Choose somebody who leads a team.")
    return found


def leaders(field: str, given: Iterable[LedBy], now: datetime) -> list[tuple[str, Worker | None]]:
    """Those who lead beside the one who is accountable, each post once."""
    found: list[tuple[str, Worker | None]] = []
    named = list(given)
    if len(named) > MOST_BESIDE:
        raise Refused(field, f"At most three lead beside whoever is accountable, and {len(named)} are named.")
    for each in named:
        post = post_of(field, each.post)
        if post in {known for known, _ in found}:
            raise Refused(field, f"“{post}” is named twice.")
        found.append((post, holder(field, each.worker, now)))
    return found


def not_far(field: str, day: date, now: datetime) -> None:
    """Refuse a day so far away that its year must be wrong."""
    if abs(day.year - local_date(now).year) > 10:
        raise Refused(field, "This is more than ten years away. Check the year.")


def next_number(rows: Any) -> int:
    """The number of the next among the rows of a plan. Whoever calls this holds the plan's lock."""
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


__all__ = [
    "LONG", "MOST_BESIDE", "SENTENCES", "LedBy", "action_held", "draft_held", "holder", "in_force", "leaders",
    "next_number", "not_far", "plan_held", "post_of", "priority_of",
]  # fmt: skip
