"""The verbs that write who is away. Who works with whom is written in ``record_allocation``."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import Sentences, writing
from righthelp.practice.workforce.models import Absence, AbsenceKind, Worker
from righthelp.practice.workforce.record_allocation import (
    allocated,
    co_worked,
    deallocated,
    demand_ended,
    demanded,
    handed_over,
    undone,
)
from righthelp.practice.workforce.record_base import By, account_of
from righthelp.practice.workforce.record_reallocation import Passing, handover_read, reallocated, taken_back

LONGEST = timedelta(days=2 * 366)

AWAY_ONCE: Sentences = {
    "absence_one_at_a_time": ("starts", "An absence in those days has just been recorded. Open the team’s page again.")
}
"""Nobody is away twice on one day: what the slower of two is told."""


def absent(
    *, worker: int, kind: str, starts: date, last_day: date, by: By, now: datetime, cover: int | None = None,
    expected: bool = False,
) -> Absence:  # fmt: skip
    """``worker`` is away from ``starts`` to ``last_day``, both included; ``cover`` answers for their work meanwhile.

    ``expected``: the last day is only what is expected so far. Shifts that they were down for show as gaps.
    That the missing team will then be too few to offer every interview is for that area to notice: it reads absences.
    """
    if kind not in AbsenceKind.values:
        raise Refused("kind", "Choose one of the answers in the list.")
    if last_day < starts:
        raise Refused("last_day", "The last day away cannot be before the first.")
    if last_day - starts > LONGEST:
        raise Refused("last_day", "This is longer than two years. Check the year.")
    ends = last_day + timedelta(days=1)
    with writing(account_of(by), AWAY_ONCE):
        away = locked_worker(worker, "worker")
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
            can_cover(cover, away, starts, ends)
        return Absence.objects.create(
            worker=away,
            kind=kind,
            starts=starts,
            ends=ends,
            cover_id=cover,
            expected=expected,
            recorded=now,
            recorded_by=account_of(by),
        )


def can_cover(cover: int, away: Worker, starts: date, ends: date) -> None:
    """Refuse somebody who cannot answer for ``away``’s work on all of these days. Locks them until the end."""
    if cover == away.pk:
        raise Refused("cover", "Choose somebody else: nobody covers for themselves.")
    colleague = locked_worker(cover, "cover")
    if colleague.starts > starts or (colleague.ends and colleague.ends < ends):
        raise Refused("cover", f"{colleague.name} does not work here on all of those days.")
    also = Absence.objects.filter(worker=colleague, starts__lt=ends, ends__gt=starts).order_by("starts").first()
    if also:
        raise Refused("cover", f"{colleague.name} is away too, from {say_date(also.starts)}. Choose somebody else.")


def covered(*, absence: int, cover: int, by: By, now: datetime) -> Absence:
    """``cover`` answers for the work of somebody who is away, in place of whoever was named before."""
    with writing(account_of(by)):
        held = _absence(absence)
        if held.ends <= local_date(now):
            raise Refused("cover", "This absence is over.")
        can_cover(cover, held.worker, held.starts, held.ends)
        held.cover_id = cover
        held.save(update_fields=["cover"])
        return held


def returned_early(*, absence: int, back_on: date, by: By, now: datetime) -> Absence:
    """The worker is back at work on ``back_on``, before the absence was to end."""
    with writing(account_of(by)):
        held = _absence(absence)
        if not held.starts < back_on:
            raise Refused("back_on", f"The absence begins on {say_date(held.starts)}; enter a later day.")
        if back_on >= held.ends:
            raise Refused("back_on", f"They were to be back on {say_date(held.ends)} anyway; enter an earlier day.")
        held.ends = back_on
        held.save(update_fields=["ends"])
        return held


def still_away(*, absence: int, last_day: date, by: By, now: datetime, expected: bool = True) -> Absence:
    """The absence lasts longer than was thought: until ``last_day``, included."""
    ends = last_day + timedelta(days=1)
    with writing(account_of(by), {"absence_one_at_a_time": ("last_day", AWAY_ONCE["absence_one_at_a_time"][1])}):
        held = _absence(absence)
        if ends <= held.ends:
            raise Refused(
                "last_day", f"The last day recorded is {say_date(held.ends - timedelta(days=1))}. Enter a later."
            )
        if ends - held.starts > LONGEST:
            raise Refused("last_day", "This is longer than two years. Check the year.")
        after = Absence.objects.filter(worker=held.worker, starts__lt=ends, ends__gt=held.ends).exclude(pk=held.pk)
        if after.exists():
            raise Refused("last_day", "Another absence is recorded in those days. Choose a day before it.")
        held.ends, held.expected = ends, expected
        held.save(update_fields=["ends", "expected"])
        return held


def talked_on_return(*, absence: int, day: date, by: By, now: datetime) -> Absence:
    """The conversation on coming back from sickness was held on a day. What was said is not kept."""
    with writing(account_of(by)):
        held = _absence(absence)
        if held.kind != AbsenceKind.SICKNESS:
            raise Refused("day", "This conversation is held after sickness only.")
        if day < held.ends or day > local_date(now):
            raise Refused("day", f"Enter a day from {say_date(held.ends)}, the first day back, to today.")
        held.talked = day
        held.save(update_fields=["talked"])
        return held


def _absence(absence: int) -> Absence:
    """The absence, locked; the worker is read after the wait (decision 130)."""
    held = Absence.objects.select_for_update().filter(pk=absence).first()
    if held is None:
        raise Refused("absence", "This absence is no longer there. Open the team’s page again.")
    return held


def locked_worker(worker: int, field: str) -> Worker:
    """The worker, locked, so that two absences recorded at once take turns."""
    held = Worker.objects.select_for_update().filter(pk=worker).first()
    if held is None:
        raise Refused(field, "This worker is no longer there. Choose again.")
    return held


__all__ = [
    "AWAY_ONCE",
    "Passing",
    "absent",
    "allocated",
    "can_cover",
    "co_worked",
    "covered",
    "deallocated",
    "demand_ended",
    "demanded",
    "handed_over",
    "handover_read",
    "locked_worker",
    "reallocated",
    "returned_early",
    "still_away",
    "taken_back",
    "talked_on_return",
    "undone",
]
