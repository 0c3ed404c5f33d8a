"""How a child came to a plan, and what happened under it: from the contact to the last review, room by room."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.city import help_conference as conference
from righthelp.city import help_family, help_mash
from righthelp.city import help_need as need
from righthelp.city.dice import at
from righthelp.city.help_assessment import assessed
from righthelp.city.help_days import lasting, on_or_before, shifted
from righthelp.city.help_door import Came, referred
from righthelp.city.help_enquiry import enquired
from righthelp.city.help_nothing import once
from righthelp.city.help_office import Team
from righthelp.city.help_pen import Pen
from righthelp.city.help_read import Period, Story
from righthelp.city.help_visits import holder, stretches, under_a_plan
from righthelp.city.help_words import HARMS

AGAIN: Final = 0.3
_NRPF: Final = 0.018
_ENQUIRED: Final = 0.58
_TO_CONFERENCE: Final = {8: 4, 9: 6, 10: 9, 11: 11, 12: 14, 13: 17, 14: 19, 15: 20}


def conference_in_time(day: date) -> float:
    """The share of initial conferences inside fifteen working days: the printed October better than its year."""
    return 0.93 if day >= date(2018, 10, 1) else 0.83


class Told:
    """One story, written with a pen."""

    def __init__(self, pen: Pen, story: Story) -> None:
        self.pen, self.story, self.dice = pen, story, pen.dice
        self.first = story.periods[0]
        self.harm = self.dice.weighed(HARMS)
        child = story.children[0]
        held = holder(child, self.first.starts) or holder(child, self.first.starts + timedelta(days=1))
        team = pen.office.teams.get(pen.office.team_of.get(held or 0, 0))
        self.disabled = bool(team and team.code.startswith("disabled-children") and self.first.kind == "cin")
        self.asti = pen.office.team(self.dice, "asti", child.area)
        self.team: Team = team or self.asti
        self.holder = held or pen.office.worker(self.dice, self.team, self.first.starts)
        alone = len(story.periods) == 1 and self.first.kind == "cin" and self.first.starts.year >= 2014
        self.no_funds = alone and not self.disabled and self.dice.chance(_NRPF)
        self.plans: list[tuple[Period, str, dict[int, int]]] = []

    def written(self) -> None:
        """The whole of it."""
        if self.first.kind == "cp":
            came = self._to_a_conference()
        else:
            came = self._to_need()
        for number, period in enumerate(self.story.periods):
            if period.kind == "cp":
                if number:
                    self._protection(period, came, anew=True)
            else:
                self._need(period, came if not number else [])
        for period, kind, plans in self.plans:
            for child in self.story.children:
                stretches(self.pen, plans[child.id], child, kind, period.starts, period.ends)

    def _referred(self, day: date, team: Team, kind: str = "referral") -> list[Came]:
        """The referral, open until the last plan is over; one in four or five had come before within the year."""
        earlier = None
        if self.dice.chance(AGAIN):
            before = shifted(day, -self.dice.whole(60, 230))
            if all(each.born < before for each in self.story.children):
                earlier, _ = once(self.pen, self.story.children, before, self.asti, None, within=44)
        closed = at(self.story.ends, 17) if self.story.ends else None
        return referred(
            self.pen, self.story.ids, day, team, kind=kind, closed=closed, earlier=earlier,
            why={"NEG": "neglect", "EMO": "domestic", "PHY": "physical"}.get(self.harm, "emotional"),
        )  # fmt: skip

    def _to_a_conference(self) -> list[Came]:
        """Referral, discussion and enquiry, a conference on the plan's first day; the assessment runs beside."""
        day = self._discussed(self.first)
        asks = day >= help_mash.SINCE and self.dice.chance(0.6)
        before = shifted(day, -self.dice.weighed({1: 6, 2: 3, 4: 1}))
        came = self._referred(before, self.asti, "mash" if asks else "referral")
        if asks:
            help_mash.asked(self.pen, came, "strategy")
        ends = shifted(before, lasting(self.dice))
        if self.story.ends and ends > self.story.ends:
            ends = on_or_before(self.story.ends)
        worker = self.pen.office.worker(self.dice, self.asti, before)
        assessed(self.pen, came, ends, "strategy", worker=worker, why=self.harm)
        self._protection(self.first, came, anew=False, day=day, worker=worker)
        return came

    def _discussed(self, period: Period) -> date:
        held = on_or_before(period.starts)
        late = not self.dice.chance(conference_in_time(held))
        return shifted(held, -(self.dice.whole(16, 23) if late else self.dice.weighed(_TO_CONFERENCE)))

    def _protection(
        self, period: Period, came: list[Came], *, anew: bool, day: date | None = None, worker: int | None = None
    ) -> None:
        pen, dice, kids = self.pen, self.dice, self.story.children
        day = day or self._discussed(period)
        team = self.team if anew else self.asti
        makes = worker or holder(kids[0], day) or self.holder
        authorised = min(shifted(day, dice.weighed({6: 2, 7: 4})), shifted(on_or_before(period.starts), -1))
        if dice.chance(0.93):
            authorised = min(
                shifted(day, dice.whole(6, 14)), max(authorised, shifted(on_or_before(period.starts), -2))
            )  # fmt: skip
        enquiries = enquired(
            pen, kids, [each.id for each in came], team, day, harm=self.harm, outcome="risk", done=authorised,
            worker=makes,
        )  # fmt: skip
        chair = pen.office.chair(dice, period.starts)
        course = conference.Course(kids, period, self._works(period), chair, self.team, self.harm, dice.whole(2, 5))
        conference.begun(pen, course, enquiries)
        under_a_plan(pen, kids, "cp", period.starts, period.ends, course.worker)
        conference.ran(pen, course)
        self.plans.append((period, "cp", course.plans))

    def _to_need(self) -> list[Came]:
        ends = shifted(on_or_before(self.first.starts), -self.dice.weighed({0: 3, 1: 4, 2: 2, 3: 1}))
        days = lasting(self.dice)
        before = shifted(ends, -days)
        if self.no_funds:
            return self._referred(before, self.pen.office.by_kind["no-recourse"][0], "nrpf")
        if self.disabled:
            return self._referred(before, self.team, "disabled")
        asks = before >= help_mash.SINCE and self.dice.chance(0.2)
        came = self._referred(before, self.asti, "mash" if asks else "referral")
        if asks:
            help_mash.asked(self.pen, came, "assessment")
        worker = self.pen.office.worker(self.dice, self.asti, before)
        assessed(self.pen, came, ends, "cin", worker=worker, why=self.harm)
        if days >= 18 and self.dice.chance(_ENQUIRED):
            held = shifted(before, self.dice.whole(1, 3))
            enquired(
                self.pen, self.story.children, [each.id for each in came], self.asti, held, harm=self.harm,
                outcome="no-risk", done=shifted(held, self.dice.whole(7, 13)), worker=worker,
            )  # fmt: skip
        return came

    def _need(self, period: Period, came: list[Came]) -> None:
        kind = "nrpf" if self.no_funds else "disabled" if self.disabled else "cin"
        team = self.pen.office.by_kind["no-recourse"][0] if self.no_funds else self.team
        row = need.Need(self.story.children, period, kind, self._works(period), team)
        source = {"nrpf": "nrpf", "disabled": "disabled"}.get(kind, "assessment" if came else "step-down")
        yearly: list[date] = []
        need.begun(self.pen, row, source, came)
        if kind == "nrpf":
            yearly = help_family.taken_in(self.pen, row, row.children[0].surname)
        if kind == "disabled" and came:
            need.specialist(self.pen, row, came)
        under_a_plan(self.pen, row.children, kind, period.starts, period.ends, row.worker)
        need.ran(self.pen, row, yearly)
        self.plans.append((period, kind, row.plans))

    def _works(self, period: Period) -> int:
        """Whoever holds the work at the plan's end, or now: they are named in it."""
        day = (period.ends or date(2021, 9, 1)) - timedelta(days=1)
        return holder(self.story.children[0], day) or self.holder
