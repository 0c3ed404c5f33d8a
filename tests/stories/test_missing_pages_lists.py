"""Lists of the missing room: what they count, that they stay quick, that they can be taken away as CSV."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from righthelp.foundation.audit.models import Looked
from righthelp.practice.missing import record_interview
from righthelp.practice.missing.models import Action, DipSample, RiskAssessment, SampledInterview, StrategyDiscussion
from tests.stories.missing_house import NOW, House, london
from tests.stories.missing_pages import Day, a_day, at, boxes, episode_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Day:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    return a_day()


@pytest.fixture
def denise(day: Day) -> Client:
    return signed_in(day.manager)


BUDGETS = {
    "board": 20,
    "inbox": 16,
    "managers-report": 14,
    "briefing": 14,
    "repeat": 12,
    "hot-list": 12,
    "named": 13,
    "unallocated": 12,
    "samples": 13,
}


@pytest.mark.parametrize("name", BUDGETS)
def test_a_list_keeps_to_its_queries_however_many_children(day: Day, denise: Client, name: str) -> None:
    for number in range(12):
        child = day.house.child(f"Child{number}", "Okoro", in_care=bool(number % 2))
        until = "2021-08-31 20:00" if number % 3 else ""
        episode_of(day.house, child, "2021-08-30 10:00", until)
    denise.get(at(name))
    with CaptureQueriesContext(connection) as queries:
        assert denise.get(at(name)).status_code == 200
    assert len(queries) <= BUDGETS[name], "\n".join(query["sql"][:120] for query in queries)


def test_the_board_as_csv_is_audited_as_an_export(day: Day, denise: Client) -> None:
    answer = denise.get(at("board"), {"format": "csv", "table": "missing"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Child,Missing for")
    assert [line.split(",")[0] for line in lines[1:]] == ["Amira Hassan", "Leo Brandt"]
    assert Looked.objects.latest("pk").kind == "export"


def test_the_board_is_narrowed_by_where_from_and_by_holder(day: Day, denise: Client) -> None:
    page = denise.get(at("board"), {"from": "care"}).content.decode()
    assert "Amira Hassan" in page
    assert "Leo Brandt" not in page
    grace = denise.get(at("board"), {"worker": str(day.house.grace.pk)}).content.decode()
    assert "Kofi Annor" in grace
    assert "Sana Mirza" not in grace


def test_a_restricted_child_is_neither_named_nor_counted(day: Day, denise: Client) -> None:
    hidden = day.house.child("Noor", "Haider", tier=2)
    episode_of(day.house, hidden, "2021-08-31 10:00")
    page = denise.get(at("board")).content.decode()
    assert "Noor" not in page
    assert "restricted" not in page


def test_a_child_missing_three_times_in_thirty_days_is_marked(day: Day, denise: Client) -> None:
    zara = day.house.child("Zara", "Bello")
    for start, end in (("2021-08-10 20:00", "2021-08-11 08:00"), ("2021-08-20 20:00", "2021-08-21 08:00")):
        episode_of(day.house, zara, start, end)
    episode_of(day.house, zara, "2021-08-31 23:00")
    assert "3 times in 30 days" in denise.get(at("board")).content.decode()
    assert "Zara Bello" in denise.get(at("repeat")).content.decode()


def test_a_strategy_discussion_stops_its_clock_on_the_board(day: Day, denise: Client) -> None:
    before = denise.get(at("board")).content.decode()
    assert "28 hours late" in before
    typed = boxes("held_at", london("2021-09-01 10:00")) | {
        "present": "PC Hall, R Okafor",
        "decisions": "Search Aston.",
    }
    assert denise.post(at("strategy", day.amira.pk), typed).status_code == 302
    assert StrategyDiscussion.objects.get().decisions == "Search Aston."
    assert "28 hours late" not in denise.get(at("board")).content.decode()


def test_an_action_is_agreed_and_done(day: Day, denise: Client) -> None:
    typed = boxes("due_at", NOW + timedelta(days=1)) | {"text": "Visit the aunt", "owner": str(day.house.ruth.pk)}
    assert denise.post(at("action", day.amira.pk), typed).status_code == 302
    action = Action.objects.get()
    done = boxes("done_at", NOW) | {"outcome": "She has not seen Amira."}
    assert denise.post(at("action-done", day.amira.pk, action.pk), done).status_code == 302
    assert "She has not seen Amira." in denise.get(at("episode", day.amira.pk)).content.decode()


def test_the_worker_who_met_the_child_stands_first(day: Day, denise: Client) -> None:
    again = episode_of(day.house, day.kofi.child, "2021-08-31 20:00", "2021-09-01 08:00")
    page = denise.get(at("assigned", again.pk)).content.decode()
    assert page.index("Grace Adeyemi – met the child") < page.index("Tariq Mahmood")


def test_two_children_missing_together_are_linked(day: Day, denise: Client) -> None:
    leos = day.house.child("Max", "Brandt")
    other = episode_of(day.house, leos, "2021-08-31 21:00")
    page = denise.get(at("together", day.leo.pk)).content.decode()
    assert "Max Brandt" in page
    denise.post(at("together", day.leo.pk), {"other": str(other.pk), "why": "Their mother saw them leave."})
    assert "Their mother saw them leave." in denise.get(at("episode", other.pk)).content.decode()


def test_a_risk_assessment_is_made_given_and_printed(day: Day) -> None:
    ruth = signed_in(day.house.ruth)
    typed = {
        "description": "Tall, red coat",
        "contacts": "Aunt Farah 0121 496 0000",
        "risks": "An older man in Aston",
        "given_to_carers": "on",
    }
    child = day.amira.child_id
    assert ruth.post(at("risk-assessment", child), typed).status_code == 302
    assert RiskAssessment.objects.get().carer_given_at == NOW
    assert "Aunt Farah 0121 496 0000" in ruth.get(at("risk-assessment-print", child)).content.decode()


def _interview(house: House, day: Day) -> int:
    return record_interview.interview_held(
        episode=day.kofi.pk,
        held_at=london("2021-08-31 11:00"),
        place_kind="school",
        child_seen_alone=True,
        own_words="It was loud at home.",
        by=house.grace,
        now=NOW,
        places=[record_interview.PlaceSaid("Star City", "shop")],
    ).pk


def test_a_sample_is_drawn_read_and_graded(day: Day) -> None:
    _interview(day.house, day)
    safa = signed_in(day.house.worker("Safa Rafrani", title="Practice evaluator", role="quality_auditor"))
    typed = {"starts_day": "1", "starts_month": "8", "starts_year": "2021", "size": "5"}
    typed |= {"ends_day": "31", "ends_month": "8", "ends_year": "2021"}
    assert safa.post(at("samples"), typed).status_code == 302
    sample, row = DipSample.objects.get(), SampledInterview.objects.get()
    assert "Kofi Annor" in safa.get(at("sample", sample.pk)).content.decode()
    assert "It was loud at home." in safa.get(at("sampled", sample.pk, row.pk)).content.decode()
    graded = {"grade": "good", "themes": ["voice"], "note": "Short, and his."}
    assert safa.post(at("sampled", sample.pk, row.pk), graded).status_code == 302
    assert "1 of 1 read" in " ".join(safa.get(at("sample", sample.pk)).content.decode().split()).replace(
        '</span> <span class="rh-number__words">', " "
    )


def test_places_named_are_counted_once_for_each_interview(day: Day, denise: Client) -> None:
    _interview(day.house, day)
    assert "Star City" in denise.get(at("named"), {"days": "30"}).content.decode()


def test_what_children_in_care_said_of_their_home_goes_to_commissioning(day: Day, denise: Client) -> None:
    record_interview.interview_held(
        episode=day.kofi.pk,
        held_at=london("2021-08-31 11:00"),
        place_kind="school",
        child_seen_alone=True,
        own_words="The new lad frightens me.",
        push_factors=["placement"],
        by=day.house.grace,
        now=NOW,
    )
    page = denise.get(at("hot-list"), {"days": "30"}).content.decode()
    assert "Oak Lodge" in page
    assert "Unhappy in the placement (1)" in page


def test_the_interview_is_shared_with_the_police_once(day: Day) -> None:
    _interview(day.house, day)
    tariq = signed_in(day.house.tariq)
    assert tariq.post(at("shared", day.kofi.pk), boxes("at", NOW)).status_code == 302
    page = tariq.get(at("episode", day.kofi.pk)).content.decode()
    assert "Interview shared with the police" in page
    assert at("shared", day.kofi.pk) not in page


def test_the_print_view_has_nothing_to_press(day: Day, denise: Client) -> None:
    page = denise.get(at("board"), {"view": "print"}).content.decode()
    assert "Amira Hassan" in page
    assert "decision_" not in page


def test_every_child_on_the_board_can_see_that_it_was_looked_at(day: Day, denise: Client) -> None:
    denise.get(at("board"))
    seen = Looked.objects.latest("pk")
    assert set(seen.subject_ids) >= {each.child_id for each in (day.amira, day.leo, day.sana, day.kofi)}
