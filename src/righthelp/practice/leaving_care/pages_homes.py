"""Ways to a home: who waits, whose home is at risk, who came homeless; one young person's way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.cells import pounds
from righthelp.foundation.pages.forms import Form, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.pages_shared import (
    about_child,
    child_subject,
    crumbs_of,
    reaches,
    subject_of,
    the_child,
    today,
)
from righthelp.practice.leaving_care import forms_homes as forms
from righthelp.practice.leaving_care import queries_homes as queries
from righthelp.practice.leaving_care import record_homes as record
from righthelp.practice.leaving_care import tables_homes as tables
from righthelp.practice.leaving_care.models import HomeAtRisk, Homeless, HousingAsked, HousingOffered

SEE, RECORD, HOMELESS = "leaving.see", "leaving.record", "leaving.homeless"
ROOM: Final = ("Homes", "leaving_care:homes")
OURS, ABOVE = Purpose.ALLOCATED, Purpose.SUPERVISION


def application_subject(application_id: int) -> Subject:
    """The young person who asked for housing."""
    return subject_of(HousingAsked, application_id)


def offer_subject(offer_id: int) -> Subject:
    """The young person to whom a home was offered."""
    return subject_of(HousingOffered, offer_id)


def risk_subject(risk_id: int) -> Subject:
    """The young person whose home is at risk."""
    return subject_of(HomeAtRisk, risk_id)


def homeless_subject(homeless_id: int) -> Subject:
    """The young person who came without a home."""
    return subject_of(Homeless, homeless_id)


def crumbs() -> list[dict[str, str]]:
    """The way back from a list."""
    return [{"text": "Leaving care", "href": reverse("leaving_care:board")}]


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def housing(request: PageRequest) -> HttpResponse:
    """Who asked for housing, and whose home is at risk."""
    rows, risks = queries.applications(request.account, request.now), queries.risks(request.account, request.now)
    shown = tables.applications_table(local_date(request.now)).shown(request, rows)
    at_risk = tables.risks_table().shown(request, risks)
    for table in (shown, at_risk):
        if table.wants_csv:
            saw(request, [row.child_id for row in table.rows])
            return table.csv()
    saw(request, [row.child_id for row in (*shown.rows, *at_risk.rows)])
    address, waits = reverse("leaving_care:housing"), [row for row in rows if row.closed is None]
    now_at_risk = [row for row in risks if row.over is None]
    context = {
        "title": "Housing of care leavers",
        "crumbs": crumbs(),
        "shown": shown,
        "more": at_risk,
        "numbers": [
            (len(waits), "wait for housing", f"{address}?housing_state=open#housing", "plain"),
            (
                sum(row.band != "1" for row in waits), "wait below the highest band", "", "plain",
            ),
            (len(now_at_risk), "homes at risk", f"{address}?risks_state=open#risks", "soon" if now_at_risk else "good"),
            (pounds(sum(row.pence or 0 for row in now_at_risk), whole=True), "owed in rent", "", "plain"),
        ],
    }  # fmt: skip
    return render(request, "leaving_care/list.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def homeless_list(request: PageRequest) -> HttpResponse:
    """Who came to us homeless at 16 or 17: safe that night, assessed together with housing, what came of it."""
    rows = queries.came_homeless(request.account, request.now)
    shown = tables.homeless_table(rows).shown(request, rows)
    saw(request, [row.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    address = reverse("leaving_care:homeless-list")
    waits = [row for row in rows if row.assessed is None]
    unsafe = sum(row.placed is None for row in waits)
    context = {
        "title": "Homeless at 16 or 17",
        "crumbs": crumbs(),
        "shown": shown,
        "numbers": [
            (len(waits), "are being assessed", f"{address}?homeless_state=open#homeless", "plain"),
            (unsafe, "have no safe place yet", f"{address}?homeless_safe=no#homeless", "late" if unsafe else "good"),
            (len(rows), "in all", f"{address}#homeless", "plain"),
        ],
    }
    return render(request, "leaving_care/list.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def homes(request: PageRequest, child_id: int) -> HttpResponse:
    """One young person's way to a home: applications, offers, homes with what puts them at risk, homeless."""
    about = the_child(request, child_id)
    context = {
        "title": about.name,
        "caption": "Homes",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "ways": queries.ways_of(child_id, request.now),
        "records": reaches(request, RECORD),
        "homeless": reaches(request, HOMELESS),
        "pounds": pounds,
        "now": request.now,
    }
    return render(request, "leaving_care/homes.html", context)


def _page(
    request: PageRequest, child: int, form: Form, verb: Callable[..., Any], title: str, **more: Any
) -> HttpResponse:
    return about_child(request, child, ROOM, form, verb, title=title, **({"say": "Recorded."} | more))


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def housing_ask(request: PageRequest, child_id: int) -> HttpResponse:
    """Housing is asked for."""
    form = opened(request, forms.HousingForm, initial=today(request))
    return _page(request, child_id, form, partial(record.housing_asked, child=child_id), "Ask for housing")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=application_subject)
