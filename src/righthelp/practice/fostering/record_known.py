"""The verbs of relatives and friends approved for a time: approved, extended once, ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record_homes
from righthelp.practice.care.codes_homes import HomeKind, Provider
from righthelp.practice.care.record_homes import Offer
from righthelp.practice.fostering import journey, record
from righthelp.practice.fostering.codes import Ending, Settled, Source, Wish
from righthelp.practice.fostering.models import Application, KnownCarer
from righthelp.practice.fostering.models_known import LONGER, WEEKS
from righthelp.practice.people.models import Person, Relationship
from righthelp.practice.people.record import Place
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    **record_homes.SENTENCES,
    "known_carer_once": ("carer", "They are approved for a time for this child already."),
    "known_carer_extended_in_time": ("on", "An approval is extended before its sixteen weeks are over."),
    "known_carer_ended_says_why": ("on", "It ends after the day on which it began."),
}


def approved_for_a_time(
    *, child: int, carer: int, name: str, at: Place, starts: date, seen: str, worker: int, by: Account, now: datetime
) -> KnownCarer:
    """The nominated officer approves a relative or friend for sixteen weeks (regulation 24).

    Their home, with one place and terms that say until when, comes on care's register, and their application to foster
    begins, which ``worker`` assesses. The move itself is recorded with care's own verb.
    """
    writer = worker_of(by)
    recent("starts", starts, now)
    with writing(by, SENTENCES):
        locked(child)
        if not Relationship.objects.filter(person_id=child, other_id=carer).exists() and not (
            Relationship.objects.filter(person_id=carer, other_id=child).exists()
        ):
            raise Refused("carer", "Record first, on the family’s page, how they know each other.")
        called = words("name", name, 120, "Give the home a name: the carers’ names.")
        home = record_homes.home_registered(
            kind=HomeKind.CONNECTED, name=called, at=at, provider=Provider.OURS, starts=starts, by=by, now=now,
            terms=_terms(starts + WEEKS, "Approved for a time by the nominated officer (regulation 24)"), worker=worker,
        )  # fmt: skip
        record_homes.carer_joined(home=home.pk, person=carer, starts=starts, by=by, now=now)
        row = record.begun(
            name=called, source=Source.FAMILY, wishes=[Wish.KNOWN], on=starts, worker=worker, by=by, now=now
        )
        Application.objects.filter(pk=row.pk).update(
            visited=starts, visit_note=seen.strip(), registered=starts, address_id=home.address_id
        )
        record.applicant_named(application=row.pk, person=carer, on=starts, by=by, now=now)
        made = KnownCarer.objects.create(
            child_id=child, home=home, application_id=row.pk, starts=starts, recorded=now, recorded_by=writer,
            seen=text("seen", seen, "Write what you know of them, their home, and the child’s wishes."),
        )  # fmt: skip
        return _settled(made, now)


def _terms(until: date, decided: str) -> Offer:
    return Offer(
        places=1, together=3, youngest=0, oldest=17, sexes="any", skills=(), decided=decided, temporary_until=until,
        about="Relatives or friends of the child; for this child, and brothers and sisters, only.",
    )  # fmt: skip


def known_held(known: int) -> KnownCarer:
    """An approval for a time that runs: the child first, then the row, locked until the transaction ends."""
    child = KnownCarer.objects.filter(pk=known).values_list("child_id", flat=True).first()
    if child is None:
        raise Refused("", "This is no longer there. Open the child’s page again.")
    locked(child)
    found = KnownCarer.objects.select_for_update(of=("self",)).get(pk=known)
    if not found.runs:
        raise Refused("", "This approval for a time is over.")
    return found


def extended(*, known: int, on: date, why: str, by: Account, now: datetime) -> KnownCarer:
    """Eight weeks more, once: the assessment is nearly done, or the independent review mechanism has been asked."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = known_held(known)
        if found.extended:
            raise Refused("", f"It was extended on {say_date(found.extended)}. Nobody can extend it twice.")
        if not found.starts < on <= found.until:
            raise Refused("on", f"It runs from {say_date(found.starts)} to {say_date(found.until)}. Check the day.")
        found.extended, found.extended_why = on, text("why", why, "Write why eight weeks more are needed.")
        found.save(update_fields=["extended", "extended_why"])
        terms = _terms(found.starts + LONGER, "Extended once, by eight weeks (regulation 25)")
        record_homes.terms_changed(home=found.home_id, terms=terms, starts=on, by=by, now=now)
        return _settled(found, now)


def known_ended(*, known: int, on: date, ending: str, why: str, by: Account, now: datetime) -> KnownCarer:
    """It ended without approval as foster carers: their home closes, and the application with it."""
    worker_of(by)
    one_of("ending", ending, Settled.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = known_held(known)
        said = text("why", why, "Write why it ended.", 400)
        record_homes.home_closed(home=found.home_id, ends=on, why=said, by=by, now=now)
        found.ended, found.ending, found.ended_why = on, ending, said
        found.save(update_fields=["ended", "ending", "ended_why"])
        row = Application.objects.select_for_update(of=("self",)).get(pk=found.application_id)
        if row.runs:
            row.ended, row.ending, row.why, row.why_words = local_date(now), Ending.WITHDRAWN, "other", said
            row.save(update_fields=["ended", "ending", "why", "why_words"])
            settle(journey.Fostering, [row.pk], now)
        return _settled(found, now)


def _settled(row: KnownCarer, now: datetime) -> KnownCarer:
    settle(journey.KnownCarer, [row.pk], now)
    return row


def people_known(child: int) -> list[Person]:
    """Grown-ups whom the record connects with a child, by name."""
    pairs = Relationship.objects.filter(person_id=child).values_list("other_id", flat=True)
    others = Relationship.objects.filter(other_id=child).values_list("person_id", flat=True)
    rows = Person.objects.filter(pk__in={*pairs, *others}, died_on__isnull=True, merged_into__isnull=True)
    return sorted(rows, key=str)
