"""The verbs of the local offer: what there is, what a young person asked for, got and used, and council tax."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q, Sum
from django.utils.text import slugify

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.pages.cells import pounds
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models_base import Recorded
from righthelp.practice.care.record_back import row_back, standing
from righthelp.practice.leaving_care import due, journey
from righthelp.practice.leaving_care.codes import BEGINNING, OUR_COUNCIL, Source
from righthelp.practice.leaving_care.eligibility import birthday
from righthelp.practice.leaving_care.models import Activity, Contact, Lodging
from righthelp.practice.leaving_care.models_homes import Homeless, HousingAsked
from righthelp.practice.leaving_care.models_offer import Claim, CouncilTax, Entitlement, Used
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import (
    Sentences,
    locked,
    one_of,
    optional,
    recent,
    take_turns,
    text,
    words,
    writing,
)
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "leaving_entitlement_one_version": ("starts", "Another version is in force on that day. Enter a later day."),
    "leaving_entitlement_ends_after_start": ("starts", "The version before lasted for a day at least."),
    "leaving_entitlement_ages": ("to_age", "From 16 at the earliest, until 25 at the latest."),
    "leaving_claim_answered_after": ("on", "It was answered on or after the day on which they asked."),
    "leaving_claim_refused_says_why": ("why", "Write why it was refused, as you told the young person."),
    "leaving_claim_one_open": ("entitlement", "They have asked for this already, and wait for an answer."),
    "leaving_used_something": ("pence", "Enter more than nothing."),
    "leaving_tax_one_council": ("starts", "Another council charges them on that day. Enter a later day."),
    "leaving_tax_ends_after_start": ("starts", "The one before charged for a day at least. Enter a later day."),
    "leaving_tax_exempt_costs_nothing": ("pence", "In the city they are exempt: there is nothing to pay."),
    "leaving_tax_met_a_sum": ("on", "It is paid on or after the day from which they are charged."),
}


def offer_begun(*, starts: date, by: Account, now: datetime) -> list[Entitlement]:
    """A local offer to begin with (``codes.BEGINNING``), where there is none yet. Each can be changed afterwards."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        take_turns("leaving offer")
        if Entitlement.objects.exists():
            raise Refused("", "There is an offer already. Change or add to it.")
        return [
            Entitlement.objects.create(
                key=slugify(name)[:40], name=name, source=source, law=law, from_age=least, to_age=most, pence=pence,
                words=said, starts=starts, recorded=now, recorded_by=writer,
            )
            for name, source, law, least, most, pence, said in BEGINNING
        ]  # fmt: skip


def offered(
    *, name: str, words_: str, from_age: int, to_age: int, source: str, law: str, starts: date, by: Account,
    now: datetime, pence: int | None = None, of: int | None = None,
) -> Entitlement:  # fmt: skip
    """Something is part of the offer from a day on. ``of``: the version it takes the place of, which ends that day."""
    writer = worker_of(by)
    one_of("source", source, Source.values)
    if not add_months(local_date(now), -120) < starts < add_months(local_date(now), 24):
        raise Refused("starts", "Check the year.")
    if not 16 <= from_age < to_age <= 25:
        raise Refused("to_age", "From 16 at the earliest, until 25 at the latest.")
    with writing(by, SENTENCES):
        take_turns("leaving offer")
        key = slugify(name)[:40]
        if of is not None:
            before = _version(of)
            key = before.key
            if starts <= before.starts:
                raise Refused("starts", f"The present version began on {say_date(before.starts)}. Enter a later day.")
            before.ends = starts
            before.save(update_fields=["ends"])
        elif Entitlement.objects.filter(key=key, ends__isnull=True).exists():
            raise Refused("name", "This is part of the offer already. Change that one.")
        return Entitlement.objects.create(
            key=key, name=words("name", name, 120, "Write what it is called."), pence=pence,
            words=text("words_", words_, "Write it as a young person would want to read it."), from_age=from_age,
            to_age=to_age, source=source, law=words("law", law, 160, "Write where it is decided."), starts=starts,
            recorded=now, recorded_by=writer,
        )  # fmt: skip


