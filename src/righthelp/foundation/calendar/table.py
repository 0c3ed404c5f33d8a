"""Keeping the table of days equal to the calendar in memory."""

from datetime import timedelta
from typing import TYPE_CHECKING

from righthelp.foundation.calendar.working_days import (
    FIRST_DAY,
    LAST_DAY,
    bank_holidays,
    is_working_day,
    working_number,
)

if TYPE_CHECKING:
    from righthelp.foundation.calendar.models import Day


def fill_days(model: "type[Day]", using: str = "default") -> int:
    """Write every day from 2010 to 2035 into ``model`` and return how many rows were new or had changed.

    Safe to run again: after a newly proclaimed bank holiday reaches the ``holidays`` package, ``migrate``
    calls it.
    """
    names = bank_holidays()
    wanted = {
        day: (is_working_day(day), working_number(day), names.get(day, ""))
        for day in (FIRST_DAY + timedelta(days=offset) for offset in range((LAST_DAY - FIRST_DAY).days + 1))
    }
    rows = model.objects.using(using)
    held = {day: rest for day, *rest in rows.values_list("date", "working", "working_number", "name")}
    changed = [day for day, values in wanted.items() if held.get(day) != list(values)]
    if changed:
        # Rows are replaced, not updated one by one: a new holiday renumbers every later day, and working
        # numbers are unique.
        rows.filter(date__in=changed).delete()
        rows.bulk_create(
            [
                model(date=day, working=wanted[day][0], working_number=wanted[day][1], name=wanted[day][2])
                for day in changed
            ]
        )
    return len(changed)
