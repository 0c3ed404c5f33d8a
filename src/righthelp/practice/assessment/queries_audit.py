"""Audit cycles compared, what is mine to audit, and how often each practice standard is met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, F, Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.practice.assessment.codes import Grade, Met
from righthelp.practice.assessment.models import Audit, Cycle, Standard, StandardCheck

LATELY: Final = timedelta(weeks=12)


@dataclass(frozen=True)
class Compared:
    """One cycle in numbers: drawn, audited, by grade; dip sampled, and how many of those grades agreed."""

    id: int
    name: str
    closed: bool
    drawn: int
    audited: int
    grades: dict[str, int]
    dipped: int
    agreed: int

    def percent(self, grade: str) -> int | None:
        """The share of a grade among the audited, in whole per cent."""
        return round(100 * self.grades.get(grade, 0) / self.audited) if self.audited else None


def compared() -> list[Compared]:
    """Every cycle, the newest first. One query."""
    by_grade = {f"as_{grade}": Count("audits", filter=Q(audits__grade=grade)) for grade in Grade.values}
    rows = Cycle.objects.annotate(
        drawn_many=Count("audits"),
        audited=Count("audits", filter=Q(audits__done__isnull=False)),
        dipped=Count("audits", filter=Q(audits__dipped__isnull=False)),
        agreed=Count("audits", filter=Q(audits__dip_grade=F("audits__grade"))),
        **by_grade,
    ).order_by("-drawn", "-pk")
    return [
        Compared(
            row.pk,
            row.name,
            row.closed is not None,
            row.drawn_many,
            row.audited,
            {grade: getattr(row, f"as_{grade}") for grade in Grade.values},
            row.dipped,
            row.agreed,
        )
        for row in rows
    ]


def mine(account: Account) -> list[Audit]:
    """Audits given to this account that are not done."""
    rows = Audit.objects.filter(auditor__account=account, done__isnull=True, cycle__closed__isnull=True)
    return list(rows.select_related("cycle").order_by("cycle__drawn", "pk"))


@dataclass(frozen=True)
class StandardRow:
    """One standard: from when to when, and how often it was met in the assessments checked lately."""

    standard: Standard
    checked: int
    met: int
    partly: int

    @property
    def percent(self) -> int | None:
        """How often it was met, in whole per cent."""
        return round(100 * self.met / self.checked) if self.checked else None


def standards(now: datetime) -> list[StandardRow]:
    """Every standard, those that stand first, with what was found in twelve weeks. Two queries."""
    today = local_date(now)
    lately = StandardCheck.objects.filter(at__gte=now - LATELY, at__lte=now)
    counted = {
        each["standard_id"]: each
        for each in lately.values("standard_id").annotate(
            checked=Count("pk"), met_=Count("pk", filter=Q(met=Met.YES)), partly=Count("pk", filter=Q(met=Met.PARTLY))
        )
    }
    rows = sorted(
        Standard.objects.all(), key=lambda row: (row.ends is not None and row.ends <= today, row.place, row.pk)
    )
    return [
        StandardRow(row, found["checked"], found["met_"], found["partly"])
        if (found := counted.get(row.pk))
        else StandardRow(row, 0, 0, 0)
        for row in rows
    ]
