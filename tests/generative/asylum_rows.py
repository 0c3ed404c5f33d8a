"""Rows of children who came alone for the tests of merges: none of them open, so that two never forbid a merge."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from righthelp.practice.asylum.models import Application
from righthelp.practice.workforce.models import Worker
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _said() -> Given:
    return {"recorded": NOW, "recorded_by_id": Worker.objects.order_by("pk").values_list("pk", flat=True)[0]}


def _day(dice: random.Random) -> date:
    return date(2010, 1, 1) + timedelta(days=dice.randrange(3000))


def _withdrawn() -> Given:
    return {"counts": False, "withdrawn": NOW, "withdrawn_why": "Stated"}


def _arrival(given: Given, dice: random.Random) -> Given:
    return _said() | _withdrawn() | {"arrived": _day(dice), "port": "air", "presented": "child"}


def _age(given: Given, dice: random.Random) -> Given:
    first, second = Worker.objects.order_by("pk").values_list("pk", flat=True)[:2]
    day = _day(dice)
    return _said() | {
        "begun": day, "doubts": "home", "why": "Stated", "first_id": first, "second_id": second, "adult": "Stated",
        "shown": day, "view": "Stated", "answer": "Stated", "decided": day, "outcome": "claimed", "reasons": "Stated",
    }  # fmt: skip


def _application(given: Given, dice: random.Random) -> Given:
    day = _day(dice)
    return _said() | {"kind": "asylum", "made": day, "decided": day, "outcome": "dropped"}


def _stepped(given: Given, dice: random.Random) -> Given:
    held = Application.objects.create(child_id=given["child_id"], **_application(given, dice))
    return _said() | {"application_id": held.pk, "step": "state", "on": held.made}


def _asked(given: Given, dice: random.Random) -> Given:
    return _said() | {"asked": _day(dice), "whom": "home", "what": "Stated"}


def _helped(given: Given, dice: random.Random) -> Given:
    day = _day(dice)
    return _said() | {"kind": "legal", "who": "Stated", "starts": day, "ends": day}


ASYLUM_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "asylum.Arrival": _arrival,
    "asylum.AgeAssessed": _age,
    "asylum.Application": _application,
    "asylum.Stepped": _stepped,
    "asylum.AskedHomeOffice": _asked,
    "asylum.Helped": _helped,
}
