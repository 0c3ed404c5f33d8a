"""Whole lives, from the first night in care to a family for good or a life of one's own, through every room at once.

What each room does alone is told in its own stories. Here it is held that they end together: when care ends, nothing
that only care asked for is due any more, whatever room asked for it, and the chronology tells the life in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from lxml import html

from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import CareVisitDue, InCare, LegalStatus, Stay
from righthelp.practice.care.placing import Where
from righthelp.practice.care.record import leaving_taken_back
from righthelp.practice.care.record_reviews import decisions_sent
from righthelp.practice.people.completeness import gaps_of
from righthelp.practice.people.models import Person, Residence
from righthelp.practice.people.record import Place, moved
from righthelp.practice.people.record_identity import birth_corrected
from tests.stories.adoption_house import AdoptionHouse
from tests.stories.care_house import NOW, TODAY, as_application, signed_in, text_of
from tests.stories.care_plan_house import CarePlanHouse
from tests.stories.leaving_house import LeavingHouse
from tests.stories.test_court import CourtHouse

pytestmark = pytest.mark.django_db
HOME = Place(line="9 Elder Court", locality="Kings Heath", postcode="B14 6AA", area="south")


class Houses(AdoptionHouse, CarePlanHouse, LeavingHouse, CourtHouse):
    """Every room in which children in care are known."""


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[Houses]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield Houses()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def still_due(child: Person) -> set[str]:
    """The clocks that run for a child, in whichever room."""
    return set(DueMoment.objects.filter(subject_id=child.pk).values_list("clock", flat=True))


def told(house: Houses, child: Person) -> list[str]:
    """The chronology of a child as Ruth reads it, the oldest first."""
    as_application()
    page = html.fromstring(text_of(signed_in(house.ruth).get(reverse("timeline", args=[child.pk]))))
    return [" ".join(row.text_content().split()) for row in page.xpath("//table//tbody/tr")][::-1]


def in_order(chronology: list[str], *events: str) -> bool:
    """Whether the chronology tells these events, and in this order."""
    lines = iter(chronology)
    return all(any(event in line for line in lines) for event in events)


ONLY_IN_CARE = ("adoption", "care-", "education-due", "health-due", "in-care", "legal-")
"""Journeys of which nothing runs for a child who is no longer looked after."""


def test_a_baby_is_adopted_and_nothing_is_asked_of_care_any_more(house: Houses) -> None:
    ivy = house.child("Ivy", "Marsh", born=date(2020, 8, 3), at_home=False)
    linfields = house.linfields()
    care, plan = house.to_be_placed(ivy, "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
    house.plan(care, "2020-08-24")
    review = house.review(care, "2020-09-08", part="PN0")
    decisions_sent(review=review.pk, on=date(2020, 9, 10), **house.evening_of("2020-09-10"))
    house.decides(care, "2020-11-20", "adoption")
    running = {clock.partition(".")[0] for clock in still_due(ivy)}
    assert running >= {"adoption", "care-review-due", "care-visit-due", "health-due"}
    house.places(house.match(plan, linfields, "2021-03-03"), "2021-03-22")
    house.adopts(plan, "2021-08-25")
    assert still_due(ivy) <= {"adoption.life_story_book_and_letter_after_the_celebration_hearing"}
    assert in_order(
        told(house, ivy),
        "Came into care", "Care plan agreed", "Adoption became the plan", "placed for adoption", "placement order",
        "Matched with adopters", "Placed: with adopters", "Left care", "The court made the adoption order",
    )  # fmt: skip


def test_three_siblings_in_two_homes_each_with_their_own_end(house: Houses) -> None:
    """Otis goes to his grandmother for good, Nell home to her mother, Pia stays under a care order."""
    nell, otis, pia = (
        house.child(name, "Farrant", born=born)
        for name, born in (("Nell", date(2009, 5, 4)), ("Otis", date(2013, 2, 1)), ("Pia", date(2016, 9, 9)))
    )
    homes = {nell: house.osgoods, otis: house.osgoods, pia: house.tamworth}
    cares = {child: house.into_care(child, "2021-01-04", home) for child, home in homes.items()}
    matter = house.at_court([nell, otis, pia], "2021-01-11")
    for each in (nell, otis, pia):
        house.orders(matter, each, "2021-01-13", "C1")
        house.plan(cares[each], "2021-01-15")
        house.arranges(each, "2021-01-20")
    house.orders(matter, otis, "2021-06-28", "sgo", holder="Josephine Farrant, his grandmother")
    house.leaves(cares[otis], "2021-06-28", "E47")
    house.orders(matter, nell, "2021-06-28", "none")
    house.leaves(cares[nell], "2021-06-28", "E4A")
    house.orders(matter, pia, "2021-06-28", "C2")
    house.concludes(matter, "2021-06-28")
    assert still_due(nell) == still_due(otis) == set()
    assert not Residence.objects.filter(person__in=(nell, otis), ends=None).exists()
    assert {each.key for each in gaps_of(otis.pk, TODAY)} >= {"home"}
    assert any(clock.startswith("care-visit-due.") for clock in still_due(pia))
    assert not any(clock.startswith("legal-") for clock in still_due(pia))
    laws = LegalStatus.objects.filter(child=pia).order_by("starts").values_list("law", flat=True)
    assert list(laws) == ["V2", "C1", "C2"]
    assert in_order(told(house, otis), "section 20", "proceedings began", "interim care order", "special guardianship")


def test_a_boy_goes_home_and_comes_back_and_everything_begins_anew(house: Houses) -> None:
    """Section 20 ended when Rowan went home, so the second time is a time of its own, with its own first review."""
    rowan = house.child("Rowan", "Brand", born=date(2008, 3, 3))
    first = house.into_care(rowan, "2021-01-11", house.osgoods)
    house.plan(first, "2021-01-20")
    house.review(first, "2021-02-05")
    house.leaves(first, "2021-03-08", "E4A")
    assert still_due(rowan) == {"care-review.decisions_of_a_review_sent"}
    moved(person=rowan.pk, to=house.home.pk, on=date(2021, 3, 8), **house.evening_of("2021-03-08"))
    second = house.into_care(rowan, "2021-08-16", house.tamworth)
    assert {each.place for each in second.reviews_due.filter(held=None)} == {0}
    assert {"in-care.reviewing_officer_named", "care-review-due.first_review_of_a_child_in_care"} <= still_due(rowan)
    assert [InCare.objects.get(pk=each.pk).need for each in (first, second)] == ["N1", "N1"]


def test_a_teenager_goes_through_four_homes_and_a_secure_one(house: Houses) -> None:
    """Every move gives a visit within a week and leaves no visit of the home before."""
    jordan = house.child("Jordan", "Pell", born=date(2005, 6, 1))
    care = house.into_care(jordan, "2020-09-07")
    house.law(care, "2020-11-02", "C2")
    house.moves(care, "2021-01-15", house.brackenridges, change="CREQB")
    house.moves(care, "2021-03-30", house.sycamore, place="K2", change="CREQB")
    house.moves(care, "2021-05-10", house.tamworth, change="CHILD")
    secure = Where(place="K1", provider="PR2", elsewhere="A secure home in the north", outside=True, at=Place(
        line="1 Fell Road", locality="Lancaster", postcode="LA1 1AA"))  # fmt: skip
    house.moves(care, "2021-08-27", where=secure, change="CARPL")
    assert Stay.objects.filter(care=care).count() == 5
    open_visits = CareVisitDue.objects.filter(child=jordan, held=None, ended=None)
    assert [each.stay.place for each in open_visits] == ["K1"]
    assert sum("Placement ended" in line for line in told(house, jordan)) == 4


def test_temi_grows_up_in_care_and_goes_to_university(house: Houses) -> None:
    temi = house.child("Temi", "Adeyemi", born=date(2002, 10, 5))
    hales = house.opens("The Hales", line="9 Hale Road", starts=date(2012, 1, 2))
    care = house.into_care(temi, "2016-09-05", hales)
    house.law(care, "2017-02-20", "C2")
    house.plan(care, "2016-09-12")
    house.helps(temi, "2018-10-05")
    house.leaves(care, "2020-10-05", "E5")
    house.does(temi, "F1", "2020-10-05")
    house.lives(temi, "K", "2020-10-05")
    left = {clock.partition(".")[0] for clock in still_due(temi)}
    assert left
    assert not [each for each in left if each.startswith(ONLY_IN_CARE)]
    assert in_order(
        told(house, temi),
        "Came into care",
        "care order",
        "became the personal adviser",
        "Left care",
        "higher education",
    )


def test_that_otis_left_care_was_his_brothers(house: Houses) -> None:
    """Taken back, he is in care as before, lives where he lived, and what was due is due; not once he has moved."""
    otis = house.child("Otis", "Farrant", born=date(2013, 2, 1))
    care = house.into_care(otis, "2021-01-04", house.osgoods)
    before = still_due(otis)
    wrong = {"care": care.pk, "why": "It was his brother who went home.", **house.evening_of("2021-07-01")}
    house.leaves(care, "2021-06-28", "E4A")
    leaving_taken_back(**wrong)
    assert still_due(otis) == before
    assert Residence.objects.get(person=otis, ends=None).address_id == house.osgoods.address_id
    house.leaves(care, "2021-06-28", "E4A")
    moved(person=otis.pk, to=house.home.pk, on=date(2021, 6, 30), **house.evening_of("2021-06-30"))
    with pytest.raises(Refused, match="Undo the move first"):
        leaving_taken_back(**wrong)


def test_what_is_due_by_age_follows_a_corrected_birth_date(house: Houses) -> None:
    """Mina was taken for three; her passport says that she is eight, and in school."""
    mina = house.child("Mina", "Rahimi", born=date(2018, 4, 4))
    house.into_care(mina, "2021-06-14")
    plan = DueMoment.objects.filter(subject_id=mina.pk, journey="education-due")
    assert plan.get().due_at.year == 2022
    birth_corrected(
        person=mina.pk, birth_date=date(2013, 4, 4), birth_date_kind="known", sex="F", **house.evening_of("2021-06-21")
    )
    assert plan.get().due_at.year == 2021


@pytest.mark.parametrize("how", ["with parents", "moved before"])
def test_who_lives_at_home_when_care_ends_goes_on_living_there(house: Houses, how: str) -> None:
    """Placed with his mother, or gone home some days before the end of care was written down."""
    rowan = house.child("Rowan", "Brand", born=date(2008, 3, 3))
    care = house.into_care(rowan, "2021-01-11", house.osgoods)
    if how == "with parents":
        house.law(care, "2021-02-08", "C2")
        house.moves(care, "2021-05-10", where=Where(place="P1", at=HOME))
    else:
        moved(person=rowan.pk, to=HOME, on=date(2021, 6, 25), **house.evening_of("2021-06-25"))
    house.leaves(care, "2021-06-28", "E4A")
    assert Residence.objects.get(person=rowan, ends=None).address.line == HOME.line
    leaving_taken_back(care=care.pk, why="It was his cousin.", **house.evening_of("2021-07-01"))
    assert Residence.objects.get(person=rowan, ends=None).address.line == HOME.line
