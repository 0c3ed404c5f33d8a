"""Child protection through its pages: from an enquiry to a plan and a step down; brothers apart; in and out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.foundation import calendar
from righthelp.foundation.pages.models import Draft
from righthelp.practice.casework.models import Meeting, Plan
from righthelp.practice.casework.record import action_agreed, outcome_met, outcome_set
from righthelp.practice.people.models import Involvement
from righthelp.practice.protection import queries, queries_numbers, queries_plan, record_above, record_live
from righthelp.practice.protection.jobs import long_plans
from righthelp.practice.protection.models import ChildConference, Escalation, Given, Oversight, ProtectionPlan, Score
from righthelp.practice.protection.record_live import Present
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.protection_house import FIRST, HELD, WEEK, ProtectionHouse, account_of, london

HOUR = timedelta(hours=1)


@pytest.fixture
def house(db: None, clock: Clock) -> Iterator[ProtectionHouse]:
    yield ProtectionHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


class Clock:
    """The time of day in these stories: it stands still until it is set."""

    now = HELD


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    return made


def boxes(name: str, at: datetime | date) -> dict[str, str]:
    """A day, or a moment, as a form's boxes."""
    if isinstance(at, datetime):
        at = calendar.local(at)
        return boxes(name, at.date()) | {f"{name}_time": f"{at:%H:%M}"}
    return {f"{name}_day": str(at.day), f"{name}_month": str(at.month), f"{name}_year": str(at.year)}


def page(browser: Client, name: str, *numbers: int) -> str:
    response = browser.get(reverse(f"protection:{name}", args=numbers))
    assert response.status_code == 200, (name, response.status_code)
    return text_of(response)


def sent(browser: Client, name: str, *numbers: int, **typed: Any) -> str:
    """What a page answers to a form that it takes: it leads on, and the next page is there."""
    response = browser.post(reverse(f"protection:{name}", args=numbers), typed)
    assert response.status_code == 302, (name, text_of(response)[:3000] if response.status_code == 200 else response)
    after = browser.get(response.headers["Location"])
    assert after.status_code == 200
    return text_of(after)


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
    give = {f"how_{by_agency[each]}": "hand" for each in ("social-care", "family")}
    sent(paul, "give", meeting.pk, **give)
    assert Given.objects.count() == 2
    assert "Number 4." in page(ruth, "copy", meeting.pk, by_agency["social-care"])
    assert "Number 4." not in page(ruth, "copy", meeting.pk, by_agency["family"])
    assert ruth.get(reverse("protection:copy", args=[meeting.pk, by_agency["education"]])).status_code == 404
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


def test_the_chair_is_asked_whether_less_help_is_enough_and_decides(house: ProtectionHouse, clock: Clock) -> None:
    leo, _ = house.brothers()
    plan = house.with_plan(leo)
    first = plan.conference.meeting
    assert first is not None
    clock.now = HELD + 5 * HOUR
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": HELD + 5 * HOUR}
    ours = first.attendances.get(worker=house.ruth)
    record_live.scored(meeting=first.pk, present=[Present(ours.pk, "yes", {leo.pk: 3})], **by)
    assert queries_plan.eased([plan], clock.now) == {}
    outcome = outcome_set(plan=plan.plan_id, what="Nobody is hurt.", how_known="No marks.", **by)
    clock.now = london("2021-05-28 16:00")
    outcome_met(outcome=outcome.pk, on=date(2021, 5, 28), by=account_of(house.ruth), now=clock.now)
    shown = page(signed_in(house.paul), "plan", plan.plan_id)
    assert "Might less help be enough?" in shown
    assert "The outcome is met." in shown
    plan.refresh_from_db()
    assert plan.ends is None


def test_scores_rise_over_the_meetings_and_stand_in_the_table_beside_the_chart(
    house: ProtectionHouse, clock: Clock
) -> None:
    leo, _ = house.brothers()
    plan = house.with_plan(leo)
    meetings = [plan.conference.meeting, house.core_group(plan, at=london("2021-06-01 14:00"))]
    for meeting, value in zip(meetings, (2, 6), strict=True):
        assert meeting is not None
        ours = meeting.attendances.get(worker=house.ruth)
        present = [Present(ours.pk, "yes", {leo.pk: value})]
        record_live.scored(
            meeting=meeting.pk, present=present, by=account_of(house.ruth), now=london("2021-06-01 18:00")
        )
    clock.now = london("2021-06-02 09:00")
    browser = signed_in(house.ruth)
    shown = page(browser, "plan", plan.plan_id)
    assert "Ruth Okafor (children’s social care): <strong>6</strong>" in shown
    chart = browser.get(reverse("protection:scores", args=[plan.plan_id]))
    assert chart.headers["Content-Type"] == "image/svg+xml"
    assert [(each.day, each.mean) for each in queries_plan.scores_of(leo.pk)] == [
        (date(2021, 5, 18), 2.0),
        (date(2021, 6, 1), 6.0),
    ]


