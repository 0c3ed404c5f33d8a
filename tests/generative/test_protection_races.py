"""Whatever two people press at once: one open conference, one plan, one decision, held once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from righthelp.practice.casework.models import Plan
from righthelp.practice.people.models import Involvement
from righthelp.practice.protection import record, record_above, record_decision, record_live, record_rota
from righthelp.practice.protection.models import ChildConference, Escalation, ProtectionPlan, Stage, TransferOut
from tests.generative.racing import raced
from tests.stories.protection_house import FIRST, HELD, WEEK, ProtectionHouse, account_of

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def test_a_conference_asked_for_by_four_at_once_is_one() -> None:
    house = ProtectionHouse()
    leo, _ = house.brothers()
    through, told, wrong = raced(*[lambda: house.asked(leo)] * AT_ONCE)
    assert (through, wrong) == (1, [])
    assert set(told) == {"A conference for this child is open already. Open that one; what you typed is kept."}
    assert ChildConference.objects.count() == 1


def test_held_by_two_at_once_is_held_once() -> None:
    house = ProtectionHouse()
    meeting = house.booked(house.asked(house.brothers()[0]))
    hour = HELD + timedelta(hours=1)
    by = account_of(house.paul)
    through, told, wrong = raced(
        *[lambda: record_live.conference_held(meeting=meeting.pk, at=HELD, by=by, now=hour)] * AT_ONCE
    )
    assert (through, wrong) == (1, [])
    assert len(told) == AT_ONCE - 1


def test_decided_by_a_double_press_is_one_decision_one_plan_one_period() -> None:
    house = ProtectionHouse()
    row = house.asked(house.brothers()[0])
    house.held(house.booked(row))
    acts: list[Callable[[], object]] = [lambda: house.decided(ChildConference.objects.get(pk=row.pk))] * 2
    acts += [lambda: house.decided(ChildConference.objects.get(pk=row.pk), "no-plan")] * 2
    through, told, wrong = raced(*acts)
    assert (through, wrong) == (1, [])
    assert all(each.startswith("It is decided already") for each in told)
    row.refresh_from_db()
    plans = 1 if row.outcome == "plan" else 0
    assert ProtectionPlan.objects.count() == Plan.objects.count() == Involvement.objects.count() == plans
    assert Stage.objects.count() == 2 * plans


def test_a_review_that_ends_a_plan_and_a_move_that_ends_it_end_it_once() -> None:
    house = ProtectionHouse()
    leo, _ = house.brothers()
    plan = house.with_plan(leo)
    ruth = account_of(house.ruth)
    moving = record_above.moving_away(
        plan=plan.plan_id, council="Coventry", contact="Duty desk", by=ruth, now=HELD + 2 * WEEK
    )
    review = record.review_asked(plan=plan.plan_id, why="Due.", by=ruth, now=HELD + 2 * WEEK)
    at = HELD + 6 * WEEK
    house.held(house.booked(review, at=at, now=HELD + 3 * WEEK), at=at)
    through, told, wrong = raced(
        lambda: house.decided(ChildConference.objects.get(pk=review.pk), "end"),
        lambda: record_above.taken_over(transfer=moving.pk, on=at.date(), what="", by=ruth, now=at + WEEK),
    )
    assert wrong == []
    assert through == 1, told
    plan.refresh_from_db()
    assert plan.ending in ("step-down", "moved")
    assert TransferOut.objects.get().accepted == (at.date() if plan.ending == "moved" else None)


def test_core_groups_recorded_at_once_leave_one_row_of_stages() -> None:
    house = ProtectionHouse()
    plan = house.with_plan(house.brothers()[0])
    days = [HELD + timedelta(days=9 + place) for place in range(AT_ONCE)]
    acts: list[Callable[[], object]] = [lambda at=at: house.core_group(plan, at=at) for at in days]  # type: ignore[misc]
    through, told, wrong = raced(*acts)
    assert (through, told, wrong) == (AT_ONCE, [], [])
    rows = list(Stage.objects.filter(plan=plan, step="core-group").order_by("place"))
    assert [row.held for row in rows] == [*(at.date() for at in days), None]


def test_an_escalation_is_taken_further_once() -> None:
    house = ProtectionHouse()
    plan = house.with_plan(house.brothers()[0])
    said: dict[str, Any] = {
        "plan": plan.plan_id,
        "barrier": "school",
        "issue": "No place.",
        "by": account_of(house.ruth),
    }
    first = record_above.escalated(level="1", to="Admissions", now=HELD + WEEK, **said)
    through, _, wrong = raced(
        *[lambda: record_above.escalated(level="2", to="Director", now=HELD + 2 * WEEK, after=first.pk, **said)]
        * AT_ONCE
    )
    assert (through, wrong) == (1, [])
    assert Escalation.objects.count() == 2


def test_a_plan_begun_elsewhere_meanwhile_is_not_overlapped() -> None:
    from righthelp.practice.casework.record import plan_begun

    house = ProtectionHouse()
    leo, _ = house.brothers()
    row = house.asked(leo)
    house.held(house.booked(row))
    ruth = account_of(house.ruth)
    through, _, wrong = raced(
        lambda: house.decided(ChildConference.objects.get(pk=row.pk)),
        lambda: plan_begun(child=leo.pk, kind="cin", starts=HELD.date(), by=ruth, now=HELD + WEEK),
    )
    assert (through, wrong) == (1, [])
    assert Plan.objects.count() == 1
    assert record_decision.earlier_plans(leo.pk, FIRST.date()) == (0, None)


def test_a_free_time_of_the_rota_is_taken_by_one_conference() -> None:
    house = ProtectionHouse()
    nadia, now = account_of(house.nadia), HELD - WEEK
    free = record_rota.slot_opened(chair=house.paul.pk, room="Room 3", starts=HELD, minutes=120, by=nadia, now=now)
    rows = [house.asked(house.child(name, "Whitcombe")) for name in ("Ada", "Bea", "Cora", "Dora")]
    through, told, wrong = raced(
        *[
            lambda row=row: record.conference_booked(conferences=[row.pk], slot=free.pk, by=nadia, now=now)
            for row in rows
        ]
    )
    assert (through, wrong) == (1, [])
    assert set(told) == {"Somebody else has just taken this time. Choose another."}
    assert ChildConference.objects.filter(meeting__isnull=False).count() == 1
