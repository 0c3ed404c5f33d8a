"""Who belongs around some children: whom a document about them may name without anybody asking why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.db import connection

from righthelp.foundation.documents.words import unmasked


@dataclass(frozen=True)
class Circle:
    """People (by id) and names (forename and surname in plain letters) that a document may hold, and where they live or
    have lived (addresses). ``subjects`` are those whom it is about."""

    subjects: frozenset[int]
    people: frozenset[int]
    names: frozenset[tuple[str, str]]
    addresses: frozenset[int]

    def explains(self, forename: str, surname: str) -> bool:
        """Whether the circle has somebody of this name; a short ``forename`` is the beginning of one."""
        if (forename, surname) in self.names:
            return True
        return any(own == surname and first.startswith(forename) for first, own in self.names)

    @property
    def words(self) -> frozenset[str]:
        """Every part of every name."""
        return frozenset(part for name in self.names for part in name)


_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "dr", "pc", "dc", "ds", "di", "sgt", "prof", "rev", "cllr"})
_AROUND: Final = """
with recursive start as (select unnest(%(subjects)s::bigint[]) as id),
tied as (
  select case when r.person_id = s.id then r.other_id else r.person_id end as id
    from start s join people_relationship r on r.person_id = s.id or r.other_id = s.id),
further as (
  select case when r.person_id = t.id then r.other_id else r.person_id end as id
    from tied t join people_relationship r on r.person_id = t.id or r.other_id = t.id),
household as (
  select o.person_id as id from start s join people_residence m on m.person_id = s.id
    join people_residence o on o.address_id = m.address_id
     and daterange(o.starts, o.ends) && daterange(m.starts, m.ends)),
held as (select person_id as id from people_support where child_id = any(%(subjects)s::bigint[]) and person_id > 0),
everybody as (
  select id from start union select id from tied union select id from further union select id from household
  union select id from held union select unnest(%(more)s::bigint[]))
select p.id, people_plain(p.forename), people_plain(p.surname), people_plain(p.preferred_name),
       array(select people_plain(coalesce(nullif(n.forename, ''), p.forename)) || ' '
                    || people_plain(coalesce(nullif(n.surname, ''), p.surname))
               from people_name n where n.person_id = p.id and not n.withdrawn),
       array(select address_id from people_residence r where r.person_id = p.id and address_id > 0
              union select address_id from people_placement c where c.child_id = p.id)
  from everybody join people_person p on p.id = everybody.id
"""


def circle_of(subjects: Collection[int], more: Iterable[int] = (), names: Iterable[str] = ()) -> Circle:
    """The circle of some children: their family by two steps, whoever lives or lived with them, whoever holds them up;
    ``more`` people and ``names`` of those who take part. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, {"subjects": list(subjects), "more": list(more)})
        rows = cursor.fetchall()
    known: set[tuple[str, str]] = set()
    addresses: set[int] = set()
    for _id, forename, surname, preferred, others, homes in rows:
        known |= {(forename, surname)} | ({(preferred, surname)} if preferred else set())
        known |= {(first, last) for first, _, last in (other.partition(" ") for other in others)}
        addresses.update(homes)
    for name in names:
        known |= set(halves(name))
    people = frozenset(row[0] for row in rows)
    return Circle(frozenset(subjects), people, frozenset(known), frozenset(addresses))


def halves(name: str) -> list[tuple[str, str]]:
    """A whole name as forename and surname in plain letters, in every way it may be parted."""
    parts = [part.lower() for part in unmasked(name).replace("-", " ").split() if part.strip(".")]
    parts = ["".join(each for each in part if each.isalnum()) for part in parts]
    parts = [part for part in parts if part and part not in _TITLES]
    if len(parts) < 2:
        return []
    cut = [("".join(parts[:at]), "".join(parts[at:])) for at in range(1, len(parts))]
    return [*cut, (parts[0], parts[-1])]


__all__ = ["Circle", "circle_of", "halves"]
