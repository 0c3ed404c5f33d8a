"""Rows of leaving care for the tests of merges: what a young person asked for and used, who charges council tax."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from righthelp.practice.leaving_care.models import Claim, Entitlement
from righthelp.practice.workforce.models import Worker
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _said() -> Given:
    return {"recorded": NOW, "recorded_by_id": Worker.objects.order_by("pk").values_list("pk", flat=True)[0]}


def _ago(dice: random.Random) -> date:
    return (NOW - timedelta(days=dice.randrange(1, 900))).date()


def _entitlement() -> Entitlement:
    said = {"name": "Driving lessons", "words": "Stated", "law": "Stated", "source": "offer", "pence": 40_000}
    ages = {"from_age": 17, "to_age": 25, "starts": date(2010, 1, 1)}
    return Entitlement.objects.get_or_create(key="driving-lessons", defaults=said | ages | _said())[0]


def _claim(_: Given, dice: random.Random) -> Given:
    """Refused on the day it was asked for: nothing waits, nothing is used."""
    said = _said()
    asked = _ago(dice)
    refused = {"granted": False, "why": "Stated", "answered": asked, "answered_by_id": said["recorded_by_id"]}
    return {"entitlement_id": _entitlement().pk, "asked": asked} | refused | said


def _used(given: Given, dice: random.Random) -> Given:
    said = _said()
    asked = _ago(dice)
    granted = {"granted": True, "pence": 40_000, "answered": asked, "answered_by_id": said["recorded_by_id"]}
    claim = Claim.objects.create(
        child_id=given["child_id"], entitlement=_entitlement(), asked=asked, **(granted | said)
    )
    return {"claim_id": claim.pk, "on": asked, "pence": 100, "what": "Stated"} | said


def _tax(_: Given, dice: random.Random) -> Given:
    """For a day or two, long ago."""
    starts = date(2004, 1, 1) + timedelta(days=dice.randrange(1400))
    ends = starts + timedelta(days=dice.randrange(1, 3))
    return {"council": "Solihull", "ours": False, "starts": starts, "ends": ends} | _said()


LEAVING_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "leaving_care.Claim": _claim,
    "leaving_care.Used": _used,
    "leaving_care.CouncilTax": _tax,
}
