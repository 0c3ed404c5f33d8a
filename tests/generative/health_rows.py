"""Rows of health for the tests of merges: a check and what is due stand on a time in care of the same child."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from righthelp.practice.workforce.models import Worker
from tests.generative.care_rows import a_care
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _said() -> Given:
    return {"recorded": NOW, "recorded_by_id": Worker.objects.order_by("pk").values_list("pk", flat=True)[0]}


def _check(given: Given, dice: random.Random) -> Given:
    """A check that nobody kept: what is due does not turn on it."""
    care = a_care(given, dice)
    said = {"care_id": care.pk, "kind": "eyes", "asked": care.starts, "on": care.starts, "outcome": "missed"}
    return said | {"why": "Stated"} | _said()


def _due(given: Given, dice: random.Random) -> Given:
    care = a_care(given, dice)
    return {"care_id": care.pk, "place": 0, "kind": "initial", "since": care.starts, "lapsed": care.ends}


def _referred(_: Given, dice: random.Random) -> Given:
    asked = (NOW - timedelta(days=dice.randrange(1, 900))).date()
    return {"service": "tess", "why": "Stated", "asked": asked, "near": "yes"} | _said()


def _substance(_: Given, dice: random.Random) -> Given:
    identified = (NOW - timedelta(days=dice.randrange(1, 900))).date()
    return {"identified": identified, "what": "Stated", "answer": "none"} | _said()


def _passport(_: Given, dice: random.Random) -> Given:
    made = (NOW - timedelta(days=dice.randrange(1, 900))).date()
    return {"made": made, "chosen": ["about"], "about": "Stated"} | _said()


HEALTH_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "health.Check": _check,
    "health.HealthDue": _due,
    "health.Referred": _referred,
    "health.Substance": _substance,
    "health.Passport": _passport,
}
