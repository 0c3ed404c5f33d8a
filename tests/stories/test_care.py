"""Children looked after: by which law and where is known for every day and night; episodes, visits and reviews
follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import episodes, journey, queries, queries_homes, record, record_homes
from righthelp.practice.care.models import CareReviewDue, CareVisitDue, InCare, LegalStatus, Stay
from righthelp.practice.care.placing import Where
from righthelp.practice.people.models import Involvement, Person, Placement, Relationship, Residence
from righthelp.practice.people.record import Place
from tests.stories.care_house import NOW, CareHouse, account_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> CareHouse:
    return CareHouse()


def at_the_end() -> None:
    """What the database holds at the end of a transaction is asked now."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def refused_at_the_end(change: Callable[[], object], sentence: str) -> None:
    """The database refuses it when the transaction ends."""

    def all_of_it() -> None:
        with transaction.atomic():
            change()
            at_the_end()

    with pytest.raises(IntegrityError, match=sentence):
        all_of_it()


def codes(care: InCare) -> list[tuple[str, str, str, str, str]]:
    """Start, reason, law, placement and end code of each episode."""
    care = InCare.objects.get(pk=care.pk)
    return [(each.starts.isoformat(), each.began, each.law, each.place, each.ended) for each in episodes.of(care)]


def test_a_teenager_through_four_placements_and_a_secure_home(house: CareHouse) -> None:
    jordan = house.child("Jordan", "Pell", born=date(2005, 6, 1))
    care = house.into_care(jordan, "2020-09-07")
    house.law(care, "2020-11-02", "C1")
    house.moves(care, "2021-01-15", house.brackenridges, change="CREQB")
    house.moves(care, "2021-03-30", house.sycamore, place="K2", change="CREQB")
    house.law(care, "2021-05-10", "C2")
    secure = Where(place="K1", provider="PR2", elsewhere="A secure home in the north", at=Place(
        line="1 Fell Road", locality="Lancaster", postcode="LA1 1AA"), outside=True)  # fmt: skip
    house.moves(care, "2021-06-21", where=secure, change="CARPL")
    assert codes(care) == [
        ("2020-09-07", "S", "V2", "U6", "X1"),
        ("2020-11-02", "L", "C1", "U6", "X1"),
        ("2021-01-15", "P", "C1", "U6", "X1"),
        ("2021-03-30", "P", "C1", "K2", "X1"),
        ("2021-05-10", "L", "C2", "K2", "X1"),
        ("2021-06-21", "P", "C2", "K1", ""),
    ]
    (looked,) = queries.looked_after(account_of(house.ruth), house.now)
    assert looked.moves == 3, "the secure home is on no register of ours, and a move all the same"


def test_law_and_home_that_change_on_one_day_are_one_episode(house: CareHouse) -> None:
    care = house.into_care(house.child("Noor", "Abbasi"), "2021-02-01")
    house.law(care, "2021-03-01", "C1")
    house.moves(care, "2021-03-01", house.tamworth)
    assert codes(care)[1] == ("2021-03-01", "B", "C1", "U6", "")


def test_the_same_carers_for_good_is_a_new_episode_without_a_move(house: CareHouse) -> None:
    child = house.child("Elsie", "Marlow")
    care = house.into_care(child, "2021-02-01")
    house.moves(care, "2021-06-01", house.osgoods, place="U4", change="PLACE", matched=True)
    assert codes(care)[1] == ("2021-06-01", "T", "V2", "U4", "")
    assert Residence.objects.filter(person=child, address=house.osgoods.address).count() == 1


def test_leaving_care_ends_law_stay_and_the_register_together(house: CareHouse) -> None:
    child = house.child("Kit", "Oram")
    care = house.into_care(child, "2021-02-01")
    house.leaves(care, "2021-08-02")
    assert codes(care)[-1][-1] == "E4A"
    assert not LegalStatus.objects.filter(child=child, ends__isnull=True).exists()
    assert not Stay.objects.filter(child=child, ends__isnull=True).exists()
    assert Involvement.objects.get(child=child, kind="care").ends == date(2021, 8, 2)
    assert Placement.objects.get(child=child).ends == date(2021, 8, 2)
    at_the_end()


def test_no_night_without_a_home(house: CareHouse) -> None:
    care = house.into_care(house.child("Mina", "Tull"), "2021-02-01")
    stays = Stay.objects.filter(care=care)
    refused_at_the_end(lambda: stays.update(starts=date(2021, 2, 3)), r"other days|without a home")


def test_no_day_without_a_law(house: CareHouse) -> None:
    care = house.into_care(house.child("Mina", "Tull"), "2021-02-01")
    laws = LegalStatus.objects.filter(care=care)
    refused_at_the_end(lambda: laws.update(ends=date(2021, 5, 1)), r"without a legal status")


