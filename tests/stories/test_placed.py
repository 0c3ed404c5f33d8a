"""What follows a placement: a plan the carer can hold, everybody told, a decision before a child leaves the city."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record as care_record
from righthelp.practice.care.models import Stay
from righthelp.practice.care.placing import Where
from righthelp.practice.matching import queries_placed, record_placed
from righthelp.practice.matching.models import Delegated, Notice, Outside, PlacedDue, PlacementPlan
from righthelp.practice.people.models import Person
from righthelp.practice.people.record import Place
from tests.stories.care_house import NOW, CareHouse, account_of, as_application, signed_in, text_of
from tests.stories.placed_house import AWAY
from tests.stories.test_care_pages import on

pytestmark = pytest.mark.django_db
SAID = {
    "daily": "Bath before supper, and the landing light stays on.",
    "health": "GP: Moor Green Lane. Hay fever.",
    "school": "Kings Heath Primary; Mrs Osgood walks her.", "contact": "Her mother on Saturdays at ten.",
    "identity": "", "safety": "", "support": "Ruth; the duty line by night.", "lasting": "Until the hearing in May.",
}  # fmt: skip


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def due(child: Person) -> dict[str, PlacedDue]:
    """What the newest placement of a child asks for."""
    return {each.kind: each for each in PlacedDue.objects.filter(child=child).order_by("since")}


def tells(house: CareHouse, stay: Stay, day: str, *to: str, how: str = "letter", **more: str) -> list[Notice]:
    """Ruth tells somebody on a day."""
    return record_placed.told(
        stay=stay.pk, to=to, on=date.fromisoformat(day), how=how, who=more.get("who", "Mr Cotes"),
        note=more.get("note", ""), by=account_of(house.ruth), now=house.evening(day),
    )  # fmt: skip


def test_a_girl_placed_on_friday_night_has_her_plan_and_the_carer_signs_for_the_school_trip(
    house: CareHouse,
) -> None:
    maya = house.child("Maya", "Ruddock", born=date(2012, 5, 1))
    house.into_care(maya, "2021-08-27")
    stay, ruth = Stay.objects.get(child=maya), signed_in(house.ruth)
    answer = text_of(ruth.post(reverse("matching:plan-begin", args=[stay.pk]), {}, follow=True))
    assert "The draft is begun" in answer
    plan = PlacementPlan.objects.get()
    assert "Ruth" in plan.support
    ruth.post(reverse("matching:plan-write", args=[plan.pk]), SAID)
    trip = Delegated.objects.get(plan=plan, matter="trip")
    assert trip.who == "carer"
    assert Delegated.objects.get(plan=plan, matter="operation").who == "parents"  # by section 20
    agreed = on("on", "2021-08-31") | {"carer": "Mrs Osgood", "child_said": "“I want the light on.” She drew it."}
    ruth.post(reverse("matching:plan-agree", args=[plan.pk]), agreed)
    assert due(maya)["plan"].held == date(2021, 8, 31)
    page = text_of(ruth.get(reverse("matching:plan-print", args=[plan.pk])))
    assert page.index("The carer</h3>") < page.index("School trip of a day") < page.index("A parent</h3>")
    with pytest.raises(DatabaseError, match="is not edited"), transaction.atomic():
        Delegated.objects.filter(pk=trip.pk).update(who="trust", why="Because.")
    child = text_of(ruth.get(reverse("matching:of-child", args=[maya.pk])))
    assert "agreed 31 August 2021 with Mrs Osgood" in child


def test_a_boy_moved_outside_the_city_five_are_told_and_one_of_them_late(house: CareHouse) -> None:
    leo = house.child("Leo", "Quist", born=date(2009, 5, 1))
    care = house.into_care(leo, "2021-06-01", house.sycamore, place="K2")
    stay = house.moves(care, "2021-08-16", where=AWAY)
    assert [each.kind for each in PlacedDue.objects.filter(stay=stay, held=None).order_by("place")] == [
        "plan", "parents", "health", "school", "officer", "area",
    ]  # fmt: skip
    tells(house, stay, "2021-08-17", "parents", "health", "school", "officer")
    tells(house, stay, "2021-08-27", "area", who="Derbyshire County Council")
    dues = due(leo)
    assert all(dues[each].held for each in ("parents", "health", "school", "officer", "area"))
    (row,) = queries_placed.placed_now(account_of(house.ruth), NOW)
    assert (row.owed, row.told, row.outside, row.plan_late) == (5, 5, True, True)
    assert DueMoment.objects.filter(journey="home-placed-due", episode_id=dues["area"].pk).count() == 0
    decided = {
        "stay": stay.pk, "far": "far", "council": "Derbyshire", "asked": date(2021, 8, 13), "said": "A good school.",
        "why": "Nothing nearer keeps him safe from those who used him.", "decided": date(2021, 8, 13), "now": NOW,
    }  # fmt: skip
    with pytest.raises(Refused, match="The director approves"):
        record_placed.outside_decided(by=account_of(house.gurdeep), **decided)  # type: ignore[arg-type]  # the verb's own
    made = record_placed.outside_decided(by=account_of(house.gurdeep), **(decided | {"far": "next"}))  # type: ignore[arg-type]  # the verb's own
    (row,) = queries_placed.placed_now(account_of(house.ruth), NOW)
    assert row.decided_before
    record_placed.taken_back(model=Outside, number=made.pk, why="The wrong boy", by=account_of(house.gurdeep), now=NOW)
    listed = text_of(signed_in(house.gurdeep).get(reverse("matching:placements") + "?placed_outside=yes"))
    assert "Leo Quist" in listed
    assert "Nobody decided it" in listed


def test_a_parent_who_must_not_know_is_not_told_and_the_reason_stays(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    house.into_care(maya, "2021-08-30")
    stay = Stay.objects.get(child=maya)
    with pytest.raises(Refused, match="Write why they are not to be told"):
        tells(house, stay, "2021-08-31", "parents", how="not")
    (row,) = tells(house, stay, "2021-08-31", "parents", how="not", note="He has threatened the carers.")
    assert due(maya)["parents"].ended == date(2021, 8, 31)
    record_placed.taken_back(model=Notice, number=row.pk, why="Her other child", by=account_of(house.gurdeep), now=NOW)
    assert due(maya)["parents"].ended is None


def test_in_hospital_or_for_good_it_is_the_same_placement_and_asks_for_nothing_anew(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    care = house.into_care(maya, "2021-06-01")
    hospital = Where(
        place="T1", elsewhere="Children’s hospital", at=Place("1 Steel Lane", "Birmingham", "B4 6NH", "outside")
    )
    house.moves(care, "2021-06-20", where=hospital)
    house.moves(care, "2021-06-25", house.osgoods, place="U4", change="PLACE", matched=True)
    assert set(PlacedDue.objects.filter(child=maya).values_list("since", "ended")) == {(date(2021, 6, 1), None)}


def test_a_move_recorded_by_mistake_takes_its_plan_and_notices_with_it(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    care = house.into_care(maya, "2021-06-01")
    stay = house.moves(care, "2021-08-20", house.tamworth)
    tells(house, stay, "2021-08-23", "school")
    plan = record_placed.plan_begun(stay=stay.pk, by=account_of(house.ruth), now=NOW)
    care_record.change_taken_back(care=care.pk, why="Her sister moved", by=account_of(house.gurdeep), now=NOW)
    plan.refresh_from_db()
    assert plan.withdrawn_why == "The move was recorded by mistake."
    assert set(PlacedDue.objects.filter(child=maya).values_list("since", "ended")) == {(date(2021, 6, 1), None)}
    page = text_of(signed_in(house.ruth).get(reverse("matching:of-child", args=[maya.pk])))
    assert "The move was recorded by mistake." in page
