"""Rows that are worked out and never typed: made equal to what was drawn from the events, their clocks set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from righthelp.foundation.journey import Journey, settle


def redrawn(
    model: type[Model],
    journey: type[Journey],
    of: Mapping[str, Any],
    wanted: Iterable[Mapping[str, Any]],
    now: datetime,
) -> None:
    """The rows of ``model`` that are ``of`` something become ``wanted``, in that order, each at its ``place`` from 0.

    Rows that are right already are left alone, those that are too many go. Whoever calls this holds the child's lock,
    so that two writers do not draw from each other's past.
    """
    rows = model._default_manager.filter(**of)
    held = {getattr(row, "place"): row for row in rows.select_for_update(of=("self",))}  # noqa: B009  of any model
    for place, facts in enumerate(wanted):
        row = held.pop(place, None) or model(place=place, **of)
        if row.pk and all(getattr(row, name) == value for name, value in facts.items()):
            continue
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()
    gone = [row.pk for row in held.values()]
    model._default_manager.filter(pk__in=gone).delete()
    settle(journey, [*rows.values_list("pk", flat=True), *gone], now)
