"""Files enclosed with a letter, by the very steps of the page: kept as direct work, put to the letter, prepared,
read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from righthelp.foundation.refusals import Refused
from righthelp.governance.release import record, record_files, record_letters
from righthelp.governance.release.models import FileFrom, Found
from righthelp.practice.casework import record_work
from righthelp.practice.casework.models import WorkFile
from righthelp.site.bench.leak_world import World

BODY = "Dear Mr Quillfeather,\nHere is what you asked me for.\nPlease ring me if you want to talk about it."


def stopped(world: World, body: bytes, name: str, now: datetime, *, words: str = "A sheet") -> str:
    """What stops a letter to the father with this file in it: the sentence of a refusal, or the first finding; nothing
    where it would go out. Nothing of it is kept."""
    with transaction.atomic():
        try:
            said = _through(world, body, name, now, words)
        except Refused as refused:
            said = refused.sentence
        transaction.set_rollback(True)
    return said


def _through(world: World, body: bytes, name: str, now: datetime, words: str) -> str:
    letter = record_letters.written(
        child=world.child, person=world.father, subject="What you asked for", body=BODY, by=world.by, now=now
    )
    work = record_work.worked_with(child=world.child, at=now, tool="talk", analysis="Stated", by=world.by, now=now)
    with transaction.atomic():
        record_work.file_added(work=work.pk, name=name, content=body, by=world.by, now=now)
    file = WorkFile.objects.get(work=work)
    record_files.attached(
        letter=letter.pk, taken_from=FileFrom.WORK.value, number=file.pk, named=words, by=world.by, now=now
    )
    packet = record.prepared(
        kind="letter", source=letter.pk, purpose="family", basis="task", formats=["docx"], by=world.by, now=now
    )
    found = Found.objects.filter(copy__packet=packet).order_by("-absolute", "pk").first()
    return f"{found.kind}: {found.where}" if found else ""


__all__ = ["stopped"]