def test_from_above_oversight_milestones_and_escalation_on_the_page(house: ProtectionHouse, clock: Clock) -> None:
    leo, _ = house.brothers()
    plan = house.with_plan(leo)
    action = action_agreed(
        child=leo.pk, plan=plan.plan_id, what="Mend the lock", owner="The landlord", by_when=date(2021, 6, 1),
        by=account_of(house.ruth), now=HELD + 3 * HOUR,
    )  # fmt: skip
    clock.now = london("2022-02-18 10:00")
    long_plans(clock.now)
    gurdeep, ruth = signed_in(house.gurdeep), signed_in(house.ruth)
    sent(gurdeep, "oversight", plan.plan_id, note="Why is it not mended?", action=action.pk)
    assert Oversight.objects.get().action == action
    sent(ruth, "escalate", plan.plan_id, barrier="housing", issue="No lock since May.", level="1", to="Housing")
    first = Escalation.objects.get()
    sent(ruth, "answer", first.pk, response="Next year.", solved="no")
    again = text_of(ruth.get(reverse("protection:escalate", args=[plan.plan_id]) + f"?after={first.pk}"))
    assert "No lock since May." in again
    shown = page(gurdeep, "plan", plan.plan_id)
    assert "9 months on a plan" in shown
    assert "Not solved" in shown
    shown = sent(gurdeep, "look", plan.milestones.get().pk, note="A new plan with housing in a week.")
    assert "A new plan with housing in a week." in shown


def test_every_page_of_a_plan_opens_and_prints(house: ProtectionHouse, clock: Clock) -> None:
    leo, _ = house.brothers()
    plan = house.with_plan(leo)
    clock.now = HELD + timedelta(days=1)
    ruth, paul = signed_in(house.ruth), signed_in(house.paul)
    for name in ("plan", "print", "core-group", "review", "member", "contingency", "escalate", "away", "end"):
        page(ruth, name, plan.plan_id)
    for name in ("category", "chair", "oversight"):
        page(paul, name, plan.plan_id)
    assert "PHY" not in page(ruth, "print", plan.plan_id)  # words, never codes
    page(ruth, "of-child", leo.pk)
    page(ruth, "ask", leo.pk)
    page(ruth, "conference", plan.conference_id)
    for each in plan.stages.all():
        assert ruth.get(reverse("protection:stage", args=[each.pk])).status_code == 302
    listed = ruth.get(reverse("protection:plans") + "?format=csv&table=plans")
    assert "Leo Whitcombe" in text_of(listed)
    for name in ("move", "cancel", "report", "invite", "sheet", "present", "record", "give"):
        meeting = house.booked(house.asked(house.child(name, "Pageturner")))
        page(paul, name, meeting.pk)


def test_a_conference_held_on_the_meeting_page_of_casework_is_held_here_too(
    house: ProtectionHouse, clock: Clock
) -> None:
    from righthelp.practice.casework.record_meetings import meeting_cancelled, meeting_held

    row = house.asked(house.brothers()[0])
    meeting = house.booked(row)
    meeting_held(meeting=meeting.pk, at=HELD, by=account_of(house.paul), now=HELD + HOUR)
    row.refresh_from_db()
    assert row.held == HELD
    other = house.asked(house.child("Una", "Elsewhere"))
    second = house.booked(other)
    meeting_cancelled(meeting=second.pk, why="Snow.", by=account_of(house.paul), now=HELD - WEEK)
    other.refresh_from_db()
    assert other.meeting is None


def test_babies_with_a_plan_are_told_of_when_there_are_a_fifth_more(house: ProtectionHouse) -> None:
    on = date(2021, 9, 1)
    for n in range(6):
        baby = house.child(f"Baby{n}", "Newborough", born=date(2021, 3, 1), worker=False)
        Involvement.objects.create(child=baby, kind="cp", starts=date(2021, 6, 1))
    old = house.child("Ada", "Newborough", born=date(2020, 1, 1), worker=False)
    Involvement.objects.create(child=old, kind="cp", starts=date(2020, 3, 1), ends=date(2021, 1, 1))
    days, groups = queries_numbers.by_age(on)
    assert (days[0], days[-1]) == (date(2020, 9, 1), on)
    baby_group = next(each for each in groups if each.code == "baby")
    assert (baby_group.numbers[0], baby_group.numbers[-1], baby_group.grown) == (1, 6, True)
    assert not any(each.grown for each in groups if each.code != "baby")
    assert queries_numbers.grew(100, 115) is False


