"""Children in need and the rooms beside it: what an assessment decided, the worklist, the child's page, paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from righthelp.desk.mine import of_account
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.casework.models import Plan
from righthelp.practice.casework.record import plan_begun
from righthelp.practice.child_in_need import queries, record_moves
from righthelp.practice.child_in_need.models import Step
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Allocation, Worker
from tests.stories.assessment_house import AssessmentHouse
from tests.stories.need_house import (
    NOW,
    TODAY,
    NeedHouse,
    account_of,
    as_application,
    asking,
    day,
    london,
    signed_in,
    text_of,
)


class Both(NeedHouse, AssessmentHouse):
    """The assessment team with the teams that take children on."""


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield Both()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_what_an_assessment_decided_is_listed_until_the_plan_begins(house: Both) -> None:
    amira, yusuf, _ = house.family()
    house.whole(amira, now=london("2021-08-20 10:00"))
    house.whole(yusuf, now=london("2021-08-20 10:30"), outcome="nfa")
    browser = signed_in(house.iqbal)
    as_application()
    listed = text_of(browser.get(reverse("child_in_need:waiting")))
    assert "Assessed: child in need plan" in listed
    assert "Yusuf Hassan" not in listed
    address = reverse("child_in_need:take-on", args=[amira.pk])
    assert f"{address}?source=assessment" in listed
    said = {
        "kind": "cin", "source": "assessment", "team": str(house.teams["asti-east-1"].pk), "threshold": "The nights.",
        "agreed": "yes", "agreed_by": "Salma Hassan, mother", "weeks": "12",
    }  # fmt: skip
    browser.post(address, said | day("starts", TODAY) | day("agreed_on", TODAY))
    plan = Plan.objects.get()
    assert "Amira Hassan" not in text_of(browser.get(reverse("child_in_need:waiting")))
    page = text_of(browser.get(reverse("child_in_need:plan", args=[plan.pk])))
    assert "12 weeks: short-term intervention" in page
    assert "Meena Larkhill" in page  # who holds the child's work leads


def test_whoever_is_asked_has_it_in_their_worklist_and_the_childs_worker_has_the_review(house: Both) -> None:
    plan = house.long_plan(house.child("Amira", "Hassan"), "2021-06-14")
    record_moves.step_asked(plan=plan.pk, asking=asking(house), by=account_of(house.ruth), now=NOW)
    step = Step.objects.get()
    asked = text_of(signed_in(house.iqbal).get(reverse("worklist")))
    assert reverse("child_in_need:step", args=[step.pk]) in asked

    def mine(worker: Worker) -> set[str]:
        moments = DueMoment.objects.filter(of_account(account_of(worker), NOW))
        return set(moments.values_list("journey", flat=True))

    assert mine(house.iqbal) == {"need-step"}
    assert mine(house.ruth) == {"need-due", "visit-due"}


def test_a_due_moment_leads_to_the_page_where_something_can_be_done(house: Both) -> None:
    plan = house.long_plan(house.child("Amira", "Hassan"), "2021-06-14")
    due = plan.need_due.get()
    response = signed_in(house.ruth).get(reverse("child_in_need:due", args=[due.pk]))
    assert response.headers["Location"] == reverse("child_in_need:plan", args=[plan.pk])
    assert signed_in(house.leon).get(reverse("child_in_need:due", args=[due.pk])).status_code == 404


def test_the_childs_own_page_leads_to_every_plan_they_had(house: Both) -> None:
    amira = house.child("Amira", "Hassan")
    plan = house.plan(amira)
    browser = signed_in(house.ruth)
    address = reverse("child_in_need:of-child", args=[amira.pk])
    assert address in text_of(browser.get(reverse("child", args=[amira.pk])))
    assert reverse("child_in_need:plan", args=[plan.pk]) in text_of(browser.get(address))


def test_the_chronology_tells_of_steps_reviews_and_what_stands_in_the_way(house: Both) -> None:
    amira = house.child("Amira", "Hassan")
    plan = house.long_plan(amira, "2021-06-14")
    house.review(plan, "2021-08-14 10:00")
    by = account_of(house.ruth)
    step = record_moves.step_asked(plan=plan.pk, asking=asking(house), by=by, now=NOW)
    answered: dict[str, Any] = {"answer": "refused", "why": "See her alone first.", "by": account_of(house.iqbal)}
    record_moves.step_answered(step=step.pk, now=NOW, **answered)
    told: dict[str, Any] = {"issue": "school", "what": "Out since May.", "level": "1", "to": "Admissions"}
    record_moves.escalated(plan=plan.pk, by=by, now=NOW, **told)
    page = text_of(signed_in(house.ruth).get(reverse("timeline", args=[amira.pk])))
    assert "Child in need plan reviewed: the plan goes on" in page
    assert "Asked for: initial child protection conference" in page
    assert "Refused: initial child protection conference" in page
    assert "Stands in the way: no school place" in page
    assert reverse("child_in_need:step", args=[step.pk]) in page


def test_a_sealed_child_is_in_no_list_and_no_number(house: Both) -> None:
    house.plan(house.child("Amira", "Hassan"))
    assert len(queries.running_plans(account_of(house.marcia), NOW)) == 1
    Person.objects.update(tier=3)
    assert queries.running_plans(account_of(house.marcia), NOW) == []
    assert "Amira" not in text_of(signed_in(house.marcia).get(reverse("child_in_need:board")))


def test_a_familys_case_on_paper_and_as_a_list(house: Both) -> None:
    family = house.okafors()
    house.destitute(family)
    browser = signed_in(house.nadia)
    paper = text_of(browser.get(reverse("child_in_need:family-print", args=[family.pk])))
    assert "No money, no right to work" in paper
    assert "Confidential." in paper
    csv = text_of(browser.get(reverse("child_in_need:families") + "?format=csv&table=families"))
    assert "Okafor,2,Nadia Holloway" in csv


def test_a_manager_of_another_team_is_not_tied_once_the_answer_is_two_weeks_old(
    house: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = house.long_plan(house.child("Amira", "Hassan"), "2021-06-14")
    step = record_moves.step_asked(plan=plan.pk, asking=asking(house), by=account_of(house.ruth), now=NOW)
    given: dict[str, Any] = {"answer": "refused", "why": "Not yet.", "by": account_of(house.iqbal), "now": NOW}
    record_moves.step_answered(step=step.pk, **given)
    address = reverse("child_in_need:step", args=[step.pk])
    assert signed_in(house.iqbal).get(address).status_code == 200
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: london("2021-09-15 12:01"))
    assert signed_in(house.iqbal).get(address).status_code == 404


def test_a_reviewing_officer_reads_and_does_not_write(house: Both) -> None:
    officer = house.worker("Ines Calder", team="east", title="Reviewing officer", role="reviewing_officer")
    amira = house.child("Amira", "Hassan")
    plan = house.plan(amira)
    Allocation.objects.create(child=amira, worker=officer, primary=False, starts=NOW)
    browser = signed_in(officer)
    page = text_of(browser.get(reverse("child_in_need:plan", args=[plan.pk])))
    assert "Record a review" not in page
    assert browser.post(reverse("child_in_need:review", args=[plan.pk]), {}).status_code == 403


def test_a_plan_of_before_this_room_is_shown_without_what_was_never_written(house: Both) -> None:
    amira = house.child("Amira", "Hassan")
    by = account_of(house.ruth)
    plan = plan_begun(child=amira.pk, kind="cin", starts=date(2021, 8, 1), by=by, now=NOW)
    browser = signed_in(house.gurdeep)
    assert "Amira Hassan" in text_of(browser.get(reverse("child_in_need:board")))
    assert "Recorded elsewhere" in text_of(browser.get(reverse("child_in_need:plan", args=[plan.pk])))
