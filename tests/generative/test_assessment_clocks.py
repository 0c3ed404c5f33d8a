"""Both clocks of assessment agree with a count on the fingers: day by day, over weekends and bank holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from righthelp.foundation.journey import explain
from righthelp.practice.assessment.journey import ASSESSMENT, REVIEW_POINT

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
_PRINTED = """
    2019-01-01 2019-04-19 2019-04-22 2019-05-06 2019-05-27 2019-08-26 2019-12-25 2019-12-26
    2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28
    2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28
    2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29
"""
HOLIDAYS = {date.fromisoformat(day) for day in _PRINTED.split()}
"""Bank holidays of England as the government printed them; 8 May 2020 was moved, and there were two in June 2022."""

moments = st.datetimes(datetime(2019, 1, 2), datetime(2021, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))
later = st.integers(1, 150 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


def due(start: datetime, working_days: int) -> datetime:
    """The last moment of the n-th working day after the day on which it began, counted one by one."""
    day, left = start.astimezone(LONDON).date(), working_days
    while left:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in HOLIDAYS:
            left -= 1
    return datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC) - timedelta(microseconds=1)


def expected(start: datetime, stop: datetime | None, limit: datetime, now: datetime) -> str:
    if start > now:
        return "not started"
    if stop is not None and stop <= now:
        return "met" if stop <= limit else "late"
    return "running" if now <= limit else "overdue"


@settings(max_examples=300, deadline=None)
@given(referred=moments, to_begin=later, to_stop=st.none() | later, look=later, withdrawn=st.booleans())
def test_forty_five_working_days_run_from_the_referral(
    referred: datetime, to_begin: timedelta, to_stop: timedelta | None, look: timedelta, withdrawn: bool
) -> None:
    begun = referred + to_begin
    authorised = None if to_stop is None or withdrawn else begun + to_stop
    now = referred + look
    facts: dict[str, Any] = {
        "referred": referred,
        "begun": begun,
        "authorised": authorised,
        "withdrawn": now if withdrawn else None,
        "reviewed": None,
    }
    told = explain(ASSESSMENT, facts, now=now)
    limit = due(referred, 45)
    assert told.due_at == limit or (told.due_at is not None and abs(told.due_at - limit) <= timedelta(microseconds=1))
    wanted = "not applicable" if withdrawn else expected(referred, authorised, limit, now)
    assert told.state.value == wanted


@settings(max_examples=300, deadline=None)
@given(begun=moments, to_review=st.none() | later, to_authorise=st.none() | later, look=later)
def test_a_manager_looks_within_ten_working_days_of_the_beginning(
    begun: datetime, to_review: timedelta | None, to_authorise: timedelta | None, look: timedelta
) -> None:
    reviewed = None if to_review is None else begun + to_review
    authorised = None if to_authorise is None else begun + to_authorise
    now = begun + look
    facts: dict[str, Any] = {
        "referred": begun - timedelta(days=1),
        "begun": begun,
        "reviewed": reviewed,
        "authorised": authorised,
        "withdrawn": None,
    }
    told = explain(REVIEW_POINT, facts, now=now)
    limit = due(begun, 10)
    wanted = expected(begun, reviewed, limit, now)
    if wanted != "met" and authorised is not None and authorised <= now:
        wanted = "excused"  # it is decided already: nobody is asked for a look any more
    assert told.state.value == wanted
