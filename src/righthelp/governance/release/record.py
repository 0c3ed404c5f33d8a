"""The verbs of a document on its way out: prepared, waived, read, released, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.documents.gate import FORMATS, Kind, Recipients, Source, digest, kinds
from righthelp.foundation.refusals import Refused
from righthelp.governance.release.law import SHORTEST_REASON, Basis, Purpose
from righthelp.governance.release.making import Made, made
from righthelp.governance.release.models import Copy, CopyFile, CopyRead, Found, Packet, PacketAbout
from righthelp.practice.people.writing import Sentences, one_of, take_turns, words, writing

SENTENCES: Final[Sentences] = {
    "release_one_on_its_way": ("", "This document is on its way out already. Open that one, or withdraw it first."),
    "release_by_another": ("", "You prepared this. Somebody else must read and release it."),
    "release_attached_once": ("file", "This file goes with the letter already."),
    "release_copy_each_once": ("", "The same person stands twice on the list. Put the list right."),
}
AGAIN: Final = "Prepare it again, so that everybody gets what is right today."
_CHANGED: Final = "The record has changed since this was prepared"


def kind_of(code: str) -> Kind:
    """The kind of document with this code."""
    found = kinds().get(code)
    if found is None:
        raise Refused("", "There is no such kind of document.")
    return found


def source_of(kind: Kind, pk: int) -> Source:
    """What a document is made from, when a document may be made of it."""
    source = kind.source(pk)
    if source is None:
        raise Refused("", "What this document is made from is no longer there.")
    if source.why_not:
        raise Refused("", source.why_not)
    return source


def prepared(
    *, kind: str, source: int, purpose: str, basis: str, formats: Sequence[str], by: Account, now: datetime
) -> Packet:
    """Every recipient's copy is made, checked and kept; nothing has gone out. An earlier one is withdrawn."""
    one_of("purpose", purpose, Purpose.values)
    one_of("basis", basis, Basis.values)
    if not formats:
        raise Refused("formats", "Choose at least one kind of file.")
    for each in formats:
        one_of("formats", each, FORMATS)
    of = kind_of(kind)
    with writing(by, SENTENCES):
        take_turns(f"release {kind} {source}")
        found = source_of(of, source)
        recipients = of.recipients(source, now)
        if not recipients.getting:
            raise Refused("", "Nobody may have a copy as the record stands. Look at who was asked, and at each reason.")
        for former in Packet.objects.filter(kind=kind, source=source, released__isnull=True, withdrawn__isnull=True):
            _withdraw(former, "Prepared again.", by, now)
        packet = Packet.objects.create(
            kind=kind,
            source=source,
            title=found.title,
            purpose=purpose,
            basis=basis,
            prepared=now,
            prepared_by=by,
            writers=list(found.writers),
        )
        PacketAbout.objects.bulk_create(PacketAbout(packet=packet, child_id=child) for child in found.subjects)
        for each_copy in made(of, source, found, recipients.getting, formats, packet.pk, now):
            _kept(packet, each_copy)
        return packet


def _kept(packet: Packet, one: Made) -> None:
    copy = Copy.objects.create(
        packet=packet,
        number=one.number,
        key=one.to.key,
        name=one.to.name,
        capacity=one.to.capacity,
        person_id=one.to.person,
        worker_id=one.to.worker,
        confidential=one.to.confidential,
        print=one.to.print,
        digest=one.digest,
    )
    CopyFile.objects.bulk_create(
        CopyFile(copy=copy, place=file.place, format=file.format, name=file.name, sha256=file.sha256, body=file.body)
        for file in one.files
    )
    Found.objects.bulk_create(
        Found(
            copy=copy,
            kind=each.kind,
            what=each.what[:200],
            why=each.why[:400],
            where=each.where[:400],
            said=each.said[:300],
            absolute=each.absolute,
        )
        for each in one.findings
    )


def locked_packet(packet: int) -> Packet:
    """A packet, locked until the transaction ends; refused when it was withdrawn."""
    found = Packet.objects.select_for_update().filter(pk=packet).first()
    if found is None:
        raise Refused("", "This document is no longer there.")
    if found.withdrawn:
        raise Refused("", "This document was withdrawn. Prepare it again.")
    return found


def waived(*, finding: int, why: str, by: Account, now: datetime) -> Found:
    """A manager says why something found may go out all the same. Never a protected address to whom it is kept from."""
    reason = words("why", why, 400, "Say why this recipient may have it.")
    if len(reason) < SHORTEST_REASON:
        raise Refused("why", f"Say more: at least {SHORTEST_REASON} characters. Who decided, and why is it right?")
    with writing(by, SENTENCES):
        found = Found.objects.select_for_update().filter(pk=finding).first()
        if found is None:
            raise Refused("", "This is no longer there. Open the document again.")
        packet = locked_packet(Copy.objects.values_list("packet_id", flat=True).get(pk=found.copy_id))
        if found.absolute:
            raise Refused("why", "No reason makes this right. Change the text, and prepare the document again.")
        if packet.released:
            raise Refused("", "This document has been released already.")
        if by.pk in (packet.prepared_by_id, *packet.writers):
            raise Refused("", "You wrote or prepared this. Another manager must decide.")
        if found.waived:
            raise Refused("", "Somebody has decided on this already. Open the document again.")
        found.waived, found.waived_by, found.waived_why = now, by, reason
        found.save(update_fields=["waived", "waived_by", "waived_why"])
        return found


