"""A series as people see it: its chart, its table, the words under the picture, and the CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from righthelp.foundation.calendar import Month
from righthelp.foundation.pages.charts import Line, Spec, line_chart
from righthelp.insight.indicators.definition import Indicator, Unit
from righthelp.insight.indicators.figures import NONE, WITHHELD, Point, Series

LINES_AT_MOST = 8


def short(month: Month) -> str:
    """``Jan 2019``."""
    return f"{str(month)[:3]} {month.year}"


def unit_said(indicator: Indicator) -> str:
    """The unit as an axis or a table's head prints it."""
    return {Unit.CHILDREN: "Children", Unit.EPISODES: "Episodes", Unit.PERCENT: "Per cent"}[indicator.unit]


def finished(series: Series) -> tuple[Point, ...]:
    """The points of months that had ended at the as-at date: a month still running is in the table, not in the
    chart."""
    return series.points[:-1] if series.window.unfinished else series.points


def drawn(series: Series) -> Spec:
    """The chart of a series: one line, or one for each group."""
    months = [point.month for point in finished(series)]
    labels = [short(month) for month in months]
    percent = series.indicator.is_share
    if series.by is None or drawn_together(series):
        lines = [Line(series.indicator.title, [_drawn(point) for point in finished(series)])]
    else:
        lines = [
            Line(group.title, [_drawn(point) for point in series.of_group(group.key) if point.month in months])
            for group in series.groups
        ]
    return line_chart(labels, lines, unit=unit_said(series.indicator), percent=percent)


def _drawn(point: Point) -> float | None:
    return None if point.value is None else float(point.value)


def is_many(series: Series) -> bool:
    """Whether there are too many groups for lines that can be told apart, or for columns beside one another."""
    return len(series.groups) > LINES_AT_MOST


def drawn_together(series: Series) -> bool:
    """Whether the chart shows all groups as one line: they are many, or so often withheld that lines would mislead."""
    return is_many(series) or any(part.withheld for part in series.parts)


def alt_of(series: Series) -> str:
    """The chart in words, for those who do not see it."""
    indicator = series.indicator
    points = [point for point in finished(series) if point.value is not None]
    if not points:
        return f"Chart of {indicator.title}: no figure in these months. The table beside it says why for each."
    first, last = points[0], points[-1]
    top = max(points, key=lambda point: point.value or 0)
    low = min(points, key=lambda point: point.value or 0)
    said = (
        f"Line chart of “{indicator.title}” by month: {first.said} in {first.month}, {last.said} in {last.month}; "
        f"highest {top.said} in {top.month}, lowest {low.said} in {low.month}."
    )
    by = f" One line for each {series.by.title.lower()}." if series.by and not drawn_together(series) else ""
    return f"{said}{by} The same figures are in the table beside it."


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table: the figure, what it is out of, and the list behind it."""

    said: str
    out_of: str
    href: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of the table."""

    head: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table of a series: heads of the columns, and rows, latest month first or one for each group."""

    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]


def grid(series: Series, link: Callable[[Point], str]) -> Grid:
    """The table: months down, groups across; the other way about when the groups are many."""

    def cell(point: Point) -> Cell:
        out_of = "" if point.withheld or not point.denominator else f"{point.numerator:,} of {point.denominator:,}"
        return Cell(point.said, out_of, link(point))

    def month_said(point: Point) -> str:
        last = point.month == series.window.months[-1]
        return f"{point.month} so far" if last and series.window.unfinished else str(point.month)

    if series.by is None:
        head = ("Month", unit_said(series.indicator))
        rows = [GridRow(month_said(point), (cell(point),)) for point in reversed(series.points)]
        return Grid(head, tuple(rows))
    of = {(point.month, point.group): point for point in series.parts}
    if not is_many(series):
        heads = ("Month", *(group.title for group in series.groups), "All")
        rows = [
            GridRow(month_said(point), (*(cell(of[point.month, group.key]) for group in series.groups), cell(point)))
            for point in reversed(series.points)
        ]
        return Grid(heads, tuple(rows))
    heads = (series.by.title, *(short(point.month) for point in reversed(series.points)))
    rows = [
        GridRow(group.title, tuple(cell(of[point.month, group.key]) for point in reversed(series.points)))
        for group in series.groups
    ]
    rows.append(GridRow("All", tuple(cell(point) for point in reversed(series.points))))
    return Grid(heads, tuple(rows))


def as_csv(series: Series) -> str:
    """The series as CSV, one row for each month (and group), with its definition's edition and its as-at date."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ["code", "title", "unit", "edition", "as at", "month", "group", "numerator", "denominator", "value", "note"]
    )
    indicator = series.indicator
    for point in series.parts if series.by else series.points:
        note = WITHHELD if point.withheld else (NONE if point.value is None else "")
        writer.writerow(
            [
                indicator.code, indicator.title, indicator.unit.value, str(indicator.edition),
                series.window.as_at.isoformat(),
                point.month.code, series.title_of(point.group) if series.by else "",
                "" if point.withheld else point.numerator,
                "" if point.withheld or point.denominator is None else point.denominator,
                "" if point.value is None else point.value, note,
            ]
        )  # fmt: skip
    return "\ufeff" + out.getvalue()
