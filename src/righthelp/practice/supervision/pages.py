"""The pages of supervision: the month's list, one supervision, and everything done to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import Month, local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.supervision import queries, record
from righthelp.practice.supervision.agenda import agenda, last_time
from righthelp.practice.supervision.forms import (
    AddForm,
    AgreeForm,
    MissedForm,
    OpenForm,
    PlanForm,
    ReflectionForm,
    SignForm,
    SupervisorForm,
)
from righthelp.practice.supervision.models import Session
from righthelp.practice.supervision.pages_shared import crumbs, may, saw_children, session_of, session_subject
from righthelp.practice.supervision.tables import sessions_table, stage
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.queries import choices, employed


def _month(request: PageRequest) -> Month:
    """The month the address asks for; the present one otherwise."""
    this = Month.of(local_date(request.now))
    try:
        asked = Month.parse(request.GET.get("month", ""))
    except ValueError:
        return this
    return min(asked, this)


@route(act="supervision.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def board(request: PageRequest) -> HttpResponse:
    """My own supervision, and the month of everybody I supervise."""
    account, month = request.account, _month(request)
    given = list(queries.given_by(account, month.first_day))
    mine = list(queries.own(account)[:13])
    known = queries.states([*given, *mine], request.now)
    team = sessions_table("team", f"Supervision I give, {month}", known, who=True).shown(request, given)
    own = sessions_table("own", "My own supervision", known, who=False).shown(request, mine)
    for shown in (team, own):
        if shown.wants_csv:
            return shown.csv()
    saw(request, ())
    gives = permits(account, "supervision.record")
    context = {
        "title": "Supervision",
        "month": month,
        "before": (month - 1).code,
        "after": (month + 1).code if month < Month.of(local_date(request.now)) else "",
        "team": team,
        "own": own,
        "gives": gives,
        "given": len(given),
        "held": sum(1 for row in given if row.held),
        "excused": sum(1 for row in given if row.excused),
        "unfinished": list(queries.unfinished(account)),
        "waiting": list(queries.waiting_for(account)),
        "month_of": Month.of,
        "not_called": _not_called(request, given, month) if gives else [],
        "decisions": queries.open_for(account).filter(by_when__lt=local_date(request.now)).count(),
    }
    return render(request, "supervision/board.html", context)


def _not_called(request: PageRequest, given: list[Session], month: Month) -> list[Worker]:
    """Those directly below the reader whose supervision of this month has not been called."""
    called = Session.objects.filter(month=month.first_day).values("worker_id")
    rows = Worker.objects.filter(employed(local_date(request.now)), manager__account=request.account)
    return list(rows.exclude(pk__in=called).order_by("name"))


@route(act="supervision.record", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def call(request: PageRequest, worker_id: int) -> HttpResponse:
    """Call somebody's supervision of this month: a newcomer's, or before the month's job has run."""
    worker = Worker.objects.filter(pk=worker_id).first()
    form = opened(request, OpenForm)
    made: list[Session] = []
    today: date = local_date(request.now)

    def verb(_: dict[str, Any]) -> None:
        made.append(record.opened(worker=worker_id, month=today, by=request.account, now=request.now))

    if form.recorded(verb):
        return done(request, "supervision:session", made[0].pk, say="The supervision is called.")
    context = {
        "title": "Call this month’s supervision",
        "crumbs": crumbs(),
        "form": form,
        "button": "Call it",
        "said": f"For {worker.name}, {Month.of(today)}." if worker else "",
        "fields": (),
    }
    return render(request, "supervision/form.html", context)


@route(act="supervision.see", audit=Kind.RECORD, purpose=Purpose.OWN_WORK, subject=session_subject)
def session(request: PageRequest, session_id: int) -> HttpResponse:
    """One supervision: the agenda, what was said, what is still to be done."""
    return render(request, "supervision/session.html", _context(request, session_id))


@route(act="supervision.see", audit=Kind.RECORD, purpose=Purpose.OWN_WORK, subject=session_subject)
def printed(request: PageRequest, session_id: int) -> HttpResponse:
    """The whole of it on paper."""
    return render(request, "supervision/print.html", _context(request, session_id))


def _context(request: PageRequest, session_id: int) -> dict[str, Any]:
    held = session_of(session_id)
    children = agenda(held, request.now, reader=request.account)
    saw_children(request, {each.child_id for each in children})
    state = queries.states([held], request.now)[held.pk]
    flagged = [each for each in children if each.flags]
    made = list(held.decisions.filter(child_id__in=[each.child_id for each in children]).select_related("who", "child"))
    words, colour = stage(held, state)
    return {
        "title": f"{held.worker.name}, {Month.of(held.month)}",
        "caption": f"Supervision with {held.supervisor.name}",
        "crumbs": crumbs(),
        "meeting": held,
        "stage": words,
        "colour": colour,
        "children": children,
        "flagged": len(flagged),
        "to_discuss": sum(1 for each in flagged if each.discussion is None),
        "made": made,
        "may_do": may(request, held),
        "since": last_time(held),
        "addenda": list(held.addenda.select_related("added_by").order_by("added_at")),
        "earlier": list(queries.earlier(held)),
        "month_of": Month.of,
        "overdue": state == "overdue",
    }


