"""Doors from a due moment to the page where something can be done about it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.practice.child_in_need.models import Advice, Escalation, NeedDue, Specialist


def _subject(model: Any, pk: int) -> Subject:
    child = model.objects.filter(pk=pk).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def due_subject(due_id: int) -> Subject:
    """The child whose review or assessment is due."""
    return _subject(NeedDue, due_id)


def escalation_subject(escalation_id: int) -> Subject:
    """The child in whose way something stands."""
    return _subject(Escalation, escalation_id)


def advice_subject(advice_id: int) -> Subject:
    """The child for whose plan advice was asked."""
    return _subject(Advice, advice_id)


def specialist_subject(specialist_id: int) -> Subject:
    """The child who is assessed."""
    return _subject(Specialist, specialist_id)


def _to(name: str, number: int, part: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse(f"child_in_need:{name}", args=[number]) + part)


@route(act="need.see", audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=due_subject)
def due(request: PageRequest, due_id: int) -> HttpResponse:
    """A review or yearly assessment that is due: its plan."""
    return _to("plan", NeedDue.objects.get(pk=due_id).plan_id)


@route(act="need.see", audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=escalation_subject)
def escalation(request: PageRequest, escalation_id: int) -> HttpResponse:
    """An escalation that waits: its place on the plan."""
    return _to("plan", Escalation.objects.get(pk=escalation_id).plan_id, "#escalations")


@route(act="need.see", audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=advice_subject)
def advice(request: PageRequest, advice_id: int) -> HttpResponse:
    """Advice that is due: the child's page of the disabled children's teams."""
    return _to("disabled", Advice.objects.get(pk=advice_id).child_id)


@route(act="need.see", audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=specialist_subject)
def specialist(request: PageRequest, specialist_id: int) -> HttpResponse:
    """An assessment that is due: the child's page of the disabled children's teams."""
    return _to("disabled", Specialist.objects.get(pk=specialist_id).child_id)
