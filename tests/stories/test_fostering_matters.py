"""An allegation and the hold while it lasts; an aunt approved for a time, extended once and never twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import queries_homes, record_homes
from righthelp.practice.care.models import Home, Stay, Terms
from righthelp.practice.fostering import record_concern, record_known
from righthelp.practice.fostering.models import Application, Concern, Household, KnownCarer
from tests.stories.care_house import TODAY, account_of, as_application, london, signed_in, text_of
from tests.stories.fostering_house import FosterHouse, aunt_of
from tests.stories.test_care_pages import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> FosterHouse:
    made = FosterHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def could_take(house: FosterHouse, home: Home) -> bool:
    """Whether a search for a home for one child would offer this one."""
    found = queries_homes.fits(queries_homes.Wanted([8], frozenset({"F"})), queries_homes.rooms(TODAY))
    return next(each.possible for each in found if each.room.home == home.pk)


def test_an_allegation_holds_the_home_and_is_kept_from_those_who_do_not_deal_with_it(house: FosterHouse) -> None:
    row = house.household(house.osgoods)
    assert could_take(house, house.osgoods)
    sent = {
        "matter": "alleged", "said": "He pulled me by the arm.", "deals": str(house.precious.pk), "known_time": "09:30",
    } | on("known", "2021-08-30")  # fmt: skip
    signed_in(house.femi).post(reverse("fostering:concern-new", args=[row.pk]), sent)
    concern = Concern.objects.get()
    assert not could_take(house, house.osgoods)
    with pytest.raises(Refused, match="The fostering service holds these places back"):
        record_homes.places_free(
            held=concern.held_id or 0, ends=date(2021, 9, 1), by=account_of(house.gurdeep), now=house.now
        )
    assert "pulled" not in text_of(signed_in(house.gurdeep).get(reverse("care:home", args=[house.osgoods.pk])))
    page = reverse("fostering:concern", args=[concern.pk])
    assert signed_in(house.femi).get(page).status_code == 404
    assert "pulled me" in text_of(signed_in(house.precious).get(page))
    assert "pulled me" in text_of(signed_in(house.lorna).get(page))
    assert signed_in(house.gurdeep).get(page).status_code == 404
    assert "pulled" not in text_of(signed_in(house.femi).get(reverse("fostering:household", args=[row.pk])))
    assert "Officer not told" in text_of(signed_in(house.lorna).get(reverse("fostering:concerns")))
    assert f"{DueMoment.objects.get(journey='foster-concern').due_at:%Y-%m-%d}" == "2021-08-31"
    lorna, given = account_of(house.lorna), {"outcome": "unproven", "why": "Nobody else saw it.", "free": True}
    with pytest.raises(Refused, match="when the designated officer was told"):
        house.did(record_concern.concluded, "2021-09-01", by=house.lorna, concern=concern.pk, **given)
    record_concern.officer_told(concern=concern.pk, at=london("2021-08-31 10:00"), by=lorna, now=house.now)
    record_concern.supported(concern=concern.pk, support="Fosterline, and Mr Bale.", by=lorna, now=house.now)
    with pytest.raises(Refused, match="goes with what the concern is"):
        house.did(
            record_concern.concluded, "2021-09-01", by=house.lorna, concern=concern.pk, **given | {"outcome": "upheld"}
        )
    house.did(record_concern.concluded, "2021-09-01", by=house.lorna, concern=concern.pk, **given)
    house.now = house.evening("2021-09-03")
    held = Concern.objects.select_related("held").get().held
    assert held is not None
    assert held.ends == date(2021, 9, 2)


def test_an_aunt_is_approved_for_a_time_extended_once_and_never_twice(house: FosterHouse) -> None:
    ivy, row = aunt_of(house)
    assert (row.until, Terms.objects.get(home=row.home).temporary_until) == (date(2021, 8, 23), date(2021, 8, 23))
    page = text_of(signed_in(house.ruth).get(reverse("fostering:of-child", args=[ivy.pk])))
    assert "Over since 23 August 2021" in page
    with pytest.raises(Refused, match="to 23 August 2021"):
        house.did(record_known.extended, "2021-08-24", by=house.gurdeep, known=row.pk, why="Nearly done.")
    house.did(record_known.extended, "2021-08-20", by=house.gurdeep, known=row.pk, why="The medical is awaited.")
    assert Terms.objects.get(home=row.home, ends__isnull=True).temporary_until == date(2021, 10, 18)
    with pytest.raises(Refused, match="Nobody can extend it twice"):
        house.did(record_known.extended, "2021-08-25", by=house.gurdeep, known=row.pk, why="A little more.")
    with pytest.raises(IntegrityError), transaction.atomic():
        KnownCarer.objects.filter(pk=row.pk).update(extended=date(2021, 9, 20))
    moment = DueMoment.objects.get(journey="foster-known")
    assert (moment.subject_id, f"{moment.due_at:%Y-%m-%d}") == (ivy.pk, "2021-10-18")
    page = text_of(signed_in(house.ruth).get(reverse("fostering:of-child", args=[ivy.pk])))
    assert "Until 18 October 2021" in page
    assert "Extend it once" not in page


def test_the_aunt_is_approved_in_the_same_home_and_ivy_stays(house: FosterHouse) -> None:
    ivy, row = aunt_of(house)
    application = Application.objects.get(pk=row.application_id)
    house.checks_in(application, "2021-06-01")
    house.assessed(application, "2021-06-02", "2021-07-20")
    house.decides(house.heard(application, "2021-08-03"), "2021-08-06")
    made = Household.objects.get()
    assert (made.home_id, made.connected) == (row.home_id, True)
    assert Terms.objects.get(home=row.home, ends__isnull=True).temporary_until is None
    assert KnownCarer.objects.get().settled == date(2021, 8, 6)
    assert Stay.objects.get(child=ivy, ends__isnull=True).home_id == row.home_id
    assert not DueMoment.objects.filter(journey="foster-known").exists()


def test_an_approval_for_a_time_ends_only_when_the_child_has_moved(house: FosterHouse) -> None:
    ivy, row = aunt_of(house)
    given = {"known": row.pk, "ending": "moved", "why": "Maud is ill."}
    with pytest.raises(Refused, match="Record where they moved first"):
        house.did(record_known.known_ended, "2021-07-01", by=house.gurdeep, **given)
    house.moves(Stay.objects.get(child=ivy).care, "2021-06-28", house.osgoods)
    house.did(record_known.known_ended, "2021-07-01", by=house.gurdeep, **given)
    assert Application.objects.get().ended is not None
    assert Home.objects.get(pk=row.home_id).ends == date(2021, 7, 1)