def test_the_register_of_people_cannot_end_a_placement_behind_cares_back(house: CareHouse) -> None:
    child = house.child("Mina", "Tull")
    house.into_care(child, "2021-02-01")
    refused_at_the_end(lambda: Placement.objects.filter(child=child).update(ends=date(2021, 5, 1)), r"other days")


def test_a_child_is_in_care_once_at_a_time(house: CareHouse) -> None:
    child = house.child("Asha", "Devi")
    house.into_care(child, "2021-02-01")
    with pytest.raises(Refused, match="in care since 1 February 2021 already"):
        house.into_care(child, "2021-03-01", house.tamworth)


def test_nobody_of_eighteen_comes_into_care(house: CareHouse) -> None:
    grown = house.child("Tariq", "Osei", born=date(2003, 3, 1))
    with pytest.raises(Refused, match="was 18 by that day"):
        house.into_care(grown, "2021-03-01")


def test_a_child_does_not_come_into_care_on_holiday(house: CareHouse) -> None:
    away = Where(place="T2", elsewhere="A caravan", at=Place(line="1 Sea Lane", locality="Rhyl", postcode="LL18 1AA"))
    with pytest.raises(Refused, match="cannot come into care by being away"):
        house.into_care(house.child("Asha", "Devi"), "2021-02-01", where=away)


def test_a_child_who_is_away_comes_back_before_care_ends(house: CareHouse) -> None:
    care = house.into_care(house.child("Asha", "Devi"), "2021-02-01")
    away = Where(place="T1", elsewhere="Children’s hospital", at=Place(
        line="Steelhouse Lane", locality="Birmingham", postcode="B4 6NH"))  # fmt: skip
    house.moves(care, "2021-04-01", where=away)
    with pytest.raises(Refused, match="Record the return"):
        house.leaves(care, "2021-04-20")


def test_placed_for_adoption_under_an_order_needs_the_order(house: CareHouse) -> None:
    adopters = house.opens("The Winterbournes", kind="adopters", line="5 Elm Close", places=1)
    care = house.into_care(house.child("Baby", "Lark", born=date(2020, 12, 1)), "2020-12-10", law="C1")
    with pytest.raises(Refused, match="not under a placement order"):
        house.moves(care, "2021-06-01", adopters, place="A6")
    house.law(care, "2021-06-01", "E1")
    house.moves(care, "2021-06-02", adopters, place="A6")
    assert codes(house.leaves(care, "2021-08-30", "E12"))[-1] == ("2021-06-02", "P", "E1", "A6", "E12")


def test_adopted_from_a_foster_home_is_refused(house: CareHouse) -> None:
    care = house.into_care(house.child("Baby", "Lark", born=date(2020, 12, 1)), "2020-12-10", law="C1")
    with pytest.raises(Refused, match="not placed for adoption"):
        house.leaves(care, "2021-06-01", "E11")


def test_a_full_home_takes_nobody_without_a_reason(house: CareHouse) -> None:
    house.into_care(house.child("Ivy", "Brand"), "2021-02-01", house.tamworth)
    second = house.child("Rowan", "Brand")
    with pytest.raises(Refused, match="The home is full"):
        house.into_care(second, "2021-02-02", house.tamworth)
    why = "Her brother lives there already, and both asked to be together."
    care = house.into_care(second, "2021-02-02", where=Where(place="U6", home=house.tamworth.pk, exemption=why))
    assert Stay.objects.get(care=care).exemption == why


def test_brothers_and_sisters_fill_a_home_further_than_strangers(house: CareHouse) -> None:
    house.into_care(house.child("Ivy", "Brand"), "2021-02-01")
    house.into_care(house.child("Asa", "Brand"), "2021-02-01")
    third = house.child("Rowan", "Brand")
    with pytest.raises(Refused, match="The home is full"):
        house.into_care(third, "2021-02-02")
    for other in Person.objects.filter(surname="Brand").exclude(pk=third.pk):
        Relationship.objects.create(person=third, other=other, kind="sibling")
    assert house.into_care(third, "2021-02-02")
    (room,) = queries_homes.rooms(date(2021, 3, 1), home=house.osgoods.pk)
    assert (room.taken, room.free, room.over) == (3, 0, False)


def test_a_home_for_older_children_takes_no_baby(house: CareHouse) -> None:
    baby = house.child("Bo", "Lark", born=date(2020, 12, 1))
    with pytest.raises(Refused, match="for children from 10 to 17"):
        house.into_care(baby, "2021-02-01", house.sycamore, place="K2")


