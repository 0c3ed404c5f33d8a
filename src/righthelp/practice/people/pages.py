"""Registering a child."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, decide
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people import compared, record
from righthelp.practice.people.ages import say_age, say_birth
from righthelp.practice.people.forms import RegisterForm
from righthelp.practice.people.models import Person
from righthelp.practice.people.queries import briefs
from righthelp.practice.people.search import Found
from righthelp.practice.people.typed import read


@route(act="child.register", audit=Kind.CHANGE, purpose=Purpose.DUTY)
def register(request: PageRequest) -> HttpResponse:
    """A child comes on the register, once somebody has looked at everyone much like them."""
    form = opened(request, RegisterForm, initial=_typed_before(request))
    made: list[Person] = []
    likely: list[Found] = []
    given: dict[str, Any] = {}

    def verb(data: dict[str, Any]) -> None:
        given.update(form.for_verb(data))
        try:
            made.append(record.registered(by=request.account, now=request.now, **given))
        except record.LikelyDuplicateError as duplicate:
            likely.extend(duplicate.candidates)
            raise

    if form.recorded(verb):
        person = made[0]
        saw(request, [person.pk])
        seen = decide(request.account, "child.see", Subject("child", person.pk), now=request.now, purpose=Purpose.DUTY)
        if seen.allowed:
            return done(request, "child", person.pk, say="The child is on the register.")
        return done(request, "register-child", say="The child is on the register. A manager can allocate a worker now.")
    saw(request, [each.id for each in likely])
    context = {"title": "Register a child", "form": form, "likely": _shown(likely, given, request)}
    return render(request, "people/register.html", context)


def _typed_before(request: PageRequest) -> dict[str, object]:
    """What a search that found nobody was looking for, as far as the form has room for it."""
    asked = read(request.GET.get("q", "")[:120], local_date(request.now))
    names = [name.title() for name in asked.names]
    found: dict[str, object] = {"postcode": asked.place.postcode}
    if asked.birth_date:
        found["birth_date"] = asked.birth_date
    if len(names) > 1:
        last = names.pop(0) if asked.surname_first else names.pop()
        found |= {"forename": " ".join(names), "surname": last}
    elif names:
        found["forename"] = names[0]
    return {name: value for name, value in found.items() if value}


def _shown(likely: list[Found], given: dict[str, Any], request: PageRequest) -> list[dict[str, object]]:
    today = local_date(request.now)
    why = compared.with_each(given, [each.id for each in likely], request.now)
    about = briefs([each.id for each in likely], today) if likely else {}
    return [
        {
            "id": each.id,
            "name": each.name,
            "href": reverse("child", args=[each.id]),
            "born": say_birth(each.birth_date, each.birth_date_kind),
            "age": say_age(each.birth_date, today, each.birth_date_kind),
            "address": about[each.id].address,
            "why": each.why,
            "likeness": why.get(each.id),
        }
        for each in likely
    ]
