"""Claims: sentences about figures that the figures must bear out. A report with one that they do not cannot be
approved.

What each word means is fixed here and printed with the claim:

- *rising* / *falling* over so many months: of all pairs of months that differ, the later is higher (lower) in at least
  two of three. One odd month does not make or break it.
- *stable*: every month lies within a fifth of the average of them all (or within one, for small counts).
- *a year before*: the same month of the year before. Shares are compared as printed, in whole per cent.
- *largest group*: larger than every other group in the last month, and over all the months together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final

from righthelp.governance.reports.figures import Figures
from righthelp.insight.indicators.catalogue import indicator
from righthelp.insight.indicators.definition import Better
from righthelp.insight.indicators.figures import Point, Series, change_said, whole

MOSTLY: Final = 2 / 3
A_FIFTH: Final = 0.2


@dataclass(frozen=True)
class Assertion:
    """What somebody claims: the kind of claim, the indicator, and where needed a breakdown, a group and a number."""

    kind: str
    code: str
    by: str = ""
    group: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What the figures say. ``sentence`` is for the report; ``because`` shows the numbers either way."""

    holds: bool
    sentence: str
    because: str


@dataclass(frozen=True)
class Kind:
    """A kind of claim: its name for the writer, whether it wants a number or a group, and its check."""

    title: str
    check: Callable[[Series, Series, Assertion], Verdict]
    wants_number: str = ""
    wants_group: bool = False


class UnclaimableError(ValueError):
    """An assertion that cannot be checked as written. The text says what to change."""


def checked(assertion: Assertion, truth: Figures, shown: Figures) -> Verdict:
    """Check an assertion against the true figures, and say it with those that the reader is shown.

    Raises :class:`UnclaimableError` when the assertion names an indicator, breakdown or number that is not there.
    """
    kind = KINDS.get(assertion.kind)
    if kind is None:
        raise UnclaimableError("Choose one of the kinds of claim.")
    try:
        one = indicator(assertion.code)
    except KeyError:
        raise UnclaimableError(f"There is no indicator {assertion.code}.") from None
    if kind.wants_number and assertion.number is None:
        raise UnclaimableError(f"This claim wants a number: {kind.wants_number}.")
    if kind.wants_group and assertion.by not in {each.key for each in one.dimensions}:
        raise UnclaimableError(f"{one.title} is not broken down that way.")
    by = assertion.by if kind.wants_group else ""
    months = _months(assertion, kind)
    held, said = truth.series(one.code, months, by), shown.series(one.code, months, by)
    if kind.wants_group and assertion.group not in {group.key for group in held.groups}:
        raise UnclaimableError("There is no such group in these months.")
    return kind.check(held, said, assertion)


def claimed(assertion: Assertion) -> str:
    """What is claimed, as a clause, whether or not it is so: ``“Children missing at month end”: rising over 13
    months``."""
    kind = KINDS.get(assertion.kind)
    words = "an unknown claim" if kind is None else f"{kind.title[0].lower()}{kind.title[1:]}"
    if assertion.number is not None:
        words = words.replace("so many", str(assertion.number)).replace("a target", f"a target of {assertion.number}")
    return f"“{indicator(assertion.code).title}”: {words}"


def _months(assertion: Assertion, kind: Kind) -> int:
    if assertion.kind.endswith("_by_year"):
        return 48
    if kind.wants_number == MONTHS and assertion.number is not None:
        if not 2 <= assertion.number <= 60:
            raise UnclaimableError("Say 2 to 60 months.")
        return max(13, assertion.number)
    return 13


MONTHS: Final = "how many months"


def _known(series: Series) -> list[Point]:
    return [point for point in series.points if point.value is not None]


def _name(series: Series) -> str:
    return f"“{series.indicator.title}”"


def _year(held: Series, said: Series, wanted: str, number: int | None = None) -> Verdict:
    now, before = held.latest, held.year_before
    if before is None or now.value is None or before.value is None:
        return Verdict(False, "", f"{_name(held)} has no figure for {now.month} and a year before to compare.")
    said_before = said.year_before or before
    step = whole(now.value) - whole(before.value)
    way = "same" if step == 0 else "higher" if step > 0 else "lower"
    holds = way == wanted and (number is None or abs(step) == number)
    than = _than(change_said(held.indicator, said.latest, said_before) or way, str(before.month))
    sentence = f"{_name(held)} was {said.latest.said} in {now.month}, {than} ({said_before.said})."
    if said.latest.withheld or said_before.withheld:
        sentence = f"{_name(held)} was {_than(way, str(before.month))} in {now.month}."
    because = f"{now.said} in {now.month}, {before.said} in {before.month}: {change_said(held.indicator, now, before)}."
    return Verdict(holds, sentence, because)


def _than(change: str, month: str) -> str:
    if change in ("the same", "same"):
        return f"the same as in {month}"
    if change.endswith((" up", " down")):
        return f"{change} on {month}"
    return f"{change} than in {month}"


