"""Plans of casework: the row that answers an involvement, what is to change, and who does what by when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from righthelp.city.dice import at
from righthelp.city.help_days import capped, shifted
from righthelp.city.help_pen import Pen
from righthelp.city.help_read import Child, Period
from righthelp.city.help_visits import holder
from righthelp.city.help_words import ACTIONS, NEEDS, OUTCOMES, OWNERS
from righthelp.city.staff import TODAY

COLUMNS: Final = {
    "casework.Plan": ("child_id", "kind", "starts", "begun", "begun_by_id", "ends", "ending", "ending_why"),
    "casework.Outcome": ("plan_id", "place", "what", "how_known", "met"),
    "casework.Action": (
        "child_id", "plan_id", "outcome_id", "what", "worker_id", "owner", "agreed", "agreed_by_id", "by_when",
        "first_by_when", "eve", "done", "done_note",
    ),
}  # fmt: skip
_WHY: Final = {
    "met": "What needed to change has changed, and the children say so.",
    "step-down": "Less help is enough now; the family agreed to go on with it.",
    "step-up": "A child protection conference decided on a child protection plan.",
    "care": "The child came into care.",
    "moved": "The family moved to Sandwell, which answers for the children now.",
    "adult": "The young person is 18.",
    "declined": "The family no longer wants the help, and nothing says that a child is at risk without it.",
    "other": "The family goes on with the school and the health visitor.",
}
_WITH_OUTCOMES: Final = date(2020, 1, 1)


def written(
    pen: Pen,
    child: Child,
    kind: str,
    period: Period,
    ending: str | None,
    begun: datetime,
    by: int,
    *,
    harm: str = "",
) -> int:
    """The plan of a period, with what is to change if it is of the last years, and with actions while it runs."""
    dice = pen.dice
    why = _WHY[ending] if ending else ""
    plan = pen.add("casework.Plan", child.id, kind, period.starts, begun, by, period.ends, ending, why)
    if period.ends is not None and period.ends < _WITH_OUTCOMES:
        return plan
    outcomes = (OUTCOMES[harm], dice.pick(NEEDS)) if harm else tuple(dice.some(NEEDS, 2))
    for place, (what, known) in enumerate(outcomes, 1):
        reached = period.ends if ending == "met" else None
        outcome = pen.add("casework.Outcome", plan, place, what, known, reached)
        if period.ends is None:
            _action(pen, child, plan, outcome, period.starts, by)
    return plan


def _action(pen: Pen, child: Child, plan: int, outcome: int, starts: date, by: int) -> None:
    """Agreed in the last weeks: most are done or not due yet, some are due today, some late."""
    dice = pen.dice
    agreed_on = max(starts, TODAY - timedelta(days=dice.whole(3, 45)))
    agreed = capped(at(agreed_on, 15))
    by_when = max(shifted(agreed_on, dice.whole(5, 30)), agreed_on + timedelta(days=1))
    done = None
    if (by_when <= TODAY and dice.chance(0.86)) or dice.chance(0.2):
        done = capped(agreed + (TODAY - agreed_on) * dice.between(0.2, 0.95))
        done = max(done, agreed)
    worker = (holder(child, TODAY) or by) if dice.chance(0.7) else None
    pen.add(
        "casework.Action", child.id, plan, outcome, dice.pick(ACTIONS), worker, "" if worker else dice.pick(OWNERS),
        agreed, by, by_when, by_when, by_when - timedelta(days=1), done, "Done as agreed." if done else "",
    )  # fmt: skip
