"""The embedded server: it starts for several at once, survives a kill, and keeps what it acknowledged."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from righthelp.foundation.database.place import DatabaseUnavailableError, Place, choose, remembered
from righthelp.foundation.database.server import NAME, Server

START = "from righthelp.foundation.database.server import main; raise SystemExit(main(['start']))"


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("state")
    yield folder
    Server(folder).remove()


@pytest.fixture
def server(state: Path) -> Server:
    found = Server(state)
    found.start()
    return found


def place_of(server: Server) -> Place:
    place = server.status().place
    assert place is not None
    return place


def connect(server: Server, user: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host=place_of(server).socket, user=user, dbname=NAME)


def test_four_starters_at_once_share_one_server(state: Path) -> None:
    Server(state).stop()
    starters = [
        subprocess.Popen(  # noqa: S603 our own module
            [sys.executable, "-c", START],
            env={**os.environ, "RIGHTHELP_STATE": str(state)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    said = [starter.communicate() for starter in starters]
    assert [starter.returncode for starter in starters] == [0] * 4, said
    assert sum("database started" in out for out, _ in said) == 1


def test_a_second_start_finds_it_running(server: Server) -> None:
    assert not server.start().started


def test_what_was_committed_survives_kill_9(server: Server) -> None:
    with connect(server, "righthelp_owner") as connection:
        connection.execute("CREATE TABLE kept (line text)")
        connection.execute("INSERT INTO kept VALUES ('acknowledged')")
    process = int((Path(place_of(server).data) / "postmaster.pid").read_text().split()[0])
    os.kill(process, signal.SIGKILL)
    assert server.start().started
    with connect(server, "righthelp_owner") as connection:
        assert connection.execute("SELECT line FROM kept").fetchall() == [("acknowledged",)]


def test_every_page_of_data_carries_a_checksum(server: Server) -> None:
    with connect(server, "righthelp_app") as connection:
        assert connection.execute("SHOW data_checksums").fetchone() == ("on",)


def test_nobody_else_on_the_machine_can_reach_the_socket(server: Server) -> None:
    socket = Path(place_of(server).socket)
    assert socket.stat().st_mode & 0o777 == 0o700
    with connect(server, "righthelp_app") as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_failing_statement_leaves_no_personal_data_in_the_log(server: Server) -> None:
    with connect(server, "righthelp_app") as connection, pytest.raises(psycopg.DataError):
        connection.execute("SELECT %s::text::int", ["Aisha Rahman, 4 Vicarage Road"])
    assert "Rahman" not in Path(place_of(server).log).read_text()


def test_a_path_too_long_for_a_socket_gets_a_shorter_one(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 5)
    server = Server(deep)
    try:
        info = server.start()
        assert len(f"{info.socket}/.s.PGSQL.5432") <= 107
        assert Path(info.socket).stat().st_mode & 0o777 == 0o700
    finally:
        server.remove()
    assert not Path(info.socket).exists()


def test_removing_leaves_nothing_behind(tmp_path: Path) -> None:
    server = Server(tmp_path / "state")
    server.start()
    data = Path(place_of(server).data)
    server.remove()
    assert not data.exists()
    assert remembered(server.state) is None


def test_production_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTHELP_ENV", "production")
    with pytest.raises(DatabaseUnavailableError, match="set DATABASE_URL"):
        Server(tmp_path / "state").start()
    assert not (tmp_path / "state").exists()


def test_data_of_another_version_are_refused_in_a_sentence(tmp_path: Path) -> None:
    server = Server(tmp_path / "state")
    server.start()
    server.stop()
    version = Path(place_of(server).data) / "PG_VERSION"
    try:
        version.write_text("15\n")
        with pytest.raises(DatabaseUnavailableError, match="were written by PostgreSQL 15"):
            server.start()
    finally:
        server.remove()


def test_a_file_where_the_state_folder_should_be_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("not a folder")
    with pytest.raises(DatabaseUnavailableError, match="cannot be written"):
        Server(tmp_path / "state").start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user for the database")
def test_a_private_home_is_not_opened_to_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    server = Server(home / "state")
    try:
        info = server.start()
        assert not info.socket.startswith(str(home))
        assert home.stat().st_mode & 0o777 == 0o700
    finally:
        server.remove()


def test_choosing_a_place_twice_gives_the_same(tmp_path: Path) -> None:
    from righthelp.foundation.database.place import system_user

    first = choose(tmp_path, system_user())
    try:
        assert choose(tmp_path, system_user()) == first
    finally:
        shutil.rmtree(Path(first.data).parent)
