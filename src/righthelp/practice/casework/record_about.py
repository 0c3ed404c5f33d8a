"""The verbs by which a meeting is about one child more, or one fewer, than it was called for."""

from __future__ import annotations

from datetime import datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import journey
from righthelp.practice.casework.models import MeetingAbout
from righthelp.practice.casework.record_base import SENTENCES
from righthelp.practice.casework.record_meetings import meeting_locked
from righthelp.practice.people.writing import locked, writing
from righthelp.practice.workforce.acting import worker_of


def about_more(*, meeting: int, child: int, by: Account, now: datetime) -> MeetingAbout:
    """The meeting is about this child too; nothing changes when it is already."""
    worker_of(by)
    with writing(by, SENTENCES):
        locked(child)
        held = meeting_locked(meeting)
        found, made = MeetingAbout.objects.get_or_create(
            meeting=held,
            child_id=child,
            defaults={
                "kind": held.kind,
                "called": held.called,
                "planned": held.planned,
                "held": held.held,
                "minutes_sent": held.minutes_sent,
            },
        )
        if made:
            settle(journey.Meeting, [found.pk], now)
        return found


def about_fewer(*, meeting: int, child: int, by: Account, now: datetime) -> None:
    """The meeting is no longer about this child; refused once it has been held, for the last child, and while a part of
    the minutes is about this child alone: whoever writes on must see all of them."""
    worker_of(by)
    with writing(by, SENTENCES):
        locked(child)
        held = meeting_locked(meeting)
        if held.held:
            raise Refused("", "The meeting has been held already. What was said stays on the child’s record.")
        rows = list(held.about.all())
        mine = [row for row in rows if row.child_id == child]
        if len(mine) == len(rows):
            raise Refused("", "The meeting is about this child alone. Cancel it instead.")
        if held.parts.filter(child_id=child).exists():
            raise Refused("", "A part of its minutes is about this child alone. Take that part out of them first.")
        for row in mine:
            number = row.pk
            row.delete()
            settle(journey.Meeting, [number], now)


__all__ = ["about_fewer", "about_more"]
