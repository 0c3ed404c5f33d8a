"""Two records that turned out to be one person are joined: by the room that knows how, for rooms that see that it must.

Whoever calls this has seen two people agree, and holds the transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from righthelp.foundation.access.models import Account


class Joins(Protocol):
    """Joins ``other`` into ``kept``, so that it can be taken apart again; raises ``Refused`` when it cannot be."""

    def __call__(
        self, *, kept: int, other: int, reason: str, asked_by: Account, agreed_by: Account, now: datetime
    ) -> None: ...


_joins: list[Joins] = []


def knows_how(room: Joins) -> None:
    """A room tells how records are joined; the last one told is asked."""
    _joins[:] = [room]


def joined(*, kept: int, other: int, reason: str, asked_by: Account, agreed_by: Account, now: datetime) -> None:
    """Everything of ``other`` stands on ``kept`` from now on."""
    (room,) = _joins
    room(kept=kept, other=other, reason=reason, asked_by=asked_by, agreed_by=agreed_by, now=now)


__all__ = ["joined", "knows_how"]
