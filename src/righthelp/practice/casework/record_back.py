"""Taking back: a decision recorded by mistake or for the wrong child, and what followed from it.

A room asks here for a decision of its own to be taken back, and carries it out with the verbs below: a plan that never
was is removed with what stands beside it, and a plan that ended by mistake runs again. Rooms hear of both
(``hearing.py``). What is removed stays in the history of its table; what it was stands, in words, in the row here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import ProtectedError

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_working_days, end_of_day, local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import hearing, journey, law
from righthelp.practice.casework.codes import Mistake, PlanKind
from righthelp.practice.casework.models import Action, Plan, TakenBack
from righthelp.practice.casework.record_base import SENTENCES, visits_redrawn
from righthelp.practice.people.models import Involvement, InvolvementKind
from righthelp.practice.people.writing import locked, one_of, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

Followed = tuple[list[str], list[str]]
"""What followed and is undone, and what somebody has still to see to: sentences."""
_OPEN = ("", "Somebody has asked for this to be taken back already. Open the page again.")


def free_until(recorded: datetime) -> datetime:
    """The last moment at which one person alone may take back what was recorded then."""
    return end_of_day(add_working_days(local_date(recorded), law.TAKEN_BACK_DAYS))


def back_asked(
    *,
    child: int,
    what: str,
    row: int,
    said: str,
    recorded: datetime,
    recorded_by: Worker,
    mistake: str,
    why: str,
    by: Account,
    now: datetime,
) -> TakenBack:
    """Somebody asks for a decision to be taken back. Within the stated time the room carries it out at once."""
    worker = worker_of(by)
    one_of("mistake", mistake, Mistake.values)
    reason = text("why", why, "Write how the mistake came about, for whoever reads the record later.", 2000)
    with writing(by, {**SENTENCES, "taken_back_one_open": _OPEN}):
        locked(child)
        return TakenBack.objects.create(
            child_id=child,
            what=what,
            row=row,
            said=said,
            recorded=recorded,
            recorded_by=recorded_by,
            mistake=mistake,
            why=reason,
            asked=now,
            asked_by=worker,
            alone=now <= free_until(recorded),
        )


def back_done(
    back: TakenBack, carried_out: Callable[[TakenBack], Followed], *, agreed_by: Worker | None, now: datetime
) -> TakenBack:
    """Carry it out, and write down what followed. The caller holds the child's lock and the row's."""
    try:
        undone, flagged = carried_out(back)
    except ProtectedError as stands:
        raise Refused("", f"Something else stands on it by now: {_named(stands)}. Settle that first.") from None
    back.undone, back.flagged, back.done, back.agreed_by = undone, flagged, now, agreed_by
    back.save(update_fields=["undone", "flagged", "done", "agreed_by"])
    return back


def _named(stands: ProtectedError) -> str:
    names = sorted({str(each._meta.verbose_name) for each in stands.protected_objects})
    return ", ".join(names[:3])


def back_locked(back: int) -> TakenBack:
    """One that waits for a second person, the child's lock taken before its own."""
    child = TakenBack.objects.filter(pk=back).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    found = TakenBack.objects.select_for_update(of=("self",)).filter(pk=back).first()
    if found is None or not found.open:
        raise Refused("", "This has been answered already. Open the page again.")
    return found


def back_agreeing(found: TakenBack, by: Account) -> Worker:
    """The second person: neither whoever asked nor whoever decided."""
    worker = worker_of(by)
    if worker.pk in (found.asked_by_id, found.recorded_by_id):
        raise Refused("", "You decided this, or asked for it to be taken back. Somebody else must agree.")
    return worker


def back_declined(*, back: int, why: str, by: Account, now: datetime) -> TakenBack:
    """The decision stands, or whoever asked thinks better of it; with the reason."""
    worker = worker_of(by)
    reason = words("why", why, 400, "Write why the decision stands.")
    with writing(by, SENTENCES):
        found = back_locked(back)
        found.declined, found.declined_by, found.declined_why = now, worker, reason
        found.save(update_fields=["declined", "declined_by", "declined_why"])
        return found


