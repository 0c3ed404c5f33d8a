"""Named reads of assessments: one with what this reader may see of it, those open, referrals that wait for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.assessment import law, referrals
from righthelp.practice.assessment.journey import ASSESSMENT, REVIEW_POINT
from righthelp.practice.assessment.models import Assessment, Contribution, StandardCheck, Step, Text
from righthelp.practice.assessment.prompts import SECTIONS, Section
from righthelp.practice.casework.models import Visited
from righthelp.practice.people.standing import known_to
from righthelp.practice.workforce.models import Allocation, Team

SEE: Final = "assessment.see"
OPEN: Final = Q(authorised__isnull=True, withdrawn__isnull=True)


@dataclass(frozen=True)
class Shown:
    """One section as a reader sees it: the child’s own text, and what is in common with those assessed together."""

    section: Section
    own: Text | None
    common: Text | None

    @property
    def written(self) -> bool:
        """Whether anything stands here."""
        return bool((self.own and self.own.text) or (self.common and self.common.text))


@dataclass(frozen=True)
class Whole:
    """One assessment as one reader may see it.

    ``others``: the children assessed together with this one of whom the reader may know. ``common``: whether the
    reader may know of all of them, and so read what was written for all; if not, it is not there.
    """

    row: Assessment
    sections: tuple[Shown, ...]
    contributions: tuple[Contribution, ...]
    others: tuple[Assessment, ...]
    common: bool

    @property
    def shares(self) -> bool:
        """Whether a text in common may be written or stands here."""
        return self.common and (bool(self.others) or any(each.common for each in self.sections))


def one(assessment: int) -> Assessment | None:
    """An assessment with its child and people. One query."""
    rows = Assessment.objects.select_related(
        "child", "team", "worker", "begun_by", "reviewed_by", "submitted_by", "authorised_by", "together"
    )
    return rows.filter(pk=assessment).first()


def whole(row: Assessment, account: Account, now: datetime) -> Whole:
    """Everything written in an assessment that this reader may see. Four queries."""
    group = list(Assessment.objects.filter(together_id=row.together_id).select_related("child", "worker"))
    knows = known_to(account, {each.child_id for each in group}, now) | {row.child_id}
    common = all(each.child_id in knows for each in group)
    others = tuple(each for each in group if each.pk != row.pk and each.withdrawn is None and each.child_id in knows)
    whose = Q(assessment=row) | Q(together_id=row.together_id) if common else Q(assessment=row)
    texts = list(Text.objects.filter(whose).select_related("by", "source__assessment", "source__together"))
    own = {each.key: each for each in texts if each.assessment_id}
    shared = {each.key: each for each in texts if each.together_id}
    said = Contribution.objects.filter(whose).select_related("organisation", "recorded_by").order_by("given", "asked")
    return Whole(
        row=row,
        sections=tuple(Shown(each, own.get(each.key), shared.get(each.key)) for each in SECTIONS),
        contributions=tuple(said),
        others=tuple(sorted(others, key=lambda each: str(each.child))),
        common=common,
    )


def steps_of(row: Assessment) -> list[Step]:
    """What was done with it, by whom and when, in order."""
    return list(row.steps.select_related("by").order_by("at", "pk"))


def checks_of(row: Assessment) -> list[StandardCheck]:
    """The practice standards as last checked, in their order."""
    return list(row.checks.select_related("standard", "by").order_by("standard__place", "standard_id"))


def of_child(child: int) -> list[Assessment]:
    """Every assessment of a child that stands, the newest first."""
    rows = Assessment.objects.filter(child_id=child, withdrawn__isnull=True).select_related("worker", "team")
    return list(rows.order_by("-begun", "-pk"))


def _due(clock: str) -> Subquery:
    rows = DueMoment.objects.filter(journey="assessment", episode_id=OuterRef("pk"), clock=clock)
    return Subquery(rows.values("due_at")[:1], output_field=DateTimeField())


def open_ones(account: Account, now: datetime) -> QuerySet[Assessment]:
    """Open assessments within the account’s reach, with ``due``, ``review_due``, ``seen``, ``stands`` (who has it),
    ``part`` (late, soon, time) and ``whose`` (mine, my teams’, others’)."""
    mine = Q(worker__account=account)
    ours = Q(team__in=Team.objects.filter(manager__account=account).values("pk"))
    seen = Visited.objects.filter(
        child_id=OuterRef("child_id"), at__gte=OuterRef("referred"), seen=True, withdrawn__isnull=True
    )
    rows = Assessment.objects.filter(OPEN).annotate(
        due=_due(ASSESSMENT.code),
        review_due=_due(REVIEW_POINT.code),
        seen=Exists(seen),
        seen_alone=Exists(seen.filter(alone=True)),
        stands=Case(
            When(submitted__isnull=False, then=Value("manager")),
            When(Exists(Step.objects.filter(assessment=OuterRef("pk"), done="returned")), then=Value("returned")),
            default=Value("worker"),
            output_field=CharField(),
        ),
        whose=Case(
            When(mine, then=Value("mine")), When(ours, then=Value("team")), default=Value("others"),
            output_field=CharField(),
        ),
    )  # fmt: skip
    rows = rows.annotate(
        part=Case(
            When(due__lt=now, then=Value("late")),
            When(due__lt=now + law.NEARLY, then=Value("soon")),
            default=Value("time"),
            output_field=CharField(),
        )
    )
    near = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return near.select_related("child", "worker", "team").order_by(F("due").asc(nulls_last=True), "pk")


def counted(rows: QuerySet[Assessment]) -> dict[str, int]:
    """How many of the open assessments are late, nearly up, unseen, with the manager, the reader’s own. One query."""
    found: dict[str, int] = rows.order_by().aggregate(
        late=Count("pk", filter=Q(part="late")),
        soon=Count("pk", filter=Q(part="soon")),
        unseen=Count("pk", filter=Q(seen=False)),
        decide=Count("pk", filter=Q(stands="manager")),
        mine=Count("pk", filter=Q(whose="mine")),
    )
    return found


def waiting(account: Account, now: datetime) -> QuerySet[Any, Any]:
    """Accepted referrals within reach with no assessment begun, or with nobody allocated: ``no_assessment`` and
    ``no_worker`` say which. The longest accepted first. Enquiries that MASH is making are not waiting here."""
    begun = Assessment.objects.filter(referral=OuterRef("pk"), withdrawn__isnull=True)
    held = Allocation.objects.filter(child_id=OuterRef("child_id"), primary=True, ends__isnull=True)
    rows = referrals.rows().filter(accepted__isnull=False, closed__isnull=True, withdrawn__isnull=True)
    rows = rows.exclude(kind="mash", team__code="mash").exclude(child__died_on__isnull=False)
    rows = rows.annotate(no_assessment=~Exists(begun), no_worker=~Exists(held))
    rows = rows.filter(Q(no_assessment=True) | Q(no_worker=True))
    near = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return near.select_related("child", "team").order_by("accepted", "pk")


__all__ = ["OPEN", "SEE", "Shown", "Whole", "checks_of", "of_child", "one", "open_ones", "steps_of", "waiting", "whole"]
