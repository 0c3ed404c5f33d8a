"""What the verbs of this room share: who may decide, sentences of the constraints, and what follows a plan."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import intervals
from righthelp.practice.casework.codes import IN_NEED, PlanKind
from righthelp.practice.casework.models import Plan
from righthelp.practice.casework.record_base import SENTENCES as CASEWORK
from righthelp.practice.casework.redrawing import redrawn as rows_redrawn
from righthelp.practice.child_in_need import journey, law
from righthelp.practice.child_in_need.models import Escalation, FamilyAssessment, NeedDue, Review, Step
from righthelp.practice.people.writing import Sentences, locked, text
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    **CASEWORK,
    "plan_one_at_a_time": ("starts", "The child has a plan on that day already: somebody may have just begun it."),
    "need_plan_referral_once": ("", "This referral has been answered with a plan already."),
    "need_review_once_of_a_meeting": ("", "This meeting’s review of the child has been recorded already."),
    "need_review_not_before_start": ("on", "The review lies before the plan began. Check the date."),
    "child_in_need_review_of_plan_starts": ("on", "The plan’s first day has changed meanwhile. Send it again."),
    "need_review_next_after": ("next_by", "The next review comes after this one."),
    "need_step_one_at_a_time": ("", "Something has been asked for already and waits for an answer."),
    "need_closing_one_at_a_time": ("", "Closing this plan has been proposed already and waits for a manager."),
    "need_closing_two_people": ("", "You proposed it. Another manager decides."),
    "need_escalation_open_once": (
        "issue",
        "This is raised already and not settled. Take it to the next level instead.",
    ),
    "need_family_child_in_one": ("children", "One of the children is in a family’s case on that day already."),
    "need_family_child_after_start": ("ends", "A child leaves the family’s case after the day they came into it."),
    "need_family_adult_once": ("adults", "This adult belongs to the family already."),
    "need_assessed_once_a_day": ("on", "An assessment of this day is recorded already."),
    "need_dealing_again_later": ("again_on", "The next contact comes after this one."),
    "need_weekly_one_of_a_kind": (
        "starts",
        "A weekly rate for this is agreed on that day already. Stop that one first.",
    ),
    "need_weekly_positive": ("pence", "Enter an amount above nothing."),
    "need_weekly_ends_after_start": ("ends", "It stops after the day on which it began."),
    "need_weekly_on_a_decision": (
        "",
        "Nothing is paid without a decision that the family is, or may become, destitute.",
    ),
    "need_payment_on_a_decision": (
        "",
        "Nothing is paid without a decision that the family is, or may become, destitute.",
    ),
    "need_payment_positive": ("pence", "Enter an amount above nothing."),
    "need_payment_covers_days": ("covers_to", "The days it covers end after they begin."),
    "child_in_need_payment_on_support": ("", "The decision it would be paid on does not support payment."),
    "child_in_need_weekly_on_support": ("", "The decision it would be paid on does not support payment."),
    "need_budget_once_a_year": ("year", "This year’s budget was set meanwhile. Open the page again."),
    "need_budget_positive": ("pence", "Enter an amount above nothing."),
    "need_break_one_of_a_kind": ("starts", "This short break with this provider is agreed on that day already."),
    "need_break_ends_after_start": ("ends", "It ends after the day on which it began."),
    "need_break_use_once_a_day": ("on", "What was used on this day is recorded already."),
    "need_entitled_one_of_a_kind": ("starts", "This is recorded for that day already. End that one first."),
    "need_entitled_ends_after_start": ("ends", "It ends after the day on which it began."),
    "need_thing_ordered_after": ("on", "It is ordered on or after the day it was asked for."),
    "need_thing_there_after": ("on", "It is there after it was asked for and ordered."),
    "need_thing_declined_says_why": ("why", "Write why it was declined; what is there cannot be declined."),
    "need_advice_open_once": ("asked", "Advice has been asked for already and is not given yet."),
    "need_advice_given_says": ("given", "The advice is given on or after the day it was asked for."),
    "need_advice_excepted_says_why": ("excepted", "The exception begins on or after the day the advice was asked for."),
    "need_transition_adults_after": ("adults_asked", "Adult services are asked after preparing began."),
    "need_specialist_open_once": ("", "A specialist assessment of this child is under way already."),
    "need_specialist_referral_once": ("", "This referral is being answered with an assessment already."),
    "need_partner_ends_after_start": ("ends", "A part ends after the day on which it began."),
    "need_oversight_key": ("", "This note is recorded already."),
}

DECIDERS: Final = frozenset({"team_manager", "head_of_service"})


def decider(by: Account) -> Worker:
    """The worker behind the account, if they may decide; section 17 decisions are a manager's."""
    worker = worker_of(by)
    if not DECIDERS & set(by.roles):
        raise Refused("", "A team manager or a head of service decides this. What you wrote is kept as your draft.")
    return worker


