"""``righthelp check``: Django's checks and those that the house registers."""

from __future__ import annotations

import argparse

from righthelp.site.cli.house import open_house


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--deploy", action="store_true", help="check what matters in production too")


def run(options: argparse.Namespace) -> int:
    """Run every system check; a warning fails, and so does a model change without its migration."""
    open_house("owner")
    from django.core.management import call_command

    call_command("check", fail_level="WARNING", deploy=options.deploy)
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
    return 0
