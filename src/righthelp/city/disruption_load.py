"""Meetings about placements that broke down in the last two years: held for most, with causes, what was learned and
who does what by when; a few spared with the reason, the newest called or waiting."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from righthelp.city import help_meeting
from righthelp.city import placement_words as words
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, capped, office, on_or_before, shifted
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked
from righthelp.city.staff import TODAY
from righthelp.foundation.calendar import local_date
from righthelp.practice.care.codes_homes import FOSTERED
from righthelp.practice.matching.codes_after import BROKE, LONG_WAIT, NOT_A_PLACEMENT
from righthelp.practice.people.ages import years
from righthelp.practice.people.protected import PROTECTED_PLACEMENT

COLUMNS: Final = {
    "matching.Disruption": (
        "child_id", "stay_id", "meeting_id", "none_why", "learned_on", "causes", "learned", "child_says", "recorded",
        "recorded_by_id",
    ),
}  # fmt: skip
_ACTION: Final = {
    "casework.Action": (
        "child_id", "meeting_id", "what", "worker_id", "owner", "agreed", "agreed_by_id", "by_when", "first_by_when",
        "eve", "done", "done_note",
    ),
}  # fmt: skip
SINCE: Final = date(2019, 9, 1)
"""Placements that broke down before it were looked at on paper."""
_BROKE: Final = f"""
select s.id, s.child_id, s.ends, s.change, s.ends - s.starts, p.birth_date, {PROTECTED_PLACEMENT.format(placed="pl")},
       coalesce(h.name, 'The parents'), s.place = any(%s), s.recorded_by_id, c.officer_id,
       (select w.id from workforce_worker w join workforce_allocation al on al.worker_id = w.id
         where al.child_id = s.child_id and al."primary" and al.starts <= s.ends + interval '14 days'
         order by al.starts desc limit 1)
  from care_stay s
  join people_placement pl on pl.id = s.placement_id
  join people_person p on p.id = s.child_id
  join care_incare c on c.id = s.care_id
  left join care_home h on h.id = s.home_id
 where s.change = any(%s) and s.place <> all(%s) and s.ends >= %s and s.ends < %s
 order by s.ends, s.id"""  # noqa: S608  ours


class _Broke(NamedTuple):
    stay: int
    child: int
    ends: date
    change: str
    lasted: int
    born: date
    protected: bool
    home: str
    fostered: bool
    recorded_by: int
    officer: int | None
    worker: int | None


def loaded(office_of: Office, highest: dict[str, int]) -> None:
    """Draw and load them, in the caller's transaction."""
    pen = Pen(Dice("disruptions"), office_of, highest)
    for row in asked(_BROKE, sorted(FOSTERED), sorted(BROKE), sorted(NOT_A_PLACEMENT), SINCE, TODAY):
        _drawn(pen, _Broke(*row))
    pen.loaded(help_meeting.COLUMNS | _ACTION | COLUMNS)


def _drawn(pen: Pen, broke: _Broke) -> None:
    dice, by = pen.dice, broke.worker or broke.recorded_by
    told = shifted(broke.ends, dice.whole(1, 6))
    lately = broke.ends > TODAY - timedelta(days=130)
    if told > YESTERDAY or (lately and dice.chance(0.14)):
        return  # nobody has met yet, nor said why not
    if dice.chance(0.1):
        boss = pen.office.decider(dice, pen.office.team(dice, "children-in-care"), told, but=by)
        pen.add(
            "matching.Disruption", broke.child, broke.stay, None, _spared(pen, broke), None, [], "", "",
            at(told, 12), boss,
        )  # fmt: skip
        return
    late = dice.chance(0.12)
    wait = LONG_WAIT.days + dice.whole(2, 30) if late else dice.whole(10, LONG_WAIT.days - 1)
    day = max(on_or_before(broke.ends + timedelta(days=wait)), shifted(told, 1))
    moment = office(dice, day, 10, 15)
    held = day <= YESTERDAY
    made = _met(pen, broke, told, moment, by, held=held)
    learned = shifted(day, dice.whole(0, 6))
    knows = held and learned <= YESTERDAY and dice.chance(0.93)
    weights = {each: share for each, share in words.CAUSES[broke.change].items() if _old(broke, each)}
    causes = sorted({dice.weighed(weights) for _ in range(dice.whole(1, 3))})
    says = dice.pick(words.CHILD_OF_BROKE) if knows and _speaks(broke, day) and dice.chance(0.7) else ""
    pen.add(
        "matching.Disruption", broke.child, broke.stay, made, "", learned if knows else None, causes if knows else [],
        dice.pick(words.LEARNED[causes[0]]) if knows else "", says, at(told, 15), by,
    )  # fmt: skip


def _spared(pen: Pen, broke: _Broke) -> str:
    """Why nobody meets, such as it can be true of this child."""
    age = years(broke.born, broke.ends)
    fits = [
        why
        for why, youngest, change in words.SPARED
        if age >= youngest and (not change or (change == broke.change and broke.fostered))
    ]
    return pen.dice.pick(fits)


def _old(broke: _Broke, cause: str) -> bool:
    """Old enough for a cause to be true of them."""
    return years(broke.born, broke.ends) >= words.FROM_AGE.get(cause, 0)


def _speaks(broke: _Broke, day: date) -> bool:
    """Old enough to say what it was like."""
    return (day - broke.born).days > 5 * 365


def _met(pen: Pen, broke: _Broke, told: date, moment: datetime, by: int, *, held: bool) -> int:
    """The meeting with the child, the home and school on its list, and two or three actions."""
    dice, day = pen.dice, local_date(moment)
    called = at(told, 14)
    met = help_meeting.met(
        pen, "disruption", [broke.child], called=called, held=moment if held else None, planned=moment,
        chair=broke.officer or by, by=by, agencies=("education",) if _speaks(broke, day) else ("health",),
        minutes=timedelta(days=dice.whole(3, 9)),
    )  # fmt: skip
    came = "yes" if held else None
    child = came if not held or dice.chance(0.5) else "report"
    names = [("other", "The home" if broke.protected else broke.home, came)]
    names += [("child", "The child", child)] if _speaks(broke, day) else []
    for agency, name, came_ in names:
        pen.add("casework.Attendance", met.meeting, agency, None, None, name, called, came_)
    if not held:
        return met.meeting
    agreed = capped(moment + timedelta(hours=1))
    for what in dice.some(words.ACTIONS + (words.OLDER_ACTIONS if _speaks(broke, day) else ()), dice.whole(1, 3)):
        by_when = shifted(day, dice.whole(8, 25))
        over = by_when <= YESTERDAY
        finished = min(by_when, YESTERDAY) if dice.chance(0.9 if over else 0.3) else None
        done = max(agreed, capped(at(finished - timedelta(days=dice.whole(0, 4)), 16))) if finished else None
        worker = by if dice.chance(0.75) else None
        pen.add(
            "casework.Action", broke.child, met.meeting, what, worker, "" if worker else "Fostering", agreed, by,
            by_when, by_when, by_when - timedelta(days=1), done, "Done as agreed." if done else "",
        )  # fmt: skip
    return met.meeting


__all__ = ["COLUMNS", "loaded"]
