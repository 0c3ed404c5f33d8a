"""Django's ``migrate``, except that an empty database is made from the schema file (``database.schema``)
and migrations that only add are quick (``database.narrow``)."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from django.core.management.commands import migrate
from django.db import connections

from righthelp.foundation.database import schema
from righthelp.foundation.database.narrow import NarrowExecutor


class Command(migrate.Command):
    """Migrate; an empty database at one go."""

    def handle(self, *arguments: Any, **options: Any) -> None:
        """As Django’s, which then finds nearly everything applied, and tells whoever waits for the end."""
        database = connections[options["database"]]
        if not options["app_label"] and not options["plan"] and schema.is_empty(database) and schema.usable():
            if options["verbosity"] >= 1:
                self.stdout.write(f"Making the empty database from {schema.file().name}.")
            schema.load(database)
        with patch.object(migrate, "MigrationExecutor", NarrowExecutor):
            super().handle(*arguments, **options)
