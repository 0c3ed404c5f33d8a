"""The figures of adoption: the scorecard's waits and shares, and counts that are never mixed up. Pure.

Days are counted from date to date. A figure of three years pools the children of three years, as the scorecard does; it
is not the mean of three yearly means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

A1_DAYS: Final = 426
A2_DAYS: Final = 121
FEW: Final = 5
"""Figures of fewer children are withheld from those whose work opens no child's record."""


@dataclass(frozen=True)
class Case:
    """One plan of adoption as the figures read it."""

    plan: int
    child: int
    entered: date
    decided: date | None = None
    ordered: date | None = None
    matched: date | None = None
    placed: date | None = None
    adopted: date | None = None
    ceased: date | None = None
    over_four: bool | None = None
    ours: bool | None = None
    fostered: date | None = None


@dataclass(frozen=True)
class Leaver:
    """A child who left care, and whether for an adoption."""

    care: int
    child: int
    ended: date
    adopted: bool


@dataclass(frozen=True)
class Span:
    """From a day (inclusive) to a day (exclusive)."""

    starts: date
    ends: date

    def has(self, day: date | None) -> bool:
        """Whether a day lies within."""
        return day is not None and self.starts <= day < self.ends


def year_of(day: date) -> int:
    """The financial year of a day, by the year in which it begins."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def years(first: int, many: int = 1) -> Span:
    """``many`` financial years, the last of them beginning in ``first``."""
    return Span(date(first - many + 1, 4, 1), date(first + 1, 4, 1))


@dataclass(frozen=True)
class Member:
    """One child behind a figure: ``days`` for a wait, ``success`` for a share."""

    child: int
    plan: int | None
    days: int | None = None
    success: bool | None = None


@dataclass(frozen=True)
class Figure:
    """One figure of one span, with everybody behind it."""

    key: str
    members: tuple[Member, ...]

    @property
    def of(self) -> int:
        """How many children it is of."""
        return len(self.members)

    @property
    def value(self) -> float | None:
        """Mean days, a share in percent, or a count; None for a mean or a share of nobody."""
        unit = MEASURES[self.key].unit
        if unit == "children":
            return float(self.of)
        if not self.members:
            return None
        if unit == "days":
            return fmean(each.days or 0 for each in self.members)
        return 100 * sum(bool(each.success) for each in self.members) / self.of


@dataclass(frozen=True)
class Measure:
    """What a figure is called and means, its unit (children, days, percent), and the limit it is held against."""

    title: str
    unit: str
    meaning: str
    limit: int | None = None


MEASURES: Final[dict[str, Measure]] = {
    "decided": Measure("Plans of adoption agreed", "children", "decided in the year that the child should be placed"),
    "matched": Measure("Matched", "children", "matched with adopters in the year"),
    "placed": Measure("Placed for adoption", "children", "moved in with adopters in the year"),
    "adopted": Measure("Adopted", "children", "adoption order made in the year"),
    "ceased": Measure("Plan changed", "children", "adoption was no longer the plan, after the decision"),
    "waiting": Measure("Waiting at the end", "children", "agreed, and not placed, when the year ended"),
    "a1": Measure(
        "A1: coming into care to moving in", "days", "mean over children adopted, with the adopters they moved in with",
        A1_DAYS,
    ),
    "a10": Measure(
        "A10: as A1, foster carers’ adoptions", "days",
        "as A1; for those adopted by their foster carers it stops when they came to live there", A1_DAYS,
    ),
    "a2": Measure(
        "A2: placement order to match (KPI 10)", "days",
        "mean over children adopted after a placement order; no days where the match came first", A2_DAYS,
    ),
    "a3": Measure(
        "A3: moved in within 14 months", "percent",
        "of children adopted in the year and those agreed and not adopted at its end: moved in within 426 days of "
        "coming into care, or not moved in and not yet so long in care",
    ),
    "over_four": Measure("Over four when it was agreed", "percent", "of plans agreed in the year"),
    "ours": Measure("Placed with the trust’s adopters", "percent", "of children placed in the year"),
    "leavers": Measure("Adopted, of those who left care", "percent", "of children who left care in the year"),
}  # fmt: skip


def figure(key: str, cases: Iterable[Case], leavers: Iterable[Leaver], span: Span) -> Figure:
    """One figure for a span. Raises ``KeyError`` for a key that is none."""
    if key == "leavers":
        left = [Member(each.child, None, success=each.adopted) for each in leavers if span.has(each.ended)]
        return Figure(key, tuple(left))
    read = _READ[key]
    return Figure(key, tuple(found for case in cases if (found := read(case, span)) is not None))


def _on(name: str) -> Callable[[Case, Span], Member | None]:
    """Children to whom it happened in the span."""

    def read(case: Case, span: Span) -> Member | None:
        return Member(case.child, case.plan) if span.has(getattr(case, name)) else None

    return read


def _wait(case: Case, span: Span, to: date | None) -> Member | None:
    if not span.has(case.adopted) or to is None:
        return None
    return Member(case.child, case.plan, days=(to - case.entered).days)


def _a2(case: Case, span: Span) -> Member | None:
    if not span.has(case.adopted) or case.ordered is None or case.matched is None:
        return None
    return Member(case.child, case.plan, days=max(0, (case.matched - case.ordered).days))


def _agreed_at(case: Case, day: date) -> bool:
    """Agreed, and neither adopted nor changed, when ``day`` began."""
    ended = min((each for each in (case.adopted, case.ceased) if each), default=None)
    return case.decided is not None and case.decided < day and (ended is None or ended >= day)


def _waiting(case: Case, span: Span) -> Member | None:
    waits = _agreed_at(case, span.ends) and (case.placed is None or case.placed >= span.ends)
    return Member(case.child, case.plan) if waits else None


def _a3(case: Case, span: Span) -> Member | None:
    if not (span.has(case.adopted) or _agreed_at(case, span.ends)):
        return None
    moved = case.placed if case.placed and case.placed < span.ends else span.ends - timedelta(days=1)
    return Member(case.child, case.plan, success=(moved - case.entered).days <= A1_DAYS)


def _share(dated: str, success: str) -> Callable[[Case, Span], Member | None]:
    def read(case: Case, span: Span) -> Member | None:
        known = getattr(case, success)
        if not span.has(getattr(case, dated)) or known is None:
            return None
        return Member(case.child, case.plan, success=known)

    return read


def _ceased(case: Case, span: Span) -> Member | None:
    return Member(case.child, case.plan) if case.decided and span.has(case.ceased) else None


_READ: Final[dict[str, Callable[[Case, Span], Member | None]]] = {
    "decided": _on("decided"),
    "matched": _on("matched"),
    "placed": _on("placed"),
    "adopted": _on("adopted"),
    "ceased": _ceased,
    "waiting": _waiting,
    "a1": lambda case, span: _wait(case, span, case.placed),
    "a10": lambda case, span: _wait(case, span, case.fostered or case.placed),
    "a2": _a2,
    "a3": _a3,
    "over_four": _share("decided", "over_four"),
    "ours": _share("placed", "ours"),
}


def said(found: Figure, *, small: bool) -> str:
    """A figure in words; ``small``: the reader may see figures of few children."""
    unit, value = MEASURES[found.key].unit, found.value
    if not small and 0 < found.of < FEW:
        return f"Fewer than {FEW}" if unit == "children" else f"Withheld: fewer than {FEW} children"
    if value is None:
        return "Nobody"
    if unit == "children":
        return f"{value:.0f}"
    good = sum(bool(each.success) for each in found.members)
    if unit == "percent":
        if not small and min(good, found.of - good) in range(1, FEW):
            return f"Withheld: fewer than {FEW} children"
        return f"{value:.0f}% ({good} of {found.of})" if small else f"{value:.0f}%"
    return f"{value:.0f} days" + (f" ({found.of} children)" if small else "")


def of_both(key: str, cases: Sequence[Case], leavers: Sequence[Leaver], first: int) -> tuple[Figure, Figure]:
    """A figure of one financial year, and of the three that end with it."""
    return figure(key, cases, leavers, years(first)), figure(key, cases, leavers, years(first, 3))
