"""Numbers, telephones, e-mail addresses and homes of people on the register, found in a text by look-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from righthelp.foundation.documents.words import Told
from righthelp.practice.people.circle import Circle
from righthelp.practice.people.named_in import Memory
from righthelp.practice.people.secrets_in import long_words, place_given_away

_DIGITS: Final = re.compile(r"(?<![\w])(?:\+|\(?0)?\d(?:[\s\-./()]{0,3}\d){6,21}(?![\w])")
_CODED: Final = re.compile(r"(?<!\w)[A-Za-z]{1,6}(?:[ \-/]{0,2}\w)*?\d(?:[ \-/]{0,1}[\w]){3,14}(?!\w)")
_EMAIL: Final = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_POSTCODE: Final = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{1,2}[0-9Oo][0-9A-Za-z]?)[\s\-]{0,3}([0-9OoIl][A-Za-z]{2})(?![A-Za-z0-9])"
)
_HOUSE: Final = re.compile(
    r"(?<![\w/])(\d{1,4}[A-Za-z]?)[,\s]{1,3}((?:[A-Za-z][\w'’.\-]*\s{1,3}){0,3}[A-Za-z][\w'’\-]*)"
)
_NEXT: Final = 70
"""Letters after a street in which its district or postcode is looked for."""
_MOST_HOUSES: Final = 400


@dataclass(frozen=True)
class Given:
    """A fact of somebody on the register that a text gives. ``kind``: number, phone, email or home."""

    kind: str
    said: str
    people: tuple[int, ...]
    piece: int
    start: int
    end: int


def facts_in(heard: Told, circle: Circle, memory: Memory) -> list[Given]:
    """Every such fact that is not the circle's own. Four queries at most."""
    return [
        *_numbers(heard, circle, memory),
        *_phones(heard, circle, memory),
        *_emails(heard, circle, memory),
        *_homes(heard, circle, memory),
    ]


Place = tuple[int, int, int]


def _spots(heard: Told, pattern: re.Pattern[str]) -> Iterable[tuple[str, Place]]:
    for number, text in enumerate(heard.plain):
        for match in pattern.finditer(text):
            yield match.group(), (number, match.start(), match.end())


def _numbers(heard: Told, circle: Circle, memory: Memory) -> Iterable[Given]:
    asked: dict[str, Place] = {}
    for said, place in _spots(heard, _DIGITS):
        digits = re.sub(r"\D", "", said)
        for cut in _windows(digits, 10):
            asked.setdefault(cut, place)
    for said, place in _spots(heard, re.compile(r"(?<![A-Za-z])[A-Za-z]{1,6}[ \-/]?\d{4,12}(?!\d)")):
        asked.setdefault(re.sub(r"[^0-9A-Za-z]", "", said).upper(), place)
    for said, place in _spots(heard, _CODED):
        bare = re.sub(r"[^0-9A-Za-z]", "", said).upper()
        asked.setdefault(bare, place)
        for match in re.finditer(r"[A-Z]\d{11}[0-9A-Z]", bare):
            asked.setdefault(match.group(), place)
    for said, place in list(_spots(heard, re.compile(r"(?<!\w)[A-Z0-9]{1,10}(?:[/\-][A-Z0-9]{1,12}){1,4}(?!\w)"))):
        asked.setdefault(re.sub(r"[^0-9A-Za-z]", "", said).upper(), place)
    sql = """
        select value, person_id from people_identifier
         where ended_on is null and kind = any(array['nhs', 'upn', 'former_upn', 'uln']) and value = any(%(asked)s)
        union select people_bare(value), person_id from people_identifier
         where kind in ('police', 'home_office') and people_bare(value) = any(%(asked)s)"""
    yield from _owned("number", sql, asked, circle, memory)


def _windows(digits: str, size: int) -> Iterable[str]:
    """The number itself, or each stretch of ten where two numbers run together."""
    if len(digits) >= size:
        yield from (digits[at : at + size] for at in range(len(digits) - size + 1))
    if 5 <= len(digits) <= 14:
        yield digits


def _phones(heard: Told, circle: Circle, memory: Memory) -> Iterable[Given]:
    asked: dict[str, Place] = {}
    for said, place in _spots(heard, _DIGITS):
        digits = re.sub(r"\D", "", said)
        if 10 <= len(digits) <= 24:
            for cut in _windows(digits, 10):
                asked.setdefault(cut, place)
    sql = """
        select people_phone(value), person_id from people_contactpoint
         where kind = 'phone' and people_phone(value) = any(%(asked)s)"""
    yield from _owned("phone", sql, asked, circle, memory)


def _emails(heard: Told, circle: Circle, memory: Memory) -> Iterable[Given]:
    asked = {said.lower(): place for said, place in _spots(heard, _EMAIL)}
    sql = """
        select lower(value), person_id from people_contactpoint
         where kind = 'email' and lower(value) = any(%(asked)s)"""
    yield from _owned("email", sql, asked, circle, memory)


