"""An empty database is made from one file of SQL: what the migrations did, in their order, kept as they did it.

Django carries the picture of every model through every step of every migration, which takes minutes for a house of
this size; the statements themselves take a second. So ``righthelp schema`` runs the migrations once on an empty
database and keeps each statement. Migrations added since are run after it; a database that has tables already is
migrated in the ordinary way, and so is an empty one when the file holds a migration that is no longer so on disk. A
house test says when the file is out of date.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from psycopg import ClientCursor

_MARK = "-- Migration "
_READS = ("select", "show", "savepoint", "release", "rollback", "explain")


def file() -> Path:
    """Where the file lies: ``settings.RIGHTHELP_SCHEMA``."""
    return Path(settings.RIGHTHELP_SCHEMA)


def migrations() -> dict[str, str]:
    """A digest of every migration on disk, by ``app.name``."""
    loader = MigrationLoader(None)
    return {
        f"{app}.{name}": hashlib.sha256(Path(inspect.getfile(type(each))).read_bytes()).hexdigest()[:16]
        for (app, name), each in sorted(loader.disk_migrations.items())
    }


def held() -> dict[str, str]:
    """The migrations whose statements the file holds, with the digests they had; empty without a file."""
    if not file().exists():
        return {}
    lines = (line for line in file().read_text().splitlines() if line.startswith(_MARK))
    pairs = (line.removeprefix(_MARK).partition(" ") for line in lines)
    return {name: digest for name, _, digest in pairs}


def current() -> bool:
    """Whether the file holds exactly the migrations on disk."""
    return held() == migrations()


def usable() -> bool:
    """Whether the file holds migrations that are on disk as they were."""
    return bool(part())


def part() -> str:
    """The file without the migrations that are no longer on disk as they were, and without those that build on them."""
    if not file().exists():
        return ""
    on_disk, graph = migrations(), MigrationLoader(None).graph
    head, *parts = file().read_text().split(f"\n{_MARK}")
    kept, gone = [head], set[str]()
    for each in parts:
        name, _, digest = each.partition("\n")[0].partition(" ")
        app, _, step = name.partition(".")
        before = {".".join(key) for key in graph.forwards_plan((app, step))} if name in on_disk else set()
        if on_disk.get(name) == digest and not before & gone:
            kept.append(each)
        else:
            gone.add(name)
    return f"\n{_MARK}".join(kept).rstrip() + "\n" if len(kept) > 1 else ""


def is_empty(database: BaseDatabaseWrapper) -> bool:
    """Whether no migration was ever applied to a database."""
    return "django_migrations" not in database.introspection.table_names()


def load(database: BaseDatabaseWrapper) -> None:
    """Make an empty database as the file says. One transaction."""
    with database.cursor() as cursor:
        cursor.execute(part())


@contextmanager
def kept() -> Iterator[list[str]]:
    """Every statement that changes the database while the block lasts, with its values written in."""
    statements: list[str] = []

    def keep(execute: Callable[..., Any], sql: Any, values: Any, many: bool, context: dict[str, Any]) -> Any:
        done = execute(sql, values, many, context)
        text = str(sql).strip()
        if not text.lower().startswith(_READS):
            for each in values if many else [values]:
                statements.append(_written(text, each))
        return done

    with connection.execute_wrapper(keep):
        yield statements


def _written(text: str, values: Any) -> str:
    made = ClientCursor(connection.connection).mogrify(text, values) if values is not None else text
    return made.rstrip().rstrip(";") + ";"


def marked(name: str, digest: str, statements: list[str]) -> str:
    """A migration's part of the file."""
    return "\n".join([f"{_MARK}{name} {digest}", *statements, ""])
