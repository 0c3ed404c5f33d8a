"""The verbs of payments: amounts and levels from a day, a week's list prepared, and released by somebody else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.fostering.acting import serving
from righthelp.practice.fostering.codes import LEVELS, Rate
from righthelp.practice.fostering.models_pay import FeeLevel, PayLine, PayRun, WeeklyRate
from righthelp.practice.fostering.queries_pay import comes_to, owed_late
from righthelp.practice.fostering.record_household import household_held
from righthelp.practice.people.writing import Sentences, one_of, take_turns, writing

SENTENCES: Final[Sentences] = {
    "foster_rate_one_at_a_time": ("starts", "Another amount is set from that day or later."),
    "foster_rate_ends_after_start": ("starts", "The amount before it holds for a day at least. Enter a later day."),
    "foster_rate_positive": ("pence", "Enter an amount above nought."),
    "foster_level_one_at_a_time": ("starts", "Another level is recorded from that day or later."),
    "foster_level_ends_after_start": ("starts", "The level before it holds for a day at least. Enter a later day."),
    "foster_run_begins_on_monday": ("week", "Enter a Monday."),
    "foster_run_released_by_another": ("", "Nobody releases a list that they prepared. Ask a colleague."),
}
_TURN: Final = "foster payments"


def rate_set(*, what: str, pence: int, starts: date, by: Account, now: datetime) -> WeeklyRate:
    """From a day on an allowance, or the fee of a level, is so many pence a week; the amount before ends that day."""
    writer = serving(by)
    one_of("what", what, Rate.values)
    with writing(by, SENTENCES):
        take_turns(_TURN)
        WeeklyRate.objects.filter(what=what, ends__isnull=True, starts__lte=starts).update(ends=starts)
        return WeeklyRate.objects.create(what=what, pence=pence, starts=starts, decided_by=writer)


def level_set(*, household: int, level: str, starts: date, by: Account, now: datetime) -> FeeLevel:
    """From a day on the household's fee is of a level."""
    writer = serving(by)
    one_of("level", level, LEVELS)
    with writing(by, SENTENCES):
        found = household_held(household)
        if starts < found.approved:
            raise Refused("starts", f"They were approved on {say_date(found.approved)}. Enter that day or a later one.")
        FeeLevel.objects.filter(household=found, ends__isnull=True, starts__lte=starts).update(ends=starts)
        return FeeLevel.objects.create(household=found, level=level, starts=starts, decided_by=writer)


def run_prepared(*, week: date, by: Account, now: datetime) -> PayRun:
    """The list of a week is made from the stays, or made anew until it is released; with it goes what released weeks
    came to more or less than was paid for them. Refused while an amount or a birth date is missing."""
    writer = serving(by)
    if week.weekday() != 0 or week > local_date(now):
        raise Refused("week", "Enter a Monday that has come.")
    with writing(by, SENTENCES):
        take_turns(_TURN)
        run = PayRun.objects.select_for_update(of=("self",)).filter(week=week).first()
        if run is not None and run.released:
            raise Refused("week", "This list is released. What changes now is paid with the next one.")
        if PayRun.objects.filter(week__gt=week).exists():
            raise Refused("week", "A later list is prepared. What this week came to is paid with the next one.")
        if PayRun.objects.filter(week__lt=week, released__isnull=True).exists():
            raise Refused("week", "The list before is not released yet.")
        came = comes_to(week)
        if came.problems:
            raise Refused("week", " ".join(came.problems[:5]))
        if run is None:
            run = PayRun.objects.create(week=week, prepared=now, prepared_by=writer)
        else:
            run.prepared, run.prepared_by = now, writer
            run.save(update_fields=["prepared", "prepared_by"])
            run.lines.all().delete()
        PayLine.objects.bulk_create(_lines(run))
        return run


def _lines(run: PayRun) -> list[PayLine]:
    found = [
        PayLine(
            run=run, home_id=due.home, week=run.week, what=due.what, child_id=due.child, nights=due.nights,
            weekly=due.weekly, pence=due.pence,
        )
        for due in comes_to(run.week).dues
    ]  # fmt: skip
    for (week, home), pence in owed_late(run.week).items():
        found.append(PayLine(run=run, home_id=home, week=week, what="", nights=0, weekly=0, pence=pence))
    return found


def run_released(*, run: int, by: Account, now: datetime) -> PayRun:
    """Somebody who did not prepare the list releases it. Refused when the stays have changed since: what is paid is
    what was looked at."""
    writer = serving(by)
    with writing(by, SENTENCES):
        take_turns(_TURN)
        found = PayRun.objects.select_for_update(of=("self",)).filter(pk=run).first()
        if found is None or found.released:
            raise Refused("", "This list is released already, or no longer there.")
        if found.prepared_by_id == writer.pk:
            raise Refused(*SENTENCES["foster_run_released_by_another"])
        if _sums(_lines(found)) != _sums(list(found.lines.all())):
            raise Refused("", "Something has changed since the list was prepared. Prepare it again, and look again.")
        found.released, found.released_by = now, writer
        found.save(update_fields=["released", "released_by"])
        return found


def _sums(lines: list[PayLine]) -> list[tuple[object, ...]]:
    return sorted((each.home_id, each.week, each.what, each.child_id or 0, each.nights, each.pence) for each in lines)
