"""Django's ``migrate``, except that an empty database is made from the schema file; see ``database.schema``."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from righthelp.foundation.database import schema


class Command(Migrate):
    """Migrate; an empty database at one go."""

    def handle(self, *arguments: Any, **options: Any) -> None:
        """As Django’s, which then finds nearly everything applied, and tells whoever waits for the end."""
        database = connections[options["database"]]
        if not options["app_label"] and not options["plan"] and schema.is_empty(database) and schema.usable():
            if options["verbosity"] >= 1:
                self.stdout.write(f"Making the empty database from {schema.file().name}.")
            schema.load(database)
        super().handle(*arguments, **options)
