"""The child's record as a story: what brought them, what the plan is, and a chronology that is marked and printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.desk import record as desk
from righthelp.desk.models import Marked
from righthelp.desk.timeline import KINDS, events
from righthelp.desk.timeline_events import EVENTS
from righthelp.desk.timeline_said import TOLD
from righthelp.foundation.documents.reading import pieces_of
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import record, record_meetings, record_work
from righthelp.practice.people.models import Person, Residence
from tests.stories.casework_house import NOW, CaseworkHouse, account_of, london
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.front_door_house import FrontDoorHouse


class StoryHouse(CaseworkHouse, FrontDoorHouse):
    """The front door, and the social workers whom a referral goes to."""

    def known(self) -> Person:
        """Kezia, referred in July, with a plan, a visit, a core group, direct work and an action."""
        kezia, *_ = self.family()
        by: dict[str, Any] = {"by": account_of(self.ruth), "now": NOW}
        july = london("2021-07-05 10:00")
        self.decided(self.told(kezia, now=july), "referral", now=july + timedelta(hours=2))
        plan = self.plan(kezia)
        record.outcome_set(plan=plan.pk, what="Kezia goes to bed fed and on time", **by)
        self.visit(kezia, at="2021-08-20 17:00")
        meeting = self.meeting(kezia, planned="2021-08-25 10:00")
        record_meetings.meeting_held(meeting=meeting.pk, at=london("2021-08-25 10:00"), **by)
        record_work.worked_with(
            child=kezia.pk,
            at=london("2021-08-26 16:00"),
            tool="three-houses",
            analysis="She is not safe at night.",
            **by,
        )
        record.action_agreed(
            child=kezia.pk, plan=plan.pk, what="Buy a bed", by_when=date(2021, 9, 9), owner="Grace", **by
        )
        self.meeting(kezia, planned="2021-09-14 10:00")
        return kezia


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoryHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield StoryHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_the_first_page_tells_what_brought_the_child_what_the_plan_is_and_what_is_due(house: StoryHouse) -> None:
    kezia = house.known()
    as_application()
    page = text_of(signed_in(house.ruth).get(f"/children/{kezia.pk}"))
    for words in (
        "What is the plan",
        "Child protection plan since 2 August 2021",
        "Kezia goes to bed fed and on time",
        "Last seen 20 August 2021, not alone",
        "Core group, 14 September 2021 at 10am",
        "1 action to be done",
        "Referred to ASTI East 1 on 5 July 2021",
        "Visit under a child protection plan",
    ):
        assert words in page, words
    paper = text_of(signed_in(house.ruth).get(f"/children/{kezia.pk}/summary"))
    assert "To change: Kezia goes to bed fed and on time" in paper
    for name in ("casework:plan", "casework:visits", "casework:meetings", "front_door:of-child"):
        assert reverse(name, args=[kezia.pk]) in page


def test_the_chronology_has_what_every_room_knows_each_with_its_page(house: StoryHouse) -> None:
    kezia = house.known()
    browser = signed_in(house.ruth)
    page = text_of(browser.get(f"/children/{kezia.pk}/timeline"))
    order = [
        "Agreed: Buy a bed",
        "Direct work: three houses",
        "Core group held",
        "Visited by Ruth Okafor: seen, not alone",
        "Child protection plan began",
        "Referred to ASTI East 1",
        "Somebody told us: neglect",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    for event in events(kezia.pk, shows_protected=False):
        if event.href:
            assert browser.get(event.href).status_code in (200, 302), event.title
    assert {each.kind for each in events(kezia.pk, shows_protected=False)} >= {
        "contact", "meeting", "plan", "visit", "action", "worker", "move",
    }  # fmt: skip


def test_the_chronology_is_narrowed_by_kind_days_and_mark(house: StoryHouse) -> None:
    kezia = house.known()
    browser, address = signed_in(house.ruth), f"/children/{kezia.pk}/timeline"
    august = text_of(browser.get(address, {"from": "2021-08-20", "to": "2021-08-25", "events_kind": "visit"}))
    assert "Visited by Ruth Okafor" in august
    assert "Core group held" not in august
    assert "Direct work" not in august
    nonsense = text_of(browser.get(address, {"from": "soon"}))
    assert "Direct work" in nonsense
    visit = next(each for each in events(kezia.pk, shows_protected=False) if each.kind == "visit")
    desk.marked(child=kezia.pk, entry=visit.entry, note="First time alone", by=account_of(house.ruth), now=NOW)
    marked = text_of(browser.get(address, {"events_marked": "yes"}))
    assert "First time alone" in marked
    assert "Core group held" not in marked


def test_a_worker_marks_what_matters_changes_the_note_and_takes_it_back(house: StoryHouse) -> None:
    kezia = house.known()
    browser = signed_in(house.ruth)
    visit = next(each for each in events(kezia.pk, shows_protected=False) if each.kind == "visit")
    address = reverse("timeline-mark", args=[kezia.pk, visit.entry])
    as_application()
    assert "Write why this matters" in text_of(browser.post(address, {"note": " "}))
    browser.post(address, {"note": "She spoke for the first time."})
    browser.post(address, {"note": "She spoke of her room for the first time."})
    mark = Marked.objects.get()
    assert mark.note == "She spoke of her room for the first time."
    assert "She spoke of her room" in text_of(browser.get(f"/children/{kezia.pk}"))
    assert "She spoke of her room" in text_of(browser.get(f"/children/{kezia.pk}/timeline"))
    browser.post(address, {"unmark": "1"})
    mark.refresh_from_db()
    assert (mark.unmarked, mark.unmarked_by) == (NOW, account_of(house.ruth))
    assert "She spoke of her room" not in text_of(browser.get(f"/children/{kezia.pk}/timeline"))
    browser.post(address, {"note": "It does matter."})
    assert Marked.objects.count() == 2
    assert browser.get(reverse("timeline-mark", args=[kezia.pk, "visited-0"])).status_code == 404


def test_a_mark_is_one_at_a_time_by_the_database(house: StoryHouse) -> None:
    kezia = house.known()
    by = account_of(house.ruth)
    with pytest.raises(Refused, match="no longer in the timeline"):
        desk.marked(child=kezia.pk, entry="visited-0", note="Why", by=by, now=NOW)
    given: dict[str, Any] = {"child": kezia, "entry": "visited-1", "note": "Why", "marked": NOW, "marked_by": by}
    Marked.objects.create(**given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Marked.objects.create(**given)
    with pytest.raises(Refused, match="not marked any longer"):
        desk.unmarked(child=kezia.pk, entry="visited-2", by=by, now=NOW)


def test_the_printed_chronology_is_oldest_first_and_without_a_protected_address(house: StoryHouse) -> None:
    kezia = house.known()
    Residence.objects.filter(person=kezia).update(protected=True)
    browser = signed_in(house.ruth)
    address = reverse("timeline-print", args=[kezia.pk])
    page = text_of(browser.get(address))
    assert page.index("Somebody told us") < page.index("Core group held") < page.index("Direct work")
    assert "12 Made-up Lane" in text_of(browser.get(f"/children/{kezia.pk}/timeline"))  # Ruth is tied to Kezia
    assert "12 Made-up Lane" not in page
    assert page.count("<h1") == 1
    only = text_of(browser.get(address, {"events_kind": "meeting", "from": "2021-08-01"}))
    assert "Core group held" in only
    assert "Direct work" not in only
    assert "only: Meetings, from 1 August 2021" in only


def test_the_chronology_as_a_pdf_says_whose_copy_it_is_and_keeps_the_protected_address_out(house: StoryHouse) -> None:
    kezia = house.known()
    Residence.objects.filter(person=kezia).update(protected=True)
    browser = signed_in(house.ruth)
    answer = browser.get(reverse("timeline-pdf", args=[kezia.pk]), {"from": "2021-08-01"})
    assert answer["Content-Type"] == "application/pdf"
    said = " ".join(piece.text for piece in pieces_of(answer.content, "chronology.pdf"))
    said = " ".join(said.split())
    assert "Copy of Ruth Okafor" in said
    assert "Core group held" in said
    assert "Somebody told us" not in said
    assert "Made-up Lane" not in said


def test_a_long_life_is_read_in_as_few_queries_as_a_short_one(house: StoryHouse) -> None:
    kezia = house.known()
    browser = signed_in(house.ruth)

    def asked(path: str) -> int:
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        return len(queries)

    house.told(kezia)  # one that waits for a decision, so that its clock is among those shown
    pages = [f"/children/{kezia.pk}", f"/children/{kezia.pk}/timeline", f"/children/{kezia.pk}/timeline/print"]
    few = [asked(each) for each in pages]
    for n in range(1, 20):
        house.visit(kezia, at=f"2021-08-{n:02} 12:00")
        house.told(kezia, words=f"Worry {n}", received=NOW - timedelta(days=n))
    many = [asked(each) for each in pages]
    assert all(more <= less for more, less in zip(many, few, strict=True)), (few, many)


def test_every_event_that_the_statement_reads_has_a_kind_words_and_a_place_in_its_day() -> None:
    statement = re.sub(r"array\['[^]]+\]", "", EVENTS)  # all of it but the order within a day
    assert set(re.findall(r"select '(\w+)', ", statement)) <= set(TOLD)
    assert {what for what in TOLD if f"'{what}'" not in statement} == set()
    assert {each.kind for each in TOLD.values()} == {kind for kind, _ in KINDS}
