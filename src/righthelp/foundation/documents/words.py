"""A text as detectors read it: letters of other alphabets that look like ours, letters set apart, words run together
and invisible signs are undone first, and every word knows where in the file it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from anyascii import anyascii

from righthelp.foundation.documents.reading import Piece

_LOOK: Final = str.maketrans(
    "АВЕКМНОРСТУХЅІЈаеорсухѕіјԁһкмтвнгԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχɑɡıⅼ",
    "ABEKMHOPCTYXSIJaeopcyxsijdhkmtbhrqwABEZHIKMNOPTYXaeiknoptuxagil",
)
"""Letters of other alphabets that cannot be told from ours by looking."""
_APART: Final = re.compile(r"(?<![^\W_])(?:[^\W_][ .·\-]{1,2}){3,}[^\W_](?![^\W_])")
_JOINT: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_WORD: Final = re.compile(r"[^\W_]+")
_ALONE: Final = re.compile(r"(?<![^\W_])[^\W_](?![^\W_])")
_AROUND: Final = 6


def unmasked(text: str) -> str:
    """``text`` in plain letters, whatever was done to them; its words stand in the same order."""
    flat = unicodedata.normalize("NFKC", text)
    flat = "".join(each for each in flat if unicodedata.category(each) != "Cf")
    if not flat.isascii():
        flat = re.sub(r"[^\W_]+", _latin, flat)
    flat = re.sub(r"(?<=[^\W\d_])[-‐‑]\s*\n\s*(?=[a-z])", "", flat)
    if len(_ALONE.findall(flat)) * 3 > 2 * len(_WORD.findall(flat)) > 12:
        flat = re.sub(r"(?<=[^\W_]) (?=[^\W_](?![^\W_]))", "", flat)
    flat = _APART.sub(lambda found: re.sub(r"[ .·\-]", "", found.group()), flat)
    return re.sub(r"(?<=\w)['’‘`´](?=\w)", "", _JOINT.sub(" ", flat))


def _latin(found: re.Match[str]) -> str:
    word = found.group()
    if word.isascii():
        return word
    alike = word.translate(_LOOK)
    if alike.isascii():
        return alike
    plain = "".join(each for each in unicodedata.normalize("NFKD", alike) if not unicodedata.combining(each))
    return plain if plain.isascii() else anyascii(plain)


@dataclass(frozen=True)
class Word:
    """A word in small plain letters; whether it was written with a capital; in which piece and where it stands."""

    text: str
    capital: bool
    piece: int
    start: int
    end: int


@dataclass(frozen=True)
class Told:
    """All that a copy says: its pieces, unmasked, and their words in order."""

    pieces: tuple[Piece, ...]

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Each piece's text, unmasked."""
        return tuple(unmasked(piece.text) for piece in self.pieces)

    @cached_property
    def text(self) -> str:
        """Everything, one piece a line."""
        return "\n".join(self.plain)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word."""
        return tuple(
            Word(found.group().lower(), found.group()[0].isupper(), number, found.start(), found.end())
            for number, text in enumerate(self.plain)
            for found in _WORD.finditer(text)
        )

    @cached_property
    def _spans(self) -> dict[int, tuple[int, int]]:
        spans: dict[int, tuple[int, int]] = {}
        for number, word in enumerate(self.words):
            spans[word.piece] = (spans.get(word.piece, (number, 0))[0], number + 1)
        return spans

    def span_of(self, piece: int) -> tuple[int, int]:
        """From which word to which (half open) a piece reaches."""
        return self._spans.get(piece, (0, 0))

    def around(self, first: int, last: int) -> str:
        """The words from ``first`` to ``last`` (by number) as they stand, with a few on either side."""
        start, end = self.words[first], self.words[last]
        before, after = first, last
        while before > 0 and first - before < _AROUND and self.words[before - 1].piece == start.piece:
            before -= 1
        while after + 1 < len(self.words) and after - last < _AROUND and self.words[after + 1].piece == end.piece:
            after += 1
        if start.piece != end.piece:
            return f"{self.plain[start.piece][start.start : start.end]} … {self.plain[end.piece][end.start : end.end]}"
        return " ".join(self.plain[start.piece][self.words[before].start : self.words[after].end].split())

    def where(self, numbers: Iterable[int]) -> str:
        """The places in which these words stand, each once."""
        return ", ".join(dict.fromkeys(self.pieces[self.words[number].piece].where for number in numbers))


def told(pieces: Sequence[Piece]) -> Told:
    """The pieces as detectors read them; the same words at the same place are read once."""
    once = {(piece.where, piece.text): piece for piece in pieces if piece.text.strip() or piece.unreadable}
    return Told(tuple(once.values()))


__all__ = ["Told", "Word", "told", "unmasked"]
