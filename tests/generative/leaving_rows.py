"""Rows of leaving care for the tests of merges: what a young person asked for and used, who charges council tax."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from righthelp.practice.leaving_care.codes import SECTIONS
from righthelp.practice.leaving_care.models import Claim, Entitlement, HousingAsked, Lodging, PathwayPlan
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


def _application(_: Given, dice: random.Random) -> Given:
    """Closed on the day: nobody waits."""
    asked = _ago(dice)
    closed = {"closed": asked, "outcome": "wish", "closed_why": "Stated"}
    return {"asked": asked, "band": "1"} | closed | _said()


def _home_offer(given: Given, dice: random.Random) -> Given:
    row = HousingAsked.objects.create(child_id=given["child_id"], **_application(given, dice))
    said = {"kind": "council", "provider": "Stated", "place": "Stated", "accepted": True}
    return {"application_id": row.pk, "on": row.asked, "answered": row.asked} | said | _said()


def _risk(given: Given, dice: random.Random) -> Given:
    """In a home of long ago, and over."""
    starts = date(2004, 1, 1) + timedelta(days=dice.randrange(1400))
    days = {"starts": starts, "ends": starts + timedelta(days=dice.randrange(2, 5))}
    home = Lodging.objects.create(child_id=given["child_id"], kind="U", suits=True, **days, **_said())
    said = {"kind": "arrears", "pence": 100, "doing": "Stated", "kept": True, "came": "Stated"}
    return {"lodging_id": home.pk, "since": starts, "over": starts} | said | _said()


def _homeless(_: Given, dice: random.Random) -> Given:
    came = _ago(dice)
    assessed = {"assessed": came, "together": True, "outcome": "home", "why": "Stated"}
    return {"came": came, "slept": "Stated", "placed": came, "place": "Stated"} | assessed | _said()


def _custody(_: Given, dice: random.Random) -> Given:
    starts = _ago(dice)
    return {"prison": "Stated", "starts": starts, "released": starts, "went": "Stated"} | _said()


def _chance(_: Given, dice: random.Random) -> Given:
    return {"kind": "taste", "where": "Stated", "on": _ago(dice)} | _said()


def _helps(_: Given, dice: random.Random) -> Given:
    return {"kind": "mentor", "who": "Stated", "about": "Stated", "starts": _ago(dice)} | _said()


def _plan_seen(given: Given, dice: random.Random) -> Given:
    made = date(2004, 1, 1) + timedelta(days=dice.randrange(4000))
    words = {name: "Stated" for name, _, _ in SECTIONS}
    plan = PathwayPlan.objects.create(child_id=given["child_id"], made=made, **words, **_said())
    return {"plan_id": plan.pk, "on": made, "grade": "2", "good": "Stated"} | _said()


LEAVING_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "leaving_care.Claim": _claim,
    "leaving_care.Used": _used,
    "leaving_care.CouncilTax": _tax,
    "leaving_care.HousingAsked": _application,
    "leaving_care.HousingOffered": _home_offer,
    "leaving_care.HomeAtRisk": _risk,
    "leaving_care.Homeless": _homeless,
    "leaving_care.Custody": _custody,
    "leaving_care.Chance": _chance,
    "leaving_care.Helps": _helps,
    "leaving_care.PlanSeen": _plan_seen,
}
