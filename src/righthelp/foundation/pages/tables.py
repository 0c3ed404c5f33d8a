"""Lists of rows: declared columns, and sorting, filtering, paging and export by the page's own address.

    TABLE = Table(
        name="episodes",
        caption="Missing episodes",
        columns=(
            Column("child", "Child", lambda row: row.child_name, href=lambda row: url("child", row.child_id)),
            Column("hours", "Hours missing", lambda row: row.hours, numeric=True),
        ),
        filters=(Filter("area", "Area", Area.choices, lambda row: row.area),),
        empty="No child is missing now.",
    )
    shown = TABLE.shown(request, rows)          # in the view
    {{ table(shown) }}                          # in the template
    if shown.wants_csv: return shown.csv()      # one line for the export

``rows`` is a list (sorted and filtered here) or a queryset (columns name their ``order``, filters their ``lookup``,
and the database does the work). Only the page's own rows are read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from righthelp.foundation import calendar
from righthelp.foundation.pages.cells import escaped

Row = TypeVar("Row")
PAGE = 50
EXPORT_LIMIT = 50_000
_EXPORTS = ("format", "table")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: how to read its value from a row, and how it looks.

    ``value`` gives what is sorted and exported (text, number, date, moment or None). ``show`` gives what is printed
    where that differs; ``href`` makes it a link. ``order`` names the database's ordering for querysets.
    """

    key: str
    title: str
    value: Callable[[Row], Any]
    show: Callable[[Row], str | Markup] | None = None
    href: Callable[[Row], str | None] | None = None
    order: str = ""
    numeric: bool = False
    sortable: bool = True

    @cached_property
    def title_html(self) -> str:
        """Its title, escaped."""
        return escaped(self.title)

    @cached_property
    def starts(self) -> str:
        """What each of its cells begins with."""
        numeric = " govuk-table__cell--numeric" if self.numeric else ""
        return f'<td class="govuk-table__cell{numeric}" data-title="{self.title_html}">'

    def cell(self, row: Row) -> Markup:
        """The cell's HTML."""
        return Markup(self.html(row))  # noqa: S704  every part is escaped

    def html(self, row: Row) -> str:
        """The cell's HTML as plain text: long pages put thousands of these together."""
        text = self.show(row) if self.show else plain(self.value(row))
        body = str.__str__(text) if type(text) is Markup else escaped(text)
        link = self.href(row) if self.href else None
        return f'<a class="govuk-link" href="{escaped(link)}">{body}</a>' if link else body


@dataclass(frozen=True)
class Filter(Generic[Row]):
    """One choice above the table. For lists ``value`` reads the row (a list where it has several); for querysets
    ``lookup`` names the field."""

    key: str
    label: str
    choices: Sequence[tuple[str, str]]
    value: Callable[[Row], Any] | None = None
    lookup: str = ""


