"""The missing room through its pages: the board, an offer declined and offered again, an interview, wrong dates."""

from __future__ import annotations

import pytest
from django.test import Client

from righthelp.foundation.pages.models import Draft
from righthelp.practice.missing.models import Decision, Episode, Interview, Offer, Sighting
from tests.stories.missing_house import NOW, london
from tests.stories.missing_pages import Day, a_day, at, boxes, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Day:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    return a_day()


@pytest.fixture
def tariq(day: Day) -> Client:
    return signed_in(day.house.tariq)


SAID = {
    "place_kind": "home",
    "where": "The back garden",
    "child_seen_alone": "yes",
    "own_words": "I went to my cousin's cos nobody listens here.",
    "push_factors": ["not_heard", "conflict"],
    "pull_factors": ["family"],
    "place_0_name": "Star City",
    "place_0_kind": "shop",
    "person_0_name": "Big D",
    "person_0_relation": "adult",
    "person_0_note": "Gave him a telephone",
}


def test_every_page_opens_for_the_manager(day: Day) -> None:
    manager = signed_in(day.manager)
    for episode in (day.amira, day.leo, day.sana, day.kofi):
        assert manager.get(at("episode", episode.pk)).status_code == 200
    for name in ("found", "sighted", "cancelled", "risk", "strategy", "checked", "assigned", "decided", "action"):
        assert manager.get(at(name, day.amira.pk)).status_code == 200, name
    for name in ("offered", "accepted", "declined", "interview", "supported", "together"):
        assert manager.get(at(name, day.kofi.pk)).status_code == 200, name
    lists = ("board", "report", "managers-report", "briefing", "repeat", "hot-list", "named", "unallocated")
    for name in (*lists, "samples", "inbox"):
        assert manager.get(at(name)).status_code == 200, name
    assert manager.get(at("risk-assessment", day.amira.child_id)).status_code == 200
    assert manager.get(at("address", day.house.lodge.pk)).status_code == 200


def test_the_board_says_who_is_missing_the_longest_first(day: Day, tariq: Client) -> None:
    page = tariq.get(at("board")).content.decode()
    assert page.index("Amira Hassan") < page.index("Leo Brandt")
    assert "100 hours" in page


def test_a_decision_is_recorded_in_place_and_stands_on_the_board(day: Day) -> None:
    samira = signed_in(day.coordinator)
    typed = {f"decision_{day.amira.pk}": "Ruth rings the aunt in Derby today."}
    answer = samira.post(at("board"), typed, follow=True)
    assert Decision.objects.get().text == "Ruth rings the aunt in Derby today."
    assert "Ruth rings the aunt in Derby today." in answer.content.decode()


def test_a_support_worker_may_not_decide_for_the_meeting(day: Day, tariq: Client) -> None:
    answer = tariq.post(at("board"), {f"decision_{day.amira.pk}": "Nothing."})
    assert answer.status_code == 403
    assert not Decision.objects.exists()


def test_a_decline_then_a_new_offer_and_an_interview(day: Day, tariq: Client) -> None:
    declined = boxes("at", london("2021-08-31 11:00")) | {
        "how": "phone",
        "answer": "declined",
        "declined_by": "parent",
        "decline_reason": "no_need",
    }
    assert tariq.post(at("offered", day.kofi.pk), declined).status_code == 302
    page = tariq.get(at("episode", day.kofi.pk)).content.decode()
    assert "Declined by a parent: sees no need" in page
    again = boxes("at", london("2021-09-01 09:00")) | {"how": "person", "answer": "accepted", "spoken_to": "Kofi"}
    assert tariq.post(at("offered", day.kofi.pk), again).status_code == 302
    held = boxes("held_at", london("2021-09-01 11:00")) | SAID
    assert tariq.post(at("interview", day.kofi.pk), held).status_code == 302
    interview = Interview.objects.get(episode=day.kofi)
    assert interview.sent_to == day.house.ruth
    assert list(interview.places.values_list("name", "kind")) == [("Star City", "shop")]
    assert list(interview.people.values_list("name", "relation")) == [("Big D", "adult")]
    page = tariq.get(at("episode", day.kofi.pk)).content.decode()
    assert "cos nobody listens here" in page
    assert "Done in time" in page


def test_an_interview_dated_before_the_return_is_refused_and_every_word_kept(day: Day, tariq: Client) -> None:
    wrong = boxes("held_at", london("2021-08-29 10:00")) | SAID
    answer = tariq.post(at("interview", day.kofi.pk), wrong)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "the interview cannot be before" in page
    assert "nobody listens here" in page
    assert not Interview.objects.exists()
    later = tariq.get(at("interview", day.kofi.pk)).content.decode()
    assert "nobody listens here" in later
    assert "Big D" in later


def test_more_rows_keep_what_was_typed_and_record_nothing(day: Day, tariq: Client) -> None:
    typed = {"save_draft": "rows", "own_words": "Half a story"} | {
        f"place_{row}_name": f"Place {row}" for row in range(3)
    }
    page = tariq.post(at("interview", day.kofi.pk), typed).content.decode()
    assert "place_3_name" in page
    assert "Half a story" in page
    assert not Interview.objects.exists()


