"""Rows of child protection for the tests of merges: each stands on a plan, and a conference, of the same child."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from righthelp.practice.casework.models import Attendance, Meeting, MeetingAbout, Plan
from righthelp.practice.people.models import Person
from righthelp.practice.protection.models import ChildConference, ProtectionPlan
from righthelp.practice.workforce.models import Worker
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _worker() -> int:
    return Worker.objects.order_by("pk").values_list("pk", flat=True)[0]


def _meeting(child: int, held: datetime) -> Meeting:
    worker = _worker()
    made = Meeting.objects.create(
        kind="icpc", called=held, called_by_id=worker, planned=held, chair_id=worker, held=held, recorded=held,
        recorded_by_id=worker,
    )  # fmt: skip
    MeetingAbout.objects.create(meeting=made, child_id=child, kind="icpc", called=held, planned=held, held=held)
    return made


def _held(dice: random.Random) -> datetime:
    """A day of its own, apart from those of the random lives."""
    return datetime.combine(date(2005, 1, 3) + timedelta(days=dice.randrange(2400)), time(10), UTC)


def _conference(given: Given, dice: random.Random) -> Given:
    held, worker = _held(dice), _worker()
    return {
        "kind": "icpc", "strategy": held - timedelta(days=9), "asked": held - timedelta(days=8), "asked_by_id": worker,
        "why": "Stated", "meeting_id": _meeting(given["child_id"], held).pk, "held": held, "outcome": "plan",
        "category": "NEG", "reason": "Stated", "decided": held, "decided_by_id": worker,
    }  # fmt: skip


def _beside(given: Given, dice: random.Random) -> Given:
    """A plan of some past days, its conference before it."""
    facts = _conference(given, dice)
    starts = facts["held"].date()
    conference = ChildConference.objects.create(child_id=given["child_id"], **facts)
    ends = starts + timedelta(days=1)
    plan = Plan.objects.create(
        child_id=given["child_id"], kind="cp", starts=starts, begun=NOW, begun_by_id=_worker(), ends=ends, ending="met",
        ending_why="Stated",
    )  # fmt: skip
    return {
        "plan_id": plan.pk, "conference_id": conference.pk, "chair_id": _worker(), "starts": starts, "ends": ends,
        "ending": "met", "category": "NEG", "why": "Stated", "ordinal": 1, "within_two_years": False,
        "within_year": False,
    }  # fmt: skip


def _plan(given: Given, dice: random.Random) -> ProtectionPlan:
    return ProtectionPlan.objects.create(child_id=given["child_id"], **_beside(given, dice))


def _score(given: Given, dice: random.Random) -> Given:
    meeting = _meeting(given["child_id"], _held(dice))
    attendance = Attendance.objects.create(meeting=meeting, agency="school", name="Stated", invited=NOW, came="yes")
    return {"meeting_id": meeting.pk, "attendance_id": attendance.pk, "value": dice.randrange(11)}


def _stage(given: Given, dice: random.Random) -> Given:
    plan = _plan(given, dice)
    return {
        "plan_id": plan.pk, "step": "review", "place": 0, "first": True, "since": plan.starts, "ended": plan.ends,
    }  # fmt: skip


def _milestone(given: Given, dice: random.Random) -> Given:
    plan = _plan(given, dice)
    return {"plan_id": plan.pk, "months": 9, "reached": plan.starts, "ended": plan.ends}


def _escalation(given: Given, dice: random.Random) -> Given:
    return {
        "plan_id": _plan(given, dice).pk, "barrier": "school", "issue": "Stated", "level": "1", "to": "Stated",
        "raised": NOW, "raised_by_id": _worker(),
    }  # fmt: skip


def _transfer(given: Given, dice: random.Random) -> Given:
    return {
        "plan_id": _plan(given, dice).pk, "council": "Stated", "notified": NOW, "notified_by_id": _worker(),
        "stayed": NOW, "stayed_why": "Stated",
    }  # fmt: skip


def _member(given: Given, dice: random.Random) -> Given:
    child = Person.objects.create(forename="Bea", surname="Cored")
    plan = _plan({"child_id": child.pk}, dice)
    return {"plan_id": plan.pk, "agency": "family", "since": plan.starts, "until": plan.ends}


def _visit_due(given: Given, dice: random.Random) -> Given:
    plan = _plan(given, dice)
    return {"plan_id": plan.plan_id, "kind": "cp", "place": 0, "since": plan.starts, "ended": plan.ends}


PROTECTION_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "protection.ChildConference": _conference,
    "protection.ProtectionPlan": _beside,
    "protection.Score": _score,
    "protection.Stage": _stage,
    "protection.Milestone": _milestone,
    "protection.Escalation": _escalation,
    "protection.TransferOut": _transfer,
    "protection.CoreMember": _member,
    "casework.VisitDue": _visit_due,
}
