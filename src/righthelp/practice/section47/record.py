"""The verbs of a strategy discussion: asked for, somebody else asked to it, moved, cancelled, held.

Each is one transaction, takes ``by`` and ``now``, and refuses with a sentence; what was typed is kept by the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.reading import load
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import record_meetings as meetings
from righthelp.practice.casework.codes import Agency, Came, MeetingKind
from righthelp.practice.casework.models import Attendance, Meeting
from righthelp.practice.casework.record_base import happened
from righthelp.practice.casework.record_meetings import Asked
from righthelp.practice.front_door.journey import Referral
from righthelp.practice.people.models import Involvement
from righthelp.practice.people.writing import locked, one_of, take_turns, text, writing
from righthelp.practice.section47 import law
from righthelp.practice.section47.codes import REQUIRED, Harm
from righthelp.practice.section47.models import Concerned, Discussion
from righthelp.practice.section47.record_base import (
    SENTENCES,
    assesses,
    chairs,
    discussion_locked,
    settle_children,
)
from righthelp.practice.workforce.acting import worker_of


@dataclass(frozen=True)
class Part:
    """Whether somebody took part, and what they said. ``was``: what stood there when the page was opened."""

    came: str
    said: str = ""
    was: str | None = None


def asked_for(
    *,
    children: Sequence[int],
    asked: datetime,
    concern: str,
    harm: str,
    planned: datetime,
    by: Account,
    now: datetime,
    where: str = "",
    chair: int | None = None,
    referrer: str = "",
    invited: Sequence[Asked] = (),
) -> Discussion:
    """A concern met the threshold: a strategy discussion about some children is asked for.

    Pressed twice it is recorded once. Of each child the open referral is kept beside it.
    """
    worker = worker_of(by)
    when = happened("asked", asked, now)
    said = text("concern", concern, "Write what the concern is.")
    one_of("harm", harm, Harm.values)
    if referrer:
        one_of("referrer", referrer, Agency.values)
    if planned < when:
        raise Refused("planned", "A discussion is held after it was asked for. Check both times.")
    if chair is not None and not chairs(now).filter(pk=chair).exists():
        raise Refused("chair", "A strategy discussion is chaired by a manager. Choose one from the list.")
    if not children:
        raise Refused("children", "Choose which children the discussion is about.")
    with writing(by, SENTENCES):
        take_turns(f"section47 {worker.pk}")
        for twice in Discussion.objects.filter(asked_by=worker, asked=when, concern=said, cancelled__isnull=True):
            if set(twice.children.values_list("child_id", flat=True)) == set(children):
                return twice
        for child in sorted(children):
            locked(child, "children")
        meeting = meetings.meeting_called(
            kind=MeetingKind.STRATEGY,
            children=children,
            planned=planned,
            where=where,
            chair=chair,
            asked=invited,
            by=by,
            now=now,
        )
        made = Discussion.objects.create(
            meeting=meeting,
            asked=when,
            asked_by=worker,
            recorded=now,
            concern=said,
            harm=harm,
            referrer=referrer,
            first_referred=_first_referred(children, now),
        )
        referrals = open_referrals(children)
        rows = [
            Concerned.objects.create(discussion=made, child_id=child, referral=referrals.get(child), asked=when)
            for child in sorted(children)
        ]
        settle_children(rows, now)
        return made


def _first_referred(children: Sequence[int], now: datetime) -> bool:
    """Whether one of the children has neither a plan with us nor is in care: then the assessment service chairs."""
    today = local_date(now)
    running = Involvement.objects.filter(child_id__in=children, starts__lte=today)
    known = set(running.filter(Q(ends__isnull=True) | Q(ends__gt=today)).values_list("child_id", flat=True))
    return any(child not in known for child in children)


def open_referrals(children: Sequence[int]) -> dict[int, int]:
    """The open referral of each child at the front door, by the facts that room tells."""
    found: dict[int, int] = {}
    for episode in load(registry.binding(Referral), subjects=list(children)):
        if episode.subject_id is not None and not episode.facts["closed"] and not episode.facts["withdrawn"]:
            found[episode.subject_id] = episode.id
    return found


def invited(*, discussion: int, asked: Asked, by: Account, now: datetime) -> Attendance:
    """Somebody else is asked to it, or joined it unasked."""
    with writing(by, SENTENCES):
        held = discussion_locked(discussion)
        if held.meeting.minutes_sent:
            raise Refused("", "The minutes have been given out. Who took part stands as it is written there.")
        return meetings.asked_to(meeting=held.meeting_id, asked=asked, by=by, now=now)


def moved(*, discussion: int, planned: datetime, by: Account, now: datetime) -> Discussion:
    """It is to be held at another time. The clock runs on."""
    with writing(by, SENTENCES):
        held = discussion_locked(discussion)
        if planned < held.asked:
            raise Refused("planned", "A discussion is held after it was asked for. Check both times.")
        meetings.meeting_moved(meeting=held.meeting_id, planned=planned, by=by, now=now)
        return held


def cancelled(*, discussion: int, why: str, by: Account, now: datetime) -> Discussion:
    """A manager decided that none is needed, with the reason. It stays readable."""
    with writing(by, SENTENCES):
        held = discussion_locked(discussion)
        if held.held:
            raise Refused("why", "It has been held already.")
        held.cancelled, held.version = now, held.version + 1
        held.save(update_fields=["cancelled", "version"])
        meetings.meeting_cancelled(meeting=held.meeting_id, why=why, by=by, now=now)
        held.children.update(cancelled=now)
        settle_children(held.children.all(), now)
        return held


def took_part(
    *,
    discussion: int,
    at: datetime,
    chair: int,
    parts: Mapping[int, Part],
    by: Account,
    now: datetime,
    joined: Sequence[tuple[Asked, Part]] = (),
    late_why: str = "",
    absent_why: str = "",
    chair_why: str = "",
) -> Discussion:
    """It was held: when, chaired by whom, who took part and what each of them said.

    Sent again, it corrects who took part and what they said; the time stands. ``joined``: somebody nobody had asked.
    """
    worker_of(by)
    with writing(by, SENTENCES):
        held = discussion_locked(discussion)
        if held.meeting.minutes_sent:
            raise Refused("", "The minutes have been given out. Add a correction to them instead.")
        leader = chairs(now).filter(pk=chair).first()
        if leader is None:
            raise Refused("chair", "A strategy discussion is chaired by a manager. Choose one from the list.")
        _when(held, at, late_why, now)
        _written(held, parts, joined, by, now)
        _chair_was_there(held, leader.pk, by, now)
        held.chair_assesses = assesses(leader)
        if held.first_referred and not held.chair_assesses:
            ask = "One of the children is first referred: a manager of the assessment service chairs. Write why not."
            held.chair_why = text("chair_why", chair_why, ask, 400)
        absent = absent_of(held.meeting_id)
        held.absent = ",".join(absent)
        if absent:
            names = ", ".join(str(Agency(each).label) for each in absent)
            ask = f"Did not take part: {names}. Write why it went ahead without them, and how they are told."
            held.absent_why = text("absent_why", absent_why, ask, 400)
        held.version += 1
        held.save()
        _meeting_held(held, leader.pk, by, now)
        held.children.update(held=held.held, quorate=not absent)
        settle_children(held.children.all(), now)
        return held


def _when(held: Discussion, at: datetime, late_why: str, now: datetime) -> None:
    """When it was held, the first time it is recorded; sent again, the time stands."""
    if held.held is None:
        when = happened("at", at, now)
        if when < held.asked:
            raise Refused("at", "A discussion is held after it was asked for. Check both times.")
        held.held = when
    elif abs((at - held.held).total_seconds()) >= 60:
        raise Refused("at", "It is recorded that it was held at another time, and an enquiry may count from it.")
    if held.held - held.asked > law.LATE_AFTER:
        ask = "It was held more than 24 hours after it was asked for. Write why."
        held.late_why = text("late_why", late_why, ask, 400)


def _meeting_held(held: Discussion, chair: int, by: Account, now: datetime) -> None:
    """The meeting follows, once the discussion says that it was held (``met`` holds it to that)."""
    if held.held and not held.meeting.held:
        meetings.meeting_held(meeting=held.meeting_id, at=held.held, chair=chair, by=by, now=now)
    elif held.meeting.chair_id != chair:
        held.meeting.chair_id = chair
        held.meeting.save(update_fields=["chair"])


def met(meeting: Meeting, now: datetime) -> None:
    """Casework tells what happened to a meeting. A strategy discussion is recorded on its own pages, where agencies,
    chair and decision are asked for: on a general page of meetings it is neither held nor cancelled."""
    if meeting.kind != MeetingKind.STRATEGY or not (meeting.held or meeting.cancelled):
        return
    found = Discussion.objects.filter(meeting=meeting).first()
    if found and (meeting.held, meeting.cancelled) != (found.held, found.cancelled):
        raise Refused("", f"Strategy discussion S{found.pk} is recorded on its own page, under ‘Section 47’.")


def _written(
    held: Discussion, parts: Mapping[int, Part], joined: Sequence[tuple[Asked, Part]], by: Account, now: datetime
) -> None:
    listed = {each.pk: each for each in held.meeting.attendances.all()}
    for pk, part in parts.items():
        if pk not in listed:
            raise Refused("", "Somebody on this list has been taken off meanwhile. Open the page again.")
        meetings.attended(attendance=pk, came=part.came, said=part.said, was=part.was, by=by, now=now)
    for asked, part in joined:
        made = meetings.asked_to(meeting=held.meeting_id, asked=asked, by=by, now=now)
        meetings.attended(attendance=made.pk, came=part.came, said=part.said, by=by, now=now)


def _chair_was_there(held: Discussion, chair: int, by: Account, now: datetime) -> None:
    """Whoever chairs takes part for social care, whether or not anybody had put them on the list."""
    if not held.meeting.attendances.filter(worker_id=chair).exists():
        asked = Asked(agency=Agency.SOCIAL_CARE.value, worker=chair, confidential=True)
        made = meetings.asked_to(meeting=held.meeting_id, asked=asked, by=by, now=now)
        meetings.attended(attendance=made.pk, came=Came.YES.value, by=by, now=now)


def absent_of(meeting: int) -> list[str]:
    """The agencies that must take part in a strategy discussion and did not; a report is not taking part."""
    came = set(Attendance.objects.filter(meeting_id=meeting, came=Came.YES).values_list("agency", flat=True))
    return [each for each in REQUIRED if each not in came]


__all__ = [
    "Asked",
    "Part",
    "absent_of",
    "asked_for",
    "cancelled",
    "invited",
    "met",
    "moved",
    "open_referrals",
    "took_part",
]
