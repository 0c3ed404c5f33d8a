"""What staff say: HR policies under review, the Employee Forum's issues, and three surveys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import connection

from righthelp.city import bulk
from righthelp.city.dice import Dice
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables
from righthelp.foundation.calendar import add_months
from righthelp.practice.workforce import demo

# Name, area, months between reviews, days of reviews, versions with the day from which each applies and what it says.
_POLICIES: Final = (
    ("Agile working", "agile", 12, ("2019-04-10", "2020-09-28"),
     (("2018-04-01", "Desks are shared; laptops for all practitioners."),
      ("2020-10-05", "Working from home is ordinary; each team agrees its days together."))),
    ("Managing absence", "absence", 24, ("2019-10-21",),
     (("2018-04-01", "A conversation after every sickness; triggers at three spells."),
      ("2019-11-01", "Long sickness is planned with occupational health from the fourth week."))),
    ("Disciplinary", "disciplinary", 24, ("2020-03-16",),
     (("2018-04-01", "Facts are established before anybody is suspended."),)),
    ("Capability", "capability", 24, ("2019-07-08",), (("2018-04-01", "Support first: a written plan with dates."),)),
    ("Grievance", "grievance", 24, ("2020-01-20",),
     (("2018-04-01", "An answer within ten working days at each step."),)),
    ("Flexible hours", "other", 36, (), (("2019-02-01", "Compressed weeks and term-time hours can be asked for."),)),
    ("Lone working", "other", 12, ("2020-11-30",),
     (("2018-09-01", "Visits alone are logged; somebody expects the call."),)),
)  # fmt: skip

# Raised, words, with a name or not, and (taken up after days, action, burden, what came of it, told after days).
_ISSUES: Final = (
    ("2019-01-14", "Every expenses claim is printed, signed, scanned and sent.", True,
     (9, "Approve claims in the system.", "removed", "Claims are approved on the screen since May 2019.", 60)),
    ("2019-06-01", "Three systems ask me for the same child’s address after each move.", False,
     (20, "One move, told on to all.", "lighter", "Two of the three take it over by themselves.", 85)),
    ("2020-02-10", "Minutes of conferences are typed twice, once by us and once by business support.", True,
     (12, "One draft that both write in.", "removed", "Minutes are written once, together.", 71)),
    ("2020-11-01", "Nobody can find a quiet place for a call with a child now that desks are shared.", False,
     (15, "Two rooms in each office kept free.", "lighter", "Rooms are kept in two of three offices.", 88)),
    ("2021-03-08", "We ask for the same certificate at every change of team.", True,
     (10, "Certificates stay with the worker’s record.", "removed", "HR asks once.", 55)),
    ("2021-05-01", "Visits outside the city need three signatures for a hire car.", False,
     (18, "One signature up to £60.", "stays", "Insurance asks for two; it is being taken up again.", None)),
    ("2021-07-12", "Passwords for the court’s bundle system run out each fortnight.", True,
     (8, "Ask the court service for ninety days.", "", "", None)),
    ("2021-08-01", "The rota for duty comes out on Friday afternoon for Monday.", False, None),
    ("2021-08-16", "New starters wait two weeks for a laptop.", True, None),
)  # fmt: skip

_QUESTIONS: Final = (
    ("workload", "My workload is manageable."),
    ("supervision", "Supervision helps me to think about children’s lives."),
    ("listened", "What I say about how we work is listened to."),
    ("tools", "The systems I use help me to do my work."),
    ("stay", "I expect to be working here in a year."),
)
_SURVEYS: Final = (
    ("Social work and social care survey 2019", "2019-10-07", "2019-10-25", (38, 61, 40, 29, 66)),
    ("Social work and social care survey 2021", "2021-05-10", "2021-05-28", (41, 66, 52, 44, 63)),
    ("Pulse, September 2021", "2021-08-25", "2021-09-14", (42, 66, 53, 47, 63)),
)
"""Name, first and last day, and how many of a hundred agree with each question: invented."""
_SAID: Final = (
    "Fewer forms.", "Let me finish one thing before the next.", "A desk that is mine on Mondays.",
    "Keep the teams small.", "Answer the questions we ask.", "More time in families’ homes.", "Say thank you.",
)  # fmt: skip

_STAFF: Final = """
select w.account_id, w.team_id, a.email from workforce_worker w join access_account a on a.id = w.account_id
 where w.starts <= %(on)s and (w.ends is null or w.ends > %(on)s) order by w.id
