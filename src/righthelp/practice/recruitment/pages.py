"""The pages of the pipeline: what waits, searching, vacancies, and how recruitment goes."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages import charts
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.recruitment import queries, record
from righthelp.practice.recruitment.codes import Stage
from righthelp.practice.recruitment.forms import AppliedForm, CloseForm, SearchForm, VacancyForm
from righthelp.practice.recruitment.models import Vacancy
from righthelp.practice.recruitment.pages_shared import (
    colleagues,
    crumbs,
    form_page,
    saw_applications,
    vacancy_crumbs,
    vacancy_subject,
)
from righthelp.practice.recruitment.queries_funnel import MEASURED, funnel
from righthelp.practice.recruitment.tables import MEDIANS, REACHED, VACANCIES, applications_table, found_table
from righthelp.practice.workforce.pages_shared import teams_led

QUARTERS = 8


@route(act="recruitment.see", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Every open application of the teams one leads, what is stuck first, and what waits for oneself."""
    found = queries.pipeline(request.account, request.now)
    shown = applications_table(found, "Applications that are open").shown(request, found)
    saw_applications(request, (line.row.pk for line in shown.rows))
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Recruitment",
        "shown": shown,
        "stuck": sum(line.stuck for line in found),
        "mine": sum(line.row.owner.account_id == request.account.pk for line in found),
        "me": request.account.name,
        "open": len(found),
        "vacancies": queries.vacancies_of(request.account).filter(closed__isnull=True).count(),
        "q": "",
    }
    return render(request, "recruitment/board.html", context)


@route(act="recruitment.see", audit=Kind.SEARCH, purpose=Purpose.SUPERVISION)
def search(request: PageRequest) -> HttpResponse:
    """Find a candidate by name or address. What is typed is sent in the body, and goes to the audit, not to any log."""
    form = SearchForm(data=request.POST)
    typed = form.cleaned_data["q"].strip() if form.is_valid() else ""
    found = queries.found_by_name(request.account, typed, request.now) if typed else []
    request.audit_detail = f"looked for: {typed}" if typed else ""
    shown = found_table(found).shown(request, found)
    context = {"title": "Find a candidate", "crumbs": crumbs(), "q": typed, "shown": shown, "most": queries.FOUND}
    return render(request, "recruitment/search.html", context)


@route(act="recruitment.see", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def vacancies(request: PageRequest) -> HttpResponse:
    """Every vacancy of the teams one leads, open ones first."""
    shown = VACANCIES.shown(request, queries.vacancies_of(request.account).order_by("-closed", "free_from", "pk"))
    if shown.wants_csv:
        return shown.csv()
    return render(request, "recruitment/vacancies.html", {"title": "Vacancies", "shown": shown})


@route(act="recruitment.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def vacancy_new(request: PageRequest) -> HttpResponse:
    """Recruitment to a post begins."""
    today = local_date(request.now)
    posts = queries.to_recruit_to(today)
    asked = request.GET.get("post", "")
    initial = {"post": asked if asked in dict(posts) else "", "basis": "permanent", "free_from": today}
    form = opened(request, VacancyForm, posts=posts, colleagues=colleagues(request), initial=initial)
    made: list[Vacancy] = []
    if form.recorded(lambda data: made.append(record.vacancy_opened(by=request.account, now=request.now, **data))):
        return done(request, "recruitment:vacancy", made[0].pk, say="Recruitment has begun.")
    return form_page(request, form, "Recruit to a post", "Begin", crumbs())


def vacancy_of(vacancy_id: int) -> Vacancy:
    """The vacancy of an address, or 404."""
    found = Vacancy.objects.select_related("post__team", "lead").filter(pk=vacancy_id).first()
    if found is None:
        raise Http404
    return found


@route(act="recruitment.see", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=vacancy_subject)
def vacancy(request: PageRequest, vacancy_id: int) -> HttpResponse:
    """One vacancy: the post, and everybody who applied."""
    held = vacancy_of(vacancy_id)
    found = queries.applications_of(held, request.account, request.now)
    shown = applications_table(found, "Who applied", team=False).shown(request, found)
    saw_applications(request, (line.row.pk for line in shown.rows))
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": held.post.title,
        "caption": held.post.team.name,
        "crumbs": crumbs(),
        "vacancy": held,
        "shown": shown,
        "untold": sum(line.row.live for line in found) if held.closed else 0,
    }
    return render(request, "recruitment/vacancy.html", context)


@route(act="recruitment.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=vacancy_subject)
def vacancy_close(request: PageRequest, vacancy_id: int) -> HttpResponse:
    """Recruitment to a post stops without anybody starting."""
    held = vacancy_of(vacancy_id)
    form = opened(request, CloseForm)
    if form.recorded(
        lambda data: record.vacancy_closed(vacancy=vacancy_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "recruitment:vacancy", vacancy_id, say="The vacancy is closed.")
    note = "Candidates who are still in it are told no one by one: their applications stay open until then."
    return form_page(request, form, "Close the vacancy", "Close it", vacancy_crumbs(held), note=note, warn=True)


@route(act="recruitment.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=vacancy_subject)
def applied(request: PageRequest, vacancy_id: int) -> HttpResponse:
    """An application came in for a vacancy."""
    held = vacancy_of(vacancy_id)
    form = opened(request, AppliedForm, colleagues=colleagues(request), initial={"on": local_date(request.now)})
    if form.recorded(lambda data: record.applied(vacancy=vacancy_id, by=request.account, now=request.now, **data)):
        return done(request, "recruitment:vacancy", vacancy_id, say="The application is recorded.")
    return form_page(request, form, "An application came in", "Record it", vacancy_crumbs(held))


@route(act="recruitment.see", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def figures(request: PageRequest) -> HttpResponse:
    """How many came how far, and how long each stage took, quarter by quarter; of the teams one leads."""
    today = local_date(request.now)
    rows = funnel(today, QUARTERS, teams_led(request.account))
    reached, medians = REACHED.shown(request, rows), MEDIANS.shown(request, rows)
    for shown in (reached, medians):
        if shown.wants_csv:
            return shown.csv()
    context = {
        "title": "How recruitment goes",
        "crumbs": crumbs(),
        "reached": reached,
        "medians": medians,
        "until": say_date(today),
        "all": teams_led(request.account) is None,
    }
    return render(request, "recruitment/figures.html", context)


@route(act="recruitment.see", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def figures_chart(request: PageRequest) -> HttpResponse:
    """Median days in each stage by quarter, as an image."""
    rows = list(reversed(funnel(local_date(request.now), QUARTERS, teams_led(request.account))))
    lines = [
        charts.Line(Stage(before).label.split(",")[0], [row.median[before] for row in rows]) for before, _ in MEASURED
    ]
    labels = [row.short for row in rows]
    return charts.answer(request, charts.line_chart(labels, lines, unit="median days", height=240))
