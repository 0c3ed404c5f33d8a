"""Rows of private fostering for the tests of merges: arrangements of some past days that are over."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from righthelp.practice.private_fostering.models import Arrangement
from righthelp.practice.workforce.models import Worker
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _said() -> Given:
    return {"recorded": NOW, "recorded_by_id": Worker.objects.order_by("pk").values_list("pk", flat=True)[0]}


def _arrangement(given: Given, dice: random.Random) -> Given:
    starts = date(2005, 8, 1) + timedelta(days=dice.randrange(4000))
    return _said() | {
        "notified": starts, "notifier": "school", "starts": starts, "carer": "Stated", "tie": "Stated",
        "where": "Stated", "why": "Stated", "parents": "Stated", "ends": starts + timedelta(days=1),
        "ending": "other", "ending_why": "Stated",
    }  # fmt: skip


def _on_one(given: Given, dice: random.Random) -> Arrangement:
    return Arrangement.objects.create(child_id=given["child_id"], **_arrangement(given, dice))


def _checked(given: Given, dice: random.Random) -> Given:
    held = _on_one(given, dice)
    return _said() | {"arrangement_id": held.pk, "who": "Stated", "on": held.starts, "found": "clear"}


def _visit_due(given: Given, dice: random.Random) -> Given:
    held = _on_one(given, dice)
    return {"arrangement_id": held.pk, "place": 0, "since": held.starts, "ended": held.ends, "rule": "first"}


PRIVATE_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "private_fostering.Arrangement": _arrangement,
    "private_fostering.Checked": _checked,
    "private_fostering.VisitDue": _visit_due,
}
