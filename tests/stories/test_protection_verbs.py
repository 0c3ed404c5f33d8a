"""Child protection: from the strategy discussion to a plan, its core groups and reviews, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.governance.release.kind_minutes import Minutes
from righthelp.practice.casework.models import Plan, VisitDue
from righthelp.practice.casework.record import plan_begun, plan_ended
from righthelp.practice.people.models import Involvement
from righthelp.practice.protection import record, record_above, record_decision, record_live
from righthelp.practice.protection.models import (
    ChildConference,
    ConferenceRecord,
    ProtectionPlan,
    Score,
    Stage,
    TransferOut,
)
from tests.stories.desk_house import as_application
from tests.stories.protection_house import FIRST, HELD, WEEK, ProtectionHouse, account_of, london


@pytest.fixture
def house(db: None) -> Iterator[ProtectionHouse]:
    yield ProtectionHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def checked() -> None:
    """What the database checks when a transaction ends, now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def due(child: int) -> dict[str, str]:
    rows = DueMoment.objects.filter(subject_id=child, journey__startswith="protection")
    return {row.clock: row.due_at.date().isoformat() for row in rows}


def test_a_conference_leads_to_a_plan_and_everything_that_comes_round_is_due(house: ProtectionHouse) -> None:
    leo, _ = house.brothers()
    as_application()
    row = house.asked(leo)
    moment = DueMoment.objects.get(journey="conference")
    assert moment.due_at.date() == date(2021, 5, 25)  # fifteen working days after Tuesday 4 May, no holiday between
    house.held(house.booked(row))
    assert not DueMoment.objects.filter(journey="conference").exists()
    house.decided(row)
    plan = ProtectionPlan.objects.get(child=leo)
    assert (plan.plan.kind, plan.starts, plan.category, plan.ordinal) == ("cp", date(2021, 5, 18), "PHY", 1)
    assert Involvement.objects.filter(child=leo, kind="cp", ends__isnull=True).count() == 1
    assert due(leo.pk) == {
        "protection-step.first_core_group": "2021-06-02",  # Whit Monday counts for nothing
        "protection-step.first_review_conference": "2021-08-18",
    }
    assert VisitDue.objects.get(child=leo).held is None
    house.core_group(plan, at=london("2021-06-01 14:00"))
    assert due(leo.pk)["protection-step.next_core_group"] == "2021-07-13"
    house.reviewed(plan, london("2021-08-10 10:00"))
    assert due(leo.pk)["protection-step.next_review_conference"] == "2022-02-10"
    checked()


def test_brothers_are_decided_apart(house: ProtectionHouse) -> None:
    leo, max_ = house.brothers()
    first, second = house.asked(leo), house.asked(max_)
    house.held(house.booked(first, second))
    house.decided(first)
    house.decided(second, "no-plan", reason="He was never there when it happened.")
    assert Plan.objects.get(kind="cp").child_id == leo.pk
    second.refresh_from_db()
    assert (second.outcome, second.instead, second.category) == ("no-plan", "need", None)


def test_a_child_in_need_plan_gives_way_and_a_step_down_is_a_fact_for_others(house: ProtectionHouse) -> None:
    leo, _ = house.brothers()
    need = plan_begun(child=leo.pk, kind="cin", starts=date(2021, 3, 1), by=account_of(house.ruth), now=FIRST)
    plan = house.with_plan(leo)
    need.refresh_from_db()
    assert (need.ends, need.ending) == (date(2021, 5, 18), "step-up")
    house.reviewed(plan, london("2021-08-10 10:00"), "end", reason="Nobody was hurt for three months.")
    ended = Plan.objects.get(kind="cp")
    assert (ended.ends, ended.ending) == (date(2021, 8, 10), "step-down")
    plan.refresh_from_db()
    assert (plan.ends, plan.ending) == (date(2021, 8, 10), "step-down")
    last = Stage.objects.get(plan=plan, step="review")
    assert (last.held, last.ended) == (date(2021, 8, 10), None)  # the review that ends a plan was held in time
    assert due(leo.pk) == {}
    checked()