def test_a_home_is_held_against_needs_in_words(house: CareHouse) -> None:
    calm = house.opens("Mr Vane", line="2 Still Lane", skills=["parent-child", "solo"])
    wanted = queries_homes.Wanted(ages=(None,), sexes=frozenset("F"), skills=frozenset({"solo", "teenagers"}))
    (fit,) = queries_homes.fits(wanted, queries_homes.rooms(date(2021, 9, 1), home=calm.pk))
    assert "good at: a child who needs to be the only one" in fit.fits
    assert fit.not_fits == ("not known for: teenagers",)


def test_a_care_plan_within_ten_working_days(house: CareHouse) -> None:
    care = house.into_care(house.child("Leo", "Quist"), "2021-08-16")
    due = DueMoment.objects.get(clock=journey.CARE_PLAN.code, episode_id=care.pk)
    assert local_date(due.due_at) == date(2021, 8, 31)
    record.plan_made(care=care.pk, on=date(2021, 8, 24), by=account_of(house.ruth), now=NOW)
    assert not DueMoment.objects.filter(clock=journey.CARE_PLAN.code, episode_id=care.pk).exists()


def test_a_children_s_home_is_no_foster_home(house: CareHouse) -> None:
    with pytest.raises(Refused, match="Children’s home cannot be"):
        house.into_care(house.child("Ivy", "Brand"), "2021-02-01", house.sycamore)


def test_a_kind_of_placement_is_of_its_years(house: CareHouse) -> None:
    flat = house.opens("Key House", kind="supported", line="9 Vyse Street", places=6, youngest=16)
    young = house.child("Sol", "Amari", born=date(2004, 4, 4))
    with pytest.raises(Refused, match="was not a placement of the national return in that year"):
        house.into_care(young, "2021-02-01", where=Where(place="K3", home=flat.pk))
    assert house.into_care(young, "2021-02-01", where=Where(place="H5", home=flat.pk))


def test_a_home_with_children_does_not_close(house: CareHouse) -> None:
    house.into_care(house.child("Ivy", "Brand"), "2021-02-01", house.tamworth)
    with pytest.raises(Refused, match="Record where they moved first"):
        record_homes.home_closed(
            home=house.tamworth.pk, ends=date(2021, 8, 1), why="Retired", by=account_of(house.gurdeep), now=NOW
        )


def test_places_are_counted_on_each_day(house: CareHouse) -> None:
    care = house.into_care(house.child("Ivy", "Brand"), "2021-02-01", house.osgoods)
    house.moves(care, "2021-05-01", house.tamworth)
    free = {room.home: room.free for room in queries_homes.rooms(date(2021, 4, 30))}
    assert (free[house.osgoods.pk], free[house.tamworth.pk]) == (1, 1)
    free = {room.home: room.free for room in queries_homes.rooms(date(2021, 5, 1))}
    assert (free[house.osgoods.pk], free[house.tamworth.pk]) == (2, 0)


def test_three_siblings_fit_where_terms_allow_siblings(house: CareHouse) -> None:
    wanted = queries_homes.Wanted(ages=(3, 6, 9), sexes=frozenset("F"))
    held = {fit.room.name: fit for fit in queries_homes.fits(wanted, queries_homes.rooms(date(2021, 9, 1)))}
    assert held["The Osgoods"].possible
    assert held["Mrs Tamworth"].not_fits == ("only 1 of 3 places are free",)
    assert "approved for children from 10 to 17" in held["Sycamore Lodge"].not_fits


def test_the_first_week_then_every_six_weeks(house: CareHouse) -> None:
    child = house.child("Leo", "Quist")
    care = house.into_care(child, "2021-06-01")
    house.sees(child, "2021-06-05")
    house.sees(child, "2021-07-10")
    rows = CareVisitDue.objects.filter(stay__care=care).order_by("place").values_list("since", "held", "rule")
    assert list(rows) == [
        (date(2021, 6, 1), date(2021, 6, 5), "first"),
        (date(2021, 6, 5), date(2021, 7, 10), "six-weeks"),
        (date(2021, 7, 10), None, "six-weeks"),
    ]


def test_a_visit_stays_due_when_only_what_the_placement_is_changes(house: CareHouse) -> None:
    elsie, jo = house.child("Elsie", "Marlow"), house.child("Jo", "Marlow")
    for child, came, lasting in ((elsie, "2019-06-01", "2021-06-01"), (jo, "2021-07-10", "2021-07-14")):
        care = house.into_care(child, came)
        if child is elsie:
            house.sees(child, "2021-03-01")
        house.moves(care, lasting, house.osgoods, place="U4", change="PLACE", matched=True)
    waits = CareVisitDue.objects.filter(held=None, ended=None, stay__place="U4").order_by("since")
    columns = ("child", "since", "rule")
    assert list(waits.values_list(*columns)) == [
        (elsie.pk, date(2021, 3, 1), "six-weeks"),
        (jo.pk, date(2021, 7, 10), "first"),
    ]
    house.sees(elsie, "2021-06-03")
    assert waits.filter(child=elsie).values_list(*columns).get() == (elsie.pk, date(2021, 6, 3), "lasting")
    stay = Stay.objects.get(child=elsie, place="U4")
    record.visited_less(stay=stay.pk, on=date(2021, 6, 3), by=account_of(house.ruth), now=house.evening("2021-06-03"))
    assert waits.get(child=elsie).rule == "agreed"


