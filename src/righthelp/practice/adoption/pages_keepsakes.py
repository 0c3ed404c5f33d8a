"""After a celebration hearing: the life story book and the later-life letter handed to adopters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import Form, opened
from righthelp.practice.adoption import forms, record_keepsakes
from righthelp.practice.adoption.models import Keepsake
from righthelp.practice.adoption.pages_adopters import KEEP, SEE, WORK, household_door, household_page
from righthelp.practice.casework.pages_shared import today


def _of(keepsake_id: int) -> Keepsake:
    found = Keepsake.objects.filter(pk=keepsake_id).first()
    if found is None:
        raise Http404
    return found


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def celebrate(request: PageRequest, adopters_id: int) -> HttpResponse:
    """The celebration hearing was held."""
    form = opened(request, forms.CelebratedForm, initial=today(request))
    say = "Recorded. The life story book and the later-life letter are due in ten working days."
    return household_page(request, adopters_id, form, record_keepsakes.celebrated, "The celebration hearing", say)


def _page(
    request: PageRequest, row: Keepsake, form: Form, verb: Callable[..., object], title: str, **more: Any
) -> HttpResponse:
    def about(household: int, **given: Any) -> object:
        return verb(keepsake=row.pk, **given)

    said = record_keepsakes.said_of(row)
    return household_page(request, row.adopters_id, form, about, title, "Recorded.", said=said, **more)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def hand(request: PageRequest, keepsake_id: int) -> HttpResponse:
    """The book or the letter was handed over."""
    row = _of(keepsake_id)
    form = opened(request, forms.HandedForm, initial={"book": row.book, "letter": row.letter})
    return _page(request, row, form, record_keepsakes.handed, "Handed over")


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def take_back(request: PageRequest, keepsake_id: int) -> HttpResponse:
    """The celebration was recorded by mistake."""
    form = opened(request, forms.WhyForm)
    return _page(request, _of(keepsake_id), form, record_keepsakes.keepsake_back, "Recorded by mistake", warn=True)


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def of_keepsake(request: PageRequest, keepsake_id: int) -> HttpResponse:
    """The book or the letter is due."""
    return household_door(_of(keepsake_id).adopters_id)
