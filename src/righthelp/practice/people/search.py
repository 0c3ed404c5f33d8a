"""Finding a person among a million by what a caller says: a union of narrow look-ups, ranked here.

Each look-up is one index scan: the birth date, day and month the other way round, a surname that sounds alike with a
birth date within 400 days, the exact names, the beginning of a surname, a number of another organisation. Spelling is
compared only among what they bring, so a misspelt name with a slip in the date costs no more than a right one. Each
result says why it is there.

Records that the account may not know of are left out inside every look-up, before it is cut to length, so nothing
about the answer (its rows, order or count) differs from what it would be if they did not exist.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from django.db import connection

from righthelp.foundation.access.decision import Scope, scope_of
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date
from righthelp.practice.people.ages import years
from righthelp.practice.people.models import IdentifierKind, Person
from righthelp.practice.people.typed import Asked, read

SHOWN: Final = 20
_EACH: Final = 120  # the most that one look-up brings; a birth date is shared by 90 people or so in the city
_NEAR: Final = timedelta(days=400)
_YOUNG: Final = 25  # support for care leavers ends at 25; older people rank below


@dataclass(frozen=True)
class Found:
    """One person found: how well they match (higher is better) and why, in words."""

    id: int
    forename: str
    surname: str
    preferred_name: str
    birth_date: date | None
    birth_date_kind: str
    score: int
    why: str

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.forename} {self.surname}"


@dataclass(frozen=True)
class Answer:
    """What was understood, the best matches, and whether there were more."""

    asked: Asked
    found: list[Found]
    more: bool


def find(text: str, *, account: Account, now: datetime, act: str = "child.search") -> Answer:
    """The people who best match what was typed, at most ``SHOWN``, as far as ``account`` may know of them."""
    asked = read(text, local_date(now))
    if asked.nothing:
        return Answer(asked, [], False)
    return search(asked, account=account, now=now, act=act)


def search(asked: Asked, *, account: Account, now: datetime, act: str = "child.search") -> Answer:
    """As :func:`find`, for what has been read already. One query."""
    today = local_date(now)
    rows = _candidates(asked, account, now)
    ranked = sorted(
        (found for row in rows if (found := _judged(asked, row, today))),
        key=lambda each: (-each.score, each.name, each.id),
    )
    best = ranked[:SHOWN]
    if scope_of(account, act) is not Scope.ANY:  # tiers and conflicts are in the look-ups already
        people = Person.objects.filter(pk__in=[each.id for each in best])
        reached = within_reach(people, account, act, kind="child", field="pk", now=now)
        allowed = set(reached.values_list("pk", flat=True))
        best = [each for each in best if each.id in allowed]
    return Answer(asked, best, len(ranked) > SHOWN)


_Row = tuple[int, str, str, str, date | None, str, list[str], str]  # the last two: words that sound so, number
_SELECT: Final = """
select p.id, p.forename, p.surname, p.preferred_name, p.birth_date, p.birth_date_kind,
       array(select word from unnest(%(words)s::text[]) as word where dmetaphone(word) = dmetaphone(p.surname)),
       {number}
  from people_person p {join}
 where (p.tier = 1 or p.tier = 2 and p.id = any(array(select subject_id from access_namedaccess
            where account_id = %(account)s and kind = 'child' and starts <= %(now)s and ends > %(now)s)))
   and p.id <> all(array(select subject_id from access_conflict where account_id = %(account)s and kind = 'child'))
   and {where}
 {order} limit {limit}