def test_a_second_plan_within_two_years_is_counted_under_each_definition(house: ProtectionHouse) -> None:
    leo, max_ = house.brothers()
    for child, ended in ((leo, date(2019, 5, 18)), (max_, date(2019, 5, 17))):
        Involvement.objects.create(child=child, kind="cp", starts=date(2018, 12, 1), ends=ended)
    assert record_decision.earlier_plans(leo.pk, date(2021, 5, 18)) == (1, date(2019, 5, 18))
    first = house.with_plan(leo)
    assert (first.ordinal, first.within_two_years, first.within_year) == (2, True, False)
    later = house.with_plan(max_)
    assert (later.ordinal, later.within_two_years, later.last_ended) == (2, False, date(2019, 5, 17))


def test_plans_of_other_councils_count_and_need_the_day_the_last_one_ended(house: ProtectionHouse) -> None:
    leo, _ = house.brothers()
    row = house.asked(leo)
    house.held(house.booked(row))
    with pytest.raises(Refused, match="Enter both"):
        house.decided(row, elsewhere=1)
    house.decided(row, elsewhere=1, last_elsewhere=date(2020, 9, 1))
    plan = ProtectionPlan.objects.get()
    assert (plan.ordinal, plan.within_year) == (2, True)


def test_a_family_moves_in_and_its_conference_is_due_from_the_day_we_were_told(house: ProtectionHouse) -> None:
    leo, _ = house.brothers()
    row = record.transfer_told(
        child=leo.pk,
        notified=FIRST,
        from_council="Sandwell",
        why="Plan for neglect since January.",
        by=account_of(house.ruth),
        now=FIRST + timedelta(hours=1),
    )
    assert DueMoment.objects.get(journey="conference").due_at.date() == date(2021, 5, 25)
    house.held(house.booked(row))
    house.decided(row, category="NEG", elsewhere=1, last_elsewhere=HELD.date())
    assert ProtectionPlan.objects.get().ordinal == 2


def test_a_family_moves_away_and_the_plan_runs_until_the_other_conference(house: ProtectionHouse) -> None:
    leo, _ = house.brothers()
    plan = house.with_plan(leo)
    told = london("2021-07-01 09:00")
    moving = record_above.moving_away(
        plan=plan.plan_id, council="Coventry", contact="Their duty desk, by e-mail", by=account_of(house.ruth), now=told
    )
    assert due(leo.pk)["protection-transfer.the_other_council_s_transfer_conference"] == "2021-07-22"
    assert ProtectionPlan.objects.get().ends is None
    record_above.taken_over(
        transfer=moving.pk, on=date(2021, 7, 20), what="", by=account_of(house.ruth), now=london("2021-07-21 09:00")
    )
    plan.refresh_from_db()
    assert (plan.ends, plan.ending) == (date(2021, 7, 20), "moved")
    assert TransferOut.objects.get().accepted == date(2021, 7, 20)
    assert due(leo.pk) == {}
    checked()


def test_a_plan_ended_by_another_room_ends_here_in_the_same_act(house: ProtectionHouse) -> None:
    leo, _ = house.brothers()
    plan = house.with_plan(leo)
    review = record.review_asked(plan=plan.plan_id, why="Due.", by=account_of(house.ruth), now=HELD + WEEK)
    plan_ended(
        plan=plan.plan_id, ends=date(2021, 6, 30), ending="care", why="Interim care order.",
        by=account_of(house.ruth), now=london("2021-07-01 09:00"),
    )  # fmt: skip
    plan.refresh_from_db()
    review.refresh_from_db()
    assert (plan.ends, plan.ending) == (date(2021, 6, 30), "care")
    assert review.withdrawn_why == "The plan ended."
    assert due(leo.pk) == {}
    checked()


def test_dates_beside_a_plan_cannot_drift(house: ProtectionHouse) -> None:
    plan = house.with_plan(house.brothers()[0])
    checked()
    with transaction.atomic():
        ProtectionPlan.objects.filter(pk=plan.pk).update(ends=date(2021, 7, 1), ending="care")
        with pytest.raises(IntegrityError, match="same dates"), transaction.atomic():
            checked()
        transaction.set_rollback(True)


