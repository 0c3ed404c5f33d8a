"""Payments to carers: the weeks' lists, one list beside the one before, amounts, and the level of a household."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.cells import pounds
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.pages_shared import Crumbs, asked
from righthelp.practice.fostering import forms_pay as forms
from righthelp.practice.fostering import queries_pay, record_pay
from righthelp.practice.fostering.acting import serves
from righthelp.practice.fostering.models_pay import PayRun, WeeklyRate
from righthelp.practice.fostering.pages_household import crumbs as household_crumbs
from righthelp.practice.fostering.pages_household import household_of, household_subject
from righthelp.practice.fostering.tables_pay import RUNS, run_table

PAY, WORK = "fostering.pay", Purpose.DUTY


def _crumbs(run: PayRun | None = None) -> Crumbs:
    found = [{"text": "Payments to carers", "href": reverse("fostering:pay")}]
    if run:
        found.append({"text": f"Week of {say_date(run.week)}", "href": reverse("fostering:run", args=[run.pk])})
    return found


@route(act=PAY, audit=Kind.LIST, purpose=WORK)
def pay(request: PageRequest) -> HttpResponse:
    """The lists of the weeks, and the amounts that hold now."""
    mine = serves(request.account)
    rows = list(queries_pay.runs()) if mine else []
    shown = RUNS.shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    rates = WeeklyRate.objects.filter(ends__isnull=True).order_by("starts", "what")
    context = {"title": "Payments to carers", "shown": shown, "rates": rates, "pounds": pounds, "mine": mine}
    return render(request, "fostering/pay.html", context)


@route(act=PAY, audit=Kind.CHANGE, purpose=WORK)
def rate(request: PageRequest) -> HttpResponse:
    """An amount is set from a day."""
    form = opened(request, forms.RateForm, initial={"starts": local_date(request.now)})
    if form.recorded(lambda data: record_pay.rate_set(by=request.account, now=request.now, **data)):
        return done(request, "fostering:pay", say="The amount is set.")
    said = "The amount before ends on that day. Weeks already released are put right on the next list."
    return asked(request, form, title="An amount", button="Set it", back=_crumbs(), said=said)


@route(act=PAY, audit=Kind.CHANGE, purpose=WORK)
def prepare(request: PageRequest) -> HttpResponse:
    """A week's list is prepared."""
    today = local_date(request.now)
    form = opened(request, forms.WeekForm, initial={"week": today - timedelta(days=today.weekday() + 7)})
    made: list[PayRun] = []
    if form.recorded(lambda data: made.append(record_pay.run_prepared(by=request.account, now=request.now, **data))):
        return done(request, "fostering:run", made[0].pk, say="The list is prepared. A colleague releases it.")
    return asked(request, form, title="Prepare a list", button="Prepare it", back=_crumbs())


@route(act=PAY, audit=Kind.LIST, purpose=WORK)
def run(request: PageRequest, run_id: int) -> HttpResponse:
    """One list, home by home, beside the list before: what changed most comes first."""
    found = PayRun.objects.select_related("prepared_by", "released_by").filter(pk=run_id).first()
    if found is None or not serves(request.account):
        raise Http404
    rows = queries_pay.of_run(found)
    shown = run_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": f"Week of {say_date(found.week)}",
        "caption": "Payments to carers",
        "crumbs": _crumbs(),
        "run": found,
        "shown": shown,
        "total": pounds(sum(row.total for row in rows)),
        "before": pounds(sum(row.before for row in rows)),
        "homes": sum(row.total != 0 for row in rows),
        "changed": sum(row.change != 0 for row in rows),
        "late": sum(row.late != 0 for row in rows),
        "own": found.prepared_by.account_id == request.account.pk,
    }
    return render(request, "fostering/run.html", context)


@route(act=PAY, audit=Kind.CHANGE, purpose=WORK)
def release(request: PageRequest, run_id: int) -> HttpResponse:
    """The list is released."""
    found = PayRun.objects.filter(pk=run_id).first()
    if found is None:
        raise Http404
    form = opened(request, Form)
    if form.recorded(lambda data: record_pay.run_released(run=run_id, by=request.account, now=request.now)):
        return done(request, "fostering:run", run_id, say="The list is released.")
    return asked(
        request, form, title="Release the list", button="Release it", back=_crumbs(found), warn=True,
        said="It is paid as it stands, and cannot be changed afterwards. What is recorded late is paid with the next.",
    )  # fmt: skip


@route(act=PAY, audit=Kind.CHANGE, purpose=Purpose.ALLOCATED, subject=household_subject)
def level(request: PageRequest, household_id: int) -> HttpResponse:
    """The level of a household's fee."""
    row = household_of(household_id)
    form = opened(request, forms.LevelForm, initial={"starts": local_date(request.now)})
    if form.recorded(
        lambda data: record_pay.level_set(household=household_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "fostering:household", household_id, say="The level is recorded.")
    return asked(request, form, title="Level of the fee", button="Record it", back=household_crumbs(row))
