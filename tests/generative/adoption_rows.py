"""Rows of adoption for the tests of merges: a plan stands on a time in care, the rest on a plan. Plans are over, so
that two of them never forbid a merge."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from righthelp.practice.adoption.models import Adopters, Adopting, Exchange
from righthelp.practice.workforce.models import Worker
from tests.generative.care_rows import a_stay
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _worker() -> int:
    return int(Worker.objects.order_by("pk").values_list("pk", flat=True)[0])


def _plan(given: Given, dice: random.Random) -> Given:
    stay = a_stay(given, dice)
    day = stay.starts + timedelta(days=1)
    return {
        "care_id": stay.care_id, "entered": stay.starts, "planned": day, "others": "Stated", "ceased": day,
        "ceased_for": "RD4", "instead": "home", "ceased_why": "Stated", "recorded": NOW, "recorded_by_id": _worker(),
    }  # fmt: skip


def _on_a_plan(given: Given, dice: random.Random) -> Adopting:
    child = {"child_id": given["child_id"]}
    return Adopting.objects.create(**child, **_plan(child, dice))


def _linked(given: Given, dice: random.Random) -> Given:
    plan = _on_a_plan(given, dice)
    who = Adopters.objects.create(name="Stated", asked=plan.planned, recorded=NOW, recorded_by_id=_worker())
    return {
        "plan_id": plan.pk, "adopters_id": who.pk, "considered": plan.planned, "why": "Stated",
        "declined": plan.planned, "declined_why": "Stated", "recorded": NOW, "recorded_by_id": _worker(),
    }  # fmt: skip


def _review_due(given: Given, dice: random.Random) -> Given:
    plan = _on_a_plan(given, dice)
    return {"plan_id": plan.pk, "place": 0, "since": plan.planned, "ended": plan.planned, "which": "unplaced"}


def _profiled(given: Given, dice: random.Random) -> Given:
    plan = _on_a_plan(given, dice)
    said = {"recorded": NOW, "recorded_by_id": _worker()}
    event = Exchange.objects.create(on=plan.planned, partners=f"Stated {plan.pk}", **said)
    return {"plan_id": plan.pk, "exchange_id": event.pk, **said}


def _taking_back(given: Given, dice: random.Random) -> Given:
    plan = _on_a_plan(given, dice)
    return {
        "plan_id": plan.pk, "what": "decision", "said": "Stated", "why": "Stated", "asked": NOW,
        "asked_by_id": _worker(), "answered": NOW, "answered_by_id": _worker(), "declined_why": "Stated",
    }  # fmt: skip


ADOPTION_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "adoption.Adopting": _plan,
    "adoption.Profiled": _profiled,
    "adoption.Linked": _linked,
    "adoption.ReviewDue": _review_due,
    "adoption.TakingBack": _taking_back,
}
