"""The published missing series, recomputed from the rows of the tables in plain Python.

An oracle of its own: it shares no code with the indicators and none with the drawing of the city. Definitions are the
issue's: episodes of Birmingham's children that were not cancelled; months are London months.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FILE = Path(__file__).with_name("published.csv")

Month = tuple[int, int]


@dataclass(frozen=True)
class Row:
    """The columns of an episode that the series read."""

    child: int
    missing_from: datetime
    returned: datetime | None
    where_from: str
    status: str
    offered: datetime | None
    declined: datetime | None
    declined_by: str
    held: datetime | None


@dataclass(frozen=True)
class Published:
    """One figure as printed: ``code`` and ``breakdown`` say which, ``months`` over which months."""

    code: str
    months: tuple[Month, ...]
    breakdown: str
    value: int

    @property
    def name(self) -> str:
        first, last = self.months[0], self.months[-1]
        return f"{self.code} {self.breakdown} {first[0]}-{first[1]:02d}..{last[0]}-{last[1]:02d}"


def published() -> list[Published]:
    """Every figure of ``published.csv``."""
    found = []
    with FILE.open(newline="") as file:
        for row in csv.DictReader(file):
            months = tuple(months_between(_month(row["first"]), _month(row["last"])))
            found.append(Published(row["code"], months, row["breakdown"], int(row["value"])))
    return found


def _month(text: str) -> Month:
    year, month = text.split("-")
    return int(year), int(month)


def months_between(first: Month, last: Month) -> list[Month]:
    found = [first]
    while found[-1] < last:
        year, month = found[-1]
        found.append((year + month // 12, month % 12 + 1))
    return found


def month_of(moment: datetime) -> Month:
    here = moment.astimezone(LONDON)
    return here.year, here.month


def month_end(month: Month) -> datetime:
    year, number = month
    return datetime(year + number // 12, number % 12 + 1, 1, tzinfo=LONDON)


def rows() -> list[Row]:
    """The population: Birmingham's children, reports that were not cancelled."""
    from righthelp.practice.missing.models import Episode

    columns = (
        "child_id",
        "missing_from",
        "returned",
        "where_from",
        "status",
        "offered",
        "declined",
        "declined_by",
        "held",
    )
    found = Episode.objects.filter(authority="330", cancelled__isnull=True).values_list(*columns)
    return [Row(*each) for each in found]


def missing_at_end(episodes: list[Row], month: Month) -> int:
    """Children missing when the month ends: gone before its end, not back before it."""
    end = month_end(month)
    return len({e.child for e in episodes if e.missing_from < end and (e.returned is None or e.returned >= end)})


def begun(episodes: list[Row], month: Month, where_from: str = "") -> int:
    return sum(1 for e in episodes if month_of(e.missing_from) == month and where_from in ("", e.where_from))


def three_times(episodes: list[Row], month: Month) -> dict[str, int]:
    """Children missing for at least the third time within 30 days in the month, by status at the first such time."""
    by_child: dict[int, list[Row]] = defaultdict(list)
    for each in episodes:
        by_child[each.child].append(each)
    found: dict[str, int] = defaultdict(int)
    for mine in by_child.values():
        mine.sort(key=lambda each: each.missing_from)
        for each in mine:
            if month_of(each.missing_from) != month:
                continue
            since = each.missing_from - timedelta(days=30)
            if sum(1 for other in mine if since < other.missing_from <= each.missing_from) >= 3:
                found[each.status] += 1
                break
    return dict(found)


def returned_in(episodes: list[Row], months: tuple[Month, ...]) -> list[Row]:
    return [e for e in episodes if e.returned is not None and month_of(e.returned) in months]


def half_up(share: Fraction) -> int:
    """Whole per cent, a half rounded up."""
    return int((200 * share + 1) // 2)


def offered(episodes: list[Row], months: tuple[Month, ...]) -> Fraction:
    of = returned_in(episodes, months)
    return Fraction(sum(1 for e in of if e.offered), len(of))


def held(episodes: list[Row], months: tuple[Month, ...]) -> Fraction:
    of = [e for e in returned_in(episodes, months) if e.offered]
    return Fraction(sum(1 for e in of if e.held), len(of))


def held_in_time(episodes: list[Row], month: Month) -> tuple[int, int]:
    """Of the 72 hours that ended in the month and were not ended by a refusal: held in time, and all."""
    hours = timedelta(hours=72)
    of = [e for e in episodes if e.returned and month_of(e.returned + hours) == month and (e.held or not e.declined)]
    return sum(1 for e in of if e.held and e.returned and e.held <= e.returned + hours), len(of)


def refused_by(episodes: list[Row], months: tuple[Month, ...], who: str) -> Fraction:
    of = [e for e in returned_in(episodes, months) if e.declined]
    return Fraction(sum(1 for e in of if e.declined_by == who), len(of))


def value(episodes: list[Row], figure: Published) -> int:
    """What the tables give for a published figure. Raises ``KeyError`` for a code that is not known here."""
    months = figure.months
    match figure.code:
        case "MIS-1 change":
            return missing_at_end(episodes, months[-1]) - missing_at_end(episodes, months[0])
        case "MIS-2 average":
            share = Fraction(sum(begun(episodes, month, figure.breakdown) for month in months), len(months))
            assert share.denominator == 1, f"{figure.name}: the average is {float(share):.2f}, not a whole number"
            return int(share)
        case "MIS-3":
            counts = three_times(episodes, months[0])
            return counts.get(figure.breakdown, 0) if figure.breakdown else sum(counts.values())
        case "MIS-4":
            return half_up(offered(episodes, months))
        case "MIS-4 average":
            return half_up(Fraction(sum(offered(episodes, (month,)) for month in months), len(months)))
        case "MIS-5":
            return half_up(held(episodes, months))
        case "MIS-5 average":
            return half_up(Fraction(sum(held(episodes, (month,)) for month in months), len(months)))
        case "refused":
            return half_up(refused_by(episodes, months, figure.breakdown))
    raise KeyError(figure.code)
