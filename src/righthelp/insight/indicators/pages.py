"""What people see of indicators: the catalogue, one figure with everything it stands on, and the list behind a
number."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import NoReverseMatch, reverse

from righthelp.foundation import calendar
from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import Month
from righthelp.foundation.journey import describe, registry
from righthelp.foundation.pages import charts
from righthelp.foundation.pages.render import render
from righthelp.insight.indicators import catalogue, queries, shown
from righthelp.insight.indicators.definition import Better, Indicator
from righthelp.insight.indicators.disclosure import for_publication
from righthelp.insight.indicators.figures import Series, change_said
from righthelp.insight.indicators.rows import Judged, judged
from righthelp.insight.indicators.tables import CATALOGUE, CatalogueRow, behind_table, listed
from righthelp.practice.missing import law

CRUMB = {"text": "Indicators", "href": "/indicators/"}
BETTER = {Better.LOWER: "Lower is better", Better.HIGHER: "Higher is better", Better.NEITHER: "Neither way is better"}
SPANS = (13, 25, 37, 61)
FIRST_YEAR = 1948  # no council looked after children before; and months can be counted back from here


def sees_small_numbers(account: Account) -> bool:
    """Whether the person's work opens children's records, or makes the reports; others see small counts withheld."""
    return any(permits(account, act) for act in ("child.see", "indicator.list", "report.write"))


def found(code: str) -> Indicator:
    """The indicator of an address, or 404."""
    try:
        return catalogue.indicator(code)
    except KeyError:
        raise Http404 from None


def _for(request: PageRequest, series: Series) -> Series:
    return series if sees_small_numbers(request.account) else for_publication(series)


def _asked(request: PageRequest, one: Indicator) -> tuple[date, int, str, str]:
    """As-at date, months and breakdown of the address, and a sentence when something in it was not understood."""
    today = calendar.local_date(request.now)
    problem, as_at = "", today
    if given := request.GET.get("as_at", "").strip():
        typed = day_of(given)
        as_at = typed or today
        problem = "" if typed else "That is not a date. Give it like 31 January 2019. Shown as at today instead."
    if as_at > today:
        as_at, problem = today, "That day has not come yet. Shown as at today instead."
    if not sees_small_numbers(request.account) and as_at != month_end(as_at):
        as_at = month_end(as_at)
        problem = f"Shown as at the end of {calendar.say_date(as_at)}: figures day by day could point at a child."
    spans = {str(span): span for span in SPANS}
    months = spans.get(request.GET.get("months", ""), queries.MONTHS)
    by = request.GET.get("by", "")
    return as_at, months, by if by in {each.key for each in one.dimensions} else "", problem


def _known(request: PageRequest) -> tuple[date | None, datetime | None]:
    """The day at whose end the figures are to be known, and its last moment; nothing for what we know now.

    Only for those who see small numbers: two days' figures may differ by one child.
    """
    day = day_of(request.GET.get("known", "").strip()) if sees_small_numbers(request.account) else None
    return day, calendar.end_of_day(day) if day and day < calendar.local_date(request.now) else None


def day_of(typed: str) -> date | None:
    """A day as people type it: 31 January 2019, 31 Jan 2019, 31/1/2019, 31 1 2019 or 2019-01-31."""
    tidy = " ".join(typed.replace("/", " ").replace(".", " ").split())
    for pattern in ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d %m %Y"):
        try:
            typed_day = datetime.strptime(tidy, pattern).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
        return typed_day if typed_day.year >= FIRST_YEAR else None
    return None


def month_end(day: date) -> date:
    """The day itself if it ends a month, otherwise the last day of the month before.

    Two days' figures of one month may differ by one child, so those who see small numbers withheld see months' ends.
    """
    month = Month.of(day)
    return day if day == month.last_day else (month - 1).last_day


def _wanted(one: Indicator, as_at: date, months: int, by: str, known_at: datetime | None) -> Series:
    """So many whole months; and the one still running, if the day is in the middle of it."""
    running = as_at != Month.of(as_at).last_day
    return queries.series(one, as_at, months + running, by, known_at=known_at)


@route(act="indicator.see", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def indicators(request: PageRequest) -> HttpResponse:
    """Every indicator, with its last finished month and the change on a year before."""
    today = calendar.local_date(request.now)
    as_at = today if sees_small_numbers(request.account) else month_end(today)
    rows = []
    words = request.GET.get("q", "").strip().lower()
    series_of = queries.many(catalogue.INDICATORS, as_at, queries.MONTHS + 1)
    for one in catalogue.INDICATORS:
        if words and words not in f"{one.code} {one.title} {one.meaning}".lower():
            continue
        series = _for(request, series_of[one.code])
        latest = shown.finished(series)[-1]
        before = next((point for point in series.points if point.month == latest.month - 12), None)
        rows.append(CatalogueRow(one, latest.said, change_said(one, latest, before) or "not known"))
    month = Month.of(month_end(as_at))
    return render(
        request,
        "indicators/catalogue.html",
        {
            "title": "Indicators",
            "table_": CATALOGUE.shown(request, rows),
            "month": month,
            "words": request.GET.get("q", "").strip()[:80],
            "withholds": not sees_small_numbers(request.account),
        },
    )


@route(act="indicator.see", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def indicator(request: PageRequest, code: str) -> HttpResponse:
    """One figure: thirteen months with chart and table, what it means, every choice, and its worked example."""
    one = found(code)
    as_at, months, by, problem = _asked(request, one)
    known, known_at = _known(request)
    series = _for(request, _wanted(one, as_at, months, by, known_at))
    if request.GET.get("format") == "csv":
        response = HttpResponse(shown.as_csv(series), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{one.code}-{as_at.isoformat()}.csv"'
        return response
    ended = shown.finished(series)
    latest = ended[-1] if ended else series.latest
    before = next((point for point in series.points if point.month == latest.month - 12), None)
    may_list = permits(request.account, "indicator.list")
    query = {"as_at": as_at.isoformat(), "by": by or None, "months": months if months != queries.MONTHS else None}
    if known_at and known:
        query["known"] = known.isoformat()

    def link(point: Any) -> str:
        if not may_list or point.withheld or not (point.numerator or point.denominator):
            return ""
        group = (
            f"&by={by}&group={point.group}"
            if by and point.group in {g.key for g in series.groups} and point in series.parts
            else ""
        )
        then = f"&known={known.isoformat()}" if known_at and known else ""
        return f"{reverse('indicator-list', args=[one.code, point.month.code])}?as_at={as_at.isoformat()}{then}{group}"

    return render(
        request,
        "indicators/indicator.html",
        {
            "title": one.title,
            "caption": one.code,
            "crumbs": [CRUMB],
            "one": one,
            "series": series,
            "as_at": as_at,
            "known": known if known_at else None,
            "by": by,
            "months": months,
            "spans": SPANS,
            "problem": problem,
            "latest": latest,
            "before": before,
            "change": change_said(one, latest, before).replace("percentage point", "point"),
            "so_far": series.latest if series.window.unfinished else None,
            "grid": shown.grid(series, link),
            "alt": shown.alt_of(series),
            "many": shown.is_many(series),
            "together": bool(series.by) and shown.drawn_together(series),
            "query": query,
            "better": BETTER[one.better],
            "said": said_of(one),
            "example": example_judged(one),
            "example_facts": example_facts(one),
            "withholds": not sees_small_numbers(request.account),
            "may_list": may_list,
        },
    )


@lru_cache(maxsize=128)
def said_of(one: Indicator) -> list[tuple[str, str]]:
    """The definition in words, made from the very nodes that are counted."""

    ours = re.compile(rf"\bis {law.OURS}\b")  # nobody knows their own council by its code

    def clause(text: str) -> str:
        return ours.sub("is our own", f"{text[0].upper()}{text[1:]}.")

    rows = [("Counted", clause(describe(one.of)))]
    if one.success is not None:
        rows.append(("Of these, successful", clause(describe(one.success))))
    rows.append(("Which month", "At the end of each month." if one.stock else clause(describe(one.dated_by))))
    return rows


@lru_cache(maxsize=128)
def example_judged(one: Indicator) -> list[Judged]:
    """What the definition makes of its worked example, worked out once."""
    return judged(one, one.example)


@lru_cache(maxsize=128)
def example_facts(one: Indicator) -> list[str]:
    """The stated facts of each child of the worked example, in words."""
    facts = one.journey.facts
    said = []
    for child in one.example.episodes:
        known = {name: when for name, when in child.facts.items() if isinstance(when, datetime)}
        moments = sorted((when, place, name) for place, name in enumerate(facts) if (when := known.get(name)))
        told = [
            f"{facts[name].sentence}: {calendar.say_moment(when)}" for when, _, name in moments if name != "notified"
        ]
        said.append("; ".join(told))
    return said


@route(act="indicator.see", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def chart(request: PageRequest, code: str) -> HttpResponse:
    """The chart of an indicator's page, as an image of its own."""
    one = found(code)
    as_at, months, by, _ = _asked(request, one)
    _, known_at = _known(request)
    return charts.answer(request, shown.drawn(_for(request, _wanted(one, as_at, months, by, known_at))))


