"""The narrow look-ups that bring a search its candidates: each one index scan, cut to a fixed length, all in one query.

Each look-up leaves out, before it is cut, whoever the account may not know of, so that rows, order and number are what
they would be if those records did not exist. A record joined to another counts only if that other may be known too.
The statement's text depends only on what kind of things were typed, so the server keeps it planned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from righthelp.foundation.access.decision import Scope, scope_of
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.foundation.database import kept
from righthelp.practice.people.protected import PROTECTED_HOME
from righthelp.practice.people.search_names import PARTICLES, Word, joined_particles, plain
from righthelp.practice.people.typed import Asked, slips_of, widened

NEAR: Final = 760  # days either side of a birth date: an estimate is two years out at most
YOUNG: Final = 25  # support for care leavers ends at 25; older people rank below
_EACH: Final = 60
_BORN_ON: Final = 300  # a birth date is shared by 90 people or so in the city
_PAIR: Final = 100  # the commonest full name in the city has 62


_NOT_APART: Final = (
    "(p.id <> all(array(select person_id from people_keptapart)) "
    'or (people_plain(p.surname) collate "C") = any(%(said)s::text[]))'
)


class Row(NamedTuple):
    """One candidate as a look-up brings it. ``tag`` says what else it knows: ``s`` the surname sounds so, ``f`` so does
    the forename, ``number`` (``a`` its kind), ``was`` (``a`` forename, ``b`` surname once), ``home`` (``a`` the line,
    ``b`` the postcode, lived there until ``until``), ``phone``."""

    id: int
    forename: str
    surname: str
    preferred: str
    born: date | None
    born_kind: str
    merged_into: int | None
    tag: str
    a: str
    b: str
    until: date | None


@dataclass(frozen=True)
class Narrowed:
    """Which of the people found are wanted: born between two days, living in an area, with a plan of a kind now."""

    born_from: date | None = None
    born_until: date | None = None
    area: str = ""
    status: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is asked of them."""
        return bool(self.born_from or self.born_until or self.area or self.status)


class Readings:
    """The names typed, in every way they can be read as (forename, surname), ready to be looked up and compared."""

    def __init__(self, asked: Asked) -> None:
        words: dict[str, Word] = {}

        def word(text: str) -> Word:
            return words.setdefault(text, Word(text))

        pairs = list(asked.pairs)
        if not asked.surname_first and any(name in PARTICLES for name in asked.names):
            joined = joined_particles(asked.names)
            if len(joined) >= 2:
                pairs += [(joined[0], joined[-1]), (joined[-1], joined[0])]
            else:
                pairs += [("", joined[0])]
        single = [("", name) for name in asked.names if len(name) > 1] if not pairs else []
        self.ways = [(word(a) if a else None, word(b)) for a, b in dict.fromkeys([*pairs, *single]) if plain(b)]
        self.surnames = list({each.plain: each for _, each in self.ways}.values())
        self.forenames = list({each.plain: each for each, _ in self.ways if each and each.plain}.values())
        self.alone = not any(first for first, _ in self.ways)

    def exact(self) -> tuple[list[str], list[str]]:
        """Pairs (surname, forename) to look up as they are, with every other form of either."""
        pairs: dict[tuple[str, str], None] = {}
        for first, last in self.ways:
            if first and first.plain:
                given = [*first.keys, *first.forms]
                family = [*last.keys, *last.forms]
                pairs |= dict.fromkeys((one, other) for one in family for other in given)
        kept_pairs = list(pairs)[:400]
        return [one for one, _ in kept_pairs], [other for _, other in kept_pairs]

    def surnames_said(self) -> list[str]:
        """Every word typed that may be a surname as it stands, and those that several words make together."""
        return sorted({key for _, last in self.ways for key in last.keys})

    def sounds(self, words: list[Word], *, forms: bool = True) -> list[str]:
        """What to take the sound of: each word and its parts, and the other forms of the same name."""
        found: dict[str, None] = {}
        for each in words:
            found |= dict.fromkeys(each.sounds)
            if forms:
                found |= dict.fromkeys(each.forms)
        return list(found)


