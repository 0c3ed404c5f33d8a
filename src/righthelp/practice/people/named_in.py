"""Which people on the register a text names, however it writes them, found by look-up and never by going through a
million names: every two or three words that stand together are asked for at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.db import connection

from righthelp.foundation.documents.words import Told, Word
from righthelp.practice.people.circle import Circle
from righthelp.practice.people.models import Tier

Memory = dict[str, Any]
_COMMON: Final = frozenset(Path(__file__).with_name("common_words.txt").read_text().split())
"""Words of everyday English. Two small-letter words of which one is among these are not taken for a name."""
_SMALL: Final = "the and of to in on at for with by from was is are be has had this that it as or"
_NEVER: Final = frozenset(_SMALL.split())
_RARE: Final = 5
"""With an initial in front, a surname gives somebody away only where this many people at most have both."""
_NEAR: Final = 10
"""Words between a birth date and the forename or surname that belongs to it."""


@dataclass(frozen=True)
class Named:
    """Somebody a text names. ``how``: by their ``name``, an ``initial`` and surname, or a ``birth`` date and half a
    name. ``people`` are all to whom that fits; ``first`` and ``last`` are the words (by number) that say it."""

    how: str
    said: str
    people: tuple[int, ...]
    first: int
    last: int
    held: bool


_PAIRS: Final = """
select q.f, q.s, p.id, p.tier from unnest(%(f)s::text[], %(s)s::text[]) as q(f, s)
  join people_person p on (people_plain(p.surname) collate "C") = q.s and (people_plain(p.forename) collate "C") = q.f
union
select q.f, q.s, p.id, p.tier from unnest(%(f)s::text[], %(s)s::text[]) as q(f, s)
  join people_person p on (people_plain(p.surname) collate "C") = q.s
       and (people_plain(p.preferred_name) collate "C") = q.f and p.preferred_name <> ''
union
select q.f, q.s, p.id, p.tier from unnest(%(f)s::text[], %(s)s::text[]) as q(f, s)
  join people_name n on (people_plain(n.surname) collate "C") = q.s and (people_plain(n.forename) collate "C") = q.f
       and not n.withdrawn
  join people_person p on p.id = n.person_id
"""
_BEGINNINGS: Final = """
select q.f, q.s, found.id, found.tier from unnest(%(f)s::text[], %(s)s::text[]) as q(f, s) cross join lateral (
  select p.id, p.tier from people_person p where (people_plain(p.surname) collate "C") = q.s
     and (people_plain(p.forename) collate "C") >= q.f
     and (people_plain(p.forename) collate "C") < (q.f || 'zzzz') limit %(most)s) found
"""
_BORN: Final = """
select id, people_plain(forename), people_plain(surname), birth_date, tier from people_person
 where birth_date = any(%(days)s::date[]) and merged_into_id is null
"""


def named_in(heard: Told, circle: Circle, memory: Memory) -> list[Named]:
    """Everybody the text names who is not of the circle; and whoever is closely held, of the circle or not, unless the
    text is about them. A few queries; ``memory`` spares asking again for the next copy."""
    return [
        *_by_name(heard, circle, memory),
        *_by_initial(heard, circle, memory),
        *_by_birth(heard, circle, memory),
    ]


def _by_name(heard: Told, circle: Circle, memory: Memory) -> Iterable[Named]:
    places = _pairs(heard.words)
    known = _asked(_PAIRS, "names", list(places), memory)
    for pair, people in known.items():
        if pair in places:
            yield from _found("name", pair, people, places[pair], heard, circle)


def _found(
    how: str,
    pair: tuple[str, str],
    people: Sequence[tuple[int, int]],
    at: tuple[int, int],
    heard: Told,
    circle: Circle,
) -> Iterable[Named]:
    ids = {person for person, _tier in people}
    held = {person for person, tier in people if tier > Tier.CASE and person not in circle.subjects}
    explained = bool(ids & circle.people) or circle.explains(*pair)
    if explained:
        ids = held & circle.people
    if ids:
        said = " ".join(word.text for word in heard.words[at[0] : at[1] + 1])
        yield Named(how, said, tuple(sorted(ids)), at[0], at[1], bool(ids & held))


def _pairs(words: Sequence[Word]) -> dict[tuple[str, str], tuple[int, int]]:
    """Every forename and surname that words standing together may be, and where first."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for at in range(len(words) - 1):
        for width in (2, 3, 4):
            some = words[at : at + width]
            if len(some) < width or any(word.text in _NEVER and not word.capital for word in some):
                break
            texts = [word.text for word in some]
            if not all(text.isalpha() for text in texts):
                break
            small = not any(word.capital for word in some)
            if small and any(text in _COMMON for text in texts):
                continue
            for forename, surname in _cuts(texts, all(word.capital for word in some)):
                if len(forename) > 1 and len(surname) > 1:
                    found.setdefault((forename, surname), (at, at + width - 1))
    return found


