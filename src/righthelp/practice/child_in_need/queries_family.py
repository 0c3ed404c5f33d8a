"""Named reads of families without recourse to public funds: each with what is known, due, decided and paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from righthelp.foundation.access.decision import Scope, scope_of
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.casework.codes import PlanKind
from righthelp.practice.casework.models import Plan
from righthelp.practice.child_in_need.codes import Means
from righthelp.practice.child_in_need.models import (
    Budget,
    Family,
    FamilyChild,
    MeansDecision,
    NeedDue,
    Payment,
    WeeklySupport,
)
from righthelp.practice.people.ages import years
from righthelp.practice.people.completeness import open_questions
from righthelp.practice.people.models import Person, Relationship
from righthelp.practice.workforce.models import Team
from righthelp.practice.workforce.queries import primary_workers

ASKED: Final = ("ethnicity", "gp", "school")
EXTENDED: Final = ("grandparent", "great", "aunt_uncle", "cousin")
SEE: Final = "need.see"


@dataclass(frozen=True)
class Known:
    """What is known of a child of what has to be: (words, known, page where it is entered)."""

    items: tuple[tuple[str, bool, str], ...]

    @property
    def score(self) -> int:
        """In percent of what is asked."""
        return round(100 * sum(known for _, known, _ in self.items) / len(self.items))

    @property
    def missing(self) -> list[str]:
        """What is not known yet."""
        return [words for words, known, _ in self.items if not known]


_ITEMS: Final = {
    "ethnicity": ("Ethnicity", "fact-description"),
    "gp": ("GP", "fact-health"),
    "school": ("School", "fact-school"),
}


def known_of(children: Iterable[Person], on: date) -> dict[int, Known]:
    """How complete the record of each child is: ethnicity, GP, school (of school age), extended family. Two queries."""
    people = list(children)
    ids = [child.pk for child in people]
    open_ones = {pk: {each.key for each in asked} for pk, asked in open_questions(ids, on).items()}
    rows = Relationship.objects.filter(Q(person__in=ids) | Q(other__in=ids), kind__in=EXTENDED, ends__isnull=True)
    wider = {pk for pair in rows.values_list("person_id", "other_id") for pk in pair}
    found = {}
    for child in people:
        age = years(child.birth_date, on) if child.birth_date else 8
        asked = [key for key in ASKED if key != "school" or 5 <= age < 18]
        items = [(_ITEMS[key][0], key not in open_ones.get(child.pk, set()), _ITEMS[key][1]) for key in asked]
        found[child.pk] = Known((*items, ("Extended family", child.pk in wider, "family")))
    return found


@dataclass(frozen=True)
class Row:
    """A family as the list shows it."""

    family: Family
    children: tuple[Person, ...]
    workers: tuple[str, ...]
    unallocated: int
    decision: MeansDecision | None
    assessment_due: datetime | None
    review_due: datetime | None
    plans: int
    score: int
    weekly: int
    """What is agreed a week, in pence."""
    now: datetime

    @property
    def means(self) -> str:
        """What was decided on means."""
        return str(Means(self.decision.outcome).label) if self.decision else "Not decided"

    @property
    def assessment_late(self) -> bool:
        """A yearly assessment is late."""
        return self.assessment_due is not None and self.assessment_due < self.now

    @property
    def review_late(self) -> bool:
        """A quarterly review is late."""
        return self.review_due is not None and self.review_due < self.now


def visible_members(account: Account, now: datetime) -> QuerySet[FamilyChild]:
    """Children of families, those within the account's reach."""
    return within_reach(FamilyChild.objects.all(), account, SEE, kind="child", field="child_id", now=now)


def family_for(account: Account, family: int, now: datetime, *, act: str = SEE) -> Family | None:
    """A family whose every child is open to the account under ``act``; None alike for one that is not there."""
    members = FamilyChild.objects.filter(family_id=family)
    total = members.count()
    near = within_reach(members, account, act, kind="child", field="child_id", now=now).count()
    if not total or near < total:
        return None
    return Family.objects.select_related("team", "recorded_by").filter(pk=family).first()


