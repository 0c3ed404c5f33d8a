"""The vocabulary of learning: the only module that other rooms may import."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Clock, Day, Journey, Moment
from righthelp.practice.learning import law


class Training(Journey, subject="worker", code="training"):
    """A course that a worker has finished, until it must be done again."""

    finished = Day("the worker finished the course", always=True)
    eve = Day("the day before the last one on which the course counts")
    renewed = Day("the worker did the course again")
    released = Moment("it was no longer asked of the worker: another post, or left")


class Attending(Journey, subject="worker", code="attending"):
    """A worker's place on a session of a course, until they have said what came of it."""

    booked = Moment("the worker was booked", always=True)
    attended = Day("the worker was there to the end")
    evaluated = Moment("the worker said how the course was")
    evaluated_later = Moment("the worker said what has changed in their work since")


MANDATORY_TRAINING: Final = Clock(
    "mandatory training",
    starts=Training.eve,
    stops=Training.renewed,
    within=law.LAST_DAY,
    excused=Training.released.known(),
    warns_before=law.WARNED_BEFORE,
    because="it counts until then, and is done again before",
    authority=law.PLAN,
)

AFTERWARDS: Final = Clock(
    "evaluation of a course",
    starts=Attending.attended,
    stops=Attending.evaluated,
    within=law.AFTERWARDS,
    authority=law.EVALUATED,
)

THREE_MONTHS_ON: Final = Clock(
    "evaluation three months on",
    starts=Attending.attended,
    stops=Attending.evaluated_later,
    within=law.LATER,
    authority=law.EVALUATED,
)
