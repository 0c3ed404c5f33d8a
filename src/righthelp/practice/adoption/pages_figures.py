"""The figures of adoption: one financial year and three, and the children behind each as far as the reader may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.render import render
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.adoption import queries_figures as queries
from righthelp.practice.adoption.figures import MEASURES, Figure, Member, figure, of_both, said, year_of, years

FIGURES = "adoption.figures"
_BACK = 10


@dataclass(frozen=True)
class Row:
    """One measure of the page."""

    key: str
    title: str
    meaning: str
    limit: int | None
    year: Figure
    three: Figure
    year_said: str
    three_said: str


def _year(request: PageRequest) -> tuple[int, list[int]]:
    """The financial year asked for, and those that may be."""
    last = year_of(local_date(request.now))
    known = list(range(last, last - _BACK, -1))
    asked = request.GET.get("year", "")
    return (int(asked) if asked in {str(each) for each in known} else last), known


def _called(year: int) -> str:
    return f"{year} to {year + 1}"


@route(act=FIGURES, audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def figures(request: PageRequest) -> HttpResponse:
    """Every measure for a financial year, and for the three that end with it."""
    year, known = _year(request)
    small = permits(request.account, "adoption.see")
    cases, leavers = queries.cases(), queries.leavers()
    rows = []
    for key, measure in MEASURES.items():
        one, three = of_both(key, cases, leavers, year)
        texts = said(one, small=small), said(three, small=small)
        rows.append(Row(key, measure.title, measure.meaning, measure.limit, one, three, *texts))
    table = Table[Row](
        name="figures",
        caption=f"Adoption, April {year} to March {year + 1}",
        columns=(
            Column("title", "Measure", lambda row: row.title),
            Column("year", "The year", lambda row: row.year_said, href=lambda row: _behind(row.key, year, 1, small)),
            Column(
                "three", "Three years", lambda row: row.three_said, href=lambda row: _behind(row.key, year, 3, small)
            ),
            Column("limit", "At most", lambda row: f"{row.limit} days" if row.limit else ""),
            Column("meaning", "Counted", lambda row: row.meaning),
        ),
        filters=(),
        empty="Nothing is counted.",
    )
    shown = table.shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Adoption figures",
        "crumbs": [{"text": "Adoption", "href": reverse("adoption:board")}] if small else [],
        "shown": shown,
        "year": year,
        "years": [(each, _called(each)) for each in known],
        "small": small,
    }
    return render(request, "adoption/figures.html", context)


def _behind(key: str, year: int, many: int, small: bool) -> str | None:
    return f"{reverse('adoption:behind', args=[key])}?year={year}&years={many}" if small else None


@route(act="adoption.see", audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def behind(request: PageRequest, key: str) -> HttpResponse:
    """The children behind one figure whose records the reader may open. A sealed record is nobody's to open."""
    if key not in MEASURES or not permits(request.account, FIGURES):
        raise Http404
    year, _ = _year(request)
    many = 3 if request.GET.get("years") == "3" else 1
    found = figure(key, queries.cases(), queries.leavers(), years(year, many))
    names = queries.names(found.members, request.account, request.now)
    rows = [each for each in found.members if each.child in names]
    table = Table[Member](
        name="behind",
        caption=f"{MEASURES[key].title}, {_called(year)}{' and the two years before' if many == 3 else ''}",
        columns=(
            Column("child", "Child", lambda row: names[row.child], href=_page),
            Column("days", "Days", lambda row: row.days, numeric=True),
            Column("success", "Counts as met", _met),
        ),
        filters=(
            Filter(
                "success", "Counts as met", [("yes", "Yes"), ("no", "No")], lambda row: "yes" if row.success else "no"
            ),
        ),
        empty="No child of this figure has a record that you may open.",
    )
    shown = table.shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": MEASURES[key].title,
        "caption": MEASURES[key].meaning,
        "crumbs": [{"text": "Adoption figures", "href": f"{reverse('adoption:figures')}?year={year}"}],
        "shown": shown,
    }
    return render(request, "adoption/behind.html", context)


def _met(row: Member) -> str:
    return "" if row.success is None else "Yes" if row.success else "No"


def _page(row: Member) -> str:
    return reverse("adoption:child", args=[row.child])
