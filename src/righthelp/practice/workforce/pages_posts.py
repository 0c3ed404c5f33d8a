"""The pages of the establishment: figures of any day, the seats behind them, one post, and new posts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import Month, say_date
from righthelp.foundation.pages import charts
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people.models import Area
from righthelp.practice.workforce import record_posts
from righthelp.practice.workforce.forms_posts import EndPostForm, PostForm
from righthelp.practice.workforce.models import Post, Team
from righthelp.practice.workforce.models_posts import Service
from righthelp.practice.workforce.pages_shared import crumbs, day_asked
from righthelp.practice.workforce.queries_posts import (
    Establishment,
    Of,
    establishment,
    leavers,
    months_to,
    seats,
    year_before,
)
from righthelp.practice.workforce.tables_posts import AREAS, LEAVERS, SEATS, Line, figures_table, said, said_share

MONTHS = 13
GROUPS = (("area", "Area"), ("service", "Service"), ("team", "Team"))


def _asked(request: PageRequest) -> Of:
    area, service = request.GET.get("area", ""), request.GET.get("service", "")
    team = request.GET.get("team", "")
    return Of(
        qualified=request.GET.get("posts") != "all",
        area=area if area in {*dict(AREAS), "city"} else "",
        service=service if service in Service.values else "",
        team=int(team) if team.isdecimal() and len(team) < 10 else None,
    )


def _query(of: Of, on: date, **more: object) -> dict[str, str]:
    found = {"on": on.isoformat(), "posts": "" if of.qualified else "all", "area": of.area, "service": of.service}
    found |= {"team": "" if of.team is None else str(of.team)}
    found |= {key: str(value) for key, value in more.items()}
    return {key: value for key, value in found.items() if value}


def _link(name: str, of: Of, on: date, **more: object) -> str:
    return f"{reverse(name)}?{urlencode(_query(of, on, **more))}"


def _of_words(of: Of) -> str:
    what = "Social work posts" if of.qualified else "All posts"
    where = Area(of.area).label if of.area in Area.values else "for the whole city" if of.area else ""
    service = Service(of.service).label if of.service else ""
    team = Team.objects.filter(pk=of.team).values_list("name", flat=True).first() if of.team else ""
    return ", ".join(part for part in (what, where, service, team or "") if part)


@route(act="post.see", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def posts(request: PageRequest) -> HttpResponse:
    """Established, filled, vacant, agency share and turnover: on a day, month by month, and by area, service, team."""
    on, problem = day_asked(request)
    of = _asked(request)
    days = months_to(on, MONTHS)
    series = {row.key: row for row in establishment(days, of)}
    by = request.GET.get("by", "area")
    by = by if by in dict(GROUPS) else "area"
    months = figures_table("At the end of", f"Month by month: {_of_words(of)}", "months").shown(
        request,
        [
            Line(f"{Month.of(day)}", series[str(day)], _link("post-seats", of, day), str(day))
            for day in reversed(days)
            if str(day) in series
        ],
    )
    groups = figures_table(dict(GROUPS)[by], f"By {by} on {say_date(on)}", "groups").shown(
        request, _lines(establishment([on], of, by), of, on, by)
    )
    for shown in (months, groups):
        if shown.wants_csv:
            return shown.csv()
    now = series.get(str(on))
    context = {
        "title": "Posts and who holds them",
        "crumbs": crumbs(),
        "problem": problem,
        "on": on,
        "of": of,
        "of_words": _of_words(of),
        "now": now,
        "before": {row.key: row for row in establishment([year_before(on)], of)}.get(str(year_before(on))),
        "said": said,
        "share": said_share,
        "months": months,
        "groups": groups,
        "by": by,
        "group_choices": GROUPS,
        "areas": [*AREAS, ("city", "Whole city")],
        "services": Service.choices,
        "chart": _link("post-chart", of, on),
        "seats": _link("post-seats", of, on),
        "vacant": _link("post-seats", of, on, seats_basis="vacant"),
        "agency": _link("post-seats", of, on, seats_basis="agency"),
        "left": _link("post-leavers", of, on),
    }
    return render(request, "workforce/posts.html", context)


def _lines(rows: list[Establishment], of: Of, on: date, by: str) -> list[Line]:
    words: dict[str, str] = {}
    if by == "area":
        words = {**dict(Area.choices), "": "Whole city"}
    elif by == "service":
        words = {**dict(Service.choices), "": "No service"}
    else:
        words = {str(pk): name for pk, name in Team.objects.values_list("pk", "name")}
    lines = []
    for row in rows:
        key = row.key or ("city" if by == "area" else "")
        if by == "team":
            inside = replace(of, team=int(key))
        else:
            inside = replace(of, area=key) if by == "area" else replace(of, service=key)
        called = words.get(row.key, row.key)
        lines.append(Line(called, row, _link("post-seats", inside, on), called))
    return sorted(lines, key=lambda line: line.order)


@route(act="post.see", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def post_chart(request: PageRequest) -> HttpResponse:
    """Agency and vacant share of posts over twenty-five months, as an image."""
    on, _ = day_asked(request)
    days = months_to(on, 25)
    series = {row.key: row for row in establishment(days, _asked(request))}

    def values(read: str) -> list[float | int | None]:
        found = [getattr(series[str(day)], read) if str(day) in series else None for day in days]
        return [None if value is None else float(value) for value in found]

    lines = [
        charts.Line("Agency share", values("agency_share")),
        charts.Line("Vacant share", values("vacant_share")),
        charts.Line("Turnover, 12 months", values("turnover")),
    ]
    labels = [str(Month.of(day)) for day in days]
    return charts.answer(request, charts.line_chart(labels, lines, unit="per cent", height=240))


@route(act="post.see", audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def post_seats(request: PageRequest) -> HttpResponse:
    """The seats behind a figure: the same rows that it sums."""
    on, problem = day_asked(request)
    of = _asked(request)
    shown = SEATS.shown(request, seats(on, of))
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": f"Posts on {say_date(on)}",
        "caption": _of_words(of),
        "crumbs": crumbs(("Posts", _link("posts", of, on))),
        "problem": problem,
        "shown": shown,
    }
    return render(request, "workforce/seats.html", context)


@route(act="post.see", audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def post_leavers(request: PageRequest) -> HttpResponse:
    """Who left in the twelve months to a day: the rows behind the turnover."""
    on, problem = day_asked(request)
    of = _asked(request)
    shown = LEAVERS.shown(request, leavers(on, of))
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": f"Leavers in the twelve months to {say_date(on)}",
        "caption": _of_words(of),
        "crumbs": crumbs(("Posts", _link("posts", of, on))),
        "problem": problem,
        "shown": shown,
    }
    return render(request, "workforce/seats.html", context)


@route(act="post.see", audit=Kind.LIST, writes="post.keep", purpose=Purpose.SUPERVISION)
def post(request: PageRequest, post_id: int) -> HttpResponse:
    """One post: what it is, everybody who has held it, and the form that gives it up."""
    held = Post.objects.select_related("team").filter(pk=post_id).first()
    if held is None:
        raise Http404
    form = opened(request, EndPostForm)
    if form.recorded(
        lambda data: record_posts.disestablished(post=post_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "post", post_id, say="The post is given up from that day.")
    context = {
        "title": f"{held.title}, {held.number}",
        "caption": held.team.name,
        "crumbs": crumbs(("Posts", reverse("posts")), (held.team.name, reverse("team", args=[held.team_id]))),
        "post": held,
        "said": said,
        "last_day": held.ends - timedelta(days=1) if held.ends else None,
        "holdings": held.holdings.select_related("worker").order_by("-starts"),
        "form": form,
    }
    return render(request, "workforce/post.html", context)


@route(act="post.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def post_new(request: PageRequest) -> HttpResponse:
    """New posts are agreed for a team."""
    open_teams = Team.objects.filter(Q(closed__isnull=True)).order_by("name")
    form = opened(request, PostForm, teams=[(str(pk), name) for pk, name in open_teams.values_list("pk", "name")])
    if form.recorded(lambda data: record_posts.established(by=request.account, now=request.now, **data)):
        return done(request, "team", form.cleaned_data["team"], say="The posts are established.")
    context = {"title": "Establish posts", "crumbs": crumbs(("Posts", reverse("posts"))), "form": form}
    return render(request, "workforce/form.html", context | {"button": "Establish", "problem": ""})


def may_keep(request: PageRequest) -> bool:
    """Whether this account may write posts and movements."""
    return permits(request.account, "post.keep")
