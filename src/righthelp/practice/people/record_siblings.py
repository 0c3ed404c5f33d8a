"""Verbs that do several things to a family in one act: somebody new who is related, brothers and sisters together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.people import record, record_family, record_partners
from righthelp.practice.people.models import Attendance, BirthDateKind, Registration, Relationship, Sex
from righthelp.practice.people.models_partners import AttendanceKind, RegistrationKind
from righthelp.practice.people.record_family import Tie
from righthelp.practice.people.writing import writing


def newly_related(
    *,
    person: int,
    tie: Tie,
    forename: str,
    surname: str,
    birth_date: date | None,
    by: Account,
    now: datetime,
    birth_date_kind: str = BirthDateKind.KNOWN,
    sex: str = Sex.UNKNOWN,
    somebody_else: Collection[int] = (),
) -> Relationship:
    """Somebody comes on the register and into the family of ``person`` in one act; neither without the other."""
    with writing(by):
        new = record.registered(
            forename=forename,
            surname=surname,
            birth_date=birth_date,
            birth_date_kind=birth_date_kind,
            sex=sex,
            somebody_else=somebody_else,
            by=by,
            now=now,
        )
        return record_family.related(person=person, other=new.pk, tie=tie, by=by, now=now)


def worked_together(
    *,
    child: int,
    siblings: Collection[int],
    by: Account,
    now: datetime,
    kind: str = "",
    since: date | None = None,
    school: int | None = None,
    health: int | None = None,
) -> int:
    """What holds for several children recorded once for all: that they are brothers and sisters (``kind``), that they
    go to the same school, have the same GP (organisations) since a day. Whoever has it already is left as they are.

    Returns how many things were recorded.
    """
    if not siblings:
        raise Refused("siblings", "Tick at least one child.")
    if not (kind or school or health):
        raise Refused("kind", "Say what to record for them: that they are siblings, a school or a GP.")
    if (school or health) and since is None:
        raise Refused("since", "Enter the day from which it holds for all of them.")
    made = 0
    with writing(by):
        if kind:
            made += record_family.siblings_related(child=child, siblings=siblings, kind=kind, by=by, now=now)
        for sibling in sorted(set(siblings)):
            if school and since and not _attends(sibling, school):
                record_partners.attended(
                    person=sibling, kind=AttendanceKind.ON_ROLL, starts=since, organisation=school, by=by, now=now
                )
                made += 1
            if health and since and not _registered(sibling, health):
                record_partners.registered_with(
                    person=sibling, kind=RegistrationKind.GP, organisation=health, starts=since, by=by, now=now
                )
                made += 1
    return made


def _attends(child: int, school: int) -> bool:
    return Attendance.objects.filter(person_id=child, organisation_id=school, ends__isnull=True).exists()


def _registered(child: int, surgery: int) -> bool:
    return Registration.objects.filter(
        person_id=child, organisation_id=surgery, kind=RegistrationKind.GP, ends__isnull=True
    ).exists()
