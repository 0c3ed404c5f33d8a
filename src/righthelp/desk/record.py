"""The desk's verbs: alerts have been seen; an event of a child's timeline is marked as significant, or no longer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from righthelp.desk.models import Marked, Seen
from righthelp.desk.timeline import events
from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import Sentences, locked, words, writing

_SENTENCES: Sentences = {"timeline_marked_once": ("note", "Somebody has marked this already. Open the timeline again.")}


def seen(*, keys: Iterable[str], by: Account, now: datetime) -> int:
    """``by`` has seen these alerts; seeing one twice changes nothing. Returns how many were new."""
    before = Seen.objects.filter(account=by).count()
    Seen.objects.bulk_create([Seen(account=by, key=key[:120], seen_at=now) for key in set(keys)], ignore_conflicts=True)
    return Seen.objects.filter(account=by).count() - before


def marked(*, child: int, entry: str, note: str, by: Account, now: datetime) -> Marked:
    """An event of the timeline is significant, and why; a note that stands already is replaced."""
    why = words("note", note, 400, "Write why this matters, for whoever reads the record next.")
    with writing(by, _SENTENCES):
        locked(child)
        if entry not in {event.entry for event in events(child, shows_protected=False)}:
            raise Refused("", "This is no longer in the timeline. Open it again.")
        held = Marked.objects.select_for_update().filter(child_id=child, entry=entry, unmarked__isnull=True).first()
        if held is None:
            return Marked.objects.create(child_id=child, entry=entry, note=why, marked=now, marked_by=by)
        held.note, held.marked, held.marked_by = why, now, by
        held.save(update_fields=["note", "marked", "marked_by"])
        return held


def unmarked(*, child: int, entry: str, by: Account, now: datetime) -> Marked:
    """It is not marked any longer. That it was, and by whom, stays in the history."""
    with writing(by, _SENTENCES):
        held = Marked.objects.select_for_update().filter(child_id=child, entry=entry, unmarked__isnull=True).first()
        if held is None:
            raise Refused("", "This is not marked any longer. Open the timeline again.")
        held.unmarked, held.unmarked_by = now, by
        held.save(update_fields=["unmarked", "unmarked_by"])
        return held
