"""A page on which a record of a child looked after is taken back: the same in every room that keeps such records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.route import PageRequest
from righthelp.foundation.pages.forms import opened
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.care.models_base import Recorded
from righthelp.practice.casework.pages_shared import Room, about_child, subject_of

Kinds = Mapping[str, tuple[type[Recorded], str]]
"""What a room keeps: the kind as an address names it, its table, and what it is called."""


def row_subject_of(kinds: Kinds) -> Callable[[str, int], Subject]:
    """Whom a row is about, for addresses that name its kind and number; ``Http404`` for an unknown kind."""

    def row_subject(kind: str, number: int) -> Subject:
        if kind not in kinds:
            raise Http404
        return subject_of(kinds[kind][0], number)

    return row_subject


def taken_back_page(
    request: PageRequest, room: Room, kinds: Kinds, kind: str, number: int, verb: Callable[..., object]
) -> HttpResponse:
    """The page: ``verb`` is told the ``model`` and ``number`` of the row, why, by whom and when."""
    model, words = kinds[kind]
    return about_child(
        request, subject_of(model, number).id, room, opened(request, WhyForm),
        partial(verb, model=model, number=number), title="Recorded by mistake", button="Take it back",
        say="It no longer counts, and stays readable.", warn=True,
        said=f"The {words} stays on the record, struck through, with the reason.",
    )  # fmt: skip


__all__ = ["Kinds", "row_subject_of", "taken_back_page"]
