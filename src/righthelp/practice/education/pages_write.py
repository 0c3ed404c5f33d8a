"""What is recorded about a child in education: a page for each."""

from __future__ import annotations

from django.http import HttpResponse

from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import opened
from righthelp.practice.care.pages_back import taken_back_page
from righthelp.practice.casework.pages_shared import child_subject, today, workers
from righthelp.practice.education import forms, record_plans, record_work
from righthelp.practice.education.models import Query
from righthelp.practice.education.pages_shared import (
    KINDS,
    OURS,
    RECORD,
    ROOM,
    SEE,
    agreed_subject,
    discussed_subject,
    one,
    panel_subject,
    query_subject,
    roll_subject,
    row_subject,
)
from righthelp.practice.people.models_partners import Organisation, OrganisationKind


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def ask(request: PageRequest, child_id: int) -> HttpResponse:
    """Somebody asks about attendance."""
    start = today(request, "asked") | {"way": "social", "level": "plan"}
    form = opened(request, forms.AskForm, initial=start, workers=workers(request))
    return one(
        request, child_id, form, record_work.asked, {"child": child_id}, "A query about attendance",
        "Recorded. It is followed up in four weeks.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=query_subject)
def answer(request: PageRequest, query_id: int) -> HttpResponse:
    """The query is answered."""
    row = Query.objects.get(pk=query_id)
    start = {"on": row.answered, "answer": row.answer} if row.answered else today(request)
    form = opened(request, forms.AnswerForm, initial=start)
    return one(
        request, row.child_id, form, record_work.answered, {"query": query_id}, "The answer", "Recorded.",
        said=f"Asked: {row.what}",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=query_subject)
def follow(request: PageRequest, query_id: int) -> HttpResponse:
    """The query is followed up."""
    row = Query.objects.get(pk=query_id)
    form = opened(request, forms.FollowForm, initial=today(request))
    return one(
        request, row.child_id, form, record_work.followed, {"query": query_id}, "Follow up the query", "Recorded.",
        said=f"Asked: {row.what}",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def refer(request: PageRequest, child_id: int) -> HttpResponse:
    """The child is referred to the panel."""
    form = opened(request, forms.ReferForm, initial=today(request, "referred"))
    return one(request, child_id, form, record_work.referred, {"child": child_id}, "Refer to the panel", "Referred.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=query_subject)
def refer_query(request: PageRequest, query_id: int) -> HttpResponse:
    """A query that was not resolved goes to the panel."""
    row = Query.objects.get(pk=query_id)
    start = today(request, "referred") | {"why": row.what, "tried": row.answer}
    form = opened(request, forms.ReferForm, initial=start)
    of = {"child": row.child_id, "query": query_id}
    return one(
        request, row.child_id, form, record_work.referred, of, "Refer to the panel", "Referred. The query is closed.",
        said="The query is closed with it.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=panel_subject)
def decide(request: PageRequest, panel_id: int) -> HttpResponse:
    """The panel decided."""
    form = opened(request, forms.DecideForm, initial=today(request))
    child = panel_subject(panel_id).id
    return one(
        request, child, form, record_work.panel_decided, {"panel": panel_id}, "The panel decided",
        "Recorded. Add who does what by when.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=panel_subject)
def panel_agreed(request: PageRequest, panel_id: int) -> HttpResponse:
    """The panel agreed that somebody does something."""
    form = opened(request, forms.AgreedForm)
    child = panel_subject(panel_id).id
    return one(request, child, form, record_work.agreed, {"panel": panel_id}, "Agreed by the panel", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=discussed_subject)
def surgery_agreed(request: PageRequest, discussed_id: int) -> HttpResponse:
    """A surgery agreed that somebody does something."""
    form = opened(request, forms.AgreedForm)
    child, of = discussed_subject(discussed_id).id, {"discussed": discussed_id}
    return one(request, child, form, record_work.agreed, of, "Agreed in the surgery", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=agreed_subject)
def agreed_done(request: PageRequest, agreed_id: int) -> HttpResponse:
    """What was agreed was done."""
    form = opened(request, forms.DoneForm, initial=today(request))
    child, of = agreed_subject(agreed_id).id, {"agreed": agreed_id}
    return one(request, child, form, record_work.agreed_done, of, "It was done", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def step(request: PageRequest, child_id: int) -> HttpResponse:
    """A step towards the child being in school."""
    form = opened(request, forms.StepForm, initial=today(request))
    return one(request, child_id, form, record_work.stepped, {"child": child_id}, "Challenge, or a step", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def no_roll(request: PageRequest, child_id: int) -> HttpResponse:
    """The child is on no school's roll."""
    form = opened(request, forms.RollForm, initial=today(request, "told"))
    return one(
        request, child_id, form, record_work.on_no_roll, {"child": child_id}, "On no school’s roll",
        "Recorded. Decide within two working days what to do first.",
        said="Among the facts the child’s school ends on that day.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=roll_subject)
def triage(request: PageRequest, roll_id: int) -> HttpResponse:
    """What is done first."""
    form = opened(request, forms.TriageForm, initial=today(request))
    child, of = roll_subject(roll_id).id, {"roll": roll_id}
    return one(request, child, form, record_work.triaged, of, "What is done first", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=roll_subject)
def roll_end(request: PageRequest, roll_id: int) -> HttpResponse:
    """The child is on a roll again, or it ended otherwise."""
    rows = Organisation.objects.filter(kind=OrganisationKind.SCHOOL, closed_on=None).order_by("name")
    schools = [(pk, name) for pk, name in rows.values_list("pk", "name")]
    form = opened(request, forms.FoundForm, initial=today(request), schools=schools)
    child, of = roll_subject(roll_id).id, {"roll": roll_id}
    return one(request, child, form, record_work.roll_ended, of, "On a roll again", "Recorded, and among the facts.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def take_back(request: PageRequest, kind: str, number: int) -> HttpResponse:
    """A record was a mistake."""
    return taken_back_page(request, ROOM, KINDS, kind, number, record_plans.taken_back)
