"""The audit of joint visits, and the volumes: discussions against enquiries against conferences."""

from __future__ import annotations

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import Month, local_date
from righthelp.foundation.pages.render import render
from righthelp.practice.people.models import Area
from righthelp.practice.section47 import figures, queries
from righthelp.practice.section47.pages_shared import crumbs
from righthelp.practice.section47.tables import FIGURES, joint_stage, joint_table

_MONTHS = 13


@route(act="section47.see", audit=Kind.LIST, purpose=Purpose.AUDIT_SAMPLE)
def joint_visits(request: PageRequest) -> HttpResponse:
    """Every joint visit that was decided on, and whether it was followed through."""
    rows = list(queries.joint_visits(request.account, request.now))
    shown = joint_table(request.now).shown(request, rows)
    saw(request, [row.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    stages = [joint_stage(row, request.now)[0] for row in rows]
    context = {
        "title": "Joint visits, decided on and followed through",
        "crumbs": crumbs(),
        "shown": shown,
        "many": len(rows),
        "made": sum(1 for each in stages if each.startswith("Made")),
        "dropped": stages.count("Not made"),
        "silent": stages.count("Nothing recorded, day past") + stages.count("The visit was withdrawn"),
    }
    return render(request, "section47/joint_visits.html", context)


@route(act="section47.figures", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def months(request: PageRequest) -> HttpResponse:
    """Discussions, enquiries and conferences month by month, and the conversion from enquiry to conference.

    Numbers only: nobody is named, and nobody's record is behind a number here.
    """
    this = Month.of(local_date(request.now))
    area = request.GET.get("area", "")
    area = area if area in Area.values else ""
    rows = figures.monthly(list(this.back(_MONTHS)), area=area)
    shown = FIGURES.shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Strategy discussions, enquiries and conferences",
        "crumbs": crumbs(),
        "shown": shown,
        "whole": figures.total(rows),
        "area": area,
        "areas": [("", "The whole Trust"), *Area.choices],
        "months": _MONTHS,
    }
    return render(request, "section47/months.html", context)


__all__ = ["joint_visits", "months"]
