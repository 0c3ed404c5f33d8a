"""The database room: the embedded server, the roles, and what the application role may touch."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from righthelp.foundation.database import quick_triggers

quick_triggers.install()  # the modules of all rooms are imported before any of their models


class DatabaseConfig(AppConfig):
    """Grants the application role its rights after every migration."""

    name = "righthelp.foundation.database"
    label = "database"

    def ready(self) -> None:
        post_migrate.connect(_after_migration, sender=self, dispatch_uid="righthelp.grants")


def _after_migration(using: str, **_: Any) -> None:
    # Infrastructure, not business logic: the one signal in the house, since rights must follow every
    # migration.
    from righthelp.foundation.database import grants

    grants.apply(using)
