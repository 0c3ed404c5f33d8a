"""The verbs of leave: asked for, changed, approved, declined, cancelled. An approval makes the absence, in one act."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import Sentences, one_of, optional, words, writing
from righthelp.practice.workforce import record
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Absence, LeaveKind, LeaveRequest, LeaveState, Worker
from righthelp.practice.workforce.queries_leave import begun, decides_for

FURTHEST = timedelta(days=2 * 366)

_AT_ONCE: Sentences = {
    "leave_asked_once": ("starts", "You have asked for some of these days already. Open that request and change it."),
    **record.AWAY_ONCE,
}


def asked(
    *, kind: str, starts: date, last_day: date, by: Account, now: datetime, cover: int | None = None, note: str = "",
    instead_of: int | None = None,
) -> LeaveRequest:  # fmt: skip
    """``by`` asks for leave from ``starts`` to ``last_day``, both included.

    ``instead_of``: an approved request of theirs that these days would replace; it stands until the manager says yes.
    """
    with writing(by, _AT_ONCE):
        worker = record.locked_worker(worker_of(by).pk, "starts")
        former = _own(instead_of, by) if instead_of is not None else None
        if former is not None:
            if former.state != LeaveState.APPROVED:
                raise Refused("", "Only leave that was approved is asked for anew. Change the request itself.")
            if begun(former, now):
                raise Refused("starts", "This leave has begun. Your manager can record an early return.")
            if LeaveRequest.objects.filter(instead_of=former, state=LeaveState.ASKED).exists():
                raise Refused("", "You have asked to change this already. Open that request.")
        _possible(worker, kind, starts, last_day, cover, now, but=former.absence_id if former else None)
        return LeaveRequest.objects.create(
            worker=worker,
            kind=kind,
            starts=starts,
            ends=last_day + timedelta(days=1),
            cover_id=cover,
            note=optional("note", note, 300),
            asked=now,
            asked_by=by,
            instead_of=former,
        )


def changed(
    *, request: int, kind: str, starts: date, last_day: date, by: Account, now: datetime, cover: int | None = None,
    note: str = "",
) -> LeaveRequest:  # fmt: skip
    """Whoever asked changes what they asked for, while nobody has answered."""
    with writing(by, _AT_ONCE):
        worker = record.locked_worker(worker_of(by).pk, "starts")
        held = _own(request, by)
        _unanswered(held)
        former = LeaveRequest.objects.filter(pk=held.instead_of_id).first() if held.instead_of_id else None
        _possible(worker, kind, starts, last_day, cover, now, but=former.absence_id if former else None)
        held.kind, held.starts, held.ends = kind, starts, last_day + timedelta(days=1)
        held.cover_id, held.note, held.asked = cover, optional("note", note, 300), now
        held.version += 1
        held.save(update_fields=["kind", "starts", "ends", "cover", "note", "asked", "version"])
        return held


def approved(
    *, request: int, version: int, by: Account, now: datetime, cover: int | None = None, reason: str = ""
) -> LeaveRequest:
    """The manager says yes to what they saw (``version``), and names who covers. From now on it is an absence."""
    with writing(by, _AT_ONCE):
        worker = _worker_of(request)
        held = _locked(request)
        _answers(held, worker, by)
        if held.version != version:
            raise Refused("", f"{worker.name} has changed the days since you opened this. Look again, then answer.")
        last_day = held.ends - timedelta(days=1)
        former = _locked(held.instead_of_id) if held.instead_of_id else None
        if former is not None and former.state == LeaveState.APPROVED and former.absence_id:
            absence = _moved(former, held, worker, cover, now)
            former.state, former.absence = LeaveState.CANCELLED, None
            former.decided, former.decided_by, former.reason = now, by, "Other days were approved instead."
            former.save(update_fields=["state", "absence", "decided", "decided_by", "reason"])
        else:
            absence = record.absent(
                worker=worker.pk, kind=held.kind, starts=held.starts, last_day=last_day, cover=cover, by=by, now=now
            )
        return _answered(held, LeaveState.APPROVED, optional("reason", reason, 300), by, now, absence)


def declined(*, request: int, reason: str, by: Account, now: datetime) -> LeaveRequest:
    """The manager says no, and why. What was approved before stands."""
    why = words("reason", reason, 300, "Say why not, for whoever asked.")
    with writing(by):
        worker = _worker_of(request)
        held = _locked(request)
        _answers(held, worker, by)
        return _answered(held, LeaveState.DECLINED, why, by, now)


def cancelled(*, request: int, by: Account, now: datetime, why: str = "") -> LeaveRequest:
    """Whoever asked, or whoever answers, takes it back. An approved absence that has not begun goes with it."""
    with writing(by):
        worker = _worker_of(request)
        held = _locked(request)
        if worker_of(by).pk != worker.pk and not decides_for(by, worker):
            raise Refused("", f"{worker.name} asked for this; they or their manager can cancel it.")
        if held.state not in (LeaveState.ASKED, LeaveState.APPROVED):
            raise Refused("", "This has been settled already. Open the list again to see how.")
        if begun(held, now):
            raise Refused("", "This leave has begun: record an early return on the absence instead.")
        absence = held.absence
        made = _answered(held, LeaveState.CANCELLED, optional("why", why, 300), by, now)
        if absence is not None:
            absence.delete()
        return made


def _possible(
    worker: Worker, kind: str, starts: date, last_day: date, cover: int | None, now: datetime, *, but: int | None
) -> None:
    """Refuse days that cannot be: over, too far away, after the last day at work, or away already."""
    one_of("kind", kind, LeaveKind.values)
    today, ends = local_date(now), last_day + timedelta(days=1)
    if last_day < starts:
        raise Refused("last_day", "The last day away cannot be before the first.")
    if starts < today:
        raise Refused("starts", "This day is past. If you were ill, your manager records it.")
    if last_day - today > FURTHEST:
        raise Refused("last_day", "This is more than two years away. Check the year.")
    if worker.ends and ends > worker.ends:
        raise Refused("last_day", f"Your last day at work is {say_date(worker.ends - timedelta(days=1))}.")
    rows = Absence.objects.filter(worker=worker, starts__lt=ends, ends__gt=starts).exclude(pk=but or 0)
    overlap = rows.order_by("starts").first()
    if overlap:
        last = say_date(overlap.ends - timedelta(days=1))
        raise Refused("starts", f"You are away already from {say_date(overlap.starts)} to {last}. Choose other days.")
    if cover is not None:
        record.can_cover(cover, worker, starts, ends)


def _moved(former: LeaveRequest, held: LeaveRequest, worker: Worker, cover: int | None, now: datetime) -> Absence:
    """The absence of an approved request, on the days that replace it: one fact, whose history shows both."""
    absence = Absence.objects.select_for_update().get(pk=former.absence_id or 0)
    if absence.starts <= local_date(now):
        raise Refused("", "The leave that this would change has begun. Decline it, and record an early return.")
    if cover is not None:
        record.can_cover(cover, worker, held.starts, held.ends)
    absence.kind, absence.starts, absence.ends, absence.cover_id = held.kind, held.starts, held.ends, cover
    absence.save(update_fields=["kind", "starts", "ends", "cover"])
    return absence


def _answered(
    held: LeaveRequest, state: LeaveState, reason: str, by: Account, now: datetime, absence: Absence | None = None
) -> LeaveRequest:
    held.state, held.reason, held.decided, held.decided_by, held.absence = state, reason, now, by, absence
    held.save(update_fields=["state", "reason", "decided", "decided_by", "absence"])
    return held


def _worker_of(request: int) -> Worker:
    """Whoever asked, locked before the request: the order in which every verb of absence locks."""
    pk = LeaveRequest.objects.filter(pk=request).values_list("worker_id", flat=True).first()
    if pk is None:
        raise Refused("", "This request is no longer there. Open the list again.")
    return record.locked_worker(pk, "")


def _locked(request: int) -> LeaveRequest:
    return LeaveRequest.objects.select_for_update().get(pk=request)


def _own(request: int, by: Account) -> LeaveRequest:
    held = LeaveRequest.objects.select_for_update().filter(pk=request, worker=worker_of(by)).first()
    if held is None:
        raise Refused("", "This is not a request of yours.")
    return held


def _unanswered(held: LeaveRequest) -> None:
    if held.state != LeaveState.ASKED:
        raise Refused("", "This has been answered in the meantime. Open it again to see how.")


def _answers(held: LeaveRequest, worker: Worker, by: Account) -> None:
    if not decides_for(by, worker):
        raise Refused("", f"Whoever leads {worker.name}’s team answers this.")
    _unanswered(held)