def no_longer_offered(*, entitlement: int, ends: date, by: Account, now: datetime) -> Entitlement:
    """Something is no part of the offer from a day on. What was granted stays granted."""
    worker_of(by)
    with writing(by, SENTENCES):
        take_turns("leaving offer")
        found = _version(entitlement)
        if ends <= found.starts or ends > add_months(local_date(now), 24):
            raise Refused("ends", f"It began on {say_date(found.starts)}. Enter a later day, within two years.")
        found.ends = ends
        found.save(update_fields=["ends"])
        return found


def _version(number: int) -> Entitlement:
    found = Entitlement.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if found is None or found.ends is not None:
        raise Refused("", "This version has ended. Open the list again.")
    return found


def asked(*, child: int, entitlement: int, on: date, by: Account, now: datetime, what: str = "") -> Claim:
    """A young person asked for something of the offer."""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        person = locked(child)
        one = Entitlement.objects.filter(pk=entitlement).first()
        if one is not None:  # the version that held on that day: the form offers those of today
            held = Entitlement.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), key=one.key, starts__lte=on)
            one = held.first()
        if one is None:
            raise Refused("entitlement", "This was not part of the offer on that day.")
        _of_age(person, one, on)
        return Claim.objects.create(
            child_id=child, entitlement=one, asked=on, what=optional("what", what, 300), recorded=now,
            recorded_by=writer,
        )  # fmt: skip


def _of_age(person: Person, one: Entitlement, on: date) -> None:
    if person.birth_date is None:
        raise Refused("", "Record the birth date first: what they may have follows from it.")
    if on < birthday(person.birth_date, one.from_age):
        raise Refused("entitlement", f"From {one.from_age} on: {say_date(birthday(person.birth_date, one.from_age))}.")
    if on >= birthday(person.birth_date, one.to_age):
        raise Refused(
            "entitlement", f"Until {one.to_age}, which was {say_date(birthday(person.birth_date, one.to_age))}."
        )


def left_in_all(child: int, one: Entitlement) -> int | None:
    """What is left in all of a sum, by all versions of it; None where it is no sum. What was granted is gone."""
    if one.pence is None:
        return None
    granted = Claim.objects.filter(child_id=child, entitlement__key=one.key, granted=True, withdrawn__isnull=True)
    return max(0, one.pence - (granted.aggregate(sum=Sum("pence"))["sum"] or 0))


def answered(
    *, claim: int, on: date, granted: bool, by: Account, now: datetime, pence: int | None = None, why: str = ""
) -> Claim:
    """It was granted, with how much, or refused, with the reason given to the young person."""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(Claim, claim)
        if found.answered is not None:
            raise Refused("", f"It was answered on {say_date(found.answered)}.")
        if granted:
            left = left_in_all(found.child_id, found.entitlement)
            if left is not None and not pence:
                raise Refused("pence", "Enter how much is granted.")
            if left is not None and pence is not None and pence > left:
                raise Refused("pence", f"{pounds(left)} is left of {pounds(found.entitlement.pence)}.")
        found.answered, found.granted, found.answered_by = on, granted, writer
        found.pence = pence if granted else None
        found.why = text("why", why, "" if granted else "Write why it was refused, as you told the young person.")
        found.save(update_fields=["answered", "granted", "answered_by", "pence", "why"])
        return found


def spent(claim: Claim) -> int:
    """Pence used of what was granted."""
    return claim.uses.filter(withdrawn__isnull=True).aggregate(sum=Sum("pence"))["sum"] or 0


def used(*, claim: int, on: date, what: str, by: Account, now: datetime, pence: int | None = None) -> Used:
    """Some of what was granted was paid, bought or given."""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(Claim, claim)
        if not found.granted or found.answered is None:
            raise Refused("", "It has not been granted.")
        if on < found.answered:
            raise Refused("on", f"It was granted on {say_date(found.answered)}. Check the date.")
        if found.pence is not None:
            left = found.pence - spent(found)
            if not pence:
                raise Refused("pence", "Enter how much.")
            if pence > left:
                raise Refused("pence", f"{pounds(left)} is left of {pounds(found.pence)}.")
        return Used.objects.create(
            child_id=found.child_id, claim=found, on=on, pence=pence, recorded=now, recorded_by=writer,
            what=words("what", what, 300, "Write what for."),
        )  # fmt: skip


