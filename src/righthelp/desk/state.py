"""The state of the house for whoever keeps it running: database, worker, queue, feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from righthelp.foundation.intake.feeds import Feed, feeds
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.people.models import Person, Tier

_SILENT = timedelta(minutes=2)  # a worker that lives says so every ten seconds or so


@dataclass(frozen=True)
class Machine:
    """What answers and what waits. ``heartbeat`` is by the real clock, so it is told as an age."""

    database: str
    size: str
    people: int
    heartbeat: timedelta | None
    jobs: dict[str, int]
    to_sweep: int
    feeds: list[Feed]

    @property
    def worker_lives(self) -> bool:
        """Whether a worker has said lately that it lives."""
        return self.heartbeat is not None and self.heartbeat < _SILENT


def machine(now: datetime) -> Machine:
    """The state of the house now. Six short queries; sizes are the database's own estimates."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('server_version'), pg_size_pretty(pg_database_size(current_database())), "
            "greatest(0, (select reltuples from pg_class where oid = 'people_person'::regclass))::bigint, "
            "(select clock_timestamp() - max(last_heartbeat) from procrastinate_workers)"
        )
        row = cursor.fetchone()
        version, size, people, heartbeat = row if row else ("", "", 0, None)
        cursor.execute("select status::text, count(*) from procrastinate_jobs group by 1")
        jobs = {str(status): int(number) for status, number in cursor.fetchall()}
    held = Person.objects.filter(tier__gt=Tier.CASE).values("pk")  # a number must not tell of a closely held child
    waiting = DueMoment.objects.filter(passed_at=None, due_at__lt=now).exclude(subject_id__in=held).count()
    return Machine(f"PostgreSQL {version}", size, people, heartbeat, jobs, waiting, feeds(now))
