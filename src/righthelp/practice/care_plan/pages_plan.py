"""What is done with a care plan and about permanence, a page for each."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.care.models import CareReview, InCare
from righthelp.practice.care_plan import forms, record, record_permanence
from righthelp.practice.care_plan.codes import TEXTS
from righthelp.practice.care_plan.models import CarePlan
from righthelp.practice.care_plan.pages import ABOVE, DECIDE, OURS, RECORD, ROOM, SEE, plan_subject
from righthelp.practice.casework.forms import NothingForm
from righthelp.practice.casework.pages_shared import about_child, asked, child_subject, crumbs_of, the_child


def _plan(plan_id: int) -> CarePlan:
    found = CarePlan.objects.filter(pk=plan_id).first()
    if found is None:
        raise Http404
    return found


def _care(child_id: int) -> int:
    care = InCare.objects.filter(child_id=child_id, ends__isnull=True).values_list("pk", flat=True).first()
    return care or 0


def _of_plan(
    request: PageRequest, plan_id: int, form: Form, verb: Any, *, title: str, say: str, button: str, said: str = "",
    warn: bool = False,
) -> HttpResponse:  # fmt: skip
    """A page that is one form about a version; back to the version."""
    row = _plan(plan_id)
    if form.recorded(lambda data: verb(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "care_plan:plan", plan_id, say=say)
    version = {"text": f"Version {row.number}", "href": reverse("care_plan:plan", args=[plan_id])}
    back = [*crumbs_of(the_child(request, row.child_id), ROOM), version]
    return asked(request, form, title=title, button=button, back=back, said=said, warn=warn)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def begin(request: PageRequest, child_id: int) -> HttpResponse:
    """A version is begun."""
    form, made = opened(request, NothingForm), list[CarePlan]()

    def verb(**given: Any) -> None:
        made.append(record.plan_begun(care=_care(child_id), **given))

    if form.recorded(lambda _: verb(by=request.account, now=request.now)):
        return done(request, "care_plan:write", made[0].pk, say="The draft is begun. Go on from what is known.")
    return asked(
        request, form, title="Begin a care plan", button="Begin", back=crumbs_of(the_child(request, child_id), ROOM),
        said="It starts with the words of the plan that holds or, if it is the first, with what the record knows: what "
        "the child said at reviews and visits, the home, family and contact, school and doctor.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def write(request: PageRequest, plan_id: int) -> HttpResponse:
    """The sections of a draft."""
    row = _plan(plan_id)
    form = opened(request, forms.PlanForm, initial={name: getattr(row, name) for name in TEXTS})

    def verb(*, plan: int, by: Any, now: Any, **said: str) -> None:
        record.plan_written(plan=plan, said=said, by=by, now=now)

    return _of_plan(
        request, plan_id, form, verb, title="Write the care plan", button="Keep it",
        say="What is written is kept. Offer it when every section is written.",
        said="Write so that the child can read it one day. Every section may wait until you offer the plan.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def offer(request: PageRequest, plan_id: int) -> HttpResponse:
    """A manager is asked to agree it."""
    return _of_plan(
        request, plan_id, opened(request, NothingForm), record.plan_offered, title="Offer it to be agreed",
        button="Offer it", say="A manager is asked to agree it.",
        said="If you write in it again, it is no longer offered: a manager agrees the words they have read.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=plan_subject)
def agree(request: PageRequest, plan_id: int) -> HttpResponse:
    """A manager agrees a version."""
    return _of_plan(
        request, plan_id, opened(request, NothingForm), record.plan_agreed, title="Agree this care plan",
        button="Agree it", say="The plan is agreed. Give it to the child, the family and the carers.",
        said="From now on its words do not change. The next version is begun from it.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=plan_subject)
def send_back(request: PageRequest, plan_id: int) -> HttpResponse:
    """A manager asks for more."""
    return _of_plan(
        request, plan_id, opened(request, WhyForm), record.plan_sent_back, title="Ask for more",
        button="Send it back", say="It is sent back with what it needs.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def share(request: PageRequest, plan_id: int) -> HttpResponse:
    """The child and the family were given the plan."""
    form = opened(request, forms.OnForm, initial={"on": local_date(request.now)})
    return _of_plan(
        request, plan_id, form, record.plan_shared, title="The child and the family have it", button="Record it",
        say="Recorded.", said="The child, as they can understand it; parents and carers; the reviewing officer.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=plan_subject)
def take_back(request: PageRequest, plan_id: int) -> HttpResponse:
    """A version was a mistake."""
    return _of_plan(
        request, plan_id, opened(request, WhyForm), record.plan_taken_back, title="Recorded by mistake",
        button="Take it back", say="It no longer counts, and stays readable.", warn=True,
        said="The version stays on the record, struck through, with the reason. If it was the first, the duty to make "
        "one runs again.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=child_subject)
def permanence(request: PageRequest, child_id: int) -> HttpResponse:
    """How the child is to have a home for good."""
    held = CareReview.objects.filter(child_id=child_id, withdrawn__isnull=True, care__ends__isnull=True)
    reviews = [(row.pk, say_date(row.held)) for row in held.order_by("-held")]
    start = {"decided": local_date(request.now), "review": reviews[0][0] if reviews else None}
    form = opened(request, forms.PermanenceForm, initial=start, reviews=reviews)

    def verb(*, by: Any, now: Any, **data: Any) -> None:
        given = forms.PermanenceForm.for_verb(data)
        record_permanence.permanence_decided(care=_care(child_id), by=by, now=now, **given)

    return about_child(
        request, child_id, ROOM, form, partial(verb), title="Plan for permanence", say="The plan is recorded.",
        said="By the second review. The options stand side by side, each with why it was chosen or not.",
    )  # fmt: skip


__all__ = ["agree", "begin", "offer", "permanence", "send_back", "share", "take_back", "write"]
