"""Named reads of the privacy room."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from righthelp.foundation.access.emergency import TIE
from righthelp.foundation.access.models import TRUST, Account, Conflict, EmergencyAccess, NamedAccess
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.audit.models import Looked
from righthelp.foundation.calendar import local_date
from righthelp.governance.privacy.models import Answer, Declaration, Finding, Restriction, Settled, Suspicion
from righthelp.practice.missing.models import Forward
from righthelp.practice.people.models import Person, Tier
from righthelp.practice.workforce.models import Worker

CHILD = "child"


@dataclass(frozen=True)
class Waiting:
    """What waits for the reader in this room, and how much of it is late."""

    emergencies: int
    emergencies_late: int
    suspicions: int
    findings: int
    restrictions_due: int


def waiting(now: datetime) -> Waiting:
    """How much waits. Five counts."""
    unreviewed = EmergencyAccess.objects.filter(reviewed_at__isnull=True)
    return Waiting(
        emergencies=unreviewed.count(),
        emergencies_late=unreviewed.filter(review_due__lt=now).count(),
        suspicions=Suspicion.objects.filter(state=Settled.OPEN).count(),
        findings=Finding.objects.filter(answer=Answer.OPEN).count(),
        restrictions_due=Restriction.objects.filter(lifted_at__isnull=True, review_due__lt=now).count(),
    )


def emergencies() -> QuerySet[EmergencyAccess]:
    """Every emergency opening: those to review first, the soonest due at the top."""
    return EmergencyAccess.objects.select_related("account", "reviewed_by").order_by(
        "reviewed_at", "review_due", "-opened_at"
    )


def seen_in(emergency: EmergencyAccess) -> QuerySet[Looked]:
    """What the reader looked at under one emergency opening, in the order of time."""
    return Looked.objects.filter(
        account_id=emergency.account_id,
        subject_kind=emergency.kind,
        subject_ids__contains=[emergency.subject_id],
        relationship=TIE,
        at__gte=emergency.opened_at,
        at__lte=emergency.ends_at,
    ).order_by("at")


def names(ids: Collection[int], account: Account, now: datetime) -> dict[int, str]:
    """The names of those records that the reader may find by searching; of others only the number is shown."""
    people = Person.objects.filter(pk__in=ids)
    known = within_reach(people, account, "child.search", kind=CHILD, field="pk", now=now)
    return {person.pk: str(person) for person in known}


def declarations(*, of: Account | None = None) -> QuerySet[Declaration]:
    """Declared conflicts, live ones first; one account's own when given."""
    rows = Declaration.objects.select_related("account", "declared_by", "withdrawn_by")
    return (rows.filter(account=of) if of else rows).order_by("withdrawn_at", "-declared_at")


def suspicions() -> QuerySet[Suspicion]:
    """Likenesses found, those to decide first."""
    return Suspicion.objects.select_related("account", "decided_by").order_by("decided_at", "-found_at", "pk")


def restrictions(account: Account) -> QuerySet[Restriction]:
    """The register of restrictions, live ones first; without those of records the reader has a conflict with."""
    conflicts = Conflict.objects.filter(account=account, kind=CHILD).values("subject_id")
    return (
        Restriction.objects.exclude(subject_id__in=conflicts)
        .select_related("set_by", "lifted_by")
        .order_by("lifted_at", "review_due")
    )


def restriction_of(children: Collection[int]) -> dict[int, int]:
    """The live restriction of each of these records."""
    rows = Restriction.objects.filter(kind=CHILD, subject_id__in=children, lifted_at__isnull=True)
    return dict(rows.values_list("subject_id", "pk"))


def named_in(restriction: Restriction, now: datetime) -> list[NamedAccess]:
    """Who is named on a restricted record now, by name."""
    rows = NamedAccess.objects.filter(kind=restriction.kind, subject_id=restriction.subject_id, ends__gt=now)
    return list(rows.select_related("account").order_by("account__name"))


def closed_notices() -> QuerySet[Forward]:
    """Notices not yet sent on to another council about children whose records are closely held."""
    rows = Forward.objects.filter(forwarded_at__isnull=True, episode__child__tier__gt=Tier.CASE)
    return rows.select_related("message").order_by("due_at", "pk")


def findings() -> QuerySet[Finding]:
    """What the audit shows, unanswered first, the newest first."""
    return Finding.objects.select_related("account", "answered_by").order_by("answered_at", "-day", "pk")


def colleagues(now: datetime, *, managed_by: Account | None = None) -> list[tuple[str, str]]:
    """People of the trust with a sign-in, ``(account, "Name, title")``; only those a manager answers for when given."""
    today = local_date(now)
    rows = Worker.objects.filter(account__isnull=False, account__is_active=True, account__organisation=TRUST)
    rows = rows.filter(Q(ends__isnull=True) | Q(ends__gt=today))
    if managed_by is not None:
        rows = rows.filter(
            Q(manager__account=managed_by)
            | Q(manager__manager__account=managed_by)
            | Q(team__manager__account=managed_by)
        )
    return [
        (str(pk), f"{name}, {title}")
        for pk, name, title in rows.order_by("name").values_list("account_id", "name", "title")
    ]


def recent_of(account: Account, now: datetime, days: int = 30) -> int:
    """How many emergencies an account has opened lately."""
    return EmergencyAccess.objects.filter(account=account, opened_at__gt=now - timedelta(days=days)).count()
