"""Relatives who are assessed, legal challenges, answer times and time before court: lists, and what is recorded."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.pages.tables import Shown
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.care.pages_back import Kinds, row_subject_of, taken_back_page
from righthelp.practice.casework.pages_shared import about_child, child_subject, subject_of, today
from righthelp.practice.court import forms_family, queries_family, record_back, record_family, tables_family
from righthelp.practice.court.models import Challenge, FamilyAssessment
from righthelp.practice.court.pages_work import DECIDE, OURS, RECORD, ROOM, SEE

_KINDS: Final[Kinds] = {
    "relative": (FamilyAssessment, "assessment of a relative or friend"),
    "challenge": (Challenge, "legal challenge"),
}
row_subject = row_subject_of(_KINDS)


def relative_subject(assessment_id: int) -> Subject:
    """The child for whom somebody is assessed."""
    return subject_of(FamilyAssessment, assessment_id)


def challenge_subject(challenge_id: int) -> Subject:
    """The child about whom the challenge is."""
    return subject_of(Challenge, challenge_id)


def _list(request: PageRequest, title: str, said: str, shown: Shown[Any], children: list[int]) -> HttpResponse:
    saw(request, children)
    if shown.wants_csv:
        return shown.csv()
    back = [{"text": "Legal tracker", "href": reverse("court:board")}]
    return render(request, "court/list.html", {"title": title, "crumbs": back, "said": said, "shown": shown})


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def relatives(request: PageRequest) -> HttpResponse:
    """Relatives and friends who are assessed: viability, the full assessment, the court’s day."""
    rows = queries_family.relatives(request.account, request.now)
    shown = tables_family.relatives_table(rows, local_date(request.now)).shown(request, rows)
    said = "Viability within ten working days; the full assessment by the day the court set."
    return _list(request, "Relatives and friends assessed", said, shown, [row.child_id for row in shown.rows])


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def challenges(request: PageRequest) -> HttpResponse:
    """Legal challenges: about what, and what came of them."""
    rows = queries_family.challenges(request.account, request.now)
    shown = tables_family.challenges_table(rows).shown(request, rows)
    said = "A letter before claim is answered within 14 days."
    return _list(request, "Legal challenges", said, shown, [row.child_id for row in shown.rows])


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def advice(request: PageRequest) -> HttpResponse:
    """Questions to the lawyers, and how long the answers took."""
    rows = queries_family.advice(request.account, request.now)
    shown = tables_family.advice_table(rows).shown(request, rows)
    said = "An answer is due in five working days."
    return _list(request, "Questions to the lawyers", said, shown, [row.row.child_id for row in shown.rows])


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def before_court(request: PageRequest) -> HttpResponse:
    """How long children were in pre-proceedings, on what threshold, and how it ended."""
    rows = queries_family.before_court(request.account, request.now)
    shown = tables_family.before_table(rows).shown(request, rows)
    said = "From the letter before proceedings to its end, or so far. Sixteen weeks are the measure."
    return _list(request, "Time in pre-proceedings", said, shown, [row.row.child_id for row in shown.rows])


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def relative(request: PageRequest, child_id: int) -> HttpResponse:
    """An assessment of a relative or friend is asked for."""
    form = opened(request, forms_family.RelativeForm, initial=today(request, "asked"))
    return about_child(
        request, child_id, ROOM, form, partial(record_family.relative_asked, child=child_id),
        title="Assess a relative or friend", say="Recorded. Decide on viability within ten working days.",
    )  # fmt: skip


def _relative(assessment_id: int) -> FamilyAssessment:
    found = FamilyAssessment.objects.filter(pk=assessment_id).first()
    if found is None:
        raise Http404
    return found


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=relative_subject)
def viable(request: PageRequest, assessment_id: int) -> HttpResponse:
    """Whether they might care for the child."""
    row = _relative(assessment_id)
    form = opened(request, forms_family.ViableForm, initial=today(request))

    def verb(*, by: Any, now: Any, **data: Any) -> None:
        record_family.viability(assessment=assessment_id, by=by, now=now, **forms_family.ViableForm.for_verb(data))

    return about_child(request, row.child_id, ROOM, form, verb, title=f"Viability: {row.who}", say="Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=relative_subject)
def assessed(request: PageRequest, assessment_id: int) -> HttpResponse:
    """The full assessment was filed."""
    row = _relative(assessment_id)
    start = today(request) | ({"on": row.full, "found": row.found, "why": row.found_why} if row.full else {})
    form = opened(request, forms_family.AssessedForm, initial=start)
    verb = partial(record_family.assessed, assessment=assessment_id)
    return about_child(request, row.child_id, ROOM, form, verb, title=f"Full assessment: {row.who}", say="Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=relative_subject)
def relative_end(request: PageRequest, assessment_id: int) -> HttpResponse:
    """It goes no further."""
    row = _relative(assessment_id)
    form = opened(request, forms_family.EndedForm, initial=today(request))
    verb = partial(record_family.relative_ended, assessment=assessment_id)
    return about_child(request, row.child_id, ROOM, form, verb, title=f"No further: {row.who}", say="Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def challenge(request: PageRequest, child_id: int) -> HttpResponse:
    """A legal challenge came."""
    form = opened(request, forms_family.ChallengedForm, initial=today(request, "received"))
    return about_child(
        request, child_id, ROOM, form, partial(record_family.challenged, child=child_id), title="A legal challenge",
        say="Recorded. An answer is due in 14 days.", said="A letter before claim, or a claim.",
    )  # fmt: skip


def _challenge(challenge_id: int) -> Challenge:
    found = Challenge.objects.filter(pk=challenge_id).first()
    if found is None:
        raise Http404
    return found


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=challenge_subject)
def answered(request: PageRequest, challenge_id: int) -> HttpResponse:
    """It was answered."""
    row = _challenge(challenge_id)
    start = today(request) | ({"on": row.answered, "answer": row.answer} if row.answered else {})
    form = opened(request, forms_family.AnsweredForm, initial=start)
    verb = partial(record_family.challenge_answered, challenge=challenge_id)
    return about_child(request, row.child_id, ROOM, form, verb, title="Our answer", say="Recorded.", said=row.what)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=challenge_subject)
def closed(request: PageRequest, challenge_id: int) -> HttpResponse:
    """It is over."""
    row = _challenge(challenge_id)
    start = today(request) | ({"on": row.closed, "result": row.result, "learned": row.learned} if row.closed else {})
    form = opened(request, forms_family.ClosedForm, initial=start)
    verb = partial(record_family.challenge_closed, challenge=challenge_id)
    return about_child(request, row.child_id, ROOM, form, verb, title="It is over", say="Recorded.", said=row.what)


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=row_subject)
def row_back(request: PageRequest, kind: str, number: int) -> HttpResponse:
    """An assessment of a relative, or a challenge, was recorded by mistake."""
    return taken_back_page(request, ROOM, _KINDS, kind, number, record_family.row_taken_back)


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=child_subject)
def take_back(request: PageRequest, child_id: int, kind: str, number: int) -> HttpResponse:
    """Something of the child’s legal record was a mistake."""
    if kind not in record_back.KINDS:
        raise Http404
    return about_child(
        request, child_id, ROOM, opened(request, WhyForm),
        partial(_back, request, child=child_id, kind=kind, number=number), title="Recorded by mistake",
        button="Take it back", say="Taken back. What it said stays readable below.", warn=True,
        said="What is of the whole matter goes for every child in it. Of something that has a result the result goes "
        "first: take it back once more if all of it was a mistake.",
    )  # fmt: skip


def _back(request: PageRequest, /, **given: Any) -> None:
    saw(request, [row.child_id for row in record_back.taken_back(**given)])  # brothers and sisters in it, too


def _door(child_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("court:child", args=[child_id]))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=relative_subject)
def of_relative(request: PageRequest, assessment_id: int) -> HttpResponse:
    """Something about a relative’s assessment is due."""
    return _door(relative_subject(assessment_id).id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=challenge_subject)
def of_challenge(request: PageRequest, challenge_id: int) -> HttpResponse:
    """An answer to a legal challenge is due."""
    return _door(challenge_subject(challenge_id).id)
