"""Visits to a child: recording one for several children at once, the list, one visit, withdrawing it, printing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework import queries, record_visits
from righthelp.practice.casework.forms import VisitForm, WhyForm
from righthelp.practice.casework.models import VisitDue, Visited
from righthelp.practice.casework.pages_shared import (
    asked,
    child_subject,
    crumbs_of,
    me,
    open_action_choices,
    reaches,
    subject_of,
    the_child,
    workers,
)
from righthelp.practice.casework.tables import seen_of, visits_table
from righthelp.practice.people.standing import known_to

VISITS = ("Visits", "casework:visits")


def visited_subject(visited_id: int) -> Any:
    """The child of a visit."""
    return subject_of(Visited, visited_id)


def due_subject(due_id: int) -> Any:
    """The child whose visit is due."""
    return subject_of(VisitDue, due_id)


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def visits(request: PageRequest, child_id: int) -> HttpResponse:
    """Every visit to a child, with when the next one is due."""
    child = the_child(request, child_id)
    rows = list(queries.visits_of(child_id))
    shown = visits_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    plan = queries.current_plan(child_id)
    context = {
        "title": "Visits",
        "caption": child.name,
        "crumbs": crumbs_of(child),
        "child_id": child_id,
        "shown": shown,
        "plan": plan,
        "next": queries.next_visit(plan, request.now) if plan else None,
        "writes": reaches(request, "casework.visit"),
    }
    return render(request, "casework/visits.html", context)


@route(act="casework.see", audit=Kind.EXPORT, purpose=Purpose.DUTY, subject=child_subject)
def visits_print(request: PageRequest, child_id: int) -> HttpResponse:
    """Every visit in full, to print; those withdrawn are left out."""
    child = the_child(request, child_id)
    rows = [row for row in queries.visits_of(child_id) if not row.withdrawn]
    context = {
        "title": f"Visits to {child.name}",
        "crumbs": crumbs_of(child, VISITS),
        "rows": rows,
        "seen_of": seen_of,
        "printed_by": request.account.name,
        "printed_at": request.now,
    }
    return render(request, "casework/visits_print.html", context)


@route(act="casework.see", writes="casework.visit", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def visit_new(request: PageRequest, child_id: int) -> HttpResponse:
    """Record a visit: one form for the child and for the brothers and sisters who were seen with them."""
    child = the_child(request, child_id)
    family = queries.together(child_id, request.account, "casework.visit", request.now)
    saw(request, [each.pk for each in family])
    form = opened(
        request,
        VisitForm,
        children=[(each.pk, each.called) for each in family],
        actions={each.pk: open_action_choices(each.pk) for each in family},
        workers=workers(request),
        initial={"visitor": me(request), **{f"seen_{each.pk}": "no" for each in family if each.pk != child_id}},
    )
    if form.recorded(lambda data: record_visits.visited(by=request.account, now=request.now, **form.for_verb(data))):
        return done(request, "casework:visits", child_id, say="The visit is recorded.")
    context = {
        "title": "Record a visit",
        "caption": child.name,
        "crumbs": crumbs_of(child, VISITS),
        "form": form,
        "child_id": child_id,
    }
    return render(request, "casework/visit_new.html", context)


def visited_of(child_id: int, visited_id: int) -> Visited:
    """One child in one visit. Raises ``Http404``."""
    rows = Visited.objects.select_related("visit__visitor", "visit__recorded_by", "action")
    found = rows.filter(pk=visited_id, child_id=child_id).first()
    if found is None:
        raise Http404
    return found


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def visit(request: PageRequest, child_id: int, visited_id: int) -> HttpResponse:
    """One visit, as it was for this child."""
    row = visited_of(child_id, visited_id)
    child = the_child(request, child_id)
    others = list(row.visit.children.values_list("child_id", flat=True))
    context = {
        "title": "Visit",
        "caption": child.name,
        "crumbs": crumbs_of(child, VISITS),
        "child": child,
        "row": row,
        "seen": seen_of(row),
        "others": queries.also_in(row.visit, child_id, known_to(request.account, others, request.now)),
        "work": list(row.work.filter(withdrawn__isnull=True)),
        "writes": reaches(request, "casework.visit"),
    }
    return render(request, "casework/visit.html", context)


@route(act="casework.see", writes="casework.visit", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def visit_withdraw(request: PageRequest, child_id: int, visited_id: int) -> HttpResponse:
    """A visit was recorded by mistake, or of another child."""
    row = visited_of(child_id, visited_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_visits.visit_withdrawn(visited=row.pk, by=request.account, now=request.now, **data)
    ):
        return done(request, "casework:visits", child_id, say="The visit is withdrawn. It no longer counts.")
    child = the_child(request, child_id)
    said = (
        "It no longer counts, and when the next visit is due is worked out anew. What was written stays readable. If "
        "only something in it is wrong, withdraw it and record it again as it was."
    )
    return asked(
        request, form, title="Withdraw this visit", button="Withdraw it", back=crumbs_of(child, VISITS), said=said,
        warn=True, caption=child.name,
    )  # fmt: skip


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=visited_subject)
def to_visit(request: PageRequest, visited_id: int) -> HttpResponse:
    """From the number of a visit to its page."""
    return _led(request, "casework:visit", visited_id)


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=due_subject)
def to_due(request: PageRequest, due_id: int) -> HttpResponse:
    """From a visit that is due to the child’s visits."""
    return _led(request, "casework:visits")


def _led(request: PageRequest, name: str, *more: int) -> HttpResponse:
    if request.about is None:
        raise Http404
    return HttpResponseRedirect(reverse(name, args=[request.about.id, *more]))


__all__ = ["to_due", "to_visit", "visit", "visit_new", "visit_withdraw", "visits", "visits_print"]