@route(act="indicator.list", audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def behind(request: PageRequest, code: str, month: str) -> HttpResponse:
    """The episodes (or children) behind one number: the same query as the number itself."""
    one = found(code)
    as_at, _, by, problem = _asked(request, one)
    group = request.GET.get("group") if by else None
    try:
        of = Month.parse(month)
        known, known_at = _known(request)
        members = queries.behind(one, as_at, of, by, group, known_at)
    except ValueError:
        raise Http404 from None
    if by and one.dimension(by).numerator_only and group is not None:
        members = [member for member in members if member.success]
    binding = registry.binding(one.journey)
    rows = binding.model._default_manager.filter(pk__in=[member.id for member in members])
    reached = within_reach(
        rows, request.account, "indicator.list", kind=one.journey.subject, field=binding.subject_field, now=request.now
    )
    entries = listed(one, binding, reached, members, _address)
    saw(request, {entry.subject_id for entry in entries if entry.subject_id is not None})
    table = behind_table(one).shown(request, entries)
    if table.wants_csv:
        return table.csv()
    # Both numbers are of what is listed: they must tell of nobody whose record is closed to the reader.
    successes = sum(entry.success for entry in entries)
    return render(
        request,
        "indicators/behind.html",
        {
            "title": f"{one.title}: {of}",
            "caption": one.code,
            "crumbs": [
                CRUMB,
                {"text": one.title, "href": f"{reverse('indicator', args=[one.code])}?as_at={as_at.isoformat()}"},
            ],
            "one": one,
            "as_at": as_at,
            "known": known if known_at else None,
            "problem": problem,
            "total": len(entries),
            "successes": successes,
            "group": _group_title(one, by, group),
            "table_": table,
        },
    )


def _group_title(one: Indicator, by: str, group: str | None) -> str:
    if not by or group is None:
        return ""
    from righthelp.insight.indicators.counting import labels

    dimension = one.dimension(by)
    return f"{dimension.title}: {labels(one, dimension).get(group, group or dimension.blank)}"


def _address(name: str, key: int | None) -> str | None:
    """The page of a record, if the house has such a page."""
    if not name or key is None:
        return None
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return None
