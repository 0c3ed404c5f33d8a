"""Numbers for managers: the assessment teams by area, and volumes of strategy discussions against outcomes."""

from __future__ import annotations

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.render import render
from righthelp.practice.assessment import law, queries_teams
from righthelp.practice.assessment.codes import Outcome
from righthelp.practice.assessment.pages_shared import crumbs, link


@route(act="assessment.team", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def teams(request: PageRequest) -> HttpResponse:
    """The assessment teams by area: what is open, late, unseen, waiting; and how many were in time."""
    areas = queries_teams.teams(request.now, soon=law.NEARLY)
    context = {
        "title": "Assessment teams",
        "crumbs": crumbs() if permits(request.account, "assessment.see") else [],
        "areas": areas,
        "total": queries_teams.added("All teams", [row for area in areas for row in area.teams]),
        "opens": permits(request.account, "assessment.see"),
    }
    return render(request, "assessment/teams.html", context)


@route(act="assessment.team", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def volumes(request: PageRequest) -> HttpResponse:
    """Strategy discussions, enquiries and conferences month by month, against what assessments led to."""
    context = {
        "title": "Volumes and outcomes",
        "crumbs": crumbs() if permits(request.account, "assessment.see") else [],
        "months": queries_teams.months(request.now),
        "outcomes": Outcome.choices,
        "more_href": link("section47:months") if permits(request.account, "section47.figures") else "",
    }
    return render(request, "assessment/volumes.html", context)
