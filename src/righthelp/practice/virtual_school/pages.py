"""The virtual school: the tracker of a term, one child's learning, a plan to print, and what is recorded."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care.pages_back import Kinds, row_subject_of, taken_back_page
from righthelp.practice.casework.pages_shared import (
    about_child,
    child_subject,
    crumbs_of,
    reaches,
    subject_of,
    the_child,
)
from righthelp.practice.people.models import Person
from righthelp.practice.virtual_school import forms, queries, record, tables
from righthelp.practice.virtual_school.codes import CRITERIA
from righthelp.practice.virtual_school.models import Pep, PepDue, Result
from righthelp.practice.virtual_school.terms import say_year, term_from, term_of

SEE, RECORD, RATE = "education.see", "education.record", "education.rate"
OURS, ABOVE = Purpose.ALLOCATED, Purpose.SUPERVISION
ROOM: Final = ("Education", "virtual_school:of-child")
_KINDS: Final[Kinds] = {
    "plan": (Pep, "personal education plan"),
    "result": (Result, "result"),
}
row_subject = row_subject_of(_KINDS)


def plan_subject(plan_id: int) -> Subject:
    """The child whose plan it is."""
    return subject_of(Pep, plan_id)


def due_subject(due_id: int) -> Subject:
    """The child who needs a plan."""
    return subject_of(PepDue, due_id)


def _share(many: int, of: int) -> str:
    return f"{round(100 * many / of)}%" if of else ""


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def board(request: PageRequest) -> HttpResponse:
    """Everybody of school age in care within reach, in one term: plans, ratings, targets, attendance, premium."""
    this = term_of(local_date(request.now))
    term = term_from(request.GET.get("term", "")) or this
    rows = queries.pupils(request.account, term, request.now)
    shown = tables.pupils_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    held = [row for row in rows if row.held]
    rated = [row for row in held if row.rating]
    terms = [this]
    for _ in range(5):
        terms.append(terms[-1].before)
    context = {
        "title": "Virtual school",
        "caption": term.words,
        "shown": shown,
        "term": term,
        "terms": terms,
        "many": len(rows),
        "held": _share(len(held), len(rows)) or "None",
        "good": _share(sum(row.good for row in rated), len(rated)),
        "late": sum(row.state == "late" for row in rows),
        "unrated": len(held) - len(rated),
        "low": sum(row.low for row in rows),
        "cohorts": [(group, *_cohort([row for row in rows if row.group == group])) for group in (6, 11)],
        "asked": sum(row.asked or 0 for row in rows),
        "spent": sum(row.spent or 0 for row in rows),
    }
    return render(request, "virtual_school/board.html", context)


def _cohort(rows: list[queries.Pupil]) -> tuple[int, str, str]:
    """How many there are; what share has a plan, and of those is as expected in English and in maths."""
    held = [row for row in rows if row.held]
    return len(rows), _share(len(held), len(rows)), _share(sum(bool(row.on_track) for row in held), len(held))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """How a child learns: the plan of the term, earlier ones, attainment."""
    about = the_child(request, child_id)
    born = Person.objects.values_list("birth_date", flat=True).get(pk=child_id)
    learning = queries.learning_of(child_id, born, request.now)
    context = {
        "title": about.name,
        "caption": "Education",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "learning": learning,
        "year": say_year(learning.group),
        "criteria": CRITERIA,
        "terms": {each.pk: _term(each) for each in learning.plans},
        "records": reaches(request, RECORD),
        "rates": reaches(request, RATE),
        "now": request.now,
    }
    return render(request, "virtual_school/child.html", context)


def _term(plan: Pep) -> str:
    found = term_from(plan.term)
    return found.words if found else plan.term


@route(act=SEE, audit=Kind.EXPORT, purpose=OURS, subject=plan_subject)
def plan_print(request: PageRequest, plan_id: int) -> HttpResponse:
    """A plan to print, for the child, the school and the carer."""
    row = Pep.objects.filter(pk=plan_id).select_related("child").first()
    if row is None:
        raise Http404
    context = {
        "title": f"Personal education plan of {row.child}",
        "caption": _term(row),
        "crumbs": crumbs_of(the_child(request, row.child_id), ROOM),
        "row": row,
        "year": say_year(row.group),
        "printed_at": request.now,
        "printed_by": request.account.name,
    }
    return render(request, "virtual_school/plan_print.html", context)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def make(request: PageRequest, child_id: int) -> HttpResponse:
    """A personal education plan is made."""
    start = {"held": local_date(request.now), "excluded": "no"} | queries.begun_plan(child_id)
    form = opened(request, forms.PlanForm, initial=start)

    def verb(*, by: Any, now: Any, **data: Any) -> None:
        record.plan_made(child=child_id, by=by, now=now, **forms.PlanForm.for_verb(data))

    return about_child(
        request, child_id, ROOM, form, verb, title="Personal education plan", say="The plan is recorded.",
        said="Made with the child, the school and the carer: one each term. It begins with the school and the "
        "targets that are known.",
    )  # fmt: skip


@route(act=SEE, writes=RATE, audit=Kind.RECORD, purpose=ABOVE, subject=plan_subject)
def rate(request: PageRequest, plan_id: int) -> HttpResponse:
    """The virtual school rates a plan."""
    row = Pep.objects.get(pk=plan_id)
    start = {"met": row.met, "rating": row.rating, "why": row.rated_why}
    form = opened(request, forms.RateForm, initial=start)
    return about_child(
        request, row.child_id, ROOM, form, partial(record.rated, plan=plan_id), title="Rate the plan", say="Rated.",
        said=f"The plan of {_term(row)}.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def spend(request: PageRequest, plan_id: int) -> HttpResponse:
    """What of the premium was spent."""
    row = Pep.objects.get(pk=plan_id)
    form = opened(request, forms.SpentForm, initial={"spent": row.premium_spent, "came": row.premium_came})
    return about_child(
        request, row.child_id, ROOM, form, partial(record.premium_spent, plan=plan_id), title="Pupil premium plus",
        say="Recorded.", said=f"£{row.premium_asked:,} was asked for: {row.premium_for}",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def attain(request: PageRequest, child_id: int) -> HttpResponse:
    """What the child attained at the end of a key stage."""
    form = opened(request, forms.ResultForm, initial={"year": local_date(request.now).year})

    def verb(*, by: Any, now: Any, **data: Any) -> None:
        record.attained(child=child_id, by=by, now=now, **forms.ResultForm.for_verb(data))

    return about_child(request, child_id, ROOM, form, verb, title="Attainment", say="Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def take_back(request: PageRequest, kind: str, number: int) -> HttpResponse:
    """A record was a mistake."""
    return taken_back_page(request, ROOM, _KINDS, kind, number, record.taken_back)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=due_subject)
def of_due(request: PageRequest, due_id: int) -> HttpResponse:
    """A plan that is due."""
    return HttpResponseRedirect(reverse("virtual_school:of-child", args=[due_subject(due_id).id]))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def of_plan(request: PageRequest, plan_id: int) -> HttpResponse:
    """A plan in the chronology."""
    return HttpResponseRedirect(reverse("virtual_school:of-child", args=[plan_subject(plan_id).id]))
