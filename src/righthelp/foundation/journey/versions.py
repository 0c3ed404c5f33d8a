"""A number that changes whenever a journey's facts do.

Whoever keeps something computed from facts (a monthly series, a chart) keeps this number with it, read
*before* the facts were. While it is the same, what was kept is exact.
"""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from righthelp.foundation.journey.binding import Binding
from righthelp.foundation.journey.facts import Journey

_SLOTS = 64

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION journey_facts_changed() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO journey_factsversion AS held (journey, slot, version)
    VALUES (TG_ARGV[0], pg_backend_pid() % {_SLOTS}, 1)
    ON CONFLICT (journey, slot) DO UPDATE SET version = held.version + 1;
    RETURN NULL;
END
$body$
"""  # noqa: S608  # a constant


def facts_version(*journeys: type[Journey]) -> int:
    """The number for some journeys together. One query; about a tenth of a millisecond."""
    codes = [journey.code for journey in journeys]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(version), 0)::bigint FROM journey_factsversion WHERE journey = ANY(%s)",
            [codes],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def install_trigger(binding: Binding, database: BaseDatabaseWrapper) -> None:
    """See that every statement that writes a journey's table is counted. Safe to run again."""
    quote = database.ops.quote_name
    code = binding.journey.code
    with database.cursor() as cursor:
        cursor.execute(_FUNCTION)
        for name, event in (("rows", "INSERT OR UPDATE OR DELETE"), ("truncated", "TRUNCATE")):
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER {quote(f'journey_facts_{name}')} AFTER {event} ON {quote(binding.table)} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION journey_facts_changed('{code}')"
            )
