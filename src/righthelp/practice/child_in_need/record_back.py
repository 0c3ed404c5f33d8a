"""Taking back that a child was taken on: a plan for the wrong child, or one that nobody had decided on.

A manager does it alone within five working days of recording it; after that another has to agree. The plan is removed
with what stands beside it, a plan that had passed across runs again, and the referral or the team's yes waits again.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import BackWhat, PlanEnding
from righthelp.practice.casework.models import Plan, TakenBack
from righthelp.practice.casework.record_back import (
    Followed,
    back_agreeing,
    back_asked,
    back_done,
    back_locked,
    plan_runs_again,
    plan_undone,
)
from righthelp.practice.child_in_need import journey
from righthelp.practice.child_in_need.codes import Direction
from righthelp.practice.child_in_need.models import Escalation, NeedPlan, Step
from righthelp.practice.child_in_need.record_base import SENTENCES, decider, due_redrawn, running
from righthelp.practice.people.writing import writing
from righthelp.practice.workforce.models import Allocation

TAKEN_ON = BackWhat.TAKEN_ON.value


def taking_on_taken_back(*, plan: int, mistake: str, why: str, by: Account, now: datetime) -> TakenBack:
    """It was a mistake that the child was taken on: at once or, late, when another manager has agreed."""
    decider(by)
    with writing(by, SENTENCES):
        held, need = _taken_on(plan)
        back = back_asked(
            child=held.child_id,
            what=TAKEN_ON,
            row=held.pk,
            said=f"{held.get_kind_display()} from {say_date(held.starts)}.\n{need.threshold}",
            recorded=held.begun,
            recorded_by=need.decided_by,
            mistake=mistake,
            why=why,
            by=by,
            now=now,
        )
        if back.alone:
            back_done(back, lambda one: _undone(one.row, by, now), agreed_by=None, now=now)
        return back


def taking_back_agreed(*, back: int, by: Account, now: datetime) -> TakenBack:
    """Another manager agrees, and the plan is removed."""
    decider(by)
    with writing(by, SENTENCES):
        held = back_locked(back)
        if held.what != TAKEN_ON:
            raise Refused("", "This is no longer there.")
        agreed = back_agreeing(held, by)
        return back_done(held, lambda one: _undone(one.row, by, now), agreed_by=agreed, now=now)


def what_would_follow(plan: int, by: Account, now: datetime) -> Followed:
    """What taking it back would undo, and what it would leave to somebody; done and rolled back. Raises
    :class:`Refused` when it cannot be done."""
    with transaction.atomic():
        found = _undone(plan, by, now)
        transaction.set_rollback(True)
    return found


def _taken_on(plan: int) -> tuple[Plan, NeedPlan]:
    held = running(plan)
    need = NeedPlan.objects.select_for_update(of=("self",)).filter(plan=held).first()
    if need is None:
        raise Refused("", "This plan came from elsewhere and has not been written up here.")
    return held, need


def _undone(plan: int, by: Account, now: datetime) -> Followed:
    held, need = _taken_on(plan)
    begun, starts, step = held.begun, held.starts, need.step
    undone, flagged = plan_undone(plan=plan, by=by, now=now)
    if step is not None and step.direction == Direction.ACROSS:
        before = Plan.objects.filter(pk=step.plan_id, ends=starts, ending=PlanEnding.OTHER).first()
        if before is not None:
            one, other = plan_runs_again(plan=before.pk, since=begun, by=by, now=now)
            undone, flagged = undone + one, flagged + other
    if step is not None:
        undone.append("What the other team accepted waits again to be begun")
    elif need.referral is not None:
        undone.append("The referral waits again to be answered")
    given = Allocation.objects.filter(
        child_id=need.child_id, ends__isnull=True, reason="Child in need plan began", starts=begun
    ).select_related("worker")
    flagged += [
        f"{each.worker.name} was given the work with this plan: end the allocation if it is nobody’s" for each in given
    ]
    return undone, flagged


def beside_undone(plan: Plan, now: datetime) -> Followed:
    """Casework tells that a plan is removed as if it had never begun: what this room keeps beside it goes with it."""
    need = NeedPlan.objects.select_for_update(of=("self",)).filter(plan=plan).first()
    if need is None:
        return [], []
    for what, rows in (
        ("A review has been recorded under this plan", plan.need_reviews),
        ("A step up or down has been asked for", plan.need_steps),
        ("It has been proposed to close it", plan.need_closings),
        ("Something has been escalated under it", plan.need_escalations),
        ("A manager has written oversight on it", plan.need_oversight),
    ):
        if rows.exists():
            raise Refused("", f"{what}, so it cannot be as if it had never begun. Close the plan instead.")
    undone = ["No review is due under it any more"]
    told = [f"{each.who} ({each.does})" for each in plan.partner_roles.filter(ends__isnull=True)]
    flagged = [f"Tell {each} that there is no plan" for each in told]
    flagged.append(f"Tell the family, who agreed on {say_date(need.agreed_on)}: {need.agreed_by}")
    due = list(plan.need_due.values_list("pk", flat=True))
    plan.need_due.all().delete()
    plan.partner_roles.all().delete()
    need.delete()
    settle(journey.NeedDue, due, now)
    return undone, flagged


def beside_again(plan: Plan, ended: date, since: datetime, now: datetime) -> Followed:
    """Casework tells that a plan runs again: reviews are due as before, and what stopped with it is open again."""
    steps = list(Step.objects.filter(plan=plan, withdrawn=since, withdrawn_why="The plan ended."))
    for step in steps:
        step.withdrawn, step.withdrawn_why = None, ""
        step.save(update_fields=["withdrawn", "withdrawn_why"])
    settle(journey.Step, [each.pk for each in steps], now)
    raised = list(Escalation.objects.filter(plan=plan, settled=since, settled_how="The plan ended."))
    for one in raised:
        one.settled, one.settled_how = None, ""
        one.save(update_fields=["settled", "settled_how"])
    settle(journey.Escalation, [each.pk for each in raised], now)
    due_redrawn(plan, now)
    if not NeedPlan.objects.filter(plan=plan).exists():
        return [], []
    return [], [f"Tell the family that the child in need plan goes on, which had ended on {say_date(ended)}"]


__all__ = ["beside_again", "beside_undone", "taking_back_agreed", "taking_on_taken_back", "what_would_follow"]
