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
from righthelp.practice.casework.record import action_agreed, outcome_met, outcome_set, plan_begun, plan_ended
from righthelp.practice.child_in_need import queries, record, record_moves, record_reviews
from righthelp.practice.child_in_need.models import (
    Closing,
    Escalation,
    NeedDue,
    NeedPlan,
    Oversight,
    PartnerRole,
    Review,
    Step,
)
from righthelp.practice.child_in_need.record_moves import Asking
from righthelp.practice.people.models import Involvement, Relationship
from righthelp.practice.workforce.models import Allocation
from tests.stories.need_house import NOW, NeedHouse, account_of, as_application, london, signed_in, text_of


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[NeedHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield NeedHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def day(name: str, on: date) -> dict[str, str]:
    """A day as three boxes."""
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


TODAY = date(2021, 9, 1)


def typed(house: NeedHouse, **more: Any) -> dict[str, Any]:
    """The form on which a child is taken on, filled in."""
    said = {
        "kind": "cin",
        "source": "step-down",
        "team": str(house.teams["east"].pk),
        "threshold": "The bruises have not come back; the mornings still go wrong.",
        "agreed": "yes",
        "agreed_by": "Salma Hassan, mother",
        "weeks": "26",
    }
    return said | day("starts", TODAY) | day("agreed_on", TODAY) | more


def asking(house: NeedHouse, **more: Any) -> Asking:
    """Ruth asks for a conference."""
    said: dict[str, Any] = {
        "to": "conference",
        "level": "complex",
        "why": "Two new bruises, and the mother’s partner is back.",
        "family": "no",
        "family_words": "“You are making it up.”",
        "team": house.teams["asti-east-1"].pk,
    }
    return Asking(**(said | more))


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


def test_plans_cannot_overlap_whoever_begins_them(house: NeedHouse) -> None:
    amira = house.child("Amira")
    house.plan(amira)
    with pytest.raises(Refused, match="has a plan on that day already"):
        house.plan(amira, kind="disabled")


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
