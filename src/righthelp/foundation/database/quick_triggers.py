"""Makes django-pgtrigger register our triggers in a moment.

For each trigger that it registers, pgtrigger 4 lists all those before it, twice. With some 1,900 triggers that was half
of every start: three seconds of each command, each test process and each server. The two lists are kept here as they
grow; what they are asked, and what is refused, stays pgtrigger's own.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from pgtrigger import registry


class _Known:
    """The triggers of a registry by table and name, and the names of their functions."""

    def __init__(self) -> None:
        self._counted = 0
        self.by_table: dict[tuple[str, str], Any] = {}
        self.functions: set[str] = set()

    def of(self, data: dict[str, Any]) -> _Known:
        """Caught up with ``data``, to which triggers are added at the end; begun anew where some were taken out."""
        if len(data) < self._counted:
            self.__init__()  # type: ignore[misc]  # as new
        for model, trigger in islice(data.values(), self._counted, None):
            self.by_table[model._meta.db_table, trigger.name] = trigger
            self.functions.add(trigger.get_pgid(model))
        self._counted = len(data)
        return self


def install() -> None:
    """From now on pgtrigger's registry looks up what it knows. Before the first model is imported."""
    known = _Known()
    registry._Registry.by_db_table = property(lambda held: known.of(held.data).by_table)
    registry._Registry.pg_function_names = property(lambda held: known.of(held.data).functions)


__all__ = ["install"]
