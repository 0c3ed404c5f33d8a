"""A year of supervision: who was supervised in which month, what was said of children, and what was decided.

The papers print that the rate in the month was "better than target" in October 2018 and "within tolerance" over the
year, and no percentage; the rates here are invented to lie there.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection

from righthelp.city.after import board_day
from righthelp.city.dice import Dice, at
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables
from righthelp.foundation.calendar import Month, add_months, is_working_day
from righthelp.practice.workforce import demo

# Of a hundred social workers, so many were supervised in the month, from September 2020 to August 2021.
HELD: Final = (88, 90, 89, 81, 86, 88, 91, 87, 90, 91, 86, 84)
_STAFF: Final = """
select w.id, coalesce(w.manager_id, t.manager_id), w.starts, w.ends, w.title,
       exists (select from workforce_team m where m.manager_id = w.id)
         or exists (select from workforce_worker m where m.manager_id = w.id and m.ends is null),
       exists (select from workforce_holding h join workforce_post p on p.id = h.post_id
                where h.worker_id = w.id and p.qualified), t.code, coalesce(a.email, '')
  from workforce_worker w join workforce_team t on t.id = w.team_id left join access_account a on a.id = w.account_id
 where coalesce(w.manager_id, t.manager_id) is not null and coalesce(w.manager_id, t.manager_id) <> w.id
 order by w.id
