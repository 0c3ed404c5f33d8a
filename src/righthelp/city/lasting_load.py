"""Families looked for until a child is grown up: for two in three of those whose plan it is, the present carers asked
first; some matches that wait for panel."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, capped, shifted
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked
from righthelp.practice.fostering.codes_lasting import PARTS

_RECORDED: Final = ("recorded", "recorded_by_id")
COLUMNS: Final = {
    "fostering.Finding": ("child_id", "care_id", "opened", "finder_id", *PARTS, "ended_why", *_RECORDED),
    "fostering.Family": (
        "child_id", "finding_id", "home_id", "on", "why", "heard", "heard_on", "heard_why", *_RECORDED,
    ),
    "fostering.LongTerm": (
        "child_id", "family_id", "on", "child_says", "parents_say", "carers_agreed", "carers_say", "support",
        "delegated", "not_told", *_RECORDED,
    ),
}  # fmt: skip
_WAITING: Final = """
select c.child_id, c.id, x.decided, s.home_id, s.starts, c.recorded_by_id,
       exists (select from matching_placementplan p join care_stay ps on ps.id = p.stay_id
                where ps.child_id = c.child_id and ps.home_id = s.home_id and p.agreed is not null
                  and p.withdrawn is null)
  from care_incare c
  join care_stay s on s.care_id = c.id and s.ends is null and s.place in ('U3', 'U6')
  join lateral (select y.kind, y.decided from care_plan_permanence y where y.care_id = c.id and y.withdrawn is null
                 order by y.decided desc limit 1) x on x.kind = 'fostering'
 where c.ends is null order by c.id"""
_OTHERS: Final = """
select h.id, h.starts from care_home h join care_terms t on t.home_id = h.id and t.ends is null
 where h.kind = 'foster' and h.ends is null and 'long-term' = any(t.skills) order by h.id"""
SAID: Final = {
    "who": (
        "Funny, stubborn, and the first to notice when somebody is left out.",
        "Quiet in the morning, full of questions by teatime. Loves to be asked for help.",
        "Always moving. Gives the best hugs when nobody is looking.",
    ),
    "loves": ("Football, and knowing every score.", "Drawing animals; the dog next door.", "Baking, dancing, slime."),
    "needs": (
        "Grown-ups who stay calm and say what happens next.", "A bedtime that is the same each day, and somebody near.",
        "Patience with food and with goodbyes.",
    ),
    "siblings": ("Sees a sister every second Saturday, and needs to.", "None that we know of.", "Two older brothers."),
    "contact": ("Mum once a month, in the centre; Nan rings on Sundays.", "Letters twice a year."),
    "school": ("Doing well, and should stay there.", "Behind in reading; gets help.", "Loves science."),
    "carers": ("A home near school. Other children are fine.", "Somebody with time, and no younger children."),
}  # fmt: skip
_FIRST: Final = (
    "They have been each other’s family for a long time now.",
    "The child asked them. They said: we hoped so.",
)
_WHY: Final = ("They have looked after children of this age until they were grown up.", "Near school, and near Nan.")
_NO: Final = (
    "They want to go on with short placements.", "They retire next year.", "Too far from school.",
    "They would love to, but not with another child in the home.",
)  # fmt: skip


class _Waits(NamedTuple):
    child: int
    care: int
    decided: date
    home: int
    since: date
    worker: int
    planned: bool


def loaded(office: Office, highest: dict[str, int]) -> None:
    """Draw and load them, in the caller's transaction."""
    pen = Pen(Dice("families until grown up"), office, highest)
    others = list(asked(_OTHERS))
    for row in asked(_WAITING):
        waits = _Waits(*row)
        opened = shifted(waits.decided, pen.dice.whole(2, 25))
        if opened <= YESTERDAY and pen.dice.chance(0.66):
            _looked(pen, waits, opened, others)
    pen.loaded(COLUMNS)


def _looked(pen: Pen, waits: _Waits, opened: date, others: list[tuple[int, date]]) -> None:
    dice = pen.dice
    finder = pen.office.worker(dice, pen.office.team(dice, "fostering"), YESTERDAY)
    said = [dice.pick(SAID[name]) for name in PARTS]
    finding = pen.add(
        "fostering.Finding", waits.child, waits.care, opened, finder, *said, "", at(opened, 15), waits.worker
    )
    day = shifted(max(opened, waits.since), dice.whole(3, 20))
    if day > YESTERDAY or dice.chance(0.15):
        return
    heard = dice.weighed({"no": 55, "yes": 25, "": 20})
    on = min(shifted(day, dice.whole(4, 20)), YESTERDAY)
    why = dice.pick(_FIRST) if heard == "yes" else dice.pick(_NO) if heard else ""
    first = pen.add(
        "fostering.Family", waits.child, finding, waits.home, day, dice.pick(_FIRST), heard or None,
        on if heard else None, why, at(day, 16), finder,
    )  # fmt: skip
    if heard == "yes" and waits.planned and dice.chance(0.5):
        written = min(on + timedelta(days=dice.whole(5, 20)), YESTERDAY)
        pen.add(
            "fostering.LongTerm", waits.child, first, written, "I want to stay.", "They can see that it is home.",
            written, "We said yes before you asked.", "A visit each month, and a weekend’s rest when it gets hard.",
            "As the placement plan says.", "", capped(at(written, 17)), waits.worker,
        )  # fmt: skip
    elif heard == "no":
        asked_on = min(on + timedelta(days=dice.whole(5, 40)), YESTERDAY)
        there = [home for home, starts in others if home != waits.home and starts <= asked_on]
        for home in dice.some(there, dice.whole(0, 2)):
            pen.add(
                "fostering.Family", waits.child, finding, home, asked_on, dice.pick(_WHY), "no", asked_on,
                dice.pick(_NO), at(asked_on, 16), finder,
            )  # fmt: skip


__all__ = ["COLUMNS", "loaded"]
