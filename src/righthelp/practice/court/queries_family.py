"""Named reads: relatives who are assessed, legal challenges, answer times of the lawyers, how long before court."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import F

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date, working_days_between
from righthelp.practice.court import law
from righthelp.practice.court.models import Advice, Challenge, FamilyAssessment, MatterChild, TakenBack

SEE: Final = "legal.see"


def relatives(account: Account, now: datetime) -> list[FamilyAssessment]:
    """Relatives and friends assessed for children within reach, what is due first."""
    rows = FamilyAssessment.objects.filter(withdrawn__isnull=True).select_related("child")
    reached = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return list(reached.order_by(F("ended").asc(nulls_first=True), F("full").asc(nulls_first=True), "due", "asked"))


def challenges(account: Account, now: datetime) -> list[Challenge]:
    """Legal challenges about children within reach, the open ones first."""
    rows = Challenge.objects.filter(withdrawn__isnull=True).select_related("child")
    reached = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return list(reached.order_by(F("closed").desc(nulls_first=True), "-received", "-pk"))


@dataclass(frozen=True)
class Asked:
    """A question to the lawyers, and how long it took: ``days`` are working days, to the answer or so far."""

    row: Advice
    days: int
    today: date

    @property
    def late(self) -> bool:
        """Longer than five working days."""
        return self.days > ANSWER_DAYS


ANSWER_DAYS: Final = law.ADVICE_WITHIN.amount


def advice(account: Account, now: datetime) -> list[Asked]:
    """Questions to the lawyers about children within reach, the newest first."""
    rows = Advice.objects.select_related("child", "asked_by")
    reached = within_reach(rows, account, SEE, kind="child", field="child_id", now=now).order_by("-asked", "-pk")
    today = local_date(now)
    return [
        Asked(row, working_days_between(local_date(row.asked), local_date(row.answered or now)), today)
        for row in reached
    ]


@dataclass(frozen=True)
class Before:
    """A child who was or is in pre-proceedings: how long, the threshold, how it ended."""

    row: MatterChild
    today: date

    @property
    def days(self) -> int:
        """Days from the letter to the end, or so far."""
        last = self.row.exited or self.row.closed or self.today
        return (last - self.row.letter).days if self.row.letter else 0

    @property
    def weeks(self) -> int:
        """Whole weeks."""
        return self.days // 7

    @property
    def late(self) -> bool:
        """Longer than pre-proceedings should take."""
        return self.days > law.PRE_WITHIN.amount


def before_court(account: Account, now: datetime) -> list[Before]:
    """Everybody within reach to whose parents a letter before proceedings was sent, the newest first."""
    rows = MatterChild.objects.filter(letter__isnull=False).select_related("child", "matter")
    reached = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return [Before(row, local_date(now)) for row in reached.order_by("-letter", "child__surname", "pk")]


def family_of(child: int) -> tuple[list[FamilyAssessment], list[Challenge], list[TakenBack]]:
    """One child’s relatives who were assessed, legal challenges, and what was taken back; the newest first."""
    return (
        list(FamilyAssessment.objects.filter(child_id=child).order_by("-asked", "-pk")),
        list(Challenge.objects.filter(child_id=child).order_by("-received", "-pk")),
        list(TakenBack.objects.filter(child_id=child).select_related("by").order_by("-at", "-pk")),
    )


__all__ = ["Asked", "Before", "advice", "before_court", "challenges", "family_of", "relatives"]
