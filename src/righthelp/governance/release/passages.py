"""Passages: what this recipient's copy must not have although the record does, and text pasted from other records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from righthelp.foundation.documents.gate import Asked, Finding
from righthelp.foundation.documents.words import Told
from righthelp.governance.release.texts import PASSAGE, Passage, alike, words_of

_SHORT: Final = 5
"""Words of a passage that is kept from this recipient: fewer than of one from elsewhere, for it is about them."""
_MANY: Final = 3
"""Other children's records that share a passage: then it is a phrase that everybody writes."""


_NOT_REPEATED: Final = "The words are not repeated here."


class _Heard:
    """The words of a copy with the place of every few of them, to find shared runs at once."""

    def __init__(self, heard: Told, size: int) -> None:
        self.heard, self.size = heard, size
        self.at: dict[tuple[str, ...], int] = {}
        texts = [word.text for word in heard.words]
        for start in range(len(texts) - size + 1):
            self.at.setdefault(tuple(texts[start : start + size]), start)

    def runs(self, text: str) -> list[tuple[str, ...]]:
        """The runs of words that ``text`` shares with the copy; of a text too short for one, the whole of it."""
        words = words_of(text)
        found = [tuple(words[at : at + self.size]) for at in range(len(words) - self.size + 1)]
        return [run for run in found if run in self.at]


def withheld(heard: Told, asked: Asked, now: datetime) -> Iterable[Finding]:
    """What this copy must not have: parts that are confidential, or about a child who is not this recipient's."""
    if not asked.withheld:
        return
    words = _Heard(heard, _SHORT)
    for number, part in enumerate(asked.withheld):
        runs = words.runs(part.text)
        own = words_of(part.text)
        if not runs and 2 < len(own) < _SHORT:
            runs = _Heard(heard, len(own)).runs(part.text)
            words_at = _Heard(heard, len(own)).at
        else:
            words_at = words.at
        if runs:
            why = f"{part.what}: this recipient’s copy must not have it."
            where = heard.where(words_at[run] for run in runs)
            yield Finding("withheld", f"part {number}", why, where, _NOT_REPEATED, absolute=True)


def pasted(heard: Told, asked: Asked, now: datetime) -> Iterable[Finding]:
    """Passages that stand in the record of a child whom this document is not about."""
    words = _Heard(heard, PASSAGE)
    passages = _remembered(heard, asked)
    subjects = set(asked.subjects)
    own = {run for each in passages if each.children & subjects for run in words.runs(each.text)}
    shared: dict[tuple[str, ...], set[frozenset[int]]] = {}
    foreign: list[tuple[Passage, list[tuple[str, ...]]]] = []
    for each in passages:
        if each.children and not each.children & subjects:
            runs = words.runs(each.text)
            foreign.append((each, runs))
            for run in runs:
                shared.setdefault(run, set()).add(each.children)
    for each, runs in foreign:
        telling = [run for run in runs if run not in own and len(shared[run]) <= _MANY]
        if telling:
            first = words.at[telling[0]]
            why = f"These words stand in {each.words} of a child whom this document is not about."
            where = heard.where(words.at[run] for run in telling)
            said = heard.around(first, first + PASSAGE - 1)
            yield Finding("pasted", f"{each.table} {each.row}", why, where, said[:300])


def _remembered(heard: Told, asked: Asked) -> Sequence[Passage]:
    """The record's texts that share something with the copy; copies that say the same are asked about once."""
    known: dict[int, Sequence[Passage]] = asked.memory.setdefault("passages", {})
    text = "\n".join(
        plain for piece, plain in zip(heard.pieces, heard.plain, strict=True) if len(plain.split()) >= _SHORT
    )
    key = hash(text)
    if key not in known:
        known[key] = alike(text)
    return known[key]


__all__ = ["pasted", "withheld"]
