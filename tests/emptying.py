"""How a test that commits leaves the database empty again.

Django truncates every table, and then all that a migration writes is written anew. With nearly 800 tables both take
seconds, after a test that left a few rows in a few of them. Here those rows are deleted, and what migrating writes
stays; after a test that left much, all is done as Django does it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.core.management.commands import flush
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

_SMALL: Final = 1 << 19  # bytes
_OURS_TO_KEEP: Final = frozenset({"auth_permission", "calendar_day", "django_content_type"})

_truncate = DatabaseOperations.sql_flush
_announce = flush.emit_post_migrate_signal


class Emptying:
    """Stands in for Django's way from :meth:`begin` to :meth:`end`. ``put_back`` writes what migrations had written."""

    def __init__(self, put_back: Callable[[], None]) -> None:
        self._put_back = put_back
        self._truncated = False

    def begin(self) -> None:
        """From now on."""

        def sql_flush(held: DatabaseOperations, style: Any, tables: Sequence[str], **asked: Any) -> list[str]:
            return self._statements(held, style, tables, **asked)

        DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign]  # put back at the end
        flush.emit_post_migrate_signal = self._announced

    def end(self) -> None:
        """Django's own way again."""
        DatabaseOperations.sql_flush = _truncate  # type: ignore[method-assign]  # as it was
        flush.emit_post_migrate_signal = _announce

    def _statements(self, held: DatabaseOperations, style: Any, tables: Sequence[str], **asked: Any) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select relname, pg_relation_size(oid) from pg_class where relkind = 'r' and relname = any(%s) "
                "and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0",
                [[each for each in tables if each not in _OURS_TO_KEEP]],
            )
            sizes: dict[str, int] = dict(cursor.fetchall())
        self._truncated = bool(asked.get("reset_sequences")) or any(size > _SMALL for size in sizes.values())
        if self._truncated:
            return _truncate(held, style, tables, **asked)
        names = [held.quote_name(name) for name in sizes]
        if not names:
            return []
        gone = ", ".join(f"gone_{number} as (delete from {name})" for number, name in enumerate(names))
        return [
            "set constraints all deferred",
            *[f"alter table {name} disable trigger user" for name in names],
            f"with {gone} select 1",  # one statement: rows that lean on one another go together
            "set constraints all immediate",
            *[f"alter table {name} enable trigger user" for name in names],
        ]

    def _announced(self, *args: Any, **more: Any) -> None:
        if self._truncated:
            _announce(*args, **more)
        self._put_back()


__all__ = ["Emptying"]
