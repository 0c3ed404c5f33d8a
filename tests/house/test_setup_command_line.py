"""The command line: quick to answer, every verb described, every failure a sentence."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from righthelp.site.cli import VERBS, main, module_of


def righthelp(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    return subprocess.run(
        [sys.executable, "-m", "righthelp.site.cli", *arguments],
        env={**kept, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_has_help_options_and_a_docstring(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    module = module_of(verb)
    assert module.__doc__
    assert callable(module.add)
    assert callable(module.run)
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    assert f"righthelp {verb}" in capsys.readouterr().out


def test_help_loads_neither_django_nor_a_verb() -> None:
    code = "import sys; from righthelp.site.cli import main; main(['--help'])"
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=False
    ).stderr
    assert "righthelp.site.cli" in loaded
    assert not [line for line in loaded.splitlines() if line.split("|")[-1].strip() in ("django", "psycopg", "numpy")]
    assert "righthelp.site.cli.serve" not in loaded


def test_an_unknown_verb_is_refused_with_the_way_out() -> None:
    done = righthelp("sevre")
    assert done.returncode == 2
    assert "righthelp --help" in done.stderr


@pytest.mark.parametrize("verb", ["serve", "run"])
def test_a_port_in_use_is_told_in_a_sentence(verb: str, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = righthelp(verb, "--port", str(port), RIGHTHELP_STATE=str(tmp_path / "state"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is in use")
    assert "Traceback" not in done.stderr


def test_a_bad_database_url_is_told_without_its_password() -> None:
    done = righthelp("check", DATABASE_URL="mysql://someone:a-password@localhost/there")
    assert done.returncode == 1
    assert done.stderr.strip() == "DATABASE_URL must name a PostgreSQL database: postgres://…"


def test_a_database_that_does_not_answer_is_told_in_a_sentence() -> None:
    done = righthelp("manage", "migrate", "--check", DATABASE_URL="postgres://someone:a-password@127.0.0.1:1/there")
    assert done.returncode == 1
    assert "The database does not answer" in done.stderr
    assert "a-password" not in done.stderr
    assert "Traceback" not in done.stderr


def test_reset_asks_and_takes_no_silence_for_an_answer(tmp_path: Path) -> None:
    done = righthelp("reset", RIGHTHELP_STATE=str(tmp_path / "state"))
    assert done.returncode == 1
    assert "--yes" in done.stderr


def test_reset_leaves_somebody_elses_server_alone() -> None:
    done = righthelp("reset", "--yes", DATABASE_URL="postgres://someone@localhost/there")
    assert done.returncode == 1
    assert "only the embedded database" in done.stderr


def test_the_database_tells_its_state_as_data(tmp_path: Path) -> None:
    done = righthelp("database", "status", "--json", RIGHTHELP_STATE=str(tmp_path / "state"))
    assert done.returncode == 3
    assert json.loads(done.stdout)["running"] is False


@pytest.mark.parametrize("port", ["abc", "0", "99999"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    done = righthelp("serve", "--port", port)
    assert done.returncode == 2
    assert "ports are numbers from 1 to 65535" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_not_ours_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = righthelp("serve", "--host", "192.0.2.1", RIGHTHELP_STATE=str(tmp_path / "state"))
    assert done.returncode == 1
    assert done.stderr.startswith("This machine has no address 192.0.2.1")
    assert "Traceback" not in done.stderr
