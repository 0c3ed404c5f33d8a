"""Every row that points to a person is known to a merge, and only people merge."""

from __future__ import annotations

import re
from pathlib import Path

import pghistory.models
from django.apps import apps
from django.db.models import BigIntegerField, IntegerField, SmallIntegerField

from righthelp.practice.duplicates.rows import NOT_MOVED, references
from righthelp.practice.duplicates.settling import INSTEAD, SETTLE_FIRST

ROOM = Path(__file__).resolve().parents[1]


def test_no_column_that_may_hold_a_persons_id_is_left_out() -> None:
    """A foreign key is found by itself; a bare number is found when it is called ``subject_id``. Other names of such
    numbers would be missed, so there must be none."""
    known = {(each.model._meta.label, each.column) for each in references()}
    missed = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("righthelp.") and not issubclass(model, pghistory.models.Event)
        for field in model._meta.local_concrete_fields
        if isinstance(field, BigIntegerField | IntegerField)
        and not isinstance(field, SmallIntegerField)  # a count of people; no id is so small
        and re.fullmatch(r"(child|person|subject|people)(_id)?", field.name)
        and (model._meta.label, str(field.column)) not in known
        and model._meta.label not in NOT_MOVED
    ]
    assert missed == []


def test_every_stated_settlement_is_of_a_constraint_that_exists() -> None:
    names = {each.name for model in apps.get_models() for each in model._meta.constraints}
    assert set(INSTEAD) | set(SETTLE_FIRST) <= names


def test_only_what_two_people_agreed_and_the_preview_carry_a_merge_out() -> None:
    """The approval of a proposal, and the joining of two records after an adoption order that was none."""
    calls = {
        path.name: len(re.findall(r"(?<!def )\b(?:merging\.)?carried_out\(", path.read_text()))
        for path in ROOM.glob("*.py")
    }
    assert {name: number for name, number in calls.items() if number} == {"merging.py": 1, "record.py": 3}
    assert "merge_approved" not in (ROOM / "jobs.py").read_text()


def test_a_merge_knows_the_rooms_that_it_never_imports() -> None:
    labels = {each.model._meta.label for each in references()}
    assert labels >= {
        "missing.Episode",
        "workforce.Allocation",
        "people.Residence",
        "access.Conflict",
        "intake.Message",
    }
    assert "people.PersonEvent" not in labels
    assert "duplicates.Pair" not in labels
