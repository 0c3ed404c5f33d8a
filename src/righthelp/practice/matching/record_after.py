"""The verbs of a placement that broke down: a meeting is called, or not held; what was learned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import Stay
from righthelp.practice.care.queries import protected_stays
from righthelp.practice.care.record_back import standing
from righthelp.practice.casework.codes import MeetingKind
from righthelp.practice.casework.record_base import SENTENCES as MEETINGS
from righthelp.practice.casework.record_meetings import Asked, meeting_called
from righthelp.practice.matching.codes_after import BROKE, NOT_A_PLACEMENT, Cause
from righthelp.practice.matching.models_after import Disruption
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    **MEETINGS,
    "disruption_once": ("", "Somebody has called the meeting already, or said why there is none. Open the page again."),
    "disruption_meets_or_says_why": ("why", "Write why no meeting is held."),
    "disruption_learned_says_what": ("learned", "Choose at least one cause, and write what was learned."),
}


def broken(stay: int) -> Stay:
    """A stay that ended before it was planned to: the child is locked until the transaction ends."""
    found = Stay.objects.filter(pk=stay).select_related("home").first()
    if found is None:
        raise Refused("", "This placement is no longer there. Open the child’s record again.")
    locked(found.child_id)
    found = Stay.objects.select_related("home").get(pk=stay)
    broke = found.change in BROKE and found.place not in NOT_A_PLACEMENT
    if found.ends is None or not broke or _went_away(found.care_id, found.ends):
        raise Refused("", "This placement goes on, or ended as it was planned.")
    return found


def _went_away(care: int, day: date) -> bool:
    """Whether the child was away from that day on: in hospital, say, with the placement kept."""
    return Stay.objects.filter(care=care, starts=day, place__in=NOT_A_PLACEMENT).exists()


def meeting_for(
    *, stay: int, planned: datetime, by: Account, now: datetime, where: str = "", chair: int | None = None
) -> Disruption:
    """A disruption meeting is called; the child and the home are on its list. A meeting that was cancelled can be
    called again."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        ended = broken(stay)
        row = Disruption.objects.select_for_update(of=("self",)).filter(stay=ended, withdrawn__isnull=True).first()
        if row is not None and (row.meeting is None or row.meeting.cancelled is None):
            raise Refused("", "The meeting is called already, or it was said why there is none.")
        child = f"{ended.child.forename} {ended.child.surname}"
        home = ended.home.name if ended.home else ended.elsewhere or "The parents"
        if ended.pk in protected_stays([ended.child_id]):  # whoever may open a meeting reads who is asked to it
            home = "The home"
        made = meeting_called(
            kind=MeetingKind.DISRUPTION.value, children=[ended.child_id], planned=planned, where=where, chair=chair,
            asked=[Asked(agency="child", name=child), Asked(agency="other", name=home)],
            purpose=f"What led to the end of the placement of {say_date(ended.starts)}, and what we learn", by=by,
            now=now,
        )  # fmt: skip
        if row is None:
            row = Disruption(child_id=ended.child_id, stay=ended, recorded=now, recorded_by=writer)
        row.meeting = made
        row.save()
        return row


def no_meeting(*, stay: int, why: str, by: Account, now: datetime) -> Disruption:
    """No meeting is held about it: a manager says why."""
    manager = worker_of(by)
    with writing(by, SENTENCES):
        ended = broken(stay)
        return Disruption.objects.create(
            child_id=ended.child_id, stay=ended, none_why=text("why", why, "Write why no meeting is held."),
            recorded=now, recorded_by=manager,
        )  # fmt: skip


def learned(
    *, disruption: int, on: date, causes: Sequence[str], learned: str, by: Account, now: datetime, child_says: str = ""
) -> Disruption:
    """What those who met think led to it, and what is learned; it can be written again. Raises ``Refused`` until the
    meeting was held."""
    worker_of(by)
    recent("on", on, now)
    for each in causes:
        one_of("causes", each, Cause.values)
    if not causes:
        raise Refused("causes", "Choose at least one cause.")
    with writing(by, SENTENCES):
        row = standing(Disruption, disruption)
        if row.meeting is None or row.meeting.held is None:
            raise Refused("", "The meeting has not been held yet. Record that under Meetings first.")
        if on < local_date(row.meeting.held):
            raise Refused("on", f"The meeting was held on {say_date(local_date(row.meeting.held))}. Check the date.")
        row.learned_on, row.causes = on, list(dict.fromkeys(causes))
        row.learned = text("learned", learned, "Write what was learned.")
        row.child_says = text("child_says", child_says, "")
        row.save(update_fields=["learned_on", "causes", "learned", "child_says"])
        return row


def goes_on(stay: Stay, now: datetime) -> None:
    """The move that ended a stay was a mistake: it did not break down. What was recorded stays readable."""
    for row in Disruption.objects.select_for_update(of=("self",)).filter(stay=stay, withdrawn__isnull=True):
        row.withdrawn, row.withdrawn_why = now, "The move was recorded by mistake."
        row.save(update_fields=["withdrawn", "withdrawn_why"])


__all__ = ["SENTENCES", "broken", "goes_on", "learned", "meeting_for", "no_meeting"]
