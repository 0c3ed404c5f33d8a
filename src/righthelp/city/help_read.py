"""The plans whose history is to be explained, read back from what is loaded: children who share one share the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import connection

PARTS: Final = 8

_PERIODS: Final = """
select i.child_id, i.kind, i.starts, i.ends, p.birth_date, p.surname, m.other_id, coalesce(a.area, 'east')
  from people_involvement i
  join people_person p on p.id = i.child_id
  left join lateral (select other_id from people_relationship where person_id = p.id and kind = 'mother' limit 1) m
       on true
  left join lateral (select address_id from people_residence where person_id = p.id and ends is null limit 1) r on true
  left join people_address a on a.id = r.address_id
 where coalesce(m.other_id, i.child_id) %% %s = %s
 order by coalesce(m.other_id, i.child_id), i.child_id, i.starts
"""
_HELD: Final = """
select al.child_id, al.worker_id, (al.starts at time zone 'Europe/London')::date,
       (al.ends at time zone 'Europe/London')::date
  from workforce_allocation al
 where al."primary" and exists (select from people_involvement i where i.child_id = al.child_id and i.kind <> 'care')
 order by al.child_id, al.starts
"""


@dataclass(frozen=True, slots=True)
class Period:
    """A plan: a kind of involvement, from a day to a day (None while it lasts), and what follows at once."""

    kind: str
    starts: date
    ends: date | None
    follows: str = ""


@dataclass(slots=True)
class Child:
    """A child, as the story needs them."""

    id: int
    born: date
    surname: str
    mother: int | None
    area: str
    held: list[tuple[int, date, date | None]] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """Children of one family with the same plans, one after the other without a break."""

    children: list[Child]
    periods: tuple[Period, ...]

    @property
    def ids(self) -> list[int]:
        return [each.id for each in self.children]

    @property
    def ends(self) -> date | None:
        return self.periods[-1].ends


def stories(parts: Iterable[int]) -> dict[int, list[Story]]:
    """The stories of some parts of the families, each in a fixed order."""
    held: dict[int, list[tuple[int, date, date | None]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_HELD)
        for child, worker, starts, ends in cursor.fetchall():
            held[child].append((worker, starts, ends))
        found = {}
        for part in parts:
            cursor.execute(_PERIODS, [PARTS, part])
            found[part] = _together(cursor.fetchall(), held)
    return found


def _together(rows: Iterable[tuple[Any, ...]], held: Mapping[int, list[tuple[int, date, date | None]]]) -> list[Story]:
    """Each child's chains of plans; who share a mother and a chain share a story."""
    children: dict[int, Child] = {}
    care: dict[int, set[date]] = defaultdict(set)
    spans: dict[int, list[tuple[str, date, date | None]]] = defaultdict(list)
    for child, kind, starts, ends, born, surname, mother, area in rows:
        if kind == "care":
            care[child].add(starts)
            continue
        children.setdefault(child, Child(child, born, surname, mother, area, held.get(child, [])))
        spans[child].append((kind, starts, ends))
    together: dict[tuple[int, tuple[Period, ...]], list[Child]] = {}
    for child, found in spans.items():
        known = children[child]
        for chain in _chains(found, care[child]):
            together.setdefault((known.mother or child, chain), []).append(known)
    return [Story(many, periods) for (_, periods), many in together.items()]


def _chains(found: list[tuple[str, date, date | None]], care: set[date]) -> list[tuple[Period, ...]]:
    """A child's plans in chains without a break between them."""
    chains: list[list[Period]] = []
    for number, (kind, starts, ends) in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        follows = following[0] if following and following[1] == ends else "care" if ends in care else ""
        period = Period(kind, starts, ends, follows)
        if chains and chains[-1][-1].ends == starts:
            chains[-1].append(period)
        else:
            chains.append([period])
    return [tuple(chain) for chain in chains]
