"""The fostering service of the city: people who ask, the panel, households with what comes round, concerns, payments.

Drawn from care's homes once they are in. What is due is worked out by the room's own function, and the lists of the
last weeks from the stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from righthelp.city import bulk
from righthelp.city import foster_words as words
from righthelp.city.dice import Dice, at
from righthelp.city.foster_asks import Asks
from righthelp.city.help_days import YESTERDAY, on_or_before
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked
from righthelp.city.staff import TODAY
from righthelp.foundation.calendar import add_months
from righthelp.practice.casework.intervals import drawn
from righthelp.practice.fostering.codes import Course
from righthelp.practice.fostering.queries_pay import comes_to

COLUMNS: Final = {
    "fostering.Household": (
        "home_id", "connected", "approved", "reviewed_before", "left", "left_why", "recorded_by_id", "tier",
    ),
    "fostering.Review": (
        "household_id", "held", "first", "carers_say", "findings", "advised", "recorded", "recorded_by_id",
    ),
    "fostering.View": ("review_id", "child_id", "child_says", "worker_says"),
    "fostering.HomeVisit": ("household_id", "on", "surprise", "note", "recorded", "recorded_by_id"),
    "fostering.Training": (
        "household_id", "carer_id", "course", "done", "until", "called", "recorded", "recorded_by_id",
    ),
    "fostering.Due": ("household_id", "owed", "place", "since", "held", "ended"),
    "fostering.Standards": ("household_id", "place", "carer_id", "since", "met", "ended", "connected"),
    "fostering.Application": (
        "name", "phone", "source", "wishes", "address_id", "worker_id", "enquired", "visited", "visit_note",
        "registered", "gathered", "second", "reported", "recommends", "brief", "approved", "ended", "ending", "why",
        "why_words", "recorded_by_id", "contest", "tier",
    ),
    "fostering.Applicant": ("application_id", "person_id"),
    "fostering.Check": ("applicant_id", "kind", "asked", "received", "satisfied", "note"),
    "fostering.ReportPart": ("application_id", "part", "on", "found", "written", "written_by_id"),
    "fostering.KnownCarer": (
        "child_id", "home_id", "application_id", "starts", "seen", "recorded", "recorded_by_id", "extended_why",
        "ended_why",
    ),
    "fostering.Member": ("name", "seat", "independent", "starts"),
    "fostering.Meeting": ("on", "held", "recorded_by_id", "cancelled"),
    "fostering.Sat": ("meeting_id", "member_id"),
    "fostering.Item": (
        "meeting_id", "about", "application_id", "household_id", "asks", "advice", "votes_for", "votes_against",
        "reasons", "recommended", "decided", "decision", "decision_why", "decided_by_id", "told", "recorded_by_id",
        "contest",
    ),
    "fostering.Concern": (
        "household_id", "matter", "known", "said", "deals_id", "referred", "strategy", "support", "outcome", "closed",
        "outcome_why", "recorded", "recorded_by_id", "reopened_why", "tier",
    ),
    "fostering.WeeklyRate": ("what", "pence", "starts", "ends", "decided_by_id"),
    "fostering.FeeLevel": ("household_id", "level", "starts", "decided_by_id"),
    "fostering.PayRun": ("week", "prepared", "prepared_by_id", "released", "released_by_id"),
    "fostering.PayLine": ("run_id", "home_id", "week", "what", "child_id", "nights", "weekly", "pence"),
}  # fmt: skip
KEPT_SINCE: Final = date(2020, 4, 1)
"""The service keeps its records here from then; of households approved before, the last review is known."""
WEEKS: Final = 8
_HOMES: Final = """
select h.id, h.kind, h.name, h.address_id, h.starts, h.ends, coalesce(h.worker_id, h.registered_by_id),
       t.temporary_until,
       array(select c.id from care_carer c where c.home_id = h.id and c.cares order by c.id),
       array(select c.person_id from care_carer c where c.home_id = h.id and c.cares order by c.id)
  from care_home h left join care_terms t on t.home_id = h.id and (t.ends is null or t.ends = h.ends)
 where h.kind in ('foster', 'connected') and h.provider = 'PR1' order by h.id
"""
_STAYS: Final = """
select s.home_id, s.child_id, s.starts, s.ends from care_stay s join care_home h on h.id = s.home_id
 where h.kind in ('foster', 'connected') and h.provider = 'PR1' order by s.id
