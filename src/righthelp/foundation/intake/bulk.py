"""Writing many rows back at once.

Django's ``bulk_update`` builds a CASE for each row and column, which takes longer to build than PostgreSQL takes to
write. This sends the columns as arrays and joins them: one statement, whose text does not grow with the rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Field, Model


def write_back(rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Update these fields of saved rows of one model, by primary key. No array columns. History triggers run."""
    if not rows:
        return
    meta = rows[0]._meta
    assert meta.pk is not None  # noqa: S101  # every model has a primary key
    columns: list[Field[object, object]] = [meta.get_field(name) for name in fields]  # type: ignore[misc]  # columns only
    pk: Field[object, object] = meta.pk
    name = connection.ops.quote_name
    arrays = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows] for field in (pk, *columns)
    ]
    casts = ", ".join(f"%s::{_type(field)}[]" for field in (pk, *columns))
    listed = ", ".join(name(str(field.column)) for field in columns)
    values = ", ".join(f"new.{name(str(field.column))}" for field in columns)
    names = ", ".join(name(str(field.column)) for field in (pk, *columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {name(meta.db_table)} AS old SET ({listed}) = ROW({values}) "  # noqa: S608  # names from models
            f"FROM unnest({casts}) AS new ({names}) WHERE old.{name(str(pk.column))} = new.{name(str(pk.column))}",
            arrays,
        )


def _type(field: Field[object, object]) -> str:
    """The column's type, without the identity clause that only a table's own definition may carry."""
    return str(field.cast_db_type(connection))