_CONFLICTS: Final = "array(select subject_id from access_conflict where account_id = %(account)s and kind = %(kind)s)"
_SOUNDS: Final = "array(select dmetaphone(w) from unnest(%({name})s::text[]) w where dmetaphone(w) <> '')"
_SURNAME: Final = f"people_sound(p.surname) = any({_SOUNDS.format(name='surnames')})"
_FORENAME: Final = f"people_sound(p.forename) = any({_SOUNDS.format(name='forenames')})"
_IN_PARTS: Final = "p.surname ~ '[ ''’-]'"
_WINDOW: Final = "p.birth_date between %(from)s::date and %(until)s::date"
_SLIPS: Final = "p.birth_date = any(%(slips)s::date[])"
_CLOSEST: Final = "order by abs(p.birth_date - %(middle)s::date), p.id"
_NEWEST: Final = "order by p.birth_date desc nulls last, p.id"
_AREA: Final = f"""and exists (select from people_residence r join people_address a on a.id = r.address_id
    where r.person_id = p.id and r.starts <= %(today)s and (r.ends is null or r.ends > %(today)s)
      and a.area = %(area)s and not {PROTECTED_HOME.format(home="r")})"""
_STATUS: Final = """and exists (select from people_involvement i where i.child_id = p.id and i.kind = %(status)s
    and i.starts <= %(today)s and (i.ends is null or i.ends > %(today)s))"""


class Statement:
    """The union being put together: its look-ups, in a fixed order, and their values."""

    def __init__(
        self, account: Account, act: str, now: datetime, narrowed: Narrowed, surnames: Sequence[str] = ()
    ) -> None:
        self.parts: list[str] = []
        self.values: dict[str, Any] = values(account, "child", now) | {"said": list(surnames)}
        self._visible = visible(account, act)
        if narrowed.born_from or narrowed.born_until:
            self._visible += " and p.birth_date between %(born_from)s::date and %(born_until)s::date"
            self.values |= {
                "born_from": narrowed.born_from or date(1850, 1, 1),
                "born_until": narrowed.born_until or date(2200, 1, 1),
            }
        if narrowed.area:
            self._visible += _AREA
            self.values["area"] = narrowed.area
        if narrowed.status:
            self._visible += _STATUS
            self.values["status"] = narrowed.status

    def add(self, where: str, *, tag: str = "''", a: str = "''", b: str = "''", until: str = "null::date",
            join: str = "", order: str = _NEWEST, limit: int = _EACH, by_number: bool = False) -> None:  # fmt: skip
        """One look-up more."""
        apart = "" if by_number else f" and {_NOT_APART}"
        self.parts.append(
            "(select p.id, p.forename, p.surname, p.preferred_name, p.birth_date, p.birth_date_kind, p.merged_into_id, "  # noqa: S608  ours
            f"{tag}::text, {a}::text, {b}::text, {until} from people_person p {join} "
            f"where {where} and {self._visible}{apart} {order} limit {limit})"
        )

    def rows(self) -> list[Row]:
        """What the look-ups bring, each candidate as often as look-ups bring it."""
        if not self.parts:
            return []
        sql = " union all ".join(self.parts)
        return [Row(*row) for row in kept.rows(sql, self.values)]


def visible(account: Account, act: str) -> str:
    """The condition that the account may know of person ``p``, and of whoever ``p`` was joined to.

    For a role that reaches any record the answer for an ordinary one is known without asking what it is tied to.
    """
    reached = reach_condition(account, act, kind="child", column="p.id")
    if scope_of(account, act) is Scope.ANY:
        reached = f"(p.tier = 1 and p.id <> all({_CONFLICTS}) or {reached})"
    return (
        f"{reached} and (p.merged_into_id is null or exists "
        f"(select from people_person k where k.id = p.merged_into_id and k.tier = 1 and k.id <> all({_CONFLICTS})))"
    )


def narrow(asked: Asked, readings: Readings, statement: Statement, now: datetime) -> None:
    """The look-ups that are always made for what was typed."""
    if asked.numbers:
        _numbers(asked, statement)
    if asked.phones:
        statement.values["phones"] = list(asked.phones)
        statement.add(
            "people_phone(c.value) = any(%(phones)s::text[]) and c.kind = 'phone' and c.ends is null",
            join="join people_contactpoint c on c.person_id = p.id", tag="'phone'",
        )  # fmt: skip
    if asked.birth_date:
        statement.values["born"] = [each for each in (asked.birth_date, asked.swapped) if each]
        statement.add("p.birth_date = any(%(born)s::date[])", order="order by p.id", limit=_BORN_ON)
    if readings.ways:
        _names(asked, readings, statement, local_date(now))
    if asked.place.finds:
        _places(asked, readings, statement)


