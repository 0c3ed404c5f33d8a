"""Strategy discussions and section 47 enquiries, told by named children through the real pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.calendar import Month, end_of_day
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.governance.release.kind_minutes import Minutes
from righthelp.practice.casework.models import Attendance, Part
from righthelp.practice.people.models import Relationship
from righthelp.practice.section47 import figures, record, record_after
from righthelp.practice.section47.models import Concerned, Discussion, Enquiry, Given, TheirRecord
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.section47_house import HOUR, NOW, Section47House, account_of, day, moment, page

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


def test_freya_joint_enquiry_with_its_joint_visit_followed_through_to_a_conference(
    house: Section47House, at: At
) -> None:
    freya = house.known("Freya", "Marlowe")
    nadia, iqbal = signed_in(house.nadia), signed_in(house.iqbal)
    as_application()
    asks = text_of(nadia.get(page("ask", freya.pk)))
    assert "Social care, police and health take part" in asks
    said = {
        "children": [str(freya.pk)],
        **moment("asked", NOW - HOUR),
        **moment("planned", NOW),
        "harm": "PHY",
        "concern": "A bruise like a hand. She says that Dad did it.",
        "chair": str(house.iqbal.pk),
        "agency_1": "police",
        "name_1": "DS Moss",
        "agency_2": "health",
        "name_2": "Sister Bell",
    }
    response = nadia.post(page("ask", freya.pk), said)
    found = Discussion.objects.get()
    assert response.headers["Location"] == page("discussion", found.pk)
    assert found.first_referred  # nobody had a plan: the assessment service chairs
    police, nurse = Attendance.objects.filter(meeting=found.meeting).order_by("pk")
    held = {
        **moment("at", NOW),
        "chair": str(house.iqbal.pk),
        f"came_{police.pk}": "yes",
        f"said_{police.pk}": "Two calls to the house this year.",
        f"came_{nurse.pk}": "yes",
        f"said_{nurse.pk}": "She missed two appointments.",
    }
    assert iqbal.post(page("held", found.pk), held).headers["Location"] == page("decide", found.pk)
    row = Concerned.objects.get()
    assert row.quorate
    shown = text_of(iqbal.get(page("decide", found.pk)))
    assert "Two calls to the house this year." in shown
    choice = {
        f"decision_{row.pk}": "joint",
        f"why_{row.pk}": "The mark, and what she says.",
        f"safety_{row.pk}": "She sleeps at her aunt’s.",
        f"worker_{row.pk}": str(house.nadia.pk),
        f"joint_visit_{row.pk}": "yes",
        f"joint_why_{row.pk}": "She is asked once, by both.",
        **day(f"joint_by_{row.pk}", date(2021, 9, 2)),
    }
    assert iqbal.post(page("decide", found.pk), choice).headers["Location"] == page("actions", found.pk)
    enquiry = Enquiry.objects.get()
    assert (enquiry.strategy_held, enquiry.opened, enquiry.worker) == (NOW, NOW, house.nadia)
    assert "Still to come</strong>" in text_of(iqbal.get(page("joint-visits")))
    house.visit(freya, NOW + 3 * HOUR)
    at(NOW + 5 * HOUR)
    visits = text_of(nadia.get(page("joint", enquiry.pk)))
    assert "seen alone" in visits
    which = {"visit": str(freya.visits.get().pk), "with_whom": "DS Moss"}
    assert nadia.post(page("joint", enquiry.pk), which).status_code == 302
    audit = text_of(iqbal.get(page("joint-visits")))
    assert "Made</strong>" in audit
    assert "Nadia Fernhill, and DS Moss" in audit
    finding = {
        "version": str(Enquiry.objects.get().version),
        "findings": "She says it happens every week.",
        "outcome": "risk",
        "next_step": "conference",
        "finished": "yes",
    }
    assert nadia.post(page("write", enquiry.pk), finding).status_code == 302
    enquiry.refresh_from_db()
    assert enquiry.seen_in_id == enquiry.alone_in_id == freya.visits.get().pk
    assert iqbal.post(page("authorise", enquiry.pk), {"why": "Every week, and no plan for safety."}).status_code == 302
    enquiry.refresh_from_db()
    assert enquiry.conference_needed == enquiry.authorised == NOW + 5 * HOUR
    assert "A child protection conference is needed" in text_of(nadia.get(page("enquiry", enquiry.pk)))


def test_tomas_joint_visit_that_was_not_made_is_found_by_the_audit(house: Section47House, at: At) -> None:
    tomas = house.known("Tomas", "Bellweather")
    enquiry = house.enquiry(tomas)
    iqbal, nadia = signed_in(house.iqbal), signed_in(house.nadia)
    assert "Still to come</strong>" in text_of(iqbal.get(page("joint-visits")))
    at(NOW + 2 * DAY)
    late = text_of(iqbal.get(page("joint-visits")))
    assert "Nothing recorded, day past</strong>" in late
    due = DueMoment.objects.get(clock__contains="joint")
    assert due.due_at == end_of_day(date(2021, 9, 2))
    blocked = {"version": "0", "findings": "Quiet.", "outcome": "no-risk", "next_step": "need", "finished": "yes"}
    house.visit(tomas, NOW + HOUR)
    refused = text_of(nadia.post(page("write", enquiry.pk), blocked))
    assert "A joint visit was decided on" in refused
    assert "Quiet." in refused
    why = "The officer was called away, and nobody rang; I went alone."
    assert nadia.post(page("no-joint", enquiry.pk), {"why": why}).status_code == 302
    csv = text_of(iqbal.get(page("joint-visits") + "?format=csv&table=joint"))
    assert "Not made" in csv
    assert "called away" in csv
    assert not DueMoment.objects.filter(clock__contains="joint").exists()


def test_orla_not_substantiated_steps_down(house: Section47House, at: At) -> None:
    orla = house.known("Orla", "Winterbourne")
    enquiry = house.enquiry(orla, decision="single")
    house.visit(orla, NOW + HOUR)
    later = NOW + 3 * DAY
    house.found(enquiry, now=later, outcome="unfounded", next_step="early-help", findings="A fall, seen by two.")
    at(later + HOUR)
    iqbal = signed_in(house.iqbal)
    assert "Authorise" in text_of(iqbal.get(page("enquiry", enquiry.pk)))
    assert iqbal.post(page("authorise", enquiry.pk), {"why": "Two people saw her fall."}).status_code == 302
    enquiry.refresh_from_db()
    assert enquiry.conference_needed is None
    assert not DueMoment.objects.filter(journey="section47").exists()
    row = figures.monthly([Month.of(later)])[0]
    assert (row.held, row.opened, row.authorised, row.unfounded, row.needed, row.conversion) == (1, 1, 1, 1, 0, 0)


def test_the_pemberton_brothers_are_decided_apart(house: Section47House) -> None:
    jude, milo = house.known("Jude", "Pemberton"), house.known("Milo", "Pemberton", born=date(2019, 1, 2))
    Relationship.objects.create(person=jude, other=milo, kind="sibling")
    assert "Milo Pemberton, brother" in text_of(signed_in(house.nadia).get(page("ask", jude.pk)))
    found = house.held(house.asked(jude, milo))
    first, second = found.children.order_by("pk")
    iqbal = signed_in(house.iqbal)
    said = {
        f"decision_{first.pk}": "single",
        f"why_{first.pk}": "He was hit.",
        f"safety_{first.pk}": "With his grandmother.",
        f"worker_{first.pk}": str(house.nadia.pk),
        f"decision_{second.pk}": "not-needed",
        f"why_{second.pk}": "He was not there, and nothing points to harm.",
    }
    assert iqbal.post(page("decide", found.pk), said).status_code == 302
    assert [row.decision for row in found.children.order_by("pk")] == ["single", "not-needed"]
    assert Enquiry.objects.get().child == jude
    minutes = text_of(iqbal.get(page("minutes", found.pk)))
    assert "Decided for Jude Pemberton" in minutes
    assert "Decided for Milo Pemberton" in minutes


def test_a_discussion_held_late_says_why_and_its_clock_says_late(house: Section47House, at: At) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.asked(ana, at=NOW - 30 * HOUR, now=NOW - 29 * HOUR)
    due = DueMoment.objects.get(journey="strategy")
    assert due.due_at == NOW - 6 * HOUR
    with pytest.raises(Refused, match="more than 24 hours"):
        house.held(found)
    house.held(found, late_why="The police could not come before.")
    assert "Held late:" in text_of(signed_in(house.iqbal).get(page("discussion", found.pk)))
    assert "Late" in text_of(signed_in(house.iqbal).get(page("board")))


def test_an_agency_that_did_not_take_part_stands_out_and_says_why_it_went_ahead(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.asked(ana)
    with pytest.raises(Refused, match=r"Health\. Write why it went ahead"):
        house.held(found, without=("health",))
    house.held(found, without=("health",), absent_why="The nurse is rung at nine.")
    row = Concerned.objects.get()
    assert row.quorate is False
    shown = text_of(signed_in(house.iqbal).get(page("discussion", found.pk)))
    assert "Did not take part</strong>" in shown
    assert "The nurse is rung at nine." in shown
    with pytest.raises(IntegrityError), transaction.atomic():
        Discussion.objects.filter(pk=found.pk).update(absent_why="")


def test_a_report_is_not_taking_part(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.asked(ana)
    parts = {
        each.pk: record.Part("report" if each.agency == "police" else "yes") for each in found.meeting.attendances.all()
    }
    with pytest.raises(Refused, match="Police"):
        house.held(found, parts=parts)


def test_for_a_child_first_referred_another_chair_than_the_assessment_services_says_why(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.asked(ana)
    with pytest.raises(Refused, match="assessment service chairs"):
        house.held(found, chair=house.gurdeep.pk)
    house.held(found, chair=house.gurdeep.pk, chair_why="Nobody of the service was in the building.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Discussion.objects.filter(pk=found.pk).update(chair_why="")


def test_only_a_manager_chairs(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    with pytest.raises(Refused, match="chaired by a manager"):
        house.held(house.asked(ana), chair=house.nadia.pk)
    assert signed_in(house.nadia).post(page("held", Discussion.objects.get().pk), {}).status_code == 403


def test_key_actions_reach_everybody_present_and_the_clock_stops(house: Section47House, at: At) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.held(house.asked(ana))
    house.settled(found, house.choice("single"))
    assert DueMoment.objects.get(journey="strategy").due_at == NOW + 2 * HOUR
    iqbal = signed_in(house.iqbal)
    action = {
        "child": str(ana.pk),
        "what": "Ask the GP for the notes",
        "owner": "Sister Bell",
        **day("by_when", date(2021, 9, 3)),
    }
    assert iqbal.post(page("actions", found.pk), action).status_code == 302
    listed = text_of(iqbal.get(page("actions-print", found.pk)))
    assert "Ask the GP for the notes" in listed
    assert "What police knows." not in listed
    at(NOW + HOUR)
    ways = {"police": "secure", "health": "spoken", "education": "hand", "social-care": "worklist"}
    people = list(found.meeting.attendances.all())
    some = {f"to_{each.pk}": ways[each.agency] for each in people if each.agency != "education"}
    assert iqbal.post(page("give-actions", found.pk), some).status_code == 302
    assert DueMoment.objects.filter(journey="strategy").exists()
    assert "Joan Applewhite" in text_of(iqbal.get(page("discussion", found.pk)))
    rest = {f"to_{each.pk}": "hand" for each in people if each.agency == "education"}
    iqbal.post(page("give-actions", found.pk), rest)
    assert not DueMoment.objects.filter(journey="strategy").exists()
    assert Given.objects.count() == len(people)
    at(NOW + 2 * HOUR)
    iqbal.post(page("actions", found.pk), {**action, "what": "Photograph the mark"})
    assert "Has an older list" in text_of(iqbal.get(page("actions", found.pk)))


def test_only_a_colleague_has_a_worklist(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.held(house.asked(ana))
    house.settled(found, house.choice("single"))
    police = found.meeting.attendances.get(agency="police")
    with pytest.raises(Refused, match="Only colleagues"):
        record_after.given(discussion=found.pk, to={police.pk: "worklist"}, by=account_of(house.iqbal), now=NOW)


def test_minutes_are_drafted_from_the_record_and_what_the_police_said_is_absent_from_the_schools_copy(
    house: Section47House, at: At
) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.held(house.asked(ana))
    house.settled(found, house.choice("single"))
    iqbal = signed_in(house.iqbal)
    opened = iqbal.get(page("minutes", found.pk))
    form = opened.context["form"] if opened.context else None
    draft = {}
    for n in range(1, 12):
        draft[f"heading_{n}"], draft[f"text_{n}"] = "", ""
    draft |= {"version": "0", "heading_1": "The concern", "text_1": "A mark.", "heading_2": "Police"}
    draft |= {"text_2": "What police knows.", "confidential_2": "on"}
    assert form is None or form["heading_2"].value()
    assert "What police knows." in text_of(opened)
    assert iqbal.post(page("minutes", found.pk), draft).status_code == 302
    assert Part.objects.filter(meeting=found.meeting, confidential=True).count() == 1
    chair = found.meeting.attendances.get(agency="social-care")
    police = found.meeting.attendances.get(agency="police")
    iqbal.post(page("copy-rights", found.pk, police.pk), {"copy": "none"})
    shown = iqbal.get(page("copies", found.pk))
    prepare = reverse("release:prepare", args=[ana.pk, "minutes", found.meeting_id])
    assert prepare in shown.content.decode()
    assert "education: without the confidential parts" in text_of(shown)
    assert "police: no copy" in text_of(shown)
    assert DueMoment.objects.get(journey="meeting").due_at == NOW + 48 * HOUR
    minutes = Minutes()
    copies = {
        each.name: minutes.tree(found.meeting_id, each, NOW)
        for each in minutes.recipients(found.meeting_id, NOW).getting
    }
    assert [name for name, copy in copies.items() if "What police knows." in str(copy)] == [str(chair.worker)]
    assert len(copies) > 1
    at(NOW + HOUR)
    minutes.given_out(found.meeting_id, account_of(house.iqbal), NOW + HOUR)
    assert not DueMoment.objects.filter(journey="meeting").exists()


def test_of_two_who_write_the_minutes_the_second_keeps_their_text_and_sees_the_others(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.held(house.asked(ana))
    house.settled(found, house.choice("single"))
    mine = {"version": "0", "heading_1": "The concern", "text_1": "Iqbal’s words."}
    theirs = {"version": "0", "heading_1": "The concern", "text_1": "Petra’s words."}
    iqbal, petra = signed_in(house.iqbal), signed_in(house.petra)
    assert iqbal.post(page("minutes", found.pk), mine).status_code == 302
    refused = text_of(petra.post(page("minutes", found.pk), theirs))
    assert "Somebody else saved these minutes meanwhile" in refused
    assert ">Petra’s words.</textarea>" in refused
    assert "Iqbal’s words." in refused
    assert petra.post(page("minutes", found.pk), {**theirs, "version": "1"}).status_code == 302


def test_of_two_who_write_one_enquiry_neither_loses_text(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    enquiry = house.enquiry(ana, decision="single")
    said = {"version": str(enquiry.version), "finished": "no"}
    nadia, iqbal = signed_in(house.nadia), signed_in(house.iqbal)
    assert nadia.post(page("write", enquiry.pk), {**said, "findings": "Nadia’s words."}).status_code == 302
    refused = text_of(iqbal.post(page("write", enquiry.pk), {**said, "findings": "Iqbal’s words."}))
    assert "Somebody else saved this enquiry meanwhile" in refused
    assert "Nadia’s words." in refused
    assert ">Iqbal’s words.</textarea>" in refused


def test_what_another_agency_wrote_down_stands_out_until_it_is_put_right(house: Section47House) -> None:
    ana = house.known("Ana", "Quillfeather")
    found = house.held(house.asked(ana))
    (row,) = house.settled(found, house.choice("joint"))
    iqbal = signed_in(house.iqbal)
    said = {"agency": "police", "decision": "single", "told_by": "PC Hale, records"}
    assert iqbal.post(page("their-record", row.pk), said).status_code == 302
    assert "Different</strong>" in text_of(iqbal.get(page("differences")))
    their = TheirRecord.objects.get()
    assert iqbal.post(page("put-right", their.pk), {"how": "Changed while I was on the telephone."}).status_code == 302
    listed = text_of(iqbal.get(page("differences")))
    assert "Put right</strong>" in listed
