"""A child protection plan: the page that says why, what needs to change, who does what, and what is due."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import add_months, local_date, say_short
from righthelp.foundation.pages import charts
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.models import Action, Outcome
from righthelp.practice.protection import law, queries_plan, record_plan
from righthelp.practice.protection.forms_plan import CoreGroupForm
from righthelp.practice.protection.models import ChildConference, ProtectionPlan
from righthelp.practice.protection.pages_shared import (
    asked,
    plan_crumbs,
    plan_of,
    plan_subject,
)

SEE, WORK, CHAIR, MANAGE = "protection.see", "protection.work", "protection.chair", "protection.manage"


def _context(request: PageRequest, plan_id: int) -> dict[str, Any]:
    plan = plan_of(plan_id)
    today = local_date(request.now)
    end = plan.ends or today
    outcomes = list(Outcome.objects.filter(plan_id=plan_id).order_by("place").prefetch_related("actions__worker"))
    loose = list(
        Action.objects.filter(plan_id=plan_id, outcome__isnull=True).select_related("worker").order_by("by_when")
    )
    visits = queries_plan.visits_of(plan)
    seen = [each for each in visits if each.seen]
    scores = queries_plan.scores_of(plan.child_id)
    prompt = queries_plan.eased([plan], request.now).get(plan_id) if plan.ends is None else None
    workers = queries_plan.workers_since(plan)
    due = queries_plan.due_of([plan.child_id]).get(plan.child_id, []) if plan.ends is None else []
    records = plan.conference.meeting.protection_record if plan.conference.meeting else None
    open_review = ChildConference.objects.filter(plan_id=plan_id, decided__isnull=True, withdrawn__isnull=True)
    return {
        "title": str(plan.child),
        "caption": "Child protection plan",
        "crumbs": plan_crumbs(plan)[:-1],
        "plan": plan,
        "child": plan.child,
        "months": queries_plan.months_between(plan.starts, end),
        "short": queries_plan.short(plan),
        "category": queries_plan.category_words(plan),
        "categories": list(plan.categories.select_related("by").order_by("starts")),
        "record": records,
        "outcomes": outcomes,
        "loose": loose,
        "members": list(plan.members.select_related("worker", "person").order_by("until", "agency", "pk")),
        "due": [(name[:1].upper() + name[1:], at, at < request.now) for name, at in due],
        "visits": visits[:8],
        "visited": len(visits),
        "seen": len(seen),
        "alone": sum(1 for each in seen if each.alone),
        "meetings": queries_plan.core_groups(plan),
        "scores": scores,
        "prompt": prompt,
        "workers": workers,
        "escalations": list(plan.escalations.select_related("raised_by", "answered_by").order_by("-raised")),
        "taken_further": set(plan.escalations.filter(after__isnull=False).values_list("after_id", flat=True)),
        "milestones": [(each, law.MILESTONES[each.months]) for each in plan.milestones.order_by("-months")],
        "oversight": list(plan.oversight.select_related("by", "action").order_by("-at")),
        "transfers": list(plan.transfers.order_by("-notified")),
        "checks": queries_plan.checklist(plan, request.now),
        "review": open_review.select_related("meeting").first(),
        "today_is": today,
        "plans_work": permits(request.account, "casework.plan") and plan.ends is None,
        "works": permits(request.account, WORK) and plan.ends is None,
        "chairs": permits(request.account, CHAIR) and plan.ends is None,
        "manages": permits(request.account, MANAGE) and plan.ends is None,
        "over": queries_plan.overstayed(plan, today),
        **_eighteen(plan, today),
    }


def _eighteen(plan: ProtectionPlan, today: date) -> dict[str, Any]:
    """The eighteenth birthday, told of in the half year before: the plan ends with it."""
    birthday = add_months(plan.child.birth_date, 12 * 18) if plan.child.birth_date else None
    return {"eighteen": birthday, "near_eighteen": birthday is not None and birthday <= add_months(today, 6)}


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def plan(request: PageRequest, plan_id: int) -> HttpResponse:
    """One plan, from why it began to what is due."""
    return render(request, "protection/plan.html", _context(request, plan_id))


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def printed(request: PageRequest, plan_id: int) -> HttpResponse:
    """The plan on paper, in words for the family."""
    return render(request, "protection/print.html", _context(request, plan_id))


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def scores_chart(request: PageRequest, plan_id: int) -> HttpResponse:
    """The scores meeting by meeting: the mean, the lowest and the highest of those present."""
    found = queries_plan.scores_of(plan_of(plan_id).child_id)
    lines = [
        charts.Line("Highest", [max(value for _, value in each.scores) for each in found]),
        charts.Line("Mean", [round(each.mean, 1) for each in found]),
        charts.Line("Lowest", [min(value for _, value in each.scores) for each in found]),
    ]
    labels = [
        f"{say_short(each.day)}{'' if n == 0 or found[n - 1].day != each.day else ' '}" for n, each in enumerate(found)
    ]
    return charts.answer(request, charts.line_chart(labels, lines, unit="0 in danger, 10 safe enough", height=220))


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def core_group(request: PageRequest, plan_id: int) -> HttpResponse:
    """Record a core group, for brothers and sisters together where it was one meeting."""
    found = plan_of(plan_id)
    rows = _family_plans(request, found)
    start = {"plans": [each.plan_id for each in rows], "at": request.now}
    form = opened(request, CoreGroupForm, initial=start, plans=[(each.plan_id, str(each.child)) for each in rows])
    made: list[int] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record_plan.core_group_held(by=request.account, now=request.now, **data).pk)

    if form.recorded(verb):
        return done(request, "protection:present", made[0], say="The core group is recorded. Who came?")
    return asked(
        request, form, title="Record a core group", button="Record it", caption=str(found.child),
        fields=("plans", "at", "where", "changed", "stuck", "next_steps"), back=plan_crumbs(found),
        said="Who came, and where each puts the child from 0 to 10, comes next.",
    )  # fmt: skip


def _family_plans(request: PageRequest, plan: ProtectionPlan) -> list[ProtectionPlan]:
    """This plan, and the running plans of brothers and sisters within reach."""
    from righthelp.practice.people.queries_family import family_of

    siblings = [each.id for each in family_of(plan.child_id, request.account, request.now) if "sibling" in each.kind]
    others = queries_plan.reached(request.account, request.now).filter(child_id__in=siblings, ends__isnull=True)
    return [plan, *others]
