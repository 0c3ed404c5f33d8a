"""The verbs of a young person's life after care: in touch or not, what they do, where they live."""

from __future__ import annotations

from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import Home
from righthelp.practice.leaving_care import due, journey
from righthelp.practice.leaving_care.codes import FROM_18, NEVER_SUITS, Channel, Doing, Level, Living, Touch
from righthelp.practice.leaving_care.eligibility import birthday
from righthelp.practice.leaving_care.models import Activity, Contact, Lodging
from righthelp.practice.leaving_care.record import SENTENCES, helped
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import one_of, optional, recent, text, writing
from righthelp.practice.workforce.acting import worker_of


def contacted(
    *, child: int, on: date, status: str, by: Account, now: datetime, channel: str = "", note: str = ""
) -> Contact:
    """We were in touch with the young person on a day, by a channel; or know that we are not, and why."""
    writer = worker_of(by)
    one_of("status", status, Touch.values)
    recent("on", on, now)
    if status == Touch.YES:
        one_of("channel", channel, Channel.values)
    with writing(by, SENTENCES):
        held = helped(child)
        if on < held.starts:
            raise Refused("on", f"The adviser began to help on {say_date(held.starts)}. Check the date.")
        made = Contact.objects.create(
            child_id=child, on=on, status=status, channel=channel if status == Touch.YES else "",
            note=text("note", note, "" if status == Touch.YES else "Write what we know, and what was tried."),
            recorded=now, recorded_by=writer,
        )  # fmt: skip
        due.redrawn(child, now)
        return made


def began_doing(
    *,
    child: int,
    doing: str,
    starts: date,
    by: Account,
    now: datetime,
    where: str = "",
    year: int | None = None,
    level: str = "",
) -> Activity:
    """From a day on the young person learns, works, or does neither; what came before ends on that day."""
    writer = worker_of(by)
    one_of("doing", doing, Doing.values)
    one_of("level", level, ("", *Level.values))
    recent("starts", starts, now)
    with writing(by, SENTENCES):
        helped(child)
        before = Activity.objects.select_for_update(of=("self",)).filter(child_id=child, ends__isnull=True).first()
        if before is not None:
            before.ends = starts
            before.save(update_fields=["ends"])
        made = Activity.objects.create(
            child_id=child, doing=doing, where=optional("where", where, 160), year=year, level=level, starts=starts,
            recorded=now, recorded_by=writer,
        )  # fmt: skip
        settle(journey.Activity, [made.pk, *([before.pk] if before else [])], now)
        return made


def moved_in(
    *, child: int, kind: str, suits: bool, starts: date, by: Account, now: datetime, why: str = "",
    unregulated: bool = False, home: int | None = None,
) -> Lodging:  # fmt: skip
    """From a day on the young person lives in such a home, which suits them or not; the one before ends on that day.

    Raises ``Refused`` for staying put or a foyer before 18, and for staying put without the foster home.
    """
    writer = worker_of(by)
    one_of("kind", kind, Living.values)
    recent("starts", starts, now)
    if suits and kind in NEVER_SUITS:
        raise Refused("suits", "No fixed home, or custody, suits nobody.")
    with writing(by, SENTENCES):
        helped(child)
        born = Person.objects.values_list("birth_date", flat=True).get(pk=child)
        if kind in FROM_18 and (born is None or starts < birthday(born, 18)):
            raise Refused("kind", "This is possible from 18. Until then it is a placement, or another kind of home.")
        put = Home.objects.filter(pk=home, kind__in=("foster", "connected")).first() if home is not None else None
        if (kind == Living.Z) is (put is None):
            raise Refused("home", "Choose the foster home in which the young person stays put, and only then.")
        before = Lodging.objects.select_for_update(of=("self",)).filter(child_id=child, ends__isnull=True).first()
        if before is not None:
            before.ends = starts
            before.save(update_fields=["ends"])
        made = Lodging.objects.create(
            child_id=child, kind=kind, suits=suits, unregulated=unregulated, home=put, starts=starts,
            why=text("why", why, "" if suits else "Write why it does not suit, and what is done about it."),
            recorded=now, recorded_by=writer,
        )  # fmt: skip
        due.redrawn(child, now)
        return made


__all__ = ["began_doing", "contacted", "moved_in"]
