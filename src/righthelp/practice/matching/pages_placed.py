"""Placements: the list, a placement plan, who decides what, who was told, the decision to place outside the city."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care.models import Stay
from righthelp.practice.care.pages_back import Kinds, row_subject_of, taken_back_page
from righthelp.practice.care.queries import protected_stays
from righthelp.practice.casework.forms import NothingForm
from righthelp.practice.casework.pages_shared import (
    about_child,
    asked,
    crumbs_of,
    reaches,
    subject_of,
    the_child,
    today,
)
from righthelp.practice.matching import forms_placed as forms
from righthelp.practice.matching import queries_placed as queries
from righthelp.practice.matching import record_back
from righthelp.practice.matching import record_placed as record
from righthelp.practice.matching import tables_placed as tables
from righthelp.practice.matching.codes_placed import BODIES, SECTIONS, TEXTS, Decides
from righthelp.practice.matching.models_after import Disruption
from righthelp.practice.matching.models_breaks import BreakSeries, BreakStay
from righthelp.practice.matching.models_cost import Cost, PanelItem
from righthelp.practice.matching.models_placed import Notice, Outside, PlacedDue, PlacementPlan

SEE, RECORD, DECIDE = "matching.see", "matching.record", "matching.decide"
OURS, ABOVE = Purpose.ALLOCATED, Purpose.SUPERVISION
ROOM: Final = ("Placement", "matching:of-child")
KINDS: Final[Kinds] = {
    "break": (BreakStay, "short break"),
    "breaks": (BreakSeries, "series of short breaks"),
    "cost": (Cost, "cost"),
    "disruption": (Disruption, "record of the disruption"),
    "notice": (Notice, "notice"),
    "outside": (Outside, "decision"),
    "panel": (PanelItem, "panel’s decision"),
    "plan": (PlacementPlan, "placement plan"),
}
back_subject = row_subject_of(KINDS)


def plan_subject(plan_id: int) -> Subject:
    """The child whose placement plan it is."""
    return subject_of(PlacementPlan, plan_id)


def stay_subject(stay_id: int) -> Subject:
    """The child who lives there."""
    return subject_of(Stay, stay_id)


def due_subject(due_id: int) -> Subject:
    """The child for whose placement something is owed."""
    return subject_of(PlacedDue, due_id)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def placements(request: PageRequest) -> HttpResponse:
    """Where the children looked after live: plans, who was told, and those placed outside the city."""
    rows = queries.placed_now(request.account, request.now)
    shown = tables.placed_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Placements",
        "priced": permits(request.account, "matching.cost"),
        "shown": shown,
        "children": len(rows),
        "plans": sum(row.plan_late for row in rows),
        "told": sum(row.told_late for row in rows),
        "outside": sum(row.outside for row in rows),
        "undecided": sum(row.outside and row.decided is None for row in rows),
    }
    return render(request, "matching/placements.html", context)


def _stay(stay_id: int) -> Stay:
    found = Stay.objects.filter(pk=stay_id).first()
    if found is None:
        raise Http404
    return found


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=stay_subject)
def begin(request: PageRequest, stay_id: int) -> HttpResponse:
    """A placement plan is begun."""
    form, made = opened(request, NothingForm), list[PlacementPlan]()

    def verb(**given: Any) -> None:
        made.append(record.plan_begun(stay=stay_id, **given))

    if form.recorded(lambda _: verb(by=request.account, now=request.now)):
        return done(request, "matching:plan-write", made[0].pk, say="The draft is begun. Go on from what is known.")
    return asked(
        request, form, title="Begin a placement plan", button="Begin",
        back=crumbs_of(the_child(request, _stay(stay_id).child_id), ROOM),
        said="It starts with the words of the child’s last plan or, if it is the first, with what the record knows: "
        "how a home was asked for, family, school, doctor, the worker. Who decides what is suggested.",
    )  # fmt: skip


def _plan(plan_id: int) -> PlacementPlan:
    found = queries.plan_of(plan_id)
    if found is None:
        raise Http404
    return found


def _about(request: PageRequest, plan: PlacementPlan) -> dict[str, Any]:
    about = the_child(request, plan.child_id)
    tied = bool(request.decision.relationship)
    hidden = not tied and plan.stay_id in protected_stays([plan.child_id])
    rows, home = list(plan.delegated.all()), plan.stay.home
    return {
        "title": f"Placement plan of {about.name}",
        "caption": f"Version {plan.number}",
        "crumbs": crumbs_of(about, ROOM),
        "plan": plan,
        "where": "Address protected" if hidden else home.name if home else plan.stay.elsewhere or "With parents",
        "sections": SECTIONS,
        "groups": [(label, [each for each in rows if each.who == who]) for who, label in Decides.choices],
        "records": reaches(request, RECORD),
        "takes_back": reaches(request, DECIDE),
    }


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def plan(request: PageRequest, plan_id: int) -> HttpResponse:
    """One version of a placement plan, with who decides what."""
    return render(request, "matching/plan.html", _about(request, _plan(plan_id)))


@route(act=SEE, audit=Kind.EXPORT, purpose=OURS, subject=plan_subject)
def plan_print(request: PageRequest, plan_id: int) -> HttpResponse:
    """One version to print, for the carer and the child."""
    printed = {"printed_at": request.now, "printed_by": request.account.name}
    return render(request, "matching/plan_print.html", _about(request, _plan(plan_id)) | printed)


def _of_plan(
    request: PageRequest, plan_id: int, form: Form, verb: Any, *, title: str, say: str, button: str, said: str = ""
) -> HttpResponse:
    """A page that is one form about a version; back to the version."""
    row = _plan(plan_id)
    if form.recorded(lambda data: verb(plan=plan_id, by=request.account, now=request.now, data=data)):
        return done(request, "matching:plan", plan_id, say=say)
    version = {"text": f"Placement plan, version {row.number}", "href": reverse("matching:plan", args=[plan_id])}
    back = [*crumbs_of(the_child(request, row.child_id), ROOM), version]
    return asked(request, form, title=title, button=button, back=back, said=said)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def plan_write(request: PageRequest, plan_id: int) -> HttpResponse:
    """The sections of a draft."""
    row = _plan(plan_id)
    form = opened(request, forms.PlacementPlanForm, initial={name: getattr(row, name) for name in TEXTS})

    def verb(*, data: dict[str, str], **given: Any) -> None:
        record.plan_written(said=data, **given)

    return _of_plan(
        request, plan_id, form, verb, title="Write the placement plan", button="Keep it",
        say="What is written is kept. Say next who decides what.",
        said="With the carer and the child, so that both would say: yes, that is how we do it.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def plan_authority(request: PageRequest, plan_id: int) -> HttpResponse:
    """Who decides what."""
    rows = {each.matter: each for each in _plan(plan_id).delegated.all()}
    start = {f"who_{matter}": each.who for matter, each in rows.items()}
    start |= {f"why_{matter}": each.why for matter, each in rows.items()}
    form = opened(request, forms.AuthorityForm, initial=start)

    def verb(*, data: dict[str, Any], **given: Any) -> None:
        record.authority_given(decides=forms.AuthorityForm.decides(data), **given)

    return _of_plan(
        request, plan_id, form, verb, title="Who decides what", button="Keep it", say="Who decides is recorded.",
        said="As much as can be lies with the carer, so that the child’s life is like their friends’.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def plan_agree(request: PageRequest, plan_id: int) -> HttpResponse:
    """Carer and child have agreed the plan."""
    form = opened(request, forms.AgreedForm, initial=today(request, "on"))

    def verb(*, data: dict[str, Any], **given: Any) -> None:
        record.plan_agreed(**data, **given)

    return _of_plan(
        request, plan_id, form, verb, title="The plan is agreed", button="Record it",
        say="The plan is agreed. Print it for the carer and the child.",
        said="From now on its words do not change. The next version is begun from it.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=stay_subject)
def told(request: PageRequest, stay_id: int) -> HttpResponse:
    """Some of those concerned were told of the placement."""
    row = _stay(stay_id)
    open_ones = PlacedDue.objects.filter(stay=row, held__isnull=True, ended__isnull=True).exclude(kind="plan")
    start = today(request) | {"to": list(open_ones.order_by("place").values_list("kind", flat=True))}
    form = opened(request, forms.ToldForm, initial=start, bodies=BODIES)
    return about_child(
        request, row.child_id, ROOM, form, partial(record.told, stay=stay_id), title="Who was told of the placement",
        say="Recorded.", said="In writing, within five working days. One page for each letter that went out.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=stay_subject)
def outside(request: PageRequest, stay_id: int) -> HttpResponse:
    """It is decided that a child is placed outside the city."""
    form = opened(request, forms.OutsideForm, initial=today(request, "asked", "decided"))
    return about_child(
        request, _stay(stay_id).child_id, ROOM, form, partial(record.outside_decided, stay=stay_id),
        title="Placed outside the city", say="The decision is recorded.",
        said="The council of that area is asked before it is decided. Further away than next door, the director "
        "decides.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=back_subject)
def take_back(request: PageRequest, kind: str, number: int) -> HttpResponse:
    """Something was recorded by mistake."""
    return taken_back_page(request, ROOM, KINDS, kind, number, record_back.taken_back)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=due_subject)
def of_due(request: PageRequest, due_id: int) -> HttpResponse:
    """A plan or a notice that is due."""
    return HttpResponseRedirect(reverse(ROOM[1], args=[due_subject(due_id).id]))
