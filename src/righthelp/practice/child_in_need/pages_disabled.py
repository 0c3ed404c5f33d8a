"""Disabled children: the caseload, and for one child what others pay, short breaks, equipment, advice, adult life."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.child_in_need import forms, queries_disabled, record_disabled
from righthelp.practice.child_in_need import forms_disabled as given
from righthelp.practice.child_in_need.forms_family import EndsForm as _EndsForm
from righthelp.practice.child_in_need.models import Advice, Entitlement, ShortBreak, Specialist, Thing, Transition
from righthelp.practice.child_in_need.pages_shared import Crumbs, asked, child_subject, crumbs, may
from righthelp.practice.child_in_need.record_disabled import BreakAgreed, Found
from righthelp.practice.people.models import Person

SAID = Purpose.ALLOCATED


@route(act="need.see", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def disabled_list(request: PageRequest) -> HttpResponse:
    """The caseload of the disabled children's teams, who is on the way into adult life, which advice is due."""
    rows = queries_disabled.caseload(request.account, request.now)
    shown = queries_disabled.table(rows).shown(request, rows)
    saw(request, [row.plan.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Disabled children",
        "crumbs": crumbs(),
        "shown": shown,
        "children": len(rows),
        "teams": queries_disabled.by_team(rows),
        "prompts": sum(bool(row.transition_prompt) for row in rows),
        "advice": sum(row.advice_late for row in rows),
        "no_break": sum(not row.breaks for row in rows),
    }
    return render(request, "child_in_need/disabled_list.html", context)


def _child(child_id: int) -> Person:
    found = Person.objects.filter(pk=child_id).first()
    if found is None:
        raise Http404
    return found


@route(act="need.see", audit=Kind.RECORD, purpose=SAID, subject=child_subject)
def disabled(request: PageRequest, child_id: int) -> HttpResponse:
    """What a disabled child has and is owed."""
    context = {
        "title": str(_child(child_id)),
        "caption": "Disabled child",
        "crumbs": crumbs(),
        "child_id": child_id,
        "whole": queries_disabled.whole(_child(child_id), request.now),
        "records": may(request, "need.record"),
        "decides": may(request, "need.decide"),
    }
    return render(request, "child_in_need/disabled.html", context)


def _back(child: Person) -> Crumbs:
    return [*crumbs(), {"text": str(child), "href": reverse("child_in_need:disabled", args=[child.pk])}]


def _one(
    request: PageRequest, form: Form, child_id: int, verb: Any, *, title: str, button: str, say: str, said: str = ""
) -> HttpResponse:
    """A form about one child that goes back to the child's page."""
    if form.recorded(lambda data: verb(by=request.account, now=request.now, **data)):
        return done(request, "child_in_need:disabled", child_id, say=say)
    return asked(request, form, title=title, button=button, back=_back(_child(child_id)), said=said)


def _subject(model: Any, pk: int) -> Subject:
    child = model.objects.filter(pk=pk).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def break_subject(break_id: int) -> Subject:
    """The child who has the short break."""
    return _subject(ShortBreak, break_id)


def thing_subject(thing_id: int) -> Subject:
    """The child for whom something was asked."""
    return _subject(Thing, thing_id)


def advice_subject(advice_id: int) -> Subject:
    """The child for whose plan advice was asked."""
    return _subject(Advice, advice_id)


def entitlement_subject(entitlement_id: int) -> Subject:
    """The child for whom others pay or plan."""
    return _subject(Entitlement, entitlement_id)


def specialist_subject(specialist_id: int) -> Subject:
    """The child who is assessed."""
    return _subject(Specialist, specialist_id)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=child_subject)
def entitled(request: PageRequest, child_id: int) -> HttpResponse:
    """What others pay or plan."""
    form = opened(request, given.EntitledForm, initial={"kind": request.GET.get("kind", "")})

    def verb(**data: Any) -> None:
        record_disabled.entitled(child=child_id, **data)

    said = "A new rate or stage begins on its own day; what was recorded of it before ends then."
    title = "What others pay or plan"
    return _one(request, form, child_id, verb, title=title, button="Record it", say="It is recorded.", said=said)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=entitlement_subject)
def entitlement_end(request: PageRequest, entitlement_id: int) -> HttpResponse:
    """It no longer runs."""
    found = Entitlement.objects.get(pk=entitlement_id)
    form = opened(request, _EndsForm, initial={"ends": local_date(request.now)})

    def verb(**data: Any) -> None:
        record_disabled.entitlement_ended(entitlement=entitlement_id, **data)

    said = f"{found.get_kind_display()}: {found.words}"
    title = "It has ended"
    return _one(request, form, found.child_id, verb, title=title, button="End it", say="It has ended.", said=said)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=child_subject)
def break_new(request: PageRequest, child_id: int) -> HttpResponse:
    """A short break is agreed."""
    form = opened(request, given.BreakForm, initial={"starts": local_date(request.now)})

    def verb(*, by: Any, now: Any, **data: Any) -> None:
        record_disabled.break_agreed(child=child_id, agreed=BreakAgreed(**data), by=by, now=now)

    say = "The short break is agreed."
    return _one(request, form, child_id, verb, title="A short break", button="Agree it", say=say)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=break_subject)
def break_use(request: PageRequest, break_id: int) -> HttpResponse:
    """Some of it was used."""
    found = ShortBreak.objects.get(pk=break_id)
    form = opened(request, given.UseForm, initial={"on": local_date(request.now)})

    def verb(**data: Any) -> None:
        record_disabled.break_used(taken=break_id, **data)

    said = f"{found.get_kind_display()} with {found.provider}: {found.amount} {found.get_unit_display()}."
    return _one(request, form, found.child_id, verb, title="Used", button="Record it", say="It is recorded.", said=said)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=break_subject)
