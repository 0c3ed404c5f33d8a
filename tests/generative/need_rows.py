"""Rows of children in need for the tests of merges: each stands on a plan of the same child, which is made with it."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from righthelp.practice.casework.models import Meeting, Plan
from righthelp.practice.workforce.models import Team, Worker
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _worker() -> int:
    return Worker.objects.order_by("pk").values_list("pk", flat=True)[0]


def _plan(given: Given, dice: random.Random) -> Plan:
    """A plan of one past day, apart from those of the random lives: two plans of one day would forbid a merge."""
    starts = date(2012, 1, 1) + timedelta(days=dice.randrange(1500))
    return Plan.objects.create(
        child_id=given["child_id"], kind="cin", starts=starts, begun=NOW, begun_by_id=_worker(),
        ends=starts + timedelta(days=1), ending="met", ending_why="Stated",
    )  # fmt: skip


def _need_plan(given: Given, dice: random.Random) -> Given:
    plan, team = _plan(given, dice), Team.objects.order_by("pk").values_list("pk", flat=True)[0]
    return {
        "plan_id": plan.pk, "team_id": team, "source": "assessment", "since": plan.starts, "threshold": "Stated",
        "agreed": "yes", "agreed_on": plan.starts, "agreed_by": "Stated", "decided_by_id": _worker(),
    }  # fmt: skip


def _review(given: Given, dice: random.Random) -> Given:
    plan, worker = _plan(given, dice), _worker()
    meeting = Meeting.objects.create(
        kind="cin", called=NOW, called_by_id=worker, planned=NOW, chair_id=worker, held=NOW, recorded=NOW,
        recorded_by_id=worker,
    )  # fmt: skip
    return {
        "plan_id": plan.pk, "meeting_id": meeting.pk, "plan_starts": plan.starts, "on": plan.starts, "progress": "some",
        "outcomes": "Stated", "child_view": "Stated", "family_view": "Stated", "decision": "goes-on",
        "reason": "Stated", "recorded": NOW, "recorded_by_id": worker,
    }  # fmt: skip


def _due(given: Given, dice: random.Random) -> Given:
    plan = _plan(given, dice)
    return {
        "plan_id": plan.pk, "kind": "cin", "what": "review", "place": 0, "first": True, "since": plan.starts,
        "ended": plan.ends,
    }  # fmt: skip


def _step(given: Given, dice: random.Random) -> Given:
    return {
        "plan_id": _plan(given, dice).pk, "direction": "down", "to": "early-help", "level": "plus", "why": "Stated",
        "family": "yes", "receiver": "A school", "asked": NOW, "asked_by_id": _worker(), "withdrawn": NOW,
        "withdrawn_why": "Stated",
    }  # fmt: skip


def _closing(given: Given, dice: random.Random) -> Given:
    return {
        "plan_id": _plan(given, dice).pk, "ending": "met", "why": "Stated", "told": "School", "proposed": NOW,
        "proposed_by_id": _worker(),
    }  # fmt: skip


def _oversight(given: Given, dice: random.Random) -> Given:
    return {
        "plan_id": _plan(given, dice).pk, "kind": "note", "note": "Stated", "at": NOW, "by_id": _worker(),
        "key": uuid.UUID(int=dice.getrandbits(128)),
    }  # fmt: skip


def _escalation(given: Given, dice: random.Random) -> Given:
    return {
        "plan_id": _plan(given, dice).pk, "issue": "school", "what": "Stated", "level": "1", "to": "Stated",
        "raised": NOW, "raised_by_id": _worker(),
    }  # fmt: skip


NEED_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "child_in_need.NeedPlan": _need_plan,
    "child_in_need.Review": _review,
    "child_in_need.NeedDue": _due,
    "child_in_need.Step": _step,
    "child_in_need.Closing": _closing,
    "child_in_need.Oversight": _oversight,
    "child_in_need.Escalation": _escalation,
}
