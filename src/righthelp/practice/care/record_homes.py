"""The verbs of homes: registered and closed, carers, terms, places held back; and a child placed in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import hearing
from righthelp.practice.care import queries_homes as queries
from righthelp.practice.care.codes_homes import HomeKind, Provider, Sexes, Skill
from righthelp.practice.care.models_homes import Carer, Held, Home, Terms
from righthelp.practice.people.models import Address, Organisation, Person
from righthelp.practice.people.record import Place, address_row
from righthelp.practice.people.writing import Sentences, not_later, one_of, optional, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    "home_open_once": ("name", "A home of this name at this address is on the register already. Open that one."),
    "home_ends_after_start": ("ends", "A home closes after the day on which it opened."),
    "home_ending_says_why": ("why", "Write why the home closes."),
    "home_has_name": ("name", "Give the home a name: the carers’ names, or its own."),
    "home_provider_not_parents": ("provider", "Choose who provides this home."),
    "carer_once_in_a_home": ("person", "This person belongs to the home on that day already."),
    "carer_ends_after_start": ("ends", "They leave after the day on which they came."),
    "terms_one_at_a_time": ("starts", "Other terms hold on that day. Enter a later day."),
    "terms_ends_after_start": ("starts", "Terms hold for at least a day. Enter a later day."),
    "terms_places": ("places", "A home has at least one place; brothers and sisters together at least as many."),
    "terms_ages": ("oldest", "The oldest is not younger than the youngest."),
    "terms_say_who_decided": ("decided", "Write who decided on these terms, and after what."),
    "held_ends_after_start": ("ends", "The places are free again after the day from which they were not."),
    "held_says_why": ("why", "Write why the places cannot be used."),
    "held_places": ("places", "Enter how many places, or leave it empty for all of them."),
}


@dataclass(frozen=True)
class Offer:
    """What terms say: how many children (``together``: so many if they are brothers and sisters), of which ages, for
    what."""

    places: int
    together: int
    youngest: int
    oldest: int
    sexes: str
    skills: Sequence[str]
    about: str
    decided: str
    temporary_until: date | None = None


def home_registered(
    *,
    kind: str,
    name: str,
    at: Place | int,
    provider: str,
    starts: date,
    terms: Offer,
    by: Account,
    now: datetime,
    agency: int | None = None,
    urn: str = "",
    worker: int | None = None,
) -> Home:
    """A home comes on the register with its first terms."""
    writer = worker_of(by)
    one_of("kind", kind, HomeKind.values)
    one_of("provider", provider, [each for each in Provider.values if each != Provider.PARENT])
    not_later("starts", starts, now, "A home is registered when it has been approved or opened.")
    if (provider == Provider.OURS) is (agency is not None):
        raise Refused("agency", "Choose the agency or organisation whose home it is; the trust’s own homes have none.")
    with writing(by, SENTENCES):
        address = Address.objects.filter(pk=at).first() if isinstance(at, int) else address_row(at)
        if address is None:
            raise Refused("at", "This address is no longer on the register. Enter it in full.")
        if agency is not None and not Organisation.objects.filter(pk=agency).exists():
            raise Refused("agency", "Choose an organisation of the register.")
        made = Home.objects.create(
            kind=kind,
            name=words("name", name, 120, "Give the home a name: the carers’ names, or its own."),
            address=address,
            provider=provider,
            agency_id=agency,
            urn=_urn(urn),
            starts=starts,
            worker_id=_supervisor(worker),
            registered=now,
            registered_by=writer,
        )
        _terms(made, terms, starts, writer)
        return made


def _urn(typed: str) -> str:
    urn = typed.strip().upper()
    if urn and not (urn.isalnum() and 5 <= len(urn) <= 8):
        raise Refused("urn", "A registration number has 5 to 8 letters and digits, such as SC012345.")
    return urn


def _supervisor(worker: int | None) -> int | None:
    if worker is not None and not Worker.objects.filter(pk=worker, ends__isnull=True).exists():
        raise Refused("worker", "Choose a colleague who works here.")
    return worker


def _terms(home: Home, offer: Offer, starts: date, writer: Worker) -> Terms:
    one_of("sexes", offer.sexes, Sexes.values)
    for each in offer.skills:
        one_of("skills", each, Skill.values)
    return Terms.objects.create(
        home=home,
        places=offer.places,
        together=offer.together,
        youngest=offer.youngest,
        oldest=offer.oldest,
        sexes=offer.sexes,
        skills=sorted(set(offer.skills)),
        about=text("about", offer.about, ""),
        decided=words("decided", offer.decided, 200, "Write who decided on these terms, and after what."),
        temporary_until=offer.temporary_until,
        starts=starts,
        decided_by=writer,
    )


def open_home(home: int) -> Home:
    """An open home, locked until the transaction ends: whoever places a child there takes turns."""
    found = Home.objects.select_for_update(of=("self",)).filter(pk=home).first()
    if found is None:
        raise Refused("home", "This home is no longer on the register. Find it again.")
    if found.ends:
        raise Refused("home", f"This home closed on {say_date(found.ends)}.")
    return found


def terms_changed(*, home: int, terms: Offer, starts: date, by: Account, now: datetime) -> Terms:
    """From a day on other terms hold: a decision after review, or a new registration."""
    writer = worker_of(by)
    not_later("starts", starts, now, "Terms are recorded when they hold.")
    with writing(by, SENTENCES):
        held = open_home(home)
        last = Terms.objects.select_for_update().filter(home=held, ends__isnull=True).first()
        if last is not None:
            if starts <= last.starts:
                raise Refused("starts", f"The present terms hold since {say_date(last.starts)}. Enter a later day.")
            last.ends = starts
            last.save(update_fields=["ends"])
        return _terms(held, terms, starts, writer)


def carer_joined(*, home: int, person: int, starts: date, by: Account, now: datetime, cares: bool = True) -> Carer:
    """Somebody cares for children in the home from a day on, or lives there as an adult."""
    worker_of(by)
    not_later("starts", starts, now, "It is recorded when it has happened.")
    with writing(by, SENTENCES):
        held = open_home(home)
        if not Person.objects.filter(pk=person).exists():
            raise Refused("person", "This person is no longer on the register. Find them again.")
        return Carer.objects.create(home=held, person_id=person, cares=cares, starts=starts)


def carer_left(*, carer: int, ends: date, by: Account, now: datetime) -> Carer:
    """They no longer belong to the home."""
    worker_of(by)
    not_later("ends", ends, now, "It is recorded when it has happened.")
    with writing(by, SENTENCES):
        found = Carer.objects.select_for_update(of=("self",)).filter(pk=carer, ends__isnull=True).first()
        if found is None:
            raise Refused("", "They have left the home already.")
        found.ends = ends
        found.save(update_fields=["ends"])
        return found


def places_held(*, home: int, places: int | None, why: str, starts: date, by: Account, now: datetime) -> Held:
    """Some or all places cannot be used from a day on, and why."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = open_home(home)
        reason = words("why", why, 300, "Write why the places cannot be used.")
        return Held.objects.create(home=held, places=places, why=reason, starts=starts, by=writer)


