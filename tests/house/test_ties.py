"""Ties to a child are SQL set into many statements: what they call their tables must not hide the statement's own."""

from __future__ import annotations

import re

import pytest

from righthelp.foundation.access.decision import Relationship
from righthelp.site.relationships import RELATIONSHIPS

_CALLED = re.compile(r"\b(?:from|join)\s+\w+\s+(?:as\s+)?(\w+)\b")


def named(sql: str) -> set[str]:
    """What tables are called in a statement."""
    return set(_CALLED.findall(sql))


@pytest.mark.parametrize("tie", RELATIONSHIPS, ids=lambda tie: tie.name)
def test_a_tie_never_hides_the_record_it_is_asked_about(tie: Relationship) -> None:
    for name in named(tie.sql("elsewhere.id")):
        assert name not in named(tie.sql(f"{name}.id")), name
        assert f"{name}.id" in tie.sql(f"{name}.id"), "it asks about the record of the statement"


def test_a_tie_keeps_its_own_names_where_nothing_is_hidden() -> None:
    tie = RELATIONSHIPS[0]
    assert tie.sql("elsewhere.id") == f"exists ({tie.rows.format(id='elsewhere.id')})"
