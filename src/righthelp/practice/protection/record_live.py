"""The verbs of a conference while it is held: begun, who came, where they put each child, what was said, given out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import Came, MeetingKind
from righthelp.practice.casework.models import Attendance, Meeting, Part
from righthelp.practice.casework.record_meetings import (
    Written,
    attended,
    meeting_held,
    meeting_locked,
    minuted,
)
from righthelp.practice.people.writing import locked, one_of, writing
from righthelp.practice.protection.codes import Kind
from righthelp.practice.protection.models import ChildConference, ConferenceRecord, ProtectionPlan, Score
from righthelp.practice.protection.record import children_of, report_eve
from righthelp.practice.protection.record_base import SENTENCES, settled, text, worker_of
from righthelp.practice.protection.record_rota import slots_follow
from righthelp.practice.protection.stages import stages_redrawn

SECTIONS = (
    ("worries", "What are we worried about?"),
    ("complicating", "What makes it harder?"),
    ("working_well", "What is working well?"),
    ("family_views", "What the family says"),
    ("needs_to_happen", "What needs to happen?"),
)
"""The headings of strengthening families, in the order of the meeting."""


@dataclass(frozen=True)
class Present:
    """Somebody on the list: whether they came, and where they put each child (0 to 10)."""

    attendance: int
    came: str
    scores: Mapping[int, int]


def conference_held(*, meeting: int, at: datetime, by: Account, now: datetime) -> Meeting:
    """The conference was held. For each child it stops the clock that asked for it (:func:`met`)."""
    with writing(by, SENTENCES):
        for child in children_of(meeting):
            locked(child)
        if not ChildConference.objects.filter(meeting_id=meeting, withdrawn__isnull=True).exists():
            raise Refused("at", "No child is left in this conference.")
        return meeting_held(meeting=meeting, at=at, by=by, now=now)


def met(meeting: Meeting, now: datetime) -> None:
    """Casework tells what happened to a meeting, whichever page recorded it: what is kept beside it follows."""
    if meeting.kind == MeetingKind.CORE_GROUP:
        children = meeting.about.values("child_id")
        for plan in ProtectionPlan.objects.filter(child_id__in=children).order_by("child_id"):
            stages_redrawn(plan, now)
    slots_follow(meeting)
    rows = ChildConference.objects.select_for_update(of=("self",)).filter(meeting=meeting, withdrawn__isnull=True)
    changed = []
    for row in rows.order_by("child_id"):
        if meeting.cancelled:
            row.meeting = row.report_eve = row.report_read = None
            row.save(update_fields=["meeting", "report_eve", "report_read"])
            changed.append(row)
        elif meeting.held and row.held is None:
            _after(row, meeting.held)
            row.held = meeting.held
            row.save(update_fields=["held"])
            changed.append(row)
        elif meeting.held is None and row.report_eve != report_eve(row.kind, meeting.planned):
            row.report_eve = report_eve(row.kind, meeting.planned)
            row.save(update_fields=["report_eve"])
            changed.append(row)
    settled(changed, now)
    for row in changed:
        if row.held and row.kind == Kind.REVIEW and row.plan_id is not None:
            stages_redrawn(ProtectionPlan.objects.get(plan_id=row.plan_id), now)


def _after(row: ChildConference, at: datetime) -> None:
    """Refuse a conference that would have been held before what it answers."""
    if row.strategy is not None and at < row.strategy:
        raise Refused(*SENTENCES["protection_conference_after_strategy"])
    if row.notified is not None and at < row.notified:
        raise Refused(*SENTENCES["protection_conference_after_notice"])
    if row.plan_starts is not None and local_date(at) <= row.plan_starts:
        raise Refused(*SENTENCES["protection_review_after_its_plan"])


def scored(*, meeting: int, present: Sequence[Present], by: Account, now: datetime) -> None:
    """Who came, and the scores of those who did. Sent again it replaces what was there. Only those present score."""
    worker_of(by)
    children = set(children_of(meeting))
    with writing(by, SENTENCES):
        held = meeting_locked(meeting)
        if held.held is None:
            raise Refused("", "Record first that the meeting was held.")
        if held.minutes_sent:
            raise Refused("", "The record has been given out. Write what needs correcting as a part of its own.")
        listed = {row.pk: row for row in Attendance.objects.filter(meeting_id=meeting)}
        for each in present:
            if each.attendance not in listed:
                raise Refused("", "Somebody changed who is on the list. Open it again.")
            one_of(f"came_{each.attendance}", each.came, Came.values)
            if each.scores and each.came != Came.YES:
                raise Refused(f"came_{each.attendance}", "Only somebody who took part gives a score.")
            _came(listed[each.attendance], each.came, by, now)
            for child, value in each.scores.items():
                if child not in children or not 0 <= value <= 10:
                    raise Refused(f"score_{each.attendance}_{child}", "Enter a whole number from 0 to 10.")
                Score.objects.update_or_create(
                    attendance_id=each.attendance, child_id=child, defaults={"value": value, "meeting_id": meeting}
                )
            gone = Score.objects.filter(attendance_id=each.attendance).exclude(child_id__in=list(each.scores))
            gone.delete()


def _came(row: Attendance, came: str, by: Account, now: datetime) -> None:
    """Whether they came; what they said stays as it is."""
    attended(attendance=row.pk, came=came, said=row.said, by=by, now=now)


def written(
    *,
    meeting: int,
    version: int,
    by: Account,
    now: datetime,
    worries: str = "",
    complicating: str = "",
    working_well: str = "",
    family_views: str = "",
    needs_to_happen: str = "",
    confidential: str | None = None,
) -> ConferenceRecord:
    """What is said, as far as it has come. ``version`` is the one that was opened: when somebody else has saved since,
    it is refused and nothing is lost. ``confidential`` None: whoever writes is not shown that part, and it stays."""
    worker = worker_of(by)
    said = {
        "worries": worries,
        "complicating": complicating,
        "working_well": working_well,
        "family_views": family_views,
        "needs_to_happen": needs_to_happen,
    } | ({} if confidential is None else {"confidential": confidential})
    with writing(by, SENTENCES):
        if meeting_locked(meeting).minutes_sent:
            raise Refused("", "The record has been given out. Write what needs correcting as a part of its own.")
        found = ConferenceRecord.objects.select_for_update(of=("self",)).filter(meeting_id=meeting).first()
        if found is None:
            raise Refused("", "This conference is no longer there.")
        if found.version != version:
            raise Refused("", "Somebody else saved meanwhile. Yours is kept here: look at theirs below, then save.")
        for name, value in said.items():
            setattr(found, name, text(name, value, "", 50_000))
        found.written, found.written_by, found.version = now, worker, found.version + 1
        found.save()
        if Part.objects.filter(meeting_id=meeting).exists():
            record_made(meeting=meeting, by=by, now=now)  # no copy is ever made of what no longer stands
        return found


def _parts(record: ConferenceRecord, rows: Sequence[ChildConference]) -> list[Written]:
    """The record as parts that can be kept apart: what was said, then each child's, then the confidential part."""
    parts = [Written(heading, getattr(record, name)) for name, heading in SECTIONS if getattr(record, name)]
    for row in rows:
        lines = [f"Decision: {row.get_outcome_display()}.", f"Why: {row.reason}"]
        if row.category:
            lines.insert(1, f"Category: {row.get_category_display()}.")
        if row.views:
            lines.append(f"What {row.child.called} says: {row.views}")
        if row.dissent:
            lines.append(f"Who does not agree, and why: {row.dissent}")
        parts.append(Written(f"Decision for {row.child}"[:120], "\n\n".join(lines), child=row.child_id))
    if record.confidential:
        parts.append(Written("Confidential part", record.confidential, confidential=True))
    return parts


def record_made(*, meeting: int, by: Account, now: datetime) -> Meeting:
    """The record is put together from what was written and decided, as parts that can be kept apart; made again, it
    replaces the last. Its copies leave by the documents gate, which stops the clock; from then on it stands."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = meeting_locked(meeting)
        rows = list(ChildConference.objects.filter(meeting_id=meeting, withdrawn__isnull=True).select_related("child"))
        waiting = [row.child.called for row in rows if row.decided is None]
        if waiting:
            raise Refused("", f"Record the decision for {' and '.join(waiting)} first.")
        record = ConferenceRecord.objects.select_for_update(of=("self",)).filter(meeting_id=meeting).first()
        if record is None or not record.needs_to_happen.strip():
            raise Refused("", "Write what was said, at least what needs to happen, before the record is given out.")
        return minuted(meeting=meeting, parts=_parts(record, rows), version=held.version, by=by, now=now)
