"""The verbs of a meeting: called, somebody asked, held, cancelled, minuted, the minutes given out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from righthelp.foundation.access.models import Account
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import hearing, journey, law
from righthelp.practice.casework.codes import Agency, Came, MeetingKind
from righthelp.practice.casework.models import Attendance, Meeting, MeetingAbout, Part
from righthelp.practice.casework.record_base import SENTENCES, happened
from righthelp.practice.people.models import Organisation, Person
from righthelp.practice.people.writing import locked, one_of, optional, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker


@dataclass(frozen=True)
class Asked:
    """Somebody asked to a meeting: one of ours, somebody on the register, or a name. ``minutes`` and ``confidential``
    say which copy they get."""

    agency: str
    worker: int | None = None
    person: int | None = None
    name: str = ""
    organisation: int | None = None
    minutes: bool = True
    confidential: bool = False


@dataclass(frozen=True)
class Written:
    """A part of the minutes. ``child``: about one of the children alone, so that it can be kept apart."""

    heading: str
    text: str
    child: int | None = None
    confidential: bool = False


@dataclass(frozen=True)
class Told:
    """Whether somebody who was asked came, and what they said; ``was``: as in :func:`attended`."""

    attendance: int
    came: str
    said: str = ""
    was: str | None = None


def meeting_called(
    *,
    kind: str,
    children: Sequence[int],
    planned: datetime,
    by: Account,
    now: datetime,
    where: str = "",
    chair: int | None = None,
    asked: Sequence[Asked] = (),
    purpose: str = "",
) -> Meeting:
    """A meeting about some children is called for a time; who is asked can be added later."""
    caller = worker_of(by)
    one_of("kind", kind, MeetingKind.values)
    if not children:
        raise Refused("children", "Choose which children the meeting is about.")
    _possible(planned, now)
    with writing(by, SENTENCES):
        made = Meeting.objects.create(
            kind=kind,
            called=now,
            called_by=caller,
            planned=planned,
            where=optional("where", where, 120),
            purpose=optional("purpose", purpose, 400),
            chair=_chair(chair),
        )
        rows = []
        for child in sorted(children):
            locked(child)
            rows.append(
                MeetingAbout.objects.create(meeting=made, child_id=child, kind=kind, called=now, planned=planned)
            )
        for each in asked:
            _asked(made, each, now)
        settle(journey.Meeting, [row.pk for row in rows], now)
        return made


def _possible(planned: datetime, now: datetime) -> None:
    if planned > now + law.FURTHEST:
        raise Refused("planned", "This is more than a year away. Check the year.")
    if planned < now - law.OLDEST:
        raise Refused("planned", "This is more than a year ago. Check the year.")


def _chair(chair: int | None) -> Worker | None:
    if chair is None:
        return None
    found = Worker.objects.filter(pk=chair).first()
    if found is None:
        raise Refused("chair", "Choose who chairs the meeting.")
    return found


def _asked(meeting: Meeting, one: Asked, now: datetime) -> Attendance:
    one_of("agency", one.agency, Agency.values)
    if sum((one.worker is not None, one.person is not None, bool(one.name.strip()))) != 1:
        raise Refused("name", "Say who is asked: a colleague, somebody on the register, or a name.")
    for field, model, number in (
        ("worker", Worker, one.worker),
        ("person", Person, one.person),
        ("organisation", Organisation, one.organisation),
    ):
        if number is not None and not model._default_manager.filter(pk=number).exists():
            raise Refused(field, "This is no longer there. Choose again.")
    return Attendance.objects.create(
        meeting=meeting,
        agency=one.agency,
        worker_id=one.worker,
        person_id=one.person,
        name=optional("name", one.name, 120),
        organisation_id=one.organisation,
        invited=now,
        minutes=one.minutes,
        confidential=one.confidential and one.minutes,
    )


def meeting_locked(meeting: int) -> Meeting:
    """A meeting, locked until the transaction ends."""
    found = Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting).first()
    if found is None:
        raise Refused("", "This meeting is no longer there. Open the child’s record again.")
    if found.cancelled:
        raise Refused("", "This meeting was cancelled.")
    return found


def _about(meeting: Meeting, now: datetime) -> None:
    """The children's rows say what the meeting's does, and their clocks are set."""
    meeting.about.update(
        planned=meeting.planned, held=meeting.held, cancelled=meeting.cancelled, minutes_sent=meeting.minutes_sent
    )
    settle(journey.Meeting, meeting.about.values_list("pk", flat=True), now)
    hearing.told_of_meeting(meeting, now)


def asked_to(*, meeting: int, asked: Asked, by: Account, now: datetime) -> Attendance:
    """Somebody else is asked."""
    worker_of(by)
    with writing(by, SENTENCES):
        return _asked(meeting_locked(meeting), asked, now)


def meeting_moved(*, meeting: int, planned: datetime, by: Account, now: datetime) -> Meeting:
    """It is to be held at another time."""
    worker_of(by)
    _possible(planned, now)
    with writing(by, SENTENCES):
        held = meeting_locked(meeting)
        if held.held:
            raise Refused("planned", "It has been held already.")
        held.planned = planned
        held.save(update_fields=["planned"])
        _about(held, now)
        return held


def meeting_cancelled(*, meeting: int, why: str, by: Account, now: datetime) -> Meeting:
    """It is not held."""
    worker_of(by)
    reason = text("why", why, "Write why it is not held.", 300)
    with writing(by, SENTENCES):
        held = meeting_locked(meeting)
        if held.held:
            raise Refused("why", "It has been held already.")
        held.cancelled, held.cancelled_why = now, reason
        held.save(update_fields=["cancelled", "cancelled_why"])
        _about(held, now)
        return held


def meeting_held(*, meeting: int, at: datetime, by: Account, now: datetime, chair: int | None = None) -> Meeting:
    """It was held, and by whom it was chaired."""
    writer = worker_of(by)
    when = happened("at", at, now)
    with writing(by, SENTENCES):
        held = meeting_locked(meeting)
        if held.held:
            raise Refused("at", "Somebody has recorded that it was held. Open it again.")
        held.chair = _chair(chair) or held.chair
        if held.chair is None:
            raise Refused("chair", "Choose who chaired the meeting.")
        held.held, held.recorded, held.recorded_by = when, now, writer
        held.save(update_fields=["chair", "held", "recorded", "recorded_by"])
        _about(held, now)
        return held


def not_asked(*, attendance: int, by: Account, now: datetime) -> None:
    """Somebody was asked by mistake: they come off the list, as long as nothing is written of them."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = _on_the_list(attendance)
        meeting_locked(found.meeting_id)
        if found.came or found.said:
            raise Refused("", "It is written whether they came. Correct that instead.")
        found.delete()


