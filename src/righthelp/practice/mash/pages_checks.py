"""Asking partners, recording what they said, chasing what they have not."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.mash import queries, record_checks
from righthelp.practice.mash.codes import expected
from righthelp.practice.mash.forms import AnswerForm, AskForm, ChaseForm, PassForm, WhyForm
from righthelp.practice.mash.models import Check
from righthelp.practice.mash.pages_shared import asked, check_subject, crumbs, enquiry_of, enquiry_subject, family
from righthelp.practice.mash.protocols import PRINCIPLES, PROTOCOLS
from righthelp.practice.mash.queries_roster import colleagues, on_roster, roster, routed


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def ask(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """Ask several agencies about several children in one go: standard questions, with what may be told to whom."""
    row = enquiry_of(enquiry_id)
    choices = family(request, row, undecided=False)
    had = {each.agency for each in row.checks.all() if each.dropped is None} | {
        each.agency for each in row.left_out.all()
    }
    start: dict[str, Any] = {
        "children": [pk for pk, _ in choices],
        "agencies": [each for each in expected(row.factors) if each not in had],
    }
    form = opened(request, AskForm, initial=start, family=choices)

    def verb(data: dict[str, Any]) -> None:
        record_checks.asked(
            enquiries=data["children"],
            questions=AskForm.questions(data),
            told=data["told"],
            service=data["service"],
            by=request.account,
            now=request.now,
        )

    if form.recorded(verb):
        return done(request, "mash:enquiry", enquiry_id, say="The partners are asked. Tell them now, if they are in.")
    seats = roster(request.now)
    context = {
        "title": "Ask partners",
        "caption": str(row.child),
        "crumbs": crumbs(row),
        "form": form,
        "protocols": [(each, routed(each.agency, seats)) for each in PROTOCOLS],
        "principles": PRINCIPLES,
        "ticked": set(form["agencies"].value() or []),
    }
    return render(request, "mash/ask.html", context)


def _check(check_id: int) -> Check:
    rows = Check.objects.select_related("enquiry__child", "partner", "owner")
    found = rows.filter(pk=check_id).first()
    if found is None:
        raise Http404
    return found


@route(act="mash.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=check_subject)
def check(request: PageRequest, check_id: int) -> HttpResponse:
    """From a question to the page of the child it is about."""
    found = _check(check_id)
    return HttpResponseRedirect(f"{reverse('mash:enquiry', args=[found.enquiry_id])}#check-{check_id}")


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=check_subject)
def answer(request: PageRequest, check_id: int) -> HttpResponse:
    """Record what an agency said; the same words may be about brothers and sisters it was asked about too."""
    row = _check(check_id)
    siblings = queries.together(row.enquiry, request.account, request.now)
    same = [
        (each.pk, str(one.child))
        for one in siblings
        for each in one.checks.all()
        if (each.agency, each.service) == (row.agency, row.service) and each.answered is None and each.dropped is None
    ]
    saw(request, [one.child_id for one in siblings])
    start = {"checks": [row.pk], "given_by": row.partner.name if row.partner else "", "at": request.now}
    form = opened(request, AnswerForm, initial=start, waiting=same or [(row.pk, str(row.enquiry.child))])
    if form.recorded(lambda data: record_checks.answered(by=request.account, now=request.now, **data)):
        return done(request, "mash:enquiry", row.enquiry_id, say="The answer is recorded.")
    return asked(
        request, form, title=f"{queries.name_of(row)} answered", button="Record the answer",
        fields=("checks", "result", "answer", "given_by", "at"), back=crumbs(row.enquiry), said=row.question,
        caption=str(row.enquiry.child),
    )  # fmt: skip


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=check_subject)
def chase(request: PageRequest, check_id: int) -> HttpResponse:
    """Ask again for an answer that has not come."""
    row = _check(check_id)
    form = opened(request, ChaseForm)
    if form.recorded(
        lambda data: record_checks.chased(check=check_id, words=data["words"], by=request.account, now=request.now)
    ):
        return done(request, "mash:enquiry", row.enquiry_id, say="It is written down that you chased it.")
    reach = (
        f"{row.partner.name}, {row.partner.reached_at}." if row.partner else "Nobody of this agency is on the roster."
    )
    return asked(
        request, form, title=f"Chase {queries.name_of(row)}", button="Record it", fields=("words",),
        back=crumbs(row.enquiry), said=reach, caption=str(row.enquiry.child),
    )  # fmt: skip


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=check_subject)
def pass_on(request: PageRequest, check_id: int) -> HttpResponse:
    """Somebody else answers, or somebody else chases."""
    row = _check(check_id)
    partners = [
        (each.pk, f"{each.name}, {each.organisation}")
        for each in on_roster(local_date(request.now))
        if each.agency == row.agency
    ]
    people = [(each.pk, each.name) for each in colleagues(request.now)]
    start = {"partner": row.partner_id, "owner": row.owner_id}
    form = opened(request, PassForm, initial=start, partners=partners, colleagues=people)
    if form.recorded(lambda data: record_checks.passed_on(check=check_id, by=request.account, now=request.now, **data)):
        return done(request, "mash:enquiry", row.enquiry_id, say="It is passed on.")
    return asked(
        request, form, title=f"{queries.name_of(row)}: who answers, who chases", button="Pass it on",
        fields=("partner", "owner"), back=crumbs(row.enquiry), caption=str(row.enquiry.child),
    )  # fmt: skip


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=check_subject)
def drop(request: PageRequest, check_id: int) -> HttpResponse:
    """The question is not wanted any longer."""
    row = _check(check_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_checks.dropped(check=check_id, why=data["why"], by=request.account, now=request.now)
    ):
        return done(request, "mash:enquiry", row.enquiry_id, say="The question is taken back. It stays readable.")
    return asked(
        request, form, title=f"Take the question to {queries.name_of(row)} back", button="Take it back",
        fields=("why",), back=crumbs(row.enquiry), caption=str(row.enquiry.child), warn=True,
    )  # fmt: skip


@route(act="mash.work", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=check_subject)
def take_back(request: PageRequest, check_id: int) -> HttpResponse:
    """An answer was recorded wrongly."""
    row = _check(check_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_checks.answer_taken_back(
            check=check_id, why=data["why"], by=request.account, now=request.now
        )
    ):
        return done(request, "mash:enquiry", row.enquiry_id, say="The answer is taken back. The question waits again.")
    return asked(
        request, form, title=f"The answer of {queries.name_of(row)} is wrong", button="Take it back",
        fields=("why",), back=crumbs(row.enquiry), caption=str(row.enquiry.child), warn=True,
        said="What was recorded stays in the history. Then record the right answer.",
    )  # fmt: skip


__all__ = ["answer", "ask", "chase", "check", "drop", "pass_on", "take_back"]
