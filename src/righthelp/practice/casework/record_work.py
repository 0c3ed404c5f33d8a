"""The verbs of direct work: recorded, withdrawn, a file added or removed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import Tool
from righthelp.practice.casework.files import checked
from righthelp.practice.casework.models import Action, DirectWork, Visited, WorkFile, WorkFileContent
from righthelp.practice.casework.record_base import SENTENCES, happened
from righthelp.practice.people.writing import locked, one_of, optional, text, writing
from righthelp.practice.workforce.acting import worker_of

MOST_FILES = 10


def worked_with(
    *,
    child: int,
    at: datetime,
    tool: str,
    analysis: str,
    by: Account,
    now: datetime,
    tool_words: str = "",
    words: str = "",
    visited: int | None = None,
    action: int | None = None,
    file: tuple[str, bytes] | None = None,
    key: UUID | None = None,
) -> DirectWork:
    """Direct work was done with a child, perhaps in a ``visited``; ``file`` is (name, bytes). Sent twice with one
    ``key`` it is recorded once."""
    worker = worker_of(by)
    one_of("tool", tool, Tool.values)
    when = happened("at", at, now)
    which = optional("tool_words", tool_words, 120)
    if tool == Tool.OTHER and not which:
        raise Refused("tool_words", "Say what you used.")
    meaning = text("analysis", analysis, "Write what you understand by it.")
    said = text("words", words, "")
    keep = checked(file[1], file[0]) if file else None
    with writing(by, SENTENCES):
        locked(child)
        twice = DirectWork.objects.filter(key=key).first() if key else None
        if twice:
            return twice
        if visited is not None and not Visited.objects.filter(pk=visited, child_id=child, withdrawn=None).exists():
            raise Refused("visited", "This visit is not one to the child. Choose again.")
        if action is not None and not Action.objects.filter(pk=action, child_id=child).exists():
            raise Refused("action", "This action is not one of the child’s. Choose again.")
        made = DirectWork.objects.create(
            **({"key": key} if key else {}),
            child_id=child,
            visited_id=visited,
            action_id=action,
            at=when,
            worker=worker,
            tool=tool,
            tool_words=which if tool == Tool.OTHER else "",
            words=said,
            analysis=meaning,
            recorded=now,
            recorded_by=worker,
        )
        if keep:
            _add(made, keep.name, keep.kind, keep.content, now)
        return made


def _add(work: DirectWork, name: str, kind: str, content: bytes, now: datetime) -> WorkFile:
    made = WorkFile.objects.create(work=work, name=name, kind=kind, size=len(content), added=now)
    WorkFileContent.objects.create(file=made, content=content)
    return made


def file_added(*, work: int, name: str, content: bytes, by: Account, now: datetime) -> WorkFile:
    """One more file of a piece of direct work."""
    worker_of(by)
    keep = checked(content, name)
    with writing(by, SENTENCES):
        held = _held(work)
        if held.files.filter(removed__isnull=True).count() >= MOST_FILES:
            raise Refused("file", f"There are {MOST_FILES} files already. Scan several pages into one PDF.")
        return _add(held, keep.name, keep.kind, keep.content, now)


def file_removed(*, file: int, why: str, by: Account, now: datetime) -> WorkFile:
    """What the file contains is deleted for good; that there was one, and why it went, stays."""
    worker_of(by)
    reason = text("why", why, "Write why the file is removed.", 300)
    with writing(by, SENTENCES):
        held = WorkFile.objects.select_for_update(of=("self",)).filter(pk=file, removed__isnull=True).first()
        if held is None:
            raise Refused("why", "This file is no longer there.")
        held.removed, held.removed_why = now, reason
        held.save(update_fields=["removed", "removed_why"])
        WorkFileContent.objects.filter(file=held).delete()
        return held


def work_withdrawn(*, work: int, why: str, by: Account, now: datetime) -> DirectWork:
    """It was recorded by mistake, or of another child: it no longer counts, and stays readable."""
    worker_of(by)
    reason = text("why", why, "Write why it is withdrawn.", 300)
    with writing(by, SENTENCES):
        held = _held(work)
        held.withdrawn, held.withdrawn_why = now, reason
        held.save(update_fields=["withdrawn", "withdrawn_why"])
        return held


def _held(work: int) -> DirectWork:
    held = DirectWork.objects.select_for_update(of=("self",)).filter(pk=work).first()
    if held is None or held.withdrawn:
        raise Refused("", "This was withdrawn already.")
    return held
