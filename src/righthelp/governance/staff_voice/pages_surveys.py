"""The pages of surveys: planning, answering without a trace, and results that name nobody."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.governance.staff_voice import queries_surveys, record_surveys
from righthelp.governance.staff_voice.forms import QuestionForm, SurveyAnswerForm, SurveyForm
from righthelp.governance.staff_voice.law import FEWEST
from righthelp.governance.staff_voice.models import Answered, Survey
from righthelp.governance.staff_voice.pages import Crumbs, crumbs, form_page, opened_without_trace
from righthelp.governance.staff_voice.tables import by_group, groups_table, results_table


def _survey(survey_id: int) -> Survey:
    found = Survey.objects.filter(pk=survey_id).first()
    if found is None:
        raise Http404
    return found


def _way(survey: Survey | None = None) -> Crumbs:
    here = [(survey.name, reverse("staff_voice:survey", args=[survey.pk]))] if survey else []
    return crumbs(("Surveys", reverse("staff_voice:surveys")), *here)


@route(act="voice.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def surveys(request: PageRequest) -> HttpResponse:
    """What one can answer today, and every survey with its turnout."""
    today = local_date(request.now)
    rows = [(each, queries_surveys.turnout(each, today)) for each in Survey.objects.order_by("-opens")]
    context = {
        "title": "Staff surveys",
        "rows": rows,
        "today_is": today,
        "to_answer": queries_surveys.open_for(request.account.pk, today),
    }
    return render(request, "staff_voice/surveys.html", context)


@route(act="voice.keep", audit=Kind.CHANGE, purpose=Purpose.ADMINISTRATION)
def survey_new(request: PageRequest) -> HttpResponse:
    """A survey is planned."""
    form = opened(request, SurveyForm)
    made: list[Survey] = []
    if form.recorded(lambda data: made.append(record_surveys.survey_made(by=request.account, now=request.now, **data))):
        return done(request, "staff_voice:questions", made[0].pk, say="The survey is planned. Add its questions.")
    return form_page(request, form, "Plan a survey", "Plan it", _way())


@route(act="voice.keep", audit=Kind.CHANGE, purpose=Purpose.ADMINISTRATION)
def questions(request: PageRequest, survey_id: int) -> HttpResponse:
    """The questions of a survey that has not opened, and one more."""
    held = _survey(survey_id)
    form = opened(request, QuestionForm)
    if form.recorded(
        lambda data: record_surveys.question_added(survey=survey_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "staff_voice:questions", survey_id, say="The question is added.")
    context = {
        "title": "Questions",
        "caption": held.name,
        "crumbs": _way(held),
        "questions": held.questions.order_by("number"),
        "form": form,
        "open": held.opens <= local_date(request.now),
    }
    return render(request, "staff_voice/questions.html", context)


@route(act="voice.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def survey(request: PageRequest, survey_id: int) -> HttpResponse:
    """A survey's results once it is over: by question, by service and by team, against the last one."""
    held = _survey(survey_id)
    today = local_date(request.now)
    found = queries_surveys.results(held, today)
    whole = results_table("whole", "Everybody").shown(request, found.whole if found else [])
    of_services, of_teams = by_group(found.services if found else []), by_group(found.teams if found else [])
    services = groups_table("services", "By service", "Service", of_services).shown(request, of_services)
    teams = groups_table("teams", "By team", "Team", of_teams).shown(request, of_teams)
    for shown in (whole, services, teams):
        if shown.wants_csv:
            return shown.csv()
    context = {
        "title": held.name,
        "crumbs": _way(),
        "survey": held,
        "turnout": queries_surveys.turnout(held, today),
        "over": today > held.last_day,
        "planned": today < held.opens,
        "found": found,
        "whole": whole,
        "services": services,
        "teams": teams,
        "last": queries_surveys.before(held),
        "said": queries_surveys.said(held, today),
        "fewest": FEWEST,
    }
    return render(request, "staff_voice/survey.html", context)


@route(act="voice.say", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def answer_survey(request: PageRequest, survey_id: int) -> HttpResponse:
    """Answering a survey, once. No draft, no history and no line of the audit holds what was said."""
    held = _survey(survey_id)
    asked = list(held.questions.order_by("number"))
    form = opened_without_trace(request, SurveyAnswerForm, questions=asked)

    def answered(data: dict[str, str]) -> None:
        answers = {each.pk: data.get(f"q{each.pk}", "") for each in asked}
        record_surveys.answered(survey=survey_id, answers=answers, account=request.account, now=request.now)

    if form.recorded(answered):
        return done(request, "staff_voice:surveys", say="Thank you. Nothing ties your answers to you.")
    today = local_date(request.now)
    context = {
        "title": held.name,
        "crumbs": _way(),
        "form": form,
        "survey": held,
        "open": held.opens <= today <= held.last_day,
        "done": Answered.objects.filter(survey=held, account=request.account).exists(),
        "fewest": FEWEST,
    }
    return render(request, "staff_voice/answer.html", context)
