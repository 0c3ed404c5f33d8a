"""The trust's plans: fostering in the development plan of 2019, the answer to its inspection, and this year's delivery.

What is to be done and how it went stands in ``plans.csv``; whose posts the demonstration's own people hold, in `_HELD`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from righthelp.city import bulk
from righthelp.city.after import board_day
from righthelp.city.dice import Dice, at
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables
from righthelp.foundation.calendar import Month, is_working_day
from righthelp.governance.plan.due import stretches
from righthelp.governance.plan.record_base import MOST_BESIDE
from righthelp.practice.workforce import demo
from righthelp.practice.workforce.models import Worker

_WRITTEN: Final = Path(__file__).with_name("plans.csv")
_DIRECTOR, _WRITER, _MANAGER = "director", "head_of_service", "team_manager"
_HELD: Final = {
    "Head of service, East": _WRITER,
    "Team manager, Children in care": _MANAGER,
    "Director of Practice": _DIRECTOR,
}
"""Posts of the plans that people of the demonstration hold."""


class _Plan(NamedTuple):
    """A plan of the city: what stands at its head."""

    key: str
    name: str
    kind: str
    service: str
    purpose: str
    answers: str
    answered_on: date | None
    adopted: date
    where: str
    delivers: bool


_PLANS: Final = (
    _Plan(
        "development", "Development plan 2019", "development", "",
        "What the trust undertook to make better in its second year. Its third priority, fostering, is held here.",
        "", None, date(2019, 3, 13), "Trust Board, March 2019", delivers=False,
    ),
    _Plan(
        "inspection", "Fostering inspection action plan 2019", "inspection", "fostering",
        "One action for each thing that the inspection recommended.", "Ofsted inspection of the fostering service",
        date(2019, 1, 31), date(2019, 4, 3), "Executive, 3 April 2019", delivers=True,
    ),
    _Plan(
        "delivery", "Fostering service delivery plan 2021 to 2022", "delivery", "fostering",
        "What the fostering service does this year to have enough carers and to keep them.", "", None,
        date(2021, 4, 8), "Executive, 8 April 2021", delivers=True,
    ),
)  # fmt: skip

_PROGRESS: Final = {
    "green": (
        "What was planned for the month is done, and nothing stands in the way.",
        "On course. The team looked at the figures together and they move as they should.",
        "Carers were asked and said that they notice the difference.",
        "The work is ahead of what was planned for this month.",
    ),
    "amber": (
        "Slower than planned: two people left, and their posts are out to advert.",
        "Half of it is done. The rest waits for a decision on money.",
        "The pieces are there but are not used everywhere yet.",
        "Figures have not moved since last month; the reason is being looked for.",
    ),
    "red": (
        "No progress this month. What was planned could not be staffed.",
        "Off track: what it stands on is itself late.",
        "Tried in one team and did not work as it was; to be thought through again.",
    ),
}
_NEXT: Final = (
    "The manager brings a new timetable to the next service meeting.",
    "Finance and the service meet within two weeks.",
    "Two teams try it next month; what they find goes to the executive.",
    "The sponsor is asked to decide at the next one-to-one.",
)
_SHOWN: Final = (
    "The service’s monthly figures.", "A sample of ten records.", "Minutes of the carers’ forum.", "",
)  # fmt: skip


@dataclass
class Plans:
    """Draws the plans. ``first`` holds those that others deliver a priority of; it is loaded before ``then``."""

    first: Tables = field(default_factory=Tables)
    then: Tables = field(default_factory=Tables)
    dice: Dice = field(default_factory=lambda: Dice("plans"))

    def drawn(self) -> None:
        """Every plan with all that was said of it until the demonstration's day."""
        people = {each.role: each.email for each in demo.PEOPLE}
        roles = (_DIRECTOR, _WRITER, _MANAGER)
        rows = Worker.objects.filter(account__email__in=[people[role] for role in roles]).select_related("account")
        by_email = {row.account.email: row for row in rows if row.account}
        self.people = {role: by_email[people[role]] for role in roles}
        self.number = defaultdict(int, {name: bulk.highest(f"plan.{name}") for name in ("Plan", "Priority", "Action")})
        written = list(csv.DictReader(_WRITTEN.read_text(encoding="utf-8").splitlines()))
        under: int | None = None
        for plan in _PLANS:
            of_plan = [row for row in written if row["plan"] == plan.key]
            under = self._plan(plan, of_plan, under) or under

    def _plan(self, plan: _Plan, rows: list[dict[str, str]], under: int | None) -> int | None:
        """One plan; returns its priority, where it has one."""
        tables = self.then if plan.delivers else self.first
        self.number["Plan"] += 1
        number, director = self.number["Plan"], self._account(_DIRECTOR)
        drafted = plan.adopted - timedelta(days=20)
        tables.add(
            "plan.Plan", number, plan.name, plan.kind, plan.service, plan.purpose, plan.answers, plan.answered_on,
            under if plan.delivers else None, "AD, Placements" if plan.service else "Director of Practice",
            None if plan.service else self.people[_DIRECTOR].pk, drafted, self._account(_WRITER), plan.adopted,
            director, plan.where,
        )  # fmt: skip
        priority: int | None = None
        for row in rows:
            if row["row"] == "priority":
                self.number["Priority"] += 1
                priority = self.number["Priority"]
                tables.add("plan.Priority", priority, number, int(row["number"]), row["text"], row["leads"], None)
                self._signed(tables, number, priority, row["leads"])
            elif row["row"] == "objective":
                tables.add("plan.Objective", priority, int(row["number"]), row["text"])
            else:
                self._action(tables, plan, number, priority, row)
        return priority

    def _signed(self, tables: Tables, plan: int, priority: int, sponsor: str) -> None:
        director = self._account(_DIRECTOR)
        for on, decision, words in (
            (date(2019, 9, 18), "more", "Three actions are past their day; new days are to be brought in October."),
            (date(2020, 9, 16), "assured", ""),
        ):
            told = at(on + timedelta(days=1), 10)
            tables.add("plan.SignOff", plan, priority, "sponsor", sponsor, on, decision, words, director, told)
        board = (date(2020, 9, 30), "assured", "Placements Strategy to be back at the board in spring.")
        tables.add(
            "plan.SignOff", plan, None, "board", "Chair of the board", *board, director, at(date(2020, 10, 1), 10)
        )

    def _action(self, tables: Tables, plan: _Plan, number: int, priority: int | None, row: Mapping[str, str]) -> None:
        self.number["Action"] += 1
        action = self.number["Action"]
        accountable, beside = posts_of(row["leads"])
        started, done, stopped = (_day(row[name]) for name in ("started", "ended", "stopped"))
        tables.add(
            "plan.Action", action, number, priority, int(row["number"]), row["text"], row["recommendation"],
            "fostering" if row["recommendation"] else "",
            row["means"], date.fromisoformat(row["day"]) - timedelta(days=1), accountable, self._holder(accountable),
            plan.adopted, started, done, stopped, row["outcome"] if stopped else "",
        )  # fmt: skip
        for place, post in enumerate(beside, 1):
            tables.add("plan.CoLead", action, place, post, self._holder(post))
        said = list(self._said(plan.adopted, done or stopped, row))
        speaker = self._account(_HELD.get(accountable, _DIRECTOR))
        for on, colour in said:
            step = "" if colour == "green" else self.dice.pick(_NEXT)
            words, shown = self.dice.pick(_PROGRESS[colour]), self.dice.pick(_SHOWN)
            tables.add("plan.Update", action, on, colour, words, shown, step, speaker, self._at(on))
        days = [on for on, _ in said]
        if done:
            shown = "Read and accepted at the service’s meeting."
            tables.add("plan.Update", action, done, "complete", row["outcome"], shown, "", speaker, self._at(done))
            days.append(done)
        for place, each in enumerate(stretches(plan.adopted, days, done or stopped)):
            tables.add("plan.UpdateDue", action, place, *each)

    def _said(self, since: date, ended: date | None, row: Mapping[str, str]) -> Iterator[tuple[date, str]]:
        """A working day late in each month in which something was said, and its colour; the last colours last."""
        quiet, colours = row["quiet"].split(";"), row["colours"].split(";")
        month, last = Month.of(since) + 1, Month.of(ended or TODAY)
        months = [] if quiet == ["all"] else list(_months(month, last, quiet))
        for place, month in enumerate(months):
            day = month.first_day.replace(day=self.dice.whole(17, 27))
            while not is_working_day(day):
                day -= timedelta(days=1)
            yield day, colours[max(0, place - len(months) + len(colours))]

    def _at(self, on: date) -> datetime:
        moment = at(on, self.dice.whole(9, 16), self.dice.whole(0, 59))
        assert moment < board_day()  # noqa: S101  nothing happens after the night before the demonstration
        return moment

    def _holder(self, post: str) -> int | None:
        return self.people[_HELD[post]].pk if post in _HELD else None

    def _account(self, role: str) -> int | None:
        return self.people[role].account_id


def _months(month: Month, last: Month, quiet: list[str]) -> Iterator[Month]:
    while month < last:
        if month.code not in quiet:
            yield month
        month += 1


def posts_of(leads: str) -> tuple[str, list[str]]:
    """The accountable post and those beside it, of ``accountable; beside; beside``. Raises ``ValueError`` for more than
    a plan may hold."""
    accountable, *beside = leads.split("; ")
    if len(beside) > MOST_BESIDE:
        raise ValueError(f"At most {MOST_BESIDE} lead beside whoever is accountable: {leads}")
    return accountable, beside


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


__all__ = ["Plans", "posts_of"]
