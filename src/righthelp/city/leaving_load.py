"""Young people leaving care: advisers, pathway plans, contacts, what they do and where they live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from righthelp.city import help_meeting, help_visits, leaving_ways, leaving_words
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import CARRIED_OVER, YESTERDAY, capped, office, on_or_before
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked
from righthelp.city.leaving_ways import Led
from righthelp.city.staff import TODAY
from righthelp.foundation.calendar import add_months, local_date
from righthelp.practice.casework.intervals import drawn
from righthelp.practice.leaving_care.codes import SECTIONS
from righthelp.practice.leaving_care.due import touches
from righthelp.practice.leaving_care.eligibility import Category, Stretch, birthday, eligible_since, standing

COLUMNS: Final = {
    "leaving_care.Support": (
        "child_id", "adviser_id", "channel", "starts", "ends", "ending", "ending_why", "eligible", "assessed", "needs",
        "recorded", "recorded_by_id",
    ),
    "leaving_care.PathwayPlan": (
        "child_id", "made", *(name for name, _, _ in SECTIONS), "signed", "recorded", "recorded_by_id",
    ),
    "leaving_care.ReviewDue": ("child_id", "place", "since", "held", "ended"),
    "leaving_care.Contact": (
        "child_id", "on", "status", "channel", "note", "recorded", "recorded_by_id", "withdrawn_why",
    ),
    "leaving_care.TouchDue": ("child_id", "place", "since", "held", "ended"),
    "leaving_care.Activity": (
        "child_id", "doing", "where", "year", "level", "starts", "ends", "recorded", "recorded_by_id", "withdrawn_why",
    ),
    "leaving_care.Lodging": (
        "child_id", "kind", "suits", "why", "unregulated", "home_id", "starts", "ends", "seen", "reviewed", "recorded",
        "recorded_by_id", "withdrawn_why",
    ),
}  # fmt: skip
_ELSEWHERE: Final = {
    "health.Passport": ("child_id", "made", "chosen", "about", "given", "paper", "recorded", "recorded_by_id"),
    **{name: help_meeting.COLUMNS[name] for name in ("casework.Meeting", "casework.MeetingAbout")},
    **{name: help_meeting.COLUMNS[name] for name in ("casework.Attendance", "casework.Part")},
    **{name: help_visits.COLUMNS[name] for name in ("casework.Visit", "casework.Visited")},
}
_LEFT: Final = """
select p.id, p.birth_date, array_agg(c.starts order by c.starts), array_agg(c.ends order by c.starts),
       array_agg(coalesce(c.left, '') order by c.starts),
       (select s.home_id from care_stay s join care_home h on h.id = s.home_id and h.kind = 'foster' and h.ends is null
         where s.child_id = p.id order by s.starts desc limit 1),
       array(select v.at from casework_visited v where v.child_id = p.id and v.seen and v.withdrawn is null)
  from people_person p join care_incare c on c.child_id = p.id
 where p.birth_date > %s and p.birth_date <= %s and p.died_on is null and p.merged_into_id is null
 group by p.id order by p.id
"""
_CHANNELS: Final = {"text": 34, "call": 26, "whatsapp": 22, "meet": 14, "email": 3, "letter": 1}
_LEARNS: Final = {"F2": 74, "F4": 8, "F5": 6, "G5": 9, "G4": 2, "G6": 1}
_WORKS: Final = {"F1": 10, "F2": 16, "F4": 6, "F5": 22, "P5": 7, "G5": 24, "G4": 8, "G6": 7}
"""Sixty-one in a hundred of those over 17 learn or work, as the papers print; ninety-four are at university."""
_WHERE: Final = {
    "F1": ("Birmingham City University", "Aston University", "Newman University", "Coventry University"),
    "F2": ("South and City College", "Birmingham Metropolitan College", "Bournville College"),
    "F4": ("A builders’ merchant", "A garage in Digbeth", "The council’s parks"),
    "F5": ("A warehouse in Minworth", "A care home", "A supermarket", "A café in town"),
    "P5": ("A supermarket", "A cinema", "A hairdresser’s"),
}
_LIVES: Final = {"U": 36, "D": 22, "E": 9, "T": 8, "B": 11, "X": 3, "S": 2, "W": 1, "K": 4, "R": 4}
_STAYS: Final = 0.24
"""Of those whose foster home is still there: about twelve in a hundred of all stay put."""


@dataclass(frozen=True, slots=True)
class _Leaver:
    child: int
    born: date
    category: Category
    in_care: bool
    eligible: date | None
    home: int | None
    times: list[Stretch]
    seen: list[date]
    """The days on which somebody else visits and sees them: one of them may be the first in a new home."""


def loaded(office_of: Office, highest: dict[str, int], now: datetime) -> None:
    """Draw and load them, in the caller's transaction."""
    pen = Pen(Dice("leaving"), office_of, highest)
    lives = [led for each in _leavers() if (led := _life(pen, each)) is not None]
    pen.loaded(COLUMNS | _ELSEWHERE)
    ways = Pen(Dice("leaving", "ways"), office_of, highest)
    offer = leaving_ways.offered(ways)
    for led in lives:
        leaving_ways.followed(ways, led, offer)
    ways.loaded(leaving_ways.COLUMNS)


