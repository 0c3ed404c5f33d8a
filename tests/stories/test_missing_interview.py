"""After the return: who goes, the offer and its answer, the interview, and what is done around them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from righthelp.practice.missing import record, team
from righthelp.practice.missing.models import Decision, Episode, Offer
from righthelp.practice.missing.record import PersonSaid, PlaceSaid
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Absence
from tests.stories.missing_house import HOME, NOW, WENT, House, due, london, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def amira(house: House) -> Person:
    return house.child(in_care=True)


@pytest.fixture
def gone(house: House, amira: Person) -> Episode:
    return record.notified(
        child=amira.pk, missing_from=WENT, told_at=WENT + timedelta(hours=1), by=house.tariq, now=NOW
    )


@pytest.fixture
def back(house: House, gone: Episode) -> Episode:
    return record.found(episode=gone.pk, returned=HOME, by=house.tariq, now=NOW)


# Who goes


def test_the_worker_who_met_the_child_before_goes_again_unless_away(house: House, back: Episode) -> None:
    record.offer_accepted(episode=back.pk, at=HOME + timedelta(hours=2), by=house.grace, now=NOW)
    choice = team.preferred(back.child_id, NOW)
    assert choice is not None
    assert (choice.worker, choice.why) == (house.grace, "has met the child before")
    Absence.objects.create(worker=house.grace, kind="leave", starts=date(2021, 9, 1), ends=date(2021, 9, 3))
    assert record.support_worker_assigned(episode=back.pk, by=house.tariq, now=NOW).support_worker == house.tariq
    refused("worker", "away today", record.support_worker_assigned, episode=back.pk, worker=house.grace, by=house.tariq)


def test_work_is_handed_over_to_the_cover(house: House, back: Episode) -> None:
    ines = house.worker("Ines Costa", title="Missing support worker", role="missing_support_worker")
    record.support_worker_assigned(episode=back.pk, worker=house.grace, by=house.tariq, now=NOW)
    Absence.objects.create(
        worker=house.grace, kind="sickness", starts=date(2021, 9, 1), ends=date(2021, 9, 3), cover=ines
    )
    assert record.handed_over(episode=back.pk, by=house.tariq, now=NOW).support_worker == ines
    assert record.handed_over(episode=back.pk, by=house.tariq, now=NOW).support_worker == house.tariq


def test_with_nobody_present_the_team_is_told(house: House, back: Episode) -> None:
    for worker in (house.grace, house.tariq):
        Absence.objects.create(worker=worker, kind="leave", starts=date(2021, 9, 1), ends=date(2021, 9, 3))
    refused("worker", "Nobody of the missing team", record.support_worker_assigned, episode=back.pk, by=house.ruth)
    refused("episode", "Nobody holds this", record.handed_over, episode=back.pk, by=house.ruth)


# Offers


def test_no_answer_is_persistence_and_not_yet_an_offer(house: House, back: Episode) -> None:
    record.attempted(episode=back.pk, at=HOME + timedelta(hours=1), how="phone", by=house.tariq, now=NOW)
    back.refresh_from_db()
    assert (back.offered, Offer.objects.get().in_hours) == (None, False)  # a Sunday
    assert due("offer_of_an_interview") is not None


def test_a_declined_offer_says_who_and_why_and_excuses_the_clock(house: House, back: Episode) -> None:
    at = london("2021-08-31 10:00")
    offer = record.offer_declined(
        episode=back.pk, at=at, declined_by="parent", decline_reason="no_need", by=house.tariq, now=NOW
    )
    back.refresh_from_db()
    assert (back.offered, back.declined, back.declined_by, back.decline_reason) == (at, at, "parent", "no_need")
    assert offer.in_hours
    assert due("return_home_interview") is None
    refused(
        "declined_by",
        "Choose one",
        record.offer_declined,
        episode=back.pk,
        at=at,
        declined_by="",
        decline_reason="no_need",
        by=house.tariq,
    )


def test_a_new_offer_after_a_decline_opens_the_matter_again(house: House, back: Episode) -> None:
    first = london("2021-08-30 10:00")
    record.offer_declined(
        episode=back.pk, at=first, declined_by="child", decline_reason="not_wanted", by=house.tariq, now=NOW
    )
    record.interview_offered(
        episode=back.pk, at=london("2021-08-31 10:00"), how="text", answer="message", by=house.tariq, now=NOW
    )
    back.refresh_from_db()
    assert (back.offered, back.declined, back.declined_by) == (first, None, "")
    assert due("return_home_interview") == HOME + timedelta(hours=72)
    assert list(Offer.objects.order_by("at").values_list("answer", flat=True)) == ["declined", "message"]


def test_an_attempt_written_down_late_does_not_undo_a_later_answer(house: House, back: Episode) -> None:
    record.offer_accepted(episode=back.pk, at=london("2021-08-31 10:00"), by=house.tariq, now=NOW)
    record.interview_offered(
        episode=back.pk, at=london("2021-08-30 10:00"), how="phone", answer="later", by=house.tariq, now=NOW
    )
    back.refresh_from_db()
    assert (back.offered, back.accepted) == (london("2021-08-30 10:00"), london("2021-08-31 10:00"))


@pytest.mark.parametrize(
    ("given", "field", "part"),
    [
        ({"at": HOME - timedelta(minutes=1)}, "at", "cannot be before"),
        ({"at": NOW + timedelta(minutes=1)}, "at", "in the future"),
        ({"at": HOME, "how": "pigeon"}, "how", "Choose one"),
        ({"at": HOME, "answer": "perhaps"}, "answer", "Choose one"),
        ({"at": HOME, "declined_by": "child"}, "answer", "Only a decline"),
    ],
)
def test_an_offer_that_cannot_be_right_is_refused(
    house: House, back: Episode, given: dict[str, Any], field: str, part: str
) -> None:
    refused(
        field,
        part,
        record.interview_offered,
        **{"episode": back.pk, "how": "phone", "answer": "accepted", "by": house.tariq, **given},
    )


def test_a_child_still_missing_is_not_offered_an_interview(house: House, gone: Episode) -> None:
    refused("episode", "Record the return first", record.offer_accepted, episode=gone.pk, at=NOW, by=house.tariq)


# The interview

TALKED = london("2021-08-31 16:00")
EARLIER = london("2021-08-31 11:00")


def talk(house: House, episode: Episode, **more: Any) -> Any:
    return record.interview_held(
        **{
            "episode": episode.pk,
            "held_at": TALKED,
            "place_kind": "out",
            "where": "The park by the lodge",
            "child_seen_alone": True,
            "own_words": "I just wanted to see my nan.",
            "by": house.tariq,
            "now": NOW,
            **more,
        }
    )


def test_what_was_learned_goes_to_the_social_worker_at_once(house: House, back: Episode) -> None:
    interview = talk(
        house,
        back,
        push_factors=["placement", "conflict"],
        pull_factors=["family"],
        harm=["threatened"],
        harm_note="A man at the station shouted at her; told the police.",
        places=[PlaceSaid("Nan’s house", "house"), PlaceSaid("New Street", "transport")],
        people=[PersonSaid("Big T", "adult", "gave her a lift")],
    )
    assert (interview.sent_to, interview.sent_at) == (house.ruth, NOW)
    assert interview.push_factors == ["conflict", "placement"]
    assert (interview.places.count(), interview.people.get().name) == (2, "Big T")
    back.refresh_from_db()
    assert (back.offered, back.accepted, back.held) == (TALKED, TALKED, TALKED)
    assert due("return_home_interview") is None


def test_without_a_social_worker_it_is_kept_and_sent_to_nobody(house: House) -> None:
    ben = house.child("Ben", worker=False)
    gone = record.notified(child=ben.pk, missing_from=WENT, by=house.tariq, now=NOW)
    record.found(episode=gone.pk, returned=HOME, by=house.tariq, now=NOW)
    assert talk(house, gone).sent_to is None


@pytest.mark.parametrize(
    ("given", "field", "part"),
    [
        ({"held_at": HOME - timedelta(minutes=1)}, "held_at", "cannot be before"),
        ({"held_at": NOW + timedelta(minutes=1)}, "held_at", "in the future"),
        ({"own_words": " "}, "own_words", "in their own words"),
        ({"push_factors": ["weather"]}, "push_factors", "Choose one"),
        ({"harm": ["hurt"]}, "harm_note", "what was done"),
        ({"place_kind": "moon"}, "place_kind", "Choose one"),
        ({"places": [PlaceSaid(" ")]}, "places", "Name the place"),
    ],
)
def test_an_interview_that_cannot_be_right_is_refused_and_changes_nothing(
    house: House, back: Episode, given: dict[str, Any], field: str, part: str
) -> None:
    refused(
        field,
        part,
        record.interview_held,
        **{
            "episode": back.pk,
            "held_at": TALKED,
            "place_kind": "out",
            "child_seen_alone": True,
            "own_words": "Nothing to say.",
            "by": house.tariq,
            **given,
        },
    )
    back.refresh_from_db()
    assert (back.held, Offer.objects.count()) == (None, 0)


def test_the_childs_own_worker_is_not_independent(house: House, back: Episode) -> None:
    refused(
        "worker",
        "not independent",
        record.interview_held,
        episode=back.pk,
        held_at=TALKED,
        place_kind="home",
        child_seen_alone=True,
        own_words="x",
        by=house.ruth,
    )


def test_an_interview_before_the_return_or_twice_is_refused(house: House, gone: Episode) -> None:
    given = {"episode": gone.pk, "held_at": TALKED, "place_kind": "home", "child_seen_alone": True, "own_words": "x"}
    refused("held_at", "Record the return first", record.interview_held, by=house.tariq, **given)
    record.found(episode=gone.pk, returned=HOME, by=house.tariq, now=NOW)
    talk(house, gone)
    refused("episode", "already held", record.interview_held, by=house.tariq, **given)
    refused("episode", "already held", record.offer_accepted, episode=gone.pk, at=NOW, by=house.tariq)
    refused("episode", "cannot be cancelled", record.cancelled, episode=gone.pk, at=NOW, reason="x", by=house.tariq)


def test_a_correction_keeps_the_rest_and_is_sent_again(house: House, back: Episode) -> None:
    interview = talk(house, back, push_factors=["rules"], places=[PlaceSaid("Park", "park")])
    later = NOW + timedelta(hours=2)
    record.interview_corrected(
        interview=interview.pk,
        own_words="I wanted to see my nan, she is ill.",
        held_at=EARLIER,
        by=house.tariq,
        now=later,
    )
    interview.refresh_from_db()
    back.refresh_from_db()
    assert (interview.push_factors, interview.places.count(), interview.sent_at) == (["rules"], 1, later)
    assert interview.held_at == back.held == back.offered == back.accepted == EARLIER
    refused(
        "held_at", "cannot be before", record.interview_corrected, interview=interview.pk, held_at=WENT, by=house.tariq
    )


def test_the_report_is_shared_with_the_police(house: House, back: Episode) -> None:
    interview = talk(house, back)
    assert record.shared_with_police(interview=interview.pk, by=house.tariq, now=NOW).shared_with_police_at == NOW
    refused("at", "was held on", record.shared_with_police, interview=interview.pk, at=HOME, by=house.tariq)


# Around it


def test_a_triage_decision_is_one_line(house: House, gone: Episode) -> None:
    record.decided(episode=gone.pk, text=" Ring the aunt.\n Ask\tLocate. ", by=house.tariq, now=NOW)
    line = Decision.objects.get()
    assert (line.text, line.meeting_on) == ("Ring the aunt. Ask Locate.", date(2021, 9, 1))
    refused("text", "one line", record.decided, episode=gone.pk, text="", by=house.tariq)
    refused("text", "at most 300", record.decided, episode=gone.pk, text="x" * 301, by=house.tariq)
    refused(
        "meeting_on",
        "not taken place",
        record.decided,
        episode=gone.pk,
        text="x",
        meeting_on=date(2021, 9, 2),
        by=house.tariq,
    )


def test_an_action_is_agreed_and_done(house: House, gone: Episode) -> None:
    action = record.action_agreed(
        episode=gone.pk,
        text="Ask for a move nearer her nan",
        owner=house.ruth,
        due_at=NOW + timedelta(days=3),
        by=house.tariq,
        now=NOW,
    )
    refused("outcome", "what came of it", record.action_done, action=action.pk, outcome="", by=house.ruth)
    assert record.action_done(action=action.pk, outcome="Panel on Friday.", by=house.ruth, now=NOW).done_at == NOW
    refused("action", "already done", record.action_done, action=action.pk, outcome="Again", by=house.ruth)
    refused(
        "due_at",
        "has passed",
        record.action_agreed,
        episode=gone.pk,
        text="x",
        owner=house.ruth,
        due_at=HOME,
        by=house.ruth,
    )


def test_support_after_being_missing_is_recorded(house: House, back: Episode) -> None:
    record.support_given(episode=back.pk, at=TALKED, kind="medical", note="Walk-in centre", by=house.tariq, now=NOW)
    assert back.support.get().kind == "medical"
    refused("note", "what you did", record.support_given, episode=back.pk, at=TALKED, kind="other", by=house.tariq)


def test_a_sample_can_be_drawn_again_and_nobody_grades_their_own_interview(house: House, back: Episode) -> None:
    talk(house, back)
    given: dict[str, Any] = {
        "starts": date(2021, 8, 1),
        "ends": date(2021, 9, 1),
        "size": 5,
        "seed": 7,
        "by": house.ruth,
    }
    drawn = [
        list(record.sample_drawn(now=NOW, **given).interviews.values_list("interview_id", flat=True)) for _ in range(2)
    ]
    assert drawn[0] == drawn[1]
    sampled = record.sample_drawn(now=NOW, **given).interviews.get()
    refused("by", "You held this interview", record.sample_graded, sampled=sampled.pk, grade="good", by=house.tariq)
    graded = record.sample_graded(sampled=sampled.pk, grade="good", themes=["places", "voice"], by=house.ruth, now=NOW)
    assert graded.themes == ["voice", "places"]
    refused(
        "starts", "No interview", record.sample_drawn, **{**given, "starts": date(2020, 1, 1), "ends": date(2020, 2, 1)}
    )
