"""What follows from other rooms: a conference was held, a child who had gone home is in care again. Never typed."""

from __future__ import annotations

from datetime import date, datetime

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import settle
from righthelp.practice.care.models import InCare, Stay
from righthelp.practice.casework.models import Meeting
from righthelp.practice.family_group import journey
from righthelp.practice.family_group.codes import How
from righthelp.practice.family_group.models import Group, Return


def meeting_heard(meeting: Meeting, now: datetime) -> None:
    """Casework tells that a meeting was moved, held or cancelled."""
    held = local_date(meeting.held) if meeting.held else None
    rows = Group.objects.select_for_update(of=("self",)).filter(meeting=meeting).order_by("pk")
    for row in rows:
        if meeting.cancelled is not None:
            row.meeting = None
        row.held = held
        row.save(update_fields=["meeting", "held"])
        settle(journey.Group, [row.pk], now)


def came_back(row: Return) -> date | None:
    """The day on which a child who went home came back: into care anew, or from the parents to another placement."""
    if row.returned is None:
        return None
    if row.how == How.PARENTS:
        moved = Stay.objects.filter(care_id=row.care_id, starts__gt=row.returned).exclude(place__in=("P1", *_AWAY))
        day = moved.order_by("starts").values_list("starts", flat=True).first()
        if day is not None:
            return day
    again = InCare.objects.filter(child_id=row.child_id, starts__gt=row.returned)
    return again.order_by("starts").values_list("starts", flat=True).first()


_AWAY = ("T0", "T1", "T2", "T3", "T4")


def care_heard(care: InCare, now: datetime) -> None:
    """Laws or stays of a child have changed: returns follow."""
    for row in Return.objects.select_for_update(of=("self",)).filter(child_id=care.child_id, counts=True):
        if row.how == How.LEFT and row.care_id == care.pk and care.ends is None:
            row.returned, row.how = None, None  # that the child left care was a mistake: it is decided still
            row.save(update_fields=["returned", "how"])
            settle(journey.Return, [row.pk], now)
            continue
        back = came_back(row)
        if back == row.back:
            continue
        row.back = back
        if back is None:
            row.cause, row.back_why = None, ""
        row.save(update_fields=["back", "cause", "back_why"])
        settle(journey.Return, [row.pk], now)


def stay_taken_back(newest: Stay, before: Stay, now: datetime) -> None:
    """The move home was recorded by mistake: it is decided still, and has not happened."""
    rows = Return.objects.select_for_update(of=("self",)).filter(
        care_id=newest.care_id, how=How.PARENTS, returned=newest.starts
    )
    for row in rows:
        row.returned, row.how = None, None
        row.save(update_fields=["returned", "how"])
        settle(journey.Return, [row.pk], now)


__all__ = ["came_back", "care_heard", "meeting_heard", "stay_taken_back"]
