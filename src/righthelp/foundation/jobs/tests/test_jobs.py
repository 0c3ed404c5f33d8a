"""Jobs: declared by areas, registered with the queue, each run in history under its own name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from pghistory.models import Context
from procrastinate.contrib.django import app

from righthelp.foundation.access.models import Account
from righthelp.foundation.jobs import Job, defer, jobs, run
from righthelp.foundation.jobs.queue import JobFailedError, _task

NOON = datetime(2021, 9, 1, 11, tzinfo=UTC)


def test_every_declared_job_is_known_to_the_queue_and_planned() -> None:
    declared = jobs()
    assert {"house.sweep", "intake.replay", "missing.read_waiting_again"} <= set(declared)
    planned = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    for name, job in declared.items():
        assert name in app.tasks
        assert (name in planned) == bool(job.every)
        assert job.purpose


@pytest.mark.django_db
def test_what_a_job_changes_carries_its_name_and_purpose() -> None:
    def hires(now: datetime) -> str:
        Account.objects.create(email=f"new{now:%H}@example.org", name="New")
        return "one"

    assert run(Job("test.hires", hires, purpose="testing"), NOON) == "one"
    said = Context.objects.get().metadata
    assert (said["actor_name"], said["purpose"], said["actor"]) == ("job test.hires", "testing", None)


@pytest.fixture
def empty_queue(transactional_db: None) -> Iterator[None]:
    """The queue's tables are procrastinate's own, so Django does not empty them between tests."""
    _empty()
    yield
    _empty()


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def test_a_job_asked_for_twice_runs_once_and_not_at_all_after_a_rollback(empty_queue: None) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    waiting = ProcrastinateJob.objects.filter(task_name="house.sweep")
    with transaction.atomic():
        defer("house.sweep")
        transaction.set_rollback(True)
    assert not waiting.exists()
    defer("house.sweep")
    defer("house.sweep")
    assert waiting.count() == 1


def test_a_failure_says_which_job_and_never_what_the_error_held(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: datetime) -> None:
        raise RuntimeError("Amira Hassan, 14 May 2006")

    monkeypatch.setattr("righthelp.foundation.jobs.queue.close_old_connections", lambda: None)
    with pytest.raises(JobFailedError, match=r"test\.fails failed with RuntimeError") as failed:
        _task(Job("test.fails", fails, purpose="testing"))(0)
    assert failed.value.__suppress_context__
