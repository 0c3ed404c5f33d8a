"""The pages of agency rates and of pay beside other authorities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import add_months, local_date, month_start
from righthelp.foundation.pages import charts
from righthelp.foundation.pages.cells import pounds
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.recruitment import queries_pay, queries_rates, record_rates
from righthelp.practice.recruitment.forms_rates import BookingForm, CapForm, MarketForm, PayPointForm, RefuseForm
from righthelp.practice.recruitment.models_money import RateCap
from righthelp.practice.recruitment.pages_shared import Crumbs, crumbs, form_page
from righthelp.practice.recruitment.tables_rates import GAPS, PAY, RATES, SPEND

MONTHS = 12
HALF_YEARS = 9


def _rate_crumbs() -> Crumbs:
    return crumbs(("Agency rates", reverse("recruitment:rates")))


@route(act="agency.see", audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def rates(request: PageRequest) -> HttpResponse:
    """Every day rate against the region's caps, who has none on record, and what each month came to."""
    today = local_date(request.now)
    found = queries_rates.rates(today)
    first = add_months(month_start(today), 1 - MONTHS)
    shown = RATES.shown(request, found)
    months = SPEND.shown(request, queries_rates.spend(first, today))
    for each in (shown, months):
        if each.wants_csv:
            return each.csv()
    above = [row for row in found if row.above]
    missing = queries_rates.without_rate(today)
    context = {
        "title": "Agency rates",
        "shown": shown,
        "months": months,
        "above": sum(row.state == "agreed" for row in above),
        "waiting": [row for row in found if row.state == "waiting"],
        "missing": missing,
        "pounds": pounds,
        "caps": RateCap.objects.filter(starts__lte=today).exclude(ends__lte=today).order_by("grade"),
    }
    return render(request, "recruitment/rates.html", context)


@route(act="agency.keep", audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def rate_new(request: PageRequest) -> HttpResponse:
    """A day rate is recorded; above the cap, asked for."""
    today = local_date(request.now)
    holdings = [(str(pk), words) for pk, words in queries_rates.without_rate(today)]
    form = opened(request, BookingForm, holdings=holdings, initial={"starts": today})
    made: list[Any] = []
    if form.recorded(lambda data: made.append(record_rates.booked(by=request.account, now=request.now, **data))):
        say = "The rate is recorded." if made[0].agreed else "The rate is above the cap: it waits for a decision."
        return done(request, "recruitment:rates", say=say)
    return form_page(request, form, "Record a day rate", "Record it", _rate_crumbs())


@route(act="agency.keep", audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def cap_new(request: PageRequest) -> HttpResponse:
    """The region agreed on a cap."""
    return _set(request, CapForm, record_rates.cap_set, "The cap is recorded.", "recruitment:rates", "Record a cap")


def _rate(request: PageRequest, booking_id: int) -> queries_rates.Rate:
    found = queries_rates.rates(local_date(request.now), booking_id)
    if not found:
        raise Http404
    return found[0]


@route(act="agency.see", audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def rate(request: PageRequest, booking_id: int) -> HttpResponse:
    """One day rate: what, for whom, against which cap, why, and who agreed."""
    row = _rate(request, booking_id)
    decides = permits(request.account, "agency.approve") and row.requested_by_id != request.account.pk
    context = {
        "title": row.worker,
        "caption": f"{row.title}, {row.team}",
        "crumbs": _rate_crumbs(),
        "row": row,
        "pounds": pounds,
        "decides": decides and row.state == "waiting",
    }
    return render(request, "recruitment/rate.html", context)


@route(act="agency.approve", audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def decide(request: PageRequest, booking_id: int) -> HttpResponse:
    """Yes or no to a rate above the cap, by somebody who did not ask for it."""
    row = _rate(request, booking_id)
    saying_no = "refuse" in request.GET
    form = opened(request, RefuseForm if saying_no else Form)
    verb: Callable[..., object] = record_rates.refused if saying_no else record_rates.approved
    if form.recorded(lambda data: verb(booking=booking_id, by=request.account, now=request.now, **data)):
        return done(request, "recruitment:rates", say="The rate is refused." if saying_no else "The rate is agreed.")
    way = [*_rate_crumbs(), {"text": row.worker, "href": reverse("recruitment:rate", args=[booking_id])}]
    cap = f"the cap of {pounds(row.cap)}" if row.cap is not None else "no cap for the grade"
    note = f"{pounds(row.day_rate)} a day against {cap}. {row.requested_by} asked: {row.reason}"
    title, button = ("Refuse the rate", "Refuse it") if saying_no else ("Agree to the rate", "Agree to it")
    return form_page(request, form, title, button, way, note=note, warn=saying_no)


@route(act="pay.see", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def pay(request: PageRequest) -> HttpResponse:
    """Each grade's pay beside other authorities', the gap, and which way it moves."""
    today = local_date(request.now)
    now = PAY.shown(request, queries_pay.movements(today))
    days = queries_pay.half_years(today, HALF_YEARS)
    over = GAPS.shown(request, [each for each in reversed(queries_pay.gaps(days)) if each.gap is not None])
    for each in (now, over):
        if each.wants_csv:
            return each.csv()
    widening = [row.now.grade for row in now.rows if row.words == "Widening"]
    context = {"title": "Pay beside others", "shown": now, "over": over, "widening": widening}
    return render(request, "recruitment/pay.html", context)


@route(act="pay.see", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def pay_chart(request: PageRequest) -> HttpResponse:
    """The gap of each grade, half year by half year, as an image."""
    days = queries_pay.half_years(local_date(request.now), HALF_YEARS)
    found = {(each.grade, each.on): each.gap for each in queries_pay.gaps(days)}
    lines = []
    for grade in sorted({grade for grade, _ in found}):
        known = [found[(grade, day)] for day in days]
        values = [None if gap is None or gap < 0 else round(gap / 100) for gap in known]
        if any(value is not None for value in values):
            lines.append(charts.Line(grade, values))
    labels = [f"{day:%B %Y}" for day in days]
    return charts.answer(request, charts.line_chart(labels, lines, unit="pounds a year", height=240))


@route(act="pay.keep", audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def pay_point_new(request: PageRequest) -> HttpResponse:
    """What a point of a grade pays from a day."""
    verb = record_rates.pay_point_set
    return _set(request, PayPointForm, verb, "The pay point is recorded.", "recruitment:pay", "Record a pay point")


@route(act="pay.keep", audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def market_new(request: PageRequest) -> HttpResponse:
    """What another authority pays."""
    verb = record_rates.market_noted
    return _set(request, MarketForm, verb, "The figure is recorded.", "recruitment:pay", "Record what others pay")


def _set(
    request: PageRequest, form_class: type[Form], verb: Callable[..., object], say: str, back: str, title: str
) -> HttpResponse:
    form = opened(request, form_class)
    if form.recorded(lambda data: verb(by=request.account, now=request.now, **data)):
        return done(request, back, say=say)
    where = "Agency rates" if back == "recruitment:rates" else "Pay"
    return form_page(request, form, title, "Record it", crumbs((where, reverse(back))))