def running(plan: int) -> Plan:
    """A child in need plan that still runs: the child first, then the plan, locked until the transaction ends."""
    child = Plan.objects.filter(pk=plan, kind__in=IN_NEED).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    found = Plan.objects.select_for_update(of=("self",)).filter(pk=plan).first()
    if found is None or found.kind not in IN_NEED:
        raise Refused("", "This plan is no longer there. Open the child’s record again.")
    if found.ends:
        raise Refused("", f"This plan ended on {say_date(found.ends)}. Nothing can be added to it.")
    return found


def review_limit(kind: str, since: date, *, first: bool) -> date:
    """The last day for the next review by the limits."""
    if kind == PlanKind.NO_RECOURSE:
        return add_months(since, law.QUARTER_MONTHS)
    return add_months(since, law.FIRST_MONTHS if first else law.LATER_MONTHS)


def redrawn(plan: Plan, now: datetime) -> None:
    """Work out anew from one review, and one yearly assessment, to the next; when the plan has ended, what was open
    under it ends too. Called in the transaction that changed something."""
    if plan.kind not in IN_NEED:
        return
    due_redrawn(plan, now)
    if plan.ends:
        _stopped_with(plan, now)


def all_redrawn(child: int, now: datetime) -> None:
    """Reviews and yearly assessments due under every plan of a child in need, worked out anew."""
    for plan in Plan.objects.filter(child_id=child, kind__in=IN_NEED).order_by("starts", "pk"):
        due_redrawn(plan, now)


def due_redrawn(plan: Plan, now: datetime) -> None:
    """Work out anew from one review, and one yearly assessment, to the next under one plan."""
    held = list(Review.objects.filter(plan=plan, withdrawn__isnull=True).values_list("on", "next_by"))
    agreed = {on: by for on, by in held if by}
    _drawn(plan, "review", [on for on, _ in held], agreed, now)
    assessed: list[date] = []
    if plan.kind == PlanKind.NO_RECOURSE:
        rows = FamilyAssessment.objects.filter(withdrawn__isnull=True, family__children__child_id=plan.child_id)
        assessed = list(rows.values_list("on", flat=True))
        _drawn(plan, "assessment", assessed, {}, now)


def _drawn(plan: Plan, what: str, events: list[date], agreed: dict[date, date], now: datetime) -> None:
    wanted = []
    for place, each in enumerate(intervals.drawn(plan.starts, events, plan.ends)):
        by = agreed.get(each.since)
        eve = by - timedelta(days=1) if by else None
        wanted.append(each._asdict() | {"eve": eve, "kind": plan.kind, "first": place == 0})
    rows_redrawn(NeedDue, journey.NeedDue, {"plan": plan, "child_id": plan.child_id, "what": what}, wanted, now)


def _stopped_with(plan: Plan, now: datetime) -> None:
    steps = list(Step.objects.select_for_update().filter(plan=plan, answered__isnull=True, withdrawn__isnull=True))
    for step in steps:
        step.withdrawn, step.withdrawn_why = now, "The plan ended."
        step.save(update_fields=["withdrawn", "withdrawn_why"])
    settle(journey.Step, [step.pk for step in steps], now)
    raised = list(Escalation.objects.select_for_update().filter(plan=plan, settled__isnull=True))
    for one in raised:
        one.settled, one.settled_how = now, "The plan ended."
        one.save(update_fields=["settled", "settled_how"])
    settle(journey.Escalation, [one.pk for one in raised], now)


__all__ = ["DECIDERS", "SENTENCES", "decider", "redrawn", "review_limit", "running", "text", "worker_of"]
