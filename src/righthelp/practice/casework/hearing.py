"""Rooms that hear when a plan has ended: what they keep beside it (reviews due, say) follows in one transaction.

Casework knows none of them. A room registers a function of its own when it starts; whichever room ends the plan, each
of them is told. Without it, a child in need plan ended by a child protection plan would go on asking for reviews.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from righthelp.foundation.access.models import Account
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


Followed = tuple[list[str], list[str]]
"""What a room undid, and what somebody has still to see to: sentences."""
Undoes = Callable[[Plan, datetime], Followed]
RunsAgain = Callable[[Plan, date, datetime, datetime], Followed]
TookBack = Callable[[int, int, Account, datetime], Followed]

_undoes: dict[str, Undoes] = {}
_runs_again: dict[str, RunsAgain] = {}
_took_back: dict[str, TookBack] = {}


def undoes(room: str, undone: Undoes, again: RunsAgain) -> None:
    """A room keeps something beside plans. ``undone`` removes it when a plan ought never to have begun, and refuses
    when people have acted on it; ``again`` (plan, the day it had ended on, when that was recorded, now) opens it
    again when a plan ended by mistake (``record_back.py``)."""
    _undoes[room], _runs_again[room] = undone, again


def undoing(plan: Plan, now: datetime) -> list[Followed]:
    """Every room removes what it keeps beside ``plan``."""
    return [undone(plan, now) for undone in _undoes.values()]


def running_again(plan: Plan, ended: date, since: datetime, now: datetime) -> list[Followed]:
    """Every room opens again what ended with ``plan``."""
    return [again(plan, ended, since, now) for again in _runs_again.values()]


def listen_to_taking_back(room: str, heard: TookBack) -> None:
    """From now on ``heard`` (child, meeting, by whom, now) is called when what a meeting decided for a child is taken
    back: rooms above stop what is on its way, and say what has reached people already."""
    _took_back[room] = heard


def told_of_taking_back(child: int, meeting: int, by: Account, now: datetime) -> list[Followed]:
    """Tell every room that what a meeting decided for a child is taken back."""
    return [heard(child, meeting, by, now) for heard in _took_back.values()]


Drawn = Callable[[int, datetime], None]
"""Works out anew, for one child, the rows that a room draws from what happened."""

_drawing: dict[str, tuple[tuple[type[Any], ...], Drawn]] = {}


def draws(room: str, models: tuple[type[Any], ...], drawn: Drawn) -> None:
    """A room keeps rows that nobody types (the next visit due, the next review): ``models`` say which, ``drawn`` works
    them out anew for a child. Two records made one have one past, and what was due is drawn from it
    (``practice/duplicates``)."""
    _drawing[room] = (models, drawn)


def drawn_tables() -> frozenset[str]:
    """The tables whose rows are worked out and never typed."""
    return frozenset(model._meta.db_table for models, _ in _drawing.values() for model in models)


def drawn_anew(child: int, now: datetime) -> None:
    """Work out anew everything that any room draws for a child. The caller holds the child's lock."""
    for _, drawn in _drawing.values():
        drawn(child, now)


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
