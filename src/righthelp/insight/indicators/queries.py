"""Named reads: a series, exact and kept until the facts change; and the rows behind one of its numbers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from threading import Lock
from typing import Final

from django.db import connection

from righthelp.foundation.calendar import Month
from righthelp.foundation.journey import Journey
from righthelp.insight.indicators import counting
from righthelp.insight.indicators.counting import Member, Tally
from righthelp.insight.indicators.definition import Dimension, Indicator, Window
from righthelp.insight.indicators.figures import Group, Point, Series

MONTHS: Final = 13
_KEEP: Final = 1024

Stamp = tuple[tuple[int, int, int], ...]
"""The state of a journey's facts: each counter's slot, its number, and the transaction that wrote it."""
_kept: OrderedDict[tuple[object, ...], Series] = OrderedDict()
_lock = Lock()


def facts_stamp(journey: type[Journey]) -> Stamp:
    """What a kept series is good for: it differs between any two states of the facts, committed or not.

    The kernel's counters alone would do between committed states. The writing transaction's number is read with them,
    so that a series made inside a transaction that is rolled back can never be taken for a later state that happens to
    have the same count.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT slot, version, xmin::text::bigint FROM journey_factsversion WHERE journey = %s ORDER BY slot",
            [journey.code],
        )
        return tuple((slot, version, writer) for slot, version, writer in cursor.fetchall())


def version_of(stamp: Stamp) -> int:
    """The kernel's version number (see ``journey.facts_version``) of a stamp, to write beside a published figure."""
    return sum(version for _, version, _ in stamp)


def series(
    indicator: Indicator,
    as_at: date,
    months: int = MONTHS,
    by: str = "",
    *,
    known_at: datetime | None = None,
    stamp: Stamp | None = None,
) -> Series:
    """The series of an indicator as at a date: exact now, computed afresh only when the facts have changed. With
    ``known_at``, as it could have been known at that moment.

    The stamp is read before the facts, so what is kept is never older than its stamp. Raises ``KeyError`` for a
    breakdown the indicator does not have and ``ValueError`` for a number of months out of range.
    """
    window = Window.of(as_at, months, known_at)
    dimension = indicator.dimension(by) if by else None
    stamp = facts_stamp(indicator.journey) if stamp is None else stamp
    names = counting.labels(indicator, dimension) if dimension else {}  # a team may get another name
    named = tuple(names.items())
    key = (indicator.code, indicator.edition.number, indicator.fingerprint, as_at, known_at, months, by, named, stamp)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = assembled(indicator, window, counting.tallies(indicator, window, dimension), dimension, names)
    if not stamp:  # nothing counts the writes of a journey that has never had one: nothing says when to look again
        return made
    with _lock:
        _kept[key] = made
        while len(_kept) > _KEEP:
            _kept.popitem(last=False)
    return made


def many(indicators: Iterable[Indicator], as_at: date, months: int = MONTHS) -> dict[str, Series]:
    """The series of several indicators, by code; the state of the facts is read once for each journey."""
    stamps: dict[type[Journey], Stamp] = {}
    found: dict[str, Series] = {}
    for each in indicators:
        if each.journey not in stamps:
            stamps[each.journey] = facts_stamp(each.journey)
        found[each.code] = series(each, as_at, months, stamp=stamps[each.journey])
    return found


def computed(indicator: Indicator, window: Window, by: Dimension | None = None) -> Series:
    """The series worked out from the facts, nothing kept."""
    rows = counting.tallies(indicator, window, by)
    return assembled(indicator, window, rows, by, counting.labels(indicator, by) if by else {})


def assembled(
    indicator: Indicator,
    window: Window,
    rows: Iterable[Tally],
    by: Dimension | None = None,
    labels: Mapping[str, str] | None = None,
) -> Series:
    """A series from counted rows: every month, and with ``by`` every group, rows or no rows."""
    of: dict[tuple[Month, str], int] = {}
    successes: dict[tuple[Month, str], int] = {}
    for row in rows:
        of[row.month, row.group] = row.of
        successes[row.month, row.group] = row.successes
    whole_of = {month: sum(n for (m, _), n in of.items() if m == month) for month in window.months}
    whole_successes = {month: sum(n for (m, _), n in successes.items() if m == month) for month in window.months}
    points = tuple(_point(indicator, month, whole_of[month], whole_successes[month]) for month in window.months)
    if by is None:
        return Series(indicator, window, points)
    groups = _groups(
        by, {group for (_, group), n in (successes if by.numerator_only else of).items() if n}, labels or {}
    )
    parts = tuple(
        _point(
            indicator,
            month,
            whole_of[month] if by.numerator_only else of.get((month, group.key), 0),
            successes.get((month, group.key), 0),
            group.key,
        )
        for group in groups
        for month in window.months
    )
    return Series(indicator, window, points, by, groups, parts)


def _point(indicator: Indicator, month: Month, of: int, successes: int, group: str = "") -> Point:
    return Point(month, successes, of, group) if indicator.is_share else Point(month, of, None, group)


def _groups(by: Dimension, present: set[str], labels: Mapping[str, str]) -> tuple[Group, ...]:
    """A breakdown's groups: every declared value where they are few, those with rows where they are many;
    blank last."""
    few = 8
    keys = [key for key in labels if key and (key in present or len(labels) <= few)]
    keys += sorted(key for key in present if key and key not in labels)
    found = [Group(key, labels.get(key, key)) for key in keys]
    return (*found, Group("", by.blank)) if "" in present else tuple(found)


def behind(
    indicator: Indicator,
    as_at: date,
    month: Month,
    by: str = "",
    group: str | None = None,
    known_at: datetime | None = None,
) -> list[Member]:
    """The rows behind one number: the same query as the number's. ``group`` None is all of them."""
    dimension = indicator.dimension(by) if by else None
    window = Window.of(as_at, max(1, months_between(month, as_at)), known_at)
    rows = counting.members(indicator, window, month, dimension)
    return [row for row in rows if group is None or row.group == group]


def months_between(month: Month, as_at: date) -> int:
    """How many months a series as at a date must have to reach back to ``month``. Raises ``ValueError`` for a
    later one."""
    last = Month.of(as_at)
    reach = (last.year - month.year) * 12 + last.month - month.month + 1
    if reach < 1:
        raise ValueError("That month had not begun at the as-at date.")
    return reach