def copy_set(*, attendance: int, minutes: bool, confidential: bool, by: Account, now: datetime) -> Attendance:
    """Which copy of the minutes somebody gets: none, the open parts, or with the confidential ones."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = _on_the_list(attendance)
        found.minutes, found.confidential = minutes, confidential and minutes
        found.save(update_fields=["minutes", "confidential"])
        return found


def _on_the_list(attendance: int) -> Attendance:
    found = Attendance.objects.select_for_update(of=("self",)).filter(pk=attendance).first()
    if found is None:
        raise Refused("", "This person is no longer on the list.")
    return found


def attended(
    *, attendance: int, came: str, by: Account, now: datetime, said: str = "", was: str | None = None
) -> Attendance:
    """Whether somebody who was asked came, and what they said or reported.

    ``was`` is what stood there when the page was opened: when somebody else has written something else since, it is
    refused and nothing is lost.
    """
    worker_of(by)
    one_of("came", came, Came.values)
    with writing(by, SENTENCES):
        found = _on_the_list(attendance)
        meeting_locked(found.meeting_id)
        tidy = text("said", said, "", 20_000)
        if was is not None and found.said.split() != was.split() and found.said != tidy:
            raise Refused("said", "Somebody else wrote here meanwhile. Yours is kept: look at theirs, then save.")
        found.came, found.said = came, tidy
        found.save(update_fields=["came", "said"])
        return found


def attendance_taken(*, told: Sequence[Told], by: Account, now: datetime) -> list[Attendance]:
    """Who came to a meeting and what each of them said: all of it, or, where one is refused, nothing."""
    if not told:
        raise Refused("", "Say of at least one person whether they came.")
    with writing(by, SENTENCES):
        return [
            attended(attendance=each.attendance, came=each.came, said=each.said, was=each.was, by=by, now=now)
            for each in sorted(told, key=lambda each: each.attendance)
        ]


def minuted(*, meeting: int, parts: Sequence[Written], version: int, by: Account, now: datetime) -> Meeting:
    """The minutes, in parts; they replace what was written before. ``version`` is that of the meeting when they were
    opened: when somebody else has saved since, it is refused and nothing is lost."""
    worker_of(by)
    if not parts:
        raise Refused("parts", "There is nothing to save. Write at least one part.")
    with writing(by, SENTENCES):
        held = meeting_locked(meeting)
        if held.minutes_sent:
            raise Refused("", "The minutes have been given out. Add what needs correcting as a part of its own.")
        if held.version != version:
            raise Refused("", "Somebody else saved these minutes meanwhile. Yours are kept: look at theirs, then save.")
        about = set(held.about.values_list("child_id", flat=True))
        if any(part.child is not None and part.child not in about for part in parts):
            raise Refused("child", "A part is about a child whom this meeting is not about. Choose again.")
        held.parts.all().delete()
        for place, part in enumerate(parts, 1):
            Part.objects.create(
                meeting=held,
                place=place,
                heading=words("heading", part.heading, 120, "Give each part a heading."),
                text=text("text", part.text, "Write what was said.", 50_000),
                child_id=part.child,
                confidential=part.confidential,
            )
        held.version += 1
        held.save(update_fields=["version"])
        return held


def corrected(*, meeting: int, part: Written, by: Account, now: datetime) -> Part:
    """Something in minutes that have been given out was wrong or left out: it is added, and marked as added."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = meeting_locked(meeting)
        if not held.minutes_sent:
            raise Refused("", "The minutes have not been given out yet. Correct them where it stands.")
        if part.child is not None and not held.about.filter(child_id=part.child).exists():
            raise Refused("child", "This meeting is not about the child. Choose again.")
        return Part.objects.create(
            meeting=held,
            place=(held.parts.aggregate(last=Max("place"))["last"] or 0) + 1,
            heading=words("heading", part.heading, 120, "Say what is corrected."),
            text=text("text", part.text, "Write the correction.", 50_000),
            child_id=part.child,
            confidential=part.confidential,
            added=now,
        )


def minutes_sent(*, meeting: int, by: Account, now: datetime) -> Meeting:
    """The minutes went out to those who may have them."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = meeting_locked(meeting)
        if not held.held:
            raise Refused("", "Record first that the meeting was held.")
        if not held.parts.exists():
            raise Refused("", "There are no minutes yet. Write them first.")
        held.minutes_sent = held.minutes_sent or now
        held.save(update_fields=["minutes_sent"])
        _about(held, now)
        return held


__all__ = [
    "Asked",
    "Told",
    "Written",
    "asked_to",
    "attendance_taken",
    "attended",
    "copy_set",
    "corrected",
    "meeting_called",
    "meeting_cancelled",
    "meeting_held",
    "meeting_locked",
    "meeting_moved",
    "minuted",
    "minutes_sent",
    "not_asked",
]