def _leavers() -> list[_Leaver]:
    """Everybody in a category today, as leaving care itself works it out."""
    found = []
    for child, born, starts, ends, left, home, visits in asked(_LEFT, add_months(TODAY, -300), add_months(TODAY, -192)):
        times = [Stretch(*each) for each in zip(starts, ends, left, strict=True)]
        category = standing(born, times, TODAY).category
        if category is not Category.NONE:
            in_care = any(each.covers(TODAY) for each in times)
            seen = [local_date(visit) for visit in visits]
            found.append(_Leaver(child, born, category, in_care, eligible_since(born, times), home, times, seen))
    return found


def _life(pen: Pen, each: _Leaver) -> Led | None:
    """One young person's help; one in sixty waits for an adviser."""
    dice = pen.dice
    since = max(each.eligible or birthday(each.born, 16), CARRIED_OVER)
    starts = on_or_before(since + timedelta(days=dice.whole(5, 40)))
    if starts >= YESTERDAY or dice.chance(1 / 60):
        return None
    starts = max(starts, CARRIED_OVER)
    team = pen.office.team(dice, "leaving-care")
    adviser = pen.office.worker(dice, team, TODAY)
    assessed = _past(since + timedelta(days=dice.whole(40, 88) if dice.chance(0.93) else dice.whole(95, 150)))
    assessed = max(assessed, starts) if assessed else None
    ends = _ended(pen, each, starts)
    adult = birthday(each.born, 18)
    passport = _past(adult - timedelta(days=dice.whole(1, 150))) if dice.chance(0.86) else None
    if passport and not each.in_care:
        on = max(passport, starts)
        pen.add("health.Passport", each.child, on, [], leaving_words.PASSPORT, on, True, at(on, 16), adviser)
    pen.add(
        "leaving_care.Support", each.child, adviser, dice.weighed(_CHANNELS), starts, ends, "wish" if ends else None,
        leaving_words.WISH if ends else "", each.eligible if each.eligible and each.eligible <= starts else None,
        assessed, dice.pick(leaving_words.NEEDS) if assessed else "",
        at(starts, 16), adviser,
    )  # fmt: skip
    led = Led(each.child, each.born, each.times, adviser, starts, ends)
    reviews = _plans(pen, led, assessed)
    led.contacts = _in_touch(pen, each.child, adviser, starts, ends)
    if ends is None:
        led.doing = _does(pen, each, adviser, starts)
        if not each.in_care:
            led.lodging = _lives(pen, each, adviser, max(starts, min(adult, YESTERDAY)), reviews)
    return led


def _past(day: date) -> date | None:
    return day if day <= YESTERDAY else None


def _ended(pen: Pen, each: _Leaver, starts: date) -> date | None:
    """From twenty-one on some want no more help."""
    dice, grown = pen.dice, birthday(each.born, 21)
    if grown >= YESTERDAY or not dice.chance(0.3):
        return None
    return _past(max(grown, starts) + timedelta(days=dice.whole(20, 300)))


def _plans(pen: Pen, led: Led, assessed: date | None) -> list[date]:
    """The first plan after the assessment, then a review each six months; every other review brings a new plan."""
    dice, child, adviser, ends = pen.dice, led.child, led.adviser, led.ends
    first = _past((assessed or TODAY) + timedelta(days=dice.whole(3, 25)))
    if first is None or (ends and first >= ends):
        return []
    led.plan = _plan(pen, child, adviser, first), first
    since, reviews = first, list[date]()
    while True:
        due = add_months(since, 6)
        day = due - timedelta(days=dice.whole(1, 24)) if dice.chance(0.9) else due + timedelta(days=dice.whole(4, 40))
        day = on_or_before(day)
        if day > YESTERDAY or (ends and day >= ends):
            break
        moment = office(dice, day, 13, 16)
        help_meeting.met(
            pen, "pathway", [child], called=at(day - timedelta(days=14), 11), held=moment, chair=adviser, by=adviser,
            agencies=(), minutes=timedelta(days=2),
        )  # fmt: skip
        reviews.append(day)
        if len(reviews) % 2 == 0:
            led.plan = _plan(pen, child, adviser, day), day
        since = day
    for place, due_ in enumerate(drawn(first, reviews, ends)):
        pen.add("leaving_care.ReviewDue", child, place, due_.since, due_.held, due_.ended)
    return reviews


