"""Taking back what a conference was recorded to have decided: by mistake, or for the wrong child.

The chair or a manager does it alone within five working days of the decision; after that somebody else has to agree.
What followed is undone in the same transaction: a plan that began is removed, one that ended runs again, a child in
need plan that gave way runs again, the record that was put together is taken apart. What has reached people already
is named, so that somebody tells them. The conference then waits for its decision again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date, say_moment
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import hearing
from righthelp.practice.casework.codes import IN_NEED, BackWhat, PlanEnding
from righthelp.practice.casework.models import Meeting, Plan, TakenBack
from righthelp.practice.casework.record_back import (
    Followed,
    back_agreeing,
    back_asked,
    back_done,
    back_locked,
    plan_runs_again,
    plan_undone,
)
from righthelp.practice.casework.record_meetings import Written, corrected
from righthelp.practice.people.writing import locked, writing
from righthelp.practice.protection import journey
from righthelp.practice.protection.codes import Outcome
from righthelp.practice.protection.models import ChildConference, ProtectionPlan
from righthelp.practice.protection.record_base import SENTENCES, conference_locked, settled, worker_of
from righthelp.practice.protection.stages import milestones_reached, stages_redrawn

DECISION = BackWhat.DECISION.value


def decision_taken_back(*, conference: int, mistake: str, why: str, by: Account, now: datetime) -> TakenBack:
    """The decision for one child is taken back, at once or, late, when somebody else has agreed
    (:func:`taking_back_agreed`). Only the chair who decided, or a manager, asks."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        row = _decided(conference)
        if worker.pk != row.decided_by_id and not permits(by, "protection.manage"):
            raise Refused("", "The chair who decided takes it back, or a manager.")
        assert row.decided is not None and row.decided_by is not None  # noqa: S101, PT018  asked by _decided
        back = back_asked(
            child=row.child_id,
            what=DECISION,
            row=row.pk,
            said=in_words(row),
            recorded=row.decided,
            recorded_by=row.decided_by,
            mistake=mistake,
            why=why,
            by=by,
            now=now,
        )
        if back.alone:
            back_done(back, lambda held: _carried_out(held, by, now), agreed_by=None, now=now)
        return back


def taking_back_agreed(*, back: int, by: Account, now: datetime) -> TakenBack:
    """A second person agrees, and the decision is taken back."""
    if not permits(by, "protection.manage"):
        raise Refused("", "A manager agrees, or the manager of the chairs.")
    with writing(by, SENTENCES):
        held = back_locked(back)
        if held.what != DECISION:
            raise Refused("", "This is no longer there.")
        agreed = back_agreeing(held, by)
        return back_done(held, lambda one: _carried_out(one, by, now), agreed_by=agreed, now=now)


def what_would_follow(conference: int, by: Account, now: datetime) -> Followed:
    """What taking the decision back would undo, and what it would leave to somebody. The work is done and rolled
    back, so what is shown is what will happen. Raises :class:`Refused` when it cannot be done."""
    with transaction.atomic():
        row = _decided(conference)
        found = _undone(row, by, now)
        transaction.set_rollback(True)
    return found


def in_words(row: ChildConference) -> str:
    """A decision as it stands, in words: what, under which category, why."""
    parts = [str(row.get_outcome_display())]
    for each in (row.category and row.get_category_display(), row.instead and row.get_instead_display()):
        parts += [str(each)] if each else []
    if row.ending:
        parts.append(str(row.get_ending_display()))
    return f"{'. '.join(parts)}.\n{row.reason}"


def _decided(conference: int) -> ChildConference:
    child = ChildConference.objects.filter(pk=conference).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    row = conference_locked(conference)
    if row.decided is None or row.decided_by_id is None:
        raise Refused("", "Nothing is decided for this child. Open the conference again.")
    return row


