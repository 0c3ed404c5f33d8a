"""The report on children who go missing: what the scrutiny committee was told in March 2019, for any as-at date.

The order follows that paper: missing at month end, three or more times within 30 days, return home interviews, offers,
and missing from care. Where that paper left something open it is said here: which month an average covers, what "100%"
is out of, and what "relatively stable" means.
"""

from __future__ import annotations

from typing import Final

from righthelp.foundation.calendar import say_date
from righthelp.foundation.documents.tree import Block, Grid
from righthelp.governance.reports.claims import Assertion, yearly_averages
from righthelp.governance.reports.figures import Figures
from righthelp.governance.reports.sections import (
    Section,
    adds_up,
    agree,
    borne_out,
    dated,
    definition_of,
    first_borne_out,
    month_chart,
    month_grid,
    span_of,
)
from righthelp.insight.indicators.figures import Point, Series

_FOUR_YEARS: Final = 48


def _trend(code: str, months: int = 13) -> list[Assertion]:
    return [Assertion(kind, code, number=months) for kind in ("falling", "rising", "stable")]


def _year(code: str) -> list[Assertion]:
    kinds = ("lower_than_year_before", "higher_than_year_before", "same_as_year_before")
    return [Assertion(kind, code) for kind in kinds]


def _month(code: str) -> list[Assertion]:
    return [Assertion(kind, code) for kind in ("fell_in_month", "rose_in_month", "same_as_month_before")]


# Missing at month end -------------------------------------------------------------------------------------------------


def _month_end_opening(figures: Figures) -> list[str]:
    series = figures.series("MIS-1")
    now = series.latest
    said = "a number that is withheld" if now.withheld else now.said
    verb = "child was" if now.value == 1 else "children were"
    return [
        f"At midnight at the end of {say_date(now.month.last_day)}, {said} {verb} missing for whom the council "
        f"is responsible."
    ]


def _month_end_exhibits(figures: Figures) -> list[Block]:
    series = figures.series("MIS-1")
    return [month_chart(series, f"Children missing at the end of each month, {span_of(series)}")]


def _month_end_claims(figures: Figures) -> list[Assertion]:
    return [*first_borne_out(figures, *_year("MIS-1")), *first_borne_out(figures, *_trend("MIS-1"))]


# Three or more times within 30 days -----------------------------------------------------------------------------------


def _repeat_opening(figures: Figures) -> list[str]:
    series = figures.series("MIS-3", by="status")
    known = [point for point in series.points if point.value is not None]
    now = series.latest
    said = (
        f"In {now.month}, {now.said} {'child' if now.value == 1 else 'children'} went missing for at least the third "
        "time within 30 days."
        if now.value is not None
        else f"The number of children who went missing for at least the third time within 30 days in "
        f"{now.month} is withheld."
    )
    if len(known) < 2:
        return [said]
    low, high = min(known, key=_value), max(known, key=_value)
    return [
        said,
        f"Over {span_of(series)} the number was between {low.said} ({low.month}) and {high.said} ({high.month}).",
    ]


def _value(point: Point) -> float:
    return float(point.value or 0)


def _repeat_exhibits(figures: Figures) -> list[Block]:
    series = figures.series("MIS-3", by="status")
    return [
        month_grid(series, f"Children missing three or more times within 30 days, by plan or status, {span_of(series)}")
    ]


def _repeat_claims(figures: Figures) -> list[Assertion]:
    groups = [group.key for group in figures.series("MIS-3", by="status").groups]
    return [
        *first_borne_out(figures, *(Assertion("largest_group", "MIS-3", "status", group) for group in groups)),
        *first_borne_out(figures, *_trend("MIS-3")),
        *first_borne_out(figures, *_year("MIS-3")),
    ]


def _repeat_reconciles(figures: Figures) -> list[str]:
    by_status = figures.series("MIS-3", by="status")
    return [*adds_up(by_status), *agree(by_status, figures.series("MIS-3"))]


# Interviews -----------------------------------------------------------------------------------------------------------


def _share_opening(series: Series, of: str, what: str) -> list[str]:
    now = series.latest
    if now.withheld:
        return [f"The share of {of} in {now.month} {what} is withheld, because it is of very few children."]
    if now.value is None:
        return [f"Nobody came back in {now.month}, so there is no share to give."]
    return [f"Of {of} in {now.month}, {now.said} {what}."]


