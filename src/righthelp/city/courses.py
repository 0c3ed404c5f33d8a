"""What staff learn: the catalogue, sessions gone by and to come, cohorts, the plan of two years; and leave asked for.

The papers print that the fourth cohort of systemic practice was completed in 2018 and that newly qualified workers came
in groups; who went, and everything else here, is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection

from righthelp.city import bulk
from righthelp.city.after import board_day
from righthelp.city.dice import Dice, at
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables
from righthelp.foundation.calendar import add_months, is_working_day
from righthelp.practice.learning import law

EVERYBODY, SOCIAL, LEADERS, CHILDREN = "everybody", "social-workers", "leaders", "child-facing"

# Title, how, hours, for whom mandatory, months it counts, what it gives, asked for by young people, what it is about.
_COURSES: Final[tuple[tuple[str, str, int, list[str], int | None, str, bool, str], ...]] = (
    ("Safeguarding: what everybody must know", "e-learning", 2, [EVERYBODY], 24, "", False,
     "Whom to tell, and how, when a child may be harmed."),
    ("Data protection and confidentiality", "e-learning", 1, [EVERYBODY], 12, "", False,
     "What may be shared, with whom, and why sharing can save a child."),
    ("Right Help, Right Time", "online", 3, [SOCIAL], 36, "", False, "The threshold model, with cases from the city."),
    ("Children at risk of exploitation", "classroom", 6, [CHILDREN], 24, "", False,
     "What is done to children, by whom, where; words that do not blame the child."),
    ("Return home interviews: listening first", "workshop", 3, [], None, "", True,
     "What young people say helped them talk, taught together with two of them."),
    ("Court skills", "classroom", 6, [SOCIAL], 36, "", False, "Evidence, statements and being questioned."),
    ("Direct work with children", "workshop", 6, [], None, "", True, "Tools to hear what a child thinks and wants."),
    ("Domestic abuse: coercion and control", "classroom", 6, [CHILDREN], 36, "", False,
     "What it does to children, and how to speak with each parent safely."),
    ("Writing a record that a child can read", "online", 3, [], None, "", True,
     "Young people read their own records and say what hurt and what helped."),
    ("Supervising well", "classroom", 6, [LEADERS], 36, "", False, "Reflection, challenge, decisions that are done."),
    ("Systemic practice, foundation", "classroom", 90, [], None, "", False, "Fifteen days over a year."),
    ("Practice educator, stage one", "classroom", 30, [], None, "", False, "To teach and assess students."),
)  # fmt: skip
_NEEDS: Final = (
    ("Children at risk of exploitation", "All who hold children’s work", 420, 1, "audit", 3),
    ("Data protection, yearly", "Everybody", 1900, 1, "law", 1),
    ("Listening to children who went missing", "Missing team and social workers", 60, 2, "young-people", 4),
    ("Records that children can read", "Social workers", 120, 2, "young-people", 8),
    ("Evidence in court", "Safeguarding and care teams", 150, 1, "supervision", 5),
    ("Supervision that reflects", "Team managers", 90, 2, "audit", 9),
    ("Systemic practice, next cohort", "Social workers with two years’ practice", 30, 2, "plan", 10),
    ("Working with interpreters", "All who visit families", 80, 3, "complaint", None),
)
_PLACES: Final = ("Lancaster Circus, room 4", "Sparkbrook learning centre", "Online", "Lifford House")
_TRAINERS: Final = ("Learning and development", "Practice improvement", "A practitioner and two young people")
_SAID: Final = (
    "More time for the practice part, please.",
    "The young people’s part should stay.",
    "I have changed how I open a visit since.",
    "",
    "",
)
_STAFF: Final = """
select w.id, w.starts, w.account_id,
       exists (select from workforce_holding h join workforce_post p on p.id = h.post_id
                where h.worker_id = w.id and p.qualified and (h.ends is null or h.ends > %(on)s)),
       exists (select from workforce_team t where t.manager_id = w.id),
       exists (select from workforce_allocation a where a.worker_id = w.id and a.ends is null),
       exists (select from workforce_firstyear f where f.worker_id = w.id and f.ends > %(on)s)
  from workforce_worker w where w.ends is null and w.starts <= %(on)s order by w.id
