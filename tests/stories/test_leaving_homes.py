"""Ways to a home: Kofi's tenancy is saved after arrears, he refuses a place and takes another; Liam comes to us on a
Sunday with a rucksack."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.leaving_care import queries_homes, record_homes, record_offer
from righthelp.practice.leaving_care.models import HomeAtRisk, Homeless, HousingAsked, HousingOffered, Lodging
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.leaving_house import LeavingHouse

SUNDAY = date(2021, 8, 29)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> LeavingHouse:
    made = LeavingHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


@pytest.fixture
def kofi(house: LeavingHouse) -> Any:
    """In a flat of his own; Ruth is his adviser."""
    person = house.grew_up("Kofi", "Mensah", date(2001, 6, 10), "2016-01-08", "2019-06-10")
    house.helps(person, "2021-02-01")
    house.lives(person, "U", "2021-02-01")
    return person


def day(name: str, on: date) -> dict[str, str]:
    """A day as the form sends it."""
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


@pytest.mark.django_db
def test_a_tenancy_is_saved_after_arrears(house: LeavingHouse, kofi: Any) -> None:
    ruth, who = signed_in(house.ruth), [kofi.pk]
    said = {"kind": "arrears", "pence": "", "doing": "A plan with the landlord: £10 a week."}
    page = text_of(ruth.post(reverse("leaving_care:at-risk", args=who), said | day("since", date(2021, 5, 3))))
    assert "Enter how much is owed" in page
    ruth.post(reverse("leaving_care:at-risk", args=who), said | day("since", date(2021, 5, 3)) | {"pence": "640"})
    risk = HomeAtRisk.objects.get(child=kofi)
    board = text_of(ruth.get(reverse("leaving_care:housing")))
    assert "£640" in board
    kept = {"kept": "yes", "came": "The last ten pounds were paid."} | day("on", date(2021, 8, 30))
    page = text_of(ruth.post(reverse("leaving_care:risk-over", args=[risk.pk]), kept, follow=True))
    assert "The last ten pounds were paid." in page
    assert Lodging.objects.get(child=kofi).ends is None


@pytest.mark.django_db
def test_a_place_is_refused_with_a_reason_and_the_next_one_accepted(house: LeavingHouse, kofi: Any) -> None:
    by, on = account_of(house.ruth), date(2021, 3, 1)
    asked = record_homes.housing_asked(child=kofi.pk, on=on, band="1", by=by, now=house.now)
    with pytest.raises(Refused, match="open already"):
        record_homes.housing_asked(child=kofi.pk, on=on, band="2", by=by, now=house.now)
    given: dict[str, Any] = {"kind": "support", "provider": "St Basils", "on": date(2021, 4, 6), "by": by}
    first = record_homes.home_offered(application=asked.pk, place="Edmonds Court", now=house.now, **given)
    end: dict[str, Any] = {"on": date(2021, 7, 1), "outcome": "housed", "why": "He has the keys.", "by": by}
    with pytest.raises(Refused, match="waits for an answer"):
        record_homes.housing_closed(application=asked.pk, now=house.now, **end)
    with pytest.raises(Refused, match="why it was refused"):
        record_homes.offer_answered(offer=first.pk, on=date(2021, 4, 8), accepted=False, by=by, now=house.now)
    record_homes.offer_answered(
        offer=first.pk, on=date(2021, 4, 8), accepted=False, why="Too far from work.", by=by, now=house.now
    )
    with pytest.raises(Refused, match="No home was accepted"):
        record_homes.housing_closed(application=asked.pk, now=house.now, **end)
    second = record_homes.home_offered(application=asked.pk, place="Bradbury House", now=house.now, **given)
    record_homes.offer_answered(offer=second.pk, on=date(2021, 6, 1), accepted=True, by=by, now=house.now)
    record_homes.housing_closed(application=asked.pk, now=house.now, **end)
    [row] = queries_homes.applications(by, house.now)
    assert (row.offered, row.refused, row.outcome, row.lives) == (2, 1, "housed", "U")


@pytest.mark.django_db
def test_liam_comes_on_a_sunday_with_a_rucksack(house: LeavingHouse) -> None:
    liam = house.child("Liam", "Docherty", born=date(2004, 5, 2))
    night = signed_in(house.worker("Naveed Qureshi", title="Emergency duty social worker", role="emergency_duty"))
    page = reverse("leaving_care:homeless", args=[liam.pk])
    night.post(page, day("came", SUNDAY) | {"slept": "On a bus. His stepfather changed the lock on Friday."})
    row = Homeless.objects.get(child=liam)
    moment = DueMoment.objects.get(journey="leaving-homeless", episode_id=row.pk)
    assert local_date(moment.due_at - timedelta(minutes=1)) == date(
        2021, 9, 13
    )  # ten working days; the Monday is a holiday
    listed = text_of(night.get(reverse("leaving_care:homeless-list"), {"homeless_safe": "no"}))
    assert "Sunday 29 August 2021" in listed
    night.post(reverse("leaving_care:safe", args=[row.pk]), day("on", SUNDAY) | {"place": "Nightstop, Moseley"})
    gurdeep = account_of(house.gurdeep)
    record_homes.roof_assessed(
        homeless_row=row.pk, on=date(2021, 9, 1), together=True, outcome="care", by=gurdeep, now=house.now,
        why="He cannot go back, and wants somebody to live with.",
    )  # fmt: skip
    row.refresh_from_db()
    assert (row.placed, row.outcome) == (SUNDAY, "care")


@pytest.mark.django_db
def test_sixteen_and_seventeen_are_assessed_here_and_nobody_else(house: LeavingHouse) -> None:
    by = account_of(house.ruth)
    for born, sentence in ((date(2006, 1, 1), "front door"), (date(2003, 8, 29), "housing service assesses")):
        child = house.child("Nia", "Prosser", born=born)
        with pytest.raises(Refused, match=sentence):
            record_homes.homeless(child=child.pk, came=SUNDAY, slept="A friend's floor.", by=by, now=house.now)


@pytest.mark.django_db
def test_each_of_these_can_be_taken_back(house: LeavingHouse, kofi: Any) -> None:
    by = account_of(house.ruth)
    asked = record_homes.housing_asked(child=kofi.pk, on=date(2021, 3, 1), band="1", by=by, now=house.now)
    offer = record_homes.home_offered(
        application=asked.pk, kind="council", provider="The council", place="Ladywood", on=date(2021, 3, 2), by=by,
        now=house.now,
    )  # fmt: skip
    back: dict[str, Any] = {"why": "His brother's.", "by": by, "now": house.now}
    with pytest.raises(Refused, match="offers first"):
        record_offer.taken_back(model=HousingAsked, number=asked.pk, **back)
    record_offer.taken_back(model=HousingOffered, number=offer.pk, **back)
    record_offer.taken_back(model=HousingAsked, number=asked.pk, **back)
    assert queries_homes.applications(by, house.now) == []
