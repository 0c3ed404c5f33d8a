"""A worker's children pass to colleagues in one act: each child wholly or not at all, with a report for every child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import locked, take_turns, words, writing
from righthelp.practice.workforce.fitness import at_work, given_work, may_take, warned
from righthelp.practice.workforce.models import Allocation, PassedOn, Reallocation, Why, Worker
from righthelp.practice.workforce.record_allocation import AT_ONCE, passed, present, taken_out
from righthelp.practice.workforce.record_base import By, account_of


@dataclass(frozen=True)
class Passing:
    """One child's place in a reallocation: to whom, and what the new worker must know."""

    child: int
    worker: int
    note: str = ""


def reallocated(
    *,
    key: UUID,
    giver: int,
    why: str,
    passing: Sequence[Passing],
    by: By,
    now: datetime,
    note: str = "",
    despite: bool = True,
) -> Reallocation:
    """Pass some of ``giver``'s children on. ``key`` is the form's: sent twice, it is done once.

    A child who cannot pass (a conflict, somebody else has allocated them since) stays where they are, and the report
    says why; the others pass. Refused as a whole only for what is wrong with the whole.
    """
    if why not in Why.values:
        raise Refused("why", "Say why the children pass to others.")
    if not passing:
        raise Refused("children", "Choose at least one child, and to whom they pass.")
    account = account_of(by)
    with writing(account, AT_ONCE):
        take_turns(f"reallocation {key}")
        before = Reallocation.objects.filter(key=key).first()
        if before:
            return before
        workers = given_work({giver, *(each.worker for each in passing)})
        giving = workers.get(giver)
        if giving is None:
            raise Refused("worker", "This worker is no longer there. Open the team's page again.")
        if not despite:
            _knowingly(passing, workers, now)
        act = Reallocation.objects.create(
            key=key, giver=giving, why=why, note=note.strip(), made_at=now, made_by=account
        )
        for each in sorted(passing, key=lambda one: one.child):
            _pass_on(act, each, workers.get(each.worker), account, now)
        return act


def _knowingly(passing: Sequence[Passing], workers: Mapping[int, Worker], now: datetime) -> None:
    for pk, more in sorted(Counter(each.worker for each in passing).items()):
        if pk in workers:
            warned(workers[pk], None, now, more=more)


def _pass_on(act: Reallocation, each: Passing, receiver: Worker | None, by: Account | None, now: datetime) -> None:
    """One child, in a savepoint of their own: passed on, or the sentence that says why not."""
    refused = ""
    try:
        with writing(by, AT_ONCE):
            person = locked(each.child)
            former = present(each.child)
            if former is None or former.worker_id != act.giver_id:
                holder = f"{former.worker.name} holds" if former else "Nobody holds"
                raise Refused("children", f"{holder} this child’s work now; it was not {act.giver.name}’s to pass on.")
            taker = at_work(receiver, now)
            may_take(taker, person, now)
            passed(each.child, former, taker, by=by, reason=Why(act.why).label, now=now)
    except Refused as no:
        if receiver is None:
            raise
        refused = no.sentence[:300]
    if receiver is not None:
        PassedOn.objects.create(
            reallocation=act, child_id=each.child, receiver=receiver, note=each.note.strip(), refused=refused
        )


def taken_back(*, reallocation: int, children: Sequence[int], by: By, now: datetime, reason: str) -> int:
    """The hand-over of these children was a mistake: they go back to whom they came from. Returns how many did.

    A child who has passed on again since, or whose former worker has left, is refused and nothing is changed for any.
    """
    said = words("reason", reason, 300, "Say what the mistake was, for whoever reads the record later.")
    if not children:
        raise Refused("children", "Choose at least one child to take back.")
    account = account_of(by)
    with writing(account, AT_ONCE):
        act = Reallocation.objects.filter(pk=reallocation).first()
        if act is None:
            raise Refused("children", "This hand-over is no longer there.")
        done = 0
        for child in sorted(set(children)):
            locked(child)
            row = PassedOn.objects.filter(
                reallocation=act, child_id=child, refused="", taken_back_at__isnull=True
            ).first()
            if row is None:
                continue
            made = Allocation.objects.filter(
                child_id=child, worker_id=row.receiver_id, primary=True, starts=act.made_at, ends__isnull=True
            ).first()
            if made is None:
                raise Refused("children", "A child has passed on to somebody else since. Leave them out and try again.")
            taken_out(made.pk, by=account, reason=said, now=now)
            row.taken_back_at = now
            row.save(update_fields=["taken_back_at"])
            done += 1
        return done


def handover_read(*, passed_on: int, by: By, now: datetime) -> PassedOn:
    """The new worker has read the note about a child who passed to them."""
    account = account_of(by)
    with writing(account):
        row = PassedOn.objects.select_for_update().filter(pk=passed_on).first()
        if row is None:
            raise Refused("", "This note is no longer there.")
        if account is None or row.receiver.account_id != account.pk:
            raise Refused("", f"{row.receiver.name} reads this note.")
        if row.read_at is None and row.taken_back_at is None:
            row.read_at = now
            row.save(update_fields=["read_at"])
        return row