def _plan(pen: Pen, child: int, adviser: int, day: date) -> int:
    dice = pen.dice
    words = [dice.pick(leaving_words.PLAN[name]) for name, _, _ in SECTIONS]
    signed = _past(day + timedelta(days=dice.whole(0, 12))) if dice.chance(0.85) else None
    return pen.add("leaving_care.PathwayPlan", child, day, *words, signed, at(day, 17), adviser)


def _in_touch(pen: Pen, child: int, adviser: int, starts: date, ends: date | None) -> list[tuple[date, str]]:
    """A word every few weeks; some are not to be reached for a while, some ask for no contact."""
    dice, contacts, day = pen.dice, list[tuple[date, str]](), starts
    while True:
        day += timedelta(days=dice.whole(28, 54) if dice.chance(0.93) else dice.whole(57, 80))
        if day > YESTERDAY or (ends and day >= ends):
            break
        reached = dice.chance(0.95)
        status = "YES" if reached else "NO"
        channel = dice.weighed(_CHANNELS) if reached else ""
        note = dice.pick(leaving_words.NOTES) if reached else leaving_words.NOT_REACHED
        pen.add("leaving_care.Contact", child, day, status, channel, note, at(day, 17), adviser, "")
        contacts.append((day, status))
    for place, each in enumerate(touches(starts, contacts, ends)):
        pen.add("leaving_care.TouchDue", child, place, each.since, each.held, each.ended)
    return contacts


def _does(pen: Pen, each: _Leaver, adviser: int, starts: date) -> tuple[str, date]:
    dice = pen.dice
    grown = birthday(each.born, 18) <= TODAY
    doing = dice.weighed(_WORKS if grown else _LEARNS)
    begun = max(starts, TODAY - timedelta(days=dice.whole(40, 700)))
    year = min(3, 1 + (TODAY - begun).days // 365) if doing == "F1" else None
    where = dice.pick(_WHERE[doing]) if doing in _WHERE else ""
    level = "degree" if doing == "F1" else ""
    pen.add("leaving_care.Activity", each.child, doing, where, year, level, begun, None, at(begun, 17), adviser, "")
    return doing, begun


def _lives(pen: Pen, each: _Leaver, adviser: int, since: date, reviews: list[date]) -> tuple[int, str, date]:
    """One home since leaving, or a second: seven in eight suit."""
    dice = pen.dice
    moved = max(since, TODAY - timedelta(days=dice.whole(30, 900)))
    stays = each.home is not None and birthday(each.born, 18) <= moved and dice.chance(_STAYS)
    kind = "Z" if stays else dice.weighed(_LIVES)
    if birthday(each.born, 18) > moved and kind in ("T", "Z"):
        kind = "D"
    suits = kind not in leaving_words.UNSUITABLE or (kind == "U" and dice.chance(0.84))
    why = "" if suits else leaving_words.UNSUITABLE[kind]
    visit = moved + timedelta(days=dice.whole(1, 6) if dice.chance(0.94) else dice.whole(8, 20))
    seen = visit if visit <= YESTERDAY else None
    if seen:
        moment = pen.free([each.child], office(dice, seen, 10, 16))
        recorded = max(moment, capped(moment + timedelta(hours=dice.whole(1, 20))))
        row = pen.add(
            "casework.Visit", pen.key(), moment, "home", adviser, True, "A visit after the move",
            leaving_words.VISITED, recorded, adviser,
        )  # fmt: skip
        pen.add("casework.Visited", row, each.child, moment, True, True, "", "")
    first = min((day for day in (seen, *each.seen) if day and day >= moved), default=None)
    reviewed = min((day for day in reviews if day >= moved), default=None)
    row = pen.add(
        "leaving_care.Lodging", each.child, kind, suits, why, False, each.home if stays else None, moved, None, first,
        reviewed, at(moved, 17), adviser, "",
    )  # fmt: skip
    return row, kind, moved
