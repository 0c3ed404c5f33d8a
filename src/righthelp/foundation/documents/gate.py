"""The gate through which a document leaves: what a kind of document is, whom a copy is for, what is found in it.

The gate knows nothing of what documents are about. ``site`` installs the kinds and the detectors by an explicit list
(:func:`configure`). A kind builds the tree for one subject and *one* recipient: what this recipient may not have is not
in the tree, so no rendering can show it. Detectors then look through the finished file, wherever it can say something.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Protocol

from righthelp.foundation.documents.pdf import pdf
from righthelp.foundation.documents.reading import Piece, pieces_of
from righthelp.foundation.documents.tree import Document
from righthelp.foundation.documents.word import docx
from righthelp.foundation.documents.words import Told, told

PDF, WORD = "pdf", "docx"
FORMATS: Mapping[str, Callable[[Document], bytes]] = {PDF: pdf, WORD: docx}
PICTURE = "jpg"
MEDIA: Mapping[str, str] = {
    PICTURE: "image/jpeg",
    PDF: "application/pdf",
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Addressee:
    """Somebody who gets a copy. ``key`` names them in the source, ``capacity`` says as whom they get it.

    ``person`` and ``worker`` where they are known as such; ``words`` describe anybody else. ``confidential``: with what
    is kept for few. ``only``: the subjects they may read about where there are several; empty for all of them.
    ``address``: the lines under the name, for posting.
    """

    key: str
    name: str
    capacity: str
    person: int | None = None
    worker: int | None = None
    words: str = ""
    confidential: bool = False
    only: tuple[int, ...] = ()
    address: tuple[str, ...] = ()

    @property
    def print(self) -> str:
        """A number for all that decides what they get: when it changes, a copy made before is no longer theirs."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True)
class LeftOut:
    """Somebody on the list who gets no copy, and why; or ``missed``, who is not on it and might belong there."""

    name: str
    why: str
    missed: bool = False


@dataclass(frozen=True)
class Recipients:
    """Who gets a copy now, who of the list does not, and who may have been forgotten."""

    getting: tuple[Addressee, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Withheld:
    """A passage that one recipient's copy does not have: what it is, and its words, so that a detector can look for
    them in the finished copy."""

    what: str
    text: str


@dataclass(frozen=True)
class Attached:
    """A file that goes with a document: its format (``pdf``, ``docx`` or ``jpg``) and its bytes as they go out."""

    format: str
    body: bytes


@dataclass(frozen=True)
class Source:
    """What a document is made from, as it is now: whom it is about, what it is called, and who wrote it (accounts), so
    that none of them releases it. ``why_not``: a reason why no copy may be made of it yet."""

    title: str
    subjects: tuple[int, ...]
    writers: tuple[int, ...]
    page: str = ""
    why_not: str = ""


class Kind(Protocol):
    """A kind of document."""

    code: str
    name: str
    purpose: str
    basis: str

    def source(self, pk: int) -> Source | None:
        """What it is made from; None when there is no such thing."""

    def recipients(self, pk: int, now: datetime) -> Recipients:
        """Who gets a copy, from the record as it is at ``now``."""

    def tree(self, pk: int, to: Addressee, now: datetime) -> Document:
        """The document for one recipient: what they may not have is not in it."""

    def withheld(self, pk: int, to: Addressee) -> Sequence[Withheld]:
        """What the record has and this recipient's copy must not."""

    def attached(self, pk: int, to: Addressee) -> Sequence[Attached]:
        """Files that go with this recipient's copy, each read as the document itself is."""

    def may_open(self, pk: int, account: Any, *, confidential: bool) -> bool:
        """Whether an account may open a copy here: one with what is kept for few is open to few."""

    def given_out(self, pk: int, by: Any, now: datetime) -> None:
        """Every copy has been given out: for whoever counts the days until then."""


@dataclass(frozen=True)
class Finding:
    """Something in a copy that must not go out unquestioned. ``what`` names the fact, so that it counts once however
    often it stands there; ``said`` are the words around it. ``absolute``: no reason makes it right."""

    kind: str
    what: str
    why: str
    where: str
    said: str
    absolute: bool = False


@dataclass(frozen=True)
class Asked:
    """What detectors know of a copy: whom it is for, whom it is about, what it must not have; and what they looked up
    for the copies before it (``memory``)."""

    to: Addressee
    subjects: tuple[int, ...]
    withheld: tuple[Withheld, ...] = ()
    invited: tuple[Addressee, ...] = ()
    memory: dict[str, Any] = field(default_factory=dict, compare=False)


Detector = Callable[[Told, Asked, datetime], Sequence[Finding]]


@dataclass
class _Gate:
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    detectors: Sequence[Detector] = ()


_gate = _Gate()


def configure(*, kinds: Sequence[Kind], detectors: Sequence[Detector]) -> None:
    """Install the kinds of document and the detectors; called once by ``site`` when it starts."""
    _gate.kinds = {kind.code: kind for kind in kinds}
    _gate.detectors = tuple(detectors)


def kinds() -> Mapping[str, Kind]:
    """Every kind of document, by its code."""
    return _gate.kinds


def found_in(data: bytes, name: str, asked: Asked, now: datetime, *, tree: Document | None = None) -> list[Finding]:
    """What detectors find in a finished file called ``name``: in every place of it, and in its tree."""
    pieces = pieces_of(data, name)
    if tree is not None:
        pieces.append(Piece("the text", text_of(tree), seen=True))
    heard = told(pieces)
    return merged(found for detector in _gate.detectors for found in detector(heard, asked, now))


def merged(findings: Any) -> list[Finding]:
    """Each fact once, with every place it stands in; the gravest first."""
    once: dict[tuple[str, str], Finding] = {}
    for each in findings:
        key = (each.kind, each.what)
        held = once.get(key)
        if held is None:
            once[key] = each
        else:
            places = dict.fromkeys([*held.where.split(", "), *each.where.split(", ")])
            once[key] = Finding(
                each.kind, each.what, held.why, ", ".join(places), held.said, held.absolute or each.absolute
            )
    return sorted(once.values(), key=lambda each: (not each.absolute, each.kind, each.what))


def text_of(document: Document) -> str:
    """All words of a tree, block by block."""
    from righthelp.foundation.documents.tree import Chart, Grid, Listing, Points

    lines = [document.title, document.author, *document.about]
    for block in document.blocks:
        grid = block.grid if isinstance(block, Chart) else block
        if isinstance(block, Chart):
            lines += [block.title, block.alt]
        if isinstance(grid, Grid | Listing):
            lines += [grid.title, *grid.columns, *(" ".join(row) for row in grid.rows)]
        elif isinstance(grid, Points):
            lines += grid.items
        else:
            lines.append(grid.text)
    return "\n".join(lines)


def digest(document: Document) -> str:
    """A number for all a tree says, without its stamp."""
    return hashlib.sha256(text_of(document).encode()).hexdigest()


def sealed(data: bytes) -> str:
    """The SHA-256 of a finished file, by which it is known again."""
    return hashlib.sha256(data).hexdigest()


__all__ = [
    "FORMATS",
    "MEDIA",
    "PDF",
    "PICTURE",
    "WORD",
    "Addressee",
    "Asked",
    "Attached",
    "Detector",
    "Finding",
    "Kind",
    "LeftOut",
    "Recipients",
    "Source",
    "Withheld",
    "configure",
    "digest",
    "found_in",
    "kinds",
    "merged",
    "sealed",
    "text_of",
]
