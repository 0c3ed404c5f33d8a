"""The verbs of concerns: raised with the places held back, the designated officer told, strategy, support, outcome."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date, say_moment
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record_homes
from righthelp.practice.fostering import journey
from righthelp.practice.fostering.codes import OF_ALLEGATIONS, Matter, Outcome
from righthelp.practice.fostering.models import Concern
from righthelp.practice.fostering.record import colleague
from righthelp.practice.fostering.record_household import household_held
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    **record_homes.SENTENCES,
    "foster_concern_referred_after": ("at", "The designated officer is told after the service knew."),
    "foster_concern_outcome_of_its_kind": ("outcome", "Choose an outcome that goes with what the concern is."),
}
HOLD: Final = "Not offered for now: ask the fostering manager"
"""What everybody reads beside the home. It says nothing of why."""


def raised(
    *, household: int, matter: str, known: datetime, said: str, deals: int, hold: bool, by: Account, now: datetime,
    child: int | None = None,
) -> Concern:  # fmt: skip
    """A concern is known. ``hold``: no child is placed there while it lasts; of an allegation always."""
    writer = worker_of(by)
    one_of("matter", matter, Matter.values)
    if known > now:
        raise Refused("known", "This moment has not come yet.")
    recent("known", local_date(known), now)
    with writing(by, SENTENCES):
        if child is not None:
            locked(child)
        found = household_held(household)
        held = None
        if hold or matter == Matter.ALLEGATION:
            held = record_homes.places_held(
                home=found.home_id, places=None, why=HOLD, starts=local_date(now), by=by, now=now
            )
        made = Concern.objects.create(
            household=found, matter=matter, known=known, said=text("said", said, "Write what was said, in its words."),
            child_id=child, deals=colleague("deals", deals, now), held=held, recorded=now, recorded_by=writer,
        )  # fmt: skip
        return _settled(made, now)


def concern_held(concern: int, *, open_only: bool = True) -> Concern:
    """A concern, locked until the transaction ends. Raises ``Refused`` when it is closed and may not be."""
    found = Concern.objects.select_for_update(of=("self",)).filter(pk=concern).first()
    if found is None:
        raise Refused("", "This concern is no longer there. Open the list again.")
    if open_only and found.closed:
        raise Refused("", f"The outcome is of {say_date(found.closed)}. Open it again first.")
    return found


def officer_told(*, concern: int, at: datetime, by: Account, now: datetime) -> Concern:
    """The designated officer for allegations was told."""
    worker_of(by)
    if at > now:
        raise Refused("at", "This moment has not come yet.")
    with writing(by, SENTENCES):
        found = concern_held(concern)
        if at < found.known:
            raise Refused("at", f"The service knew on {say_moment(found.known)}. Check the time.")
        found.referred = at
        return _saved(found, now, "referred")


def strategy_held(*, concern: int, on: date, by: Account, now: datetime) -> Concern:
    """A strategy meeting was held."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = concern_held(concern)
        if on < local_date(found.known):
            raise Refused("on", f"The service knew on {say_moment(found.known)}. Check the day.")
        found.strategy = on
        return _saved(found, now, "strategy")


def supported(*, concern: int, support: str, by: Account, now: datetime) -> Concern:
    """Somebody independent of the enquiry stands by the carers: who, and what was offered."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = concern_held(concern)
        found.support = text("support", support, "Write who stands by the carers, and what was offered.")
        return _saved(found, now, "support")


def dealt_by(*, concern: int, deals: int, by: Account, now: datetime) -> Concern:
    """Somebody else deals with it: it is closed to who did before, unless they manage fostering."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = concern_held(concern)
        found.deals = colleague("deals", deals, now)
        return _saved(found, now, "deals")


def keeps(held: int) -> bool:
    """Whether places are held back for a concern that is not closed."""
    return Concern.objects.filter(held_id=held, closed__isnull=True).exists()


def concluded(*, concern: int, outcome: str, on: date, why: str, free: bool, by: Account, now: datetime) -> Concern:
    """There is an outcome; ``free``: the places are offered again from that day. A review of the household follows."""
    worker_of(by)
    one_of("outcome", outcome, Outcome.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = concern_held(concern)
        if (found.matter == Matter.ALLEGATION) is not (outcome in OF_ALLEGATIONS):
            raise Refused(*SENTENCES["foster_concern_outcome_of_its_kind"])
        if found.matter == Matter.ALLEGATION and found.referred is None:
            raise Refused("", "Record first when the designated officer was told.")
        if not found.support:
            raise Refused("", "Record first who stood by the carers.")
        if free and found.held is not None and found.held.ends is None:
            ends = max(on, local_date(now), found.held.starts + timedelta(days=1))
            record_homes.places_free(held=found.held.pk, ends=ends, by=by, now=now, room="fostering")
        found.outcome, found.closed = outcome, on
        found.outcome_why = text("why", why, "Write what the outcome rests on.")
        return _saved(found, now, "outcome", "closed", "outcome_why")


def reopened(*, concern: int, why: str, by: Account, now: datetime) -> Concern:
    """An outcome is taken back: it was wrong, or more is known. What it said stays in the reason and the history."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = concern_held(concern, open_only=False)
        if found.closed is None:
            raise Refused("", "There is no outcome to take back.")
        was = f"{found.get_outcome_display()}, {say_date(found.closed)}."
        found.reopened_why = f"{was} {text('why', why, 'Write why it is opened again.')}"
        found.outcome, found.closed, found.outcome_why = None, None, ""
        return _saved(found, now, "outcome", "closed", "outcome_why", "reopened_why")


def _saved(found: Concern, now: datetime, *names: str) -> Concern:
    found.save(update_fields=names)
    return _settled(found, now)


def _settled(found: Concern, now: datetime) -> Concern:
    settle(journey.Concern, [found.pk], now)
    return found
