"""The verbs that write what a person needs and what is worried about: disability, leave to remain, communication,
numbers that reach them, what they agreed to share, worries."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db.models import Model, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.codes import Communication, DisabilityCode, Leave
from righthelp.practice.people.models_identity import (
    Basis,
    CommunicationNeed,
    Consent,
    ContactPoint,
    Disability,
    Immigration,
    PointKind,
    SharedWith,
    Whose,
    Worry,
)
from righthelp.practice.people.writing import locked, not_later, one_of, optional, words, writing

_GONE = "This is no longer there. Look at the page again."


def disability_known(
    *,
    person: int,
    code: str,
    basis: str = Basis.SAID,
    in_their_words: str = "",
    starts: date,
    by: Account,
    now: datetime,
) -> Disability:
    """A disability is known from a day on. ``NONE`` says that it was asked and there is none; any other ends that."""
    one_of("code", code, DisabilityCode.values)
    one_of("basis", basis, Basis.values)
    not_later("starts", starts, now, "Enter since when it has been known.")
    with writing(by, {"disability_one_of_a_kind": ("code", "This is recorded for that time already.")}):
        locked(person, "person")
        standing = Disability.objects.filter(person_id=person, ends=None)
        if standing.filter(code=code).exists():
            raise Refused("code", "This is recorded already.")
        if code == DisabilityCode.NONE and standing.exists():
            raise Refused("code", "A disability is recorded. End it first if there is none any longer.")
        for none in standing.filter(code=DisabilityCode.NONE):
            _over(none, max(starts, none.starts + timedelta(days=1)))
        return Disability.objects.create(
            person_id=person,
            code=code,
            basis=basis,
            words=optional("in_their_words", in_their_words, 200),
            starts=starts,
        )


def disability_over(*, person: int, disability: int, ends: date, by: Account, now: datetime) -> Disability:
    """A disability no longer stands, or the question was answered wrongly."""
    not_later("ends", ends, now, "An ending is recorded when it has happened.")
    with writing(by):
        return _ended(Disability.objects.filter(person_id=person), disability, ends)


def leave_given(
    *,
    person: int,
    leave: str,
    starts: date,
    no_public_funds: bool = False,
    in_words: str = "",
    by: Account,
    now: datetime,
) -> Immigration:
    """The leave a person has to be in the country from a day on; what they had before ends on it."""
    one_of("leave", leave, Leave.values)
    not_later("starts", starts, now, "Leave is recorded when it has begun.")
    later = ("starts", "Leave that began on or after that day is recorded. Enter a later day, or correct that first.")
    with writing(by, {"immigration_one_at_a_time": later}):
        locked(person, "person")
        former = Immigration.objects.filter(person_id=person, ends=None).first()
        if former:
            if former.starts >= starts:
                raise Refused("starts", f"The present status began on {say_date(former.starts)}; enter a later day.")
            _over(former, starts)
        return Immigration.objects.create(
            person_id=person,
            leave=leave,
            no_public_funds=no_public_funds,
            starts=starts,
            words=optional("in_words", in_words, 200),
        )


def leave_taken_back(*, person: int, leave: str, starts: date, by: Account, now: datetime) -> None:
    """A leave that was given by mistake from a day never was: it goes, its history stays, and what it had ended goes
    on, until the day on which a later one began. Nothing happens where it does not stand (any more)."""
    with writing(by):
        locked(person, "person")
        rows = Immigration.objects.select_for_update().filter(person_id=person)
        held = rows.filter(leave=leave, starts=starts).first()
        if held is None:
            return
        former = rows.filter(ends=starts).first()
        held.delete()
        if former:
            former.ends = held.ends
            former.save(update_fields=["ends"])


def came_alone(*, person: int, unaccompanied: bool, by: Account, now: datetime) -> None:
    """Whether the person came to this country as a child without a parent or carer."""
    with writing(by):
        held = locked(person, "person")
        held.unaccompanied = unaccompanied
        held.save(update_fields=["unaccompanied"])


def communicates(
    *, person: int, needs: Collection[str], in_words: str = "", by: Account, now: datetime
) -> list[CommunicationNeed]:
    """What makes talking with a person possible, all of it: what is not among ``needs`` ends today, what is new begins.

    ``in_words`` is kept with each need that begins, and with those that stand when it is given anew.
    """
    for need in needs:
        one_of("needs", need, Communication.values)
    said = optional("in_words", in_words, 200)
    if Communication.OTHER in needs and not said:
        raise Refused("in_words", "Say in a few words what helps.")
    today = local_date(now)
    with writing(by):
        locked(person, "person")
        standing = {each.kind: each for each in CommunicationNeed.objects.filter(person_id=person, ends=None)}
        for kind, held in standing.items():
            if kind in needs:
                if held.words != said:
                    held.words = said
                    held.save(update_fields=["words"])
            else:
                _over(held, max(today, held.starts + timedelta(days=1)))
        for kind in sorted(set(needs) - set(standing)):
            again = CommunicationNeed.objects.filter(person_id=person, kind=kind, ends__gt=today)
            if not again.update(ends=None, words=said):  # taken back earlier on this day
                CommunicationNeed.objects.create(person_id=person, kind=kind, words=said, starts=today)
        return list(CommunicationNeed.objects.filter(person_id=person, ends=None).order_by("kind"))


def reached_by(
    *, person: int, kind: str, value: str, whose: str = "", safe: bool = False, by: Account, now: datetime
) -> ContactPoint:
    """A phone number or e-mail address that reaches a person; ``safe`` when nobody else reads or hears what is left."""
    one_of("kind", kind, PointKind.values)
    value = words("value", value, 120, "Enter the number or address.")
    if kind == PointKind.PHONE and sum(each.isdigit() for each in value) < 7:
        raise Refused("value", "This is too short for a phone number. Check it.")
    if kind == PointKind.EMAIL and ("@" not in value or " " in value):
        raise Refused("value", "Enter an e-mail address like name@example.org.")
    with writing(by):
        locked(person, "person")
        if ContactPoint.objects.filter(person_id=person, kind=kind, value__iexact=value, ends=None).exists():
            raise Refused("value", "This is recorded already.")
        return ContactPoint.objects.create(
            person_id=person,
            kind=kind,
            value=value,
            whose=optional("whose", whose, 80),
            safe=safe,
            starts=local_date(now),
        )


def reached_no_more(*, person: int, point: int, by: Account, now: datetime) -> ContactPoint:
    """A number or address no longer reaches the person."""
    with writing(by):
        held = _standing(ContactPoint.objects.filter(person_id=person), point)
        _over(held, max(local_date(now), held.starts + timedelta(days=1)))
        return held


def agreed(
    *,
    person: int,
    shared_with: str,
    yes: bool,
    said_by: str,
    on: date,
    in_words: str = "",
    by: Account,
    now: datetime,
) -> Consent:
    """What the person, or who holds parental responsibility, said about sharing; what was said before ends.

    A statement, not a lock: what has to be shared to protect a child is shared, and the reason written down.
    """
    one_of("shared_with", shared_with, SharedWith.values)
    not_later("on", on, now, "Enter the day it was said.")
    said_by = words("said_by", said_by, 80, "Enter who said so.")
    later = ("on", "A later statement about the same is recorded. Enter a later day.")
    with writing(by, {"consent_one_of_a_kind": later}):
        locked(person, "person")
        former = Consent.objects.filter(person_id=person, shared_with=shared_with, ends=None).first()
        if former:
            if former.starts >= on:
                raise Refused("on", f"The present statement is of {say_date(former.starts)}; enter a later day.")
            _over(former, on)
        return Consent.objects.create(
            person_id=person,
            shared_with=shared_with,
            agreed=yes,
            said_by=said_by,
            words=optional("in_words", in_words, 300),
            starts=on,
        )


def worried(*, person: int, whose: str, worry: str, since: date, by: Account, now: datetime) -> Worry:
    """Somebody is worried about a child: one sentence, in their words."""
    one_of("whose", whose, Whose.values)
    said = words("worry", worry, 240, "Say the worry in one sentence, in the words of whoever has it.")
    not_later("since", since, now, "Enter since when they have been worried.")
    with writing(by):
        locked(person, "person")
        if Worry.objects.filter(person_id=person, whose=whose, words__iexact=said, ends=None).exists():
            raise Refused("worry", "This worry is recorded already.")
        return Worry.objects.create(person_id=person, whose=whose, words=said, starts=since)


def worry_over(*, person: int, worry: int, why: str, on: date, by: Account, now: datetime) -> Worry:
    """What was worried about is over, or has become something else; ``why`` says how we know."""
    why = words("why", why, 240, "Say how we know that this is over.")
    not_later("on", on, now, "An ending is recorded when it has happened.")
    with writing(by):
        held = _standing(Worry.objects.filter(person_id=person), worry)
        if on < held.starts:
            raise Refused("on", f"It began on {say_date(held.starts)}; enter a later day.")
        held.ends, held.why_over = max(on, held.starts + timedelta(days=1)), why
        held.save(update_fields=["ends", "why_over"])
        return held


Period = TypeVar("Period", Disability, Immigration, CommunicationNeed, ContactPoint, Consent)
Held = TypeVar("Held", bound=Model)


def _standing(rows: QuerySet[Held], pk: int) -> Held:
    held = rows.select_for_update().filter(pk=pk, ends=None).first()
    if held is None:
        raise Refused("ends", _GONE)
    return held


def _ended(rows: QuerySet[Period], pk: int, ends: date) -> Period:
    held = _standing(rows, pk)
    if ends <= held.starts:
        raise Refused("ends", f"It began on {say_date(held.starts)}; enter a later day.")
    _over(held, ends)
    return held


def _over(held: Period, ends: date) -> None:
    held.ends = ends
    held.save(update_fields=["ends"])
