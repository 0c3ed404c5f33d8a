"""The lists of child protection: plans, conferences, one child's history, numbers by age."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date, say_short, start_of_day
from righthelp.foundation.pages import charts
from righthelp.foundation.pages.render import render
from righthelp.foundation.pages.tables import Column, Table
from righthelp.practice.people.models import Person
from righthelp.practice.protection import queries, queries_numbers, queries_plan
from righthelp.practice.protection.models import Escalation, Milestone, ProtectionPlan, Stage, TransferOut
from righthelp.practice.protection.pages_shared import (
    child_subject,
    crumbs,
    escalation_subject,
    milestone_subject,
    stage_subject,
    transfer_subject,
)
from righthelp.practice.protection.queries_numbers import Group
from righthelp.practice.protection.tables import ahead_table, needed_table, plans_table, waiting_table, work_table

SEE = "protection.see"


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.REVIEW)
def plans(request: PageRequest) -> HttpResponse:
    """Children with a child protection plan."""
    rows = queries_plan.plans(request.account, request.now)
    prompts = queries_plan.eased([row.plan for row in rows], request.now)
    shown = plans_table(rows, prompts).shown(request, rows)
    saw(request, [row.plan.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Child protection",
        "shown": shown,
        "total": len(rows),
        "late": sum(1 for row in rows if row.late),
        "long": sum(1 for row in rows if row.months >= 18),
        "again": sum(1 for row in rows if row.plan.within_two_years),
        "eased": len(prompts),
        "numbers": permits(request.account, "protection.numbers"),
    }
    return render(request, "protection/plans.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.REVIEW)
def conferences(request: PageRequest) -> HttpResponse:
    """What a conference is needed for, what is booked, what is to be decided and given out; and the chairs' work."""
    account, now = request.account, request.now
    unasked = queries.needed(account, now)
    rows = queries.waiting(account, now)
    first = needed_table(now, permits(account, "protection.work")).shown(request, unasked)
    second = waiting_table(now).shown(request, rows)
    ahead = queries_plan.reviews_ahead(account, now)
    third = ahead_table(now, permits(account, "protection.work")).shown(request, ahead)
    saw(
        request,
        [row.child_id for row in unasked]
        + [each.row.child_id for each in rows]
        + [each.plan.child_id for each in ahead],
    )
    for shown in (first, second, third):
        if shown.wants_csv:
            return shown.csv()
    worker = getattr(account, "worker", None)
    until = start_of_day(queries.weeks_from(local_date(now))[1])
    week = sorted(
        {
            each.row.meeting
            for each in rows
            if each.row.meeting and now - timedelta(days=1) < each.row.meeting.planned < until
        },
        key=lambda meeting: meeting.planned,
    )
    context = {
        "title": "Conferences",
        "crumbs": crumbs(),
        "needed": first,
        "waiting": second,
        "ahead": third,
        "manages": permits(account, "protection.chair"),
        "week": [
            (meeting, worker is not None and meeting.chair_id == worker.pk, _names(meeting.pk, rows))
            for meeting in week
        ],
        "give": queries.to_give_out(account, now),
        "late": sum(1 for each in rows if each.late(now)) + sum(1 for row in unasked if row.due and row.due < now),
        "book": sum(1 for each in rows if each.stage == "book"),
        "decide": sum(1 for each in rows if each.stage == "decide"),
        "open": len(rows),
    }
    return render(request, "protection/conferences.html", context)


@route(act="protection.chair", audit=Kind.PAGE, purpose=Purpose.REVIEW)
def chairs(request: PageRequest) -> HttpResponse:
    """The chairs and their work, week by week: who could take another conference. It names no child."""
    mondays = queries.weeks_from(local_date(request.now))
    table = work_table([f"Week of {say_short(day)}" for day in mondays])
    shown = table.shown(request, queries.work_of_chairs(request.now))
    if shown.wants_csv:
        return shown.csv()
    back = crumbs(("Conferences", reverse("protection:conferences")))
    return render(request, "protection/chairs.html", {"title": "The chairs", "crumbs": back, "shown": shown})


def _names(meeting: int, rows: list[queries.Waiting]) -> str:
    return ", ".join(str(each.row.child) for each in rows if each.row.meeting_id == meeting)


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """Everything of child protection in one child's life."""
    child = get_object_or_404(Person, pk=child_id)
    found = list(ProtectionPlan.objects.filter(child=child).select_related("chair").order_by("-starts"))
    context = {
        "title": str(child),
        "caption": "Child protection",
        "crumbs": crumbs(),
        "child": child,
        "plans": [(plan, queries_plan.category_words(plan), queries_plan.short(plan)) for plan in found],
        "conferences": list(queries.of_child(child_id)),
        "asks": permits(request.account, "protection.work") and not any(plan.ends is None for plan in found),
    }
    return render(request, "protection/of_child.html", context)


def _spec(groups: list[Group], labels: list[str]) -> charts.Spec:
    lines = [charts.Line(each.words, each.numbers) for each in groups]
    return charts.line_chart(labels, lines, unit="Children with a plan")


def _number(place: int, group: Group) -> int:
    return group.numbers[place]


@route(act="protection.numbers", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def numbers(request: PageRequest) -> HttpResponse:
    """How many children have a plan, by age, over thirteen months; growth of babies and the oldest stands out."""
    days, groups = queries_numbers.by_age(local_date(request.now))
    columns: list[Column[Group]] = [
        Column("age", "Age", lambda group: group.words, sortable=False),
        *(
            Column(f"m{at}", say_short(day), partial(_number, at), numeric=True, sortable=False)
            for at, day in enumerate(days)
        ),
        Column("change", "Over the year", lambda group: f"{group.change:+d}", numeric=True, sortable=False),
    ]
    shown = Table[Group](name="ages", caption="Children with a plan, by age", columns=columns).shown(request, groups)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Child protection plans by age",
        "crumbs": crumbs(),
        "shown": shown,
        "grown": [each for each in groups if each.grown],
        "total": sum(each.numbers[-1] for each in groups),
        "before": sum(each.numbers[0] for each in groups),
        "since": say_date(days[0]),
    }
    return render(request, "protection/numbers.html", context)


@route(act="protection.numbers", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def numbers_chart(request: PageRequest) -> HttpResponse:
    """The same as a picture."""
    days, groups = queries_numbers.by_age(local_date(request.now))
    return charts.answer(request, _spec(groups, [f"{day:%b %Y}" for day in days]))


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=stage_subject)
def stage(request: PageRequest, stage_id: int) -> HttpResponse:
    """A core group or review that is due: its plan."""
    return _plan(get_object_or_404(Stage, pk=stage_id).plan)


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=milestone_subject)
def milestone(request: PageRequest, milestone_id: int) -> HttpResponse:
    """A long plan that is to be looked at: the plan."""
    return _plan(get_object_or_404(Milestone, pk=milestone_id).plan)


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=escalation_subject)
def escalation(request: PageRequest, escalation_id: int) -> HttpResponse:
    """An escalation: its plan."""
    return _plan(get_object_or_404(Escalation, pk=escalation_id).plan)


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=transfer_subject)
def transfer(request: PageRequest, transfer_id: int) -> HttpResponse:
    """A move to another council: the plan."""
    return _plan(get_object_or_404(TransferOut, pk=transfer_id).plan)


def _plan(plan: ProtectionPlan) -> HttpResponse:
    return HttpResponseRedirect(reverse("protection:plan", args=[plan.plan_id]))
