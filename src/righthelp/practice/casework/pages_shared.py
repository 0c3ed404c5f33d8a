"""What the pages of casework share: the child a page is about, its head and crumbs, a page that is one form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Scope, Subject, scope_of
from righthelp.foundation.access.emergency import covers
from righthelp.foundation.access.route import PageRequest
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done
from righthelp.foundation.pages.render import render
from righthelp.practice.casework import queries
from righthelp.practice.casework.forms import day_of, short
from righthelp.practice.people.queries import Named, named
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.queries import choices

Crumbs = list[dict[str, str]]


def child_subject(child_id: int, **_: Any) -> Subject:
    """The child whom the address names."""
    return Subject("child", child_id)


def subject_of(model: type[Model], number: int) -> Subject:
    """The child of a row. Raises ``Http404`` when there is none."""
    child = model._default_manager.filter(pk=number).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def reaches(request: PageRequest, act: str) -> bool:
    """Whether the reader may also do ``act`` to the child this page is about. No query is made."""
    if request.decision.until:
        return covers(request.account, act)
    scope = scope_of(request.account, act)
    return scope is Scope.ANY or (scope is Scope.RELATED and bool(request.decision.relationship))


def the_child(request: PageRequest, child_id: int) -> Named:
    """The child a page is about, by name and age."""
    found = named(child_id, local_date(request.now))
    if found is None:
        raise Http404
    return found


def crumbs_of(child: Named, *more: tuple[str, str]) -> Crumbs:
    """The way back to the child's record; ``more`` are (words, route) with the child's number."""
    found = [{"text": child.name, "href": reverse("child", args=[child.id])}]
    return found + [{"text": words, "href": reverse(name, args=[child.id])} for words, name in more]


def workers(request: PageRequest) -> list[tuple[str, str]]:
    """Everybody who works here, to choose from."""
    return choices(local_date(request.now))


def me(request: PageRequest) -> int | None:
    """The worker behind the account."""
    return Worker.objects.filter(account=request.account).values_list("pk", flat=True).first()


def today(request: PageRequest, *names: str) -> dict[str, Any]:
    """What a form begins with: these days of it (``on``, where none is named) are today."""
    return dict.fromkeys(names or ("on",), local_date(request.now))


def open_action_choices(child: int) -> list[tuple[int, str]]:
    """What is still to be done for a child, to choose from."""
    return [(each.pk, f"{short(each.what)}, by {day_of(each.by_when)}") for each in queries.open_actions(child)]


Room = tuple[str, str]
"""What a room is called, and the route of its page about a child."""


def about_child(
    request: PageRequest,
    child: int,
    room: Room,
    form: Form,
    verb: Callable[..., object],
    /,
    *,
    say: str,
    title: str,
    button: str = "Record it",
    **more: Any,
) -> HttpResponse:
    """A page that is one form about a child: ``verb`` is given what was typed, who acts and when; then back to the
    room's page about the child, with ``say`` at its top. ``more`` as in :func:`asked`."""
    if form.recorded(lambda data: verb(by=request.account, now=request.now, **data)):
        return done(request, room[1], child, say=say)
    return asked(request, form, title=title, button=button, back=crumbs_of(the_child(request, child), room), **more)


def asked(
    request: PageRequest,
    form: Form,
    *,
    title: str,
    button: str,
    back: Crumbs,
    fields: tuple[str, ...] | None = None,
    said: str = "",
    warn: bool = False,
    **more: Any,
) -> HttpResponse:
    """A page that is one form."""
    context = {
        "title": title,
        "crumbs": back,
        "form": form,
        "button": button,
        "fields": tuple(form.fields) if fields is None else fields,
        "said": said,
        "warn": warn,
        **more,
    }
    return render(request, "casework/form.html", context)
