"""Rows of care for the tests of merges: a time in care is whole or not there, so each is made with what covers it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection

from righthelp.practice.care.models import CareReview, InCare, LegalStatus, Stay
from righthelp.practice.people.models import Address, Involvement, Placement
from righthelp.practice.workforce.models import Worker
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _said() -> Given:
    return {"recorded": NOW, "recorded_by_id": Worker.objects.order_by("pk").values_list("pk", flat=True)[0]}


def _days(dice: random.Random) -> Given:
    """Some days long before those of the random lives."""
    starts = date(2004, 1, 1) + timedelta(days=dice.randrange(1400))
    return {"starts": starts, "ends": starts + timedelta(days=dice.randrange(2, 60))}


def _care(given: Given, days: Given) -> Given:
    child = given["child_id"]
    held = Involvement.objects.create(child_id=child, kind="care", **days)
    return (
        {"involvement_id": held.pk, "need": "N1", "why": "Stated", "left": "E4A", "left_why": "Stated"} | days | _said()
    )


def _law(care: int, given: Given, days: Given) -> Given:
    return {"care_id": care, "law": "V2", "order": "Stated"} | days | _said() | given


def _stay(care: int, given: Given, days: Given) -> Given:
    address = Address.objects.order_by("pk").values_list("pk", flat=True)[0]
    placed = Placement.objects.create(child_id=given["child_id"], address_id=address, kind="parents", **days)
    return {"care_id": care, "placement_id": placed.pk, "place": "P1", "provider": "PR0"} | days | _said() | given


def _in_care(given: Given, dice: random.Random) -> Given:
    """The row itself, with its law and stay made beforehand under the number it will have."""
    days = _days(dice)
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('care_incare', 'id'))")
        (number,) = cursor.fetchone()
    values = _care(given, days)
    LegalStatus.objects.create(**_law(number, given, days))
    Stay.objects.create(**_stay(number, given, days))
    return {"id": number} | values


def _whole(given: Given, dice: random.Random) -> tuple[InCare, Stay]:
    child, days = {"child_id": given["child_id"]}, _days(dice)
    care = InCare.objects.create(**child, **_care(child, days))
    LegalStatus.objects.create(**_law(care.pk, child, days))
    return care, Stay.objects.create(**_stay(care.pk, child, days))


def a_stay(given: Given, dice: random.Random) -> Stay:
    """A stay that rows of other rooms may stand on, in a time in care of its own."""
    return _whole(given, dice)[1]


def a_care(given: Given, dice: random.Random) -> InCare:
    """A time in care that rows of other rooms may stand on."""
    return _whole(given, dice)[0]


def a_review(given: Given, dice: random.Random) -> CareReview:
    """A review, in a time in care of its own."""
    return CareReview.objects.create(child_id=given["child_id"], **_review(given, dice))


def _one_law(given: Given, dice: random.Random) -> Given:
    child, days = {"child_id": given["child_id"]}, _days(dice)
    care = InCare.objects.create(**child, **_care(child, days))
    Stay.objects.create(**_stay(care.pk, child, days))
    return _law(care.pk, {}, days)


def _one_stay(given: Given, dice: random.Random) -> Given:
    child, days = {"child_id": given["child_id"]}, _days(dice)
    care = InCare.objects.create(**child, **_care(child, days))
    LegalStatus.objects.create(**_law(care.pk, child, days))
    values = _stay(care.pk, child, days)
    del values["child_id"]
    return values


def _review(given: Given, dice: random.Random) -> Given:
    care, _ = _whole(given, dice)
    said = _said()
    return {
        "care_id": care.pk, "held": care.starts, "chair_id": said["recorded_by_id"], "part": "PN1", "in_time": True,
        "progress": "Stated", "decisions": "Stated",
    } | said  # fmt: skip


def _change_back(given: Given, dice: random.Random) -> Given:
    care, _ = _whole(given, dice)
    return {"care_id": care.pk, "what": "Stated", "why": "Stated", "at": NOW, "by_id": _said()["recorded_by_id"]}


def _review_due(given: Given, dice: random.Random) -> Given:
    care, _ = _whole(given, dice)
    return {"care_id": care.pk, "place": 0, "since": care.starts, "ended": care.ends, "which": "first"}


def _visit_due(given: Given, dice: random.Random) -> Given:
    _, stay = _whole(given, dice)
    return {"stay_id": stay.pk, "place": 0, "since": stay.starts, "ended": stay.ends, "rule": "first"}


CARE_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "care.InCare": _in_care,
    "care.LegalStatus": _one_law,
    "care.Stay": _one_stay,
    "care.CareReview": _review,
    "care.CareReviewDue": _review_due,
    "care.ChangeBack": _change_back,
    "care.CareVisitDue": _visit_due,
}
