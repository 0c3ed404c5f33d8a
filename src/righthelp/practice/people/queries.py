"""Named reads of the register: who a child is, in as few queries as the record page can bear."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from django.db import connection

from righthelp.foundation.database import kept
from righthelp.practice.people.ages import say_age, say_birth
from righthelp.practice.people.kin import said
from righthelp.practice.people.models import (
    IdentifierKind,
    InvolvementKind,
    PlacementKind,
    RelationshipKind,
    Sex,
)
from righthelp.practice.people.protected import PROTECTED, PROTECTED_HOME

_ORDER = [InvolvementKind.CARE, InvolvementKind.PROTECTION, InvolvementKind.NEED]


@dataclass(frozen=True)
class Relative:
    """Somebody who matters to the child: ``what`` they are, and whether they hold parental responsibility."""

    id: int
    name: str
    what: str
    age: str
    responsible: bool
    restricted: bool


@dataclass(frozen=True)
class Header:
    """Who a child is, as the head of the record page shows it. Dates are half open; texts are ready to print."""

    id: int
    called: str
    name: str
    age: str
    born: str
    sex: str
    address: str
    address_protected: bool
    lives_there_since: date | None
    placement: str
    placement_since: date | None
    plans: list[tuple[str, date]]
    family: list[Relative]
    identifiers: list[tuple[str, str]]
    language: str
    needs_interpreter: bool
    unaccompanied: bool
    died_on: date | None
    authority: str
    restricted: bool = field(default=False)

    @property
    def status(self) -> str:
        """The highest plan or status now, in words."""
        return self.plans[0][0] if self.plans else "No current open plan"


# One round trip instead of six: the record page is opened more than any other. Periods are those running on a day.
_HEADER: Final = f"""
with p as (select * from people_person where id = %(person)s)
select p.forename, p.surname, p.preferred_name, p.birth_date, p.birth_date_kind, p.sex, p.language, p.needs_interpreter,
       p.unaccompanied, p.died_on, p.authority, p.tier,
       home.address_id, {PROTECTED_HOME.format(home="home")}, home.starts, a.name, a.line, a.locality, a.postcode,
       placed.kind, placed.starts,
       array(select json_build_array(kind, starts) from people_involvement
              where child_id = p.id and starts <= %(on)s and (ends is null or ends > %(on)s)),
       array(select json_build_array(kind, value) from people_identifier where person_id = p.id and ended_on is null
              and kind not in ('police', 'home_office') order by kind, value),
       array(select json_build_array(o.id, o.forename, o.surname, r.kind, r.person_id = p.id, r.parental_responsibility,
                                     o.birth_date, o.birth_date_kind, o.died_on, o.tier)
               from people_relationship r
               join people_person o on o.id = case when r.person_id = p.id then r.other_id else r.person_id end
              where (r.person_id = p.id or r.other_id = p.id) and (r.ends is null or r.ends > %(on)s))
  from p
  left join people_residence home on home.person_id = p.id and home.starts <= %(on)s
        and (home.ends is null or home.ends > %(on)s)
  left join people_address a on a.id = home.address_id
  left join people_placement placed on placed.child_id = p.id and placed.starts <= %(on)s
        and (placed.ends is null or placed.ends > %(on)s)
"""  # noqa: S608  ours


def header(person: int, on: date, *, shows_protected: bool = False) -> Header | None:
    """The head of a person's record as it stood on ``on``; None when there is no such person. One query.

    ``shows_protected``: whether the reader needs a protected address. Relatives whose own record is ``restricted`` are
    among the family: whoever shows it leaves out those the reader may not know of.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HEADER, {"person": person, "on": on})
        row = cursor.fetchone()
    if row is None:
        return None
    forename, surname, preferred, born, kind, sex, language, interpreter, alone, died, authority, tier = row[:12]
    home, protected, since, name, line, locality, postcode, placement, placed_on, plans, numbers, related = row[12:]
    address = f"{name + ', ' if name else ''}{line}, {locality}, {postcode}" if home else ""
    hidden = bool(protected) and not shows_protected
    return Header(
        id=person,
        called=preferred or forename,
        name=f"{forename} {surname}",
        age=say_age(born, died or on, kind),
        born=say_birth(born, kind),
        sex=str(Sex(sex).label),
        address=PROTECTED if hidden else address,
        address_protected=bool(protected),
        lives_there_since=since,
        placement=str(PlacementKind(placement).label) if placement else "",
        placement_since=placed_on,
        plans=_plans([(plan, date.fromisoformat(starts)) for plan, starts in plans]),
        family=_family([_Related(*each) for each in related], on),
        identifiers=[(str(IdentifierKind(each).label), value) for each, value in numbers],
        language=language,
        needs_interpreter=interpreter,
        unaccompanied=alone,
        died_on=died,
        authority=authority,
        restricted=tier > 1,
    )


