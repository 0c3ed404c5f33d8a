"""What was recorded by mistake at a conference, or when a child was taken on, and is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.models import Plan, TakenBack, VisitDue
from righthelp.practice.casework.record import action_agreed, outcome_set, plan_begun
from righthelp.practice.people.models import Involvement, Person
from righthelp.practice.protection import record_above, record_back
from righthelp.practice.protection.models import ChildConference, ProtectionPlan, Stage
from tests.stories.desk_house import signed_in, text_of
from tests.stories.protection_house import FIRST, HELD, WEEK, ProtectionHouse, account_of, london

SOON = HELD + timedelta(days=2)
LATE = HELD + timedelta(days=21)
WHY = "I typed this for Max and had Leo’s page open."


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProtectionHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: SOON)
    yield ProtectionHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture
def leo(house: ProtectionHouse) -> Person:
    return house.brothers()[0]


def taken_back(house: ProtectionHouse, row: ChildConference, at: object = SOON, **more: object) -> TakenBack:
    said = {"mistake": "child", "why": WHY, "by": account_of(house.paul), "now": at} | more
    return record_back.decision_taken_back(conference=row.pk, **said)  # type: ignore[arg-type]


def test_a_plan_for_the_wrong_child_is_as_if_it_had_never_begun(house: ProtectionHouse, leo: Person) -> None:
    before = plan_begun(
        child=leo.pk, kind="cin", starts=london("2021-03-01 09:00").date(), by=account_of(house.ruth), now=FIRST
    )
    plan = house.with_plan(leo)
    outcome = outcome_set(plan=plan.plan_id, what="Nobody hits Leo.", by=account_of(house.ruth), now=SOON)
    action_agreed(
        child=leo.pk, what="A lock for his door", by_when=(SOON + WEEK).date(), worker=house.hannah.pk,
        outcome=outcome.pk, by=account_of(house.ruth), now=SOON,
    )  # fmt: skip
    back = taken_back(house, plan.conference)
    assert back.done == SOON
    assert not ProtectionPlan.objects.exists()
    assert not Stage.objects.exists()
    assert list(Plan.objects.values_list("pk", "ends")) == [(before.pk, None)]
    assert not Involvement.objects.filter(child=leo, kind="cp").exists()
    assert list(VisitDue.objects.values_list("plan_id", "ended")) == [(before.pk, None)]
    assert set(DueMoment.objects.values_list("journey", flat=True)) == {"visit-due", "need-due", "meeting"}
    row = ChildConference.objects.get()
    assert (row.held, row.decided, row.outcome, row.reason) == (HELD, None, None, "")
    assert "Physical abuse" in back.said
    assert any("Hannah" in each for each in back.flagged), "her action is named, so that somebody tells her"
    assert any("Joan Applewhite" in each for each in back.flagged), "the core group is named"


def test_the_chair_decides_again_and_the_mistake_is_struck_through(house: ProtectionHouse, leo: Person) -> None:
    plan = house.with_plan(leo)
    row = plan.conference
    meeting = row.meeting_id
    browser = signed_in(house.paul)
    assert "Recorded by mistake" in text_of(browser.get(reverse("protection:meeting", args=[meeting])))
    page = reverse("protection:take-back", args=[meeting, row.pk])
    assert "The child protection plan that began on 18 May 2021 is removed" in text_of(browser.get(page))
    assert ProtectionPlan.objects.exists(), "to look changes nothing"
    assert browser.post(page, {"mistake": "wrong", "why": WHY}).status_code == 302
    house.decided(ChildConference.objects.get(), "no-plan", now=SOON)
    shown = browser.get(reverse("protection:meeting", args=[meeting])).content.decode()
    assert "<s>A child protection plan. Physical abuse." in shown
    assert "No child protection plan" in shown


def test_after_five_working_days_somebody_else_has_to_agree(house: ProtectionHouse, leo: Person) -> None:
    plan = house.with_plan(leo)
    back = taken_back(house, plan.conference, at=LATE)
    assert back.done is None
    assert ProtectionPlan.objects.exists()
    with pytest.raises(Refused, match="Somebody else must agree"):
        record_back.taking_back_agreed(back=back.pk, by=account_of(house.paul), now=LATE)
    done = record_back.taking_back_agreed(back=back.pk, by=account_of(house.nadia), now=LATE)
    assert done.agreed_by == house.nadia
    assert not ProtectionPlan.objects.exists()


def test_an_ending_by_mistake_and_the_plan_runs_on(house: ProtectionHouse, leo: Person) -> None:
    plan = house.with_plan(leo)
    before = set(DueMoment.objects.filter(subject_id=leo.pk, journey="visit-due").values_list("clock", "due_at"))
    ended = london("2021-07-20 10:00")
    row = house.reviewed(plan, ended, "end")
    members = plan.members.count()
    assert plan.members.filter(until__isnull=True).count() == 0
    taken_back(house, row, at=ended + timedelta(days=1), mistake="wrong")
    plan.refresh_from_db()
    plan.plan.refresh_from_db()
    assert (plan.ends, plan.ending, plan.plan.ends) == (None, None, None)
    assert plan.members.filter(until__isnull=True).count() == members
    assert plan.categories.get().ends is None
    assert Involvement.objects.get(child=leo, kind="cp").ends is None
    assert (
        set(DueMoment.objects.filter(subject_id=leo.pk, journey="visit-due").values_list("clock", "due_at")) == before
    )


def test_what_others_have_acted_on_is_not_made_as_if_it_had_never_been(house: ProtectionHouse, leo: Person) -> None:
    plan = house.with_plan(leo)
    record_above.escalated(
        plan=plan.plan_id, barrier="housing", issue="The lock is still broken.", level="1", to="Housing",
        by=account_of(house.ruth), now=SOON,
    )  # fmt: skip
    with pytest.raises(Refused, match="It has been escalated"):
        taken_back(house, plan.conference)
    assert ProtectionPlan.objects.filter(pk=plan.pk).exists()
    assert not TakenBack.objects.exists()
