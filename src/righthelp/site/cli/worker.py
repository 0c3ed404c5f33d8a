"""``righthelp worker``: carries out background jobs."""

from __future__ import annotations

import argparse

from righthelp.site.cli.house import open_house


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--once", action="store_true", help="do the jobs that wait, then stop")
    parser.add_argument("--concurrency", type=int, default=1, help="jobs at once (1)")


def run(options: argparse.Namespace) -> int:
    """Work until stopped; SIGTERM lets the job in hand finish. A job cut off by a crash is taken up again."""
    open_house("app")
    from django.core.management import call_command

    arguments = ["worker", f"--concurrency={options.concurrency}", "--shutdown-graceful-timeout=10"]
    if options.once:
        arguments.append("--one-shot")
    call_command("procrastinate", *arguments)
    return 0
