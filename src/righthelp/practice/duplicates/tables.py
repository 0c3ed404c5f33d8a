"""The lists of pairs, proposals and merges."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from righthelp.foundation.pages.tables import Column, Table
from righthelp.practice.duplicates.models import Merge, Pair, State
from righthelp.practice.people.ages import say_birth
from righthelp.practice.people.models import Person


def likely(weight: float) -> str:
    """A weight in words. Never "certain": only a person who has looked is."""
    return "Very likely" if weight >= 8 else "Likely" if weight >= 3 else "Perhaps"


def _who(person: Person) -> str:
    return f"{person}, {say_birth(person.birth_date, person.birth_date_kind)}"


def _main(row: Pair) -> str:
    telling = [each for each in row.reasons if ":" in each]
    return "; ".join(telling[:4])


PAIRS: Final = Table[Pair](
    name="pairs",
    caption="May be one person",
    empty="No two records that you may open look like one person.",
    columns=(
        Column("first", "One record", lambda row: _who(row.first), href=lambda row: _pair(row), order="first__surname"),
        Column("second", "The other", lambda row: _who(row.second), order="second__surname"),
        Column("likely", "One person?", lambda row: likely(row.weight), order="weight"),
        Column("why", "Why", _main, sortable=False),
    ),
    sort="-likely",
)


def _pair(row: Pair) -> str:
    return reverse("duplicates:pair", args=[row.first_id, row.second_id])


def _merge(row: Merge) -> str:
    return reverse("duplicates:merge", args=[row.pk])


PROPOSALS: Final = Table[Merge](
    name="proposals",
    caption="Proposed, waiting for a second person",
    empty="No merge waits for a second person.",
    columns=(
        Column("other", "This record", lambda row: _who(row.other), href=_merge, order="other__surname"),
        Column("kept", "Would become part of", lambda row: _who(row.kept), order="kept__surname"),
        Column("by", "Proposed by", lambda row: row.proposed_by.name, order="proposed_by__name"),
        Column("at", "When", lambda row: row.proposed_at, order="proposed_at"),
    ),
)

MERGES: Final = Table[Merge](
    name="merges",
    caption="Merged",
    empty="No two records have been merged.",
    columns=(
        Column("other", "This record", lambda row: _who(row.other), href=_merge, order="other__surname"),
        Column("kept", "Became part of", lambda row: _who(row.kept), order="kept__surname"),
        Column(
            "by", "Approved by", lambda row: row.decided_by.name if row.decided_by else "", order="decided_by__name"
        ),
        Column("at", "When", lambda row: row.decided_at, order="decided_at"),
        Column("state", "Now", lambda row: str(State(row.state).label), order="state"),
    ),
    page_size=20,
)
