"""A row of one area that follows from a row of another: held together by the database, without an import.

Areas do not import one another, so an assessment cannot hold a Django foreign key to the referral it answers. It keeps
the referral's number (``referral = models.BigIntegerField(...)``), and its migration says that both are of one child:

    operations = [..., *same_child("assessment_assessment", "referral", "front_door_referral")]

An assessment of one child can then never follow from the referral of another, and a referral that has one cannot
vanish.
"""

from __future__ import annotations

from django.db.migrations import RunSQL


def same_child(table: str, column: str, to: str, *, child: str = "child_id") -> list[RunSQL]:
    """Migration operations: ``table.column`` is the id of a row of ``to`` about the same child, or null.

    Both tables have a column ``child``. The constraint is checked when the transaction ends, so that two records of one
    child can be merged. The migration depends on the one that made ``to``.
    """
    name = f"{table}_{column}_same_child"
    return [
        RunSQL(
            f'create unique index if not exists "{to}_of_child" on "{to}" (id, "{child}")',
            RunSQL.noop,  # others may stand on it
        ),
        RunSQL(
            f'alter table "{table}" add constraint "{name}" foreign key ("{column}", "{child}") '
            f'references "{to}" (id, "{child}") deferrable initially deferred',
            f'alter table "{table}" drop constraint "{name}"',
        ),
    ]
