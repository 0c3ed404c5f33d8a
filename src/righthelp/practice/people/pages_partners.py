"""The partner register: finding a school or a surgery, what part each plays, whom to ask, and keeping it right."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.people import record_partners
from righthelp.practice.people.forms_partners import (
    ContactForm,
    OrganisationChangeForm,
    OrganisationForm,
    PartForm,
    RemoveForm,
)
from righthelp.practice.people.models import Area
from righthelp.practice.people.models_partners import (
    Organisation,
    OrganisationContact,
    OrganisationKind,
    Process,
)
from righthelp.practice.people.queries_partners import children_with, register

_FIELDS = ("kind", "name", "code", "line", "locality", "postcode", "area", "phone", "email", "note")

PARTNERS = Table[Organisation](
    name="partners",
    caption="Partners",
    columns=(
        Column("name", "Name", lambda row: row.name, href=lambda row: reverse("partner", args=[row.pk]), order="name"),
        Column("kind", "What it is", lambda row: str(OrganisationKind(row.kind).label), order="kind"),
        Column("locality", "Where", lambda row: row.locality, order="locality"),
        Column("area", "Area", lambda row: str(Area(row.area).label), order="area"),
        Column("phone", "Phone", lambda row: row.phone, sortable=False),
        Column("code", "Number", lambda row: row.code, order="code"),
        Column("closed", "Closed", lambda row: row.closed_on, order="closed_on"),
    ),
    filters=(
        Filter("kind", "What it is", OrganisationKind.choices, lookup="kind"),
        Filter("area", "Area", Area.choices, lookup="area"),
        Filter("process", "Takes part in", Process.choices, lookup="roles__process"),
    ),
    empty="No partner fits this. Try part of the name, or add it.",
    sort="name",
)


@route(act="partner.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def partners(request: PageRequest) -> HttpResponse:
    """The partner register, to be searched and narrowed."""
    text = request.GET.get("q", "").strip()[:80]
    shown = PARTNERS.shown(request, register(text))
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Partners", "shown": shown, "q": text, "may_add": permits(request.account, "partner.record")}
    return render(request, "people/partners.html", context)


@route(act="partner.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def partner(request: PageRequest, partner_id: int) -> HttpResponse:
    """One organisation: how to reach it, whom to ask, what part it plays."""
    held = _held(partner_id)
    labels = dict(Process.choices)
    context = {
        **_head(held),
        "title": held.name,
        "roles": [(labels[each.process], each.part) for each in held.roles.order_by("process")],
        "contacts": list(held.contacts.order_by("role", "name")),
        "area": str(Area(held.area).label),
        "counts": children_with(partner_id),
        "may_record": permits(request.account, "partner.record"),
    }
    return render(request, "people/partner.html", context)


@route(act="partner.record", audit=Kind.CHANGE, purpose=Purpose.OWN_WORK)
def add(request: PageRequest) -> HttpResponse:
    """An organisation comes on the register."""
    form = opened(request, OrganisationForm)
    made: list[int] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record_partners.organisation_added(by=request.account, now=request.now, **data).pk)

    if form.recorded(verb):
        return done(request, "partner", made[0], say="It is in the register.")
    context = {"title": "Add a partner", "form": form, "button": "Add", "crumbs": _crumbs()}
    return render(request, "people/partner_form.html", context)


@route(act="partner.record", audit=Kind.CHANGE, purpose=Purpose.OWN_WORK)
def change(request: PageRequest, partner_id: int) -> HttpResponse:
    """What is known of an organisation is changed."""
    held = _held(partner_id)
    start = {name: getattr(held, name) for name in (*_FIELDS, "closed_on")}
    form = opened(request, OrganisationChangeForm, initial=start)
    if form.recorded(
        lambda data: record_partners.organisation_changed(
            organisation=partner_id, by=request.account, now=request.now, **data
        )
    ):
        return done(request, "partner", partner_id, say="The change is recorded.")
    return _form(request, held, form, "Change what we know", "Keep this")


@route(act="partner.record", audit=Kind.CHANGE, purpose=Purpose.OWN_WORK)
def part(request: PageRequest, partner_id: int) -> HttpResponse:
    """What part an organisation plays in one process."""
    held = _held(partner_id)
    form = opened(request, PartForm)
    if form.recorded(
        lambda data: record_partners.part_played(organisation=partner_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "partner", partner_id, say="Their part is recorded.")
    return _form(request, held, form, "The part they play", "Keep this")


@route(act="partner.record", audit=Kind.CHANGE, purpose=Purpose.OWN_WORK)
def contact(request: PageRequest, partner_id: int) -> HttpResponse:
    """Somebody to ask at an organisation."""
    held = _held(partner_id)
    form = opened(request, ContactForm)
    if form.recorded(
        lambda data: record_partners.contact_added(organisation=partner_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "partner", partner_id, say="The contact is added.")
    return _form(request, held, form, "Somebody to ask there", "Add this contact")


@route(act="partner.record", audit=Kind.CHANGE, purpose=Purpose.OWN_WORK)
def contact_remove(request: PageRequest, partner_id: int, contact_id: int) -> HttpResponse:
    """Somebody is no longer to be asked there."""
    held = _held(partner_id)
    one = OrganisationContact.objects.filter(pk=contact_id, organisation=held).first()
    if one is None:
        raise Http404
    form = opened(request, RemoveForm)
    if form.recorded(
        lambda _: record_partners.contact_removed(
            organisation=partner_id, contact=contact_id, by=request.account, now=request.now
        )
    ):
        return done(request, "partner", partner_id, say="The contact is removed.")
    return _form(request, held, form, f"Remove {one.name}, {one.role}", "Remove")


def _held(partner_id: int) -> Organisation:
    held = Organisation.objects.filter(pk=partner_id).first()
    if held is None:
        raise Http404
    return held


def _crumbs() -> list[dict[str, str]]:
    return [{"text": "Partners", "href": reverse("partners")}]


def _head(held: Organisation) -> dict[str, Any]:
    return {"partner": held, "caption": str(OrganisationKind(held.kind).label), "crumbs": _crumbs()}


def _form(request: PageRequest, held: Organisation, form: object, title: str, button: str) -> HttpResponse:
    crumbs = [*_crumbs(), {"text": held.name, "href": reverse("partner", args=[held.pk])}]
    context = {**_head(held), "title": title, "form": form, "button": button, "caption": held.name, "crumbs": crumbs}
    return render(request, "people/partner_form.html", context)


__all__ = ["add", "change", "contact", "contact_remove", "part", "partner", "partners"]
