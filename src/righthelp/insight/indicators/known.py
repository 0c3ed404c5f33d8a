"""The facts as we knew them at a moment, out of their history: the second of the two dates of every figure.

*As at* a day asks what had happened by then; *as known at* a moment asks what had been written down by then. A notice
that came late, a return that was corrected and an interview recorded a week after it was held change what was true of
January, not what could be known of it on 1 February.
"""

from __future__ import annotations

from django.db import connection

from righthelp.foundation.audit.history import history_of
from righthelp.foundation.journey.binding import Binding


def as_known(text: str, binding: Binding) -> str:
    """A statement over the journey's table, made to read each row's last version written by ``%(known_at)s`` instead.

    The versions stand before the statement under a name of their own and are not gathered first, so that a condition on
    a child still uses the history's index. Raises ``LookupError`` for a journey of whose table no history is kept.
    """
    quote = connection.ops.quote_name
    history_model = history_of(binding.model)
    if history_model is None:
        raise LookupError(f"No history is kept of {binding.model.__name__}, so nothing says what was known when.")
    event = history_model._meta
    kept = {str(field.column) for field in event.concrete_fields}
    columns = [str(field.column) for field in binding.model._meta.concrete_fields if not field.primary_key]
    read = ", ".join(f"v.{quote(each)}" if each in kept else f"null as {quote(each)}" for each in columns)
    known, history = quote(f"known_{binding.table}"), quote(event.db_table)
    return (
        f"with {known} as not materialized (select v.pgh_obj_id as {quote(binding.id_column)}, {read} "  # noqa: S608  ours
        f"from {history} v where v.pgh_created_at <= %(known_at)s and not exists (select from {history} later "
        "where later.pgh_obj_id = v.pgh_obj_id and later.pgh_id > v.pgh_id and later.pgh_created_at <= %(known_at)s)) "
        + text.replace(quote(binding.table), known)
    )
