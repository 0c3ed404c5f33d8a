"""Making one record of two, row by row, with a journal from which it can be unmade exactly.

The only writer of a merge. It is called by two verbs in ``record.py``, each named by a person, and by nothing else:
no job and no door merges by itself, however alike two records are. The preview is this same code, rolled back, so what
is shown is what will happen.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.db.models import BinaryField

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.calendar import say_date
from righthelp.foundation.journey import registry, settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.duplicates import chains, drawing, rows
from righthelp.practice.duplicates.rows import Reference, Row
from righthelp.practice.duplicates.settling import SETTLE_FIRST, STAYS, STAYS_TOGETHER, cut, ended, instead
from righthelp.practice.people.models import Identifier, IdentifierKind, Person
from righthelp.practice.people.writing import take_turns

PERSON: Final = Person._meta.db_table
_NOT_CHOSEN: Final = {"id", "merged_into", "tier"}


@dataclass(frozen=True)
class Step:
    """One row of the journal: what became of it (moved, settled, stayed, fact), and in words where not plain."""

    how: str
    row: Row
    words: str = ""


@dataclass(frozen=True)
class Moves:
    """The rows of one table, for the preview."""

    words: str
    moved: int
    settled: list[str]
    stayed: list[str]


@dataclass
class Plan:
    """What a merge does: its steps, what stands in its way, what whoever decides should know first."""

    steps: list[Step] = field(default_factory=list)
    stayed: list[tuple[Reference, str, str]] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    drawn_before: str = ""
    drawn_after: str = ""

    @property
    def fingerprint(self) -> str:
        """Changes with any row concerned: an approval is of what was shown, or it is refused."""
        total = hashlib.sha256()
        for step in self.steps:
            total.update(f"{step.how} {step.row.table} {step.row.before}\n".encode())
        for reference, image, _ in self.stayed:
            total.update(f"stays {reference.table} {image}\n".encode())
        return total.hexdigest()[:32]

    def moves(self) -> list[Moves]:
        """The preview: for each table how many rows move, and how each that cannot simply move is settled."""
        moved: dict[str, int] = defaultdict(int)
        settled: dict[str, list[str]] = defaultdict(list)
        stayed: dict[str, list[str]] = defaultdict(list)
        for step in self.steps:
            if step.how == "moved":
                moved[step.row.table] += 1
            elif step.how == "settled":
                settled[step.row.table].append(f"{_described(step.row.before)} {step.words}")
        for reference, image, words in self.stayed:
            stayed[reference.table].append(f"{_described(image)} {words}")
        tables = sorted({*moved, *settled, *stayed}, key=rows.model_words)
        return [Moves(rows.model_words(each), moved[each], settled[each], stayed[each]) for each in tables]


def chosen_fields() -> list[tuple[str, str]]:
    """The facts of a person that somebody chooses between: (field, words)."""
    return [
        (each.name, str(each.verbose_name))
        for each in Person._meta.local_concrete_fields
        if each.name not in _NOT_CHOSEN and not isinstance(each, BinaryField)
    ]


def locked_pair(kept: int, other: int) -> tuple[Person, Person]:
    """Both people, locked until the transaction ends: no row that points to either can be written meanwhile."""
    first, second = sorted((kept, other))
    take_turns(f"merge {first}")
    take_turns(f"merge {second}")
    held = {each.pk: each for each in Person.objects.select_for_update().filter(pk__in=[kept, other]).order_by("pk")}
    if len(held) < 2:
        raise Refused("", "One of the two records is no longer there. Find the child again.")
    return held[kept], held[other]


def carried_out(kept: Person, other: Person, choices: Collection[str], *, now: datetime) -> Plan:
    """Merge ``other`` into ``kept`` in the caller's transaction. ``choices`` are the facts taken from ``other``.

    Both are locked. Raises nothing for rows that cannot move: the plan says what became of each.
    """
    plan = Plan(warnings=_warnings(kept, other))
    chains.wait()
    for reference, _ in rows.pointing_at(other.pk):
        _column_moved(plan, reference, kept.pk, other.pk, now)
    while apart := chains.parted(kept.pk, other.pk):
        for table, key in apart:
            _moved_back(plan, table, key, now)
    chains.hold()
    facts = {
        str(each.column): getattr(other, each.attname)
        for each in Person._meta.local_concrete_fields
        if each.name in choices and each.name not in _NOT_CHOSEN and getattr(other, each.attname) is not None
    }
    if other.tier > kept.tier:
        facts["tier"] = other.tier
    if facts:
        plan.steps.append(Step("fact", rows.changed(PERSON, kept.pk, facts)))
    plan.steps.append(Step("fact", rows.changed(PERSON, other.pk, {"merged_into_id": kept.pk})))
    both = [kept.pk, other.pk]
    plan.drawn_before = drawing.image(both)
    drawing.anew(both, now)
    plan.drawn_after = drawing.image(both)
    clocks_settled([kept.pk, other.pk], now)
    return plan


def previewed(kept: int, other: int, choices: Collection[str], *, now: datetime) -> Plan:
    """What :func:`carried_out` would do now. Nothing is written: the work is done and rolled back."""
    with transaction.atomic():
        plan = carried_out(*locked_pair(kept, other), choices, now=now)
        transaction.set_rollback(True)
    return plan


def _column_moved(plan: Plan, reference: Reference, kept: int, other: int, now: datetime) -> None:
    try:
        with transaction.atomic():
            moved = rows.all_moved(reference, other, kept)
    except DatabaseError as refused:
        _must_be_about_the_row(refused)
        for key in rows.ids_of(reference, other):
            _row_moved(plan, reference, key, kept, now)
    else:
        plan.steps += [Step("moved", row) for row in moved]


def _row_moved(plan: Plan, reference: Reference, key: rows.Key, kept: int, now: datetime) -> None:
    to: dict[str, object] = {reference.column: kept}
    try:
        with transaction.atomic():
            plan.steps.append(Step("moved", rows.changed(reference.table, key, to)))
        return
    except DatabaseError as refused:
        _must_be_about_the_row(refused)
        constraint = _constraint(refused)
    image = rows.image(reference.table, key) or "{}"
    change = instead(constraint, image, now)
    if change is None and constraint in SETTLE_FIRST:
        plan.blocked.append(SETTLE_FIRST[constraint])
        return
    change = change or cut(constraint, reference, image, kept)
    if change:
        try:
            with transaction.atomic():
                row = rows.changed(reference.table, key, {**change.values, **to})
            plan.steps.append(Step("settled", row, change.words))
            return
        except DatabaseError as refused:
            _must_be_about_the_row(refused)
    _stays(plan, reference, key, image, STAYS, now)


def _stays(plan: Plan, reference: Reference, key: rows.Key, image: str, words: str, now: datetime) -> None:
    """A row stays with the merged record; what runs there ends or is withdrawn, so that nobody works on it."""
    closed = ended(reference, image, now)
    if closed:
        try:
            with transaction.atomic():
                row = rows.changed(reference.table, key, dict(closed.values))
            plan.steps.append(Step("stayed", row))
            words += f", and {closed.words}"
        except DatabaseError as refused:
            _must_be_about_the_row(refused)
    plan.stayed.append((reference, image, words))


def _moved_back(plan: Plan, table: str, key: rows.Key, now: datetime) -> None:
    """A row that was moved goes back to one that had to stay: they are about the same child, together."""
    mine = [each for each in plan.steps if each.row.table == table and each.row.pk() == key]
    before, after = mine[0].row.before, mine[-1].row.after
    columns = rows.differing(before, after)
    rows.put_back(table, key, columns, before)
    plan.steps = [each for each in plan.steps if each not in mine]
    reference = next(each for each in rows.references() if each.table == table and each.column in columns)
    _stays(plan, reference, key, before, STAYS_TOGETHER, now)


def _must_be_about_the_row(problem: DatabaseError) -> None:
    """A lost connection, a deadlock or a lock not had is nobody's conflict: it goes up."""
    if isinstance(problem, OperationalError):
        raise problem


