"""Rows of matching for the tests of merges: a child placed by a search stands on the stay that began with it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from righthelp.practice.care.models import Home
from righthelp.practice.matching.models import BreakSeries, HomeOffer, PlacementPlan, Request, ReviewPanel
from righthelp.practice.people.models import Address
from righthelp.practice.workforce.models import Worker
from tests.generative.care_rows import a_stay
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _sought(given: Given, dice: random.Random) -> Given:
    stay, worker = a_stay(given, dice), Worker.objects.order_by("pk").values_list("pk", flat=True)[0]
    address = Address.objects.order_by("pk").values_list("pk", flat=True)[0]
    home = Home.objects.create(
        kind="foster", name=f"Home {dice.random()}", address_id=address, provider="PR1", starts=stay.starts,
        registered_by_id=worker, registered=NOW,
    )  # fmt: skip
    asked = Request.objects.create(
        kinds=["foster"], by_when=stay.starts, owner_id=worker, opened=NOW, opened_by_id=worker
    )
    offer = HomeOffer.objects.create(
        request=asked, home=home, asked=NOW, asked_by_id=worker, answer="yes", answered=NOW, answered_by="Stated"
    )
    return {
        "request_id": asked.pk, "who": "Stated", "needs": "Stated", "opened": NOW,
        "eve": stay.starts - timedelta(days=1), "offered": NOW, "placed": stay.starts, "offer_id": offer.pk,
        "stay_id": stay.pk, "why": "Stated", "recorded_by_id": worker,
    }  # fmt: skip


def _said() -> Given:
    return {"recorded": NOW, "recorded_by_id": Worker.objects.order_by("pk").values_list("pk", flat=True)[0]}


def _plan(given: Given, dice: random.Random) -> Given:
    return {"stay_id": a_stay(given, dice).pk, "number": 1, "daily": "Stated"} | _said()


def _delegated(given: Given, dice: random.Random) -> Given:
    plan = PlacementPlan.objects.create(child_id=given["child_id"], **_plan(given, dice))
    return {"plan_id": plan.pk, "matter": "hair", "who": "carer"}


def _notice(given: Given, dice: random.Random) -> Given:
    stay = a_stay(given, dice)
    return {"stay_id": stay.pk, "to": "school", "on": stay.starts, "how": "letter", "who": "Stated"} | _said()


def _outside(given: Given, dice: random.Random) -> Given:
    stay, said = a_stay(given, dice), _said()
    days = {"asked": stay.starts, "decided": stay.starts, "decided_by_id": said["recorded_by_id"]}
    return {"stay_id": stay.pk, "far": "next", "council": "Stated", "said": "Stated", "why": "Stated"} | days | said


def _disruption(given: Given, dice: random.Random) -> Given:
    return {"stay_id": a_stay(given, dice).pk, "none_why": "Stated"} | _said()


def _cost(given: Given, dice: random.Random) -> Given:
    stay = a_stay(given, dice)
    return {"stay_id": stay.pk, "starts": stay.starts, "over": stay.ends, "care": 70000, "agreed": "Stated"} | _said()


def _item(given: Given, dice: random.Random) -> Given:
    stay, said = a_stay(given, dice), _said()
    panel = ReviewPanel.objects.create(
        kind="external", area="east", on=stay.starts + timedelta(days=dice.randrange(10**5)),
        chair_id=said["recorded_by_id"], **said,
    )  # fmt: skip
    return {"panel_id": panel.pk, "stay_id": stay.pk, "weekly": 70000} | said


def _series(given: Given, dice: random.Random) -> Given:
    worker = Worker.objects.order_by("pk").values_list("pk", flat=True)[0]
    address = Address.objects.order_by("pk").values_list("pk", flat=True)[0]
    starts = NOW.date() - timedelta(days=dice.randrange(4000, 9000))
    home = Home.objects.create(
        kind="foster", name=f"Home {dice.random()}", address_id=address, provider="PR1", starts=starts,
        registered_by_id=worker, registered=NOW,
    )  # fmt: skip
    days = {"starts": starts, "ends": starts + timedelta(days=1), "ended_why": "Stated"}
    return {"law": "V3", "home_id": home.pk, "plan": "Stated", "agreed": "Stated"} | days | _said()


def _break(given: Given, dice: random.Random) -> Given:
    series = BreakSeries.objects.create(child_id=given["child_id"], **_series(given, dice))
    days = {"starts": series.starts, "ends": series.ends}
    return {"series_id": series.pk, **{f"planned_{name}": day for name, day in days.items()}} | days | _said()


def _due(given: Given, dice: random.Random) -> Given:
    stay = a_stay(given, dice)
    return {"stay_id": stay.pk, "place": 0, "kind": "plan", "since": stay.starts, "ended": stay.ends}


MATCHING_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "matching.Sought": _sought,
    "matching.PlacementPlan": _plan,
    "matching.Delegated": _delegated,
    "matching.Notice": _notice,
    "matching.Outside": _outside,
    "matching.PlacedDue": _due,
    "matching.BreakSeries": _series,
    "matching.BreakStay": _break,
    "matching.Cost": _cost,
    "matching.PanelItem": _item,
    "matching.Disruption": _disruption,
}
