"""The verbs of what the front door keeps beside its contacts: specialists, children placed here, Channel, messages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.intake.models import Message, State
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door.authorities import OURS
from righthelp.practice.front_door.codes import Panel, Specialism
from righthelp.practice.front_door.models import ChannelReferral, PlacedHere, Screening, Specialist
from righthelp.practice.front_door.record_base import SENTENCES, locked_contacts
from righthelp.practice.people.writing import locked as locked_person
from righthelp.practice.people.writing import one_of, optional, text, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

DAYS = ("0", "1", "2", "3", "4", "5", "6")


def specialist_added(
    *,
    specialism: str,
    weekdays: Collection[str],
    comes: time,
    goes: time,
    starts: date,
    by: Account,
    now: datetime,
    worker: int | None = None,
    name: str = "",
    reached_at: str = "",
) -> Specialist:
    """A specialist sits in with the front door on some days of the week, from a day on."""
    worker_of(by)
    one_of("specialism", specialism, Specialism.values)
    for each in weekdays:
        one_of("weekdays", each, DAYS)
    if not weekdays:
        raise Refused("weekdays", "Tick at least one day of the week.")
    if goes <= comes:
        raise Refused("goes", "They leave after they come. Check the times.")
    who = optional("name", name, 120)
    if bool(worker) == bool(who):
        raise Refused("worker", "Choose a colleague, or write the name of somebody of a partner.")
    if worker and not Worker.objects.filter(pk=worker).exists():
        raise Refused("worker", "This colleague is no longer there. Choose again.")
    with writing(by, SENTENCES):
        return Specialist.objects.create(
            specialism=specialism,
            worker_id=worker,
            name=who,
            reached_at=optional("reached_at", reached_at, 120),
            weekdays=[each for each in DAYS if each in weekdays],
            comes=comes,
            goes=goes,
            starts=starts,
        )


def specialist_ended(*, specialist: int, last: date, by: Account, now: datetime) -> Specialist:
    """A specialist's last day with the front door."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = Specialist.objects.select_for_update().filter(pk=specialist).first()
        if held is None:
            raise Refused("", "They are no longer on the rota. Go back to it.")
        if last < held.starts:
            raise Refused("last", "They cannot leave before they came. Check the date.")
        held.ends = last + timedelta(days=1)
        held.save(update_fields=["ends"])
        return held


def placed_here(
    *,
    child: int,
    authority: str,
    address: str,
    informed: date,
    starts: date,
    by: Account,
    now: datetime,
    provider: str = "",
    council_worker: str = "",
    concerns: str = "",
) -> PlacedHere:
    """Another council tells us that it has placed a child in the city. Told twice it is on the register once."""
    worker = worker_of(by)
    if not (authority.isdecimal() and len(authority) == 3) or authority == OURS:
        raise Refused("authority", "Choose the council that placed the child.")
    where = text("address", address, "Write where the child lives.", 200)
    if informed > local_date(now):
        raise Refused("informed", "We cannot have been told in the future. Check the date.")
    with writing(by, SENTENCES):
        person = locked_person(child)
        said = {
            "authority": authority,
            "address": where,
            "informed": informed,
            "starts": starts,
            "provider": optional("provider", provider, 120),
            "council_worker": optional("council_worker", council_worker, 120),
            "concerns": text("concerns", concerns, "", 4000),
        }
        twice = PlacedHere.objects.filter(child=person, ends__isnull=True, recorded_by=worker, **said).first()
        return twice or PlacedHere.objects.create(child=person, recorded=now, recorded_by=worker, **said)