def _success_opening(figures: Figures) -> list[str]:
    return _share_opening(
        figures.series("MIS-5"),
        "the returns that were offered a return home interview",
        "led to an interview that was held",
    )


def _success_exhibits(figures: Figures) -> list[Block]:
    series = figures.series("MIS-5")
    return [month_chart(series, f"Successful return home interviews, {span_of(series)}")]


def _success_claims(figures: Figures) -> list[Assertion]:
    return [*first_borne_out(figures, *_month("MIS-5")), *first_borne_out(figures, *_year("MIS-5"))]


def _offer_opening(figures: Figures) -> list[str]:
    series = figures.series("MIS-4")
    said = _share_opening(series, "all returns", "were offered a return home interview")
    run = _full_months(series)
    return [*said, f"Every return was offered one in {run}."] if run else said


def _full_months(series: Series) -> str:
    """The months in which everybody was offered one, in words; runs are joined."""
    runs: list[list[Point]] = []
    for point in series.points:
        full = point.value is not None and point.numerator == point.denominator
        if full and runs and runs[-1][-1].month == point.month - 1:
            runs[-1].append(point)
        elif full:
            runs.append([point])
    words = [str(run[0].month) if len(run) == 1 else f"{run[0].month} to {run[-1].month}" for run in runs]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def _offer_exhibits(figures: Figures) -> list[Block]:
    series = figures.series("MIS-4")
    return [month_grid(series, f"Returns offered a return home interview, {span_of(series)}")]


def _offer_claims(figures: Figures) -> list[Assertion]:
    runs = [Assertion("fell_each_month", "MIS-4", number=number) for number in range(12, 1, -1)]
    return [*first_borne_out(figures, *runs, *_month("MIS-4")), *first_borne_out(figures, *_year("MIS-4"))]


# Missing from care ----------------------------------------------------------------------------------------------------


def _years(figures: Figures) -> list[tuple[int, int]]:
    return yearly_averages(figures.series("MIS-9", _FOUR_YEARS))[-3:]


def _care_opening(figures: Figures) -> list[str]:
    now = figures.series("MIS-9", _FOUR_YEARS).latest
    said = "a number that is withheld" if now.withheld else now.said
    return [f"In {now.month}, children went missing from care {said} {'time' if now.value == 1 else 'times'}."]


def _care_exhibits(figures: Figures) -> list[Block]:
    series = figures.series("MIS-9", _FOUR_YEARS)
    rows = tuple((str(year), f"January to December {year}", str(average)) for year, average in _years(figures))
    if not rows:
        return []
    return [
        Grid(
            "Missing from care: average number of episodes a month, by calendar year",
            ("Year", "Months averaged", "Average a month"),
            rows,
            "Episodes a month, to the nearest whole number",
            dated(series),
            definition_of(series),
        )
    ]


def _care_claims(figures: Figures) -> list[Assertion]:
    return [
        *first_borne_out(figures, Assertion("fell_by_year", "MIS-9"), Assertion("rose_by_year", "MIS-9")),
        *borne_out(figures, _year("MIS-9")),
    ]


SECTIONS: Final = (
    Section(
        "month_end",
        "Children missing at the end of the month",
        _month_end_opening,
        _month_end_exhibits,
        _month_end_claims,
        "The police tell the Trust of every child who goes missing and of every child who is found. Other "
        "councils tell "
        "us of Birmingham’s children whom they look after in their areas.",
    ),
    Section(
        "repeat",
        "Children missing three or more times within 30 days",
        _repeat_opening,
        _repeat_exhibits,
        _repeat_claims,
        "A child is counted in the month of the third episode, under the plan or status held at that time.",
        _repeat_reconciles,
    ),
    Section(
        "success",
        "Return home interviews",
        _success_opening,
        _success_exhibits,
        _success_claims,
        "Every child of ours who comes back is offered a conversation with somebody independent, wherever the "
        "child lives. "
        "What is learned about places and people goes to the child’s social worker, and to the police where it "
        "protects children.",
    ),
    Section(
        "offer",
        "Offers of an interview",
        _offer_opening,
        _offer_exhibits,
        _offer_claims,
        "The offers are made by the missing support workers of the Exploitation and Missing team. It is a small "
        "team, and "
        "leave or sickness shows in these figures at once.",
    ),
    Section(
        "care",
        "Children missing from care",
        _care_opening,
        _care_exhibits,
        _care_claims,
        "An average is of the twelve months of a calendar year, so that a year and a single month are never compared.",
    ),
)
