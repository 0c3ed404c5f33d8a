"""The verbs that write the partner register, and who goes to which school or is with which surgery."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import Area
from righthelp.practice.people.models_partners import (
    AT_NO_SCHOOL,
    Attendance,
    AttendanceKind,
    Organisation,
    OrganisationContact,
    OrganisationKind,
    OrganisationRole,
    Process,
    Registration,
    RegistrationKind,
)
from righthelp.practice.people.writing import locked, not_later, one_of, optional, words, writing

SCHOOLS: Final = frozenset(
    {
        OrganisationKind.SCHOOL,
        OrganisationKind.COLLEGE,
        OrganisationKind.NURSERY,
        OrganisationKind.ALTERNATIVE,
    }
)
TEACHES: Final = {
    AttendanceKind.ON_ROLL: frozenset({OrganisationKind.SCHOOL}),
    AttendanceKind.EARLY_YEARS: frozenset({OrganisationKind.NURSERY, OrganisationKind.SCHOOL}),
    AttendanceKind.COLLEGE: frozenset({OrganisationKind.COLLEGE, OrganisationKind.OTHER}),
    AttendanceKind.ALTERNATIVE: frozenset({OrganisationKind.ALTERNATIVE, OrganisationKind.SCHOOL}),
}
TREATS: Final = {
    RegistrationKind.GP: frozenset({OrganisationKind.GP}),
    RegistrationKind.DENTIST: frozenset({OrganisationKind.DENTIST}),
    RegistrationKind.HEALTH_VISITOR: frozenset({OrganisationKind.HEALTH_VISITING}),
    RegistrationKind.MENTAL_HEALTH: frozenset({OrganisationKind.MENTAL_HEALTH, OrganisationKind.HOSPITAL}),
    RegistrationKind.PAEDIATRICIAN: frozenset({OrganisationKind.HOSPITAL}),
}
_URN: Final = re.compile(r"\d{6}", re.ASCII)
_ODS: Final = re.compile(r"[A-Z0-9]{3,9}", re.ASCII)
_TWICE: Final = {
    "organisation_once": ("name", "It is on the register already. Find it by its name."),
    "organisation_code_once": ("code", "Another organisation of this kind has this code. Check it."),
}
_GONE: Final = "This is no longer there. Look at the page again."


def organisation_added(*, kind: str, name: str, by: Account, now: datetime, **more: str) -> Organisation:
    """An organisation comes on the register. ``more``: code, line, locality, postcode, area, phone, email, note."""
    given = _checked(kind, name, more)
    with writing(by, _TWICE):
        return Organisation.objects.create(**given)


def organisation_changed(
    *, organisation: int, kind: str, name: str, closed_on: date | None = None, by: Account, now: datetime, **more: str
) -> Organisation:
    """What we know of an organisation, anew. One that has closed takes nobody new, and stays in old records."""
    given = _checked(kind, name, more)
    if closed_on:
        not_later("closed_on", closed_on, now, "An organisation is closed here when it has closed.")
    with writing(by, _TWICE):
        held = _organisation(organisation)
        for field, value in given.items():
            setattr(held, field, value)
        held.closed_on = closed_on
        held.save()
    return held


def _checked(kind: str, name: str, more: dict[str, str]) -> dict[str, str]:
    one_of("kind", kind, OrganisationKind.values)
    given = {"kind": kind, "name": words("name", name, 120, "Enter the name.")}
    area = more.get("area") or Area.OUTSIDE.value
    one_of("area", area, Area.values)
    given["area"] = area
    given["code"] = code_of(kind, more.get("code", ""))
    given["postcode"] = optional("postcode", more.get("postcode", "").upper(), 8)
    for field, longest in (("line", 120), ("locality", 60), ("phone", 30), ("email", 120), ("note", 300)):
        given[field] = optional(field, more.get(field, ""), longest)
    return given


def code_of(kind: str, code: str) -> str:
    """A school's URN or a health service's ODS code as it is kept; refused when it has not the form of one."""
    tidy = re.sub(r"\s+", "", code).upper()
    if not tidy:
        return ""
    if kind in SCHOOLS and not _URN.fullmatch(tidy):
        raise Refused("code", "The DfE’s number of a school (URN) has six digits.")
    if not _ODS.fullmatch(tidy):
        raise Refused("code", "An NHS code (ODS) has three to nine letters and digits, like M85001.")
    return tidy


def part_played(*, organisation: int, process: str, part: str, by: Account, now: datetime) -> OrganisationRole | None:
    """What an organisation does in a process, in a sentence; nothing when it plays no part any more."""
    one_of("process", process, Process.values)
    part = optional("part", part, 200)
    with writing(by):
        held = _organisation(organisation)
        if not part:
            held.roles.filter(process=process).delete()
            return None
        role, _ = OrganisationRole.objects.update_or_create(organisation=held, process=process, defaults={"part": part})
        return role


def contact_added(
    *, organisation: int, name: str, role: str, phone: str = "", email: str = "", by: Account, now: datetime
) -> OrganisationContact:
    """Somebody to ask at an organisation."""
    name = words("name", name, 80, "Enter the name.")
    role = words("role", role, 80, "Enter what they do there, like ‘Designated safeguarding lead’.")
    phone, email = optional("phone", phone, 30), optional("email", email, 120)
    if not phone and not email:
        raise Refused("phone", "Enter a phone number or an e-mail address, so that somebody can reach them.")
    with writing(by):
        return OrganisationContact.objects.create(
            organisation=_organisation(organisation), name=name, role=role, phone=phone, email=email
        )


def contact_removed(*, organisation: int, contact: int, by: Account, now: datetime) -> None:
    """Somebody is no longer to be asked there."""
    with writing(by):
        held = OrganisationContact.objects.filter(pk=contact, organisation_id=organisation).first()
        if held is None:
            raise Refused("contact", _GONE)
        held.delete()


def attended(
    *, person: int, kind: str, starts: date, organisation: int | None = None, by: Account, now: datetime
) -> Attendance:
    """Where a child learns from a day on, or that they do not. What was before ends on that day; alternative provision
    runs beside school."""
    one_of("kind", kind, AttendanceKind.values)
    not_later("starts", starts, now, "A place is recorded when the child has begun there.")
    later = ("starts", "Something that began on or after that day is recorded. Enter a later day.")
    with writing(by, {"attendance_one_at_a_time": later, "attendance_one_beside": later}):
        held = locked(person, "person")
        if held.birth_date and starts < held.birth_date:
            raise Refused("starts", "This is before they were born. Check the year.")
        place = None
        if kind not in AT_NO_SCHOOL:
            place = _open(organisation, starts)
            if place.kind not in TEACHES[AttendanceKind(kind)]:
                raise Refused("organisation", f"{place.name} is not a place of this kind. Choose another.")
        beside = kind == AttendanceKind.ALTERNATIVE
        running = Attendance.objects.filter(person=held, ends=None)
        running = running.filter(kind="alternative") if beside else running.exclude(kind="alternative")
        former = running.first()
        if former:
            if former.kind == kind and former.organisation_id == (place.pk if place else None):
                raise Refused("organisation", f"This is recorded since {say_date(former.starts)} already.")
            if former.starts >= starts:
                raise Refused("starts", f"The present place began on {say_date(former.starts)}; enter a later day.")
            former.ends, former.why_over = starts, "Went elsewhere"
            former.save(update_fields=["ends", "why_over"])
        return Attendance.objects.create(person=held, organisation=place, kind=kind, starts=starts)


def attendance_over(*, person: int, attendance: int, ends: date, why: str, by: Account, now: datetime) -> Attendance:
    """A child has left a place of education."""
    not_later("ends", ends, now, "An ending is recorded when it has happened.")
    why = words("why", why, 120, "Say why it ended.")
    with writing(by):
        held = Attendance.objects.select_for_update().filter(pk=attendance, person_id=person, ends=None).first()
        if held is None:
            raise Refused("ends", _GONE)
        if ends <= held.starts:
            raise Refused("ends", f"It began on {say_date(held.starts)}; enter a later day.")
        held.ends, held.why_over = ends, why
        held.save(update_fields=["ends", "why_over"])
    return held


def registered_with(
    *, person: int, kind: str, organisation: int, starts: date, by: Account, now: datetime
) -> Registration:
    """A person is with a surgery or another health service from a day on; the one before ends."""
    one_of("kind", kind, RegistrationKind.values)
    not_later("starts", starts, now, "A registration is recorded when it has begun.")
    later = ("starts", "A registration that began on or after that day is recorded. Enter a later day.")
    with writing(by, {"registered_one_of_a_kind": later}):
        locked(person, "person")
        place = _open(organisation, starts)
        if place.kind not in TREATS[RegistrationKind(kind)]:
            raise Refused("organisation", f"{place.name} is not a service of this kind. Choose another.")
        former = Registration.objects.filter(person_id=person, kind=kind, ends=None).first()
        if former:
            if former.organisation_id == place.pk:
                raise Refused("organisation", f"This is recorded since {say_date(former.starts)} already.")
            if former.starts >= starts:
                raise Refused("starts", f"The present one began on {say_date(former.starts)}; enter a later day.")
            former.ends = starts
            former.save(update_fields=["ends"])
        return Registration.objects.create(person_id=person, organisation=place, kind=kind, starts=starts)


def registration_over(*, person: int, registration: int, ends: date, by: Account, now: datetime) -> Registration:
    """A person is with a surgery or service no longer."""
    not_later("ends", ends, now, "An ending is recorded when it has happened.")
    with writing(by):
        held = Registration.objects.select_for_update().filter(pk=registration, person_id=person, ends=None).first()
        if held is None:
            raise Refused("ends", _GONE)
        if ends <= held.starts:
            raise Refused("ends", f"It began on {say_date(held.starts)}; enter a later day.")
        held.ends = ends
        held.save(update_fields=["ends"])
    return held


def _organisation(pk: int | None) -> Organisation:
    held = Organisation.objects.filter(pk=pk or 0).first()
    if held is None:
        raise Refused("organisation", "This organisation is not on the register. Find it by name, or add it.")
    return held


def _open(pk: int | None, on: date) -> Organisation:
    held = _organisation(pk)
    if held.closed_on and held.closed_on <= on:
        raise Refused("organisation", f"{held.name} closed on {say_date(held.closed_on)}. Choose another.")
    return held
