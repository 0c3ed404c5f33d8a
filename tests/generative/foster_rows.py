"""Rows of fostering for the tests of merges: an applicant of an application, a child of a long-term match."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from righthelp.practice.care.models import Home
from righthelp.practice.fostering.models import Application, Family, Finding, Household, Meeting, PayRun, Review
from righthelp.practice.people.models import Address
from righthelp.practice.workforce.models import Worker
from tests.generative.care_rows import a_stay
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _worker() -> int:
    return Worker.objects.order_by("pk").values_list("pk", flat=True)[0]


def a_household(dice: random.Random) -> Household:
    """A household that fosters, with a home of its own."""
    address, worker, starts = Address.objects.order_by("pk")[0], _worker(), date(2010, 1, 4)
    home = Home.objects.create(
        kind="foster", name=f"Household {dice.random()}", address=address, provider="PR1", starts=starts,
        registered_by_id=worker, registered=NOW,
    )  # fmt: skip
    return Household.objects.create(home=home, approved=starts, recorded_by_id=worker)


def _applicant(given: Given, dice: random.Random) -> Given:
    worker = _worker()
    made = Application.objects.create(
        name="Stated",
        source="web",
        wishes=["young"],
        worker_id=worker,
        enquired=date(2021, 1, 4),
        recorded_by_id=worker,
    )
    return {"application_id": made.pk}


def _item(given: Given, dice: random.Random) -> Given:
    day = date(1990, 1, 1) + timedelta(days=dice.randrange(9000))
    meeting = Meeting.objects.create(on=day, recorded_by_id=_worker())
    return {
        "meeting_id": meeting.pk, "about": "long", "household_id": a_household(dice).pk, "asks": "Stated",
        "recorded_by_id": _worker(),
    }  # fmt: skip


def _view(given: Given, dice: random.Random) -> Given:
    review = Review.objects.create(
        household=a_household(dice), held=date(2020, 5, 5), first=True, carers_say="Stated", findings="Stated",
        advised="stays", recorded=NOW, recorded_by_id=_worker(),
    )  # fmt: skip
    return {"review_id": review.pk, "child_says": "Stated"}


def _known(given: Given, dice: random.Random) -> Given:
    starts, application = date(2020, 1, 6), _applicant(given, dice)["application_id"]
    return {
        "home_id": a_household(dice).home_id, "application_id": application, "starts": starts, "seen": "Stated",
        "recorded": NOW, "recorded_by_id": _worker(),
    }  # fmt: skip


def _concern(given: Given, dice: random.Random) -> Given:
    return {
        "household_id": a_household(dice).pk, "matter": "standard", "known": NOW, "said": "Stated",
        "deals_id": _worker(), "recorded": NOW, "recorded_by_id": _worker(),
    }  # fmt: skip


def _line(given: Given, dice: random.Random) -> Given:
    monday = date(1990, 1, 1) + timedelta(weeks=dice.randrange(1500))
    run = PayRun.objects.create(week=monday, prepared=NOW, prepared_by_id=_worker())
    return {
        "run_id": run.pk, "home_id": a_household(dice).home_id, "week": monday, "what": "5-10", "nights": 7,
        "weekly": 100, "pence": 100,
    }  # fmt: skip


def _recorded() -> Given:
    return {"recorded": NOW, "recorded_by_id": _worker()}


def _finding(given: Given, dice: random.Random) -> Given:
    stay = a_stay(given, dice)
    return {"care_id": stay.care_id, "opened": stay.starts, "finder_id": _worker(), "who": "Stated"} | _recorded()


def _family(given: Given, dice: random.Random) -> Given:
    finding = Finding.objects.create(child_id=given["child_id"], **_finding(given, dice))
    home = a_household(dice).home_id
    return {"finding_id": finding.pk, "home_id": home, "on": finding.opened, "why": "Stated"} | _recorded()


def _long_term(given: Given, dice: random.Random) -> Given:
    family = Family.objects.create(child_id=given["child_id"], **_family(given, dice))
    said = dict.fromkeys(("child_says", "parents_say", "carers_say", "support", "delegated"), "Stated")
    return {"family_id": family.pk, "on": family.on, "carers_agreed": family.on} | said | _recorded()


FOSTER_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "fostering.Applicant": _applicant,
    "fostering.Concern": _concern,
    "fostering.Family": _family,
    "fostering.Finding": _finding,
    "fostering.Item": _item,
    "fostering.KnownCarer": _known,
    "fostering.LongTerm": _long_term,
    "fostering.PayLine": _line,
    "fostering.View": _view,
}
