"""Whose each home for children in care is, for how many, and who sleeps there when: nobody is put where it is full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Final

_FOSTERED: Final = (2, 1, 3, 2, 3, 2, 1, 3, 2, 3)
OUR_OWN, AGENCIES = "trust_foster", "agency_foster"

Span = tuple[date, date | None]


def whose(kind: str, address: int) -> str:
    """The kind of placement that an address for children in care gives: every second foster home is the trust's own."""
    if kind == "foster":
        return AGENCIES if address % 2 else OUR_OWN
    return kind


def places(kind: str, address: int) -> int:
    """For how many children at once a home is approved or registered."""
    if kind == "foster":
        return _FOSTERED[address // 2 % len(_FOSTERED)]
    return 5 + address % 4


class Roofs:
    """The homes that several children share: the number, kind and area of each address."""

    def __init__(self, homes: Iterable[tuple[int, str, str]]) -> None:
        self._like: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._kind: dict[int, str] = {}
        self._area: dict[int, str] = {}
        self._nights: dict[int, list[Span]] = defaultdict(list)
        for number, kind, area in sorted(homes):
            self._like[whose(kind, number), area].append(number)
            self._kind[number], self._area[number] = kind, area

    def sleeps(self, address: int, starts: date, ends: date | None) -> None:
        """A child is placed there already."""
        if address in self._kind:
            self._nights[address].append((starts, ends))

    def found(self, placement: str, near: int, starts: date, ends: date | None, *, anywhere: bool = False) -> int:
        """The address itself if it gives such placements and has room all the time; else the next one like it, in the
        same area first, then ``anywhere``. The emptiest in the area, where all are full."""
        if near not in self._kind:
            return near
        here = self._area[near]
        like = self._turned(placement, here, near)
        areas = sorted({area for kind, area in self._like if kind == placement and area != here}) if anywhere else []
        choice = chain(like, *(self._turned(placement, area, near) for area in areas))
        chosen = next((each for each in choice if self._free(each, starts, ends) > 0), None)
        if chosen is None:
            chosen = max(like, key=lambda each: self._free(each, starts, ends))
        self.sleeps(chosen, starts, ends)
        return chosen

    def _turned(self, placement: str, area: str, near: int) -> list[int]:
        """The homes of an area that give such placements, beginning with the one at or after an address."""
        like = self._like[placement, area]
        begin = next((place for place, each in enumerate(like) if each >= near), 0)
        return like[begin:] + like[:begin]

    def _free(self, address: int, starts: date, ends: date | None) -> int:
        """How many places are free on the fullest day."""
        until = ends or date.max
        same = [span for span in self._nights[address] if span[0] < until and starts < (span[1] or date.max)]
        most = max((sum(1 for span in same if _there(span, day)) for day in _days(same, starts)), default=0)
        return places(self._kind[address], address) - most


def _days(spans: list[Span], first: date) -> list[date]:
    return [first, *(starts for starts, _ in spans if starts > first)]


def _there(span: Span, day: date) -> bool:
    return span[0] <= day and (span[1] is None or day < span[1])
