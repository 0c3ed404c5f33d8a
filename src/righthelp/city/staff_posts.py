"""Posts and everybody who ever held them, month by month back from today, to the shares that the papers print.

The papers give agency staff on 33% of social work posts in 2015, 14% in November 2018 (86% permanent) and 16% in June
2021, and a turnover of 11% in November 2018. The months between are drawn to straight lines through those. Whoever is
known to the missing history keeps their post from the day they began.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from righthelp.city import names
from righthelp.city.dice import Dice
from righthelp.city.staff import MISSING, Worker
from righthelp.city.staff_structure import BEGAN, Structure
from righthelp.foundation.calendar import Month
from righthelp.practice.workforce.models_posts import Service
from righthelp.practice.workforce.titles import title_of

FIRST: Final = Month(2013, 1)
LAST: Final = Month(2021, 8)
AGENCIES: Final = ("Larkfield Social Work", "Bridgewell Care Staffing", "Oakbridge Professionals", "Midland Interim")
_NOT_SOCIAL_WORK: Final = frozenset({Service.CORPORATE, Service.PRACTICE, Service.VOICE, Service.PLACEMENTS})

# Month, agency share of established posts, vacant share, leavers in twelve months: in percent, straight in between.
_SOCIAL_WORK: Final = ((Month(2013, 1), 26, 9, 18), (Month(2015, 6), 33.3, 8, 17), (Month(2018, 4), 15, 6.5, 12.5),
                       (Month(2018, 11), 13.2, 5.7, 10.6), (Month(2020, 3), 13.8, 5.5, 11), (Month(2021, 6), 16, 7, 13),
                       (Month(2021, 8), 16.2, 7.2, 13.4))  # fmt: skip
_OTHERS: Final = ((Month(2013, 1), 5, 6, 12), (Month(2018, 11), 3, 4, 9), (Month(2021, 8), 3, 5, 10))


@dataclass
class Post:
    """A post's row."""

    id: int
    team: int
    title: str
    grade: str
    qualified: bool
    leads: bool
    starts: date = BEGAN
    ends: date | None = None


@dataclass
class Holding:
    """A holding's row, newest first while drawing; ``pinned``: its start is known already."""

    post: Post
    worker: int
    basis: str
    starts: date
    ends: date | None
    agency: str = ""
    pinned: bool = False


@dataclass
class Establishment:
    """Posts, holdings, and the rows of those who have left."""

    posts: list[Post] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    former: list[Worker] = field(default_factory=list)


def established(found: Structure) -> Establishment:
    """All posts and holdings from January 2013 to today. Sets the first day of those whom nobody knew before."""
    dice = Dice("posts")
    made = Establishment()
    seats: dict[bool, list[tuple[Post, Worker | None, bool]]] = {True: [], False: []}
    missing = found.staff.team(MISSING).id
    charity = {each.id for each in found.staff.workers if "charity" in each.title}
    for worker in [*found.staff.workers, *found.added]:
        if worker.ends is not None or worker.id in charity:
            continue
        post = _post(made, found, worker.team, worker.title)
        known = worker.id <= len(found.staff.workers)
        if worker.team == missing:
            post.starts = worker.starts  # that team's own people are the whole of its history
        seats[post.qualified].append((post, worker, known))
    for qualified, share in ((True, 0.072), (False, 0.05)):
        filled = seats[qualified]
        for post, _, _ in dice.some(filled, round(len(filled) * share / (1 - share))):
            if not post.leads and post.team != missing:
                seats[qualified].append((_post(made, found, post.team, post.title), None, True))
    number = [len(found.staff.workers) + len(found.added)]
    for qualified, line in ((True, _SOCIAL_WORK), (False, _OTHERS)):
        _Back(Dice("holdings", qualified), made, seats[qualified], line, number).drawn()
    _left_the_missing_team(found, made)
    return made


def _post(made: Establishment, found: Structure, team: int, worker_title: str) -> Post:
    known = title_of(worker_title)
    service = found.places[team].service
    qualified = bool(known and known.qualified) and service not in _NOT_SOCIAL_WORK
    if service == Service.PRACTICE and known and known.name == "Practice evaluator":
        qualified = True
    post = Post(
        len(made.posts) + 1, team, worker_title, known.grade if known else "GR4", qualified, bool(known and known.leads)
    )
    made.posts.append(post)
    return post


def _left_the_missing_team(found: Structure, made: Establishment) -> None:
    """The interviewer who left in summer 2020: the post went with them, and another was made in February 2021."""
    for worker in found.staff.workers:
        if worker.ends is None or "charity" in worker.title:
            continue
        post = _post(made, found, worker.team, worker.title)
        post.starts, post.ends = worker.starts, worker.ends
        made.holdings.append(Holding(post, worker.id, "permanent", worker.starts, worker.ends))