def placed_changed(
    *,
    placed: int,
    address: str,
    by: Account,
    now: datetime,
    provider: str = "",
    council_worker: str = "",
    concerns: str = "",
) -> PlacedHere:
    """What is known of a child placed here is put right: address, home, the council's worker, what worries us."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _placed(placed)
        held.address = text("address", address, "Write where the child lives.", 200)
        held.provider = optional("provider", provider, 120)
        held.council_worker = optional("council_worker", council_worker, 120)
        held.concerns = text("concerns", concerns, "", 4000)
        held.save()
        return held


def placed_ended(*, placed: int, last: date, why: str, by: Account, now: datetime) -> PlacedHere:
    """The child is no longer placed here: the last day, and where they went."""
    worker_of(by)
    reason = text("why", why, "Write where the child went, or why it ended.", 200)
    with writing(by, SENTENCES):
        held = _placed(placed)
        if last < held.starts:
            raise Refused("last", "It cannot have ended before it began. Check the date.")
        if last > local_date(now):
            raise Refused("last", "This day is in the future. Record it when the child has left.")
        held.ends, held.ended_why = last + timedelta(days=1), reason
        held.save(update_fields=["ends", "ended_why"])
        return held


def _placed(placed: int) -> PlacedHere:
    found = PlacedHere.objects.select_for_update().filter(pk=placed).first()
    if found is None:
        raise Refused("", "This is no longer on the register. Go back to it.")
    if found.ends:
        raise Refused("", "This placement has ended. If the child is here again, add them anew.")
    return found


def channel_referred(*, contact: int, why: str, agreed: bool, by: Account, now: datetime) -> ChannelReferral:
    """A child is referred to the Channel panel, after a screening that found a sign of radicalisation."""
    worker = worker_of(by)
    reason = text("why", why, "Write what the panel must know.", 4000)
    with writing(by, SENTENCES):
        (held,) = locked_contacts([contact])
        if held.child_id is None:
            raise Refused("", "It is not known yet who the child is. Record that first.")
        screened = Screening.objects.filter(contact__child_id=held.child_id, tool="radicalisation").order_by("-made")
        last = screened.first()
        if last is None or last.risk == "none":
            raise Refused("", "Answer the radicalisation screening first; Channel is for a sign that it found.")
        return ChannelReferral.objects.create(
            child_id=held.child_id, contact=held, sent=now, sent_by=worker, agreed=agreed, why=reason
        )


def panel_set(*, channel: int, panel_on: date, by: Account, now: datetime) -> ChannelReferral:
    """It is known when the panel meets about the child."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _channel(channel)
        if panel_on < local_date(held.sent):
            raise Refused("panel_on", "The panel meets after the referral. Check the date.")
        held.panel_on = panel_on
        held.save(update_fields=["panel_on"])
        return held


def panel_said(
    *, channel: int, said: str, said_on: date, by: Account, now: datetime, support: str = ""
) -> ChannelReferral:
    """What came of a referral to Channel, and what support there is."""
    worker_of(by)
    one_of("said", said, Panel.values)
    if said_on > local_date(now):
        raise Refused("said_on", "This day is in the future. Record it when the panel has said.")
    ask = "Write what support there is." if said in (Panel.ADOPTED, Panel.OTHER_HELP) else ""
    with writing(by, SENTENCES):
        held = _channel(channel)
        if said_on < local_date(held.sent):
            raise Refused("said_on", "The panel said so after the referral. Check the date.")
        held.said, held.said_on, held.support = said, said_on, text("support", support, ask, 4000)
        held.save(update_fields=["said", "said_on", "support"])
        return held


def _channel(channel: int) -> ChannelReferral:
    found = ChannelReferral.objects.select_for_update().filter(pk=channel).first()
    if found is None or found.said:
        raise Refused("", "What came of this is recorded already. Open the list again.")
    return found


def message_settled(*, message: str, note: str, by: Account, now: datetime) -> Message:
    """Somebody has acted on a message that could not be read, and says how."""
    worker = worker_of(by)
    said = text("note", note, "Write what you did about it.", 300)
    with writing(by, SENTENCES):
        held = Message.objects.select_for_update().filter(pk=message).first()
        if held is None or held.state != State.WAITING:
            raise Refused("", "Somebody has dealt with this already. Go back to the list.")
        held.state, held.note, held.settled_at, held.settled_by = State.CLOSED, said, now, worker.name
        held.reason, held.owner, held.due_at = "", "", None
        held.save()
        return held


__all__ = [
    "channel_referred",
    "message_settled",
    "panel_said",
    "panel_set",
    "placed_changed",
    "placed_ended",
    "placed_here",
    "specialist_added",
    "specialist_ended",
]
