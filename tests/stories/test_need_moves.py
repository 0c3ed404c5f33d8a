"""Children in need: help that goes up, down and across; a plan closed by two people; what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.calendar import end_of_day
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.models import Plan
from righthelp.practice.casework.record import plan_begun, plan_ended
from righthelp.practice.child_in_need import queries, record_moves
from righthelp.practice.child_in_need.models import (
    Closing,
    Escalation,
    NeedPlan,
    Step,
)
from tests.stories.need_house import (
    NOW,
    TODAY,
    NeedHouse,
    account_of,
    asking,
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


def test_step_up_is_refused_with_a_reason_and_accepted_when_it_is_asked_again(house: NeedHouse) -> None:
    amira = house.child("Amira", "Hassan")
    plan = house.long_plan(amira, "2021-06-01")
    worker, manager = signed_in(house.ruth), signed_in(house.iqbal)
    ask = reverse("child_in_need:step-new", args=[plan.pk])
    said = {
        "to": "conference", "level": "complex", "why": "Two new bruises.", "family": "no",
        "family_words": "“You are making it up.”", "team": str(house.teams["asti-east-1"].pk),
    }  # fmt: skip
    worker.post(ask, said)
    step = Step.objects.get()
    assert DueMoment.objects.get(journey="need-step").due_at == end_of_day(date(2021, 9, 3))
    assert "Amira Hassan" in text_of(manager.get(reverse("child_in_need:answers")))  # asked, so tied to the child
    address = reverse("child_in_need:step-answer", args=[step.pk])
    assert worker.post(address, {"answer": "accepted", "why": "Yes."}).status_code == 403
    assert "Write why." in text_of(manager.post(address, {"answer": "refused", "why": ""}))
    manager.post(address, {"answer": "refused", "why": "The doctor saw eczema. See her alone first."})
    assert "The doctor saw eczema" in text_of(worker.get(reverse("child_in_need:step", args=[step.pk])))
    worker.post(ask, said | {"why": "Seen alone: “Dean did it.” The doctor looked again."})
    again = Step.objects.get(answered=None)
    assert again.earlier == step
    page = text_of(manager.get(reverse("child_in_need:step", args=[again.pk])))
    assert "It was asked for before and refused" in page
    manager.post(reverse("child_in_need:step-answer", args=[again.pk]), {"answer": "accepted", "why": "Now."})
    assert reverse("section47:ask", args=[amira.pk]) in text_of(
        worker.get(reverse("child_in_need:step", args=[again.pk]))
    )
    assert not DueMoment.objects.filter(journey="need-step").exists()


def test_nobody_answers_what_they_asked_and_only_one_thing_is_asked_at_a_time(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira"), "2021-06-01")
    own = asking(house, team=house.teams["east"].pk)
    step = record_moves.step_asked(plan=plan.pk, asking=own, by=account_of(house.gurdeep), now=NOW)
    given: dict[str, Any] = {"step": step.pk, "answer": "accepted", "why": "Yes.", "now": NOW}
    with pytest.raises(Refused, match="You asked for this"):
        record_moves.step_answered(by=account_of(house.gurdeep), **given)
    with pytest.raises(Refused, match="manager of Safeguarding East 1 answers"):
        record_moves.step_answered(by=account_of(house.iqbal), **given)
    with pytest.raises(Refused, match="waits for an answer"):
        record_moves.step_asked(plan=plan.pk, asking=asking(house), by=account_of(house.ruth), now=NOW)
    record_moves.step_answered(by=account_of(house.marcia), **given)


def test_early_help_is_by_agreement_and_its_answer_is_heard_by_the_worker(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira"), "2021-06-01")
    down = {"to": "early-help", "level": "additional", "team": None, "receiver": "Sheepcote Vale Primary"}
    with pytest.raises(Refused, match="Early help is by agreement"):
        record_moves.step_asked(plan=plan.pk, asking=asking(house, **down), by=account_of(house.ruth), now=NOW)
    yes = asking(house, **down, family="yes", family_words="")
    step = record_moves.step_asked(plan=plan.pk, asking=yes, by=account_of(house.ruth), now=NOW)
    with pytest.raises(Refused, match="A step up or down waits for its answer"):
        proposed(house, plan, ending="step-down")
    heard: dict[str, Any] = {"step": step.pk, "answer": "accepted", "why": "They lead a family plan.", "now": NOW}
    with pytest.raises(Refused, match="Write who at Sheepcote Vale Primary answered"):
        record_moves.step_answered(by=account_of(house.ruth), **heard)
    record_moves.step_answered(by=account_of(house.ruth), answered_words="Joan Applewhite", **heard)
    assert proposed(house, plan, ending="step-down").ending == "step-down"


def proposed(house: NeedHouse, plan: Plan, **more: Any) -> Closing:
    """Ruth proposes that the plan ends."""
    said: dict[str, Any] = {"ending": "met", "why": "Every outcome is met.", "told": "Salma, school, health visitor"}
    return record_moves.closing_proposed(plan=plan.pk, by=account_of(house.ruth), now=NOW, **(said | more))


def test_a_plan_is_closed_by_a_manager_and_opened_again_within_a_year(house: NeedHouse) -> None:
    kyle = house.child("Kyle", "Renshaw")
    plan = house.long_plan(kyle, "2021-03-01")
    browser = signed_in(house.ruth)
    close = reverse("child_in_need:close", args=[plan.pk])
    assert "Write why the plan ends." in text_of(browser.post(close, {"ending": "met", "why": "", "told": "School"}))
    browser.post(close, {"ending": "met", "why": "Home is calm.", "told": "Kyle, his dad, school"})
    waiting = Closing.objects.get()
    address = reverse("child_in_need:closing", args=[waiting.pk])
    assert browser.post(address, {"verdict": "closed", "why": "Yes."} | day("ends", TODAY)).status_code == 403
    manager = signed_in(house.gurdeep)
    manager.post(address, {"verdict": "closed", "why": "Seen, agreed."} | day("ends", TODAY))
    plan.refresh_from_db()
    assert (plan.ends, plan.ending) == (TODAY, "met")
    assert not DueMoment.objects.filter(subject_id=kyle.pk).exists()  # no review, no visit asks any more
    shown = text_of(manager.get(reverse("child_in_need:plan", args=[plan.pk])))
    assert "Told: Kyle, his dad, school" in shown
    later = house.plan(kyle, starts=date(2021, 9, 1))
    need = NeedPlan.objects.get(plan=later)
    assert need.again
    assert need.earlier == plan
    assert need.since == date(2021, 3, 1)  # it goes on the very day on which the first ended
    assert "Opened again within 12 months" in text_of(manager.get(reverse("child_in_need:plan", args=[later.pk])))


def test_a_plan_more_than_a_year_later_is_not_the_same_story(house: NeedHouse) -> None:
    kyle = house.child("Kyle", "Renshaw")
    first = house.long_plan(kyle, "2020-01-06")
    by, why = account_of(house.gurdeep), "Outcomes met."
    plan_ended(plan=first.pk, ends=date(2020, 9, 1), ending="met", why=why, by=by, now=london("2020-09-01 12:00"))
    need = NeedPlan.objects.get(plan=house.plan(kyle))
    assert not need.again
    assert need.since == TODAY


def test_whoever_proposes_does_not_decide_and_no_reason_is_refused(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira"), "2021-06-01")
    with pytest.raises(Refused, match="Write why the plan ends"):
        proposed(house, plan, why=" ")
    by = account_of(house.gurdeep)
    said: dict[str, Any] = {"ending": "met", "why": "Met.", "told": "Salma"}
    closing = record_moves.closing_proposed(plan=plan.pk, by=by, now=NOW, **said)
    with pytest.raises(Refused, match="You proposed it"):
        record_moves.closing_decided(closing=closing.pk, verdict="closed", why="Yes.", ends=TODAY, by=by, now=NOW)
    with pytest.raises(IntegrityError, match="need_closing_two_people"), transaction.atomic():
        Closing.objects.update(decided=NOW, decided_by=house.gurdeep, verdict="closed", verdict_why="Yes.")
    head = account_of(house.marcia)
    record_moves.closing_decided(closing=closing.pk, verdict="goes-on", why="See Amira.", by=head, now=NOW)
    plan.refresh_from_db()
    assert plan.ends is None


def test_a_plan_that_another_room_ends_asks_for_nothing_more(house: NeedHouse) -> None:
    amira = house.child("Amira")
    plan = house.long_plan(amira, "2021-06-01")
    step = record_moves.step_asked(plan=plan.pk, asking=asking(house), by=account_of(house.ruth), now=NOW)
    by = account_of(house.gurdeep)
    plan_ended(plan=plan.pk, ends=TODAY, ending="step-up", why="The conference decided.", by=by, now=NOW)
    plan_begun(child=amira.pk, kind="cp", starts=TODAY, by=by, now=NOW)
    step.refresh_from_db()
    assert step.withdrawn_why == "The plan ended."
    assert not DueMoment.objects.filter(journey__in=["need-due", "need-step"]).exists()
    assert queries.running_plans(by, NOW) == []


def test_help_passes_to_the_disabled_childrens_team_without_a_gap(house: NeedHouse) -> None:
    mina = house.child("Mina", "Castellan", born=date(2010, 2, 2))
    plan = house.long_plan(mina, "2021-03-01")
    team = house.teams["disabled-children-1"]
    across = asking(house, to="disabled", family="yes", family_words="", team=team.pk)
    step = record_moves.step_asked(plan=plan.pk, asking=across, by=account_of(house.ruth), now=NOW)
    browser = signed_in(house.paulette)
    browser.post(reverse("child_in_need:step-answer", args=[step.pk]), {"answer": "accepted", "why": "Ours."})
    assert "Accepted from another team" in text_of(browser.get(reverse("child_in_need:waiting")))
    address = reverse("child_in_need:take-on", args=[mina.pk]) + f"?step={step.pk}"
    said = typed(house, kind="disabled", source="across", team=str(team.pk), weeks="")
    assert browser.post(address, said).status_code == 302
    plan.refresh_from_db()
    need = NeedPlan.objects.get(step=step)
    assert plan.ends == need.plan.starts == TODAY
    assert need.since == date(2021, 3, 1)  # in need without a break
    assert not need.again


def test_no_school_place_is_escalated_level_by_level(house: NeedHouse) -> None:
    plan = house.plan(house.child("Amira", "Hassan"))
    browser = signed_in(house.ruth)
    said = {"issue": "school", "what": "Out of school since May.", "level": "1", "to": "Admissions manager"}
    browser.post(reverse("child_in_need:escalate", args=[plan.pk]), said)
    first = Escalation.objects.get()
    assert DueMoment.objects.get(journey="need-escalation").due_at == end_of_day(date(2021, 9, 8))
    assert "Amira Hassan" in text_of(signed_in(house.gurdeep).get(reverse("child_in_need:answers")))
    page = text_of(browser.post(reverse("child_in_need:escalate", args=[plan.pk]), said))
    assert "Take it to the next level instead" in page
    further = {"to": "Head of admissions", "what": "Still no place."}
    browser.post(reverse("child_in_need:escalation-further", args=[first.pk]), further)
    second = Escalation.objects.get(settled=None)
    assert (second.level, second.after) == ("2", first)
    browser.post(reverse("child_in_need:escalation-answer", args=[second.pk]), {"answer": "A place from Monday."})
    browser.post(reverse("child_in_need:escalation-settle", args=[second.pk]), {"how": "She started on Monday."})
    assert not Escalation.objects.filter(settled=None).exists()


def test_what_a_review_decided_is_asked_for_until_somebody_acts(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira"), "2021-06-14")
    house.review(plan, "2021-08-20 10:00", decision="step-up", reason="Two new bruises.")
    browser = signed_in(house.ruth)
    address = reverse("child_in_need:plan", args=[plan.pk])
    assert "The review of 20 August 2021 decided: step up" in text_of(browser.get(address))
    record_moves.step_asked(plan=plan.pk, asking=asking(house), by=account_of(house.ruth), now=NOW)
    assert "The review of 20 August 2021 decided" not in text_of(browser.get(address))
