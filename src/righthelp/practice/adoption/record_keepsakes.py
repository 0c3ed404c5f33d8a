"""The verbs of what adopters are given after the celebration hearing: the life story book and the later-life letter."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption import journey
from righthelp.practice.adoption.models import Keepsake, Linked
from righthelp.practice.adoption.record_adopters import adopters
from righthelp.practice.people.writing import Sentences, not_later, recent, text, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "keepsake_once_a_day": ("on", "A celebration on that day is recorded already."),
    "keepsake_withdrawn_says_why": ("why", "Write why it was a mistake."),
}


def celebrated(*, household: int, on: date, by: Account, now: datetime) -> Keepsake:
    """The celebration hearing was held: the book and the letter are due in ten working days."""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = adopters(household)
        orders = Linked.objects.filter(adopters=held, disrupted__isnull=True, plan__adopted__lte=on)
        if not orders.exists():
            raise Refused("on", "No adoption order for a child of theirs was made by that day.")
        made = Keepsake.objects.create(adopters=held, celebrated=on, recorded=now, recorded_by=writer)
        settle(journey.AdoptersKeepsake, [made.pk], now)
        return made


def _keepsake(keepsake: int) -> Keepsake:
    found = Keepsake.objects.select_for_update(of=("self",)).filter(pk=keepsake, withdrawn__isnull=True).first()
    if found is None:
        raise Refused("", "This is no longer there, or was taken back.")
    return found


def handed(*, keepsake: int, book: date | None, letter: date | None, by: Account, now: datetime) -> Keepsake:
    """On which days the book and the letter were handed over; recorded anew, it puts right what was recorded."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _keepsake(keepsake)
        for name, day in (("book", book), ("letter", letter)):
            if day is not None:
                not_later(name, day, now, "Record it when it has been handed over.")
        held.book, held.letter = book, letter
        held.save(update_fields=["book", "letter"])
        settle(journey.AdoptersKeepsake, [held.pk], now)
        return held


def keepsake_back(*, keepsake: int, why: str, by: Account, now: datetime) -> Keepsake:
    """The celebration was recorded by mistake: it no longer counts, and stays readable."""
    worker_of(by)
    reason = text("why", why, "Write why it was a mistake.")
    with writing(by, SENTENCES):
        held = _keepsake(keepsake)
        held.withdrawn, held.withdrawn_why, held.counts = now, reason, False
        held.save(update_fields=["withdrawn", "withdrawn_why", "counts"])
        settle(journey.AdoptersKeepsake, [held.pk], now)
        return held


def said_of(held: Keepsake) -> str:
    """The celebration in words."""
    return f"Celebration hearing, {say_date(held.celebrated)}"


__all__ = ["SENTENCES", "celebrated", "handed", "keepsake_back", "said_of"]
