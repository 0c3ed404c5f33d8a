"""The verbs of a review: a meeting called, the review of each child in it recorded, withdrawn when it was a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import MeetingKind
from righthelp.practice.casework.models import Meeting, Plan
from righthelp.practice.casework.record_base import happened
from righthelp.practice.casework.record_meetings import Asked, meeting_called, meeting_held
from righthelp.practice.child_in_need.codes import Progress, ReviewDecision
from righthelp.practice.child_in_need.models import Review
from righthelp.practice.child_in_need.record_base import SENTENCES, redrawn, review_limit, running, text, worker_of
from righthelp.practice.people.writing import one_of, writing


@dataclass(frozen=True)
class Reviewed:
    """What a review came to, for one child."""

    progress: str
    outcomes: str
    child_view: str
    family_view: str
    decision: str
    reason: str
    next_by: date | None = None


def review_called(
    *,
    plans: Sequence[int],
    planned: datetime,
    by: Account,
    now: datetime,
    where: str = "",
    chair: int | None = None,
    asked: Sequence[Asked] = (),
) -> Meeting:
    """A review is called: one meeting for the children of these plans."""
    with writing(by, SENTENCES):
        children = [running(plan).child_id for plan in sorted(set(plans))]
        return meeting_called(
            kind=MeetingKind.NEED.value,
            children=children,
            planned=planned,
            where=where,
            chair=chair,
            asked=asked,
            by=by,
            now=now,
        )


def reviewed(
    *, plan: int, at: datetime, said: Reviewed, by: Account, now: datetime, meeting: int | None = None
) -> Review:
    """A plan was reviewed at a meeting; without one called before, the meeting is recorded with it."""
    writer = worker_of(by)
    one_of("progress", said.progress, Progress.values)
    one_of("decision", said.decision, ReviewDecision.values)
    when = happened("at", at, now)
    written = {
        "outcomes": text("outcomes", said.outcomes, "Write how far each outcome has come."),
        "child_view": text(
            "child_view", said.child_view, "Write what the child says, or what you saw of how they are."
        ),
        "family_view": text("family_view", said.family_view, "Write what the family says."),
        "reason": text("reason", said.reason, "Write why this was decided."),
    }
    with writing(by, SENTENCES):
        held = running(plan)
        met = _meeting(held, meeting, when, by, now)
        on = local_date(met.held or when)
        if on < held.starts:
            raise Refused("at", f"The plan began on {say_date(held.starts)}. A review comes after that.")
        made = Review.objects.create(
            plan=held,
            child_id=held.child_id,
            meeting=met,
            plan_starts=held.starts,
            on=on,
            progress=said.progress,
            decision=said.decision,
            next_by=_next(held, on, said.next_by),
            recorded=now,
            recorded_by=writer,
            **written,
        )
        redrawn(held, now)
        return made


def _meeting(plan: Plan, meeting: int | None, when: datetime, by: Account, now: datetime) -> Meeting:
    if meeting is None:
        made = meeting_called(kind=MeetingKind.NEED.value, children=[plan.child_id], planned=when, by=by, now=now)
        return meeting_held(meeting=made.pk, at=when, chair=worker_of(by).pk, by=by, now=now)
    found = Meeting.objects.filter(
        pk=meeting, kind=MeetingKind.NEED.value, about__child_id=plan.child_id, cancelled__isnull=True
    ).first()
    if found is None:
        raise Refused("meeting", "Choose a meeting about this child that was not cancelled.")
    if found.held:
        return found
    chair = found.chair_id or worker_of(by).pk
    return meeting_held(meeting=found.pk, at=when, chair=chair, by=by, now=now)


def _next(plan: Plan, on: date, next_by: date | None) -> date | None:
    """The day agreed for the next review, if sooner than the limit allows."""
    if next_by is None:
        return None
    limit = review_limit(plan.kind, on, first=False)
    if next_by <= on:
        raise Refused("next_by", "The next review comes after this one.")
    if next_by > limit:
        raise Refused("next_by", f"The next review is due by {say_date(limit)}. Agree that day, or a sooner one.")
    return next_by


def review_withdrawn(*, review: int, why: str, by: Account, now: datetime) -> Review:
    """It was recorded by mistake: it no longer counts, and stays readable."""
    worker_of(by)
    reason = text("why", why, "Write why the review is withdrawn.", 300)
    with writing(by, SENTENCES):
        found = Review.objects.select_for_update(of=("self",)).filter(pk=review).first()
        if found is None or found.withdrawn:
            raise Refused("", "This review was withdrawn already.")
        held = running(found.plan_id)
        found.withdrawn, found.withdrawn_why = now, reason
        found.save(update_fields=["withdrawn", "withdrawn_why"])
        redrawn(held, now)
        return found


__all__ = ["Reviewed", "review_called", "review_withdrawn", "reviewed"]
