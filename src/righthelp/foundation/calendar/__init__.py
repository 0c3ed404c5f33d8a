"""Time as a children's trust in England lives it.

Moments are stored in UTC and shown in London. Working days are England's. Only a *door* (a view, the API, a
job, a command) asks what time it is, by :func:`now` or :func:`today`; everything behind the door is handed
the answer.

    >>> from datetime import date
    >>> add_working_days(date(2019, 12, 24), 1)      # Christmas, Boxing Day
    datetime.date(2019, 12, 27)
    >>> say_date(date(2021, 9, 1))
    '1 September 2021'
"""

from righthelp.foundation.calendar.clock import (
    LONDON,
    AmbiguousTime,
    NonexistentTime,
    end_of_day,
    from_local,
    local,
    local_date,
    now,
    start_of_day,
    today,
)
from righthelp.foundation.calendar.months import Month, add_months, month_start, months_back, next_month
from righthelp.foundation.calendar.words import (
    say_date,
    say_deadline,
    say_duration,
    say_hours,
    say_moment,
    say_short,
    say_time,
)
from righthelp.foundation.calendar.working_days import (
    FIRST_DAY,
    LAST_DAY,
    OutsideCalendar,
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_between,
    working_number,
)

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "LONDON",
    "AmbiguousTime",
    "Month",
    "NonexistentTime",
    "OutsideCalendar",
    "add_months",
    "add_working_days",
    "bank_holidays",
    "end_of_day",
    "from_local",
    "is_working_day",
    "local",
    "local_date",
    "month_start",
    "months_back",
    "next_month",
    "now",
    "say_date",
    "say_deadline",
    "say_duration",
    "say_hours",
    "say_moment",
    "say_short",
    "say_time",
    "start_of_day",
    "today",
    "working_days_between",
    "working_number",
]
