"""The verbs from above and beside a plan: oversight, milestones, escalation, a family that moves away."""

from __future__ import annotations

from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import PlanEnding
from righthelp.practice.casework.models import Action
from righthelp.practice.casework.record import plan_ended
from righthelp.practice.people.writing import locked, not_later, one_of, optional, words, writing
from righthelp.practice.protection import journey
from righthelp.practice.protection.codes import Barrier, Level
from righthelp.practice.protection.models import Escalation, Milestone, Oversight, TransferOut
from righthelp.practice.protection.record_base import SENTENCES, running, text, worker_of


def oversight_noted(*, plan: int, note: str, by: Account, now: datetime, action: int | None = None) -> Oversight:
    """A manager writes what they think of the plan, or of one action of it."""
    worker = worker_of(by)
    said = text("note", note, "Write what you think, and what you ask for.", 8000)
    with writing(by, SENTENCES):
        held = running(plan)
        if action is not None and not Action.objects.filter(pk=action, plan_id=plan).exists():
            raise Refused("action", "This action is not one of the plan’s.")
        return Oversight.objects.create(plan=held, action_id=action, note=said, at=now, by=worker)


def milestone_reviewed(*, milestone: int, note: str, by: Account, now: datetime) -> Milestone:
    """Somebody above looked at a plan that has run for so many months, and says what follows."""
    worker = worker_of(by)
    said = text("note", note, "Write why the plan still runs, and what will be different from now on.", 8000)
    with writing(by, SENTENCES):
        found = Milestone.objects.select_for_update(of=("self",)).filter(pk=milestone).first()
        if found is None or found.ended:
            raise Refused("", "The plan has ended. Nothing is to be looked at.")
        if found.reviewed:
            raise Refused("", "Somebody has looked at this already. Open the plan again to read it.")
        found.reviewed, found.reviewed_by, found.note = now, worker, said
        found.save(update_fields=["reviewed", "reviewed_by", "note"])
        settle(journey.Milestone, [found.pk], now)
        return found


def escalated(
    *,
    plan: int,
    barrier: str,
    issue: str,
    level: str,
    to: str,
    by: Account,
    now: datetime,
    after: int | None = None,
) -> Escalation:
    """Change is not seen: somebody further up is asked to act. ``after``: the level below that was not enough."""
    worker = worker_of(by)
    one_of("barrier", barrier, Barrier.values)
    one_of("level", level, Level.values)
    said = text("issue", issue, "Write what does not change, and what it does to the child.", 4000)
    whom = words("to", to, 120, "Say to whom it goes.")
    with writing(by, SENTENCES):
        held = running(plan)
        if after is not None:
            before = Escalation.objects.select_for_update(of=("self",)).filter(pk=after, plan=held).first()
            if before is None or before.solved:
                raise Refused("", "The escalation before it is solved, or no longer there.")
            if int(level) <= int(before.level):
                raise Refused("level", f"It went to “{before.get_level_display()}” already. Choose a level above it.")
            if Escalation.objects.filter(after=before).exists():
                raise Refused("", "It has been taken further already. Open the plan again.")
        made = Escalation.objects.create(
            plan=held,
            child_id=held.child_id,
            barrier=barrier,
            issue=said,
            level=level,
            to=whom,
            raised=now,
            raised_by=worker,
            after_id=after,
        )
        settle(journey.Escalation, [made.pk], now)
        return made


def answered(*, escalation: int, response: str, solved: bool, by: Account, now: datetime) -> Escalation:
    """What was answered, and whether that solves it."""
    worker = worker_of(by)
    said = text("response", response, "Write what was answered.", 4000)
    with writing(by, SENTENCES):
        found = Escalation.objects.select_for_update(of=("self",)).filter(pk=escalation).first()
        if found is None or found.answered:
            raise Refused("", "This has been answered already. Open the plan again to read it.")
        found.answered, found.answered_by, found.response, found.solved = now, worker, said, solved
        found.save(update_fields=["answered", "answered_by", "response", "solved"])
        settle(journey.Escalation, [found.pk], now)
        return found


def moving_away(*, plan: int, council: str, contact: str, by: Account, now: datetime) -> TransferOut:
    """The family moves: the other council is told. The plan here runs on until they have held their conference."""
    worker = worker_of(by)
    where = words("council", council, 80, "Say which council the family moves to.")
    whom = words("contact", contact, 200, "Say who was told there, and how.")
    with writing(by, SENTENCES):
        held = running(plan)
        made = TransferOut.objects.create(
            plan=held, child_id=held.child_id, council=where, contact=whom, notified=now, notified_by=worker
        )
        settle(journey.TransferOut, [made.pk], now)
        return made


def taken_over(*, transfer: int, on: date, what: str, by: Account, now: datetime) -> TransferOut:
    """The other council held its conference: the plan here ends on that day."""
    worker_of(by)
    not_later("on", on, now, "Record it when their conference has been held.")
    said = optional("what", what, 300)
    with writing(by, SENTENCES):
        found = _waiting(transfer)
        if on < local_date(found.notified):
            raise Refused("on", f"They were told on {say_date(local_date(found.notified))}. Check the date.")
        found.accepted = on
        found.save(update_fields=["accepted"])
        settle(journey.TransferOut, [found.pk], now)
        why = f"{found.council} held its conference. {said}".strip()
        plan_ended(plan=found.plan.plan_id, ends=on, ending=PlanEnding.MOVED, why=why[:400], by=by, now=now)
        return found


def stays_here(*, transfer: int, why: str, by: Account, now: datetime) -> TransferOut:
    """The family does not move after all."""
    worker_of(by)
    reason = words("why", why, 400, "Write why the family stays.")
    with writing(by, SENTENCES):
        found = _waiting(transfer)
        found.stayed, found.stayed_why = now, reason
        found.save(update_fields=["stayed", "stayed_why"])
        settle(journey.TransferOut, [found.pk], now)
        return found


def _waiting(transfer: int) -> TransferOut:
    child = TransferOut.objects.filter(pk=transfer).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    found = TransferOut.objects.select_for_update(of=("self",)).select_related("plan").filter(pk=transfer).first()
    if found is None or found.accepted or found.stayed:
        raise Refused("", "This has been settled already. Open the plan again.")
    return found


__all__ = [
    "answered",
    "escalated",
    "milestone_reviewed",
    "moving_away",
    "oversight_noted",
    "stays_here",
    "taken_over",
]
