"""Rooms that hear when a birth date was corrected, or a baby was born: what is due by age follows.

The register knows none of them. A room registers its function when it starts, and is told in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Born = Callable[[int, datetime], None]

_births: dict[str, Born] = {}


def listen_to_births(room: str, heard: Born) -> None:
    """From now on ``heard`` is called with a person, whose lock is held, when their birth date has changed."""
    _births[room] = heard


def told_of_birth(person: int, now: datetime) -> None:
    """Tell every room that the birth date of ``person`` has changed."""
    for heard in _births.values():
        heard(person, now)


__all__ = ["listen_to_births", "told_of_birth"]
