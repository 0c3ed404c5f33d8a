"""Finding a protected address in any text: what every document, letter and message is held against before it leaves.

Text is compared in words that do not depend on how it is written: case, accents, punctuation, line ends, ``Rd`` for
``Road``, ``twelve`` for ``12``, a slip of one letter in a street's name, a postcode with or without its space or with
O for 0. A document may say a district alone; house and street together, street and district together, or the postcode,
give the place away.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Q, QuerySet

from righthelp.practice.people.models import MustNotKnow, Residence

_SHORT: Final = {
    "rd": "road", "st": "street", "str": "street", "ln": "lane", "ave": "avenue", "av": "avenue", "cl": "close",
    "cres": "crescent", "dr": "drive", "drv": "drive", "gr": "grove", "grv": "grove", "gdns": "gardens",
    "gdn": "gardens", "sq": "square", "ter": "terrace", "terr": "terrace", "pl": "place", "ct": "court",
    "hse": "house", "apt": "flat", "apartment": "flat", "pk": "park", "cott": "cottage", "nr": "near", "hts": "heights",
}  # fmt: skip
_UNITS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_NOISE: Final = frozenset({"no", "number", "the", "at", "of"})
_LETTERS: Final = str.maketrans({"0": "o", "1": "i", "l": "i", "5": "s", "8": "b"})
_NEAR: Final = 8  # words between a street and its district


@dataclass(frozen=True)
class Recipient:
    """Whom a text is for: somebody on the register, or an organisation or person in words. With neither, nobody in
    particular, and so nobody who may know any protected address."""

    person: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Secret:
    """A protected address found in a text: whose it is, and by what it was found (``postcode``, ``street``,
    ``district``). It does not hold the address."""

    person: int
    residence: int
    by: str


def must_not_reach(text: str | bytes, recipient: Recipient) -> list[Secret]:
    """The protected addresses in ``text`` that ``recipient`` must not learn; empty when it may go as far as they are
    concerned. Two queries.

    For somebody who is on a list of who must not know: the addresses kept from them, past ones since then included.
    For words, those kept from anybody so described. For a recipient of neither kind: every protected address.
    """
    return found_in(text, kept_from(recipient))


def kept_from(recipient: Recipient) -> QuerySet[Residence]:
    """The homes whose address must not reach this recipient."""
    if recipient.person is None and not recipient.words.strip():
        return Residence.objects.filter(protected=True, address__isnull=False)
    listed = MustNotKnow.objects.filter(ends__isnull=True)
    if recipient.person is not None:
        listed = listed.filter(other_id=recipient.person)
    else:
        asked = " ".join(_words(recipient.words))
        ids = [
            row.pk
            for row in listed.filter(other__isnull=True)
            if " ".join(_words(row.words)) in asked or asked in " ".join(_words(row.words))
        ]
        listed = listed.filter(pk__in=ids)
    kept = Q(pk__in=[])
    for person, since in listed.values_list("person_id", "starts"):
        kept |= Q(person_id=person, ends__isnull=True) | Q(person_id=person, ends__gt=since)
    return Residence.objects.filter(kept, address__isnull=False)


def found_in(text: str | bytes, homes: QuerySet[Residence]) -> list[Secret]:
    """Which of ``homes`` the text gives away. One query."""
    said = _words(_plain(text))
    if not said:
        return []
    joined = "".join(said).translate(_LETTERS)
    places = homes.values_list(
        "person_id", "pk", "address__name", "address__line", "address__locality", "address__postcode"
    )
    found = []
    for person, residence, name, line, locality, postcode in places.order_by("person_id", F("pk")):
        by = _gives_away(said, joined, name, line, locality, postcode)
        if by:
            found.append(Secret(person, residence, by))
    return found


def place_given_away(text: str, name: str, line: str, locality: str, postcode: str) -> str:
    """By what a text gives away one place (``postcode``, ``street``, ``name``, ``district``); else nothing."""
    said = long_words(text)
    return _gives_away(said, "".join(said).translate(_LETTERS), name, line, locality, postcode) if said else ""


def long_words(text: str) -> list[str]:
    """The words of a text as places are compared: small letters, long forms for short ones, figures for numbers."""
    return _words(_plain(text))


def _gives_away(said: list[str], joined: str, name: str, line: str, locality: str, postcode: str) -> str:
    code = "".join(_words(postcode)).translate(_LETTERS)
    if len(code) >= 5 and code in joined:
        return "postcode"
    street = [word for word in _words(line) if word not in _NOISE]
    if len(street) > 1 and _stands_in(said, street):
        return "street"
    home = _words(name)
    if len(home) > 1 and _stands_in(said, home):
        return "name"
    named = [word for word in street if not word[0].isdigit() and word != "flat"]
    district = _words(locality)
    if len(named) > 1 and district:
        for place in _places(said, named):
            around = said[max(0, place - _NEAR) : place + len(named) + _NEAR]
            if any(_places(around, district)):
                return "district"
    return ""


def _plain(text: str | bytes) -> str:
    if isinstance(text, str):
        return html.unescape(re.sub(r"<[^<>]{0,2000}>", " ", text)) if "<" in text else html.unescape(text)
    encoding = "utf-16" if text[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        decoded = text.decode(encoding)
    except UnicodeDecodeError:
        decoded = text.decode("latin-1")
    return _plain(decoded)


def _words(text: str) -> list[str]:
    """Lower-case words without accents or marks, long forms for short ones, figures for numbers in words."""
    flat = unicodedata.normalize("NFKD", text).casefold()
    flat = "".join(each for each in flat if not unicodedata.combining(each) and unicodedata.category(each) != "Cf")
    flat = re.sub(r"(?<=\w)['’`](?=\w)", "", flat)
    found: list[str] = []
    for word in re.findall(r"[a-z]+|\d+", re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", flat)):
        word = _SHORT.get(word, word)
        number = _UNITS.index(word) if word in _UNITS else _TENS.get(word)
        if number is None:
            found.append(word)
        elif found and number < 10 and found[-1] in map(str, _TENS.values()) and word in _UNITS:
            found[-1] = str(int(found[-1]) + number)
        else:
            found.append(str(number))
    return found


def _stands_in(said: list[str], wanted: list[str]) -> bool:
    return next(iter(_places(said, wanted)), None) is not None


def _places(said: list[str], wanted: list[str]) -> Iterable[int]:
    """Where ``wanted`` stands in ``said``, word for word but for small words between and one slip in a long word."""
    for start in range(len(said)):
        if not _alike(said[start], wanted[0]):
            continue
        at, met = start + 1, 1
        while met < len(wanted) and at < len(said) and at - start < len(wanted) + 3:
            if _alike(said[at], wanted[met]):
                met += 1
            elif said[at] not in _NOISE and said[at] != "flat":
                break
            at += 1
        if met == len(wanted):
            yield start


def _alike(said: str, wanted: str) -> bool:
    """The same word, or one letter different, missing, doubled or changed over in a word of five letters or more."""
    if said == wanted:
        return True
    if len(wanted) < 5 or wanted.isdigit() or abs(len(said) - len(wanted)) > 1 or said[:1] != wanted[:1]:
        return False
    if len(said) == len(wanted):
        wrong = [place for place, (one, two) in enumerate(zip(said, wanted, strict=True)) if one != two]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return len(wrong) == 1 or (
            swapped and said[wrong[0]] == wanted[wrong[1]] and said[wrong[1]] == wanted[wrong[0]]
        )
    short, long = sorted((said, wanted), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


__all__ = ["Recipient", "Secret", "found_in", "kept_from", "long_words", "must_not_reach", "place_given_away"]
