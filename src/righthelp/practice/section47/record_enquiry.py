"""The verbs of an enquiry: another worker, the joint visit made or not, what was found, sent back, authorised."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import State, explain
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import PlanKind
from righthelp.practice.casework.models import Plan, Visited
from righthelp.practice.people.writing import one_of, text, words, writing
from righthelp.practice.section47.codes import Next, Outcome
from righthelp.practice.section47.journey import ENQUIRY
from righthelp.practice.section47.models import Enquiry
from righthelp.practice.section47.record_base import SENTENCES, enquiry_locked, settle_enquiry
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.queries import employed


def worker_named(*, enquiry: int, worker: int, by: Account, now: datetime) -> Enquiry:
    """Somebody else makes the enquiry from now on."""
    worker_of(by)
    lead = Worker.objects.filter(employed(local_date(now)), pk=worker).first()
    if lead is None:
        raise Refused("worker", "Choose somebody who works here.")
    with writing(by, SENTENCES):
        held = enquiry_locked(enquiry)
        held.worker = lead
        held.save(update_fields=["worker"])
        return held


def _open(enquiry: int) -> Enquiry:
    held = enquiry_locked(enquiry)
    if held.completed:
        raise Refused("", "The finding waits for a manager. It can be sent back to be changed.")
    return held


def joint_made(*, enquiry: int, visit: int, with_whom: str, by: Account, now: datetime) -> Enquiry:
    """Social care and the police visited together: in which of the visits recorded, and who went."""
    worker_of(by)
    who = words("with_whom", with_whom, 200, "Write which officer came, with rank or number, and from which unit.")
    with writing(by, SENTENCES):
        held = _open(enquiry)
        if held.joint_by is None:
            raise Refused("", "The discussion decided on no joint visit.")
        found = visits_since(held).filter(pk=visit).first()
        if found is None:
            raise Refused("visit", "Choose a visit to this child since the discussion. Record the visit first.")
        held.joint_in, held.joint_held, held.joint_with = found, found.at, who
        held.joint_dropped, held.joint_dropped_why = None, ""
        held.version += 1
        held.save()
        return settle_enquiry(held, now)


def joint_dropped(*, enquiry: int, why: str, by: Account, now: datetime) -> Enquiry:
    """No joint visit was made, though one was decided on, and why."""
    worker_of(by)
    reason = words("why", why, 400, "Write why no joint visit was made, and what was done instead.")
    with writing(by, SENTENCES):
        held = _open(enquiry)
        if held.joint_by is None:
            raise Refused("", "The discussion decided on no joint visit.")
        held.joint_in, held.joint_held, held.joint_with = None, None, ""
        held.joint_dropped, held.joint_dropped_why = now, reason
        held.version += 1
        held.save()
        return settle_enquiry(held, now)


def visits_since(enquiry: Enquiry) -> QuerySet[Visited]:
    """Visits to the child since the discussion that stand, the first first."""
    rows = Visited.objects.filter(child_id=enquiry.child_id, at__gte=enquiry.strategy_held, withdrawn__isnull=True)
    return rows.select_related("visit__visitor").order_by("at", "pk")


def written(*, enquiry: int, findings: str, version: int, by: Account, now: datetime) -> Enquiry:
    """What has been found so far, for whoever goes on with it; the enquiry stays open."""
    worker_of(by)
    said = text("findings", findings, "Write what has been found so far.")
    with writing(by, SENTENCES):
        held = _opened_at(enquiry, version)
        held.findings, held.version = said, held.version + 1
        held.save(update_fields=["findings", "version"])
        return held


def _opened_at(enquiry: int, version: int) -> Enquiry:
    held = _open(enquiry)
    if held.version != version:
        raise Refused("", "Somebody else saved this enquiry meanwhile. Yours is kept: look at theirs, then save.")
    return held


def found(
    *,
    enquiry: int,
    outcome: str,
    findings: str,
    next_step: str,
    version: int,
    by: Account,
    now: datetime,
    unseen_why: str = "",
    late_why: str = "",
) -> Enquiry:
    """What the enquiry found and what is to follow; a manager reads it next.

    Whether the child was seen, and seen alone, is looked up in the visits since the discussion.
    """
    worker = worker_of(by)
    said = text("findings", findings, "Write what was found, and what makes you think so.")
    one_of("outcome", outcome, Outcome.values)
    one_of("next_step", next_step, Next.values)
    with writing(by, SENTENCES):
        held = _opened_at(enquiry, version)
        _follows(held, outcome, next_step, now)
        if held.joint_by and not (held.joint_in_id or held.joint_dropped):
            raise Refused("", "A joint visit was decided on. Record first when it was made and by whom, or why not.")
        seen = visits_since(held).filter(seen=True, at__lte=now)
        held.seen_in, held.alone_in = seen.first(), seen.filter(alone=True).first()
        ask = "" if held.seen_in else "No visit since the discussion says that the child was seen. Write why."
        held.unseen_why = text("unseen_why", unseen_why, ask, 400) if not held.seen_in else ""
        late = explain(ENQUIRY, held, now=now).state is State.OVERDUE
        ask = "It is more than fifteen working days since the discussion. Write why it took longer."
        held.late_why = text("late_why", late_why, ask, 400) if late else ""
        held.outcome, held.next_step, held.findings = outcome, next_step, said
        held.completed, held.completed_by, held.version = now, worker, held.version + 1
        held.save()
        return settle_enquiry(held, now)


def _follows(held: Enquiry, outcome: str, next_step: str, now: datetime) -> None:
    today = local_date(now)
    plan = Plan.objects.filter(child_id=held.child_id, kind=PlanKind.PROTECTION, ends__isnull=True, starts__lte=today)
    if outcome == Outcome.RISK and next_step not in (Next.CONFERENCE, Next.PLAN):
        raise Refused("next_step", "A child at continuing risk of significant harm comes to a conference.")
    if outcome != Outcome.RISK and next_step == Next.CONFERENCE:
        raise Refused("next_step", "A conference is for a child at continuing risk of significant harm.")
    if next_step == Next.PLAN and not plan.exists():
        raise Refused("next_step", "The child has no child protection plan. Choose what follows.")
    if next_step == Next.CONFERENCE and (running := plan.first()):
        since = say_date(running.starts)
        raise Refused(
            "next_step", f"The child has a child protection plan since {since}: its review is brought forward."
        )


def sent_back(*, enquiry: int, why: str, by: Account, now: datetime) -> Enquiry:
    """A manager cannot authorise it as it stands: the worker has it again. The clock runs on from the discussion."""
    worker = worker_of(by)
    reason = words("why", why, 400, "Write what is to be changed.")
    with writing(by, SENTENCES):
        held = enquiry_locked(enquiry)
        if not held.completed:
            raise Refused("why", "There is no finding to send back.")
        held.completed, held.completed_by, held.sent_back, held.sent_back_by = None, None, reason, worker
        held.version += 1
        held.save()
        return settle_enquiry(held, now)


def authorised(*, enquiry: int, why: str, by: Account, now: datetime) -> Enquiry:
    """Another manager authorises what was found and what follows, with the reason. A conference is needed from now."""
    worker = worker_of(by)
    reason = text("why", why, "Write why you agree. Nothing is authorised without a reason.")
    with writing(by, SENTENCES):
        held = enquiry_locked(enquiry)
        if not held.completed:
            raise Refused("", "There is no finding yet to authorise.")
        if worker.pk in (held.completed_by_id, held.worker_id):
            raise Refused("", "Another manager authorises it: not whoever wrote it, and not the worker.")
        held.authorised, held.authorised_by, held.authorised_why = now, worker, reason
        held.conference_needed = now if held.next_step == Next.CONFERENCE else None
        held.sent_back, held.version = "", held.version + 1
        held.save()
        return settle_enquiry(held, now)


__all__ = [
    "authorised",
    "found",
    "joint_dropped",
    "joint_made",
    "sent_back",
    "visits_since",
    "worker_named",
    "written",
]
