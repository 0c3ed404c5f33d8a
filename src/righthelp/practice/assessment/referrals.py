"""The referrals that assessments answer. They are the front door's: here they are found by the journey's own table, and
nowhere else in this area."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from righthelp.foundation.journey import registry
from righthelp.practice.front_door.journey import Referral


@dataclass(frozen=True)
class OpenReferral:
    """A referral that a team has accepted and nobody has closed."""

    id: int
    child: int
    made: datetime
    accepted: datetime
    team: int
    again: bool


def rows() -> QuerySet[Any, Any]:
    """Every referral, as rows of its own table."""
    found: QuerySet[Any, Any] = registry.binding(Referral).model._base_manager.all()
    return found


def open_of(children: Collection[int]) -> dict[int, OpenReferral]:
    """The open accepted referral of each child that has one: a child has at most one. One query."""
    near = rows().filter(
        child_id__in=list(children), accepted__isnull=False, closed__isnull=True, withdrawn__isnull=True
    )
    read = near.values_list("pk", "child_id", "made", "accepted", "team_id", "again")
    return {row[1]: OpenReferral(*row) for row in read}


def still_open(referral: int) -> bool:
    """Whether nobody has closed it."""
    return rows().filter(pk=referral, closed__isnull=True, withdrawn__isnull=True).exists()


def made_at(referral: int) -> datetime | None:
    """When a referral was made."""
    found: datetime | None = rows().filter(pk=referral).values_list("made", flat=True).first()
    return found
