"""Django's door into the calendar."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CalendarConfig(AppConfig):
    name = "righthelp.foundation.calendar"
    label = "calendar"
    verbose_name = "Working days and bank holidays"

    def ready(self) -> None:
        post_migrate.connect(_refresh_days, sender=self)


def _refresh_days(*, using: str, **_: Any) -> None:
    """After ``migrate``: renew the table when the bank holidays we know of have changed."""
    from django.db import connections

    from righthelp.foundation.calendar.models import Day
    from righthelp.foundation.calendar.table import fill_days

    if Day._meta.db_table in connections[using].introspection.table_names():
        fill_days(Day, using)
