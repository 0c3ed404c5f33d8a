"""A child's family, as one reader may know it: who is who from the child's side, and the wider family for a picture.

Relatives whose own record is closed to the reader, by a conflict of interest or because it is closely held, are not
there at all: not in the list, not in a picture, not in a number. Brothers and sisters who share a parent are found
though nobody recorded them as such.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.practice.people import kin
from righthelp.practice.people.ages import say_age, years
from righthelp.practice.people.kinds import HowResponsible, Parted, Quality, RelationshipKind, Together
from righthelp.practice.people.models import BirthDateKind, Relationship
from righthelp.practice.people.standing import NOBODY, Standing, standing

MOST: Final = 40
_ADULT: Final = 18
_ROUNDS: Final = 3


class Row(NamedTuple):
    """A relationship as it is kept: ``other`` is the ``kind`` of ``person``."""

    id: int
    person: int
    other: int
    kind: str
    responsible: bool
    responsible_how: str
    responsible_from: date | None
    responsible_until: date | None
    together: str
    parted: str
    starts: date | None
    ends: date | None
    quality: str
    words: str


class Someone(NamedTuple):
    """A person as a family shows them."""

    id: int
    forename: str
    surname: str
    preferred: str
    birth_date: date | None
    birth_date_kind: str
    sex: str
    died_on: date | None

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.forename} {self.surname}"

    def is_child(self, on: date) -> bool:
        """Not yet 18, or not yet born; somebody of unknown age is not taken for a child."""
        return self.birth_date is not None and years(self.birth_date, on) < _ADULT


@dataclass(frozen=True)
class Relative:
    """Somebody who matters to the child, from the child's side.

    ``what`` in the field's words; ``responsible`` whether they hold parental responsibility for the child now, ``how``
    and since when in words; ``current`` whether the relationship goes on. ``relationship`` is 0 for who was found
    through a shared parent. ``opens``: the reader may open their record.
    """

    id: int
    relationship: int
    name: str
    what: str
    age: str
    is_child: bool
    died: bool
    responsible: bool
    how: str
    about: str
    quality: str
    current: bool
    opens: bool
    forward: bool
    kind: str


_ROWS: Final = """
select id, person_id, other_id, kind, parental_responsibility, responsible_how, responsible_from, responsible_until,
       together, parted, starts, ends, quality, words
  from people_relationship where person_id = any(%(people)s::bigint[])
union
select id, person_id, other_id, kind, parental_responsibility, responsible_how, responsible_from, responsible_until,
       together, parted, starts, ends, quality, words
  from people_relationship where other_id = any(%(people)s::bigint[])
 limit 600
"""
_PEOPLE: Final = """
select id, forename, surname, preferred_name, birth_date, birth_date_kind, sex, died_on
  from people_person where id = any(%(people)s::bigint[])
"""
_THROUGH_A_PARENT: Final = """
select mine.id, mine.person_id, mine.other_id, mine.kind, theirs.id, theirs.person_id, theirs.kind
  from people_relationship mine
  join people_relationship theirs on theirs.other_id = mine.other_id and theirs.person_id <> mine.person_id
 where mine.person_id = %(child)s and mine.kind = any(%(kinds)s) and theirs.kind = any(%(kinds)s)
