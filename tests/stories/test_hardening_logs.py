"""What stands in the log when the house itself fails: the place and the kind of the error, and nobody's name."""

from __future__ import annotations

import logging
import logging.config
import sys

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from righthelp.practice.people.models import Identifier, Person

pytestmark = pytest.mark.django_db
NUMBER = "9434765919"


def logged_of(error: BaseException) -> str:
    """The error as the house's own log prints it."""
    configured = logging.config.DictConfigurator(settings.LOGGING).configure_formatter(
        dict(settings.LOGGING["formatters"]["plain"])
    )
    try:
        raise error
    except BaseException:
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Failed: %s", ("/x",), sys.exc_info())
    return str(configured.format(record))


def test_an_error_of_the_database_is_logged_without_the_row_it_refused() -> None:
    first, second = (Person.objects.create(forename=name, surname="Hassan") for name in ("Amira", "Amina"))
    Identifier.objects.create(person=first, kind="nhs", value=NUMBER)
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor():
        Identifier.objects.create(person=second, kind="nhs", value=NUMBER)
    assert NUMBER in str(refused.value)  # the database does repeat it
    logged = logged_of(refused.value)
    assert NUMBER not in logged
    assert "django.db.utils.IntegrityError" in logged
    assert "psycopg.errors.UniqueViolation" in logged
    assert "test_hardening_logs.py" in logged
