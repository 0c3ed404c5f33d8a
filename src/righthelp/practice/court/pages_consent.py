"""The section 20 register, and what happens to an agreement: a page for each."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.pages_shared import child_subject, subject_of
from righthelp.practice.court import forms, queries_consent, record_consent, tables
from righthelp.practice.court.models_consent import Consent, ConsentReview
from righthelp.practice.court.pages_work import form_page

SEE, RECORD = "legal.see", "legal.record"
OURS = Purpose.ALLOCATED


def consent_subject(consent_id: int) -> Subject:
    """The child about whom it was agreed."""
    return subject_of(Consent, consent_id)


def due_subject(due_id: int) -> Subject:
    """The child whose agreement is to be reviewed."""
    return subject_of(ConsentReview, due_id)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def register(request: PageRequest) -> HttpResponse:
    """Children in care by section 20: for how long, who agreed, what it is to lead to, who objects."""
    rows = queries_consent.accommodated(request.account, request.now)
    shown = tables.section_20_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    crumbs = [{"text": "Legal tracker", "href": reverse("court:board")}]
    return render(request, "court/orders.html", {"title": "Section 20 register", "shown": shown, "crumbs": crumbs})


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def consent(request: PageRequest, child_id: int) -> HttpResponse:
    """Who agreed that the child is accommodated."""
    status = queries_consent.section_20_of(child_id)
    if status is None:
        say = "Not looked after by section 20 now: there is nothing to agree to."
        return done(request, "court:child", child_id, say=say)
    form = opened(request, forms.ConsentForm, initial={"agreed": status.starts})

    def verb(advised: str, **data: Any) -> None:
        record_consent.consented(care=status.care_id, advised=advised == "yes", **data)

    return form_page(
        request, child_id, form, verb, title="Who agreed to section 20", button="Record it",
        say="The agreement is recorded. It is reviewed every three months.",
        said="Agreement is asked for, not demanded, and can be taken back at any time (section 20(8)).",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=consent_subject)
def review(request: PageRequest, consent_id: int) -> HttpResponse:
    """Whether section 20 is still right."""
    about = Consent.objects.get(pk=consent_id)
    form = opened(request, forms.ConsentReviewForm, initial={"on": local_date(request.now), "aim": about.aim})
    return form_page(
        request, about.child_id, form, record_consent.consent_reviewed, consent=consent_id,
        title="Review of section 20", button="Record it", say="The review is recorded. The next is in three months.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=consent_subject)
def objection(request: PageRequest, consent_id: int) -> HttpResponse:
    """Somebody with parental responsibility objects."""
    about = Consent.objects.get(pk=consent_id)
    form = opened(request, forms.ObjectionForm, initial={"on": local_date(request.now)})
    return form_page(
        request, about.child_id, form, record_consent.objected, consent=consent_id, title="Somebody objects",
        button="Record it", say="The objection is recorded, and on the register. Speak with your manager now.",
        said="They may take the child home at any time. Nobody may keep the child without an order or police "
        "protection.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=consent_subject)
def settled(request: PageRequest, consent_id: int) -> HttpResponse:
    """What became of an objection."""
    about = Consent.objects.get(pk=consent_id)
    form = opened(request, forms.SettledForm, initial={"on": local_date(request.now)})
    return form_page(
        request, about.child_id, form, record_consent.objection_settled, consent=consent_id,
        title="What became of the objection", button="Record it", say="It is recorded.", said=about.objection,
    )  # fmt: skip


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=consent_subject)
def of_consent(request: PageRequest, consent_id: int) -> HttpResponse:
    """An objection that waits."""
    return HttpResponseRedirect(reverse("court:child", args=[Consent.objects.get(pk=consent_id).child_id]))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=due_subject)
def of_consent_review(request: PageRequest, due_id: int) -> HttpResponse:
    """A review of section 20 that is due."""
    return HttpResponseRedirect(reverse("court:child", args=[ConsentReview.objects.get(pk=due_id).child_id]))
