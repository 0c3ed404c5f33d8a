"""What is recorded about a child's health, a page for each; taken back; doors from due moments."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.route import Kind as Audit
from righthelp.foundation.access.route import PageRequest, route
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.forms import Form, opened
from righthelp.practice.care.pages_back import Kinds, row_subject_of, taken_back_page
from righthelp.practice.casework.pages_shared import about_child, child_subject, subject_of, today
from righthelp.practice.health import forms, queries, record
from righthelp.practice.health.codes import PARTS, Kind
from righthelp.practice.health.models import Check, HealthDue, Passport, Referred, Substance
from righthelp.practice.health.pages import OURS, RECORD, ROOM, SEE, passport_subject

_KINDS: Final[Kinds] = {
    "check": (Check, "check"),
    "referral": (Referred, "request to a service"),
    "substance": (Substance, "problem with drugs or alcohol"),
    "passport": (Passport, "health passport"),
}
row_subject = row_subject_of(_KINDS)


def kind_subject(child_id: int, kind: str) -> Subject:
    """The child who is looked at."""
    if kind not in Kind.values:
        raise Http404
    return Subject("child", child_id)


def check_subject(check_id: int) -> Subject:
    """The child for whom it was asked."""
    return subject_of(Check, check_id)


def referral_subject(referral_id: int) -> Subject:
    """The child whom the service is to help."""
    return subject_of(Referred, referral_id)


def substance_subject(substance_id: int) -> Subject:
    """The child who has the problem."""
    return subject_of(Substance, substance_id)


def due_subject(due_id: int) -> Subject:
    """The child who is to be seen."""
    return subject_of(HealthDue, due_id)


def _page(
    request: PageRequest, child: int, form: Form, verb: Any, title: str, say: str = "Recorded.", **more: Any
) -> HttpResponse:
    return about_child(request, child, ROOM, form, verb, title=title, say=say, **more)


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=child_subject)
def ask(request: PageRequest, child_id: int) -> HttpResponse:
    """A check is asked for."""
    form = opened(request, forms.AskForm, initial=today(request, "on"))
    return _page(request, child_id, form, partial(record.asked, child=child_id), "Ask for a check")


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=check_subject)
def appoint(request: PageRequest, check_id: int) -> HttpResponse:
    """There is an appointment."""
    row = Check.objects.get(pk=check_id)
    form = opened(request, forms.AppointForm, initial={"who": row.who})
    return _page(
        request, row.child_id, form, partial(record.appointed, check=check_id), "Appointment",
        said=f"{row.get_kind_display()}, asked for on {say_date(row.asked)}.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=kind_subject)
def came(request: PageRequest, child_id: int, kind: str) -> HttpResponse:
    """What came of a check."""
    waits = Check.objects.filter(child_id=child_id, kind=kind, outcome__isnull=True, withdrawn__isnull=True).first()
    day = waits.appointment if waits and waits.appointment and waits.appointment <= local_date(request.now) else None
    start = {"on": day or local_date(request.now), "who": waits.who if waits else ""}
    form = opened(request, forms.CameForm, initial=start, kind=kind)

    def verb(*, by: Any, now: Any, **data: Any) -> None:
        record.checked(child=child_id, by=by, now=now, **form.for_verb(data))

    return _page(
        request, child_id, form, verb, str(Kind(kind).label), "Recorded. What is due next is below.",
        said="A young person who understands what it is for may refuse, and is asked again next time. If a parent "
        "refuses for them, it stays due.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=child_subject)
def refer(request: PageRequest, child_id: int) -> HttpResponse:
    """A service is asked to help."""
    form = opened(request, forms.ReferForm, initial=today(request, "on"))
    return _page(
        request, child_id, form, partial(record.referred, child=child_id), "Ask a service to help",
        said="The contract for tier 3 covers children who live within 30 miles. The distance the register knows "
        "is kept with it.",
    )  # fmt: skip


def _of_referral(request: PageRequest, number: int, form: Form, verb: Any, title: str) -> HttpResponse:
    row = Referred.objects.get(pk=number)
    said = f"{row.what or row.get_service_display()}, asked on {say_date(row.asked)}."
    return _page(request, row.child_id, form, verb, title, said=said)


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=referral_subject)
def answered(request: PageRequest, referral_id: int) -> HttpResponse:
    """The service answers."""
    form = opened(request, forms.ServiceForm, initial=today(request, "on"))

    def verb(*, by: Any, now: Any, **data: Any) -> None:
        record.service_answered(referral=referral_id, by=by, now=now, **forms.ServiceForm.for_verb(data))

    return _of_referral(request, referral_id, form, verb, "The service answers")


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=referral_subject)
def seen(request: PageRequest, referral_id: int) -> HttpResponse:
    """The child was first seen."""
    form = opened(request, forms.OnForm, initial=today(request, "on"))
    return _of_referral(request, referral_id, form, partial(record.service_saw, referral=referral_id), "First seen")


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=referral_subject)
def ended(request: PageRequest, referral_id: int) -> HttpResponse:
    """The help has ended."""
    form = opened(request, forms.EndedForm, initial=today(request, "on"))
    return _of_referral(request, referral_id, form, partial(record.service_ended, referral=referral_id), "It has ended")


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=child_subject)
def substance(request: PageRequest, child_id: int) -> HttpResponse:
    """A problem with drugs or alcohol."""
    form = opened(request, forms.SubstanceForm, initial=today(request, "identified"))
    return _page(request, child_id, form, partial(record.substance_identified, child=child_id), "Drugs or alcohol")


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=substance_subject)
def offered(request: PageRequest, substance_id: int) -> HttpResponse:
    """Help was offered."""
    form = opened(request, forms.OfferedForm, initial=today(request, "offered"))
    verb = partial(record.help_offered, substance=substance_id)
    return _page(request, Substance.objects.get(pk=substance_id).child_id, form, verb, "Help was offered")


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=child_subject)
def passport(request: PageRequest, child_id: int) -> HttpResponse:
    """A health passport, made with the young person."""
    last = queries.last_passport(child_id)
    start = today(request, "made") | {"chosen": last.chosen if last else list(PARTS)[:2]}
    form = opened(request, forms.PassportForm, initial=start | queries.begun_passport(child_id))

    def verb(*, by: Any, now: Any, **data: Any) -> None:
        record.passport_made(child=child_id, by=by, now=now, **forms.PassportForm.for_verb(data))

    return _page(
        request, child_id, form, verb, "Health passport", "The passport is made. Print it and give it to them.",
        said="In their own words. Only the parts they choose are in it; the last one stays as it was.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=child_subject)
def paper(request: PageRequest, child_id: int) -> HttpResponse:
    """They were given a passport made on paper."""
    form = opened(request, forms.PaperForm, initial=today(request))
    verb = partial(record.passport_on_paper, child=child_id)
    return _page(request, child_id, form, verb, "A passport made on paper")


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=passport_subject)
def given(request: PageRequest, passport_id: int) -> HttpResponse:
    """The young person has their passport."""
    form = opened(request, forms.OnForm, initial=today(request, "on"))
    verb = partial(record.passport_given, passport=passport_id)
    return _page(request, Passport.objects.get(pk=passport_id).child_id, form, verb, "They have it")


@route(act=SEE, writes=RECORD, audit=Audit.RECORD, purpose=OURS, subject=row_subject)
def take_back(request: PageRequest, kind: str, number: int) -> HttpResponse:
    """A record was a mistake."""
    return taken_back_page(request, ROOM, _KINDS, kind, number, record.taken_back)


def _to(child: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("care_health:of-child", args=[child]))


@route(act=SEE, audit=Audit.RECORD, purpose=OURS, subject=due_subject)
def of_due(request: PageRequest, due_id: int) -> HttpResponse:
    """A check that is due."""
    return _to(due_subject(due_id).id)


@route(act=SEE, audit=Audit.RECORD, purpose=OURS, subject=referral_subject)
def of_referral(request: PageRequest, referral_id: int) -> HttpResponse:
    """A wait for a service."""
    return _to(referral_subject(referral_id).id)
