"""Reading the audit, through its view: who looked at a record, what an account did, what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from righthelp.foundation.audit.models import Looked

KINDS = (
    ("record", "Opened a record"),
    ("list", "Shown in a list"),
    ("search", "Searched"),
    ("export", "Took a list away"),
    ("change", "Changed"),
    ("page", "Opened a page"),
)
KIND_WORDS = dict(KINDS)


ORDER = ("act", "kind", "reason", "detail", "pk")
"""How rows of one moment stand: those that follow differ in nothing that a page shows."""


@dataclass(frozen=True)
class Refusal:
    """Somebody was refused: when, who, what and why."""

    at: datetime
    who: str
    act: str
    reason: str
    about: list[int]


def looks_at(kind: str, subject: int) -> QuerySet[Looked]:
    """Every look at one record, the newest first: openings, lists and searches it appeared in, changes, refusals."""
    return Looked.objects.filter(subject_ids__contains=[subject], subject_kind=kind).order_by("-at", *ORDER)


def searched(
    *,
    who: str = "",
    act: str = "",
    kind: str = "",
    subject: int | None = None,
    refused: bool = False,
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[Looked]:
    """Audit rows that meet every condition given, the newest first. ``who`` is part of a name."""
    wanted = Q()
    if who:
        wanted &= Q(account_name__icontains=who)
    if act:
        wanted &= Q(act=act)
    if kind:
        wanted &= Q(kind=kind)
    if subject is not None:
        wanted &= Q(subject_ids__contains=[subject])
    if refused:
        wanted &= Q(allowed=False)
    if since:
        wanted &= Q(at__gte=since)
    if until:
        wanted &= Q(at__lt=until)
    return Looked.objects.filter(wanted).order_by("-at", *ORDER)


def recent_refusals(now: datetime, at_most: int) -> list[Refusal]:
    """The latest refusals. One query."""
    rows = Looked.objects.filter(allowed=False, at__lte=now).order_by("-at", *ORDER)[:at_most]
    return [Refusal(row.at, row.account_name, row.act, row.reason, row.subject_ids) for row in rows]


def totals(since: datetime, until: datetime) -> dict[str, int]:
    """How many looks of each kind in a time, refusals under ``refused``. One query."""
    rows = Looked.objects.filter(at__gte=since, at__lt=until).values("kind")
    counted = rows.annotate(number=Count("pk"), no=Count("pk", filter=Q(allowed=False))).order_by()
    found = {row["kind"]: row["number"] for row in counted}
    found["refused"] = sum(row["no"] for row in counted)
    return found