def test_a_conference_is_never_before_its_strategy_discussion(house: ProtectionHouse) -> None:
    leo, _ = house.brothers()
    row = house.asked(leo)
    with pytest.raises(Refused, match="A conference follows it"):
        house.booked(row, at=FIRST - timedelta(hours=1))
    house.booked(row)
    with pytest.raises(IntegrityError, match="protection_conference_after_strategy"), transaction.atomic():
        ChildConference.objects.filter(pk=row.pk).update(held=FIRST - timedelta(minutes=1))


def test_a_review_is_never_before_its_plan(house: ProtectionHouse) -> None:
    plan = house.with_plan(house.brothers()[0])
    row = record.review_asked(plan=plan.plan_id, why="Due.", by=account_of(house.ruth), now=HELD + WEEK)
    with pytest.raises(Refused, match="after the day on which the plan began"):
        house.booked(row, at=HELD + timedelta(hours=4))
    house.booked(row, at=HELD + 4 * WEEK)
    with pytest.raises(IntegrityError, match="protection_review_after_its_plan"), transaction.atomic():
        ChildConference.objects.filter(pk=row.pk).update(held=HELD + timedelta(hours=4))
    with transaction.atomic():
        ChildConference.objects.filter(pk=row.pk).update(plan_starts=date(2021, 1, 1))
        with pytest.raises(IntegrityError, match="begins_with_its_plan"), transaction.atomic():
            checked()
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"category": ""}, "category"),
        ({"outcome": "no-plan", "category": "PHY"}, "category"),
        ({"outcome": "no-plan", "instead": ""}, "instead"),
        ({"outcome": "continue"}, "outcome"),
        ({"exploited": True}, "alternative"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_where_it_is_wrong(
    house: ProtectionHouse, more: dict[str, Any], field: str
) -> None:
    row = house.asked(house.brothers()[0])
    house.held(house.booked(row))
    with pytest.raises(Refused) as no:
        house.decided(row, **more)
    assert no.value.field == field
    row.refresh_from_db()
    assert row.decided is None


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"outcome": "plan", "category": None, "reason": "x"}, "protection_category_with_a_plan"),
        (
            {"outcome": "no-plan", "category": "PHY", "instead": "need", "reason": "x"},
            "protection_category_with_a_plan",
        ),
        ({"outcome": "plan", "category": "PHY", "reason": ""}, "protection_decision_says_why"),
        ({"outcome": "continue", "category": "PHY", "reason": "x"}, "protection_outcome_of_its_kind"),
        ({"outcome": "no-plan", "reason": "x"}, "protection_no_plan_says_what_instead"),
    ],
)
def test_the_database_refuses_what_a_verb_forgot(
    house: ProtectionHouse, facts: dict[str, Any], constraint: str
) -> None:
    row = house.asked(house.brothers()[0])
    house.held(house.booked(row))
    by = {"decided": HELD, "decided_by": house.paul}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ChildConference.objects.filter(pk=row.pk).update(**by, **facts)


def test_only_the_chair_decides_and_only_once(house: ProtectionHouse) -> None:
    row = house.asked(house.brothers()[0])
    house.held(house.booked(row))
    with pytest.raises(Refused, match="The decision is the chair’s"):
        house.decided(row, by=account_of(house.ruth))
    house.decided(row)
    with pytest.raises(Refused, match="It is decided already"):
        house.decided(row, "no-plan")
    assert ProtectionPlan.objects.count() == 1


def test_of_two_who_write_the_record_the_slower_is_told(house: ProtectionHouse) -> None:
    row = house.asked(house.brothers()[0])
    meeting = house.held(house.booked(row))
    with pytest.raises(Refused, match="Somebody else saved meanwhile"):
        record_live.written(meeting=meeting.pk, version=0, worries="Mine", by=account_of(house.ruth), now=HELD + WEEK)
    assert meeting.protection_record.worries == "Bruises on two days."


