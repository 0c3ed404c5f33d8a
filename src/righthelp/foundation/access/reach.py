"""The same decision for many records at once: which rows of a list an account may see."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from righthelp.foundation.access.decision import Scope, _house, scope_of
from righthelp.foundation.access.models import Account, Conflict, NamedAccess

M = TypeVar("M", bound=Model)


def within_reach(
    queryset: QuerySet[M], account: Account, act: str, *, kind: str, field: str, now: datetime
) -> QuerySet[M]:
    """``queryset`` without the rows whose record (``field`` holds its id) the account may not open under ``act``.

    Agrees with ``decide`` row by row (a generative test holds the two together): role, relationships, conflicts
    and tiers. Purpose and agreements belong to the request and are decided before a list is made.
    """
    scope = scope_of(account, act)
    if scope is Scope.NO or kind not in _house.registers:
        return queryset.none()
    if scope is Scope.RELATED:
        tied = Q(pk__in=[])
        for relationship in _house.relationships:
            ids = relationship.ids(account, now) if relationship.kind == kind else None
            if ids is not None and not ids.query.is_empty():
                tied |= Q(**{f"{field}__in": ids.values("pk_of")})
        queryset = queryset.filter(tied)
    conflicts = Conflict.objects.filter(account=account, kind=kind).values("subject_id")
    named = NamedAccess.objects.filter(account=account, kind=kind, starts__lte=now, ends__gt=now)
    register = _house.registers[kind]
    held = register.model._default_manager.filter(tier__gt=1)
    closed = held.exclude(Q(tier=2) & Q(pk__in=named.values("subject_id"))).values("pk")
    return queryset.exclude(Q(**{f"{field}__in": conflicts})).exclude(Q(**{f"{field}__in": closed}))
