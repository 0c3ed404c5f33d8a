"""``righthelp docs``: the reference pages that are made from the code, and the check that they are true."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from righthelp.site.cli.house import open_house

FOLDER = Path(__file__).resolve().parents[4] / "docs" / "reference"


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a page is out of date")


def run(options: argparse.Namespace) -> int:
    """Write docs/reference, or check it."""
    open_house("app")
    from righthelp.site.reference import PAGES

    stale: list[str] = []
    for name, make in PAGES.items():
        path, text = FOLDER / f"{name}.md", make()
        if path.exists() and path.read_text() == text:
            continue
        stale.append(path.name)
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    if options.check and stale:
        print(f"Out of date: {', '.join(stale)}. Run `righthelp docs` and commit what it writes.", file=sys.stderr)
        return 1
    print("The reference is up to date." if options.check or not stale else f"Written: {', '.join(stale)}.")
    return 0
