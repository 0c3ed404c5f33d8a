"""Django's door into the kernel."""

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class JourneyConfig(AppConfig):
    name = "righthelp.foundation.journey"
    label = "journey"
    verbose_name = "Journeys and clocks"

    def ready(self) -> None:
        from righthelp.foundation.journey.checks import check_bindings

        checks.register(check_bindings, "journey")
        post_migrate.connect(_install_triggers, sender=self)


def _install_triggers(*, using: str, **_: Any) -> None:
    """After ``migrate``: count the writes of every bound table that exists."""
    from django.db import connections

    from righthelp.foundation.journey.binding import registry
    from righthelp.foundation.journey.models import FactsVersion
    from righthelp.foundation.journey.versions import install_trigger

    database = connections[using]
    tables = set(database.introspection.table_names())
    if FactsVersion._meta.db_table in tables:
        for binding in registry:
            if binding.table in tables:
                install_trigger(binding, database)
