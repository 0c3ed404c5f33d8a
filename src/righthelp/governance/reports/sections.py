"""A section of a report, and the pieces sections are built from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from righthelp.foundation.calendar import say_date
from righthelp.foundation.documents.tree import Block, Chart, Grid
from righthelp.foundation.pages.charts import Spec
from righthelp.governance.reports.claims import Assertion, UnclaimableError, checked
from righthelp.governance.reports.figures import Figures
from righthelp.insight.indicators import shown
from righthelp.insight.indicators.figures import Point, Series

WITHHELD_NOTE: Final = "“Withheld” is a count of one to four, or one that would give such a count away"


@dataclass(frozen=True)
class Section:
    """One part of a report.

    ``opening`` makes sentences from figures; ``exhibits`` its tables and charts; ``proposes`` the claims that the
    figures bear out; ``reconciles`` sentences about parts that do not make their whole; ``starts_with`` the writer's
    paragraphs to begin from.
    """

    key: str
    title: str
    opening: Callable[[Figures], list[str]]
    exhibits: Callable[[Figures], list[Block]]
    proposes: Callable[[Figures], list[Assertion]]
    starts_with: str
    reconciles: Callable[[Figures], list[str]] = lambda figures: []


def borne_out(figures: Figures, candidates: Iterable[Assertion]) -> list[Assertion]:
    """The candidates that the figures bear out."""
    found = []
    for candidate in candidates:
        try:
            if checked(candidate, figures, figures).holds:
                found.append(candidate)
        except UnclaimableError:
            continue
    return found


def first_borne_out(figures: Figures, *candidates: Assertion) -> list[Assertion]:
    """The first of some candidates that the figures bear out, if any does: one word out of several opposites."""
    return borne_out(figures, candidates)[:1]


def definition_of(series: Series) -> str:
    """The indicator's code, meaning and edition, as a table's footnote."""
    one = series.indicator
    return f"{one.code}, edition {one.edition}: {one.meaning[0].lower()}{one.meaning[1:]}"


def dated(series: Series) -> str:
    return f"As at {say_date(series.window.as_at)}"


def unit_line(series: Series) -> str:
    hidden = any(point.withheld for point in (*series.points, *series.parts))
    return shown.unit_said(series.indicator) + (f". {WITHHELD_NOTE}" if hidden else "")


def month_grid(series: Series, title: str) -> Grid:
    """A table with a column for each month: one row, or one for each group and their total."""
    columns = ("", *(shown.short(point.month) for point in series.points))

    def row(head: str, points: Iterable[Point]) -> tuple[str, ...]:
        return (head, *(point.said for point in points))

    if series.by is None:
        rows = [row(series.indicator.title, series.points)]
        columns = ("Indicator", *columns[1:])
    else:
        rows = [row(group.title, series.of_group(group.key)) for group in series.groups]
        rows.append(row("All", series.points))
        columns = (series.by.title, *columns[1:])
    return Grid(
        title, columns, tuple(rows), unit_line(series), dated(series), definition_of(series), total_row=bool(series.by)
    )


def month_chart(series: Series, title: str) -> Chart:
    """A chart with the table of its figures."""
    spec: Spec = shown.drawn(series)
    return Chart(title, shown.alt_of(series), spec, month_grid(series, f"{title}: the figures"))


def span_of(series: Series) -> str:
    """``January 2018 to January 2019``."""
    return f"{series.points[0].month} to {series.points[-1].month}"


def adds_up(series: Series) -> list[str]:
    """Sentences about months whose groups do not add up to the whole."""
    wrong = []
    for point in series.points:
        parts = sum(part.numerator for part in series.parts if part.month == point.month)
        if parts != point.numerator:
            wrong.append(
                f"“{series.indicator.title}” in {point.month}: the groups add up to {parts}, and the whole is "
                f"{point.numerator}."
            )
    return wrong


def agree(one: Series, other: Series) -> list[str]:
    """Sentences about months for which two readings of one indicator differ."""
    return [
        f"“{one.indicator.title}” in {a.month} is {a.numerator} in one table and {b.numerator} in another."
        for a, b in zip(one.points, other.points, strict=True)
        if (a.numerator, a.denominator) != (b.numerator, b.denominator)
    ]
