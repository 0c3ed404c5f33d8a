"""The verbs of the duty rota: planned, taken, given up, swapped; and the note that one shift leaves the next."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import Sentences, take_turns, writing
from righthelp.practice.workforce.models import (
    Absence,
    HandoverNote,
    HandoverRead,
    Rota,
    Shift,
    Worker,
    WorkingPattern,
)
from righthelp.practice.workforce.queries_rota import eligible
from righthelp.practice.workforce.record_base import By, account_of
from righthelp.practice.workforce.rota_hours import monday_of, stretches

FAIR_OVER = timedelta(days=28)
MOST_WEEKS = 8

_AT_ONCE: Sentences = {
    "shift_worker_in_one_place": ("worker", "They are on another shift at that time. Choose somebody else."),
    "shift_place_once": ("monday", "Somebody has just planned this week. Open the rota again."),
}


def rota_planned(*, rota: int, monday: date, by: By, now: datetime, weeks: int = 1, fill: bool = True) -> list[Shift]:
    """The shifts of whole weeks, each with a place for everybody needed. What is planned already stays as it is.

    With ``fill`` the places go round among those who can: whoever was on duty least in the last four weeks comes first.
    What nobody can take stays a gap.
    """
    if monday != monday_of(monday):
        raise Refused("monday", "A week of the rota begins on a Monday.")
    if not 1 <= weeks <= MOST_WEEKS:
        raise Refused("weeks", f"Plan from one to {MOST_WEEKS} weeks at a time.")
    if monday + timedelta(days=7) <= local_date(now):
        raise Refused("monday", "This week is over. Choose a week to come.")
    with writing(account_of(by), _AT_ONCE):
        held = _rota(rota)
        take_turns(f"rota {rota}")
        last = monday + timedelta(weeks=weeks)
        made = []
        for offset in range((last - monday).days):
            for stretch in stretches(held.hours, monday + timedelta(days=offset)):
                there = set(Shift.objects.filter(rota=held, starts=stretch.starts).values_list("place", flat=True))
                for place in range(1, held.needed + 1):
                    if place not in there:
                        shift = Shift(
                            rota=held, kind=stretch.kind, place=place, starts=stretch.starts, ends=stretch.ends
                        )
                        made.append(shift)
        if fill:
            _filled(held, made)
        return Shift.objects.bulk_create(made)


def _filled(rota: Rota, shifts: list[Shift]) -> None:
    if not shifts:
        return
    first, last = shifts[0].starts, max(shift.ends for shift in shifts)
    people = eligible(rota, local_date(first))
    ids = [worker.pk for worker in people]
    busy: dict[int, list[tuple[datetime, datetime]]] = {pk: [] for pk in ids}
    turns: Counter[int] = Counter()
    for worker, starts, ends in Shift.objects.filter(
        worker_id__in=ids, ends__gt=first - FAIR_OVER, starts__lt=last
    ).values_list("worker_id", "starts", "ends"):
        if worker is not None:
            busy[worker].append((starts, ends))
            turns[worker] += 1
    away = list(
        Absence.objects.filter(worker_id__in=ids, ends__gt=local_date(first), starts__lte=local_date(last)).values_list(
            "worker_id", "starts", "ends"
        )
    )
    days_off = _days_worked(ids, local_date(first))
    last_days = {worker.pk: worker.ends or date.max for worker in people}
    names = {worker.pk: worker.name for worker in people}
    for shift in shifts:
        day, morrow = local_date(shift.starts), local_date(shift.ends)
        free = [
            pk
            for pk in ids
            if not any(starts < shift.ends and ends > shift.starts for starts, ends in busy[pk])
            and not any(who == pk and starts <= morrow and ends > day for who, starts, ends in away)
            and (rota.hours == "out-of-hours" or day.isoweekday() in days_off.get(pk, {1, 2, 3, 4, 5}))
            and last_days[pk] > morrow
        ]
        if not free:
            continue
        chosen = min(free, key=lambda pk: (turns[pk], _rest(busy[pk], shift.starts), names[pk]))
        shift.worker_id = chosen
        turns[chosen] += 1
        busy[chosen].append((shift.starts, shift.ends))


def _rest(spans: list[tuple[datetime, datetime]], starts: datetime) -> float:
    """The less rest before a shift, the later in turn: minus the hours since the last one, at most a week."""
    before = [ends for _, ends in spans if ends <= starts]
    return -min(168.0, (starts - max(before)).total_seconds() / 3600) if before else -168.0


def _days_worked(workers: list[int], day: date) -> dict[int, set[int]]:
    rows = WorkingPattern.objects.filter(Q(ends__isnull=True) | Q(ends__gt=day), worker_id__in=workers, starts__lte=day)
    return {row.worker_id: set(row.days) for row in rows}


def shift_taken(*, shift: int, worker: int | None, by: By, now: datetime) -> Shift:
    """``worker`` is on this shift, in place of whoever was; None leaves a gap that the rota shows."""
    with writing(account_of(by), _AT_ONCE):
        held = _shift(shift, now)
        if worker is not None:
            _can_be_there(held, worker)
        held.worker_id = worker
        held.save(update_fields=["worker"])
        return held


def shifts_swapped(*, shift: int, other: int, by: By, now: datetime) -> tuple[Shift, Shift]:
    """Two people change places: each is on the other's shift."""
    with writing(account_of(by), _AT_ONCE):
        first, second = (_shift(pk, now) for pk in sorted((shift, other)))
        if first.pk == second.pk or first.rota_id != second.rota_id:
            raise Refused("other", "Choose another shift of the same rota.")
        if first.worker_id is None or second.worker_id is None:
            raise Refused("other", "Nobody is on one of these shifts. Name somebody for it instead.")
        if first.worker_id == second.worker_id:
            raise Refused("other", "The same person is on both.")
        one, two = first.worker_id, second.worker_id
        _can_be_there(first, two, but_for=second.pk)
        _can_be_there(second, one, but_for=first.pk)
        Shift.objects.filter(pk__in=(first.pk, second.pk)).update(worker=None)
        for held, worker in ((first, two), (second, one)):
            held.worker_id = worker
            held.save(update_fields=["worker"])
        return first, second


