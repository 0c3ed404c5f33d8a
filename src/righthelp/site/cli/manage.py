"""``righthelp manage``: Django's management commands."""

from __future__ import annotations

import argparse

from righthelp.site.cli.house import open_house


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb: all are the command's own."""
    parser.add_argument("command", nargs=argparse.REMAINDER, help="the command and its options, such as makemigrations")


def run(options: argparse.Namespace) -> int:
    """Run the command as the owner of the database."""
    open_house("owner")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["righthelp manage", *options.command])
    return 0
