"""What somebody typed into the search box: names, a birth date or an age, a number, a telephone, a place.

``ibrahim khan 3/11/2006``, ``Khan, Ibrahim``, ``3 Nov 06 khan``, ``031106 khan``, ``amira 14``, ``khan about 16``,
``943 476 5919``, ``A123456789012``, ``Khan, Aisha 3/4/07 B15``, ``12 Alum Rock Road``, ``re: Aisha KHAN (dob 3/4/07)``.
Day before month, always; both ways round are tried when both make a date. Nothing that can be typed is an error.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from righthelp.practice.people.typed_places import NOWHERE, Place, place_in

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
_NUMBERS: Final = re.compile(r"(?<![\w/])(\d{1,2}) ?[./\- ] ?(\d{1,2}) ?[./\- ] ?(\d{4}|\d{2})(?![\w/])")
_ISO: Final = re.compile(r"(?<!\w)(\d{4})-(\d{1,2})-(\d{1,2})(?!\w)")
_SAID: Final = re.compile(r"(?<!\w)(\d{1,2})(?:st|nd|rd|th)?[ \-]?([a-z]{3,9})[ \-,]*(\d{4}|\d{2})(?!\w)")
_RUN: Final = re.compile(r"(?<!\w)(\d{2})(\d{2})(\d{4}|\d{2})(?!\w)")
_MONTH: Final = re.compile(r"(?<!\w)(" + "|".join(_MONTHS) + r") (\d{4})(?!\w)")
_YEAR: Final = re.compile(r"(?<![\w/.\-])((?:19|20)\d{2})(?![\w/.\-])")
_AGE: Final = re.compile(
    r"(?<![\w/.\-])(about|approx|approximately|around|circa|c\.?)?\s*(?:aged?\s+)?(\d{1,2})\s*"
    r"(?:(?:years?|yrs?|y)(?:[ /\-]?(?:olds?|o))?)?(?![\w/\-])"
)
_YOUNG: Final = re.compile(r"(?<![\w/.\-])(?:aged? )?(\d{1,2}) ?(day|week|wk|month|mth)s?(?:[ \-]olds?)?(?!\w)")
_DAYS: Final = {"day": 1, "week": 7, "wk": 7, "month": 31, "mth": 31}
_NHS: Final = re.compile(r"(?<!\w)(\d{3})[ \-]?(\d{3})[ \-]?(\d{4})(?!\w)")
_UPN: Final = re.compile(r"(?<!\w)([a-z])[ \-]?((?:\d[ \-]?){11})([\da-z])(?!\w)")
_POLICE: Final = re.compile(r"(?<!\w)(\d{2}) ?/ ?(\d{3,7}) ?/ ?(\d{2}[a-z]?)(?!\w)")
_PHONE: Final = re.compile(r"(?<![\w+])(?:\+ ?44[ \-]?(?:\(0\))?|0044[ \-]?|0)((?:[ \-]?\d){9,10})(?!\w)")
_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’\-]*[^\W_])?", re.UNICODE)
_NOISE: Final = re.compile(
    r"(?<!\w)(?:d\.?o\.?b\.?|date of birth|born(?: on| in)?|nhs(?: no\.?| number)?|upn|police ref(?:erence)?|pnc|re:|"
    r"tel|phone|mob(?:ile)?|(?:also )?known as|a\.?k\.?a\.?|formerly|n[ée]e|lives at|living at|of(?= \d))(?!\w)[:.]?"
)
_TITLES: Final = frozenset(["mr", "mrs", "ms", "miss", "master", "dr"])
_LONGEST: Final = 120
_OLDEST: Final = 110
_UNCERTAIN: Final = timedelta(days=366)


@dataclass(frozen=True)
class Asked:
    """What is looked for. ``names`` are lower case; ``surname_first`` when a comma said so.

    ``span`` is the time of birth (first day, last day) that an age, a year or a month leaves; ``age`` in whole years.
    ``about``: the age was said to be a guess. ``phones`` are the last ten digits.
    """

    names: tuple[str, ...] = ()
    surname_first: bool = False
    birth_date: date | None = None
    numbers: tuple[str, ...] = ()
    age: int | None = None
    about: bool = False
    span: tuple[date, date] | None = None
    span_words: str = ""
    place: Place = field(default=NOWHERE)
    phones: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is too little to look for anybody: two letters, a date, a number or a street are needed."""
        enough = self.birth_date or self.numbers or self.phones or self.place.finds
        return not (enough or any(len(name) > 1 for name in self.names))

    @property
    def only_number(self) -> bool:
        """Whether nothing but numbers of other organisations was typed."""
        return bool(self.numbers) and not (self.names or self.birth_date or self.span or self.place.finds)

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
            ways += [(last, " ".join(self.names[:-1])), (self.names[1], first), (self.names[1], last)]
        return tuple(dict.fromkeys(ways))


