"""A child who was taken on by mistake."""

from __future__ import annotations

from datetime import timedelta

import pytest

from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.models import Plan, TakenBack
from righthelp.practice.child_in_need import record_back
from righthelp.practice.child_in_need.models import NeedPlan
from righthelp.practice.people.models import Involvement
from tests.stories.need_house import NOW, NeedHouse, account_of

WHY = "The family’s other child was meant."


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> NeedHouse:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    return NeedHouse()


def test_a_plan_for_the_wrong_child_goes_with_what_was_due_under_it(house: NeedHouse) -> None:
    amira = house.child("Amira", "Hassan")
    plan = house.plan(amira)
    back = record_back.taking_on_taken_back(
        plan=plan.pk, mistake="child", why=WHY, by=account_of(house.gurdeep), now=NOW + timedelta(days=1)
    )
    assert back.done is not None
    assert not Plan.objects.exists()
    assert not NeedPlan.objects.exists()
    assert not Involvement.objects.filter(child=amira, kind="cin").exists()
    assert not DueMoment.objects.filter(subject_id=amira.pk, journey__in=["visit-due", "need-due"]).exists()
    assert any("Salma Hassan, mother" in each for each in back.flagged), "the family agreed: somebody tells them"


def test_late_a_second_manager_agrees_and_nobody_else(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira", "Hassan"), "2021-07-01")
    gurdeep, marcia = account_of(house.gurdeep), account_of(house.marcia)
    back = record_back.taking_on_taken_back(plan=plan.pk, mistake="not", why=WHY, by=gurdeep, now=NOW)
    assert back.done is None
    with pytest.raises(Refused, match="Somebody else must agree"):
        record_back.taking_back_agreed(back=back.pk, by=gurdeep, now=NOW)
    with pytest.raises(Refused, match="A team manager or a head of service"):
        record_back.taking_back_agreed(back=back.pk, by=account_of(house.ruth), now=NOW)
    assert record_back.taking_back_agreed(back=back.pk, by=marcia, now=NOW).agreed_by == house.marcia
    assert not Plan.objects.exists()


def test_a_plan_that_was_reviewed_is_closed_and_not_taken_back(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira", "Hassan"), "2021-07-01")
    house.review(plan, "2021-08-20 10:00")
    with pytest.raises(Refused, match="A review has been recorded"):
        record_back.what_would_follow(plan.pk, account_of(house.gurdeep), NOW)
    assert Plan.objects.filter(pk=plan.pk).exists()
    assert not TakenBack.objects.exists()
