"""The prints of a text, reckoned in one loop, are those of their definition: of every four shingles the smallest."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

WORDS = st.sampled_from(["she", "wakes", "her", "brother", "Zoë’s", "42", "—", "and", "makes", "ﬁrst", "tea", ""])
TEXTS = st.one_of(
    st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80).filter(lambda text: "\0" not in text)
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_prints_are_the_smallest_of_every_four_shingles(text: str) -> None:
    text = text.encode(errors="ignore").decode()
    with connection.cursor() as cursor:
        cursor.execute("select text_prints(%s), text_shingles(%s)", [text, text])
        prints, shingles = cursor.fetchone()
    assert prints == sorted({min(shingles[place : place + 4]) for place in range(len(shingles))})


def test_an_index_over_prints_can_be_built_when_there_are_texts_already() -> None:
    with connection.cursor() as cursor:
        cursor.execute("create temp table said (words text) on commit drop")
        cursor.execute("insert into said values ('she wakes her brother and makes tea')")
        cursor.execute("create index on said using gin (text_prints(words))")
        cursor.execute("select cardinality(text_prints(words)) from said")
        assert cursor.fetchone() == (1,)
