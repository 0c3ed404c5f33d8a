"""Database, web server and worker as real processes: each may be killed at any moment, and the house comes back."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from righthelp.foundation.database.server import Server
from tests.servers import Installation, free_port

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with Installation(tmp_path_factory.mktemp("house") / "state") as found:
        found.prepare()
        yield found


def test_pages_come_back_by_themselves_after_the_database_is_killed(house: Installation) -> None:
    house.start_web()
    before = house.ask("GET", "/sign-in").status
    house.kill_database()
    house.start_database()
    assert [house.ask("GET", "/sign-in").status for _ in range(5)] == [before] * 5
    house.kill_web()


def test_a_job_cut_off_with_its_worker_is_done_by_the_next(house: Installation) -> None:
    # A worker that fell silent a minute ago, with a job in hand that holds up every later run of the same job.
    [(job,)] = house.sql(
        "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat) "
        "VALUES (now() - interval '1 minute') RETURNING id) "
        "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, status, worker_id) "
        "SELECT 'default', 'house.sweep', 'house.sweep', 'house.sweep', '{}', 'doing', id FROM dead RETURNING id"
    )
    house.start_worker()
    until = time.monotonic() + 30
    left = house.sql("SELECT 1 FROM procrastinate_jobs WHERE id = %s", [job])
    while left and time.monotonic() < until:
        time.sleep(0.2)
        left = house.sql("SELECT 1 FROM procrastinate_jobs WHERE id = %s", [job])
    house.kill_worker()
    assert left == []


def test_a_job_cut_off_while_the_same_work_waits_does_not_block_it(house: Installation) -> None:
    house.sql("TRUNCATE procrastinate_jobs CASCADE")
    house.sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, status) VALUES "
        "('default', 'house.sweep', 'house.sweep', 'house.sweep', '{}', 'doing'), "
        "('default', 'house.sweep', 'house.sweep', 'house.sweep', '{}', 'todo')"
    )
    house.work()
    left = house.sql("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'house.sweep'")
    assert left == []


def test_the_web_server_is_the_application_and_owns_nothing(house: Installation) -> None:
    house.start_web()
    house.ask("GET", "/sign-in")
    users = house.sql(
        "SELECT DISTINCT usename::text FROM pg_stat_activity WHERE datname = 'righthelp' AND pid <> pg_backend_pid()"
    )
    assert users == [("righthelp_app",)]
    house.kill_web()


def test_one_command_runs_it_all_and_stops_what_it_started(tmp_path: Path) -> None:
    with Installation(tmp_path / "state") as house:
        house.prepare()
        Server(house.state).stop()
        running = subprocess.Popen(
            [sys.executable, "-m", "righthelp.site.cli", "run", "--no-city", "--port", str(house.port)],
            env=house.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert running.stdout is not None
        said = ""
        for line in running.stdout:
            said += line
            if "Ctrl-C stops it" in line:
                break
        assert f"Right Help is at http://localhost:{house.port}/" in said
        assert Server(house.state).status().running
        again = house.righthelp("run", "--no-city", "--port", str(free_port()), check=False)
        assert again.stderr.startswith("Right Help is running from this folder already")
        begun = time.monotonic()
        running.send_signal(signal.SIGTERM)
        rest, _ = running.communicate(timeout=30)
        assert running.returncode == 0, rest
        assert time.monotonic() - begun < 25
        assert not Server(house.state).status().running
