"""Reads of the Channel panel: its meetings, and one meeting as a reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.practice.casework import queries as casework
from righthelp.practice.casework.models import Attendance, Meeting
from righthelp.practice.front_door.models import ChannelPanel, ChannelReferral

ACT = "front_door.contact"


@dataclass(frozen=True)
class PanelSeen:
    """A meeting of the panel: the children whose records the reader may open, who was asked, and whether it is about
    others too, of whom nothing is shown."""

    meeting: Meeting
    rows: list[ChannelPanel]
    attendances: list[Attendance]
    whole: bool

    @property
    def agencies(self) -> list[tuple[str, list[Attendance]]]:
        """Who was asked, by agency, in the agencies' order of asking."""
        of: dict[str, list[Attendance]] = {}
        for each in self.attendances:
            of.setdefault(each.get_agency_display(), []).append(each)
        return list(of.items())


def panel(meeting: int, account: Account, now: datetime) -> PanelSeen | None:
    """One meeting, if the account may open the record of one of its children. About six queries."""
    every = ChannelPanel.objects.filter(meeting=meeting).select_related(
        "meeting__chair", "meeting__called_by", "referral__child", "decided_by"
    )
    rows = list(within_reach(every, account, ACT, kind="child", field="referral__child_id", now=now).order_by("pk"))
    if not rows:
        return None
    whole = len(rows) == ChannelPanel.objects.filter(meeting=meeting).count()
    return PanelSeen(rows[0].meeting, rows, casework.attendances_of(meeting), whole)


def panels(account: Account, now: datetime) -> list[tuple[Meeting, list[ChannelPanel]]]:
    """Meetings of the panel about children within reach, those to come first, then the latest. One query."""
    rows = ChannelPanel.objects.select_related("meeting__chair", "referral__child")
    near = within_reach(rows, account, ACT, kind="child", field="referral__child_id", now=now)
    of: dict[int, tuple[Meeting, list[ChannelPanel]]] = {}
    for row in near.order_by("-meeting__planned", "pk"):
        of.setdefault(row.meeting_id, (row.meeting, []))[1].append(row)
    return sorted(of.values(), key=lambda each: bool(each[0].held or each[0].cancelled))


def open_referrals(account: Account, now: datetime) -> list[ChannelReferral]:
    """Referrals that a panel may be called about: it has not said yet, or it supports the child."""
    rows = ChannelReferral.objects.filter(said__in=["", "adopted"], closed_on__isnull=True).select_related("child")
    near = within_reach(rows, account, ACT, kind="child", field="child_id", now=now)
    return list(near.order_by("said", "review_by", "sent", "pk"))


__all__ = ["PanelSeen", "open_referrals", "panel", "panels"]