def plain(value: Any) -> str:
    """A value in words: dates as people say them, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return calendar.say_moment(value)
    if isinstance(value, date):
        return calendar.say_short(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value)


def _cell_for_export(value: Any) -> str:
    if isinstance(value, datetime):
        return calendar.local(value).isoformat(timespec="minutes")
    text = value.isoformat() if isinstance(value, date) else plain(value)
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, (int, float)) else text


@dataclass(frozen=True)
class Table(Generic[Row]):
    """The declaration of a list; see the module's own text."""

    name: str
    caption: str
    columns: Sequence[Column[Row]]
    filters: Sequence[Filter[Row]] = ()
    empty: str = "Nothing to show."
    page_size: int = PAGE
    sort: str = ""  # the column (with a leading - for last first) when the address names none

    def shown(self, request: HttpRequest, rows: Sequence[Row] | QuerySet[Any, Any]) -> Shown[Row]:
        """This table as the request's address asks for it; unknown keys and pages are read as the default."""
        chosen = {
            each.key: request.GET.get(f"{self.name}_{each.key}", "")
            for each in self.filters
            if request.GET.get(f"{self.name}_{each.key}", "") in {value for value, _ in each.choices}
        }
        keys = {column.key for column in self.columns if column.sortable}
        sort = request.GET.get(f"{self.name}_sort", "")
        sort = sort if sort.removeprefix("-") in keys else self.sort
        picked = (
            _from_queryset(self, rows, chosen, sort)
            if isinstance(rows, QuerySet)
            else _from_list(self, rows, chosen, sort)
        )
        wants = request.GET.get("format") == "csv" and request.GET.get("table", self.name) == self.name
        total = picked.count() if isinstance(picked, QuerySet) else len(picked)
        pages = max(1, -(-total // self.page_size))
        asked = request.GET.get(f"{self.name}_page", "1")
        page = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 9 else 1
        first = (page - 1) * self.page_size
        part = picked[:EXPORT_LIMIT] if wants else picked[first : first + self.page_size]
        return Shown(self, request, list(part), total, page, pages, sort, {k: v for k, v in chosen.items() if v}, wants)


def _from_list(table: Table[Row], rows: Sequence[Row], chosen: dict[str, str], sort: str) -> Sequence[Row]:
    picked = list(rows)
    for each in table.filters:
        wanted = chosen.get(each.key)
        read = each.value
        if wanted and read:
            picked = [row for row in picked if _is(read(row), wanted)]
    column = next((column for column in table.columns if sort and column.key == sort.removeprefix("-")), None)
    if column:
        known = [row for row in picked if column.value(row) is not None]
        unknown = [row for row in picked if column.value(row) is None]
        picked = sorted(known, key=column.value, reverse=sort.startswith("-")) + unknown
    return picked


def _is(value: Any, wanted: str) -> bool:
    """Whether a row's value is the wanted one, or (a list of them) has it."""
    return wanted in map(str, value) if isinstance(value, list) else str(value) == wanted


def _from_queryset(
    table: Table[Row], rows: QuerySet[Any, Any], chosen: dict[str, str], sort: str
) -> QuerySet[Any, Any]:
    for each in table.filters:
        wanted = chosen.get(each.key)
        if wanted and each.lookup:
            rows = rows.filter(**{each.lookup: wanted})
    column = next((column for column in table.columns if sort and column.key == sort.removeprefix("-")), None)
    if column and column.order:
        back = "-" if sort.startswith("-") else ""
        rows = rows.order_by(f"{back}{column.order}", "pk")
    return rows


@dataclass(frozen=True)
class Shown(Generic[Row]):
    """One page of a table, ready to print."""

    table: Table[Row]
    request: HttpRequest
    rows: list[Row]
    total: int
    page: int
    pages: int
    sort: str
    chosen: dict[str, str]
    wants_csv: bool

    def address(self, **changes: str | int | None) -> str:
        """This page's address with some of its parameters changed; None takes one away."""
        if not self.request.GET and list(changes) == ["sort", "page"] and changes["page"] is None:
            return f"{self.request.path}?{self.table.name}_sort={changes['sort']}"  # most heads of most tables
        changed = {key if key in _EXPORTS else f"{self.table.name}_{key}": value for key, value in changes.items()}
        kept = (
            (name, value)
            for name, values in self.request.GET.lists()
            if name not in _EXPORTS and name not in changed
            for value in values
        )
        query = urlencode([*kept, *((name, value) for name, value in changed.items() if value is not None)])
        return f"{self.request.path}?{query}" if query else self.request.path

    def heading(self, column: Column[Row]) -> dict[str, str]:
        """For a column's head: its text, its sort state (for ``aria-sort``) and the address that sorts by it."""
        now = "ascending" if self.sort == column.key else "descending" if self.sort == f"-{column.key}" else "none"
        next_sort = f"-{column.key}" if now == "ascending" else column.key
        return {"sort": now, "href": self.address(sort=next_sort, page=None) if column.sortable else ""}

    @property
    def head(self) -> Markup:
        """The heads of all columns as HTML; those that sort are links when there is something to sort."""
        out = []
        for column in self.table.columns:
            numeric = " govuk-table__header--numeric" if column.numeric else ""
            text, state = column.title_html, ""
            if column.sortable:
                head = self.heading(column)
                state = f' aria-sort="{head["sort"]}"'
                if self.total > 1:
                    text = f'<a class="rh-sort" href="{escaped(head["href"])}#{escaped(self.table.name)}">{text}</a>'
            out.append(f'<th scope="col" class="govuk-table__header{numeric}"{state}>{text}</th>')
        return Markup("".join(out))  # noqa: S704  every part above is escaped

    @property
    def body(self) -> Markup:
        """All rows as HTML; built here and not in the template because this is where a long page spends its time."""
        cells = [(column.starts, column.html) for column in self.table.columns]
        rows = ["</td>".join([start + html(row) for start, html in cells]) for row in self.rows]
        return Markup("".join([f'<tr class="govuk-table__row">{row}</td></tr>' for row in rows]))  # noqa: S704  escaped

    @property
    def csv_href(self) -> str:
        """The address of this list, as filtered and sorted, as CSV."""
        return self.address(format="csv", table=self.table.name, page=None)

    def csv(self) -> HttpResponse:
        """The whole list as filtered and sorted; cells that a spreadsheet would run as formulas are quoted."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(column.title for column in self.table.columns)
        writer.writerows([_cell_for_export(column.value(row)) for column in self.table.columns] for row in self.rows)
        response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.table.name}.csv"'
        return response
