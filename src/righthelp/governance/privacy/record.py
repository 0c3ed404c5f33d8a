"""The verbs of privacy: conflicts declared, decided and withdrawn, records restricted, findings answered.

Each is one transaction. What closes a record is written beside what explains it, so neither exists without the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from righthelp.foundation.access.models import TRUST, Account, Conflict, NamedAccess
from righthelp.foundation.refusals import Refused
from righthelp.governance.privacy.models import (
    Answer,
    Declaration,
    Finding,
    Ground,
    How,
    OwnDetails,
    Restriction,
    Settled,
    Suspicion,
    Tie,
)
from righthelp.practice.people.models import Tier
from righthelp.practice.people.writing import Sentences, locked, words, writing

CHILD: Final = "child"
LONGEST: Final = timedelta(days=90)
"""How long a restriction stands before it is looked at again, and how long one person's access to it lasts at most."""

_TWICE: Sentences = {
    "declaration_once": ("", "A conflict between this person and this record is declared already. It is closed."),
    "restriction_one_at_a_time": (
        "",
        "This record has been restricted a moment ago. Open the register to see by whom.",
    ),
}


def declared(
    *, child: int, tie: str, reason: str, by: Account, now: datetime, about: Account | None = None
) -> Declaration:
    """``by`` declares that they (or ``about``, whom they manage) know this child or family. It closes the record at
    once, everywhere."""
    if tie not in Tie.values:
        raise Refused("tie", "Choose one of the answers in the list.")
    why = words("reason", reason, 500, "Say in a few words how, for the privacy officer.")
    whom = about or by
    if whom.organisation != TRUST:
        raise Refused("about", "Choose somebody who works for the trust.")
    how = How.OWN if whom.pk == by.pk else How.MANAGER
    with writing(by, _TWICE):
        locked(child, "")
        return _closed(whom, child, tie=tie, reason=why, how=how, by=by, now=now)


def _closed(whom: Account, child: int, *, tie: str, reason: str, how: How, by: Account, now: datetime) -> Declaration:
    Conflict.objects.get_or_create(
        account=whom, kind=CHILD, subject_id=child, defaults={"declared_at": now, "note": reason}
    )
    return Declaration.objects.create(
        account=whom, kind=CHILD, subject_id=child, tie=tie, reason=reason, how=how, declared_by=by, declared_at=now
    )


def withdrawn(*, declaration: int, because: str, by: Account, now: datetime) -> Declaration:
    """The privacy officer takes a declaration back: the record is open again as far as other rules allow."""
    why = words("because", because, 500, "Say why there is no conflict (any more).")
    with writing(by):
        held = Declaration.objects.select_for_update().filter(pk=declaration, withdrawn_at__isnull=True).first()
        if held is None:
            raise Refused("", "This declaration has been withdrawn already.")
        if held.account_id == by.pk:
            raise Refused("", "Nobody withdraws a conflict of their own. Ask another privacy officer.")
        held.withdrawn_at, held.withdrawn_by, held.withdrawn_because = now, by, why
        held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
        Conflict.objects.filter(account=held.account, kind=held.kind, subject_id=held.subject_id).delete()
        return held


def suspected(found: Iterable[tuple[int, int, Ground, str]], *, now: datetime) -> int:
    """Keep likenesses found, ``(account, child, ground, sentence)``; those known already, dismissed ones among them,
    change nothing. Returns how many are new."""
    before = Suspicion.objects.count()
    rows = [
        Suspicion(account_id=account, kind=CHILD, subject_id=child, ground=ground, said=said[:300], found_at=now)
        for account, child, ground, said in found
    ]
    with transaction.atomic():
        Suspicion.objects.bulk_create(rows, ignore_conflicts=True)
    return Suspicion.objects.count() - before


def confirmed(*, suspicion: int, tie: str, note: str, by: Account, now: datetime) -> Suspicion:
    """The privacy officer confirms a likeness: it becomes a declared conflict and closes the record at once."""
    if tie not in Tie.values:
        raise Refused("tie", "Choose one of the answers in the list.")
    with writing(by, _TWICE):
        held = _undecided(suspicion, by)
        live = Declaration.objects.filter(
            account=held.account, kind=held.kind, subject_id=held.subject_id, withdrawn_at__isnull=True
        )
        if not live.exists():
            reason = note.strip()[:400] or held.said
            _closed(held.account, held.subject_id, tie=tie, reason=reason, how=How.DETECTED, by=by, now=now)
        return _decided(held, Settled.CONFIRMED, note, by, now)


def dismissed(*, suspicion: int, note: str, by: Account, now: datetime) -> Suspicion:
    """The privacy officer finds that the two have nothing to do with one another; it is not raised again."""
    why = words("note", note, 500, "Say how you know, for whoever asks later.")
    with writing(by):
        return _decided(_undecided(suspicion, by), Settled.DISMISSED, why, by, now)


def _undecided(suspicion: int, by: Account) -> Suspicion:
    held = Suspicion.objects.select_for_update().filter(pk=suspicion).first()
    if held is None or held.state != Settled.OPEN:
        raise Refused("", "This has been decided already. Nothing was changed.")
    if held.account_id == by.pk:
        raise Refused("", "This is about you. Ask another privacy officer to decide it.")
    return held


def _decided(held: Suspicion, state: Settled, note: str, by: Account, now: datetime) -> Suspicion:
    held.state, held.decided_at, held.decided_by, held.note = state, now, by, note.strip()[:500]
    held.save(update_fields=["state", "decided_at", "decided_by", "note"])
    return held