def tax_charged(
    *, child: int, council: str, starts: date, by: Account, now: datetime, pence: int | None = None
) -> CouncilTax:
    """A council charges the young person council tax from a day on; the one before stops that day. In the city they are
    exempt until 25; elsewhere ``pence`` is what a year costs."""
    writer = worker_of(by)
    recent("starts", starts, now)
    name = words("council", council, 80, "Write which council.")
    ours = name.casefold().startswith(OUR_COUNCIL.casefold())
    if ours and pence:
        raise Refused("pence", "In the city they are exempt: there is nothing to pay.")
    with writing(by, SENTENCES):
        locked(child)
        before = CouncilTax.objects.filter(child_id=child, ends__isnull=True, withdrawn__isnull=True).first()
        if before is not None:
            if starts <= before.starts:
                raise Refused("starts", f"{before.council} has charged them since {say_date(before.starts)}.")
            before.ends = starts
            before.save(update_fields=["ends"])
        return CouncilTax.objects.create(
            child_id=child, council=name, ours=ours, starts=starts, pence=pence or None, recorded=now,
            recorded_by=writer,
        )  # fmt: skip


def tax_met(*, tax: int, on: date, pence: int, by: Account, now: datetime) -> CouncilTax:
    """What another council charges for a year was paid for the young person."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(CouncilTax, tax)
        if found.ours:
            raise Refused("", "In the city they are exempt: there is nothing to pay.")
        if not pence:
            raise Refused("pence", "Enter how much was paid.")
        found.pence, found.met = pence, on
        found.save(update_fields=["pence", "met"])
        return found


def _stretch_back(found: Activity | Lodging, now: datetime) -> None:
    """What was recorded by mistake ends with its first day; what it had ended goes on, if nothing has come since."""
    rows = type(found)._default_manager.filter(child_id=found.child_id, withdrawn__isnull=True)
    before = rows.filter(ends=found.starts).first() if found.ends is None else None
    if isinstance(found, Lodging) and found.risks.filter(withdrawn__isnull=True).exists():
        raise Refused("", "This home was recorded as at risk. Take that back first.")
    found.ends = found.starts + timedelta(days=1)
    found.save(update_fields=["ends"])
    if before is not None:
        before.ends = None
        before.save(update_fields=["ends"])
    kind = journey.Activity if isinstance(found, Activity) else journey.Lodging
    settle(kind, [found.pk, *([before.pk] if before else [])], now)


def taken_back(*, model: type[Recorded], number: int, why: str, by: Account, now: datetime) -> Any:
    """A record that was a mistake: it no longer counts, and stays readable, with the reason."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = row_back(model, number, why, now)
        if isinstance(found, Claim) and found.uses.filter(withdrawn__isnull=True).exists():
            raise Refused("", "Some of it was used. Take that back first.")
        if isinstance(found, CouncilTax) and found.ends is None:
            rows = CouncilTax.objects.filter(child_id=found.child_id, ends=found.starts, withdrawn__isnull=True)
            rows.update(ends=None)
        if isinstance(found, (Activity, Lodging)):
            _stretch_back(found, now)
        if isinstance(found, (Contact, Lodging)):
            due.redrawn(found.child_id, now)
        if isinstance(found, HousingAsked) and found.offers.filter(withdrawn__isnull=True).exists():
            raise Refused("", "Homes were offered. Take back those offers first.")
        if isinstance(found, Homeless):
            found.counts = False
            found.save(update_fields=["counts"])
            settle(journey.Homeless, [found.pk], now)
        return found


__all__ = [
    "SENTENCES",
    "answered",
    "asked",
    "left_in_all",
    "no_longer_offered",
    "offer_begun",
    "offered",
    "spent",
    "taken_back",
    "tax_charged",
    "tax_met",
    "used",
]
