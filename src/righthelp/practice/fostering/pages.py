"""People who ask to foster: the list, how recruitment goes, and one application with each of its steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import explain, facts_of
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.casework.pages_shared import Crumbs, asked, reaches, today, workers
from righthelp.practice.fostering import forms, queries, record, tables
from righthelp.practice.fostering.codes import STAGES, Part, Stage, Wish
from righthelp.practice.fostering.journey import APPLICATION_CLOCKS
from righthelp.practice.fostering.models import Application, Check
from righthelp.practice.fostering.queries_funnel import funnel
from righthelp.practice.people.record import LikelyDuplicateError
from righthelp.practice.people.record import registered as person_registered

SEE, RECORD = "fostering.see", "fostering.record"
OURS = Purpose.ALLOCATED


def application_subject(application_id: int, **_: Any) -> Subject:
    """The application a page is about."""
    return Subject("foster_application", application_id)


def check_subject(check_id: int) -> Subject:
    """The application of a check."""
    found = Check.objects.filter(pk=check_id).values_list("applicant__application_id", flat=True).first()
    if found is None:
        raise Http404
    return Subject("foster_application", found)


def application_of(application_id: int) -> Application:
    """The application of an address, or 404."""
    found = Application.objects.select_related("worker", "address").filter(pk=application_id).first()
    if found is None:
        raise Http404
    return found


def crumbs(row: Application | None = None) -> Crumbs:
    """The way back to the list, and to an application."""
    found = [{"text": "Recruiting carers", "href": reverse("fostering:board")}]
    return [*found, {"text": row.name, "href": reverse("fostering:application", args=[row.pk])}] if row else found


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Everybody who asks to foster."""
    rows = queries.lines(request.account, request.now)
    shown = tables.applications_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    live = [line for line in rows if line.row.runs]
    context = {
        "title": "Recruiting foster carers",
        "shown": shown,
        "open": len(live),
        "late": sum(line.late for line in live),
        "stages": [(each, sum(line.stage is each for line in live)) for each in Stage if each is not Stage.APPROVED],
        "records": permits(request.account, RECORD),
    }
    return render(request, "fostering/board.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def figures(request: PageRequest) -> HttpResponse:
    """How recruitment goes: each month's enquiries, how far they came, in how many days, and why others did not."""
    today = local_date(request.now)
    found = funnel(queries.within(request.account, request.now), today)
    shown = tables.MONTHS.shown(request, found.months)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "How recruitment of carers goes",
        "crumbs": crumbs(),
        "shown": shown,
        "funnel": found,
        "stages": dict(Stage.choices),
    }
    return render(request, "fostering/figures.html", context)


@route(act=SEE, writes=RECORD, audit=Kind.CHANGE, purpose=OURS)
def enquiry(request: PageRequest) -> HttpResponse:
    """People ask about fostering."""
    start = {"on": local_date(request.now)}
    form = opened(request, forms.EnquiryForm, initial=start, workers=workers(request))
    made: list[Application] = []
    if form.recorded(lambda data: made.append(record.enquired(by=request.account, now=request.now, **data))):
        return done(request, "fostering:application", made[0].pk, say="The enquiry is recorded. Visit them next.")
    return asked(request, form, title="Somebody asks about fostering", button="Record it", back=crumbs())


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=application_subject)
def application(request: PageRequest, application_id: int) -> HttpResponse:
    """One application: how far, what is asked about each applicant, the report, panel, and what may be done next."""
    row = application_of(application_id)
    told = [explain(clock, facts_of(row), now=request.now) for clock in APPLICATION_CLOCKS]
    written = {each.part: each for each in row.parts.select_related("written_by")}
    context = {
        "title": row.name,
        "caption": "Asks to foster",
        "crumbs": crumbs(),
        "row": row,
        "stage": queries.stage_of(row),
        "stages": [(Stage(each).label, getattr(row, each)) for each in STAGES],
        "wishes": [Wish(each).label for each in row.wishes],
        "running": [each for each in told if each.state.value in ("running", "overdue")],
        "applicants": row.applicants.select_related("person").prefetch_related("checks").order_by("pk"),
        "parts": [(each, written.get(each.value)) for each in Part],
        "items": row.items.select_related("meeting").order_by("-meeting__on", "-pk"),
        "waits": row.items.filter(decided__isnull=True, put_off__isnull=True).exists(),
        "said": tables.said,
        "backs": row.taken_back.select_related("by").order_by("-at"),
        "may_close": row.runs and row.reported and not queries.may_not_close(row, local_date(request.now)),
        "records": reaches(request, RECORD),
    }
    return render(request, "fostering/application.html", context)