def _cuts(texts: Sequence[str], capitals: bool) -> Iterable[tuple[str, str]]:
    for cut in range(1, len(texts)):
        one, other = "".join(texts[:cut]), "".join(texts[cut:])
        yield one, other
        yield other, one
    if len(texts) == 3 and capitals:
        yield texts[0], texts[2]


def _by_initial(heard: Told, circle: Circle, memory: Memory) -> Iterable[Named]:
    words = heard.words
    places: dict[tuple[str, str], tuple[int, int]] = {}
    for at, word in enumerate(words[:-1]):
        other = words[at + 1]
        for short, long, first in ((word, other, True), (other, word, False)):
            cut = _is_short(heard, short, first)
            if cut and long.capital and long.text.isalpha() and len(long.text) > 2 and long.text not in _NEVER:
                places.setdefault((short.text, long.text), (at, at + 1))
    known = _asked(_BEGINNINGS, "beginnings", list(places), memory)
    for pair, people in known.items():
        if pair in places and len(people) <= _RARE:
            yield from _found("initial", pair, people, places[pair], heard, circle)


def _is_short(heard: Told, word: Word, first: bool) -> bool:
    """An initial, or the beginning of a name with a full stop after it."""
    if not (word.capital and word.text.isalpha()):
        return False
    after = heard.plain[word.piece][word.end : word.end + 1]
    return (len(word.text) == 1 and (after == "." or first)) or (2 <= len(word.text) <= 5 and after == "." and first)


def _asked(
    sql: str, key: str, pairs: list[tuple[str, str]], memory: Memory
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    known: dict[tuple[str, str], list[tuple[int, int]]] = memory.setdefault(key, {})
    asked: set[tuple[str, str]] = memory.setdefault(f"{key} asked", set())
    new = [pair for pair in pairs if pair not in asked]
    if new:
        given: dict[str, Any] = {"f": [pair[0] for pair in new], "s": [pair[1] for pair in new], "most": _RARE + 1}
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            for forename, surname, person, tier in cursor.fetchall():
                known.setdefault((forename, surname), []).append((person, tier))
        asked.update(new)
    return known


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATES: Final = (
    (re.compile(r"(?<!\d)(\d{1,2})\s*[./\-]\s*(\d{1,2})\s*[./\-]\s*(\d{4}|\d{2})(?!\d)"), (1, 2, 3)),
    (re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)"), (3, 2, 1)),
    (
        re.compile(r"(?i)(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4}|\d{2})(?!\d)"),
        (1, 2, 3),
    ),
    (re.compile(r"(?i)\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)"), (2, 1, 3)),
)
"""Ways of writing a date, and which part of each is day, month and year."""


def days_in(text: str) -> Iterable[tuple[date, int, int]]:
    """Every date in a text, however it is written, and from where to where it stands."""
    for pattern, parts in _DATES:
        for match in pattern.finditer(text):
            day, month, year = (match.group(part) for part in parts)
            number = int(month) if month.isdigit() else _month(month)
            full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 30 else 1900)
            try:
                yield date(full, number, int(day)), match.start(), match.end()
            except ValueError:
                continue


def _month(word: str) -> int:
    short = word[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _by_birth(heard: Told, circle: Circle, memory: Memory) -> Iterable[Named]:
    places = [(day, number, start, end) for number, text in enumerate(heard.plain) for day, start, end in days_in(text)]
    born: dict[date, list[tuple[Any, ...]]] = memory.setdefault("born", {})
    new = {day for day, *_ in places} - set(born)
    if new:
        with connection.cursor() as cursor:
            cursor.execute(_BORN, {"days": list(new)})
            born.update({day: [] for day in new})
            for row in cursor.fetchall():
                born[row[3]].append(row)
    own = circle.words
    for day, piece, start, end in places:
        if not born[day]:
            continue
        near = _near(heard, piece, start, end)
        for person, forename, surname, _day, tier in born[day]:
            if person in circle.people:
                continue
            at = next((at for at in near if heard.words[at].text in (forename, surname)), None)
            if at is not None and heard.words[at].text not in own and heard.words[at].text not in _COMMON:
                said = f"{heard.words[at].text} {day.isoformat()}"
                yield Named("birth", said, (person,), at, at, tier > Tier.CASE)


def _near(heard: Told, piece: int, start: int, end: int) -> list[int]:
    first, last = heard.span_of(piece)
    inside = [at for at in range(first, last) if heard.words[at].end > start and heard.words[at].start < end]
    if not inside:
        return []
    low, high = max(first, inside[0] - _NEAR), min(last, inside[-1] + 1 + _NEAR)
    return [at for at in range(low, high) if heard.words[at].capital and len(heard.words[at].text) > 2]


__all__ = ["Memory", "Named", "days_in", "named_in"]
