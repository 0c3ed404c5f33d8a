"""Money for families: weekly rates, payments, the year's budget, what was saved."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages import charts
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.child_in_need import forms, forms_family, queries_family, record_money, tables
from righthelp.practice.child_in_need.models import Payment, WeeklySupport
from righthelp.practice.child_in_need.pages_shared import asked, crumbs, family_of, teams_for
from righthelp.practice.child_in_need.record_money import Paid
from righthelp.practice.workforce.models import Service

SAID = Purpose.ALLOCATED


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION)
def weekly(request: PageRequest, family_id: int) -> HttpResponse:
    """A weekly rate is agreed."""
    held = family_of(request, family_id)
    form = opened(request, forms_family.WeeklyForm, initial={"starts": local_date(request.now)})
    if form.recorded(
        lambda data: record_money.weekly_agreed(family=family_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:family", family_id, say="The weekly rate is agreed.")
    said = "To change a rate, stop the present one for “Another rate is agreed”, then agree the new one."
    return asked(request, form, title="A weekly rate", button="Agree it", back=crumbs(family=held), said=said)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION)
def weekly_stop(request: PageRequest, family_id: int, weekly_id: int) -> HttpResponse:
    """A weekly rate stops."""
    held = family_of(request, family_id)
    found = WeeklySupport.objects.filter(pk=weekly_id, family=held).first()
    if found is None:
        raise Http404
    form = opened(request, forms_family.StopForm, initial={"ends": local_date(request.now)})
    if form.recorded(
        lambda data: record_money.weekly_stopped(weekly=weekly_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:family", family_id, say="It has stopped.")
    said = f"{found.get_kind_display()}, {tables.pounds(found.pence)} a week since {say_date(found.starts)}."
    return asked(request, form, title="Stop a weekly rate", button="Stop it", back=crumbs(family=held), said=said)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID)
def payment(request: PageRequest, family_id: int) -> HttpResponse:
    """Money was paid."""
    held = family_of(request, family_id)
    form = opened(request, forms_family.PaymentForm, initial={"paid_on": local_date(request.now)})

    def verb(data: dict[str, Any]) -> None:
        key = data.pop("key")
        record_money.payment_made(family=family_id, paid=Paid(**data), key=key, by=request.account, now=request.now)

    if form.recorded(verb):
        return done(request, "child_in_need:family", family_id, say="The payment is recorded.")
    last = held.decisions.order_by("-decided", "-pk").first()
    said = (
        f"On the decision of {say_date(last.decided)}: {last.get_outcome_display().lower()}."
        if last
        else "There is no decision on the family’s means yet, so nothing can be paid. A manager decides first."
    )
    return asked(request, form, title="A payment", button="Record it", back=crumbs(family=held), said=said)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION)
def payment_cancel(request: PageRequest, family_id: int, payment_id: int) -> HttpResponse:
    """A payment does not count."""
    held = family_of(request, family_id)
    found = Payment.objects.filter(pk=payment_id, family=held).first()
    if found is None:
        raise Http404
    form = opened(request, forms.WhyForm)
    if form.recorded(
        lambda data: record_money.payment_cancelled(payment=payment_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:family", family_id, say="The payment no longer counts.")
    said = f"{tables.pounds(found.pence)} to {found.to}, {say_date(found.paid_on)}. It stays readable."
    back = crumbs(family=held)
    return asked(request, form, title="Cancel a payment", button="Cancel it", back=back, said=said, warn=True)


def _chosen(request: PageRequest) -> tuple[int | None, int]:
    """The team and the financial year that the address asks for."""
    this = queries_family.financial_year(local_date(request.now))
    team, year = request.GET.get("team", ""), request.GET.get("year", "")
    known = {str(one.pk): one.pk for one in queries_family.money_teams()}
    asked_year = int(year) if year.isdecimal() and len(year) == 4 else this
    return known.get(team), min(max(asked_year, 2015), this)


@route(act="need.money", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def money(request: PageRequest) -> HttpResponse:
    """The year's budget, what was paid month by month, what was saved: sums, no names."""
    team, year = _chosen(request)
    rows = queries_family.money(team, year, local_date(request.now))
    shown = tables.MONEY.shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    paid, saved = sum(row.paid for row in rows), sum(row.saved for row in rows)
    known = [row.budget for row in rows if row.budget is not None]
    this = queries_family.financial_year(local_date(request.now))
    context = {
        "title": "Subsistence: budget, spend and savings",
        "crumbs": [*crumbs(), {"text": "No recourse to public funds", "href": reverse("child_in_need:families")}],
        "shown": shown,
        "teams": queries_family.money_teams(),
        "team": team,
        "year": year,
        "years": range(this, max(2017, this - 6), -1),
        "paid": tables.pounds(paid),
        "saved": tables.pounds(saved),
        "budget": tables.pounds(sum(known)) if known else "",
        "left": tables.pounds(abs(sum(known) - paid)) if known else "",
        "over": bool(known) and paid > sum(known),
        "drawn": any(row.first < local_date(request.now).replace(day=1) for row in rows),
        "query": f"?year={year}" + (f"&team={team}" if team else ""),
    }
    return render(request, "child_in_need/money.html", context)


@route(act="need.money", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def money_chart(request: PageRequest) -> HttpResponse:
    """The chart of the same months, as an image of its own."""
    team, year = _chosen(request)
    rows = queries_family.money(team, year, local_date(request.now))
    today = local_date(request.now)
    rows = [row for row in rows if row.first < today.replace(day=1)]  # the month that runs is in the table only
    labels = [f"{row.first:%b}" for row in rows]
    lines = [
        charts.Line("Paid", [row.paid / 100 for row in rows]),
        charts.Line("Budget", [None if row.budget is None else row.budget / 100 for row in rows]),
        charts.Line("Saved", [row.saved / 100 for row in rows]),
    ]
    return charts.answer(request, charts.line_chart(labels, lines, unit="Pounds in the month"))


@route(act="need.money", writes="need.decide", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def budget(request: PageRequest) -> HttpResponse:
    """A year's budget is set."""
    team, year = _chosen(request)
    lists = {"team": teams_for(Service.NO_RECOURSE) or teams_for()}
    form = opened(request, forms_family.BudgetForm, initial={"year": year, "team": team}, choices=lists)
    if form.recorded(lambda data: record_money.budget_set(by=request.account, now=request.now, **data)):
        return done(request, "child_in_need:money", say="The budget is set.")
    return asked(request, form, title="The year’s budget", button="Set it", back=crumbs())
