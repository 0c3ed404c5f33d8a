"""An invented area for the kernel's tests: a lending library. No child's story should be needed to judge arithmetic.

A reader borrows books (``Loan``) and visits (``Visit``). Here are the two journeys, one clock of every sort,
and the strategies that draw rows and definitions over them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from righthelp.foundation.journey import (
    NOW,
    Authority,
    Choice,
    Clock,
    Day,
    Flag,
    Journey,
    Limit,
    Moment,
    Number,
    case,
    count,
    days,
    deadline,
    exists,
    hours,
    literal,
    months,
    working_days,
)
from righthelp.foundation.journey.expressions import Count, Date, Expression, Instant, Option, Truth
from righthelp.foundation.journey.spans import Span

DAMAGES = ("none", "torn", "lost")


class Loan(Journey, subject="reader"):
    """A book lent, until it is back on its shelf."""

    borrowed = Moment("the book was lent", always=True)
    reminded = Moment("a reminder was sent")
    returned = Moment("the book came back")
    promised = Day("the reader promised to bring it back")
    shelved = Day("it was put back on its shelf")
    waived = Flag("the fine was waived", since=returned)
    child_ticket = Flag("it was lent on a child's ticket")
    damage = Choice("how the book was damaged", DAMAGES, since=returned)
    renewals = Number("how often it was renewed")


class Visit(Journey, subject="reader"):
    """A reader's visit."""

    came = Moment("the reader came in", always=True)
    went = Moment("the reader left")
    alone = Flag("the reader came alone")


OLD_RULE = Authority("Lending rules 2019", in_force=date(2019, 1, 1), until=date(2021, 7, 1))
NEW_RULE = Authority("Lending rules 2021", in_force=date(2021, 7, 1))
CUSTOM = Authority("Custom of the house")

RETURN = Clock(
    "book returned",
    starts=Loan.borrowed,
    stops=Loan.returned,
    within=[Limit(days(21), OLD_RULE), Limit(months(1), NEW_RULE)],
    excused=Loan.waived,
    only_for=~Loan.child_ticket,
    warns_before=days(2),
)
REMINDER = Clock(
    "reminder",
    starts=Loan.borrowed,
    stops=Loan.reminded,
    within=hours(72),
    lapses=Loan.returned,
    authority=CUSTOM,
    warns_before=hours(24),
)
SHELVED = Clock(
    "shelved",
    starts=Loan.returned,
    stops=Loan.shelved,
    within=working_days(2),
    excused=Loan.damage.is_("lost"),
    authority=CUSTOM,
)
PROMISE = Clock("promise kept", starts=Loan.promised, stops=Loan.returned, within=days(1), authority=CUSTOM)
OFTEN = Clock(
    "talk with a frequent borrower",
    starts=Loan.borrowed,
    stops=Loan.returned,
    within=hours(48),
    only_for=count(Loan.borrowed, within=days(30)) >= 2,
    authority=CUSTOM,
)
CLOCKS = (RETURN, REMINDER, SHELVED, PROMISE, OFTEN)

# Moments where arithmetic goes wrong: around both changes of the clocks, midnights, holidays, ends of months,
# and a few that coincide exactly with others plus 72 hours.
CROSSROADS = [
    datetime(2021, 3, 27, 1, 30, tzinfo=UTC),
    datetime(2021, 3, 28, 0, 59, 59, 999999, tzinfo=UTC),
    datetime(2021, 3, 28, 1, 0, tzinfo=UTC),
    datetime(2021, 3, 30, 22, 59, 59, 999999, tzinfo=UTC),
    datetime(2021, 10, 28, 0, 30, tzinfo=UTC),
    datetime(2021, 10, 30, 0, 30, tzinfo=UTC),
    datetime(2021, 10, 31, 0, 30, tzinfo=UTC),
    datetime(2021, 10, 31, 1, 30, tzinfo=UTC),
    datetime(2021, 12, 24, 16, 0, tzinfo=UTC),
    datetime(2021, 12, 27, 16, 0, tzinfo=UTC),
    datetime(2021, 1, 31, 12, 0, tzinfo=UTC),
    datetime(2021, 6, 30, 22, 59, 59, tzinfo=UTC),
    datetime(2021, 6, 30, 23, 0, tzinfo=UTC),
]
moments = st.sampled_from(CROSSROADS) | st.builds(
    lambda base, hours_, seconds: base + timedelta(hours=hours_, seconds=seconds),
    st.sampled_from(CROSSROADS),
    st.sampled_from([0, 1, 23, 24, 25, 48, 72, 73, 24 * 7, 24 * 21, 24 * 30]),
    st.sampled_from([0, 0, 1, 1800]),
)
dates = st.builds(lambda moment: moment.date(), moments)
spans = st.one_of(
    st.builds(hours, st.integers(-80, 80)),
    st.builds(days, st.integers(-31, 31)),
    st.builds(months, st.integers(-2, 13)),
    st.builds(working_days, st.integers(-12, 12).filter(bool)),
)
windows = st.one_of(
    st.builds(hours, st.integers(1, 80)), st.builds(days, st.integers(1, 40)), st.builds(months, st.integers(1, 12))
)


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