"""
_LEAVE: Final = """
select a.worker_id, a.starts, a.ends, a.cover_id, w.account_id, m.account_id, a.id
  from workforce_absence a join workforce_worker w on w.id = a.worker_id
  join workforce_worker m on m.id = w.manager_id
 where a.kind = 'leave' and a.starts > %(on)s and w.account_id is not null and m.account_id is not null order by a.id
"""


@dataclass(frozen=True)
class _Person:
    id: int
    starts: date
    account: int | None
    social: bool
    leads: bool
    holds: bool
    first_year: bool

    def must(self, whom: list[str]) -> bool:
        """Whether a course for these is mandatory for this person."""
        known = {EVERYBODY: True, SOCIAL: self.social, LEADERS: self.leads, CHILDREN: self.holds}
        return any(known[each] for each in whom)


class Courses:
    """Writes the rows of learning, and the requests behind leave to come."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.dice = Dice("courses")
        with connection.cursor() as cursor:
            cursor.execute(_STAFF, {"on": TODAY})
            self.staff = [_Person(*row) for row in cursor.fetchall()]
        self.course = bulk.highest("learning.Course") + 1
        self.session = bulk.highest("learning.Session") + 1
        self.booking = bulk.highest("learning.Booking") + 1
        self.done: set[tuple[int, int]] = set()

    def drawn(self) -> None:
        """Everything."""
        for number, (title, kind, hours, whom, valid, gives, asked, about) in enumerate(_COURSES):
            self.tables.add(
                "learning.Course", self.course + number, title, kind, about, hours, whom, valid, gives, asked
            )
        practice = [each for each in self.staff if each.social or each.holds]
        for number, (_title, kind, hours, whom, valid, *_rest) in enumerate(_COURSES):
            if practice and kind != "e-learning" and hours < 30:
                self._sessions(number, kind, hours, valid, practice)
            if valid:
                self._learnt(number, hours, whom, valid)
        self._cohorts(practice)
        for year in (TODAY.year - 1, TODAY.year):
            for what, who, people, priority, source, course in _NEEDS:
                meets = self.course + course if course is not None else None
                self.tables.add("learning.Need", year, what, who, people, priority, source, meets)
        self._leave()

    def _sessions(self, course: int, kind: str, hours: int, valid: int | None, practice: list[_Person]) -> None:
        dice = self.dice
        for offset in (-210, -130, -45, 14 + course, 50 + course):
            day = TODAY + timedelta(days=offset + dice.whole(0, 6))
            while not is_working_day(day):
                day += timedelta(days=1)
            starts = at(day, 9, 30)
            places = dice.pick((12, 16, 20))
            self.tables.add(
                "learning.Session", self.session, self.course + course, starts, starts + timedelta(hours=hours),
                "Online" if kind == "online" else dice.pick(_PLACES), dice.pick(_TRAINERS), places, None,
            )  # fmt: skip
            full = offset > 0 and course % 4 == 3
            wanted = places + 3 if full else dice.whole(places // 3, places)
            people = [each for each in practice if each.starts < day - timedelta(days=30)]
            for seat, person in enumerate(dice.some(people, min(wanted, len(people))), 1):
                self._booked(course, person, seat if seat <= places else None, day, hours, valid)
            self.session += 1

    def _booked(self, course: int, person: _Person, seat: int | None, day: date, hours: int, valid: int | None) -> None:
        dice = self.dice
        asked = at(min(day, TODAY) - timedelta(days=dice.whole(3, 25)), 10, dice.whole(0, 59))
        came, attended = "", None
        if day < TODAY:
            came = dice.weighed({"yes": 86, "part": 4, "no": 10})
            attended = day if came == "yes" and (person.id, course) not in self.done else None
            came = "part" if came == "yes" and attended is None else came
        after = self._said(attended, False)
        later = self._said(attended, True)
        self.tables.add(
            "learning.Booking", self.booking, self.session, person.id, seat, asked, came, attended, after, later
        )
        for moment, is_later in ((after, False), (later, True)):
            if moment:
                worth, used = dice.weighed({5: 45, 4: 38, 3: 13, 2: 4}), dice.weighed({5: 35, 4: 40, 3: 19, 2: 6})
                words = dice.pick(_SAID)
                self.tables.add("learning.Evaluation", self.booking, is_later, worth, used, words, moment)
        if attended:
            self._row(person.id, course, attended, hours, valid, self.booking, "")
        self.booking += 1

    def _said(self, attended: date | None, later: bool) -> datetime | None:
        """When somebody said how it was, if they have."""
        if attended is None or not self.dice.chance(0.5 if later else 0.75):
            return None
        first = add_months(attended, law.ASKED_AGAIN_AFTER) if later else attended + timedelta(days=1)
        moment = at(first + timedelta(days=self.dice.whole(0, 12)), 16)
        return moment if moment < board_day() else None

    def _learnt(self, course: int, hours: int, whom: list[str], valid: int) -> None:
        """Most have done what is mandatory; some must do it again soon, some have let it lapse, some never did it."""
        for person in self.staff:
            if not person.must(whom) or (person.id, course) in self.done:
                continue
            how = self.dice.weighed({"kept": 80, "soon": 9, "lapsed": 5, "never": 6})
            ends = TODAY + timedelta(
                days={"kept": self.dice.whole(61, 30 * valid - 5), "soon": self.dice.whole(2, 59)}.get(
                    how, -self.dice.whole(5, 160)
                )
            )
            finished = add_months(ends, -valid)
            if how == "kept" and finished < person.starts:  # a newcomer does it in the first weeks
                finished = min(person.starts + timedelta(days=10), TODAY)
            if how != "never" and finished >= person.starts:
                self._row(person.id, course, finished, hours, valid, None, "")

    def _row(
        self, worker: int, course: int, finished: date, hours: int, valid: int | None, booking: int | None, where: str
    ) -> None:
        self.done.add((worker, course))
        eve = add_months(finished, valid) - timedelta(days=1) if valid else None
        self.tables.add("learning.Learnt", worker, self.course + course, booking, finished, hours, eve, None, where)

    def _cohorts(self, practice: list[_Person]) -> None:
        dice = self.dice
        number = bulk.highest("learning.Cohort") + 1
        plans = [
            ("systemic", each, date(2016 + each // 2, 9 if each % 2 else 2, 5), 12, "systemic", "A university’s school")
            for each in range(1, 7)
        ]
        plans += [
            ("educators", each, date(2018 + each, 10, 1), 9, "practice-educator", "A university") for each in (1, 2)
        ]
        plans += [("first-year", each, date(2018 + each, 9, 7), 12, "", "") for each in (1, 2)]
        used: set[int] = set()
        for programme, place, starts, months, gives, partner in plans:
            ends = add_months(starts, months)
            lead = dice.pick(practice).id if practice else None
            self.tables.add("learning.Cohort", number, programme, place, partner, lead, 20, gives, starts, ends)
            fits = [
                each
                for each in practice
                if each.starts <= starts and each.id not in used and (each.first_year or programme != "first-year")
            ]
            if programme == "first-year" and place == 2:
                fits = [each for each in practice if each.first_year and each.id not in used]
            for person in dice.some(fits, min(14, len(fits))):
                used.add(person.id)
                self._member(number, person, programme, place, max(starts, person.starts), ends, gives, partner)
            number += 1

    def _member(
        self, cohort: int, person: _Person, programme: str, place: int, joined: date, ends: date, gives: str,
        partner: str,
    ) -> None:  # fmt: skip
        ended, outcome, why = None, "", ""
        if ends < TODAY and joined < ends:
            outcome = self.dice.weighed({"finished": 88, "later": 6, "stopped": 6})
            ended, why = ends, "" if outcome == "finished" else "Too much else this year."
            if outcome == "finished" and gives:
                title = {"systemic": "Systemic practice", "educators": "Practice educators"}[programme]
                self.tables.add(
                    "workforce.Qualification", person.id, gives, f"{title}, cohort {place}", partner, ends, ends
                )
        self.tables.add("learning.CohortMember", cohort, person.id, joined, ended, outcome, why)

    def _leave(self) -> None:
        """Leave to come was asked for and approved by whoever manages them."""
        with connection.cursor() as cursor:
            cursor.execute(_LEAVE, {"on": TODAY})
            rows = cursor.fetchall()
        for worker, starts, ends, cover, account, manager, absence in rows:
            asked = at(TODAY - timedelta(days=self.dice.whole(9, 60)), 12)
            decided = asked + timedelta(hours=self.dice.whole(2, 90))
            self.tables.add(
                "workforce.LeaveRequest", worker, "leave", starts, ends, cover, "", asked, account, "approved", decided,
                manager, "", absence,
            )  # fmt: skip
