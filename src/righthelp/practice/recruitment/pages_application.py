"""The pages of one application: where it stands, each step, the checks, the first day, and erasing."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.access.stepup import stepped_up
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import explain, facts_of
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.recruitment import queries, record, record_starting
from righthelp.practice.recruitment.codes import NEXT_STEP, CheckKind, Stage
from righthelp.practice.recruitment.forms import (
    AgreeForm,
    CheckForm,
    EndForm,
    MoveOnForm,
    NoteForm,
    OwnerForm,
    TakeOnForm,
)
from righthelp.practice.recruitment.journey import STEPS
from righthelp.practice.recruitment.models import Application, PreCheck
from righthelp.practice.recruitment.pages_shared import (
    application_crumbs,
    application_subject,
    colleagues,
    form_page,
    vacancy_crumbs,
)

_TITLES = {
    Stage.SHORTLISTED: ("Shortlist", "Record that it is shortlisted", "The application is shortlisted."),
    Stage.INTERVIEWED: ("Interview held", "Record the interview", "The interview is recorded."),
    Stage.OFFERED: (
        "Offer the post",
        "Record the offer",
        "The offer is recorded. References and checks are to come in.",
    ),
}


def application_of(application_id: int) -> Application:
    """The application of an address, or 404."""
    rows = Application.objects.select_related("candidate__worker", "owner", "worker", "vacancy__post__team")
    found = rows.filter(pk=application_id).first()
    if found is None:
        raise Http404
    return found


@route(
    act="recruitment.see",
    writes="recruitment.record",
    audit=Kind.RECORD,
    purpose=Purpose.SUPERVISION,
    subject=application_subject,
)
def application(request: PageRequest, application_id: int) -> HttpResponse:
    """One application: who, how far, the days in each stage, checks and notes; a note is written here too."""
    row = application_of(application_id)
    today = local_date(request.now)
    form = opened(request, NoteForm)
    if form.recorded(
        lambda data: record.noted(application=application_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "recruitment:application", application_id, say="The note is recorded.")
    stages = queries.spent(row, today)
    stage = queries.stage_of(row, today)
    told = [explain(clock, facts_of(row), now=request.now) for clock in STEPS]
    context = {
        "title": row.candidate.called,
        "caption": f"{row.vacancy.post.title}, {row.vacancy.post.team.name}",
        "crumbs": vacancy_crumbs(row.vacancy),
        "row": row,
        "stage": stage,
        "stages": stages,
        "days": sum(each.days for each in stages),
        "next_step": NEXT_STEP.get(stage, ""),
        "told": next((each for each in told if each.state.value in ("running", "overdue")), None),
        "checks": list(row.checks.order_by("pk")),
        "notes": row.notes.select_related("written_by").order_by("-written_at"),
        "others": queries.others_of(row.candidate, row, request.account),
        "form": form,
        "keeps": permits(request.account, "recruitment.keep"),
    }
    return render(request, "recruitment/application.html", context)


@route(act="recruitment.record", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=application_subject)
def move_on(request: PageRequest, application_id: int, stage: str) -> HttpResponse:
    """The next stage is reached: shortlisted, interviewed or offered."""
    row = application_of(application_id)
    if stage not in _TITLES:
        raise Http404
    title, button, say = _TITLES[Stage(stage)]
    form = opened(request, MoveOnForm, initial={"on": local_date(request.now)})
    if form.recorded(
        lambda data: record.moved_on(
            application=application_id, stage=stage, by=request.account, now=request.now, **data
        )
    ):
        return done(request, "recruitment:application", application_id, say=say)
    return form_page(request, form, title, button, application_crumbs(row))


@route(act="recruitment.record", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=application_subject)
def end(request: PageRequest, application_id: int) -> HttpResponse:
    """The candidate withdrew, or is told no."""
    row = application_of(application_id)
    form = opened(request, EndForm, initial={"on": local_date(request.now)})
    if form.recorded(
        lambda data: record.ended(application=application_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "recruitment:application", application_id, say="The application is over.")
    note = "Their details are kept for six months from then, and erased."
    return form_page(
        request, form, "The application ends", "Record that it is over", application_crumbs(row), note=note, warn=True
    )


@route(act="recruitment.record", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=application_subject)
def owner(request: PageRequest, application_id: int) -> HttpResponse:
    """Somebody else takes the next step."""
    row = application_of(application_id)
    form = opened(request, OwnerForm, colleagues=colleagues(request), initial={"owner": str(row.owner_id)})
    if form.recorded(
        lambda data: record.passed_on(application=application_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "recruitment:application", application_id, say="The next step is passed on.")
    return form_page(request, form, "Pass the next step on", "Pass it on", application_crumbs(row))


@route(act="recruitment.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=application_subject)
def check(request: PageRequest, application_id: int, kind: str) -> HttpResponse:
    """A reference or check came in."""
    row = application_of(application_id)
    found = PreCheck.objects.filter(application=row, kind=kind).first()
    if found is None:
        raise Http404
    initial = {"on": found.received or local_date(request.now), "number": found.number, "issued": found.issued}
    if found.satisfied is not None:
        initial["satisfied"] = "yes" if found.satisfied else "no"
    form = opened(request, CheckForm, kind=kind, initial=initial)
    if form.recorded(
        lambda data: record_starting.check_answered(check=found.pk, by=request.account, now=request.now, **data)
    ):
        return done(request, "recruitment:application", application_id, say="The check is recorded.")
    return form_page(request, form, CheckKind(kind).label, "Record it", application_crumbs(row))


@route(act="recruitment.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=application_subject)
def agree(request: PageRequest, application_id: int) -> HttpResponse:
    """A first day at work is agreed."""
    row = application_of(application_id)
    today = local_date(request.now)
    form = opened(request, AgreeForm, initial={"on": today, "starts_on": max(today, row.vacancy.free_from)})
    if form.recorded(
        lambda data: record_starting.start_agreed(
            application=application_id, by=request.account, now=request.now, **data
        )
    ):
        return done(request, "recruitment:application", application_id, say="The first day is agreed.")
    return form_page(request, form, "Agree the first day", "Record it", application_crumbs(row))


@route(act="recruitment.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=application_subject)
@stepped_up()
def take_on(request: PageRequest, application_id: int) -> HttpResponse:
    """The candidate joins: they hold the post from the agreed day, and their checks go into their record."""
    row = application_of(application_id)
    form = opened(request, TakeOnForm, inside=row.candidate.worker_id is not None)

    def joins(data: dict[str, object]) -> None:
        given = {"email": "", **data}
        record_starting.taken_on(application=application_id, by=request.account, now=request.now, **given)  # type: ignore[arg-type]  # the form's own fields

    if form.recorded(joins):
        return done(request, "recruitment:application", application_id, say="They hold the post from the agreed day.")
    when = f"from {say_date(row.starts_on)}" if row.starts_on else "once the first day is agreed"
    post = row.vacancy.post
    note = f"{row.candidate.called} holds post {post.number}, {post.title}, {post.team.name}, {when}."
    return form_page(request, form, "They join", "Record that they join", application_crumbs(row), note=note)


@route(act="recruitment.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=application_subject)
def erase(request: PageRequest, application_id: int) -> HttpResponse:
    """A candidate asked to be forgotten: name, contact, notes and checks are erased now."""
    row = application_of(application_id)
    form = opened(request, Form)
    if form.recorded(
        lambda data: record_starting.forgotten(candidate=row.candidate_id, by=request.account, now=request.now)
    ):
        return done(request, "recruitment:application", application_id, say="Their details are erased.")
    note = "Name, contact, notes and checks are erased for good. That somebody applied on these days stays."
    return form_page(
        request, form, "Erase the candidate’s details", "Erase them", application_crumbs(row), note=note, warn=True
    )
