"""The city’s virtual school: a plan in most terms, how good it was, the premium; and attainment."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from righthelp.city import bulk
from righthelp.city import health_words as said
from righthelp.city.care_looked import Looked, looked_after, workers
from righthelp.city.care_times import Workers
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, on_or_before, shifted
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked
from righthelp.practice.virtual_school.codes import CRITERIA_CODES
from righthelp.practice.virtual_school.due import wanted
from righthelp.practice.virtual_school.terms import term_of, year_group

COLUMNS: Final = {
    "virtual_school.Pep": (
        "child_id", "care_id", "term", "held", "group", "school", "words", "needs", "english", "english_target",
        "maths", "maths_target", "attendance", "suspended", "premium_for", "premium_asked", "premium_spent",
        "premium_came", "rating", "rated", "rated_by_id", "rated_why", "met", "recorded", "recorded_by_id",
    ),
    "virtual_school.PepDue": ("child_id", "care_id", "place", "kind", "since", "eve", "held", "ended"),
    "virtual_school.Result": (
        "child_id", "stage", "subject", "year", "grade", "reached", "recorded", "recorded_by_id",
    ),
}  # fmt: skip
_SCHOOLS: Final = """
select distinct on (t.person_id) t.person_id, o.name from people_attendance t
  join people_organisation o on o.id = t.organisation_id where t.ends is null order by t.person_id, t.starts desc
"""
_HEADS: Final = """
select w.id from workforce_worker w join access_account a on a.id = w.account_id
 where 'head_of_service' = any(a.roles) and w.ends is null order by w.id
"""
_LEVELS: Final = {"below": 34, "towards": 30, "at": 30, "above": 6}
_RATED: Final = {"outstanding": 7, "good": 66, "improve": 24, "inadequate": 3}


def loaded(office: Office, highest: dict[str, int]) -> None:
    """Draw and load it, in the caller's transaction."""
    pen = Pen(Dice("care", "school"), office, highest)
    School(pen, workers()).drawn(looked_after())
    pen.loaded(COLUMNS)
    bulk.analysed(COLUMNS)


class School:
    """Draws the plans of every child of school age in care."""

    def __init__(self, pen: Pen, workers: Workers) -> None:
        self.pen, self.workers = pen, workers
        self.schools: dict[int, str] = dict(asked(_SCHOOLS))
        self.heads = [int(row[0]) for row in asked(_HEADS)]

    def drawn(self, times: list[Looked]) -> None:
        """All of them."""
        for time in times:
            held = self._plans(time)
            for place, each in enumerate(wanted(time.starts, time.ends, time.born, held)):
                self.pen.add(
                    "virtual_school.PepDue", time.child, time.care, place, each.kind.value, each.since, each.eve,
                    each.held, each.ended,
                )  # fmt: skip
            if time.ends is None:
                self._attained(time)

    def _plans(self, time: Looked) -> list[date]:
        """A plan a term for nine in ten; the first within ten working days for most."""
        dice = self.pen.dice
        found: list[date] = []
        english, maths = dice.weighed(_LEVELS), dice.weighed(_LEVELS)
        school = self.schools.get(time.child, "")
        term = term_of(time.starts)
        while term.first <= time.until:
            if term == term_of(time.starts):
                day = shifted(time.starts, dice.whole(4, 10) if dice.chance(0.85) else dice.whole(11, 25))
            else:
                day = on_or_before(term.first + timedelta(days=dice.whole(15, 100)))
            day = min(day, on_or_before(term.last)) if term_of(day) == term or day > term.last else day
            group = year_group(time.born, day)
            if time.starts <= day <= time.until and group is not None and term_of(day) == term and dice.chance(0.93):
                self._plan(time, day, group, school, english, maths)
                found.append(day)
            term = term.next
        return found

    def _plan(self, time: Looked, day: date, group: int, school: str, english: str, maths: str) -> None:
        pen, dice = self.pen, self.pen.dice
        by = self.workers.on(time.child, day)
        head = next((each for each in self.heads if each != by), None)
        rated = shifted(day, dice.whole(5, 25))
        rating = dice.weighed(_RATED) if head is not None and rated <= YESTERDAY and dice.chance(0.95) else None
        met = (
            list(CRITERIA_CODES) if rating == "outstanding" else ["voice", "people"] if rating == "good" else ["people"]
        )
        asks = dice.pick((0, 300, 600)) if dice.chance(0.8) else 0
        spent = asks if asks and day < YESTERDAY - timedelta(days=80) else None
        target = dice.pick(said.TARGETS)
        attendance = Decimal(dice.whole(880, 1000) if dice.chance(0.86) else dice.whole(420, 899)) / 10
        pen.add(
            "virtual_school.Pep", time.child, time.care, term_of(day).code, day, group,
            school or "The school near the home", dice.pick(said.LIKES), dice.pick(said.NEEDS), english, target[0],
            maths, target[1], attendance, Decimal(dice.whole(1, 5)) if group >= 6 and dice.chance(0.06) else Decimal(0),
            dice.pick(said.PREMIUM) if asks else "", asks, spent, said.CAME if spent is not None else "", rating,
            rated if rating else None, head if rating else None, said.RATED if rating else "", met if rating else [],
            at(day, 17), by,
        )  # fmt: skip

    def _attained(self, time: Looked) -> None:
        """Key stage 2 and GCSEs, for those in care in that summer; nobody sat them in 2020 and 2021."""
        pen, dice = self.pen, self.pen.dice
        for stage, group in (("ks2", 6), ("ks4", 11)):
            for year in (2018, 2019):
                if time.starts > date(year, 3, 31) or year_group(time.born, date(year, 6, 15)) != group:
                    continue
                for subject in ("english" if stage == "ks4" else "reading", "maths"):
                    reached = dice.chance(0.38 if stage == "ks2" else 0.24)
                    grade = str(dice.whole(100, 112) if reached else dice.whole(82, 99))
                    if stage == "ks4":
                        grade = str(dice.whole(4, 7) if reached else dice.whole(1, 3))
                    day = date(year, 9, 10)
                    by = self.workers.on(time.child, day)
                    about = (time.child, stage, subject, year, grade, reached)
                    pen.add("virtual_school.Result", *about, at(day, 12), by)


__all__ = ["COLUMNS", "loaded"]
