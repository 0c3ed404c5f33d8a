"""Migrating without drawing the whole house anew at every step.

When a migration touches one model, Django renders that model and every model related to it, and here nearly every
model is related to every other: half a second for each of a new area's sixty steps. Statements are made from the
touched model alone, so for steps that only add (tables, columns, indexes, constraints, triggers, SQL) only that model
is rendered. Any other migration runs in Django's own way. A house test compares the outcome with the models.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, cast
from unittest.mock import patch

from django.db import migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

_ADDS: Final = (
    migrations.CreateModel,
    migrations.AddField,
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.AddConstraint,
    migrations.RemoveConstraint,
    migrations.RunSQL,
    AddTrigger,
    RemoveTrigger,
)


def only_adds(migration: Migration) -> bool:
    """Whether every step of a migration only adds to what is there."""
    return all(isinstance(each, _ADDS) for each in migration.operations)


@contextmanager
def rendered_alone() -> Iterator[None]:
    """While it lasts, a model that changes is rendered without those related to it."""

    def alone(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
        cast(Any, state).is_delayed = True  # whatever runs Python on the models renders all of them first
        return {(app_label, model_name)}

    with patch.object(ProjectState, "_find_reload_model", alone):
        yield


class NarrowExecutor(MigrationExecutor):
    """Django's executor, quick with migrations that only add."""

    def apply_migration(self, state: ProjectState, migration: Migration, *arguments: Any, **options: Any) -> Any:
        """As Django's."""
        if not only_adds(migration):
            return super().apply_migration(state, migration, *arguments, **options)
        with rendered_alone():
            return super().apply_migration(state, migration, *arguments, **options)
