"""Work with families: what runs, counts by month, one child's page, the family's plan to print."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.cells import pounds
from righthelp.foundation.pages.render import render
from righthelp.practice.care.models import InCare
from righthelp.practice.casework.pages_shared import child_subject, crumbs_of, reaches, subject_of, the_child
from righthelp.practice.family_group import queries, tables
from righthelp.practice.family_group.models import Check, Edge, Group, Resource, Return, Work

SEE, RECORD, DECIDE = "family.see", "family.record", "family.decide"
OURS = Purpose.ALLOCATED
ROOM = ("Family", "family_group:child")
ALSO_OTHERS = "It also stands on the record of other children, whom you may not see."


def group_subject(group_id: int) -> Subject:
    """The child whom the family meets about."""
    return subject_of(Group, group_id)


def resource_subject(resource_id: int) -> Subject:
    """The child for whom money is asked."""
    return subject_of(Resource, resource_id)


def edge_subject(edge_id: int) -> Subject:
    """The child at the edge of care."""
    return subject_of(Edge, edge_id)


def work_subject(work_id: int) -> Subject:
    """The child with whose family somebody worked."""
    return subject_of(Work, work_id)


def return_subject(plan_id: int) -> Subject:
    """The child who may go home."""
    return subject_of(Return, plan_id)


def check_subject(check_id: int) -> Subject:
    """The child who went home."""
    return subject_of(Check, check_id)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Families within reach with whom somebody works: conferences, the edge of care, going home."""
    rows = queries.running(request.account, request.now)
    shown = tables.running_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Families",
        "shown": shown,
        "sorts": [(key, words, *_counts(rows, key)) for key, words in queries.SORTS.items()],
        "late": sum(row.late for row in rows),
        "money": sum(bool(row.money) for row in rows),
    }
    return render(request, "family_group/board.html", context)


def _counts(rows: Sequence[queries.Running], sort: str) -> tuple[int, int]:
    """How much work of a sort runs, brothers and sisters together counted once; and with how many children."""
    mine = [row for row in rows if row.sort == sort]
    return len({row.work for row in mine}), len(mine)


@route(act=SEE, audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def months(request: PageRequest) -> HttpResponse:
    """Conferences, the edge of care and going home, counted by month."""
    rows = queries.months(request.account, request.now)
    shown = tables.months_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    year = rows[:12]
    context = {
        "title": "Families by month",
        "crumbs": [{"text": "Families", "href": reverse("family_group:board")}],
        "shown": shown,
        "held": sum(row.held for row in year),
        "children": queries.children_heard(request.account, request.now, year[-1].month),
        "ended": sum(row.ended for row in year),
        "kept": sum(row.kept for row in year),
        "returned": sum(row.returned for row in year),
        "relatives": sum(row.relatives for row in year),
    }
    return render(request, "family_group/months.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def child(request: PageRequest, child_id: int) -> HttpResponse:
    """One child: what the family decided, work at the edge of care, the way home."""
    about = the_child(request, child_id)
    groups = queries.groups_of(child_id)
    edges, returns = queries.edges_of(child_id), queries.returns_of(child_id)
    beside = queries.beside(groups, request.account, request.now)
    saw(request, [one.child for others in beside.values() for one in others])
    context = {
        "title": about.name,
        "caption": "Family",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "groups": groups,
        "beside": beside,
        "unseen": {each.pk for each in groups if each.runs and queries.unseen(each, request.account, request.now)},
        "also_others": ALSO_OTHERS,
        "promises": queries.promises(groups),
        "edges": edges,
        "returns": returns,
        "backs": queries.backs_of(child_id),
        "due": queries.dues(child_id),
        "in_care": InCare.objects.filter(child_id=child_id, ends__isnull=True).exists(),
        "edge_runs": any(each.runs for each in edges),
        "return_runs": any(each.runs and each.returned is None for each in returns),
        "records": reaches(request, RECORD),
        "decides": reaches(request, DECIDE),
        "pounds": pounds,
        "now": request.now,
    }
    return render(request, "family_group/child.html", context)


@route(act=SEE, audit=Kind.EXPORT, purpose=OURS, subject=group_subject)
def plan_print(request: PageRequest, group_id: int) -> HttpResponse:
    """The family's plan, to take along."""
    group = next((each for each in queries.groups_of(group_subject(group_id).id) if each.pk == group_id), None)
    if group is None or not group.plan:
        raise Http404
    about = the_child(request, group.child_id)
    beside = queries.beside([group], request.account, request.now).get(group_id, [])
    others = [one for one in beside if not one.out]
    saw(request, [one.child for one in beside])
    names = [about.name, *(one.name for one in others)]
    done = queries.promises([group], also={one.child for one in others}).get(group.meeting_id or 0, [])
    money = [*group.resources.all(), *(each for one in beside for each in one.money)]
    context = {
        "title": f"The family’s plan for {', '.join(names)}",
        "crumbs": crumbs_of(about, ROOM),
        "group": group,
        "promised": queries.as_one(done),
        "approved": [each for each in money if each.approved],
        "pounds": pounds,
        "printed_by": request.account.name,
        "printed_at": request.now,
    }
    return render(request, "family_group/plan_print.html", context)


def _door(child_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("family_group:child", args=[child_id]))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def of_group(request: PageRequest, group_id: int) -> HttpResponse:
    """Something about a conference is due."""
    return _door(group_subject(group_id).id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=edge_subject)
def of_edge(request: PageRequest, edge_id: int) -> HttpResponse:
    """Somebody is to be with the family."""
    return _door(edge_subject(edge_id).id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=return_subject)
def of_return(request: PageRequest, plan_id: int) -> HttpResponse:
    """It is to be asked whether going home holds."""
    return _door(return_subject(plan_id).id)


__all__ = [
    "ALSO_OTHERS",
    "DECIDE",
    "OURS",
    "RECORD",
    "ROOM",
    "SEE",
    "board",
    "check_subject",
    "child",
    "edge_subject",
    "group_subject",
    "months",
    "of_edge",
    "of_group",
    "of_return",
    "plan_print",
    "resource_subject",
    "return_subject",
    "work_subject",
]
