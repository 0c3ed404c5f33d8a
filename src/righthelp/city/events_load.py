"""Providers of supported accommodation as commissioners found them; exchange events each quarter, and groups for
adopters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.city import families_words as words
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, on_or_before
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked

_SAID: Final = ("recorded", "recorded_by_id")
COLUMNS: Final = {
    "care.OnFramework": ("organisation_id", "starts", *_SAID),
    "care.Monitored": (
        "organisation_id", "on", "how", "quality", "found", "concerns", "agreed", "by_when", "settled", "settled_said",
        *_SAID,
    ),
    "care.Suspension": ("organisation_id", "starts", "ends", "why", "ending_why", *_SAID),
    "adoption.Exchange": ("on", "partners", *_SAID),
    "adoption.Profiled": ("exchange_id", "child_id", "plan_id", *_SAID),
    "adoption.Came": ("exchange_id", "adopters_id", *_SAID),
    "adoption.Interest": ("profiled_id", "adopters_id", "words", *_SAID),
    "adoption.Course": ("starts", "weeks", "led_by", *_SAID),
    "adoption.Seat": ("course_id", "adopters_id", "came", "helped", "feedback", *_SAID),
}  # fmt: skip
_PROVIDERS: Final = """
select distinct agency_id from care_home where kind = 'supported' and agency_id is not null order by agency_id
"""
_WAITED: Final = """
select child_id, id from adoption_adopting
 where decided <= %s and withdrawn is null and (ceased is null or ceased > %s) and (matched is null or matched >= %s)
 order by id
"""
_FAMILIES: Final = """
select id from adoption_adopters where approved <= %s and ("left" is null or "left" > %s) order by id
"""
_FIRST: Final = date(2019, 3, 1)
_GROUPS: Final = 5
_EACH: Final = 5


def loaded(office: Office, highest: dict[str, int]) -> None:
    """Draw and load it, in the caller's transaction."""
    pen = Pen(Dice("events"), office, highest)
    for place, (organisation,) in enumerate(asked(_PROVIDERS)):
        _provider(pen, organisation, good=place % 2 == 0)
    day = _FIRST
    while day <= YESTERDAY:
        _exchange(pen, on_or_before(day))
        day += timedelta(days=91)
    _groups(pen)
    pen.loaded(COLUMNS)


def _there(pen: Pen, team: str, day: date) -> int:
    """Somebody of a team who worked there on a day."""
    return pen.office.worker(pen.dice, pen.office.team(pen.dice, team), day)


def _provider(pen: Pen, organisation: int, *, good: bool) -> None:
    """On the framework since it began; looked at each year; of every second one something is agreed still."""
    dice, began, team = pen.dice, date(2019, 4, 1), "leaving-care"
    pen.add("care.OnFramework", organisation, began, at(began, 12), _there(pen, team, began))
    seen = [on_or_before(began + timedelta(days=300 * number + dice.whole(0, 40))) for number in range(1, 3)]
    for place, day in enumerate(seen):
        mends = place == 0 or not good
        by_when = day + timedelta(days=42) if mends else None
        done = by_when if by_when and place == 0 else None
        pen.add(
            "care.Monitored", organisation, day, dice.weighed({"told": 3, "untol": 4, "young": 3}),
            "mends" if mends else "good", dice.pick(words.SEEN), words.WRONG if mends else "",
            words.AGREED if mends else "", by_when, done, words.SETTLED if done else "", at(day, 16),
            _there(pen, team, day),
        )  # fmt: skip
    if not good:
        starts, ends = seen[0], seen[0] + timedelta(days=44)
        pen.add(
            "care.Suspension", organisation, starts, ends, words.WRONG, words.SETTLED, at(starts, 17),
            _there(pen, team, starts),
        )  # fmt: skip


def _exchange(pen: Pen, day: date) -> None:
    """Eight children or so, ten families, and a few who ask about a child."""
    dice, said = pen.dice, (at(day, 20), _there(pen, "adoption", day))
    event = pen.add("adoption.Exchange", day, words.PARTNERS, *said)
    families = dice.some([number for (number,) in asked(_FAMILIES, day, day)], 10)
    for family in families:
        pen.add("adoption.Came", event, family, *said)
    for child, plan in dice.some(asked(_WAITED, day, day, day), 8):
        profile = pen.add("adoption.Profiled", event, child, plan, *said)
        for family in dice.some(families, dice.weighed({0: 5, 1: 4, 2: 1})):
            pen.add("adoption.Interest", profile, family, dice.pick(words.INTEREST), *said)


def _groups(pen: Pen) -> None:
    """Groups of six weeks, one after the other, of adopters approved by then; nearly everybody came nearly always."""
    dice = pen.dice
    been: set[int] = set()
    for number in reversed(range(_GROUPS)):
        day = on_or_before(YESTERDAY - timedelta(days=70 + 77 * number))
        said = (at(day, 17), _there(pen, "adoption", day))
        families = [each for (each,) in asked(_FAMILIES, day, day) if each not in been]
        group = pen.add("adoption.Course", day, 6, words.LEADER, *said)
        for family in dice.some(families, _EACH):
            been.add(family)
            came = [week for week in range(1, 7) if dice.chance(0.87)]
            helped = dice.weighed({"much": 7, "some": 2, "": 1})
            feedback = dice.pick(words.FEEDBACK) if helped else ""
            pen.add("adoption.Seat", group, family, came, helped, feedback, *said)


__all__ = ["COLUMNS", "loaded"]