def own_details_kept(
    *,
    account: int,
    forename: str,
    surnames: str,
    by: Account,
    now: datetime,
    birth_date: date | None = None,
    line: str = "",
    postcode: str = "",
) -> OwnDetails:
    """Keep a worker's own details for finding conflicts. ``surnames``: present and former, separated by commas."""
    names = [" ".join(name.split())[:80] for name in surnames.split(",") if name.strip()]
    if not names:
        raise Refused("surnames", "Enter at least one surname.")
    if len(names) > 8:
        raise Refused("surnames", "Enter eight surnames at most.")
    first = words("forename", forename, 80, "Enter the forename.")
    packed = "".join(postcode.split()).upper()[:8]
    with writing(by):
        whom = Account.objects.filter(pk=account, organisation=TRUST).first()
        if whom is None:
            raise Refused("account", "Choose somebody who works for the trust.")
        held, _ = OwnDetails.objects.update_or_create(
            account=whom,
            defaults={
                "forename": first,
                "surnames": names,
                "birth_date": birth_date,
                "line": " ".join(line.split())[:120],
                "postcode": f"{packed[:-3]} {packed[-3:]}" if len(packed) >= 5 else packed,
                "kept_by": by,
                "kept_at": now,
            },
        )
        return held


def restricted(*, child: int, reason: str, people: Sequence[int], days: int, by: Account, now: datetime) -> Restriction:
    """The head of service restricts a record to ``people`` (accounts) for ``days``, after which it is looked at
    again. Their access ends then; the restriction does not."""
    why = words("reason", reason, 500, "Say why this record must be closely held.")
    until = _until(days, now)
    with writing(by, _TWICE):
        person = locked(child, "")
        if person.tier != Tier.CASE:
            raise Refused("", "This record is closely held already.")
        person.tier = Tier.RESTRICTED
        person.save(update_fields=["tier"])
        made = Restriction.objects.create(
            kind=CHILD, subject_id=child, reason=why, set_by=by, set_at=now, review_due=until
        )
        _named(made, people, why, now, until)
        return made


def _until(days: int, now: datetime) -> datetime:
    if not 1 <= days <= LONGEST.days:
        raise Refused("days", f"Enter a number of days from 1 to {LONGEST.days}.")
    return now + timedelta(days=days)


def _named(held: Restriction, people: Sequence[int], reason: str, now: datetime, until: datetime) -> None:
    accounts = list(Account.objects.filter(pk__in=set(people), organisation=TRUST, is_active=True))
    if not accounts:
        raise Refused("people", "Name at least one person: somebody must be able to work with this child.")
    NamedAccess.objects.bulk_create(
        NamedAccess(account=each, kind=held.kind, subject_id=held.subject_id, starts=now, ends=until, reason=reason)
        for each in accounts
    )


def _end_names(held: Restriction, now: datetime) -> None:
    live = NamedAccess.objects.filter(kind=held.kind, subject_id=held.subject_id, ends__gt=now)
    live.filter(starts__gte=now).delete()
    live.update(ends=now)


def _standing(restriction: int) -> Restriction:
    held = Restriction.objects.select_for_update().filter(pk=restriction, lifted_at__isnull=True).first()
    if held is None:
        raise Refused("", "This restriction has been lifted already.")
    return held


def reviewed(
    *, restriction: int, reason: str, people: Sequence[int], days: int, by: Account, now: datetime
) -> Restriction:
    """The restriction has been looked at and stays, for these people and so many days more."""
    why = words("reason", reason, 500, "Say why the record must still be closely held.")
    until = _until(days, now)
    with writing(by):
        held = _standing(restriction)
        _end_names(held, now)
        _named(held, people, why, now, until)
        held.reason, held.reviewed_at, held.review_due = why, now, until
        held.save(update_fields=["reason", "reviewed_at", "review_due"])
        return held


def lifted(*, restriction: int, because: str, by: Account, now: datetime) -> Restriction:
    """The record is an ordinary one again."""
    why = words("because", because, 500, "Say why the record need not be closely held any more.")
    with writing(by):
        held = _standing(restriction)
        person = locked(held.subject_id, "")
        if person.tier == Tier.RESTRICTED:
            person.tier = Tier.CASE
            person.save(update_fields=["tier"])
        _end_names(held, now)
        held.lifted_at, held.lifted_by, held.lifted_because = now, by, why
        held.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
        return held


def found(findings: Iterable[Finding], *, now: datetime) -> int:
    """Keep what the audit shows; a finding known by its key, answered ones among them, stays as it is. Returns how
    many are new."""
    before = Finding.objects.count()
    with transaction.atomic():
        Finding.objects.bulk_create(findings, ignore_conflicts=True)
    return Finding.objects.count() - before


def answered(*, finding: int, answer: str, reason: str, by: Account, now: datetime) -> Finding:
    """The privacy officer answers a finding: explained, upheld, or passed on to whoever must act."""
    if answer not in set(Answer.values) - {Answer.OPEN}:
        raise Refused("answer", "Choose one of the answers.")
    why = words("reason", reason, 1000, "Say what you found out, and from whom.")
    with writing(by):
        held = Finding.objects.select_for_update().filter(pk=finding).first()
        if held is None or held.answer != Answer.OPEN:
            raise Refused("", "This has been answered already. Nothing was changed.")
        if held.account_id == by.pk:
            raise Refused("", "This is about you. Ask another privacy officer to answer it.")
        held.answer, held.reason, held.answered_by, held.answered_at = answer, why, by, now
        held.save(update_fields=["answer", "reason", "answered_by", "answered_at"])
        return held
