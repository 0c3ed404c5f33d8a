"""Reads for the page of a child's addresses: homes over time, linked children, who must not know, moves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.practice.people import kin
from righthelp.practice.people.ages import say_age
from righthelp.practice.people.homes import Home, LivesHere, homes_of, households
from righthelp.practice.people.kinds import RelationshipKind
from righthelp.practice.people.models import Address, InvolvementKind, Move, MustNotKnow
from righthelp.practice.people.standing import NOBODY, Standing, standing

_LOOKALIKES: Final = 6


@dataclass(frozen=True)
class Lived:
    """A home with who lived there at the same time."""

    home: Home
    together: list[LivesHere]


def homes_over_time(child: int, account: Account, now: datetime, stands: Standing) -> list[Lived]:
    """Where a child has lived, the latest first, and with whom; at most four queries."""
    homes = homes_of(account, child, now=now, stands=stands)
    together = households(account, homes, now=now)
    return [Lived(home, together.get(home.residence, [])) for home in homes]


@dataclass(frozen=True)
class Linked:
    """Another child of an adult in the household, who does not live there: through whom, and plans or care now."""

    id: int
    name: str
    age: str
    through: str
    flags: tuple[str, ...]
    opens: bool


_LINKED: Final = """
select distinct c.id, c.forename || ' ' || c.surname, c.birth_date, c.birth_date_kind,
       a.id, a.forename || ' ' || a.surname, r.kind,
       array(select i.kind from people_involvement i
              where i.child_id = c.id and i.starts <= %(today)s and (i.ends is null or i.ends > %(today)s))
  from people_relationship r
  join people_person c on c.id = r.person_id
  join people_person a on a.id = r.other_id
 where r.other_id = any(%(adults)s::bigint[]) and not c.id = any(%(here)s::bigint[]) and r.kind = any(%(kinds)s)
   and (r.ends is null or r.ends > %(today)s) and c.died_on is null
   and c.birth_date > %(today)s - interval '18 years'
 order by 1 limit 40
"""
_ORDER: Final = [InvolvementKind.CARE, InvolvementKind.PROTECTION, InvolvementKind.NEED]


def linked_children(household: Collection[LivesHere], child: int, account: Account, now: datetime) -> list[Linked]:
    """Children of those who live with the child now, who are not shown as living there. Two queries.

    A child whose address is protected from the reader stands here wherever they live: nobody can tell from it.

    A flag (a plan, or care) is what the search shows of a child to whoever may search, and so is shown to them here.
    """
    here = [each.id for each in household if each.ends is None] + [child]
    today = local_date(now)
    kinds = sorted({*kin.PARENTS, *kin.BRINGING_UP} - {RelationshipKind.FOSTER})
    with connection.cursor() as cursor:
        cursor.execute(_LINKED, {"adults": here, "here": here, "kinds": kinds, "today": today})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    known = standing(account, {row[0] for row in rows} | {row[4] for row in rows}, now)
    finds = permits(account, "child.search")
    found: dict[int, Linked] = {}
    for pk, name, born, born_kind, adult, adult_name, kind, plans in rows:
        stands = known.get(pk, NOBODY)
        if stands.knows and known.get(adult, NOBODY).knows and pk not in found:
            flags = [InvolvementKind(each) for each in plans] if stands.opens or finds else []
            words = tuple(str(each.label) for each in sorted(flags, key=_ORDER.index))
            through = f"{kin.said(kind, forward=True)}: {adult_name}"
            found[pk] = Linked(pk, name, say_age(born, today, born_kind), through, words, stands.opens)
    return sorted(found.values(), key=lambda each: (not each.flags, each.name))


def lookalikes(postcode: str, line: str) -> list[Address]:
    """Addresses on our own register much like one typed: the same postcode, those with the same number first. Homes
    where somebody lives who must not be found are never suggested. One query."""
    code = postcode.upper().replace(" ", "")
    if len(code) < 5:
        return []
    spaced = f"{code[:-3]} {code[-3:]}"
    rows = Address.objects.filter(postcode__in=[code, spaced], kind="home").exclude(
        residents__protected=True, residents__ends__isnull=True
    )
    number = next((word for word in line.split() if word[:1].isdigit()), "").lower()
    found = sorted(rows.distinct()[:60], key=lambda each: (number not in each.line.lower().split(), each.line))
    return found[:_LOOKALIKES]


def kept_from(child: int) -> list[MustNotKnow]:
    """Who must not know where a child lives, those still on the list first. One query."""
    rows = MustNotKnow.objects.filter(person_id=child).select_related("other").order_by("starts", "pk")
    return sorted(rows, key=lambda row: row.ends is not None)


def moves_of(child: int) -> list[Move]:
    """The moves of a child that were recorded as one act, the latest first, with their tellings. Two queries."""
    rows = Move.objects.filter(people__person_id=child).prefetch_related("tellings").order_by("-on", "-pk")
    return list(rows[:20])


__all__ = ["Linked", "Lived", "homes_over_time", "kept_from", "linked_children", "lookalikes", "moves_of"]