def housing_band(request: PageRequest, application_id: int) -> HttpResponse:
    """Another band."""
    row = HousingAsked.objects.get(pk=application_id)
    form = opened(request, forms.BandForm, initial={"band": row.band, "reference": row.reference})
    return _page(request, row.child_id, form, partial(record.banded, application=application_id), "Band")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=application_subject)
def housing_offer(request: PageRequest, application_id: int) -> HttpResponse:
    """A home is offered."""
    form = opened(request, forms.HomeOfferForm, initial=today(request))
    child = application_subject(application_id).id
    return _page(request, child, form, partial(record.home_offered, application=application_id), "A home is offered")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=application_subject)
def housing_close(request: PageRequest, application_id: int) -> HttpResponse:
    """The application ended."""
    form = opened(request, forms.CloseForm, initial=today(request))
    child = application_subject(application_id).id
    return _page(request, child, form, partial(record.housing_closed, application=application_id), "What came of it")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=offer_subject)
def offer_answer(request: PageRequest, offer_id: int) -> HttpResponse:
    """A home is accepted or refused."""
    row = HousingOffered.objects.get(pk=offer_id)
    form = opened(request, forms.AcceptForm, initial=today(request))

    def verb(*, by: Any, now: Any, **data: Any) -> object:
        return record.offer_answered(offer=offer_id, by=by, now=now, **forms.AcceptForm.for_verb(data))

    return _page(
        request, row.child_id, form, verb, "Accepted, or refused", said=f"{row.place}, {row.provider}.",
        say="Recorded. When they move in, record the move under Help.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def at_risk(request: PageRequest, child_id: int) -> HttpResponse:
    """The home may be lost."""
    form = opened(request, forms.RiskForm, initial=today(request, "since"))
    return _page(request, child_id, form, partial(record.home_at_risk, child=child_id), "The home may be lost")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=risk_subject)
def risk_over(request: PageRequest, risk_id: int) -> HttpResponse:
    """The home was kept or lost."""
    row = HomeAtRisk.objects.get(pk=risk_id)
    form = opened(request, forms.OverForm, initial=today(request))

    def verb(*, by: Any, now: Any, **data: Any) -> object:
        return record.risk_over(risk=risk_id, by=by, now=now, **forms.OverForm.for_verb(data))

    said = f"{row.get_kind_display()}, since {say_date(row.since)}."
    return _page(request, row.child_id, form, verb, "Kept, or lost", said=said)


@route(act=SEE, writes=HOMELESS, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def homeless(request: PageRequest, child_id: int) -> HttpResponse:
    """A young person of 16 or 17 came without a home."""
    form = opened(request, forms.HomelessForm, initial=today(request, "came"))
    return _page(
        request, child_id, form, partial(record.homeless, child=child_id), "Came to us without a home",
        say="Recorded. Find a safe place for tonight.",
        said="Nobody of 16 or 17 is sent away or put into bed and breakfast. They are safe tonight, and assessed by us "
        "and housing together; care is offered to whoever needs it, with an advocate to explain what it means.",
    )  # fmt: skip


@route(act=SEE, writes=HOMELESS, audit=Kind.RECORD, purpose=OURS, subject=homeless_subject)
def safe(request: PageRequest, homeless_id: int) -> HttpResponse:
    """There is a safe place."""
    form, child = opened(request, forms.SafeForm, initial=today(request)), homeless_subject(homeless_id).id
    return _page(request, child, form, partial(record.safe_place, homeless_row=homeless_id), "A safe place")


@route(act=SEE, writes=HOMELESS, audit=Kind.RECORD, purpose=OURS, subject=homeless_subject)
def roof(request: PageRequest, homeless_id: int) -> HttpResponse:
    """The assessment is complete."""
    form, child = opened(request, forms.RoofForm, initial=today(request)), homeless_subject(homeless_id).id

    def verb(*, by: Any, now: Any, **data: Any) -> object:
        return record.roof_assessed(homeless_row=homeless_id, by=by, now=now, **forms.RoofForm.for_verb(data))

    return _page(request, child, form, verb, "Assessed")


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=homeless_subject)
def of_homeless(request: PageRequest, homeless_id: int) -> HttpResponse:
    """An assessment that is due."""
    return HttpResponseRedirect(reverse(ROOM[1], args=[homeless_subject(homeless_id).id]))


__all__ = [
    "at_risk",
    "crumbs",
    "homeless",
    "homeless_list",
    "homes",
    "housing",
    "housing_ask",
    "housing_band",
    "housing_close",
    "housing_offer",
    "of_homeless",
    "offer_answer",
    "risk_over",
    "roof",
    "safe",
]
