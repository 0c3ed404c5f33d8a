"""Recipients from live relationships: who stands for what to the children today, and where post reaches them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from righthelp.foundation.calendar import local_date
from righthelp.foundation.documents.gate import Addressee, LeftOut
from righthelp.practice.people.kin import said
from righthelp.practice.people.models import Person, Relationship, Residence
from righthelp.practice.workforce.models import Worker

_MERGED: Final = "Their record was merged into another one. Put the list right."
_OVER: Final = "They are nothing to any of the children today. Take them off the list, or record what they are."
_DIED: Final = "They have died."
_LEFT: Final = "They no longer work here. Ask who has taken over, and put that person on the list."


@dataclass(frozen=True)
class Tie:
    """What somebody is to one child today."""

    child: int
    words: str
    responsible: bool


def ties(people: Collection[int], children: Collection[int], today: date) -> dict[int, list[Tie]]:
    """What each of ``people`` is to each of ``children`` today. One query."""
    live = Q(ends__isnull=True) | Q(ends__gt=today)
    rows = Relationship.objects.filter(
        live,
        Q(person_id__in=children, other_id__in=people) | Q(other_id__in=children, person_id__in=people),
    ).select_related("person", "other")
    found: dict[int, list[Tie]] = {}
    for row in rows:
        for child, somebody, forward in ((row.person, row.other, True), (row.other, row.person, False)):
            if child.pk in children and somebody.pk in people and child.pk != somebody.pk:
                words = said(row.kind, forward=forward, sex=somebody.sex)
                tie = Tie(child.pk, words, forward and row.parental_responsibility)
                found.setdefault(somebody.pk, []).append(tie)
    return found


def responsible(children: Collection[int], today: date) -> list[tuple[Person, int]]:
    """Everybody who holds parental responsibility for any of the children today, with the child. One query."""
    rows = Relationship.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=today),
        person_id__in=children,
        parental_responsibility=True,
        other__died_on__isnull=True,
        other__merged_into__isnull=True,
    ).select_related("other")
    return [(row.other, row.person_id) for row in rows.order_by("other_id", "person_id")]


def home_of(person: int, today: date) -> tuple[str, ...]:
    """The lines of somebody's own present address, for posting to them; nothing when none is known. One query."""
    row = (
        Residence.objects.filter(Q(ends__isnull=True) | Q(ends__gt=today), person_id=person, starts__lte=today)
        .select_related("address")
        .first()
    )
    if row is None or row.address is None:
        return ()
    place = row.address
    return tuple(filter(None, (place.name, place.line, place.locality, place.postcode, place.country)))


def person_on_list(
    person: Person, key: str, children: Collection[int], now: datetime, *, confidential: bool = False
) -> Addressee | LeftOut:
    """Somebody on the register as a recipient today, or why they get nothing."""
    if person.merged_into_id:
        return LeftOut(str(person), _MERGED)
    if person.died_on:
        return LeftOut(str(person), _DIED)
    today = local_date(now)
    if person.pk in children:
        own = tuple(sorted({person.pk})) if len(children) > 1 else ()
        return Addressee(key, str(person), "The child", person=person.pk, only=own, address=home_of(person.pk, today))
    mine = ties([person.pk], children, today).get(person.pk, [])
    if not mine:
        return LeftOut(str(person), _OVER)
    words = " and ".join(dict.fromkeys(tie.words for tie in mine))
    theirs = {tie.child for tie in mine}
    return Addressee(
        key,
        str(person),
        words,
        person=person.pk,
        confidential=confidential,
        only=() if theirs == set(children) else tuple(sorted(theirs)),
        address=home_of(person.pk, today),
    )


def worker_on_list(worker: Worker, key: str, now: datetime, *, confidential: bool = False) -> Addressee | LeftOut:
    """A colleague as a recipient today."""
    if worker.ends and worker.ends <= local_date(now):
        return LeftOut(worker.name, _LEFT)
    return Addressee(key, worker.name, worker.title, worker=worker.pk, confidential=confidential)


def parted(found: Iterable[Addressee | LeftOut]) -> tuple[tuple[Addressee, ...], list[LeftOut]]:
    """Those who get a copy, each once, and those who do not."""
    getting: dict[tuple[int | None, int | None, str], Addressee] = {}
    left: list[LeftOut] = []
    for each in found:
        if isinstance(each, LeftOut):
            left.append(each)
        else:
            getting.setdefault((each.person, each.worker, each.name), each)
    return tuple(getting.values()), left


def forgotten(children: Collection[int], getting: Iterable[Addressee], now: datetime) -> list[LeftOut]:
    """Those who hold parental responsibility and get no copy: for somebody to think about, not to correct unasked."""
    have = {each.person for each in getting}
    missed: dict[int, LeftOut] = {}
    for person, _child in responsible(children, local_date(now)):
        if person.pk not in have:
            why = "Holds parental responsibility and gets no copy. If that is right, leave it so."
            missed[person.pk] = LeftOut(str(person), why, missed=True)
    return list(missed.values())


__all__ = ["forgotten", "home_of", "parted", "person_on_list", "responsible", "ties", "worker_on_list"]
