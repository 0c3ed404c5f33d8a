"""The keys that people are looked up by, computed by the database in its indexes (functions of migration 0004)."""

from __future__ import annotations

from typing import Final

from django.db.models import CharField, Func, Q
from django.db.models.functions import Collate

_APART: Final = "[ '’-]"
IN_PARTS: Final = Q(surname__regex=_APART)  # surnames of several parts: a fraction, so the indexes of parts stay small


class _Key(Func):
    output_field = CharField()
    arity = 1


class Sound(_Key):
    """Double metaphone of the plain name: four letters of how it sounds."""

    function = "people_sound"


class FirstPart(_Key):
    """How the first part of a name of several sounds."""

    function = "people_first_part"


class LastPart(_Key):
    """How the last part of a name of several sounds."""

    function = "people_last_part"


class _Plain(_Key):
    function = "people_plain"


class _Street(_Key):
    function = "people_street"


class Digits(_Key):
    """The last ten digits of a telephone number."""

    function = "people_phone"


class Bare(_Key):
    """A number of another organisation without anything between its letters and digits."""

    function = "people_bare"


def Plain(field: str) -> Collate:  # noqa: N802  reads as the function it stands for
    """A name's letters, ordered byte by byte so that the beginning of a name is a range of the index."""
    return Collate(_Plain(field), "C")


def Street(field: str) -> Collate:  # noqa: N802
    """The street of an address's line, letters only."""
    return Collate(_Street(field), "C")
