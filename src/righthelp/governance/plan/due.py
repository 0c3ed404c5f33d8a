"""Updates that come round, drawn from what was said; and the months in which nobody said anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from righthelp.foundation.calendar import Month
from righthelp.governance.plan.journey import PlanUpdateDue
from righthelp.governance.plan.models import Action, Update, UpdateDue
from righthelp.practice.casework.redrawing import redrawn as rows_redrawn


class Stretch(NamedTuple):
    """From ``since`` to the update that ended it, to the end of the action, or still open; due on the day after
    ``eve``."""

    since: date
    eve: date
    held: date | None
    ended: date | None


def stretches(since: date, updates: Iterable[date], ended: date | None) -> list[Stretch]:
    """The stretches of an action in force since a day. An update on its last day is the last, and opens none."""
    found: list[Stretch] = []
    for day in sorted(set(updates)):
        if since <= day and (ended is None or day <= ended):
            found.append(Stretch(since, _eve(since), day, None))
            since = day
    if not (found and found[-1].held == ended):
        found.append(Stretch(since, _eve(since), None, ended))
    return found


def _eve(since: date) -> date:
    return (Month.of(since) + 1).last_day - timedelta(days=1)


def missed(found: Sequence[Stretch | UpdateDue], today: date) -> list[Month]:
    """The whole months without an update among these stretches, the oldest first: those between the month from which a
    stretch runs and the one in which it was met or ended, or this one."""
    months: list[Month] = []
    for each in found:
        month, until = Month.of(each.since) + 1, Month.of(each.held or each.ended or today)
        while month < until:
            months.append(month)
            month += 1
    return months


def redrawn(action: Action, now: datetime) -> None:
    """Work out anew what is due of an action, and set its clock. Whoever calls this holds the action's lock."""
    wanted: list[Stretch] = []
    if action.in_force:
        said = Update.objects.filter(action=action, taken_back__isnull=True).values_list("on", flat=True)
        wanted = stretches(action.in_force, said, action.ended)
    rows_redrawn(UpdateDue, PlanUpdateDue, {"action_id": action.pk}, [each._asdict() for each in wanted], now)


__all__ = ["Stretch", "missed", "redrawn", "stretches"]