def read(*, copy: int, by: Account, now: datetime, place: int = 0) -> None:
    """``by`` opened a copy as it would go out, or a file that goes with it."""
    with writing(by, SENTENCES):
        CopyRead.objects.get_or_create(copy_id=copy, account=by, place=place, defaults={"at": now})


def released(*, packet: int, by: Account, now: datetime) -> Packet:
    """The second reader, who neither wrote nor prepared it and has opened every copy, lets it out."""
    with writing(by, SENTENCES):
        held = locked_packet(packet)
        if held.released:
            raise Refused("", "This document has been released already.")
        if by.pk in (held.prepared_by_id, *held.writers):
            raise Refused("", "You wrote or prepared this. Somebody else must read and release it.")
        copies = list(held.copies.order_by("number"))
        open_findings = Found.objects.filter(copy__packet=held, waived__isnull=True).count()
        if open_findings:
            raise Refused("", f"{open_findings} things found in it are not put right or decided on yet.")
        unread = _unread(held, by)
        if unread:
            raise Refused("", f"Open every copy before you release it. Not opened yet: {', '.join(unread)}.")
        still_right(held, copies, now)
        held.released, held.released_by = now, by
        held.save(update_fields=["released", "released_by"])
        return held


def _unread(packet: Packet, by: Account) -> list[str]:
    """What of a packet ``by`` has not opened: copies, and files that go with them, in words."""
    seen = set(CopyRead.objects.filter(copy__packet=packet, account=by).values_list("copy_id", "place"))
    files = CopyFile.objects.filter(copy__packet=packet).values_list("copy_id", "copy__number", "place")
    found = [
        f"copy {number}, enclosed {place}" if place else f"copy {number}"
        for copy, number, place in files.order_by("copy__number", "place")
        if (copy, place) not in seen
    ]
    return list(dict.fromkeys(found))


def still_right(packet: Packet, copies: Sequence[Copy], now: datetime) -> None:
    """Refuse when who gets a copy, where they live, what they are to the child, or what they may read is no longer as
    it was when the copies were made."""
    kind = kind_of(packet.kind)
    source_of(kind, packet.source)
    changes = changed(kind, packet, copies, kind.recipients(packet.source, now), now)
    if changes:
        raise Refused("", f"{_CHANGED}. {' '.join(changes)} {AGAIN}")


def changed(kind: Kind, packet: Packet, copies: Sequence[Copy], recipients: Recipients, now: datetime) -> list[str]:
    """What has changed since the copies were made, in sentences without anybody's name or address."""
    today = {each.key: each for each in recipients.getting}
    open_copies = [copy for copy in copies if copy.given is None and copy.kept_back is None]
    said = []
    for copy in open_copies:
        to = today.get(copy.key)
        if to is None:
            said.append(f"The recipient of copy {copy.number} is not to have one any more.")
        elif to.print != copy.print:
            said.append(f"The recipient of copy {copy.number} has moved, or is to have something else.")
        elif packet.released is None and digest(kind.tree(packet.source, to, packet.prepared)) != copy.digest:
            said.append(f"The text of copy {copy.number} has been changed.")
    new = set(today) - {copy.key for copy in copies}
    if new and packet.released is None:
        said.append(f"{len(new)} more {'person is' if len(new) == 1 else 'people are'} to have a copy.")
    return said


def withdrawn(*, packet: int, why: str, by: Account, now: datetime) -> Packet:
    """The document does not go out. What has been given out stays written."""
    reason = words("why", why, 400, "Say why it does not go out.")
    with writing(by, SENTENCES):
        held = locked_packet(packet)
        if held.given_out:
            raise Refused("", "Every copy has been given out. Record a copy that went astray on its own page.")
        return _withdraw(held, reason, by, now)


def _withdraw(packet: Packet, why: str, by: Account, now: datetime) -> Packet:
    packet.withdrawn, packet.withdrawn_by, packet.withdrawn_why = now, by, why
    packet.save(update_fields=["withdrawn", "withdrawn_by", "withdrawn_why"])
    return packet


__all__ = [
    "changed",
    "kind_of",
    "locked_packet",
    "prepared",
    "read",
    "released",
    "source_of",
    "still_right",
    "waived",
    "withdrawn",
]
