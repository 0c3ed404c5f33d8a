"""The verbs of relationships and supports: recorded once for both sides, ended, corrected, struck out, with reasons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people import kin
from righthelp.practice.people.kinds import HowResponsible, Parted, Quality, RelationshipKind, Together
from righthelp.practice.people.models import Organisation, Person, Relationship, StruckOut, Support
from righthelp.practice.people.models_family import Energy, Strength, SupportKind
from righthelp.practice.people.writing import locked, not_later, one_of, optional, words, writing

_REASON = "Say why, so that whoever reads this later understands."
_ONCE = {
    "relationship_once": ("other", "This relationship is recorded already."),
    "relationship_ends_after_start": ("ends", "It cannot end before it began."),
}


@dataclass(frozen=True)
class Tie:
    """What a relationship is like. ``responsible`` is whether the other holds parental responsibility."""

    kind: str
    responsible: bool = False
    responsible_how: str = ""
    responsible_from: date | None = None
    together: str = ""
    starts: date | None = None
    quality: str = ""
    words: str = ""


def related(*, person: int, other: int, tie: Tie, by: Account, now: datetime) -> Relationship:
    """``other`` is the ``kind`` of ``person``; the other side is said by the same row."""
    if person == other:
        raise Refused("other", "Choose somebody else: nobody is related to themselves.")
    given = _checked(tie, now)
    with writing(by, _ONCE):
        for each in sorted((person, other)):
            locked(each, "other")
        _not_twice(person, other, tie.kind)
        return Relationship.objects.create(person_id=person, other_id=other, **given)


def siblings_related(*, child: int, siblings: Collection[int], kind: str, by: Account, now: datetime) -> int:
    """``child`` and each of ``siblings`` are brothers and sisters, all of one another; what is recorded already stays.

    Returns how many relationships were new.
    """
    if kind not in kin.SIBLINGS:
        raise Refused("kind", "Choose what kind of brothers and sisters they are.")
    group = sorted({child, *siblings})
    if len(group) < 2:
        raise Refused("siblings", "Tick at least one brother or sister.")
    made = 0
    with writing(by, _ONCE):
        for each in group:
            locked(each, "siblings")
        known = {
            frozenset(pair)
            for pair in Relationship.objects.filter(
                person__in=group, other__in=group, kind__in=kin.SIBLINGS, ends__isnull=True
            ).values_list("person_id", "other_id")
        }
        for place, one in enumerate(group):
            for two in group[place + 1 :]:
                if frozenset((one, two)) not in known:
                    Relationship.objects.create(person_id=one, other_id=two, kind=kind)
                    made += 1
    return made


def relationship_corrected(*, relationship: int, tie: Tie, why: str, by: Account, now: datetime) -> Relationship:
    """What was recorded of a relationship was wrong, or is known better now."""
    why = words("why", why, 300, _REASON)
    given = _checked(tie, now)
    with writing(by, _ONCE):
        held = _held(relationship)
        if tie.kind != held.kind:
            _not_twice(held.person_id, held.other_id, tie.kind)
        if held.parental_responsibility and not tie.responsible:
            held.responsible_until = held.responsible_until or local_date(now)
            given |= {"responsible_how": held.responsible_how, "responsible_from": held.responsible_from}
        elif tie.responsible:
            held.responsible_until = None
        for field, value in given.items():
            setattr(held, field, value)
        held.why_changed = why
        held.save()
    return held


def relationship_ended(
    *, relationship: int, ends: date, why: str, by: Account, now: datetime, parted: str = ""
) -> Relationship:
    """A relationship is over from a day: they parted, or somebody no longer cares for the child."""
    why = words("why", why, 300, _REASON)
    not_later("ends", ends, now, "An ending is recorded when it has happened.")
    with writing(by, _ONCE):
        held = _held(relationship)
        if held.ends:
            raise Refused("ends", f"It ended on {say_date(held.ends)} already.")
        if parted and held.kind != RelationshipKind.PARTNER:
            raise Refused("parted", "Only partners part.")
        one_of("parted", parted, ["", *Parted.values])
        if held.starts and ends <= held.starts:
            raise Refused("ends", f"It began on {say_date(held.starts)}; enter a later day.")
        held.ends, held.parted, held.why_changed = ends, parted, why
        held.save()
    return held


def relationship_struck_out(*, relationship: int, why: str, by: Account, now: datetime) -> StruckOut:
    """A relationship that never was: gone from every page, kept as recorded in error with the reason."""
    why = words("why", why, 300, _REASON)
    with writing(by):
        held = _held(relationship)
        held.why_changed = why
        held.save(update_fields=["why_changed"])
        gone = StruckOut.objects.create(
            person_id=held.person_id,
            other_id=held.other_id,
            kind=held.kind,
            starts=held.starts,
            ends=held.ends,
            why=why,
            at=now,
            by=by.name,
        )
        held.delete()
    return gone


def _held(relationship: int) -> Relationship:
    held = Relationship.objects.select_for_update().filter(pk=relationship).first()
    if held is None:
        raise Refused("", "This relationship is no longer recorded. Open the family again.")
    return held


def _not_twice(person: int, other: int, kind: str) -> None:
    same = Q(person_id=person, other_id=other)
    if kind in kin.BOTH_WAYS:
        same |= Q(person_id=other, other_id=person)
    if Relationship.objects.filter(same, kind=kind, ends__isnull=True).exists():
        raise Refused("other", "This relationship is recorded already.")
    round_about = Q(person_id=other, other_id=person)
    if kind not in kin.BOTH_WAYS and Relationship.objects.filter(round_about, kind=kind, ends__isnull=True).exists():
        raise Refused("kind", "It is recorded the other way round. Choose what they are to this person.")


def _checked(tie: Tie, now: datetime) -> dict[str, object]:
    one_of("kind", tie.kind, RelationshipKind.values)
    one_of("quality", tie.quality, ["", *Quality.values])
    one_of("together", tie.together, ["", *Together.values])
    one_of("responsible_how", tie.responsible_how, ["", *HowResponsible.values])
    if tie.together and tie.kind != RelationshipKind.PARTNER:
        raise Refused("together", "This is for partners only.")
    if tie.responsible and tie.kind not in kin.MAY_BE_RESPONSIBLE:
        raise Refused("responsible", "Somebody who is this to a child does not hold parental responsibility for them.")
    if tie.responsible_how and not tie.responsible:
        raise Refused("responsible", "Tick this as well, or leave out how they hold it.")
    for field, day in (("starts", tie.starts), ("responsible_from", tie.responsible_from)):
        if day:
            not_later(field, day, now, "Enter the day it began.")
    return {
        "kind": tie.kind,
        "parental_responsibility": tie.responsible,
        "responsible_how": tie.responsible_how,
        "responsible_from": tie.responsible_from,
        "together": tie.together,
        "starts": tie.starts,
        "quality": tie.quality,
        "words": optional("words", tie.words, 300),
    }


def supported(
    *,
    child: int,
    kind: str,
    strength: str,
    energy: str,
    starts: date,
    by: Account,
    now: datetime,
    person: int | None = None,
    organisation: int | None = None,
    name: str = "",
    description: str = "",
) -> Support:
    """Somebody or something in a child's world: a person or an organisation on the register, or a name."""
    one_of("kind", kind, SupportKind.values)
    one_of("strength", strength, Strength.values)
    one_of("energy", energy, Energy.values)
    not_later("starts", starts, now, "Enter the day since which it is so.")
    name = optional("name", name, 80)
    if sum(map(bool, (person, organisation, name))) != 1:
        raise Refused("name", "Say who or what it is, once: a person, an organisation or a name.")
    with writing(by):
        locked(child)
        if person == child:
            raise Refused("name", "Choose somebody else: this is the child.")
        if person and not Person.objects.filter(pk=person).exists():
            raise Refused("name", "This person is no longer on the register. Find them again.")
        if organisation and not Organisation.objects.filter(pk=organisation).exists():
            raise Refused("name", "This organisation is no longer on the register.")
        return Support.objects.create(
            child_id=child,
            person_id=person,
            organisation_id=organisation,
            name=name,
            kind=kind,
            strength=strength,
            energy=energy,
            words=optional("description", description, 200),
            starts=starts,
        )


def support_ended(*, support: int, ends: date, by: Account, now: datetime) -> Support:
    """Somebody or something is no longer part of the child's world."""
    not_later("ends", ends, now, "An ending is recorded when it has happened.")
    with writing(by, {"support_ends_after_start": ("ends", "It cannot end before it began.")}):
        held = Support.objects.select_for_update().filter(pk=support, ends__isnull=True).first()
        if held is None:
            raise Refused("ends", "It has ended already.")
        if ends <= held.starts:
            raise Refused("ends", f"It began on {say_date(held.starts)}; enter a later day.")
        held.ends = ends
        held.save(update_fields=["ends"])
    return held
