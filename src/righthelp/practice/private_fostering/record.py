"""The verbs of private fostering: told, checked, assessed, ended; and what was recorded by mistake."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import InCare
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, words, writing
from righthelp.practice.private_fostering import due, journey
from righthelp.practice.private_fostering.codes import Ending, Found, Notifier, Suits
from righthelp.practice.private_fostering.models import Arrangement, Back, Checked
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    "private_fostering_one_at_a_time": ("starts", "The child is privately fostered on that day already."),
    "private_fostering_ends_after_start": ("ends", "It lasts for a day at least. Enter a later day."),
    "private_fostering_says_why": ("why", "Write why, and what the parents say."),
    "private_fostering_assessed_says_why": ("on", "It is assessed on or after the day we were told."),
    "private_fostering_says_requirements": ("requirements", "Write what we require of the carer."),
    "private_fostering_ending_says_why": ("why", "Write where the child lives now."),
    "private_fostering_withdrawn_says_why": ("why", "Write why it was a mistake."),
    "private_fostering_check_says_what": ("note", "Write what was found, and what we do about it."),
}
_AHEAD: Final = timedelta(days=366)


def _open(arrangement: int, *, over: bool = False) -> Arrangement:
    """One that runs (or is over): the child first, then the row, locked until the transaction ends."""
    child = Arrangement.objects.filter(pk=arrangement).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    found = Arrangement.objects.select_for_update(of=("self",)).filter(pk=arrangement, counts=True).first()
    if found is None:
        raise Refused("", "This is no longer there. Open the child’s record again.")
    if found.runs is over:
        raise Refused("", "It has not ended." if over else "It has ended. Nothing can be added to it.")
    return found


def _kept(held: Arrangement, fields: list[str], now: datetime) -> Arrangement:
    held.save(update_fields=fields)
    return _settled(held, now)


def _settled(held: Arrangement, now: datetime) -> Arrangement:
    settle(journey.Private, [held.pk], now)
    due.redrawn(held.child_id, now)
    return held


def _back(child: int, what: str, why: str, writer: Worker, now: datetime) -> None:
    reason = text("why", why, "Write why it is taken back.")
    Back.objects.create(child_id=child, what=what, why=reason, recorded=now, recorded_by=writer)


def told_of(
    *, child: int, notified: date, notifier: str, starts: date, carer: str, tie: str, where: str, why: str,
    parents: str, by: Account, now: datetime,
) -> Arrangement:  # fmt: skip
    """We were told that a child lives, or will live, with somebody who is no close relative for 28 days or more.

    Raises ``Refused`` for a child in care, or who is 16 by then.
    """
    writer = worker_of(by)
    one_of("notifier", notifier, Notifier.values)
    recent("notified", notified, now)
    if starts > notified + _AHEAD:
        raise Refused("starts", "This is more than a year ahead. Check the year.")
    with writing(by, SENTENCES):
        person = locked(child)
        if person.birth_date is not None and add_months(person.birth_date, 16 * 12) <= starts:
            raise Refused("starts", "The young person is 16 by that day: this is no private fostering.")
        if InCare.objects.filter(child_id=child, ends__isnull=True).exists():
            raise Refused("", "The child is in care: the carers are approved there.")
        made = Arrangement.objects.create(
            child_id=child, notified=notified, notifier=notifier, starts=starts,
            carer=words("carer", carer, 160, "Write who the carer is."),
            tie=words("tie", tie, 160, "Write who they are to the child."),
            where=words("where", where, 240, "Write where the child lives."),
            why=text("why", why, "Write why the child lives there, and for how long."),
            parents=text("parents", parents, "Write what the parents say and do."),
            recorded=now, recorded_by=writer,
        )  # fmt: skip
        return _settled(made, now)


def household_checked(
    *, arrangement: int, who: str, on: date, found: str, by: Account, now: datetime, note: str = ""
) -> Checked:
    """Somebody of the household was checked; whoever is disqualified may not foster privately without our consent."""
    writer = worker_of(by)
    one_of("found", found, Found.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _open(arrangement)
        return Checked.objects.create(
            arrangement=held, child_id=held.child_id, who=words("who", who, 160, "Write who was checked."), on=on,
            found=found, recorded=now, recorded_by=writer,
            note=text("note", note, "" if found == Found.CLEAR else "Write what was found, and what we do about it."),
        )  # fmt: skip


def assessed(
    *, arrangement: int, on: date, suits: str, why: str, by: Account, now: datetime, requirements: str = ""
) -> Arrangement:
    """A manager decides whether the arrangement suits the child; decided again, the earlier one stays on the record.

    Raises ``Refused`` while nobody of the household is checked, or somebody is disqualified without consent.
    """
    worker = worker_of(by)
    one_of("suits", suits, Suits.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _open(arrangement)
        found = dict(Checked.objects.filter(arrangement=held).order_by("on", "pk").values_list("who", "found"))
        if suits != Suits.NO and not found:
            raise Refused("", "Nobody of the household has been checked. Record the checks first.")
        barred = [who for who, what in found.items() if what == Found.BARRED]
        if suits != Suits.NO and barred:
            raise Refused("suits", f"{barred[0]} is disqualified. Without our consent the carer is prohibited.")
        if held.assessed is not None:
            said = f"{held.get_suits_display()}, {say_date(held.assessed)}: {held.assessed_why}"
            _back(held.child_id, said, f"Assessed again on {say_date(on)}.", worker, now)
        held.assessed, held.assessed_by, held.suits = on, worker, suits
        held.assessed_why = text("why", why, "Write why.")
        held.requirements = text(
            "requirements", requirements, "Write what we require of the carer." if suits == Suits.TERMS else ""
        )
        return _kept(held, ["assessed", "assessed_by", "suits", "assessed_why", "requirements"], now)


def ended(*, arrangement: int, ends: date, ending: str, why: str, by: Account, now: datetime) -> Arrangement:
    """The child no longer lives there."""
    worker_of(by)
    one_of("ending", ending, Ending.values)
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        held = _open(arrangement)
        held.ends, held.ending = ends, ending
        held.ending_why = text("why", why, "Write where the child lives now.")
        return _kept(held, ["ends", "ending", "ending_why"], now)


def reopened(*, arrangement: int, why: str, by: Account, now: datetime) -> Arrangement:
    """That it ended was recorded by mistake; what was written then, and why, stays on the record."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = _open(arrangement, over=True)
        said = f"{held.get_ending_display()}, {say_date(held.ends)}: {held.ending_why}" if held.ends else ""
        _back(held.child_id, said, why, writer, now)
        held.ends, held.ending, held.ending_why = None, None, ""
        return _kept(held, ["ends", "ending", "ending_why"], now)


def withdrawn(*, arrangement: int, why: str, by: Account, now: datetime) -> Arrangement:
    """It was recorded by mistake: the child was not privately fostered. It stays readable, and no longer counts."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _open(arrangement)
        held.counts, held.withdrawn = False, now
        held.withdrawn_why = text("why", why, "Write why it was a mistake.")
        return _kept(held, ["counts", "withdrawn", "withdrawn_why"], now)


__all__ = ["SENTENCES", "assessed", "ended", "household_checked", "reopened", "told_of", "withdrawn"]
