"""``righthelp figures``: what was published before, recomputed from the records and compared."""

from __future__ import annotations

import argparse
import json

from righthelp.site.cli.house import open_house


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print every published figure beside ours; the exit code is 1 when any differs."""
    open_house("app")
    from righthelp.governance.reports.figures import Live
    from righthelp.governance.reports.published import AS_AT, compared

    rows = list(compared(Live(AS_AT)))
    agree = sum(row.agrees for row in rows)
    if options.json:
        print(
            json.dumps(
                {
                    "as_at": AS_AT.isoformat(),
                    "figures": len(rows),
                    "agree": agree,
                    "rows": [
                        {
                            "code": row.code,
                            "measure": row.measure,
                            "group": row.group,
                            "month": row.month,
                            "published": row.published,
                            "computed": row.computed,
                            "agrees": row.agrees,
                        }
                        for row in rows
                    ],
                }
            )
        )
        return 0 if agree == len(rows) else 1
    for row in rows:
        mark = "same" if row.agrees else "DIFFERENT"
        ours = "none" if row.computed is None else row.computed
        print(
            f"  {row.code:<7}{row.measure:<17}{row.group:<7}{row.month}  published {row.published:>4}  ours "
            f"{ours:>4}  {mark}"
        )
    print(f"{agree} of {len(rows)} published figures come out the same.")
    return 0 if agree == len(rows) else 1
