"""What is not yet known about a child that ought to be: one definition, for the record page, the lists and the counts.

Each question has an age at which it begins to be asked. An answer such as ‘would rather not say’ or a reason for having
no pupil number closes it; only silence leaves it open.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.db import connection


@dataclass(frozen=True)
class Question:
    """One thing to know. ``known`` is SQL over ``p`` (the person) and ``a`` (what they say of themselves); ``page`` is
    the address where the answer is entered; ages are whole years, half open."""

    key: str
    words: str
    page: str
    known: str
    from_age: int = -1
    to_age: int = 26


_RUNS: Final = "x.person_id = p.id and x.starts <= %(on)s and (x.ends is null or x.ends > %(on)s)"

QUESTIONS: Final = (
    Question("birth", "Birth date", "fact-birth", "p.birth_date is not null"),
    Question("home", "Where they live", "move",
             f"exists (select from people_residence x where x.situation <> 'unknown' and {_RUNS})", 0),
    Question("ethnicity", "Ethnicity", "fact-description", "p.ethnicity not in ('', 'NOBT')", 0),
    Question("language", "First language", "fact-languages", "p.language <> ''", 0),
    Question(
        "gp", "GP", "fact-health", f"exists (select from people_registration x where x.kind = 'gp' and {_RUNS})", 0
    ),
    Question(
        "school",
        "School, or that they are at none",
        "fact-school",
        f"exists (select from people_attendance x where x.kind <> 'alternative' and {_RUNS})",
        5,
        18,
    ),
    Question(
        "nhs",
        "NHS number",
        "fact-number",
        "exists (select from people_identifier x where x.person_id = p.id and x.kind = 'nhs' and x.ended_on is null)",
        0,
    ),
    Question(
        "upn",
        "Pupil number, or why there is none",
        "fact-number",
        "coalesce(a.no_pupil_number, '') <> '' or exists (select from people_identifier x where x.person_id = p.id "
        "and x.kind = 'upn' and x.ended_on is null)",
        5,
        17,
    ),
    Question("disability", "Whether they have a disability", "fact-disability",
             f"exists (select from people_disability x where {_RUNS})", 0),
)  # fmt: skip

QUESTION: Final = {question.key: question for question in QUESTIONS}


@lru_cache(maxsize=1)
def _asked() -> str:
    """The open questions of each person, as an array of keys."""
    lived = "coalesce(extract(year from age(%(on)s, p.birth_date)), 8)"
    age = f"case when p.birth_date_kind = 'due' then -1 else {lived} end"
    parts = [
        f"case when {age} >= {each.from_age} and {age} < {each.to_age} and not ({each.known}) then '{each.key}' end"
        for each in QUESTIONS
    ]
    return (
        f"select p.id, array_remove(array[{', '.join(parts)}], null) from people_person p "  # noqa: S608  our own constants
        "left join people_about a on a.person_id = p.id where p.id = any(%(people)s) and p.died_on is null"
    )


def open_questions(people: Collection[int], on: date) -> dict[int, list[Question]]:
    """For each person who lives, what is not yet known on a day, in the order above. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_asked(), {"people": list(people), "on": on})
        rows = cursor.fetchall()
    return {person: [QUESTION[key] for key in keys] for person, keys in rows}


def gaps_of(person: int, on: date) -> list[Question]:
    """What is not yet known of one person. One query."""
    return open_questions([person], on).get(person, [])
