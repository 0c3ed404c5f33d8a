"""Rows of legal work for the tests of merges: an order stands on a case of the same child."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from righthelp.practice.court.models import Consent, Matter, MatterChild
from righthelp.practice.workforce.models import Worker
from tests.generative.care_rows import _whole
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _worker() -> int:
    return Worker.objects.order_by("pk").values_list("pk", flat=True)[0]


def _ended(given: Given, dice: random.Random) -> Given:
    """A case of some past days that has ended, so that it stands beside any other."""
    decided = date(2006, 1, 2) + timedelta(days=dice.randrange(4000))
    matter = Matter.objects.create(decision="issue", threshold="Stated", recorded=NOW, recorded_by_id=_worker())
    return {"matter_id": matter.pk, "decided": decided, "issued": decided, "closed": decided + timedelta(days=120)}


def _order(given: Given, dice: random.Random) -> Given:
    row = MatterChild.objects.create(child_id=given["child_id"], **_ended(given, dice))
    return {"on_id": row.pk, "kind": "none", "starts": row.closed, "recorded": NOW, "recorded_by_id": _worker()}


def _consent(given: Given, dice: random.Random) -> Given:
    care, _ = _whole(given, dice)
    return {
        "care_id": care.pk, "agreed": care.starts, "ended": care.ends, "who": "Stated", "capacity": "yes",
        "advised": True, "interpreter": "not", "aim": "home", "plan": "Stated", "recorded": NOW,
        "recorded_by_id": _worker(),
    }  # fmt: skip


def _consent_review(given: Given, dice: random.Random) -> Given:
    consent = Consent.objects.create(child_id=given["child_id"], **_consent(given, dice))
    return {"consent_id": consent.pk, "since": consent.agreed, "ended": consent.ended}


def _day(dice: random.Random) -> date:
    return date(2021, 1, 4) + timedelta(days=dice.randrange(200))


def _said() -> Given:
    return {"recorded": NOW, "recorded_by_id": _worker()}


def _relative(_: Given, dice: random.Random) -> Given:
    return {"who": "Stated", "relation": "Stated", "asked": _day(dice)} | _said()


def _challenge(_: Given, dice: random.Random) -> Given:
    return {"received": _day(dice), "subject": "policy", "what": "Stated", "owner": "Stated"} | _said()


def _taken_back(_: Given, dice: random.Random) -> Given:
    return {"what": "Stated", "why": "Stated", "at": NOW, "by_id": _worker()}


COURT_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "court.Consent": _consent,
    "court.ConsentReview": _consent_review,
    "court.MatterChild": _ended,
    "court.Order": _order,
    "court.FamilyAssessment": _relative,
    "court.Challenge": _challenge,
    "court.TakenBack": _taken_back,
}
