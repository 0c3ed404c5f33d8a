"""The pages of one worker's standing, of what lapses soon and which steps are due, and everybody's own page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date, say_short
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.workforce import record_standing
from righthelp.practice.workforce.forms_posts import (
    DbsForm,
    FirstYearForm,
    MilestoneForm,
    PatternForm,
    QualifiedForm,
    RegisteredForm,
)
from righthelp.practice.workforce.models import Milestone, Worker, WorkingPattern
from righthelp.practice.workforce.pages_shared import (
    crumbs,
    for_their_manager,
    own_worker,
    records_for,
    teams_led,
    worker_of,
)
from righthelp.practice.workforce.queries import choices
from righthelp.practice.workforce.queries_rota import next_shifts
from righthelp.practice.workforce.queries_standing import lapses, standing, steps_due, words_of
from righthelp.practice.workforce.tables_standing import LAPSES, STEPS

AHEAD = timedelta(days=28)
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@route(act="worker.keep", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def standings(request: PageRequest) -> HttpResponse:
    """Registrations and checks that have lapsed or do so soon, and the steps of new workers that are due."""
    today = local_date(request.now)
    teams = teams_led(request.account)
    found = lapses(today, teams)
    lapsed = LAPSES.shown(request, [(row, row.state(today)) for row in found])
    steps = STEPS.shown(request, [(row, row.due < today) for row in steps_due(today + AHEAD, teams)])
    for shown in (lapsed, steps):
        if shown.wants_csv:
            return shown.csv()
    practising = [
        row for row in found if row.what == "registration" and row.state(today) in ("lapsed", "missing") and row.holds
    ]
    context = {
        "title": "Registrations and steps",
        "crumbs": crumbs(),
        "lapsed": lapsed,
        "steps": steps,
        "practising": practising,
        "late": sum(1 for row in steps_due(today - timedelta(days=1), teams)),
        "out": sum(1 for row in found if row.state(today) != "soon"),
        "soon": sum(1 for row in found if row.state(today) == "soon"),
    }
    return render(request, "workforce/standings.html", context)


def _facts(worker: Worker, request: PageRequest) -> dict[str, Any]:
    """What the page of a worker's standing shows, for their manager and for themselves."""
    today = local_date(request.now)
    held = standing(worker, today)
    now = held.registered(today)
    rows = [
        (row, words_of(row), "done" if row.done else "late" if row.due < today else "due") for row in held.milestones
    ]
    check = held.checks[0] if held.checks else None
    return {
        "worker": worker,
        "held": held,
        "posts": [row for row in held.holdings if row.starts <= today and (row.ends is None or row.ends > today)],
        "former": [row for row in held.holdings if row.ends is not None and row.ends <= today],
        "registration": now,
        "registered_until": now.ends - timedelta(days=1) if now else None,
        "must_register": held.must_register(today),
        "last_registered": held.registrations[0].ends - timedelta(days=1) if held.registrations else None,
        "check": check,
        "check_state": _check_state(check.renew_by < today, check.update_service) if check else "",
        "milestones": [row for row in rows if row[2] != "done"] + [row for row in rows if row[2] == "done"],
        "open_steps": sum(1 for row in rows if row[2] != "done"),
        "pattern": _pattern(held.pattern) if held.pattern else "",
        "last_day": worker.ends - timedelta(days=1) if worker.ends else None,
        "today_is": today,
    }


def _check_state(over: bool, updates: bool) -> str:
    return "on the update service" if updates else "renewal overdue" if over else ""


def _pattern(pattern: WorkingPattern) -> str:
    days = ", ".join(WEEK[number - 1] for number in sorted(pattern.days))
    return f"{days}; {pattern.hours.normalize():f} hours a week since {say_short(pattern.starts)}"


