"""Child protection through its pages, once a plan runs: prompts, scores, oversight, lists, what is confidential."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.practice.casework.record import action_agreed, outcome_met, outcome_set
from righthelp.practice.people.models import Involvement
from righthelp.practice.protection import queries_numbers, queries_plan, record_above, record_live
from righthelp.practice.protection.jobs import long_plans
from righthelp.practice.protection.models import Escalation, Oversight
from righthelp.practice.protection.record_live import Present
from tests.stories.desk_house import signed_in, text_of
from tests.stories.protection_house import HELD, WEEK, ProtectionHouse, account_of, london
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
