"""How a row that cannot stand beside one of the kept record's is settled.

Which rows those are is not worked out here: the database says so when the row is moved, and names the constraint.
Nothing is ever thrown away. A row is moved as it is; or moved changed in a stated way; or stays with the merged record,
where whoever may open that record still reads it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from righthelp.foundation.calendar import local_date, say_date, say_moment
from righthelp.foundation.database.apart import Apart
from righthelp.practice.duplicates.rows import Reference, key_column


@dataclass(frozen=True)
class Change:
    """A row that goes over changed: which columns to what, and that in words."""

    values: Mapping[str, Any]
    words: str


Held = Mapping[str, Any]
"""A row, by column."""
Settlement = Callable[[Held, datetime], Change | None]


def _twice_unless(begun: str) -> Settlement:
    """Recorded twice, and withdrawn as that; None where something was done on it: ``begun`` is known."""

    def settled(held: Held, now: datetime) -> Change | None:
        if held[begun] is not None:
            return None
        why = "Recorded twice: two records of the child were made one, and the kept one has the same, open."
        return Change(_withdrawn(now, why), "moves as recorded twice: the kept record has the same, open")

    return settled


def _withdrawn(now: datetime, why: str) -> dict[str, Any]:
    return {"counts": False, "withdrawn": now, "withdrawn_why": why}


INSTEAD: Final[dict[str, Settlement]] = {
    "allocation_one_primary": lambda _, __: Change(
        {"primary": False}, "moves as a co-worker: a child has one primary worker at a time"
    ),
    "risk_assessment_one_current": lambda _, now: Change(
        {"superseded": now}, "moves as superseded by the current one of the kept record"
    ),
    "family_edge_one_at_a_time": _twice_unless("begun"),
    "family_return_one_at_a_time": _twice_unless("planned"),
}
"""By constraint: the change with which a row may go over after all, if it may."""

SETTLE_FIRST: Final[dict[str, str]] = {
    "assessment_one_open": "Both records have an open assessment. Withdraw the one that repeats the other, with the "
    "reason that it was begun twice, and look at this page again.",
    "episode_one_at_a_time": "Both records have a missing episode for the same time. Cancel the one that repeats the "
    "other, with the reason that it was recorded twice, and look at this page again.",
    "plan_one_at_a_time": "Both records have a plan for the same time. End the one that repeats the other, with the "
    "reason that it was recorded twice, and look at this page again.",
    "need_step_one_at_a_time": "Both records wait for an answer to a step up, down or across. Take back the one that "
    "repeats the other, and look at this page again.",
    "need_specialist_open_once": "Both records have a specialist assessment under way. Stop the one that repeats the "
    "other, and look at this page again.",
    "need_advice_open_once": "Both records wait for the same advice on an education, health and care plan. Give it on "
    "one of them, and look at this page again.",
    "need_break_one_of_a_kind": "Both records have the same short break for the same time. End the one that repeats "
    "the other, and look at this page again.",
    "family_group_one_at_a_time": "In both records the family is asked to decide, at a conference or a meeting. Close "
    "the one that repeats the other, or take that record out of it where brothers and sisters go on, and look at this "
    "page again.",
    "family_edge_one_at_a_time": "In both records the same team works with the family, and by the record that is not "
    "kept somebody has been with it. Keep that record instead; or withdraw or end the one that repeats the other, and "
    "look at this page again.",
    "family_return_one_at_a_time": "In both records a child is to go home, and in the record that is not kept the way "
    "is planned. Keep that record instead; or take the decision back or give one of the two up, and look at this "
    "page again.",
    "must_not_know_another": "One of them must not know where the other lives, so the register holds them to be two "
    "people. If that is a mistake, put it right first and look at this page again.",
}
"""By constraint: what a person must put right before the two records can be merged, where nothing of :data:`INSTEAD`
settles it."""

STAYS: Final = "stays with the merged record: the kept record has one that says the same, or stands in its place"

STAYS_TOGETHER: Final = "stays with the merged record, beside what it follows from or what follows from it"


def instead(constraint: str, image: str, now: datetime) -> Change | None:
    """The stated change with which a refused row goes over; None when there is none."""
    stated = INSTEAD.get(constraint)
    return stated(json.loads(image), now) if stated else None


def cut(constraint: str, reference: Reference, image: str, kept: int) -> Change | None:
    """The part of a refused period that goes over; None when it has to stay."""
    found = next((each for each in reference.model._meta.constraints if each.name == constraint), None)
    return _cut(found, reference, image, kept) if isinstance(found, ExclusionConstraint) else None


_OPEN: Final[dict[str, tuple[str, ...]]] = {
    "family_group_edge": ("ended", "withdrawn"),
    "family_group_return": ("returned", "stopped", "withdrawn"),
}
"""By table: a row is open while all of these are unknown, and is withdrawn where it has to stay."""


def ended(reference: Reference, image: str, now: datetime) -> Change | None:
    """How a running period or open work that has to stay is closed, so that nobody works on it; None: it is closed."""
    held = json.loads(image)
    if reference.table in _OPEN:
        if any(held[name] is not None for name in _OPEN[reference.table]):
            return None
        why = "The record was merged into another of the same child, and this had to stay: begin it there, if need be."
        return Change(_withdrawn(now, why), "no longer counts")
    field = _field(reference.model, "ends")
    if field is None or "starts" not in held or held["ends"] is not None:
        return None
    end: date | datetime = now if isinstance(field, models.DateTimeField) else local_date(now)
    begun = _read(field, held["starts"])
    return Change({"ends": end}, "ends today") if begun is None or begun < end else None


def _cut(constraint: ExclusionConstraint, reference: Reference, image: str, kept: int) -> Change | None:
    """The part of a period that the kept record's own periods leave free, if it is one piece."""
    model = reference.model
    field = _field(model, "ends")
    equal = [each for each, operator in constraint.expressions if operator == RangeOperators.EQUAL]
    same = [each.name if isinstance(each, Apart) else each for each in equal]
    if field is None or _field(model, "starts") is None or not all(isinstance(name, str) for name in same):
        return None
    held = json.loads(image)
    rows = model._default_manager.exclude(pk=held[key_column(reference.table)])
    for name in same:
        column = str(model._meta.get_field(str(name)).column)  # type: ignore[union-attr]  # a constraint names columns
        rows = rows.filter(**{str(name): kept if column == reference.column else held[column]})
    if constraint.condition is not None:
        rows = rows.filter(constraint.condition)
    if held["starts"] is None or rows.filter(starts__isnull=True).exists():
        return None
    taken = sorted(rows.values_list("starts", "ends"), key=lambda period: period[0])
    free = _free(_read(field, held["starts"]), _read(field, held["ends"]), taken)
    if len(free) != 1:
        return None
    starts, ends = free[0]
    return Change(
        {"starts": starts, "ends": ends},
        f"moves for {_said(starts)} to {_said(ends) if ends else 'now'} only: for the rest the kept record says where "
        "it stood",
    )


def _free(starts: Any, ends: Any, taken: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The parts of a half-open period (``ends`` None: still open) that no period of ``taken`` covers."""
    parts = [(starts, ends)]
    for begins, over in taken:
        left: list[tuple[Any, Any]] = []
        for first, last in parts:
            if (over is not None and over <= first) or (last is not None and begins >= last):
                left.append((first, last))
                continue
            if first < begins:
                left.append((first, begins))
            if over is not None and (last is None or over < last):
                left.append((over, last))
        parts = left
    return parts


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any] | None:
    return next((field for field in model._meta.local_concrete_fields if field.name == name), None)


def _read(field: models.Field[Any, Any], text: str | None) -> Any:
    return None if text is None else field.to_python(text)


def _said(when: date | datetime) -> str:
    return say_moment(when) if isinstance(when, datetime) else say_date(when)


__all__ = ["INSTEAD", "SETTLE_FIRST", "STAYS", "STAYS_TOGETHER", "Change", "cut", "ended", "instead"]
