"""The vocabulary of supervision: the only module that other rooms may import."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Journey, Moment
from righthelp.practice.supervision import law


class Supervision(Journey, subject="worker", code="supervision"):
    """A worker's month: a supervisor sits down with them once in it."""

    called = Day("the supervision of the month was called, 31 days before the month’s last day", always=True)
    held = Moment("the supervision was held")
    excused = Moment("it was recorded that none could be held: away all month, or left")
    work = Choice("what the worker is", ("social_worker", "manager", "other"), always=True)


class SupervisionDecision(Journey, subject="child", code="decision"):
    """Something decided for a child in supervision, until somebody has done it."""

    made = Moment("it was decided in supervision", always=True)
    eve = Day("the day before the one by which it was to be done", always=True)
    done = Moment("it was done")
    stopped = Moment("it was decided that it need not be done")


MONTHLY_SUPERVISION: Final = Clock(
    "supervision in the month",
    starts=Supervision.called,
    stops=Supervision.held,
    within=law.CALLED_WITHIN,
    excused=Supervision.excused.known(),
    because="everybody sits down with their supervisor once in a month, and the month ends then",
    authority=law.MONTHLY,
)

DECISION: Final = Clock(
    "decision from supervision",
    starts=SupervisionDecision.eve,
    stops=SupervisionDecision.done,
    within=law.DECISION_WITHIN,
    excused=SupervisionDecision.stopped.known(),
    because="that is the day agreed when it was decided",
    authority=law.AGREED_DAY,
)
