"""What the pages of assessment share: the assessment a page is about, its crumbs, who else it may be for."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import NoReverseMatch, reverse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.route import PageRequest, saw
from righthelp.foundation.journey import explain
from righthelp.foundation.pages.forms import Form
from righthelp.foundation.pages.render import render
from righthelp.practice.assessment import queries
from righthelp.practice.assessment.journey import ASSESSMENT, REVIEW_POINT
from righthelp.practice.assessment.models import Assessment, Contribution
from righthelp.practice.assessment.queries import Whole
from righthelp.practice.people.standing import may


def child_subject(child_id: int) -> Subject:
    """The child a page is about."""
    return Subject("child", child_id)


def assessment_subject(assessment_id: int, **_: Any) -> Subject:
    """The child who is assessed: whoever may open their record may open it."""
    child = Assessment.objects.filter(pk=assessment_id).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def row_of(assessment_id: int) -> Assessment:
    """The assessment that the address names."""
    found = queries.one(assessment_id)
    if found is None:
        raise Http404
    return found


def whole_of(request: PageRequest, assessment_id: int) -> Whole:
    """The assessment as this reader may see it; everybody it names is noted as seen."""
    found = queries.whole(row_of(assessment_id), request.account, request.now)
    saw(request, [each.child_id for each in found.others])
    return found


def contribution_of(whole: Whole, contribution_id: int) -> Contribution:
    """What a partner said in this assessment, if the reader may see it."""
    found = next((each for each in whole.contributions if each.pk == contribution_id), None)
    if found is None:
        raise Http404
    return found


def others_for(request: PageRequest, whole: Whole, act: str, stands: str) -> list[tuple[int, str]]:
    """Brothers and sisters assessed together to whom the same may be done in one go: their assessment ``stands`` the
    same way (``open``, ``writable`` or ``submitted``) and this account may act on their record."""
    near = may(request.account, act, [each.child_id for each in whole.others], request.now)
    return [(each.pk, str(each.child)) for each in whole.others if each.child_id in near and _fits(each, stands)]


def _fits(row: Assessment, stands: str) -> bool:
    if stands == "submitted":
        return row.open and row.submitted is not None
    return row.writable if stands == "writable" else row.open


def crumbs(row: Assessment | None = None) -> list[dict[str, str]]:
    """The way back."""
    found = [{"text": "Assessments", "href": reverse("assessment:list")}]
    if row is not None:
        found.append({"text": str(row.child), "href": reverse("assessment:assessment", args=[row.pk])})
    return found


def clocks_of(request: PageRequest, row: Assessment) -> dict[str, Any]:
    """Where both clocks stand."""
    return {
        "clock": explain(ASSESSMENT, row, now=request.now),
        "review_clock": explain(REVIEW_POINT, row, now=request.now),
    }


def link(name: str, *args: object) -> str:
    """The address of a page in another room, or nothing in a house without it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def asked(
    request: PageRequest,
    form: Form,
    *,
    title: str,
    button: str,
    fields: tuple[str, ...],
    back: list[dict[str, str]],
    said: str = "",
    warn: bool = False,
    **more: Any,
) -> HttpResponse:
    """A page that is one form."""
    names = tuple(name for name in fields if name in form.fields)
    context = {
        "title": title,
        "crumbs": back,
        "form": form,
        "button": button,
        "fields": names,
        "said": said,
        "warn": warn,
        **more,
    }
    return render(request, "assessment/form.html", context)
