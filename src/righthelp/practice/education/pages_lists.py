"""The lists of work on attendance: queries, the panel, children on no roll, plans, surgeries."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.pages_shared import asked, today
from righthelp.practice.education import forms, queries_work, record_plans, tables_work
from righthelp.practice.education.law import LINE
from righthelp.practice.education.models import Surgery
from righthelp.practice.education.pages_shared import ABOVE, RECORD, SEE, found, lists
from righthelp.practice.workforce.models import Team

Numbers = list[tuple[int, str, str, str]]


def _list(
    request: PageRequest, title: str, shown: Any, numbers: Numbers, about: str = "", do: tuple[str, str] | None = None
) -> HttpResponse:
    if shown.wants_csv:
        return shown.csv()  # type: ignore[no-any-return]
    context = {"title": title, "lists": lists(request), "shown": shown, "numbers": numbers, "about": about, "do": do}
    return render(request, "education/list.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def queries(request: PageRequest) -> HttpResponse:
    """Queries about attendance: open ones, those of the last year, advice for children with early help apart."""
    rows = queries_work.queries(request.account, request.now)
    shown = tables_work.queries_table(rows).shown(request, rows)
    saw(request, [each.row.child_id for each in shown.rows])
    open_ones = [each for each in rows if each.row.closed is None]
    numbers: Numbers = [
        (len(open_ones), "open", "?queries_state=open#queries", "plain"),
        (sum(each.late for each in open_ones), "not followed up in time", "?queries_state=late#queries", "late"),
        (
            sum(each.row.level == "early" for each in open_ones), "about children with early help",
            "?queries_level=early&queries_state=open#queries", "plain",
        ),
    ]  # fmt: skip
    return _list(request, "Queries about attendance", shown, numbers)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def panels(request: PageRequest) -> HttpResponse:
    """The Attendance and Children Out of School Panel: who is to be heard, what was decided."""
    rows = queries_work.panels(request.account, request.now)
    shown = tables_work.panels_table(local_date(request.now)).shown(request, rows)
    saw(request, [row.child_id for row in shown.rows])
    open_ones = [row for row in rows if row.decided is None]
    numbers: Numbers = [
        (len(open_ones), "to be heard", "?panels_state=open#panels", "plain"),
        (sum(row.planned is None for row in open_ones), "without a date", "?panels_state=undated#panels", "soon"),
    ]
    title = "Attendance and Children Out of School Panel"
    return _list(request, title, shown, numbers)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def no_roll(request: PageRequest) -> HttpResponse:
    """Children on no school's roll now."""
    rows = queries_work.no_roll(request.account, request.now)
    shown = tables_work.no_roll_table().shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    numbers: Numbers = [
        (len(rows), "children on no roll", "?roll_state=#roll", "plain"),
        (sum(row.state != "triaged" for row in rows), "not triaged yet", "?roll_state=open#roll", "late"),
    ]
    about = "By what is recorded of each child’s school. Children educated at home by choice are not among them."
    return _list(request, "Children on no roll", shown, numbers, about)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def plans(request: PageRequest) -> HttpResponse:
    """Education, health and care plans in force, and requests; who is out of school, who is educated outside."""
    rows = queries_work.plans(request.account, request.now)
    shown = tables_work.plans_table(rows).shown(request, rows)
    saw(request, [each.child for each in shown.rows])
    out = [each for each in rows if each.out]
    interim = sum(bool(each.out and each.out.interim) for each in out)
    numbers: Numbers = [
        (sum(each.stage == "plan" for each in rows), "plans in force", "?plans_stage=plan#plans", "plain"),
        (sum(each.stage != "plan" for each in rows), "requests", "?plans_stage=request#plans", "plain"),
        (sum(each.late for each in rows), "requests late", "?plans_due=late#plans", "late"),
        (len(out), f"out of school, {interim} with something for now", "?plans_out=yes#plans", "plain"),
        (sum(each.check_late for each in out), "weekly checks late", "?plans_out=late#plans", "late"),
        (sum(each.outside for each in rows), "educated outside the city", "?plans_place=outside#plans", "plain"),
    ]  # fmt: skip
    return _list(request, "Education, health and care plans", shown, numbers)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def surgeries(request: PageRequest) -> HttpResponse:
    """Attendance surgeries with the teams of children in care."""
    rows = queries_work.surgeries(request.account, request.now)
    shown = tables_work.surgeries_table(rows).shown(request, rows)
    do = ("A surgery was held", reverse("education:surgery-new")) if permits(request.account, RECORD) else None
    return _list(request, "Attendance surgeries", shown, [], do=do)


@route(act=SEE, writes=RECORD, audit=Kind.CHANGE, purpose=ABOVE)
def surgery_new(request: PageRequest) -> HttpResponse:
    """A surgery was held with a team."""
    teams = [(each.pk, each.name) for each in Team.objects.filter(closed=None).order_by("name")]
    form = opened(request, forms.SurgeryForm, initial=today(request), teams=teams)
    made: list[Surgery] = []
    if form.recorded(lambda data: made.append(record_plans.surgery_held(by=request.account, now=request.now, **data))):
        return done(request, "education:surgery", made[0].pk, say="Now record each child discussed.")
    back = [{"text": "Attendance surgeries", "href": reverse("education:surgeries")}]
    return asked(request, form, title="An attendance surgery", button="Record it", back=back)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def surgery(request: PageRequest, surgery_id: int) -> HttpResponse:
    """One surgery: each child discussed, what was said and agreed, and whether it was done."""
    row: Surgery = found(Surgery, surgery_id)
    children = queries_work.of_surgery(row.pk, request.account, request.now)
    saw(request, [each.child_id for each in children])
    context = {
        "title": f"Attendance surgery, {row.team.name}",
        "crumbs": [{"text": "Attendance surgeries", "href": reverse("education:surgeries")}],
        "row": row,
        "children": children,
        "records": permits(request.account, RECORD),
        "line": LINE,
        "today": local_date(request.now),
    }
    return render(request, "education/surgery.html", context)


@route(act=SEE, writes=RECORD, audit=Kind.LIST, purpose=ABOVE)
def discuss(request: PageRequest, surgery_id: int) -> HttpResponse:
    """A child is discussed: one in care whom the team holds."""
    row: Surgery = found(Surgery, surgery_id)
    children = queries_work.in_care_of(row.team_id, request.account, request.now)
    saw(request, [pk for pk, _ in children])
    form = opened(request, forms.DiscussForm, children=children)
    if form.recorded(lambda data: record_plans.discussed(surgery=row.pk, by=request.account, now=request.now, **data)):
        return done(request, "education:surgery", row.pk, say="Recorded. Add what was agreed.")
    back = [{"text": "The surgery", "href": reverse("education:surgery", args=[row.pk])}]
    return asked(request, form, title="A child is discussed", button="Record it", back=back)