def _numbers(asked: Asked, statement: Statement) -> None:
    bare = ["".join(letter for letter in each if letter.isalnum()) for each in asked.numbers]
    statement.values |= {"numbers": list(dict.fromkeys([*asked.numbers, *bare])), "bare": bare}
    join = "join people_identifier i on i.person_id = p.id and i.ended_on is null"
    statement.add(
        "i.kind = any('{nhs,upn,former_upn,uln,police,home_office}') and i.value = any(%(numbers)s::text[])",
        join=join, tag="'number'", a="i.kind", by_number=True,
    )  # fmt: skip
    statement.add(
        "i.kind in ('police', 'home_office') and people_bare(i.value) = any(%(bare)s::text[])",
        join=join, tag="'number'", a="i.kind", by_number=True,
    )  # fmt: skip


def _names(asked: Asked, readings: Readings, statement: Statement, today: date) -> None:
    surnames, forenames = readings.exact()
    statement.values |= {
        "exact_surnames": surnames,
        "exact_forenames": forenames,
        "surnames": readings.sounds(readings.surnames),
        "forenames": readings.sounds(readings.forenames or readings.surnames),
    }
    if surnames:
        pairs = "(select * from unnest(%(exact_surnames)s::text[], %(exact_forenames)s::text[]))"
        statement.add(
            f'(people_plain(p.surname) collate "C", people_plain(p.forename) collate "C") in {pairs}', limit=_PAIR
        )
        statement.add(
            "p.preferred_name <> '' and "
            '(people_plain(p.preferred_name) collate "C") = any(%(exact_forenames)s::text[]) and '
            '(people_plain(p.surname) collate "C") = any(%(exact_surnames)s::text[])'
        )
    time = _time(asked, statement, today)
    if time:
        statement.add(f"{_SURNAME} and {_WINDOW}", tag="'s'", order=_CLOSEST)
        _by_parts(statement, _WINDOW, _CLOSEST)
        if asked.birth_date:
            statement.add(f"{_SURNAME} and {_SLIPS}", tag="'s'", order=_CLOSEST)
        if readings.alone:
            statement.add(f"{_FORENAME} and {_WINDOW}", tag="'f'", order=_CLOSEST, limit=_PAIR)
    else:
        if readings.forenames:
            statement.add(f"{_SURNAME} and {_FORENAME}", tag="'sf'", limit=_PAIR)
            _by_parts(statement, _FORENAME, _NEWEST)
        _beginnings(readings, statement, today)
    former = "not n.withdrawn and people_sound(n.surname) = any({sounds}) and {more}"
    more = f"({_WINDOW} or {_SLIPS})" if asked.birth_date else _WINDOW if time else "true"
    name = "join people_name n on n.person_id = p.id"
    statement.add(former.format(sounds=_SOUNDS.format(name="surnames"), more=more), join=name, tag="'was'",
                  a="n.forename", b="n.surname", limit=_PAIR)  # fmt: skip
    if readings.forenames:
        statement.add(
            "not n.withdrawn and n.surname = '' and people_sound(n.forename) = "
            f"any({_SOUNDS.format(name='forenames')}) and {_SURNAME}",
            join=name, tag="'was'", a="n.forename",
        )  # fmt: skip


def _by_parts(statement: Statement, also: str, order: str) -> None:
    """Surnames of several parts, by how their first or their last part sounds."""
    for part in ("first", "last"):
        sounds = _SOUNDS.format(name="surnames")
        statement.add(f"{_IN_PARTS} and people_{part}_part(p.surname) = any({sounds}) and {also}", order=order)


def _time(asked: Asked, statement: Statement, today: date) -> bool:
    """The time of birth that a date or an age leaves, into the statement's values; whether there is any."""
    if asked.birth_date:
        near = timedelta(days=NEAR)
        statement.values |= {
            "from": asked.birth_date - near,
            "until": asked.birth_date + near,
            "middle": asked.birth_date,
            "slips": list(slips_of(asked.birth_date, today)),
        }
        return True
    if asked.span:
        first, last = widened(asked.span)
        statement.values |= {
            "from": first,
            "until": last,
            "middle": asked.span[0] + (asked.span[1] - asked.span[0]) / 2,
        }
        return True
    return False


