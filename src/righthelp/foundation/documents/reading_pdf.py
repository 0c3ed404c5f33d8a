"""What a PDF says: its pages, notes, links, forms, properties, words for pictures, and the files inside it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from righthelp.foundation.documents.reading_markup import spoken
from righthelp.foundation.documents.reading_pictures import LEGIBLE, PICTURES, told_by_picture

_PLACES: Final = {
    "/Alt": "the words that stand for a picture",
    "/ActualText": "words that stand for other words",
    "/E": "the long form of a short word",
    "/Contents": "a note",
    "/RC": "a note",
    "/Subj": "a note",
    "/T": "the name of a form’s box, or of who wrote a note",
    "/TU": "the label of a form’s box",
    "/V": "a form’s box",
    "/DV": "a form’s box",
    "/URI": "a link",
    "/F": "a link to a file",
    "/UF": "a link to a file",
    "/Title": "a heading in the outline, or the title",
    "/Dests": "the name of a place in the file",
    "/Names": "the name of a place in the file",
    "/JS": "a script in the file",
    "/Desc": "the description of an attachment",
}
_DULL: Final = frozenset({"/ID", "/CharSet", "/Registry", "/Ordering", "/BaseFont", "/CreationDate", "/ModDate"})
_MOST: Final = 60_000
_PICTURE_FILTERS: Final = ("/DCTDecode", "/JPXDecode")


@dataclass(frozen=True)
class Said:
    """One thing the PDF says; ``attached`` holds a file inside it."""

    where: str
    text: str = ""
    seen: bool = False
    unreadable: bool = False
    attached: bytes | None = None


def told_by_pdf(data: bytes) -> Iterator[Said]:
    """Everything a PDF says. A locked or damaged one says so."""
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it quotes what it reads
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            yield Said("a PDF that is locked with a password", unreadable=True)
            return
        pages = [page.extract_text() or "" for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        yield Said("a PDF that is damaged", unreadable=True)
        return
    yield Said("the text", "\n".join(pages), seen=True)
    if any(not text.strip() for text in pages):
        yield Said("a page without letters: it may be a picture of a page", unreadable=True)
    yield from _objects(reader)


def _objects(reader: Any) -> Iterator[Said]:
    """Walk every object of the file, whatever refers to it: also what no page shows any more."""
    from pypdf.generic import IndirectObject

    found: dict[str, list[str]] = {}
    roots = [("", reader.trailer), *(("", each) for each in _numbered(reader))]
    stack: list[tuple[str, Any]] = list(roots)
    seen: set[int] = set()
    count = 0
    while stack and count < _MOST:
        key, held = stack.pop()
        count += 1
        if isinstance(held, IndirectObject):
            if held.idnum in seen:
                continue
            seen.add(held.idnum)
            held = _got(held)
        yield from _one(key, held, found, stack)
    if stack:
        yield Said("a PDF with too many parts to read", unreadable=True)
    for where, texts in found.items():
        yield Said(where, "\n".join(dict.fromkeys(texts)))


def _numbered(reader: Any) -> list[Any]:
    from pypdf.generic import IndirectObject

    numbers = {number for held in reader.xref.values() for number in held} | set(reader.xref_objStm)
    return [IndirectObject(number, 0, reader) for number in sorted(numbers)]


def _got(held: Any) -> Any:
    try:
        return held.get_object()
    except Exception:  # an entry that leads nowhere says nothing
        return None


def _one(key: str, held: Any, found: dict[str, list[str]], stack: list[tuple[str, Any]]) -> Iterator[Said]:
    from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, StreamObject, TextStringObject

    if isinstance(held, TextStringObject | ByteStringObject):
        text = held if isinstance(held, str) else bytes(held).decode("latin-1")
        if key not in _DULL and len(text.strip()) > 2:
            found.setdefault(_PLACES.get(key, "the properties of the file"), []).append(str(text))
    elif isinstance(held, ArrayObject):
        stack.extend((key, each) for each in held)
    elif isinstance(held, StreamObject):
        yield from _stream(held, found)
        stack.extend((str(name), held.raw_get(name)) for name in held if name not in _DULL)
    elif isinstance(held, DictionaryObject):
        if held.get("/Type") == "/Filespec" or "/EF" in held:
            yield from _attachment(held)
        stack.extend((str(name), held.raw_get(name)) for name in held if name not in _DULL)


def _attachment(held: Any) -> Iterator[Said]:
    name = str(held.get("/UF") or held.get("/F") or "a file")
    try:
        files = held["/EF"].get_object()
        body = next(iter(files.values())).get_object().get_data()
    except Exception:
        yield Said(f"an attachment, {name}, that cannot be opened", unreadable=True)
        return
    yield Said(name, attached=bytes(body))


def _stream(held: Any, found: dict[str, list[str]]) -> Iterator[Said]:
    kind, sort = held.get("/Type"), held.get("/Subtype")
    if kind == "/Metadata" or sort == "/XML":
        try:
            for where, text in spoken(bytes(held.get_data()), "xmp"):
                found.setdefault("the properties of the file (XMP)", []).append(text)
                found.setdefault(where, []).append(text)
        except Exception:
            yield Said("properties that cannot be read", unreadable=True)
    elif sort == "/Image":
        if int(held.get("/Width", 0)) * int(held.get("/Height", 0)) >= LEGIBLE:
            yield Said("a picture on a page: what is painted in it", unreadable=True)
        filters = held.get("/Filter")
        if filters in _PICTURE_FILTERS or (isinstance(filters, list) and filters[-1:] == ["/DCTDecode"]):
            raw = bytes(held._data)
            if any(raw.startswith(mark) for mark in PICTURES):
                for where, text in told_by_picture(raw):
                    found.setdefault(where, []).append(text)


__all__ = ["Said", "told_by_pdf"]
