"""Whatever this room keeps of a placement is taken back by one verb, and what follows from it is put right."""

from __future__ import annotations

from datetime import datetime

from righthelp.foundation.access.models import Account
from righthelp.practice.care.models_base import Recorded
from righthelp.practice.matching import record_breaks, record_cost, record_panel, record_placed
from righthelp.practice.matching.models_breaks import BreakSeries
from righthelp.practice.matching.models_cost import Cost, PanelItem
from righthelp.practice.people.writing import writing
from righthelp.practice.workforce.acting import worker_of


def taken_back(*, model: type[Recorded], number: int, why: str, by: Account, now: datetime) -> Recorded:
    """A record of a placement was a mistake: it stays readable with the reason, and no longer counts."""
    if model not in (BreakSeries, Cost, PanelItem):
        return record_placed.taken_back(model=model, number=number, why=why, by=by, now=now)
    worker_of(by)
    with writing(by, record_cost.SENTENCES):
        if model is BreakSeries:
            return record_breaks.series_taken_back(number, why, now)
        if model is Cost:
            return record_cost.cost_taken_back(number, why, now)
        return record_panel.item_taken_back(number, why, now)


__all__ = ["taken_back"]
