"""The vocabulary of casework: what other rooms may know of visits, meetings and actions."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Flag, Journey, Moment
from righthelp.practice.casework import law
from righthelp.practice.casework.codes import CONFERENCES, IN_NEED, MeetingKind, PlanEnding, PlanKind


class Plan(Journey, subject="child", code="plan"):
    """A plan for a child: what needs to change, and who does what."""

    starts = Day("the plan began", always=True)
    ends = Day("the plan ended")
    kind = Choice("what the plan is for", PlanKind, always=True)
    ending = Choice("why the plan ended", PlanEnding)


class Action(Journey, subject="child", code="action"):
    """Somebody is to do something for a child by an agreed day."""

    agreed = Moment("it was agreed", always=True)
    eve = Day("the day before the one by which it was to be done", always=True)
    done = Moment("it was done")
    stopped = Moment("it was decided that it need not be done")


class Visit(Journey, subject="child", code="visit"):
    """Somebody went to see a child."""

    at = Moment("somebody went to see the child", always=True)
    seen = Flag("the child was seen", always=True)
    alone = Flag("the child was seen alone", always=True)
    withdrawn = Moment("the visit was found to be recorded by mistake")


class VisitDue(Journey, subject="child", code="visit-due"):
    """From one visit under a plan to the next."""

    since = Day("the plan began or the child was last seen", always=True)
    held = Day("the child was seen next")
    ended = Day("the plan ended before the next visit")
    kind = Choice("what the plan is for", PlanKind, always=True)


class Meeting(Journey, subject="child", code="meeting"):
    """A meeting about a child, until its minutes are given out."""

    called = Moment("the meeting was called", always=True)
    planned = Moment("when the meeting is planned for", always=True)
    held = Moment("the meeting was held")
    cancelled = Moment("the meeting was cancelled")
    minutes_sent = Moment("the minutes were given out")
    kind = Choice("what the meeting is for", MeetingKind, always=True)


ACTION: Final = Clock(
    "action by the agreed day",
    starts=Action.eve,
    stops=Action.done,
    within=law.ACTION_WITHIN,
    excused=Action.stopped.known(),
    authority=law.AGREED_DAY,
)

PROTECTION_VISIT: Final = Clock(
    "visit under a child protection plan",
    starts=VisitDue.since,
    stops=VisitDue.held,
    within=law.PROTECTION_EVERY,
    lapses=VisitDue.ended,
    only_for=VisitDue.kind.is_(PlanKind.PROTECTION.value),
    authority=law.PROTECTION_VISITS,
)

NEED_VISIT: Final = Clock(
    "visit under a child in need plan",
    starts=VisitDue.since,
    stops=VisitDue.held,
    within=law.NEED_EVERY,
    lapses=VisitDue.ended,
    only_for=VisitDue.kind.is_one_of(*sorted(IN_NEED)),
    authority=law.NEED_VISITS,
)

STANDS: Final = ~Meeting.cancelled.known()

STRATEGY_MINUTES: Final = Clock(
    "minutes of a strategy discussion",
    starts=Meeting.held,
    stops=Meeting.minutes_sent,
    within=law.STRATEGY_MINUTES_WITHIN,
    only_for=STANDS & Meeting.kind.is_(MeetingKind.STRATEGY.value),
    authority=law.STRATEGY_MINUTES,
)

CONFERENCE_MINUTES: Final = Clock(
    "record of a conference",
    starts=Meeting.held,
    stops=Meeting.minutes_sent,
    within=law.CONFERENCE_MINUTES_WITHIN,
    only_for=STANDS & Meeting.kind.is_one_of(*CONFERENCES),
    authority=law.CONFERENCE_MINUTES,
)

MEETING_MINUTES: Final = Clock(
    "minutes of a meeting",
    starts=Meeting.held,
    stops=Meeting.minutes_sent,
    within=law.OTHER_MINUTES_WITHIN,
    only_for=STANDS & ~Meeting.kind.is_one_of(MeetingKind.STRATEGY.value, *CONFERENCES),
    authority=law.OTHER_MINUTES,
)

__all__ = [
    "ACTION",
    "CONFERENCE_MINUTES",
    "MEETING_MINUTES",
    "NEED_VISIT",
    "PROTECTION_VISIT",
    "STRATEGY_MINUTES",
    "Action",
    "Meeting",
    "Plan",
    "Visit",
    "VisitDue",
]
