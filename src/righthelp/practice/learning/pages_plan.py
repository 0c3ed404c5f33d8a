"""The pages of the training plan and of the academies."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.learning import queries, record_plan
from righthelp.practice.learning.forms import BookForm, CohortForm, DropForm, EndForm, NeedForm
from righthelp.practice.learning.models import Cohort, CohortMember, Need
from righthelp.practice.learning.pages_shared import ask, courses, crumbs, people
from righthelp.practice.learning.tables import COHORTS, PLAN


def _year_of(request: PageRequest) -> int:
    today = local_date(request.now)
    this = today.year if today.month >= 4 else today.year - 1
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and 2018 <= int(text[:5]) <= this + 3 else this


@route(act="learning.team", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def plan(request: PageRequest) -> HttpResponse:
    """The year's training plan: what must be learnt, how pressing, and how far it is."""
    year = _year_of(request)
    rows = queries.plan(year)
    shown = PLAN.shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    live = [row for row in rows if not row.need.dropped]
    context = {
        "title": f"Training plan, {year} to {year + 1}",
        "crumbs": crumbs(),
        "shown": shown,
        "year": year,
        "years": sorted({*queries.years(), year}, reverse=True),
        "without": sum(1 for row in live if row.need.course_id is None),
        "short": sum(1 for row in live if row.need.course_id and row.places < row.need.people),
        "live": len(live),
    }
    return render(request, "learning/plan.html", context)


@route(act="learning.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def need_new(request: PageRequest) -> HttpResponse:
    """A need comes into the plan."""
    return _keep(request, None)


@route(act="learning.team", writes="learning.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def need(request: PageRequest, need_id: int) -> HttpResponse:
    """A need of the plan is changed."""
    held = Need.objects.filter(pk=need_id).first()
    if held is None:
        raise Http404
    return _keep(request, held)


def _keep(request: PageRequest, held: Need | None) -> HttpResponse:
    names = ("year", "what", "who", "people", "priority", "source")
    start: dict[str, Any] = {name: getattr(held, name) for name in names} if held else {"year": _year_of(request)}
    start |= {"course": held.course_id} if held else {}
    form = opened(request, NeedForm, initial=start, courses=courses())
    given: dict[str, Any] = {"need": held.pk if held else None, "by": request.account, "now": request.now}
    if form.recorded(lambda data: record_plan.need_kept(**given, **data)):
        return done(request, "learning:plan", say="The plan is changed.")
    context = {
        "title": "A need of the plan" if held else "New need",
        "crumbs": crumbs(("Training plan", reverse("learning:plan"))),
        "form": form,
        "held": held,
        "keeps": permits(request.account, "learning.keep"),
    }
    return render(request, "learning/need.html", context)


@route(act="learning.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def need_drop(request: PageRequest, need_id: int) -> HttpResponse:
    """A need is dropped, with the reason."""
    held = Need.objects.filter(pk=need_id).first()
    if held is None:
        raise Http404
    form = opened(request, DropForm)
    if form.recorded(lambda data: record_plan.need_dropped(need=need_id, by=request.account, now=request.now, **data)):
        return done(request, "learning:plan", say="It is dropped; the plan keeps it, with the reason.")
    back = ("Training plan", reverse("learning:plan"))
    return ask(request, form, title="Drop this need", caption=held.what, button="Drop it", back=back, warn=True)


@route(act="learning.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def academies(request: PageRequest) -> HttpResponse:
    """Every cohort of every programme, with who finished."""
    shown = COHORTS.shown(request, list(queries.cohorts()))
    if shown.wants_csv:
        return shown.csv()
    return render(request, "learning/academies.html", {"title": "Academies", "crumbs": crumbs(), "shown": shown})


@route(act="learning.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def cohort_new(request: PageRequest) -> HttpResponse:
    """A cohort begins."""
    form = opened(request, CohortForm, people=people(request))
    made: list[Cohort] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record_plan.cohort_begun(by=request.account, now=request.now, **data))

    if form.recorded(verb):
        return done(request, "learning:cohort", made[0].pk, say="The cohort is there. Add who is in it.")
    back = ("Academies", reverse("learning:academies"))
    return ask(request, form, title="New cohort", button="Begin it", back=back)


@route(act="learning.see", writes="learning.keep", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def cohort(request: PageRequest, cohort_id: int) -> HttpResponse:
    """One cohort: who is in it, how it ended for whom, its sessions. Supported years come from the workforce's record,
    and are shown to the learning team only."""
    held = queries.cohorts().filter(pk=cohort_id).first()
    if held is None:
        raise Http404
    keeps = permits(request.account, "learning.keep")
    form = opened(request, BookForm, people=people(request) if keeps else [])
    if form.recorded(
        lambda data: record_plan.cohort_joined(
            cohort=cohort_id, worker=data["worker"], by=request.account, now=request.now
        )
    ):
        return done(request, "learning:cohort", cohort_id, say="They are in the cohort.")
    members = list(held.members.select_related("worker__team").order_by("ended", "worker__name"))
    today = local_date(request.now)
    years = queries.first_years([row.worker_id for row in members], today) if keeps else {}
    context = {
        "title": str(held),
        "caption": held.partner,
        "crumbs": crumbs(("Academies", reverse("learning:academies"))),
        "held": held,
        "members": [(row, years.get(row.worker_id)) for row in members],
        "sessions": list(queries.with_places(held.sessions.order_by("starts"))),
        "form": form,
        "keeps": keeps,
        "over": held.ends < today,
        "first_year": held.programme == "first-year" and keeps,
    }
    return render(request, "learning/cohort.html", context)


@route(act="learning.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def member(request: PageRequest, member_id: int) -> HttpResponse:
    """How it ended for somebody in a cohort."""
    held = CohortMember.objects.select_related("cohort", "worker").filter(pk=member_id).first()
    if held is None:
        raise Http404
    form = opened(request, EndForm, initial={"on": local_date(request.now)})
    given: dict[str, Any] = {"member": member_id, "by": request.account, "now": request.now}
    if form.recorded(lambda data: record_plan.cohort_member_ended(**given, **data)):
        return done(request, "learning:cohort", held.cohort_id, say="It is recorded.")
    back = (str(held.cohort), reverse("learning:cohort", args=[held.cohort_id]))
    return ask(request, form, title=held.worker.name, caption=str(held.cohort), button="Record it", back=back)