def test_scores_are_given_by_those_present_from_0_to_10(house: ProtectionHouse) -> None:
    leo, _ = house.brothers()
    meeting = house.held(house.booked(house.asked(leo)))
    ruth, school, mother = meeting.attendances.order_by("pk")
    present = [
        record_live.Present(ruth.pk, "yes", {leo.pk: 3}),
        record_live.Present(school.pk, "report", {}),
        record_live.Present(mother.pk, "yes", {leo.pk: 6}),
    ]
    record_live.scored(meeting=meeting.pk, present=present, by=account_of(house.paul), now=HELD)
    assert sorted(Score.objects.values_list("value", flat=True)) == [3, 6]
    absent = [record_live.Present(school.pk, "apologies", {leo.pk: 5})]
    with pytest.raises(Refused, match="Only somebody who took part"):
        record_live.scored(meeting=meeting.pk, present=absent, by=account_of(house.paul), now=HELD)
    eleven = [record_live.Present(ruth.pk, "yes", {leo.pk: 11})]
    with pytest.raises(Refused, match="from 0 to 10"):
        record_live.scored(meeting=meeting.pk, present=eleven, by=account_of(house.paul), now=HELD)
    with transaction.atomic():  # a score for a child whom the meeting is not about
        Score.objects.create(meeting=meeting, child=house.child("Una", "Elsewhere"), attendance=ruth, value=5)
        with pytest.raises(IntegrityError, match="of_a_child_there"), transaction.atomic():
            checked()
        transaction.set_rollback(True)


def test_the_record_goes_to_those_on_the_sheet_and_the_confidential_part_only_to_some(house: ProtectionHouse) -> None:
    row = house.asked(house.brothers()[0])
    meeting = house.held(house.booked(row))
    ruth, school, mother = meeting.attendances.order_by("pk")
    give: dict[str, Any] = {"meeting": meeting.pk, "by": account_of(house.paul), "now": HELD + WEEK}
    with pytest.raises(Refused, match="Record the decision for Leo first"):
        record_live.record_made(**give)
    house.decided(row)
    record_live.record_made(**give)
    assert [part.heading for part in meeting.parts.filter(confidential=True)] == ["Confidential part"]
    getting = Minutes().recipients(meeting.pk, HELD + WEEK).getting
    assert {(each.key, each.confidential) for each in getting} == {
        (f"attendance {ruth.pk}", True),
        (f"attendance {school.pk}", False),
        (f"attendance {mother.pk}", False),
    }
    said = {"meeting": meeting.pk, "by": account_of(house.paul), "now": HELD + WEEK}
    version = ConferenceRecord.objects.get(meeting=meeting).version
    record_live.written(version=version, worries="He is afraid of the stairs.", needs_to_happen="A gate.", **said)
    assert meeting.parts.filter(text="He is afraid of the stairs.").exists()  # the record is what was written last
    Minutes().given_out(meeting.pk, account_of(house.paul), HELD + WEEK)
    with pytest.raises(Refused, match="given out"):
        record_live.written(meeting=meeting.pk, version=1, worries="Other", by=account_of(house.paul), now=HELD + WEEK)


def test_a_cancelled_booking_leaves_the_duty_and_waits_to_be_booked(house: ProtectionHouse) -> None:
    row = house.asked(house.brothers()[0])
    meeting = house.booked(row)
    record.booking_cancelled(meeting=meeting.pk, why="The chair is ill.", by=account_of(house.nadia), now=HELD - WEEK)
    row.refresh_from_db()
    assert row.meeting is None
    assert DueMoment.objects.filter(journey="conference").exists()
    house.booked(row, at=HELD + timedelta(days=1))


def test_no_conference_is_needed_after_all_and_the_reason_stays(house: ProtectionHouse) -> None:
    row = house.asked(house.brothers()[0])
    with pytest.raises(Refused, match="Write why"):
        record.conference_not_needed(conference=row.pk, why=" ", by=account_of(house.gurdeep), now=HELD)
    record.conference_not_needed(
        conference=row.pk, why="The injury has a medical cause.", by=account_of(house.gurdeep), now=HELD
    )
    assert not DueMoment.objects.filter(journey="conference").exists()
    house.asked(row.child)  # and a new one can be asked for
