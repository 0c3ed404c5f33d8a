"""Taking back records of children looked after: they stay readable with the reason (decision 182)."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models_base import Recorded
from righthelp.practice.people.writing import locked, text

Row = TypeVar("Row", bound=Recorded)


def standing(model: type[Row], number: int) -> Row:
    """A row that was not taken back: the child first, then the row, locked until the transaction ends."""
    rows = model._default_manager
    child = rows.filter(pk=number).values_list("child_id", flat=True).first()
    if child is None:
        raise Refused("", "This is no longer there. Open the child’s record again.")
    locked(child)
    found = rows.select_for_update(of=("self",)).get(pk=number)
    if found.withdrawn is not None:
        raise Refused("", f"It was taken back on {say_date(local_date(found.withdrawn))}.")
    return found


def row_back(model: type[Row], number: int, why: str, now: datetime) -> Row:
    """A record that was a mistake no longer counts. The room calls this in its transaction and sees to the rest."""
    reason = text("why", why, "Write why it was a mistake.", 300)
    found = standing(model, number)
    found.withdrawn, found.withdrawn_why = now, reason
    found.save(update_fields=["withdrawn", "withdrawn_why"])
    return found


__all__ = ["Row", "row_back", "standing"]
