"""The verbs that write the register of people.

Each takes ``by`` (the account that records) and ``now``, is one transaction, and refuses with a sentence. Periods are
half open and in London days: what ends on a day is over at the beginning of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people import search
from righthelp.practice.people.codes import Ethnicity
from righthelp.practice.people.homes import is_listed
from righthelp.practice.people.models import (
    Address,
    AddressKind,
    Area,
    BirthDateKind,
    Involvement,
    InvolvementKind,
    Person,
    Placement,
    PlacementKind,
    Relationship,
    RelationshipKind,
    Residence,
    Sex,
)
from righthelp.practice.people.models_family import Moved
from righthelp.practice.people.models_identity import About
from righthelp.practice.people.record_identity import identified as identified
from righthelp.practice.people.record_identity import renamed as renamed
from righthelp.practice.people.typed import Asked
from righthelp.practice.people.writing import (
    locked,
    not_later,
    one_of,
    optional,
    possible_birth,
    take_turns,
    words,
    writing,
)

LIKELY = 60  # from this score on a person found is likely the same: same birth date with a name alike, and better
_UNBORN = timedelta(days=300)


class LikelyDuplicateError(Refused):
    """Somebody much like this person is on the register already. ``candidates`` are for the person to look at."""

    def __init__(self, candidates: list[search.Found]) -> None:
        super().__init__(
            "somebody_else",
            "Somebody much like this is on the register already. Open their record if it is the same child; if it is "
            "not, say so below and register again.",
        )
        self.candidates = candidates


@dataclass(frozen=True)
class Place:
    """An address as it is given: the register keeps one row for each."""

    line: str
    locality: str
    postcode: str
    area: str = Area.OUTSIDE
    kind: str = AddressKind.HOME
    name: str = ""
    authority: str = "330"
    country: str = ""


def registered(
    *,
    forename: str,
    surname: str,
    birth_date: date | None,
    by: Account,
    now: datetime,
    birth_date_kind: str = BirthDateKind.KNOWN,
    sex: str = Sex.UNKNOWN,
    preferred_name: str = "",
    pronouns: str = "",
    ethnicity: str = "",
    language: str = "",
    needs_interpreter: bool = False,
    unaccompanied: bool = False,
    authority: str = "330",
    lives_at: Place | None = None,
    somebody_else: Collection[int] = (),
) -> Person:
    """A person comes on the register.

    ``somebody_else`` are ids of people already there whom the person recording has looked at and who are not the same.
    Raises :class:`LikelyDuplicateError` for any other likely match, :class:`Refused` for what cannot be.
    """
    forename = words("forename", forename, 80, "Enter the forename, or what the child is called.")
    surname = words("surname", surname, 80, "Enter the surname.")
    possible_birth(birth_date, birth_date_kind, now)
    one_of("ethnicity", ethnicity, ["", *Ethnicity.values])
    pronouns = optional("pronouns", pronouns, 40)
    with writing(by):
        take_turns(f"register {forename.lower()} {surname.lower()} {birth_date}")
        asked = Asked((forename.lower(), surname.lower()), birth_date=birth_date)
        answer = search.search(asked, account=by, now=now)
        bar = LIKELY if birth_date else 50
        likely = [each for each in answer.found if each.score >= bar and each.id not in set(somebody_else)]
        if likely:
            raise LikelyDuplicateError(likely)
        person = Person.objects.create(
            forename=forename,
            surname=surname,
            preferred_name=" ".join(preferred_name.split())[:80],
            birth_date=birth_date,
            birth_date_kind=birth_date_kind,
            sex=sex,
            ethnicity=ethnicity,
            language=language.strip(),
            needs_interpreter=needs_interpreter,
            unaccompanied=unaccompanied,
            authority=authority,
        )
        if pronouns:
            About.objects.create(person=person, pronouns=pronouns)
        if lives_at:
            Residence.objects.create(person=person, address=address_row(lives_at), starts=local_date(now))
    return person


def moved(*, person: int, to: Place | int, on: date, by: Account, now: datetime, protected: bool = False) -> Residence:
    """A person lives somewhere else from ``on``: the former residence ends and the new one begins, in one act.

    ``to`` is an address as given, or the id of one on the register. ``protected`` hides it from whoever need not know.
    """
    not_later("on", on, now, "A move is recorded when it has happened.")
    with writing(by, {"residence_one_at_a_time": ("on", _LATER_HOME)}):
        locked(person, "person")
        former = Residence.objects.filter(person_id=person, ends__isnull=True).first()
        address = Address.objects.filter(pk=to).first() if isinstance(to, int) else address_row(to)
        if address is None:
            raise Refused("to", "This address is no longer on the register. Enter it in full.")
        protected = protected or is_listed(person)
        if former and former.address_id == address.pk and former.protected == protected:
            raise Refused("to", f"They have lived there since {say_date(former.starts)} already.")
        if former:
            if former.starts >= on:
                raise Refused(
                    "on", f"They moved to their present home on {say_date(former.starts)}; enter a later day."
                )
            former.ends = on
            former.save(update_fields=["ends"])
        return Residence.objects.create(person_id=person, address=address, starts=on, protected=protected)


def home_left(*, person: int, address: int, on: date, by: Account) -> None:
    """A person does not live at ``address`` any more; where they do is not known yet. Nothing is changed for somebody
    who lives elsewhere already."""
    with writing(by):
        locked(person, "person")
        home = Residence.objects.filter(person_id=person, address_id=address, ends__isnull=True, starts__lt=on).first()
        if home is not None:
            home.ends = on
            home.save(update_fields=["ends"])


def home_goes_on(*, person: int, address: int, left: date, by: Account) -> None:
    """That a person left their home on a day was recorded by mistake: they live there still, and not where the same
    mistake had them go. Nothing is changed for somebody whose home did not end that day.

    Raises ``Refused`` when they have moved since, or a move on that day was recorded as one (undo it first).
    """
    with writing(by):
        locked(person, "person")
        home = Residence.objects.filter(person_id=person, address_id=address, ends=left).first()
        if home is None:
            return
        since = Residence.objects.filter(person_id=person, starts__gte=left)
        if since.exclude(starts=left).exists() or Moved.objects.filter(residence__in=since).exists():
            raise Refused("", f"They moved on or after {say_date(left)}. Undo the move first, among their addresses.")
        since.delete()
        home.ends = None
        home.save(update_fields=["ends"])


def related(
    *, person: int, other: int, kind: str, parental_responsibility: bool = False, by: Account, now: datetime
) -> Relationship:
    """``other`` is the ``kind`` (mother, carer, ...) of ``person``."""
    if person == other:
        raise Refused("other", "Choose somebody else: nobody is related to themselves.")
    one_of("kind", kind, RelationshipKind.values)
    with writing(by, {"relationship_once": ("other", "This relationship is recorded already.")}):
        locked(person, "person")
        if not Person.objects.filter(pk=other).exists():
            raise Refused("other", "This person is no longer on the register. Find them again.")
        return Relationship.objects.create(
            person_id=person, other_id=other, kind=kind, parental_responsibility=parental_responsibility
        )


def involved(*, child: int, kind: str, starts: date, by: Account, now: datetime) -> Involvement:
    """A plan, or care, begins. The same kind cannot run twice at a time; different kinds may."""
    one_of("kind", kind, InvolvementKind.values)
    not_later("starts", starts, now, "A plan is recorded when it has begun.")
    overlap = ("starts", "There is a plan of this kind on that day already. End that one first, or enter a later day.")
    with writing(by, {"involvement_one_of_a_kind": overlap}):
        held = locked(child)
        if held.birth_date and held.birth_date_kind == BirthDateKind.KNOWN and starts < held.birth_date - _UNBORN:
            raise Refused("starts", "This is long before the child was born. Check the year.")
        return Involvement.objects.create(child_id=child, kind=kind, starts=starts)


def involvement_ended(*, child: int, kind: str, ends: date, by: Account, now: datetime) -> Involvement:
    """The plan of this kind that runs now, or care, ends; a placement that still runs ends with care."""
    not_later("ends", ends, now, "An ending is recorded when it has happened.")
    with writing(by):
        locked(child)
        running = Involvement.objects.filter(child_id=child, kind=kind, ends__isnull=True).first()
        if running is None:
            raise Refused("kind", "There is nothing of this kind to end: it has ended already.")
        _end(running, running.starts, ends)
        if kind == InvolvementKind.CARE:
            placement = Placement.objects.filter(child_id=child, ends__isnull=True).first()
            if placement:
                _end(placement, placement.starts, ends)
        return running


def involvement_goes_on(*, child: int, kind: str, ended: date, by: Account) -> Involvement:
    """That a plan of this kind, or care, ended on a day was recorded by mistake: it runs again, and in care the
    placement that ended with it."""
    with writing(by):
        locked(child)
        held = Involvement.objects.filter(child_id=child, kind=kind, ends=ended).order_by("-starts").first()
        if held is None:
            raise Refused("kind", "Nothing of this kind ended on that day.")
        held.ends = None
        held.save(update_fields=["ends"])
        if kind == InvolvementKind.CARE:
            placement = Placement.objects.filter(child_id=child, ends=ended).order_by("-starts").first()
            if placement:
                placement.ends = None
                placement.save(update_fields=["ends"])
        return held


def placed(
    *,
    child: int,
    at: Place | int,
    kind: str,
    starts: date,
    by: Account,
    now: datetime,
    same_place: bool = False,
) -> Placement:
    """A child in care is placed, and lives there from that day; a former placement ends in the same act.

    ``same_place``: the child may stay with the same carers in a placement of the same kind (it is meant to last now).
    """
    one_of("kind", kind, PlacementKind.values)
    not_later("starts", starts, now, "A placement is recorded when it has begun.")
    sentences = {
        "placement_one_at_a_time": ("starts", _LATER_PLACEMENT),
        "residence_one_at_a_time": ("starts", _LATER_HOME),
    }
    with writing(by, sentences):
        locked(child)
        in_care = Involvement.objects.filter(child_id=child, kind=InvolvementKind.CARE, starts__lte=starts)
        if not in_care.exclude(ends__lte=starts).exists():
            raise Refused("starts", "The child is not in care on that day. Record when they came into care first.")
        address = Address.objects.filter(pk=at).first() if isinstance(at, int) else address_row(at)
        if address is None:
            raise Refused("at", "This address is no longer on the register. Enter it in full.")
        former = Placement.objects.filter(child_id=child, ends__isnull=True).first()
        if former:
            if former.address_id == address.pk and former.kind == kind and not same_place:
                raise Refused("at", f"The child has been placed there since {say_date(former.starts)} already.")
            _end(former, former.starts, starts, field="starts")
        home = Residence.objects.filter(person_id=child, ends__isnull=True).first()
        if home is None or home.address_id != address.pk:
            if home:
                _end(home, home.starts, starts, field="starts")
            Residence.objects.create(
                person_id=child,
                address=address,
                starts=starts,
                protected=(home.protected if home else False) or is_listed(child),
            )
        return Placement.objects.create(child_id=child, address=address, kind=kind, starts=starts)


_POSTCODE = "Enter the postcode."
_LATER_HOME = "They lived somewhere else on or after that day. Correct that first, or enter a later day."
_LATER_PLACEMENT = "The child was placed elsewhere on or after that day. Correct that first, or enter a later day."

Period = TypeVar("Period", Involvement, Placement, Residence)


def _end(running: Period, starts: date, ends: date, *, field: str = "ends") -> Period:
    if ends <= starts:
        raise Refused(field, f"It began on {say_date(starts)}; enter a later day.")
    running.ends = ends
    running.save(update_fields=["ends"])
    return running


def address_row(place: Place) -> Address:
    """The register's row for an address, made when there is none."""
    line = words("line", place.line, 120, "Enter the house number and street.")
    locality = words("locality", place.locality, 60, "Enter the district or town.")
    postcode = place.postcode.upper() if place.country else words("postcode", place.postcode.upper(), 8, _POSTCODE)
    one_of("area", place.area, Area.values)
    held = Address.objects.filter(
        postcode=postcode,
        line__iexact=line,
        locality__iexact=locality,
        name=place.name,
        kind=place.kind,
        country=place.country.strip(),
    ).first()
    return held or Address.objects.create(
        name=place.name,
        kind=place.kind,
        line=line,
        locality=locality,
        postcode=postcode,
        area=place.area,
        authority=place.authority,
        country=place.country.strip()[:60],
    )