def _step(
    request: PageRequest,
    application_id: int,
    form: Form,
    verb: Callable[..., object],
    title: str,
    say: str,
    **more: Any,
) -> HttpResponse:
    """A page that is one form about an application."""
    row = application_of(application_id)
    if form.recorded(lambda data: verb(application=application_id, by=request.account, now=request.now, **data)):
        return done(request, "fostering:application", application_id, say=say)
    return asked(request, form, title=title, button=more.pop("button", "Record it"), back=crumbs(row), **more)


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=application_subject)
def visit(request: PageRequest, application_id: int) -> HttpResponse:
    """The initial visit."""
    form = opened(request, forms.VisitForm, initial=today(request))
    return _step(request, application_id, form, record.visited, "The initial visit", "The visit is recorded.")


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=application_subject)
def register(request: PageRequest, application_id: int) -> HttpResponse:
    """Their application came in."""
    form = opened(request, forms.RegisterForm, initial=today(request))

    def verb(application: int, by: Any, now: Any, **data: Any) -> object:
        at = form.place(data)
        return record.registered(application=application, at=at, by=by, now=now, **data)

    return _step(
        request, application_id, form, verb, "Their application came in", "Stage one has begun. Name the applicants."
    )


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=application_subject)
def applicant(request: PageRequest, application_id: int) -> HttpResponse:
    """An applicant, who comes on the register of people unless they are on it."""
    row = application_of(application_id)
    form = opened(request, forms.ApplicantForm, initial=today(request))
    alike: list[Any] = []

    def verb(data: dict[str, Any]) -> None:
        on, chosen = data.pop("on"), data.pop("person")
        try:
            person = person_registered(by=request.account, now=request.now, **data).pk
        except LikelyDuplicateError as found:
            alike[:] = found.candidates
            ids = [each.id for each in found.candidates]
            if chosen == "new":
                person = person_registered(by=request.account, now=request.now, somebody_else=ids, **data).pk
            elif chosen.isdecimal() and int(chosen) in ids:
                person = int(chosen)
            else:
                raise Refused("person", "Somebody much like this is on the register. Say whether it is they.") from None
        record.applicant_named(application=application_id, person=person, on=on, by=request.account, now=request.now)

    if form.recorded(verb):
        return done(request, "fostering:application", application_id, say="Every check is asked for.")
    context = {"title": "An applicant", "crumbs": crumbs(row), "form": form, "alike": alike}
    return render(request, "fostering/applicant.html", context)


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=check_subject)
def check(request: PageRequest, check_id: int) -> HttpResponse:
    """A check came in."""
    row = Check.objects.select_related("applicant__person", "applicant__application").get(pk=check_id)
    start = {"on": row.received or local_date(request.now), "note": row.note}
    if row.satisfied is not None:
        start["satisfied"] = "yes" if row.satisfied else "no"
    form = opened(request, forms.CheckForm, initial=start)

    def verb(application: int, satisfied: str, **data: Any) -> object:
        return record.check_answered(check=check_id, satisfied=satisfied == "yes", **data)

    return _step(
        request, row.applicant.application_id, form, verb, row.get_kind_display(), "The check is recorded.",
        said=f"{row.applicant.person}. Asked for on {say_date(row.asked)}.",
    )  # fmt: skip


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=application_subject)
def stage_two(request: PageRequest, application_id: int) -> HttpResponse:
    """Stage two begins."""
    form = opened(request, forms.DayForm, initial=today(request))
    return _step(
        request, application_id, form, record.stage_two_begun, "Stage two begins", "Stage two has begun.",
        said="They are told today that stage one is over and went well.",
    )  # fmt: skip


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=application_subject)
def part(request: PageRequest, application_id: int, part: str) -> HttpResponse:
    """A part of the report."""
    if part not in Part.values:
        raise Http404
    held = application_of(application_id).parts.filter(part=part).first()
    start = {"on": held.on, "found": held.found} if held else today(request)
    form = opened(request, forms.PartForm, initial=start)

    def verb(**data: Any) -> object:
        return record.part_written(part=part, **data)

    return _step(request, application_id, form, verb, Part(part).label, "This part is written.")


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=application_subject)
def report(request: PageRequest, application_id: int) -> HttpResponse:
    """The report is finished."""
    form = opened(request, forms.ReportForm, initial=today(request))
    return _step(
        request, application_id, form, record.reported, "The report is finished",
        "The report is finished. It can be brought to panel.",
        said="Give the applicants the report, and ten working days to write their views, before it goes to panel.",
    )  # fmt: skip


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=application_subject)
def reopen(request: PageRequest, application_id: int) -> HttpResponse:
    """The report is taken back, to be written on."""
    form = opened(request, WhyForm)
    return _step(
        request, application_id, form, record.report_reopened, "Take the report back", "The report is open again."
    )


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=application_subject)
def end(request: PageRequest, application_id: int) -> HttpResponse:
    """The application is over."""
    form = opened(request, forms.EndForm, initial=today(request))
    return _step(
        request, application_id, form, record.ended, "The application is over", "The application is over.", warn=True,
        said="Turned down after stage one, they cannot ask the independent review mechanism; tell them how to "
        "complain. After stage two panel looks at the report, and they may ask panel or the mechanism within 28 days.",
    )  # fmt: skip


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=application_subject)
def end_back(request: PageRequest, application_id: int) -> HttpResponse:
    """It is not over after all."""
    form = opened(request, WhyForm)
    return _step(request, application_id, form, record.end_back, "It is not over", "It goes on where it stood.")


@route(act=RECORD, audit=Kind.CHANGE, purpose=OURS, subject=application_subject)
def complain(request: PageRequest, application_id: int) -> HttpResponse:
    """Somebody turned down after stage one does not agree."""
    form = opened(request, forms.ContestForm, initial=today(request))
    return _step(request, application_id, form, record.complained, "They do not agree", "The complaint is recorded.")
