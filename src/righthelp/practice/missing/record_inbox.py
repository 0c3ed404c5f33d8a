"""What a person does with a police notice that could not be taken in by itself."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from righthelp.foundation.access.models import Account
from righthelp.foundation.intake.models import Message, State
from righthelp.foundation.refusals import Refused
from righthelp.practice.missing import intake, law
from righthelp.practice.missing.authorities import AUTHORITIES
from righthelp.practice.missing.models import Episode, Forward
from righthelp.practice.missing.notices import KIND, read
from righthelp.practice.missing.record_base import By, one_of, words
from righthelp.practice.missing.turns import one_at_a_time, report_turn
from righthelp.practice.missing.writing import standing_of
from righthelp.practice.people.models import Identifier, IdentifierKind, Person, Sex
from righthelp.practice.workforce.models import Worker


def _name(by: By) -> str:
    return by.name[:120] if isinstance(by, Worker | Account) else ""


def _waiting(message: str) -> Message:
    """The waiting message, with its report ours until the transaction ends."""
    found = Message.objects.filter(pk=message).first()
    if found is None:
        raise Refused("message", "This notice is not in the inbox. Go back to the inbox and open it again.")
    one_at_a_time([report_turn(found.sender, found.series)])
    found.refresh_from_db()
    if found.state == State.CLOSED:
        raise Refused("message", "Somebody has closed this notice already. Go back to the inbox.")
    return found


def _report_of(message: Message) -> list[Message]:
    """Every open notice of the message's report; the message alone when its report is not known."""
    if not message.series:
        return [message]
    rows = Message.objects.filter(sender=message.sender, series=message.series, kind=message.kind)
    return list(rows.exclude(state=State.CLOSED))


@transaction.atomic
def matched(*, message: str, child: int, by: By, now: datetime) -> Message:
    """A person knows which child the notice is about: every notice of its report is about them, later ones too."""
    found = _waiting(message)
    if found.kind != KIND:
        raise Refused("message", "This could not be read at all. Act on what it says, then close it.")
    if not Person.objects.filter(pk=child).exists():
        raise Refused("child", "Choose the child from the list, or add them to the register.")
    other = (
        Episode.objects.filter(police_force=found.sender, police_reference=found.series).exclude(child=child).first()
    )
    if other is not None and any(e.id == other.pk and e.worked for e in standing_of([other.child_id])[other.child_id]):
        raise Refused(
            "child",
            "Work is recorded on this report’s episode under another child. Choose that child, or close this notice "
            "and record the other child’s episode by hand.",
        )
    for notice in _report_of(found):
        notice.subject_id, notice.settled_by, notice.settled_at = child, _name(by), now
        notice.save(update_fields=["subject_id", "settled_by", "settled_at"])
    intake.take_in([found], now)
    found.refresh_from_db()
    return found


@transaction.atomic
def registered(
    *,
    message: str,
    by: By,
    now: datetime,
    forename: str,
    surname: str,
    birth_date: date | None = None,
    sex: str = Sex.UNKNOWN,
    authority: str = law.OURS,
) -> Person:
    """The child is new to us: they are added to the register with the numbers the notice gives, and matched."""
    found = _waiting(message)
    if found.kind != KIND:
        raise Refused("message", "This could not be read at all. Act on what it says, then close it.")
    said = read(found).child
    one_of("authority", authority, AUTHORITIES)
    one_of("sex", sex, Sex.values)
    if birth_date and birth_date > now.date():
        raise Refused("birth_date", "This birth date is in the future. Check it.")
    numbers = [(IdentifierKind.POLICE, said.police_reference), (IdentifierKind.NHS, said.nhs_number)]
    for kind, value in numbers:
        if value and Identifier.objects.filter(kind=kind, value=value).exists():
            raise Refused("message", "The notice carries a number of someone already registered. Choose them instead.")
    person = Person.objects.create(
        forename=words("forename", forename, "Write the child’s first name, as well as it is known.", 80),
        surname=words("surname", surname, "Write the child’s surname, as well as it is known.", 80),
        birth_date=birth_date,
        sex=sex,
        authority=authority,
    )
    Identifier.objects.bulk_create(
        Identifier(person=person, kind=kind, value=value) for kind, value in numbers if value
    )
    matched(message=str(found.pk), child=person.pk, by=by, now=now)
    return person


@transaction.atomic
def belongs_elsewhere(*, message: str, authority: str, by: By, now: datetime) -> list[Forward]:
    """Another council is responsible for a child we do not know: its notices are due to be sent on at once."""
    found = _waiting(message)
    if found.kind != KIND:
        raise Refused("message", "This could not be read at all. Act on what it says, then close it.")
    one_of("authority", authority, AUTHORITIES)
    if authority == law.OURS:
        raise Refused("authority", "That is us. Choose the child, or add them to the register.")
    made = []
    for notice in _report_of(found):
        _close(notice, f"{AUTHORITIES[authority]} is responsible for this child.", by, now)
        forward, _ = Forward.objects.get_or_create(
            message=notice,
            defaults={"child_name": read(notice).child.name, "authority": authority, "due_at": now},
        )
        made.append(forward)
    return made


@transaction.atomic
def closed(*, message: str, why: str, by: By, now: datetime) -> Message:
    """A person has dealt with the notice in another way; it counts no more, and stays in the inbox's history."""
    found = _waiting(message)
    _close(found, words("why", why, "Say how this was dealt with, so that others can follow.", 300), by, now)
    if found.kind == KIND:
        others = [notice for notice in _report_of(found) if notice.pk != found.pk]
        intake.take_in([found], now)
        for child in {notice.subject_id for notice in others if notice.subject_id}:
            intake.read_again(child, now)
    return found


def _close(message: Message, why: str, by: By, now: datetime) -> None:
    message.state, message.note = State.CLOSED, why
    message.reason, message.owner, message.due_at = "", "", None
    message.settled_by, message.settled_at = _name(by), now
    message.save()
