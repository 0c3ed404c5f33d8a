"""Named reads of surveys: who has been asked and how many answered, and results that name nobody.

*Answered*: everybody who sent the survey in; each of them answered every question with steps. *Asked*: who worked here
with an account on its last day. *Agree*: answers 4 and 5 of five. Percentages are of the answers to that question in
that group, to one decimal place, and always beside the numbers they are of. *Change*: percentage points against the
last survey that was over before this one opened, for the question of the same code and the same group, where both may
be shown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.db import connection
from django.db.models import Q

from righthelp.governance.staff_voice.law import FEWEST
from righthelp.governance.staff_voice.models import Answer, Answered, Question, QuestionKind, Survey
from righthelp.governance.staff_voice.withheld import shown
from righthelp.practice.workforce.models import Service, Worker

WHOLE: Final = "whole"


def share(part: int, whole: int) -> Decimal | None:
    """``part`` of ``whole`` in percent, to one decimal place; None of nothing."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


@dataclass(frozen=True)
class Count:
    """How many of how many agreed."""

    agree: int = 0
    of: int = 0

    @property
    def share(self) -> Decimal | None:
        """In percent."""
        return share(self.agree, self.of)

    @property
    def words(self) -> str:
        """As it is printed: "31 of 47 (66.0%)"."""
        return f"{self.agree} of {self.of} ({self.share}%)" if self.of else "none"


@dataclass(frozen=True)
class Result:
    """One question in one group, beside the last survey. ``now`` and ``before`` are None where they are withheld or
    were not asked."""

    question: Question
    group: str
    now: Count | None
    before: Count | None

    @property
    def change(self) -> Decimal | None:
        """Percentage points against the last survey."""
        if self.now is None or self.before is None or self.now.share is None or self.before.share is None:
            return None
        return self.now.share - self.before.share


@dataclass(frozen=True)
class Turnout:
    """How many answered, of how many who were asked."""

    answered: int
    asked: int

    @property
    def words(self) -> str:
        """As it is printed."""
        return f"{self.answered} of {self.asked} ({share(self.answered, self.asked)}%)" if self.asked else "none"


def turnout(survey: Survey, today: date) -> Turnout:
    """Counted on the survey's last day, or today while it is open. Two queries."""
    on = min(survey.last_day, today)
    asked = Worker.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), starts__lte=on, account__isnull=False).count()
    return Turnout(Answered.objects.filter(survey=survey).count(), asked)


def before(survey: Survey) -> Survey | None:
    """The last survey that was over before this one opened."""
    return Survey.objects.filter(last_day__lt=survey.opens).order_by("-last_day").first()


_COUNTS: Final = """
select q.code, coalesce(t.service, ''), t.id, t.name, count(*) filter (where a.score >= 4), count(*)
  from staff_voice_answer a join staff_voice_question q on q.id = a.question_id
  join workforce_team t on t.id = a.team_id
 where q.survey_id = %s and a.score is not null
 group by 1, 2, 3, 4
"""


class _Found:
    """What a survey's answers come to, with what may not be shown taken out: the whole, services, teams in services."""

    def __init__(self, survey: Survey | None) -> None:
        self.counts: dict[tuple[str, str], Count] = {}
        self.names: dict[str, str] = {}
        self.shown: set[str] = set()
        if survey is None:
            return
        people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        agree: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        with connection.cursor() as cursor:
            cursor.execute(_COUNTS, [survey.pk])
            rows = cursor.fetchall()
        for code, service, team, name, yes, count in rows:
            keys = (WHOLE, f"service {service}", f"team {team}")
            self.names[keys[2]] = name
            self.names[keys[1]] = Service(service).label if service else "No service"
            people[keys[1]][keys[2]] = max(people[keys[1]][keys[2]], count)
            for key in keys:
                agree[(code, key)][0] += yes
                agree[(code, key)][1] += count
        self.counts = {key: Count(*pair) for key, pair in agree.items()}
        services = {service: sum(teams.values()) for service, teams in people.items()}
        if sum(services.values()) >= FEWEST:
            self.shown.add(WHOLE)
        for service in shown(services):
            self.shown.add(service)
            self.shown |= shown(people[service])

    def of(self, code: str, key: str) -> Count | None:
        return self.counts.get((code, key)) if key in self.shown else None


@dataclass(frozen=True)
class Results:
    """A survey's results: by question for everybody, and by service or team; ``withheld`` groups have too few."""

    whole: list[Result]
    services: list[Result]
    teams: list[Result]
    withheld: int


def results(survey: Survey, today: date) -> Results | None:
    """Results of a survey that is over; None while it is open or where too few answered. Four queries."""
    if today <= survey.last_day:
        return None
    now, last = _Found(survey), _Found(before(survey))
    if WHOLE not in now.shown:
        return None
    questions = list(survey.questions.filter(kind=QuestionKind.SCORE).order_by("number"))

    def rows(kind: str) -> list[Result]:
        keys = [key for key in now.names if key.startswith(kind) and key in now.shown]
        return [
            Result(each, now.names[key], now.of(each.code, key), last.of(each.code, key))
            for key in sorted(keys, key=lambda key: now.names[key])
            for each in questions
        ]

    whole = [Result(each, "Everybody", now.of(each.code, WHOLE), last.of(each.code, WHOLE)) for each in questions]
    withheld = sum(key not in now.shown for key in now.names)
    return Results(whole, rows("service "), rows("team "), withheld)


def said(survey: Survey, today: date) -> list[tuple[Question, list[str]]]:
    """What people wrote, by question, in no order; nothing while the survey is open. A question that fewer than ten
    wrote to stays closed: their manner would give them away."""
    if today <= survey.last_day:
        return []
    found = []
    for question in survey.questions.filter(kind=QuestionKind.WORDS).order_by("number"):
        words = list(Answer.objects.filter(question=question).order_by("pk").values_list("words", flat=True))
        if len(words) >= FEWEST:
            found.append((question, words))
    return found


def open_for(account_id: int, today: date) -> list[Survey]:
    """The surveys that are open and that this account has not answered."""
    done = Answered.objects.filter(account_id=account_id).values("survey_id")
    return list(Survey.objects.filter(opens__lte=today, last_day__gte=today).exclude(pk__in=done).order_by("last_day"))
