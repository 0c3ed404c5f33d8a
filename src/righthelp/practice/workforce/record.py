"""The verbs that write who works with whom, and who is away.

A child has exactly one primary worker at a time: a hand-over ends the former's allocation and begins the new one in the
same transaction, and of two managers who press the button at once the slower is told so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date, say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.ages import years
from righthelp.practice.people.models import Involvement, Person
from righthelp.practice.people.writing import Sentences, locked, writing
from righthelp.practice.workforce.models import Absence, AbsenceKind, Allocation, Worker

By = Worker | Account
LONGEST = timedelta(days=2 * 366)

_AT_ONCE: Sentences = {
    "allocation_one_primary": (
        "worker",
        "Somebody else has just allocated this child. Open the record again to see to whom; nothing was changed.",
    ),
    "allocation_ends_after_start": ("worker", "This was allocated a moment ago. Open the record again to see to whom."),
}


def _account(by: By) -> Account | None:
    return by.account if isinstance(by, Worker) else by


def allocated(*, child: int, worker: int, by: By, now: datetime, reason: str = "") -> Allocation:
    """``worker`` holds the child's work from now on; whoever held it before hands over in the same act."""
    with writing(_account(by), _AT_ONCE):
        locked(child)
        return _handed_to(child, _at_work(worker, now), reason, now)


def handed_over(*, children: Sequence[int], worker: int, by: By, now: datetime, reason: str = "") -> list[Allocation]:
    """Several children pass to ``worker`` in one act: all of them, or (refused) none."""
    if not children:
        raise Refused("children", "Choose at least one child to hand over.")
    with writing(_account(by), _AT_ONCE):
        receiver = _at_work(worker, now)
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
    with writing(_account(by)):
        locked(child)
        helper = _at_work(worker, now)
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
    with writing(_account(by), _AT_ONCE):
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


def absent(
    *, worker: int, kind: str, starts: date, last_day: date, by: By, now: datetime, cover: int | None = None
) -> Absence:
    """``worker`` is away from ``starts`` to ``last_day``, both included; ``cover`` answers for their work meanwhile.

    That the missing team will then be too few to offer every interview is for that area to notice: it reads absences.
    """
    if kind not in AbsenceKind.values:
        raise Refused("kind", "Choose one of the answers in the list.")
    if last_day < starts:
        raise Refused("last_day", "The last day away cannot be before the first.")
    if last_day - starts > LONGEST:
        raise Refused("last_day", "This is longer than two years. Check the year.")
    ends = last_day + timedelta(days=1)
    with writing(_account(by)):
        away = _worker(worker, "worker")
        overlap = Absence.objects.filter(worker=away, starts__lt=ends, ends__gt=starts).order_by("starts").first()
        if overlap:
            raise Refused(
                "starts",
                f"An absence from {say_date(overlap.starts)} to {say_date(overlap.ends - timedelta(days=1))} "
                "is recorded already. Choose days outside it.",
            )
        if away.ends and ends > away.ends:
            raise Refused("last_day", f"{away.name}'s last day at work is {say_date(away.ends - timedelta(days=1))}.")
        if cover is not None:
            _can_cover(cover, away, starts, ends)
        return Absence.objects.create(worker=away, kind=kind, starts=starts, ends=ends, cover_id=cover)


def _can_cover(cover: int, away: Worker, starts: date, ends: date) -> None:
    if cover == away.pk:
        raise Refused("cover", "Choose somebody else: nobody covers for themselves.")
    colleague = _worker(cover, "cover")
    if colleague.starts > starts or (colleague.ends and colleague.ends < ends):
        raise Refused("cover", f"{colleague.name} does not work here on all of those days.")
    also = Absence.objects.filter(worker=colleague, starts__lt=ends, ends__gt=starts).order_by("starts").first()
    if also:
        raise Refused("cover", f"{colleague.name} is away too, from {say_date(also.starts)}. Choose somebody else.")


def covered(*, absence: int, cover: int, by: By, now: datetime) -> Absence:
    """``cover`` answers for the work of somebody who is away, in place of whoever was named before."""
    with writing(_account(by)):
        held = _absence(absence)
        if held.ends <= local_date(now):
            raise Refused("cover", "This absence is over.")
        _can_cover(cover, held.worker, held.starts, held.ends)
        held.cover_id = cover
        held.save(update_fields=["cover"])
        return held


def returned_early(*, absence: int, back_on: date, by: By, now: datetime) -> Absence:
    """The worker is back at work on ``back_on``, before the absence was to end."""
    with writing(_account(by)):
        held = _absence(absence)
        if not held.starts < back_on:
            raise Refused("back_on", f"The absence begins on {say_date(held.starts)}; enter a later day.")
        if back_on >= held.ends:
            raise Refused("back_on", f"They were to be back on {say_date(held.ends)} anyway; enter an earlier day.")
        held.ends = back_on
        held.save(update_fields=["ends"])
        return held


def _absence(absence: int) -> Absence:
    held = Absence.objects.select_for_update(of=("self",)).select_related("worker").filter(pk=absence).first()
    if held is None:
        raise Refused("absence", "This absence is no longer there. Open the team's page again.")
    return held


def _worker(worker: int, field: str) -> Worker:
    """The worker, locked, so that two absences recorded at once take turns."""
    held = Worker.objects.select_for_update().filter(pk=worker).first()
    if held is None:
        raise Refused(field, "This worker is no longer there. Choose again.")
    return held


def _at_work(worker: int, now: datetime) -> Worker:
    """Somebody who may be given work: they have started and not left. Somebody on leave may: they are covered."""
    held = Worker.objects.filter(pk=worker).first()
    today = local_date(now)
    if held is None:
        raise Refused("worker", "This worker is no longer there. Choose again.")
    if held.starts > today or (held.ends and held.ends <= today):
        raise Refused("worker", f"{held.name} does not work here today. Choose somebody else.")
    return held
