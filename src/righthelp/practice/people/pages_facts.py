"""The pages of facts about a person: what stands, what stood before, and one page for each thing that is entered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Scope, Subject, permits, scope_of
from righthelp.foundation.access.emergency import covers
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people.ages import say_age, say_birth
from righthelp.practice.people.completeness import gaps_of
from righthelp.practice.people.facts import ENDINGS, PARTS, Ending, Part
from righthelp.practice.people.forms_facts import FactForm, NumberForm
from righthelp.practice.people.models import Person
from righthelp.practice.people.models_identity import About, Step
from righthelp.practice.people.queries_identity import Profile, profile
from righthelp.practice.people.sections import sections_of

View = Callable[..., HttpResponse]


def child_subject(child_id: int, **_: Any) -> Subject:
    """The child a page is about."""
    return Subject("child", child_id)


def reaches(request: PageRequest, act: str) -> bool:
    """Whether the reader may also do ``act`` to the record that this page is about. No query is made: the page's own
    decision has found the tie, and conflicts and tiers with it."""
    if request.decision.until:
        return covers(request.account, act)
    scope = scope_of(request.account, act)
    return scope is Scope.ANY or (scope is Scope.RELATED and bool(request.decision.relationship))


def shown_to(request: PageRequest, child_id: int) -> Profile:
    """The person as this reader may see them. Raises ``Http404`` when there is no such person."""
    found = profile(child_id, health=reaches(request, "child.health"), sensitive=reaches(request, "child.sensitive"))
    if found is None:
        raise Http404
    return found


def head_of(request: PageRequest, shown: Profile) -> dict[str, Any]:
    """What every page of facts shows at its head."""
    today = local_date(request.now)
    crumbs = [
        {"text": f"{shown.forename} {shown.surname}", "href": reverse("child", args=[shown.id])},
        {"text": "Facts", "href": reverse("facts", args=[shown.id])},
    ]
    return {
        "who": shown,
        "name": f"{shown.forename} {shown.surname}",
        "born": say_birth(shown.birth_date, shown.birth_date_kind),
        "age": say_age(shown.birth_date, shown.died_on or today, shown.birth_date_kind),
        "crumbs": crumbs,
    }


@route(act="child.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def facts(request: PageRequest, child_id: int) -> HttpResponse:
    """All the facts about a person, each with where it is entered, and what was recorded before."""
    shown = shown_to(request, child_id)
    may = {act: reaches(request, act) for act in {part.act for part in PARTS}}
    head = head_of(request, shown)
    context = {
        **head,
        "crumbs": head["crumbs"][:1],
        "title": f"Facts about {shown.called}",
        "sections": sections_of(shown, may, local_date(request.now)),
        "gaps": gaps_of(child_id, local_date(request.now)) if may["child.record"] and not shown.died_on else [],
        "death_steps": Step.choices,
        "history": permits(request.account, "child.looked"),
    }
    return render(request, "people/facts.html", context)


def _fact(part: Part) -> View:
    @route(act=part.act, audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
    def page(request: PageRequest, child_id: int) -> HttpResponse:
        shown = shown_to(request, child_id)
        person = Person.objects.get(pk=child_id)
        about = About.objects.filter(person=person).first() or About(person=person)
        start = dict(part.initial(person, about, shown))
        kinds = [(each, each) for each in [request.GET.get("kind", "")] if each]
        start |= {"kind": kinds[0][0]} if kinds and "kind" in part.form.base_fields else {}
        more = {"sensitive": reaches(request, "child.sensitive")} if part.form is NumberForm else {}
        form = opened(request, part.form, initial=start, **more)
        if form.recorded(
            lambda data: part.verb(person=child_id, by=request.account, now=request.now, **form.for_verb(data))
        ):
            return _back(request, child_id, part.section, part.said)
        changed = _show_theirs(form, start)
        context = {
            **head_of(request, shown),
            "title": part.title.format(called=shown.called),
            "part": part,
            "form": form,
            "now_rows": [(_label(form, name), value) for name, value in start.items() if name != "seen"]
            if changed
            else [],
        }
        return render(request, "people/fact.html", context)

    page.__doc__ = part.title
    return page


def _label(form: FactForm, name: str) -> str:
    return str(form.fields[name].label) if name in form.fields else name


def _show_theirs(form: FactForm, start: dict[str, Any]) -> bool:
    """When somebody else changed the fact meanwhile: take the new mark, so that sending again replaces theirs."""
    if not form.sent or "seen" not in form.errors:
        return False
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["seen"] = start.get("seen", "")
    form.data = data
    return True


def _back(request: PageRequest, child_id: int, section: str, say: str) -> HttpResponse:
    answer = done(request, "facts", child_id, say=say)
    return HttpResponseRedirect(f"{answer['Location']}#{section}") if section else answer


def _end(ending: Ending) -> View:
    @route(act=ending.act, audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
    def page(request: PageRequest, child_id: int, row_id: int) -> HttpResponse:
        shown = shown_to(request, child_id)
        row = next((each for each in getattr(shown, ending.of) if each.id == row_id and each.standing), None)
        if row is None:
            raise Http404
        form = opened(request, ending.form)
        given = {"person": child_id, ending.row: row_id, "by": request.account, "now": request.now}
        if form.recorded(lambda data: ending.verb(**given, **_renamed(ending, form.for_verb(data)))):
            return _back(request, child_id, ending.section, ending.said)
        context = {
            **head_of(request, shown),
            "title": ending.title,
            "part": ending,
            "form": form,
            "now_rows": [],
            "row": row,
        }
        return render(request, "people/fact.html", context)

    page.__doc__ = ending.title
    return page


def _renamed(ending: Ending, data: dict[str, Any]) -> dict[str, Any]:
    if ending.key == "worry":
        data["on"] = data.pop("ends")
    return data


FACTS: dict[str, Callable[..., HttpResponse]] = {part.key: _fact(part) for part in PARTS}
ENDS: dict[str, Callable[..., HttpResponse]] = {ending.key: _end(ending) for ending in ENDINGS}

__all__ = ["ENDS", "FACTS", "child_subject", "facts", "head_of", "reaches", "shown_to"]
