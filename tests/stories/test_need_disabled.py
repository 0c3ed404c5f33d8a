"""Disabled children: the assessment that answers a referral, short breaks, advice in six weeks, adult life in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.calendar import end_of_day
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.child_in_need import queries_disabled, record_disabled
from righthelp.practice.child_in_need.models import (
    Advice,
    BreakUse,
    Entitlement,
    NeedPlan,
    ShortBreak,
    Specialist,
    Thing,
    Transition,
)
from righthelp.practice.child_in_need.record_disabled import BreakAgreed
from righthelp.practice.people.models import Disability, Person
from righthelp.practice.workforce.models import Allocation
from tests.stories.need_house import NOW, TODAY, NeedHouse, account_of, as_application, day, london, signed_in, text_of


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[NeedHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield NeedHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def mina(house: NeedHouse, **more: Any) -> Person:
    """Mina Castellan, whose work Leon holds."""
    born = more.pop("born", date(2010, 2, 2))
    child = house.child("Mina", "Castellan", born=born, worker=False)
    Allocation.objects.create(child=child, worker=house.leon, starts=NOW - timedelta(days=400))
    return child


def test_mina_from_the_referral_to_her_short_breaks(house: NeedHouse) -> None:
    child = mina(house)
    Disability.objects.create(person=child, code="LD", basis="diagnosed", starts=date(2015, 1, 1))
    referral = house.referred_to(
        child, "disabled", "disabled-children-1", house.paulette, now=london("2021-08-25 10:00")
    )
    worker, manager = signed_in(house.leon), signed_in(house.paulette)
    as_application()
    home = reverse("child_in_need:disabled", args=[child.pk])
    assert "not answered yet" in text_of(worker.get(home))
    worker.post(reverse("child_in_need:specialist-new", args=[child.pk]), {})
    begun = Specialist.objects.get()
    assert begun.referral == referral.pk
    moment = DueMoment.objects.get(journey="need-specialist")
    assert moment.due_at == end_of_day(date(2021, 10, 28))  # 45 working days, one bank holiday among them
    found = {
        "needs": "Help at night; a break for her parents.", "child_view": "She showed us her swing with her eyes.",
        "carers": "Both parents work nights in turn.", "findings": "plan", "reason": "Nights cannot go on.",
    }  # fmt: skip
    worker.post(reverse("child_in_need:specialist-finish", args=[begun.pk]), found)
    assert not DueMoment.objects.filter(journey="need-specialist").exists()
    assert "?source=disabled" in text_of(manager.get(home))
    take = reverse("child_in_need:take-on", args=[child.pk]) + "?source=disabled"
    said = {
        "kind": "disabled", "source": "disabled", "team": str(house.teams["disabled-children-1"].pk),
        "threshold": "Nights cannot go on.", "agreed": "yes", "agreed_by": "Both parents",
    }  # fmt: skip
    manager.post(take, said | day("starts", TODAY) | day("agreed_on", TODAY))
    assert NeedPlan.objects.get().referral == referral.pk
    short = {"kind": "overnight", "provider": "Charles House", "amount": "24", "unit": "nights", "why": "Sleep."}
    assert worker.post(reverse("child_in_need:break-new", args=[child.pk]), short).status_code == 403
    manager.post(reverse("child_in_need:break-new", args=[child.pk]), short | day("starts", date(2021, 8, 28)))
    taken = ShortBreak.objects.get()
    used = {"amount": "2", "said": "She laughed at the pool.", "key": str(uuid4())} | day("on", date(2021, 8, 29))
    for _ in range(2):  # pressed twice
        assert worker.post(reverse("child_in_need:break-use", args=[taken.pk]), used).status_code == 302
    assert BreakUse.objects.count() == 1
    page = text_of(worker.get(home))
    assert "2 used of 24 nights a year" in page
    assert "She laughed at the pool." in page
    assert "Mina Castellan" in text_of(manager.get(reverse("child_in_need:disabled-list")))


def test_an_assessment_that_finds_no_plan_is_needed_answers_the_referral(house: NeedHouse) -> None:
    child = mina(house)
    house.referred_to(child, "disabled", "disabled-children-1", house.paulette)
    manager = signed_in(house.paulette)
    assert "Mina Castellan" in text_of(manager.get(reverse("child_in_need:waiting")))
    answered = queries_disabled.open_referral(child.pk)
    assert answered is not None
    by = account_of(house.leon)
    begun = record_disabled.specialist_begun(child=child.pk, referral=answered[0], by=by, now=NOW)
    found = record_disabled.Found("None.", "He likes school.", "Nothing.", "nothing", "School and health do it.")
    record_disabled.specialist_done(specialist=begun.pk, found=found, by=account_of(house.leon), now=NOW)
    assert "Mina Castellan" not in text_of(manager.get(reverse("child_in_need:waiting")))


def test_an_assessment_says_what_the_child_says(house: NeedHouse) -> None:
    begun = record_disabled.specialist_begun(child=mina(house).pk, by=account_of(house.leon), now=NOW)
    found = record_disabled.Found("Help.", " ", "A break.", "plan", "Nights.")
    with pytest.raises(Refused, match="how they showed it"):
        record_disabled.specialist_done(specialist=begun.pk, found=found, by=account_of(house.leon), now=NOW)
    with pytest.raises(Refused, match="under way already"):
        record_disabled.specialist_begun(child=begun.child_id, by=account_of(house.leon), now=NOW)


def test_advice_for_the_plan_of_school_and_health_is_given_within_six_weeks(house: NeedHouse) -> None:
    child = mina(house)
    worker = signed_in(house.leon)
    asked = day("asked", date(2021, 7, 12))
    worker.post(reverse("child_in_need:advice-new", args=[child.pk]), asked | {"asked_by": "SENAR, the council"})
    advice = Advice.objects.get()
    assert DueMoment.objects.get(journey="need-advice").due_at == end_of_day(date(2021, 8, 23))
    assert "Late" in text_of(worker.get(reverse("child_in_need:disabled", args=[child.pk])))
    address = reverse("child_in_need:advice-give", args=[advice.pk])
    early = worker.post(address, {"said": "Nights."} | day("given", date(2021, 7, 1)))
    assert "on or after the day it was asked for" in text_of(early)
    worker.post(address, {"said": "A night sitter twice a week."} | day("given", TODAY))
    assert not DueMoment.objects.filter(journey="need-advice").exists()


def test_an_exception_of_the_regulations_excuses_and_only_a_manager_says_so(house: NeedHouse) -> None:
    child = mina(house)
    made = record_disabled.advice_asked(
        child=child.pk, asked=date(2021, 7, 12), asked_by="SENAR", by=account_of(house.leon), now=NOW
    )
    given: dict[str, Any] = {
        "advice": made.pk,
        "excepted": date(2021, 7, 20),
        "why": "Away for five weeks.",
        "now": NOW,
    }
    with pytest.raises(Refused, match="A team manager"):
        record_disabled.advice_excepted(by=account_of(house.leon), **given)
    record_disabled.advice_excepted(by=account_of(house.paulette), **given)
    assert not DueMoment.objects.filter(journey="need-advice").exists()


@pytest.mark.parametrize(
    ("age", "began", "adults", "said"),
    [
        (13, None, None, ""),
        (14, None, None, "14: preparing for adult life has not begun"),
        (16, TODAY, None, ""),
        (17, TODAY, None, "17: adult services have not been asked"),
        (17, TODAY, TODAY, ""),
        (18, None, None, ""),
        (None, None, None, ""),
    ],
)
def test_preparing_for_adult_life_is_asked_for_by_age(
    age: int | None, began: date | None, adults: date | None, said: str
) -> None:
    assert queries_disabled.prompt(age, began, adults) == said


def test_a_young_woman_of_seventeen_is_listed_until_adult_services_are_asked(house: NeedHouse) -> None:
    child = mina(house, born=date(2004, 5, 5))
    house.plan(child, by=house.paulette, kind="disabled", team=house.teams["disabled-children-1"].pk)
    manager = signed_in(house.paulette)
    listed = reverse("child_in_need:disabled-list") + "?disabled_adult=due"
    assert "preparing for adult life has not begun" in text_of(manager.get(listed))
    address = reverse("child_in_need:transition", args=[child.pk])
    said = {"hopes": "“A flat with my own key.”"} | day("began", TODAY)
    signed_in(house.leon).post(address, said)
    assert "adult services have not been asked" in text_of(manager.get(listed))
    more = said | {"adults_who": "Adult social care, North"} | day("adults_asked", TODAY)
    signed_in(house.leon).post(address, more)
    assert Transition.objects.get().adults_who == "Adult social care, North"
    assert "Mina Castellan" not in text_of(manager.get(listed)).split('id="disabled"')[1]


def test_a_new_rate_ends_the_one_before(house: NeedHouse) -> None:
    child = mina(house)
    by = account_of(house.leon)
    for said, on in (("Middle care", date(2019, 1, 1)), ("High care, high mobility", date(2021, 5, 1))):
        record_disabled.entitled(child=child.pk, kind="dla", said=said, starts=on, by=by, now=NOW)
    assert [(one.words, one.ends) for one in Entitlement.objects.order_by("starts")] == [
        ("Middle care", date(2021, 5, 1)),
        ("High care, high mobility", None),
    ]
    with pytest.raises(Refused, match="recorded for that day already"):
        record_disabled.entitled(child=child.pk, kind="dla", said="Low", starts=date(2020, 1, 1), by=by, now=NOW)


def test_equipment_goes_from_asked_for_to_there_or_is_declined_with_a_reason(house: NeedHouse) -> None:
    child = mina(house)
    by = account_of(house.leon)
    given: dict[str, Any] = {"child": child.pk, "by": by, "now": NOW, "asked": date(2021, 6, 1)}
    hoist = record_disabled.thing_asked(kind="equipment", what="Ceiling hoist", **given)
    ramp = record_disabled.thing_asked(kind="adaptation", what="Ramp", **given)
    with pytest.raises(Refused, match="It was asked for on 1 June 2021"):
        record_disabled.thing_moved(thing=hoist.pk, stage="ordered", on=date(2021, 5, 1), by=by, now=NOW)
    record_disabled.thing_moved(thing=hoist.pk, stage="ordered", on=date(2021, 7, 1), by=by, now=NOW)
    with pytest.raises(Refused, match="after it was asked for and ordered"):
        record_disabled.thing_moved(thing=hoist.pk, stage="there", on=date(2021, 6, 20), by=by, now=NOW)
    record_disabled.thing_moved(thing=hoist.pk, stage="there", on=TODAY, by=by, now=NOW)
    with pytest.raises(Refused, match="why it was declined"):
        record_disabled.thing_moved(thing=ramp.pk, stage="declined", on=TODAY, by=by, now=NOW)
    assert Thing.objects.get(pk=hoist.pk).there == TODAY


def test_a_short_break_of_nothing_cannot_be(house: NeedHouse) -> None:
    agreed = BreakAgreed("overnight", "Charles House", 0, "nights", "Sleep.", TODAY)
    with pytest.raises(Refused, match="a number above nothing"):
        record_disabled.break_agreed(child=mina(house).pk, agreed=agreed, by=account_of(house.paulette), now=NOW)
    good = BreakAgreed("overnight", "Charles House", 12, "nights", "Sleep.", TODAY)
    child = Person.objects.get(surname="Castellan")
    made = record_disabled.break_agreed(child=child.pk, agreed=good, by=account_of(house.paulette), now=NOW)
    with pytest.raises(IntegrityError, match="need_break_says_what"), transaction.atomic():
        ShortBreak.objects.filter(pk=made.pk).update(amount=0)
    with pytest.raises(Refused, match="is agreed on that day already"):
        record_disabled.break_agreed(child=child.pk, agreed=good, by=account_of(house.paulette), now=NOW)
