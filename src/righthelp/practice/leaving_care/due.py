"""Which contacts, reviews and visits after a move are due: drawn anew from what happened, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from righthelp.foundation.calendar import add_months, local_date
from righthelp.foundation.journey import settle
from righthelp.practice.care.models import InCare
from righthelp.practice.casework.intervals import Interval, drawn
from righthelp.practice.casework.models import Meeting, MeetingAbout, Visited
from righthelp.practice.casework.redrawing import redrawn as rows_redrawn
from righthelp.practice.leaving_care import journey
from righthelp.practice.leaving_care.birthdays import Window, answer, windows
from righthelp.practice.leaving_care.codes import NOT_ASKED, Touch
from righthelp.practice.leaving_care.models import (
    BirthdayDue,
    Contact,
    Lodging,
    PathwayPlan,
    ReviewDue,
    Support,
    TouchDue,
)
from righthelp.practice.leaving_care.queries import stretches
from righthelp.practice.people.models import Person


def touches(starts: date, contacts: Iterable[tuple[date, str]], ends: date | None) -> list[Interval]:
    """From one contact to the next while help runs. Nobody need be in touch from the day on which a young person says
    no, until the next contact."""
    found: list[Interval] = []
    since: date | None = starts
    for day, status in sorted(contacts):
        if day < starts or (ends is not None and day >= ends):
            continue
        if status == Touch.YES:
            if since is not None:
                found.append(Interval(since, day, None))
            since = day
        elif status in NOT_ASKED and since is not None:
            found.append(Interval(since, None, day))
            since = None
    if since is not None:
        found.append(Interval(since, None, ends))
    return found


def birthdays(
    asked: Iterable[Window], starts: date, contacts: Sequence[tuple[date, str]], ends: date | None, today: date
) -> list[dict[str, Any]]:
    """The birthdays around which we are, or were, to be in touch since the help began, up to the next one. What was
    missed is late, and over: no later contact makes up for it."""
    found = []
    for each in asked:
        if each.last < starts or each.on > add_months(today, 12):
            continue
        held = min((day for day, status in contacts if status == Touch.YES and each.holds(day)), default=None)
        said = answer(each, contacts)
        over = said.on if held is None and said is not None and said.status in NOT_ASKED else None
        if held is None and over is None and ends is not None and ends <= each.last:
            over = ends
        if held is None and over is None and each.last < today:
            over = each.last + timedelta(days=1)
        found.append({"age": each.age, "since": each.on, "held": held, "ended": over})
    return found


def redrawn(child: int, now: datetime) -> None:
    """Work out anew what is due for a young person, and set the clocks. Whoever calls this holds the child's lock."""
    helped = list(Support.objects.filter(child_id=child).order_by("starts"))
    reviews = _reviews(child)
    contacts = list(Contact.objects.filter(child_id=child, withdrawn__isnull=True).values_list("on", "status"))
    made = PathwayPlan.objects.filter(child_id=child).order_by("made").values_list("made", flat=True).first()
    in_touch = [each for one in helped for each in touches(one.starts, contacts, one.ends)]
    last = helped[-1].ends if helped else None
    planned = drawn(made, reviews, last) if made and helped else []
    rows_redrawn(TouchDue, journey.TouchDue, {"child_id": child}, (each._asdict() for each in in_touch), now)
    born = Person.objects.values_list("birth_date", flat=True).get(pk=child)
    asked = windows(born, stretches(child)) if born and helped else []
    around = birthdays(asked, helped[0].starts, contacts, last, local_date(now)) if helped else []
    rows_redrawn(BirthdayDue, journey.BirthdayDue, {"child_id": child}, around, now)
    rows_redrawn(ReviewDue, journey.ReviewDue, {"child_id": child}, (each._asdict() for each in planned), now)
    _homes(child, reviews, now)


def _reviews(child: int) -> list[date]:
    held = MeetingAbout.objects.filter(child_id=child, kind="pathway", held__isnull=False, cancelled__isnull=True)
    return [local_date(each) for each in held.values_list("held", flat=True) if each is not None]


def _homes(child: int, reviews: list[date], now: datetime) -> None:
    seen = Visited.objects.filter(child_id=child, seen=True, withdrawn__isnull=True).values_list("at", flat=True)
    visits, rows = [local_date(each) for each in seen], list(Lodging.objects.filter(child_id=child))
    for row in rows:
        facts = _first(row, visits), _first(row, reviews)
        if facts != (row.seen, row.reviewed):
            row.seen, row.reviewed = facts
            row.save(update_fields=["seen", "reviewed"])
    settle(journey.Lodging, [row.pk for row in rows], now)


def _first(home: Lodging, days: list[date]) -> date | None:
    return min((day for day in days if home.starts <= day and (home.ends is None or day < home.ends)), default=None)


def stays_heard(care: InCare, now: datetime) -> None:
    """Care tells that a time in care has changed: whether a birthday counts turns on it."""
    if Support.objects.filter(child_id=care.child_id).exists():
        redrawn(care.child_id, now)


def visits_heard(child: int, now: datetime) -> None:
    """Casework tells that a young person's visits have changed."""
    if Lodging.objects.filter(child_id=child).exists():
        redrawn(child, now)


def meetings_heard(meeting: Meeting, now: datetime) -> None:
    """Casework tells that something has happened to a meeting."""
    for child in MeetingAbout.objects.filter(meeting=meeting, kind="pathway").values_list("child_id", flat=True):
        redrawn(child, now)


__all__ = ["birthdays", "meetings_heard", "redrawn", "stays_heard", "touches", "visits_heard"]
