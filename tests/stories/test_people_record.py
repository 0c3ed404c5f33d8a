"""The register of people: what its verbs record and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pghistory.models
import pytest
from django.apps import apps

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.people import record
from righthelp.practice.people.ages import say_age
from righthelp.practice.people.models import Address, Involvement, Person, Placement, Relationship, Residence
from righthelp.practice.people.numbers import nhs_number_holds, pupil_number_holds
from righthelp.practice.people.queries import header
from tests.stories.desk_house import NOW, DeskHouse, account_of, as_application, signed_in, text_of

TODAY = date(2021, 9, 1)
LANE = record.Place("4 Fern Lane", "Kings Heath", "b14 9zz", "south")


@pytest.fixture
def karen(db: None) -> Account:
    return Account.objects.create(email="karen@example.org", name="Karen Holmcombe", roles=["front_door_officer"])


def registered(by: Account, **more: Any) -> Person:
    """Ibrahim Khan, born 3 November 2006, on the register."""
    given = {"forename": "Ibrahim", "surname": "Khan", "birth_date": date(2006, 11, 3), **more}
    return record.registered(by=by, now=NOW, **given)


def test_a_child_comes_on_the_register_with_where_they_live(karen: Account) -> None:
    child = registered(karen, lives_at=LANE, preferred_name="Ibby")
    head = header(child.pk, TODAY)
    assert head is not None
    assert (head.called, head.name, head.age) == ("Ibby", "Ibrahim Khan", "14")
    assert head.address == "4 Fern Lane, Kings Heath, B14 9ZZ"


@pytest.mark.parametrize(
    "again",
    [
        {},
        {"forename": "ibrahim", "surname": "KHAN"},
        {"surname": "Kahn"},
        {"forename": "Ibraheem"},
        {"birth_date": date(2006, 3, 11)},
        {"birth_date": date(2006, 11, 5)},
    ],
)
def test_a_likely_duplicate_is_refused_with_whom_to_look_at(karen: Account, again: dict[str, Any]) -> None:
    first = registered(karen)
    with pytest.raises(record.LikelyDuplicateError) as refusal:
        registered(karen, **again)
    assert [each.id for each in refusal.value.candidates] == [first.pk]
    assert Person.objects.count() == 1


def test_somebody_else_of_the_same_name_is_registered_when_told_so(karen: Account) -> None:
    first = registered(karen)
    second = registered(karen, somebody_else=[first.pk])
    assert second.pk != first.pk
    with pytest.raises(record.LikelyDuplicateError) as refusal:
        registered(karen, somebody_else=[first.pk])
    assert [each.id for each in refusal.value.candidates] == [second.pk]


def test_a_restricted_namesake_is_not_betrayed_by_the_refusal(karen: Account) -> None:
    Person.objects.create(forename="Ibrahim", surname="Khan", birth_date=date(2006, 11, 3), tier=2)
    assert registered(karen).pk


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"forename": "  "}, "forename"),
        ({"surname": "x" * 81}, "surname"),
        ({"birth_date": date(2021, 9, 2)}, "birth_date"),
        ({"birth_date": date(1821, 9, 2)}, "birth_date"),
        ({"birth_date": date(2023, 1, 1), "birth_date_kind": "due"}, "birth_date"),
        ({"birth_date_kind": "guessed"}, "birth_date_kind"),
        ({"lives_at": record.Place("", "Kings Heath", "B14 9ZZ", "south")}, "line"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(karen: Account, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        registered(karen, **more)
    assert refusal.value.field == field
    assert Person.objects.count() == 0


def test_a_move_ends_the_former_home_in_the_same_act(karen: Account) -> None:
    child = registered(karen, lives_at=LANE)
    Residence.objects.filter(person=child).update(starts=date(2015, 1, 1))
    to = record.Place("9 New Street", "Aston", "B6 9ZZ", "nwc")
    record.moved(person=child.pk, to=to, on=date(2021, 8, 30), by=karen, now=NOW)
    rows = Residence.objects.filter(person=child).order_by("starts").values_list("starts", "ends", "address__locality")
    assert list(rows) == [
        (date(2015, 1, 1), date(2021, 8, 30), "Kings Heath"),
        (date(2021, 8, 30), None, "Aston"),
    ]


@pytest.mark.parametrize("on", [date(2014, 12, 31), date(2015, 1, 1), date(2021, 9, 2)])
def test_a_move_before_the_present_home_or_in_the_future_is_refused(karen: Account, on: date) -> None:
    child = registered(karen, lives_at=LANE)
    Residence.objects.filter(person=child).update(starts=date(2015, 1, 1))
    with pytest.raises(Refused, match=r"later day|future") as refusal:
        record.moved(
            person=child.pk, to=record.Place("9 New Street", "Aston", "B6 9ZZ", "nwc"), on=on, by=karen, now=NOW
        )
    assert refusal.value.field == "on"
    assert Residence.objects.filter(person=child).count() == 1


def test_one_address_is_one_row_however_it_is_typed(karen: Account) -> None:
    registered(karen, lives_at=LANE)
    registered(
        karen,
        forename="Sana",
        birth_date=date(2012, 1, 1),
        lives_at=record.Place("4 fern lane", "Kings  Heath", "B14 9ZZ", "south"),
    )
    assert Address.objects.count() == 1


def test_placing_needs_care_and_moves_the_child(karen: Account) -> None:
    child = registered(karen, lives_at=LANE)
    Residence.objects.filter(person=child).update(starts=date(2015, 1, 1))
    lodge = record.Place("3 Invented Road", "Moseley", "B13 9ZZ", "south", "residential", "Oak Lodge")
    place: Callable[..., Placement] = record.placed
    with pytest.raises(Refused, match="not in care"):
        place(child=child.pk, at=lodge, kind="residential", starts=date(2021, 8, 1), by=karen, now=NOW)
    record.involved(child=child.pk, kind="care", starts=date(2021, 8, 1), by=karen, now=NOW)
    place(child=child.pk, at=lodge, kind="residential", starts=date(2021, 8, 1), by=karen, now=NOW)
    head = header(child.pk, TODAY)
    assert head is not None
    assert (head.placement, head.address) == ("Residential home", "Oak Lodge, 3 Invented Road, Moseley, B13 9ZZ")
    record.involvement_ended(child=child.pk, kind="care", ends=date(2021, 8, 31), by=karen, now=NOW)
    assert Placement.objects.get(child=child).ends == date(2021, 8, 31)


def test_a_plan_of_one_kind_runs_once_at_a_time(karen: Account) -> None:
    child = registered(karen)
    record.involved(child=child.pk, kind="cp", starts=date(2021, 1, 4), by=karen, now=NOW)
    record.involved(child=child.pk, kind="cin", starts=date(2021, 1, 4), by=karen, now=NOW)
    with pytest.raises(Refused, match="already"):
        record.involved(child=child.pk, kind="cp", starts=date(2021, 3, 1), by=karen, now=NOW)
    record.involvement_ended(child=child.pk, kind="cp", ends=date(2021, 6, 1), by=karen, now=NOW)
    record.involved(child=child.pk, kind="cp", starts=date(2021, 6, 1), by=karen, now=NOW)
    assert Involvement.objects.filter(child=child, kind="cp").count() == 2


def test_relationships_show_both_ways(karen: Account) -> None:
    child = registered(karen)
    mother = registered(karen, forename="Nadia", birth_date=date(1980, 2, 2))
    record.related(person=child.pk, other=mother.pk, kind="mother", parental_responsibility=True, by=karen, now=NOW)
    of_child, of_mother = header(child.pk, TODAY), header(mother.pk, TODAY)
    assert of_child is not None
    assert of_mother is not None
    assert [(each.name, each.what, each.responsible) for each in of_child.family] == [("Nadia Khan", "Mother", True)]
    assert [(each.name, each.what, each.responsible) for each in of_mother.family] == [("Ibrahim Khan", "Child", False)]
    with pytest.raises(Refused, match="already"):
        record.related(person=child.pk, other=mother.pk, kind="mother", by=karen, now=NOW)
    with pytest.raises(Refused, match="themselves"):
        record.related(person=child.pk, other=child.pk, kind="sibling", by=karen, now=NOW)
    assert Relationship.objects.count() == 1


@pytest.mark.parametrize(
    ("number", "holds"),
    [("9434765919", True), ("9434765918", False), ("943476591", False), ("٩٤٣٤٧٦٥٩١٩", False), ("9434765870", True)],
)
def test_an_nhs_number_checks_itself(number: str, holds: bool) -> None:
    assert nhs_number_holds(number) is holds


def test_a_pupil_number_checks_itself() -> None:
    assert pupil_number_holds("H801200001001")
    assert not pupil_number_holds("G801200001001")
    assert not pupil_number_holds("H80120000100")


def test_a_number_belongs_to_one_person(karen: Account) -> None:
    child = registered(karen)
    other = registered(karen, forename="Sana", birth_date=date(2012, 1, 1))
    record.identified(person=child.pk, kind="nhs", value="943 476 5919", by=karen, now=NOW)
    with pytest.raises(Refused, match="belongs to another"):
        record.identified(person=other.pk, kind="nhs", value="9434765919", by=karen, now=NOW)
    with pytest.raises(Refused, match="recorded already"):
        record.identified(person=child.pk, kind="nhs", value="9434765919", by=karen, now=NOW)
    with pytest.raises(Refused, match="not a valid NHS"):
        record.identified(person=child.pk, kind="nhs", value="9434765918", by=karen, now=NOW)


def test_a_new_name_leaves_the_old_in_the_history_signed(karen: Account) -> None:
    child = registered(karen)
    record.renamed(person=child.pk, forename="Ibrahim", surname="Mir", by=karen, now=NOW)
    event = apps.get_model("people", "PersonEvent")
    rows = event._default_manager.filter(pgh_obj_id=child.pk).order_by("pgh_id")
    assert [row.surname for row in rows] == ["Khan", "Mir"]
    assert {pghistory.models.Context.objects.get(pk=row.pgh_context_id).metadata["actor_name"] for row in rows} == {
        karen.name
    }


@pytest.mark.parametrize(
    ("born", "kind", "says"),
    [
        (date(2006, 9, 1), "known", "15"),
        (date(2006, 9, 2), "known", "14"),
        (date(2020, 2, 1), "known", "19 months"),
        (date(2021, 7, 20), "known", "6 weeks"),
        (date(2021, 8, 31), "known", "1 day"),
        (date(2021, 12, 1), "due", "not yet born"),
        (date(2005, 1, 1), "estimated", "about 16"),
        (None, "known", "age not known"),
    ],
)
def test_ages_are_said_as_people_say_them(born: date | None, kind: str, says: str) -> None:
    assert say_age(born, TODAY, kind) == says


REGISTER = {
    "forename": "Ibrahim",
    "surname": "Khan",
    "birth_date_day": "3",
    "birth_date_month": "11",
    "birth_date_year": "2006",
    "birth_date_kind": "known",
    "sex": "M",
}


def test_the_front_door_registers_a_child_and_is_asked_about_a_namesake(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    house = DeskHouse()
    as_application()
    browser = signed_in(house.karen)
    assert browser.post("/children/register", REGISTER).status_code == 302
    first = Person.objects.get(surname="Khan")
    asked = browser.post("/children/register", REGISTER)
    page = text_of(asked)
    assert asked.status_code == 200
    assert "Is it one of these?" in page
    assert f"/children/{first.pk}" in page
    assert 'value="Ibrahim"' in page
    told = {**REGISTER, "somebody_else": str(first.pk), "not_the_same": "on"}
    assert browser.post("/children/register", told).status_code == 302
    assert Person.objects.filter(surname="Khan").count() == 2
    assert account_of(house.karen).name


def test_half_an_address_is_asked_for_whole(db: None) -> None:
    house = DeskHouse()
    response = signed_in(house.karen).post("/children/register", {**REGISTER, "line": "4 Fern Lane"})
    assert "Enter the postcode as well." in text_of(response)
    assert not Person.objects.filter(surname="Khan").exists()


def test_the_register_page_says_why_it_may_be_the_same_child_and_keeps_ethnicity_and_pronouns(karen: Account) -> None:
    first = registered(karen, lives_at=LANE)
    before = Person.objects.count()
    given = {**REGISTER, "surname": "Kahn", "pronouns": "he/him", "ethnicity": "APKN"}
    browser = signed_in(karen)
    page = text_of(browser.post("/children/register", given))
    assert "to be the same child: why" in page
    assert "<strong>For:</strong>" in page
    assert Person.objects.count() == before, "who is compared leaves no trace"
    browser.post("/children/register", given | {"somebody_else": str(first.pk), "not_the_same": "on"})
    made = Person.objects.select_related("about").get(surname="Kahn")
    assert (made.ethnicity, made.about.pronouns) == ("APKN", "he/him")
