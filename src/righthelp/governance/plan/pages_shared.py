"""What the pages of plans share: what is found, the way back to it, and a page with one form."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Decision, permits
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.route import PageRequest
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.errors import refused
from righthelp.foundation.pages.forms import Form
from righthelp.foundation.pages.render import render
from righthelp.governance.plan.acting import LEAD, readable, speaks_for
from righthelp.governance.plan.models import Action, Plan, Priority
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.queries import employed

Crumbs = list[dict[str, str]]


def crumbs(*more: tuple[str, str]) -> Crumbs:
    """From the list of plans to this page."""
    return [
        {"text": "Plans", "href": reverse("plan:plans")},
        *({"text": words, "href": href} for words, href in more),
    ]


def way_to(plan: Plan, action: Action | None = None) -> Crumbs:
    """To a plan, or to one of its actions."""
    here = (plan.name, reverse("plan:plan", args=[plan.pk]))
    if action is None:
        return crumbs(here)
    return crumbs(here, (f"Action {action.number}", reverse("plan:action", args=[action.pk])))


def plan_of(request: PageRequest, plan_id: int) -> Plan:
    """The plan, if this reader may read it."""
    found = readable(request.account).filter(pk=plan_id).first()
    if found is None:
        raise Http404
    return found


def action_of(request: PageRequest, action_id: int) -> Action:
    """The action, if this reader may read its plan."""
    found = Action.objects.select_related("plan", "priority", "worker").filter(pk=action_id).first()
    if found is None or not readable(request.account).filter(pk=found.plan_id).exists():
        raise Http404
    return found


def form_page(
    request: PageRequest, form: Form, title: str, button: str, way: Crumbs, *, note: str = "", warn: bool = False
) -> HttpResponse:
    """A page with one form."""
    context: dict[str, Any] = {
        "title": title, "crumbs": way, "form": form, "button": button, "note": note, "warn": warn,
    }  # fmt: skip
    return render(request, "plan/form.html", context)


def not_for_you(request: PageRequest, action: Action) -> HttpResponse | None:
    """The page for those who may not speak for an action, or None for those who may."""
    if speaks_for(request.account, action.pk):
        return None
    reason = f"Only those who lead this action, or write plans, record this. Accountable: {action.accountable}."
    request.decision = Decision(False, reason)
    return refused(request, reason)


def colleagues(request: PageRequest) -> list[tuple[str, str]]:
    """Who can be chosen as the holder of a post: those at work who may give updates, by name."""
    at_work = Worker.objects.filter(employed(local_date(request.now)), account__isnull=False)
    return [
        (str(row.pk), f"{row.name}, {row.title}, {row.team.name}")
        for row in at_work.select_related("account", "team").order_by("name", "pk")
        if row.account and permits(row.account, LEAD)
    ]


def priorities_of(plan: Plan) -> list[tuple[str, str]]:
    """The priorities of a plan to choose from."""
    return [(str(row.pk), f"{row.number}. {row.name}") for row in plan.priorities.order_by("number")]


def open_priorities(account: Account) -> list[tuple[str, str]]:
    """The priorities of every open plan, which a new plan can deliver."""
    rows = Priority.objects.filter(plan__in=readable(account), plan__closed__isnull=True).select_related("plan")
    return [
        (str(row.pk), f"{row.plan.name}, {row.number}. {row.name}") for row in rows.order_by("plan__name", "number")
    ]