@route(act="worker.keep", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def worker_standing(request: PageRequest, worker_id: int) -> HttpResponse:
    """One worker: posts, registration, checks, steps, working days; for who leads their team and the workforce team."""
    held = worker_of(worker_id)
    if not records_for(request.account, held):
        return for_their_manager(request, held)
    context = {
        "title": held.name,
        "caption": held.title,
        "crumbs": crumbs((held.team.name, reverse("team", args=[held.team_id]))),
        "mine": False,
        **_facts(held, request),
    }
    return render(request, "workforce/standing.html", context)


_ADDING: dict[str, tuple[type[Form], str, str, str]] = {
    "registration": (RegisteredForm, "Registration", "Record the registration", "registered"),
    "dbs": (DbsForm, "DBS check", "Record the check", "dbs_checked"),
    "qualification": (QualifiedForm, "Qualification", "Record the qualification", "qualified"),
    "days": (PatternForm, "Days at work", "Record the days", "works_on"),
    "first-year": (FirstYearForm, "First year in practice", "Begin the first year", "first_year_begun"),
}


@route(act="worker.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def standing_add(request: PageRequest, worker_id: int, what: str) -> HttpResponse:
    """Record a registration, check, qualification, working days or a first year."""
    if what not in _ADDING:
        raise Http404
    held = worker_of(worker_id)
    if not records_for(request.account, held):
        return for_their_manager(request, held)
    form_class, title, button, verb = _ADDING[what]
    more: dict[str, Any] = {"colleagues": choices(local_date(request.now))} if what == "first-year" else {}
    initial: dict[str, Any] = {"starts": held.starts} if what == "first-year" else {}
    if what == "registration":
        number = held.registrations.order_by("-starts").values_list("number", flat=True).first()
        initial = {"number": number or "", "checked": local_date(request.now)}
    form = opened(request, form_class, initial=initial, **more)
    write = getattr(record_standing, verb)
    if form.recorded(lambda data: write(worker=worker_id, by=request.account, now=request.now, **data)):
        return done(request, "worker-standing", worker_id, say="It is recorded.")
    context = {
        "title": title,
        "caption": held.name,
        "crumbs": crumbs((held.name, reverse("worker-standing", args=[worker_id]))),
        "form": form,
        "button": button,
        "problem": "",
    }
    return render(request, "workforce/form.html", context)


@route(act="worker.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def milestone(request: PageRequest, milestone_id: int) -> HttpResponse:
    """A step of somebody's induction, probation or first year is done."""
    step = Milestone.objects.select_related("worker__team", "worker__manager").filter(pk=milestone_id).first()
    if step is None:
        raise Http404
    if not records_for(request.account, step.worker):
        return for_their_manager(request, step.worker)
    form = opened(request, MilestoneForm, kind=step.kind, initial={"done": local_date(request.now)})
    if form.recorded(
        lambda data: record_standing.milestone_done(milestone=milestone_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "worker-standing", step.worker_id, say="The step is recorded as done.")
    context = {
        "title": words_of(step),
        "caption": f"{step.worker.name}, {step.get_kind_display().lower()}",
        "crumbs": crumbs((step.worker.name, reverse("worker-standing", args=[step.worker_id]))),
        "form": form,
        "button": "Record that it is done",
        "problem": f"Due {say_date(step.due)}.",
    }
    return render(request, "workforce/form.html", context)


@route(act="staff.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def my_work_life(request: PageRequest) -> HttpResponse:
    """One's own posts, registration, steps, days at work, absences and shifts; and the button for falling ill."""
    own = own_worker(request.account)
    if own is None:
        context: dict[str, Any] = {"title": "My work life", "crumbs": crumbs(), "worker": None}
        return render(request, "workforce/no_work_life.html", context)
    today = local_date(request.now)
    context = {
        "title": "My work life",
        "caption": f"{own.name}, {own.title}",
        "crumbs": [],
        "mine": True,
        **_facts(own, request),
        "shifts": next_shifts(own, request.now),
        "absences": [
            (row, row.ends - timedelta(days=1))
            for row in own.absences.filter(ends__gt=today - timedelta(days=90))
            .select_related("cover")
            .order_by("starts")
        ],
    }
    return render(request, "workforce/standing.html", context)