def test_a_correction_keeps_what_is_not_changed(day: Day, tariq: Client) -> None:
    tariq.post(at("interview", day.kofi.pk), boxes("held_at", london("2021-09-01 11:00")) | SAID)
    page = tariq.get(at("corrected", day.kofi.pk)).content.decode()
    assert "Star City" in page
    corrected = boxes("held_at", london("2021-09-01 11:00")) | SAID | {"own_words": "I went to my cousin's in Aston."}
    assert tariq.post(at("corrected", day.kofi.pk), corrected).status_code == 302
    interview = Interview.objects.get()
    assert interview.own_words == "I went to my cousin's in Aston."
    assert interview.people.get().name == "Big D"


def test_an_offer_in_the_future_is_refused(day: Day, tariq: Client) -> None:
    typed = boxes("at", london("2021-09-02 09:00")) | {"how": "phone", "answer": "none"}
    answer = tariq.post(at("offered", day.sana.pk), typed)
    assert answer.status_code == 400
    assert "is in the future" in answer.content.decode()
    assert not Offer.objects.filter(episode=day.sana).exists()


def test_a_decline_must_say_who_and_why(day: Day, tariq: Client) -> None:
    typed = boxes("at", london("2021-09-01 09:00")) | {"how": "phone", "answer": "declined"}
    page = tariq.post(at("offered", day.sana.pk), typed).content.decode()
    assert "Say who declined." in page
    assert "Say why it was declined." in page


def test_a_child_reported_by_telephone_stands_on_the_board(day: Day) -> None:
    karen = day.house.worker("Karen Holmcombe", title="Referral officer", role="front_door_officer")
    mia = day.house.child("Mia", "Torres")
    desk = signed_in(karen)
    found = desk.get(at("report"), {"q": "Mia Torres"}).content.decode()
    assert at("report-child", mia.pk) in found
    typed = boxes("missing_from", london("2021-09-01 08:00")) | boxes("told_at", london("2021-09-01 09:00"))
    assert desk.post(at("report-child", mia.pk), typed | {"last_seen": "Bus stop"}).status_code == 302
    assert "Mia Torres" in desk.get(at("board")).content.decode()


def test_a_child_already_missing_is_not_reported_twice(day: Day, tariq: Client) -> None:
    typed = boxes("missing_from", london("2021-09-01 08:00")) | boxes("told_at", london("2021-09-01 09:00"))
    answer = tariq.post(at("report-child", day.amira.child_id), typed)
    assert answer.status_code == 400
    assert "already recorded as missing" in answer.content.decode()
    assert Episode.objects.filter(child=day.amira.child_id).count() == 1


def test_a_sighting_leaves_the_child_missing(day: Day, tariq: Client) -> None:
    typed = boxes("seen_at", london("2021-09-01 07:00")) | {"place": "New Street station", "source": "public"}
    tariq.post(at("sighted", day.amira.pk), typed)
    assert Sighting.objects.get().place == "New Street station"
    assert "New Street station" in tariq.get(at("episode", day.amira.pk)).content.decode()


def test_a_report_and_the_return_end_on_the_right_lists(day: Day, tariq: Client) -> None:
    tariq.post(at("found", day.leo.pk), boxes("returned", london("2021-09-01 10:00")) | {"found_how": "Came home"})
    page = tariq.get(at("board")).content.decode()
    assert page.index('id="found"') < page.index("Leo Brandt")


def test_the_social_worker_opens_the_episode_and_not_the_offer(day: Day) -> None:
    ruth = signed_in(day.house.ruth)
    assert ruth.get(at("episode", day.kofi.pk)).status_code == 200
    assert ruth.get(at("offered", day.kofi.pk)).status_code == 403
    assert ruth.get(at("board")).status_code == 403


def test_a_social_worker_without_the_child_finds_no_page(day: Day) -> None:
    other = day.house.worker("Piotr Wolski", team="east", title="Social worker", role="social_worker")
    assert signed_in(other).get(at("episode", day.kofi.pk)).status_code == 404


@pytest.mark.parametrize("role", ["councillor", "commissioner", "system_administrator", "performance_analyst"])
def test_roles_without_the_work_see_no_child(day: Day, role: str) -> None:
    other = signed_in(day.house.worker("Brenda Calderwick", title="Visitor", role=role))
    for address in (at("board"), at("episode", day.amira.pk), at("inbox"), at("hot-list"), at("managers-report")):
        answer = other.get(address)
        assert answer.status_code == 403, address
        assert "Hassan" not in answer.content.decode()


def test_the_draft_of_an_interview_is_the_persons_own(day: Day, tariq: Client) -> None:
    tariq.post(at("interview", day.kofi.pk), {"save_draft": "1", "own_words": "Nobody asked me before."})
    assert Draft.objects.count() == 1
    assert "Nobody asked me before." in tariq.get(at("interview", day.kofi.pk)).content.decode()
    grace = signed_in(day.house.grace)
    assert "Nobody asked me before." not in grace.get(at("interview", day.kofi.pk)).content.decode()