def break_end(request: PageRequest, break_id: int) -> HttpResponse:
    """It ends."""
    found = ShortBreak.objects.get(pk=break_id)
    form = opened(request, given.OverForm, initial={"ends": local_date(request.now)})

    def verb(**data: Any) -> None:
        record_disabled.break_ended(taken=break_id, **data)

    say = "The short break has ended."
    return _one(request, form, found.child_id, verb, title="End a short break", button="End it", say=say)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=child_subject)
def thing_new(request: PageRequest, child_id: int) -> HttpResponse:
    """Equipment, or a change to the home, is asked for."""
    form = opened(request, given.ThingForm, initial={"asked": local_date(request.now)})

    def verb(**data: Any) -> None:
        record_disabled.thing_asked(child=child_id, **data)

    title = "Equipment or adaptation"
    return _one(request, form, child_id, verb, title=title, button="Ask for it", say="It is asked for.")


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=thing_subject)
def thing_stage(request: PageRequest, thing_id: int) -> HttpResponse:
    """How far it has come."""
    found = Thing.objects.get(pk=thing_id)
    form = opened(request, given.StageForm, initial={"on": local_date(request.now)})

    def verb(**data: Any) -> None:
        record_disabled.thing_moved(thing=thing_id, **data)

    said = f"{found.what}. Asked for on {say_date(found.asked)}."
    title = "How far it has come"
    return _one(request, form, found.child_id, verb, title=title, button="Record it", say="It is recorded.", said=said)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=child_subject)
def advice_new(request: PageRequest, child_id: int) -> HttpResponse:
    """Advice for an education, health and care plan is asked for."""
    form = opened(request, given.AdviceForm, initial={"asked": local_date(request.now)})

    def verb(**data: Any) -> None:
        record_disabled.advice_asked(child=child_id, **data)

    title = "Advice for an education, health and care plan"
    say = "The request is recorded. The advice is due within six weeks of it."
    return _one(request, form, child_id, verb, title=title, button="Record the request", say=say)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=advice_subject)
def advice_give(request: PageRequest, advice_id: int) -> HttpResponse:
    """The advice is given."""
    found = Advice.objects.get(pk=advice_id)
    form = opened(request, given.GivenForm, initial={"given": local_date(request.now)})

    def verb(**data: Any) -> None:
        record_disabled.advice_given(advice=advice_id, **data)

    return _one(request, form, found.child_id, verb, title="The advice", button="Record it", say="The advice is given.")


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=advice_subject)
def advice_except(request: PageRequest, advice_id: int) -> HttpResponse:
    """An exception of the regulations holds."""
    found = Advice.objects.get(pk=advice_id)
    form = opened(request, given.ExceptedForm, initial={"excepted": local_date(request.now)})

    def verb(**data: Any) -> None:
        record_disabled.advice_excepted(advice=advice_id, **data)

    said = (
        "Regulation 8(2): exceptional circumstances of the child or parent, an absence of four weeks or more, a missed "
        "appointment."
    )
    title = "An exception holds"
    return _one(request, form, found.child_id, verb, title=title, button="Record it", say="It is recorded.", said=said)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=child_subject)
def transition(request: PageRequest, child_id: int) -> HttpResponse:
    """The way into adult life."""
    found = Transition.objects.filter(child_id=child_id).first()
    start: dict[str, Any] = {"began": local_date(request.now)}
    if found:
        start = {name: getattr(found, name) for name in given.TransitionForm.base_fields}
    form = opened(request, given.TransitionForm, initial=start)

    def verb(**data: Any) -> None:
        record_disabled.transition_planned(child=child_id, **data)

    title = "Preparing for adult life"
    return _one(request, form, child_id, verb, title=title, button="Record it", say="It is recorded.")


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=child_subject)
def specialist_new(request: PageRequest, child_id: int) -> HttpResponse:
    """A specialist assessment begins; it answers the child's open referral, if there is one."""
    referral = queries_disabled.open_referral(child_id)
    form = opened(request, forms.NothingForm)

    def verb(**data: Any) -> None:
        record_disabled.specialist_begun(child=child_id, referral=referral[0] if referral else None, **data)

    said = (
        f"It answers the referral of {say_date(referral[1])}, and is due within 45 working days of it."
        if referral
        else "No referral to the disabled children’s teams is open: the 45 working days run from now."
    )
    title = "Begin a specialist assessment"
    return _one(request, form, child_id, verb, title=title, button="Begin it", say="It has begun.", said=said)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=specialist_subject)
def specialist_finish(request: PageRequest, specialist_id: int) -> HttpResponse:
    """What the assessment found."""
    found = Specialist.objects.get(pk=specialist_id)
    form = opened(request, given.SpecialistForm)

    def verb(*, by: Any, now: Any, **data: Any) -> None:
        record_disabled.specialist_done(specialist=specialist_id, found=Found(**data), by=by, now=now)

    title, say = "The specialist assessment", "The assessment is complete."
    return _one(request, form, found.child_id, verb, title=title, button="Complete it", say=say)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=specialist_subject)
def specialist_stop(request: PageRequest, specialist_id: int) -> HttpResponse:
    """The assessment is not finished."""
    found = Specialist.objects.get(pk=specialist_id)
    form = opened(request, forms.WhyForm)

    def verb(**data: Any) -> None:
        record_disabled.specialist_stopped(specialist=specialist_id, **data)

    title = "Stop the assessment"
    return _one(request, form, found.child_id, verb, title=title, button="Stop it", say="It is stopped.")
