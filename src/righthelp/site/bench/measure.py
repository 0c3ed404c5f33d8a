"""Timing one thing against its floor."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import perf_counter

ROUNDS = 40
WARM = 6


@dataclass(frozen=True)
class Measure:
    """One line of the bench: median seconds of ours and of its floor, taken in turns on the same machine.

    ``ratio`` is ours over the floor: below 1 we are faster than the floor.
    """

    name: str
    seconds: float
    floor: str
    floor_seconds: float
    ratio: float

    def as_json(self) -> dict[str, str | float]:
        """For ``--json``."""
        return asdict(self)


def against(
    name: str, ours: Callable[[], object], floor_name: str, floor: Callable[[], object], rounds: int = ROUNDS
) -> Measure:
    """Run both in turns, ``rounds`` times after warming up, and compare their medians."""
    for _ in range(WARM):
        ours()
        floor()
    mine: list[float] = []
    theirs: list[float] = []
    gc.collect()
    for _ in range(rounds):
        for run, times in ((ours, mine), (floor, theirs)):
            start = perf_counter()
            run()
            times.append(perf_counter() - start)
    seconds, floor_seconds = statistics.median(mine), statistics.median(theirs)
    return Measure(name, seconds, floor_name, floor_seconds, seconds / floor_seconds)
