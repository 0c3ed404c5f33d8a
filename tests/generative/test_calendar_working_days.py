"""Working days against an oracle that counts them one by one, from bank holidays worked out from the rules
themselves.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from righthelp.foundation.calendar import (
    FIRST_DAY,
    LAST_DAY,
    OutsideCalendar,
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_between,
    working_number,
)
from righthelp.foundation.calendar.models import Day
from righthelp.foundation.calendar.table import fill_days

DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6

# Made by proclamation, or moved by one. Everything else follows from a rule.
PROCLAIMED = {
    date(2011, 4, 29),
    date(2012, 6, 5),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
}
MOVED = {
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian reckoning (Butcher's)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nearest_monday(day: date, step: int) -> date:
    while day.weekday() != 0:
        day += step * DAY
    return day


def by_the_rules(year: int) -> set[date]:
    """The weekdays that are bank holidays in England in a year, from the Banking and Financial Dealings Act
    1971.
    """
    mondays = {
        nearest_monday(date(year, 5, 1), 1),
        nearest_monday(date(year, 5, 31), -1),
        nearest_monday(date(year, 8, 31), -1),
    }
    found = {MOVED.get(day, day) for day in mondays}
    found |= {easter(year) - 2 * DAY, easter(year) + DAY}
    new_year = date(year, 1, 1)
    found.add(new_year if new_year.weekday() < SATURDAY else nearest_monday(new_year, 1))
    for feast in (date(year, 12, 25), date(year, 12, 26)):
        while feast.weekday() in (SATURDAY, SUNDAY) or feast in found:
            feast += DAY  # the next weekday that is free
        found.add(feast)
    return found | {day for day in PROCLAIMED if day.year == year}


HOLIDAYS = {day for year in range(2010, 2036) for day in by_the_rules(year)}


def works(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in HOLIDAYS


def counted_on(day: date, count: int) -> date:
    """``count`` working days on, one day at a time."""
    step = DAY if count > 0 else -DAY
    left = abs(count)
    while left:
        day += step
        left -= works(day)
    return day


days = st.dates(date(2011, 1, 1), date(2034, 12, 31))


def test_bank_holidays_are_those_of_the_act_and_the_proclamations() -> None:
    weekdays = {day for day in bank_holidays() if day.weekday() < SATURDAY}
    assert weekdays == HOLIDAYS


@given(days, st.integers(-60, 60))
@settings(max_examples=200, deadline=None)
def test_adding_working_days_is_counting_them_one_by_one(day: date, count: int) -> None:
    assert add_working_days(day, count) == counted_on(day, count)


@given(days, st.integers(0, 200))
@settings(max_examples=100, deadline=None)
def test_days_between_are_those_after_the_first_up_to_the_last(start: date, length: int) -> None:
    end = start + length * DAY
    one_by_one = sum(works(start + offset * DAY) for offset in range(1, length + 1))
    assert working_days_between(start, end) == one_by_one
    assert working_days_between(end, start) == -one_by_one


@given(days, st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_a_working_day_reached_is_worked_and_that_many_away(day: date, count: int) -> None:
    reached = add_working_days(day, count)
    assert is_working_day(reached)
    assert working_days_between(day, reached) == count


@pytest.mark.parametrize("day", [FIRST_DAY - DAY, LAST_DAY + DAY])
def test_a_date_outside_the_calendar_says_so(day: date) -> None:
    with pytest.raises(OutsideCalendar, match="runs from 2010 to 2035"):
        working_number(day)


@pytest.mark.parametrize(("day", "count"), [(LAST_DAY, 1), (FIRST_DAY, -1)])
def test_an_answer_outside_the_calendar_says_so(day: date, count: int) -> None:
    with pytest.raises(OutsideCalendar, match="The answer lies outside"):
        add_working_days(day, count)


@pytest.mark.django_db
def test_the_table_holds_what_memory_holds() -> None:
    names = bank_holidays()
    every = [FIRST_DAY + offset * DAY for offset in range((LAST_DAY - FIRST_DAY).days + 1)]
    expected = [(day, is_working_day(day), working_number(day), names.get(day, "")) for day in every]
    assert list(Day.objects.order_by("date").values_list("date", "working", "working_number", "name")) == expected


@pytest.mark.django_db
def test_a_table_out_of_date_is_put_right_by_migrating() -> None:
    Day.objects.filter(date__gte=date(2022, 9, 19)).delete()
    Day.objects.filter(date=date(2011, 4, 29)).update(name="")
    assert fill_days(Day) == (LAST_DAY - date(2022, 9, 19)).days + 2
    assert Day.objects.get(date=date(2022, 9, 19)).name == "State Funeral of Queen Elizabeth II"
    assert fill_days(Day) == 0