def _owned(kind: str, sql: str, asked: dict[str, Place], circle: Circle, memory: Memory) -> Iterable[Given]:
    known: dict[str, list[int]] = memory.setdefault(kind, {})
    new = [each for each in asked if each not in known]
    if new:
        with connection.cursor() as cursor:
            cursor.execute(sql, {"asked": new})
            rows = cursor.fetchall()
        known.update({each: [] for each in new})
        for value, person in rows:
            known[value].append(person)
    for value, place in asked.items():
        owners = known[value]
        if owners and not set(owners) & circle.people:
            yield Given(kind, value, tuple(sorted(set(owners))), *place)


_AT: Final = """
select a.id, a.name, a.line, a.locality, a.postcode,
       array(select r.person_id from people_residence r where r.address_id = a.id
              union select c.child_id from people_placement c where c.address_id = a.id)
  from people_address a where a.postcode = any(%(postcodes)s)
union
select a.id, a.name, a.line, a.locality, a.postcode,
       array(select r.person_id from people_residence r where r.address_id = a.id
              union select c.child_id from people_placement c where c.address_id = a.id)
  from people_address a where (people_street(a.line) collate "C") = any(%(streets)s)
        and substring(a.line from '[0-9]+') = any(%(houses)s)
 limit %(most)s
"""


def postcodes_in(text: str) -> list[tuple[str, int, int]]:
    """The postcodes of a text as they are kept, and where each stands."""
    found = []
    for match in _POSTCODE.finditer(text):
        outward, inward = match.group(1).upper(), match.group(2).upper()
        inward = inward[0].replace("O", "0").replace("I", "1").replace("L", "1") + inward[1:]
        outward = re.sub(r"(?<=[A-Z])O(?=$|[0-9A-Z])", "0", outward) if len(outward) < 3 else outward
        found.append((f"{outward} {inward}", match.start(), match.end()))
    return found


def streets_in(text: str) -> list[tuple[str, list[str], int, int]]:
    """House numbers with every street that the words after them may be (letters only, short forms made long)."""
    found = []
    for match in _HOUSE.finditer(text):
        words = long_words(match.group(2))
        keys = ["".join(words[:count]) for count in range(1, min(len(words), 4) + 1)]
        found.append(
            (re.sub(r"\D", "", match.group(1)), [key for key in keys if len(key) > 4], match.start(), match.end())
        )
    return found


def _homes(heard: Told, circle: Circle, memory: Memory) -> Iterable[Given]:
    codes = [
        (code, (number, start, end))
        for number, text in enumerate(heard.plain)
        for code, start, end in postcodes_in(text)
    ]
    houses = [
        (house, keys, (number, start, end))
        for number, text in enumerate(heard.plain)
        for house, keys, start, end in streets_in(text)
        if keys
    ]
    given = {
        "postcodes": sorted({code for code, _ in codes}),
        "streets": sorted({key for _, keys, _ in houses for key in keys}),
        "houses": sorted({house for house, *_ in houses}),
        "most": _MOST_HOUSES,
    }
    rows = _places(given, memory)
    for address, name, line, locality, postcode, people in rows:
        if not people or address in circle.addresses or set(people) & circle.people:
            continue
        for _house, keys, (piece, start, end) in houses:
            said = heard.plain[piece][start : end + _NEXT]
            if _says(said, keys, line, locality, postcode):
                yield Given("home", f"address {address}", tuple(sorted(set(people))), piece, start, end)
                break
        else:
            near = next((place for code, place in codes if code == postcode), None)
            if near and place_given_away(_before(heard, near), name, line, locality, "") in {"street", "name"}:
                yield Given("home", f"address {address}", tuple(sorted(set(people))), *near)


def _places(given: dict[str, Any], memory: Memory) -> Sequence[tuple[Any, ...]]:
    key = repr(given)
    held: dict[str, Sequence[tuple[Any, ...]]] = memory.setdefault("homes", {})
    if key not in held:
        with connection.cursor() as cursor:
            cursor.execute(_AT, given)
            held[key] = cursor.fetchall()
    return held[key]


def _before(heard: Told, place: Place) -> str:
    piece, start, end = place
    return heard.plain[piece][max(0, start - 90) : end]


def _says(said: str, keys: Sequence[str], line: str, locality: str, postcode: str) -> bool:
    """The house and its street, with its own district or postcode after it: the same street stands in other towns."""
    words = long_words(line)
    street = "".join(word for word in words if not word[0].isdigit())
    if not any(key == street for key in keys) or place_given_away(said, "", line, "", "") != "street":
        return False
    after = long_words(said)
    bare = "".join(after)
    own = "".join(long_words(postcode))
    district = "".join(long_words(locality))
    return (bool(own) and own in bare) or (bool(district) and district in bare)


__all__ = ["Given", "facts_in", "postcodes_in", "streets_in"]
