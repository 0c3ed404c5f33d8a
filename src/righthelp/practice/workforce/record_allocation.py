"""The verbs that write who works with whom.

A child has exactly one primary worker at a time: a hand-over ends the former's allocation and begins the new one in the
same transaction, and of two managers who press the button at once the slower is told so. Everybody who allocates locks
workers first and children after, each in the order of their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date, say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.ages import years
from righthelp.practice.people.models import Involvement, Person
from righthelp.practice.people.writing import Sentences, locked, words, writing
from righthelp.practice.workforce.fitness import at_work, given_work, may_take, warned
from righthelp.practice.workforce.models import (
    Allocation,
    CoWorkRole,
    DemandKind,
    ExtraDemand,
    MistakenAllocation,
    Worker,
)
from righthelp.practice.workforce.record_base import By, account_of

UNDO_WITHIN: Final = timedelta(days=3)
"""How long a mistaken allocation can be taken back as if it had not been; afterwards the work is handed over again."""

_DOUBLE_PRESS: Final = timedelta(minutes=10)

AT_ONCE: Sentences = {
    "allocation_one_primary": (
        "worker",
        "Somebody else has just allocated this child. Open the record again to see to whom; nothing was changed.",
    ),
    "allocation_ends_after_start": ("worker", "This was allocated a moment ago. Open the record again to see to whom."),
}


def allocated(
    *,
    child: int,
    worker: int,
    by: By,
    now: datetime,
    reason: str = "",
    held_by: int | None = None,
    despite: bool = True,
) -> Allocation:
    """``worker`` holds the child's work from now on; whoever held it before hands over in the same act.

    ``held_by`` is the worker whom the page showed as holding the child (0 for nobody): refused when somebody else has
    allocated the child since. ``despite``: allocate although the worker is away, over their limit or newly qualified.
    """
    with writing(account_of(by), AT_ONCE):
        receiver = at_work(given_work([worker]).get(worker), now)
        person = locked(child)
        former = present(child)
        if held_by is not None:
            again = _pressed_twice(former, receiver, by, now)
            if again:
                return again
            _still_held_by(former, held_by)
        may_take(receiver, person, now)
        if not despite and not (former and former.worker_id == receiver.pk):
            warned(receiver, person, now)
        return passed(child, former, receiver, by=account_of(by), reason=reason, now=now)


def _pressed_twice(former: Allocation | None, receiver: Worker, by: By, now: datetime) -> Allocation | None:
    """The allocation that this very form has made already."""
    account = account_of(by)
    if former and account and former.worker_id == receiver.pk and former.allocated_by_id == account.pk:
        return former if former.starts > now - _DOUBLE_PRESS else None
    return None


def _still_held_by(former: Allocation | None, held_by: int) -> None:
    if (former.worker_id if former else 0) == held_by:
        return
    if former is None:
        raise Refused("worker", "Nobody holds this child’s work any more. What you wrote is kept: send it again.")
    raise Refused(
        "worker",
        f"{former.worker.name} was given this child’s work {say_moment(former.starts)}, after you opened this page. "
        "Nothing was changed, and what you wrote is kept. Send it again only if it should pass on from there.",
    )


def handed_over(*, children: Sequence[int], worker: int, by: By, now: datetime, reason: str = "") -> list[Allocation]:
    """Several children pass to ``worker`` in one act: all of them, or (refused) none."""
    if not children:
        raise Refused("children", "Choose at least one child to hand over.")
    with writing(account_of(by), AT_ONCE):
        receiver = at_work(given_work([worker]).get(worker), now)
        done = []
        for child in sorted(set(children)):
            may_take(receiver, locked(child), now)
            done.append(passed(child, present(child), receiver, by=account_of(by), reason=reason, now=now))
        return done


def present(child: int) -> Allocation | None:
    """The child's running primary allocation. Call with the child locked."""
    return Allocation.objects.filter(child_id=child, primary=True, ends__isnull=True).select_related("worker").first()


def passed(
    child: int, former: Allocation | None, worker: Worker, *, by: Account | None, reason: str, now: datetime
) -> Allocation:
    """End ``former`` and begin ``worker``'s allocation. Call with worker and child locked and everything checked."""
    if former and former.worker_id == worker.pk:
        raise Refused("worker", f"{worker.name} has held this child's work since {say_moment(former.starts)} already.")
    if former:
        former.ends, former.ended_reason = now, f"Handed over to {worker.name}"[:200]
        former.save(update_fields=["ends", "ended_reason"])
    Allocation.objects.filter(child_id=child, worker=worker, primary=False, ends__isnull=True, starts__lt=now).update(
        ends=now
    )
    return Allocation.objects.create(
        child_id=child, worker=worker, primary=True, starts=now, reason=reason.strip()[:200], allocated_by=by
    )


def co_worked(
    *, child: int, worker: int, by: By, now: datetime, reason: str = "", role: str = CoWorkRole.SECOND
) -> Allocation:
    """``worker`` works with the child beside the primary worker, in a ``role``."""
    if role not in CoWorkRole.values:
        raise Refused("role", "Choose what they will do.")
    with writing(account_of(by)):
        helper = at_work(given_work([worker]).get(worker), now)
        may_take(helper, locked(child), now)
        if Allocation.objects.filter(child_id=child, worker=helper, ends__isnull=True).exists():
            raise Refused("worker", f"{helper.name} works with this child already.")
        return Allocation.objects.create(
            child_id=child,
            worker=helper,
            primary=False,
            starts=now,
            reason=reason.strip()[:200],
            role=role,
            allocated_by=account_of(by),
        )


