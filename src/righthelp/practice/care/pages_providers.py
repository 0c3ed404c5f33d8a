"""Providers of supported accommodation on the regional framework: all of them, one, and what is recorded of each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care import forms_providers as forms
from righthelp.practice.care import queries_providers as queries
from righthelp.practice.care import record_providers as record
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.care.models import Monitored
from righthelp.practice.care.queries_homes import agencies
from righthelp.practice.care.tables_providers import providers_table
from righthelp.practice.casework.forms import NothingForm
from righthelp.practice.casework.pages_shared import Crumbs, asked, today
from righthelp.practice.people.models import Organisation

SEE, KEEP = "care.homes", "care.keep"
WORK = Purpose.DUTY


def _provider(organisation_id: int) -> Organisation:
    found = Organisation.objects.filter(pk=organisation_id).first()
    if found is None:
        raise Http404
    return found


def _visit(visit_id: int) -> Monitored:
    found = Monitored.objects.filter(pk=visit_id).first()
    if found is None:
        raise Http404
    return found


def _crumbs(of: Organisation | None = None) -> Crumbs:
    found = [
        {"text": "Homes", "href": reverse("care:homes")},
        {"text": "Providers", "href": reverse("care:providers")},
    ]
    return [*found, {"text": of.name, "href": reverse("care:provider", args=[of.pk])}] if of else found


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def providers(request: PageRequest) -> HttpResponse:
    """Providers of supported accommodation: framework, places, how good they are, suspended from new placements."""
    rows = queries.providers(local_date(request.now))
    shown = providers_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Providers of supported accommodation",
        "crumbs": _crumbs()[:1],
        "shown": shown,
        "framework": sum(row.framework is not None for row in rows),
        "poor": sum(row.last is not None and row.last.quality == "poor" for row in rows),
        "late": sum(row.late > 0 for row in rows),
        "unseen": sum(row.unseen for row in rows),
        "suspended": sum(row.suspension is not None for row in rows),
        "keeps": permits(request.account, KEEP),
    }
    return render(request, "care/providers.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def provider(request: PageRequest, organisation_id: int) -> HttpResponse:
    """One provider: its homes, when commissioners looked, what was agreed, when it was suspended."""
    found, on = _provider(organisation_id), local_date(request.now)
    row = next((each for each in queries.providers(on) if each.organisation == organisation_id), None)
    context = {
        "title": found.name,
        "caption": "Supported accommodation",
        "crumbs": _crumbs(),
        "provider": found,
        "row": row or queries.Offering(found.pk, found.name, on),
        "kept": queries.kept_of(organisation_id),
        "keeps": permits(request.account, KEEP),
        "today": on,
    }
    return render(request, "care/provider.html", context)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def join(request: PageRequest) -> HttpResponse:
    """A provider comes on the framework."""
    form = opened(request, forms.JoinForm, initial=today(request, "starts"), agencies=agencies())
    if form.recorded(lambda data: record.framework_joined(by=request.account, now=request.now, **data)):
        return done(request, "care:providers", say="The provider is on the framework.")
    return asked(request, form, title="A provider joins the framework", button="Record it", back=_crumbs())


def _page(
    request: PageRequest, organisation: int, form: Form, verb: Callable[..., object], title: str, say: str, **more: Any
) -> HttpResponse:
    """A page that is one form about a provider."""
    if form.recorded(lambda data: verb(by=request.account, now=request.now, **data)):
        return done(request, "care:provider", organisation, say=say)
    back = _crumbs(_provider(organisation))
    return asked(request, form, title=title, button="Record it", back=back, **more)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def leave(request: PageRequest, organisation_id: int) -> HttpResponse:
    """A provider leaves the framework."""
    form = opened(request, forms.StopForm, initial=today(request, "ends"))
    verb = partial(record.framework_left, organisation=organisation_id)
    return _page(request, organisation_id, form, verb, "It leaves the framework", "Recorded.", warn=True)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def look(request: PageRequest, organisation_id: int) -> HttpResponse:
    """Commissioners looked at it."""
    form = opened(request, forms.LookForm, initial=today(request), homes=queries.homes_of(organisation_id))
    verb = partial(record.looked_at, organisation=organisation_id)
    return _page(request, organisation_id, form, verb, "We looked at it", "Recorded.")


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def suspend(request: PageRequest, organisation_id: int) -> HttpResponse:
    """Nobody is newly placed there."""
    form = opened(request, forms.StartForm, initial=today(request, "starts"))
    said = "Its homes come last where a home is looked for, with a warning. Young people who live there stay."
    return _page(
        request, organisation_id, form, partial(record.suspended, organisation=organisation_id),
        "Suspend from new placements", "It is suspended from new placements.", said=said, warn=True,
    )  # fmt: skip


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def lift(request: PageRequest, organisation_id: int) -> HttpResponse:
    """Young people may be placed there again."""
    form = opened(request, forms.StopForm, initial=today(request, "ends"))
    verb = partial(record.suspension_lifted, organisation=organisation_id)
    return _page(request, organisation_id, form, verb, "The suspension ends", "Its homes are offered again.")


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def settle(request: PageRequest, visit_id: int) -> HttpResponse:
    """What was agreed is done."""
    row = _visit(visit_id)
    start = {"on": row.settled, "said": row.settled_said} if row.settled else today(request)
    form = opened(request, forms.DoneForm, initial=start)
    verb = partial(record.agreed_done, visit=visit_id)
    return _page(request, row.organisation_id, form, verb, "What was agreed is done", "Recorded.", said=row.agreed)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def not_done(request: PageRequest, visit_id: int) -> HttpResponse:
    """What was agreed is not done after all."""
    row = _visit(visit_id)
    verb = partial(record.agreed_not_done, visit=visit_id)
    return _page(
        request, row.organisation_id, opened(request, NothingForm), verb, "Not done after all",
        "It waits again.", said=row.agreed, warn=True,
    )  # fmt: skip


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def provider_back(request: PageRequest, kind: str, number: int) -> HttpResponse:
    """Something about a provider was a mistake."""
    row = record.KINDS[kind]._default_manager.filter(pk=number).first() if kind in record.KINDS else None
    if row is None:
        raise Http404
    return _page(
        request, row.organisation_id, opened(request, WhyForm),
        partial(record.row_taken_back, kind=kind, number=number), "Recorded by mistake",
        "It no longer counts, and stays readable.", warn=True,
    )  # fmt: skip
