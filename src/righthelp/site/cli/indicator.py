"""``righthelp indicator``: one indicator month by month, or the catalogue of them all."""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from righthelp.site.cli.house import fail, open_house

if TYPE_CHECKING:
    from righthelp.insight.indicators.definition import Indicator
    from righthelp.insight.indicators.figures import Series


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("code", nargs="?", metavar="CODE", help="the indicator's code, such as MIS-3")
    parser.add_argument("--as-at", metavar="DATE", help="the day at whose end the figures are seen, 2019-01-31 (today)")
    parser.add_argument(
        "--known-at", metavar="WHEN", help="count only what had been recorded by then, 2019-02-10 or 2019-02-10T09:30"
    )
    parser.add_argument(
        "--months", type=int, default=13, metavar="N", help="how many months, the last that of DATE (13)"
    )
    parser.add_argument("--by", default="", metavar="DIM", help="break down by area, team, placement, status, ...")
    parser.add_argument("--list", action="store_true", help="the catalogue: every indicator and its breakdowns")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print the series, or the catalogue. Small numbers are shown: this is for those who run the house."""
    if not options.list and not options.code:
        return fail("Which indicator? Say righthelp indicator MIS-3, or righthelp indicator --list.")
    open_house("app")
    from righthelp.foundation.calendar import today
    from righthelp.insight.indicators import catalogue, queries
    from righthelp.insight.indicators.figures import as_json

    if options.list:
        return _catalogue(catalogue.INDICATORS, as_json=options.json)
    try:
        one = catalogue.indicator(options.code)
    except KeyError:
        codes = ", ".join(each.code for each in catalogue.INDICATORS)
        return fail(f"There is no indicator {options.code}. There are {codes}.")
    try:
        as_at = date.fromisoformat(options.as_at) if options.as_at else today()
    except ValueError:
        return fail(f"{options.as_at} is not a date. Write it like 2019-01-31.")
    try:
        known_at = moment_of(options.known_at) if options.known_at else None
    except ValueError:
        return fail(f"{options.known_at} is not a day or a moment. Write it like 2019-02-10 or 2019-02-10T09:30.")
    try:
        series = queries.series(one, as_at, options.months, options.by, known_at=known_at)
    except KeyError:
        ways = ", ".join(each.key for each in one.dimensions)
        return fail(f"{one.code} is not broken down by {options.by}. It is by {ways}.")
    except ValueError as error:
        return fail(str(error))
    print(json.dumps(as_json(series), ensure_ascii=False) if options.json else _table(series))
    return 0


def moment_of(typed: str) -> datetime:
    """A London moment as it is typed; a day alone means its end. Raises ``ValueError``."""
    from righthelp.foundation.calendar import LONDON, end_of_day

    if len(typed) == 10:
        return end_of_day(date.fromisoformat(typed))
    given = datetime.fromisoformat(typed)
    return given if given.tzinfo else given.replace(tzinfo=LONDON)


def _catalogue(indicators: tuple[Indicator, ...], *, as_json: bool) -> int:
    rows = [
        {
            "code": each.code,
            "title": each.title,
            "unit": each.unit.value,
            "edition": str(each.edition),
            "better": each.better.value,
            "meaning": each.meaning,
            "by": [dimension.key for dimension in each.dimensions],
        }
        for each in indicators
    ]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for each in indicators:
        print(f"  {each.code:<8}{each.title:<56}{each.unit.value:<10}by {', '.join(d.key for d in each.dimensions)}")
    return 0


def _known(series: Series) -> str:
    known_at = series.window.known_at
    return f", as known at {known_at:%Y-%m-%d %H:%M %Z}" if known_at else ""


def _table(series: Series) -> str:
    one = series.indicator
    lines = [
        f"{one.code}  {one.title}",
        f"  {one.unit.value}, edition {one.edition}, as at the end of {series.window.as_at.isoformat()}"
        + _known(series),
        "",
    ]
    titles = {group.key: group.title for group in series.groups}
    width = max([len(title) for title in titles.values()], default=0) + 2
    for point in series.parts if series.by else series.points:
        group = f"{titles[point.group]:<{width}}" if series.by else ""
        out_of = "" if point.denominator is None else f"   {point.numerator} of {point.denominator}"
        running = "   so far" if series.window.unfinished and point.month == series.window.months[-1] else ""
        lines.append(f"  {point.month.code}  {group}{point.said:>6}{out_of}{running}")
    return "\n".join(lines)