loans = st.fixed_dictionaries(
    {
        "borrowed": moments,
        "reminded": _maybe(moments),
        "returned": _maybe(moments),
        "promised": _maybe(dates),
        "shelved": _maybe(dates),
        "waived": _maybe(st.booleans()),
        "child_ticket": _maybe(st.booleans()),
        "damage": _maybe(st.sampled_from(DAMAGES)),
        "renewals": _maybe(st.integers(0, 3)),
        "subject_id": st.sampled_from([1, 1, 2, None]),
    }
)
visits = st.fixed_dictionaries(
    {
        "came": moments,
        "went": _maybe(moments),
        "alone": _maybe(st.booleans()),
        "subject_id": st.sampled_from([1, 2]),
    }
)

BASES: dict[type[Expression], list[Any]] = {
    Instant: [Loan.borrowed, Loan.reminded, Loan.returned, NOW, Loan.promised.start(), RETURN.due],
    Date: [Loan.promised, Loan.shelved, literal(date(2021, 3, 28))],
    Truth: [Loan.waived, Loan.child_ticket, Loan.damage.is_("torn"), Loan.returned.known()],
    Option: [Loan.damage, literal("torn"), SHELVED.state, OFTEN.state],
    Count: [Loan.renewals, literal(2)],
}
VISIT_TRUTHS = [
    Visit.alone,
    Visit.went.known(),
    Visit.went <= Visit.came + hours(24),
    Visit.went <= deadline(Visit.came, working_days(2)),
    (Visit.went <= NOW).as_at(NOW - days(3)),
]
LOAN_TRUTHS = [Loan.waived, ~(Loan.returned < NOW), SHELVED.late, SHELVED.as_at(NOW).overdue]


def definitions(of: type[Expression], depth: int = 3) -> st.SearchStrategy[Any]:
    """Definitions of one kind over ``Loan``, up to ``depth`` operations deep."""
    leaf = st.sampled_from(BASES[of])
    if depth == 0:
        return leaf
    again = definitions(of, depth - 1)
    moment, truth = definitions(Instant, depth - 1), definitions(Truth, depth - 1)
    shared = [
        st.builds(lambda condition, a, b: case((condition, a), otherwise=b), truth, again, again),
        st.builds(lambda condition, a: case((condition, a)), truth, again),
        st.builds(lambda source, at: source.as_at(at), again, moment),
    ]
    return st.one_of(leaf, *shared, *_special(of, depth))


def _special(of: type[Expression], depth: int) -> list[st.SearchStrategy[Any]]:
    def smaller(kind: type[Expression]) -> st.SearchStrategy[Any]:
        return definitions(kind, depth - 1)

    calendar_spans = spans.filter(lambda span: span.whole_days)
    if of is Instant:
        return [
            st.builds(lambda a, span: a + span, smaller(Instant), spans),
            st.builds(_deadline, smaller(Instant), spans),
            st.builds(_deadline, smaller(Date), calendar_spans),
        ]
    if of is Date:
        return [st.builds(lambda a, span: a + span, smaller(Date), calendar_spans)]
    if of is Count:
        return [
            st.builds(
                lambda within, until, where: count(Loan.borrowed, within=within, until=until, where=where),
                _maybe(windows),
                _maybe(smaller(Instant)),
                _maybe(st.sampled_from(LOAN_TRUTHS)),
            ),
            st.builds(
                lambda within, until, where: count(Visit.came, within=within, until=until, where=where),
                _maybe(windows),
                smaller(Instant),
                _maybe(st.sampled_from(VISIT_TRUTHS)),
            ),
        ]
    if of is Truth:
        compare = [
            st.builds(lambda a, b, how: _compare(a, b, how), smaller(kind), smaller(kind), st.sampled_from("<≤>≥"))
            for kind in (Instant, Date, Count)
        ]
        return [
            *compare,
            st.builds(lambda a, b: a & b, smaller(Truth), smaller(Truth)),
            st.builds(lambda a, b: a | b, smaller(Truth), smaller(Truth)),
            st.builds(lambda a: ~a, smaller(Truth)),
            st.builds(lambda a: a.known(), smaller(Instant) | smaller(Option) | smaller(Truth)),
            st.builds(lambda a: a.is_one_of("torn", "lost"), st.just(Loan.damage)),
            st.builds(lambda within: exists(Loan.returned, within=within, until=NOW), windows),
        ]
    return []


def _deadline(start: Instant | Date, span: Span) -> Instant:
    return deadline(start, span)


def _compare(left: Any, right: Any, how: str) -> Truth:
    made: Truth = {
        "<": lambda: left < right,
        "≤": lambda: left <= right,
        ">": lambda: left > right,
        "≥": lambda: left >= right,
    }[how]()
    return made


__all__ = ["BASES", "CLOCKS", "Loan", "Visit", "definitions", "loans", "moments", "visits"]
