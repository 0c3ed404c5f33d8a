"""The rows of a conference: one child's, or those of brothers and sisters together, locked while a verb writes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.family_group import journey
from righthelp.practice.family_group.models import Back, Group, Member
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import Sentences, locked, text
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    "family_group_says_what": ("questions", "Write what the family is asked."),
    "family_group_answer_says_why": ("on", "The answer follows the day on which the family met."),
    "family_group_reviewed_after": ("on", "The review follows the day on which the family met."),
    "family_group_closed_says_why": ("on", "The work ends on or after the day it was asked for."),
    "family_group_withdrawn_says_why": ("why", "Write why it was a mistake."),
    "family_group_one_at_a_time": (
        "kind",
        "One is on its way already for this child, or for another ticked here. Close that one first.",
    ),
    "family_group_out_of_several": ("", "Only a child among several is taken out. End the work instead."),
    "family_member_once": ("name", "This person is on the list already. Change what is said of them there."),
    "family_member_says_what": ("words", "Write their words, or why they must not be there."),
    "family_resource_positive": ("pence", "Enter an amount above nothing."),
    "family_resource_times": ("times", "Enter how often, from 1 to 52; once is 1."),
    "family_resource_decided_says_why": ("on", "It is decided on or after the day it was asked for."),
}


def rows_of(group: int, also: Collection[int] = ()) -> list[Group]:
    """The rows of a conference that count, as :func:`rows_with_out`. A child taken out is not among them, unless it is
    the one asked."""
    first, *others = rows_with_out(group, also)
    return [first, *(row for row in others if not row.is_out)]


def rows_with_out(group: int, also: Collection[int] = ()) -> list[Group]:
    """The rows of a conference that count, the asked one first, those of children taken out among them: children (and
    those in ``also``) first, then rows, locked in turn until the transaction ends.

    Which children those are may change while it waits for them: a brother joined, or two records became one. It then
    lets go of all and begins anew. Where one child's record was merged into another, a row that stayed with the merged
    record takes no part, unless it is the one asked, which is refused."""
    while True:
        with transaction.atomic():
            before = _children(group)
            asked = {before[group], *also}
            left = {each for each in sorted({*asked, *before.values()}) if not _stands(each, each in asked)}
            if _children(group) == before:
                rows = list(Group.objects.filter(pk__in=before).select_for_update(of=("self",)).order_by("pk"))
                rows.sort(key=lambda row: row.pk != group)
                return [rows[0], *(row for row in rows[1:] if row.counts and row.child_id not in left)]
            transaction.set_rollback(True)


def _children(group: int) -> dict[int, int]:
    """The child of each row of a conference."""
    together = Group.objects.filter(pk=group).values_list("together_id", flat=True)
    rows = Group.objects.filter(Q(pk=group) | Q(together_id__in=together)).values_list("pk", "child_id")
    found = dict(rows)
    if group not in found:
        raise Refused("", "This is no longer there. Open the child’s record again.")
    return found


def _stands(child: int, must: bool) -> bool:
    """Lock a child's record till the transaction ends; false where it was merged; refused then if it ``must`` stand."""
    if must:
        locked(child)
        return True
    return Person.objects.select_for_update().get(pk=child).merged_into_id is None


def all_open(group: int, also: Collection[int] = ()) -> list[Group]:
    """The rows of a conference or family meeting that runs, the asked one first, as :func:`rows_of`."""
    first, *others = rows_of(group, also)
    if not first.runs:
        raise Refused("", "The work on this has ended. Nothing can be added to it.")
    return [first, *(row for row in others if row.runs)]


def group_open(group: int) -> Group:
    """One child's row of a conference that runs, locked as :func:`rows_of`."""
    return all_open(group)[0]


def kept(rows: Sequence[Group], now: datetime, **changed: object) -> Group:
    """Each of the rows says ``changed``; clocks follow. The first is returned."""
    for row in rows:
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=list(changed))
    settle(journey.Group, [row.pk for row in rows], now)
    return rows[0]


def listed(group: Group, name: str, who: str, coming: str, said: str, writer: Worker, now: datetime) -> Member:
    """Somebody stands on the family's list of one child's row; who is on it already, changes."""
    found = Member.objects.select_for_update(of=("self",)).filter(group=group, name=name).first()
    if found is None:
        found = Member(group=group, child_id=group.child_id, name=name, recorded=now, recorded_by=writer)
    found.who, found.coming, found.words = who, coming, said
    found.save()
    return found


def listed_as(group: Group, other: Group, writer: Worker, now: datetime) -> None:
    """The family's list of one child's row says what that of another's does."""
    for one in other.members.order_by("pk"):
        listed(group, one.name, one.who, one.coming, one.words, writer, now)


def living(child: int, field: str) -> Person:
    """A child who lives, locked until the transaction ends."""
    person = locked(child, field)
    if person.died_on is not None:
        raise Refused(field, f"{person.called} died on {say_date(person.died_on)}.")
    return person


def at_work(number: int, field: str, now: datetime) -> Worker:
    """Somebody who works here today."""
    found = Worker.objects.filter(pk=number).first()
    if found is None or (found.ends and found.ends <= local_date(now)):
        raise Refused(field, "Choose somebody who works here.")
    return found


def taken_back(children: Collection[int], what: str, why: str, writer: Worker, now: datetime) -> list[Back]:
    """Keep on each child's record what a decision said that is taken back, and why."""
    reason = text("why", why, "Write why it is taken back.")
    return [
        Back.objects.create(child_id=child, what=what, why=reason, recorded=now, recorded_by=writer)
        for child in children
    ]


__all__ = [
    "SENTENCES",
    "all_open",
    "at_work",
    "group_open",
    "kept",
    "listed",
    "listed_as",
    "living",
    "rows_of",
    "rows_with_out",
    "taken_back",
]
