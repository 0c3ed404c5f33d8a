"""Which database, and as whom."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from righthelp.foundation.database.connection import databases, role
from righthelp.foundation.database.place import DatabaseUnavailableError
from righthelp.foundation.database.server import NAME, Server


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "RIGHTHELP_DB_ROLE", "RIGHTHELP_DB_POOL"):
        monkeypatch.delenv(name, raising=False)


def socket() -> str:
    place = Server().status().place
    assert place is not None
    return place.socket


@pytest.mark.parametrize("written", ["postgres://righthelp_owner@/{}?host={}", "postgres://righthelp_owner@{1}/{0}"])
def test_a_server_of_ones_own_is_used_as_the_application(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of writing a socket folder lead to the same server, and the session is the application's."""
    monkeypatch.setenv("DATABASE_URL", written.format(NAME, quote(socket(), safe="")))
    monkeypatch.setenv("RIGHTHELP_DB_ROLE", "app")
    found = databases()["default"]
    options = found["OPTIONS"]
    assert isinstance(options, dict)
    with psycopg.connect(
        host=str(found["HOST"] or options["host"]),
        user=str(found["USER"]),
        dbname=str(found["NAME"]),
        options=str(options["options"]),
    ) as connection:
        assert connection.execute("SELECT session_user::text, current_user::text").fetchone() == (
            "righthelp_owner",
            "righthelp_app",
        )


def test_the_owner_keeps_its_own_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@there/name")
    monkeypatch.setenv("RIGHTHELP_DB_ROLE", "owner")
    assert "role=" not in str(databases()["default"]["OPTIONS"])


def test_tests_are_the_owner_and_have_a_database_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTHELP_TEST_DB", "kitchen")
    found = databases()["default"]
    assert found["USER"] == "righthelp_owner"
    assert found["TEST"] == {"NAME": "test_righthelp_kitchen"}


def test_a_role_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTHELP_DB_ROLE", "superuser")
    with pytest.raises(DatabaseUnavailableError, match="must be `app` or `owner`"):
        role()


@pytest.mark.parametrize("url", ["mysql://me:my-password@there/name", "not an address my-password", "postgres"])
def test_a_bad_address_is_refused_without_repeating_it(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(DatabaseUnavailableError) as refused:
        databases()
    assert "my-password" not in str(refused.value)


def test_reading_the_settings_starts_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RIGHTHELP_STATE", str(tmp_path / "state"))
    monkeypatch.setattr("righthelp.foundation.database.connection.testing", lambda: False)
    assert databases()["default"]["USER"] == "righthelp_app"
    assert not (tmp_path / "state").exists()


def test_a_pooled_connection_is_asked_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTHELP_DB_POOL", "4")
    found = databases()["default"]
    assert found["CONN_HEALTH_CHECKS"] is True
    assert found["CONN_MAX_AGE"] == 0
