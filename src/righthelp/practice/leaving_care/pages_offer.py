"""The local offer: the catalogue, who asked for what, what one young person may have, and council tax."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.cells import pounds
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.pages_shared import (
    about_child,
    asked,
    child_subject,
    crumbs_of,
    reaches,
    subject_of,
    the_child,
    today,
)
from righthelp.practice.leaving_care import forms_offer as forms
from righthelp.practice.leaving_care import queries_offer as queries
from righthelp.practice.leaving_care import record_offer as record
from righthelp.practice.leaving_care import tables_offer as tables
from righthelp.practice.leaving_care.models_offer import Claim, CouncilTax, Entitlement

SEE, RECORD, EDIT, GRANT = "leaving.see", "leaving.record", "leaving.offer", "leaving.grant"
ROOM: Final = ("Entitlements", "leaving_care:offer-of")
OURS, ABOVE = Purpose.ALLOCATED, Purpose.SUPERVISION


def claim_subject(claim_id: int) -> Subject:
    """The young person who asked."""
    return subject_of(Claim, claim_id)


def tax_subject(tax_id: int) -> Subject:
    """The young person who is charged."""
    return subject_of(CouncilTax, tax_id)


def _back(*more: tuple[str, str]) -> list[dict[str, str]]:
    found = [("Leaving care", "leaving_care:board"), *more]
    return [{"text": words, "href": reverse(name)} for words, name in found]


@route(act=SEE, audit=Kind.PAGE, purpose=ABOVE)
def offer(request: PageRequest) -> HttpResponse:
    """Everything that care leavers may have, with every version."""
    rows, edits = queries.offer(), bool(permits(request.account, EDIT))
    shown = tables.offer_table(local_date(request.now), edits=edits).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Local offer", "crumbs": _back(), "shown": shown, "edits": edits, "nothing": not rows}
    return render(request, "leaving_care/offer.html", context)


_OFFER = ("Local offer", "leaving_care:offer")


@route(act=SEE, writes=EDIT, audit=Kind.PAGE, purpose=ABOVE)
def offer_begin(request: PageRequest) -> HttpResponse:
    """The offer begins with what the law and this city give."""
    form = opened(request, forms.StartForm, initial=today(request, "starts"))
    if form.recorded(lambda data: record.offer_begun(by=request.account, now=request.now, **data)):
        return done(request, "leaving_care:offer", say="The offer has begun. Change what differs here.")
    return asked(
        request, form, title="Begin the local offer", button="Begin", back=_back(_OFFER),
        said="What the law gives and most councils offer is written in, to be changed and added to.",
    )  # fmt: skip


def _entitlement(request: PageRequest, of: Entitlement | None) -> HttpResponse:
    start: dict[str, Any] = today(request, "starts")
    if of is not None:
        start |= {name: getattr(of, name) for name in ("name", "from_age", "to_age", "source", "law")}
        start |= {"words_": of.words, "pence": f"{of.pence / 100:.2f}" if of.pence is not None else None}
    form = opened(request, forms.EntitlementForm, initial=start)
    number = of.pk if of else None
    if form.recorded(lambda data: record.offered(of=number, by=request.account, now=request.now, **data)):
        return done(request, "leaving_care:offer", say="Recorded. Young people see it from that day on.")
    said = f"A new version. The present one ends on the day from which this one is in force: {of.name}." if of else ""
    title = "Change what is offered" if of else "Add to the offer"
    return asked(request, form, title=title, button="Record it", back=_back(_OFFER), said=said)


@route(act=SEE, writes=EDIT, audit=Kind.PAGE, purpose=ABOVE)
def offer_new(request: PageRequest) -> HttpResponse:
    """Something more is offered."""
    return _entitlement(request, None)


@route(act=SEE, writes=EDIT, audit=Kind.PAGE, purpose=ABOVE)
def offer_change(request: PageRequest, entitlement_id: int) -> HttpResponse:
    """Another version of something."""
    return _entitlement(request, _version(entitlement_id))


def _version(number: int) -> Entitlement:
    found = Entitlement.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@route(act=SEE, writes=EDIT, audit=Kind.PAGE, purpose=ABOVE)
def offer_end(request: PageRequest, entitlement_id: int) -> HttpResponse:
    """Something is no longer offered."""
    of = _version(entitlement_id)
    form = opened(request, forms.EndsForm, initial=today(request, "ends"))
    verb = partial(record.no_longer_offered, entitlement=entitlement_id, by=request.account, now=request.now)
    if form.recorded(lambda data: verb(**data)):
        return done(request, "leaving_care:offer", say="It ends on that day. What was granted stays granted.")
    return asked(request, form, title="No longer offered", button="End it", back=_back(_OFFER), said=of.name, warn=True)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def claims(request: PageRequest) -> HttpResponse:
    """What young people within reach asked for, got and used."""
    rows = queries.claims(request.account, request.now)
    shown = tables.claims_table(rows).shown(request, rows)
    saw(request, [row.claim.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    address = reverse("leaving_care:claims")
    waits = sum(row.state == "waits" for row in rows)
    context = {
        "title": "Asked for and used",
        "crumbs": _back(_OFFER),
        "shown": shown,
        "numbers": [
            (waits, "wait for an answer", f"{address}?claims_state=waits#claims", "soon" if waits else "good"),
            (pounds(sum(row.used for row in rows), whole=True), "used", "", "plain"),
            (pounds(sum(row.left or 0 for row in rows), whole=True), "granted and left", "", "plain"),
        ],
    }
    return render(request, "leaving_care/list.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def taxes(request: PageRequest) -> HttpResponse:
    """Which council charges young people within reach council tax, and what it costs to pay it for them."""
    rows = queries.taxes(request.account, request.now)
    shown = tables.taxes_table(local_date(request.now)).shown(request, rows)
    saw(request, [row.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    address = reverse("leaving_care:taxes")
    away = [row for row in rows if not row.ours]
    owed = sum(not row.paid(local_date(request.now)) for row in away)
    context = {
        "title": "Council tax of care leavers",
        "crumbs": _back(_OFFER),
        "shown": shown,
        "numbers": [
            (len(rows) - len(away), "exempt in the city", f"{address}?tax_where=ours#tax", "good"),
            (len(away), "charged elsewhere", f"{address}?tax_where=else#tax", "plain"),
            (owed, "not paid for this year", f"{address}?tax_met=no#tax", "soon" if owed else "good"),
            (pounds(sum(row.pence or 0 for row in away), whole=True), "a year elsewhere", "", "plain"),
        ],
    }
    return render(request, "leaving_care/list.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def offer_of(request: PageRequest, child_id: int) -> HttpResponse:
    """What one young person may have, asked for, got and used; who charges council tax."""
    about = the_child(request, child_id)
    context = {
        "title": about.name,
        "caption": "Entitlements",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "offer": queries.offer_of(child_id, request.now),
        "records": reaches(request, RECORD),
        "grants": reaches(request, GRANT),
        "pounds": pounds,
    }
    return render(request, "leaving_care/offer_of.html", context)


@route(act=SEE, audit=Kind.EXPORT, purpose=OURS, subject=child_subject)
def offer_print(request: PageRequest, child_id: int) -> HttpResponse:
    """The offer in plain words, for the young person to keep."""
    about = the_child(request, child_id)
    context = {
        "title": "What you may have",
        "caption": about.name,
        "crumbs": crumbs_of(about, ROOM),
        "offer": queries.offer_of(child_id, request.now),
        "pounds": pounds,
        "today": local_date(request.now),
    }
    return render(request, "leaving_care/offer_print.html", context)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def ask(request: PageRequest, child_id: int) -> HttpResponse:
    """The young person asks for something."""
    rows = queries.in_force(local_date(request.now))
    wanted = request.GET.get("for", "")
    start = today(request, "on") | ({"entitlement": int(wanted)} if wanted.isdecimal() else {})
    form = opened(request, forms.AskForm, initial=start, offer=[(each.pk, each.name) for each in rows])
    return about_child(
        request, child_id, ROOM, form, partial(record.asked, child=child_id), title="Ask for something",
        say="Recorded. It waits for an answer.",
    )  # fmt: skip


@route(act=SEE, writes=GRANT, audit=Kind.RECORD, purpose=OURS, subject=claim_subject)
def claim_answer(request: PageRequest, claim_id: int) -> HttpResponse:
    """It is granted or refused."""
    row = Claim.objects.select_related("entitlement").get(pk=claim_id)
    left = record.left_in_all(row.child_id, row.entitlement)
    form = opened(request, forms.AnswerForm, initial=today(request, "on"))

    def verb(*, by: Any, now: Any, **data: Any) -> object:
        return record.answered(claim=claim_id, by=by, now=now, **forms.AnswerForm.for_verb(data))

    said = f"{row.entitlement.name}, asked for on {say_date(row.asked)}. {row.what}".strip()
    return about_child(
        request, row.child_id, ROOM, form, verb, title="Granted, or refused", say="Answered. Tell the young person.",
        said=f"{said} {pounds(left)} is left in all." if left is not None else said,
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=claim_subject)
def claim_use(request: PageRequest, claim_id: int) -> HttpResponse:
    """Some of it was used."""
    row = Claim.objects.select_related("entitlement").get(pk=claim_id)
    form = opened(request, forms.UsedForm, initial=today(request, "on"))
    said = row.entitlement.name
    if row.pence is not None:
        said += f": {pounds(row.pence - record.spent(row))} is left of {pounds(row.pence)}."
    return about_child(
        request, row.child_id, ROOM, form, partial(record.used, claim=claim_id), title="Used", say="Recorded.",
        said=said,
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def tax(request: PageRequest, child_id: int) -> HttpResponse:
    """A council charges council tax."""
    form = opened(request, forms.TaxForm, initial=today(request, "starts"))
    return about_child(
        request, child_id, ROOM, form, partial(record.tax_charged, child=child_id), title="Council tax",
        say="Recorded.", said="The council before it stops on this day.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=tax_subject)
def tax_met(request: PageRequest, tax_id: int) -> HttpResponse:
    """It was paid for the young person."""
    row = CouncilTax.objects.get(pk=tax_id)
    start = {"pence": f"{row.pence / 100:.2f}"} if row.pence else {}
    form = opened(request, forms.MetForm, initial=today(request, "on") | start)
    return about_child(
        request, row.child_id, ROOM, form, partial(record.tax_met, tax=tax_id), title="Paid for them",
        say="Recorded.", said=f"Council tax of {row.council}.",
    )  # fmt: skip


__all__ = [
    "ask",
    "claim_answer",
    "claim_use",
    "claims",
    "offer",
    "offer_begin",
    "offer_change",
    "offer_end",
    "offer_new",
    "offer_of",
    "offer_print",
    "tax",
    "tax_met",
    "taxes",
]
