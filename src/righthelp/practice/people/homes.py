"""Where people live, as one reader may know it, and who lives with them.

A home is *protected* when its address must not be known to somebody. Two people who live together share the secret: the
address of a mother whose daughter's address is protected is protected as well, for as long as they live together.
Whoever is not tied to a person is shown that there is an address and that it is protected, and nothing of it: it is
left out of what is read, so no page, list, file or picture made of it can hold it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Exists, OuterRef

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.practice.people.kinds import Situation
from righthelp.practice.people.models import MustNotKnow, Residence
from righthelp.practice.people.protected import PROTECTED, PROTECTED_HOME
from righthelp.practice.people.standing import NOBODY, Standing, standing


@dataclass(frozen=True)
class Home:
    """Where one person lived for a time, as the reader may know it. ``address`` is ready to print; when ``hidden`` it
    says only that it is protected, and ``address_id``, ``place`` and ``kind`` are empty."""

    residence: int
    person: int
    address: str
    hidden: bool
    protected: bool
    situation: str
    temporary: bool
    starts: date
    starts_about: bool
    ends: date | None
    address_id: int | None
    place: str
    kind: str
    why_changed: str = ""


_HOMES: Final = f"""
select r.id, r.person_id, r.situation, r.protected, {PROTECTED_HOME.format(home="r")}, r.temporary, r.starts,
       r.starts_about, r.ends, r.address_id, a.name, a.line, a.locality, a.postcode, a.country, a.kind, r.why_changed
  from people_residence r left join people_address a on a.id = r.address_id
 where r.person_id = any(%(people)s::bigint[])
"""  # noqa: S608  ours
_ON_A_DAY: Final = " and r.starts <= %(on)s and (r.ends is null or r.ends > %(on)s)"


def address_for(
    reader: Account, person: int, *, now: datetime, on: date | None = None, stands: Standing | None = None
) -> Home | None:
    """Where ``person`` lives (on a day; today unless said), as ``reader`` may know it. None when no home is recorded,
    or when the reader may not know of the person.

    The one rule for every area and for documents: a protected address is known only to who is tied to this person and
    in no conflict with them. ``stands``: how the reader stands to the person, where it has been asked already.
    """
    return homes_for(reader, [person], now=now, on=on, stands={person: stands} if stands else None).get(person)


def homes_for(
    reader: Account,
    people: Collection[int],
    *,
    now: datetime,
    on: date | None = None,
    stands: dict[int, Standing] | None = None,
) -> dict[int, Home]:
    """:func:`address_for` for many at once: in two queries, or one where ``stands`` is given."""
    known = standing(reader, people, now) if stands is None else stands
    given = {"people": [each for each in people if known.get(each, NOBODY).knows], "on": on or local_date(now)}
    if not given["people"]:
        return {}
    return {home.person: home for home in _read(_HOMES + _ON_A_DAY, given, known)}


def homes_of(reader: Account, person: int, *, now: datetime, stands: Standing | None = None) -> list[Home]:
    """Every home of a person, the latest first, as the reader may know them."""
    known = {person: stands} if stands else standing(reader, [person], now)
    if not known.get(person, NOBODY).knows:
        return []
    return _read(_HOMES + " order by r.starts desc", {"people": [person]}, known)


def _read(sql: str, given: dict[str, Any], known: dict[int, Standing]) -> list[Home]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        rows = cursor.fetchall()
    return [_home(row, known) for row in rows]


def _home(row: tuple[Any, ...], known: dict[int, Standing]) -> Home:
    residence, person, situation, _own, secret, temporary, starts, about, ends, address, *place, kind, why = row
    hidden = secret and not known[person].tied
    text = ", ".join(filter(None, place))
    if situation != Situation.ADDRESS:
        text = str(Situation(situation).label)
    if hidden:
        text = PROTECTED
    return Home(
        residence,
        person,
        text,
        hidden,
        secret,
        situation,
        temporary,
        starts,
        about,
        ends,
        None if hidden else address,
        "" if hidden else ", ".join(filter(None, place[:3])),
        "" if hidden else kind or "",
        why,
    )


def kept_quiet(field: str) -> Exists:
    """The condition that somebody lives now, at the address whose id ``field`` holds, who must not be found there."""
    return Exists(Residence.objects.filter(address_id=OuterRef(field), protected=True, ends__isnull=True))


def is_listed(person: int) -> bool:
    """Whether somebody must not know where the person lives; then every home of theirs is protected. One query."""
    return MustNotKnow.objects.filter(person_id=person, ends__isnull=True).exists()


@dataclass(frozen=True)
class LivesHere:
    """Somebody who lived in a home with the person, and from when to when both did (half open)."""

    id: int
    name: str
    birth_date: date | None
    birth_date_kind: str
    starts: date
    ends: date | None
    opens: bool


_TOGETHER: Final = f"""
select mine.id, o.id, coalesce(nullif(o.preferred_name, ''), o.forename) || ' ' || o.surname, o.birth_date,
       o.birth_date_kind, greatest(mine.starts, r.starts), least(mine.ends, r.ends), {PROTECTED_HOME.format(home="r")},
       r.protected
  from people_residence mine
  join people_residence r on r.address_id = mine.address_id and r.person_id <> mine.person_id
       and daterange(r.starts, r.ends) && daterange(mine.starts, mine.ends)
  join people_person o on o.id = r.person_id
 where mine.id = any(%(homes)s::bigint[])
 order by greatest(mine.starts, r.starts) desc, o.birth_date, o.id
 limit 400
"""  # noqa: S608  ours


def households(reader: Account, homes: Collection[Home], *, now: datetime) -> dict[int, list[LivesHere]]:
    """Who lived with the person in each of ``homes`` (by residence), as the reader may know it: two queries.

    Nobody is named through a home that is hidden from the reader; and nobody whose own address is protected is named to
    a reader who is not tied to them, or the other person's address would give theirs away.
    """
    open_homes = [home.residence for home in homes if not home.hidden and home.address_id]
    if not open_homes:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER, {"homes": open_homes})
        rows = cursor.fetchall()
    known = standing(reader, {row[1] for row in rows}, now)
    found: dict[int, list[LivesHere]] = {residence: [] for residence in open_homes}
    for residence, other, name, born, kind, starts, ends, _shared, protected in rows:
        stands = known.get(other, NOBODY)
        if stands.knows and (stands.tied or not protected):
            found[residence].append(LivesHere(other, name, born, kind, starts, ends, stands.opens))
    return found


__all__ = ["Home", "LivesHere", "address_for", "homes_for", "homes_of", "households", "is_listed", "kept_quiet"]
