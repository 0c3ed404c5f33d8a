"""The library's loans as a real table, for tests of what the kernel stores."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps.registry import Apps
from django.db import connection, models

from righthelp.foundation.journey import Binding, bind, registry
from righthelp.foundation.journey.versions import install_trigger
from tests.generative.journey_library import CLOCKS, Loan


class LoanRow(models.Model):
    """One loan. It lives in a registry of its own, so that no check of the house's models ever sees it."""

    id = models.BigAutoField(primary_key=True)
    reader_id = models.BigIntegerField(null=True)
    borrowed = models.DateTimeField()
    reminded = models.DateTimeField(null=True)
    returned = models.DateTimeField(null=True)
    promised = models.DateField(null=True)
    shelved = models.DateField(null=True)
    waived = models.BooleanField(null=True)
    child_ticket = models.BooleanField(null=True)
    damage = models.CharField(max_length=10, null=True)
    times_renewed = models.IntegerField(null=True)

    class Meta:
        apps = Apps()
        app_label = "library"

    def __str__(self) -> str:
        return f"loan {self.pk}"


@contextmanager
def library() -> Iterator[Binding]:
    """A library that is open: its table made, its journey bound."""
    with connection.schema_editor() as editor:
        editor.create_model(LoanRow)
    binding = bind(Loan, LoanRow, subject_field="reader_id", columns={"renewals": "times_renewed"}, clocks=CLOCKS)
    install_trigger(binding, connection)
    try:
        yield binding
    finally:
        registry.remove(Loan)
        with connection.schema_editor() as editor:
            editor.delete_model(LoanRow)


def lend(**facts: Any) -> LoanRow:
    """A loan on the shelf's books, on an adult's ticket unless said otherwise."""
    return LoanRow._default_manager.create(**({"child_ticket": False} | facts))
