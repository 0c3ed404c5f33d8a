"""What is impossible in strategy discussions and enquiries, and what the page says instead; who reads, what counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.calendar import Month, end_of_day
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import known, record_meetings, record_visits
from righthelp.practice.section47 import figures, record, record_decision, record_enquiry
from righthelp.practice.section47.models import Concerned, Discussion, Enquiry
from tests.stories.desk_house import signed_in, text_of
from tests.stories.section47_house import HOUR, NOW, Section47House, account_of, london, page

DAY = timedelta(days=1)
At = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Set the clock on the wall."""

    def to(moment: datetime) -> None:
        monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: moment)

    return to


@pytest.fixture
def house(db: None, at: At) -> Iterator[Section47House]:
    at(NOW)
    yield Section47House()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def opened_and_checked(given: dict[str, Any]) -> None:
    """An enquiry as the end of a transaction would find it."""
    Enquiry.objects.create(**given)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def test_a_decision_taken_back_withdraws_its_enquiry_and_stays_readable(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.held(house.asked(ana))
    (row,) = house.settled(found, house.choice("joint"))
    iqbal = signed_in(house.iqbal)
    assert iqbal.post(page("take-back", row.pk), {"why": "It was for her sister."}).status_code == 302
    enquiry = Enquiry.objects.get()
    assert enquiry.withdrawn
    assert not DueMoment.objects.filter(journey="section47").exists()
    assert "It was for her sister." in text_of(iqbal.get(page("discussion", found.pk)))
    house.settled(found, house.choice("not-needed"))
    with pytest.raises(Refused, match="taken back"):
        record_enquiry.written(enquiry=enquiry.pk, findings="Late.", version=0, by=account_of(house.nadia), now=NOW)


def test_a_second_discussion_while_an_enquiry_is_open_lets_it_go_on_and_moves_no_clock(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    enquiry = house.enquiry(ana, decision="single")
    later = NOW + 2 * DAY
    again = house.held(house.asked(ana, at=later - HOUR, now=later), at=later, now=later)
    with pytest.raises(Refused, match="goes on"):
        house.settled(again, house.choice("single"), now=later)
    house.settled(again, house.choice("goes-on", safety="", worker=None), now=later)
    enquiry.refresh_from_db()
    assert enquiry.strategy_held == NOW
    assert Enquiry.objects.count() == 1


def test_no_enquiry_goes_on_where_none_is_open(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.held(house.asked(ana))
    with pytest.raises(Refused, match="No enquiry about"):
        house.settled(found, house.choice("goes-on", safety="", worker=None))


def test_another_manager_authorises(house: Section47House, at: At) -> None:
    ana = house.known("Ana", "Quillfeather")
    enquiry = house.enquiry(ana, decision="single")
    house.visit(ana, NOW + HOUR)
    house.found(enquiry, now=NOW + 2 * HOUR, by=house.iqbal)
    at(NOW + 3 * HOUR)
    refused = text_of(signed_in(house.iqbal).post(page("authorise", enquiry.pk), {"why": "I agree."}))
    assert "Another manager authorises it" in refused
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.filter(pk=enquiry.pk).update(
            authorised=NOW + 3 * HOUR,
            authorised_by=house.iqbal,
            authorised_why="I agree.",
            conference_needed=NOW + 3 * HOUR,
        )
    record_enquiry.sent_back(
        enquiry=enquiry.pk, why="What did her brother see?", by=account_of(house.petra), now=NOW + 3 * HOUR
    )
    assert "What did her brother see?" in text_of(signed_in(house.nadia).get(page("enquiry", enquiry.pk)))
    house.found(enquiry, now=NOW + 4 * HOUR)
    house.authorised(enquiry, now=NOW + 5 * HOUR, by=house.petra)


def test_a_child_not_seen_since_the_discussion_says_why(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    house.visit(ana, NOW - 3 * HOUR)  # before the discussion: it does not count
    enquiry = house.enquiry(ana, decision="single")
    house.visit(ana, NOW + HOUR, seen=False, alone=False)
    with pytest.raises(Refused, match="says that the child was seen"):
        house.found(enquiry, now=NOW + DAY)
    house.found(enquiry, now=NOW + DAY, unseen_why="The family has gone to Leeds; the police there are looking.")
    enquiry.refresh_from_db()
    assert enquiry.seen_in is None


def test_after_fifteen_working_days_it_says_why_it_took_longer(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    enquiry = house.enquiry(ana, decision="single")
    assert DueMoment.objects.get(journey="section47").due_at == end_of_day(date(2021, 9, 22))
    house.visit(ana, NOW + HOUR)
    late = london("2021-09-23 09:00")
    with pytest.raises(Refused, match="more than fifteen working days"):
        house.found(enquiry, now=late)
    house.found(enquiry, now=late, late_why="The paediatrician’s report came on the 22nd.")


@pytest.mark.parametrize(
    ("outcome", "next_step"),
    [("risk", "need"), ("unfounded", "conference"), ("no-risk", "conference"), ("risk", "plan")],
)
def test_risk_and_conference_belong_together(house: Section47House, outcome: str, next_step: str) -> None:
    ana = house.known("Ana", "Quillfeather")
    enquiry = house.enquiry(ana, decision="single")
    house.visit(ana, NOW + HOUR)
    with pytest.raises(Refused):
        house.found(enquiry, now=NOW + 2 * HOUR, outcome=outcome, next_step=next_step)


def test_no_discussion_in_the_future_and_none_before_it_was_asked_for(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    with pytest.raises(Refused, match="in the future"):
        house.asked(ana, at=NOW + HOUR)
    found = house.asked(ana)
    with pytest.raises(Refused, match="in the future"):
        house.held(found, at=NOW + HOUR)
    with pytest.raises(Refused, match="after it was asked for"):
        house.held(found, at=NOW - 2 * HOUR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Discussion.objects.filter(pk=found.pk).update(held=NOW - 2 * HOUR)


def test_nothing_is_decided_before_it_was_held_or_without_a_reason(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.asked(ana)
    with pytest.raises(Refused, match="Record first that the discussion was held"):
        house.settled(found, house.choice())
    house.held(found)
    row = found.children.get()
    said = {f"decision_{row.pk}": "not-needed", f"why_{row.pk}": ""}
    refused = text_of(signed_in(house.iqbal).post(page("decide", found.pk), said))
    assert "Nothing is decided without a reason" in refused
    with pytest.raises(IntegrityError), transaction.atomic():
        Concerned.objects.filter(pk=row.pk).update(decided=NOW, decided_by=house.iqbal, decision="not-needed")


def test_the_database_refuses_an_enquiry_without_its_discussion(house: Section47House) -> None:
    ana, ben = house.known("Ana", "Quillfeather"), house.known("Ben", "Quillfeather")
    found = house.held(house.asked(ana, ben))
    mine, his = found.children.order_by("pk")
    house.settled(found, house.choice("single"), house.choice("not-needed"))
    held = Enquiry.objects.get()
    given: dict[str, Any] = {
        "child": ben,
        "concerned": his,
        "strategy_held": NOW,
        "decided_as": "single",
        "how": "single",
        "opened": NOW,
        "opened_by": house.iqbal,
        "worker": house.nadia,
    }
    wrong: list[dict[str, Any]] = [
        {},  # the discussion decided that none is needed for Ben
        {"concerned": mine},  # Ana's decision does not open an enquiry about Ben
        {"strategy_held": NOW - DAY, "opened": NOW - DAY},  # not when the discussion was held
        {"opened": NOW - HOUR},  # before its discussion
    ]
    for more in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            opened_and_checked(given | more)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.create(**(given | {"child": ana, "concerned": mine}))  # one is open
    assert Enquiry.objects.get() == held


def test_a_child_has_one_discussion_waiting(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    first = house.asked(ana)
    assert house.asked(ana) == first  # pressed twice
    with pytest.raises(Refused, match="has been asked for and not held yet"):
        house.asked(ana, concern="The aunt rang, too.")
    record.cancelled(discussion=first.pk, why="It was another family.", by=account_of(house.iqbal), now=NOW)
    assert not DueMoment.objects.filter(journey="strategy").exists()
    house.asked(ana, concern="The aunt rang, too.")


def test_whoever_may_not_know_of_one_child_does_not_see_the_discussion_about_both(house: Section47House) -> None:
    ana, ben = house.known("Ana", "Quillfeather"), house.known("Ben", "Quillfeather")
    found = house.asked(ana, ben)
    assert signed_in(house.nadia).get(page("discussion", found.pk)).status_code == 200
    type(ben).objects.filter(pk=ben.pk).update(tier=2)
    assert signed_in(house.nadia).get(page("discussion", found.pk)).status_code == 404
    assert signed_in(house.ruth).get(page("discussion", house.asked(house.known("Cal", "Vane")).pk)).status_code == 404


def test_a_referral_that_led_to_it_is_linked(house: Section47House) -> None:
    amira, *_ = house.family()
    house.decided_at_the_door(amira)
    found = house.asked(amira, by=house.iqbal)
    row = found.children.get()
    assert row.referral == amira.referrals.get().pk
    assert "The referral that led to it" in text_of(signed_in(house.iqbal).get(page("discussion", found.pk)))


def test_conversion_counts_children_month_by_month(house: Section47House, at: At) -> None:
    for n, (outcome, follows) in enumerate([("risk", "conference"), ("no-risk", "need"), ("unfounded", "none")]):
        child = house.known(f"Child{n}", "Counted")
        enquiry = house.enquiry(child, decision="single")
        house.visit(child, NOW + HOUR)
        house.found(enquiry, now=NOW + 2 * HOUR, outcome=outcome, next_step=follows)
        house.authorised(enquiry, now=NOW + 3 * HOUR)
    other = house.held(house.asked(house.known("Not", "Needed")))
    house.settled(other, house.choice("not-needed"))
    row = figures.monthly([Month.of(NOW)])[0]
    assert (row.held, row.in_time, row.quorate, row.not_needed, row.opened) == (4, 4, 4, 1, 3)
    assert (row.authorised, row.needed, row.conferences, row.conversion, row.to_enquiry) == (3, 1, 0, 33, 75)
    at(NOW + 4 * HOUR)
    shown = text_of(signed_in(house.petra).get(page("months")))
    assert "33%" in shown
    csv = text_of(signed_in(house.petra).get(page("months") + "?format=csv"))
    assert "2021-09,4,4,4,3,0,75,3,1,1,1,1,0,33" in csv


def test_the_board_asks_the_same_however_long_it_is(house: Section47House, django_assert_max_num_queries: Any) -> None:
    for n in range(6):
        child = house.known(f"Child{n}", "Board")
        if n % 2:
            house.enquiry(child, decision="single")
        else:
            house.asked(child, concern=f"Concern {n}")
    browser = signed_in(house.iqbal)
    with django_assert_max_num_queries(24):
        assert browser.get(page("board")).status_code == 200


def test_the_worklist_of_the_chair_and_of_the_worker(house: Section47House) -> None:
    ana, ben = house.known("Ana", "Quillfeather"), house.known("Ben", "Quillfeather")
    house.asked(ana)
    house.enquiry(ben, decision="single")
    chair = text_of(signed_in(house.iqbal).get("/worklist?whose=mine"))
    assert "Strategy discussion on harm" in chair
    worker = text_of(signed_in(house.nadia).get("/worklist?whose=mine"))
    assert "Section 47 enquiry" in worker


def test_taking_back_after_the_finding_is_refused(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    enquiry = house.enquiry(ana, decision="single")
    house.visit(ana, NOW + HOUR)
    house.found(enquiry, now=NOW + 2 * HOUR)
    with pytest.raises(Refused, match="has a finding"):
        record_decision.taken_back(
            concerned=enquiry.concerned_id, why="No.", by=account_of(house.iqbal), now=NOW + 3 * HOUR
        )


def test_a_strategy_discussion_is_neither_held_nor_cancelled_on_the_general_pages_of_meetings(
    house: Section47House,
) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.asked(ana)
    with pytest.raises(Refused, match="recorded on its own page"):
        record_meetings.meeting_held(meeting=found.meeting_id, at=NOW, by=account_of(house.iqbal), now=NOW)
    with pytest.raises(Refused, match="recorded on its own page"):
        record_meetings.meeting_cancelled(meeting=found.meeting_id, why="No.", by=account_of(house.iqbal), now=NOW)
    house.held(found)
    found.meeting.refresh_from_db()
    assert found.meeting.held == NOW


def test_a_visit_that_is_withdrawn_is_no_joint_visit_any_more_in_the_audit(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    enquiry = house.enquiry(ana)
    visit = house.visit(ana, NOW)
    which = visit.children.get()
    record_enquiry.joint_made(
        enquiry=enquiry.pk, visit=which.pk, with_whom="DS Moss", by=account_of(house.nadia), now=NOW
    )
    assert "Made</strong>" in text_of(signed_in(house.iqbal).get(page("joint-visits")))
    record_visits.visit_withdrawn(visited=which.pk, why="It was Tuesday.", by=account_of(house.nadia), now=NOW)
    assert "The visit was withdrawn</strong>" in text_of(signed_in(house.iqbal).get(page("joint-visits")))


def test_a_visit_before_the_discussion_or_to_another_child_is_no_joint_visit(house: Section47House) -> None:
    ana, ben = house.known("Ana", "Quillfeather"), house.known("Ben", "Quillfeather")
    before, his = house.visit(ana, NOW - 3 * HOUR), house.visit(ben, NOW)
    enquiry = house.enquiry(ana)
    for visit in (before, his):
        with pytest.raises(Refused, match="Choose a visit to this child since the discussion"):
            record_enquiry.joint_made(
                enquiry=enquiry.pk,
                visit=visit.children.get().pk,
                with_whom="DS Moss",
                by=account_of(house.nadia),
                now=NOW,
            )


def test_what_was_discussed_and_found_is_offered_to_whoever_writes_an_assessment(house: Section47House) -> None:
    ana, ben = house.known("Ana", "Quillfeather"), house.known("Ben", "Quillfeather")
    enquiry = house.enquiry(ana, decision="single")
    house.visit(ana, NOW + HOUR)
    house.found(enquiry, now=NOW + 2 * HOUR)
    house.authorised(enquiry, now=NOW + 3 * HOUR)
    told = [each.text for each in known.of(ana.pk, account_of(house.nadia), NOW + 4 * HOUR)]
    assert "A bruise like a hand on her cheek. She says that Dad did it." in told
    assert "She says it happens every week." in told
    assert not any("every week" in each.text for each in known.of(ben.pk, account_of(house.nadia), NOW + 4 * HOUR))
    assert not known.of(ana.pk, account_of(house.ruth), NOW + 4 * HOUR)


def test_another_worker_makes_the_enquiry_and_has_it_on_the_worklist(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    enquiry = house.enquiry(ana, decision="single")
    said = {"worker": str(house.sam.pk)}
    assert signed_in(house.nadia).post(page("worker", enquiry.pk), said).status_code == 403
    assert signed_in(house.iqbal).post(page("worker", enquiry.pk), said).status_code == 302
    assert "Section 47 enquiry" in text_of(signed_in(house.sam).get("/worklist?whose=mine"))