def _carried_out(back: TakenBack, by: Account, now: datetime) -> Followed:
    row = _decided(back.row)
    if row.decided != back.recorded:
        raise Refused("", "Something else has been decided since this was asked. Open the conference again.")
    undone, flagged = _undone(row, by, now)
    return undone, flagged


def _undone(row: ChildConference, by: Account, now: datetime) -> Followed:
    """The rows go back to how they stood before the decision; what that means, in sentences."""
    assert row.decided is not None and row.meeting is not None and row.held is not None  # noqa: S101, PT018
    since, held_on = row.decided, local_date(row.held)
    undone: list[str] = []
    flagged: list[str] = []
    parts: list[Followed] = []
    if row.outcome == Outcome.PLAN:
        parts += _plan_begun(row, since, held_on, by, now)
    elif row.outcome == Outcome.CONTINUE:
        parts.append(_category_back(row, held_on, now))
    elif row.outcome == Outcome.END and row.plan_id is not None:
        parts.append(plan_runs_again(plan=row.plan_id, since=since, by=by, now=now))
    elif row.instead:
        flagged.append(
            f"{row.get_instead_display()} was to follow instead: tell whoever has begun on it, and undo what they began"
        )
    parts.append(_record_apart(row, since, by, now))
    parts += hearing.told_of_taking_back(row.child_id, row.meeting.pk, by, now)
    for one, other in parts:
        undone += one
        flagged += other
    row.outcome = row.category = row.instead = row.ending = row.exploited = None
    row.reason = row.dissent = row.alternative = ""
    row.decided = row.decided_by = None
    row.save()
    settled([row], now)
    undone.append(f"The conference waits for a decision for {row.child.called} again")
    return undone, flagged


def _plan_begun(row: ChildConference, since: datetime, starts: date, by: Account, now: datetime) -> list[Followed]:
    parts: list[Followed] = []
    made = ProtectionPlan.objects.filter(conference=row).first()
    if made is not None:
        if made.ends is not None:
            raise Refused("", f"The plan that began has run and ended on {say_date(made.ends)}. It stays as it was.")
        parts.append(plan_undone(plan=made.plan_id, by=by, now=now))
    before = Plan.objects.filter(
        child_id=row.child_id, kind__in=IN_NEED, ends=starts, ending=PlanEnding.STEP_UP
    ).first()
    if before is not None:
        parts.append(plan_runs_again(plan=before.pk, since=since, by=by, now=now))
    return parts


def _category_back(row: ChildConference, held_on: date, now: datetime) -> Followed:
    """The plan goes on as before; a category that changed with the decision is what it was."""
    plan = ProtectionPlan.objects.select_for_update(of=("self",)).get(plan_id=row.plan_id or 0)
    changed = plan.categories.filter(starts=held_on, ends__isnull=True, why="Changed at the review").first()
    before = plan.categories.filter(ends=held_on).first()
    if changed is None or before is None:
        return [], []
    changed.delete()
    before.ends = None
    before.save(update_fields=["ends"])
    plan.category = before.category
    plan.save(update_fields=["category"])
    settle(journey.ProtectionPlan, [plan.pk], now)
    return [f"The plan runs under {before.get_category_display().lower()} again"], []


def _record_apart(row: ChildConference, since: datetime, by: Account, now: datetime) -> Followed:
    """The record put together from decisions is put together anew; one that was given out gets a correction."""
    assert row.meeting_id is not None  # noqa: S101  it was held
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=row.meeting_id)
    if meeting.minutes_sent:
        words = (
            f"What this record says was decided for {row.child} was recorded by mistake on {say_moment(since)}, "
            f"and was taken back on {say_moment(now)}."
        )
        heading = f"Taken back: the decision for {row.child}"[:120]
        corrected(meeting=meeting.pk, part=Written(heading, words, child=row.child_id), by=by, now=now)
        sent = say_date(local_date(meeting.minutes_sent))
        return [], [f"The record was given out on {sent}. A correction is added: give it to everybody who has a copy"]
    if meeting.parts.exists():
        meeting.parts.all().delete()
        meeting.version += 1
        meeting.save(update_fields=["version"])
        return ["The record that was put together is taken apart, to be put together anew"], []
    return [], []


