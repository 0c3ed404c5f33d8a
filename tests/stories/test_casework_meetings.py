"""Meetings through a browser: people asked, minutes that nobody loses, parts that are not for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from righthelp.practice.casework import record, record_meetings
from righthelp.practice.casework.models import (
    Action,
    Meeting,
    Part,
)
from righthelp.practice.casework.record_meetings import Asked, Written
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker
from tests.stories.casework_house import NOW, CaseworkHouse, account_of, london, moment, page
from tests.stories.desk_house import signed_in, text_of


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[CaseworkHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield CaseworkHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def called(house: CaseworkHouse, *children: Person, **more: Any) -> Meeting:
    """Ruth calls a core group through the page."""
    said: dict[str, Any] = {
        "kind": "core-group",
        "children": [each.pk for each in children],
        **moment("planned", "30/8/2021 10:00"),
        "chair": house.gurdeep.pk,
        **more,
    }
    signed_in(house.ruth).post(reverse("casework:call", args=[children[0].pk]), said)
    return Meeting.objects.latest("pk")


def test_a_core_group_from_the_invitation_to_minutes_given_out(house: CaseworkHouse) -> None:
    kezia, jonah, _ = house.family()
    house.plan(kezia)
    browser = signed_in(house.ruth)
    meeting = called(house, kezia, jonah)
    here = [kezia.pk, meeting.pk]
    assert {each.child_id for each in meeting.about.all()} == {kezia.pk, jonah.pk}
    ask = reverse("casework:ask", args=here)
    assert "Say who is asked" in text_of(browser.post(ask, {"agency": "police", "copy": "open"}))
    browser.post(ask, {"agency": "police", "name": "DC Amrit Patel", "copy": "none"})
    browser.post(ask, {"agency": "family", "person": Person.objects.get(forename="Grace").pk, "copy": "open"})
    browser.post(reverse("casework:held", args=here), {**moment("at", "30/8/2021 10:05"), "chair": house.gurdeep.pk})
    police, grace = meeting.attendances.get(agency="police"), meeting.attendances.get(agency="family")
    said = {f"came_{police.pk}": "report", f"said_{police.pk}": "No calls to the address."}
    browser.post(reverse("casework:came", args=here), said | {f"came_{grace.pk}": "yes"})
    minutes = {
        "version": "0",
        "heading_1": "What is going well",
        "text_1": "Kezia reads every evening.",
        "heading_2": "For professionals",
        "text_2": "The father’s new address is known to the police.",
        "confidential_2": "on",
        "heading_3": "Jonah",
        "text_3": "Jonah has a friend.",
        "child_3": jonah.pk,
    }
    browser.post(reverse("casework:minutes", args=here), minutes)
    shown = page(browser, "meeting", *here)
    for words in ("DC Amrit Patel", "No calls to the address.", "Kezia reads every evening.", "father’s new address"):
        assert words in shown
    assert "father’s new address" in page(browser, "meeting-print", *here)
    hannah = signed_in(house.hannah)
    record_meetings.asked_to(
        meeting=meeting.pk, asked=Asked("social-care", worker=house.hannah.pk), by=account_of(house.ruth), now=NOW
    )
    assert "Kezia reads every evening." in page(hannah, "meeting", *here)
    assert "father’s new address" not in page(hannah, "meeting", *here)
    assert "father’s new address" not in page(hannah, "meeting-print", *here)
    assert "not open to you" in page(hannah, "minutes", *here)
    browser.post(
        reverse("casework:decided", args=here), {"what": "A bed", "owner": "Grace", **moment("by_when", "9/9/2021")}
    )
    assert Action.objects.get().meeting == meeting
    assert reverse("release:prepare", args=[here[0], "minutes", meeting.pk]) in page(browser, "meeting", *here)
    record_meetings.minutes_sent(meeting=meeting.pk, by=account_of(house.ruth), now=NOW)  # as its copies go out
    browser.post(reverse("casework:correct", args=here), {"heading": "Correction", "text": "Every morning."})
    assert "Every morning." in page(browser, "meeting", *here)
    assert "Core group" in page(browser, "meetings", jonah.pk)


def test_two_people_write_minutes_and_the_second_sees_what_the_first_wrote_beside_their_own(
    house: CaseworkHouse,
) -> None:
    kezia, *_ = house.family()
    meeting = called(house, kezia)
    address = reverse("casework:minutes", args=[kezia.pk, meeting.pk])
    ruth, gurdeep = signed_in(house.ruth), signed_in(house.gurdeep)
    ruth.post(address, {"version": "0", "heading_1": "Going well", "text_1": "Ruth wrote of the reading."})
    late = {"version": "0", "heading_1": "Worries", "text_1": "Gurdeep wrote of the oven."}
    answer = text_of(gurdeep.post(address, late))
    assert "Ruth wrote of the reading." in answer
    assert "Gurdeep wrote of the oven." in answer
    assert 'name="version" value="1"' in answer
    assert Part.objects.get().text == "Ruth wrote of the reading."
    both = {"version": "1", "heading_1": "Worries", "text_1": "Gurdeep wrote of the oven.", "heading_2": "Going well"}
    gurdeep.post(address, both | {"text_2": "Ruth wrote of the reading."})
    assert [each.text for each in Part.objects.order_by("place")] == [
        "Gurdeep wrote of the oven.",
        "Ruth wrote of the reading.",
    ]


def test_two_people_write_what_the_same_person_said_and_neither_is_overwritten(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    meeting = called(house, kezia)
    row = meeting.attendances.get()
    address = reverse("casework:came", args=[kezia.pk, meeting.pk])
    form = {f"came_{row.pk}": "yes", f"was_{row.pk}": ""}
    signed_in(house.ruth).post(address, form | {f"said_{row.pk}": "Ruth spoke of school."})
    answer = text_of(signed_in(house.gurdeep).post(address, form | {f"said_{row.pk}": "Ruth spoke of home."}))
    assert "Ruth spoke of school." in answer
    assert "Ruth spoke of home." in answer
    row.refresh_from_db()
    assert row.said == "Ruth spoke of school."


def test_a_colleague_asked_to_a_meeting_may_open_the_record_until_two_weeks_after_it(
    house: CaseworkHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    kezia, jonah, _ = house.family()
    stranger = house.worker("Imogen Fairbrook", team="missing", title="Social worker", role="social_worker")
    meeting = house.meeting(kezia, planned="2021-09-06 10:00")
    by: dict[str, Any] = {"by": account_of(house.ruth)}
    browser, record_page = signed_in(stranger), reverse("child", args=[kezia.pk])
    assert browser.get(record_page).status_code == 404
    record_meetings.asked_to(meeting=meeting.pk, asked=Asked("social-care", worker=stranger.pk), now=NOW, **by)
    assert browser.get(record_page).status_code == 200
    assert browser.get(reverse("child", args=[jonah.pk])).status_code == 404
    held = london("2021-09-06 10:00")
    record_meetings.meeting_held(meeting=meeting.pk, at=held, now=held + timedelta(hours=2), **by)
    for days, status in ((13, 200), (15, 404)):
        monkeypatch.setattr("righthelp.foundation.calendar.now", lambda days=days: held + timedelta(days=days))
        assert signed_in(stranger).get(record_page).status_code == status


def test_a_part_about_a_brother_whose_record_is_not_open_to_the_reader_is_not_there(house: CaseworkHouse) -> None:
    kezia, jonah, _ = house.family()
    meeting = house.meeting(kezia, jonah)
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    parts = [Written("All", "They share a room."), Written("Jonah", "Jonah wets the bed.", child=jonah.pk)]
    record_meetings.minuted(meeting=meeting.pk, parts=parts, version=0, **by)
    plan = house.plan(kezia)
    stranger: Worker = house.worker("Imogen Fairbrook", team="missing", title="Social worker", role="social_worker")
    record.action_agreed(child=kezia.pk, plan=plan.pk, what="Club", by_when=date(2021, 9, 9), worker=stranger.pk, **by)
    shown = page(signed_in(stranger), "meeting", kezia.pk, meeting.pk)
    assert "They share a room." in shown
    assert "Jonah wets the bed." not in shown
    assert signed_in(stranger).get(reverse("casework:meeting", args=[jonah.pk, meeting.pk])).status_code == 404


def test_a_meeting_is_moved_and_cancelled_with_a_reason(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    meeting = called(house, kezia, **moment("planned", "6/9/2021 10:00"))
    browser, here = signed_in(house.ruth), [kezia.pk, meeting.pk]
    browser.post(reverse("casework:move", args=here), moment("planned", "8/9/2021 10:00"))
    assert "8 September 2021" in page(browser, "meeting", *here)
    cancel = reverse("casework:cancel", args=here)
    assert "Write why" in text_of(browser.post(cancel, {"why": ""}))
    browser.post(cancel, {"why": "The family moved to Leeds"})
    assert "The family moved to Leeds" in page(browser, "meeting", *here)
    assert "Cancelled" in page(browser, "meetings", kezia.pk)


def test_somebody_asked_whose_record_is_closed_to_the_reader_stands_on_the_list_without_a_name(
    house: CaseworkHouse,
) -> None:
    kezia, *_ = house.family()
    aunt = house.child("Folasade", "Adeyemi", born=date(1990, 2, 2), tier=2, worker=False)
    meeting = house.meeting(kezia, asked=[Asked("family", person=aunt.pk)])
    for name in ("meeting", "meeting-print", "came"):
        shown = page(signed_in(house.ruth), name, kezia.pk, meeting.pk)
        assert "Folasade" not in shown
        assert "Somebody of the family" in shown
