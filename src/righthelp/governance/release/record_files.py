"""The verbs of what goes with a letter: a file is put to it, read first as it will go out; or taken off again."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.documents.gate import PDF, PICTURE, WORD, sealed
from righthelp.foundation.documents.reading import pieces_of
from righthelp.foundation.refusals import Refused
from righthelp.governance.release.models import CopyFile, FileFrom, Letter, LetterFile, Packet
from righthelp.governance.release.queries import recipient_name
from righthelp.governance.release.record import SENTENCES
from righthelp.practice.casework import files
from righthelp.practice.casework.models import WorkFile
from righthelp.practice.people.writing import words, writing
from righthelp.practice.workforce.acting import worker_of

MOST: Final = 10
LARGEST: Final = 15 * 1024 * 1024
"""Bytes of all that goes with one letter."""
_FORMATS: Final = {files.JPEG: PICTURE, files.PDF: PDF, files.WORD: WORD}
_GONE: Final = "This file is no longer there. Open the letter again."


def attached(*, letter: int, taken_from: str, number: int, named: str, by: Account, now: datetime) -> LetterFile:
    """A file goes with a letter, called ``named`` in it. It is read first as it will go out, and refused with the
    reason where the house cannot read it; a picture is drawn afresh, and a person has to look at what is painted in
    it."""
    worker = worker_of(by)
    said = words("named", named, 160, "Say what it is, as the letter is to call it.")
    with writing(by, SENTENCES):
        held = _open_letter(letter)
        if taken_from == FileFrom.COPY:
            form, body = _copy(held, number)
        else:
            form, body = _work(held, number)
        _readable(body, form)
        sizes = [len(bytes(each.body)) for each in LetterFile.objects.filter(letter=held, removed__isnull=True)]
        if len(sizes) >= MOST or sum(sizes) + len(body) > LARGEST:
            raise Refused(
                "file", f"At most {MOST} files and 15 MB go with a letter. Send another letter with the rest."
            )
        return LetterFile.objects.create(
            letter=held,
            taken_from=taken_from,
            number=number,
            words=said,
            format=form,
            sha256=sealed(body),
            body=body,
            added=now,
            added_by=worker,
        )


def detached(*, file: int, by: Account, now: datetime) -> LetterFile:
    """A file does not go with the letter after all."""
    worker_of(by)
    with writing(by, SENTENCES):
        letter = LetterFile.objects.filter(pk=file).values_list("letter_id", flat=True).first()
        _open_letter(letter or 0)
        found = LetterFile.objects.select_for_update(of=("self",)).filter(pk=file, removed__isnull=True).first()
        if found is None:
            raise Refused("", "It has been taken off already.")
        found.removed = now
        found.save(update_fields=["removed"])
        return found


def _open_letter(letter: int) -> Letter:
    held = Letter.objects.select_for_update(of=("self",)).filter(pk=letter, withdrawn__isnull=True).first()
    if held is None:
        raise Refused("", "This letter is no longer there.")
    if Packet.objects.filter(kind="letter", source=letter, released__isnull=False, withdrawn__isnull=True).exists():
        raise Refused("", "This letter has been released. Write another one.")
    return held


def _work(letter: Letter, number: int) -> tuple[str, bytes]:
    """A file of direct work with the same child, checked again as on the day on which it was kept."""
    found = (
        WorkFile.objects.select_related("content", "work")
        .filter(pk=number, removed__isnull=True, work__withdrawn__isnull=True, work__child_id=letter.child_id)
        .first()
    )
    if found is None:
        raise Refused("file", _GONE)
    kept = files.checked(bytes(found.content.content), found.name)
    return _FORMATS[kept.kind], kept.content


def _copy(letter: Letter, number: int) -> tuple[str, bytes]:
    """A released document about the same child, in the copy that was made for this very recipient."""
    found = (
        CopyFile.objects.select_related("copy__packet")
        .filter(
            pk=number,
            place=0,
            copy__packet__about__child_id=letter.child_id,
            copy__packet__released__isnull=False,
            copy__packet__withdrawn__isnull=True,
        )
        .first()
    )
    if found is None:
        raise Refused("file", _GONE)
    same = found.copy.person_id is not None and found.copy.person_id == letter.person_id
    if not same and (found.copy.person_id or found.copy.name != recipient_name(letter)):
        raise Refused(
            "file", "This copy is somebody else’s, and says so on every page. Prepare one for this recipient."
        )
    return found.format, bytes(found.body)


def _readable(body: bytes, form: str) -> None:
    """Refuse what the house cannot read; what is painted in a picture alone is for the second reader to look at."""
    dark = [each.where for each in pieces_of(body, f"enclosed.{form}") if each.unreadable]
    if dark and form != PICTURE:
        raise Refused("file", f"It cannot go out, because the house cannot read {dark[0]}. Type it, or leave it out.")


__all__ = ["LARGEST", "MOST", "attached", "detached"]
