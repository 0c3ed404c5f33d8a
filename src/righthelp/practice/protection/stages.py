"""From what was held to what was due: core groups and reviews of a plan, one stretch after the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from righthelp.foundation.calendar import add_months, local_date
from righthelp.foundation.journey import settle
from righthelp.practice.casework.codes import MeetingKind
from righthelp.practice.casework.intervals import Interval
from righthelp.practice.casework.models import MeetingAbout
from righthelp.practice.casework.redrawing import redrawn
from righthelp.practice.protection import journey, law
from righthelp.practice.protection.codes import Kind, Step
from righthelp.practice.protection.models import ChildConference, Milestone, ProtectionPlan, Stage


def drawn(starts: date, events: Iterable[date], ends: date | None) -> list[Interval]:
    """The stretches of a plan: each event closes one and opens the next.

    What is held on the plan's last moment, the day on which it ends, closes the last stretch: that is how a review
    ends a plan. What was held before the plan, or on its first day, answers nothing.
    """
    found, since = [], starts
    for day in sorted(set(events)):
        if day <= starts or (ends is not None and day > ends):
            continue
        found.append(Interval(since, day, None))
        since = day
    if ends is None or since < ends:
        found.append(Interval(since, None, ends))
    return found


def _held(plan: ProtectionPlan, step: str) -> list[date]:
    if step == Step.REVIEW:
        rows = ChildConference.objects.filter(plan_id=plan.plan_id, kind=Kind.REVIEW, held__isnull=False)
        return [local_date(at) for at in rows.values_list("held", flat=True) if at]
    groups = MeetingAbout.objects.filter(child_id=plan.child_id, kind=MeetingKind.CORE_GROUP, held__isnull=False)
    return [local_date(at) for at in groups.values_list("held", flat=True) if at]


def stages_redrawn(plan: ProtectionPlan, now: datetime) -> None:
    """Work out anew what comes round under ``plan``, and set the clocks. The caller holds the child's lock."""
    for step in Step.values:
        stretches = drawn(plan.starts, _held(plan, step), plan.ends)
        wanted = [each._asdict() | {"first": place == 0} for place, each in enumerate(stretches)]
        redrawn(Stage, journey.Stage, {"plan": plan, "child_id": plan.child_id, "step": step}, wanted, now)


def all_redrawn(child: int, now: datetime) -> None:
    """What comes round under every child protection plan of a child, worked out anew."""
    for plan in ProtectionPlan.objects.filter(child_id=child).order_by("starts", "pk"):
        stages_redrawn(plan, now)


def milestones_reached(plan: ProtectionPlan, now: datetime) -> list[Milestone]:
    """Open the milestones that the plan has come to, and close those of a plan that has ended."""
    made = []
    until = plan.ends or local_date(now)
    for months in law.MILESTONES:
        reached = add_months(plan.starts, months)
        if reached <= until and plan.ends is None:
            row, new = Milestone.objects.get_or_create(
                plan=plan, months=months, defaults={"child_id": plan.child_id, "reached": reached}
            )
            made += [row] if new else []
    changed = [each.pk for each in made]
    if plan.ends:
        left = Milestone.objects.filter(plan=plan, reviewed__isnull=True, ended__isnull=True)
        changed += list(left.values_list("pk", flat=True))
        left.update(ended=plan.ends)
    settle(journey.Milestone, changed, now)
    return made
