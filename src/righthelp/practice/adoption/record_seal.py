"""The verbs of the seal: a second person seals the record and begins a new one; two people open the link together."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption import vault
from righthelp.practice.adoption.codes import Back
from righthelp.practice.adoption.models import Adopting, Linked
from righthelp.practice.adoption.models_adopters import Adopters
from righthelp.practice.adoption.models_seal import AdoptedAway, Opening
from righthelp.practice.people import record as people
from righthelp.practice.people.kinds import HowResponsible, RelationshipKind
from righthelp.practice.people.models import KeptApart, Person, Relationship, Residence, Tier
from righthelp.practice.people.writing import Sentences, locked, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Allocation
from righthelp.practice.workforce.record_allocation import allocated

ROLES: Final = ("director", "privacy_officer")
"""Which record became which is known to one of each of these together, never to one alone."""
LASTS: Final = timedelta(hours=1)
ENDED: Final = "Court order made"
_PARENTS: Final = frozenset({"mother", "father", "parent"})
_SIBLINGS: Final = frozenset({"sibling", "half_sibling"})
SENTENCES: Final[Sentences] = {
    "opening_says_why": ("why", "Write why it must be known."),
    "opening_answered_once": ("", "This has been answered already."),
    "opening_by_two_roles": ("", "Somebody of the other role must agree."),
}


def sealed(*, plan: int, forename: str, surname: str, somebody_else: bool, by: Account, now: datetime) -> None:
    """The order has been made: the child's record is sealed, and a new one begins under the new name.

    All of it or nothing: allocations end, birth relatives' records keep that a child was adopted, the old record opens
    to nobody from now on, and the new one has the birth date and the new parents, and no old number. Whoever recorded
    the order does not seal it. ``somebody_else``: a record much like the new one was looked at, and is not theirs.
    Returns nothing: whoever seals is not led from one record to the other.
    """
    writer = worker_of(by)
    forename = words("forename", forename, 80, "Enter the forename.")
    surname = words("surname", surname, 80, "Enter the surname.")
    with writing(by):
        held = _adopted(plan)
        if held.adopted_by_id == writer.pk:
            raise Refused("", "You recorded the order. Somebody else checks the new name and seals the record.")
        old = locked(held.child_id)
        link = Linked.objects.filter(plan=held, stay__isnull=False, disrupted__isnull=True).get()
        if not link.adopters.people.exists():
            raise Refused(
                "", "Nobody of the register of people is one of the adopters. Add them to the adopters first."
            )
        _let_go(old, now)
        _remembered(old, held.adopted or now.date())
        old.tier = Tier.SEALED
        old.save(update_fields=["tier"])
        old.merged_from.update(tier=Tier.SEALED)  # a record of an adoption that was none is part of this one
        with vault.another_history():
            new = _begun(old, link.adopters, (forename, surname), somebody_else, held.adopted or now.date(), by, now)
        vault.put(vault.Pair(old.pk, new.pk))


def _adopted(plan: int) -> Adopting:
    child = Adopting.objects.filter(pk=plan).values_list("child_id", flat=True).first()
    if child is None or locked(child).tier == Tier.SEALED:
        raise Refused("", "This plan is no longer there.")
    held = Adopting.objects.select_for_update(of=("self",)).get(pk=plan)
    if held.adopted is None:
        raise Refused("", "No adoption order has been recorded.")
    if held.taken_back.filter(what=Back.ORDER, answered__isnull=True).exists():
        raise Refused("", "Somebody asks to take the order back. Answer that first.")
    return held


def _let_go(old: Person, now: datetime) -> None:
    if old.involvements.filter(ends__isnull=True).exists():
        raise Refused("", "The child has another plan still. End it first.")
    Allocation.objects.filter(child=old, ends__isnull=True).update(ends=now, ended_reason=ENDED)


def kin_of(old: Person) -> dict[int, bool]:
    """Birth relatives whose records keep that a child was adopted, and whether each is a brother or sister."""
    ties = [
        *Relationship.objects.filter(person=old).values_list("other_id", "kind"),
        *Relationship.objects.filter(other=old, kind__in=_SIBLINGS).values_list("person_id", "kind"),
    ]
    return {person: kind in _SIBLINGS for person, kind in ties if kind in _PARENTS | _SIBLINGS}


def _remembered(old: Person, on: date) -> None:
    """Birth relatives' records keep that a child was adopted."""
    kin = kin_of(old)
    AdoptedAway.objects.bulk_create(
        AdoptedAway(person_id=person, year=on.year, sibling=sibling) for person, sibling in sorted(kin.items())
    )


