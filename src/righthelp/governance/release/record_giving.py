"""The verbs of a released document: a copy given out, kept back, astray; and weighed by the privacy officer."""

from __future__ import annotations

from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.refusals import Refused
from righthelp.governance.release.law import FUTURE_TOLERANCE
from righthelp.governance.release.models import Astray, Copy, How, Packet
from righthelp.governance.release.record import SENTENCES, kind_of, locked_packet, still_right
from righthelp.practice.people.writing import one_of, optional, words, writing


def _held(copy: int) -> tuple[Packet, Copy]:
    number = Copy.objects.filter(pk=copy).values_list("packet_id", flat=True).first()
    if number is None:
        raise Refused("", "This copy is no longer there.")
    packet = locked_packet(number)
    return packet, Copy.objects.select_for_update(of=("self",)).get(pk=copy)


def given(*, copy: int, how: str, at: datetime, by: Account, now: datetime, note: str = "") -> Copy:
    """A copy reached its recipient. Who may have it is worked out anew at this moment; when that has changed, it does
    not go."""
    one_of("how", how, How.values)
    if at > now + FUTURE_TOLERANCE:
        raise Refused("at", "This is in the future. Record it when the copy has been given.")
    with writing(by, SENTENCES):
        packet, held = _held(copy)
        if packet.released is None:
            raise Refused("", "A second reader must release this before any copy goes out.")
        if held.given or held.kept_back:
            raise Refused("", "This copy has been dealt with already. Open the document again.")
        if at < packet.released:
            raise Refused("at", "A copy cannot have gone out before it was released. Check the time.")
        still_right(packet, [held], now)
        held.given, held.given_by, held.recorded, held.how = min(at, now), by, now, how
        held.note = optional("note", note, 300)
        held.save(update_fields=["given", "given_by", "recorded", "how", "note"])
        _finished(packet, by, now)
        return held


def kept_back(*, copy: int, why: str, by: Account, now: datetime) -> Copy:
    """A copy of a released document is not to go out after all."""
    reason = words("why", why, 300, "Say why this copy does not go out.")
    with writing(by, SENTENCES):
        packet, held = _held(copy)
        if held.given or held.kept_back:
            raise Refused("", "This copy has been dealt with already. Open the document again.")
        held.kept_back, held.kept_back_why = now, reason
        held.save(update_fields=["kept_back", "kept_back_why"])
        if packet.released:
            _finished(packet, by, now)
        return held


def _finished(packet: Packet, by: Account, now: datetime) -> None:
    """When no copy is left to give and at least one went out, the document has been given out."""
    copies = list(packet.copies.all())
    if all(copy.given or copy.kept_back for copy in copies) and any(copy.given for copy in copies):
        packet.given_out = now
        packet.save(update_fields=["given_out"])
        kind_of(packet.kind).given_out(packet.source, by, now)


def astray(
    *,
    copy: int,
    aware: datetime,
    reached: str,
    happened: str,
    done: str,
    by: Account,
    now: datetime,
    back: date | None = None,
) -> Astray:
    """A copy reached, or may have reached, somebody it was not for. It is written at once, and told to the privacy
    officer, who weighs it within 72 hours of our becoming aware of it."""
    if aware > now + FUTURE_TOLERANCE:
        raise Refused("aware", "This is in the future. Check the time.")
    if back and back > local_date(now):
        raise Refused("back", "This day has not come yet. Leave it empty until the copy is back.")
    with writing(by, SENTENCES):
        held = Copy.objects.select_for_update(of=("self",)).filter(pk=copy).first()
        if held is None or held.given is None:
            raise Refused("", "Only a copy that went out can have gone astray.")
        if aware < held.given:
            raise Refused("aware", "Nobody can have known before the copy went out. Check the time.")
        return Astray.objects.create(
            copy=held,
            aware=min(aware, now),
            recorded=now,
            recorded_by=by,
            reached=words("reached", reached, 200, "Say who has it, or may have it."),
            happened=words("happened", happened, 600, "Say what happened."),
            done=words("done", done, 600, "Say what has been done so far: who was rung, who is safe, what was asked."),
            back=back,
        )


def weighed(*, astray: int, reported: bool, why: str, by: Account, now: datetime) -> Astray:
    """The privacy officer has judged whether the Information Commissioner and the people concerned are told."""
    reason = words("why", why, 600, "Say what the risk is, and why this is the right answer.")
    with writing(by, SENTENCES):
        held = Astray.objects.select_for_update(of=("self",)).filter(pk=astray).first()
        if held is None or held.weighed:
            raise Refused("", "This has been weighed already.")
        if held.recorded_by_id == by.pk:
            raise Refused("", "You recorded this yourself. Somebody else must weigh it.")
        held.weighed, held.weighed_by, held.reported, held.weighed_why = now, by, reported, reason
        held.save(update_fields=["weighed", "weighed_by", "reported", "weighed_why"])
        return held


__all__ = ["astray", "given", "kept_back", "weighed"]
