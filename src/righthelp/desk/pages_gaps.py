"""What is still to find out, by team, and child by child."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.desk.gaps import ChildGaps, TeamGaps, by_team, children_of
from righthelp.desk.links import child_link
from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.render import render
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.people.completeness import QUESTIONS
from righthelp.practice.workforce.models import Team


def _count(key: str) -> Callable[[TeamGaps], int]:
    return lambda row: row.open[key]


def _has(key: str) -> Callable[[ChildGaps], bool]:
    return lambda row: any(each.key == key for each in row.questions)


TEAMS = Table[TeamGaps](
    name="teams",
    caption="Children with a worker, by team",
    columns=(
        Column("team", "Team", lambda row: row.team, href=lambda row: reverse("team-gaps", args=[row.id])),
        Column("children", "Children", lambda row: row.children, numeric=True),
        Column("complete", "Fully known", lambda row: row.complete, numeric=True),
        Column("share", "Share", lambda row: row.share, numeric=True, sortable=False),
        *(Column(each.key, each.words.split(",")[0], _count(each.key), numeric=True) for each in QUESTIONS),
    ),
    empty="No child in your reach has a worker.",
)

CHILDREN = Table[ChildGaps](
    name="children",
    caption="What is still to find out",
    columns=(
        Column("child", "Child", lambda row: row.name, href=lambda row: child_link(row.id)),
        Column("age", "Age", lambda row: row.age, sortable=False),
        Column("worker", "Worker", lambda row: row.worker),
        Column("count", "How many", lambda row: len(row.questions), numeric=True),
        Column("words", "What", lambda row: row.words, sortable=False),
    ),
    filters=(Filter("lacks", "Not yet known", [(each.key, each.words.split(",")[0]) for each in QUESTIONS]),),
    empty="Everything is known of every child here.",
    sort="-count",
)


@route(act="child.gaps", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def teams(request: PageRequest) -> HttpResponse:
    """How fully the children of each team are known; no child is named."""
    shown = TEAMS.shown(request, by_team(children_of(request.account, request.now)))
    if shown.wants_csv:
        return shown.csv()
    return render(request, "desk/gaps.html", {"title": "Still to find out", "shown": shown})


@route(act="child.gaps", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def team(request: PageRequest, team_id: int) -> HttpResponse:
    """The children of one team of whom something is not yet known."""
    held = Team.objects.filter(pk=team_id).first()
    if held is None:
        raise Http404
    lacks = request.GET.get("children_lacks", "")
    rows = [each for each in children_of(request.account, request.now, team=team_id) if each.questions]
    if lacks in {each.key for each in QUESTIONS}:
        rows = [each for each in rows if _has(lacks)(each)]
    shown = CHILDREN.shown(request, rows)
    saw(request, [each.id for each in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    crumbs = [{"text": "Still to find out", "href": reverse("gaps")}]
    return render(request, "desk/gaps.html", {"title": held.name, "shown": shown, "crumbs": crumbs})
