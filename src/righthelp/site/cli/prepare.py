"""``righthelp prepare``: everything between an installed programme and one that can serve its first page."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from righthelp.site.cli.house import child_environment, open_house, step


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--no-city", action="store_true", help="leave the demonstration's people out")
    parser.add_argument("--whole-city", action="store_true", help="load all of the city, not only what comes first")


def run(options: argparse.Namespace) -> int:
    """Start the database, migrate, load the first of the city, collect the style sheets."""
    database()
    open_house("owner")
    migrations()
    static()
    if not options.no_city and has_city():
        return city(first=not options.whole_city)
    return 0


def database() -> None:
    """Start the database, saying whose it is."""
    from righthelp.foundation.database.connection import embedded, ensure_started

    if embedded():
        with step("Starting the database"):
            ensure_started()
    else:
        print("  Using the database that DATABASE_URL names")


def migrations() -> None:
    """Bring the tables up to date, as the owner."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from righthelp.foundation.database import grants

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        with step(f"Applying {len(plan)} migrations"):
            call_command("migrate", verbosity=0, interactive=False)
    grants.apply()


def static() -> None:
    """Collect style sheets, scripts and icons, when one of them has changed."""
    from django.conf import settings
    from django.contrib.staticfiles import finders
    from django.core.management import call_command

    total = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in finders.get_finders():
        for name, storage in finder.list(["*.map"]):
            file = Path(storage.path(name))
            total.update(f"{name}\0".encode() + file.read_bytes())
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    if stamp.exists() and stamp.read_text() == total.hexdigest():
        return
    with step("Collecting style sheets and scripts"):
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(total.hexdigest())


def has_city() -> bool:
    """Whether this installation carries the synthetic city."""
    return importlib.util.find_spec("righthelp.site.cli.city") is not None


def city(*, first: bool) -> int:
    """Load the city, or only what the first page needs; it shows its own progress, and does nothing when
    loaded.
    """
    from righthelp.city.load import is_loaded

    if first and is_loaded():
        return 0
    command = [sys.executable, "-m", "righthelp.site.cli", "city", "load", *(["--first"] if first else [])]
    sys.stdout.flush()
    return subprocess.run(command, env={**child_environment(), "RIGHTHELP_DB_ROLE": "owner"}, check=False).returncode


def background_city(log: Path) -> subprocess.Popen[bytes]:
    """Start loading the rest of the city behind the running servers, at the lowest priority."""
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "righthelp.site.cli", "city", "load"],
            env={**child_environment(), "RIGHTHELP_DB_ROLE": "owner"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=_gently,
        )


def _gently() -> None:
    from righthelp.site.supervise import die_with_parent

    os.nice(10)
    die_with_parent()
