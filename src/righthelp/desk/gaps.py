"""What is not yet known about the children a team holds: the counts and the list are the same rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date
from righthelp.practice.people.ages import say_age
from righthelp.practice.people.completeness import QUESTIONS, Question, open_questions
from righthelp.practice.workforce.models import Allocation


@dataclass(frozen=True)
class ChildGaps:
    """A child with an allocated worker, and what is not yet known of them."""

    id: int
    name: str
    age: str
    worker: str
    team_id: int
    team: str
    questions: list[Question]

    @property
    def words(self) -> str:
        """What is missing, in a line."""
        return ", ".join(each.words for each in self.questions) or "Nothing"


@dataclass(frozen=True)
class TeamGaps:
    """A team's children, how many of them are fully known, and of how many each question is open."""

    id: int
    team: str
    children: int
    complete: int
    open: dict[str, int]

    @property
    def share(self) -> str:
        """``84%`` of the team's children are fully known."""
        return f"{100 * self.complete / self.children:.0f}%" if self.children else "none"


def children_of(account: Account, now: datetime, *, team: int | None = None) -> list[ChildGaps]:
    """Every child in the account's reach who lives and has a primary worker now (of ``team``). Two queries."""
    held = Allocation.objects.filter(
        Q(ends=None) | Q(ends__gt=now), primary=True, starts__lte=now, child__died_on=None
    ).select_related("child", "worker__team")
    if team is not None:
        held = held.filter(worker__team_id=team)
    reached = within_reach(held, account, "child.gaps", kind="child", field="child_id", now=now)
    today = local_date(now)
    rows = list(reached.order_by("child__surname", "child__forename"))
    asked = open_questions([row.child_id for row in rows], today)
    return [
        ChildGaps(
            row.child_id,
            f"{row.child.forename} {row.child.surname}",
            say_age(row.child.birth_date, today, row.child.birth_date_kind),
            row.worker.name,
            row.worker.team_id,
            row.worker.team.name,
            asked.get(row.child_id, []),
        )
        for row in rows
    ]


def by_team(children: list[ChildGaps]) -> list[TeamGaps]:
    """The same children counted by team."""
    teams: dict[int, list[ChildGaps]] = defaultdict(list)
    for each in children:
        teams[each.team_id].append(each)
    found = [
        TeamGaps(
            pk,
            held[0].team,
            len(held),
            sum(1 for each in held if not each.questions),
            {question.key: sum(1 for each in held if question in each.questions) for question in QUESTIONS},
        )
        for pk, held in teams.items()
    ]
    return sorted(found, key=lambda each: each.team)
