"""The verbs of plans: drafted, filled, adopted, signed off, closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.governance.plan import due
from righthelp.governance.plan.codes import Capacity, Decision, PlanKind
from righthelp.governance.plan.journey import PlanAction
from righthelp.governance.plan.models import CoLead, Objective, Plan, Priority, SignOff
from righthelp.governance.plan.record_base import (
    LONG,
    SENTENCES,
    draft_held,
    holder,
    next_number,
    not_far,
    plan_held,
    post_of,
    priority_of,
)
from righthelp.practice.people.writing import not_later, one_of, optional, recent, text, words, writing
from righthelp.practice.workforce.models import Service


def plan_drafted(
    *, name: str, kind: str, owner_post: str, by: Account, now: datetime, owner: int | None = None, service: str = "",
    purpose: str = "", answers: str = "", answered_on: date | None = None, under: int | None = None,
) -> Plan:  # fmt: skip
    """A plan is begun as a draft. An inspection action plan says which inspection it answers, and of which day."""
    called = words("name", name, 120, "Enter the plan’s name.")
    one_of("kind", kind, PlanKind.values)
    if service:
        one_of("service", service, Service.values)
    answered = optional("answers", answers, 200)
    if kind == PlanKind.INSPECTION and not answered:
        raise Refused("answers", "Say which inspection this plan answers.")
    if kind == PlanKind.INSPECTION and answered_on is None:
        raise Refused("answered_on", "Enter the day of the inspection or of its report.")
    if answered_on:
        not_later("answered_on", answered_on, now, "Enter a day that has come.")
        not_far("answered_on", answered_on, now)
    with writing(by, SENTENCES):
        if Plan.objects.filter(name__iexact=called).exists():
            raise Refused(*SENTENCES["plan_plan_name_key"])
        if under is not None and not Priority.objects.filter(pk=under, plan__closed__isnull=True).exists():
            raise Refused("under", "Choose a priority of a plan that is open.")
        return Plan.objects.create(
            name=called, kind=kind, service=service, purpose=text("purpose", purpose, "", LONG), answers=answered,
            answered_on=answered_on, under_id=under, owner_post=post_of("owner_post", owner_post),
            owner=holder("owner", owner, now), drafted=local_date(now), drafted_by=by,
        )  # fmt: skip


def owner_changed(*, plan: int, owner_post: str, owner: int | None, by: Account, now: datetime) -> Plan:
    """Another post owns the plan, or somebody else holds it."""
    with writing(by):
        held = plan_held(plan)
        held.owner_post, held.owner = post_of("owner_post", owner_post), holder("owner", owner, now)
        held.save(update_fields=["owner_post", "owner"])
        return held


def priority_added(
    *, plan: int, name: str, sponsor_post: str, objectives: Iterable[str], by: Account, now: datetime,
    sponsor: int | None = None,
) -> Priority:  # fmt: skip
    """A priority with its sponsor and what it is to come to, the next in the plan's order."""
    called = words("name", name, 200, "Say in a few words what the priority is.")
    said = [text("objectives", each, "Leave no objective empty.", LONG) for each in objectives]
    with writing(by, SENTENCES):
        held = plan_held(plan)
        made = Priority.objects.create(
            plan=held, number=next_number(held.priorities), name=called,
            sponsor_post=post_of("sponsor_post", sponsor_post), sponsor=holder("sponsor", sponsor, now),
        )  # fmt: skip
        Objective.objects.bulk_create(
            Objective(priority=made, number=number, words=each) for number, each in enumerate(said, 1)
        )
        return made


def sponsor_changed(
    *, priority: int, sponsor_post: str, by: Account, now: datetime, sponsor: int | None = None
) -> Priority:
    """Another post sponsors a priority, or somebody else holds it."""
    with writing(by):
        plan = Priority.objects.filter(pk=priority).values_list("plan_id", flat=True).first()
        if plan is None:
            raise Refused("", "This priority is no longer there. Open the plan again.")
        plan_held(plan)
        held = Priority.objects.get(pk=priority)
        held.sponsor_post = post_of("sponsor_post", sponsor_post)
        held.sponsor = holder("sponsor", sponsor, now)
        held.save(update_fields=["sponsor_post", "sponsor"])
        return held


