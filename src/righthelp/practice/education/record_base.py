"""What the verbs of this room share: a row is made or changed, and its clocks are set."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from righthelp.foundation.journey import Journey, settle
from righthelp.practice.care.models_base import Recorded
from righthelp.practice.education import journey
from righthelp.practice.education.models import Agreed, Checked, NotOnRoll, OutOfSchool, Panel, PlanAsked, Query
from righthelp.practice.workforce.models import Worker

JOURNEYS: Final[dict[type[Recorded], type[Journey]]] = {
    Query: journey.Query,
    Panel: journey.Panel,
    Agreed: journey.Agreed,
    NotOnRoll: journey.NotOnRoll,
    PlanAsked: journey.PlanAsked,
    OutOfSchool: journey.OutOfSchool,
    Checked: journey.Checked,
}
"""Which rows have clocks, and of which journey."""


def made(model: type[Any], worker: Worker, now: datetime, **facts: Any) -> Any:
    """A new row, recorded now by somebody."""
    row = model.objects.create(recorded=now, recorded_by=worker, **facts)
    if model in JOURNEYS:
        settle(JOURNEYS[model], [row.pk], now)
    return row


def kept(row: Any, now: datetime, **facts: Any) -> Any:
    """The row with these facts, which the history keeps."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))
    settle(JOURNEYS[type(row)], [row.pk], now)
    return row


__all__ = ["JOURNEYS", "kept", "made"]
