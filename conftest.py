"""For every test: the network stays off, and Playwright may share the process with Django."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.urls import get_resolver
from pytest_django.plugin import DjangoDbBlocker

from tests.emptying import Emptying

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

    def put_back() -> None:
        """A test that commits empties every table behind it, and with them what a migration wrote."""
        for model, rows in written:
            model._default_manager.bulk_create(rows, ignore_conflicts=True)

    emptying = Emptying(put_back)
    emptying.begin()
    yield
    emptying.end()
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


@pytest.fixture(autouse=True, scope="session")
def _network_off() -> Any:
    socket.socket.connect = _only_this_machine  # type: ignore[method-assign]  # put back below
    yield
    socket.socket.connect = _connect  # type: ignore[method-assign]  # as it was
