"""Short breaks of disabled children who live at home: a weekend or two a month in one place, within the limits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.city import placement_words as words
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, on_or_before
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked
from righthelp.city.staff import TODAY
from righthelp.practice.matching import breaks
from righthelp.practice.matching.codes_breaks import BreakLaw

_RECORDED: Final = ("recorded", "recorded_by_id")
COLUMNS: Final = {
    "matching.BreakSeries": (
        "child_id", "law", "home_id", "plan", "agreed", "starts", "ends", "ended_why", "reviewed", "review_says",
        *_RECORDED,
    ),
    "matching.BreakStay": (
        "child_id", "series_id", "planned_starts", "planned_ends", "starts", "ends", "over", "how", "child_says",
        *_RECORDED,
    ),
}  # fmt: skip
CHILDREN: Final = 44
"""Children with a series that runs, in the whole city; every second of those with a plan for disabled children at
most."""
_PACES: Final = ((28, 2), (28, 3), (21, 2), (14, 2), (14, 3), (42, 2))
"""Days from one stay to the next, and nights of each."""
_DISABLED: Final = """
select pl.child_id, al.worker_id from casework_plan pl
  join people_person p on p.id = pl.child_id and p.died_on is null and p.merged_into_id is null
  join workforce_allocation al on al.child_id = pl.child_id and al."primary" and al.ends is null
 where pl.kind = 'disabled' and pl.ends is null and p.birth_date < '2018-09-01'
   and not exists (select from care_incare c where c.child_id = pl.child_id)
 order by pl.child_id %% 7919, pl.child_id
"""
_HOMES: Final = """
select h.id from care_home h join care_terms t on t.home_id = h.id and t.ends is null
 where h.kind = 'foster' and h.ends is null and h.provider = 'PR1' and h.starts < '2019-06-01'
   and ('breaks' = any(t.skills) or 'disability' = any(t.skills)) order by h.id
"""


def loaded(office: Office, highest: dict[str, int]) -> None:
    """Draw and load them, in the caller's transaction."""
    pen = Pen(Dice("short breaks"), office, highest)
    children, homes = asked(_DISABLED), [int(row[0]) for row in asked(_HOMES)]
    wanted = min(CHILDREN, max(3, len(children) // 2)) if homes else 0
    for child, worker in children:
        if wanted <= 0:
            break
        wanted -= _series(pen, child, worker, pen.dice.pick(homes))
    pen.loaded(COLUMNS)


def _series(pen: Pen, child: int, worker: int, home: int) -> bool:
    """Whether it runs still."""
    dice = pen.dice
    starts = on_or_before(TODAY - timedelta(days=dice.whole(25, 620)))
    over = dice.chance(0.12) and (TODAY - starts).days > 300
    ends = starts + timedelta(days=dice.whole(200, (TODAY - starts).days - 20)) if over else None
    day = starts + timedelta(days=dice.whole(50, 88) if dice.chance(0.9) else dice.whole(95, 120))
    reviewed = on_or_before(day)
    held = reviewed <= YESTERDAY and (ends is None or reviewed <= ends)
    pace = dice.pick(_PACES)
    series = pen.add(
        "matching.BreakSeries", child, dice.weighed({BreakLaw.V4.value: 7, BreakLaw.V3.value: 3}), home,
        dice.pick(words.BREAK_PLAN[pace]),
        f"{dice.pick(words.BREAK_AGREED)}, {starts.day}/{starts.month}/{starts.year}",
        starts, ends, dice.pick(words.BREAK_ENDED) if ends else "", reviewed if held else None,
        dice.pick(words.BREAK_REVIEW) if held else "", at(starts, 11), worker,
    )  # fmt: skip
    _stays(pen, (child, worker, series), pace, starts, ends)
    return ends is None


def _stays(
    pen: Pen, of: tuple[int, int, int], pace: tuple[int, int], starts: date, ends: date | None
) -> None:  # fmt: skip
    """Weekends at a steady pace, a week in the summer for some; the next one or two are planned."""
    dice, (child, worker, series), (gap, nights) = pen.dice, of, pace
    day = starts + timedelta(days=(4 - starts.weekday()) % 7)
    drawn: list[breaks.Stay] = []
    while day < (ends or TODAY + timedelta(days=gap + 12)):
        summer = day.month == 8 and dice.chance(0.3)
        stay = (day, day + timedelta(days=7 if summer else nights))
        day += timedelta(days=gap)
        if breaks.beyond([*drawn, stay], breaks.year_before(stay[0])) or (ends and stay[1] > ends):
            continue
        drawn.append(stay)
        first, last = stay
        home = last - timedelta(days=1) if dice.chance(0.04) and (last - first).days > 1 else last
        written = last <= YESTERDAY and ((YESTERDAY - last).days > 12 or dice.chance(0.5))
        pen.add(
            "matching.BreakStay", child, series, first, last, first, home if written else last, written,
            dice.pick(words.BREAK_HOW) if written else "", dice.pick(words.BREAK_SAYS) if written else "",
            max(at(starts, 12), at(min(first - timedelta(days=10), YESTERDAY), 12)), worker,
        )  # fmt: skip


__all__ = ["COLUMNS", "loaded"]
