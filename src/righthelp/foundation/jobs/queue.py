"""Finding the declared jobs, and their registration with procrastinate."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from importlib import import_module

import pghistory
from django.apps import apps
from django.db import close_old_connections, transaction
from django.utils.module_loading import module_has_submodule
from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued

from righthelp.foundation import calendar
from righthelp.foundation.jobs.house import HOUSE_JOBS
from righthelp.foundation.jobs.job import Job

log = logging.getLogger(__name__)

MODULE = "jobs"


class JobFailedError(Exception):
    """A job failed; the queue shows it as failed, and the next planned run tries again."""


def jobs() -> dict[str, Job]:
    """Every job declared by an installed app, by name. Two jobs of one name stop the start-up."""
    found: dict[str, Job] = {job.name: job for job in HOUSE_JOBS}
    for config in apps.get_app_configs():
        if not config.name.startswith("righthelp.") or config.module is None:
            continue
        if not module_has_submodule(config.module, MODULE):
            continue
        declared: tuple[Job, ...] = import_module(f"{config.name}.{MODULE}").JOBS
        for job in declared:
            if job.name in found:
                raise ValueError(f"Two jobs are called {job.name}. Give each job a name of its own.")
            found[job.name] = job
    return found


def run(job: Job, now: datetime) -> object:
    """Do a job's work at ``now``, with its name and purpose in the history of whatever it changes."""
    with pghistory.context(
        actor=None, actor_name=f"job {job.name}", act=job.name, purpose=job.purpose, request=str(uuid.uuid4())
    ):
        return job.does(now)


def defer(name: str) -> None:
    """Ask for one run of the job called ``name``, as soon as the surrounding transaction commits.

    A run that is already waiting will do: no second one is asked for.
    """
    from procrastinate.contrib.django import app

    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(name, queueing_lock=name).defer(timestamp=0)


def _task(job: Job) -> Callable[[int], None]:
    def work(timestamp: int = 0) -> None:  # the planned moment, given by the queue
        close_old_connections()
        try:
            log.info("%s: %s", job.name, run(job, calendar.now()))
        except Exception as problem:
            # The kind of error only: its text may hold what the database said of a child, and logs must not.
            raise JobFailedError(f"{job.name} failed with {type(problem).__name__}.") from None
        finally:
            close_old_connections()

    return work


def on_app_ready(app: App) -> None:
    """Register every declared job with the queue (named in ``PROCRASTINATE_ON_APP_READY``)."""
    for job in jobs().values():
        task = app.task(_task(job), name=job.name, lock=job.name, queueing_lock=job.name)
        if job.every:
            app.periodic(cron=job.every, periodic_id=job.name)(task)
