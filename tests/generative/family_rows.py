"""Rows of work with families for the tests of merges: conferences are over, so that two never forbid a merge; help at
the edge of care and ways home may be open, and nobody has begun or decided."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from righthelp.foundation.calendar import LONDON
from righthelp.practice.family_group.models import Edge, Group, Return, Siblings
from righthelp.practice.workforce.models import Worker
from tests.generative.care_rows import a_stay
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _said() -> Given:
    return {"recorded": NOW, "recorded_by_id": Worker.objects.order_by("pk").values_list("pk", flat=True)[0]}


def _group(given: Given, dice: random.Random) -> Given:
    asked = date(2007, 1, 1) + timedelta(days=dice.randrange(3000))
    together = Siblings.objects.create(made=NOW).pk if dice.random() < 0.5 else None
    return _said() | {
        "kind": "fgc", "asked": asked, "why": "Stated", "questions": "Stated", "closed": asked,
        "closing": "out" if together else "other", "closed_why": "Stated", "together_id": together,
    }  # fmt: skip


def _edge(given: Given, dice: random.Random) -> Given:
    asked = datetime(2007, 1, 1, 12, tzinfo=LONDON) + timedelta(days=dice.randrange(3000))
    over = {"ended": asked.date(), "outcome": "home", "outcome_why": "Stated"} if dice.random() < 0.5 else {}
    return _said() | {"kind": "edge", "asked": asked, "why": "Stated", "hours": "night"} | over


def _return(given: Given, dice: random.Random) -> Given:
    stay = a_stay(given, dice)
    over = {"stopped": stay.starts, "stopped_why": "Stated"} if dice.random() < 0.5 else {}
    return _said() | {"care_id": stay.care_id, "begun": stay.starts, "changed": "Stated", "ready": "no"} | over


def _member(given: Given, dice: random.Random) -> Given:
    group = Group.objects.create(child_id=given["child_id"], **_group(given, dice))
    return _said() | {"group_id": group.pk, "name": "Stated", "who": "Stated", "coming": "comes"}


def _resource(given: Given, dice: random.Random) -> Given:
    group = Group.objects.create(child_id=given["child_id"], **_group(given, dice))
    said = {"group_id": group.pk, "what": "Stated", "pence": 100, "every": "once", "times": 1, "asked": group.asked}
    return _said() | said


def _work(given: Given, dice: random.Random) -> Given:
    edge = Edge.objects.create(child_id=given["child_id"], **_edge(given, dice))
    return _said() | {"edge_id": edge.pk, "at": edge.asked, "minutes": 60, "what": "Stated"}


def _check(given: Given, dice: random.Random) -> Given:
    plan = Return.objects.create(child_id=given["child_id"], **_return(given, dice))
    return _said() | {"plan_id": plan.pk, "months": 3, "on": plan.begun, "found": "Stated"}


FAMILY_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "family_group.Group": _group,
    "family_group.Edge": _edge,
    "family_group.Return": _return,
    "family_group.Member": _member,
    "family_group.Resource": _resource,
    "family_group.Work": _work,
    "family_group.Check": _check,
}