def places_free(*, held: int, ends: date, by: Account, now: datetime, room: str = "") -> Held:
    """The places can be used again. ``room``: which room frees what it kept. Raises ``Refused`` while another keeps
    them."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = Held.objects.select_for_update(of=("self",)).filter(pk=held, ends__isnull=True).first()
        if found is None:
            raise Refused("", "These places are free already.")
        if hearing.kept_by_another(found.pk, room):
            raise Refused("", "The fostering service holds these places back and frees them. Ask the home’s worker.")
        found.ends = ends
        found.save(update_fields=["ends"])
        return found


def home_closed(*, home: int, ends: date, why: str, by: Account, now: datetime) -> Home:
    """A home closes: nobody is placed there any more."""
    worker_of(by)
    not_later("ends", ends, now, "A closing is recorded when it has happened.")
    with writing(by, SENTENCES):
        held = open_home(home)
        living = queries.living_there(held.pk, ends)
        if living:
            raise Refused("", f"{len(living)} children are placed here on that day. Record where they moved first.")
        held.ends, held.ending_why = ends, words("why", why, 400, "Write why the home closes.")
        held.save(update_fields=["ends", "ending_why"])
        Terms.objects.filter(Q(ends__isnull=True) | Q(ends__gt=ends), home=held, starts__lt=ends).update(ends=ends)
        Carer.objects.filter(home=held, ends__isnull=True, starts__lt=ends).update(ends=ends)
        return held


def supervised(*, home: int, worker: int | None, by: Account, now: datetime) -> Home:
    """A colleague supports the home from now on."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = open_home(home)
        held.worker_id = _supervisor(worker)
        held.save(update_fields=["worker"])
        return held


def numbered(*, home: int, urn: str, name: str, by: Account, now: datetime) -> Home:
    """The home's name or registration number is put right."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = open_home(home)
        held.urn, held.name = _urn(urn), optional("name", name, 120) or held.name
        held.save(update_fields=["urn", "name"])
        return held


__all__ = [
    "SENTENCES",
    "Offer",
    "carer_joined",
    "carer_left",
    "home_closed",
    "home_registered",
    "numbered",
    "open_home",
    "places_free",
    "places_held",
    "supervised",
    "terms_changed",
]
