"""How alike two names are, whatever alphabet, accents, particles or spelling they come in.

``plain`` takes a name down to letters of our alphabet, as the index does in SQL (``people_plain``); a :class:`Word` is
one name typed, ready to be compared with the thousands held. Every likeness has words for it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from righthelp.practice.people.search_spellings import other_forms

# Letters with accents, and what stands in for them; what has no counterpart (spaces, hyphens, apostrophes) goes. The
# same two lists stand in the SQL of the index (migration 0004): a test holds the two together.
ACCENTED: Final = (
    "áàâäãåāăąæçćčĉċďđðéèêëēĕėęěĝğġģĥħíìîïĩīĭįıĵķĺļľłñńņňóòôöõøōŏőœŕŗřśŝşšșßţťțŧúùûüũūŭůűųŵýÿŷźżžþ"
    "ÁÀÂÄÃÅĀĂĄÆÇĆČĈĊĎĐÐÉÈÊËĒĔĖĘĚĜĞĠĢĤĦÍÌÎÏĨĪĬĮİĴĶĹĻĽŁÑŃŅŇÓÒÔÖÕØŌŎŐŒŔŖŘŚŜŞŠȘŢŤȚŦÚÙÛÜŨŪŬŮŰŲŴÝŸŶŹŻŽÞ"
)
BASE: Final = (
    "aaaaaaaaaacccccdddeeeeeeeeegggghhiiiiiiiiijkllllnnnnoooooooooorrrssssssttttuuuuuuuuuuwyyyzzzt"
    "aaaaaaaaaacccccdddeeeeeeeeegggghhiiiiiiiiijkllllnnnnoooooooooorrrsssssttttuuuuuuuuuuwyyyzzzt"
)
DROPPED: Final = " -'’.,`"
_TO_PLAIN: Final = {ord(letter): base for letter, base in zip(ACCENTED, BASE, strict=True)} | {
    ord(mark): "" for mark in DROPPED
}
_APART: Final = re.compile(r"[ \-'’]+")
PARTICLES: Final = frozenset(
    [
        "al",
        "el",
        "ul",
        "ad",
        "an",
        "as",
        "ash",
        "o",
        "mc",
        "mac",
        "van",
        "von",
        "de",
        "der",
        "den",
        "du",
        "da",
        "di",
        "la",
        "le",
        "bin",
        "ibn",
        "bint",
        "abu",
        "abd",
        "umm",
        "ud",
        "st",
        "ter",
    ]
)
_DOUBLED: Final = re.compile(r"(.)\1+")
_UNVOWELLED: Final = re.compile(r"([^aeiou])(?=[^aeiou])")  # Arabic and Hebrew leave short vowels out
_VOWELS: Final = frozenset("aeiouy")
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"^kn", "n"), (r"^wr", "r"), (r"ck|q|kh|x(?=[aeiou])", "k"), (r"ch|sh|sch", "s"),
        (r"c(?=[eiy])", "s"), (r"c", "k"), (r"dh", "d"), (r"th", "t"), (r"[zj](?=h)", "z"), (r"gh", "g"),
        (r"z", "s"), (r"w", "v"), (r"(?<=[a-z])h", ""), (r"dj|j", "g"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Letters of our alphabet only, lower case; another script by how it sounds letter by letter."""
    lowered = text.translate(_TO_PLAIN).lower()
    if lowered.isascii():
        return lowered if lowered.isalpha() else "".join(each for each in lowered if each.isalpha())
    spelled = anyascii(lowered).lower()
    return "".join(each for each in spelled if each.isascii() and each.isalpha())


