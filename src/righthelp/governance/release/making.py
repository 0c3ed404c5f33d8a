"""Making the copies: for each recipient the tree, the stamped files, and what is found in them. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.documents.gate import (
    FORMATS,
    Addressee,
    Asked,
    Finding,
    Kind,
    Source,
    digest,
    found_in,
    merged,
    sealed,
)

_FILE_NAMES: Final = {"minutes": "minutes", "plan": "plan", "letter": "letter", "report": "report"}


@dataclass(frozen=True)
class File:
    """A finished file: its format, name, bytes and seal."""

    format: str
    name: str
    body: bytes
    sha256: str
    place: int = 0


@dataclass(frozen=True)
class Made:
    """One recipient's copy, ready: number, files, what its tree says as a number, and what was found."""

    number: int
    to: Addressee
    digest: str
    files: tuple[File, ...]
    findings: tuple[Finding, ...]


def made(
    kind: Kind,
    pk: int,
    source: Source,
    getting: Sequence[Addressee],
    formats: Sequence[str],
    packet: int,
    now: datetime,
) -> Iterator[Made]:
    """Every copy, in the order of the recipients. A second or so for each."""
    memory: dict[str, Any] = {}
    for number, to in enumerate(getting, 1):
        tree = kind.tree(pk, to, now)
        stamped = replace(tree, stamp=stamp(number, len(getting), to, packet, now))
        asked = Asked(to, source.subjects, tuple(kind.withheld(pk, to)), tuple(getting), memory)
        files: list[File] = []
        findings: list[Finding] = []
        for each in formats:
            name = f"{_FILE_NAMES.get(kind.code, 'document')}-{packet}-copy-{number}.{each}"
            body = FORMATS[each](stamped)
            files.append(File(each, name, body, sealed(body)))
            findings += found_in(body, name, asked, now, tree=None if files[1:] else stamped)
        stem = f"{_FILE_NAMES.get(kind.code, 'document')}-{packet}-copy-{number}"
        for place, extra in enumerate(kind.attached(pk, to), 1):
            name = f"{stem}-enclosed-{place}.{extra.format}"
            files.append(File(extra.format, name, extra.body, sealed(extra.body), place))
            findings += [
                replace(each, where=f"enclosed {place}, {each.where}")
                for each in found_in(extra.body, name, asked, now)
            ]
        yield Made(number, to, digest(tree), tuple(files), tuple(merged(findings)))


def stamp(number: int, of: int, to: Addressee, packet: int, now: datetime) -> str:
    """What stands at the head of every page: whose copy it is, which, of when."""
    day = say_date(local_date(now))
    return f"Copy {number} of {of} for {to.name} ({to.capacity}). {day}. Document {packet}."


__all__ = ["File", "Made", "made", "stamp"]
