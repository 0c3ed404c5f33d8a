"""Rooms that hear when a plan has ended: what they keep beside it (reviews due, say) follows in one transaction.

Casework knows none of them. A room registers a function of its own when it starts; whichever room ends the plan, each
of them is told. Without it, a child in need plan ended by a child protection plan would go on asking for reviews.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from righthelp.practice.casework.models import Plan

Heard = Callable[[Plan, datetime], None]

_rooms: dict[str, Heard] = {}


def listen(room: str, heard: Heard) -> None:
    """From now on ``heard`` is called, in the same transaction, for each plan that has ended."""
    _rooms[room] = heard


def told(plan: Plan, now: datetime) -> None:
    """Tell every room that ``plan`` has ended."""
    for heard in _rooms.values():
        heard(plan, now)