@lru_cache(maxsize=8192)
def parts(text: str) -> tuple[str, ...]:
    """The parts of a name of several (Smith-Jones, Al-Hashar, O'Neill, Anne Marie), plain; one for most."""
    return tuple(each for piece in _APART.split(text) if (each := plain(piece)))


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """How a plain name sounds, roughly: its consonants, those that sound alike made one."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    kept = "".join(letter for letter in word[1:] if letter not in _VOWELS)
    return _DOUBLED.sub(r"\1", ("a" if word[:1] in _VOWELS else word[:1]) + kept)


@lru_cache(maxsize=8192)
def _pairs(word: str) -> frozenset[str]:
    padded = f" {word} "
    return frozenset([padded[place : place + 2] for place in range(len(padded) - 1)])


class Word:
    """One name as typed, ready to be compared: its plain form, its parts, and the other forms of the same name."""

    __slots__ = ("_seen", "_unvowelled", "forms", "keys", "pairs", "parts", "plain", "sounds")

    def __init__(self, typed: str) -> None:
        self.plain = plain(typed)
        pieces = parts(typed)
        self.parts = pieces if len(pieces) > 1 else (self.plain,)
        self.forms = dict(other_forms(self.plain))
        keys = [self.plain, *([] if typed.isascii() else [typed, typed.title()])]
        words = [piece for piece in pieces if piece not in PARTICLES and len(piece) > 1] if len(pieces) > 1 else []
        if len(words) > 1:  # a double-barrelled name is also written the other way round
            keys.append("".join(reversed(words)))
        stem = _stem(self.plain) if len(pieces) == 1 else ""
        self.keys = tuple(dict.fromkeys([*keys, *words]))
        more = [stem] if stem else []
        if not typed.isascii():
            more.append(_UNVOWELLED.sub(r"\1a", self.plain))
        self.sounds = tuple(dict.fromkeys([self.plain, *words, *more]))
        self.pairs = _pairs(self.plain)
        self._unvowelled = _VOWELS.isdisjoint(self.plain)
        self._seen: dict[str, tuple[float, str]] = {}

    def alike(self, held: str) -> tuple[float, str]:
        """How alike a name held is, 0 to 1, and how: ``same``, ``sounds alike``, ``one letter different``, …"""
        found = self._seen.get(held)
        if found is None:
            found = self._seen[held] = self._compared(held)
        return found

    def _compared(self, held: str) -> tuple[float, str]:
        theirs = plain(held)
        if not theirs or not self.plain:
            return 0.0, ""
        if theirs == self.plain:
            return 1.0, "same"
        if theirs in self.forms:
            return 0.9, self.forms[theirs]
        several = len(self.parts) > 1 or not held.isalpha()
        if several and (found := self._by_parts(held)):
            return found
        if theirs.startswith(self.plain) and len(self.plain) > 1:
            return 0.75, "begins so"
        their_pairs = _pairs(theirs)
        share = 2 * len(self.pairs & their_pairs) / (len(self.pairs) + len(their_pairs))
        if share < 0.2:
            unwritten = self._unvowelled and skeleton(theirs) == skeleton(self.plain)
            return (0.75, "sounds alike") if unwritten else (0.0, "")
        slip = one_slip(self.plain, theirs)
        if slip:
            return (0.85 if len(self.plain) > 3 else 0.7), slip
        if skeleton(theirs) == skeleton(self.plain):
            return 0.75, "sounds alike"
        if share >= 0.55:
            return 0.7, "almost the same"
        return (0.45, "alike") if share >= 0.3 else (0.0, "")

    def _by_parts(self, held: str) -> tuple[float, str] | None:
        """Double-barrelled names and those with a particle: by their parts, in either order."""
        mine = [each for each in self.parts if each not in PARTICLES] or list(self.parts)
        theirs = [each for each in parts(held) if each not in PARTICLES] or list(parts(held))
        if set(mine) == set(theirs):
            return 0.95, "same but for how it is joined"
        if set(mine) & set(theirs):
            return 0.82, "one part the same"
        stem = _stem(self.plain)
        if stem and stem in theirs:
            return 0.9, "same but for how it is joined"
        return max(
            ((0.7, "one part almost the same") for one in mine for other in theirs if one_slip(one, other)),
            default=None,
        )


def _stem(word: str) -> str:
    """A name run together with its particle, without it: ``alhashar`` -> ``hashar``, ``oneill`` -> ``neill``."""
    for particle in ("al", "el", "mac", "mc", "o"):
        rest = word.removeprefix(particle)
        if rest != word and len(rest) >= 4:
            return rest
    return ""


def one_slip(one: str, other: str) -> str:
    """Which single slip of the hand makes one plain word of the other, in words; empty for none or more than one."""
    if min(len(one), len(other)) < 3 or abs(len(one) - len(other)) > 1:
        return ""
    start = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        start += 1
    a, b = one[start:], other[start:]
    if len(a) == len(b):
        if a[1:] == b[1:]:
            return "one letter different"
        if len(a) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]:
            return "two letters swapped"
        return ""
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return ("one letter too many" if longer is a else "one letter left out") if longer[1:] == shorter else ""


def joined_particles(names: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name with particles joined to what follows: al hashar -> al-hashar, van der berg -> one word."""
    made: list[str] = []
    waiting: list[str] = []
    for name in names:
        if name in PARTICLES:
            waiting.append(name)
        else:
            made.append("-".join([*waiting, name]))
            waiting = []
    return (*made, *waiting)
