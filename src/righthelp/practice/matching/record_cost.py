"""The verbs of what a placement costs: agreed from a day; taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.record_back import row_back
from righthelp.practice.matching.models_cost import Cost
from righthelp.practice.matching.record_placed import placement_of
from righthelp.practice.people.writing import Sentences, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "placement_cost_one_at_a_time": ("starts", "Another cost holds from that day. Take it back first if it was wrong."),
    "placement_cost_ends_after_start": ("starts", "A cost holds for at least a day. Choose another day."),
    "placement_cost_is_something": ("care", "Enter what is paid by at least one of the three."),
    "placement_cost_says_what_was_agreed": ("agreed", "Write what was agreed, and with whom."),
}
AHEAD: Final = timedelta(days=366)
MOST: Final = 5_000_000
"""Pence a week that one funder may pay: fifty thousand pounds is a slip of the keys."""


def cost_agreed(
    *, stay: int, starts: date, care: int, agreed: str, by: Account, now: datetime, education: int = 0, health: int = 0
) -> Cost:
    """From a day on a placement costs so many pence a week, by who pays; the cost before it ends that day.

    Raises ``Refused`` for a day before the placement, after it ended, or more than a year ahead.
    """
    writer = worker_of(by)
    for field, pence in (("care", care), ("education", education), ("health", health)):
        if not 0 <= pence <= MOST:
            raise Refused(field, "Enter pounds a week, up to 50,000.")
    if starts > local_date(now) + AHEAD:
        raise Refused("starts", "This is more than a year ahead. Check the year.")
    if care + education + health == 0:
        raise Refused("care", "Enter what is paid by at least one of the three.")
    with writing(by, SENTENCES):
        held = placement_of(stay)
        if starts < held.starts:
            raise Refused("starts", f"The child came to live there on {say_date(held.starts)}. Check the date.")
        if held.ends is not None and starts >= held.ends:
            raise Refused("starts", f"The child left on {say_date(held.ends)}. Check the date.")
        rows = Cost.objects.filter(stay=held.first, withdrawn__isnull=True)
        if rows.filter(starts=starts).exists():
            raise Refused("starts", "Another cost holds from that day. Take it back first if it was wrong.")
        after = rows.filter(starts__gt=starts).order_by("starts").first()
        rows.filter(starts__lt=starts, ends__isnull=True).update(ends=starts)
        rows.filter(starts__lt=starts, ends__gt=starts).update(ends=starts)
        return Cost.objects.create(
            child_id=held.first.child_id, stay=held.first, starts=starts, ends=after.starts if after else None,
            over=held.ends, care=care, education=education, health=health,
            agreed=words("agreed", agreed, 200, "Write what was agreed, and with whom."), recorded=now,
            recorded_by=writer,
        )  # fmt: skip


def cost_taken_back(cost: int, why: str, now: datetime) -> Cost:
    """A cost was recorded by mistake: the one before it goes on. In the caller's transaction."""
    found = row_back(Cost, cost, why, now)
    rows = Cost.objects.filter(stay_id=found.stay_id, withdrawn__isnull=True)
    rows.filter(ends=found.starts).update(ends=found.ends)
    return found


__all__ = ["SENTENCES", "cost_agreed", "cost_taken_back"]
