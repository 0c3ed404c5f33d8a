"""Two people press the button at once: one plan, one payment, one decision; the slower is told in words."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from righthelp.practice.casework.models import Plan
from righthelp.practice.child_in_need import record_family, record_money, record_moves
from righthelp.practice.child_in_need.models import Closing, FamilyChild, NeedPlan, Payment, Step
from righthelp.practice.child_in_need.record_money import Paid
from tests.stories.need_house import NOW, NeedHouse, account_of, asking
from tests.stories.test_workforce_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2021, 9, 1)


def test_of_two_who_take_on_the_same_child_one_does_and_one_is_told() -> None:
    house = NeedHouse()
    amira = house.child("Amira")
    told, failed = at_once(
        lambda: house.plan(amira, by=house.gurdeep),
        lambda: house.plan(amira, by=house.paulette, kind="disabled", team=house.teams["disabled-children-1"].pk),
        lambda: house.plan(amira, by=house.marcia),
    )
    assert failed == []
    assert len(told) == 2
    assert all("has a plan on that day already" in sentence for sentence in told)
    assert Plan.objects.count() == NeedPlan.objects.count() == 1


def test_a_payment_pressed_three_times_at_once_is_paid_once() -> None:
    house = NeedHouse()
    family = house.okafors()
    house.destitute(family)
    key = uuid4()
    paid = Paid(kind="subsistence", pence=9_450, paid_on=TODAY, to="Ngozi Okafor")

    def pays() -> object:
        return record_money.payment_made(family=family.pk, paid=paid, key=key, by=account_of(house.nadia), now=NOW)

    told, failed = at_once(pays, pays, pays)
    assert (told, failed) == ([], [])  # each of them is told that it is recorded, and it is: once
    assert Payment.objects.count() == 1


def test_a_payment_and_the_decision_that_ends_support_take_turns() -> None:
    house = NeedHouse()
    family = house.okafors()
    house.destitute(family)
    paid = Paid(kind="subsistence", pence=9_450, paid_on=TODAY, to="Ngozi Okafor")

    def pays() -> object:
        return record_money.payment_made(family=family.pk, paid=paid, key=uuid4(), by=account_of(house.nadia), now=NOW)

    _, failed = at_once(pays, lambda: house.destitute(family, outcome="signpost", signposted="The law centre"))
    assert failed == []
    assert all(payment.decision.supports for payment in Payment.objects.select_related("decision"))


def test_a_step_that_two_ask_for_and_two_answer_is_asked_and_answered_once() -> None:
    house = NeedHouse()
    plan = house.plan(house.child("Amira"))

    def asks() -> object:
        return record_moves.step_asked(plan=plan.pk, asking=asking(house), by=account_of(house.ruth), now=NOW)

    told, failed = at_once(asks, asks)
    assert (len(told), failed) == (1, [])
    given: dict[str, Any] = {"step": Step.objects.get().pk, "why": "Seen.", "now": NOW}
    told, failed = at_once(
        lambda: record_moves.step_answered(answer="accepted", by=account_of(house.iqbal), **given),
        lambda: record_moves.step_answered(answer="refused", by=account_of(house.marcia), **given),
    )
    assert (len(told), failed) == (1, [])
    assert Step.objects.get().answer in {"accepted", "refused"}


def test_a_plan_closed_twice_at_once_is_closed_once() -> None:
    house = NeedHouse()
    plan = house.long_plan(house.child("Amira"), "2021-06-01")
    said: dict[str, Any] = {"ending": "met", "why": "Met.", "told": "Salma"}
    closing = record_moves.closing_proposed(plan=plan.pk, by=account_of(house.ruth), now=NOW, **said)
    given: dict[str, Any] = {"closing": closing.pk, "verdict": "closed", "why": "Yes.", "ends": TODAY, "now": NOW}
    told, failed = at_once(
        lambda: record_moves.closing_decided(by=account_of(house.gurdeep), **given),
        lambda: record_moves.closing_decided(by=account_of(house.marcia), **given),
    )
    assert (len(told), failed) == (1, [])
    assert Closing.objects.get().verdict == "closed"
    assert Plan.objects.get().ends == TODAY


def test_two_families_that_claim_one_child_at_once() -> None:
    house = NeedHouse()
    child = house.child("Chidi", "Okafor", worker=False)
    given: dict[str, Any] = {"children": [child.pk], "adults": [], "starts": TODAY, "why": "Evicted.", "now": NOW}
    given |= {"team": house.teams["nrpf"].pk, "by": account_of(house.nadia)}
    told, failed = at_once(
        lambda: record_family.family_opened(name="Okafor", **given),
        lambda: record_family.family_opened(name="Nwosu", **given),
    )
    assert (len(told), failed) == (1, [])
    assert FamilyChild.objects.count() == 1
