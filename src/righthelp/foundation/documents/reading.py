"""Everything that a finished file says, and where: not only what a reader sees on the page.

A file says things in its text, headers, comments, deleted text, hidden text, properties, links, alternative words of
pictures, attachments, in what cameras write into photographs, and in its own name. Each is a :class:`Piece`. What
cannot be read at all (an encrypted file, an unknown kind of attachment) is a piece too, and says so: silence is not
the same as nothing to say.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from righthelp.foundation.documents.reading_markup import rendered, spoken
from righthelp.foundation.documents.reading_pictures import PICTURES, is_large, told_by_picture

BODY: Final = "the text"
NAME: Final = "the name of the file"
_DEEPEST: Final = 4
_LARGEST: Final = 60 * 1024 * 1024
_MOST_PARTS: Final = 3_000


@dataclass(frozen=True)
class Piece:
    """What a file says at one place. ``seen``: by whoever reads the page. ``unreadable``: what it says is unknown."""

    where: str
    text: str
    seen: bool = False
    unreadable: bool = False


def pieces_of(data: bytes, name: str) -> list[Piece]:
    """Every piece of a file called ``name``: Word, PDF, other zipped documents, pictures, web pages and plain text."""
    stem = unquote(name).rsplit(".", 1)[0]
    return [Piece(NAME, f"{stem}\n{_spaced(stem)}"), *_inside(data, name, 0)]


def _inside(data: bytes, name: str, depth: int) -> Iterator[Piece]:
    if depth > _DEEPEST:
        yield _unread(f"{name}, a file in a file in a file")
        return
    if data[:5] == b"%PDF-" or b"%PDF-" in data[:1024]:
        yield from _pdf(data, depth)
    elif data[:4] == b"PK\x03\x04":
        yield from _zipped(data, depth)
    elif any(data.startswith(mark) for mark in PICTURES):
        for where, text in told_by_picture(data):
            yield Piece(where, text)
        if is_large(data):
            yield _unread("a picture: what is painted in it")
    elif _is_text(data):
        text = decoded(data)
        yield Piece(BODY, rendered(text) if "<" in text else text, seen=True)
        if "<" in text:
            for where, said in spoken(data, name):
                yield Piece(where, said)
    else:
        yield Piece("data that is not text", strings(data))
        yield _unread(name or "a file of an unknown kind")


def _pdf(data: bytes, depth: int) -> Iterator[Piece]:
    from righthelp.foundation.documents.reading_pdf import told_by_pdf

    for said in told_by_pdf(data):
        if said.attached is not None:
            yield Piece(f"an attachment’s name: {said.where}", _spaced(said.where))
            for inner in _inside(said.attached, said.where, depth + 1):
                yield _nested(inner, said.where)
        elif said.unreadable:
            yield _unread(said.where)
        else:
            yield Piece(said.where, said.text, said.seen)


def _zipped(data: bytes, depth: int) -> Iterator[Piece]:
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
        parts = packed.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
            yield _unread("a packed file that is too large when unpacked")
            return
        if packed.comment:
            yield Piece("a comment of the packed file", decoded(packed.comment))
        for part in parts:
            if part.flag_bits & 1:
                yield _unread(f"{part.filename}, which is locked with a password")
            elif not part.is_dir():
                yield from _part(part.filename, packed.read(part), depth)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        yield Piece("data that is not text", strings(data))
        yield _unread("a packed file that is damaged")


def _part(name: str, body: bytes, depth: int) -> Iterator[Piece]:
    yield Piece("the name of a part of the file", _spaced(name))
    if name.lower().endswith((".xml", ".rels", ".xhtml", ".html", ".svg", ".vml")):
        for where, text in spoken(body, name):
            yield Piece(where, text, seen=where == BODY)
    elif body:
        place = f"an embedded file, {name.rsplit('/', 1)[-1]}"
        for inner in _inside(body, name, depth + 1):
            if not (inner.unreadable and name.lower().endswith((".bin", ".odttf", ".ttf", ".fntdata", ".dat"))):
                yield _nested(inner, place)


def _nested(piece: Piece, place: str) -> Piece:
    return Piece(f"{place}: {piece.where}", piece.text, False, piece.unreadable)


def _unread(what: str) -> Piece:
    return Piece(what, "", unreadable=True)


def _spaced(name: str) -> str:
    """A name of a file as words."""
    return re.sub(r"[_\-./\\+]+", " ", unquote(name))


def _is_text(data: bytes) -> bool:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    start = data[:4096]
    return b"\x00" not in start and sum(byte < 9 or 13 < byte < 32 for byte in start) * 50 <= len(start)


def decoded(data: bytes) -> str:
    """Bytes as text, whatever wrote them."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def strings(data: bytes) -> str:
    """What stands as plain letters in data of any kind, one byte or two bytes a letter."""
    narrow = re.findall(rb"[\x20-\x7e]{4,}", data)
    wide = re.findall(rb"(?:[\x20-\x7e]\x00){4,}", data)
    found = [each.decode("ascii") for each in narrow] + [each.decode("utf-16-le") for each in wide]
    return "\n".join(found)[:2_000_000]


__all__ = ["BODY", "NAME", "Piece", "decoded", "pieces_of", "strings"]
