"""The verbs of the edge of care: a team is asked, works with the family, ends with an outcome."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import InCare
from righthelp.practice.casework.record_base import happened
from righthelp.practice.family_group import journey
from righthelp.practice.family_group.codes import Hours, Offer, Outcome
from righthelp.practice.family_group.models import Edge, Work
from righthelp.practice.family_group.record_rows import at_work, taken_back
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "family_edge_says_why": ("why", "Write why the child may have to come into care."),
    "family_edge_begun_after": ("at", "The work begins after the team was asked."),
    "family_edge_outcome_says_why": ("why", "Write what was reached."),
    "family_edge_withdrawn_says_why": ("why", "Write why it was a mistake."),
    "family_edge_one_at_a_time": ("kind", "This team works with the family already."),
    "family_work_says_what": ("minutes", "Enter from 5 minutes to 24 hours."),
    "family_work_withdrawn_says_why": ("why", "Write why it was a mistake."),
}


def _edge(edge: int, *, over: bool = False) -> Edge:
    """Work that runs (or is over): the child first, then the row, locked until the transaction ends."""
    child = Edge.objects.filter(pk=edge).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    found = Edge.objects.select_for_update(of=("self",)).filter(pk=edge).first()
    if found is None or not found.counts:
        raise Refused("", "This is no longer there. Open the child’s record again.")
    if found.runs is over:
        raise Refused("", "This work is open." if over else "This work has ended. Nothing can be added to it.")
    return found


def _kept(held: Edge, fields: list[str], now: datetime) -> Edge:
    held.save(update_fields=fields)
    settle(journey.Edge, [held.pk], now)
    return held


def edge_asked(
    *, child: int, kind: str, asked: datetime, why: str, hours: str, by: Account, now: datetime,
    worker: int | None = None,
) -> Edge:  # fmt: skip
    """A team is asked, at a moment, to work with the family; ``hours``: when it is needed.

    Raises ``Refused`` for a child in care: going home is planned as a return.
    """
    writer = worker_of(by)
    one_of("kind", kind, Offer.values)
    one_of("hours", hours, Hours.values)
    when = happened("asked", asked, now)
    with writing(by, SENTENCES):
        locked(child)
        if InCare.objects.filter(child_id=child, ends__isnull=True).exists():
            raise Refused("", "The child is in care. Plan the way home instead.")
        made = Edge.objects.create(
            child_id=child, kind=kind, asked=when, hours=hours,
            why=text("why", why, "Write why the child may have to come into care."),
            worker=at_work(worker, "worker", now) if worker else None, recorded=now, recorded_by=writer,
        )  # fmt: skip
        settle(journey.Edge, [made.pk], now)
        return made


def edge_given(*, edge: int, worker: int, by: Account, now: datetime) -> Edge:
    """Somebody of the team works with the family from now on."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _edge(edge)
        held.worker = at_work(worker, "worker", now)
        return _kept(held, ["worker"], now)


def _begun(held: Edge, now: datetime) -> Edge:
    """The first work that counts is the beginning."""
    held.begun = Work.objects.filter(edge=held, counts=True).order_by("at").values_list("at", flat=True).first()
    return _kept(held, ["begun"], now)


def worked(*, edge: int, at: datetime, minutes: int, what: str, by: Account, now: datetime) -> Work:
    """Somebody was with the family, from a moment, for some minutes."""
    writer = worker_of(by)
    when = happened("at", at, now)
    with writing(by, SENTENCES):
        held = _edge(edge)
        if when < held.asked:
            raise Refused("at", "The work begins after the team was asked.")
        made = Work.objects.create(
            edge=held, child_id=held.child_id, at=when, minutes=minutes,
            what=text("what", what, "Write what was done, and how the family is."), recorded=now, recorded_by=writer,
        )  # fmt: skip
        _begun(held, now)
        return made


def work_withdrawn(*, work: int, why: str, by: Account, now: datetime) -> Work:
    """It was recorded by mistake; it stays readable and no longer counts."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _edge(Work.objects.filter(pk=work).values_list("edge_id", flat=True).first() or 0)
        found = Work.objects.select_for_update(of=("self",)).get(pk=work)
        if not found.counts:
            raise Refused("", "This no longer counts already.")
        found.counts, found.withdrawn = False, now
        found.withdrawn_why = text("why", why, "Write why it was a mistake.")
        found.save(update_fields=["counts", "withdrawn", "withdrawn_why"])
        _begun(held, now)
        return found


def edge_ended(*, edge: int, ended: date, outcome: str, why: str, by: Account, now: datetime) -> Edge:
    """The work ends: where the child lives now, and what was reached.

    Raises ``Refused`` where care says otherwise.
    """
    worker_of(by)
    one_of("outcome", outcome, Outcome.values)
    recent("ended", ended, now)
    with writing(by, SENTENCES):
        held = _edge(edge)
        if ended < local_date(held.asked):
            raise Refused("ended", f"The team was asked on {say_date(local_date(held.asked))}. Check the date.")
        in_care = InCare.objects.filter(child_id=held.child_id, ends__isnull=True).exists()
        if in_care is not (outcome == Outcome.CARE):
            raise Refused(
                "outcome",
                "The child is in care: choose that." if in_care else "The child is not in care. Record that first.",
            )
        held.ended, held.outcome = ended, outcome
        held.outcome_why = text("why", why, "Write what was reached.")
        return _kept(held, ["ended", "outcome", "outcome_why"], now)


def edge_reopened(*, edge: int, why: str, by: Account, now: datetime) -> Edge:
    """That it ended was recorded by mistake; what was written then, and why, stays on the record."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = _edge(edge, over=True)
        said = f"{held.get_outcome_display()}, {say_date(held.ended)}: {held.outcome_why}" if held.ended else ""
        taken_back([held.child_id], said, why, writer, now)
        held.ended, held.outcome, held.outcome_why = None, None, ""
        return _kept(held, ["ended", "outcome", "outcome_why"], now)


def edge_withdrawn(*, edge: int, why: str, by: Account, now: datetime) -> Edge:
    """It was asked for by mistake, and nobody has begun."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _edge(edge)
        if held.begun is not None:
            raise Refused("", "Somebody has been with the family. End the work instead.")
        held.counts, held.withdrawn = False, now
        held.withdrawn_why = text("why", why, "Write why it was a mistake.")
        return _kept(held, ["counts", "withdrawn", "withdrawn_why"], now)


__all__ = [
    "SENTENCES",
    "edge_asked",
    "edge_ended",
    "edge_given",
    "edge_reopened",
    "edge_withdrawn",
    "work_withdrawn",
    "worked",
]
