"""Each thing that can happen in a missing story, and each no that protects the child's record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from righthelp.foundation.access.models import Account
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.missing import record
from righthelp.practice.missing.models import Episode, Forward
from righthelp.practice.people.models import Person
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


# While missing


def test_a_report_by_phone_keeps_the_facts_of_the_moment(house: House, gone: Episode) -> None:
    assert (gone.status, gone.where_from, gone.placement, gone.area) == ("care", "care", "residential", "south")
    assert (gone.address, gone.team, gone.authority) == (house.lodge, house.teams["east"], "330")
    assert due("strategy_discussion") == WENT + timedelta(hours=72)


@pytest.mark.parametrize(
    ("given", "field", "part"),
    [
        ({"missing_from": NOW + timedelta(minutes=1)}, "missing_from", "in the future"),
        ({"missing_from": WENT, "told_at": WENT - timedelta(minutes=1)}, "told_at", "before the child went missing"),
        ({"missing_from": WENT, "told_at": NOW + timedelta(hours=1)}, "told_at", "in the future"),
        ({"missing_from": WENT, "risk": "huge"}, "risk", "Choose one"),
        ({"missing_from": WENT, "where_from": "moon"}, "where_from", "Choose one"),
    ],
)
def test_a_report_that_cannot_be_right_is_refused(
    house: House, amira: Person, given: dict[str, Any], field: str, part: str
) -> None:
    refused(field, part, record.notified, child=amira.pk, by=house.tariq, **given)
    assert not Episode.objects.exists()


def test_a_second_open_episode_is_refused(house: House, amira: Person, gone: Episode) -> None:
    refused(
        "missing_from",
        "already recorded as missing since",
        record.notified,
        child=amira.pk,
        missing_from=WENT + timedelta(hours=5),
        by=house.tariq,
    )


def test_an_unknown_child_is_refused(house: House) -> None:
    refused("child", "add them to the register", record.notified, child=0, missing_from=WENT, by=house.tariq)


def test_a_child_at_home_cannot_go_missing_from_care(house: House) -> None:
    ben = house.child("Ben")
    refused(
        "where_from",
        "Record the placement",
        record.notified,
        child=ben.pk,
        missing_from=WENT,
        where_from="care",
        by=house.tariq,
    )


def test_an_account_that_is_nobodys_at_work_records_nothing(house: House, amira: Person) -> None:
    account = house.tariq.account
    assert account is not None
    assert record.notified(child=amira.pk, missing_from=WENT, by=account, now=NOW).child == amira
    house.tariq.account = None
    house.tariq.save()
    account = Account.objects.get(pk=account.pk)
    refused("by", "works for the Trust", record.notified, child=amira.pk, missing_from=WENT, by=account)


def test_a_sighting_must_be_while_missing(house: House, back: Episode) -> None:
    seen = record.sighted(
        episode=back.pk, seen_at=WENT + timedelta(hours=1), place="Bull Ring", source="public", by=house.tariq, now=NOW
    )
    assert seen.place == "Bull Ring"
    for at, part in ((WENT - timedelta(hours=1), "before the child"), (HOME + timedelta(hours=1), "after the child")):
        refused("seen_at", part, record.sighted, episode=back.pk, seen_at=at, source="public", by=house.tariq)


def test_the_risk_is_graded_and_graded_anew(house: House, gone: Episode) -> None:
    record.risk_graded(episode=gone.pk, risk="medium", by=house.tariq, now=NOW)
    assert record.risk_graded(episode=gone.pk, risk="high", by=house.tariq, now=NOW).risk == "high"
    refused("risk", "Choose one", record.risk_graded, episode=gone.pk, risk="", by=house.tariq)


def test_a_new_risk_assessment_replaces_the_old_one(house: House, amira: Person) -> None:
    given: dict[str, Any] = {
        "child": amira.pk,
        "description": "5 ft 2, long dark hair",
        "contacts": "Nan, 0121 496 0000",
        "risks": "Older friends who give her drugs",
        "by": house.ruth,
    }
    first = record.risk_assessed(now=NOW, **given)
    second = record.risk_assessed(now=NOW + timedelta(days=1), **given)
    first.refresh_from_db()
    assert (first.superseded, second.superseded) == (NOW + timedelta(days=1), None)
    refused("assessment", "newer", record.risk_assessment_given, assessment=first.pk, given_at=NOW, by=house.ruth)
    given_at = NOW + timedelta(days=2)
    held = record.risk_assessment_given(assessment=second.pk, given_at=given_at, by=house.ruth, now=given_at)
    assert held.carer_given_at == given_at
    refused("contacts", "whom to call", record.risk_assessed, **{**given, "contacts": "  "})


def test_a_strategy_discussion_stops_the_72_hour_clock(house: House, gone: Episode) -> None:
    record.strategy_discussed(
        episode=gone.pk,
        held_at=WENT + timedelta(hours=60),
        present="DS Malik (Locate), Ruth Okafor",
        decisions="Search her nan’s again; ask her phone company.",
        by=house.ruth,
        now=NOW,
    )
    assert due("strategy_discussion") is None
    refused(
        "held_at",
        "went missing on",
        record.strategy_discussed,
        episode=gone.pk,
        held_at=WENT - timedelta(hours=1),
        present="x",
        decisions="y",
        by=house.ruth,
    )


def test_an_unaccompanied_child_is_asked_after_every_week(house: House) -> None:
    yusuf = house.child("Yusuf", "Noor", in_care=True, unaccompanied=True)
    gone = record.notified(child=yusuf.pk, missing_from=london("2021-08-20 10:00"), by=house.tariq, now=NOW)
    assert due("check_with_police_and_home_office") > london("2021-08-27 10:00")
    check = record.checked(
        episode=gone.pk,
        at=london("2021-08-30 10:00"),
        with_whom="home_office",
        outcome="No contact with them since June.",
        by=house.ruth,
        now=NOW,
    )
    assert check.next_due_at == london("2021-09-06 10:00")
    assert due("check_with_police_and_home_office") > london("2021-09-06 10:00")
    refused(
        "next_due_at",
        "within seven days",
        record.checked,
        episode=gone.pk,
        at=london("2021-08-31 10:00"),
        with_whom="police",
        outcome="No news.",
        next_due_at=london("2021-10-01 10:00"),
        by=house.ruth,
    )


def test_checks_are_for_unaccompanied_children(house: House, gone: Episode) -> None:
    refused(
        "episode",
        "unaccompanied",
        record.checked,
        episode=gone.pk,
        at=NOW,
        with_whom="police",
        outcome="x",
        by=house.ruth,
    )


def test_two_children_missing_together_are_linked_once(house: House, gone: Episode) -> None:
    ben = house.child("Ben", in_care=True)
    his = record.notified(child=ben.pk, missing_from=WENT, by=house.tariq, now=NOW)
    one = record.linked_together(episode=his.pk, other=gone.pk, why="Seen together", by=house.tariq, now=NOW)
    two = record.linked_together(episode=gone.pk, other=his.pk, why="Again", by=house.tariq, now=NOW)
    assert (one.pk, one.first_id < one.second_id) == (two.pk, True)
    refused("other", "other child", record.linked_together, episode=gone.pk, other=gone.pk, why="x", by=house.tariq)


def test_children_missing_at_different_times_were_not_together(house: House, back: Episode) -> None:
    ben = house.child("Ben")
    his = record.notified(child=ben.pk, missing_from=HOME + timedelta(hours=1), by=house.tariq, now=NOW)
    refused(
        "other",
        "not missing at the same time",
        record.linked_together,
        episode=back.pk,
        other=his.pk,
        why="x",
        by=house.tariq,
    )


def test_another_councils_child_is_due_to_be_reported_and_gets_no_offer(house: House) -> None:
    sam = house.child("Sam", "Whitlock", authority="333", worker=False)
    gone = record.notified(child=sam.pk, missing_from=WENT, by=house.tariq, now=NOW)
    forward = Forward.objects.get(episode=gone)
    record.forwarded(forward=forward.pk, how="Secure e-mail", by=house.tariq, now=NOW)
    gone.refresh_from_db()
    assert gone.forwarded == NOW
    refused("forward", "already sent on", record.forwarded, forward=forward.pk, how="Again", by=house.tariq)
    record.found(episode=gone.pk, returned=HOME, by=house.tariq, now=NOW)
    refused("episode", "Sandwell", record.offer_accepted, episode=gone.pk, at=HOME, by=house.tariq)


# The return


def test_coming_home_starts_the_interview_clocks(back: Episode) -> None:
    assert due("return_home_interview") == HOME + timedelta(hours=72)
    assert due("offer_of_an_interview") == HOME + timedelta(hours=24)
    assert due("strategy_discussion") is None


@pytest.mark.parametrize(
    ("returned", "part"), [(WENT, "went missing on"), (NOW + timedelta(minutes=1), "in the future")]
)
def test_a_return_that_cannot_be_right_is_refused(house: House, gone: Episode, returned: Any, part: str) -> None:
    refused("returned", part, record.found, episode=gone.pk, returned=returned, by=house.tariq)


def test_a_return_may_be_corrected_but_not_past_the_offer(house: House, back: Episode) -> None:
    record.offer_accepted(episode=back.pk, at=HOME + timedelta(hours=2), by=house.tariq, now=NOW)
    earlier = HOME - timedelta(hours=1)
    assert record.found(episode=back.pk, returned=earlier, by=house.tariq, now=NOW).returned == earlier
    assert due("return_home_interview") == earlier + timedelta(hours=72)
    refused(
        "returned", "was offered", record.found, episode=back.pk, returned=HOME + timedelta(hours=3), by=house.tariq
    )


def test_a_cancelled_report_takes_no_more_work(house: House, gone: Episode) -> None:
    record.cancelled(episode=gone.pk, at=NOW, reason="With her aunt, as agreed", by=house.tariq, now=NOW)
    assert not DueMoment.objects.exists()
    refused("episode", "cancelled", record.found, episode=gone.pk, returned=HOME, by=house.tariq)
    refused("episode", "cancelled", record.cancelled, episode=gone.pk, at=NOW, reason="x", by=house.tariq)
