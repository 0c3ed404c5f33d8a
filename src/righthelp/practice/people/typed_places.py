"""Places in what somebody typed: ``12 Alum Rock Road``, ``B28 4KC``, ``B15``, ``Cherrymoor House``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SHORT: Final = {
    "rd": "road",
    "st": "street",
    "str": "street",
    "ln": "lane",
    "ave": "avenue",
    "av": "avenue",
    "cl": "close",
    "cres": "crescent",
    "dr": "drive",
    "gr": "grove",
    "gdns": "gardens",
    "sq": "square",
    "terr": "terrace",
    "pl": "place",
    "ct": "court",
}
_KINDS: Final = frozenset(
    [
        "road",
        "street",
        "lane",
        "avenue",
        "close",
        "crescent",
        "drive",
        "grove",
        "gardens",
        "square",
        "terrace",
        "place",
        "court",
        "way",
        "walk",
        "hill",
        "green",
        "park",
        "rise",
        "view",
        "mews",
        "row",
        "croft",
        "parade",
    ]
) | frozenset(_SHORT)
_HOMES: Final = frozenset(["house", "lodge", "hostel"])
_FULL: Final = re.compile(r"(?<!\w)([a-z]{1,2}\d[\da-z]?) ?(\d[a-z]{2})(?!\w)")
_PART: Final = re.compile(r"(?<!\w)([a-z]{1,2}\d{1,2}[a-z]?)(?: (\d))?(?![\w/])")
_NUMBERED: Final = re.compile(
    r"(?<![\w/])(?:flat \w+,? )?(\d{1,4}[a-z]?),? ((?:[a-z'\-]+ ){1,3}?)(" + "|".join(sorted(_KINDS)) + r")(?!\w)\.?"
)
_LONGEST_STREET: Final = 3


@dataclass(frozen=True)
class Place:
    """A place: ``house`` number, every ``street`` the words may be (letters only), ``postcode`` as written on letters,
    ``district`` its beginning (``B15`` or ``B15 2``), ``home`` the name of a home (letters only)."""

    house: str = ""
    streets: tuple[str, ...] = ()
    postcode: str = ""
    district: str = ""
    home: str = ""

    @property
    def finds(self) -> bool:
        """Whether it is narrow enough to look people up by; a district alone is not."""
        return bool(self.streets or self.postcode or self.home)


NOWHERE: Final = Place()


def place_in(text: str) -> tuple[Place, str]:
    """The place that lower-case ``text`` names, and the text without it."""
    streets: tuple[str, ...] = ()
    house, postcode, district, home = "", "", "", ""
    full = _FULL.search(text)
    if full:
        postcode = f"{full.group(1)} {full.group(2)}".upper()
        text = _without(text, full)
    numbered = _NUMBERED.search(text)
    if numbered:
        house = numbered.group(1)
        streets = (_letters(numbered.group(2) + _whole(numbered.group(3))),)
        text = _without(text, numbered)
    else:
        streets, text = _street_without_number(text)
    part = None if full else _PART.search(text)
    if part:
        district = (part.group(1) + (f" {part.group(2)}" if part.group(2) else "")).upper()
        text = _without(text, part)
    if not streets:
        home, text = _home(text)
    if not (postcode or streets or district or home):
        return NOWHERE, text
    return Place(house, streets, postcode, district, home), text


def _street_without_number(text: str) -> tuple[tuple[str, ...], str]:
    """A street at the end of a part between commas: its last words, one to three before its kind. Which of them are a
    person's name nobody can tell, so those further than one word before the kind stay names too."""
    for piece in text.split(","):
        words = piece.split()
        if len(words) < 2 or words[-1] not in _KINDS or words[-1] in {"st", "dr", "pl", "ct"} or len(words) > 6:
            continue
        kind = _whole(words[-1])
        streets = tuple(
            _letters(" ".join([*words[-1 - count : -1], kind]))
            for count in range(1, min(_LONGEST_STREET, len(words) - 1) + 1)
        )
        alone = "," in text or len(words) <= _LONGEST_STREET
        left = "" if alone else " ".join(words[:-2])
        return streets, text.replace(piece, f" {left} ", 1)
    return (), text


def _home(text: str) -> tuple[str, str]:
    words = text.replace(",", " , ").split()
    for index, word in enumerate(words):
        if word in _HOMES and index and words[index - 1].isalpha():
            home = words[index - 1] + word
            return home, " ".join([*words[: index - 1], *words[index + 1 :]])
    return "", text


def _whole(kind: str) -> str:
    return _SHORT.get(kind, kind)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
