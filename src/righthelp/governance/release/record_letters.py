"""The verbs of a letter: written, changed, thrown away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.governance.release.models import Letter, Packet
from righthelp.governance.release.record import SENTENCES
from righthelp.practice.people.writing import locked, optional, text, words, writing
from righthelp.practice.workforce.acting import worker_of


def written(
    *,
    child: int,
    subject: str,
    body: str,
    by: Account,
    now: datetime,
    person: int | None = None,
    organisation: int | None = None,
    name: str = "",
    address: str = "",
) -> Letter:
    """A letter about a child to one recipient: a person here, an organisation, or a name with an address."""
    writer = worker_of(by)
    to = _to(person, organisation, name, address)
    with writing(by, SENTENCES):
        locked(child)
        return Letter.objects.create(
            child_id=child,
            subject=words("subject", subject, 120, "Say what the letter is about."),
            body=text("body", body, "Write the letter.", 20_000),
            written=now,
            written_by=writer,
            changed=now,
            **to,
        )


def _to(person: int | None, organisation: int | None, name: str, address: str) -> dict[str, Any]:
    named = optional("name", name, 120)
    lines = ", ".join(line.strip() for line in address.replace("\r", "").split("\n") if line.strip())
    if person is not None:
        if organisation is not None or lines:
            raise Refused("person", "Choose one: somebody of the family, an organisation, or a name and an address.")
        return {"person_id": person}
    if organisation is not None:
        if lines:
            raise Refused("address", "The address of an organisation is looked up. Leave this empty.")
        return {"organisation_id": organisation, "name": named}
    if not named:
        raise Refused("person", "Choose to whom the letter goes.")
    if not lines:
        raise Refused("address", "Enter the address, one line under the other.")
    if len(lines) > 300:
        raise Refused("address", "Make the address shorter: at most 300 characters.")
    return {"name": named, "address": lines}


def rewritten(*, letter: int, subject: str, body: str, version: int, by: Account, now: datetime) -> Letter:
    """The letter's text is changed; what was written before stays in its history."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = Letter.objects.select_for_update(of=("self",)).filter(pk=letter, withdrawn__isnull=True).first()
        if held is None:
            raise Refused("", "This letter is no longer there.")
        if Packet.objects.filter(kind="letter", source=letter, released__isnull=False, withdrawn__isnull=True).exists():
            raise Refused("", "This letter has been released. Write another one.")
        if held.version != version:
            raise Refused("", "Somebody else saved this letter meanwhile. Yours is kept: look at theirs, then save.")
        held.subject = words("subject", subject, 120, "Say what the letter is about.")
        held.body = text("body", body, "Write the letter.", 20_000)
        held.changed, held.version = now, held.version + 1
        held.save(update_fields=["subject", "body", "changed", "version"])
        return held


def thrown_away(*, letter: int, by: Account, now: datetime) -> Letter:
    """The letter is not to go out. It stays written, and a document of it on its way is withdrawn."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = Letter.objects.select_for_update(of=("self",)).filter(pk=letter, withdrawn__isnull=True).first()
        if held is None:
            raise Refused("", "This letter is no longer there.")
        packets = Packet.objects.filter(kind="letter", source=letter, withdrawn__isnull=True)
        if packets.filter(released__isnull=False).exists():
            raise Refused("", "This letter has been released. Withdraw the document first.")
        packets.update(withdrawn=now, withdrawn_by=by, withdrawn_why="The letter was thrown away.")
        held.withdrawn = now
        held.save(update_fields=["withdrawn"])
        return held


__all__ = ["rewritten", "thrown_away", "written"]
