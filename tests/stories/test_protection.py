"""Child protection through its pages: from an enquiry to a plan and a step down; brothers apart; in and out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from righthelp.foundation.pages.models import Draft
from righthelp.governance.release.kind_minutes import Minutes
from righthelp.practice.casework.models import Meeting, Plan
from righthelp.practice.people.models import Involvement
from righthelp.practice.protection import queries
from righthelp.practice.protection.models import ChildConference, ProtectionPlan, Score
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.protection_house import FIRST, HELD, ProtectionHouse, account_of, london
from tests.stories.protection_pages import Clock, boxes, page, sent

HOUR = timedelta(hours=1)


@pytest.fixture
def house(db: None, clock: Clock) -> Iterator[ProtectionHouse]:
    yield ProtectionHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    return made


def enquiry(house: ProtectionHouse, child: int) -> int:
    """A section 47 enquiry whose finding asks for a conference, as its own room keeps it."""
    from tests.stories.protection_enquiries import concluded

    return concluded(house, child, strategy=FIRST)


def test_leo_from_enquiry_to_plan_to_step_down(house: ProtectionHouse, clock: Clock) -> None:
    leo, _ = house.brothers()
    number = enquiry(house, leo.pk)
    as_application()
    ruth, paul, nadia = signed_in(house.ruth), signed_in(house.paul), signed_in(house.nadia)
    clock.now = FIRST + 2 * timedelta(days=1)
    assert "Needed, and not asked for" in page(ruth, "conferences")
    assert "Leo Whitcombe" in page(ruth, "conferences")
    sent(ruth, "ask", leo.pk, enquiry=number, why="Injuries that nobody can explain.")
    row = ChildConference.objects.get()
    assert row.enquiry == number
    assert not queries.needed(account_of(house.ruth), clock.now)
    assert "To be booked" in page(nadia, "conferences")
    booking = boxes("planned", HELD) | {"where": "Room 3", "chair": house.paul.pk, "workers": [house.ruth.pk]}
    booking |= {"name_1": "Dawn Whitcombe", "agency_1": "family", "name_2": "Joan Applewhite", "agency_2": "education"}
    said = sent(nadia, "book", row.pk, conferences=[row.pk], **booking)
    assert "The family reads it by 14 May 2021" in said  # two working days before
    meeting = Meeting.objects.get(kind="icpc")
    sent(ruth, "report", meeting.pk, **boxes("on", date(2021, 5, 5)))
    clock.now = HELD + HOUR
    sent(paul, "held", meeting.pk, **boxes("at", HELD))
    by_agency = {each.agency: each.pk for each in meeting.attendances.all()}
    grid = {f"came_{pk}": "yes" for pk in by_agency.values()}
    grid |= {f"score_{by_agency['social-care']}_{leo.pk}": "2", f"score_{by_agency['family']}_{leo.pk}": "5"}
    sent(paul, "present", meeting.pk, **grid)
    assert sorted(Score.objects.values_list("value", flat=True)) == [2, 5]
    words = {"worries": "Bruises on two days.", "needs_to_happen": "Nobody hits anybody.", "confidential": "Number 4."}
    sent(paul, "record", meeting.pk, version=0, **words)
    decision: dict[str, Any] = {"outcome": "plan", "category": "PHY", "reason": "He was hurt, and it may happen again."}
    decision |= {"views": "I want my bed back.", "core": list(by_agency.values()), "elsewhere": "0"}
    sent(paul, "decide", meeting.pk, row.pk, **decision)
    assert not Draft.objects.exists()
    plan = ProtectionPlan.objects.get()
    assert plan.members.count() == 3
    sheet = {f"copy_{by_agency['social-care']}": "all", f"copy_{by_agency['family']}": "open"}
    sent(paul, "sheet", meeting.pk, **sheet, **{f"copy_{by_agency['education']}": "none"})
    paul.post(reverse("protection:give", args=[meeting.pk]))
    minutes = Minutes()
    copies = {
        each.key: str(minutes.tree(meeting.pk, each, clock.now))
        for each in minutes.recipients(meeting.pk, clock.now).getting
    }
    assert set(copies) == {f"attendance {by_agency[each]}" for each in ("social-care", "family")}
    assert "Number 4." in copies[f"attendance {by_agency['social-care']}"]
    assert "Number 4." not in copies[f"attendance {by_agency['family']}"]
    shown = page(ruth, "plan", plan.plan_id)
    for expected in (
        "He was hurt",
        "I want my bed back.",
        "First core group",
        "First review conference",
        "Joan Applew",
    ):
        assert expected in shown
    clock.now = london("2021-05-27 15:00")
    group = {"plans": [plan.plan_id], "where": "School", "changed": "He sleeps.", "next_steps": "Ruth rings on Friday."}
    sent(ruth, "core-group", plan.plan_id, **group, **boxes("at", clock.now - HOUR))
    assert "Next core group" in page(ruth, "plan", plan.plan_id)
    clock.now = london("2021-08-10 12:00")
    sent(ruth, "review", plan.plan_id, why="Due in August.")
    second = ChildConference.objects.get(kind="rcpc")
    booking |= {**boxes("planned", london("2021-08-10 10:00")), "conferences": [second.pk]}
    sent(nadia, "book", second.pk, **booking)
    review = Meeting.objects.get(kind="rcpc")
    sent(paul, "held", review.pk, **boxes("at", london("2021-08-10 10:00")))
    over = {"outcome": "end", "ending": "step-down", "reason": "Nobody was hurt for three months."}
    sent(paul, "decide", review.pk, second.pk, **over)
    done = Plan.objects.get(pk=plan.plan_id)
    assert (done.ends, done.ending) == (date(2021, 8, 10), "step-down")
    shown = page(ruth, "plan", plan.plan_id)
    assert "Ended 10 August 2021" in shown
    assert "Within three months" in shown  # 18 May to 10 August
    assert "Nobody was hurt for three months." in shown


def test_max_and_leo_share_a_meeting_and_are_decided_apart(house: ProtectionHouse, clock: Clock) -> None:
    leo, max_ = house.brothers()
    first, second = house.asked(leo), house.asked(max_)
    clock.now = FIRST + 2 * timedelta(days=1)
    nadia, paul = signed_in(house.nadia), signed_in(house.paul)
    shown = page(nadia, "book", first.pk)
    assert "Max Whitcombe" in shown
    both = {"conferences": [first.pk, second.pk], "where": "Room 3", "chair": house.paul.pk}
    sent(nadia, "book", first.pk, **both, **boxes("planned", HELD))
    meeting = Meeting.objects.get()
    clock.now = HELD + HOUR
    sent(paul, "held", meeting.pk, **boxes("at", HELD))
    sent(paul, "decide", meeting.pk, first.pk, outcome="plan", category="PHY", reason="He was hurt.", elsewhere="0")
    refused = paul.post(
        reverse("protection:decide", args=[meeting.pk, second.pk]), {"outcome": "no-plan", "reason": "Never there."}
    )
    assert "Say what follows when there is no plan." in text_of(refused)
    assert "Never there." in text_of(refused)
    sent(paul, "decide", meeting.pk, second.pk, outcome="no-plan", instead="need", reason="He was never there.")
    assert ProtectionPlan.objects.get().child == leo
    assert "No child protection plan" in page(paul, "meeting", meeting.pk)


def test_ines_has_a_second_plan_within_two_years_and_the_page_says_so(house: ProtectionHouse, clock: Clock) -> None:
    ines = house.child("Ines", "Fairholm", born=date(2015, 1, 4))
    Involvement.objects.create(child=ines, kind="cp", starts=date(2019, 1, 7), ends=date(2020, 1, 7))
    row = house.asked(ines)
    meeting = house.held(house.booked(row))
    clock.now = HELD + 2 * HOUR
    paul = signed_in(house.paul)
    assert "Had a plan before" in page(paul, "decide", meeting.pk, row.pk)
    sent(paul, "decide", meeting.pk, row.pk, outcome="plan", category="NEG", reason="As before.", elsewhere="0")
    plan = ProtectionPlan.objects.get()
    assert "Second plan within two years" in page(paul, "plan", plan.plan_id)
    listed = text_of(paul.get(reverse("protection:plans") + "?plans_again=2"))
    assert "Ines Fairholm" in listed


def test_tom_moves_in_with_a_plan_and_moves_on(house: ProtectionHouse, clock: Clock) -> None:
    tom = house.child("Tom", "Ashdown", born=date(2012, 7, 1))
    ruth, nadia, paul = signed_in(house.ruth), signed_in(house.nadia), signed_in(house.paul)
    clock.now = FIRST + HOUR
    told = {"from_council": "Sandwell", "why": "Neglect, since January."}
    shown = sent(ruth, "transfer-in", tom.pk, **told, **boxes("notified", FIRST))
    assert "From Sandwell" in shown
    assert "25 May 2021" in shown  # fifteen working days
    row = ChildConference.objects.get()
    booking = {"conferences": [row.pk], "where": "Room 1", "chair": house.paul.pk}
    sent(nadia, "book", row.pk, **booking, **boxes("planned", HELD))
    clock.now = HELD + HOUR
    meeting = Meeting.objects.get(kind="transfer")
    sent(paul, "held", meeting.pk, **boxes("at", HELD))
    decision = {"outcome": "plan", "category": "NEG", "reason": "It goes on here.", "elsewhere": "1"}
    sent(paul, "decide", meeting.pk, row.pk, **decision, **boxes("last_elsewhere", HELD.date()))
    plan = ProtectionPlan.objects.get()
    assert (plan.ordinal, plan.within_year) == (2, True)
    clock.now = london("2021-06-14 10:00")
    sent(ruth, "away", plan.plan_id, council="Coventry", contact="Their duty desk, by secure e-mail")
    shown = page(ruth, "plan", plan.plan_id)
    assert "The family moves to Coventry" in shown
    clock.now = london("2021-06-30 10:00")
    moving = plan.transfers.get()
    shown = sent(ruth, "taken", moving.pk, **boxes("on", date(2021, 6, 29)))
    assert "The family moved; another council answers" in shown
    assert "Within three months" in shown


def test_two_chairs_write_at_once_and_neither_loses_text(house: ProtectionHouse, clock: Clock) -> None:
    leo, _ = house.brothers()
    meeting = house.held(house.booked(house.asked(leo)))
    clock.now = HELD + 3 * HOUR
    nadia, paul = signed_in(house.nadia), signed_in(house.paul)
    opened = {"version": 1, "needs_to_happen": "Nobody hits anybody."}
    sent(paul, "record", meeting.pk, worries="Paul’s worries.", **opened)
    address = reverse("protection:record", args=[meeting.pk])
    told = text_of(nadia.post(address, {"worries": "Nadia’s worries.", **opened}))
    assert "Somebody else saved meanwhile" in told
    assert "Nadia’s worries." in told  # hers, still in the box
    assert "Paul’s worries." in told  # and his, beside it
    assert "Nadia’s worries." in text_of(nadia.get(address))  # a fresh window finds the draft
    sent(nadia, "record", meeting.pk, worries="Both.", needs_to_happen="Nobody hits anybody.", version=2)


def test_a_decision_pressed_twice_is_one_decision_and_one_plan(house: ProtectionHouse, clock: Clock) -> None:
    row = house.asked(house.brothers()[0])
    meeting = house.held(house.booked(row))
    clock.now = HELD + 3 * HOUR
    paul = signed_in(house.paul)
    typed = {"outcome": "plan", "category": "PHY", "reason": "He was hurt.", "elsewhere": "0"}
    sent(paul, "decide", meeting.pk, row.pk, **typed)
    again = text_of(paul.post(reverse("protection:decide", args=[meeting.pk, row.pk]), typed))
    assert "It is decided already" in again
    assert ProtectionPlan.objects.count() == 1


def test_whoever_has_no_tie_finds_nothing(house: ProtectionHouse, clock: Clock) -> None:
    leo, _ = house.brothers()
    plan = house.with_plan(leo)
    ola = signed_in(house.worker("Ola Kerrigan", team="east", title="Social worker", role="social_worker"))
    assert ola.get(reverse("protection:plan", args=[plan.plan_id])).status_code in (403, 404)
    assert "Leo Whitcombe" not in page(ola, "plans")
    assert "Leo Whitcombe" not in page(ola, "conferences")
    assert "Leo Whitcombe" in page(signed_in(house.gurdeep), "plans")
    assert "Leo Whitcombe" in page(signed_in(house.nadia), "plans")  # she manages the chair


def test_a_sealed_brother_closes_the_shared_conference(house: ProtectionHouse, clock: Clock) -> None:
    leo, max_ = house.brothers()
    meeting = house.booked(house.asked(leo), house.asked(max_))
    paul = signed_in(house.paul)
    clock.now = HELD
    page(paul, "meeting", meeting.pk)
    max_.tier = 3
    max_.save()
    assert paul.get(reverse("protection:meeting", args=[meeting.pk])).status_code in (403, 404)
    assert "Max" not in page(paul, "conferences")
