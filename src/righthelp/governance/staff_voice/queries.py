"""Named reads of policies and of the forum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from righthelp.foundation.calendar import local_date
from righthelp.governance.staff_voice.models import PRIORITY, Area, Burden, Course, Issue, Policy, PolicyReview


@dataclass(frozen=True)
class PolicyLine:
    """A policy in the register: its version, when it was last reviewed and when the next review is due."""

    policy: Policy
    version: int
    last: date | None
    due: date | None
    late: bool

    @property
    def priority(self) -> bool:
        """Whether it is of an area that is reviewed first."""
        return self.policy.area in PRIORITY


def register(now: datetime) -> list[PolicyLine]:
    """Every policy, those whose review is due soonest first, withdrawn ones last. Two queries."""
    today = local_date(now)
    policies = Policy.objects.select_related("owner").prefetch_related("versions", "reviews")
    found = []
    for policy in policies:
        reviews: list[PolicyReview] = list(policy.reviews.all())
        open_one = next((each for each in reviews if each.held is None), None)
        held = [each.held for each in reviews if each.held]
        due = open_one.eve + timedelta(days=1) if open_one else None
        version = max((each.number for each in policy.versions.all()), default=0)
        found.append(PolicyLine(policy, version, max(held, default=None), due, due is not None and due < today))
    return sorted(found, key=lambda line: (line.due is None, line.due or date.max, line.policy.name))


def uncovered(lines: list[PolicyLine]) -> list[str]:
    """The areas to be reviewed first for which no policy is in force."""
    there = {line.policy.area for line in lines if not line.policy.withdrawn}
    return [Area(area).label for area in PRIORITY if area not in there]


@dataclass(frozen=True)
class IssueLine:
    """An issue of the forum with its course, if it has been taken up."""

    issue: Issue
    course: Course | None

    @property
    def state(self) -> str:
        """new, taken (being dealt with), answered (not told yet) or told."""
        if self.course is None:
            return "new"
        return "told" if self.course.told else "answered" if self.course.burden else "taken"


STATES = (
    ("new", "Not taken up yet"),
    ("taken", "Being dealt with"),
    ("answered", "To be told to the forum"),
    ("told", "Told back"),
)


def issues() -> list[IssueLine]:
    """Everything raised, what is not told back first, the latest first. One query."""
    rows = Issue.objects.select_related("course__owner", "raised_by").order_by("-raised", "-pk")
    found = [IssueLine(row, getattr(row, "course", None)) for row in rows]
    return sorted(found, key=lambda line: line.state == "told")


@dataclass(frozen=True)
class Lifted:
    """What came of what was raised: counts of issues, and of those answered by what became of the burden."""

    raised: int
    answered: int
    removed: int
    lighter: int
    stays: int
    told: int


def lifted(lines: list[IssueLine]) -> Lifted:
    """The forum's own sum. No query."""
    burdens = [line.course.burden for line in lines if line.course and line.course.burden]
    return Lifted(
        len(lines),
        len(burdens),
        burdens.count(Burden.REMOVED),
        burdens.count(Burden.LIGHTER),
        burdens.count(Burden.STAYS),
        sum(line.state == "told" for line in lines),
    )