def test_what_the_record_ought_to_hold_is_read_and_not_ticked(house: ProtectionHouse) -> None:
    leo, _ = house.brothers()
    plan = house.with_plan(leo)
    missing = {each.what for each in queries_plan.checklist(plan, HELD) if not each.there}
    assert "Outcomes say what needs to change" in missing
    outcome_set(
        plan=plan.plan_id, what="Nobody is hurt.", how_known="No marks.", by=account_of(house.ruth), now=HELD + 3 * HOUR
    )
    missing = {each.what for each in queries_plan.checklist(plan, HELD) if not each.there}
    assert "Outcomes say what needs to change" not in missing


def test_escalation_of_a_plan_that_ended_is_refused(house: ProtectionHouse) -> None:
    from righthelp.foundation.refusals import Refused

    leo, _ = house.brothers()
    plan = house.with_plan(leo)
    house.reviewed(plan, london("2021-08-10 10:00"), "end")
    with pytest.raises(Refused, match="This plan ended on 10 August 2021"):
        record_above.escalated(
            plan=plan.plan_id, barrier="school", issue="x", level="1", to="y", by=account_of(house.ruth),
            now=london("2021-08-12 10:00"),
        )  # fmt: skip


def test_the_confidential_part_is_not_there_for_a_colleague_who_does_not_get_it(
    house: ProtectionHouse, clock: Clock
) -> None:
    leo, _ = house.brothers()
    meeting = house.held(house.booked(house.asked(leo)))
    clock.now = HELD + 3 * HOUR
    assert "The neighbour who told us lives at number 4." in page(signed_in(house.paul), "meeting", meeting.pk)
    assert "The neighbour who told us lives at number 4." in page(signed_in(house.ruth), "meeting", meeting.pk)
    head = signed_in(house.helen)  # reads every record, and is not on the list
    shown = page(head, "meeting", meeting.pk)
    assert "number 4" not in shown
    assert "Confidential part" not in shown
    assert "number 4" not in page(head, "record", meeting.pk)
    sent(head, "record", meeting.pk, version=1, worries="As the head reads it.", needs_to_happen="Nobody hits anybody.")
    meeting.protection_record.refresh_from_db()
    assert meeting.protection_record.worries == "As the head reads it."
    assert meeting.protection_record.confidential == "The neighbour who told us lives at number 4."


def test_a_review_that_nobody_has_asked_for_stands_on_the_list_six_weeks_before(
    house: ProtectionHouse, clock: Clock
) -> None:
    leo, _ = house.brothers()
    plan = house.with_plan(leo)  # its first review is due on 18 August
    account = account_of(house.paul)
    assert queries_plan.reviews_ahead(account, london("2021-07-07 23:00")) == []
    ahead = queries_plan.reviews_ahead(account, london("2021-07-08 09:00"))
    assert [(each.plan.pk, each.first) for each in ahead] == [(plan.pk, True)]
    clock.now = london("2021-08-20 09:00")
    shown = page(signed_in(house.paul), "conferences")
    assert "Reviews in the next six weeks, not asked for" in shown
    assert reverse("protection:review", args=[plan.plan_id]) in shown
    sent(signed_in(house.paul), "review", plan.plan_id, why="It is late.")
    assert queries_plan.reviews_ahead(account, clock.now) == []


def test_a_plan_of_somebody_who_is_eighteen_asks_to_be_ended(house: ProtectionHouse, clock: Clock) -> None:
    kit = house.child("Kit", "Amberley", born=date(2003, 6, 20))
    plan = house.with_plan(kit)
    clock.now = london("2021-06-19 09:00")
    browser = signed_in(house.ruth)
    assert "Turns 18 on 20 June 2021" in page(browser, "plan", plan.plan_id)
    clock.now = london("2021-06-21 09:00")
    assert "Kit is 18: end the plan" in page(browser, "plans")
    over = {"ending": "adult", "why": "Turned 18 yesterday.", **boxes("on", date(2021, 6, 20))}
    assert "The young person turned 18" in sent(browser, "end", plan.plan_id, **over)
    assert "Kit Amberley" not in page(browser, "plans")


def test_the_lists_ask_no_more_of_the_database_for_more_children(house: ProtectionHouse, clock: Clock) -> None:
    def asked() -> list[int]:
        found = []
        for name in ("plans", "conferences"):
            with CaptureQueriesContext(connection) as queries_made:
                page(browser, name)
            found.append(len(queries_made))
        return found

    browser = signed_in(house.gurdeep)
    clock.now = london("2021-08-20 09:00")
    for number in range(2):
        house.with_plan(house.child(f"First{number}", "Counted"))
        house.booked(house.asked(house.child(f"Second{number}", "Counted")))
    page(browser, "plans")
    before = asked()
    for number in range(4):
        house.with_plan(house.child(f"Third{number}", "Counted"))
        house.booked(house.asked(house.child(f"Fourth{number}", "Counted")))
    assert asked() == before
