"""Police notices, as they come: in order, out of order, twice, late, amended, wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from righthelp.foundation.intake.feeds import feeds
from righthelp.foundation.intake.inbox import receive
from righthelp.foundation.intake.models import State
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.missing import record
from righthelp.practice.missing.jobs import read_waiting_again
from righthelp.practice.missing.matching import candidates
from righthelp.practice.missing.models import Episode, Forward
from righthelp.practice.missing.notices import read
from tests.stories.missing_house import NOW, House, arrives, letter, london, only_episode

pytestmark = pytest.mark.django_db

AMIRA = {"police_reference": "P-100"}


@pytest.fixture
def house() -> House:
    return House()


def test_a_missing_and_a_found_notice_make_one_episode_with_its_clocks(house: House) -> None:
    amira = house.child(police="P-100", in_care=True)
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA, risk="high", place="Oak Lodge"))
    episode = only_episode(amira)
    assert (episode.missing_from, episode.notified) == (london("2021-08-28 22:10"), london("2021-08-28 22:20"))
    assert (episode.where_from, episode.status, episode.placement) == ("care", "care", "residential")
    assert (episode.area, episode.address, episode.team) == ("south", house.lodge, house.teams["east"])
    assert (episode.risk, episode.last_seen) == ("high", "Oak Lodge")
    assert DueMoment.objects.get().clock == "missing.strategy_discussion"

    arrives(letter("found", "2021-08-29 09:30", child=AMIRA, place="New Street station"))
    episode.refresh_from_db()
    assert (episode.returned, episode.found_where) == (london("2021-08-29 09:30"), "New Street station")
    due = {row.clock: row.due_at for row in DueMoment.objects.all()}
    assert due["missing.return_home_interview"] == london("2021-09-01 09:30")


def test_a_found_notice_before_its_missing_notice_waits_and_is_then_taken_in_by_itself(house: House) -> None:
    amira = house.child(police="P-100")
    found = arrives(letter("found", "2021-08-29 09:30", child=AMIRA))
    assert (found.state, found.owner) == (State.WAITING, "missing")
    assert found.due_at == found.received_at + timedelta(hours=4)
    assert "missing notice" in found.reason
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    found.refresh_from_db()
    assert found.state == State.DONE
    assert only_episode(amira).returned == london("2021-08-29 09:30")


def test_another_councils_child_is_forwarded_at_once(house: House) -> None:
    sam = house.child("Sam", "Whitlock", police="P-7", authority="333", worker=False)
    arrives(letter("missing", "2021-08-28 22:10", child={"police_reference": "P-7"}))
    episode = only_episode(sam)
    forward = Forward.objects.get()
    assert (forward.episode, forward.authority, forward.forwarded_at) == (episode, "333", None)
    assert not DueMoment.objects.exists()


def test_an_unknown_child_of_a_stated_council_is_forwarded_without_an_episode(house: House) -> None:
    notice = arrives(
        letter("missing", "2021-08-28 22:10", child={"forename": "Lee", "surname": "Marsh", "authority": "333"})
    )
    assert notice.state == State.DONE
    assert not Episode.objects.exists()
    assert Forward.objects.get().child_name == "Lee Marsh"


def test_a_duplicate_and_a_late_notice_change_nothing(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    again = letter("missing", "2021-08-28 22:10", child=AMIRA)
    assert arrives(again).pk == arrives(again).pk
    assert Episode.objects.filter(child=amira).count() == 1


def test_an_amended_notice_moves_the_times_and_the_clocks(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    found = letter("found", "2021-08-29 09:30", child=AMIRA)
    arrives(found)
    arrives(letter("found", "2021-08-29 07:30", child=AMIRA, revision=2, received=london("2021-08-29 11:00")))
    assert only_episode(amira).returned == london("2021-08-29 07:30")
    due = DueMoment.objects.get(clock="missing.return_home_interview")
    assert due.due_at == london("2021-09-01 07:30")


def test_a_lower_revision_that_comes_late_is_kept_and_changes_nothing(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-28 21:00", child=AMIRA, revision=2, received=london("2021-08-29 08:00")))
    late = arrives(letter("missing", "2021-08-28 22:10", child=AMIRA, revision=1, received=london("2021-08-29 09:00")))
    assert (late.state, late.note) == (State.DONE, "Replaced by revision 2.")
    assert only_episode(amira).missing_from == london("2021-08-28 21:00")


def test_a_cancelled_report_stops_every_clock(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    arrives(letter("cancelled", "2021-08-28 23:00", child=AMIRA, reason="With her aunt, as agreed"))
    episode = only_episode(amira)
    assert (episode.cancelled, episode.cancelled_reason) == (london("2021-08-28 23:00"), "With her aunt, as agreed")
    assert not DueMoment.objects.exists()


def test_a_sighting_is_kept_with_its_place(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    arrives(letter("sighted", "2021-08-29 01:00", child=AMIRA, place="Bull Ring"))
    assert [(s.place, s.seen_at) for s in only_episode(amira).sightings.all()] == [
        ("Bull Ring", london("2021-08-29 01:00"))
    ]


@pytest.mark.parametrize(
    ("event", "happened", "more", "says"),
    [
        ("missing", "2021-09-03 10:00", {"received": london("2021-09-01 10:00")}, "after we received it"),
        ("missing", "2001-09-03 10:00", {"received": london("2021-09-01 10:00")}, "before any child now was born"),
    ],
)
def test_a_time_that_cannot_be_right_waits_for_a_person(
    house: House, event: str, happened: str, more: dict[str, object], says: str
) -> None:
    house.child(police="P-100")
    notice = arrives(letter(event, happened, child=AMIRA, **more))  # type: ignore[arg-type]  # received
    assert notice.state == State.WAITING
    assert says in notice.reason
    assert not Episode.objects.exists()


@pytest.mark.parametrize(
    ("wall", "says"),
    [
        ("2020-10-25T01:30:00", "happened twice"),
        ("2021-03-28T01:30:00", "did not happen"),
        ("last night", "cannot be read"),
        ("", "does not say when"),
        ("9999-12-31T23:59:59", "after we received it"),
        ("0001-01-01T00:00:00+14:00", "Check the year"),
    ],
)
def test_a_local_time_we_would_have_to_guess_waits(house: House, wall: str, says: str) -> None:
    house.child(police="P-100")
    some = letter("missing", "2021-08-28 22:10", child=AMIRA)
    notice = arrives(replace(some, body={**some.body, "happened_at": wall}))  # type: ignore[dict-item]  # an object
    assert notice.state == State.WAITING
    assert says in notice.reason


def test_a_local_time_without_doubt_is_read_as_londons(house: House) -> None:
    amira = house.child(police="P-100")
    some = letter("missing", "2021-08-28 22:10", child=AMIRA)
    arrives(replace(some, body={**some.body, "happened_at": "2021-08-28T22:10:00"}))  # type: ignore[dict-item]  # an object
    assert only_episode(amira).missing_from == london("2021-08-28 22:10")


def test_a_partners_clock_may_run_five_minutes_ahead(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-28 22:14", child=AMIRA, received=london("2021-08-28 22:10")))
    episode = only_episode(amira)
    assert episode.notified == episode.missing_from == london("2021-08-28 22:14")


def test_a_found_time_before_the_missing_time_waits_and_the_child_stays_missing(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    found = arrives(letter("found", "2021-08-28 22:10", child=AMIRA))
    assert (found.state, only_episode(amira).returned) == (State.WAITING, None)


def test_a_second_open_report_waits_and_is_taken_in_when_the_first_return_is_told(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-20 22:10", report="A", child=AMIRA))
    second = arrives(letter("missing", "2021-08-28 22:10", report="B", child=AMIRA))
    assert second.state == State.WAITING
    assert "already missing" in second.reason
    arrives(letter("found", "2021-08-21 09:00", report="A", child=AMIRA))
    second.refresh_from_db()
    assert second.state == State.DONE
    assert Episode.objects.filter(child=amira).count() == 2


def test_an_earlier_report_that_overlaps_takes_the_place_of_a_later_one_nobody_worked_on(house: House) -> None:
    amira = house.child(police="P-100")
    later = arrives(letter("missing", "2021-08-28 22:10", report="B", child=AMIRA))
    arrives(letter("missing", "2021-08-28 20:00", report="A", child=AMIRA))
    later.refresh_from_db()
    assert only_episode(amira).police_reference == "A"
    assert later.state == State.WAITING


def test_a_report_that_people_worked_on_keeps_its_place(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-28 22:10", report="B", child=AMIRA))
    record.decided(episode=only_episode(amira).pk, text="Ring her aunt.", by=house.tariq, now=NOW)
    earlier = arrives(letter("missing", "2021-08-28 20:00", report="A", child=AMIRA))
    assert only_episode(amira).police_reference == "B"
    assert earlier.state == State.WAITING


def test_what_a_person_entered_is_never_overwritten_by_a_notice(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    episode = only_episode(amira)
    record.found(
        episode=episode.pk, returned=london("2021-08-29 06:00"), found_where="Her nan’s", by=house.tariq, now=NOW
    )
    told = arrives(letter("found", "2021-08-29 09:30", child=AMIRA, place="Police station"))
    episode.refresh_from_db()
    assert (episode.returned, episode.found_where) == (london("2021-08-29 06:00"), "Her nan’s")
    assert told.state == State.DONE


def test_a_return_told_after_the_interview_was_offered_waits(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    arrives(letter("found", "2021-08-29 06:00", child=AMIRA))
    record.offer_accepted(episode=only_episode(amira).pk, at=london("2021-08-29 10:00"), by=house.tariq, now=NOW)
    amended = arrives(letter("found", "2021-08-29 12:00", child=AMIRA, revision=2, received=london("2021-08-30 09:00")))
    assert amended.state == State.WAITING
    assert "offered" in amended.reason
    assert only_episode(amira).returned == london("2021-08-29 06:00")


def test_a_phone_call_and_the_polices_notice_are_one_episode(house: House) -> None:
    amira = house.child(police="P-100")
    record.notified(
        child=amira.pk, missing_from=london("2021-08-28 22:00"), by=house.tariq, now=london("2021-08-28 23:00")
    )
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA, risk="medium"))
    arrives(letter("found", "2021-08-29 09:30", child=AMIRA))
    episode = only_episode(amira)
    assert (episode.missing_from, episode.notified) == (london("2021-08-28 22:00"), london("2021-08-28 23:00"))
    assert (episode.police_reference, episode.risk, episode.returned) == (
        "WMP/1",
        "medium",
        london("2021-08-29 09:30"),
    )


def test_two_children_in_one_report_are_not_mixed_up(house: House) -> None:
    amira, _ben = house.child(police="P-100"), house.child("Ben", police="P-200")
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    other = arrives(letter("missing", "2021-08-28 22:11", key="two", child={"police_reference": "P-200"}))
    assert other.state == State.WAITING
    assert "another child" in other.reason
    assert Episode.objects.get().child == amira


def test_an_amended_notice_may_name_another_child_until_people_worked_on_the_episode(house: House) -> None:
    amira, ben = house.child(police="P-100"), house.child("Ben", police="P-200")
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    arrives(letter("missing", "2021-08-28 22:10", revision=2, child={"police_reference": "P-200"}))
    episode = Episode.objects.get()
    assert episode.child == ben
    record.decided(episode=episode.pk, text="Ring his mother.", by=house.tariq, now=NOW)
    third = arrives(letter("missing", "2021-08-28 22:10", revision=3, child=AMIRA))
    assert (third.state, Episode.objects.get().child) == (State.WAITING, ben)
    assert "another child" in third.reason
    with pytest.raises(Refused, match="under another child"):
        record.matched(message=str(third.pk), child=amira.pk, by=house.tariq, now=NOW)
    record.found(episode=episode.pk, returned=london("2021-08-29 09:00"), by=house.tariq, now=NOW)
    record.matched(message=str(third.pk), child=ben.pk, by=house.tariq, now=NOW)
    third.refresh_from_db()
    assert third.state == State.DONE


def test_a_key_whose_revisions_name_two_reports_waits_in_both(house: House) -> None:
    house.child(police="P-100")
    one = arrives(letter("missing", "2021-08-28 22:10", report="A", key="k", child=AMIRA))
    two = arrives(letter("missing", "2021-08-28 22:10", report="B", key="k", revision=2, child=AMIRA))
    one.refresh_from_db()
    assert {one.state, two.state} == {State.WAITING}
    assert not Episode.objects.exists()


# Who the child is


@pytest.mark.parametrize(
    ("said", "sure"),
    [
        ({"police_reference": "P-100"}, True),
        ({"nhs_number": "943 476 5919"}, True),
        ({"forename": "amira", "surname": "HASSAN", "birth_date": "2006-05-14", "postcode": "b991aa"}, True),
        ({"forename": "Ami", "surname": "Hassan", "birth_date": "2006-05-14", "postcode": "B99 1AA"}, True),
        ({"forename": "Amira", "surname": "Hassan", "birth_date": "2006-05-14"}, False),
        ({"forename": "Amira", "surname": "Hassan", "birth_date": "2006-05-14", "postcode": "B1 1AA"}, False),
        ({"forename": "Amira", "surname": "Hassan", "postcode": "B99 1AA"}, False),
        ({"police_reference": "P-100", "birth_date": "2004-01-01"}, False),
        ({"police_reference": "P-999"}, False),
        ({}, False),
    ],
)
def test_only_a_number_or_name_birth_date_and_home_match_by_themselves(
    house: House, said: dict[str, str], sure: bool
) -> None:
    house.child(police="P-100", nhs="9434765919", preferred_name="Ami")
    notice = arrives(letter("missing", "2021-08-28 22:10", child=said))
    assert (notice.state == State.DONE) is sure
    assert Episode.objects.exists() is sure
    if not sure:
        assert notice.due_at == notice.received_at + timedelta(hours=1)


def test_two_records_that_fit_wait_for_a_person(house: House) -> None:
    for _ in range(2):
        house.child()
    said = {"forename": "Amira", "surname": "Hassan", "birth_date": "2006-05-14", "postcode": "B99 1AA"}
    notice = arrives(letter("missing", "2021-08-28 22:10", child=said))
    assert notice.state == State.WAITING
    assert "More than one record" in notice.reason
    assert len(candidates(read(notice).child)) == 2


def test_a_person_matches_a_notice_and_what_comes_later_follows(house: House) -> None:
    amira = house.child()
    said = {"forename": "Amira", "surname": "Hassan", "birth_date": "2006-05-14"}
    notice = arrives(letter("missing", "2021-08-28 22:10", child=said))
    assert [c.id for c in candidates(read(notice).child)] == [amira.pk]
    record.matched(message=str(notice.pk), child=amira.pk, by=house.tariq, now=NOW)
    arrives(letter("found", "2021-08-29 09:30", child=said))
    assert only_episode(amira).returned == london("2021-08-29 09:30")


def test_an_unknown_child_is_added_with_the_polices_reference(house: House) -> None:
    notice = arrives(
        letter("missing", "2021-08-28 22:10", child={"police_reference": "P-5", "forename": "Zed", "surname": "Ali"})
    )
    zed = record.registered(
        message=str(notice.pk),
        forename="Zed",
        surname="Ali",
        birth_date=date(2007, 1, 1),
        by=house.tariq,
        now=NOW,
    )
    assert zed.identifiers.get().value == "P-5"
    assert only_episode(zed).status == "none"


def test_a_person_says_which_council_a_child_belongs_to(house: House) -> None:
    said = {"forename": "Lee", "surname": "Marsh"}
    notice = arrives(letter("missing", "2021-08-28 22:10", child=said))
    [forward] = record.belongs_elsewhere(message=str(notice.pk), authority="333", by=house.tariq, now=NOW)
    assert (forward.authority, forward.forwarded_at) == ("333", None)
    record.forwarded(forward=forward.pk, how="Secure e-mail to their duty team", by=house.tariq, now=NOW)
    found = arrives(letter("found", "2021-08-29 09:30", child=said))
    assert found.state == State.DONE
    assert Forward.objects.filter(forwarded_at=None).get().message_id == found.pk


def test_an_unknown_council_waits(house: House) -> None:
    notice = arrives(letter("missing", "2021-08-28 22:10", child={"surname": "Marsh", "authority": "123"}))
    assert notice.state == State.WAITING
    assert "no council we know" in notice.reason


def test_closing_a_notice_takes_it_out_of_the_story(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    found = arrives(letter("found", "2021-08-29 09:30", child=AMIRA))
    record.closed(message=str(found.pk), why="The police rang: it was another girl.", by=house.tariq, now=NOW)
    assert only_episode(amira).returned is None
    with pytest.raises(Refused, match="closed this notice already"):
        record.closed(message=str(found.pk), why="Again", by=house.tariq, now=NOW)


def test_waiting_notices_are_read_again_when_the_register_knows_the_child(house: House) -> None:
    notice = arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    amira = house.child(police="P-100")
    assert read_waiting_again(NOW) == "1 waiting notices read again, 0 still wait"
    notice.refresh_from_db()
    assert notice.state == State.DONE
    assert only_episode(amira).missing_from == london("2021-08-28 22:10")


def test_a_feed_that_falls_silent_is_noticed(house: House) -> None:
    house.child(police="P-100")
    for week in range(1, 9):
        for number in range(4):
            at = NOW - timedelta(weeks=week, hours=1 + number)
            receive(letter("missing", at, report=f"{week}-{number}", child=AMIRA))
    [feed] = feeds(NOW)
    assert (feed.today, feed.usual, feed.silent) == (0, 4.0, True)
    assert "Ask the sender" in feed.sentence
    receive(letter("missing", NOW - timedelta(hours=1), report="today", child=AMIRA))
    assert not feeds(NOW)[0].silent
