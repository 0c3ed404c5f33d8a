"""``righthelp run``: the whole house in one terminal."""

from __future__ import annotations

import argparse

from righthelp.site.cli import prepare, serve


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    serve.add(parser)
    prepare.add(parser)


def run(options: argparse.Namespace) -> int:
    """Prepare, start, print the address and the sign-ins, and watch over it all until stopped."""
    from righthelp.site.supervise import Supervisor

    return Supervisor(
        host=options.host,
        port=options.port,
        workers=options.workers,
        threads=options.threads,
        city="none" if options.no_city else "whole" if options.whole_city else "first",
    ).run()
