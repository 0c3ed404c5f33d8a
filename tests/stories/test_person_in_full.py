"""A person in full: names, birth, their own words, school, worries, photographs, by verbs and pages."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from righthelp.foundation.access.models import Account
from righthelp.foundation.audit.models import Look
from righthelp.foundation.refusals import Refused
from righthelp.practice.people import (
    record_identity,
    record_needs,
    record_partners,
    record_photo,
)
from righthelp.practice.people.ages import say_age
from righthelp.practice.people.completeness import QUESTION, gaps_of
from righthelp.practice.people.models import Identifier, Name
from righthelp.practice.people.models_identity import CommunicationNeed, Immigration, PhotoImage
from righthelp.practice.people.models_partners import Attendance, Organisation
from righthelp.practice.people.queries_identity import profile
from tests.stories.desk_house import NOW, DeskHouse, account_of, as_application, signed_in, text_of

TODAY = date(2021, 9, 1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> DeskHouse:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    return DeskHouse()


@pytest.fixture
def ruth(house: DeskHouse) -> Account:
    return account_of(house.ruth)


def page(house: DeskHouse, address: str, who: str = "ruth") -> str:
    return text_of(signed_in(getattr(house, who)).get(address))


def school(ruth: Account, name: str = "Erdington Vale Academy", **more: str) -> Organisation:
    return record_partners.organisation_added(kind="school", name=name, by=ruth, now=NOW, **more)


def picture(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 400), colour).save(out, "JPEG")
    return out.getvalue()


def test_amara_has_two_surnames_a_name_she_likes_and_is_known_by_the_one_before(
    house: DeskHouse, ruth: Account
) -> None:
    amara = house.child("Amara", "Okafor")
    record_identity.renamed(
        person=amara.pk,
        forename="Amara",
        surname="Okafor-Bello",
        preferred_name="Mimi",
        kind="birth",
        on=date(2021, 3, 1),
        by=ruth,
        now=NOW,
    )
    former = Name.objects.get(person=amara)
    assert (former.forename, former.surname, former.kind, former.ends) == ("Amara", "Okafor", "birth", date(2021, 3, 1))
    shown = page(house, f"/children/{amara.pk}")
    assert "Amara Okafor-Bello" in shown
    assert "known as Mimi" in shown
    assert "Also known as Amara Okafor" in shown


def test_a_name_gone_back_to_is_not_also_a_former_one(house: DeskHouse, ruth: Account) -> None:
    child = house.child("Amara", "Okafor")
    for surname in ("Bello", "Okafor"):
        record_identity.renamed(person=child.pk, forename="Amara", surname=surname, by=ruth, now=NOW)
    standing = Name.objects.filter(person=child, withdrawn=False)
    assert [name.surname for name in standing] == ["Bello"]


def test_the_name_liked_before_is_kept(house: DeskHouse, ruth: Account) -> None:
    child = house.child("Alexandra", "Reid", preferred_name="Sasha")
    record_identity.renamed(
        person=child.pk, forename="Alexandra", surname="Reid", preferred_name="Alex", by=ruth, now=NOW
    )
    assert Name.objects.get(person=child).kind == "preferred_past"


def test_who_types_more_slowly_is_told_and_keeps_what_they_typed(house: DeskHouse, ruth: Account) -> None:
    child = house.child("Amara", "Okafor")
    browser = signed_in(house.ruth)
    address = f"/children/{child.pk}/facts/names"
    seen = record_identity.names_seen(child)
    record_identity.renamed(person=child.pk, forename="Amara", surname="Bello", by=ruth, now=NOW)
    mine = {"forename": "Amara", "surname": "Okafor-Reid", "kind": "former", "seen": seen}
    answer = browser.post(address, mine)
    told = text_of(answer)
    assert "Somebody else changed this while you were typing" in told
    assert "Okafor-Reid" in told
    assert "Bello" in told
    child.refresh_from_db()
    assert child.surname == "Bello"
    assert browser.post(address, {**mine, "seen": record_identity.names_seen(child)}).status_code == 302


def test_an_expected_baby_is_shown_as_such_and_is_born(house: DeskHouse, ruth: Account) -> None:
    baby = house.child("Baby", "Hussain", born=date(2021, 8, 28), birth_date_kind="due")
    assert say_age(baby.birth_date, TODAY, "due") == "not yet born"
    shown = page(house, f"/children/{baby.pk}")
    assert "Expected baby · due 28 August 2021" in shown
    assert "Record the birth" in shown
    assert "aged" not in shown
    given = {"birth_date_day": "30", "birth_date_month": "8", "birth_date_year": "2021"}
    answer = signed_in(house.ruth).post(
        f"/children/{baby.pk}/facts/born", {**given, "forename": "Zara", "surname": "Hussain", "sex": "F"}
    )
    assert answer.status_code == 302
    baby.refresh_from_db()
    assert (baby.forename, baby.birth_date, baby.birth_date_kind) == ("Zara", date(2021, 8, 30), "known")
    assert Name.objects.get(person=baby).forename == "Baby"
    assert "2 days · born 30 August 2021" in page(house, f"/children/{baby.pk}")


def test_a_boy_whose_birth_date_is_estimated_is_about_fifteen(house: DeskHouse) -> None:
    yonas = house.child("Yonas", "Tesfay", born=date(2006, 1, 1), birth_date_kind="estimated")
    shown = page(house, f"/children/{yonas.pk}")
    assert "about 15 · born 1 January 2006 (estimated)" in shown


def test_a_new_pupil_number_makes_the_one_before_the_former_one(house: DeskHouse, ruth: Account) -> None:
    child = house.child()
    for value in ("H801200001001", "B801200005001"):
        record_identity.identified(person=child.pk, kind="upn", value=value, by=ruth, now=NOW)
    kinds = dict(Identifier.objects.filter(person=child).values_list("value", "kind"))
    assert kinds == {"H801200001001": "former_upn", "B801200005001": "upn"}


def test_a_number_given_to_the_wrong_child_can_be_ended_and_given_to_the_right_one(
    house: DeskHouse, ruth: Account
) -> None:
    wrong, right = house.child(), house.child("Layla", "Noor")
    held = record_identity.identified(person=wrong.pk, kind="nhs", value="9990000018", by=ruth, now=NOW)
    with pytest.raises(Refused, match="belongs to another person"):
        record_identity.identified(person=right.pk, kind="nhs", value="9990000018", by=ruth, now=NOW)
    record_identity.number_ended(person=wrong.pk, identifier=held.pk, why="Read off the wrong letter", by=ruth, now=NOW)
    assert record_identity.identified(person=right.pk, kind="nhs", value="9990000018", by=ruth, now=NOW).pk


def test_a_child_is_on_one_roll_at_a_time_and_what_was_before_stays(house: DeskHouse, ruth: Account) -> None:
    child = house.child()
    first, second = school(ruth), school(ruth, "Moseley Brook School")
    for place, on in ((first, date(2018, 9, 3)), (second, date(2021, 4, 12))):
        record_partners.attended(person=child.pk, kind="on_roll", organisation=place.pk, starts=on, by=ruth, now=NOW)
    periods = list(Attendance.objects.filter(person=child).order_by("starts").values_list("ends", flat=True))
    assert periods == [date(2021, 4, 12), None]
    record_partners.attended(person=child.pk, kind="missing", starts=date(2021, 8, 1), by=ruth, now=NOW)
    found = profile(child.pk, health=True, sensitive=True)
    assert found is not None
    assert found.school is not None
    assert found.school.what == "Missing education"
    assert "Moseley Brook School" in page(house, f"/children/{child.pk}/facts")


def test_part_of_a_schools_name_finds_it_and_several_are_offered(house: DeskHouse, ruth: Account) -> None:
    child = house.child()
    school(ruth)
    hill = school(ruth, "Erdington Hill Primary")
    browser, address = signed_in(house.ruth), f"/children/{child.pk}/facts/school"
    day = {"starts_day": "3", "starts_month": "9", "starts_year": "2020"}
    asked = text_of(browser.post(address, {"kind": "on_roll", "organisation_name": "erdington", **day}))
    assert "Choose which of these it is" in asked
    assert "Erdington Vale Academy" in asked
    chosen = {"kind": "on_roll", "organisation_name": "erdington", "organisation": str(hill.pk), **day}
    assert browser.post(address, chosen).status_code == 302
    assert Attendance.objects.get(person=child).organisation == hill
    none = text_of(browser.post(address, {"kind": "on_roll", "organisation_name": "Nowhere", **day}))
    assert "None of this name is in the partner register" in none


def test_leave_to_be_in_the_country_runs_in_periods_and_is_for_those_who_need_it(
    house: DeskHouse, ruth: Account
) -> None:
    child = house.child()
    record_needs.leave_given(person=child.pk, leave="asylum_claim", starts=date(2020, 1, 6), by=ruth, now=NOW)
    record_needs.leave_given(person=child.pk, leave="refugee", starts=date(2021, 2, 1), by=ruth, now=NOW)
    record_identity.identified(person=child.pk, kind="home_office", value="B1234567", by=ruth, now=NOW)
    assert list(Immigration.objects.order_by("starts").values_list("ends", flat=True)) == [date(2021, 2, 1), None]
    house.missing(child, "2021-08-30 21:00")  # so that Tariq is tied to the child
    as_application()
    for address in (f"/children/{child.pk}", f"/children/{child.pk}/facts"):
        assert "Refugee status" in page(house, address)
        theirs = page(house, address, "tariq")
        assert "Refugee status" not in theirs
        assert "B1234567" not in theirs
    assert signed_in(house.tariq).get(f"/children/{child.pk}/facts/leave").status_code == 403
    assert "Refugee" not in page(house, f"/children/{child.pk}/summary")


def test_what_makes_talking_possible_can_be_taken_back_and_given_again_on_one_day(
    house: DeskHouse, ruth: Account
) -> None:
    child = house.child()
    for needs in (["makaton", "easy_read"], ["easy_read"], ["makaton"]):
        record_needs.communicates(person=child.pk, needs=needs, by=ruth, now=NOW)
    standing = CommunicationNeed.objects.filter(person=child, ends=None)
    assert [each.kind for each in standing] == ["makaton"]
    assert "Makaton" in page(house, f"/children/{child.pk}")


def test_no_disability_is_an_answer_that_a_disability_ends(house: DeskHouse, ruth: Account) -> None:
    child = house.child()
    record_needs.disability_known(person=child.pk, code="NONE", starts=date(2020, 1, 6), by=ruth, now=NOW)
    assert QUESTION["disability"] not in gaps_of(child.pk, TODAY)
    record_needs.disability_known(person=child.pk, code="AUT", basis="diagnosed", starts=TODAY, by=ruth, now=NOW)
    with pytest.raises(Refused, match="A disability is recorded"):
        record_needs.disability_known(person=child.pk, code="NONE", starts=TODAY, by=ruth, now=NOW)
    assert "Autism, diagnosed" in page(house, f"/children/{child.pk}")


def test_what_is_still_to_find_out_leads_to_where_it_is_entered_and_goes_when_it_is_known(
    house: DeskHouse, ruth: Account
) -> None:
    child = house.child(nhs="9990000018")
    keys = [each.key for each in gaps_of(child.pk, TODAY)]
    assert keys == ["ethnicity", "language", "gp", "school", "upn", "disability"]
    assert f"/children/{child.pk}/facts/description" in page(house, f"/children/{child.pk}")
    record_identity.described(person=child.pk, ethnicity="REFU", by=ruth, now=NOW)
    record_identity.without_pupil_number(person=child.pk, why="UN3", by=ruth, now=NOW)
    keys = [each.key for each in gaps_of(child.pk, TODAY)]
    assert keys == ["language", "gp", "school", "disability"]
    baby = house.child("Baby", "Hussain", born=date(2021, 10, 28), birth_date_kind="due")
    assert gaps_of(baby.pk, TODAY) == []


def test_the_counts_of_what_is_missing_are_the_rows_of_the_list(house: DeskHouse) -> None:
    for forename in ("Amira", "Layla"):
        house.child(forename, "Hassan")
    house.child("Leo", "Marsh", died_on=date(2021, 8, 27))
    as_application()
    counted = signed_in(house.gurdeep).get("/facts-to-find?format=csv").content.decode("utf-8-sig").splitlines()
    assert counted[1].startswith("Safeguarding East 1,2,0,0%")
    team = house.teams["east"].pk
    listed = signed_in(house.gurdeep).get(f"/facts-to-find/{team}?format=csv").content.decode("utf-8-sig")
    assert len(listed.splitlines()) == 3
    assert "Leo" not in listed


def test_a_photograph_is_kept_small_shown_through_the_audited_door_and_removed_for_good(
    house: DeskHouse, ruth: Account
) -> None:
    child = house.child()
    browser = signed_in(house.ruth)
    day = {"taken_on_day": "1", "taken_on_month": "8", "taken_on_year": "2021"}
    sent = {"file": SimpleUploadedFile("IMG_1.JPG", picture()), "taken_by": "Ruth", "agreed_by": "Amira", **day}
    assert browser.post(f"/children/{child.pk}/photos", sent).status_code == 302
    photo = PhotoImage.objects.get(photo__person=child).photo
    address = f"/children/{child.pk}/photos/{photo.pk}"
    assert address in page(house, f"/children/{child.pk}")
    before = Look.objects.count()
    answer = browser.get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert Look.objects.count() == before + 1
    other = house.child("Layla", "Noor")
    assert browser.get(f"/children/{other.pk}/photos/{photo.pk}").status_code == 404
    assert browser.post(f"{address}/remove", {"why": "She no longer wants it"}).status_code == 302
    assert browser.get(address).status_code == 404
    assert not PhotoImage.objects.exists()
    assert "She no longer wants it" in page(house, f"/children/{child.pk}/photos")


def test_a_file_that_is_no_photograph_is_refused_and_the_rest_is_kept(house: DeskHouse) -> None:
    child = house.child()
    sent = {"file": SimpleUploadedFile("a.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40), "taken_by": "Ruth Okafor"}
    day = {"taken_on_day": "1", "taken_on_month": "8", "taken_on_year": "2021", "agreed_by": "Amira"}
    answer = text_of(signed_in(house.ruth).post(f"/children/{child.pk}/photos", {**sent, **day}))
    assert "This is an HEIC photograph" in answer
    assert "Ruth Okafor" in answer


def test_the_newest_photograph_is_shown(house: DeskHouse, ruth: Account) -> None:
    child = house.child()
    made = [
        record_photo.photographed(
            person=child.pk, file=picture(), taken_on=on, taken_by="Ruth", agreed_by="Amira", by=ruth, now=NOW
        )
        for on in (date(2021, 8, 1), date(2019, 8, 1))
    ]
    found = profile(child.pk, health=False, sensitive=False)
    assert found is not None
    assert found.photo is not None
    assert found.photo.id == made[0].pk


def test_a_worry_shows_first_and_goes_when_somebody_says_how_we_know_it_is_over(
    house: DeskHouse, ruth: Account
) -> None:
    child = house.child()
    words = "She comes in tired and without lunch"
    worry = record_needs.worried(person=child.pk, whose="school", worry=words, since=TODAY, by=ruth, now=NOW)
    assert words in page(house, f"/children/{child.pk}")
    day = {"ends_day": "1", "ends_month": "9", "ends_year": "2021", "why": "School says she eats at breakfast club"}
    answer = signed_in(house.ruth).post(f"/children/{child.pk}/facts/worry/{worry.pk}/end", day)
    assert answer.status_code == 302
    assert words not in page(house, f"/children/{child.pk}")
    assert words in page(house, f"/children/{child.pk}/facts")


def test_a_fact_of_another_child_cannot_be_ended_through_this_one(house: DeskHouse, ruth: Account) -> None:
    mine, other = house.child(), house.child("Layla", "Noor")
    worry = record_needs.worried(person=other.pk, whose="school", worry="Hers", since=TODAY, by=ruth, now=NOW)
    assert signed_in(house.ruth).get(f"/children/{mine.pk}/facts/worry/{worry.pk}/end").status_code == 404
    with pytest.raises(Refused):
        record_needs.worry_over(person=mine.pk, worry=worry.pk, why="No", on=TODAY, by=ruth, now=NOW)


def test_a_partner_is_found_by_part_of_its_name_and_says_whom_to_ask(house: DeskHouse, ruth: Account) -> None:
    place = school(ruth, code="999001", locality="Erdington")
    browser = signed_in(house.karen)
    given = {"name": "Priya Nandra", "role": "Designated safeguarding lead", "phone": "0121 496 0102"}
    assert browser.post(f"/partners/{place.pk}/contact", given).status_code == 302
    part = {"process": "conference", "part": "Sends the child’s own words two days before"}
    assert browser.post(f"/partners/{place.pk}/part", part).status_code == 302
    assert "Erdington Vale Academy" in text_of(browser.get("/partners?q=vale"))
    assert "Erdington Vale Academy" not in text_of(browser.get("/partners?partners_process=court"))
    shown = page(house, f"/partners/{place.pk}")
    assert "Priya Nandra" in shown
    assert "Sends the child’s own words two days before" in shown
    assert signed_in(house.ruth).post(f"/partners/{place.pk}/contact", given).status_code == 403


def test_the_first_screen_asks_no_more_of_the_database_however_much_is_known(house: DeskHouse, ruth: Account) -> None:
    child = house.child()
    browser = signed_in(house.ruth)
    browser.get(f"/children/{child.pk}")

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get(f"/children/{child.pk}").status_code == 200
        return len(found)

    few = asked()
    for number in range(5):
        record_needs.worried(person=child.pk, whose="school", worry=f"Worry {number}", since=TODAY, by=ruth, now=NOW)
        record_identity.also_named(person=child.pk, kind="alias", forename=f"Name{number}", by=ruth, now=NOW)
    record_needs.communicates(person=child.pk, needs=["bsl", "makaton"], by=ruth, now=NOW)
    assert asked() == few
