"""The verbs of short breaks: a series begun, stays planned and over, reviewed, ended; what was a mistake."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import InCare
from righthelp.practice.care.record_back import row_back, standing
from righthelp.practice.care.record_homes import open_home
from righthelp.practice.matching import breaks, journey
from righthelp.practice.matching.codes_breaks import BreakLaw
from righthelp.practice.matching.models_breaks import BreakSeries, BreakStay
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "break_series_one_at_a_time": ("starts", "A series of short breaks runs on that day already. End it first."),
    "break_series_ends_after_start": ("ends", "It runs for a day at least. Enter a later day."),
    "break_stay_one_at_a_time": ("starts", "The child has another short break on one of these nights."),
    "break_stay_has_a_night": ("ends", "The child goes home on a later day than they come."),
}
AHEAD: Final = timedelta(days=366)


def breaks_begun(
    *, child: int, law: str, home: int, plan: str, agreed: str, starts: date, by: Account, now: datetime
) -> BreakSeries:
    """A child who lives at home is to have short breaks in one place, under one plan.

    Raises ``Refused`` for a child in care: they live somewhere else by another law.
    """
    writer = worker_of(by)
    one_of("law", law, BreakLaw.values)
    if starts > local_date(now) + AHEAD:
        raise Refused("starts", "This is more than a year ahead. Check the year.")
    with writing(by, SENTENCES):
        locked(child)
        _not_in_care(child, starts, starts + timedelta(days=1))
        made = BreakSeries.objects.create(
            child_id=child, law=law, home=open_home(home), starts=starts, recorded=now, recorded_by=writer,
            plan=text("plan", plan, "Write the plan of the short breaks."),
            agreed=words("agreed", agreed, 200, "Write which parent agreed, and when."),
        )  # fmt: skip
        return _settled(made, now)


def _not_in_care(child: int, starts: date, ends: date) -> None:
    rows = InCare.objects.filter(child_id=child, starts__lt=ends).exclude(ends__lte=starts)
    if rows.exists():
        raise Refused("starts", "The child is in care on that day: this is no short break.")


def _settled(series: BreakSeries, now: datetime) -> BreakSeries:
    settle(journey.HomeBreaks, [series.pk], now)
    return series


def _running(series: int) -> BreakSeries:
    found = standing(BreakSeries, series)
    if found.ends is not None:
        raise Refused("", f"The short breaks ended on {say_date(found.ends)}.")
    return found


def _counted(child: int, but: int = 0) -> list[breaks.Stay]:
    rows = BreakStay.objects.filter(child_id=child, withdrawn__isnull=True).exclude(pk=but)
    return list(rows.values_list("starts", "ends"))


def break_planned(*, series: int, starts: date, ends: date, by: Account, now: datetime) -> BreakStay:
    """A stay is planned, until the day of going home.

    Raises ``Refused`` beyond 17 nights in one stay or 75 in any twelve months (regulation 48): a child who is away for
    longer is looked after in the ordinary way.
    """
    writer = worker_of(by)
    if starts > local_date(now) + AHEAD:
        raise Refused("starts", "This is more than a year ahead. Check the year.")
    if (ends - starts).days > breaks.LONGEST:
        raise Refused("ends", f"A short break has {breaks.LONGEST} nights at most. Choose an earlier day.")
    with writing(by, SENTENCES):
        held = _running(series)
        if starts < held.starts:
            raise Refused("starts", f"The short breaks begin on {say_date(held.starts)}. Check the date.")
        _not_in_care(held.child_id, starts, max(ends, starts + timedelta(days=1)))
        over = breaks.beyond([*_counted(held.child_id), (starts, ends)], breaks.year_before(starts))
        if over is not None:
            raise Refused(
                "ends",
                f"The night of {say_date(over)} would be the {breaks.A_YEAR + 1}th in twelve months. Beyond "
                f"{breaks.A_YEAR} the child is looked after in the ordinary way.",
            )
        return BreakStay.objects.create(
            child_id=held.child_id, series=held, planned_starts=starts, planned_ends=ends, starts=starts, ends=ends,
            recorded=now, recorded_by=writer,
        )  # fmt: skip


def break_over(
    *, stay: int, starts: date, ends: date, how: str, by: Account, now: datetime, child_says: str = ""
) -> BreakStay:
    """How a stay was, and which nights it really had. What happened is recorded even beyond the limits: the page then
    says so."""
    worker_of(by)
    recent("starts", starts, now)
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        found = standing(BreakStay, stay)
        found.starts, found.ends, found.over = starts, ends, True
        found.how = text("how", how, "Write how the child was.")
        found.child_says = text("child_says", child_says, "")
        found.save(update_fields=["starts", "ends", "over", "how", "child_says"])
        return found


def breaks_reviewed(*, series: int, on: date, says: str, by: Account, now: datetime) -> BreakSeries:
    """The short breaks were reviewed for the first time."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = standing(BreakSeries, series)
        if on < held.starts or (held.ends is not None and on > held.ends):
            raise Refused("on", "The short breaks did not run on that day. Check the date.")
        held.reviewed, held.review_says = on, text("says", says, "Write what the review said.")
        held.save(update_fields=["reviewed", "review_says"])
        return _settled(held, now)


def breaks_ended(*, series: int, ends: date, why: str, by: Account, now: datetime) -> BreakSeries:
    """The series ends. Raises ``Refused`` while a stay is planned for later."""
    worker_of(by)
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        held = _running(series)
        later = held.stays.filter(withdrawn__isnull=True, ends__gt=ends).order_by("starts").first()
        if later is not None:
            raise Refused("ends", f"A stay from {say_date(later.starts)} is planned. Take it back first.")
        held.ends, held.ended_why = ends, text("why", why, "Write why they end.")
        held.save(update_fields=["ends", "ended_why"])
        return _settled(held, now)


def series_taken_back(series: int, why: str, now: datetime) -> BreakSeries:
    """A series was recorded by mistake. In the caller's transaction."""
    found = row_back(BreakSeries, series, why, now)  # the child is locked from here on
    if found.stays.filter(withdrawn__isnull=True).exists():
        raise Refused("", "There are stays in it. Take those back first.")
    if found.ends is None:  # its first review is not waited for any more
        found.ends = max(local_date(now), found.starts + timedelta(days=1))
        found.ended_why = found.withdrawn_why
        found.save(update_fields=["ends", "ended_why"])
    return _settled(found, now)


__all__ = [
    "SENTENCES",
    "break_over",
    "break_planned",
    "breaks_begun",
    "breaks_ended",
    "breaks_reviewed",
    "series_taken_back",
]
