"""What is said and decided for a child in supervision: it belongs to the child's record, and comes back until done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from righthelp.foundation.calendar import local_date, say_date, start_of_day
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import locked, words, writing
from righthelp.practice.supervision.journey import SupervisionDecision
from righthelp.practice.supervision.models import Decision, Discussion, Group, Session
from righthelp.practice.supervision.record import (
    By,
    account_of,
    group_row,
    held_row,
    unsigned,
    worker_of,
    writes_for,
    writes_for_group,
)
from righthelp.practice.workforce.models import Allocation, Worker

FURTHEST = timedelta(days=366)
Where = dict[str, Session | Group]
"""``{"session": ...}`` or ``{"group": ...}``: in which supervision something was decided."""


@dataclass(frozen=True)
class Said:
    """A decision as it is put on paper: what, who does it, by which day. ``place`` names its boxes on the form."""

    what: str
    who: int
    by_when: date
    place: str = ""


def discussed(
    *, session: int, child: int, by: By, now: datetime, note: str = "", decisions: Sequence[Said] = ()
) -> Discussion:
    """A child was talked about: what was said, and what was decided. Sent again, it replaces the note and adds only
    decisions that are not there yet."""
    if not note.strip() and not decisions:
        raise Refused("note", "Write what was said, or what was decided.")
    with writing(account_of(by)):
        held = held_row(session)
        writer = writes_for(held, by)
        unsigned(held)
        locked(child)
        _holds(held, child)
        made, _ = Discussion.objects.update_or_create(
            session=held,
            child_id=child,
            defaults={"note": note.strip(), "discussed": now, "written_by": writer},
        )
        for said in decisions:
            decided({"session": held}, child, said, writer, now)
        return made


def _holds(session: Session, child: int) -> None:
    """The child is, or in this month was, one of the worker's."""
    begun = start_of_day(session.month)
    rows = Allocation.objects.filter(worker_id=session.worker_id, child_id=child)
    if not any(row.ends is None or row.ends >= begun for row in rows):
        raise Refused("note", f"{session.worker.name} did not work with this child in this month.")


def decided(where: Where, child: int, said: Said, writer: Worker, now: datetime) -> Decision:
    """One decision for a child, made in a worker's own supervision or in a group's; sent again it is the same one."""
    what = words(f"what{said.place}", said.what, 400, "Write what was decided.")
    today = local_date(now)
    if said.by_when < today:
        raise Refused(f"by{said.place}", "This day is past. Enter by when it is to be done.")
    if said.by_when > today + FURTHEST:
        raise Refused(f"by{said.place}", "This is more than a year away. Check the year, or break it into steps.")
    doer = Worker.objects.filter(pk=said.who).first()
    if doer is None or (doer.ends and doer.ends <= today):
        raise Refused(f"who{said.place}", "Choose somebody who works here.")
    again = Decision.objects.filter(child_id=child, what=what, **where).first()
    if again:
        return again
    made = Decision.objects.create(
        **where,
        child_id=child,
        what=what,
        who=doer,
        made=now,
        made_by=writer,
        by_when=said.by_when,
        first_by_when=said.by_when,
        eve=said.by_when - timedelta(days=1),
    )
    settle(SupervisionDecision, [made.pk], now)
    return made


def _open(decision: int) -> Decision:
    found = Decision.objects.select_for_update(of=("self",)).filter(pk=decision).first()
    if found is None:
        raise Refused("", "This decision is no longer there.")
    if found.done or found.stopped:
        raise Refused("", "This has been settled already. Open the record again to see how.")
    return found


def _above(decision: Decision, by: By) -> None:
    """Refuse anybody but whoever held the supervision in which it was decided, and those above."""
    if decision.session_id is not None:
        writes_for(held_row(decision.session_id), by)
    elif decision.group_id is not None:
        writes_for_group(group_row(decision.group_id), by)


def decision_done(*, decision: int, by: By, now: datetime, note: str) -> Decision:
    """It was done; the note says what came of it."""
    said = words("note", note, 400, "Say what was done, and what came of it.")
    with writing(account_of(by)):
        worker_of(by)
        found = _open(decision)
        found.done, found.done_note = now, said
        found.save(update_fields=["done", "done_note"])
        settle(SupervisionDecision, [found.pk], now)
        return found


def decision_stopped(*, decision: int, by: By, now: datetime, why: str) -> Decision:
    """It need no longer be done. Whoever is to do it does not decide that: the supervisor or somebody above does."""
    said = words("why", why, 400, "Say why it need not be done, for whoever reads the record later.")
    with writing(account_of(by)):
        found = _open(decision)
        _above(found, by)
        found.stopped, found.stopped_why = now, said
        found.save(update_fields=["stopped", "stopped_why"])
        settle(SupervisionDecision, [found.pk], now)
        return found


def decision_moved(*, decision: int, by: By, now: datetime, by_when: date) -> Decision:
    """It is to be done by another day. The day first agreed stays on record."""
    with writing(account_of(by)):
        found = _open(decision)
        _above(found, by)
        if by_when < local_date(now):
            raise Refused("by_when", "This day is past. Enter by when it is to be done.")
        if by_when > found.first_by_when + FURTHEST:
            raise Refused("by_when", f"It was first to be done by {say_date(found.first_by_when)}. Decide it anew.")
        found.by_when, found.eve = by_when, by_when - timedelta(days=1)
        found.save(update_fields=["by_when", "eve"])
        settle(SupervisionDecision, [found.pk], now)
        return found
