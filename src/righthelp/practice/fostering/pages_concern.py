"""Concerns about households: the list of those one may open, one concern with each of its steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import explain, facts_of
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.casework.pages_shared import Crumbs, asked, workers
from righthelp.practice.fostering import forms_matters as forms
from righthelp.practice.fostering import record_concern, tables_matters
from righthelp.practice.fostering.codes import OF_ALLEGATIONS, Matter, Outcome
from righthelp.practice.fostering.forms import DayForm
from righthelp.practice.fostering.journey import OFFICER
from righthelp.practice.fostering.models import Concern
from righthelp.practice.fostering.pages_household import household_of, household_subject, living

SEE, OURS = "fostering.concern", Purpose.ALLOCATED


def concern_subject(concern_id: int) -> Subject:
    """The concern a page is about."""
    return Subject("foster_concern", concern_id)


def within(request: PageRequest) -> QuerySet[Concern]:
    """Concerns that the reader may open."""
    return within_reach(Concern.objects.all(), request.account, SEE, kind="foster_concern", field="id", now=request.now)


def _row(concern_id: int) -> Concern:
    rows = Concern.objects.select_related("household__home", "deals", "held", "recorded_by", "child")
    found = rows.filter(pk=concern_id).first()
    if found is None:
        raise Http404
    return found


def _crumbs(row: Concern | None = None) -> Crumbs:
    found = [{"text": "Concerns", "href": reverse("fostering:concerns")}]
    words = f"{row.get_matter_display()}, {row.household.home.name}" if row else ""
    return [*found, {"text": words, "href": reverse("fostering:concern", args=[row.pk])}] if row else found


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def concerns(request: PageRequest) -> HttpResponse:
    """Every concern that one may open, those without an outcome first."""
    rows = within(request).select_related("household__home", "deals", "held").order_by("-closed", "known")
    found = [tables_matters.Line(row, explain(OFFICER, facts_of(row), now=request.now), request.now) for row in rows]
    shown = tables_matters.concerns_table(found).shown(request, found)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Concerns about foster homes",
        "shown": shown,
        "open": sum(line.row.closed is None for line in found),
        "late": sum(line.late for line in found),
        "holds": sum(line.holds for line in found),
    }
    return render(request, "fostering/concerns.html", context)


@route(act=SEE, audit=Kind.CHANGE, purpose=OURS, subject=household_subject)
def concern_new(request: PageRequest, household_id: int) -> HttpResponse:
    """A concern is known."""
    household = household_of(household_id)
    known, _ = living(request, household)
    form = opened(
        request, forms.ConcernForm, initial={"known": request.now, "hold": True}, workers=workers(request),
        children=[(stay.child_id, str(stay.child)) for stay in known],
    )  # fmt: skip
    if form.recorded(
        lambda data: record_concern.raised(household=household_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "fostering:concerns", say="It is recorded. Tell the designated officer of an allegation.")
    return asked(
        request, form, title=f"A concern about {household.home.name}", button="Record it", back=_crumbs(),
        said="Only whoever deals with it, the fostering managers and heads of service can open it afterwards. A child "
        "may need a strategy discussion at once: that is recorded on the child’s own record.",
        fields=("matter", "known", "said", "child", "deals", "hold"),
    )  # fmt: skip


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=concern_subject)
def concern(request: PageRequest, concern_id: int) -> HttpResponse:
    """One concern: what was said, what was done, support for the carers, and the outcome."""
    row = _row(concern_id)
    told = explain(OFFICER, facts_of(row), now=request.now)
    context = {
        "title": row.get_matter_display(),
        "caption": row.household.home.name,
        "crumbs": _crumbs(),
        "row": row,
        "told": told if told.state.value in ("running", "overdue") and not row.closed else None,
        "was_late": told.state.value == "late",
    }
    return render(request, "fostering/concern.html", context)


def _step(
    request: PageRequest, concern_id: int, form: Form, verb: Callable[..., object], title: str, say: str, **more: Any
) -> HttpResponse:
    row = _row(concern_id)
    if form.recorded(lambda data: verb(concern=concern_id, by=request.account, now=request.now, **data)):
        return done(request, "fostering:concern", concern_id, say=say)
    return asked(request, form, title=title, button="Record it", back=_crumbs(row), **more)


@route(act=SEE, audit=Kind.CHANGE, purpose=OURS, subject=concern_subject)
def officer(request: PageRequest, concern_id: int) -> HttpResponse:
    """The designated officer was told."""
    form = opened(request, forms.MomentForm, initial={"at": request.now})
    title = "The designated officer was told"
    return _step(request, concern_id, form, record_concern.officer_told, title, "Recorded.")


@route(act=SEE, audit=Kind.CHANGE, purpose=OURS, subject=concern_subject)
def strategy(request: PageRequest, concern_id: int) -> HttpResponse:
    """A strategy meeting was held."""
    form = opened(request, DayForm, initial={"on": local_date(request.now)})
    return _step(request, concern_id, form, record_concern.strategy_held, "Strategy meeting", "Recorded.")


@route(act=SEE, audit=Kind.CHANGE, purpose=OURS, subject=concern_subject)
def support(request: PageRequest, concern_id: int) -> HttpResponse:
    """Who stands by the carers."""
    form = opened(request, forms.SupportForm, initial={"support": _row(concern_id).support})
    said = "Somebody who has no part in looking into it (National Minimum Standard 22)."
    title = "Support for the carers"
    return _step(request, concern_id, form, record_concern.supported, title, "Recorded.", said=said)


@route(act=SEE, audit=Kind.CHANGE, purpose=OURS, subject=concern_subject)
def deals(request: PageRequest, concern_id: int) -> HttpResponse:
    """Somebody else deals with it."""
    form = opened(request, forms.DealsForm, initial={"deals": _row(concern_id).deals_id}, workers=workers(request))
    row = _row(concern_id)
    if form.recorded(
        lambda data: record_concern.dealt_by(concern=concern_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "fostering:concerns", say="Somebody else deals with it.")
    return asked(request, form, title="Somebody else deals with it", button="Record it", back=_crumbs(row))


@route(act=SEE, audit=Kind.CHANGE, purpose=OURS, subject=concern_subject)
def conclude(request: PageRequest, concern_id: int) -> HttpResponse:
    """There is an outcome."""
    alleged = _row(concern_id).matter == Matter.ALLEGATION
    outcomes = [each for each in Outcome.choices if (each[0] in OF_ALLEGATIONS) is alleged]
    form = opened(request, forms.OutcomeForm, initial={"on": local_date(request.now), "free": True}, outcomes=outcomes)
    return _step(
        request, concern_id, form, record_concern.concluded, "The outcome",
        "The outcome is recorded. Review the household next.",
    )  # fmt: skip


@route(act=SEE, audit=Kind.CHANGE, purpose=OURS, subject=concern_subject)
def reopen(request: PageRequest, concern_id: int) -> HttpResponse:
    """An outcome is taken back."""
    form = opened(request, WhyForm)
    return _step(
        request, concern_id, form, record_concern.reopened, "Open it again", "It is open again.", warn=True,
        said="The places stay offered, if they are: hold them back on the home’s page.",
    )  # fmt: skip
