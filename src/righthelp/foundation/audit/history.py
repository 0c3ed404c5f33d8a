"""The history of a record: what changed, from what to what, by whom, on whose behalf and for which purpose.

Read from the tables that the triggers of pghistory append to; nothing here is computed by the application that made
the change, so a change by a job, a correction by hand and a page all show alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from pghistory.models import Event

from righthelp.foundation.calendar import say_date, say_moment

_BOOKKEEPING = {"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context_id", "id"}
_LONGEST = 200
LABELS = {"insert": "Recorded", "update": "Changed", "delete": "Removed"}


def history_of(model: type[Model]) -> type[Model] | None:
    """The model of the table that keeps the history of ``model``, or None when none is kept."""
    for event in apps.get_models():
        if issubclass(event, Event) and getattr(event, "pgh_tracked_model", None) is model:
            return event
    return None


@dataclass(frozen=True)
class Of:
    """Rows of one tracked model that belong to a record: ``what`` they are called, and which rows."""

    what: str
    rows: QuerySet[Any, Any]
    without: frozenset[str] = frozenset()  # fields whose bare number says nothing, or too much, to a reader


@dataclass(frozen=True)
class Change:
    """One change: its field-by-field differences as (field, before, after), and who made it, as far as is known."""

    at: datetime
    what: str
    label: str
    differences: list[tuple[str, str, str]]
    who: str
    on_behalf_of: str
    purpose: str
    request: str


def history(parts: Sequence[Of], *, at_most: int = 200) -> list[Change]:
    """The latest changes to the rows of ``parts``, the newest first. One query for each part."""
    found: list[Change] = []
    for part in parts:
        found += _of(part, at_most)
    return sorted(found, key=lambda change: change.at, reverse=True)[:at_most]


def _of(part: Of, at_most: int) -> list[Change]:
    model = part.rows.model
    events = _event_model(model)
    names = [field for field in model._meta.concrete_fields if field.attname not in _BOOKKEEPING]
    kept = {field.attname for field in events._meta.concrete_fields}
    shown = [field for field in names if field.attname in kept and field.name not in part.without]
    rows = (
        events._default_manager.filter(pgh_obj_id__in=part.rows.values("pk"))
        .select_related("pgh_context")
        .order_by("-pgh_created_at", "-pgh_id")[: at_most + 50]
    )
    changes: list[Change] = []
    before: dict[int, Any] = {}
    for row in reversed(list(rows)):
        earlier = before.get(row.pgh_obj_id)
        before[row.pgh_obj_id] = row
        differences = [
            (str(field.verbose_name), _said(earlier, field) if earlier else "", _said(row, field))
            for field in shown
            if (getattr(earlier, field.attname) if earlier else None) != getattr(row, field.attname)
            and (earlier is not None or getattr(row, field.attname) not in (None, "", []))
        ]
        context = (row.pgh_context.metadata if row.pgh_context else None) or {}
        changes.append(
            Change(
                row.pgh_created_at,
                part.what,
                LABELS.get(row.pgh_label, row.pgh_label),
                differences,
                str(context.get("actor_name") or "Not known"),
                str(context.get("on_behalf_of") or ""),
                str(context.get("purpose") or ""),
                str(context.get("request") or ""),
            )
        )
    return changes


def _event_model(model: type[Model]) -> type[Any]:
    """The table of a tracked model's changes. Raises ``LookupError`` for one that is not tracked."""
    found: type[Any] = model._meta.apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    return found


def _said(row: Any, field: Any) -> str:
    value = getattr(row, field.attname)
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return say_moment(value)
    if isinstance(value, date):
        return say_date(value)
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
