"""What the pages of MASH share: whose record a page is about, its crumbs, its family, a page that is one form."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.route import PageRequest, saw
from righthelp.foundation.pages.forms import Form
from righthelp.foundation.pages.render import render
from righthelp.practice.mash import queries
from righthelp.practice.mash.models import Check, Enquiry

Crumbs = list[dict[str, str]]


def child_subject(child_id: int) -> Subject:
    """The child a page is about."""
    return Subject("child", child_id)


def enquiry_subject(enquiry_id: int) -> Subject:
    """The child whom MASH asks about."""
    child = Enquiry.objects.filter(pk=enquiry_id).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def check_subject(check_id: int) -> Subject:
    """The child a question is about."""
    child = Check.objects.filter(pk=check_id).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def enquiry_of(enquiry_id: int) -> Enquiry:
    """One child's enquiry with everything about it."""
    found = queries.enquiry_in_full(enquiry_id)
    if found is None:
        raise Http404
    return found


def family(request: PageRequest, enquiry: Enquiry, *, undecided: bool = True) -> list[tuple[int, str]]:
    """The children asked about together, to tick, as far as the reader may see them; each is noted as seen."""
    rows = queries.together(enquiry, request.account, request.now)
    rows = [row for row in rows if not undecided or row.decided is None]
    saw(request, [row.child_id for row in rows])
    return [(row.pk, str(row.child)) for row in rows]


def crumbs(enquiry: Enquiry | None = None) -> Crumbs:
    """The way back."""
    found = [{"text": "MASH", "href": reverse("mash:queue")}]
    if enquiry is not None:
        found.append({"text": str(enquiry.child), "href": reverse("mash:enquiry", args=[enquiry.pk])})
    return found


def asked(
    request: PageRequest,
    form: Form,
    *,
    title: str,
    button: str,
    fields: tuple[str, ...],
    back: Crumbs,
    said: str = "",
    warn: bool = False,
    **more: Any,
) -> HttpResponse:
    """A page that is one form."""
    context = {
        "title": title,
        "crumbs": back,
        "form": form,
        "button": button,
        "fields": fields,
        "said": said,
        "warn": warn,
        **more,
    }
    return render(request, "mash/form.html", context)
