"""Requests that no page of ours makes: what nobody can type, and buttons pressed twice."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pghistory
import pytest
from django.db import DatabaseError, connection, transaction

from righthelp.foundation.intake.inbox import readable, receive
from righthelp.practice.missing import record_episode, record_offers, record_work
from righthelp.practice.missing.models import Action, Decision, Forward, Offer, Sighting
from righthelp.practice.people.models import Person, Tier
from tests.stories.desk_house import NOW, DeskHouse, signed_in, text_of
from tests.stories.missing_house import letter, london


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> DeskHouse:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    return DeskHouse()


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=amira%00",
        "/missing/report?q=%00",
        "/worklist?work_team=%00",
        "/sign-in?next=%00",
        "/missing/?worker=%00",
    ],
)
def test_a_nul_in_an_address_is_refused_in_words(house: DeskHouse, address: str) -> None:
    response = signed_in(house.denise).get(address)
    assert response.status_code == 400
    assert "We could not read that request" in text_of(response)


@pytest.mark.parametrize("address", ["/draft", "/sign-in", "/children/register", "/missing/"])
def test_a_nul_in_a_form_is_refused_in_words(house: DeskHouse, address: str) -> None:
    sent = {"draft_path": "/missing/", "forename": "Am\x00ira", "email": "a\x00b", "decision_1": "\x00"}
    assert signed_in(house.karen).post(address, sent).status_code == 400


@pytest.mark.parametrize("address", ["/children/{}", "/children/{}/timeline", "/missing/{}", "/children/{}/allocate"])
def test_an_id_larger_than_any_is_a_page_that_is_not_there(house: DeskHouse, address: str) -> None:
    assert signed_in(house.denise).get(address.format(2**63)).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/missing/?missing_page=²", "/worklist?work_page=²", "/missing/?worker=²", "/indicators/MIS-1?months=²"],
)
def test_digits_that_are_no_numbers_are_read_as_nothing(house: DeskHouse, address: str) -> None:
    assert signed_in(house.denise).get(address).status_code == 200


def test_digits_that_are_no_numbers_do_not_stop_the_audit_search(house: DeskHouse) -> None:
    assert signed_in(house.owen).get("/audit", {"record": "²", "audit_page": "²"}).status_code == 200


@pytest.mark.parametrize("year", ["²", "9" * 14, "1" * 5000])
def test_a_year_that_no_calendar_holds_is_a_field_s_error(house: DeskHouse, year: str) -> None:
    episode = house.missing(house.child(), "2021-08-30 20:00")
    sent = {"returned_day": "1", "returned_month": "9", "returned_year": year, "returned_time": "09:30"}
    response = signed_in(house.denise).post(f"/missing/{episode.pk}/found", sent)
    assert response.status_code == 400
    assert "Enter the year as a number." in text_of(response)


@pytest.mark.parametrize("number", ["²", "9" * 5000])
def test_a_decision_about_no_number_is_about_nobody(house: DeskHouse, number: str) -> None:
    sent = urlencode({f"decision_{number}": "Ring the home."})
    posted = signed_in(house.denise).post("/missing/", sent, content_type="application/x-www-form-urlencoded")
    assert posted.status_code == 302
    assert not Decision.objects.exists()


def test_an_indicator_as_at_the_year_one_is_shown_as_at_today(house: DeskHouse) -> None:
    response = signed_in(house.denise).get("/indicators/MIS-1", {"as_at": "0001-01-01"})
    assert "Shown as at today instead" in text_of(response)


def test_a_notice_with_a_great_whole_number_is_kept_and_may_be_sent_again(db: None) -> None:
    body = readable(b'{"event": "missing", "happened_at": "2021-08-28T22:10:00+01:00", "x": 1e23, "y": [2.50, -0.0]}')
    said = letter("missing", "2021-08-28 22:10")
    for _ in range(2):
        message, _new = receive(type(said)(**{**vars(said), "body": body}))
        assert message.key == said.key


def test_a_button_pressed_twice_records_once(house: DeskHouse) -> None:
    episode = house.missing(house.child(), "2021-08-28 22:10", "2021-08-29 09:30")
    for later in (0, 2):  # the second request comes two seconds after the first
        who = {"episode": episode.pk, "by": house.denise, "now": NOW + timedelta(seconds=later)}
        record_offers.interview_offered(at=london("2021-08-30 10:00"), how="phone", answer="none", note="Rang.", **who)
        record_work.decided(text="Ask the school.", **who)
        record_work.action_agreed(text="Ring.", owner=house.ruth, due_at=london("2021-09-03 12:00"), **who)
        record_episode.sighted(seen_at=london("2021-08-29 01:00"), source="parent", place="Moseley", **who)
    assert [table.objects.filter(episode=episode).count() for table in (Offer, Decision, Action, Sighting)] == [1] * 4


def test_two_attempts_at_different_times_are_two(house: DeskHouse) -> None:
    episode = house.missing(house.child(), "2021-08-28 22:10", "2021-08-29 09:30")
    for at in ("2021-08-30 10:00", "2021-08-30 10:05"):
        record_offers.attempted(episode=episode.pk, at=london(at), how="phone", by=house.denise, now=NOW)
    assert Offer.objects.filter(episode=episode).count() == 2


@pytest.mark.parametrize("tier", [Tier.RESTRICTED, Tier.SEALED])
def test_the_inbox_does_not_name_a_closely_held_child_to_be_sent_on(house: DeskHouse, tier: int) -> None:
    child = house.child("Zoe", "Ridddale", authority="331")
    episode = house.missing(child, "2021-08-30 20:00", authority="331")
    waits = Forward.objects.create(episode=episode, child_name=str(child), authority="331", due_at=NOW)
    browser = signed_in(house.denise)
    assert "Ridddale" in text_of(browser.get("/missing/inbox/"))
    Person.objects.filter(pk=child.pk).update(tier=tier)
    assert "Ridddale" not in text_of(browser.get("/missing/inbox/"))
    assert "Ridddale" not in text_of(browser.get("/missing/inbox/?format=csv&table=forwards"))
    assert browser.get(f"/missing/inbox/forwards/{waits.pk}").status_code == 404


def test_who_made_a_change_cannot_be_rewritten(house: DeskHouse) -> None:
    child = house.child()
    with pghistory.context(actor_name="Ruth Okafor") as context:
        Person.objects.filter(pk=child.pk).update(preferred_name="Mira")
    with pytest.raises(DatabaseError, match="cannot be altered"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute('update pghistory_context set metadata = \'{"actor_name": "Somebody else"}\'')
    with connection.cursor() as cursor:
        cursor.execute("select metadata->>'actor_name' from pghistory_context where id = %s", [context.id])
        assert cursor.fetchone() == ("Ruth Okafor",)


def test_the_number_of_episodes_from_an_address_leaves_out_closely_held_children(house: DeskHouse) -> None:
    amira, sami, zoe = (house.child(name, police=name) for name in ("Amira", "Sami", "Zoe"))
    mine, *_ = [house.missing(child, "2021-08-30 20:00", address=house.home) for child in (amira, sami, zoe)]
    browser = signed_in(house.denise)
    assert "3 episodes from" in text_of(browser.get(f"/missing/{mine.pk}"))
    Person.objects.filter(pk=zoe.pk).update(tier=Tier.SEALED)
    assert "2 episodes from" in text_of(browser.get(f"/missing/{mine.pk}"))


def test_an_address_that_nobody_went_missing_from_has_no_page(house: DeskHouse) -> None:
    house.missing(house.child(), "2021-08-30 20:00", address=house.home)
    browser = signed_in(house.denise)
    assert browser.get(f"/missing/hot-list/{house.home.pk}").status_code == 200
    assert browser.get(f"/missing/hot-list/{house.lodge.pk}").status_code == 404