"""


def _asked(sql: str, **given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def rows_of(people: Collection[int]) -> list[Row]:
    """Every relationship of these people, either way round. One query."""
    return [Row(*row) for row in _asked(_ROWS, people=list(people))] if people else []


def someones(people: Collection[int]) -> dict[int, Someone]:
    """People by id. One query."""
    return {row[0]: Someone(*row) for row in _asked(_PEOPLE, people=list(people))} if people else {}


def family_of(child: int, account: Account, now: datetime) -> list[Relative]:
    """Who matters to a child, as ``account`` may know it: parents and who brings up first, then siblings, then the
    rest; what goes on before what is over. Four queries."""
    today = local_date(now)
    rows = rows_of([child])
    shared = _asked(_THROUGH_A_PARENT, child=child, kinds=sorted(kin.BIRTH_PARENTS))
    others = {row.other if row.person == child else row.person for row in rows} | {row[5] for row in shared}
    known = standing(account, others | {row[2] for row in shared}, now)
    people = someones([each for each in others if known.get(each, NOBODY).knows])
    found = [
        _relative(row, people[other], known[other], child, today)
        for row in rows
        if (other := row.other if row.person == child else row.person) in people
    ]
    found += _siblings(shared, rows, people, known, child, today)
    return sorted(found, key=lambda each: (not each.current, kin.order(each.kind, forward=each.forward), each.name))


def _relative(row: Row, other: Someone, stands: Standing, child: int, today: date) -> Relative:
    forward = row.person == child
    current = row.ends is None or row.ends > today
    return Relative(
        id=other.id,
        relationship=row.id,
        name=other.name,
        what=kin.said(row.kind, forward=forward, sex=other.sex, over=not current),
        age=say_age(other.birth_date, other.died_on or today, other.birth_date_kind),
        is_child=other.is_child(today),
        died=other.died_on is not None,
        responsible=forward and row.responsible,
        how=_how(row, forward),
        about=_about(row),
        quality=str(Quality(row.quality).label) if row.quality else "",
        current=current,
        opens=stands.opens,
        forward=forward,
        kind=row.kind,
    )


def _how(row: Row, forward: bool) -> str:
    """Parental responsibility in words: who has it, how and since when; who no longer, which parent never had it."""
    if not forward:
        return ""
    how = str(HowResponsible(row.responsible_how).label) if row.responsible_how else ""
    since = f"since {say_date(row.responsible_from)}" if row.responsible_from else ""
    if row.responsible:
        return ", ".join(filter(None, ("Holds parental responsibility", how[:1].lower() + how[1:], since)))
    if row.responsible_until:
        return f"Held parental responsibility until {say_date(row.responsible_until)}"
    return "No parental responsibility recorded" if row.kind in kin.PARENTS else ""


def _about(row: Row) -> str:
    said = [str(Together(row.together).label)] if row.together else []
    if row.starts:
        said.append(f"since {say_date(row.starts)}")
    if row.ends:
        said.append(f"{Parted(row.parted).label.lower() if row.parted else 'until'} {say_date(row.ends)}")
    if row.words:
        said.append(row.words)
    text = ", ".join(said)
    return text[:1].upper() + text[1:]


def _siblings(
    shared: list[tuple[Any, ...]],
    rows: list[Row],
    people: dict[int, Someone],
    known: dict[int, Standing],
    child: int,
    today: date,
) -> Iterable[Relative]:
    """Children of the child's parents whom nobody recorded as brother or sister. One shared parent of two who are known
    makes a half-sibling. A parent whom the reader may not know of makes nobody a sibling."""
    recorded = {row.person if row.other == child else row.other for row in rows if row.kind in kin.SIBLINGS}
    parents_of: dict[int, set[int]] = {}
    for _, _, parent, _, _, sibling, _ in shared:
        if known.get(parent, NOBODY).knows:
            parents_of.setdefault(sibling, set()).add(parent)
    mine = {row.other for row in rows if row.person == child and row.kind in kin.BIRTH_PARENTS}
    for sibling, parents in parents_of.items():
        if sibling in recorded or sibling not in people:
            continue
        kind = RelationshipKind.SIBLING if len(parents) > 1 or len(mine) < 2 else RelationshipKind.HALF_SIBLING
        row = Row(0, child, sibling, kind, False, "", None, None, "", "", None, None, "", "")
        yield _relative(row, people[sibling], known[sibling], child, today)


@dataclass(frozen=True)
class Wider:
    """The wider family: people with how the reader stands to them, and every relationship among them."""

    people: dict[int, Someone]
    known: dict[int, Standing]
    rows: list[Row]


def siblings_of(children: Collection[int]) -> set[int]:
    """Those recorded, from either side, as brothers and sisters (half and step ones too) of any of ``children``, and
    not these themselves. For rules: what a reader may know of them is not asked here. One query."""
    ties = Relationship.objects.filter(Q(person_id__in=children) | Q(other_id__in=children), kind__in=kin.SIBLINGS)
    pairs = ties.filter(ends__isnull=True).values_list("person_id", "other_id")
    return {one for pair in pairs for one in pair} - set(children)


def wider_family(child: int, account: Account, now: datetime) -> Wider:
    """Up to forty people round a child: everyone tied to them, and along ties of blood, adoption and partnership up to
    three steps on. The nearest come first where there are more. At most seven queries."""
    order: dict[int, int] = {child: 0}
    known = standing(account, [child], now)
    rows: dict[int, Row] = {}
    edge = [child]
    for step in range(_ROUNDS):
        fresh = rows_of(edge)
        if step:
            fresh = [row for row in fresh if row.kind in kin.FAMILY_TIES]
        ends = {end for row in fresh for end in (row.person, row.other)} - set(order)
        if ends:
            known |= standing(account, ends, now)
        edge = sorted(each for each in ends if known.get(each, NOBODY).knows)[: MOST - len(order)]
        order |= {each: len(order) for each in edge}
        rows |= {row.id: row for row in fresh}
        if not edge:
            break
    people = someones(list(order))
    inside = [row for row in rows.values() if row.person in people and row.other in people]
    return Wider(people, known, inside)


def is_unborn(person: Someone, today: date) -> bool:
    """Not born yet: a due date, or a birth date that has not come."""
    return person.birth_date_kind == BirthDateKind.DUE or (person.birth_date is not None and person.birth_date > today)


__all__ = [
    "MOST",
    "Relative",
    "Row",
    "Someone",
    "Wider",
    "family_of",
    "is_unborn",
    "rows_of",
    "siblings_of",
    "someones",
    "wider_family",
]