def read(text: str, today: date) -> Asked:
    """Read what was typed; what cannot be read is left out."""
    rest = " ".join(text.lower().replace("’", "'").replace("(", " ").replace(")", " ").split())[:_LONGEST]
    rest = _NOISE.sub(" ", rest)
    numbers, rest = _shaped(rest)
    phones, rest = _taken(_PHONE, rest, lambda found: re.sub(r"\D", "", found.group(1))[-10:])
    born, rest = _birth_date(rest, today)
    nhs, rest = _taken(_NHS, rest, lambda found: "".join(found.groups()))
    place, rest = place_in(rest)
    span, age, about, words = None, None, False, ""
    if born is None:
        span, age, about, words, rest = _time_of_birth(rest, today)
    numbers += nhs
    for token in rest.split():
        bare = token.strip(",.;")
        if any(letter.isdigit() for letter in bare) and len(bare) >= 4:
            numbers.append(bare.upper())
            rest = rest.replace(token, " ")
    names, surname_first = _names(rest)
    return Asked(
        names=names,
        surname_first=surname_first,
        birth_date=born,
        numbers=tuple(dict.fromkeys(numbers)),
        age=age,
        about=about,
        span=span,
        span_words=words,
        place=place,
        phones=tuple(phones),
    )


def _names(text: str) -> tuple[tuple[str, ...], bool]:
    """The words of a name, and whether a comma said that the surname comes first."""
    before, comma, after = text.partition(",")
    surname, forenames = _WORD.findall(before), _WORD.findall(after)
    if len(surname) + len(forenames) > 2:
        surname = [word for word in surname if word not in _TITLES] or surname
        forenames = [word for word in forenames if word not in _TITLES] or forenames
    if comma and surname and forenames:
        return (" ".join(surname), *forenames[:4]), True
    return tuple([*surname, *forenames][:5]), False


def _shaped(text: str) -> tuple[list[str], str]:
    """Numbers that their shape tells: a pupil number, a police reference, with or without spaces."""
    pupils, text = _taken(_UPN, text, lambda found: re.sub(r"[ \-]", "", found.group()).upper())
    police, text = _taken(_POLICE, text, lambda found: "/".join(found.groups()).upper())
    return [*pupils, *police], text


def _taken(pattern: re.Pattern[str], text: str, make: Callable[[re.Match[str]], str]) -> tuple[list[str], str]:
    """What every match of ``pattern`` makes, and the text without them."""
    made = [make(found) for found in pattern.finditer(text)]
    return made, pattern.sub(" ", text) if made else text


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


def _time_of_birth(text: str, today: date) -> tuple[tuple[date, date] | None, int | None, bool, str, str]:
    """An age, a year or a month and year in place of a date: (span, age, whether a guess, in words, what is left)."""
    month = _MONTH.search(text)
    if month:
        year, number = int(month.group(2)), _MONTHS[month.group(1)]
        if today.year - _OLDEST <= year <= today.year + 1:
            last = monthrange(year, number)[1]
            words = f"born in {date(year, number, 1):%B %Y}"
            left = f"{text[: month.start()]} {text[month.end() :]}"
            return (date(year, number, 1), date(year, number, last)), None, False, words, left
    year_only = _YEAR.search(text)
    if year_only and today.year - _OLDEST <= int(year_only.group(1)) <= today.year + 1:
        year = int(year_only.group(1))
        left = f"{text[: year_only.start()]} {text[year_only.end() :]}"
        return (date(year, 1, 1), date(year, 12, 31)), None, False, f"born in {year}", left
    small = _YOUNG.search(text)
    if small:
        days = int(small.group(1)) * _DAYS[small.group(2)]
        span = (today - timedelta(days=days + max(14, days // 4)), today - timedelta(days=days * 3 // 4))
        return span, None, False, "a few months old", f"{text[: small.start()]} {text[small.end() :]}"
    found = _AGE.search(text)
    if found:
        age = int(found.group(2))
        about = bool(found.group(1))
        slack = 2 if about else 0
        first = _years_before(today, age + 1 + slack) + timedelta(days=1)
        last_day = _years_before(today, max(0, age - slack))
        words = f"{'about ' if about else ''}{age} years old"
        return (first, last_day), age, about, words, f"{text[: found.start()]} {text[found.end() :]}"
    return None, None, False, "", text


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def widened(span: tuple[date, date]) -> tuple[date, date]:
    """A time of birth with a year's slip either way: an age is remembered wrong by one more often than right."""
    return span[0] - _UNCERTAIN, span[1] + _UNCERTAIN


def slips_of(born: date, today: date) -> tuple[date, ...]:
    """The dates that one slip makes of a birth date: one digit wrong, two neighbouring digits swapped, day and month
    swapped, a year, a month or a few days off. Never the date itself, never one to come by more than a pregnancy."""
    written = f"{born:%d%m%Y}"
    forms = {written[2:4] + written[:2] + written[4:]}
    for place in range(8):
        if place not in (4, 5):  # nobody mistakes the century
            forms |= {written[:place] + digit + written[place + 1 :] for digit in "0123456789"}
        if place < 7 and place != 4:
            swapped = written[place + 1] + written[place]
            forms.add(written[:place] + swapped + written[place + 2 :])
    dates = {born + timedelta(days=days) for days in (-2, -1, 1, 2)}
    for form in forms:
        year = int(form[4:])
        try:
            dates.add(date(year, int(form[2:4]), int(form[:2])))
        except ValueError:
            continue
    for years in (-2, -1, 1, 2):
        try:
            dates.add(born.replace(year=born.year + years))
        except ValueError:
            continue
    latest = today + timedelta(days=300)
    return tuple(sorted(each for each in dates - {born} if each.year >= today.year - _OLDEST and each <= latest))
