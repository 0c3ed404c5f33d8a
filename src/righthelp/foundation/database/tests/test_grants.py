"""The application role can work, and can do nothing else: proved against PostgreSQL itself, statement by statement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from righthelp.foundation.database import grants
from righthelp.foundation.database.roles import APP

pytestmark = pytest.mark.django_db


@contextmanager
def as_the_application() -> Iterator[None]:
    """Everything inside runs as the role of the web server and the worker."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APP}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def refused(statement: str) -> bool:
    """Whether PostgreSQL refuses the statement to the application role for want of a right."""
    with as_the_application():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        except ProgrammingError as error:
            return getattr(error.__cause__, "sqlstate", None) == "42501"  # insufficient_privilege
    return False


def tables() -> dict[str, str]:
    """Every table and view of ours, with PostgreSQL's kind for it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relkind::text FROM pg_class c WHERE relnamespace = 'public'::regnamespace "
            "AND relkind IN ('r', 'p', 'v', 'm') "
            "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1"
        )
        return dict(cursor.fetchall())


def audit_tables() -> list[str]:
    found = [name for name, kind in tables().items() if name.startswith(grants.AUDIT_PREFIX) and kind == "r"]
    assert found, "there is an audit table"
    return found


@pytest.mark.parametrize("verb", ["SELECT 1 FROM {}", "DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}"])
def test_audit_cannot_be_read_or_removed(verb: str) -> None:
    assert [table for table in audit_tables() if not refused(verb.format(table))] == []


def test_audit_cannot_be_altered() -> None:
    for table in audit_tables():
        with connection.cursor() as cursor:
            columns = [each.name for each in connection.introspection.get_table_description(cursor, table)]
        assert refused(f"UPDATE {table} SET {columns[0]} = {columns[0]}")


def test_audit_is_read_through_its_view_only() -> None:
    assert not refused("SELECT count(*) FROM audit_looked")
    assert refused("DELETE FROM audit_looked")


@pytest.mark.parametrize("verb", ["DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}"])
def test_history_cannot_be_rewritten(verb: str) -> None:
    history = sorted(grants.history_tables())
    assert history, "something has a history"
    assert [table for table in history if not refused(verb.format(table))] == []


def test_history_can_be_read() -> None:
    assert [table for table in sorted(grants.history_tables()) if refused(f"SELECT 1 FROM {table} LIMIT 1")] == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE VIEW mine AS SELECT 1",
        "CREATE SEQUENCE mine",
    ],
)
def test_the_application_makes_nothing(statement: str) -> None:
    assert refused(statement)


def test_the_application_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = %s)", [APP]
        )
        assert cursor.fetchone() == (0,)


def test_the_application_cannot_become_the_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication, "
            "pg_has_role(rolname, current_user, 'MEMBER') FROM pg_roles WHERE rolname = %s",
            [APP],
        )
        assert cursor.fetchone() == (False, False, False, False, False, False)


def test_migrations_are_the_owners_affair() -> None:
    assert not refused("SELECT 1 FROM django_migrations LIMIT 1")
    assert refused("DELETE FROM django_migrations")


def test_ordinary_tables_can_be_worked_in() -> None:
    ordinary = [
        name for name, kind in tables().items() if grants.wanted(name, kind, grants.history_tables()) == grants.ORDINARY
    ]
    assert "access_accountsession" in ordinary
    for table in ordinary:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT bool_and(has_table_privilege(%s, %s, word)) FROM unnest(%s::text[]) word",
                [APP, table, sorted(grants.ORDINARY)],
            )
            assert cursor.fetchone() == (True,), table


def test_what_a_hand_gave_is_taken_back() -> None:
    table = audit_tables()[0]
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT, DELETE ON {table} TO {APP}")
    assert grants.apply() == 1
    assert refused(f"SELECT 1 FROM {table}")
    assert grants.apply() == 0