def _beginnings(readings: Readings, statement: Statement, today: date) -> None:
    """Young people whose surname begins as typed, and the forename too where there is one."""
    statement.values["young"] = date(today.year - YOUNG, 1, 1)
    ways = [(first.plain if first else "", last.plain) for first, last in readings.ways if len(last.plain) > 1]
    for number, (forename, surname) in enumerate(ways[:2]):
        statement.values |= {
            f"begins{number}": surname,
            f"beyond{number}": surname + "{",
            f"given{number}": forename,
            f"given_beyond{number}": forename + "{",
        }
        statement.add(
            f'people_plain(p.surname) collate "C" >= %(begins{number})s and '
            f'people_plain(p.surname) collate "C" < %(beyond{number})s and '
            f'people_plain(p.forename) collate "C" >= %(given{number})s and '
            f'people_plain(p.forename) collate "C" < %(given_beyond{number})s and p.birth_date > %(young)s::date',
            order="",
            limit=40,
        )
    if readings.alone:
        statement.add(f"{_FORENAME} and p.birth_date > %(young)s::date", tag="'f'", order="", limit=40)


def _places(asked: Asked, readings: Readings, statement: Statement) -> None:
    """Who lives, or lived, at the place; never by an address that is protected."""
    place = asked.place
    home = (
        "join people_residence r on r.person_id = p.id join people_address a on a.id = r.address_id "
        f"and not {PROTECTED_HOME.format(home='r')}"
    )
    where = []
    if place.postcode:
        where.append("a.postcode = %(postcode)s")
        statement.values["postcode"] = place.postcode
    if place.streets:
        where.append('people_street(a.line) collate "C" = any(%(streets)s::text[])')
        statement.values["streets"] = list(place.streets)
    if place.home and not place.postcode:
        where.append("a.name <> '' and people_plain(a.name) collate \"C\" = %(home)s")
        statement.values["home"] = place.home
    if place.house:
        where.append("a.line ~* %(house)s")
        statement.values["house"] = rf"(^|[^0-9]){place.house}([^0-9]|$)"
    if readings.ways and not place.house and not place.postcode:  # a whole street is many people
        where.append(f"({_SURNAME} or {_FORENAME})")
    statement.add(
        " and ".join(where), join=home, tag="'home'", a="a.line", b="a.postcode", until="r.ends",
        order="order by r.ends is not null, p.birth_date desc nulls last, p.id", limit=_PAIR,
    )  # fmt: skip


def wide(asked: Asked, readings: Readings, statement: Statement, now: datetime) -> None:
    """The look-ups that are made only when the narrow ones found nobody convincing: one name right (or right enough to
    sound so) and the other a slip or two of the hand away."""
    today = local_date(now)
    pairs = [(first, last) for first, last in readings.ways if first and first.plain and len(last.plain) > 2]
    if not pairs:
        return
    statement.values |= {"surnames": readings.sounds(readings.surnames), "young": date(today.year - YOUNG, 1, 1)}
    if asked.birth_date or asked.span:
        _time(asked, statement, today)
    if asked.birth_date:
        statement.values["forenames"] = readings.sounds(readings.forenames)
        statement.add(f"{_FORENAME} and {_SLIPS}", tag="'f'", order=_CLOSEST, limit=_PAIR)
    when = _WINDOW if asked.birth_date or asked.span else "p.birth_date > %(young)s::date"
    for number, (first, last) in enumerate(pairs[:2]):
        assert first is not None  # noqa: S101  filtered above
        statement.values |= {
            f"one{number}": last.plain[:60],
            f"other{number}": first.plain[:60],
            f"as{number}": list(dict.fromkeys([*first.sounds, *first.forms])),
            f"so{number}": list(dict.fromkeys([*last.sounds, *last.forms])),
        }
        far = 1 + (len(last.plain) > 5)
        statement.add(
            f"people_sound(p.forename) = any({_SOUNDS.format(name=f'as{number}')}) and {when} and "
            f"levenshtein_less_equal(people_plain(p.surname), %(one{number})s, {far}) <= {far}",
            tag="'f'",
        )
        statement.add(
            f"people_sound(p.surname) = any({_SOUNDS.format(name=f'so{number}')}) and {when} and "
            f"levenshtein_less_equal(people_plain(p.forename), %(other{number})s, 2) <= 2",
            tag="'s'",
        )


__all__ = ["Narrowed", "Readings", "Row", "Statement", "narrow", "wide"]
