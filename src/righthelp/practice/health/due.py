"""Which health assessments and checks are due: drawn anew from what happened, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from righthelp.foundation.calendar import add_months
from righthelp.practice.care.models import InCare
from righthelp.practice.casework.redrawing import redrawn as rows_redrawn
from righthelp.practice.health import journey
from righthelp.practice.health.codes import ANSWERS, OWN, Duty, Kind, Outcome
from righthelp.practice.health.models import Check, HealthDue
from righthelp.practice.people.models import Person


@dataclass(frozen=True)
class Stretch:
    """From a day until the child was seen (``held``), or need not be (``lapsed``); open while neither is known."""

    kind: Duty
    since: date
    held: date | None = None
    lapsed: date | None = None


Event = tuple[date, bool]
"""A day, and whether the child was seen on it; if not, the child's own no is respected until the next time."""


def stretches(kind: Duty, starts: date, events: Iterable[Event], ends: date | None) -> list[Stretch]:
    """From one event to the next while the duty holds: from ``starts`` until ``ends`` (exclusive)."""
    if ends is not None and ends <= starts:
        return []
    found, since = [], starts
    for day, seen in sorted(set(events)):
        if day < starts or (ends is not None and day >= ends):
            continue
        found.append(Stretch(kind, since, day if seen else None, None if seen else day))
        since = day
    return [*found, Stretch(kind, since, None, ends)]


def assessments(starts: date, events: Sequence[Event], ends: date | None, born: date | None) -> list[Stretch]:
    """The initial assessment, then reviews; each by the rule of the day from which it is counted: six months while
    under five on that day, a year from then on."""
    five = add_months(born, 60) if born else None
    found = stretches(Duty.INITIAL, starts, events, ends)
    return [
        each if place == 0 else Stretch(_rule(each.since, five), each.since, each.held, each.lapsed)
        for place, each in enumerate(found)
    ]


def _rule(since: date, five: date | None) -> Duty:
    return Duty.YOUNG if five is not None and since < five else Duty.REVIEW


def wanted(care: InCare, born: date | None, events: dict[str, list[Event]]) -> list[Stretch]:
    """Everything due in one time in care. Eyes are looked at from four on, the questionnaire is for ages 4 to 16."""
    four, seventeen = (add_months(born, months) if born else None for months in (48, 204))
    old_enough = max(care.starts, four) if four else care.starts
    last = min((each for each in (care.ends, seventeen) if each is not None), default=None)
    return [
        *assessments(care.starts, events.get(Kind.ASSESSMENT, []), care.ends, born),
        *stretches(Duty.DENTIST, care.starts, events.get(Kind.DENTIST, []), care.ends),
        *stretches(Duty.EYES, old_enough, events.get(Kind.EYES, []), care.ends),
        *stretches(Duty.SDQ, old_enough, events.get(Kind.SDQ, []), last),
    ]


def redrawn(child: int, now: datetime) -> None:
    """Work out anew what is due for a child, and set the clocks. Whoever calls this holds the child's lock."""
    for care in InCare.objects.filter(child_id=child).order_by("starts"):
        care_redrawn(care, now)


def care_redrawn(care: InCare, now: datetime) -> None:
    """As :func:`redrawn`, for one time in care."""
    born = Person.objects.values_list("birth_date", flat=True).get(pk=care.child_id)
    rows = Check.objects.filter(care=care, withdrawn__isnull=True, on__isnull=False)
    events: dict[str, list[Event]] = {}
    for kind, on, outcome, consent, no_score in rows.values_list("kind", "on", "outcome", "consent", "no_score"):
        own = outcome == Outcome.REFUSED and (consent in OWN or no_score == "SDQ5")
        if on is not None and (outcome == Outcome.KEPT or own):
            events.setdefault(kind, []).append((on, outcome == Outcome.KEPT))
    facts = [
        {"kind": each.kind.value, "since": each.since, "held": each.held, "lapsed": each.lapsed}
        for each in wanted(care, born, events)
    ]
    rows_redrawn(HealthDue, journey.HealthDue, {"care": care, "child_id": care.child_id}, facts, now)


__all__ = ["ANSWERS", "Stretch", "assessments", "care_redrawn", "redrawn", "stretches", "wanted"]
