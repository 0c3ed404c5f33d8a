"""What is done about a challenge, a page for each; doors from due moments."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.care.models import InCare
from righthelp.practice.care_plan import forms, record_challenge
from righthelp.practice.care_plan.codes import Level
from righthelp.practice.care_plan.models import ChallengeStep, Permanence, PermanenceDue
from righthelp.practice.care_plan.pages import ABOVE, ANSWER, OURS, REVIEW, ROOM, SEE, challenge_subject
from righthelp.practice.care_plan.pages_family import recommendation_subject, refusal_subject
from righthelp.practice.casework.pages_shared import (
    asked,
    child_subject,
    crumbs_of,
    subject_of,
    the_child,
    workers,
)
from righthelp.practice.workforce.models import Worker


def step_subject(step_id: int) -> Subject:
    """The child whose care is challenged."""
    return subject_of(ChallengeStep, step_id)


def permanence_subject(permanence_id: int) -> Subject:
    """The child whose permanence was decided."""
    return subject_of(Permanence, permanence_id)


def due_subject(due_id: int) -> Subject:
    """The child who needs a plan for permanence."""
    return subject_of(PermanenceDue, due_id)


def _manager(child: int) -> int | None:
    """Who manages the child's worker: the first to ask."""
    found = Worker.objects.filter(
        allocations__child_id=child, allocations__primary=True, allocations__ends__isnull=True
    )
    return found.values_list("manager_id", flat=True).first()


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def raise_one(request: PageRequest, child_id: int) -> HttpResponse:
    """A reviewing officer challenges the care of a child."""
    start = {"level": Level.INFORMAL, "to": _manager(child_id)}
    form, made = opened(request, forms.ChallengeForm, initial=start, workers=workers(request)), list[Any]()
    care = InCare.objects.filter(child_id=child_id, ends__isnull=True).values_list("pk", flat=True).first()

    def verb(data: dict[str, Any]) -> None:
        made.append(record_challenge.challenged(care=care or 0, by=request.account, now=request.now, **data))

    if form.recorded(verb):
        return done(request, "care_plan:challenge", made[0].pk, say="The challenge is raised.")
    return asked(
        request, form, title="Challenge", button="Raise it", back=crumbs_of(the_child(request, child_id), ROOM),
        said="An answer is due within five working days at every level; a formal challenge is resolved within 20 "
        "working days. You may tell CAFCASS at any level.",
    )  # fmt: skip


def _of_challenge(
    request: PageRequest, number: int, form: Form, verb: Any, *, title: str, say: str, button: str = "Record it",
    warn: bool = False,
) -> HttpResponse:  # fmt: skip
    if form.recorded(lambda data: verb(by=request.account, now=request.now, **data)):
        return done(request, "care_plan:challenge", number, say=say)
    here = {"text": "Challenge", "href": reverse("care_plan:challenge", args=[number])}
    back = [*crumbs_of(the_child(request, challenge_subject(number).id), ROOM), here]
    return asked(request, form, title=title, button=button, back=back, warn=warn)


@route(act=SEE, writes=ANSWER, audit=Kind.RECORD, purpose=ABOVE, subject=step_subject)
def answer(request: PageRequest, step_id: int) -> HttpResponse:
    """Whoever it has come to answers."""
    step = ChallengeStep.objects.get(pk=step_id)
    form, verb = opened(request, forms.AnswerForm), partial(record_challenge.answered, step=step_id)
    return _of_challenge(
        request, step.challenge_id, form, verb, title="Answer the reviewing officer", button="Answer",
        say="Answered. The officer says whether that is enough.",
    )  # fmt: skip


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=challenge_subject)
def higher(request: PageRequest, challenge_id: int) -> HttpResponse:
    """It goes to a higher level."""
    form = opened(request, forms.HigherForm, workers=workers(request))
    verb = partial(record_challenge.taken_higher, challenge=challenge_id)
    return _of_challenge(
        request, challenge_id, form, verb, title="Take it higher", button="Take it higher", say="It has gone higher."
    )


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=challenge_subject)
def cafcass(request: PageRequest, challenge_id: int) -> HttpResponse:
    """CAFCASS was told."""
    form = opened(request, forms.CafcassForm, initial={"on": local_date(request.now)})
    verb = partial(record_challenge.told_cafcass, challenge=challenge_id)
    return _of_challenge(request, challenge_id, form, verb, title="CAFCASS was told", say="Recorded.")


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=challenge_subject)
def resolve(request: PageRequest, challenge_id: int) -> HttpResponse:
    """It is resolved: the reviewing officer says so."""
    form = opened(request, forms.ResolveForm, initial={"on": local_date(request.now)})
    verb = partial(record_challenge.resolved, challenge=challenge_id)
    return _of_challenge(
        request, challenge_id, form, verb, title="It is resolved", button="Resolve it", say="The challenge is resolved."
    )


@route(act=SEE, writes=REVIEW, audit=Kind.RECORD, purpose=OURS, subject=challenge_subject)
def take_back(request: PageRequest, challenge_id: int) -> HttpResponse:
    """It was raised by mistake."""
    form = opened(request, WhyForm)
    verb = partial(record_challenge.challenge_taken_back, challenge=challenge_id)
    return _of_challenge(
        request, challenge_id, form, verb, title="Raised by mistake", button="Take it back", warn=True,
        say="It no longer counts, and stays readable.",
    )  # fmt: skip


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=step_subject)
def of_step(request: PageRequest, step_id: int) -> HttpResponse:
    """An answer that is due."""
    found = ChallengeStep.objects.filter(pk=step_id).values_list("challenge_id", flat=True).first()
    if found is None:
        raise Http404
    return HttpResponseRedirect(reverse("care_plan:challenge", args=[found]))


def _child(subject: Subject) -> HttpResponse:
    return HttpResponseRedirect(reverse("care_plan:of-child", args=[subject.id]))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=permanence_subject)
def of_permanence(request: PageRequest, permanence_id: int) -> HttpResponse:
    """A plan for permanence in the chronology."""
    return _child(permanence_subject(permanence_id))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=due_subject)
def of_permanence_due(request: PageRequest, due_id: int) -> HttpResponse:
    """A plan for permanence that is due."""
    return _child(due_subject(due_id))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=refusal_subject)
def of_refusal(request: PageRequest, refusal_id: int) -> HttpResponse:
    """A refusal of contact."""
    return _child(refusal_subject(refusal_id))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=recommendation_subject)
def of_recommendation(request: PageRequest, recommendation_id: int) -> HttpResponse:
    """A decision of a review that is to be carried out."""
    return _child(recommendation_subject(recommendation_id))
