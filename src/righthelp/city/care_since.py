"""Reviews and visits of children in care: held at lifelike intervals, most of them in time, and the next ones due."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Final

from righthelp.city.care_times import Time, Workers
from righthelp.city.care_words import DECISIONS, PROGRESS, SAID, VISIT_NOTES, WAY
from righthelp.city.dice import at
from righthelp.city.help_days import YESTERDAY, capped, office, on_or_before, shifted
from righthelp.city.help_pen import Pen, asked
from righthelp.city.help_words import CHILD_SAYS, NOT_ALONE, NOT_SEEN
from righthelp.foundation.calendar import add_months, local_date
from righthelp.practice.care.codes import Part, Rule
from righthelp.practice.care.dues import Circumstances, rule_for, runs, stay_on, visits_of
from righthelp.practice.care.record_reviews import limit
from righthelp.practice.casework.intervals import drawn

COLUMNS: Final = {
    "care.CareReview": (
        "child_id", "care_id", "held", "chair_id", "part", "childs_way", "childs_words", "progress", "decisions",
        "decisions_sent", "in_time", "recorded", "recorded_by_id",
    ),
    "care.CareReviewDue": ("child_id", "care_id", "place", "since", "held", "ended", "which"),
    "care.CareVisitDue": ("child_id", "stay_id", "place", "since", "held", "ended", "rule"),
}  # fmt: skip
VISITS_SINCE: Final = date(2020, 4, 1)
"""Stays that were over before it have no visits in the record: they are on paper."""
_SEEN: Final = """
select child_id, at from casework_visited
 where seen and withdrawn is null and child_id in (select child_id from care_incare) order by child_id, at
