"""Small numbers, as a table: what is printed of each month's parts and whole."""

from __future__ import annotations

from datetime import date

import pytest

from righthelp.foundation.calendar import Month
from righthelp.insight.indicators.catalogue import indicator
from righthelp.insight.indicators.definition import Window
from righthelp.insight.indicators.disclosure import for_publication
from righthelp.insight.indicators.figures import Group, Point, Series, as_json, change_said

JAN = Month(2019, 1)
KEYS = ("care", "cp", "cin", "none")


def series(*parts: int) -> Series:
    one = indicator("MIS-3")
    points = tuple(Point(JAN, number, None, key) for key, number in zip(KEYS, parts, strict=False))
    whole = Point(JAN, sum(parts), None)
    groups = tuple(Group(point.group, point.group) for point in points)
    return Series(one, Window(date(2019, 1, 31), (JAN,)), (whole,), one.dimension("status"), groups, points)


# parts                 what is printed of them                 and of the whole
PRINTED = """
8  0  0  1            | withheld 0 0 withheld              | 9
12 7  9  6            | 12 7 9 6                           | 34
12 2  1  4            | 12 withheld withheld withheld      | 19
12 1  1  0            | withheld withheld withheld 0       | 14
12 4  4  0            | withheld withheld withheld 0       | 20
0  0  0  0            | 0 0 0 0                            | 0
3  0  0  0            | withheld 0 0 0                     | withheld
2  1  0  0            | withheld withheld 0 0              | withheld
5  0  0  0            | 5 0 0 0                            | 5
9  5  6  3            | 9 withheld 6 withheld              | 23
"""


@pytest.mark.parametrize("line", PRINTED.strip().splitlines())
def test_what_is_printed(line: str) -> None:
    given, parts, whole = (cell.split() for cell in line.split("|"))
    shown = for_publication(series(*map(int, given)))
    assert [part.said for part in shown.parts] == parts
    assert [shown.latest.said] == whole


def _possible(shown: Series) -> list[set[int]]:
    """Every value that a reader who knows the rule could still believe of each withheld part."""
    hidden = [part for part in shown.parts if part.withheld]
    if shown.latest.withheld or not hidden:
        return []
    rest = shown.latest.numerator - sum(part.numerator for part in shown.parts if not part.withheld)
    return _splits(rest, len(hidden))


def _splits(rest: int, count: int) -> list[set[int]]:
    """The values each of ``count`` non-negative parts of ``rest`` can take."""
    return [set(range(rest + 1)) if count > 1 else {rest} for _ in range(count)]


@pytest.mark.parametrize(
    "parts", [(8, 0, 0, 1), (12, 1, 1, 0), (12, 4, 4, 0), (9, 5, 6, 3), (20, 2, 0, 0), (6, 1, 3, 2)]
)
def test_no_withheld_part_can_be_worked_out_from_the_whole(parts: tuple[int, ...]) -> None:
    assert all(len(values) > 1 for values in _possible(for_publication(series(*parts))))


def test_three_values_zero_none_and_withheld() -> None:
    share = Series(indicator("MIS-4"), Window(date(2019, 1, 31), (JAN,)), (Point(JAN, 0, 0),))
    assert share.latest.said == "none"
    assert Point(JAN, 0, 7).said == "0%"
    assert Point(JAN, 0, None).said == "0"
    assert for_publication(Series(indicator("MIS-4"), share.window, (Point(JAN, 3, 9),))).latest.said == "withheld"
    assert as_json(share)["series"] == [{"month": "2019-01", "numerator": 0, "denominator": 0, "value": None}]


@pytest.mark.parametrize(
    ("code", "before", "now", "said"),
    [
        ("MIS-1", (24, None), (20, None), "4 fewer"),
        ("MIS-1", (20, None), (20, None), "the same"),
        ("MIS-1", (19, None), (20, None), "1 more"),
        ("MIS-5", (40, 100), (49, 100), "9 percentage points up"),
        ("MIS-5", (50, 100), (49, 100), "1 percentage point down"),
        ("MIS-5", (0, 0), (49, 100), ""),
        ("MIS-5", (1, 3), (333, 1000), "the same"),  # 33% and 33% as printed
    ],
)
def test_a_change_is_said_as_a_reader_would_work_it_out(
    code: str, before: tuple[int, int | None], now: tuple[int, int | None], said: str
) -> None:
    assert change_said(indicator(code), Point(JAN, *now), Point(Month(2018, 1), *before)) == said


def test_shares_are_numbers_to_two_decimals_and_halves_are_rounded_up_in_words() -> None:
    assert str(Point(JAN, 2, 3).value) == "66.67"
    assert Point(JAN, 1, 8).said == "13%"
