"""Help that led to no plan: contacts that led to advice or early help, assessments after which nothing more was needed,
enquiries that found no continuing risk. Sampled from children who never had a plan, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from righthelp.city.dice import Dice, at
from righthelp.city.help_assessment import assessed
from righthelp.city.help_conference import Course, conference
from righthelp.city.help_days import lasting, office, shifted, working
from righthelp.city.help_door import referred, told
from righthelp.city.help_enquiry import Enquired, enquired
from righthelp.city.help_office import Team
from righthelp.city.help_pen import Pen, asked
from righthelp.city.help_read import PARTS, Child, Period
from righthelp.city.help_words import HARMS
from righthelp.city.staff import TODAY

YEARS: Final = {2013: 200, 2014: 400, 2015: 900, 2016: 1500, 2017: 2000, 2018: 2300, 2019: 2200, 2020: 1500, 2021: 800}
"""Families referred in each year, after which no plan was made; contacts without a referral are a little more."""
UNTIL: Final = date(2021, 7, 5)
"""The front door's own eight weeks follow."""
_ENQUIRED: Final = 0.98
_TALKED: Final = 0.14
_AGAIN: Final = 0.3
_OUTCOMES: Final = {"nfa": 44, "signpost": 14, "early-help": 34, "short-term": 8}
_CONTACTS: Final = {"advice": 52, "signpost": 22, "early-help": 26}
_CHILDREN: Final = """
select p.id, p.birth_date, p.surname, m.other_id, 'east'
  from people_person p
  left join lateral (select other_id from people_relationship where person_id = p.id and kind = 'mother' limit 1) m
       on true
 where p.birth_date > date '2001-01-01' and p.birth_date <= %s and p.died_on is null and p.authority = '330'
   and p.tier = 1 and p.merged_into_id is null and p.id %% %s = %s and p.id < 1100000
   and not exists (select from people_involvement i where i.child_id = p.id)
   and not exists (select from missing_episode e where e.child_id = p.id)
 order by p.id limit %s
"""


def unknown(part: int, share: float) -> list[Child]:
    """Children of one part of whom nobody has told us, more than are wanted."""
    wanted = sum(YEARS.values()) * share / PARTS
    return [Child(*row) for row in asked(_CHILDREN, TODAY, PARTS, part, int(wanted * 3.4) + 40)]


@dataclass
class Nothing:
    """One part's share of it, scaled to a small city by ``share``, of children ``unknown`` to us."""

    pen: Pen
    share: float
    children: list[Child]

    def written(self) -> None:
        """Families referred, and contacts alone, spread over the years."""
        dice = self.pen.dice
        if not self.children:
            return
        free = dice.shuffled(self.children)
        for year, families in YEARS.items():
            for _ in range(round(families * self.share / PARTS)):
                day = self._day(dice, year)
                found = self._child(free, day)
                if found is not None:
                    family(self.pen, [found], day)
                found = self._child(free, self._day(dice, year))
                if found is not None:
                    day = self._day(dice, year)
                    if found.born < day:
                        made = office(dice, day, 10, 16)
                        told(self.pen, [found.id], made, day, dice.weighed(_CONTACTS))

    @staticmethod
    def _day(dice: Dice, year: int) -> date:
        last = UNTIL if year == UNTIL.year else date(year, 12, 31)
        first = date(year, 4, 16) if year == 2013 else date(year, 1, 1)
        while True:
            day = first + timedelta(days=dice.whole(0, (last - first).days))
            if working(day):
                return day

    @staticmethod
    def _child(free: list[Child], day: date) -> Child | None:
        """A child born by then and not yet seventeen, whom nobody has told of."""
        for place in range(len(free) - 1, max(-1, len(free) - 12), -1):
            if free[place].born < day < free[place].born + timedelta(days=17 * 365):
                return free.pop(place)
        return None


def family(pen: Pen, children: Sequence[Child], day: date, *, again: bool = True) -> dict[int, int]:
    """A referral, an assessment, perhaps an enquiry, and no plan; a fifth come back within a year.

    Returns the referral of each child.
    """
    dice = pen.dice
    team = pen.office.team(dice, "asti", dice.pick(("east", "south", "nwc")))
    numbers, closed = once(pen, children, day, team, None)
    after = shifted(closed, dice.whole(10, 120))
    if again and dice.chance(_AGAIN) and after < UNTIL and (after - day).days < 360:
        return once(pen, children, after, team, numbers)[0]
    return numbers


def once(
    pen: Pen, children: Sequence[Child], day: date, team: Team, earlier: dict[int, int] | None, within: int = 70
) -> tuple[dict[int, int], date]:
    """One referral that came to an end inside so many working days. Returns the referrals, and that day."""
    dice = pen.dice
    harm = dice.weighed(HARMS)
    days = min(lasting(pen.dice), within)
    outcome = dice.weighed(_OUTCOMES)
    ends = shifted(day, days)
    over = at(ends, 17) if ends < TODAY else None
    closing = {"early-help": "early-help", "short-term": "assessed"}.get(outcome, "nfa")
    came = referred(
        pen, [each.id for each in children], day, team, closed=over, closing=closing, earlier=earlier
    )  # fmt: skip
    worker = pen.office.worker(dice, team, day)
    assessed(pen, came, ends, outcome, worker=worker, why=harm)
    if days > 18 and dice.chance(_TALKED):
        held = shifted(day, dice.whole(1, 3))
        enquired(
            pen, children, [each.id for each in came], team, held, harm=harm, worker=worker, outcome="unfounded",
            done=held, needed=False,
        )  # fmt: skip
    elif days > 18 and dice.chance(_ENQUIRED):
        held = shifted(day, dice.weighed({1: 5, 2: 3, 4: 1}))
        risk = dice.chance(0.05)
        found = enquired(
            pen, children, [each.id for each in came], team, held, harm=harm, worker=worker,
            outcome="risk" if risk else dice.pick(("no-risk", "unfounded")), done=shifted(held, dice.whole(7, 12)),
        )  # fmt: skip
        if risk:
            _no_plan(pen, children, found, team, shifted(held, dice.whole(13, 17)), worker)
    return {each.child: each.id for each in came}, ends


def _no_plan(
    pen: Pen, children: Sequence[Child], found: Sequence[Enquired], team: Team, day: date, worker: int
) -> None:
    """The conference decided that no plan is needed."""
    if day >= TODAY or any(each.authorised is None for each in found):
        return
    chair = pen.office.chair(pen.dice, day)
    course = Course(list(children), Period("cp", day, None), worker, chair, team, "NEG", 6)
    held = max(office(pen.dice, day, 10, 14), *(each.authorised or each.held for each in found))
    room = conference(pen, "icpc", course, held, called=found[0].authorised or found[0].held)
    for each in found:
        pen.add(
            "protection.ChildConference", each.child, "icpc", each.id, each.held, None, None,
            each.authorised, each.worker, "The enquiry found continuing risk of significant harm.", room.meeting,
            held, "", "", "no-plan", None, "The family’s own plan holds; everybody present put the child at 6 or more.",
            "early-help", None, False, held, chair,
        )  # fmt: skip