def _plans(running: Iterable[tuple[str, date]]) -> list[tuple[str, date]]:
    ordered = sorted(running, key=lambda each: _ORDER.index(InvolvementKind(each[0])))
    return [(str(InvolvementKind(kind).label), starts) for kind, starts in ordered]


class _Related(NamedTuple):
    """A relationship as the header's query gives it; ``forward`` when the record's own person is the one it is of."""

    id: int
    forename: str
    surname: str
    kind: str
    forward: bool
    responsible: bool
    born: str | None
    born_kind: str
    died: str | None
    tier: int


def _family(rows: Iterable[_Related], on: date) -> list[Relative]:
    """Who matters to a person, both ways round: those named in their record, and those whose records name them."""
    found: dict[tuple[int, str], Relative] = {}
    for row in rows:
        kind = RelationshipKind(row.kind)
        what = said(kind, forward=row.forward)
        age = say_age(_date(row.born), _date(row.died) or on, row.born_kind)
        responsible = row.responsible and row.forward
        relative = Relative(row.id, f"{row.forename} {row.surname}", what, age, responsible, row.tier > 1)
        found.setdefault((row.id, what), relative)
    order = [said(kind, forward=forward) for forward in (True, False) for kind in RelationshipKind]
    return sorted(found.values(), key=lambda each: (order.index(each.what), each.name))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Named:
    """A person's name and age, for the head of a page about one part of their record."""

    id: int
    name: str
    called: str
    born: str
    age: str


_NAMED: Final = """
select forename, surname, preferred_name, birth_date, birth_date_kind, died_on
  from people_person where id = %(person)s::bigint
"""


def named(person: int, on: date) -> Named | None:
    """A person by name and age; None when there is no such person. One query."""
    held = kept.row(_NAMED, {"person": person})
    if held is None:
        return None
    forename, surname, preferred, birth_date, kind, died_on = held
    age = say_age(birth_date, died_on or on, kind)
    return Named(person, f"{forename} {surname}", preferred or forename, say_birth(birth_date, kind), age)


@dataclass(frozen=True)
class Brief:
    """Where somebody lives and what they have with us, for a line in a list."""

    address: str
    status: str


_BRIEFS: Final = f"""
select p.id, coalesce({PROTECTED_HOME.format(home="home")}, false), a.line, a.locality,
       array(select kind from people_involvement
              where child_id = p.id and starts <= %(on)s and (ends is null or ends > %(on)s))
  from unnest(%(people)s::bigint[]) as p(id)
  left join people_residence home on home.person_id = p.id and home.starts <= %(on)s
        and (home.ends is null or home.ends > %(on)s)
  left join people_address a on a.id = home.address_id
"""  # noqa: S608  ours


def briefs(people: Collection[int], on: date) -> dict[int, Brief]:
    """Where several people live and what they have with us, for lists. A protected address shows as such. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_BRIEFS, {"people": list(people), "on": on})
        rows = cursor.fetchall()
    found = {}
    for person, protected, line, locality, kinds in rows:
        address = PROTECTED if protected else f"{line}, {locality}" if line else ""
        highest = min(kinds, key=lambda each: _ORDER.index(InvolvementKind(each)), default="")
        found[person] = Brief(address, str(InvolvementKind(highest).label) if highest else "")
    return found
