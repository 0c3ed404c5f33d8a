"""London's wall clock: what people type, what they are shown, and the two nights on which it lies."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from pytest_django import Settings

from righthelp.foundation.calendar import (
    AmbiguousTime,
    Month,
    NonexistentTime,
    add_months,
    end_of_day,
    from_local,
    local,
    local_date,
    month_start,
    months_back,
    next_month,
    now,
    say_date,
    say_deadline,
    say_duration,
    say_hours,
    say_moment,
    say_short,
    say_time,
    start_of_day,
    today,
)


def test_the_demonstration_is_its_date_at_the_present_time_of_day(settings: Settings) -> None:
    settings.RIGHTHELP_TODAY = date(2021, 9, 1)
    shown, real = local(now()), local(datetime.now(UTC))
    assert today() == date(2021, 9, 1)
    apart = abs(datetime.combine(date.min, shown.time()) - datetime.combine(date.min, real.time()))
    assert min(apart, timedelta(days=1) - apart) < timedelta(minutes=1)


def test_without_a_demonstration_it_is_now(settings: Settings) -> None:
    settings.RIGHTHELP_TODAY = None
    assert abs(now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_summer_day_begins_at_eleven_the_evening_before_in_utc() -> None:
    assert start_of_day(date(2021, 7, 1)) == datetime(2021, 6, 30, 23, tzinfo=UTC)
    assert local_date(datetime(2021, 6, 30, 23, tzinfo=UTC)) == date(2021, 7, 1)


@pytest.mark.parametrize(("day", "hours"), [(date(2021, 3, 28), 23), (date(2021, 10, 31), 25), (date(2021, 9, 1), 24)])
def test_the_days_on_which_the_clocks_change_are_shorter_and_longer(day: date, hours: int) -> None:
    assert start_of_day(day + timedelta(days=1)) - start_of_day(day) == timedelta(hours=hours)
    assert start_of_day(day + timedelta(days=1)) - end_of_day(day) == timedelta(microseconds=1)


def test_a_time_that_did_not_happen_is_refused_in_words() -> None:
    with pytest.raises(NonexistentTime) as refusal:
        from_local(datetime(2021, 3, 28, 1, 30))
    assert str(refusal.value) == (
        "1:30am on 28 March 2021 did not happen: the clocks went forward from 1am to 2am. "
        "Check the time and enter it again."
    )


def test_a_time_that_happened_twice_is_asked_back() -> None:
    with pytest.raises(AmbiguousTime, match=r"first .summer time. or the second .winter time."):
        from_local(datetime(2021, 10, 31, 1, 30))


@pytest.mark.parametrize(("fold", "hour"), [(0, 0), (1, 1)])
def test_once_we_are_told_which_it_is_a_moment(fold: int, hour: int) -> None:
    assert from_local(datetime(2021, 10, 31, 1, 30), fold) == datetime(2021, 10, 31, hour, 30, tzinfo=UTC)


def test_an_ordinary_time_is_a_moment() -> None:
    assert from_local(datetime(2021, 9, 1, 9, 30)) == datetime(2021, 9, 1, 8, 30, tzinfo=UTC)


def test_a_time_with_a_zone_is_not_a_wall_clocks() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        from_local(datetime(2021, 9, 1, 9, 30, tzinfo=UTC))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        local(datetime(2021, 9, 1, 9, 30))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2021, 9, 1, 8, 30, tzinfo=UTC), "1 September 2021 at 9:30am"),
        (datetime(2019, 1, 4, 21, 0, tzinfo=UTC), "4 January 2019 at 9pm"),
        (datetime(2019, 1, 4, 0, 5, tzinfo=UTC), "4 January 2019 at 12:05am"),
        (datetime(2021, 10, 31, 0, 30, tzinfo=UTC), "31 October 2021 at 1:30am (summer time)"),
        (datetime(2021, 10, 31, 1, 30, tzinfo=UTC), "31 October 2021 at 1:30am (winter time)"),
    ],
)
def test_moments_are_said_in_london(moment: datetime, said: str) -> None:
    assert say_moment(moment) == said


def test_noon_and_midnight_have_names() -> None:
    assert [say_time(time(hour)) for hour in (0, 12)] == ["midnight", "midday"]


def test_dates_are_said_as_in_england() -> None:
    assert (say_date(date(2021, 9, 1)), say_short(date(2021, 9, 1))) == ("1 September 2021", "1 Sep 2021")


def test_a_moment_is_dated_as_london_dates_it() -> None:
    assert say_date(datetime(2021, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2021"


def test_a_deadline_counted_in_days_is_the_end_of_a_day() -> None:
    assert say_deadline(end_of_day(date(2019, 1, 4))) == "the end of 4 January 2019"
    assert say_deadline(datetime(2019, 1, 4, 9, 30, tzinfo=UTC)) == "4 January 2019 at 9:30am"


@pytest.mark.parametrize(
    ("length", "as_duration", "as_hours"),
    [
        (timedelta(hours=76), "3 days 4 hours", "76 hours"),
        (timedelta(hours=71, minutes=59), "2 days 23 hours", "71 hours"),
        (timedelta(minutes=61), "1 hour 1 minute", "1 hour"),
        (timedelta(days=1), "1 day", "24 hours"),
        (timedelta(seconds=59), "0 minutes", "0 minutes"),
    ],
)
def test_lengths_are_rounded_down(length: timedelta, as_duration: str, as_hours: str) -> None:
    assert (say_duration(length), say_hours(length)) == (as_duration, as_hours)


def test_months_follow_one_another_without_gap() -> None:
    january = Month(2019, 1)
    assert january.ends_at == (january + 1).starts_at == datetime(2019, 2, 1, tzinfo=UTC)
    assert Month.of(datetime(2021, 6, 30, 23, 30, tzinfo=UTC)) == Month(2021, 7)
    assert (str(january), january.code, Month.parse("2019-01")) == ("January 2019", "2019-01", january)


def test_thirteen_months_back_end_with_this_one() -> None:
    starts = months_back(date(2019, 1, 31), 13)
    assert (len(starts), starts[0], starts[-1]) == (13, date(2018, 1, 1), date(2019, 1, 1))
    assert (month_start(date(2019, 1, 31)), next_month(date(2019, 12, 31))) == (date(2019, 1, 1), date(2020, 1, 1))


def test_a_month_after_the_31st_is_the_last_of_a_shorter_one() -> None:
    assert add_months(date(2021, 1, 31), 1) == date(2021, 2, 28)
    assert add_months(date(2020, 2, 29), -12) == date(2019, 2, 28)


@pytest.mark.parametrize("code", ["2019", "2019-13", "January"])
def test_a_month_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(code)
