"""The verbs of the chairs' rota: a time is opened or closed, taken by a conference, and free again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.models import Meeting
from righthelp.practice.people.writing import take_turns, words, writing
from righthelp.practice.protection.models import Slot
from righthelp.practice.protection.record_base import SENTENCES, chair_of, worker_of
from righthelp.practice.protection.rota import away

LONGEST: Final = timedelta(hours=4)
FURTHEST: Final = timedelta(days=366)


def slot_opened(*, chair: int, room: str, starts: datetime, minutes: int, by: Account, now: datetime) -> Slot:
    """A chair sits in a room at a time that conferences can take."""
    worker = worker_of(by)
    place = words("room", room, 80, "Say in which room.")
    length = timedelta(minutes=minutes)
    if starts <= now:
        raise Refused("starts", "This is past. Enter a time to come.")
    if starts > now + FURTHEST:
        raise Refused("starts", "This is more than a year away. Check the year.")
    if not timedelta(minutes=30) <= length <= LONGEST:
        raise Refused("minutes", "A conference takes between half an hour and four hours.")
    with writing(by, SENTENCES):
        who = chair_of(chair)
        if away(who, starts) is not None:
            raise Refused("chair", f"{who.name} is away on that day.")
        take_turns(f"chairs’ rota {who.pk}")
        return Slot.objects.create(
            chair=who, room=place, starts=starts, ends=starts + length, opened=now, opened_by=worker
        )


def slot_closed(*, slot: int, by: Account, now: datetime) -> Slot:
    """A time is not offered any more. One that a conference has taken is freed by moving the conference."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = _free(slot)
        found.closed = now
        found.save(update_fields=["closed"])
        return found


def slot_taken(slot: int, now: datetime) -> Slot:
    """A free time to come, locked until the transaction ends: of two who take it at once the second is told."""
    found = _free(slot)
    if found.starts <= now:
        raise Refused("slot", "This time is past. Choose another.")
    return found


def slots_follow(meeting: Meeting) -> None:
    """A conference that was cancelled, or moved from the time it had taken, leaves that time to others."""
    held = Slot.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if held is None or meeting.held:
        return
    if meeting.cancelled or meeting.planned != held.starts or meeting.chair_id != held.chair_id:
        held.meeting = None
        held.save(update_fields=["meeting"])


def _free(slot: int) -> Slot:
    found = Slot.objects.select_for_update(of=("self",)).filter(pk=slot, closed__isnull=True).first()
    if found is None:
        raise Refused("slot", "This time is no longer there. Choose another.")
    if found.meeting_id is not None:
        raise Refused("slot", "Somebody else has just taken this time. Choose another.")
    return found


__all__ = ["slot_closed", "slot_opened", "slot_taken", "slots_follow"]
