"""The page of who is who: units, teams and people on any day, found by name; and the form that moves a team."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people.models import Area
from righthelp.practice.workforce import record_posts
from righthelp.practice.workforce.forms_posts import StandingForm
from righthelp.practice.workforce.models import Locality, Team, Worker
from righthelp.practice.workforce.pages_shared import crumbs, day_asked
from righthelp.practice.workforce.queries import employed
from righthelp.practice.workforce.queries_structure import changes, people, tree
from righthelp.practice.workforce.tables_posts import AREAS
from righthelp.practice.workforce.titles import title_of


@route(act="staff.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def structure(request: PageRequest) -> HttpResponse:
    """Everybody's place: the tree of units and teams on a day, or the people that a search finds."""
    on, problem = day_asked(request)
    text = request.GET.get("q", "").strip()[:60]
    found = people(text, request.now, local_date(request.now)) if len(text) > 1 else []
    tops = tree(on) if not found else []
    context = {
        "title": "Who is who",
        "crumbs": crumbs(),
        "problem": problem or ("Enter at least two letters." if len(text) == 1 else ""),
        "on": on,
        "q": text,
        "found": found,
        "nothing": len(text) > 1 and not found,
        "tops": [unit for unit in tops if unit.units],
        "apart": [unit for unit in tops if not unit.units],
        "areas": dict(Area.choices),
        "people": sum(unit.everybody for unit in tops),
        "today_is": local_date(request.now),
    }
    return render(request, "workforce/structure.html", context)


@route(act="post.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def standing_change(request: PageRequest, team_id: int) -> HttpResponse:
    """From a day on a team stands elsewhere: under another unit, led by another, renamed or moved."""
    held = Team.objects.filter(pk=team_id).first()
    if held is None:
        raise Http404
    today = local_date(request.now)
    units = [
        (str(pk), name)
        for pk, name in Team.objects.filter(Q(closed__isnull=True) | Q(closed__gt=today))
        .exclude(pk=team_id)
        .order_by("name")
        .values_list("pk", "name")
    ]
    leaders = [
        (str(worker.pk), f"{worker.name}, {worker.title}")
        for worker in Worker.objects.filter(employed(today)).order_by("name")
        if (title := title_of(worker.title)) and title.leads
    ]
    initial = {
        "name": held.name,
        "under": held.under_id,
        "manager": held.manager_id,
        "area": held.area,
        "locality": held.locality,
    }
    form = opened(
        request,
        StandingForm,
        initial=initial,
        units=units,
        leaders=leaders,
        areas=AREAS,
        localities=list(Locality.choices),
    )
    if form.recorded(lambda data: record_posts.restructured(team=team_id, by=request.account, now=request.now, **data)):
        return done(request, "team", team_id, say="The team stands there from that day.")
    context = {
        "title": "Change the structure",
        "caption": held.name,
        "crumbs": crumbs((held.name, reverse("team", args=[team_id]))),
        "form": form,
        "rows": [(row, row.ends - timedelta(days=1) if row.ends else None) for row in changes(team_id)],
        "areas": dict(Area.choices),
    }
    return render(request, "workforce/standing_change.html", context)
