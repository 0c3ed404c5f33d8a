"""The schema file: today's migrations and no others, and a database made from it is the one the models describe."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from righthelp.foundation.database import schema


def test_the_schema_file_holds_exactly_todays_migrations() -> None:
    held, wanted = schema.held(), schema.migrations()
    changed = sorted(name for name in held.keys() | wanted.keys() if held.get(name) != wanted.get(name))
    assert not changed, "Run righthelp schema and commit src/righthelp/site/schema.sql: it lacks or misremembers these"


@pytest.mark.django_db
def test_the_database_has_every_column_of_every_model() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select table_name, column_name from information_schema.columns where table_schema = 'public'")
        have = set(cursor.fetchall())
    managed = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    wanted = {(model._meta.db_table, field.column) for model in managed for field in model._meta.concrete_fields}
    assert wanted - have == set()


@pytest.mark.django_db
def test_the_models_ask_for_no_migration_that_nobody_wrote() -> None:
    out = StringIO()
    call_command("makemigrations", check_changes=False, dry_run=True, verbosity=1, stdout=out)
    assert "No changes detected" in out.getvalue()


@pytest.mark.django_db
def test_every_tracked_table_writes_its_history() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal"
        )
        triggered = {name for (name,) in cursor.fetchall()}
    tracked = {
        model._meta.db_table
        for model in apps.get_models()
        if getattr(model._meta, "triggers", None) and not model._meta.abstract
    }
    assert tracked - triggered == set()