def handed_on(*, rota: int, text: str, by: Account, now: datetime, shift: int | None = None) -> HandoverNote:
    """The shift that ends leaves a note for the next."""
    said = text.strip()
    if not said:
        raise Refused("text", "Write what the next shift must know.")
    if len(said) > 4000:
        raise Refused("text", f"Make this shorter: at most 4,000 characters; it has {len(said)}.")
    with writing(by):
        held = _rota(rota)
        if shift is not None and not Shift.objects.filter(pk=shift, rota=held).exists():
            raise Refused("text", "This shift is no longer on the rota. Open the rota again; your text is kept.")
        return HandoverNote.objects.create(rota=held, shift_id=shift, text=said, written=now, written_by=by)


def handover_read(*, note: int, by: Account, now: datetime) -> HandoverRead:
    """Somebody has read the note; the second time changes nothing."""
    with writing(by):
        if not HandoverNote.objects.filter(pk=note).exists():
            raise Refused("note", "This note is no longer there. Open the rota again.")
        return HandoverRead.objects.get_or_create(note_id=note, account=by, defaults={"at": now})[0]


def _can_be_there(shift: Shift, worker: int, *, but_for: int | None = None) -> None:
    """Refuse somebody who does not work here then, is away, or is on another shift."""
    held = Worker.objects.select_for_update(of=("self",)).filter(pk=worker).first()
    if held is None:
        raise Refused("worker", "This worker is no longer there. Choose again.")
    day, morrow = local_date(shift.starts), local_date(shift.ends)
    if held.starts > day or (held.ends and held.ends <= morrow):
        raise Refused("worker", f"{held.name} does not work here then. Choose somebody else.")
    if Absence.objects.filter(worker=held, starts__lte=morrow, ends__gt=day).exists():
        raise Refused("worker", f"{held.name} is away then. Choose somebody else.")
    clash = (
        Shift.objects.filter(worker=held, starts__lt=shift.ends, ends__gt=shift.starts)
        .exclude(pk__in=[pk for pk in (shift.pk, but_for) if pk is not None])
        .select_related("rota")
        .first()
    )
    if clash:
        raise Refused(
            "worker", f"{held.name} is on {clash.rota.name} from {say_moment(clash.starts)}. Choose somebody else."
        )


def _shift(shift: int, now: datetime) -> Shift:
    held = Shift.objects.select_for_update().filter(pk=shift).first()
    if held is None:
        raise Refused("shift", "This shift is no longer there. Open the rota again.")
    if held.ends <= now:
        raise Refused("worker", "This shift is over. Who was on it stays as it was.")
    return held


def _rota(rota: int) -> Rota:
    held = Rota.objects.filter(pk=rota).first()
    if held is None:
        raise Refused("rota", "This rota is no longer there. Open the list of rotas again.")
    return held
