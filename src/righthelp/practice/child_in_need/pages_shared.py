"""What the pages of this room share: whom a page is about, its crumbs, a page that is one form, choices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import NoReverseMatch, reverse

from righthelp.foundation.access.decision import Subject, permits
from righthelp.foundation.access.route import PageRequest, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.codes import IN_NEED
from righthelp.practice.casework.models import Plan
from righthelp.practice.child_in_need import models, queries_family
from righthelp.practice.child_in_need.models import Family
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Service, Team

Crumbs = list[dict[str, str]]
OURS = (
    Service.SAFEGUARDING,
    Service.ASSESSMENT,
    Service.DISABILITY,
    Service.NO_RECOURSE,
    Service.FAMILY_SUPPORT,
    Service.EDGE_OF_CARE,
)
"""Services whose teams answer for a child in need plan; they are offered first."""


def child_subject(child_id: int) -> Subject:
    """The child a page is about."""
    return Subject("child", child_id)


def plan_subject(plan_id: int, **_: int) -> Subject:
    """The child whose plan it is; whatever else of the plan the address names."""
    child = Plan.objects.filter(pk=plan_id, kind__in=IN_NEED).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def _of(model: Any, pk: int) -> Subject:
    child = model.objects.filter(pk=pk).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def step_subject(step_id: int) -> Subject:
    """The child a step is asked for."""
    return _of(models.Step, step_id)


def closing_subject(closing_id: int) -> Subject:
    """The child whose plan is to be closed."""
    return _of(models.Closing, closing_id)


def review_subject(review_id: int) -> Subject:
    """The child whose plan was reviewed."""
    return _of(models.Review, review_id)


def escalation_subject(escalation_id: int) -> Subject:
    """The child in whose way something stands."""
    return _of(models.Escalation, escalation_id)


def plan_of(plan_id: int) -> Plan:
    """A child in need plan with its child."""
    found = Plan.objects.filter(pk=plan_id, kind__in=IN_NEED).select_related("child", "begun_by").first()
    if found is None:
        raise Http404
    return found


def family_of(request: PageRequest, family_id: int) -> Family:
    """A family, if this account may know of every child in it; each of them is noted as seen."""
    found = queries_family.family_for(request.account, family_id, request.now, act=request_act(request))
    if found is None:
        raise Http404
    saw(request, found.children.values_list("child_id", flat=True))
    return found


def request_act(request: PageRequest) -> str:
    """The act that this request asks for: to look, or (sent) to write."""
    match = request.resolver_match
    policy = getattr(match.func, "policy", None) if match else None
    writing = request.method not in {"GET", "HEAD"}
    return (policy.writes or policy.act) if policy and writing else policy.act if policy else queries_family.SEE


def crumbs(plan: Plan | None = None, family: Family | None = None) -> Crumbs:
    """The way back."""
    found = [{"text": "Children in need", "href": reverse("child_in_need:board")}]
    if family is not None:
        found.append({"text": "No recourse to public funds", "href": reverse("child_in_need:families")})
        found.append({"text": family.name, "href": reverse("child_in_need:family", args=[family.pk])})
    if plan is not None:
        found.append({"text": str(plan.child), "href": reverse("child_in_need:plan", args=[plan.pk])})
    return found


def asked(
    request: PageRequest,
    form: Form,
    *,
    title: str,
    button: str,
    back: Crumbs,
    said: str | Sequence[str] = "",
    warn: bool = False,
    caption: str = "",
) -> HttpResponse:
    """A page that is one form."""
    fields = [name for name in form.fields if not _empty(form, name)]
    context = {
        "title": title,
        "caption": caption,
        "crumbs": back,
        "form": form,
        "button": button,
        "fields": fields,
        "said": [said] if isinstance(said, str) and said else said,
        "warn": warn,
    }
    return render(request, "child_in_need/form.html", context)


def _empty(form: Form, name: str) -> bool:
    """A list with nothing to choose from is not shown."""
    field = form.fields[name]
    choices = getattr(field, "choices", None)
    return choices is not None and not field.required and not [value for value, _ in choices if value]


def teams_for(*services: str) -> list[tuple[str, str]]:
    """Open teams to choose from: those of ``services`` alone, or all with ours first."""
    rows = Team.objects.filter(closed__isnull=True)
    if services:
        return [
            (str(pk), name) for pk, name in rows.filter(service__in=services).order_by("name").values_list("pk", "name")
        ]
    held = sorted(rows, key=lambda team: (team.service not in OURS, team.name))
    return [(str(team.pk), team.name) for team in held]


def may(request: PageRequest, act: str) -> bool:
    """Whether the account's role includes an act: what buttons ask; the verbs and routes ask again."""
    return permits(request.account, act)


def route_to(name: str, *args: object) -> str:
    """The address of a page of another room, or nothing in a house without it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def age_on(child: Person, request: PageRequest) -> int | None:
    """The child's age in whole years."""
    from righthelp.practice.people.ages import years

    return years(child.birth_date, local_date(request.now)) if child.birth_date else None
