"""The verbs that write who works with whom.

A child has exactly one primary worker at a time: a hand-over ends the former's allocation and begins the new one in the
same transaction, and of two managers who press the button at once the slower is told so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from righthelp.foundation.calendar import local_date, say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.ages import years
from righthelp.practice.people.models import Involvement, Person
from righthelp.practice.people.writing import Sentences, locked, writing
from righthelp.practice.workforce.models import Allocation, Worker
from righthelp.practice.workforce.record_base import By, account_of

_AT_ONCE: Sentences = {
    "allocation_one_primary": (
        "worker",
        "Somebody else has just allocated this child. Open the record again to see to whom; nothing was changed.",
    ),
    "allocation_ends_after_start": ("worker", "This was allocated a moment ago. Open the record again to see to whom."),
}


def allocated(*, child: int, worker: int, by: By, now: datetime, reason: str = "") -> Allocation:
    """``worker`` holds the child's work from now on; whoever held it before hands over in the same act."""
    with writing(account_of(by), _AT_ONCE):
        locked(child)
        return _handed_to(child, at_work(worker, now), reason, now)


def handed_over(*, children: Sequence[int], worker: int, by: By, now: datetime, reason: str = "") -> list[Allocation]:
    """Several children pass to ``worker`` in one act: all of them, or (refused) none."""
    if not children:
        raise Refused("children", "Choose at least one child to hand over.")
    with writing(account_of(by), _AT_ONCE):
        receiver = at_work(worker, now)
        passed = []
        for child in sorted(set(children)):
            locked(child)
            passed.append(_handed_to(child, receiver, reason, now))
        return passed


def _handed_to(child: int, worker: Worker, reason: str, now: datetime) -> Allocation:
    former = Allocation.objects.filter(child_id=child, primary=True, ends__isnull=True).select_related("worker").first()
    if former and former.worker_id == worker.pk:
        raise Refused("worker", f"{worker.name} has held this child's work since {say_moment(former.starts)} already.")
    if former:
        former.ends = now
        former.save(update_fields=["ends"])
    Allocation.objects.filter(child_id=child, worker=worker, primary=False, ends__isnull=True, starts__lt=now).update(
        ends=now
    )
    return Allocation.objects.create(
        child_id=child, worker=worker, primary=True, starts=now, reason=reason.strip()[:200]
    )


def co_worked(*, child: int, worker: int, by: By, now: datetime, reason: str = "") -> Allocation:
    """``worker`` works with the child beside the primary worker."""
    with writing(account_of(by)):
        locked(child)
        helper = at_work(worker, now)
        if Allocation.objects.filter(child_id=child, worker=helper, ends__isnull=True).exists():
            raise Refused("worker", f"{helper.name} works with this child already.")
        return Allocation.objects.create(
            child_id=child, worker=helper, primary=False, starts=now, reason=reason.strip()[:200]
        )


def deallocated(*, child: int, worker: int, by: By, now: datetime, reason: str) -> Allocation:
    """``worker`` no longer works with the child.

    A primary worker cannot simply stop while the child has a plan, is in care, or came to this country alone: the
    work is handed over instead.
    """
    if not reason.strip():
        raise Refused("reason", "Say why the work ends, for whoever reads the record later.")
    with writing(account_of(by), _AT_ONCE):
        person = locked(child)
        running = Allocation.objects.filter(child_id=child, worker_id=worker, ends__isnull=True).first()
        if running is None:
            raise Refused("worker", "This worker does not hold the child's work now.")
        if running.primary:
            _may_be_without_worker(person, now)
        running.ends, running.reason = now, reason.strip()[:200]
        running.save(update_fields=["ends", "reason"])
        return running


def _may_be_without_worker(child: Person, now: datetime) -> None:
    today = local_date(now)
    if Involvement.objects.filter(Q(ends__isnull=True) | Q(ends__gt=today), child=child).exists():
        raise Refused("worker", "This child has a plan or is in care. Hand the work over to somebody instead.")
    if child.unaccompanied and (child.birth_date is None or years(child.birth_date, today) < 18):
        raise Refused("worker", "A child who came to this country alone stays allocated. Hand the work over instead.")


def at_work(worker: int, now: datetime) -> Worker:
    """Somebody who may be given work: they have started and not left. Somebody on leave may: they are covered."""
    held = Worker.objects.filter(pk=worker).first()
    today = local_date(now)
    if held is None:
        raise Refused("worker", "This worker is no longer there. Choose again.")
    if held.starts > today or (held.ends and held.ends <= today):
        raise Refused("worker", f"{held.name} does not work here today. Choose somebody else.")
    return held
