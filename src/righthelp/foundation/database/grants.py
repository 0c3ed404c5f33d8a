"""What the application role may do, table by table.

The web server and the worker are ``righthelp_app``, which owns nothing: a mistake or an intrusion there
cannot alter a table, empty the audit trail or rewrite history. Rights follow from the kind of table:

=====================  ==========================================================
ordinary table         select, insert, update, delete
audit (``audit_*``)    insert only: not even to be read back
vault (``vault_*``)    nothing: reached through functions of the owner, which decide
history (pghistory)    insert and select
history's context      insert, select, update (the trigger adds to it in one request)
``django_migrations``  select
view                   select
=====================  ==========================================================

`apply` compares what is granted with what should be and changes only the difference, so it may run after
every migration, and it takes away what an earlier version or a hand at the console gave.
"""

from __future__ import annotations

from collections import defaultdict

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from righthelp.foundation.database.roles import APP

ORDINARY = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
APPEND_ONLY = frozenset({"INSERT"})
HISTORY = frozenset({"INSERT", "SELECT"})
READ_ONLY = frozenset({"SELECT"})
CONTEXT = frozenset({"INSERT", "SELECT", "UPDATE"})

AUDIT_PREFIX = "audit_"
VAULT_PREFIX = "vault_"


def history_tables() -> frozenset[str]:
    """Tables that pghistory's triggers append to."""
    import pghistory.models

    return frozenset(model._meta.db_table for model in apps.get_models() if issubclass(model, pghistory.models.Event))


def wanted(table: str, kind: str, history: frozenset[str]) -> frozenset[str]:
    """The rights of the application role on `table`; `kind` is PostgreSQL's relkind (r, p table; v, m
    view; S sequence).
    """
    if table.startswith(VAULT_PREFIX):
        return frozenset()
    if kind == "S":
        return frozenset({"USAGE", "SELECT"})
    if kind in "vm":
        return READ_ONLY
    if table.startswith(AUDIT_PREFIX):
        return APPEND_ONLY
    if table in history:
        return HISTORY
    if table == "pghistory_context":
        return CONTEXT
    if table == "django_migrations":
        return READ_ONLY
    return ORDINARY


def apply(using: str = "default") -> int:
    """Bring the application role's rights in line; returns the number of tables changed. Run as the owner.

    Raises `ImproperlyConfigured` with a plain sentence when the role is missing and may not be made.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return 0
    with transaction.atomic(using=using):
        _role(connection)
        return _schema(connection) + _tables(connection)


def _role(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP])
        if cursor.fetchone():
            return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(f"CREATE ROLE {APP} NOLOGIN")
            cursor.execute(f"GRANT {APP} TO CURRENT_USER")
    except DatabaseError as error:
        raise ImproperlyConfigured(
            f"The database has no role {APP}, and this user may not make it. Ask the database's "
            f"administrator for: "
            f"CREATE ROLE {APP}; GRANT {APP} TO the owner's user."
        ) from error


def _schema(connection: BaseDatabaseWrapper) -> int:
    """The role may use the schema and connect; it may create nothing, not even a temporary table."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT has_schema_privilege(%(app)s, 'public', 'CREATE'),
                   has_database_privilege(%(app)s, current_database(), 'TEMP'),
                   has_schema_privilege(%(app)s, 'public', 'USAGE'),
                   has_database_privilege(%(app)s, current_database(), 'CONNECT'),
                   quote_ident(current_database())
            """,
            {"app": APP},
        )
        row = cursor.fetchone()
        assert row is not None  # noqa: S101 a select without FROM has one row
        create, temporary, use, connect, name = row
        if create:
            cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {APP}")
        if temporary:
            cursor.execute(f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC, {APP}")
        if not use:
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP}")
        if not connect:
            cursor.execute(f"GRANT CONNECT ON DATABASE {name} TO {APP}")
    return 0


def _tables(connection: BaseDatabaseWrapper) -> int:
    history = history_tables()
    changes: dict[tuple[str, bool, frozenset[str]], list[str]] = defaultdict(list)
    changed = 0
    with connection.cursor() as cursor:
        # Tables of an extension are its own affair; the owner cannot grant what it does not own.
        cursor.execute(
            """
            SELECT c.relname, quote_ident(c.relname), c.relkind,
                   coalesce((SELECT array_agg(a.privilege_type::text) FROM aclexplode(c.relacl) a
                              WHERE a.grantee IN (0, (SELECT oid FROM pg_roles WHERE rolname = %s))), '{}')
              FROM pg_class c
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
               AND pg_has_role(c.relowner, 'USAGE')
               AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
            """,
            [APP],
        )
        for table, quoted, kind, held in cursor.fetchall():
            have, want = frozenset(held), wanted(table, kind, history)
            if have == want:
                continue
            changed += 1
            if have - want:
                changes[("REVOKE", kind == "S", have - want)].append(quoted)
            if want - have:
                changes[("GRANT", kind == "S", want - have)].append(quoted)
        for (word, sequence, rights), names in changes.items():
            what = f"{', '.join(sorted(rights))} ON {'SEQUENCE' if sequence else 'TABLE'} {', '.join(names)}"
            cursor.execute(f"GRANT {what} TO {APP}" if word == "GRANT" else f"REVOKE {what} FROM PUBLIC, {APP}")
    return changed
