"""Rooms that hear when stays change: what they keep beside a stay (a placement plan, a disruption meeting) follows.

Care knows none of them. A room registers its functions when it starts; whichever page records a move, each is told in
the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from righthelp.practice.care.models import InCare, Stay

Changed = Callable[[InCare, datetime], None]
TakenBack = Callable[[Stay, Stay, datetime], None]
Keeps = Callable[[int], bool]

_changed: dict[str, Changed] = {}
_taken_back: dict[str, TakenBack] = {}
_beside: list[tuple[str, str]] = []
_keeps: dict[str, Keeps] = {}


def listen_to_stays(room: str, changed: Changed, taken_back: TakenBack | None = None) -> None:
    """From now on ``changed`` is called after laws, stays or reviews of a time in care have changed; ``taken_back``
    (the stay that goes, the one that goes on) before the newest stay is removed as a mistake. It may refuse."""
    _changed[room] = changed
    if taken_back is not None:
        _taken_back[room] = taken_back


def opens_beside(words: str, page: str) -> None:
    """A room has a page about a child looked after: ``page`` is its route, given the child's number. The page of the
    times in care shows it as a link."""
    if (words, page) not in _beside:
        _beside.append((words, page))


def beside() -> list[tuple[str, str]]:
    """The pages of other rooms about a child looked after: (words, route)."""
    return list(_beside)


def keeps_places(room: str, keeps: Keeps) -> None:
    """A room holds places back for a reason of its own, which it may not say: while ``keeps`` (given the number of what
    is held) says so, nobody but the room frees them."""
    _keeps[room] = keeps


def kept_by_another(held: int, room: str) -> bool:
    """Whether a room other than ``room`` keeps these places held back."""
    return any(keeps(held) for name, keeps in _keeps.items() if name != room)


def told_of_stays(care: InCare, now: datetime) -> None:
    """Tell every room that the laws, stays or reviews of ``care`` may have changed."""
    for heard in _changed.values():
        heard(care, now)


def told_of_taking_back(newest: Stay, before: Stay, now: datetime) -> None:
    """Tell every room that ``newest`` goes, and ``before`` goes on as if it had not been."""
    for heard in _taken_back.values():
        heard(newest, before, now)
