"""Jobs whose worker was killed: put back on the queue.

A worker says every few seconds that it lives. A job in the hands of one that has fallen silent would otherwise wait
for ever, and hold up every later run of the same job, since two never overlap. Jobs are safe to run twice, so it is
run again.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from typing import Final

from procrastinate import App, exceptions
from procrastinate.jobs import Status

log = logging.getLogger(__name__)

HEARTBEAT: Final = 5.0
"""Seconds between a worker's signs of life."""
SILENCE: Final = 15.0
"""Seconds of silence after which a worker counts as dead."""


async def put_back(app: App) -> int:
    """Put the jobs of silent workers back on the queue; returns how many. `app` has an open connector."""
    found = 0
    await app.job_manager.prune_stalled_workers(SILENCE)
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        found += 1
        try:
            await app.job_manager.retry_job(job)
        except (exceptions.AlreadyEnqueued, exceptions.ConnectorException):
            # The same work already waits, or this job was finished meanwhile: let the waiting one do it.
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
    return found


def watch() -> threading.Thread:
    """Look for such jobs now and every few seconds, in a thread that ends with the process."""
    thread = threading.Thread(target=_watch, name="rescue", daemon=True)
    thread.start()
    return thread


def rescue() -> int:
    """Look once; returns how many jobs were put back."""
    from procrastinate.contrib.django.django_connector import DjangoConnector

    async def once() -> int:
        # A connection of its own: the worker's belongs to the worker's thread.
        own = App(connector=DjangoConnector(alias="default").get_worker_connector())
        async with own.open_async():
            return await put_back(own)

    return asyncio.run(once())


def _watch() -> None:
    while True:
        try:
            found = rescue()
            if found:
                log.warning("%s interrupted jobs were put back on the queue", found)
        except Exception:
            log.exception("the search for interrupted jobs failed; it is tried again in %s seconds", HEARTBEAT * 2)
        time.sleep(HEARTBEAT * 2)
