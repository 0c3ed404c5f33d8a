"""What follows elsewhere in this room when a search for a home ends, or begins again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from righthelp.foundation.journey import settle
from righthelp.practice.matching import journey
from righthelp.practice.matching.models import Sought
from righthelp.practice.matching.models_cost import PanelItem


def steps_follow(rows: Sequence[Sought], now: datetime) -> None:
    """The next step of a panel is taken on the day on which the child moves into the home that was sought for it; it is
    open again when that move was a mistake. The caller holds the children's locks."""
    by_number = {row.pk: row for row in rows}
    items = list(PanelItem.objects.filter(sought__in=by_number, withdrawn__isnull=True))
    for item in items:
        row = by_number[item.sought_id or 0]
        item.done, item.done_note = row.placed, f"Moved: {row.why}" if row.placed else ""
        item.save(update_fields=["done", "done_note"])
    settle(journey.HomeStep, [item.pk for item in items], now)


def search_ended(rows: Sequence[Sought]) -> None:
    """A home is no longer sought for these children: the next step of a panel is open to be taken otherwise, or to be
    sought for anew. The caller holds the children's locks."""
    for item in PanelItem.objects.filter(sought__in=[row.pk for row in rows], done__isnull=True):
        item.sought = None
        item.save(update_fields=["sought"])


__all__ = ["search_ended", "steps_follow"]