"""
_PARTS: Final = {"PN1": 52, "PN2": 6, "PN3": 5, "PN4": 3, "PN5": 4, "PN6": 22, "PN7": 8}
_WHICH: Final = ("first", "second")
_AFTER: Final = {Rule.FIRST: 7, Rule.WEEKLY: 7, Rule.ADOPTIVE: 7, Rule.FOUR_WEEKS: 28, Rule.SIX_WEEKS: 42}
_MONTHS: Final = {Rule.LASTING: 3, Rule.AGREED: 6}


def _by(day: date, since: date, held: list[date], adopters: date | None) -> date:
    """Until when the next review is due, at the latest on ``day``: with adopters also within four weeks of moving in,
    and again within three months of that review."""
    if adopters is None or day <= adopters:
        return day
    there = sum(1 for each in held if each > adopters)
    if there == 0:
        return min(day, max(adopters, since) + timedelta(days=27))
    return min(day, add_months(since, 3)) if there == 1 else day


class Since:
    """What has happened since each child came into care."""

    def __init__(self, pen: Pen, workers: Workers) -> None:
        self.pen, self.workers = pen, workers
        self._seen: dict[int, list[date]] = defaultdict(list)

    def written(self, times: list[Time]) -> None:
        """Reviews first: a rule for visits asks whether one was held."""
        for child, moment in asked(_SEEN):
            self._seen[child].append(local_date(moment))
        for time in times:
            held = self._reviews(time)
            self._visits(time, held)

    def _reviews(self, time: Time) -> list[date]:
        """Nineteen in twenty in time. Returns the days."""
        pen, dice = self.pen, self.pen.dice
        chair = time.officer or self.workers.on(time.child, time.starts)
        since, held = time.starts, list[date]()
        while True:
            last = _by(limit(len(held), since), since, held, time.adopters)
            early = dice.whole(0, 6) if not held or (last - since).days < 40 else dice.whole(1, 25)
            day = last - timedelta(days=early) if dice.chance(0.95) else last + timedelta(days=dice.whole(3, 30))
            day = max(on_or_before(day), since + timedelta(days=1))
            if day > YESTERDAY or (time.ends and day >= time.ends):
                break
            self._review(time, day, chair, in_time=day <= last)
            held.append(day)
            since = day
        for place, each in enumerate(drawn(time.starts, held, time.ends)):
            which = _WHICH[place] if place < len(_WHICH) else "later"
            pen.add("care.CareReviewDue", time.child, time.id, place, each.since, each.held, each.ended, which)
        return held

    def _review(self, time: Time, day: date, chair: int, *, in_time: bool) -> None:
        pen, dice = self.pen, self.pen.dice
        young = day < add_months(time.born, 48)
        part = "PN0" if young else dice.weighed(_PARTS)
        said = "" if young or part in (Part.PN4, Part.PN7) else dice.pick(SAID)
        sent = shifted(day, dice.whole(1, 5) if dice.chance(0.9) else dice.whole(6, 15))
        pen.add(
            "care.CareReview", time.child, time.id, day, chair, part, WAY if part == Part.PN6 else "", said,
            dice.pick(PROGRESS), dice.pick(DECISIONS), sent if sent <= YESTERDAY else None, in_time,
            capped(at(day, 17)), chair,
        )  # fmt: skip

    def _visits(self, time: Time, reviews: list[date]) -> None:
        """Visits through a time in care, each by the rule of the day it is counted from."""
        stays = {
            stay.starts: Circumstances(
                place=stay.place, home=stay.home, starts=stay.starts, ends=stay.ends, laws=time.laws,
                temporary=stay.temporary, long_visits=stay.long_visits, reviews=reviews,
            )
            for stay in time.stays
        }  # fmt: skip
        keys = {stay.starts: stay.id for stay in time.stays}
        for run in runs(stays.values()):
            numbers: Counter[int] = Counter()
            for about, each, rule in visits_of(run, self._days(time.child, run)):
                key = keys[about.starts]
                self.pen.add(
                    "care.CareVisitDue", time.child, key, numbers[key], each.since, each.held, each.ended, rule.value
                )
                numbers[key] += 1

    def _days(self, child: int, run: list[Circumstances]) -> list[date]:
        """The days on which a child was seen while with the same carers, those that are written now among them."""
        starts, stop = run[0].starts, run[-1].ends or YESTERDAY + timedelta(days=1)
        days = [day for day in self._seen[child] if starts <= day < stop]
        if stop <= VISITS_SINCE:
            return days
        since, first = starts, True
        while True:
            day = self._next(rule_for(stay_on(run, since), since, came=starts, first=first), since)
            if day >= stop or day > YESTERDAY:
                return days
            if self._visited(child, day):
                days.append(day)
                first = False
            since = day

    def _next(self, rule: Rule, since: date) -> date:
        """A working day before the visit is due, or some days after it: one in twelve is late."""
        dice = self.pen.dice
        due = add_months(since, _MONTHS[rule]) if rule in _MONTHS else since + timedelta(days=_AFTER[rule])
        room = max(1, (due - since).days // 5)
        day = (
            due - timedelta(days=dice.whole(0, room)) if dice.chance(0.92) else due + timedelta(days=dice.whole(1, 12))
        )
        return max(on_or_before(day), since + timedelta(days=1))

    def _visited(self, child: int, day: date) -> bool:
        """One visit, at the carers’ mostly. Returns whether the child was seen."""
        pen, dice = self.pen, self.pen.dice
        moment = pen.free([child], office(dice, day, 14, 17))
        recorded = max(moment, capped(moment + timedelta(minutes=dice.whole(50, 900))))
        visitor = self.workers.on(child, day)
        where = dice.weighed({"carers": 86, "school": 8, "out": 6})
        visit = pen.add(
            "casework.Visit", pen.key(), moment, where, visitor, True, "A visit in the placement",
            dice.pick(VISIT_NOTES), recorded, visitor,
        )  # fmt: skip
        seen = dice.chance(0.97)
        alone = seen and dice.chance(0.8)
        why = "" if alone else dice.pick(NOT_ALONE if seen else NOT_SEEN)
        words = dice.pick(CHILD_SAYS) if alone and dice.chance(0.6) else ""
        pen.add("casework.Visited", visit, child, moment, seen, alone, why, words)
        return seen
