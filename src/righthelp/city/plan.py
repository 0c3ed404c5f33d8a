"""Drawing the missing episodes, month by month, so that the published counts come out by construction.

Each month is filled in the order of what is hardest to place: children missing for long, children still missing
when the month ends, children missing three times within 30 days, and then everybody else. A child outside the
third group is never given an episode that would make a third within 30 days.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

from righthelp.city.cast import Child, Episode, new_child
from righthelp.city.dice import Dice, at
from righthelp.city.published import LAST, Wanted, wanted
from righthelp.foundation.calendar import Month, local, local_date

_AMONG = {
    "care": {"care": 1.0},
    "home": {"cp": 0.13, "cin": 0.36, "none": 0.51},
    "other": {"care": 0.34, "cp": 0.1, "cin": 0.28, "none": 0.28},
}
_TIMES = {3: 48, 4: 27, 5: 15, 6: 7, 7: 3}
# Days of August 2021 on which some children are found, so that the board of 1 September has work on it.
_FOUND = (
    (date(2021, 8, 31), 7),
    (date(2021, 8, 30), 4),
    (date(2021, 8, 29), 5),
    (date(2021, 8, 28), 4),
    (date(2021, 8, 27), 3),
)

# How many days before 1 September those still missing today went: four of them more than three days ago.
_STILL = (6, 5, 4, 3, 2, 2, 2, 1, 1, 1, 1, 1)


@dataclass
class Plan:
    """All children who ever go missing, and the months' work in progress."""

    dice: Dice
    children: list[Child] = field(default_factory=list)
    lately: dict[str, list[Child]] = field(default_factory=lambda: defaultdict(list))
    repeating: dict[str, list[Child]] = field(default_factory=lambda: defaultdict(list))
    long_spans: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    def child(self, status: str, start: datetime, *, unaccompanied: bool = False) -> Child:
        child = new_child(self.dice, status, start, unaccompanied=unaccompanied)
        self.children.append(child)
        self.lately[status].append(child)
        return child

    def forget(self, day: date) -> None:
        """Drop the children whose stretch is over from those who may go missing again."""
        for status, children in self.lately.items():
            self.lately[status] = [each for each in children if each.until >= day]

    def someone(self, status: str, start: datetime, end: datetime | None) -> Child:
        """A child of the status who can be missing from start to end: often one who has been before."""
        known = self.lately[status]
        if known and self.dice.chance(0.56):
            for _ in range(8):
                child = self.dice.pick(known)
                if child.until >= (end or start).date() and child.free(start, end) and not child.would_repeat(start):
                    return child
        return self.child(status, start)


def last_return(month: Month) -> datetime:
    """Nobody is found later in the month than this, so that an offer can still be made before the month ends.

    The last month is the one being lived in: there children are found to the last half hour.
    """
    if month == LAST:
        return month.ends_at - timedelta(minutes=30)
    return at(month.last_day, 13)


def drawn() -> list[Child]:
    """Every child who goes missing between January 2016 and August 2021, with their episodes, in no special order."""
    plan = Plan(Dice("plan"))
    longs = _long(plan.dice)
    for each in wanted():
        _month(plan, each, [span for span in longs if Month.of(span[0]) == each.month])
    return plan.children


def _long(dice: Dice) -> list[tuple[datetime, datetime | None]]:
    """When children are missing for weeks or months: one every few weeks, the last two still missing."""
    spans: list[tuple[datetime, datetime | None]] = []
    day = date(2016, 1, 9)
    while day < date(2021, 6, 20):
        start = dice.evening(day)
        lasts = min(250, 32 + dice.spread(62))
        end = start + timedelta(days=lasts)
        month = Month.of(end)
        if end > last_return(month):
            end = last_return(month) - timedelta(minutes=dice.whole(20, 400))
        if end < at(date(2021, 8, 12), 12):
            spans.append((start, end.replace(second=0, microsecond=0)))
        day += timedelta(days=dice.whole(18, 38))
    spans += [(at(date(2021, 7, 19), 21, 40), None), (at(date(2021, 8, 12), 19, 15), None)]
    return spans