"""
_RATES: Final = {
    "0-4": (13_100, 13_500), "5-10": (14_400, 14_900), "11-15": (16_500, 17_000), "16-17": (19_200, 19_900),
    "one": (10_000, 10_500), "two": (19_000, 20_000), "three": (30_000, 31_000),
}  # fmt: skip
_OUTCOMES: Final = {"alleged": ("unproven", "unfound", "true", "false"), "other": ("upheld", "partly", "no")}


@dataclass(frozen=True, slots=True)
class House:
    """A foster home of care's register, as its record needs to know it."""

    id: int
    kind: str
    name: str
    address: int
    starts: date
    ends: date | None
    worker: int
    until: date | None
    carers: Sequence[int]
    people: Sequence[int]


@dataclass
class Service:
    """Draws it all."""

    pen: Pen
    stays: dict[int, list[tuple[int, date, date | None]]] = field(default_factory=lambda: defaultdict(list))
    households: list[tuple[int, House]] = field(default_factory=list)

    def drawn(self) -> None:
        """Every household; then who asked to foster, and the panel."""
        for home, child, starts, ends in asked(_STAYS):
            self.stays[home].append((child, starts, ends))
        asks = Asks(self.pen)
        for row in asked(_HOMES):
            home = House(*row)
            if home.until is not None and home.ends is None:
                asks.known(home, [child for child, _, ends in self.stays[home.id] if ends is None])
            elif home.starts < TODAY and (home.ends is None or home.ends > home.starts):
                number = self._household(home)
                self.households.append((number, home))
                if home.ends is None and home.kind == "foster" and home.starts >= date(2019, 9, 1):
                    asks.approved(home)
        asks.others()
        asks.met(self.households)
        self._concerns()
        self._amounts()

    def _household(self, home: House) -> int:
        pen, dice = self.pen, self.pen.dice
        over = home.ends
        before = None
        if home.starts < KEPT_SINCE:
            before = max(home.starts, KEPT_SINCE - timedelta(days=dice.whole(0, 364)))
        why = None if over is None else dice.weighed({"moved": 8, "adopted": 3, "family": 1})
        number = pen.add(
            "fostering.Household", home.id, home.kind == "connected", home.starts, before, over, why, home.worker, 1
        )
        since = before or home.starts
        until = over or TODAY
        reviews = self._reviews(number, home, since, until, first=before is None)
        visits, surprises = self._visits(number, home, since, until)
        for owed, days in (("review", reviews), ("surprise", surprises), ("visit", visits)):
            for place, each in enumerate(drawn(since, days, over)):
                pen.add("fostering.Due", number, owed, place, each.since, each.held, each.ended)
        self._trained(number, home, until)
        if over is None:
            level = dice.weighed({"one": 4, "two": 4, "three": 1})
            pen.add("fostering.FeeLevel", number, level, max(home.starts, KEPT_SINCE), home.worker)
        return number

    def _reviews(self, number: int, home: House, since: date, until: date, *, first: bool) -> list[date]:
        pen, dice, held = self.pen, self.pen.dice, list[date]()
        day = since
        while True:
            late = dice.chance(0.1)
            last = add_months(day, 12) + timedelta(days=dice.whole(3, 50) if late else -dice.whole(0, 30))
            day = max(on_or_before(last), day + timedelta(days=1))
            if day > YESTERDAY or day >= until:
                return held
            review = pen.add(
                "fostering.Review", number, day, first and not held, dice.pick(words.CARERS), dice.pick(words.FOUND),
                "stays", at(day, 16), home.worker,
            )  # fmt: skip
            held.append(day)
            living = {c for c, starts, ends in self.stays[home.id] if starts <= day and (ends is None or ends > day)}
            for child in sorted(living):
                pen.add("fostering.View", review, child, dice.pick(words.CHILDREN), "")

    def _visits(self, number: int, home: House, since: date, until: date) -> tuple[list[date], list[date]]:
        pen, dice, visits, surprises = self.pen, self.pen.dice, list[date](), list[date]()
        day, sure = since, since
        while True:
            gap = dice.whole(44, 70) if dice.chance(0.08) else dice.whole(30, 42)
            day = max(on_or_before(day + timedelta(days=gap)), day + timedelta(days=1))
            if day > YESTERDAY or day >= until:
                return visits, surprises
            unsaid = (day - sure).days > 300 and dice.chance(0.85)
            pen.add("fostering.HomeVisit", number, day, unsaid, dice.pick(words.VISITS), at(day, 17), home.worker)
            visits.append(day)
            if unsaid:
                surprises.append(day)
                sure = day

    def _trained(self, number: int, home: House, until: date) -> None:
        pen, dice = self.pen, self.pen.dice
        for place, carer in enumerate(home.carers):
            met = None
            for course, months, likely in (("standards", 0, 0.9), ("safe", 36, 0.93), ("aid", 36, 0.88)):
                early = home.starts + timedelta(days=dice.whole(60, 400))
                day = early if months == 0 else TODAY - timedelta(days=dice.whole(20, 1200))
                if dice.chance(likely) and home.starts <= day < min(until, TODAY):
                    self._course(number, home, carer, course, day, months)
                    met = day if months == 0 else met
            for _ in range(dice.whole(0, 3)):
                day = TODAY - timedelta(days=dice.whole(10, 900))
                if home.starts <= day < until:
                    self._course(number, home, carer, dice.pick(("stability", "teens", "health", "identity")), day, 0)
            connected = home.kind == "connected"
            pen.add("fostering.Standards", number, place, carer, home.starts, met, home.ends, connected)

    def _course(self, number: int, home: House, carer: int, course: str, day: date, months: int) -> None:
        again = add_months(day, months) if months else None
        called = Course(course).value if course == Course.OTHER else ""
        self.pen.add("fostering.Training", number, carer, course, day, again, called, at(day, 17), home.worker)

    def _concerns(self) -> None:
        """About one household in thirty in a year; nearly all with their outcome."""
        pen, dice = self.pen, self.pen.dice
        now = [(number, home) for number, home in self.households if home.ends is None and home.starts < KEPT_SINCE]
        for number, home in dice.some(now, max(4, len(now) // 30)):
            day = on_or_before(TODAY - timedelta(days=dice.whole(2, 360)))
            matter = dice.weighed({"alleged": 5, "standard": 4, "complain": 2, "staying": 1})
            closed = day + timedelta(days=dice.whole(20, 90))
            told = at(day, 15) if matter == "alleged" else None
            over = closed < TODAY
            outcome = dice.pick(_OUTCOMES["alleged" if matter == "alleged" else "other"]) if over else None
            pen.add(
                "fostering.Concern", number, matter, at(day, 11), words.CONCERNS[matter], home.worker, told,
                day + timedelta(days=2) if matter == "alleged" and over else None,
                "A worker of another team, and Fosterline." if over else "", outcome, closed if over else None,
                "What everybody involved said was heard, and written to the carers." if over else "", at(day, 12),
                home.worker, "", 1,
            )  # fmt: skip

    def _amounts(self) -> None:
        pen, manager = self.pen, self._managers()[0]
        for what, (before, now) in _RATES.items():
            pen.add("fostering.WeeklyRate", what, before, date(2020, 4, 1), date(2021, 4, 1), manager)
            pen.add("fostering.WeeklyRate", what, now, date(2021, 4, 1), None, manager)

    def _managers(self) -> list[int]:
        teams = self.pen.office.by_kind["fostering"]
        found = [team.manager for team in teams if team.manager is not None]
        return [*dict.fromkeys(found), *(home.worker for _, home in self.households[:2])][:2]

    def paid(self) -> None:
        """The lists of the last weeks, each prepared by one and released by another: once stays and amounts are in."""
        prepares, releases = self._managers()
        monday = TODAY - timedelta(days=TODAY.weekday() + 7)
        for back in reversed(range(WEEKS)):
            week = monday - timedelta(weeks=back)
            came = comes_to(week)
            done: Any = at(week + timedelta(days=7), 10)
            run = self.pen.add("fostering.PayRun", week, done, prepares, done + timedelta(hours=4), releases)
            for due in came.dues:
                self.pen.add(
                    "fostering.PayLine", run, due.home, week, due.what, due.child, due.nights, due.weekly, due.pence
                )


def loaded(office: Office, highest: dict[str, int], now: datetime) -> None:
    """Draw and load all of it, in the caller's transaction."""
    pen = Pen(Dice("fostering"), office, highest)
    service = Service(pen)
    service.drawn()
    pen.loaded(COLUMNS)
    service.paid()
    pen.loaded(COLUMNS)
    bulk.analysed(COLUMNS)