def deallocated(*, child: int, worker: int, by: By, now: datetime, reason: str) -> Allocation:
    """``worker`` no longer works with the child.

    A primary worker cannot simply stop while the child has a plan, is in care, or came to this country alone: the
    work is handed over instead.
    """
    said = words("reason", reason, 200, "Say why the work ends, for whoever reads the record later.")
    with writing(account_of(by), AT_ONCE):
        person = locked(child)
        running = Allocation.objects.filter(child_id=child, worker_id=worker, ends__isnull=True).first()
        if running is None:
            raise Refused("worker", "This worker does not hold the child's work now.")
        if running.primary:
            _may_be_without_worker(person, now)
        running.ends, running.ended_reason = now, said
        running.save(update_fields=["ends", "ended_reason"])
        return running


def _may_be_without_worker(child: Person, now: datetime) -> None:
    today = local_date(now)
    if Involvement.objects.filter(Q(ends__isnull=True) | Q(ends__gt=today), child=child).exists():
        raise Refused("worker", "This child has a plan or is in care. Hand the work over to somebody instead.")
    if child.unaccompanied and (child.birth_date is None or years(child.birth_date, today) < 18):
        raise Refused("worker", "A child who came to this country alone stays allocated. Hand the work over instead.")


def undone(*, allocation: int, by: By, now: datetime, reason: str) -> MistakenAllocation:
    """An allocation of the last days was a mistake: it is taken out, and whoever held the child before does so again.

    The mistake itself stays on record, with the reason. Work that has really been done is handed over instead.
    """
    said = words("reason", reason, 300, "Say what the mistake was, for whoever reads the record later.")
    with writing(account_of(by), AT_ONCE):
        child = Allocation.objects.filter(pk=allocation).values_list("child_id", flat=True).first()
        if child is None:
            raise Refused("reason", "This allocation has been taken back already.")
        locked(child)
        return taken_out(allocation, by=account_of(by), reason=said, now=now)


def taken_out(allocation: int, *, by: Account | None, reason: str, now: datetime) -> MistakenAllocation:
    """The part of :func:`undone` that writes. Call with the child locked."""
    wrong = Allocation.objects.filter(pk=allocation, ends__isnull=True).select_related("worker").first()
    if wrong is None:
        raise Refused("reason", "This allocation has ended since. Open the record again to see who holds the child.")
    if wrong.starts < now - UNDO_WITHIN:
        raise Refused(
            "reason",
            f"This began on {say_date(wrong.starts)}. After {UNDO_WITHIN.days} days it is not undone: "
            "hand the work over instead.",
        )
    former = Allocation.objects.filter(child_id=wrong.child_id, primary=True, ends=wrong.starts).select_related(
        "worker"
    )
    before = former.first() if wrong.primary else None
    if before and before.worker.ends and before.worker.ends <= local_date(now):
        raise Refused("reason", f"{before.worker.name} has left and cannot hold the child again. Hand over instead.")
    kept = MistakenAllocation.objects.create(
        child_id=wrong.child_id,
        worker=wrong.worker,
        primary=wrong.primary,
        started=wrong.starts,
        undone_at=now,
        undone_by=by,
        reason=reason,
    )
    beside = Allocation.objects.filter(
        child_id=wrong.child_id, worker=wrong.worker, primary=False, ends=wrong.starts
    ).first()
    wrong.delete()
    for again in (before, beside if kept.primary else None):
        if again:
            again.ends, again.ended_reason = None, ""
            again.save(update_fields=["ends", "ended_reason"])
    return kept


def demanded(*, child: int, kind: str, starts: date, why: str, by: By, now: datetime) -> ExtraDemand:
    """From a day on the work with the child is more than their plan says; counted in weighted caseloads."""
    if kind not in DemandKind.values:
        raise Refused("kind", "Choose one of the answers in the list.")
    said = words("why", why, 200, "Say why, for whoever reads the record later.")
    if starts > local_date(now):
        raise Refused("starts", "This day has not come yet. Enter since when it is so.")
    taken: Sentences = {"demand_one_of_a_kind": ("kind", "This is recorded for those days already.")}
    with writing(account_of(by), taken):
        locked(child)
        return ExtraDemand.objects.create(child_id=child, kind=kind, starts=starts, why=said)


def demand_ended(*, demand: int, ended: date, by: By, now: datetime) -> ExtraDemand:
    """From ``ended`` on the work is what the plan says."""
    with writing(account_of(by)):
        held = ExtraDemand.objects.select_for_update().filter(pk=demand, ends__isnull=True).first()
        if held is None:
            raise Refused("ended", "This has ended already.")
        if not held.starts < ended <= local_date(now) + timedelta(days=1):
            raise Refused("ended", f"It began on {say_date(held.starts)}; enter a later day, and none in the future.")
        held.ends = ended
        held.save(update_fields=["ends"])
        return held