def _path(points: list[Point]) -> str:
    """``: 24 in January 2018, 20 in January 2019``; nothing when any of them is withheld from the reader."""
    if any(point.withheld for point in points):
        return ""
    return f": {', '.join(f'{point.said} in {point.month}' for point in points)}"


def _pairs(points: list[Point]) -> tuple[int, int]:
    """How many pairs of months went up, and how many down."""
    up = down = 0
    for earlier, later in combinations(points, 2):
        a, b = earlier.value, later.value
        if a is not None and b is not None:
            up, down = up + (b > a), down + (b < a)
    return up, down


def _trend(held: Series, said: Series, number: int, wanted: str) -> Verdict:
    points = _known(held)[-number:]
    if len(points) < min(number, 3):
        return Verdict(False, "", f"{_name(held)} has too few months with a figure to speak of a trend.")
    up, down = _pairs(points)
    ways = up + down
    rising, falling = ways > 0 and up / ways >= MOSTLY, ways > 0 and down / ways >= MOSTLY
    values = [float(point.value or 0) for point in points]
    mean = sum(values) / len(values)
    stable = all(abs(value - mean) <= max(1.0, A_FIFTH * mean) for value in values)
    holds = {"rising": rising, "falling": falling, "stable": stable}[wanted]
    first, last = said.at(points[0].month), said.at(points[-1].month)
    span = f"over the {len(points)} months to {last.month}"
    what = {"rising": "has been rising", "falling": "has been falling", "stable": "has been stable"}[wanted]
    sentence = f"{_name(held)} {what} {span}{_path([first, last])}."
    low, high = min(points, key=lambda p: p.value or 0), max(points, key=lambda p: p.value or 0)
    numbers = f"lowest {low.said} ({low.month}), highest {high.said} ({high.month}), average {mean:.1f}"
    because = (
        f"{span}: {numbers}; stable would be every month within a fifth of the average."
        if wanted == "stable"
        else f"{span}: of {ways} pairs of months that differ, the later is higher in {up} and lower in {down}; "
        f"{numbers}."
    )
    return Verdict(holds, sentence, because[0].upper() + because[1:])


def _month(held: Series, said: Series, wanted: str) -> Verdict:
    points = held.points[-2:]
    if len(points) < 2 or any(point.value is None for point in points):
        return Verdict(False, "", f"{_name(held)} has no figure for two months running.")
    before, now = points
    a, b = whole(before.value or 0), whole(now.value or 0)
    way = "same" if a == b else "rose" if b > a else "fell"
    shown_before, shown_now = said.at(before.month), said.at(now.month)
    verb = {"rose": "rose", "fell": "fell", "same": "stayed the same"}[wanted]
    sentence = f"{_name(held)} {verb} from {shown_before.said} in {before.month} to {shown_now.said} in {now.month}."
    if shown_before.withheld or shown_now.withheld:
        sentence = f"{_name(held)} {verb} from {before.month} to {now.month}."
    elif wanted == "same":
        sentence = f"{_name(held)} stayed at {shown_now.said} from {before.month} to {now.month}."
    return Verdict(way == wanted, sentence, f"{before.said} in {before.month}, {now.said} in {now.month}.")


def _fell_each(held: Series, said: Series, assertion: Assertion) -> Verdict:
    number = assertion.number or 1
    points = held.points[-(number + 1) :]
    if len(points) < number + 1 or any(point.value is None for point in points):
        return Verdict(False, "", f"{_name(held)} has no figure for each of those months.")
    values = [whole(point.value or 0) for point in points]
    holds = all(later < earlier for earlier, later in pairwise(values))
    path = _path([said.at(point.month) for point in points])
    months = "the last month" if number == 1 else f"each of the last {number} months"
    truly = ", ".join(f"{point.said} in {point.month}" for point in points)
    return Verdict(holds, f"{_name(held)} fell in {months}{path}.", f"{truly}.")


def _highest(held: Series, said: Series, assertion: Assertion) -> Verdict:
    points = _known(held)
    if not points:
        return Verdict(False, "", f"{_name(held)} has no figure in these months.")
    top = max(point.value or 0 for point in points)
    now = held.latest
    figure = "" if said.latest.withheld else f", {said.latest.said},"
    sentence = f"{_name(held)} in {now.month}{figure} was the highest of the {len(points)} months."
    best = max(points, key=lambda point: point.value or 0)
    return Verdict(now.value == top, sentence, f"Highest {best.said} in {best.month}; {now.said} in {now.month}.")


def _largest(held: Series, said: Series, assertion: Assertion) -> Verdict:
    title = held.title_of(assertion.group)
    last = {part.group: part.numerator for part in held.parts if part.month == held.latest.month}
    total = {group.key: sum(part.numerator for part in held.of_group(group.key)) for group in held.groups}
    mine, mine_total = last[assertion.group], total[assertion.group]
    others = [key for key in last if key != assertion.group]
    holds = all(mine > last[key] and mine_total > total[key] for key in others)
    shown = next(part for part in said.of_group(assertion.group) if part.month == held.latest.month)
    figure = "" if shown.withheld else f", {shown.said} of {said.latest.said}"
    sentence = (
        f"“{title}” was the largest group in “{held.indicator.title}” in {held.latest.month}{figure}; so it was over "
        f"the {len(held.points)} months together."
    )
    numbers = ", ".join(f"{held.title_of(key)} {last[key]} ({total[key]} over all the months)" for key in last)
    return Verdict(holds, sentence, f"In {held.latest.month}: {numbers}.")


