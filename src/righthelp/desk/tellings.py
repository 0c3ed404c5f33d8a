"""Which workers are told when a child moves: those who hold the child's work now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from righthelp.foundation.calendar import local_date
from righthelp.practice.people.models_family import ToldKind
from righthelp.practice.people.telling import Who
from righthelp.practice.workforce.queries import works_with


def workers(people: Collection[int], now: datetime) -> list[Who]:
    """The primary and co-workers of several people. One query for each."""
    today = local_date(now)
    return [
        Who(ToldKind.WORKER, f"{each.name}, {each.title}", "Primary worker" if each.primary else "Works with the child")
        for person in people
        for each in works_with(person, now, today)
    ]