"""


class Voices:
    """Draws the rows; surveys' answers come apart, for nothing of them has a history."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.dice = Dice("voices")
        self.answers: list[tuple[object, ...]] = []
        self.answered: list[tuple[object, ...]] = []

    def drawn(self) -> None:
        """Policies, issues and surveys."""
        with connection.cursor() as cursor:
            cursor.execute(
                "select w.id from workforce_worker w join workforce_team t on t.id = w.team_id where w.ends is null "
                "and t.code in ('people-and-workforce', 'practice-quality', 'performance') order by w.id"
            )
            owners = [int(row[0]) for row in cursor.fetchall()]
            cursor.execute("select id from workforce_worker where ends is null and starts < '2019-01-01' order by id")
            workers = [int(row[0]) for row in cursor.fetchall()]
        if owners and workers:
            self._policies(owners)
            self._issues(owners, workers)
        self._surveys()

    def _policies(self, owners: list[int]) -> None:
        number = bulk.highest("staff_voice.Policy")
        version = bulk.highest("staff_voice.PolicyVersion")
        for name, area, every, held, versions in _POLICIES:
            number += 1
            self.tables.add("staff_voice.Policy", number, name, area, self.dice.pick(owners), every, None)
            ids: list[int] = []
            for place, (applies_from, what) in enumerate(versions, 1):
                version += 1
                ids.append(version)
                self.tables.add(
                    "staff_voice.PolicyVersion", version, number, place, date.fromisoformat(applies_from), what, ""
                )
            since = date.fromisoformat(versions[0][0])
            for place, day in enumerate(held, 1):
                on, last = date.fromisoformat(day), place == len(held)
                changed = last and len(ids) > 1
                self._review(number, since, every, on, "changed" if changed else "stands", ids[-1] if changed else None)
                since = on
            self._review(number, since, every, None, "", None)

    def _review(
        self, policy: int, since: date, every: int, held: date | None, outcome: str, version: int | None
    ) -> None:
        eve = add_months(since, every) - timedelta(days=1)
        note = "Agreed with the unions." if held else ""
        self.tables.add("staff_voice.PolicyReview", policy, since, eve, held, outcome, note, version)

    def _issues(self, owners: list[int], workers: list[int]) -> None:
        number = bulk.highest("staff_voice.Issue")
        for day, said, named, course in _ISSUES:
            number += 1
            raised = date.fromisoformat(day)
            self.tables.add("staff_voice.Issue", number, raised, said, self.dice.pick(workers) if named else None)
            if course:
                after, action, burden, came, told = course
                taken = raised + timedelta(days=after)
                self.tables.add(
                    "staff_voice.Course", number, raised, taken, self.dice.pick(owners), action, burden, came,
                    raised + timedelta(days=told) if told else None,
                )  # fmt: skip

    def _surveys(self) -> None:
        number, question = bulk.highest("staff_voice.Survey"), bulk.highest("staff_voice.Question")
        known = {each.email for each in demo.PEOPLE}
        for name, first, last, agree in _SURVEYS:
            number += 1
            opens, until = date.fromisoformat(first), date.fromisoformat(last)
            self.tables.add("staff_voice.Survey", number, name, opens, until)
            ids = list(range(question + 1, question + len(_QUESTIONS) + 2))
            question = ids[-1]
            for place, (number_of, (code, asked)) in enumerate(zip(ids, _QUESTIONS, strict=False), 1):
                self.tables.add("staff_voice.Question", number_of, number, place, code, asked, "score")
            self.tables.add(
                "staff_voice.Question", ids[-1], number, len(ids), "change", "What should change first?", "words"
            )
            over = until < TODAY
            with connection.cursor() as cursor:
                cursor.execute(_STAFF, {"on": min(until, TODAY)})
                staff = cursor.fetchall()
            for account, team, email in staff:
                if (email in known and not over) or not self.dice.chance(0.62 if over else 0.21):
                    continue
                self.answered.append((number, account))
                for asked_id, share in zip(ids, agree, strict=False):
                    score = self.dice.weighed({5: share * 0.3, 4: share * 0.7, 3: 22.0, 2: (78 - share) * 0.7, 1: 8.0})
                    self._answer(asked_id, team, score, "")
                if self.dice.chance(0.15):
                    self._answer(ids[-1], None, None, self.dice.pick(_SAID))

    def _answer(self, question: int, team: object, score: int | None, words: str) -> None:
        key = UUID(int=self.dice.random.getrandbits(128), version=4)
        self.answers.append((key, question, team, score, words))

    def answers_copied(self) -> None:
        """Put the answers in, in the order of their random numbers, after the surveys they belong to."""
        bulk.copied("staff_voice.Answered", self.answered, ("survey_id", "account_id"))
        columns = ("id", "question_id", "team_id", "score", "words")
        bulk.copied("staff_voice.Answer", sorted(self.answers, key=lambda row: str(row[0])), columns)