def families(account: Account, now: datetime, *, ended: bool = False) -> list[Row]:
    """Families within reach (every child of theirs is), the first opened first. Nine queries, however many."""
    today = local_date(now)
    open_ones = FamilyChild.objects.filter(family__ends__isnull=not ended)
    if not ended:
        open_ones = open_ones.filter(ends__isnull=True)
    near = within_reach(open_ones, account, SEE, kind="child", field="child_id", now=now)
    mine = set(near.values_list("pk", flat=True))
    of: dict[int, list[FamilyChild]] = defaultdict(list)
    closed = set()
    for row in open_ones.select_related("child", "family__team").order_by("child__birth_date", "pk"):
        of[row.family_id].append(row)
        if row.pk not in mine:
            closed.add(row.family_id)
    kept = {pk: rows for pk, rows in of.items() if pk not in closed}
    children = [row.child for rows in kept.values() for row in rows]
    ids = [child.pk for child in children]
    held = primary_workers(ids)
    known = known_of(children, today)
    decided = {one.family_id: one for one in MeansDecision.objects.filter(family__in=kept).order_by("decided", "pk")}
    weekly: dict[int, int] = defaultdict(int)
    runs = Q(starts__lte=today) & (Q(ends__isnull=True) | Q(ends__gt=today))
    for pk, pence in WeeklySupport.objects.filter(runs, family__in=kept).values_list("family_id", "pence"):
        weekly[pk] += pence
    plans = dict(
        Plan.objects.filter(child_id__in=ids, kind=PlanKind.NO_RECOURSE, ends__isnull=True).values_list(
            "child_id", "pk"
        )
    )
    due = _due(ids)
    found = []
    for pk, rows in kept.items():
        theirs = tuple(row.child for row in rows)
        reviews = [due[child.pk, "review"] for child in theirs if (child.pk, "review") in due]
        yearly = [due[child.pk, "assessment"] for child in theirs if (child.pk, "assessment") in due]
        found.append(
            Row(
                family=rows[0].family,
                children=theirs,
                workers=tuple(sorted({held[child.pk] for child in theirs if child.pk in held})),
                unallocated=sum(child.pk not in held for child in theirs),
                decision=decided.get(pk),
                assessment_due=min(yearly, default=None),
                review_due=min(reviews, default=None),
                plans=sum(child.pk in plans for child in theirs),
                score=round(sum(known[child.pk].score for child in theirs) / len(theirs)),
                weekly=weekly[pk],
                now=now,
            )
        )
    return sorted(found, key=lambda row: (row.family.starts, row.family.pk))


def _due(children: Iterable[int]) -> dict[tuple[int, str], datetime]:
    """When the next review and yearly assessment of each child fall due."""
    whats = dict(
        NeedDue.objects.filter(child_id__in=children, held__isnull=True, ended__isnull=True).values_list("pk", "what")
    )
    found: dict[tuple[int, str], datetime] = {}
    rows = DueMoment.objects.filter(journey="need-due", episode_id__in=whats).order_by("-due_at")
    for moment in rows:
        if moment.subject_id is not None:
            found[moment.subject_id, whats[moment.episode_id]] = moment.due_at
    return found


@dataclass(frozen=True)
class MoneyMonth:
    """A month of a financial year, in pence: the budget's twelfth, what was paid, what stopped rates would cost."""

    first: date
    budget: int | None
    paid: int
    saved: int


def financial_year(day: date) -> int:
    """The year in which the financial year of a day began: it runs from April."""
    return day.year if day.month >= 4 else day.year - 1


def _months(year: int) -> list[date]:
    return [date(year + (month > 12), month - 12 * (month > 12), 1) for month in range(4, 17)]


def money(team: int | None, year: int, today: date) -> list[MoneyMonth]:
    """The months of a financial year up to today. *Saved*: for a weekly rate that has stopped for good (not for another
    rate), what it would have cost from its stop to the end of the month or today, by the day; counted within the
    financial year in which it stopped, and no longer. Three queries."""
    starts = _months(year)
    families = Family.objects.filter(team=team) if team is not None else Family.objects.all()
    budgets = Budget.objects.filter(year=year)
    if team is not None:
        budgets = budgets.filter(team=team)
    total = sum(each.pence for each in budgets) or None
    paid: dict[date, int] = defaultdict(int)
    rows = Payment.objects.filter(
        family__in=families, cancelled__isnull=True, paid_on__gte=starts[0], paid_on__lt=starts[12]
    )
    for on, pence in rows.values_list("paid_on", "pence"):
        paid[on.replace(day=1)] += pence
    stops = WeeklySupport.objects.filter(family__in=families, ends__gte=starts[0], ends__lt=starts[12])
    stopped = [(on, pence) for on, pence, why in stops.values_list("ends", "pence", "stopped") if on and why != "rate"]
    found = []
    until = today + timedelta(days=1)
    for place, first in enumerate(starts[:12]):
        if first > today:
            break
        end = min(starts[place + 1], until)
        saved = sum(pence * max(0, (end - max(first, on)).days) for on, pence in stopped) // 7
        share = None if total is None else total * (place + 1) // 12 - total * place // 12
        found.append(MoneyMonth(first, share, paid[first], saved))
    return found


def money_teams() -> list[Team]:
    """Teams that have families."""
    return list(Team.objects.filter(pk__in=Family.objects.values("team")).order_by("name"))


def sees_all(account: Account) -> bool:
    """Whether the account reaches every record, so that a count of all is a count of what it may open."""
    return scope_of(account, SEE) is Scope.ANY


__all__ = [
    "Known",
    "MoneyMonth",
    "Row",
    "families",
    "family_for",
    "financial_year",
    "known_of",
    "money",
    "money_teams",
    "sees_all",
]
