"""Reports of the missing team: twice a week, each week, and lists that look across children."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, start_of_day
from righthelp.foundation.pages.render import render
from righthelp.foundation.pages.tables import Shown, Table
from righthelp.practice.missing import queries_lists, queries_reports
from righthelp.practice.missing.models import Episode
from righthelp.practice.missing.pages_shared import crumbs
from righthelp.practice.missing.queries import OPEN_FOR, rows_of
from righthelp.practice.missing.tables import (
    AT_ADDRESS,
    FOUND,
    HOT_LIST,
    LONGEST,
    NEW,
    OPEN_NOW,
    PEOPLE_NAMED,
    PLACEMENT_NEWS,
    PLACES_NAMED,
    REPEAT,
    UNALLOCATED,
)
from righthelp.practice.people.homes import kept_quiet
from righthelp.practice.people.models import Address

PERIODS = (("30", "30 days"), ("90", "90 days"), ("365", "12 months"))


def _visible(request: PageRequest, act: str) -> QuerySet[Episode]:
    return within_reach(Episode.objects.all(), request.account, act, kind="child", field="child_id", now=request.now)


def _period(request: PageRequest) -> tuple[str, date, date]:
    """The period asked for: days back, its first day, and the day after its last (today is in it)."""
    asked = request.GET.get("days", "90")
    days = asked if asked in dict(PERIODS) else "90"
    ends = local_date(request.now) + timedelta(days=1)
    return days, ends - timedelta(days=int(days)), ends


def _csv(*shown: Shown[object]) -> HttpResponse | None:
    return next((each.csv() for each in shown if each.wants_csv), None)


def _list(
    request: PageRequest, title: str, tables: list[Shown[object]], *, lead: str = "", period: str = "", note: str = ""
) -> HttpResponse:
    """A page of lists, or one of them as CSV."""
    return _csv(*tables) or render(
        request,
        "missing/lists.html",
        {
            "title": title,
            "crumbs": crumbs(request),
            "tables": tables,
            "lead": lead,
            "note": note,
            "period": period,
            "periods": PERIODS if period else (),
        },
    )


def _shown(table: Table[object], request: PageRequest, rows: object) -> Shown[object]:
    return table.shown(request, rows)  # type: ignore[arg-type]  # each table is given its own kind of rows


@route(act="missing.report", audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def managers_report(request: PageRequest) -> HttpResponse:
    """Twice a week, for senior and team managers: open, new and found since the last one."""
    since = queries_reports.last_report_before(request.now)
    back = request.GET.get("since", "")
    if back == "previous":
        since = queries_reports.last_report_before(since)
    made = queries_reports.managers_report(since, request.now, _visible(request, "missing.report"))
    saw(request, {row.child_id for row in (*made.missing_now, *made.new, *made.found)})
    tables = [
        OPEN_NOW.shown(request, made.missing_now),
        NEW.shown(request, made.new),
        FOUND.shown(request, made.found),
    ]
    return _csv(*tables) or render(  # type: ignore[arg-type]  # a shown table is one whatever its rows
        request,
        "missing/managers_report.html",
        {
            "title": "Managers’ report: missing children",
            "crumbs": crumbs(request),
            "report": made,
            "tables": tables,
            "previous": back == "previous",
        },
    )


@route(act="missing.briefing", audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def briefing(request: PageRequest) -> HttpResponse:
    """Each week, for the chief executive and the director of practice."""
    made = queries_reports.briefing(request.now, _visible(request, "missing.briefing"))
    saw(request, {row.child_id for row in (*made.longest, *made.high_risk)} | {row.child_id for row in made.repeat})
    repeat = REPEAT.shown(request, made.repeat)
    longest = LONGEST.shown(request, made.longest)
    return _csv(repeat, longest) or render(  # type: ignore[arg-type]  # a shown table is one whatever its rows
        request,
        "missing/briefing.html",
        {
            "title": "Weekly briefing: missing children",
            "crumbs": crumbs(request),
            "briefing": made,
            "last_day": made.ends - timedelta(days=1),
            "repeat": repeat,
            "longest": longest,
        },
    )


@route(act="missing.report", audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def repeat_missing(request: PageRequest) -> HttpResponse:
    """Children missing three times or more in thirty days."""
    rows = queries_lists.repeat_missing(request.now, _visible(request, "missing.report"))
    saw(request, {row.child_id for row in rows})
    return _list(
        request,
        "Repeat missing",
        [_shown(REPEAT, request, rows)],  # type: ignore[arg-type]  # as in _shown
        lead="Each child counts once, with the status they had the last time.",
    )


@route(act="missing.places", audit=Kind.LIST, purpose=Purpose.MISSING)
def hot_list(request: PageRequest) -> HttpResponse:
    """Homes and addresses that children go missing from again and again."""
    days, starts, ends = _period(request)
    homes = request.GET.get("homes") == "1"
    visible = _visible(request, "missing.places")
    rows = queries_lists.hot_list(starts, ends, visible, homes_only=homes, limit=200)
    news = queries_reports.placement_news(starts, ends, visible)
    return _list(
        request,
        "Hot list",
        [
            _shown(HOT_LIST, request, rows),  # type: ignore[arg-type]  # as in _shown
            _shown(PLACEMENT_NEWS, request, news),  # type: ignore[arg-type]  # as in _shown
        ],
        lead="Two episodes or more. Many episodes from one home say something of the home, not of the children.",
        period=days,
    )


@route(act="missing.places", audit=Kind.LIST, purpose=Purpose.MISSING)
def address(request: PageRequest, address_id: int) -> HttpResponse:
    """The episodes from one address in the last year."""
    place = Address.objects.filter(~kept_quiet("pk"), pk=address_id).first()
    if place is None:
        raise Http404
    since = start_of_day(local_date(request.now) - timedelta(days=365))
    episodes = _visible(request, "missing.places").filter(
        address=address_id, cancelled__isnull=True, notified__gte=since
    )
    rows = rows_of(episodes.order_by("-missing_from", "pk"), request.now)
    if not rows:  # nobody browses the addresses of the city here
        raise Http404
    saw(request, {row.child_id for row in rows})
    return _list(
        request,
        place.name or f"{place.line}, {place.locality}",
        [_shown(AT_ADDRESS, request, rows)],  # type: ignore[arg-type]  # as in _shown
        lead="Reported in the last twelve months.",
    )


@route(act="missing.places", audit=Kind.LIST, purpose=Purpose.MISSING)
def named(request: PageRequest) -> HttpResponse:
    """Places and people that children named in their interviews."""
    days, starts, ends = _period(request)
    visible = _visible(request, "missing.places")
    return _list(
        request,
        "Places and people named",
        [
            _shown(PLACES_NAMED, request, queries_reports.places_named(starts, ends, visible)),  # type: ignore[arg-type]  # as in _shown
            _shown(PEOPLE_NAMED, request, queries_reports.people_named(starts, ends, visible)),  # type: ignore[arg-type]  # as in _shown
        ],
        lead="From return home interviews. Share with the police’s partnership team and the exploitation hub.",
        period=days,
    )


@route(act="missing.board", audit=Kind.LIST, purpose=Purpose.MISSING)
def unallocated(request: PageRequest) -> HttpResponse:
    """Children at home, missing lately, whom nobody is allocated to."""
    rows = queries_lists.without_worker(request.now, _visible(request, "missing.board"))
    saw(request, {row.child_id for row in rows})
    return _list(
        request,
        "Children who need a worker",
        [_shown(UNALLOCATED, request, rows)],  # type: ignore[arg-type]  # as in _shown
        lead=f"Missing in the last {OPEN_FOR.days} days. Ask the front door to allocate them, or record why not.",
    )
