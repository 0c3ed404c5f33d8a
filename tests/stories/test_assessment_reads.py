"""What assessment reads: a long list asks no more than a short one; nothing is told of a call about a closed child."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.desk import mine
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.assessment import language, record, record_steps
from righthelp.practice.casework import known
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Absence, Worker
from tests.stories.assessment_house import DAY, NOW, AssessmentHouse, account_of
from tests.stories.desk_house import signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> AssessmentHouse:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    return AssessmentHouse()


def asked_for(who: Worker, address: str) -> int:
    """How many questions a page puts to the database."""
    browser = signed_in(who)
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert browser.get(address).status_code == 200
    return len(told)


@pytest.mark.parametrize("name", ["list", "waiting", "teams", "cycles", "volumes"])
def test_a_longer_list_asks_no_more(house: AssessmentHouse, name: str) -> None:
    address = reverse(f"assessment:{name}")

    def more(surname: str) -> None:
        house.whole(house.child("Leo", surname, worker=False), now=NOW - 20 * DAY)
        house.assessing(house.child("Ada", surname, worker=False))
        house.referred(house.child("Finn", surname, worker=False))

    more("Marsh")
    before = asked_for(house.iqbal, address)
    for surname in ("Ashdown", "Birch", "Cole"):
        more(surname)
    assert asked_for(house.iqbal, address) <= before


@pytest.mark.parametrize("name", ["assessment", "print", "decide"])
def test_brothers_and_sisters_ask_no_more(house: AssessmentHouse, name: str) -> None:
    children = [house.child(each, "Hassan", worker=False) for each in ("Amira", "Yusuf", "Sara", "Idris")]
    (alone,) = house.assessing(house.child("Leo", "Marsh", worker=False))
    first, *_ = house.assessing(*children)
    for row in (alone, first):
        house.wrote(row)
    one = asked_for(house.iqbal, reverse(f"assessment:{name}", args=[alone.pk]))
    assert asked_for(house.iqbal, reverse(f"assessment:{name}", args=[first.pk])) <= one + 2


def test_a_call_about_a_closed_brother_is_not_offered(house: AssessmentHouse) -> None:
    amira, yusuf, _ = house.family()
    house.told(amira, yusuf, words="Yusuf’s father came to the gate.")
    house.told(amira, words="Amira was cold.")
    house.assessing(amira)
    reader = account_of(house.meena)
    assert {"Yusuf’s father came to the gate.", "Amira was cold."} <= {
        each.text for each in known.of(amira.pk, reader, NOW)
    }
    Person.objects.filter(pk=yusuf.pk).update(tier=3)
    said = {each.text for each in known.of(amira.pk, reader, NOW)}
    assert "Amira was cold." in said
    assert "Yusuf’s father came to the gate." not in said
    assert known.of(amira.pk, account_of(house.hannah), NOW) == []  # nothing to do with her


@pytest.mark.parametrize("name", ["list", "waiting", "teams", "cycles"])
def test_a_sealed_childs_assessment_changes_no_list_and_no_number(house: AssessmentHouse, name: str) -> None:
    amira, *_ = house.family()
    house.assessing(amira)
    house.referred(house.child("Finn", "Cole", worker=False))
    address = reverse(f"assessment:{name}")

    def shown(who: Worker) -> str:
        return re.sub(r'(csrfmiddlewaretoken" value|data-left)="[^"]*"', "", text_of(signed_in(who).get(address)))

    before = {who: shown(who) for who in (house.iqbal, house.helen)}
    open_one, waits = (house.child(each, "Brook", worker=False) for each in ("Zara", "Zeb"))
    house.assessing(open_one, now=NOW - 90 * DAY)
    house.referred(waits)
    Person.objects.filter(pk__in=[open_one.pk, waits.pk]).update(tier=3)
    for who, page in before.items():
        assert shown(who) == page


def test_it_is_the_writers_work_until_it_is_sent_and_then_the_managers(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    house.visited(amira)
    house.wrote(row)

    def work(who: Worker) -> set[str]:
        found = DueMoment.objects.filter(mine.of_account(account_of(who), NOW), journey="assessment")
        return set(found.values_list("clock", flat=True))

    whole, look = sorted(DueMoment.objects.filter(journey="assessment").values_list("clock", flat=True))
    assert (work(house.meena), work(house.iqbal)) == ({whole}, {look})
    Absence.objects.create(
        worker=house.meena, kind="leave", starts=NOW.date(), ends=(NOW + DAY).date(), cover=house.paul
    )
    assert work(house.paul) == {whole}
    house.submitted(row)
    assert (work(house.meena), work(house.iqbal)) == (set(), {whole, look})


def test_what_was_typed_while_it_went_to_the_manager_is_refused_and_kept(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    house.visited(amira)
    house.wrote(row)
    browser, address = signed_in(house.meena), reverse("assessment:write", args=[row.pk, "day"])
    house.submitted(row)
    late = text_of(browser.post(address, {"own": "She sleeps at Nan’s.", "own_seen": "1"}))
    assert "It can be changed when it comes back" in late
    assert "She sleeps at Nan’s." in late
    record_steps.returned(assessments=[row.pk], why="Her father?", by=account_of(house.iqbal), now=NOW)
    assert "She sleeps at Nan’s." in text_of(browser.get(address))


def test_handed_over_the_new_writer_is_tied_and_the_former_no_longer(house: AssessmentHouse) -> None:
    leo = house.child("Leo", "Marsh", worker=False)
    house.referred(leo, worker=house.paul)
    (row,) = house.begun(leo)
    address = reverse("assessment:assessment", args=[row.pk])
    assert signed_in(house.meena).get(address).status_code == 200
    record.handed_over(
        assessments=[row.pk], to=house.paul.pk, why="He knows the family.", by=account_of(house.iqbal), now=NOW
    )
    assert signed_in(house.meena).get(address).status_code == 404
    assert "He knows the family." in text_of(signed_in(house.paul).get(address))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She absconded and was hard to reach.", ["absconded", "hard to reach"]),
        ("Absconding again. He absconded.", ["Absconding", "absconded"]),
        ("Her aunt said “she is promiscuous”.", []),
        ("The flat on Lacey Road is a black hole for post.", []),
        ("He is a LAC.", ["LAC"]),
        ("He was placed with his aunt, who likes the placement.", ["placement"]),
    ],
)
def test_what_could_be_said_better_is_found_and_what_others_said_is_left_alone(text: str, words: list[str]) -> None:
    assert [each.words for each in language.found(text)] == words
