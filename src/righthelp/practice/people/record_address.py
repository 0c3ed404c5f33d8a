"""The verbs of where people live: a change of address as one act, corrections, who must not know, who was told.

*Moved* and *corrected* are two things. A move ends one home and begins another on a day. A correction says that what
was recorded was never so, with the reason; nothing that was recorded is lost to the history.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.homes import is_listed
from righthelp.practice.people.models import Address, Move, Moved, Residence, Situation, StruckOut, Telling
from righthelp.practice.people.record import Place, address_row
from righthelp.practice.people.telling import Who
from righthelp.practice.people.writing import locked, not_later, one_of, words, writing

_LATER = "One of them lived somewhere else on or after that day. Correct that first, or enter a later day."
_REASON = "Say why, so that whoever reads this later understands."


def address_changed(
    *,
    people: Collection[int],
    to: Place | int | None,
    on: date,
    by: Account,
    now: datetime,
    situation: str = Situation.ADDRESS,
    protected: bool = False,
    temporary: bool = False,
    about: bool = False,
    why: str = "",
    tell: Sequence[Who] = (),
) -> Move:
    """``people`` live somewhere else from ``on``, in one act: their homes end, new ones begin, and who is to be told,
    or must not be, is written down.

    ``to``: an address as given, or the id of one here; None for no fixed address or one not known. Whoever has a list
    of who must not know stays protected whatever ``protected`` says, and then so does everyone who moves with them.
    """
    not_later("on", on, now, "A move is recorded when it has happened.")
    one_of("situation", situation, Situation.values)
    if not people:
        raise Refused("people", "Tick who moved.")
    if (situation == Situation.ADDRESS) == (to is None):
        raise Refused("line", "Enter the address, or say that there is none.")
    with writing(by, {"residence_one_at_a_time": ("on", _LATER)}):
        ordered = sorted(set(people))
        for person in ordered:
            locked(person, "people")
        address = _to(to)
        protected = protected or any(is_listed(person) for person in ordered)
        move = Move.objects.create(
            on=on, address=address, situation=situation, protected=protected, why=why.strip()[:300],
            recorded_at=now, recorded_by=by.name,
        )  # fmt: skip
        for person in ordered:
            former = _ended(person, on, address, protected)
            residence = Residence.objects.create(
                person_id=person, address=address, starts=on, protected=protected, situation=situation,
                temporary=temporary, starts_about=about,
            )  # fmt: skip
            Moved.objects.create(move=move, person_id=person, residence=residence, former=former)
        Telling.objects.bulk_create(
            Telling(
                move=move, kind=who.kind, who=who.words[:160], person_id=who.person,
                organisation_id=who.organisation, must_not=who.must_not, why=who.why[:300],
            )
            for who in tell
        )  # fmt: skip
    return move


def _to(to: Place | int | None) -> Address | None:
    if to is None:
        return None
    address = Address.objects.filter(pk=to).first() if isinstance(to, int) else address_row(to)
    if address is None:
        raise Refused("line", "This address is no longer on the register. Enter it in full.")
    return address


def _ended(person: int, on: date, address: Address | None, protected: bool) -> Residence | None:
    """End the home that ``person`` has, the day before they move."""
    former = Residence.objects.filter(person_id=person, ends__isnull=True).first()
    if former is None:
        return None
    if former.starts >= on:
        raise Refused(
            "on",
            f"One of them has lived at their present home since {say_date(former.starts)} only; enter a later day, or "
            "correct that home instead.",
        )
    if address and former.address_id == address.pk and former.protected == protected:
        raise Refused("people", f"One of them has lived there since {say_date(former.starts)} already. Untick them.")
    former.ends = on
    former.save(update_fields=["ends"])
    return former


def address_corrected(
    *,
    residence: int,
    to: Place | int | None,
    starts: date,
    why: str,
    by: Account,
    now: datetime,
    situation: str = Situation.ADDRESS,
    about: bool = False,
    temporary: bool = False,
) -> Residence:
    """A home was recorded wrongly: the address, or the day it began, was never so. Nobody has moved."""
    why = words("why", why, 300, _REASON)
    not_later("starts", starts, now, "Enter the day they began to live there.")
    one_of("situation", situation, Situation.values)
    if (situation == Situation.ADDRESS) == (to is None):
        raise Refused("line", "Enter the address, or say that there is none.")
    with writing(by, {"residence_one_at_a_time": ("starts", _LATER), "residence_ends_after_start": ("starts", _LATER)}):
        held = _residence(residence)
        address = _to(to)
        StruckOut.objects.create(
            person_id=held.person_id, address_id=held.address_id, protected=held.protected, starts=held.starts,
            ends=held.ends, why=why, at=now, by=by.name,
        )  # fmt: skip
        held.address, held.situation, held.starts = address, situation, starts
        held.starts_about, held.temporary, held.why_changed = about, temporary, why
        held.save()
    return held


def _residence(residence: int) -> Residence:
    held = Residence.objects.filter(pk=residence).first()
    if held is None:
        raise Refused("", "This home is no longer recorded. Open the child's addresses again.")
    locked(held.person_id, "")
    return held


def move_undone(*, move: int, why: str, by: Account, now: datetime) -> Move:
    """A move that never was: everybody lives again where they lived before it. Only the latest move of each can be."""
    why = words("why", why, 300, _REASON)
    with writing(by):
        held = Move.objects.select_for_update().filter(pk=move).first()
        if held is None or held.undone_at:
            raise Refused("why", "This move is undone already.")
        for one in held.people.select_related("residence", "former").order_by("person_id"):
            locked(one.person_id, "why")
            new, former = one.residence, one.former
            if new is None or new.ends is not None:
                raise Refused("why", "Somebody has moved again since. Undo the later move first.")
            StruckOut.objects.create(
                person_id=one.person_id, address_id=new.address_id, protected=new.protected, starts=new.starts,
                why=why, at=now, by=by.name,
            )  # fmt: skip
            new.why_changed = why
            new.save(update_fields=["why_changed"])
            new.delete()
            if former:
                former.ends, former.why_changed = None, why
                former.protected = former.protected or is_listed(one.person_id)
                former.save(update_fields=["ends", "why_changed", "protected"])
        held.undone_at, held.undone_why = now, why
        held.save(update_fields=["undone_at", "undone_why"])
    return held


def told(*, telling: int, how: str, by: Account, now: datetime) -> Telling:
    """Somebody was told of a move, and how. Who must not know is never told."""
    how = words("how", how, 80, "Say how they were told, like ‘phone’ or ‘secure e-mail’.")
    with writing(by):
        held = _telling(telling)
        held.told_at, held.told_by, held.how, held.not_told_why = now, by.name, how, ""
        held.save(update_fields=["told_at", "told_by", "how", "not_told_why"])
    return held


def not_told(*, telling: int, why: str, by: Account, now: datetime) -> Telling:
    """Somebody on the list is not told of a move, and why not."""
    why = words("why", why, 300, "Say why they are not told.")
    with writing(by):
        held = _telling(telling)
        if held.told_at:
            raise Refused("why", "They have been told already; that cannot be taken back.")
        held.not_told_why = why
        held.save(update_fields=["not_told_why"])
    return held


def _telling(telling: int) -> Telling:
    held = Telling.objects.select_for_update().select_related("move").filter(pk=telling).first()
    if held is None:
        raise Refused("", "This is no longer on the list. Open the move again.")
    if held.must_not:
        raise Refused("", "This person must not know. Nobody tells them; ask your manager if you think otherwise.")
    if held.move.undone_at:
        raise Refused("", "This move was undone: there is nothing to tell.")
    return held


def protection_set(*, person: int, protected: bool, why: str, by: Account, now: datetime) -> Residence:
    """The present home of a person is protected, or no longer. While somebody must not know, it stays protected."""
    why = words("why", why, 300, _REASON)
    with writing(by):
        locked(person, "person")
        home = Residence.objects.filter(person_id=person, ends__isnull=True).first()
        if home is None:
            raise Refused("person", "No home is recorded. Record where they live first.")
        if not protected and is_listed(person):
            raise Refused("protected", "Somebody must not know where they live. End that on the list first.")
        home.protected, home.why_changed = protected, why
        home.save(update_fields=["protected", "why_changed"])
    return home


__all__ = [
    "Place",
    "address_changed",
    "address_corrected",
    "move_undone",
    "not_told",
    "protection_set",
    "told",
]