def _asked(
    request: PageRequest, held: Session, form: Form, *, title: str, button: str, fields: tuple[str, ...], said: str = ""
) -> HttpResponse:
    context = {
        "title": title,
        "caption": f"{held.worker.name}, {Month.of(held.month)}",
        "crumbs": crumbs(held),
        "form": form,
        "button": button,
        "said": said,
        "fields": fields,
    }
    return render(request, "supervision/form.html", context)


@route(act="supervision.record", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=session_subject)
def plan(request: PageRequest, session_id: int) -> HttpResponse:
    """When they meet."""
    held = session_of(session_id)
    form = opened(request, PlanForm, initial={"at": held.planned} if held.planned else None)
    if form.recorded(lambda data: record.planned(session=session_id, by=request.account, now=request.now, **data)):
        return done(request, "supervision:session", session_id, say="The day is planned.")
    return _asked(request, held, form, title="Plan the supervision", button="Plan it", fields=("at",))


@route(act="supervision.record", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=session_subject)
def cancel(request: PageRequest, session_id: int) -> HttpResponse:
    """It was cancelled, or none could be held."""
    held = session_of(session_id)
    form = opened(request, MissedForm)
    if form.recorded(lambda data: record.missed(session=session_id, by=request.account, now=request.now, **data)):
        return done(request, "supervision:session", session_id, say="It is recorded why none was held.")
    said = "Only an absence of the whole month, or leaving, excuses. For any other reason it can still be held."
    return _asked(
        request, held, form, title="Not held", button="Record why", fields=("why", "note"), said=said
    )  # fmt: skip


@route(act="supervision.record", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=session_subject)
def supervisor(request: PageRequest, session_id: int) -> HttpResponse:
    """Somebody else holds it."""
    held = session_of(session_id)
    form = opened(request, SupervisorForm, workers=choices(local_date(request.now)))
    if form.recorded(
        lambda data: record.supervisor_named(session=session_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "supervision:board", say="Another supervisor is named.")
    return _asked(request, held, form, title="Another supervisor", button="Name them", fields=("supervisor",))


@route(act="supervision.record", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=session_subject)
def reflection(request: PageRequest, session_id: int) -> HttpResponse:
    """Write down when they met and what was said of the work and the worker."""
    held = session_of(session_id)
    fields = ("strengths", "worries", "workload", "wellbeing", "learning")
    start = {name: getattr(held, name) for name in fields}
    start |= {"held_at": held.held or held.planned or request.now, "how": held.how, "version": held.version}
    form = opened(request, ReflectionForm, initial=start)
    if form.recorded(lambda data: record.written(session=session_id, by=request.account, now=request.now, **data)):
        return done(request, "supervision:session", session_id, say="What was said is recorded. It is not signed yet.")
    if form.sent:  # what stands now is shown beside it, and the next sending is about that
        form.sent_about(version=held.version)
    context = {
        "title": "What was said",
        "caption": f"{held.worker.name}, {Month.of(held.month)}",
        "crumbs": crumbs(held),
        "form": form,
        "meeting": held,
        "theirs": [(form.fields[name].label, getattr(held, name)) for name in fields if getattr(held, name)],
    }
    return render(request, "supervision/reflection.html", context)


@route(act="supervision.record", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION, subject=session_subject)
def sign(request: PageRequest, session_id: int) -> HttpResponse:
    """Sign what was written."""
    held = session_of(session_id)
    form = opened(request, SignForm)
    if form.recorded(lambda _: record.signed(session=session_id, by=request.account, now=request.now)):
        return done(request, "supervision:session", session_id, say="It is signed. The worker reads it next.")
    left = [each for each in agenda(held, request.now, reader=request.account) if each.flags and not each.discussion]
    said = "After signing the text stands; what must be added is written below it."
    if left:
        many = "child has" if len(left) == 1 else "children have"
        said = f"{len(left)} {many} something on the agenda and nothing written about it. {said}"
    return _asked(request, held, form, title="Sign", button="Sign", fields=(), said=said)


@route(act="supervision.see", audit=Kind.RECORD, purpose=Purpose.OWN_WORK, subject=session_subject)
def agree(request: PageRequest, session_id: int) -> HttpResponse:
    """The worker has read it."""
    held = session_of(session_id)
    form = opened(request, AgreeForm)
    if form.recorded(lambda data: record.agreed(session=session_id, by=request.account, now=request.now, **data)):
        return done(request, "supervision:session", session_id, say="It is recorded that you have read it.")
    return _asked(request, held, form, title="I have read this", button="I have read it", fields=("note",))


@route(act="supervision.see", audit=Kind.RECORD, purpose=Purpose.OWN_WORK, subject=session_subject)
def add(request: PageRequest, session_id: int) -> HttpResponse:
    """Add to what was signed."""
    held = session_of(session_id)
    form = opened(request, AddForm)
    if form.recorded(lambda data: record.added(session=session_id, by=request.account, now=request.now, **data)):
        return done(request, "supervision:session", session_id, say="The addendum is recorded.")
    return _asked(request, held, form, title="Write an addendum", button="Record it", fields=("text",))


__all__ = [
    "add",
    "agree",
    "board",
    "call",
    "cancel",
    "plan",
    "printed",
    "reflection",
    "session",
    "sign",
    "supervisor",
]
