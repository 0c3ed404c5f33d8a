"""For every test: the network stays off, and Playwright may share the process with Django."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.signals import post_migrate
from django.urls import get_resolver
from pytest_django.plugin import DjangoDbBlocker

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API keeps an event loop in the thread

_connect = socket.socket.connect


def _only_this_machine(self: socket.socket, address: Any) -> None:
    if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {
        "127.0.0.1",
        "::1",
        "localhost",
    }:
        raise OSError(f"Tests run with the network off; something asked for {address[0]}.")
    _connect(self, address)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """When all is done, whoever is still connected (a thread that raced, a server that was killed) is sent away, so
    that the test database can be dropped."""
    _ = get_resolver().url_patterns  # pages are imported before a test sets the clock, or they would keep that test's
    with django_db_blocker.unblock():
        labels = ("assessment.Standard", "front_door.CallEdition", "front_door.CallStandard")
        written = [(model, list(model._default_manager.all())) for model in map(apps.get_model, labels)]

    def put_back(**_: Any) -> None:
        """A test that commits empties every table behind it, and with them what a migration wrote."""
        for model, rows in written:
            model._default_manager.bulk_create(rows, ignore_conflicts=True)

    post_migrate.connect(put_back, sender=apps.get_app_config("front_door"))
    yield
    post_migrate.disconnect(put_back, sender=apps.get_app_config("front_door"))
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid() and usename = current_user"
        )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that hold a slow test go first, so that no process is left alone with one at the end of the run."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


_TRUNCATED = DatabaseOperations.sql_flush
_SMALL = 1 << 19  # bytes


def _emptied(
    self: DatabaseOperations, style: Any, tables: Sequence[str], *, reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:  # fmt: skip
    """A test that commits leaves a few rows in a few of nearly 800 tables. To truncate them all takes four seconds, to
    delete those rows a tenth of one. After a test that left much, they are truncated."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, pg_relation_size(oid) from pg_class where relkind = 'r' and relname = any(%s) "
            "and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0",
            [list(tables)],
        )
        sizes: dict[str, int] = dict(cursor.fetchall())
    if reset_sequences or any(size > _SMALL for size in sizes.values()):
        return _TRUNCATED(self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
    names = [self.quote_name(name) for name in sizes]
    return [
        "set constraints all deferred",
        *[f"alter table {name} disable trigger user" for name in names],
        *[f"delete from {name}" for name in names],  # noqa: S608  names of our own tables
        "set constraints all immediate",
        *[f"alter table {name} enable trigger user" for name in names],
    ]


@pytest.fixture(autouse=True, scope="session")
def _quickly_emptied() -> Iterator[None]:
    DatabaseOperations.sql_flush = _emptied  # type: ignore[method-assign]  # put back below
    yield
    DatabaseOperations.sql_flush = _TRUNCATED  # type: ignore[method-assign]  # as it was


@pytest.fixture(autouse=True, scope="session")
def _network_off() -> Any:
    socket.socket.connect = _only_this_machine  # type: ignore[method-assign]  # put back below
    yield
    socket.socket.connect = _connect  # type: ignore[method-assign]  # as it was