"""
_STRENGTHS: Final = (
    "The visits to the younger ones are careful, and written up the same day.",
    "Spoke up in the conference when the plan had drifted.",
    "Families say that calls are returned.",
)
_WORRIES: Final = (
    "Two plans have run long and need a decision.",
    "Three visits slipped in the half-term week.",
    "One family has had four workers; goodbyes need thought.",
)
_WELL: Final = ("Tired after a hard month; leave is booked.", "Settled.", "A difficult death in spring still weighs.")
_LEARNS: Final = (
    "Training on exploitation booked.",
    "Wants to shadow in court.",
    "Read the serious case review together.",
)
_NOTES: Final = (
    "Talked about how things are at home and whether what was agreed is happening. It mostly is.",
    "The child’s own view is not yet in the plan. That comes first.",
    "Father has not been spoken to. Agreed how to do it safely.",
    "School holds things together. Keep the place whatever happens.",
)
_DECIDED: Final = (
    "See the child alone, at school, before the next review",
    "Ask the family for a group conference",
    "Send the referral for speech and language",
    "Write the chronology up to date",
    "Meet the father at the office, with a colleague",
    "Agree with school who rings when they are not in",
    "Ask for a legal planning meeting",
    "Complete the life story book with the carer",
)


class Year:
    """Writes the sessions of thirteen months. ``session`` is the next free number."""

    def __init__(self, tables: Tables, session: int) -> None:
        self.tables = tables
        self.session = session
        self.dice = Dice("supervision")
        with connection.cursor() as cursor:
            cursor.execute(_STAFF)
            self.staff = cursor.fetchall()
            cursor.execute(
                'select worker_id, child_id, starts from workforce_allocation where ends is null and "primary"'
            )
            self.children: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
            for worker, child, starts in sorted(cursor.fetchall()):
                self.children[worker].append((child, starts))
            cursor.execute("select worker_id, starts, ends from workforce_absence")
            self.away: dict[int, list[tuple[date, date]]] = defaultdict(list)
            for worker, starts, ends in cursor.fetchall():
                self.away[worker].append((starts, ends))
        self.known = {each.email for each in demo.PEOPLE}

    def written(self) -> int:
        """All months, the present one only planned. Returns the next free number of a session."""
        for back in range(12, -1, -1):
            month = Month.of(add_months(TODAY, -back))
            for worker in self.staff:
                social = not worker[5] and (worker[6] or "ocial worker" in worker[4])
                if social or back < 2:
                    self._one(month, back, worker, "manager" if worker[5] else "social_worker" if social else "other")
        return self.session

    def _one(self, month: Month, back: int, worker: tuple[object, ...], work: str) -> None:
        number, supervisor, starts, ends = worker[0], worker[1], worker[2], worker[3]
        team, email = worker[7], worker[8]
        assert isinstance(number, int) and isinstance(supervisor, int) and isinstance(starts, date)  # noqa: S101, PT018
        if starts > month.last_day or (isinstance(ends, date) and ends <= month.first_day):
            return
        dice = self.dice
        close = email in self.known or team == "children-in-care-east-1"
        called = month.last_day - timedelta(days=31)
        planned: datetime | None = None
        held: datetime | None = None
        excused: datetime | None = None
        missed, how, note = "", "", ""
        if isinstance(ends, date) and ends <= month.last_day:
            missed, excused = "left", at(min(month.last_day, TODAY - timedelta(days=1)), 18)
        elif any(a <= max(month.first_day, starts) and b > month.last_day for a, b in self.away[number]):
            missed, excused = "away", at(min(month.last_day, TODAY - timedelta(days=1)), 18)
        elif back == 0:
            planned = (
                at(self._day(month, 2, 27), dice.pick((9, 10, 11, 13, 14, 15))) if dice.chance(0.6) or close else None
            )
        else:
            planned = at(self._day(month, 2, 26), dice.pick((9, 10, 11, 13, 14, 15)))
            if close or dice.chance(HELD[12 - back] / 100):
                held, how = planned, dice.weighed({"in-person": 60, "video": 36, "phone": 4})
            elif dice.chance(0.5):
                missed = dice.weighed({"worker-ill": 30, "supervisor-away": 40, "emergency": 30})
                note = "To be found a new day." if dice.chance(0.5) else ""
        signed = held + timedelta(days=dice.whole(1, 5)) if held and (back > 1 or dice.chance(0.7)) else None
        if signed and signed >= board_day():
            signed = None
        agreed = signed + timedelta(days=dice.whole(1, 6)) if signed and dice.chance(0.85) else None
        if agreed and agreed >= board_day():
            agreed = None
        said = [dice.pick(each) if held else "" for each in (_STRENGTHS, _WORRIES, _WELL, _LEARNS)]
        self.tables.add(
            "supervision.Session", self.session, number, supervisor, month.first_day, called, work, planned, held,
            excused, how, missed, note, *said, "", signed, supervisor if signed else None, agreed, "",
        )  # fmt: skip
        if held and (close or back <= 4):
            self._children(self.session, number, supervisor, held, every=close)
        self.session += 1

    def _day(self, month: Month, first: int, last: int) -> date:
        day = month.first_day + timedelta(days=self.dice.whole(first, last) - 1)
        while not is_working_day(day):
            day += timedelta(days=1)
        return min(day, month.last_day)

    def _children(self, session: int, worker: int, supervisor: int, held: datetime, *, every: bool) -> None:
        dice = self.dice
        ours = [child for child, since in self.children[worker] if since < held]
        for child in dice.some(ours, 4 if every else 2):
            self.tables.add("supervision.Discussion", session, child, dice.pick(_NOTES), held, supervisor)
            if not dice.chance(0.75 if every else 0.45):
                continue
            by_when = held.date() + timedelta(days=dice.whole(7, 42))
            done = stopped = None
            note = why = ""
            draw = dice.between(0, 1)
            finished = held + timedelta(days=dice.whole(3, (by_when - held.date()).days + (9 if draw < 0.2 else 0)))
            if finished < board_day() and draw < 0.86:
                done, note = finished, "Done." if dice.chance(0.5) else "Done and talked about with the family."
            elif finished < board_day() and draw < 0.92:
                stopped, why = finished, "The plan has changed since."
            self.tables.add(
                "supervision.Decision", session, child, dice.pick(_DECIDED), worker, held, supervisor, by_when, by_when,
                by_when - timedelta(days=1), done, note, stopped, why,
            )  # fmt: skip
