"""Rows of the virtual school for the tests of merges: a plan and what is due stand on a time in care."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, Final

from righthelp.practice.workforce.models import Worker
from tests.generative.care_rows import a_care
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _plan(given: Given, dice: random.Random) -> Given:
    care = a_care(given, dice)
    said = dict.fromkeys(("school", "words", "needs", "english_target", "maths_target"), "Stated")
    days = {"care_id": care.pk, "held": care.starts, "term": "2004-1", "english": "at", "maths": "at"}
    worker = Worker.objects.order_by("pk").values_list("pk", flat=True)[0]
    return said | days | {"recorded": NOW, "recorded_by_id": worker}


def _due(given: Given, dice: random.Random) -> Given:
    care = a_care(given, dice)
    return {"care_id": care.pk, "place": 0, "kind": "first", "since": care.starts, "ended": care.ends}


def _result(_: Given, dice: random.Random) -> Given:
    """Two of one year, stage and subject would forbid a merge: years and stages are many."""
    worker = Worker.objects.order_by("pk").values_list("pk", flat=True)[0]
    said = {"stage": dice.choice(["ks1", "ks2", "ks4"]), "subject": "maths", "year": 1990 + dice.randrange(110)}
    return said | {"grade": "Stated", "reached": True, "recorded": NOW, "recorded_by_id": worker}


SCHOOL_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "virtual_school.Pep": _plan,
    "virtual_school.PepDue": _due,
    "virtual_school.Result": _result,
}