def _month(plan: Plan, want: Wanted, longs: list[tuple[datetime, datetime | None]]) -> None:
    dice, month = plan.dice, want.month
    left = dict(want.begin)
    plan.forget(month.first_day)
    for start, end in longs:
        alone = dice.chance(0.6) if end else start.date() == date(2021, 7, 19)
        status = "care" if alone or dice.chance(0.7) else "none"
        where = "care" if status == "care" else "home"
        child = new_child(dice, status, start, unaccompanied=alone)
        days = ((end or LAST.ends_at) - start).days
        if child.eighteen() < start.date() + timedelta(days=days + 60):
            child.birth += timedelta(days=days + 120)
        child.until = start.date()
        plan.children.append(child)
        child.goes(start, end, where)
        plan.long_spans.append((start, end))
        left[where] -= 1
    over = month.ends_at
    away = sum(1 for start, end in plan.long_spans if start < over and (end is None or end >= over))
    for number in range(want.at_end - away):
        _still_missing_at_the_end(plan, month, left, _STILL[number] if month == LAST else None)
    _repeating(plan, want, left)
    if month == LAST:
        _found_lately(plan, month, left)
    for where, count in left.items():
        for _ in range(count):
            _once(plan, month, where)


def _still_missing_at_the_end(plan: Plan, month: Month, left: dict[str, int], days_ago: int | None) -> None:
    """One child who goes in the month's last days and is found in the first of the next (or is missing today)."""
    dice, over = plan.dice, month.ends_at
    where = dice.weighed({place: max(0.0, count) for place, count in left.items() if place != "other"})
    while True:
        start = dice.evening(local_date(over) - timedelta(days=days_ago or 1 + min(6, int(dice.spread(1.5)))))
        if start > over - timedelta(minutes=75):
            continue
        end = None if month == LAST else over + timedelta(minutes=int(60 * min(140, 1 + dice.spread(26))))
        if end and end > last_return(month + 1):
            continue
        if end and (end - start) < timedelta(hours=2):
            continue
        child = plan.someone(dice.weighed(_AMONG[where]), start, end)
        child.goes(start, end, where)
        left[where] -= 1
        return