def test_with_parents_weekly_until_the_first_review(house: CareHouse) -> None:
    child = house.child("Leo", "Quist")
    parents = Where(place="P1", at=Place(line="2 Home Road", locality="Erdington", postcode="B23 5AA", area="nwc"))
    care = house.into_care(child, "2021-06-01", law="C1", where=parents)
    house.sees(child, "2021-06-05")
    house.review(care, "2021-06-20")
    house.sees(child, "2021-06-25")
    rows = CareVisitDue.objects.filter(stay__care=care).order_by("place").values_list("rule", flat=True)
    assert list(rows) == ["first", "weekly", "four-weeks"]


def test_after_a_year_where_the_child_will_grow_up_less_often(house: CareHouse) -> None:
    child = house.child("Leo", "Quist")
    care = house.into_care(child, "2020-09-01", place="U4")
    house.sees(child, "2021-08-30")
    house.sees(child, "2021-09-01")
    rules = CareVisitDue.objects.filter(stay__care=care).order_by("place").values_list("rule", flat=True)
    assert list(rules) == ["first", "six-weeks", "lasting"]
    stay, now = Stay.objects.get(care=care), house.evening("2021-09-01")
    record.visited_less(stay=stay.pk, on=date(2021, 9, 1), by=account_of(house.ruth), now=now)
    assert list(rules.all()) == ["first", "six-weeks", "agreed"]


def test_reviews_at_twenty_working_days_three_and_six_months(house: CareHouse) -> None:
    care = house.into_care(house.child("Leo", "Quist"), "2021-01-04")
    first, second = house.review(care, "2021-02-01"), house.review(care, "2021-05-04")
    assert (first.in_time, second.in_time) == (True, False)
    rows = CareReviewDue.objects.filter(care=care).order_by("place").values_list("which", "since", "held")
    assert list(rows) == [
        ("first", date(2021, 1, 4), date(2021, 2, 1)),
        ("second", date(2021, 2, 1), date(2021, 5, 4)),
        ("later", date(2021, 5, 4), None),
    ]


def test_a_review_recorded_late_makes_the_next_one_in_time(house: CareHouse) -> None:
    care = house.into_care(house.child("Leo", "Quist"), "2021-01-04")
    later = house.review(care, "2021-04-20")
    assert later.in_time is False
    house.review(care, "2021-01-25")
    later.refresh_from_db()
    assert later.in_time is True


def test_how_a_child_under_four_took_part(house: CareHouse) -> None:
    care = house.into_care(house.child("Bo", "Lark", born=date(2019, 5, 5)), "2021-01-04")
    with pytest.raises(Refused, match="under four"):
        house.review(care, "2021-01-25", part="PN1")


def test_a_reviewing_officer_within_five_working_days(house: CareHouse) -> None:
    care = house.into_care(house.child("Leo", "Quist"), "2021-08-20")
    due = DueMoment.objects.get(clock=journey.OFFICER.code, episode_id=care.pk)
    assert local_date(due.due_at) == date(2021, 8, 27)
    with pytest.raises(Refused, match="independent reviewing officer"):
        record.officer_named(care=care.pk, officer=house.ruth.pk, by=account_of(house.gurdeep), now=NOW)
    named = record.officer_named(care=care.pk, officer=house.colin.pk, by=account_of(house.gurdeep), now=NOW)
    assert named.officer == house.colin


def test_a_change_recorded_by_mistake_is_as_if_it_had_not_been(house: CareHouse) -> None:
    child = house.child("Leo", "Quist")
    care = house.into_care(child, "2021-06-01")
    before = codes(care)
    house.moves(care, "2021-07-01", house.tamworth)
    by = account_of(house.gurdeep)
    back = record.change_taken_back(care=care.pk, why="Wrong child", by=by, now=house.evening("2021-07-02"))
    assert (back.what, back.why) == ("Fostered from 1 July 2021", "Wrong child")
    at_the_end()
    assert codes(care) == before
    assert Residence.objects.get(person=child, ends__isnull=True).address == house.osgoods.address
    with pytest.raises(Refused, match="Nothing has changed"):
        record.change_taken_back(care=care.pk, why="Again", by=by, now=house.evening("2021-07-02") + timedelta(hours=1))
