"""The Channel panel meets about children: who came for which agency, what was decided, and when it looks again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.access.models import Conflict
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import record_meetings
from righthelp.practice.casework.models import Attendance, Meeting
from righthelp.practice.casework.record_meetings import Asked
from righthelp.practice.front_door import record_channel, record_registers
from righthelp.practice.front_door.models import ChannelPanel, ChannelReferral
from righthelp.practice.people.models import Person
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.front_door_house import NOW, FrontDoorHouse, account_of
from tests.stories.test_front_door_registers import screened

DAY = timedelta(days=1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoorHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield FrontDoorHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def referred(house: FrontDoorHouse, child: Person) -> ChannelReferral:
    """Screened and referred to Channel, ten days ago."""
    then = NOW - 10 * DAY
    contact = house.told(child, why="radical", now=then, words=child.forename).contacts.get()
    screened(house, contact, "radicalisation", "moderate")
    return record_registers.channel_referred(
        contact=contact.pk, why="Films, and talk of leaving.", agreed=True, by=account_of(house.karen), now=then
    )


def called(house: FrontDoorHouse, *rows: ChannelReferral, **more: Any) -> Meeting:
    """Karen puts the panel of yesterday on the list."""
    given: dict[str, Any] = {"planned": NOW - DAY, "by": account_of(house.karen), "now": NOW - 3 * DAY}
    return record_channel.panel_called(children=[row.pk for row in rows], **(given | more))


def met(house: FrontDoorHouse, meeting: Meeting) -> Meeting:
    return record_meetings.meeting_held(
        meeting=meeting.pk, at=NOW - DAY, chair=house.moira.pk, by=account_of(house.karen), now=NOW
    )


def decided(house: FrontDoorHouse, row: ChannelPanel, decision: str, **more: Any) -> ChannelPanel:
    given: dict[str, Any] = {"why": "He wants help.", "by": account_of(house.karen), "now": NOW}
    if decision in ("adopted", "goes-on"):
        given |= {"support": "A mentor, weekly.", "next_review": date(2021, 11, 30)}
    return record_channel.panel_decided(panel=row.pk, decision=decision, **(given | more))


def moment(name: str, day: date, time: str) -> dict[str, str]:
    parts = {"day": day.day, "month": day.month, "year": day.year, "time": time}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


def test_the_panel_is_called_meets_and_decides_for_each_child(house: FrontDoorHouse) -> None:
    amira, yusuf, _ = house.family()
    rows = [referred(house, amira), referred(house, yusuf)]
    karen = signed_in(house.karen)
    as_application()
    call = reverse("front_door:call-panel")
    assert "Tick at least one child" in text_of(karen.post(call, moment("planned", date(2021, 8, 31), "14:00")))
    karen.post(call, {"children": [row.pk for row in rows], **moment("planned", date(2021, 8, 31), "14:00")})
    meeting = Meeting.objects.get(kind="channel")
    page = reverse("front_door:panel", args=[meeting.pk])
    for agency, name in (("police", "DS Cole"), ("education", "Una Field")):
        karen.post(reverse("front_door:panel-ask", args=[meeting.pk]), {"agency": agency, "name": name, "copy": "none"})
    held = {"chair": house.moira.pk, **moment("at", date(2021, 8, 31), "14:10")}
    karen.post(reverse("front_door:panel-held", args=[meeting.pk]), held)
    police, school = Attendance.objects.order_by("pk")
    came = {f"came_{police.pk}": "yes", f"said_{police.pk}": "Known online.", f"came_{school.pk}": "apologies"}
    karen.post(reverse("front_door:panel-came", args=[meeting.pk]), came | {f"said_{school.pk}": ""})
    first, second = ChannelPanel.objects.order_by("referral__child__birth_date")
    decide = reverse("front_door:panel-decide", args=[first.pk])
    given = {"decision": "adopted", "why": "She wants help.", "support": "A mentor, weekly."}
    assert "looks at it again" in text_of(karen.post(decide, given))
    karen.post(decide, given | {"next_review_day": "30", "next_review_month": "11", "next_review_year": "2021"})
    no = {"decision": "not-adopted", "why": "The school helps him."}
    karen.post(reverse("front_door:panel-decide", args=[second.pk]), no)
    shown = text_of(karen.get(page))
    assert "DS Cole" in shown
    assert "Sent apologies" in shown
    assert "30 November 2021" in shown
    assert "Not adopted" in shown
    for row in rows:
        row.refresh_from_db()
    assert [(row.said, row.review_by) for row in rows] == [("adopted", date(2021, 11, 30)), ("not-taken", None)]
    assert "next review by 30 Nov 2021" in text_of(karen.get(reverse("front_door:channel")))


def test_support_goes_on_and_is_closed_and_nothing_is_decided_twice_or_out_of_turn(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    row = referred(house, amira)
    meeting = called(house, row)
    panel = meeting.channel.get()
    with pytest.raises(Refused, match="on the list of a panel"):
        called(house, row)
    with pytest.raises(Refused, match="Record first that the panel met"):
        decided(house, panel, "adopted")
    met(house, meeting)
    with pytest.raises(Refused, match="does not support this child yet"):
        decided(house, panel, "closed")
    with pytest.raises(Refused, match="comes after this meeting"):
        decided(house, panel, "adopted", next_review=NOW.date() - 2 * DAY)
    decided(house, panel, "adopted")
    with pytest.raises(Refused, match="recorded already"):
        decided(house, panel, "not-adopted")
    again = met(house, called(house, row)).channel.get()
    decided(house, again, "goes-on", next_review=date(2021, 12, 14))
    last = met(house, called(house, row)).channel.get()
    decided(house, last, "closed", why="A year without it; the mentor goes on as a friend.")
    row.refresh_from_db()
    assert (row.closed_on, row.review_by) == ((NOW - DAY).date(), None)
    with pytest.raises(Refused, match="closed meanwhile"):
        called(house, row)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChannelPanel.objects.filter(pk=last.pk).update(next_review=date(2021, 12, 1))


def test_moved_or_cancelled_on_any_page_the_referral_says_when_the_panel_meets(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    row = referred(house, amira)
    meeting = called(house, row, planned=NOW + 7 * DAY)
    row.refresh_from_db()
    assert row.panel_on == date(2021, 9, 8)
    given: dict[str, Any] = {"meeting": meeting.pk, "by": account_of(house.karen), "now": NOW}
    record_meetings.meeting_moved(planned=NOW + 9 * DAY, **given)
    row.refresh_from_db()
    assert row.panel_on == date(2021, 9, 10)
    record_meetings.meeting_cancelled(why="No chair.", **given)
    assert ChannelReferral.objects.get(pk=row.pk).panel_on is None
    assert called(house, row, planned=NOW + 11 * DAY).pk


def test_who_may_not_know_of_one_child_reads_nothing_of_that_child_and_writes_nothing(house: FrontDoorHouse) -> None:
    amira, yusuf, _ = house.family()
    meeting = called(house, referred(house, amira), referred(house, yusuf))
    met(house, meeting)
    asked = record_meetings.asked_to(
        meeting=meeting.pk, asked=Asked("police", name="DS Cole"), by=account_of(house.karen), now=NOW
    )
    Attendance.objects.filter(pk=asked.pk).update(came="yes", said="Yusuf is known online.")
    Conflict.objects.create(
        account=account_of(house.dev), kind="child", subject_id=yusuf.pk, declared_at=NOW, note="His uncle."
    )
    dev = signed_in(house.dev)
    page = reverse("front_door:panel", args=[meeting.pk])
    shown = text_of(dev.get(page))
    assert "Amira" in shown
    assert "Yusuf" not in shown
    for name in ("panel-came", "panel-ask", "panel-held", "panel-move", "panel-cancel"):
        assert dev.get(reverse(f"front_door:{name}", args=[meeting.pk])).status_code == 404
    hidden = meeting.channel.get(referral__child=yusuf)
    assert dev.get(reverse("front_door:panel-decide", args=[hidden.pk])).status_code == 404
    assert "Yusuf" not in text_of(dev.get(reverse("front_door:channel")))
    assert signed_in(house.ruth).get(page).status_code == 404
