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
    from procrastinate.contrib.django import app

    from righthelp.foundation.jobs import rescue

    if options.once:
        rescue.rescue()
    else:
        rescue.watch()
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(
            concurrency=options.concurrency,
            wait=not options.once,
            shutdown_graceful_timeout=10,
            delete_jobs="successful",
            update_heartbeat_interval=rescue.HEARTBEAT,
            stalled_worker_timeout=rescue.SILENCE,
        )
    return 0
