"""What somebody typed into the search box: names, a birth date the way people write it, or a number.

``ibrahim khan 3/11/2006``, ``Khan, Ibrahim``, ``3 Nov 06 khan``, ``031106 khan``, ``943 476 5919``, ``A123456789012``.
Day before month, always; both ways round are tried when both make a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMBERS: Final = re.compile(r"(?<!\w)(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})(?!\w)")
_ISO: Final = re.compile(r"(?<!\w)(\d{4})-(\d{1,2})-(\d{1,2})(?!\w)")
_SAID: Final = re.compile(r"(?<!\w)(\d{1,2})(?:st|nd|rd|th)?[ \-]?([a-z]{3,9})[ \-,]*(\d{4}|\d{2})(?!\w)")
_RUN: Final = re.compile(r"(?<!\w)(\d{2})(\d{2})(\d{4}|\d{2})(?!\w)")
_NHS: Final = re.compile(r"(?<!\w)(\d{3})[ \-]?(\d{3})[ \-]?(\d{4})(?!\w)")
_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’\-]*[^\W_])?", re.UNICODE)
_LONGEST: Final = 120


@dataclass(frozen=True)
class Asked:
    """What is looked for. ``names`` are lower case; ``surname_first`` when a comma said so."""

    names: tuple[str, ...] = ()
    surname_first: bool = False
    birth_date: date | None = None
    numbers: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is too little to look for anybody: at least two letters, a date or a number are needed."""
        return not (self.birth_date or self.numbers or any(len(name) > 1 for name in self.names))

    @property
    def swapped(self) -> date | None:
        """The birth date with day and month the other way round, where that is another real date."""
        born = self.birth_date
        if born is None or born.day > 12 or born.day == born.month:
            return None
        return born.replace(day=born.month, month=born.day)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every way to read the names as (forename, surname): the last word the surname, then the first."""
        if len(self.names) < 2:
            return ()
        first, last = self.names[0], self.names[-1]
        if self.surname_first:
            return ((self.names[1], first),)
        ways = [(first, last), (last, first)]
        if len(self.names) > 2:
            ways += [(first, " ".join(self.names[1:])), (" ".join(self.names[:-1]), last)]
        return tuple(dict.fromkeys(ways))

    @property
    def surnames(self) -> tuple[str, ...]:
        """The words that may be the surname."""
        if self.surname_first:
            return self.names[:1]
        return tuple(dict.fromkeys([*(surname for _, surname in self.pairs), *self.names]))


def read(text: str, today: date) -> Asked:
    """Read what was typed. Nothing that can be typed is an error; what cannot be read is left out."""
    rest = " ".join(text.lower().replace("’", "'").split())[:_LONGEST]
    born, rest = _birth_date(rest, today)
    numbers: list[str] = []
    nhs = _NHS.search(rest)
    if nhs:
        numbers.append("".join(nhs.groups()))
        rest = rest[: nhs.start()] + " " + rest[nhs.end() :]
    for token in rest.split():
        bare = token.strip(",.;")
        if any(letter.isdigit() for letter in bare) and len(bare) >= 4:
            numbers.append(bare.upper())
            rest = rest.replace(token, " ")
    surname, comma, forenames = rest.partition(",")
    names = [*_WORD.findall(surname), *_WORD.findall(forenames)]
    if comma and len(_WORD.findall(surname)) > 1:
        names = [" ".join(_WORD.findall(surname)), *_WORD.findall(forenames)]
    return Asked(
        tuple(names[:5]),
        bool(comma and _WORD.search(surname) and _WORD.search(forenames)),
        born,
        tuple(dict.fromkeys(numbers)),
    )


def _birth_date(text: str, today: date) -> tuple[date | None, str]:
    for pattern, order in ((_ISO, "ymd"), (_NUMBERS, "dmy"), (_SAID, "dmy"), (_RUN, "dmy")):
        for found in pattern.finditer(text):
            parts = dict(zip(order, found.groups(), strict=True))
            month = _MONTHS.get(parts["m"]) if parts["m"].isalpha() else int(parts["m"])
            born = _date(parts["y"], month, int(parts["d"]), today) if month else None
            if born:
                return born, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _date(year: str, month: int, day: int, today: date) -> date | None:
    full = int(year)
    if len(year) == 2:
        full += 2000 if full <= today.year % 100 + 1 else 1900
    for first, second in ((month, day), (day, month)):  # an American form carries its date over when only that exists
        try:
            return date(full, first, second)
        except ValueError:
            continue
    return None
