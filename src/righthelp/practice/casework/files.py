"""Files of direct work: what may be kept, told by what is in the file and not by what it is called."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Final

from righthelp.foundation.refusals import Refused
from righthelp.practice.people.photos import rebuilt

LARGEST: Final = 8 * 1024 * 1024
_LONGEST_SIDE: Final = 2000
_LARGEST_UNPACKED: Final = 80 * 1024 * 1024

JPEG: Final = "image/jpeg"
PDF: Final = "application/pdf"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS: Final = {JPEG: ".jpg", PDF: ".pdf", WORD: ".docx"}

_OTHER: Final = "Choose a JPEG, PNG, PDF or Word (.docx) file. This one is something else, or is damaged."


@dataclass(frozen=True)
class Kept:
    """A file ready to keep."""

    name: str
    kind: str
    content: bytes


def checked(content: bytes, name: str, field: str = "file") -> Kept:
    """The file if it is one that may be kept. Pictures are drawn afresh, so that where they were taken is not in them;
    a Word file with macros, or a PDF that runs something, is refused."""
    if not content:
        raise Refused(field, "This file is empty. Choose another.")
    if len(content) > LARGEST:
        raise Refused(field, "This file is over 8 MB. Scan it smaller, or split it.")
    kind = _kind(content, field)
    if kind == JPEG:
        content = rebuilt(content, field, longest=_LONGEST_SIDE).jpeg
    return Kept(_plain(name) + ENDINGS[kind], kind, content)


def _kind(content: bytes, field: str) -> str:
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return JPEG
    if content.startswith(b"%PDF-"):
        if re.search(rb"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction)\b", content):
            raise Refused(
                field, "This PDF runs something when it is opened, or holds other files. Print it to PDF anew."
            )
        return PDF
    if content.startswith(b"PK\x03\x04"):
        _word(content, field)
        return WORD
    if content[4:8] == b"ftyp":
        raise Refused(
            field, "This is a photograph or film of a kind that many computers here cannot show. Choose JPEG."
        )
    raise Refused(field, _OTHER)


def _word(content: bytes, field: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
            size = sum(each.file_size for each in parts.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise Refused(field, _OTHER) from None
    if "word/document.xml" not in names or size > _LARGEST_UNPACKED:
        raise Refused(field, _OTHER)
    if any("vbaproject" in each.lower() or "/embeddings/" in each.lower() for each in names):
        raise Refused(field, "This Word file holds macros or other files. Save it as .docx without them.")


def _plain(name: str) -> str:
    """A name without its ending that no computer stumbles over."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    tidy = re.sub(r"[^\w \-()’']", "", stem).strip()
    return (tidy or "File")[:80]