def _most(held: Series, said: Series, assertion: Assertion) -> Verdict:
    part = next(part for part in held.of_group(assertion.group) if part.month == held.latest.month)
    shown = next(part for part in said.of_group(assertion.group) if part.month == held.latest.month)
    title = held.title_of(assertion.group)
    figure = "" if shown.withheld else f", {shown.said} of {said.latest.said}"
    sentence = f"More than half of “{held.indicator.title}” in {part.month} were in one group: {title}{figure}."
    return Verdict(
        part.numerator * 2 > held.latest.numerator,
        sentence,
        f"{title}: {part.numerator} of {held.latest.numerator} in {part.month}.",
    )


def _target(held: Series, said: Series, number: int, *, better: bool) -> Verdict:
    now = held.latest
    if now.value is None or held.indicator.better is Better.NEITHER:
        return Verdict(False, "", f"{_name(held)} has no figure, or no better direction, to hold against a target.")
    ahead = now.value > number if held.indicator.better is Better.HIGHER else now.value < number
    behind = now.value < number if held.indicator.better is Better.HIGHER else now.value > number
    unit = "%" if held.indicator.is_share else ""
    word = "better" if better else "worse"
    sentence = f"{_name(held)} was {said.latest.said} in {now.month}, {word} than the target of {number}{unit}."
    because = f"{now.said} in {now.month}, target {number}{unit}, {held.indicator.better.value} is better."
    return Verdict(ahead if better else behind, sentence, because)


def yearly_averages(series: Series) -> list[tuple[int, int]]:
    """The monthly average of each whole calendar year in a series, to the nearest whole number."""
    years: dict[int, list[int]] = {}
    for point in series.points:
        years.setdefault(point.month.year, []).append(point.numerator)
    return [(year, _mean(n)) for year, n in years.items() if len(n) == 12]


def _mean(numbers: list[int]) -> int:
    return whole(Decimal(sum(numbers)) / len(numbers))


def _years(held: Series, said: Series, wanted: str) -> Verdict:
    averages = yearly_averages(held)[-3:]
    if len(averages) < 3 or held.indicator.is_share or averages[0][1] == 0:
        return Verdict(False, "", f"{_name(held)} has not been counted for three whole years.")
    values = [value for _, value in averages]
    steps = list(pairwise(values))
    holds = all(b < a for a, b in steps) if wanted == "fell" else all(b > a for a, b in steps)
    path = ", ".join(f"{value} a month in {year}" for year, value in averages)
    sentence = f"{_name(held)} {wanted} from year to year, on average: {path}."
    return Verdict(holds, sentence, f"Averages of the twelve months of each calendar year: {path}.")


KINDS: Final[Mapping[str, Kind]] = {
    "lower_than_year_before": Kind("Lower than a year before", lambda h, s, a: _year(h, s, "lower", a.number)),
    "higher_than_year_before": Kind("Higher than a year before", lambda h, s, a: _year(h, s, "higher", a.number)),
    "same_as_year_before": Kind("The same as a year before", lambda h, s, a: _year(h, s, "same")),
    "rising": Kind("Rising over so many months", lambda h, s, a: _trend(h, s, a.number or 13, "rising"), MONTHS),
    "falling": Kind("Falling over so many months", lambda h, s, a: _trend(h, s, a.number or 13, "falling"), MONTHS),
    "stable": Kind("Stable over so many months", lambda h, s, a: _trend(h, s, a.number or 13, "stable"), MONTHS),
    "rose_in_month": Kind("Rose in the last month", lambda h, s, a: _month(h, s, "rose")),
    "fell_in_month": Kind("Fell in the last month", lambda h, s, a: _month(h, s, "fell")),
    "same_as_month_before": Kind("Stayed the same in the last month", lambda h, s, a: _month(h, s, "same")),
    "fell_each_month": Kind("Fell in each of the last so many months", _fell_each, MONTHS),
    "highest": Kind("The highest of the thirteen months", _highest),
    "largest_group": Kind("This group is the largest", _largest, wants_group=True),
    "most_in_group": Kind("More than half are in this group", _most, wants_group=True),
    "better_than_target": Kind(
        "Better than a target", lambda h, s, a: _target(h, s, a.number or 0, better=True), "the target"
    ),
    "worse_than_target": Kind(
        "Worse than a target", lambda h, s, a: _target(h, s, a.number or 0, better=False), "the target"
    ),
    "fell_by_year": Kind("The yearly average fell from year to year", lambda h, s, a: _years(h, s, "fell")),
    "rose_by_year": Kind("The yearly average rose from year to year", lambda h, s, a: _years(h, s, "rose")),
}
