"""``righthelp report``: a standing report as a file, every figure computed and every claim checked."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from righthelp.site.cli.house import fail, open_house

FORMATS = ("html", "docx", "pdf")


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("kind", metavar="REPORT", help="the report: missing")
    parser.add_argument("--as-at", metavar="DATE", help="the day at whose end the figures are seen, 2019-01-31 (today)")
    parser.add_argument("--format", choices=FORMATS, default="html", help="html, docx or pdf (html)")
    parser.add_argument("--out", metavar="FILE", help="where to write it (the report's name and date, in this folder)")
    parser.add_argument("--for-publication", action="store_true", help="withhold small numbers")


def run(options: argparse.Namespace) -> int:
    """Write the report. It is a draft: approving and publishing are done on its page, by two people."""
    open_house("app")
    from django.conf import settings

    from righthelp.foundation.calendar import today
    from righthelp.governance.reports.document import assembled, parts_of, problems_of, proposed, starting_texts
    from righthelp.governance.reports.figures import Live, Published
    from righthelp.governance.reports.kinds import KINDS
    from righthelp.governance.reports.pages import written

    kind = KINDS.get(options.kind)
    if kind is None:
        return fail(f"There is no report {options.kind}. There is {', '.join(KINDS)}.")
    try:
        as_at = date.fromisoformat(options.as_at) if options.as_at else today()
    except ValueError:
        return fail(f"{options.as_at} is not a date. Write it like 2019-01-31.")
    if as_at > today():
        return fail("That day has not come yet.")
    truth = Live(as_at)
    shown = Published(truth) if options.for_publication else truth
    parts = parts_of(kind, truth, shown, starting_texts(kind), proposed(kind, truth))
    hidden = "small numbers withheld" if options.for_publication else "holds small numbers: not for publication"
    state = f"Draft, not approved; {hidden}."
    made = assembled(kind, truth, parts, state=state, trust=settings.RIGHTHELP_TRUST)
    place = Path(options.out or f"{kind.code}-{as_at.isoformat()}.{options.format}")
    try:
        place.write_bytes(written(made, options.format))
    except OSError as error:
        return fail(f"{place} could not be written: {error.strerror}.")
    claims = sum(claim.verdict.holds for part in parts for claim in part.claims)
    print(f"{place}: {len(made.grids())} tables, {claims} checked claims.", file=sys.stderr)
    for section, problem in problems_of(parts):
        print(f"  {section}: {problem}", file=sys.stderr)
    return 0
