"""Drawing the next part of the help while one is loaded: drawing is this process's work, loading the database's."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from righthelp.city import bulk, help_family, help_mash
from righthelp.city.dice import Dice
from righthelp.city.help_nothing import Nothing, unknown
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen
from righthelp.city.help_read import PARTS, stories
from righthelp.city.help_story import Told


def highest(tables: Iterable[str]) -> dict[str, int]:
    """The city's highest number in each table so far."""
    return {name: bulk.highest(name, bulk.HELP_END) for name in tables}


class Ahead:
    """The parts in their order, from ``part`` on. What they are drawn from is read first: the thread that draws reads
    nothing, so that it needs no connection of its own. Leave it with ``with``."""

    def __init__(self, office: Office, share: float, part: int, tables: Iterable[str]) -> None:
        self._office, self._share, self._tables = office, share, tuple(tables)
        self._thread = ThreadPoolExecutor(1)
        self._read(part)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._thread.shutdown(cancel_futures=True)

    def _read(self, part: int) -> None:
        parts = range(part, PARTS)
        self._part = part
        self._next: Future[Pen] | None = None
        self._stories = stories(parts) if parts else {}
        self._unknown = {each: unknown(each, self._share) for each in parts}
        self._begin(highest(self._tables))

    def pen(self, part: int) -> Pen:
        """A part, drawn and not loaded; the one after it begins to be drawn."""
        if part != self._part or self._next is None:
            self._read(part)  # somebody else has loaded what came between
        assert self._next is not None  # noqa: S101  there is such a part
        pen = self._next.result()
        self._part += 1
        self._begin(dict(pen.highest))
        return pen

    def _begin(self, numbers: dict[str, int]) -> None:
        self._next = None
        if self._part < PARTS:
            pen = Pen(Dice("help", self._part), self._office, numbers)
            if self._part == 0:
                help_mash.partners(pen)
                help_family.budget(pen)
            self._next = self._thread.submit(self._drawn, self._part, pen)

    def _drawn(self, part: int, pen: Pen) -> Pen:
        for story in self._stories.pop(part):
            Told(pen, story).written()
        Nothing(pen, self._share, self._unknown.pop(part)).written()
        return pen
