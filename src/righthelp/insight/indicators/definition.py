"""What an indicator is: whom it counts, when, out of how many, and every choice made on the way.

    MIS_4 = Indicator(
        code="MIS-4",
        title="Returns offered a return home interview",
        unit=Unit.PERCENT,
        of=OURS & STANDS,
        dated_by=Missing.returned,
        success=Missing.offered.known(),
        ...
    )

Three parts are nodes of the kernel, the same objects that worklists hold: ``of`` (the population), ``success`` (the
part of it that counts for a share) and ``dated_by`` (the moment that puts an episode in a month). Everything is seen as
at a date: facts that came after London midnight at the end of that day are unknown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from righthelp.foundation.calendar import Month, start_of_day
from righthelp.foundation.journey import NOW, Journey, parameter
from righthelp.foundation.journey.errors import DefinitionError
from righthelp.foundation.journey.expressions import Instant, Truth
from righthelp.foundation.journey.nodes import Value, journeys_of, parameters_of

MONTH_END: Final = parameter("month_end")
"""The first moment after the month (after the as-at day, in the month still running). For stocks only."""
AS_AT: Final = NOW
"""The moment the figures are seen at: the last microsecond of the as-at day in London."""


class Unit(StrEnum):
    """What one of the figure's units is."""

    CHILDREN = "children"
    EPISODES = "episodes"
    PERCENT = "percent"


class Better(StrEnum):
    """Which way is better for children."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to break a figure down: by a fact of the journey or another field of its table.

    ``numerator_only`` splits the successes alone: who declined is a question about those who declined, and each answer
    is a share of all. ``blank`` is what an empty value is called.
    """

    key: str
    title: str
    field: str
    numerator_only: bool = False
    blank: str = "Not recorded"


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a definition and the day from which figures are made by it."""

    number: int
    since: date

    def __str__(self) -> str:
        return str(self.number)


@dataclass(frozen=True, slots=True)
class ExampleChild:
    """One episode of a worked example: an invented child, the stated facts, and why it counts or does not."""

    name: str
    facts: Mapping[str, Value | None]
    because: str


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: named children with stated facts, a month, an as-at date and the answer."""

    month: Month
    as_at: date
    episodes: tuple[ExampleChild, ...]
    numerator: int
    denominator: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Indicator:
    """One figure the trust answers for. See the module's own text.

    ``stock`` figures are taken at the end of each month: ``of`` then speaks of :data:`MONTH_END`, and ``dated_by`` only
    decides which episode of a child is the first. ``declined`` says in words how refusals and excuses are treated.
    ``choices`` are the decisions that another reader might have made differently. ``opens`` is the route of one
    episode's page. Raises :class:`DefinitionError` for a definition that cannot be counted.
    """

    code: str
    title: str
    unit: Unit
    of: Truth
    dated_by: Instant
    counting: str
    """``children`` (each child once a month, the first episode standing for the child) or ``episodes``."""
    meaning: str
    better: Better
    authority: str
    edition: Edition
    dimensions: tuple[Dimension, ...]
    declined: str
    choices: tuple[str, ...]
    example: Example
    success: Truth | None = None
    stock: bool = False
    opens: str = ""

    def __post_init__(self) -> None:
        if (self.unit is Unit.PERCENT) is (self.success is None):
            raise DefinitionError(f"{self.code}: a share, and only a share, has a success.")
        if self.counting not in ("children", "episodes"):
            raise DefinitionError(f"{self.code} counts children or episodes, not {self.counting!r}.")
        if self.unit is not Unit.PERCENT and self.unit.value != self.counting:
            raise DefinitionError(f"{self.code}: it counts {self.counting}, so that is its unit.")
        if ("month_end" in parameters_of(self.of.node)) is not self.stock:
            raise DefinitionError(f"{self.code}: a stock, and only a stock, speaks of the month's end.")
        if not (self.choices and self.declined and self.authority and self.meaning):
            raise DefinitionError(f"{self.code}: every choice is stated in words on its page.")

    @property
    def journey(self) -> type[Journey]:
        """The journey whose episodes it counts."""
        return next(iter(journeys_of(self.dated_by.node)))

    @property
    def is_share(self) -> bool:
        return self.success is not None

    def dimension(self, key: str) -> Dimension:
        """The breakdown with a key. Raises ``KeyError`` when the indicator has none such."""
        for each in self.dimensions:
            if each.key == key:
                return each
        raise KeyError(key)

    @property
    def fingerprint(self) -> str:
        """A digest of what is counted (not of the words): it changes when the figure's meaning does."""
        parts = [
            self.code,
            self.unit.value,
            self.counting,
            str(self.stock),
            repr(self.of.node),
            repr(self.dated_by.node),
            repr(None if self.success is None else self.success.node),
            *(f"{each.key}:{each.field}:{each.numerator_only}" for each in self.dimensions),
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Window:
    """The months of a series and the day at whose end it is seen. The last month is the as-at day's.

    ``known_at``: only what had been written down by this moment counts; None, all that we know now.
    """

    as_at: date
    months: tuple[Month, ...]
    known_at: datetime | None = None

    @classmethod
    def of(cls, as_at: date, months: int = 13, known_at: datetime | None = None) -> Window:
        """``months`` months, the last being that of ``as_at``. Raises ``ValueError`` unless 1 to 240."""
        if not 1 <= months <= 240:
            raise ValueError("Ask for 1 to 240 months.")
        return cls(as_at, tuple(Month.of(as_at).back(months)), known_at)

    @property
    def ends_at(self) -> datetime:
        """London midnight at the end of the as-at day: the first moment that is too late."""
        return _midnight_after(self.as_at)

    @property
    def starts_at(self) -> datetime:
        return self.months[0].starts_at

    def end_of(self, month: Month) -> datetime:
        """The first moment after a month, or after the as-at day if that comes first."""
        return min(month.ends_at, self.ends_at)

    @property
    def unfinished(self) -> bool:
        """Whether the last month was still running at the as-at date."""
        return self.ends_at < self.months[-1].ends_at


def _midnight_after(day: date) -> datetime:
    return start_of_day(day + timedelta(days=1))