def plan_discarded(*, plan: int, by: Account, now: datetime) -> None:
    """A draft is thrown away with all that stands in it. Its history stays."""
    with writing(by):
        held = draft_held(plan)
        other = Plan.objects.filter(under__plan=held).order_by("name").first()
        if other is not None:
            raise Refused("", f"“{other.name}” delivers a priority of this plan. A plan that others rest on stays.")
        actions = list(held.actions.values_list("pk", flat=True))
        CoLead.objects.filter(action__in=actions).delete()
        held.actions.all().delete()
        settle(PlanAction, actions, now)
        Objective.objects.filter(priority__plan=held).delete()
        held.priorities.all().delete()
        held.delete()


def plan_adopted(*, plan: int, on: date, where: str, by: Account, now: datetime) -> Plan:
    """The plan is adopted: it and its actions are in force from that day, and their updates fall due."""
    said = words("where", where, 200, "Say who adopted it, such as “Trust Board, item 7”.")
    recent("on", on, now)
    with writing(by):
        held = plan_held(plan)
        if held.adopted:
            raise Refused("", f"This plan was adopted on {say_date(held.adopted)}.")
        if held.under and held.under.plan.adopted is None:
            over = held.under.plan.name
            raise Refused("", f"“{over}”, whose priority this plan delivers, is a draft. Adopt that plan first.")
        actions = list(held.actions.select_for_update().order_by("number"))
        if not actions:
            raise Refused("", "A plan without an action cannot be adopted. Add its actions first.")
        held.adopted, held.adopted_by, held.adopted_where = on, by, said
        held.save(update_fields=["adopted", "adopted_by", "adopted_where"])
        for action in actions:
            action.in_force = on
            action.save(update_fields=["in_force"])
            due.redrawn(action, now)
        settle(PlanAction, [action.pk for action in actions], now)
        return held


def signed_off(
    *, plan: int, capacity: str, who: str, on: date, decision: str, by: Account, now: datetime,
    priority: int | None = None, note: str = "",
) -> SignOff:  # fmt: skip
    """A sponsor's word on a priority, or the board's on the plan; written once, and a later one stands."""
    one_of("capacity", capacity, Capacity.values)
    one_of("decision", decision, Decision.values)
    said = text("note", note, "" if decision == Decision.ASSURED else "Say what is still to be shown.", LONG)
    signed = words("who", who, 120, "Enter who signed it off, with their post.")
    recent("on", on, now)
    with writing(by):
        held = plan_held(plan)
        if held.adopted is None or on < held.adopted:
            raise Refused("on", "A plan is signed off from the day on which it was adopted.")
        if capacity == Capacity.SPONSOR and priority is None:
            raise Refused("priority", "Choose the priority that the sponsor speaks for.")
        if capacity == Capacity.BOARD and priority is not None:
            raise Refused("priority", "The board speaks of the whole plan. Choose no priority.")
        return SignOff.objects.create(
            plan=held, priority=priority_of(held, priority), capacity=capacity, who=signed, on=on,
            decision=decision, words=said, recorded_by=by, recorded_at=now,
        )  # fmt: skip


def plan_closed(*, plan: int, why: str, by: Account, now: datetime) -> Plan:
    """A plan is closed when each of its actions is done, or stopped with a reason: none is left behind in silence."""
    said = text("why", why, "Say why the plan is closed, and what follows it.", LONG)
    with writing(by):
        held = plan_held(plan)
        if held.adopted is None:
            raise Refused("", "This plan is a draft, and was never in force.")
        waiting = list(held.actions.filter(done__isnull=True, stopped__isnull=True).order_by("number"))
        if waiting:
            numbers = ", ".join(str(each.number) for each in waiting[:8])
            raise Refused("", f"Still open: {numbers}. Record each as done, or stop it with a reason.")
        held.closed, held.closed_by, held.closed_why = local_date(now), by, said
        held.save(update_fields=["closed", "closed_by", "closed_why"])
        return held


__all__ = [
    "owner_changed", "plan_adopted", "plan_closed", "plan_discarded", "plan_drafted", "priority_added", "signed_off",
    "sponsor_changed",
]  # fmt: skip
