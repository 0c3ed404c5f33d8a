"""Rows of care plans for the tests of merges: each stands on a time in care, a review or a contact."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from righthelp.practice.care_plan.models import Arrangement, Challenge, SiblingPlan, Support
from righthelp.practice.workforce.models import Worker
from tests.generative.care_rows import a_care, a_review
from tests.stories.desk_house import NOW

Given = dict[str, Any]
DAY: Final = date(2021, 6, 1)


def _said() -> Given:
    return {"recorded": NOW, "recorded_by_id": Worker.objects.order_by("pk").values_list("pk", flat=True)[0]}


def _plan(given: Given, dice: random.Random) -> Given:
    return {"care_id": a_care(given, dice).pk, "number": 1, "health": "Stated"} | _said()


def _permanence(given: Given, dice: random.Random) -> Given:
    care, said = a_care(given, dice), _said()
    decided = {"decided": care.starts, "decided_by_id": said["recorded_by_id"], "kind": "family", "reasons": "Stated"}
    return {"care_id": care.pk} | decided | said


def _permanence_due(given: Given, dice: random.Random) -> Given:
    care = a_care(given, dice)
    return {"care_id": care.pk, "place": 0, "ended": care.ends}


def _challenge(given: Given, dice: random.Random) -> Given:
    care, said = a_care(given, dice), _said()
    about = {"officer_id": said["recorded_by_id"], "issue": "drift", "what": "Stated", "wanted": "Stated"}
    return {"care_id": care.pk, "raised": DAY} | about | said


def _step(given: Given, dice: random.Random) -> Given:
    raised = Challenge.objects.create(child_id=given["child_id"], **_challenge(given, dice))
    worker = raised.officer_id
    return {"challenge_id": raised.pk, "level": "0", "to_id": worker, "raised": DAY, "raised_by_id": worker}


def _recommendation(given: Given, dice: random.Random) -> Given:
    days = {"by_when": DAY, "eve": DAY - timedelta(days=1)}
    return {"review_id": a_review(given, dice).pk, "what": "Stated", "owner": "Stated", "ours": False} | days | _said()


def _contact(_: Given, dice: random.Random) -> Given:
    starts = DAY - timedelta(days=dice.randrange(900))
    said = {"who": "Stated", "way": "call", "how_often": "Stated", "ground": "agreed", "starts": starts}
    return said | _said()


def _arrangement(given: Given, dice: random.Random) -> Arrangement:
    return Arrangement.objects.create(child_id=given["child_id"], **_contact(given, dice))


def _refusal(given: Given, dice: random.Random) -> Given:
    on = _arrangement(given, dice)
    days = {"starts": on.starts, "ends": on.starts + timedelta(days=dice.randrange(1, 8))}
    return {"arrangement_id": on.pk, "basis": "urgent", "why": "Stated"} | days | _said()


def _session(given: Given, dice: random.Random) -> Given:
    on = _arrangement(given, dice)
    return {"arrangement_id": on.pk, "on": on.starts, "outcome": "held", "how": "Stated"} | _said()


def _asked(given: Given, dice: random.Random) -> Given:
    care = a_care(given, dice)
    said = {"asked": care.starts, "who": "Stated", "answer": "later", "view": "Stated", "ended": care.ends}
    return {"care_id": care.pk} | said | _said()


def _support(given: Given, dice: random.Random) -> Given:
    starts = DAY - timedelta(days=dice.randrange(2, 900))
    said = {"kind": "sgo", "holder": "Stated", "needs": "Stated", "plan": "Stated", "pence": 100, "why": "Stated"}
    ended = {"ends": starts + timedelta(days=1), "ended_why": "Stated"}  # two that run would forbid a merge
    return said | ended | {"assessed": starts, "starts": starts} | _said()


def _support_review(given: Given, dice: random.Random) -> Given:
    on = Support.objects.create(child_id=given["child_id"], **_support(given, dice))
    return {"support_id": on.pk, "since": on.starts, "ended": on.ends}


def _clinic(given: Given, dice: random.Random) -> Given:
    care = a_care(given, dice)
    return {"care_id": care.pk, "on": care.starts, "question": "Stated"} | _said()


def _sibling(given: Given, dice: random.Random) -> Given:
    plan = SiblingPlan.objects.create(decided=DAY, why="Stated", **_said())
    return {"plan_id": plan.pk, "side": 1}


CARE_PLAN_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "care_plan.CarePlan": _plan,
    "care_plan.Permanence": _permanence,
    "care_plan.PermanenceDue": _permanence_due,
    "care_plan.Challenge": _challenge,
    "care_plan.ChallengeStep": _step,
    "care_plan.Recommendation": _recommendation,
    "care_plan.Arrangement": _contact,
    "care_plan.Refusal": _refusal,
    "care_plan.Session": _session,
    "care_plan.GuardianshipAsked": _asked,
    "care_plan.Support": _support,
    "care_plan.SupportReview": _support_review,
    "care_plan.ClinicCase": _clinic,
    "care_plan.SiblingPlace": _sibling,
}
