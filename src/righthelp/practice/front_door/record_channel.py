"""The verbs of the Channel panel: a meeting called about some children, and what it decided for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import record_meetings as meetings
from righthelp.practice.casework.codes import MeetingKind
from righthelp.practice.casework.models import Meeting
from righthelp.practice.front_door.codes import SUPPORTS, Panel, PanelDecision
from righthelp.practice.front_door.models import ChannelPanel, ChannelReferral
from righthelp.practice.front_door.record_base import SENTENCES
from righthelp.practice.people.writing import locked as locked_person
from righthelp.practice.people.writing import one_of, text, writing
from righthelp.practice.workforce.acting import worker_of


def panel_called(
    *,
    children: Sequence[int],
    planned: datetime,
    by: Account,
    now: datetime,
    where: str = "",
    chair: int | None = None,
) -> Meeting:
    """The panel meets about some children: ``children`` are the numbers of their referrals to Channel, open ones."""
    worker_of(by)
    if not children:
        raise Refused("children", "Choose which children the panel is about.")
    with writing(by, SENTENCES):
        people = ChannelReferral.objects.filter(pk__in=list(children)).values_list("child_id", flat=True)
        for child in sorted(set(people)):
            locked_person(child, "children")
        rows = [_open(each) for each in sorted(set(children))]
        for row in rows:
            if local_date(planned) < local_date(row.sent):
                raise Refused("planned", "The panel meets after the referral. Check the date.")
            waits = row.panels.filter(decision="", meeting__held__isnull=True, meeting__cancelled__isnull=True)
            if waits.exists():
                raise Refused("children", f"{row.child} is on the list of a panel that has not met yet.")
        meeting = meetings.meeting_called(
            kind=MeetingKind.CHANNEL,
            children=[row.child_id for row in rows],
            planned=planned,
            where=where,
            chair=chair,
            by=by,
            now=now,
        )
        for row in rows:
            ChannelPanel.objects.create(meeting=meeting, referral=row)
        met(meeting, now)
        return meeting


def _open(referral: int) -> ChannelReferral:
    found = ChannelReferral.objects.select_for_update().filter(pk=referral).first()
    if found is None or found.closed_on or found.said not in ("", Panel.ADOPTED):
        raise Refused("children", "One of these is closed meanwhile. Open the list again.")
    return found


def met(meeting: Meeting, now: datetime) -> None:
    """Casework tells what happened to a meeting: a referral that waits for the panel says when it meets."""
    if meeting.kind != MeetingKind.CHANNEL:
        return
    waiting = ChannelReferral.objects.filter(panels__meeting=meeting, panels__decision="", said="")
    day = None if meeting.cancelled else local_date(meeting.held or meeting.planned)
    for row in waiting:
        row.panel_on = day
        row.save(update_fields=["panel_on"])


def panel_decided(
    *,
    panel: int,
    decision: str,
    why: str,
    by: Account,
    now: datetime,
    support: str = "",
    next_review: date | None = None,
) -> ChannelPanel:
    """What the panel decided for one child in a meeting that was held. A child it supports is looked at again by a day.

    Adopted or not is decided once; then support goes on, or is over.
    """
    worker = worker_of(by)
    one_of("decision", decision, PanelDecision.values)
    reason = text("why", why, "Write why the panel decided so.", 4000)
    supports = decision in SUPPORTS
    helps = text("support", support, "Write what support there is, and from whom." if supports else "", 4000)
    if supports and next_review is None:
        raise Refused("next_review", "Enter by when the panel looks at it again.")
    with writing(by, SENTENCES):
        number = ChannelPanel.objects.filter(pk=panel).values_list("referral_id", flat=True).first()
        if number is None:
            raise Refused("", "This is no longer on the panel’s list. Open it again.")
        referral = ChannelReferral.objects.select_for_update().get(pk=number)
        row = ChannelPanel.objects.select_for_update().get(pk=panel)
        if row.decision:
            raise Refused("", "What the panel decided is recorded already. Open it again.")
        held = row.meeting.held
        if held is None:
            raise Refused("", "Record first that the panel met.")
        day = local_date(held)
        if supports and next_review is not None and next_review <= day:
            raise Refused("next_review", "The next review comes after this meeting. Check the date.")
        _fits(referral, decision)
        row.decision, row.why, row.support = decision, reason, helps
        row.next_review = next_review if supports else None
        row.decided, row.decided_by = now, worker
        row.save()
        if decision in (PanelDecision.ADOPTED, PanelDecision.NOT_ADOPTED):
            adopted = decision == PanelDecision.ADOPTED
            referral.said, referral.said_on = (Panel.ADOPTED if adopted else Panel.NOT_TAKEN), day
        if decision == PanelDecision.CLOSED:
            referral.closed_on, referral.closed_why = day, reason[:400]
        referral.review_by = row.next_review
        referral.support = helps or referral.support
        referral.save()
        return row


def _fits(referral: ChannelReferral, decision: str) -> None:
    first = decision in (PanelDecision.ADOPTED, PanelDecision.NOT_ADOPTED)
    if first and referral.said:
        raise Refused("decision", "The panel has taken the child on, or not, before. Choose what it decided now.")
    if not first and (referral.said != Panel.ADOPTED or referral.closed_on):
        raise Refused("decision", "The panel does not support this child yet. Choose whether it adopted them.")


__all__ = ["met", "panel_called", "panel_decided"]
