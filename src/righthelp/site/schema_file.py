"""Writing the schema file: each migration is run once on a scratch database and its statements are kept."""

from __future__ import annotations

from typing import Any, Final, cast

from django.db import connection

from righthelp.foundation.database import schema
from righthelp.foundation.database.narrow import NarrowExecutor
from righthelp.site.cli.house import step

_HEAD: Final = "-- Made by `righthelp schema` from the migrations; never edited by hand.\n"
_SCRATCH: Final = "righthelp_schema_scratch"


def written(*, anew: bool) -> int:
    """Write the file: with ``anew`` from nothing, otherwise the migrations it lacks behind those that are still so.

    Returns how many migrations were run.
    """
    name = connection.settings_dict["NAME"]
    creation = cast(Any, connection.creation)  # the cursor with which Django makes its test databases
    with creation._nodb_cursor() as cursor:
        cursor.execute(f"drop database if exists {_SCRATCH}")
        cursor.execute(f"create database {_SCRATCH}")
    connection.close()
    connection.settings_dict["NAME"] = _SCRATCH
    try:
        return _run(anew=anew)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        with creation._nodb_cursor() as cursor:
            cursor.execute(f"drop database if exists {_SCRATCH}")


def _run(*, anew: bool) -> int:
    text = _HEAD
    if not anew and schema.usable():
        text = schema.part()
        schema.load(connection)
    digests = schema.migrations()
    executor = cast(Any, NarrowExecutor(connection))  # one migration at a time, as its own loop does
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    with schema.kept() as statements:
        executor.recorder.ensure_schema()
        if statements:
            text += "\n".join([*statements, ""])
        state = executor._create_project_state(with_applied_migrations=True)
        for migration, _backwards in plan:
            label = f"{migration.app_label}.{migration.name}"
            statements.clear()
            with step(label):
                state = executor.apply_migration(state, migration)
            text += schema.marked(label, digests[label], statements)
    schema.file().write_text(text)
    return len(plan)
