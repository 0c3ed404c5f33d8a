"""A sealed record against one that is not there: both answers must take as long, by its address and by search.

A child of the city is sealed in a transaction that is undone. The floor is the same request about nobody: a number that
no record has, or the same words typed while the record bears another name. A ratio of 1 means that time tells nothing.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import perf_counter
from typing import Final

from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse

from righthelp.practice.people.models import Person, Tier
from righthelp.site.bench.measure import ROUNDS, WARM, Measure
from righthelp.site.bench.pages import TooSmallError, busiest_child, cookie_of

ABSENT: Final = 2**62
"""A number that no record has."""
_FLOOR: Final = "the same about nobody"


class _UndoError(Exception):
    """Ends the measuring: the child is as before."""


def measures() -> Iterator[Measure]:
    """The record's page, its timeline and a search, each for a sealed child against nobody."""
    found: list[Measure] = []
    with suppress(_UndoError), transaction.atomic():
        found += _measured(Person.objects.get(pk=busiest_child()))
        raise _UndoError
    yield from found


def _measured(child: Person) -> Iterator[Measure]:
    row = Person.objects.filter(pk=child.pk)
    born = f"+{child.birth_date:%d/%m/%Y}" if child.birth_date else ""
    typed = f"{reverse('search')}?q={child.forename}+{child.surname}{born}"
    handler = BaseHandler()
    handler.load_middleware()
    make = RequestFactory(headers={"host": "localhost", "cookie": cookie_of("front_door_officer")})

    def sealed() -> None:
        row.update(tier=Tier.SEALED, forename=child.forename, surname=child.surname)

    def elsewhere() -> None:
        row.update(tier=Tier.SEALED, forename="Zyx", surname="Wvut")

    def ask(address: str, status: int) -> Callable[[], None]:
        def asked() -> None:
            answer = handler.get_response(make.get(address)).status_code
            if answer != status:
                raise TooSmallError(f"{address.split('?')[0]} answered {answer} in the bench, not {status}.")

        return asked

    for name, route in (("sealed record's page", "child"), ("sealed record's timeline", "timeline")):
        ours, none = ask(reverse(route, args=[child.pk]), 404), ask(reverse(route, args=[ABSENT]), 404)
        yield _in_turns(name, (sealed, ours), (sealed, none))
    search = ask(typed, 200)
    yield _in_turns("search for a sealed child", (sealed, search), (elsewhere, search))


_Turn = tuple[Callable[[], None], Callable[[], None]]


def _in_turns(name: str, ours: _Turn, floor: _Turn) -> Measure:
    """As :func:`righthelp.site.bench.measure.against`, the state before each request being set outside the time."""
    times: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    for number in range(WARM + ROUNDS):
        for (prepare, run), into in zip((ours, floor), times, strict=True):
            prepare()
            start = perf_counter()
            run()
            if number >= WARM:
                into.append(perf_counter() - start)
    mine, theirs = (statistics.median(each) for each in times)
    return Measure(name, mine, _FLOOR, theirs, mine / theirs)
