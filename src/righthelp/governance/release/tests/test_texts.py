"""Every text that documents are held against has the index by which it is found."""

from __future__ import annotations

import pytest
from django.db import connection

from righthelp.governance.release.texts import TEXTS, Text, alike


@pytest.mark.django_db
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.table}.{text.column}")
def test_a_listed_text_has_its_prints(text: Text) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_indexes where indexname = %s", [f"{text.table}_{text.column}_prints"])
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_a_text_with_nothing_to_compare_is_like_none() -> None:
    assert alike("Two words") == []