def _begun(
    old: Person, adopters: Adopters, name: tuple[str, str], somebody_else: bool, on: date, by: Account, now: datetime
) -> Person:
    """The new record: new name, the same birth date; its home and its parents; no number of the old one."""
    said = {
        "forename": name[0], "surname": name[1], "birth_date": old.birth_date, "sex": old.sex,
        "birth_date_kind": old.birth_date_kind, "ethnicity": old.ethnicity, "language": old.language,
        "needs_interpreter": old.needs_interpreter, "by": by, "now": now,
    }  # fmt: skip
    try:
        new = people.registered(**said)  # type: ignore[arg-type]  # as the verb takes them
    except people.LikelyDuplicateError as likely:
        if not somebody_else:
            raise Refused(
                "somebody_else",
                "A record much like the new one is on the register. Look, and say that it is not theirs.",
            ) from None
        new = people.registered(**said, somebody_else=[each.id for each in likely.candidates])  # type: ignore[arg-type]
    KeptApart.objects.create(person=new, since=on)
    if adopters.home is not None:
        Residence.objects.create(person=new, address_id=adopters.home.address_id, starts=on, protected=True)
    for each in adopters.people.all():
        Relationship.objects.create(
            person=new, other_id=each.person_id, kind=RelationshipKind.ADOPTER, parental_responsibility=True,
            responsible_how=HowResponsible.ADOPTION, responsible_from=on, starts=on,
        )  # fmt: skip
    if adopters.worker_id is not None:
        allocated(child=new.pk, worker=adopters.worker_id, by=by, now=now, reason="Supports the family")
    return new


def _role(by: Account, but_for: str = "") -> str:
    role = next((each for each in ROLES if each in by.roles and each != but_for), None)
    if role is None:
        raise Refused("", "Somebody of the other role must agree.")
    return role


def opening_asked(*, number: int, why: str, by: Account, now: datetime, undoes: bool = False) -> Opening:
    """Somebody asks which record became which: the number of either, and why it must be known. ``undoes``: because the
    order was recorded by mistake, and the two records are to be one again."""
    reason = text("why", why, "Write why it must be known.")
    if len(reason) < 20:
        raise Refused("why", "Write why in at least 20 characters: somebody else decides on it.")
    with writing(by, SENTENCES):
        return Opening.objects.create(
            about=vault.sealed(str(number)), why=reason, asked=now, asked_by=by, asked_as=_role(by),
            undoes=undoes,
        )  # fmt: skip


def _asked(opening: int) -> Opening:
    found = Opening.objects.select_for_update(of=("self",)).filter(pk=opening).first()
    if found is None or found.answered is not None:
        raise Refused("", "This has been answered already.")
    return found


def opening_agreed(*, opening: int, by: Account, now: datetime) -> Opening:
    """Somebody of the other role agrees: for an hour, whoever asked may know."""
    with writing(by, SENTENCES):
        held = _asked(opening)
        if held.asked_by_id == by.pk:
            raise Refused("", "You asked for it yourself. Somebody of the other role must agree.")
        held.answered, held.answered_by, held.answered_as = now, by, _role(by, held.asked_as)
        held.ends = now + LASTS
        held.save(update_fields=["answered", "answered_by", "answered_as", "ends"])
        return held


def opening_declined(*, opening: int, why: str, by: Account, now: datetime) -> Opening:
    """It stays sealed, or whoever asked thinks better of it."""
    with writing(by, SENTENCES):
        held = _asked(opening)
        held.answered, held.answered_by, held.declined_why = now, by, text("why", why, "Write why it stays sealed.")
        held.save(update_fields=["answered", "answered_by", "declined_why"])
        return held


def opening_read(*, opening: int, by: Account, now: datetime) -> vault.Pair | None:
    """Which record became which, for whoever asked, while the opening runs. None when nothing is sealed there."""
    with writing(by, SENTENCES):
        held = Opening.objects.select_for_update(of=("self",)).filter(pk=opening, asked_by=by).first()
        if held is None or held.ends is None or not now < held.ends:
            raise Refused("", "This opening has ended, or nobody has agreed to it.")
        held.read = held.read or now
        held.save(update_fields=["read"])
        return vault.found(held.pk, int(vault.unsealed(held.about)), now)


__all__ = ["ENDED", "ROLES", "kin_of", "opening_agreed", "opening_asked", "opening_declined", "opening_read", "sealed"]
