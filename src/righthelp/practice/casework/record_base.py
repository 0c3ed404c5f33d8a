"""What every verb of casework shares: who, when, text, clocks settled."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.exceptions import ObjectDoesNotExist

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_moment
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import intervals, journey, law
from righthelp.practice.casework.models import Plan, VisitDue, Visited
from righthelp.practice.people.writing import Sentences
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    "plan_one_at_a_time": ("starts", "The child has a plan on that day already. End that one first."),
    "involvement_one_of_a_kind": ("starts", "The child has a plan of this kind on that day already."),
    "plan_ends_after_start": ("ends", "A plan ends after the day on which it began."),
    "visited_once": ("children", "The same child stands twice in this visit. Leave one of them out."),
    "meeting_about_once": ("children", "The same child stands twice in this meeting. Leave one of them out."),
    "attendance_worker_once": ("name", "This colleague has been asked already."),
    "attendance_person_once": ("name", "This person has been asked already."),
}


def worker_of(by: Account) -> Worker:
    """The worker behind the account; verbs name who did it, so nobody else may."""
    try:
        return by.worker
    except ObjectDoesNotExist:
        raise Refused("", "This must be recorded by somebody who works for the Trust. Ask your manager.") from None


def text(field: str, typed: str, ask: str, longest: int = 20_000) -> str:
    """What was typed, its ends trimmed and its lines kept; refused with ``ask`` when empty, and when too long."""
    tidy = typed.strip()
    if not tidy and ask:
        raise Refused(field, ask)
    if len(tidy) > longest:
        raise Refused(field, f"Make this shorter: at most {longest:,} characters; it has {len(tidy):,}.")
    return tidy


def happened(field: str, at: datetime, now: datetime) -> datetime:
    """A moment at which something happened: not in the future, and not so long ago that the year must be wrong."""
    if at > now + law.FUTURE_TOLERANCE:
        raise Refused(field, f"{say_moment(at)} is in the future. Record it when it has happened.")
    if at < now - law.OLDEST:
        raise Refused(field, "This is more than a year ago. Check the year.")
    return min(at, now)


def visits_redrawn(plan: Plan, now: datetime) -> None:
    """Work out anew from one visit to the next while ``plan`` runs, and set the clocks."""
    seen = Visited.objects.filter(child_id=plan.child_id, seen=True, withdrawn__isnull=True).values_list(
        "at", flat=True
    )
    wanted = intervals.drawn(plan.starts, (local_date(at) for at in seen), plan.ends)
    held = {row.place: row for row in VisitDue.objects.select_for_update().filter(plan=plan)}
    for place, interval in enumerate(wanted):
        row = held.pop(place, None) or VisitDue(plan=plan, child_id=plan.child_id, kind=plan.kind, place=place)
        if row.pk and (row.since, row.held, row.ended) == tuple(interval):
            continue
        row.since, row.held, row.ended = interval
        row.save()
    gone = [row.pk for row in held.values()]
    VisitDue.objects.filter(pk__in=gone).delete()
    settle(journey.VisitDue, [*VisitDue.objects.filter(plan=plan).values_list("pk", flat=True), *gone], now)
