"""A child with relatives or friends who are approved for a time: the approval, eight weeks more, and its end."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import explain, facts_of
from righthelp.foundation.pages.forms import opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care.queries import protected_stays
from righthelp.practice.casework.pages_shared import (
    about_child,
    child_subject,
    crumbs_of,
    reaches,
    subject_of,
    the_child,
    workers,
)
from righthelp.practice.fostering import forms_matters as forms
from righthelp.practice.fostering import record_known, tables
from righthelp.practice.fostering.journey import EXTENDED, FOR_A_TIME
from righthelp.practice.fostering.models import KnownCarer
from righthelp.practice.fostering.pages_lasting import homes_hidden
from righthelp.practice.fostering.queries_lasting import findings_of, lasting_home, planned
from righthelp.practice.people.queries_family import family_of

SEE, WRITE = "fostering.known", "fostering.nominate"
OURS = Purpose.ALLOCATED
ROOM = ("Fostering", "fostering:of-child")


def known_subject(known_id: int) -> Subject:
    """The child of an approval for a time."""
    return subject_of(KnownCarer, known_id)


def _row(known_id: int) -> KnownCarer:
    found = KnownCarer.objects.filter(pk=known_id).first()
    if found is None:
        raise Http404
    return found


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """A family until the child is grown up; relatives and friends approved for a time, and what follows."""
    rows = list(KnownCarer.objects.filter(child_id=child_id).select_related("home", "recorded_by").order_by("-starts"))
    told = {row.pk: explain(EXTENDED if row.extended else FOR_A_TIME, facts_of(row), now=request.now) for row in rows}
    hidden = not request.decision.relationship and bool(protected_stays([child_id]))
    context = {
        "title": the_child(request, child_id).name,
        "caption": "Fostering",
        "crumbs": crumbs_of(the_child(request, child_id)),
        "child_id": child_id,
        "rows": rows,
        "told": told,
        "hidden": hidden,
        "today": local_date(request.now),
        "records": reaches(request, WRITE),
        "findings": findings_of(child_id),
        "planned": planned(child_id),
        "lasting": lasting_home(child_id),
        "finds": reaches(request, "fostering.find"),
        "homes_hidden": homes_hidden(request, child_id),
        "said": tables.said,
    }
    return render(request, "fostering/of_child.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=known_subject)
def of_known(request: PageRequest, known_id: int) -> HttpResponse:
    """From a due moment to the child's page."""
    return HttpResponseRedirect(reverse("fostering:of-child", args=[_row(known_id).child_id]))


@route(act=WRITE, audit=Kind.CHANGE, purpose=OURS, subject=child_subject)
def approve(request: PageRequest, child_id: int) -> HttpResponse:
    """A relative or friend is approved for sixteen weeks."""
    told = {each.id for each in family_of(child_id, request.account, request.now)}  # nobody whose record is sealed
    people = [(each.pk, str(each)) for each in record_known.people_known(child_id) if each.pk in told]
    form = opened(
        request, forms.KnownForm, initial={"starts": local_date(request.now)}, people=people, workers=workers(request)
    )

    def verb(**data: Any) -> object:
        at = form.place(data)
        return record_known.approved_for_a_time(child=child_id, at=at, **data)

    return about_child(
        request, child_id, ROOM, form, verb, title="Approve a relative or friend for a time", button="Approve them",
        say="They are approved for sixteen weeks. Record the move, and the assessment has begun.",
        said="The nominated officer’s decision (regulation 24). It ends after sixteen weeks, and can be extended once.",
        fields=("carer", "name", "line", "locality", "postcode", "area", "starts", "seen", "worker"),
    )  # fmt: skip


@route(act=WRITE, audit=Kind.CHANGE, purpose=OURS, subject=known_subject)
def extend(request: PageRequest, known_id: int) -> HttpResponse:
    """Eight weeks more, once."""
    row = _row(known_id)
    form = opened(request, forms.ExtendForm, initial={"on": local_date(request.now)})

    def verb(**data: Any) -> object:
        return record_known.extended(known=known_id, **data)

    return about_child(
        request, row.child_id, ROOM, form, verb, title="Eight weeks more", say="It is extended. It cannot be again.",
        said=f"It ends on {say_date(row.until)}. It is extended once only (regulation 25): when the assessment is "
        "nearly done, or the independent review mechanism has been asked.",
    )  # fmt: skip


@route(act=WRITE, audit=Kind.CHANGE, purpose=OURS, subject=known_subject)
def end(request: PageRequest, known_id: int) -> HttpResponse:
    """It ended without approval as foster carers."""
    form = opened(request, forms.KnownEndForm, initial={"on": local_date(request.now)})

    def verb(**data: Any) -> object:
        return record_known.known_ended(known=known_id, **data)

    return about_child(
        request, _row(known_id).child_id, ROOM, form, verb, title="The approval ended", say="It is over.",
        said="Record first where the child lives now, or that the child left care. Their home then closes.",
    )  # fmt: skip
