"""Meetings of every kind: called, held, who was asked and came, minutes given out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from righthelp.city import names
from righthelp.city.dice import Dice
from righthelp.city.help_days import CARRIED_OVER, capped, past
from righthelp.city.help_pen import Pen

COLUMNS: Final = {
    "casework.Meeting": (
        "kind", "called", "called_by_id", "planned", "where", "chair_id", "held", "recorded", "recorded_by_id",
        "minutes_sent",
    ),
    "casework.MeetingAbout": ("meeting_id", "child_id", "kind", "called", "planned", "held", "minutes_sent"),
    "casework.Attendance": ("meeting_id", "agency", "worker_id", "person_id", "name", "invited", "came"),
    "casework.Part": ("meeting_id", "place", "heading", "text"),
}  # fmt: skip
_PLACES: Final = {
    "strategy": "By telephone", "icpc": "Lancaster Circus, room 4", "rcpc": "Lancaster Circus, room 2",
    "core-group": "At the school", "cin": "At the school", "mash": "MASH room",
    "pathway": "At the young person’s home", "disruption": "Lancaster Circus, room 5",
}  # fmt: skip
_NAMES: Final = [names.of_worker(Dice("help", "partners", n)) for n in range(240)]


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting, and who was asked."""

    meeting: int
    attendances: list[int]


def met(
    pen: Pen,
    kind: str,
    children: Sequence[int],
    *,
    called: datetime,
    held: datetime | None,
    chair: int,
    by: int,
    agencies: Sequence[str],
    minutes: timedelta,
    planned: datetime | None = None,
    parents: Sequence[int] = (),
    parts: Sequence[tuple[str, str]] = (),
) -> Met:
    """One meeting; not yet held where ``held`` is None, and then ``planned`` says for when it is called."""
    dice = pen.dice
    sent = past(held + minutes) if held else None
    recorded = capped(held + timedelta(minutes=dice.whole(20, 90))) if held else None
    recorded = max(recorded, held) if recorded and held else None
    when = planned or held
    meeting = pen.add(
        "casework.Meeting", kind, called, by, when, _PLACES[kind], chair, held, recorded, by if held else None, sent
    )
    for child in children:
        pen.add("casework.MeetingAbout", meeting, child, kind, called, when, held, sent)
    came = "yes" if held else None
    asked = []
    if by != chair or kind != "strategy":
        asked.append(pen.add("casework.Attendance", meeting, "social-care", by, None, "", called, came))
    if held is not None and held.date() < CARRIED_OVER:
        agencies = agencies[:1]
    for agency in agencies:
        said = came if not held or dice.chance(0.86) else dice.pick(("report", "apologies"))
        asked.append(pen.add("casework.Attendance", meeting, agency, None, None, dice.pick(_NAMES), called, said))
    for person in parents:
        said = came if not held or dice.chance(0.82) else "no"
        asked.append(pen.add("casework.Attendance", meeting, "family", None, person, "", called, said))
    for place, (heading, text) in enumerate(parts, 1):
        pen.add("casework.Part", meeting, place, heading, text)
    return Met(meeting, asked)
