"""The verbs of a conference about several children: a brother or sister joins it, one is taken out, or put back."""

from __future__ import annotations

from datetime import datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import record_about as meetings
from righthelp.practice.casework.record_base import SENTENCES as MEETINGS
from righthelp.practice.family_group.codes import Closed
from righthelp.practice.family_group.models import Group, Siblings
from righthelp.practice.family_group.record_rows import (
    SENTENCES,
    all_open,
    kept,
    listed_as,
    living,
    rows_of,
    taken_back,
)
from righthelp.practice.people.writing import text, writing
from righthelp.practice.workforce.acting import worker_of

_SAID = ("kind", "asked", "why", "questions", "without", "coordinator_id", "meeting_id", "held", "plan")
_SINCE = ("agreed", "answered", "answered_by_id", "answered_why", "reviewed", "reviewed_said")
_ENDED = ("closed", "closing", "closed_why")


def joined(*, group: int, child: int, by: Account, now: datetime) -> Group:
    """A brother or sister is part of it from now on, with the family on the list; refused once the family has met.
    Returns the row of ``child``."""
    writer = worker_of(by)
    with writing(by, {**MEETINGS, **SENTENCES}):
        rows = all_open(group, also=[child])
        held = rows[0]
        if held.together_id and Group.objects.filter(
            together_id=held.together_id, child_id=child, counts=True, closing=Closed.OUT
        ):
            raise Refused("child", "This child was taken out. Put the child back instead, from their own page.")
        if child in {row.child_id for row in rows}:
            raise Refused("child", "This child is part of it already.")
        if held.held is not None:
            raise Refused("", "The family has met already. Ask for a conference for this child of its own.")
        living(child, "child")
        if held.together_id is None:
            kept(rows, now, together=Siblings.objects.create(made=now))
        made = Group(child_id=child, together_id=held.together_id, recorded=now, recorded_by=writer)
        _says(made, held, _SAID)
        made.save()
        listed_as(made, held, writer, now)
        if held.meeting_id is not None:
            meetings.about_more(meeting=held.meeting_id, child=child, by=by, now=now)
        return kept([made], now)


def taken_out(*, group: int, why: str, by: Account, now: datetime) -> Group:
    """This child is no longer part of it, from today; brothers and sisters go on. A meeting that is called is no longer
    about the child, and money nobody has decided on is asked for on the record of a brother or sister."""
    worker_of(by)
    with writing(by, {**MEETINGS, **SENTENCES}):
        held, *others = all_open(group)
        if not others:
            raise Refused("", "It is about this child alone. End the work instead.")
        reason = text("why", why, "Write why this child is taken out.")
        if held.meeting_id is not None and held.held is None:
            meetings.about_fewer(meeting=held.meeting_id, child=held.child_id, by=by, now=now)
            held.meeting = None
            held.save(update_fields=["meeting"])
        goes_on = others[0]
        held.resources.filter(decided__isnull=True).update(group=goes_on, child=goes_on.child_id)
        return kept([held], now, closed=local_date(now), closing=Closed.OUT, closed_why=reason)


def put_back(*, group: int, why: str, by: Account, now: datetime) -> Group:
    """That a child was taken out was a mistake: the record says again what that of the brothers and sisters says."""
    writer = worker_of(by)
    with writing(by, {**MEETINGS, **SENTENCES}):
        held, *others = rows_of(group)
        if not held.counts or held.closed is None or not held.is_out:
            raise Refused("", "This child is not taken out.")
        if not others:
            raise Refused("", "Nothing is left of it to go back to. Ask for a conference for this child.")
        taken_back([held.child_id], f"Taken out, {say_date(held.closed)}: {held.closed_why}", why, writer, now)
        if others[0].meeting_id is not None and held.meeting_id is None:
            meetings.about_more(meeting=others[0].meeting_id, child=held.child_id, by=by, now=now)
        _says(held, others[0], (*_SAID, *_SINCE, *_ENDED))
        held.save()
        listed_as(held, others[0], writer, now)
        return kept([held], now)


def _says(row: Group, other: Group, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(row, name, getattr(other, name))


__all__ = ["joined", "put_back", "taken_out"]
