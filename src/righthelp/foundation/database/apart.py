"""A key that an exclusion constraint compares by an expression of its own, so that its index answers no look-up."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import BigIntegerField, Func


class Apart(Func):
    """The number of a foreign key, as it stands in an exclusion constraint: ``Apart("child")``.

    "Whose rows are these" costs seven times as much from the constraint's index, which is a GiST, as from the plain one
    beside it. The planner takes both for equally good and often chooses the wrong one; an expression it cannot choose.
    For tables that every page or every list of people asks.
    """

    template = "%(expressions)s + 0"
    output_field = BigIntegerField()
    arity = 1

    @property
    def name(self) -> str:
        """The field's name."""
        return str(cast(Any, self.get_source_expressions()[0]).name)  # an F, whose name the stubs do not know


__all__ = ["Apart"]