def _constraint(problem: DatabaseError) -> str:
    found = getattr(getattr(problem.__cause__, "diag", None), "constraint_name", "") or ""
    return found if isinstance(problem, IntegrityError) else ""


def clocks_settled(people: Collection[int], now: datetime) -> None:
    """The due moments of all that these people have, worked out again from the facts."""
    for binding in registry:
        if binding.journey.subject != rows.KIND:
            continue
        about = {f"{binding.subject_field}__in": list(people)}
        settle(binding.journey, binding.model._default_manager.filter(**about).values_list("pk", flat=True), now)


def different_numbers(one: int, other: int) -> bool:
    """Whether the two have NHS numbers and they are not the same."""
    held = Identifier.objects.filter(person_id__in=[one, other], kind=IdentifierKind.NHS, ended_on__isnull=True)
    numbers = list(held.values_list("person_id", "value"))
    return {person for person, _ in numbers} == {one, other} and len({value for _, value in numbers}) > 1


def _warnings(kept: Person, other: Person) -> list[str]:
    found = []
    if different_numbers(kept.pk, other.pk):
        found.append("They have different NHS numbers. One person has one: these may well be two people.")
    if other.tier > kept.tier:
        found.append("One of the records is restricted: the kept record will be, too, for the same named people.")
    if kept.died_on != other.died_on:
        found.append("One of the records says that the person has died.")
    if kept.birth_date and other.birth_date and abs((kept.birth_date - other.birth_date).days) > 400:
        found.append("Their birth dates are more than a year apart.")
    return found


def _described(image: str) -> str:
    """A row for a preview: the period it covers, where it has one."""
    held = json.loads(image)
    day = next((held[name] for name in ("starts", "made_at", "at") if held.get(name)), None)
    return f"One from {say_date(datetime.fromisoformat(day).date())}" if isinstance(day, str) else "One"


def subject(person: int) -> Subject:
    """The record of a person, for a decision."""
    return Subject(rows.KIND, person)
