"""The vocabulary of children in education: what other rooms may know of it."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Journey
from righthelp.practice.education import law
from righthelp.practice.education.codes import Came, Decision, Found, Seen, Way, WhyOut


class Query(Journey, subject="child", code="school-query"):
    """Somebody asked about a child’s attendance."""

    asked = Day("the query was made", always=True)
    way = Choice("who asks whom", Way, always=True)
    answered = Day("it was answered")
    followed = Day("it was followed up")
    closed = Day("the query was closed, or taken back")
    came = Choice("what came of it", Came)


class Panel(Journey, subject="child", code="school-panel"):
    """A child’s attendance was referred to the Attendance and Children Out of School Panel."""

    referred = Day("the child was referred", always=True)
    decided = Day("the panel decided")
    decision = Choice("what the panel decided", Decision)


class Agreed(Journey, subject="child", code="school-agreed"):
    """What a panel or an attendance surgery agreed for a child."""

    eve = Day("the day before it is to be done", always=True)
    done = Day("it was done")
    dropped = Day("it was taken back")


class NotOnRoll(Journey, subject="child", code="school-roll"):
    """A child is on no school’s roll."""

    told = Day("we were told", always=True)
    triaged = Day("it was decided what to do first")
    ended = Day("the child was on a roll again, or it ended otherwise")
    found = Choice("how it ended", Found)
    dropped = Day("it was taken back")


class PlanAsked(Journey, subject="child", code="school-plan"):
    """An education, health and care plan, from the request for an assessment."""

    requested = Day("an assessment was asked for", always=True)
    answered = Day("it was decided whether to assess")
    issued = Day("the final plan was issued")
    refused = Day("it was decided against a plan, or the request was taken back")
    excepted = Day("a lawful reason why the time limit need not be kept was recorded")
    ceased = Day("the plan ceased")


class OutOfSchool(Journey, subject="child", code="school-out"):
    """A child with a plan is out of school."""

    starts = Day("the child was out of school", always=True)
    ends = Day("the child was in school again")
    why = Choice("why", WhyOut, always=True)


class CheckDue(Journey, subject="child", code="school-check-due"):
    """From being out of school, or one weekly check, to the next."""

    since = Day("the child was out of school, or last seen", always=True)
    held = Day("the child was seen next")
    ended = Day("the child was in school again")


class Checked(Journey, subject="child", code="school-check"):
    """A weekly check of a child with a plan who is out of school."""

    on = Day("the check", always=True)
    seen = Choice("what it found", Seen, always=True)


FOLLOW: Final = Clock(
    "follow-up of a query about attendance",
    starts=Query.asked,
    stops=Query.followed,
    within=law.FOLLOW_WITHIN,
    lapses=Query.closed,
    authority=law.FOLLOW,
)
AGREED: Final = Clock(
    "what was agreed about attendance",
    starts=Agreed.eve,
    stops=Agreed.done,
    within=law.AGREED_WITHIN,
    lapses=Agreed.dropped,
    authority=law.AGREED,
)
TRIAGE: Final = Clock(
    "triage of a child on no roll",
    starts=NotOnRoll.told,
    stops=NotOnRoll.triaged,
    within=law.TRIAGE_WITHIN,
    lapses=NotOnRoll.dropped,
    authority=law.TRIAGE,
)
DECIDE: Final = Clock(
    "decision whether to assess for a plan",
    starts=PlanAsked.requested,
    stops=PlanAsked.answered,
    within=law.DECIDE_WITHIN,
    lapses=PlanAsked.refused,
    authority=law.DECIDE,
)
ISSUE: Final = Clock(
    "education, health and care plan",
    starts=PlanAsked.requested,
    stops=PlanAsked.issued,
    within=law.ISSUE_WITHIN,
    excused=PlanAsked.excepted.known(),
    lapses=PlanAsked.refused,
    authority=law.ISSUE,
)
CHECK: Final = Clock(
    "weekly check of a child with a plan out of school",
    starts=CheckDue.since,
    stops=CheckDue.held,
    within=law.CHECK_WITHIN,
    lapses=CheckDue.ended,
    authority=law.CHECK,
)

__all__ = [
    "AGREED", "CHECK", "DECIDE", "FOLLOW", "ISSUE", "TRIAGE", "Agreed", "CheckDue", "Checked", "NotOnRoll",
    "OutOfSchool", "Panel", "PlanAsked", "Query",
]  # fmt: skip
