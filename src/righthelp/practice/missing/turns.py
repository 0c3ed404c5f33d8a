"""Taking turns: who works on one child or one police report at a time."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection


def one_at_a_time(names: Iterable[str]) -> None:
    """Let no other transaction work on these until this one ends; in order, so that none waits in a ring."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(name, 330)) "
            "FROM (SELECT unnest(%s::text[]) AS name ORDER BY 1) AS ordered",
            [sorted(set(names))],
        )


def child_turn(child: int) -> str:
    """The name of a child's turn."""
    return f"child {child}"


def report_turn(force: str, reference: str) -> str:
    """The name of a police report's turn."""
    return f"report {force} {reference}"
