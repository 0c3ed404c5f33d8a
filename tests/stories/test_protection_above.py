"""Child protection above a running plan: milestones, escalation, category, endings, overlaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.models import Plan
from righthelp.practice.protection import record_above, record_plan
from righthelp.practice.protection.jobs import long_plans
from righthelp.practice.protection.models import (
    Milestone,
    ProtectionPlan,
)
from tests.stories.protection_house import HELD, WEEK, ProtectionHouse, account_of, london


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


def test_long_plans_are_looked_at_from_above(house: ProtectionHouse) -> None:
    leo, _ = house.brothers()
    plan = house.with_plan(leo)
    assert long_plans(london("2022-02-17 05:00")) == "0 opened"
    assert long_plans(london("2022-02-18 05:00")) == "1 opened"
    assert long_plans(london("2022-02-18 05:00")) == "0 opened"
    nine = Milestone.objects.get(plan=plan)
    assert (nine.months, nine.reached) == (9, date(2022, 2, 18))
    assert due(leo.pk)["protection-milestone.a_long_plan_looked_at_from_above"] == "2022-03-04"
    record_above.milestone_reviewed(
        milestone=nine.pk, note="A family group conference next week.", by=account_of(house.gurdeep),
        now=london("2022-02-25 09:00"),
    )  # fmt: skip
    assert "protection-milestone.a_long_plan_looked_at_from_above" not in due(leo.pk)
    assert long_plans(london("2022-05-18 05:00")) == "1 opened"


def test_an_escalation_goes_up_until_it_is_solved(house: ProtectionHouse) -> None:
    leo, _ = house.brothers()
    plan = house.with_plan(leo)
    said: dict[str, Any] = {"plan": plan.plan_id, "barrier": "school", "by": account_of(house.ruth), "now": HELD + WEEK}
    first = record_above.escalated(issue="No school place for ten weeks.", level="1", to="Admissions", **said)
    assert due(leo.pk)["protection-escalation.answer_to_an_escalation"] == "2021-06-02"
    record_above.answered(
        escalation=first.pk, response="No places.", solved=False, by=account_of(house.gurdeep), now=HELD + 2 * WEEK
    )
    with pytest.raises(Refused, match="Choose a level above it"):
        record_above.escalated(issue="Still none.", level="1", to="Admissions", after=first.pk, **said)
    second = record_above.escalated(issue="Still none.", level="2", to="Director", after=first.pk, **said)
    assert second.after == first
    record_above.answered(
        escalation=second.pk,
        response="A place on Monday.",
        solved=True,
        by=account_of(house.helen),
        now=HELD + 3 * WEEK,
    )
    assert "protection-escalation.answer_to_an_escalation" not in due(leo.pk)


def test_the_category_changes_with_a_reason_and_its_history_stays(house: ProtectionHouse) -> None:
    plan = house.with_plan(house.brothers()[0])
    record_plan.category_changed(
        plan=plan.plan_id, category="NEG", starts=date(2021, 6, 10), why="The bruises had another cause.",
        by=account_of(house.paul), now=london("2021-06-10 12:00"),
    )  # fmt: skip
    assert [(row.category, row.starts, row.ends) for row in plan.categories.order_by("starts")] == [
        ("PHY", date(2021, 5, 18), date(2021, 6, 10)),
        ("NEG", date(2021, 6, 10), None),
    ]


def test_a_young_person_turns_eighteen_and_not_before(house: ProtectionHouse) -> None:
    kit = house.child("Kit", "Amberley", born=date(2003, 8, 20))
    plan = house.with_plan(kit)
    end: dict[str, Any] = {"plan": plan.plan_id, "ending": "adult", "why": "Turned 18.", "by": account_of(house.ruth)}
    with pytest.raises(Refused, match="before the eighteenth birthday"):
        record_plan.ended_otherwise(on=date(2021, 8, 19), now=london("2021-08-25 09:00"), **end)
    record_plan.ended_otherwise(on=date(2021, 8, 20), now=london("2021-08-25 09:00"), **end)
    plan.refresh_from_db()
    assert plan.ending == "adult"
    assert not DueMoment.objects.filter(subject_id=kit.pk, journey__startswith="protection").exists()


def test_overlapping_plans_are_refused(house: ProtectionHouse) -> None:
    leo, _ = house.brothers()
    house.with_plan(leo)
    with pytest.raises(Refused, match="has a child protection plan"):
        house.asked(leo, strategy=london("2021-06-20 09:00"))
    with pytest.raises(IntegrityError), transaction.atomic():
        ProtectionPlan.objects.create(
            plan=Plan.objects.create(child=leo, kind="cp", starts=date(2021, 6, 1), begun=HELD, begun_by=house.ruth),
            child=leo,
            conference=house.asked(house.child("Una", "Elsewhere")),
            chair=house.paul,
            starts=date(2021, 6, 1),
            category="NEG",
            why="x",
            ordinal=1,
            within_two_years=False,
            within_year=False,
        )
