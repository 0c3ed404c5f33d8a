"""Families without recourse to public funds: a decision with its reasons, a year's assessment, money that adds up."""

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
from righthelp.practice.casework.models import Plan
from righthelp.practice.casework.record import plan_ended
from righthelp.practice.child_in_need import queries_family, record_family, record_money
from righthelp.practice.child_in_need.models import (
    Budget,
    Dealing,
    Family,
    FamilyChild,
    MeansDecision,
    NeedPlan,
    Payment,
    WeeklySupport,
)
from righthelp.practice.child_in_need.record_money import Paid
from righthelp.practice.people.models import Organisation, Person, Registration, Relationship
from righthelp.practice.workforce.models import Allocation, Post
from tests.stories.need_house import NOW, TODAY, NeedHouse, account_of, as_application, day, london, signed_in, text_of


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[NeedHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield NeedHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def paid(**more: Any) -> Paid:
    """A week's subsistence."""
    said: dict[str, Any] = {"kind": "subsistence", "pence": 9_450, "paid_on": TODAY, "to": "Ngozi Okafor"}
    return Paid(**(said | more))


def means(**more: Any) -> dict[str, Any]:
    """The form of a decision on means."""
    return {
        "outcome": "support",
        "evidence": "Three months of statements; the eviction notice.",
        "rationale": "No money, no right to work, nobody to stay with.",
        "key": str(uuid4()),
    } | more


def test_the_okafors_from_the_referral_to_the_plans_of_both_children(house: NeedHouse) -> None:
    chidi = house.child("Chidi", "Okafor", born=date(2012, 3, 2), worker=False)
    ada = house.child("Ada", "Okafor", born=date(2017, 11, 30), worker=False)
    ngozi = house.child("Ngozi", "Okafor", born=date(1985, 6, 1), worker=False)
    Relationship.objects.create(person=chidi, other=ada, kind="sibling")
    for child in (chidi, ada):
        Relationship.objects.create(person=child, other=ngozi, kind="mother")
        Allocation.objects.create(child=child, worker=house.nadia, starts=NOW - timedelta(days=1))
    referral = house.referred_to(chidi, "nrpf", "nrpf", house.femi)
    manager = signed_in(house.femi)
    as_application()
    waiting = text_of(manager.get(reverse("child_in_need:waiting")))
    address = reverse("child_in_need:family-new", args=[chidi.pk])
    assert "Referred: no recourse to public funds" in waiting
    assert f'href="{address}"' in waiting
    form = text_of(manager.get(address))
    assert "Ada Okafor" in form
    assert "Ngozi Okafor" in form
    said = {"name": "Okafor", "children": [str(chidi.pk), str(ada.pk)], "adults": [str(ngozi.pk)], "why": "Evicted."}
    manager.post(address, said | {"team": str(house.teams["nrpf"].pk)} | day("starts", TODAY))
    family = Family.objects.get()
    page = reverse("child_in_need:family", args=[family.pk])
    assert "Means not decided" in text_of(manager.get(page))
    manager.post(reverse("child_in_need:means", args=[family.pk]), means())
    begin = {
        "kind": "nrpf", "source": "nrpf", "team": str(house.teams["nrpf"].pk), "threshold": "Two children, no home.",
        "agreed": "yes", "agreed_by": "Ngozi Okafor, mother",
    }  # fmt: skip
    manager.post(
        reverse("child_in_need:family-plans", args=[family.pk]), begin | day("starts", TODAY) | day("agreed_on", TODAY)
    )
    needs = {need.child_id: need for need in NeedPlan.objects.all()}
    assert set(needs) == {chidi.pk, ada.pk}
    assert needs[chidi.pk].referral == referral.pk
    assert needs[ada.pk].referral is None
    shown = text_of(manager.get(page))
    assert "due by 1 December 2021" in shown  # the quarterly review
    assert "due by 1 September 2022" in shown  # the yearly assessment
    assert "No money, no right to work" in shown
    listed = text_of(manager.get(reverse("child_in_need:families")))
    assert "children in them" in listed
    assert "Okafor" in listed
    assert "Chidi Okafor" not in text_of(manager.get(reverse("child_in_need:waiting")))


def test_a_plan_of_this_kind_begins_from_the_familys_case(house: NeedHouse) -> None:
    child = house.child("Chidi", "Okafor", worker=False)
    with pytest.raises(Refused, match="Open the family’s case first"):
        house.plan(child, by=house.femi, kind="nrpf", source="nrpf", team=house.teams["nrpf"].pk)


def test_a_family_that_is_not_destitute_is_sent_on_and_told_where(house: NeedHouse) -> None:
    family = house.okafors()
    with pytest.raises(Refused, match="which services the family was sent to"):
        house.destitute(family, outcome="signpost")
    with pytest.raises(Refused, match="Weigh what a refusal would mean"):
        house.destitute(family, excluded=True)
    house.destitute(family, outcome="signpost", signposted="The law centre, Tuesday at ten; the food bank at St Luke’s")
    page = text_of(signed_in(house.nadia).get(reverse("child_in_need:family", args=[family.pk])))
    assert "The law centre, Tuesday at ten" in page
    with pytest.raises(Refused, match="not destitute"):
        record_money.payment_made(family=family.pk, paid=paid(), key=uuid4(), by=account_of(house.nadia), now=NOW)


def test_a_worker_does_not_decide_on_means(house: NeedHouse) -> None:
    family = house.okafors()
    address = reverse("child_in_need:means", args=[family.pk])
    assert signed_in(house.nadia).post(address, means()).status_code == 403
    assert not MeansDecision.objects.exists()


def test_the_yearly_assessment_is_due_and_done_for_every_child_of_the_family(house: NeedHouse) -> None:
    then = london("2020-08-20 12:00")
    family = house.okafors(now=then)
    house.destitute(family, now=then)
    started = date(2020, 8, 20)
    facts = house.nrpf_facts(starts=started, agreed_on=started)
    record_family.plans_begun(family=family.pk, facts=facts, by=account_of(house.femi), now=then)
    row = queries_family.families(account_of(house.femi), NOW)[0]
    assert row.assessment_due == end_of_day(date(2021, 8, 20))
    assert row.assessment_late
    browser = signed_in(house.nadia)
    assert "Late" in text_of(browser.get(reverse("child_in_need:families")))
    said = {
        "needs": "A home; a school place for Ada.", "way_out": "Leave by the ten-year route.", "follows": "A lawyer.",
        "seen": "on",
    }  # fmt: skip
    browser.post(reverse("child_in_need:assess", args=[family.pk]), said | day("on", TODAY))
    due = DueMoment.objects.filter(clock__contains="yearly")
    assert {moment.due_at for moment in due} == {end_of_day(date(2022, 9, 1))}
    assert {moment.subject_id for moment in due} == {house.chidi.pk, house.ada.pk}
    assert not queries_family.families(account_of(house.femi), NOW)[0].assessment_late
    made = family.assessments.get()
    given: dict[str, Any] = {
        "assessment": made.pk,
        "why": "Another family’s.",
        "by": account_of(house.nadia),
        "now": NOW,
    }
    record_family.assessment_withdrawn(**given)
    assert queries_family.families(account_of(house.femi), NOW)[0].assessment_late


def test_a_child_who_was_not_seen_is_said_so(house: NeedHouse) -> None:
    family = house.okafors()
    said: dict[str, Any] = {"needs": "A home.", "way_out": "Leave.", "follows": "A lawyer.", "seen": False, "on": TODAY}
    with pytest.raises(Refused, match="why not every child was seen"):
        record_family.assessed(family=family.pk, by=account_of(house.nadia), now=NOW, **said)
    early = said | {"seen": True, "on": date(2021, 8, 1)}
    with pytest.raises(Refused, match="The family’s case began on 1 September 2021"):
        record_family.assessed(family=family.pk, by=account_of(house.nadia), now=NOW, **early)


def test_reviews_of_such_a_family_are_quarterly_even_after_the_first(house: NeedHouse) -> None:
    then = london("2021-03-01 12:00")
    family = house.okafors(now=then)
    started = date(2021, 3, 1)
    facts = house.nrpf_facts(starts=started, agreed_on=started)
    record_family.plans_begun(family=family.pk, facts=facts, by=account_of(house.femi), now=then)
    plan = Plan.objects.get(child=house.chidi)
    house.review(plan, "2021-05-20 10:00", by=house.nadia)
    moments = DueMoment.objects.filter(subject_id=house.chidi.pk, clock__contains="quarterly")
    assert [moment.due_at for moment in moments] == [end_of_day(date(2021, 8, 20))]
    with pytest.raises(Refused, match="due by 20 November 2021"):
        house.review(plan, "2021-08-20 10:00", by=house.nadia, next_by=date(2021, 11, 21))


def test_no_family_is_unallocated_unseen(house: NeedHouse) -> None:
    house.okafors()
    assert queries_family.families(account_of(house.femi), NOW)[0].unallocated == 0
    Allocation.objects.filter(child=house.ada).update(starts=NOW - timedelta(days=2), ends=NOW)
    row = queries_family.families(account_of(house.femi), NOW)[0]
    assert (len(row.children), row.unallocated) == (2, 1)
    page = text_of(signed_in(house.femi).get(reverse("child_in_need:families") + "?families_worker=none"))
    assert "Unallocated" in page


def test_how_complete_the_record_is_counts_what_the_child_is_old_enough_for(house: NeedHouse) -> None:
    family = house.okafors()
    baby = house.child("Obi", "Okafor", born=date(2020, 12, 1), worker=False)
    Person.objects.filter(pk=baby.pk).update(ethnicity="BAFR")
    surgery = Organisation.objects.create(kind="gp", name="Larch Road Surgery", locality="Ladywood")
    Registration.objects.create(person=baby, organisation=surgery, kind="gp", starts=date(2021, 1, 1))
    record_family.child_joined(family=family.pk, child=baby.pk, starts=TODAY, by=account_of(house.nadia), now=NOW)
    known = queries_family.known_of([house.chidi, Person.objects.get(pk=baby.pk)], TODAY)
    assert known[baby.pk].score == 67  # two of three: no school is asked of a baby
    assert known[baby.pk].missing == ["Extended family"]
    assert known[house.chidi.pk].missing == ["Ethnicity", "GP", "School", "Extended family"]
    aunt = house.child("Ify", "Nwosu", born=date(1979, 1, 1), worker=False)
    Relationship.objects.create(person=baby, other=aunt, kind="aunt_uncle")
    assert queries_family.known_of([Person.objects.get(pk=baby.pk)], TODAY)[baby.pk].score == 100
    page = text_of(signed_in(house.nadia).get(reverse("child_in_need:family", args=[family.pk])))
    assert reverse("fact-school", args=[house.chidi.pk]) in page


def test_immigration_advice_and_the_home_office_are_written_down_with_who_and_where_it_came_from(
    house: NeedHouse,
) -> None:
    family = house.okafors()
    browser = signed_in(house.nadia)
    said = {"kind": "advice", "who": "Tolu Bankole, law centre", "source": "Legal aid", "what": "Apply under 276ADE."}
    address = reverse("child_in_need:dealing", args=[family.pk])
    browser.post(address, said | day("on", TODAY) | day("again_on", date(2021, 10, 1)))
    browser.post(address, said | {"kind": "home-office", "who": "Caseworker 114", "source": ""} | day("on", TODAY))
    assert {each.kind for each in Dealing.objects.all()} == {"advice", "home-office"}
    page = text_of(browser.get(reverse("child_in_need:family", args=[family.pk])))
    assert "Legal aid" in page
    assert "To be asked again 1 October 2021" in page


def test_nothing_is_paid_without_a_decision_in_words_and_by_the_database(house: NeedHouse) -> None:
    family = house.okafors()
    by = account_of(house.nadia)
    with pytest.raises(Refused, match="before a manager has decided"):
        record_money.payment_made(family=family.pk, paid=paid(), key=uuid4(), by=by, now=NOW)
    with pytest.raises(Refused, match="before a manager has decided"):
        record_money.weekly_agreed(
            family=family.pk, kind="subsistence", pence=9_450, starts=TODAY, why="x", by=account_of(house.femi), now=NOW
        )
    held = house.destitute(family)
    made = record_money.payment_made(family=family.pk, paid=paid(), key=uuid4(), by=by, now=NOW)
    no = house.destitute(family, outcome="signpost", signposted="The law centre")
    with pytest.raises(IntegrityError, match="child_in_need_payment_on_support"), transaction.atomic():
        Payment.objects.filter(pk=made.pk).update(decision=no)
    with pytest.raises(IntegrityError, match="need_payment_on_a_decision"), transaction.atomic():
        Payment.objects.filter(pk=made.pk).update(decision=no, supports=False)
    assert made.decision == held


@pytest.mark.parametrize("amount", ["-5", "0", "0.00", "five", "12.345", "99999"])
def test_an_amount_that_cannot_be_is_refused_and_what_was_typed_is_kept(house: NeedHouse, amount: str) -> None:
    family = house.okafors()
    house.destitute(family)
    said = {"kind": "subsistence", "pence": amount, "to": "Ngozi Okafor", "key": str(uuid4())}
    address = reverse("child_in_need:payment", args=[family.pk])
    page = text_of(signed_in(house.nadia).post(address, said | day("paid_on", TODAY)))
    assert "There is a problem" in page
    assert 'value="Ngozi Okafor"' in page
    assert not Payment.objects.exists()


def test_pounds_and_pence_are_kept_to_the_penny_and_pressed_twice_is_paid_once(house: NeedHouse) -> None:
    family = house.okafors()
    house.destitute(family)
    said = {"kind": "subsistence", "pence": "£1,094.57", "to": "Ngozi Okafor", "key": str(uuid4())}
    browser = signed_in(house.nadia)
    address = reverse("child_in_need:payment", args=[family.pk])
    for _ in range(2):
        assert browser.post(address, said | day("paid_on", TODAY)).status_code == 302
    assert Payment.objects.get().pence == 109_457
    assert "£1,094.57" in text_of(browser.get(reverse("child_in_need:family", args=[family.pk])))
    given = {"why": "Came back from the bank."}
    made = Payment.objects.get()
    assert browser.post(reverse("child_in_need:payment-cancel", args=[family.pk, made.pk]), given).status_code == 403
    signed_in(house.femi).post(reverse("child_in_need:payment-cancel", args=[family.pk, made.pk]), given)
    made.refresh_from_db()
    assert made.cancelled_why == "Came back from the bank."
    with pytest.raises(IntegrityError, match="need_payment_positive"), transaction.atomic():
        Payment.objects.update(pence=0)


def test_a_new_decision_that_ends_support_stops_the_weekly_rates(house: NeedHouse) -> None:
    then = london("2021-08-02 12:00")
    family = house.okafors(now=then)
    house.destitute(family, now=then)
    record_money.weekly_agreed(
        family=family.pk,
        kind="housing",
        pence=21_000,
        starts=date(2021, 8, 2),
        why="Room",
        by=account_of(house.femi),
        now=then,
    )
    house.destitute(family, outcome="signpost", signposted="Housing options")
    rate = WeeklySupport.objects.get()
    assert (rate.ends, rate.stopped) == (TODAY, "not-needed")


def test_budget_spend_and_savings_by_month(house: NeedHouse) -> None:
    then = london("2021-06-01 12:00")
    family = house.okafors(now=then)
    house.destitute(family, now=then)
    femi, nadia = account_of(house.femi), account_of(house.nadia)
    team = house.teams["nrpf"].pk
    record_money.budget_set(team=team, year=2021, pence=12_000_01, why="Board, March", by=femi, now=then)
    given: dict[str, Any] = {"family": family.pk, "why": "Rates of 2021", "by": femi, "now": then}
    rate = record_money.weekly_agreed(kind="subsistence", pence=7_000, starts=date(2021, 6, 1), **given)
    other = record_money.weekly_agreed(kind="travel", pence=1_400, starts=date(2021, 6, 1), **given)
    for pence, on in ((7_000, date(2021, 6, 8)), (7_000, date(2021, 6, 15)), (500, date(2021, 7, 1))):
        key = uuid4()
        record_money.payment_made(family=family.pk, paid=paid(pence=pence, paid_on=on), key=key, by=nadia, now=NOW)
    wrong = record_money.payment_made(
        family=family.pk, paid=paid(pence=9_999, paid_on=date(2021, 7, 2)), key=uuid4(), by=nadia, now=NOW
    )
    record_money.payment_cancelled(payment=wrong.pk, why="Never left.", by=femi, now=NOW)
    record_money.weekly_stopped(weekly=rate.pk, ends=date(2021, 8, 25), stopped="leave", by=femi, now=NOW)
    record_money.weekly_stopped(weekly=other.pk, ends=date(2021, 8, 25), stopped="rate", by=femi, now=NOW)
    months = {month.first: month for month in queries_family.money(team, 2021, TODAY)}
    assert min(months) == date(2021, 4, 1)
    assert max(months) == date(2021, 9, 1)
    assert sum(month.budget or 0 for month in queries_family.money(team, 2021, date(2022, 3, 31))) == 12_000_01
    assert months[date(2021, 6, 1)].paid == 14_000
    assert months[date(2021, 7, 1)].paid == 500
    assert months[date(2021, 8, 1)].saved == 7_000  # seven days of £70 a week; a changed rate saves nothing
    assert months[date(2021, 9, 1)].saved == 1_000  # and today
    browser = signed_in(house.femi)
    page = text_of(browser.get(reverse("child_in_need:money")))
    assert "£145.00" in page
    chart = browser.get(reverse("child_in_need:money-chart") + "?year=2021")
    assert "<svg" in text_of(chart)
    assert signed_in(house.nadia).get(reverse("child_in_need:money")).status_code == 403


def test_a_budget_set_again_is_changed_and_not_doubled(house: NeedHouse) -> None:
    house.okafors()
    browser = signed_in(house.femi)
    for amount in ("100000", "90,000.50"):
        said = {"team": str(house.teams["nrpf"].pk), "year": "2021", "pence": amount, "why": "Board"}
        assert browser.post(reverse("child_in_need:budget"), said).status_code == 302
    assert Budget.objects.get().pence == 9_000_050


def test_a_child_is_in_one_familys_case_at_a_time(house: NeedHouse) -> None:
    house.okafors()
    with pytest.raises(Refused, match="in a family’s case on that day already"):
        record_family.family_opened(
            name="Nwosu",
            children=[house.ada.pk],
            adults=[],
            team=house.teams["nrpf"].pk,
            starts=TODAY,
            why="Staying with an aunt.",
            by=account_of(house.nadia),
            now=NOW,
        )
    assert FamilyChild.objects.count() == 2


def test_a_familys_case_ends_after_its_plans_and_its_money(house: NeedHouse) -> None:
    then = london("2021-06-01 12:00")
    family = house.okafors(now=then)
    house.destitute(family, now=then)
    femi = account_of(house.femi)
    starts = date(2021, 6, 1)
    facts = house.nrpf_facts(starts=starts, agreed_on=starts)
    record_family.plans_begun(family=family.pk, facts=facts, by=femi, now=then)
    closing: dict[str, Any] = {"family": family.pk, "ends": TODAY, "leaving": "granted", "why": "Leave in August."}
    with pytest.raises(Refused, match="A child’s plan still runs"):
        record_family.family_closed(by=femi, now=NOW, **closing)
    for plan in Plan.objects.all():
        plan_ended(plan=plan.pk, ends=TODAY, ending="met", why="Universal credit began.", by=femi, now=NOW)
    rate = record_money.weekly_agreed(
        family=family.pk, kind="travel", pence=500, starts=starts, why="Bus", by=femi, now=then
    )
    with pytest.raises(Refused, match="A weekly rate is still paid"):
        record_family.family_closed(by=femi, now=NOW, **closing)
    record_money.weekly_stopped(weekly=rate.pk, ends=TODAY, stopped="funds", by=femi, now=NOW)
    record_family.family_closed(by=femi, now=NOW, **closing)
    assert not FamilyChild.objects.filter(ends=None).exists()
    assert queries_family.families(femi, NOW) == []


def test_a_family_with_a_child_whose_record_is_closed_to_somebody_is_not_there_for_them(house: NeedHouse) -> None:
    family = house.okafors()
    address = reverse("child_in_need:family", args=[family.pk])
    assert signed_in(house.nadia).get(address).status_code == 200
    assert signed_in(house.ruth).get(address).status_code == 404
    Person.objects.filter(pk=house.ada.pk).update(tier=2)
    assert signed_in(house.nadia).get(address).status_code == 404
    assert "Okafor" not in text_of(signed_in(house.nadia).get(reverse("child_in_need:families")))


def test_vacant_posts_of_the_team_come_from_the_establishment(house: NeedHouse) -> None:
    Post.objects.create(number="N-17", title="Social worker", team=house.teams["nrpf"], starts=date(2019, 1, 1), wte=1)
    page = text_of(signed_in(house.femi).get(reverse("child_in_need:families")))
    assert "N-17" in page
    assert "Vacant" in page
