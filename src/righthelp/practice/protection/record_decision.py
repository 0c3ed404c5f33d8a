"""The chair's decision for each child, and what begins or ends with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import IN_NEED, PlanEnding, PlanKind
from righthelp.practice.casework.models import Attendance, Plan
from righthelp.practice.casework.record import plan_begun, plan_ended
from righthelp.practice.people.models import Involvement, InvolvementKind
from righthelp.practice.people.writing import locked, one_of, writing
from righthelp.practice.protection import journey, law
from righthelp.practice.protection.codes import BEGINS, REVIEWS, Category, Ending, Instead, Kind, Outcome
from righthelp.practice.protection.models import CategoryHeld, ChildConference, CoreMember, ProtectionPlan
from righthelp.practice.protection.record_base import SENTENCES, chairs_it, conference_locked, settled, text
from righthelp.practice.protection.stages import stages_redrawn


def decided(
    *,
    conference: int,
    outcome: str,
    reason: str,
    by: Account,
    now: datetime,
    category: str = "",
    views: str = "",
    views_by: str = "",
    dissent: str = "",
    instead: str = "",
    ending: str = "",
    exploited: bool = False,
    alternative: str = "",
    contingency: str = "",
    elsewhere: int = 0,
    last_elsewhere: date | None = None,
    core: Collection[int] = (),
) -> ChildConference:
    """The chair decides for one child, with the reason: a plan begins, goes on, ends, or none is made.

    ``core``: attendances whose people are the core group. ``elsewhere`` and ``last_elsewhere``: plans that the child
    had with other councils, and when the last of them ended. Recorded once: whoever presses second is told what the
    first recorded.
    """
    with writing(by, SENTENCES):
        child = ChildConference.objects.filter(pk=conference).values_list("child_id", flat=True).first()
        if child is not None:
            locked(child)
        row = conference_locked(conference)
        if row.held is None or row.meeting is None:
            raise Refused("", "Record first that the conference was held.")
        worker = chairs_it(by, row.meeting.chair)
        if row.decided:
            raise Refused("", f"It is decided already: {row.get_outcome_display().lower()}. Open the conference again.")
        _possible(row, outcome, category, instead, ending)
        row.outcome, row.reason = outcome, text("reason", reason, "Write why. Nothing is decided without a reason.")
        with_plan = outcome in (Outcome.PLAN, Outcome.CONTINUE)
        row.category = category if with_plan else None
        row.views, row.views_by = text("views", views, ""), views_by.strip()[:200]
        row.dissent = text("dissent", dissent, "")
        row.instead = instead if outcome == Outcome.NO_PLAN else None
        row.ending = ending if outcome == Outcome.END else None
        row.exploited = exploited
        ask = "Write what else could answer the exploitation, and why it is or is not enough." if exploited else ""
        row.alternative = text("alternative", alternative, ask)
        row.decided, row.decided_by = now, worker
        row.save()
        if outcome == Outcome.PLAN:
            _begun(row, text("contingency", contingency, ""), elsewhere, last_elsewhere, core, by, now)
        elif outcome == Outcome.CONTINUE:
            _goes_on(row, by, now)
        elif outcome == Outcome.END:
            _ended(row, by, now)
        settled([row], now)
        return row


def _possible(row: ChildConference, outcome: str, category: str, instead: str, ending: str) -> None:
    one_of("outcome", outcome, [each.value for each in (REVIEWS if row.kind == Kind.REVIEW else BEGINS)])
    if outcome in (Outcome.PLAN, Outcome.CONTINUE):
        if category not in Category.values:
            raise Refused("category", "Choose the category under which the plan runs.")
    elif category:
        raise Refused("category", "Only a plan has a category. Leave it empty, or decide for a plan.")
    if outcome == Outcome.NO_PLAN and instead not in Instead.values:
        raise Refused("instead", "Say what follows when there is no plan.")
    if outcome == Outcome.END and ending not in Ending.values:
        raise Refused("ending", "Say how the plan ends.")


def _begun(
    row: ChildConference,
    contingency: str,
    elsewhere: int,
    last_elsewhere: date | None,
    core: Collection[int],
    by: Account,
    now: datetime,
) -> ProtectionPlan:
    assert row.held and row.category and row.decided_by and row.meeting  # noqa: S101, PT018  asked before
    starts = local_date(row.held)
    if (elsewhere == 0) != (last_elsewhere is None):
        raise Refused("last_elsewhere", "Enter both: how many plans elsewhere, and when the last of them ended.")
    if last_elsewhere is not None and last_elsewhere > starts:
        raise Refused("last_elsewhere", "This is after the conference. Check the date.")
    _stepped_up(row, starts, by, now)
    ours, last = earlier_plans(row.child_id, starts)
    last_ended = max((day for day in (last, last_elsewhere) if day), default=None)
    plan = plan_begun(child=row.child_id, kind=PlanKind.PROTECTION, starts=starts, by=by, now=now)
    two, one = (last_ended is not None and add_months(last_ended, each) >= starts for each in law.AGAIN_MONTHS)
    made = ProtectionPlan.objects.create(
        plan=plan,
        child_id=row.child_id,
        conference=row,
        chair=row.decided_by,
        starts=starts,
        category=row.category,
        why=row.reason,
        contingency=contingency,
        ordinal=ours + elsewhere + 1,
        elsewhere=elsewhere,
        last_ended=last_ended,
        within_two_years=two,
        within_year=one,
    )
    CategoryHeld.objects.create(
        plan=made, category=row.category, starts=starts, by=row.decided_by, why="Decided at the first conference"
    )
    for each in Attendance.objects.filter(pk__in=list(core), meeting=row.meeting):
        CoreMember.objects.create(
            plan=made, agency=each.agency, worker_id=each.worker_id, person_id=each.person_id, name=each.name,
            since=starts,
        )  # fmt: skip
    settle(journey.ProtectionPlan, [made.pk], now)
    stages_redrawn(made, now)
    return made


def earlier_plans(child: int, before: date) -> tuple[int, date | None]:
    """How many child protection plans the child had before a day, and when the last of them ended."""
    rows = Involvement.objects.filter(child_id=child, kind=InvolvementKind.PROTECTION, starts__lt=before)
    ends = [row.ends for row in rows if row.ends]
    return rows.count(), max(ends, default=None)


def _stepped_up(row: ChildConference, starts: date, by: Account, now: datetime) -> None:
    """A child in need plan gives way to the child protection plan on the same day."""
    running = Plan.objects.filter(child_id=row.child_id, kind__in=IN_NEED, ends__isnull=True).first()
    if running is not None:
        if running.starts >= starts:
            raise Refused("outcome", "The child in need plan began on that day or later. End that one first.")
        why = "A child protection conference decided on a child protection plan."
        plan_ended(plan=running.pk, ends=starts, ending=PlanEnding.STEP_UP, why=why, by=by, now=now)


def _goes_on(row: ChildConference, by: Account, now: datetime) -> None:
    assert row.held and row.category and row.plan_id  # noqa: S101, PT018  asked before
    held = ProtectionPlan.objects.select_for_update(of=("self",)).get(plan_id=row.plan_id)
    if held.ends:
        raise Refused("outcome", "The plan has ended meanwhile. Open it again.")
    if row.category != held.category:
        category_written(held, row.category, local_date(row.held), row.decided_by_id or 0, "Changed at the review")
        settle(journey.ProtectionPlan, [held.pk], now)
    stages_redrawn(held, now)


def category_written(plan: ProtectionPlan, category: str, starts: date, worker: int, why: str) -> None:
    """From a day on the plan runs under another category."""
    last = plan.categories.select_for_update().get(ends__isnull=True)
    if starts <= last.starts:
        raise Refused("starts", "The new category begins after the one before it did.")
    last.ends = starts
    last.save(update_fields=["ends"])
    CategoryHeld.objects.create(plan=plan, category=category, starts=starts, by_id=worker, why=why)
    plan.category = category
    plan.save(update_fields=["category"])


def _ended(row: ChildConference, by: Account, now: datetime) -> None:
    assert row.held is not None and row.plan_id is not None and row.ending is not None  # noqa: S101, PT018
    plan_ended(
        plan=row.plan_id,
        ends=local_date(row.held),
        ending=row.ending,
        why=row.reason[:400],
        by=by,
        now=now,
    )


def heard(plan: Plan, now: datetime) -> None:
    """Casework tells that a plan has ended, whichever room ended it: what stands beside it ends with it."""
    from righthelp.practice.protection.stages import milestones_reached

    beside = ProtectionPlan.objects.select_for_update(of=("self",)).filter(plan_id=plan.pk).first()
    if beside is None or beside.ends is not None or plan.ends is None:
        return
    beside.ends, beside.ending = plan.ends, plan.ending
    beside.save(update_fields=["ends", "ending"])
    beside.categories.filter(ends__isnull=True, starts__lt=plan.ends).update(ends=plan.ends)
    beside.members.filter(until__isnull=True).update(until=plan.ends)
    _nothing_more(beside, now)
    settle(journey.ProtectionPlan, [beside.pk], now)
    stages_redrawn(beside, now)
    milestones_reached(beside, now)


def _nothing_more(plan: ProtectionPlan, now: datetime) -> None:
    """Reviews asked for and not held are not needed any more; a transfer that was waiting is over."""
    reviews = list(
        ChildConference.objects.select_for_update(of=("self",)).filter(
            plan_id=plan.plan_id, held__isnull=True, withdrawn__isnull=True
        )
    )
    for each in reviews:
        each.withdrawn, each.withdrawn_by, each.withdrawn_why = now, plan.chair, "The plan ended."
        each.save(update_fields=["withdrawn", "withdrawn_by", "withdrawn_why"])
    settled(reviews, now)
    waiting = plan.transfers.filter(accepted__isnull=True, stayed__isnull=True)
    ids = list(waiting.values_list("pk", flat=True))
    waiting.update(stayed=now, stayed_why="The plan ended for another reason.")
    settle(journey.TransferOut, ids, now)
