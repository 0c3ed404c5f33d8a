"""What writes the rows of help: a table's rows numbered as they come, and copied in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from righthelp.city import bulk
from righthelp.city.dice import Dice
from righthelp.city.help_office import Office

Columns = Mapping[str, tuple[str, ...]]


@dataclass
class Pen:
    """Rows on their way, who works where, and the dice. ``highest``: the last number of each table; ``seen``: the days
    on which each child was seen."""

    dice: Dice
    office: Office
    highest: dict[str, int]
    rows: dict[str, list[tuple[object, ...]]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[int, list[date]] = field(default_factory=lambda: defaultdict(list))
    taken: set[tuple[int, datetime]] = field(default_factory=set)

    def add(self, table: str, *values: object) -> int:
        """Write one row; returns its number."""
        number = self.highest[table] = self.highest[table] + 1
        self.rows[table].append((number, *values))
        return number

    def key(self) -> UUID:
        """A key as a form would make it."""
        return UUID(int=self.dice.random.getrandbits(128), version=4)

    def free(self, children: Sequence[int], moment: datetime) -> datetime:
        """The moment, or minutes later: nobody is visited twice at once."""
        while any((child, moment) in self.taken for child in children):
            moment += timedelta(minutes=5)
        self.taken.update((child, moment) for child in children)
        return moment

    def loaded(self, columns: Columns) -> None:
        """Copy the rows in, in the caller's transaction; their history is written when all are in."""
        names = [name for name in columns if self.rows.get(name)]
        with bulk.triggers_off(names) as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name in names:
                bulk.copied(name, self.rows[name], ("id", *columns[name]))
        self.rows.clear()


def asked(query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Rows of a query of ours."""
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        return list(cursor.fetchall())
