"""Rooms that hear when a plan has ended: what they keep beside it (reviews due, say) follows in one transaction.

Casework knows none of them. A room registers a function of its own when it starts; whichever room ends the plan, each
of them is told. Without it, a child in need plan ended by a child protection plan would go on asking for reviews.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from righthelp.practice.casework.models import Meeting, Plan

Heard = Callable[[Plan, datetime], None]

_rooms: dict[str, Heard] = {}


def listen(room: str, heard: Heard) -> None:
    """From now on ``heard`` is called, in the same transaction, for each plan that has ended."""
    _rooms[room] = heard


def told(plan: Plan, now: datetime) -> None:
    """Tell every room that ``plan`` has ended."""
    for heard in _rooms.values():
        heard(plan, now)


Met = Callable[[Meeting, datetime], None]

_meetings: dict[str, Met] = {}


def listen_to_meetings(room: str, heard: Met) -> None:
    """From now on ``heard`` is called, in the same transaction, for each meeting moved, held, cancelled or minuted:
    whichever page recorded it, what a room keeps beside a meeting follows."""
    _meetings[room] = heard


def told_of_meeting(meeting: Meeting, now: datetime) -> None:
    """Tell every room what has happened to ``meeting``."""
    for heard in _meetings.values():
        heard(meeting, now)


Visited = Callable[[int, datetime], None]

_visits: dict[str, Visited] = {}


def listen_to_visits(room: str, heard: Visited) -> None:
    """From now on ``heard`` is called with a child, in the same transaction, for each visit recorded or withdrawn: what
    a room has due under rules of its own (a child in care is visited by other rules than under a plan) follows."""
    _visits[room] = heard


def told_of_visit(child: int, now: datetime) -> None:
    """Tell every room that the visits of ``child`` have changed."""
    for heard in _visits.values():
        heard(child, now)
