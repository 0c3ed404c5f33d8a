"""The register of adopters, one household, and what is recorded about their approval and waiting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.adoption import forms, queries_adopters, record_adopters, tables
from righthelp.practice.adoption.models_adopters import Adopters, Stage, Wait
from righthelp.practice.adoption.queries import ways
from righthelp.practice.care.queries_homes import agencies
from righthelp.practice.casework.pages_shared import Crumbs, asked, today, workers
from righthelp.practice.people.ages import say_birth
from righthelp.practice.people.search import find

SEE, KEEP = "adoption.adopters", "adoption.keep"
WORK = Purpose.DUTY


def _crumbs(held: Adopters | None = None) -> Crumbs:
    found = [{"text": "Adopters", "href": reverse("adoption:register")}]
    return [*found, {"text": held.name, "href": reverse("adoption:adopters", args=[held.pk])}] if held else found


def _of(adopters_id: int) -> Adopters:
    found = Adopters.objects.filter(pk=adopters_id).first()
    if found is None:
        raise Http404
    return found


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def register(request: PageRequest) -> HttpResponse:
    """Everybody on the register of adopters, held against the children who wait."""
    rows = queries_adopters.households(request.now)
    shown = tables.households_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    many = Counter(row.stands for row in rows)
    children = [row for row in ways(request.account, request.now) if row.step == "decided"]
    context = {
        "title": "Adopters",
        "crumbs": [{"text": "Adoption", "href": reverse("adoption:board")}],
        "shown": shown,
        "assessed": many["1"] + many["2"],
        "waiting": many["waiting"],
        "places": sum(row.places or 0 for row in rows if row.stands == "waiting"),
        "children": len(children),
        "late": sum(bool(row.due and row.due < row.now) for row in rows),
        "keeps": permits(request.account, KEEP),
    }
    return render(request, "adoption/register.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def sufficiency(request: PageRequest) -> HttpResponse:
    """Children who wait for a match held against adopters who wait: by age, together, ethnicity."""
    rows = queries_adopters.sufficiency(request.account, request.now)
    shown = tables.sufficiency_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Are there enough adopters?", "crumbs": _crumbs(), "shown": shown}
    return render(request, "adoption/sufficiency.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def adopters(request: PageRequest, adopters_id: int) -> HttpResponse:
    """One household: who they are, their approval, and the children within reach for whom they were considered."""
    held = queries_adopters.household(adopters_id)
    if held is None:
        raise Http404
    children = queries_adopters.children_of(held, request.account, request.now)
    saw(request, [each.child_id for each in children] + [each.person_id for each in held.people.all()])
    stages = list(held.stages.all())
    context = {
        "title": held.name,
        "caption": "Adopters",
        "crumbs": _crumbs(),
        "held": held,
        "stages": stages,
        "running": next((each for each in stages if each.ends is None), None),
        "waits": any(each.held is None and each.ended is None for each in held.waits.all()),
        "due": queries_adopters.due_of(held),
        "keepsakes": queries_adopters.keepsakes_of(held),
        "children": children,
        "keeps": permits(request.account, KEEP) and held.left is None,
        "hands": permits(request.account, KEEP),
        "back": permits(request.account, KEEP) and bool(stages and stages[0].ends and stages[0].outcome != "approved"),
        "now": request.now,
    }
    return render(request, "adoption/adopters.html", context)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def new(request: PageRequest) -> HttpResponse:
    """A family comes on the register."""
    form = opened(
        request, forms.AdoptersForm, initial=today(request, "asked") | {"fosters": "no"}, workers=workers(request),
        agencies=agencies(),
    )  # fmt: skip
    made: list[Adopters] = []

    def verb(data: dict[str, Any]) -> None:
        said = forms.AdoptersForm.for_verb(data)
        made.append(record_adopters.registered(by=request.account, now=request.now, **said))

    if form.recorded(verb):
        return done(request, "adoption:adopters", made[0].pk, say="They are on the register.")
    return asked(request, form, title="Adopters for the register", button="Register them", back=_crumbs())


def household_page(
    request: PageRequest, adopters_id: int, form: Form, verb: Callable[..., object], title: str, say: str, **more: Any
) -> HttpResponse:
    """A page that is one form about a household."""
    held = _of(adopters_id)
    given = {"household": adopters_id, "by": request.account, "now": request.now}
    if form.recorded(lambda data: verb(**given, **data)):
        return done(request, "adoption:adopters", adopters_id, say=say)
    return asked(request, form, title=title, button="Record it", back=_crumbs(held), **more)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def change(request: PageRequest, adopters_id: int) -> HttpResponse:
    """What is said of them is put right."""
    held = _of(adopters_id)
    start = {
        "name": held.name, "worker": held.worker_id, "seeks": held.seeks, "fosters": "yes" if held.fosters else "no",
    }  # fmt: skip
    form = opened(request, forms.AdoptersForm, initial=start, workers=workers(request), known=True)

    def verb(**data: Any) -> object:
        return record_adopters.changed(**forms.AdoptersForm.for_verb(data))

    return household_page(request, adopters_id, form, verb, "About them", "Recorded.")


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def person(request: PageRequest, adopters_id: int) -> HttpResponse:
    """Somebody on the register of people is one of them."""
    held = _of(adopters_id)
    looked_for = (request.GET.get("q") or request.POST.get("q") or "").strip()[:120]
    found = find(looked_for, account=request.account, now=request.now).found if looked_for else []
    people = [(each.id, f"{each.name}, {say_birth(each.birth_date, each.birth_date_kind)}") for each in found]
    form = opened(request, forms.PersonForm, people=people)

    def verb(data: dict[str, Any]) -> None:
        chosen = int(data["person"])
        record_adopters.joined(household=adopters_id, person=chosen, by=request.account, now=request.now)

    if form.recorded(verb):
        return done(request, "adoption:adopters", adopters_id, say="They belong together.")
    saw(request, [each.id for each in found])
    request.audit_detail = f"looked for: {looked_for}" if looked_for else ""
    context = {
        "title": "One of them", "caption": held.name, "crumbs": _crumbs(held), "form": form, "q": looked_for,
        "found": found,
    }  # fmt: skip
    return render(request, "adoption/person.html", context)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def stage(request: PageRequest, adopters_id: int) -> HttpResponse:
    """A stage of their approval begins."""
    first = Stage.objects.filter(adopters_id=adopters_id, number="1", outcome="on").exists()
    form = opened(request, forms.StageForm, initial=today(request) | {"number": "2" if first else "1"})
    return household_page(request, adopters_id, form, record_adopters.stage_begun, "A stage begins", "The stage runs.")


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def pause(request: PageRequest, adopters_id: int) -> HttpResponse:
    """They ask for a pause."""
    form = opened(request, forms.PauseForm, initial=today(request))
    return household_page(
        request, adopters_id, form, record_adopters.paused, "They ask for a pause", "The stage stands still."
    )


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def resume(request: PageRequest, adopters_id: int) -> HttpResponse:
    """The pause is over."""
    form = opened(request, forms.OnForm, initial=today(request))
    say = "The stage goes on. The days of the pause are not counted."
    return household_page(request, adopters_id, form, record_adopters.resumed, "The pause is over", say)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def stage_end(request: PageRequest, adopters_id: int) -> HttpResponse:
    """A stage ends without an approval."""
    form = opened(request, forms.StageEndForm, initial=today(request))
    return household_page(
        request, adopters_id, form, record_adopters.stage_ended, "The stage ends", "The stage has ended.",
        said="Not suitable, or withdrawn: they leave the register. An approval is recorded as such.",
    )  # fmt: skip


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def stage_back(request: PageRequest, adopters_id: int) -> HttpResponse:
    """How the last stage ended was recorded by mistake."""
    form = opened(request, forms.WhyForm)
    title = "The stage had not ended"
    return household_page(
        request, adopters_id, form, record_adopters.stage_back, title, "The stage runs again.", warn=True
    )


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def approve(request: PageRequest, adopters_id: int) -> HttpResponse:
    """They are approved, and their home comes on the register of care."""
    held = _of(adopters_id)
    start = {"starts": local_date(request.now), "places": 1, "together": 1, "youngest": 0, "oldest": 10, "sexes": "any"}
    form = opened(request, forms.ApproveForm, initial=start, ours=held.agency_id is None)

    def verb(**data: Any) -> object:
        return record_adopters.approved(**form.for_verb(data))

    say = "They are approved, and wait for a child. A review is due within a year."
    return household_page(request, adopters_id, form, verb, "They are approved", say)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def review(request: PageRequest, adopters_id: int) -> HttpResponse:
    """They are reviewed while they wait."""
    form = opened(request, forms.ReviewForm, initial=today(request))
    say = "The review is recorded. The next is due in a year."
    return household_page(request, adopters_id, form, record_adopters.reviewed, "A review while they wait", say)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def leave(request: PageRequest, adopters_id: int) -> HttpResponse:
    """They leave the register."""
    form = opened(request, forms.DeclineForm, initial=today(request))
    return household_page(
        request, adopters_id, form, record_adopters.left, "They leave the register", "Recorded.", warn=True
    )


def household_door(adopters_id: int | None) -> HttpResponse:
    """Lead to a household; ``Http404`` for none."""
    if adopters_id is None:
        raise Http404
    return HttpResponseRedirect(reverse("adoption:adopters", args=[adopters_id]))


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def of_stage(request: PageRequest, stage_id: int) -> HttpResponse:
    """A stage that is due to end."""
    return household_door(Stage.objects.filter(pk=stage_id).values_list("adopters_id", flat=True).first())


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def of_wait(request: PageRequest, wait_id: int) -> HttpResponse:
    """A review of adopters that is due."""
    return household_door(Wait.objects.filter(pk=wait_id).values_list("adopters_id", flat=True).first())
