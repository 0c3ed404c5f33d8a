"""A placement: stays with the same carers, one after another, whatever each of them is called in the return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from righthelp.practice.care.codes_homes import TEMPORARY
from righthelp.practice.care.models import Stay


@dataclass(frozen=True)
class Placement:
    """Stays with the same carers, one after another. ``first``: the stay on which everything is kept."""

    first: Stay
    stays: tuple[Stay, ...]

    @property
    def starts(self) -> date:
        """The day on which the child came to live there."""
        return self.first.starts

    @property
    def ends(self) -> date | None:
        """The day on which the child left for good, if it came."""
        return self.stays[-1].ends

    @property
    def outside(self) -> bool:
        """Outside the council's boundary."""
        return any(each.outside for each in self.stays)

    @property
    def lived(self) -> Stay:
        """The newest of its stays with the carers themselves, not away from them for a while."""
        return next((each for each in reversed(self.stays) if each.place not in TEMPORARY), self.first)

    @property
    def now(self) -> Stay:
        """The newest of its stays."""
        return self.stays[-1]


def placements(stays: Sequence[Stay]) -> list[Placement]:
    """The placements of one time in care, in order. A stay away for a while belongs to the placement that is kept."""
    found: list[list[Stay]] = []
    for stay in sorted(stays, key=lambda each: each.starts):
        if found and (stay.place in TEMPORARY or _carers(stay) == _carers(found[-1][0])):
            found[-1].append(stay)
        else:
            found.append([stay])
    return [Placement(each[0], tuple(each)) for each in found]


def _carers(stay: Stay) -> object:
    return stay.home_id or stay.elsewhere or stay.place


__all__ = ["Placement", "placements"]
