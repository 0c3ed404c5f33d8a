"""The verbs after a discussion: an action agreed, key actions given to those present, minutes written.

Minutes leave by the documents gate, which stops the meeting's clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import record as casework
from righthelp.practice.casework import record_meetings as meetings
from righthelp.practice.casework.codes import Came
from righthelp.practice.casework.models import Action, Attendance
from righthelp.practice.casework.record_meetings import Written
from righthelp.practice.people.writing import one_of, writing
from righthelp.practice.section47.codes import Gave
from righthelp.practice.section47.models import Discussion, Given
from righthelp.practice.section47.record_base import SENTENCES, discussion_locked, held_locked, settle_children
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker


def agreed(
    *,
    discussion: int,
    child: int,
    what: str,
    by_when: date,
    by: Account,
    now: datetime,
    worker: int | None = None,
    owner: str = "",
) -> Action:
    """Somebody is to do something by a day, as the discussion decided."""
    with writing(by, SENTENCES):
        held = held_locked(discussion)
        if not held.children.filter(child_id=child).exists():
            raise Refused("child", "The discussion is not about this child. Choose again.")
        return casework.action_agreed(
            child=child,
            what=what,
            by_when=by_when,
            worker=worker,
            owner=owner,
            meeting=held.meeting_id,
            by=by,
            now=now,
        )


def given(*, discussion: int, to: Mapping[int, str], by: Account, now: datetime) -> list[Given]:
    """Some of those who took part were given the key actions, each in one way. Right Help itself sends nothing.

    When everybody who took part has them, the clock stops.
    """
    worker = worker_of(by)
    with writing(by, SENTENCES):
        held = held_locked(discussion)
        if held.children.filter(decided__isnull=True).exists():
            raise Refused("", "Record first what was decided for every child.")
        present = _present(held)
        made = _given(held, {pk: how for pk, how in to.items() if pk in present}, worker, now)
        since = held.children.order_by("-decided").values_list("decided", flat=True)[0]
        have = held.given.filter(at__gte=since).values_list("attendance_id", flat=True)
        if set(present) <= set(have):
            held.children.filter(actions_given__isnull=True).update(actions_given=now)
            settle_children(held.children.all(), now)
        return made


def _present(held: Discussion) -> dict[int, Attendance]:
    rows = held.meeting.attendances.filter(came=Came.YES).select_related("worker", "person")
    return {each.pk: each for each in rows}


def _given(held: Discussion, to: Mapping[int, str], worker: Worker, now: datetime) -> list[Given]:
    if not to:
        raise Refused("", "Say of at least one person how it reached them.")
    listed = {each.pk: each for each in held.meeting.attendances.all()}
    made = []
    for pk, how in to.items():
        if pk not in listed:
            raise Refused("", "Somebody on this list has been taken off meanwhile. Open the page again.")
        one_of(f"to_{pk}", how, Gave.values)
        if how == Gave.WORKLIST and listed[pk].worker_id is None:
            raise Refused(f"to_{pk}", "Only colleagues have a worklist here. Choose how it reached them.")
        made.append(Given.objects.create(discussion=held, attendance=listed[pk], how=how, at=now, by=worker))
    return made


def minutes_written(
    *, discussion: int, parts: Sequence[Written], version: int, by: Account, now: datetime
) -> Discussion:
    """The minutes, in parts. Where somebody else has saved since they were opened, it is refused; nothing is lost."""
    with writing(by, SENTENCES):
        held = held_locked(discussion)
        meetings.minuted(meeting=held.meeting_id, parts=parts, version=version, by=by, now=now)
        return held


def copy_set(*, discussion: int, attendance: int, copy: str, by: Account, now: datetime) -> Attendance:
    """Which copy of the minutes somebody gets from now on: ``open``, ``all`` (with confidential parts) or ``none``."""
    one_of("copy", copy, ("open", "all", "none"))
    with writing(by, SENTENCES):
        held = discussion_locked(discussion)
        if not held.meeting.attendances.filter(pk=attendance).exists():
            raise Refused("", "This person is no longer on the list.")
        return meetings.copy_set(
            attendance=attendance, minutes=copy != "none", confidential=copy == "all", by=by, now=now
        )


__all__ = ["Written", "agreed", "copy_set", "given", "minutes_written"]
