"""Households that foster: what comes round, a review that hears everybody, training, who leaves, the register."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.fostering import queries_register, record_household
from righthelp.practice.fostering.models import Due, HomeVisit, Household, Review, Standards, View
from tests.stories.care_house import TODAY, account_of, as_application, signed_in, text_of
from tests.stories.fostering_house import FosterHouse
from tests.stories.test_care_pages import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> FosterHouse:
    made = FosterHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def due_days(household: Household) -> dict[str, str]:
    """By what is owed: the last day."""
    return {owed.value: f"{at:%Y-%m-%d}" for owed, at in queries_register.due_of(household)}


def test_a_review_hears_every_child_and_its_first_goes_to_panel(house: FosterHouse) -> None:
    home = house.opens("The Padmores", line="5 Elder Way", starts=date(2021, 3, 1))
    row = house.household(home, "2021-03-01")
    house.into_care(house.child("Ivy", "Brand"), "2021-06-01", home)
    precious = signed_in(house.precious)
    assert due_days(row) == {"review": "2022-03-01", "surprise": "2022-03-01", "visit": "2021-04-12"}
    sent = on("held", "2021-09-01") | {"carers_say": "She sings.", "findings": "Settled.", "advised": "stays"}
    answer = precious.post(reverse("fostering:review", args=[row.pk]), sent)
    assert "Write what the child says" in text_of(answer)
    child = View._meta.get_field("child").related_model._default_manager.get(forename="Ivy").pk
    sent |= {f"child_{child}": "I like the hens.", f"worker_{child}": "She is at ease."}
    answer = text_of(precious.post(reverse("fostering:review", args=[row.pk]), sent, follow=True))
    assert "First: to panel" in answer
    assert "I like the hens." not in answer  # Precious is no worker of Ivy's
    assert View.objects.get().child_says == "I like the hens."
    assert due_days(row)["review"] == "2022-09-01"


def test_an_unannounced_visit_counts_as_both_and_taken_back_as_neither(house: FosterHouse) -> None:
    row = house.household(house.osgoods)
    visit = house.did(record_household.home_visited, "2021-08-20", household=row.pk, surprise=True, note="Calm.")
    assert (due_days(row)["surprise"], due_days(row)["visit"]) == ("2022-08-20", "2021-10-01")
    back = reverse("fostering:take-back", args=[row.pk, "visit", visit.pk])
    answer = text_of(signed_in(house.precious).post(back, {"why": "It was the Tamworths."}, follow=True))
    assert "Visit of 20 August 2021, unannounced" in answer
    assert due_days(row)["surprise"] == "2020-03-04"
    assert HomeVisit.objects.get().withdrawn is not None


def test_a_relative_has_eighteen_months_for_the_training_standards(house: FosterHouse) -> None:
    known = house.opens("Aunt Maud", kind="connected", line="9 Elder Way", starts=date(2020, 6, 1))
    maud, bea = house.carer(known, "Maud", "Brand"), house.carer(house.osgoods)
    house.household(known, "2020-06-01"), house.household(house.osgoods)
    due = {each.carer_id: each for each in Standards.objects.all()}
    moments = dict(DueMoment.objects.filter(journey="foster-standards").values_list("episode_id", "due_at"))
    assert f"{moments[due[maud.pk].pk]:%Y-%m-%d}" == "2021-12-01"
    assert f"{moments[due[bea.pk].pk]:%Y-%m-%d}" == "2020-03-04"
    record_household.trained(
        carer=bea.pk, course="standards", done=date(2020, 2, 1), by=account_of(house.precious), now=house.now
    )
    assert Standards.objects.get(carer=bea).met == date(2020, 2, 1)


def test_nobody_leaves_while_children_live_there_and_nothing_is_due_afterwards(house: FosterHouse) -> None:
    row = house.household(house.osgoods)
    care = house.into_care(house.child("Kit", "Lane"), "2021-06-01")
    given = {"left_why": "retired", "words": "After twenty years."}
    with pytest.raises(Refused, match="Record where they moved first"):
        record_household.left(
            household=row.pk, ends=date(2021, 8, 1), by=account_of(house.precious), now=house.now, **given
        )
    house.moves(care, "2021-07-20", house.tamworth)
    record_household.left(
        household=row.pk, ends=date(2021, 8, 1), by=account_of(house.precious), now=house.now, **given
    )
    assert not DueMoment.objects.filter(journey="foster-due", episode_id__in=Due.objects.values("pk")).exists()
    assert queries_register.leavers(TODAY) == [("Retired", 1)]
    august = next(month for month in queries_register.service(TODAY) if month.starts == date(2021, 8, 1))
    assert (august.left, august.net) == (1, -1)


def test_the_register_counts_places_training_and_children_who_went_missing(house: FosterHouse) -> None:
    house.carer(house.osgoods)
    row = house.household(house.osgoods)
    maya = house.child("Maya", "Ruddock")
    house.into_care(maya, "2021-06-01")
    house.missing(maya, "2021-05-30 21:00", "2021-05-31 02:00")
    house.missing(maya, "2021-06-10 21:00", "2021-06-11 02:00")
    lines = queries_register.register(account_of(house.lorna), house.now)
    (line,) = lines
    assert (line.room and line.room.free, line.late) == (1, ["review", "surprise", "visit"])
    assert line.lapsed == ["Bea Osgood: safeguarding and safer caring", "Bea Osgood: first aid for children"]
    assert queries_register.register(account_of(house.ruth), house.now) == []
    lorna = signed_in(house.lorna)
    assert "1 lapsed" not in text_of(lorna.get(reverse("fostering:register-of-homes") + "?households_late=review"))
    assert "The Osgoods" in text_of(lorna.get(reverse("fostering:register-of-homes") + "?households_late=review"))
    figures = text_of(lorna.get(reverse("fostering:service")))
    assert "Of fostered children" not in figures
    assert "100%" in figures
    page = text_of(lorna.get(reverse("fostering:household", args=[row.pk])))
    assert "1 episode of 1 child" in page
    assert signed_in(house.ruth).get(reverse("fostering:household", args=[row.pk])).status_code == 404
    assert not Review.objects.exists()