def _repeating(plan: Plan, want: Wanted, left: dict[str, int]) -> None:
    """The children missing three or more times within 30 days, the third of them in this month."""
    dice = plan.dice
    for status, count in want.repeat.items():
        again = dice.shuffled([each for each in plan.repeating[status] if each.until > want.month.last_day])
        others = [each for each in plan.lately[status] if each.until > want.month.last_day and each not in again]
        candidates = again[: round(count * 0.45)] + dice.some(others, max(1, count // 2))
        done: list[Child] = []
        for child in candidates:
            if len(done) < count and _several(plan, want.month, child, left):
                done.append(child)
        while len(done) < count:
            child = new_child(dice, status, at(want.month.first_day, 12))
            child.until = max(child.until, want.month.last_day)
            if child.eighteen() <= want.month.last_day + timedelta(days=20):
                child.birth += timedelta(days=200)
            if _several(plan, want.month, child, left):
                plan.children.append(child)
                plan.lately[status].append(child)
                done.append(child)
        plan.repeating[status] = done


def _several(plan: Plan, month: Month, child: Child, left: dict[str, int]) -> bool:
    """Give a child three to seven short episodes within 28 days of the month; False when they cannot be fitted."""
    dice = plan.dice
    times = dice.weighed(_TIMES)
    places = ["care" if child.status == "care" else "home"] * times
    if dice.chance(0.3) and left["other"] > 3:
        places[dice.whole(0, times - 1)] = "other"
    if left[places[0]] < times + 4:
        return False
    first = dice.whole(1, max(1, month.last_day.day - 28))
    last = month.last_day.day - (0 if month == LAST else 1)
    for _ in range(20):
        days = sorted(dice.some(range(first, min(first + 27, last) + 1), times))
        if any(later - earlier < 2 for earlier, later in pairwise(days)):
            continue
        starts = [dice.evening(month.first_day.replace(day=day)) for day in days]
        ends = [start + min(dice.lasting(), timedelta(hours=dice.between(3, 30))) for start in starts]
        ends = [end.replace(second=0, microsecond=0) for end in ends]
        if starts[0] < month.starts_at or ends[-1] > last_return(month):
            continue
        if not all(child.free(start, end) for start, end in zip(starts, ends, strict=True)):
            continue
        if any(later < earlier + timedelta(hours=4) for earlier, later in zip(ends, starts[1:], strict=False)):
            continue
        child.repeats.add(month)
        for start, end, where in zip(starts, ends, places, strict=True):
            child.goes(start, end, where)
            left[where] -= 1
        return True
    return False


def _found_lately(plan: Plan, month: Month, left: dict[str, int]) -> None:
    dice = plan.dice
    for day, count in _FOUND:
        for _ in range(count):
            where = dice.weighed({"care": 5, "home": 6})
            end = at(day, dice.whole(6, 22), dice.whole(0, 59))
            start = end - max(timedelta(hours=3), min(dice.lasting(), timedelta(hours=90)))
            child = plan.someone(dice.weighed(_AMONG[where]), start, end)
            child.goes(start.replace(second=0, microsecond=0), end, where)
            left[where] -= 1


def _once(plan: Plan, month: Month, where: str) -> None:
    """One episode that begins and ends in the month."""
    dice, latest = plan.dice, last_return(month)
    while True:
        start = dice.going_missing(month.first_day, month.last_day)
        end = (start + dice.lasting()).replace(second=0, microsecond=0)
        if end > latest:
            end = latest - timedelta(minutes=dice.whole(0, 700))
        if end < start + timedelta(minutes=50) or start < month.starts_at:
            continue
        break
    plan.someone(dice.weighed(_AMONG[where]), start, end).goes(start, end, where)


def together(children: list[Child], dice: Dice) -> list[tuple[Episode, Episode, str]]:
    """Pairs of children who were missing together.

    Children of the same home who went within a day of each other are made to have gone together; children of the same
    part of the city who happened to go within half an hour are sometimes friends.
    """
    episodes = sorted((each for child in children for each in child.episodes), key=lambda each: each.start)
    pairs: list[tuple[Episode, Episode, str]] = []
    by_home: dict[int, Episode] = {}
    for one in episodes:
        if one.address is None or one.where != "care" or one.placement != "residential":
            continue
        before = by_home.get(one.address)
        by_home[one.address] = one
        if before is None or before.child is one.child or not _can_join(before, one):
            continue
        one.child.moved(one, before.start + timedelta(minutes=dice.whole(0, 12)))
        pairs.append((before, one, "Left the home together; staff saw them go."))
    recent: list[Episode] = []
    for one in episodes:
        if one.where != "home":
            continue
        recent = [each for each in recent if one.start - each.start < timedelta(minutes=35)]
        for other in recent:
            if other.area == one.area and other.child is not one.child and dice.chance(0.8):
                pairs.append((other, one, dice.pick(_FRIENDS)))
        recent.append(one)
    return pairs


_FRIENDS = (
    "Both mothers say they were together.",
    "Seen together on the night.",
    "Named each other when found.",
    "Known friends; left within minutes of each other.",
    "Went to the same party.",
)


def _can_join(before: Episode, one: Episode) -> bool:
    """Whether ``one`` can begin when ``before`` did without moving it out of its month or making a new repeat."""
    start = before.start + timedelta(minutes=12)
    if one.start - before.start > timedelta(hours=20) or one.start < before.start:
        return False
    if Month.of(before.start) != Month.of(start) or Month.of(start) != Month.of(one.start):
        return False
    if before.end is None or one.end is None or one.end <= start + timedelta(minutes=40):
        return False
    child = one.child
    others = [span for span in child.spans if span != (one.start, one.end)]
    if any(begun < one.end and (ended is None or before.start - timedelta(hours=5) < ended) for begun, ended in others):
        return False
    near = [abs((each - one.start).days) for each in child.starts if each != one.start]
    return sum(1 for days in near if days < 40) < 2 and local(start).hour < 23