def plan_undone(*, plan: int, by: Account, now: datetime) -> Followed:
    """A plan that ought never to have begun is removed with what stands beside it; history keeps all of it. Refused
    once people have acted on it in ways that cannot be unmade."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _locked_plan(plan)
        undone = [f"The {_name(held)} that began on {say_date(held.starts)} is removed"]
        flagged: list[str] = []
        for one, other in hearing.undoing(held, now):
            undone += one
            flagged += other
        actions = list(Action.objects.select_for_update(of=("self",)).filter(plan=held).select_related("worker"))
        of_meetings = [each for each in actions if each.meeting_id]
        for each in of_meetings:
            each.plan, each.outcome = None, None
            each.save(update_fields=["plan", "outcome"])
        gone = [each for each in actions if not each.meeting_id]
        for each in gone:
            if each.done is None and each.stopped is None:
                who = each.worker.name if each.worker else each.owner
                flagged.append(f"{who} was to do this by {say_date(each.by_when)}, and need not: {each.what}")
        Action.objects.filter(pk__in=[each.pk for each in gone]).delete()
        settle(journey.Action, [each.pk for each in actions], now)
        outcomes = held.outcomes.count()
        held.outcomes.all().delete()
        if outcomes or gone:
            undone.append(f"{outcomes} outcomes and {len(gone)} actions written under it are removed")
        due = list(held.visits_due.values_list("pk", flat=True))
        held.visits_due.all().delete()
        settle(journey.VisitDue, due, now)
        undone.append("No visit is due under it any more")
        Involvement.objects.filter(child_id=held.child_id, kind=_involvement(held), starts=held.starts).delete()
        number = held.pk
        held.delete()
        settle(journey.Plan, [number], now)
        return undone, flagged


def plan_runs_again(*, plan: int, since: datetime, by: Account, now: datetime) -> Followed:
    """A plan whose ending was recorded at ``since`` by mistake runs on as if it had not ended."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _locked_plan(plan)
        if held.ends is None:
            return [], []
        after = Plan.objects.filter(child_id=held.child_id, starts__gte=held.ends).exclude(pk=held.pk).first()
        if after is not None:
            raise Refused("", f"A {_name(after)} began on {say_date(after.starts)}. Take that back, or end it, first.")
        ended = held.ends
        held.ends, held.ending, held.ending_why = None, None, ""
        held.save(update_fields=["ends", "ending", "ending_why"])
        Involvement.objects.filter(
            child_id=held.child_id, kind=_involvement(held), starts=held.starts, ends=ended
        ).update(ends=None)
        again = Action.objects.filter(plan=held, stopped=since, stopped_why__startswith="The plan ended")
        numbers = list(again.values_list("pk", flat=True))
        again.update(stopped=None, stopped_why="")
        settle(journey.Action, numbers, now)
        settle(journey.Plan, [held.pk], now)
        visits_redrawn(held, now)
        undone = [f"The {_name(held)} runs again; what it asks for is due again, from where it stood"]
        if numbers:
            undone.append(f"{len(numbers)} actions that stopped with it are open again")
        flagged: list[str] = []
        for one, other in hearing.running_again(held, ended, since, now):
            undone += one
            flagged += other
        return undone, flagged


def _locked_plan(plan: int) -> Plan:
    child = Plan.objects.filter(pk=plan).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    found = Plan.objects.select_for_update(of=("self",)).filter(pk=plan).first()
    if found is None:
        raise Refused("", "This plan is no longer there. Open the child’s record again.")
    return found


def _name(plan: Plan) -> str:
    label = str(plan.get_kind_display())
    return label[:1].lower() + label[1:]


def _involvement(plan: Plan) -> str:
    protects = plan.kind == PlanKind.PROTECTION
    return InvolvementKind.PROTECTION.value if protects else InvolvementKind.NEED.value


__all__ = [
    "Followed",
    "back_agreeing",
    "back_asked",
    "back_declined",
    "back_done",
    "back_locked",
    "free_until",
    "plan_runs_again",
    "plan_undone",
]
