"""What every verb of the front door shares: who, when, one call locked, whose team is on duty, clocks settled."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door import journey, law
from righthelp.practice.front_door.models import Call, Contact, Referral, Turn
from righthelp.practice.people.writing import Sentences
from righthelp.practice.workforce.models import Hours, Service, Team, Worker
from righthelp.practice.workforce.rota_hours import stretches

SENTENCES: Final[Sentences] = {
    "call_not_in_the_future": ("received", "Nobody can have told us in the future. Enter when they did."),
    "contact_child_once": ("children", "The same child stands twice in this contact. Leave one of them out."),
    "referral_one_at_a_time": (
        "outcome",
        "A referral for this child is open already. Pass this on to the team that has it.",
    ),
    "referral_once_of_a_contact": ("outcome", "This contact has led to a referral already. Open it again."),
    "contact_decision_says_why": ("rationale", "Write why. Nothing is decided without a reason."),
    "front_door_placed_here_once": ("child", "The child is on this register already. Change what is written there."),
    "front_door_specialist_once": ("worker", "They are on this rota already."),
    "front_door_channel_one_open": (
        "",
        "The child is referred to Channel already; the panel has not said yet.",
    ),
    "front_door_calledition_number_key": ("starts", "Somebody has just put new standards in force. Open them again."),
    "front_door_calledition_starts_key": ("starts", "Other standards begin on that day already."),
    "front_door_callsample_month_key": ("month", "Calls of this month have been drawn already. Open the draw."),
    "front_door_callassessment_call_id_key": ("", "Somebody else has just assessed this call. Open it to read it."),
    "front_door_channel_one_adopted": ("", "The panel supports this child already. Record its decision there."),
    "front_door_panel_child_once": ("children", "The same child stands twice on the list. Leave one out."),
    "word_one_waiting": ("contacts", "Somebody has just decided on this. Open it again to see what they decided."),
}


def offices_closed(now: datetime) -> bool:
    """Whether emergency duty answers at this moment: evenings, nights, weekends and bank holidays."""
    today = local_date(now)
    return any(
        each.starts <= now < each.ends
        for day in (today - timedelta(days=1), today)
        for each in stretches(Hours.OUT_OF_HOURS, day)
    )


def team_on_duty(now: datetime) -> Team:
    """The team that has whatever nobody has taken: the front door by day, emergency duty while offices are closed."""
    return team_of(closed=offices_closed(now))


def team_of(*, closed: bool) -> Team:
    """The front door's team, or emergency duty. Without an emergency duty team the front door has everything."""
    wanted = [(law.DAY_TEAM, Service.FRONT_DOOR)]
    if closed:
        wanted.insert(0, (law.NIGHT_TEAM, Service.EMERGENCY_DUTY))
    for code, service in wanted:
        open_ones = Team.objects.filter(closed__isnull=True)
        found = open_ones.filter(code=code).first() or open_ones.filter(service=service).order_by("pk").first()
        if found:
            return found
    raise Refused("", "There is no front door team yet. Ask whoever keeps the teams to add it; your text is kept.")


def locked(call: int) -> Call:
    """The call, locked until the transaction ends, so that two who act on it take turns.

    Its owner is read afterwards: joined to the statement that waits, it would be the one from before the wait.
    """
    found = Call.objects.select_for_update().filter(pk=call).first()
    if found is None:
        raise Refused("", "This contact is no longer there. Go back to the queue.")
    return found


def locked_contacts(contacts: Collection[int]) -> list[Contact]:
    """Contacts of one call, that call locked first."""
    calls = set(Contact.objects.filter(pk__in=list(contacts)).values_list("call_id", flat=True))
    if len(calls) != 1:
        raise Refused("contacts", "Tick at least one child of this contact.")
    locked(calls.pop())
    rows = Contact.objects.select_for_update(of=("self",)).select_related("call__team", "child")
    return list(rows.filter(pk__in=list(contacts)).order_by("pk"))


def turned(call: Call, *, team: Team, worker: Worker | None, by: Worker, now: datetime, note: str = "") -> Call:
    """The call has another owner from now on: written on it and kept in the list of turns."""
    call.team, call.worker, call.version = team, worker, call.version + 1
    call.save(update_fields=["team", "worker", "version"])
    Turn.objects.create(call=call, team=team, worker=worker, at=now, by=by, note=note)
    return call


def settle_contacts(contacts: Iterable[Contact], now: datetime) -> None:
    """Set the clocks of some contacts by their facts."""
    settle(journey.Contact, [each.pk for each in contacts], now)


def settle_referral(referral: Referral, now: datetime) -> Referral:
    """Set the clock of a referral by its facts."""
    settle(journey.Referral, [referral.pk], now)
    return referral
