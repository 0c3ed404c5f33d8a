"""The social worker's report: begun from the record, read by the family before the day, a copy for each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from righthelp.foundation.journey import State, explain
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.governance.release import record as release
from righthelp.governance.release.kinds import REPORT
from righthelp.practice.casework.models import Meeting
from righthelp.practice.casework.record import outcome_set, plan_begun
from righthelp.practice.casework.record_meetings import meeting_moved
from righthelp.practice.casework.record_visits import Seen, visited
from righthelp.practice.people.models import Person
from righthelp.practice.protection import journey, record, record_report
from righthelp.practice.protection.models import ChildConference, Report
from righthelp.practice.protection.record_report import Typed
from tests.stories.desk_house import signed_in, text_of
from tests.stories.protection_house import FIRST, HELD, WEEK, ProtectionHouse, account_of, london

EARLY = HELD - timedelta(days=6)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProtectionHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: EARLY)
    yield ProtectionHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture
def both(house: ProtectionHouse) -> Meeting:
    """A conference about Leo and Max, booked for 18 May; Leo has a child in need plan and was seen on 5 May."""
    leo, max_ = house.brothers()
    ruth = account_of(house.ruth)
    plan = plan_begun(child=leo.pk, kind="cin", starts=london("2021-03-01 09:00").date(), by=ruth, now=FIRST - WEEK)
    outcome_set(plan=plan.pk, what="Leo sleeps through the night", by=ruth, now=FIRST - WEEK)
    seen = Seen(leo.pk, True, True, words="“I like it when Grandma is here.”")
    at = london("2021-05-05 16:00")
    visited(at=at, where="home", purpose="Bedtime", note="Calm.", children=[seen], by=ruth, now=at)
    return house.booked(house.asked(leo), house.asked(max_))


def typed(report: Report) -> list[Typed]:
    return [
        Typed(each.heading, "Said plainly." if each.text == "To be written." else each.text, each.child_id)
        for each in report.parts.order_by("place")
    ]


def ready(house: ProtectionHouse, meeting: Meeting) -> Report:
    ruth = account_of(house.ruth)
    keys = [each.key for each in record_report.offered(meeting.pk, ruth, EARLY)]
    report = record_report.report_begun(meeting=meeting.pk, taken=keys, by=ruth, now=EARLY)
    record_report.report_written(meeting=meeting.pk, parts=typed(report), version=1, by=ruth, now=EARLY)
    return record_report.report_ready(meeting=meeting.pk, by=ruth, now=EARLY)


def test_a_report_begins_with_what_the_record_holds_and_is_then_the_workers_own(
    house: ProtectionHouse, both: Meeting
) -> None:
    browser = signed_in(house.ruth)
    page = text_of(browser.get(reverse("protection:report-begin", args=[both.pk])))
    assert "Leo: Visits: seen 1 times" in page
    assert "What the child said to us" in page
    report = ready(house, both)
    said = {each.heading: each.text for each in report.parts.all()}
    assert said["Leo: What the child said to us"] == "5 May 2021: “I like it when Grandma is here.”"
    assert "Injuries that nobody can explain." in said["Why this conference is held"]
    with pytest.raises(Refused, match="Open it again"):
        record_report.report_written(
            meeting=both.pk, parts=[Typed("New", "Words")], version=2, by=account_of(house.ruth), now=EARLY
        )
    shown = text_of(browser.get(reverse("protection:report-write", args=[both.pk])))
    assert "I like it when Grandma is here." in shown


def test_two_who_write_at_once_do_not_lose_each_others_words(house: ProtectionHouse, both: Meeting) -> None:
    ruth = account_of(house.ruth)
    report = record_report.report_begun(meeting=both.pk, taken=[], by=ruth, now=EARLY)
    record_report.report_written(meeting=both.pk, parts=typed(report), version=1, by=ruth, now=EARLY)
    with pytest.raises(Refused, match="Somebody else saved this report meanwhile"):
        record_report.report_written(meeting=both.pk, parts=[Typed("A", "B")], version=1, by=ruth, now=EARLY)


def test_the_family_reads_it_two_working_days_before_the_conference(house: ProtectionHouse, both: Meeting) -> None:
    """18 May is a Tuesday: they have read it by Friday 14 May. Moved by two days, by Tuesday 18 May."""
    due = DueMoment.objects.filter(clock=journey.REPORT_READ.code)
    assert {each.due_at.date() for each in due} == {date(2021, 5, 14)}
    later = HELD + timedelta(days=2)
    meeting_moved(meeting=both.pk, planned=later, by=account_of(house.nadia), now=EARLY)
    assert {each.due_at.date() for each in due.all()} == {date(2021, 5, 18)}
    record.report_shared(meeting=both.pk, on=EARLY.date(), by=account_of(house.ruth), now=EARLY)
    assert not due.all().exists()
    row = ChildConference.objects.filter(meeting=both).first()
    assert explain(journey.REPORT_READ, row, now=later).state is State.MET


def test_a_report_nobody_read_is_late_once_the_conference_is_held(house: ProtectionHouse, both: Meeting) -> None:
    house.held(both)
    row = ChildConference.objects.filter(meeting=both).first()
    assert explain(journey.REPORT_READ, row, now=HELD + WEEK).state is State.LATE
    assert not DueMoment.objects.filter(clock=journey.REPORT_READ.code).exists()


def test_each_recipient_gets_the_parts_about_their_own_child(house: ProtectionHouse, both: Meeting) -> None:
    report = ready(house, both)
    leo = Person.objects.get(forename="Leo")
    people = REPORT.recipients(report.pk, EARLY)
    assert {each.name for each in people.getting} >= {"Ruth Okafor", "Joan Applewhite, Sheepcote Vale Primary"}
    to = people.getting[0]
    one = type(to)(**{**to.__dict__, "only": (Person.objects.get(forename="Max").pk,)})
    words = "\n".join(str(block) for block in REPORT.tree(report.pk, one, EARLY).blocks)
    assert "Grandma" not in words
    assert any("Grandma" in each.text for each in REPORT.withheld(report.pk, one))
    packet = release.prepared(
        kind="report", source=report.pk, purpose="plan", basis="task", formats=["docx"], by=account_of(house.ruth),
        now=EARLY,
    )  # fmt: skip
    assert packet.copies.count() == len(people.getting)
    assert packet.about.filter(child=leo).exists()
    record_report.report_open_again(meeting=both.pk, by=account_of(house.ruth), now=EARLY)
    with pytest.raises(Refused, match="still being written"):
        release.still_right(packet, list(packet.copies.all()), EARLY)
