"""What a child's work counts for in a caseload, and how much one worker may hold: the trust's own table, in one place.

Weighted caseloads compare unlike work; they never replace the plain number, which is the one the contract counts
(KPI 14, about 17 children for each qualified social worker). The weights are a local standard: change them here, by a
decision, and every figure of every date is worked out by the new table.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True)
class Weight:
    """One line of the table. ``points`` are added for a child, except that ``plan`` lines exclude one another."""

    code: str
    words: str
    points: Decimal
    because: str
    plan: bool = False


WEIGHTS: Final = (
    Weight("cp", "Child protection plan", Decimal("1.5"), "visits every ten working days, core groups", plan=True),
    Weight("care", "Child in care", Decimal("1.25"), "visits, reviews, health and education plans", plan=True),
    Weight("cin", "Child in need plan", Decimal("1"), "the measure: one child, one point", plan=True),
    Weight("none", "No plan (being assessed, or about to close)", Decimal("0.75"), "short work", plan=True),
    Weight("court", "In court proceedings", Decimal("0.75"), "statements, hearings, 26 weeks"),
    Weight("complex", "Complex", Decimal("0.5"), "a manager has said so, with the reason"),
    Weight("travel", "Lives outside the city or far away", Decimal("0.25"), "half a day for each visit"),
    Weight("alone", "Came to this country alone", Decimal("0.25"), "interpreter, Home Office, age and status work"),
    Weight("sibling", "Brother or sister held by the same worker", Decimal("-0.4"), "one home, one visit, one meeting"),
)
POINTS: Final = {weight.code: weight.points for weight in WEIGHTS}
WORDS: Final = {weight.code: weight.words for weight in WEIGHTS}

LIMIT: Final = 20
"""Children one full-time worker may hold before a manager must say why more: a local standard."""

WEIGHTED_LIMIT: Final = Decimal("24")
"""The same in points."""

EXPECTED: Final = Decimal("17")
"""What the trust reported as the average (2018): the measure of even shares, not a limit."""


def child_points(plan: str, extras: tuple[str, ...], *, second_sibling: bool) -> Decimal:
    """What one child counts for. ``plan`` is the heaviest plan in force, or ``none``; never below a quarter."""
    points = POINTS[plan] + sum((POINTS[each] for each in extras), Decimal(0))
    if second_sibling:
        points += POINTS["sibling"]
    return max(points, Decimal("0.25"))


def limit_of(wte: Decimal, first_year_share: int | None) -> tuple[int, Decimal]:
    """How many children, and how many points, somebody may hold: by their share of a week, and less in the first
    year after qualifying (``first_year_share``, percent)."""
    share = wte * (Decimal(first_year_share) / 100 if first_year_share is not None else Decimal(1))
    return int((LIMIT * share).to_integral_value()), (WEIGHTED_LIMIT * share).quantize(Decimal("0.1"))


def level(held: int, points: Decimal, limit: int, weighted_limit: Decimal) -> str:
    """``over``, ``full`` (nine tenths and more), ``room`` or ``light`` (less than half): a word before a colour."""
    share = max(
        Decimal(held) / limit if limit else Decimal(2), points / weighted_limit if weighted_limit else Decimal(2)
    )
    if not held:
        return "none"
    if share > 1:
        return "over"
    if share >= Decimal("0.9"):
        return "full"
    return "room" if share >= Decimal("0.5") else "light"
