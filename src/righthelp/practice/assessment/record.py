"""The verbs by which an assessment begins and changes hands: begun, joined, parted, handed over, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.assessment import journey
from righthelp.practice.assessment.codes import Done
from righthelp.practice.assessment.models import Assessment, Contribution, Step, Text, Together
from righthelp.practice.assessment.record_base import DECIDES, SENTENCES, held_open, held_writable, in_turn, stepped
from righthelp.practice.assessment.referrals import OpenReferral, open_of
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import locked, text, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.queries import employed

TWICE: Final = timedelta(minutes=2)
"""A second press within so long is the same press."""


def begun(*, children: Sequence[int], worker: int, by: Account, now: datetime) -> list[Assessment]:
    """The assessment of one child begins, or of brothers and sisters together; ``worker`` writes it.

    Each answers the child's open accepted referral and counts from when that was made. A referral that has its
    assessment is answered by another one only when that is over: the child is assessed anew, from today.
    """
    who = worker_of(by)
    if not children:
        raise Refused("children", "Choose whom this is about.")
    writes = _writer(worker, now)
    with writing(by, SENTENCES):
        persons = [locked(child, "children") for child in sorted(set(children))]
        again = _pressed_twice(persons, who, now)
        if again:
            return again
        referrals = open_of([person.pk for person in persons])
        together = Together.objects.create(made=now)
        made = [_one(person, referrals.get(person.pk), together, writes, who, now) for person in persons]
        settle(journey.Assessment, [row.pk for row in made], now)
        return made


def _one(
    person: Person, referral: OpenReferral | None, together: Together, writes: Worker, who: Worker, now: datetime
) -> Assessment:
    if person.died_on:
        raise Refused("children", f"One of these children died on {say_date(person.died_on)}.")
    if referral is None:
        raise Refused(
            "children",
            "A child here has no referral that a team has accepted. An assessment answers a referral: ask the front "
            "door, or accept the one that waits.",
        )
    standing = Assessment.objects.filter(child=person, withdrawn__isnull=True)
    going_on = standing.filter(authorised__isnull=True).select_related("begun_by").first()
    if going_on:
        raise Refused(
            "children",
            f"An assessment is open already: {going_on.begun_by.name} began it on {say_date(going_on.begun)}.",
        )
    anew = standing.filter(referral=referral.id).exists()
    row = Assessment.objects.create(
        child=person,
        referral=referral.id,
        together=together,
        referred=now if anew else referral.made,
        anew=anew,
        begun=now,
        begun_by=who,
        team=writes.team,
        worker=writes,
    )
    Step.objects.create(assessment=row, done=Done.BEGUN, at=now, by=who)
    return row


def _pressed_twice(persons: Sequence[Person], who: Worker, now: datetime) -> list[Assessment]:
    rows = Assessment.objects.filter(
        child__in=persons, begun_by=who, begun__gt=now - TWICE, withdrawn__isnull=True, authorised__isnull=True
    )
    found = list(rows.order_by("child_id"))
    return found if len(found) == len(persons) else []


def _writer(worker: int, now: datetime) -> Worker:
    found = Worker.objects.filter(employed(local_date(now)), pk=worker).select_related("team").first()
    if found is None:
        raise Refused("worker", "Choose who writes it: somebody who works here.")
    return found


def joined(*, assessment: int, to: int, by: Account, now: datetime) -> Assessment:
    """A child whose assessment is open is assessed together with the child of ``to`` from now on."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        rows = {row: held_writable(row) for row in in_turn([assessment, to])}
        one, other = rows[assessment], rows[to]
        if one.together_id == other.together_id:
            return one
        _common_to_own(one, worker, now)
        one.together_id = other.together_id
        return stepped(one, Done.TOGETHER, worker=worker, now=now, fields=["together"], words="")


def parted(*, assessment: int, why: str, by: Account, now: datetime) -> Assessment:
    """A child is assessed apart from now on. What was written for all becomes part of the child's own text."""
    worker = worker_of(by)
    reason = text("why", why, "Write why this child is assessed apart.", 400)
    with writing(by, SENTENCES):
        one = held_writable(assessment)
        if not one.together.assessments.exclude(pk=one.pk).exists():
            raise Refused("", "This child is assessed alone already.")
        _common_to_own(one, worker, now)
        one.together = Together.objects.create(made=now)
        return stepped(one, Done.APART, worker=worker, now=now, fields=["together"], words=reason)


def _common_to_own(row: Assessment, worker: Worker, now: datetime) -> None:
    own = {each.key: each for each in Text.objects.select_for_update().filter(assessment=row)}
    for common in Text.objects.filter(together_id=row.together_id):
        mine = own.get(common.key)
        if mine is None:
            Text.objects.create(assessment=row, key=common.key, text=common.text, at=now, by=worker, source=common)
        elif common.text not in mine.text:
            mine.text, mine.version, mine.at, mine.by = f"{common.text}\n\n{mine.text}", mine.version + 1, now, worker
            mine.save(update_fields=["text", "version", "at", "by"])
    for said in Contribution.objects.filter(together_id=row.together_id, withdrawn__isnull=True):
        said.pk, said.assessment, said.together = None, row, None
        said._state.adding = True
        said.save(force_insert=True)


def handed_over(*, assessments: Sequence[int], to: int, why: str, by: Account, now: datetime) -> list[Assessment]:
    """Somebody else writes it from now on, in their team. The child's allocation is another act."""
    worker = worker_of(by)
    reason = text("why", why, "Write what the next worker must know.", 400)
    if not assessments:
        raise Refused("assessments", "Choose whose assessment passes.")
    with writing(by, SENTENCES):
        writes = _writer(to, now)
        done = []
        for pk in in_turn(assessments):
            row = held_open(pk)
            if row.worker_id == writes.pk:
                raise Refused("to", f"{writes.name} has it already.")
            row.worker, row.team = writes, writes.team
            done.append(stepped(row, Done.HANDED_OVER, worker=worker, now=now, fields=["worker", "team"], words=reason))
        return done


def withdrawn(*, assessment: int, why: str, by: Account, now: datetime) -> Assessment:
    """It was begun by mistake: nothing more is due, and what was written stays readable."""
    worker = worker_of(by)
    reason = text("why", why, "Write why it is withdrawn.", 300)
    with writing(by, SENTENCES):
        row = held_open(assessment)
        if row.begun_by_id != worker.pk and DECIDES.isdisjoint(by.roles):
            raise Refused("", f"{row.begun_by.name}, who began it, or a manager withdraws it.")
        row.withdrawn, row.withdrawn_why = now, reason
        row.submitted = row.submitted_by = None
        fields = ["withdrawn", "withdrawn_why", "submitted", "submitted_by"]
        return stepped(row, Done.WITHDRAWN, worker=worker, now=now, fields=fields, words=reason)


def open_for(worker: int) -> Q:
    """The condition that an assessment is open and this worker's to write."""
    return Q(worker_id=worker, authorised__isnull=True, withdrawn__isnull=True)
