"""Children in need: a plan with a reason and the family's agreement, reviews in time, help that goes up and down."""

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
from righthelp.practice.casework.models import Meeting, Plan
from righthelp.practice.casework.record import action_agreed, outcome_met, outcome_set
from righthelp.practice.child_in_need import queries, record, record_reviews
from righthelp.practice.child_in_need.models import (
    NeedDue,
    NeedPlan,
    Oversight,
    PartnerRole,
    Review,
)
from righthelp.practice.people.models import Involvement, Relationship
from righthelp.practice.workforce.models import Allocation
from tests.stories.need_house import (
    NOW,
    TODAY,
    NeedHouse,
    account_of,
    as_application,
    day,
    london,
    signed_in,
    text_of,
    typed,
)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[NeedHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield NeedHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_a_child_stepped_down_from_protection_is_listed_until_somebody_takes_them_on(house: NeedHouse) -> None:
    amira = house.child("Amira", "Hassan")
    house.stepped_down(amira)
    browser = signed_in(house.gurdeep)
    as_application()
    page = text_of(browser.get(reverse("child_in_need:waiting")))
    assert "Amira Hassan" in page
    assert "Stepped down from child protection" in page
    assert ">12</td>" in page  # days since 20 August
    form = text_of(browser.get(reverse("child_in_need:take-on", args=[amira.pk]) + "?source=step-down"))
    assert "a child in need plan is enough" in form  # what the conference said is there already
    response = browser.post(reverse("child_in_need:take-on", args=[amira.pk]), typed(house))
    need = NeedPlan.objects.get()
    assert response.headers["Location"] == reverse("child_in_need:plan", args=[need.plan_id])
    assert (need.source, need.weeks, need.decided_by) == ("step-down", 26, house.gurdeep)
    assert Involvement.objects.filter(child=amira, kind="cin", ends=None).exists()
    assert "Amira Hassan" not in text_of(browser.get(reverse("child_in_need:waiting")))
    shown = text_of(browser.get(reverse("child_in_need:plan", args=[need.plan_id])))
    assert "the end of 1 December 2021" in shown  # the first review
    assert "the end of 29 September 2021" in shown  # the first visit, twenty working days


def test_section_17_begins_with_the_familys_agreement_and_a_manager(house: NeedHouse) -> None:
    amira = house.child("Amira", "Hassan")
    browser = signed_in(house.gurdeep)
    address = reverse("child_in_need:take-on", args=[amira.pk])
    page = text_of(browser.post(address, typed(house, source="assessment", agreed="", agreed_by="")))
    assert "Without agreement none begins" in page
    assert "The bruises have not come back" in page  # what was typed is kept
    assert not Plan.objects.exists()
    with pytest.raises(Refused, match="A team manager or a head of service decides"):
        house.plan(amira, by=house.ruth)
    assert signed_in(house.ruth).post(address, typed(house)).status_code == 403


def test_a_source_that_the_record_does_not_bear_out_is_refused(house: NeedHouse) -> None:
    with pytest.raises(Refused, match="No child protection plan of this child ended with a step down"):
        house.plan(house.child("Amira"), source="step-down")


def test_a_plan_is_reviewed_after_three_months_and_then_after_six(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira"), "2021-01-11")
    house.review(plan, "2021-04-09 10:00")
    assert [(row.since, row.held) for row in NeedDue.objects.filter(plan=plan).order_by("place")] == [
        (date(2021, 1, 11), date(2021, 4, 9)),
        (date(2021, 4, 9), None),
    ]
    due = DueMoment.objects.get(journey="need-due")
    assert due.clock == "need-due.later_review_of_a_child_in_need_plan"
    assert due.due_at == end_of_day(date(2021, 10, 9))


def test_a_sooner_review_that_was_agreed_is_due_by_its_day_and_a_later_one_cannot_be(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira"), "2021-06-01")
    with pytest.raises(Refused, match="The next review is due by 17 January 2022"):
        house.review(plan, "2021-07-17 10:00", next_by=date(2022, 1, 18))
    house.review(plan, "2021-07-17 10:00", next_by=date(2021, 8, 25))
    row = queries.running_plans(account_of(house.gurdeep), NOW)[0]
    assert row.review_due == end_of_day(date(2021, 8, 25))
    assert row.review_late


def test_a_review_is_not_before_the_plan_and_the_database_says_so_too(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira"), "2021-06-01")
    with pytest.raises(Refused, match="The plan began on 1 June 2021"):
        house.review(plan, "2021-05-20 10:00")
    assert not Meeting.objects.exists()  # nothing is left of what was refused
    review = house.review(plan, "2021-07-01 10:00")
    with pytest.raises(IntegrityError, match="need_review_not_before_start"), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(on=date(2021, 5, 20))
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with pytest.raises(IntegrityError, match="child_in_need_review_of_plan_starts"), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(plan_starts=date(2021, 1, 1), on=date(2021, 5, 20))


def test_a_review_recorded_by_mistake_no_longer_counts_and_stays_readable(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira"), "2021-06-21")
    review = house.review(plan, "2021-07-01 10:00")
    record_reviews.review_withdrawn(review=review.pk, why="That was Yusuf’s.", by=account_of(house.ruth), now=NOW)
    assert NeedDue.objects.get(plan=plan).since == date(2021, 6, 21)
    assert "That was Yusuf’s." in text_of(signed_in(house.ruth).get(reverse("child_in_need:plan", args=[plan.pk])))


def test_brothers_and_sisters_are_reviewed_in_one_meeting_each_with_words_of_their_own(house: NeedHouse) -> None:
    amira, yusuf, _ = house.family()
    for child in (amira, yusuf):
        Allocation.objects.create(child=child, worker=house.ruth, starts=NOW - timedelta(days=90))
    first, second = (house.long_plan(child, "2021-06-01") for child in (amira, yusuf))
    browser = signed_in(house.ruth)
    address = reverse("child_in_need:call", args=[first.pk])
    assert "Yusuf Hassan" in text_of(browser.get(address))
    said = {"chair": str(house.gurdeep.pk), "plans": [str(second.pk)], "where": "School", "people": "Joan, school"}
    browser.post(address, said | day("planned", TODAY) | {"planned_time": "09:30"})
    meeting = Meeting.objects.get()
    assert {row.child_id for row in meeting.about.all()} == {amira.pk, yusuf.pk}
    assert meeting.attendances.get().agency == "education"
    told = {
        "meeting": str(meeting.pk), "at_time": "09:30", "progress": "good", "decision": "goes-on",
        "outcomes": "Up at seven, three days of five.", "child_view": "“I like toast club.”",
        "family_view": "Salma is tired, and proud.", "reason": "It has to hold for a term.",
    }  # fmt: skip
    for plan, view in ((first, "“I like toast club.”"), (second, "“I want my bike back.”")):
        response = browser.post(
            reverse("child_in_need:review", args=[plan.pk]), told | day("at", TODAY) | {"child_view": view}
        )
        assert response.status_code == 302, text_of(response)
    meeting.refresh_from_db()
    assert meeting.held == london("2021-09-01 09:30")
    assert {each.child_view for each in Review.objects.all()} == {"“I like toast club.”", "“I want my bike back.”"}


def test_plans_cannot_overlap_whoever_begins_them(house: NeedHouse) -> None:
    amira = house.child("Amira")
    house.plan(amira)
    with pytest.raises(Refused, match="has a plan on that day already"):
        house.plan(amira, kind="disabled")


def test_more_than_two_years_is_flagged_until_a_manager_says_why(house: NeedHouse) -> None:
    house.long_plan(house.child("Amira", "Hassan"), "2019-08-31")
    edge = house.long_plan(house.child("Jo", "Edgeway", born=date(2011, 1, 1)), "2019-09-01")
    manager = account_of(house.gurdeep)
    rows = {row.name: row for row in queries.running_plans(manager, NOW)}
    assert rows["Amira Hassan"].long
    assert not rows["Jo Edgeway"].long  # two years to the day are not more than two
    browser = signed_in(house.gurdeep)
    assert "No reason in the last six months" in text_of(browser.get(reverse("child_in_need:long")))
    note = {"kind": "long", "note": "Waits for the autism assessment; school holds it.", "key": str(uuid4())}
    address = reverse("child_in_need:oversight", args=[rows["Amira Hassan"].plan])
    browser.post(address, note)
    browser.post(address, note)  # pressed twice
    assert Oversight.objects.count() == 1
    page = text_of(browser.get(reverse("child_in_need:long")))
    assert "Waits for the autism assessment" in page
    assert "No reason in the last six months" not in page
    stale = queries.running_plans(manager, NOW + timedelta(days=183))[0]
    assert stale.reason == ""  # a reason holds for half a year
    assert edge.ends is None


def test_less_help_is_suggested_when_every_outcome_is_met(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira"), "2021-06-01", weeks=6)
    by = account_of(house.ruth)
    outcome = outcome_set(plan=plan.pk, what="Amira is at school by nine.", by=by, now=NOW)
    row = queries.running_plans(account_of(house.gurdeep), NOW)[0]
    assert row.prompts == ["it was meant for 6 weeks"]
    outcome_met(outcome=outcome.pk, on=TODAY, by=by, now=NOW)
    assert queries.running_plans(account_of(house.gurdeep), NOW)[0].prompts[0] == "every outcome is met"


def test_oversight_is_tied_to_the_plan_and_its_action(house: NeedHouse) -> None:
    amira, other = house.child("Amira"), house.child("Jo", "Edgeway")
    plan, elsewhere = house.plan(amira), house.plan(other)
    by = account_of(house.ruth)
    action = action_agreed(
        child=amira.pk,
        what="Ring housing.",
        by_when=date(2021, 9, 8),
        worker=house.ruth.pk,
        plan=plan.pk,
        by=by,
        now=NOW,
    )
    given: dict[str, Any] = {"kind": "drift", "note": "Third week. I ring them tomorrow.", "now": NOW}
    manager = account_of(house.gurdeep)
    with pytest.raises(Refused, match="Choose an action of this plan"):
        record.oversight_noted(plan=elsewhere.pk, action=action.pk, key=uuid4(), by=manager, **given)
    record.oversight_noted(plan=plan.pk, action=action.pk, key=uuid4(), by=manager, **given)
    with pytest.raises(Refused, match="A team manager or a head of service"):
        record.oversight_noted(plan=plan.pk, action=None, key=uuid4(), by=by, **given)
    assert "On the action: Ring housing." in text_of(
        signed_in(house.ruth).get(reverse("child_in_need:plan", args=[plan.pk]))
    )


def test_a_partners_part_is_named_and_is_over_with_a_reason(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira"), "2021-06-01")
    browser = signed_in(house.ruth)
    part = {"agency": "education", "who": "Joan Applewhite", "does": "Meets Amira at the gate each morning."}
    browser.post(reverse("child_in_need:partner", args=[plan.pk]), part)
    role = PartnerRole.objects.get()
    assert "Meets Amira at the gate" in text_of(browser.get(reverse("child_in_need:plan-print", args=[plan.pk])))
    PartnerRole.objects.update(starts=date(2021, 8, 1))
    browser.post(reverse("child_in_need:partner-over", args=[plan.pk, role.pk]), {"why": "She comes by herself."})
    role.refresh_from_db()
    assert role.why_over == "She comes by herself."


def test_the_dashboard_counts_what_its_lists_show(house: NeedHouse) -> None:
    house.long_plan(house.child("Amira", "Hassan"), "2021-01-11")
    house.long_plan(house.child("Nobody", "Leads", born=date(2012, 1, 1)), "2021-08-30")
    Allocation.objects.filter(child__surname="Leads").update(ends=NOW)
    browser = signed_in(house.gurdeep)
    page = text_of(browser.get(reverse("child_in_need:board")))
    assert "Amira Hassan" in page
    late = text_of(browser.get(reverse("child_in_need:board") + "?plans_review=late"))
    assert "Amira Hassan" in late
    assert "Nobody Leads" not in late.split('id="plans"')[1]
    csv = text_of(browser.get(reverse("child_in_need:board") + "?format=csv&table=plans&plans_worker=none"))
    assert "Nobody Leads" in csv
    assert "Amira Hassan" not in csv


def test_a_worker_sees_their_own_children_and_a_stranger_none(house: NeedHouse) -> None:
    plan = house.plan(house.child("Amira", "Hassan"))
    assert "Amira Hassan" in text_of(signed_in(house.ruth).get(reverse("child_in_need:board")))
    stranger = signed_in(house.leon)
    assert "Amira Hassan" not in text_of(stranger.get(reverse("child_in_need:board")))
    assert stranger.get(reverse("child_in_need:plan", args=[plan.pk])).status_code == 404


def test_a_list_of_many_asks_the_database_as_often_as_a_list_of_one(
    house: NeedHouse, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        house.long_plan(house.child(f"Child {number}", "Many", born=date(2011, 1, 1 + number)), "2021-05-03")
    with django_assert_max_num_queries(1):
        assert len(queries.running_plans(account_of(house.gurdeep), NOW)) == 6


def test_siblings_are_related_before_they_are_offered(house: NeedHouse) -> None:
    amira, jo = house.child("Amira", "Hassan"), house.child("Jo", "Edgeway")
    first = house.plan(amira)
    house.plan(jo)
    page = text_of(signed_in(house.ruth).get(reverse("child_in_need:call", args=[first.pk])))
    assert "Jo Edgeway" not in page
    Relationship.objects.create(person=amira, other=jo, kind="half_sibling")
    assert "Jo Edgeway" in text_of(signed_in(house.ruth).get(reverse("child_in_need:call", args=[first.pk])))