class _Back:
    """Draws the holdings of one kind of post backwards, a month at a time."""

    def __init__(
        self,
        dice: Dice,
        made: Establishment,
        seats: list[tuple[Post, Worker | None, bool]],
        line: tuple[tuple[Month, float, float, float], ...],
        number: list[int],
    ) -> None:
        self.dice, self.made, self.line, self.number = dice, made, line, number
        self.total = len(seats)
        self.now: dict[int, Holding] = {}
        self.vacant: list[Post] = []
        self.since: dict[int, Worker] = {}
        self.next_begins: dict[int, date] = {}
        agency = round(self.total * line[-1][1] / 100)
        could = [(post, worker) for post, worker, known in seats if worker and not post.leads
                 and not (known and (worker.email.count(".") < 3 or worker.starts < date(2018, 6, 1)))
                 and "issing" not in worker.title]  # fmt: skip
        chosen = {post.id for post, _ in dice.some(could, agency)}
        for post, worker, known in seats:
            if worker is None:
                self.vacant.append(post)
                continue
            basis = "agency" if post.id in chosen else dice.weighed({"permanent": 94, "fixed-term": 4, "secondment": 2})
            if known and basis != "agency":
                basis = "permanent"
            starts = worker.starts if known else BEGAN
            held = Holding(post, worker.id, basis, starts, None, self._agency(basis), known)
            self.now[post.id] = held
            made.holdings.append(held)
            if not known:
                self.since[held.worker] = worker

    def _agency(self, basis: str) -> str:
        return self.dice.pick(AGENCIES) if basis == "agency" else ""

    def drawn(self) -> None:
        month = LAST
        while month >= FIRST:
            self._month(month)
            month = month - 1
        for held in list(self.now.values()):
            if not held.pinned:
                self._begins(held, FIRST.first_day - timedelta(days=self.dice.whole(1, 270)))

    def _wanted(self, month: Month) -> tuple[float, float, float]:
        after = next((place for place, row in enumerate(self.line) if row[0] >= month), len(self.line) - 1)
        low, high = self.line[max(0, after - 1)], self.line[after]
        span = (high[0].first_day - low[0].first_day).days or 1
        part = min(1.0, max(0.0, (month.first_day - low[0].first_day).days / span))
        return (
            low[1] + part * (high[1] - low[1]),
            low[2] + part * (high[2] - low[2]),
            low[3] + part * (high[3] - low[3]),
        )

    def _month(self, month: Month) -> None:
        agency, vacant, leaving = self._wanted(month)
        for held in [each for each in self.now.values() if each.pinned and each.starts >= month.first_day]:
            self._opens(held)
        staff = [each for each in self.now.values() if each.basis != "agency"]
        leavers = len(staff) * leaving / 1200
        wanted = int(leavers) + self.dice.chance(leavers % 1)
        interim = [each for each in self.now.values() if each.basis == "agency" and not each.pinned]
        more = round(self.total * agency / 100) - sum(1 for each in self.now.values() if each.basis == "agency")
        turn = self.dice.some(interim, round(len(interim) * 0.07))
        for held in turn:
            self._begins(held, self._day(month), open_again=True)
        for _ in range(max(0, more + len(turn))):
            self._former(month, "agency")
        for _ in range(wanted):
            self._former(month, self.dice.weighed({"permanent": 95, "fixed-term": 5}))
        short = round(self.total * vacant / 100) - len(self.vacant)
        if short > 0:
            free = [each for each in self.now.values() if not each.pinned and each.basis != "agency"
                    and (each.ends is None or (each.ends - month.first_day).days > 200)]  # fmt: skip
            for held in self.dice.some(free, max(0, short)):
                self._begins(held, self._day(month), open_again=True)

    def _day(self, month: Month) -> date:
        return month.first_day + timedelta(days=self.dice.whole(0, 27))

    def _opens(self, held: Holding) -> None:
        """Before this holding began the post was empty, or was not there yet."""
        del self.now[held.post.id]
        self.next_begins[held.post.id] = held.starts
        if held.starts > held.post.starts:
            self.vacant.append(held.post)

    def _begins(self, held: Holding, day: date, *, open_again: bool = False) -> None:
        limit = held.ends - timedelta(days=1) if held.ends else day
        held.starts, held.pinned = max(held.post.starts, min(day, limit)), True
        worker = self.since.get(held.worker)
        if worker:
            worker.starts = held.starts
        if open_again:
            self._opens(held)

    def _former(self, month: Month, basis: str) -> None:
        """Somebody who has gone since held a post that is empty after their last day in this month."""
        if not self.vacant:
            return
        post = self.vacant.pop(int(self.dice.random.random() * len(self.vacant)))
        after = self.next_begins.get(post.id)
        ends = self._day(month)
        if after and ends > after:
            ends = after
        if ends <= FIRST.first_day:
            self.vacant.append(post)
            return
        self.number[0] += 1
        name = names.of_worker(self.dice)
        worker = Worker(self.number[0], name, post.title, "", post.team, None, BEGAN, ends, "")
        self.made.former.append(worker)
        self.since[worker.id] = worker
        held = Holding(post, worker.id, basis, BEGAN, ends, self._agency(basis))
        self.now[post.id] = held
        self.made.holdings.append(held)
