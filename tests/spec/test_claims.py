"""What each word of a claim means, as a table: thirteen months, a claim, and whether the figures bear it out."""

from __future__ import annotations

from datetime import date

import pytest

from righthelp.foundation.calendar import Month
from righthelp.governance.reports.claims import KINDS, Assertion, UnclaimableError, checked
from righthelp.governance.reports.figures import Published
from righthelp.insight.indicators.catalogue import indicator
from righthelp.insight.indicators.definition import Window
from righthelp.insight.indicators.figures import Point, Series

MISSING_3_TIMES = "17 17 13 13 7 11 7 9 13 13 11 16 9"
AT_MONTH_END = "24 24 23 24 23 22 22 21 22 22 21 21 20"
SUCCESSFUL = "40 31 43 44 58 50 50 50 42 56 47 59 49"
OFFERED = "91 93 96 100 100 100 100 100 100 97 100 79 58"

# claim                        figures            number   borne out
TABLE = f"""
stable                       | {MISSING_3_TIMES} | 13 | no
falling                      | {MISSING_3_TIMES} | 13 | no
rising                       | {MISSING_3_TIMES} | 13 | no
falling                      | {AT_MONTH_END}    | 13 | yes
stable                       | {AT_MONTH_END}    | 13 | yes
rising                       | {AT_MONTH_END}    | 13 | no
lower_than_year_before       | {AT_MONTH_END}    |    | yes
lower_than_year_before       | {AT_MONTH_END}    | 4  | yes
lower_than_year_before       | {AT_MONTH_END}    | 5  | no
higher_than_year_before      | {AT_MONTH_END}    |    | no
fell_in_month                | {AT_MONTH_END}    |    | yes
fell_each_month              | {OFFERED}         | 2  | yes
fell_each_month              | {OFFERED}         | 3  | no
highest                      | {SUCCESSFUL}      |    | no
better_than_target           | {AT_MONTH_END}    | 21 | yes
better_than_target           | {AT_MONTH_END}    | 20 | no
worse_than_target            | {AT_MONTH_END}    | 20 | no
worse_than_target            | {AT_MONTH_END}    | 19 | yes
rising                       | 1 1 1 1 1 1 1 1 1 1 1 1 1 | 13 | no
stable                       | 0 0 1 0 1 0 0 1 0 0 1 0 0 | 13 | yes
"""


class Given:
    """Figures written down for a test."""

    as_at = date(2019, 1, 31)

    def __init__(self, numbers: str, code: str = "MIS-1") -> None:
        self.code = code
        self.numbers = [int(number) for number in numbers.split()]

    def series(self, code: str, months: int = 13, by: str = "") -> Series:
        one = indicator(self.code)
        held = Month.of(self.as_at).back(len(self.numbers))
        out_of = 100 if one.is_share else None
        points = tuple(Point(month, number, out_of) for month, number in zip(held, self.numbers, strict=True))
        return Series(one, Window(self.as_at, tuple(held)), points)


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_a_claim_is_borne_out_or_not(line: str) -> None:
    kind, numbers, number, expected = (cell.strip() for cell in line.split("|"))
    given = Given(numbers)
    verdict = checked(Assertion(kind, "MIS-1", number=int(number) if number else None), given, given)
    assert verdict.holds is (expected == "yes"), verdict.because
    assert verdict.because


def test_nine_points_up_on_a_year_before() -> None:
    given = Given(SUCCESSFUL, "MIS-5")
    verdict = checked(Assertion("higher_than_year_before", "MIS-5", number=9), given, given)
    assert verdict.holds
    assert verdict.sentence == (
        "“Successful return home interviews” was 49% in January 2019, 9 percentage points up on January 2018 (40%)."
    )
    assert not checked(Assertion("higher_than_year_before", "MIS-5", number=8), given, given).holds


def test_a_yearly_average_is_of_whole_calendar_years() -> None:
    numbers = " ".join(["153"] * 12 + ["83"] * 12 + ["75"] * 12 + ["68"])
    given = Given(numbers, "MIS-9")
    verdict = checked(Assertion("fell_by_year", "MIS-9"), given, given)
    assert verdict.holds
    assert "153 a month in 2016, 83 a month in 2017, 75 a month in 2018" in verdict.sentence
    assert "2019" not in verdict.sentence
    assert not checked(Assertion("rose_by_year", "MIS-9"), given, given).holds


@pytest.mark.parametrize("kind", ["lower_than_year_before", "falling", "fell_in_month", "fell_each_month", "highest"])
def test_a_claim_about_withheld_figures_is_said_without_them(kind: str) -> None:
    truth = Given("9 8 8 7 6 6 5 5 4 4 3 3 2" if kind != "highest" else "1 1 1 1 1 1 1 1 1 1 1 1 3")
    verdict = checked(Assertion(kind, "MIS-1", number=2), truth, Published(truth))
    assert verdict.sentence.startswith("“Children missing at month end”")
    assert "withheld" not in verdict.sentence
    assert "(" not in verdict.sentence
    assert not any(f" {number} in " in verdict.sentence for number in range(1, 10))


@pytest.mark.parametrize(
    ("assertion", "says"),
    [
        (Assertion("better", "MIS-1"), "one of the kinds"),
        (Assertion("stable", "MIS-77", number=13), "no indicator MIS-77"),
        (Assertion("stable", "MIS-1"), "wants a number"),
        (Assertion("stable", "MIS-1", number=1), "2 to 60 months"),
        (Assertion("largest_group", "MIS-1", "declined_by", "child"), "not broken down that way"),
    ],
)
def test_a_claim_that_cannot_be_checked_says_what_to_change(assertion: Assertion, says: str) -> None:
    given = Given(AT_MONTH_END)
    with pytest.raises(UnclaimableError, match=says):
        checked(assertion, given, given)


def test_every_kind_of_claim_has_a_name_for_its_writer() -> None:
    assert all(kind.title and kind.title[0].isupper() for kind in KINDS.values())
