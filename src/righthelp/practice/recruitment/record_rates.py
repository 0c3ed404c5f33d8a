"""The verbs of money: caps, day rates of agency staff and who agreed to those above a cap; pay points, others' pay."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import Sentences, optional, words, writing
from righthelp.practice.recruitment.models_money import Booking, MarketPay, PayPoint, RateCap
from righthelp.practice.recruitment.queries_rates import cap_on
from righthelp.practice.workforce.models import Basis, Holding
from righthelp.practice.workforce.record_base import By, account_of
from righthelp.practice.workforce.titles import TITLES

GRADES: Final = tuple(sorted({title.grade for title in TITLES}))

_AT_ONCE: Final[Sentences] = {
    "booking_one_at_a_time": ("starts", "A rate for some of these days is recorded or asked for already."),
    "booking_within_holding": ("starts", "They hold the post through the agency on other days. Check the days."),
    "booking_above_cap_approved": ("reason", "Above the cap a reason and somebody else’s yes are needed."),
    "booking_ends_after_start": ("last_day", "The last day is before the first."),
    "cap_one_at_a_time": ("starts", "A cap for this grade from that day or later is recorded already."),
    "pay_one_at_a_time": ("starts", "This point of the grade has a figure from that day or later already."),
    "market_figure_once": ("on", "This authority’s figure for the grade and day is recorded already."),
}


def booked(
    *, holding: int, day_rate: int, starts: date, by: By, now: datetime, last_day: date | None = None, reason: str = ""
) -> Booking:
    """What an agency charges for a day of somebody who holds a post through it, in pence.

    Within the cap of the first day it is agreed at once. Above it, or where the grade has no cap, it needs a reason,
    and waits until somebody else says yes: it is spent money only from then on.
    """
    account = account_of(by)
    if account is None:
        raise Refused("", "Only somebody with an account can ask for this.")
    if not 0 < day_rate < 500_000:
        raise Refused("day_rate", "Enter the rate of one day in pounds, like 287.50.")
    with writing(account, _AT_ONCE):
        held = Holding.objects.select_for_update(of=("self",)).select_related("post").filter(pk=holding).first()
        if held is None or held.basis != Basis.AGENCY:
            raise Refused("holding", "Choose somebody who holds a post through an agency.")
        ends = last_day + timedelta(days=1) if last_day else held.ends
        if starts < held.starts or (held.ends and (ends is None or ends > held.ends)):
            raise Refused(*_AT_ONCE["booking_within_holding"])
        cap = cap_on(held.post.grade, starts)
        why = optional("reason", reason, 300)
        within = cap is not None and day_rate <= cap
        if not within and not why:
            what = "There is no cap for this grade" if cap is None else "This is above the region’s cap"
            raise Refused("reason", f"{what}. Say why it is needed; somebody else then decides.")
        return Booking.objects.create(
            holding=held,
            day_rate=day_rate,
            starts=starts,
            ends=ends,
            reason=why,
            requested=now,
            requested_by=account,
            agreed=now if within else None,
        )


def approved(*, booking: int, by: By, now: datetime) -> Booking:
    """Somebody other than who asked says yes to a rate above the cap."""
    with writing(account_of(by), _AT_ONCE):
        held = _waiting(booking, by)
        held.agreed, held.approved_by = now, account_of(by)
        held.save(update_fields=["agreed", "approved_by"])
        return held


def refused(*, booking: int, why: str, by: By, now: datetime) -> Booking:
    """Somebody other than who asked says no, and why."""
    said = words("why", why, 300, "Say why not.")
    with writing(account_of(by)):
        held = _waiting(booking, by)
        held.refused, held.refused_why = now, said
        held.save(update_fields=["refused", "refused_why"])
        return held


def _waiting(booking: int, by: By) -> Booking:
    held = Booking.objects.select_for_update(of=("self",)).filter(pk=booking).first()
    if held is None:
        raise Refused("", "This is no longer there. Open the list again.")
    if held.agreed or held.refused:
        raise Refused("", "This is decided already. Open the list again.")
    account = account_of(by)
    if account is None or held.requested_by_id == account.pk:
        raise Refused("", "Nobody decides on what they asked for themselves. Ask a colleague.")
    return held


def cap_set(*, grade: str, day_rate: int, source: str, starts: date, by: By, now: datetime) -> RateCap:
    """The region agreed on a cap for a grade from a day; the one before ends with the day before."""
    _grade(grade)
    if not 0 < day_rate < 500_000:
        raise Refused("day_rate", "Enter the cap for one day in pounds, like 287.50.")
    said = words("source", source, 200, "Say where the cap is written.")
    with writing(account_of(by), _AT_ONCE):
        for former in RateCap.objects.select_for_update().filter(grade=grade, ends__isnull=True, starts__lt=starts):
            former.ends = starts
            former.save(update_fields=["ends"])
        return RateCap.objects.create(grade=grade, day_rate=day_rate, source=said, starts=starts)


def pay_point_set(*, grade: str, point: int, annual: int, starts: date, by: By, now: datetime) -> PayPoint:
    """What a point of a grade pays in a year from a day; the figure before ends with the day before."""
    _grade(grade)
    _annual(annual)
    if not 1 <= point <= 99:
        raise Refused("point", "Enter the number of the point, from 1 to 99.")
    with writing(account_of(by), _AT_ONCE):
        running = PayPoint.objects.select_for_update().filter(grade=grade, point=point, ends__isnull=True)
        for former in running.filter(starts__lt=starts):
            former.ends = starts
            former.save(update_fields=["ends"])
        return PayPoint.objects.create(grade=grade, point=point, annual=annual, starts=starts)


def market_noted(*, grade: str, authority: str, annual: int, on: date, source: str, by: By, now: datetime) -> MarketPay:
    """Another authority pays so much a year at the top of the same work, as a source said on a day."""
    _grade(grade)
    _annual(annual)
    if on > local_date(now):
        raise Refused("on", f"{say_date(on)} is still to come. Enter the day of the source.")
    with writing(account_of(by), _AT_ONCE):
        return MarketPay.objects.create(
            grade=grade,
            authority=words("authority", authority, 80, "Enter the authority."),
            annual=annual,
            on=on,
            source=words("source", source, 200, "Say where the figure is from."),
        )


def _grade(grade: str) -> None:
    if grade not in GRADES:
        raise Refused("grade", "Choose a grade from the list.")


def _annual(annual: int) -> None:
    if not 1_000_000 <= annual <= 50_000_000:
        raise Refused("annual", "Enter the pay of a whole year in pounds, like 38,890.")
