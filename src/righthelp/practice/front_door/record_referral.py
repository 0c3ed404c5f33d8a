"""The verbs of a referral: accepted, sent back, passed to another team, closed."""

from __future__ import annotations

from datetime import datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door.codes import Closing
from righthelp.practice.front_door.models import Referral
from righthelp.practice.front_door.queries import leads
from righthelp.practice.front_door.record_base import SENTENCES, settle_referral, team_of
from righthelp.practice.people.writing import one_of, text, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Team, Worker


def _locked(referral: int) -> Referral:
    found = Referral.objects.select_for_update().filter(pk=referral).first()  # its team is read after the wait
    if found is None:
        raise Refused("", "This referral is no longer there. Go back to the list.")
    if found.withdrawn:
        raise Refused("", "The decision to refer was undone. There is nothing to do.")
    if found.closed:
        raise Refused("", "This referral is closed.")
    return found


def _answers(held: Referral, worker: Worker, by: Account) -> None:
    """Refuse whoever neither manages the team that has it, nor the front door, nor the whole service."""
    if held.team.manager_id != worker.pk and "head_of_service" not in by.roles and not leads(by):
        raise Refused("", f"The manager of {held.team.name} does this, or the front door’s.")


def accepted(*, referral: int, by: Account, now: datetime) -> Referral:
    """The team's manager accepts it: the work is theirs. Nobody accepts what they referred themselves."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        held = _locked(referral)
        if held.accepted:
            return held
        if held.made_by_id == worker.pk:
            raise Refused("", "You made this referral yourself. The manager of the team it went to accepts it.")
        if held.team.manager_id != worker.pk and "head_of_service" not in by.roles:
            raise Refused("", f"The manager of {held.team.name} accepts it.")
        held.accepted, held.accepted_by, held.sent_back = now, worker, ""
        held.save(update_fields=["accepted", "accepted_by", "sent_back"])
        return settle_referral(held, now)


def sent_back(*, referral: int, why: str, by: Account, now: datetime) -> Referral:
    """The team cannot take it: the front door has it again and decides where it goes. The clock runs on."""
    worker = worker_of(by)
    reason = text("why", why, "Write why it goes back.", 400)
    with writing(by, SENTENCES):
        held = _locked(referral)
        _answers(held, worker, by)
        if held.accepted:
            raise Refused("why", "It has been accepted. Pass it to another team instead, or close it.")
        held.team, held.sent_back = team_of(closed=False), reason
        held.save(update_fields=["team", "sent_back"])
        return settle_referral(held, now)


def passed_to(*, referral: int, team: int, why: str, by: Account, now: datetime) -> Referral:
    """Another team is to have it, and accepts it anew."""
    worker = worker_of(by)
    reason = text("why", why, "Write why it goes to another team.", 400)
    with writing(by, SENTENCES):
        held = _locked(referral)
        _answers(held, worker, by)
        to = Team.objects.filter(pk=team, closed__isnull=True).first()
        if to is None:
            raise Refused("team", "Choose the team that this goes to.")
        if to.pk == held.team_id:
            raise Refused("team", "This team has it already.")
        if held.accepted:
            held.placed = now  # the former team has done its part; one that never accepted leaves the clock running
        held.team, held.accepted, held.accepted_by, held.sent_back = to, None, None, reason
        held.save(update_fields=["team", "placed", "accepted", "accepted_by", "sent_back"])
        return settle_referral(held, now)


def referral_closed(*, referral: int, closing: str, why: str, by: Account, now: datetime) -> Referral:
    """The work on a referral is over. What was decided shows beside any later contact about the child."""
    worker = worker_of(by)
    one_of("closing", closing, Closing.values)
    reason = text("why", why, "Write why it is closed.", 400)
    with writing(by, SENTENCES):
        held = _locked(referral)
        _answers(held, worker, by)
        held.closed, held.closing, held.closing_why = now, closing, reason
        held.save(update_fields=["closed", "closing", "closing_why"])
        return settle_referral(held, now)
