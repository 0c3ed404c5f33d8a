"""Whether supervision happens: the rate of the month by team and over a year, and who is overdue."""

from __future__ import annotations

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import Month, local_date
from righthelp.foundation.pages.render import render
from righthelp.practice.supervision import queries
from righthelp.practice.supervision.models import Work
from righthelp.practice.supervision.pages_shared import crumbs
from righthelp.practice.supervision.tables import MONTHS, OVERDUE, TEAM_RATES
from righthelp.practice.workforce.models import Team

_MONTHS = 13


@route(act="supervision.rates", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def rates(request: PageRequest) -> HttpResponse:
    """KPI 15 by team and month. Names dates and people at work; nothing that anybody said."""
    this = Month.of(local_date(request.now))
    try:
        month = min(Month.parse(request.GET.get("month", "")), this)
    except ValueError:
        month = this
    asked = request.GET.get("work", Work.SOCIAL_WORKER)
    work = asked if asked in (*Work.values, "") else Work.SOCIAL_WORKER
    teams = queries.rates(
        month.first_day, request.now, work=work, above=request.account, teams=Team.objects.order_by("name")
    )
    year = queries.monthly(list(reversed(this.back(_MONTHS))), request.now, work=work)
    by_team, by_month = TEAM_RATES.shown(request, teams), MONTHS.shown(request, year)
    late = OVERDUE.shown(request, queries.overdue(request.now, work=work))
    for shown in (by_team, by_month, late):
        if shown.wants_csv:
            return shown.csv()
    whole = next((rate for each, rate in year if each == month), None)
    context = {
        "title": "Supervision in the month",
        "crumbs": crumbs(),
        "month": month,
        "months": [(each.code, str(each)) for each, _ in year],
        "work": work,
        "works": [("", "Everybody"), *Work.choices],
        "whole": whole,
        "running": month == this,
        "by_team": by_team,
        "by_month": by_month,
        "late": late,
    }
    return render(request, "supervision/rates.html", context)