"""
_NEWEST: Final = "order by p.birth_date desc nulls last, p.id"


def _lookup(where: str, *, join: str = "", number: str = "''", order: str = _NEWEST, limit: int = _EACH) -> str:
    return f"({_SELECT.format(where=where, join=join, number=number, order=order, limit=limit)})"


_BORN: Final = _lookup("p.birth_date = any(%(born)s)", order="order by p.id")
_SOUND: Final = _lookup(
    "dmetaphone(p.surname) = any(array(select sound from unnest(%(words)s::text[]) as word, dmetaphone(word) as sound "
    "where sound <> '')) and p.birth_date between %(from)s and %(until)s",
    order="order by abs(p.birth_date - %(date)s), p.id",
)
_EXACT: Final = _lookup(
    "(lower(p.surname), lower(p.forename)) in (select * from unnest(%(surnames)s::text[], %(forenames)s::text[]))"
)
_KNOWN_AS: Final = _lookup(
    "p.preferred_name <> '' and lower(p.preferred_name) = any(%(forenames)s) and "
    "(lower(p.preferred_name), lower(p.surname)) in "
    "(select * from unnest(%(forenames)s::text[], %(surnames)s::text[]))"
)
_BEGINS: Final = _lookup(
    "lower(p.surname) >= %(begins{n})s and lower(p.surname) < %(beyond{n})s and lower(p.surname) like %(like{n})s "
    "and p.birth_date > %(young)s and (%(forename{n})s = '' or lower(p.forename) like %(forename_like{n})s)",
    order="",
    limit=2 * SHOWN,
)
_NUMBER: Final = _lookup(
    "i.kind = any(%(kinds)s) and i.value = any(%(numbers)s)",
    join="join people_identifier i on i.person_id = p.id",
    number="i.kind",
    order="order by p.id",
)


def _candidates(asked: Asked, account: Account, now: datetime) -> list[_Row]:
    values: dict[str, Any] = {"account": account.pk, "now": now, "words": list(asked.surnames)}
    parts: list[str] = []
    if asked.numbers:
        parts.append(_NUMBER)
        values |= {"kinds": list(IdentifierKind.values), "numbers": list(asked.numbers)}
    if asked.birth_date:
        parts.append(_BORN)
        values |= {"born": [asked.birth_date] + ([asked.swapped] if asked.swapped else [])}
    if asked.pairs:
        parts += [_EXACT, _KNOWN_AS]
        values |= {"forenames": [pair[0] for pair in asked.pairs], "surnames": [pair[1] for pair in asked.pairs]}
    if asked.birth_date and asked.surnames:
        parts.append(_SOUND)
        values |= {"date": asked.birth_date, "from": asked.birth_date - _NEAR, "until": asked.birth_date + _NEAR}
    if not asked.birth_date:
        for number, (begins, forename) in enumerate(_beginnings(asked)):
            parts.append(_BEGINS.replace("{n}", str(number)))
            values |= _range(begins, forename, local_date(now), number)
    found: dict[int, _Row] = {}
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), values)
        for row in cursor.fetchall():
            if row[0] not in found or row[7]:
                found[row[0]] = row
    return list(found.values())


def _beginnings(asked: Asked) -> Iterable[tuple[str, str]]:
    """The surname as far as it is typed, and the forename if that is there too."""
    if not asked.pairs:
        return tuple((name, "") for name in asked.names[:1] if len(name) > 1)
    return tuple((surname, forename) for forename, surname in asked.pairs[:2] if len(surname) > 1)


def _range(begins: str, forename: str, today: date, number: int) -> dict[str, Any]:
    def like(text: str) -> str:
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"

    young = date(today.year - _YOUNG, 1, 1)
    return {
        f"begins{number}": begins,
        f"beyond{number}": begins + "\U0010ffff",
        f"like{number}": like(begins),
        f"forename{number}": forename,
        f"forename_like{number}": like(forename),
        "young": young,
    }


def _judged(asked: Asked, row: _Row, today: date) -> Found | None:
    """How well one candidate matches, and why; None when nothing but chance brought it."""
    id_, forename, surname, preferred, born, kind, sounds, number = row
    reasons: list[str] = []
    score = 0
    if number:
        score += 120
        reasons.append(str(IdentifierKind(number).label))
    date_score, date_why = _dates(asked, born)
    name_score, name_why = _names(asked, forename.lower(), surname.lower(), preferred.lower(), sounds)
    score += date_score + name_score
    reasons += [why for why in (name_why, date_why) if why]
    if not number and asked.names and not name_score:
        return (
            None
            if not asked.birth_date or date_score < 40
            else Found(
                id_,
                forename,
                surname,
                preferred,
                born,
                kind,
                date_score - 15,
                f"{_first_upper(date_why)}, another name",
            )
        )
    if born is None or years(born, today) >= _YOUNG:
        score -= 12
    return Found(id_, forename, surname, preferred, born, kind, score, _first_upper(", ".join(reasons)))


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _dates(asked: Asked, born: date | None) -> tuple[int, str]:
    wanted = asked.birth_date
    if wanted is None or born is None:
        return 0, ""
    if born == wanted:
        return 45, "same birth date"
    if born == asked.swapped:
        return 34, "birth date with day and month the other way round"
    apart = abs((born - wanted).days)
    if (born.day, born.month) == (wanted.day, wanted.month):
        return 26, "same birthday, another year"
    if (born.year, born.month) == (wanted.year, wanted.month) or apart <= 10:
        return 26, f"birth date {apart} {'day' if apart == 1 else 'days'} apart"
    if (born.year, born.day) == (wanted.year, wanted.day):
        return 22, "birth date in another month"
    return (10, "birth date close") if apart <= _NEAR.days else (0, "")


def _names(asked: Asked, forename: str, surname: str, preferred: str, sounds: list[str]) -> tuple[int, str]:
    """The best reading of the names typed against one person's. ``sounds``: words that sound as the surname does."""
    if not asked.names:
        return 0, ""
    ways = asked.pairs or tuple(("", name) for name in asked.names[:1])
    best = (0, "")
    for typed_forename, typed_surname in ways:
        last, last_why = _alike(typed_surname, surname, "surname", 32)
        if typed_surname in sounds and last < 20:
            last, last_why = 20, "surname sounds alike"
        first, first_why = (0, "")
        if typed_forename:
            first, first_why = _alike(typed_forename, forename, "forename", 24)
            if preferred:
                known, _ = _alike(typed_forename, preferred, "name they go by", 24)
                if known > first:
                    first, first_why = known, "known by this name"
        elif not last:  # one word: perhaps it is the forename
            given = _alike(typed_surname, forename, "forename", 20)
            first, first_why = max(given, _alike(typed_surname, preferred, "name they go by", 20))
        if typed_forename and (not last or not first):
            last, first = last // 2, first // 2
        why = (
            "same name"
            if last == 32 and first == 24 and first_why.startswith("same")
            else ", ".join(each for each in (last_why, first_why) if each)
        )
        best = max(best, (last + first, why))
    return best


def _alike(typed: str, held: str, what: str, worth: int) -> tuple[int, str]:
    """How alike two words are: the same, begun, or written much the same."""
    if not typed or not held:
        return 0, ""
    if typed == held:
        return worth, f"same {what}"
    if held.startswith(typed) and len(typed) > 1:
        return worth * 3 // 4, f"{what} begins so"
    likeness = _pairs_shared(typed, held)
    if likeness >= 0.6:
        return int(worth * 0.8), f"{what} almost the same"
    if likeness >= 0.3:
        return worth // 2, f"{what} alike"
    return 0, ""


def _pairs_shared(one: str, other: str) -> float:
    """Dice's share of letter pairs that two words have in common, ends included: 0 to 1."""
    mine, theirs = _letter_pairs(one), {f" {other}"[i : i + 2] for i in range(len(other))} | {f"{other[-1]} "}
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


@lru_cache(maxsize=16)  # the words typed are compared with every candidate
def _letter_pairs(word: str) -> frozenset[str]:
    padded = f" {word} "
    return frozenset(padded[i : i + 2] for i in range(len(padded) - 1))