def beside_undone(plan: Plan, now: datetime) -> Followed:
    """Casework tells that a plan is removed as if it had never begun: what stands beside it goes with it. Refused once
    somebody further up, another council or a review has acted on it."""
    beside = ProtectionPlan.objects.select_for_update(of=("self",)).filter(plan_id=plan.pk).first()
    if beside is None:
        return [], []
    for what, rows in (
        ("A review of this plan has been asked for", plan.protection_reviews),
        ("It has been escalated", beside.escalations),
        ("Another council has been told of it", beside.transfers),
        ("A manager has written oversight on it", beside.oversight),
        ("Somebody above has looked at it", beside.milestones.filter(reviewed__isnull=False)),
    ):
        if rows.exists():
            raise Refused("", f"{what}, so it cannot be as if it had never begun. End the plan at a review instead.")
    undone = []
    stages = list(beside.stages.order_by("step", "place"))
    due = sorted({str(each.get_step_display()).lower() for each in stages if each.held is None})
    if due:
        undone.append(f"No {' and no '.join(due)} is due any more")
    members = [each.worker.name for each in beside.members.filter(until__isnull=True, worker__isnull=False)
               .select_related("worker") if each.worker]  # fmt: skip
    others = [each.name for each in beside.members.filter(until__isnull=True).exclude(name="")]
    told = members + others
    flagged = [f"Tell the core group that there is no plan: {', '.join(told)}"] if told else []
    milestones = list(beside.milestones.values_list("pk", flat=True))
    numbers = [each.pk for each in stages]
    number = beside.pk
    beside.stages.all().delete()
    beside.milestones.all().delete()
    beside.members.all().delete()
    beside.categories.all().delete()
    beside.delete()
    settle(journey.Stage, numbers, now)
    settle(journey.Milestone, milestones, now)
    settle(journey.ProtectionPlan, [number], now)
    return undone, flagged


def beside_again(plan: Plan, ended: date, since: datetime, now: datetime) -> Followed:
    """Casework tells that a plan runs again: what stands beside it is opened again where it ended with the plan."""
    beside = ProtectionPlan.objects.select_for_update(of=("self",)).filter(plan_id=plan.pk).first()
    if beside is None:
        return [], []
    beside.ends, beside.ending = None, None
    beside.save(update_fields=["ends", "ending"])
    beside.categories.filter(ends=ended, category=beside.category).update(ends=None)
    back = list(beside.members.filter(until=ended).select_related("worker", "person"))
    beside.members.filter(until=ended).update(until=None)
    reviews = list(ChildConference.objects.filter(plan_id=plan.pk, withdrawn=since, withdrawn_why="The plan ended."))
    for each in reviews:
        each.withdrawn, each.withdrawn_by, each.withdrawn_why = None, None, ""
        each.save(update_fields=["withdrawn", "withdrawn_by", "withdrawn_why"])
    settled(reviews, now)
    waiting = beside.transfers.filter(stayed=since)
    transfers = list(waiting.values_list("pk", flat=True))
    waiting.update(stayed=None, stayed_why="")
    settle(journey.TransferOut, transfers, now)
    milestones = beside.milestones.filter(ended=ended, reviewed__isnull=True)
    numbers = list(milestones.values_list("pk", flat=True))
    milestones.update(ended=None)
    settle(journey.Milestone, numbers, now)
    settle(journey.ProtectionPlan, [beside.pk], now)
    stages_redrawn(beside, now)
    milestones_reached(beside, now)
    names = ", ".join(each.worker.name if each.worker else str(each.person or each.name) for each in back)
    return [], [f"Tell the core group that the plan goes on: {names}"] if names else []


__all__ = [
    "beside_again",
    "beside_undone",
    "decision_taken_back",
    "in_words",
    "taking_back_agreed",
    "what_would_follow",
]
