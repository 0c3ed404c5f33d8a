"""Care plans: everybody looked after, challenges, one child's page, one version with what changed."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.render import render
from righthelp.practice.care_plan import queries, queries_lasting, tables
from righthelp.practice.care_plan.changed import changes
from righthelp.practice.care_plan.codes import SECTIONS, TEXTS, Lasting, Level
from righthelp.practice.care_plan.models import CarePlan, Challenge
from righthelp.practice.casework.pages_shared import child_subject, crumbs_of, reaches, subject_of, the_child

SEE, RECORD, DECIDE, REVIEW, ANSWER = "care.see", "care.record", "care.decide", "care.review", "care.answer"
OURS, ABOVE = Purpose.ALLOCATED, Purpose.SUPERVISION
ROOM: Final = ("Care plan", "care_plan:of-child")


def plan_subject(plan_id: int) -> Subject:
    """The child whose plan it is."""
    return subject_of(CarePlan, plan_id)


def challenge_subject(challenge_id: int) -> Subject:
    """The child whose care is challenged."""
    return subject_of(Challenge, challenge_id)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def board(request: PageRequest) -> HttpResponse:
    """Everybody looked after within reach: care plan, permanence, decisions of reviews, challenges."""
    rows = queries.planned(request.account, request.now)
    shown = tables.planned_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Care plans",
        "shown": shown,
        "children": len(rows),
        "late": sum(row.plan_late for row in rows),
        "offered": sum(row.offered is not None for row in rows),
        "without": sum(row.without for row in rows),
        "todo": sum(row.late for row in rows),
        "challenges": sum(row.challenges for row in rows),
        "refused": sum(row.refused for row in rows),
        "still": sum(row.unraised for row in rows),
        "family": round(100 * sum(row.with_family for row in rows) / len(rows)) if rows else 0,
    }
    return render(request, "care_plan/board.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def challenges(request: PageRequest) -> HttpResponse:
    """What reviewing officers challenge within reach, where it is, what is late."""
    rows = queries.disputed(request.account, request.now)
    shown = tables.disputed_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    still = [row for row in rows if row.resolved is None]
    context = {
        "title": "Challenges of reviewing officers",
        "crumbs": [{"text": "Care plans", "href": reverse("care_plan:board")}],
        "shown": shown,
        "open": len(still),
        "waiting": sum(row.state == "waiting" for row in still),
        "late": sum(row.late for row in still),
        "formal": sum(row.formal is not None for row in still),
        "cafcass": sum(row.cafcass is not None for row in still),
    }
    return render(request, "care_plan/challenges.html", context)


def _rights(request: PageRequest) -> dict[str, Any]:
    return {
        "records": reaches(request, RECORD),
        "decides": reaches(request, DECIDE),
        "reviews": reaches(request, REVIEW),
        "answers": reaches(request, ANSWER),
        "now": request.now,
        "today": local_date(request.now),
    }


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """All that is planned for a child: the plan that holds, permanence, contact, story, recommendations, challenges."""
    about = the_child(request, child_id)
    lasting = queries_lasting.lasting_of(child_id, request.account, request.now)
    saw(request, {one.child_id for each in lasting.siblings for one in (*each.together, *each.apart)})
    context = {
        "title": about.name,
        "caption": "Care plan",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "whole": queries.whole_of(child_id),
        "lasting_all": lasting,
        "kinds": Lasting.choices,
        **_rights(request),
    }
    return render(request, "care_plan/child.html", context)


def _plan(plan_id: int) -> tuple[CarePlan, CarePlan | None]:
    found = queries.plan_of(plan_id)
    if found is None:
        raise Http404
    return found


def _texts(plan: CarePlan) -> dict[str, str]:
    return {name: getattr(plan, name) for name in TEXTS}


def _about(request: PageRequest, plan: CarePlan, before: CarePlan | None) -> dict[str, Any]:
    about = the_child(request, plan.child_id)
    return {
        "title": f"Care plan of {about.name}",
        "caption": f"Version {plan.number}",
        "crumbs": crumbs_of(about, ROOM),
        "about": about,
        "plan": plan,
        "before": before,
        "changes": changes(_texts(before), _texts(plan)) if before else [],
        "sections": SECTIONS,
        **_rights(request),
    }


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def plan(request: PageRequest, plan_id: int) -> HttpResponse:
    """One version, and what changed since the one before it."""
    return render(request, "care_plan/plan.html", _about(request, *_plan(plan_id)))


@route(act=SEE, audit=Kind.EXPORT, purpose=OURS, subject=plan_subject)
def plan_print(request: PageRequest, plan_id: int) -> HttpResponse:
    """One version to print, for the child, the family and the carers."""
    context = _about(request, *_plan(plan_id)) | {"printed_at": request.now, "printed_by": request.account.name}
    return render(request, "care_plan/plan_print.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=challenge_subject)
def challenge(request: PageRequest, challenge_id: int) -> HttpResponse:
    """One challenge: what is not right, what is wanted, every level with its answer."""
    row = queries.challenge_of(challenge_id)
    if row is None:
        raise Http404
    steps = list(row.steps.all())
    context = {
        "title": row.get_issue_display(),
        "caption": "Challenge of a reviewing officer",
        "crumbs": crumbs_of(the_child(request, row.child_id), ROOM),
        "row": row,
        "steps": steps,
        "last": steps[-1],
        "open": row.resolved is None and row.withdrawn is None,
        "highest": Level.DIRECTOR,
        **_rights(request),
    }
    return render(request, "care_plan/challenge.html", context)
