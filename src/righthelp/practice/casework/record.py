"""The verbs of a plan: begun, an outcome set, an action agreed, done or stopped, the plan ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Max

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import hearing, journey, law
from righthelp.practice.casework.codes import PlanEnding, PlanKind
from righthelp.practice.casework.models import Action, MeetingAbout, Outcome, Plan
from righthelp.practice.casework.record_base import SENTENCES, happened, visits_redrawn
from righthelp.practice.people.models import InvolvementKind
from righthelp.practice.people.record import involved, involvement_ended
from righthelp.practice.people.writing import locked, not_later, one_of, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker


def _involvement(kind: str) -> str:
    return InvolvementKind.PROTECTION.value if kind == PlanKind.PROTECTION else InvolvementKind.NEED.value


def plan_begun(*, child: int, kind: str, starts: date, by: Account, now: datetime) -> Plan:
    """A plan begins. The child has no other plan on that day; visits are due from it on."""
    worker = worker_of(by)
    one_of("kind", kind, PlanKind.values)
    not_later("starts", starts, now, "A plan is recorded when it has begun.")
    with writing(by, SENTENCES):
        locked(child)
        made = Plan.objects.create(child_id=child, kind=kind, starts=starts, begun=now, begun_by=worker)
        involved(child=child, kind=_involvement(kind), starts=starts, by=by, now=now)
        settle(journey.Plan, [made.pk], now)
        visits_redrawn(made, now)
        return made


def plan_ended(*, plan: int, ends: date, ending: str, why: str, by: Account, now: datetime) -> Plan:
    """A plan ends: ``ends`` is the first day on which it no longer runs. Its open actions stop with it."""
    worker_of(by)
    one_of("ending", ending, PlanEnding.values)
    reason = text("why", why, "Write why the plan ends.", 400)
    not_later("ends", ends, now, "An ending is recorded when it has happened.")
    with writing(by, SENTENCES):
        _child_locked(plan)
        held = plan_held(plan)
        if ends <= held.starts:
            raise Refused("ends", f"The plan began on {say_date(held.starts)}. It ends after that day.")
        held.ends, held.ending, held.ending_why = ends, ending, reason
        held.save(update_fields=["ends", "ending", "ending_why"])
        involvement_ended(child=held.child_id, kind=_involvement(held.kind), ends=ends, by=by, now=now)
        open_ones = Action.objects.select_for_update().filter(plan=held, done__isnull=True, stopped__isnull=True)
        for action in open_ones:
            action.stopped, action.stopped_why = now, f"The plan ended: {held.get_ending_display().lower()}"
            action.save(update_fields=["stopped", "stopped_why"])
        settle(journey.Action, [action.pk for action in open_ones], now)
        settle(journey.Plan, [held.pk], now)
        visits_redrawn(held, now)
        hearing.told(held, now)
        return held


def _child_locked(plan: int) -> None:
    """The child first, then the plan: every verb locks in this order, so that no two wait for each other."""
    child = Plan.objects.filter(pk=plan).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)


def plan_held(plan: int) -> Plan:
    """A plan that still runs, locked until the transaction ends."""
    found = Plan.objects.select_for_update(of=("self",)).filter(pk=plan).first()
    if found is None:
        raise Refused("", "This plan is no longer there. Open the child’s record again.")
    if found.ends:
        raise Refused("", f"This plan ended on {say_date(found.ends)}. Nothing can be added to it.")
    return found


def outcome_set(*, plan: int, what: str, by: Account, now: datetime, how_known: str = "") -> Outcome:
    """Something that needs to change for the child, and how we shall know."""
    worker_of(by)
    wanted = text("what", what, "Write what needs to change for the child.", 2000)
    with writing(by, SENTENCES):
        held = plan_held(plan)
        return Outcome.objects.create(
            plan=held,
            place=(held.outcomes.aggregate(last=Max("place"))["last"] or 0) + 1,
            what=wanted,
            how_known=text("how_known", how_known, "", 2000),
        )


def outcome_met(*, outcome: int, on: date, by: Account, now: datetime) -> Outcome:
    """It has changed."""
    worker_of(by)
    not_later("on", on, now, "Record it when it has changed.")
    with writing(by, SENTENCES):
        found = Outcome.objects.select_for_update(of=("self",)).filter(pk=outcome).first()
        if found is None:
            raise Refused("", "This outcome is no longer there.")
        if on < plan_held(found.plan_id).starts:
            raise Refused("on", "This is before the plan began. Check the date.")
        found.met = on
        found.save(update_fields=["met"])
        return found


def outcome_not_met(*, outcome: int, by: Account, now: datetime) -> Outcome:
    """It was recorded as changed by mistake, or has slipped back: it is worked on again."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = Outcome.objects.select_for_update(of=("self",)).filter(pk=outcome).first()
        if found is None:
            raise Refused("", "This outcome is no longer there.")
        plan_held(found.plan_id)
        found.met = None
        found.save(update_fields=["met"])
        return found


def action_agreed(
    *,
    child: int,
    what: str,
    by_when: date,
    by: Account,
    now: datetime,
    worker: int | None = None,
    owner: str = "",
    plan: int | None = None,
    outcome: int | None = None,
    meeting: int | None = None,
) -> Action:
    """Somebody is to do something by a day: one of ours (``worker``), or somebody else (``owner``, in words).

    It belongs to a plan (``plan``, or the plan of ``outcome``), or was decided in a ``meeting``; what a meeting decided
    may have been for a day between the meeting and its being written down.
    """
    who = worker_of(by)
    said = words("what", what, 400, "Write what is to be done.")
    today = local_date(now)
    held = _meeting_of(meeting, child)
    if by_when < min(today, local_date(held) if held else today):
        raise Refused("by_when", "This day is past. Enter by when it is to be done.")
    if by_when > today + law.FURTHEST:
        raise Refused("by_when", "This is more than a year away. Check the year, or break it into steps.")
    if worker is None and not owner.strip():
        raise Refused("owner", "Say who does it.")
    if worker is not None and owner.strip():
        raise Refused("owner", "Say who does it: a colleague, or somebody else in words, not both.")
    doer = Worker.objects.filter(pk=worker).first() if worker is not None else None
    if worker is not None and (doer is None or (doer.ends and doer.ends <= today)):
        raise Refused("worker", "Choose somebody who works here.")
    with writing(by, SENTENCES):
        locked(child)
        plan = _plan_of(plan, outcome)
        if plan is None and meeting is None:
            raise Refused("", "An action belongs to a plan, or was decided in a meeting.")
        if plan is not None and plan_held(plan).child_id != child:
            raise Refused("", "This plan is another child’s.")
        made = Action.objects.create(
            child_id=child,
            plan_id=plan,
            outcome_id=outcome,
            meeting_id=meeting,
            what=said,
            worker=doer,
            owner="" if doer else words("owner", owner, 120, "Say who does it."),
            agreed=now,
            agreed_by=who,
            by_when=by_when,
            first_by_when=by_when,
            eve=by_when - timedelta(days=1),
        )
        settle(journey.Action, [made.pk], now)
        return made


def _meeting_of(meeting: int | None, child: int) -> datetime | None:
    """When the meeting that decides was held; refused when it is not about the child."""
    if meeting is None:
        return None
    found = MeetingAbout.objects.filter(meeting_id=meeting, child_id=child).first()
    if found is None:
        raise Refused("", "This meeting is not about the child. Choose a child whom it is about.")
    if found.cancelled:
        raise Refused("", "This meeting was cancelled, so it decided nothing.")
    return found.held


def _plan_of(plan: int | None, outcome: int | None) -> int | None:
    if outcome is None:
        return plan
    found = Outcome.objects.filter(pk=outcome).values_list("plan_id", flat=True).first()
    if found is None or (plan is not None and found != plan):
        raise Refused("outcome", "This outcome is not one of the plan’s.")
    return int(found)


def _open(action: int) -> Action:
    found = Action.objects.select_for_update(of=("self",)).filter(pk=action).first()
    if found is None:
        raise Refused("", "This action is no longer there.")
    if found.done or found.stopped:
        raise Refused("", "This has been settled already. Open the record again to see how.")
    return found


def _kept(action: Action, fields: Iterable[str], now: datetime) -> Action:
    action.save(update_fields=list(fields))
    settle(journey.Action, [action.pk], now)
    return action


def action_done(*, action: int, note: str, by: Account, now: datetime, at: datetime | None = None) -> Action:
    """It was done, now or at ``at``; the note says what came of it."""
    worker_of(by)
    when = happened("at", at, now) if at is not None else now
    said = words("note", note, 400, "Say what was done, and what came of it.")
    with writing(by, SENTENCES):
        found = _open(action)
        found.done, found.done_note = when, said
        return _kept(found, ("done", "done_note"), now)


def action_stopped(*, action: int, why: str, by: Account, now: datetime) -> Action:
    """It need no longer be done."""
    worker_of(by)
    said = words("why", why, 400, "Say why it need not be done, for whoever reads the record later.")
    with writing(by, SENTENCES):
        found = _open(action)
        found.stopped, found.stopped_why = now, said
        return _kept(found, ("stopped", "stopped_why"), now)


def action_reopened(*, action: int, by: Account, now: datetime) -> Action:
    """It was settled by mistake: it is to be done again. What was written then stays in the history."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = Action.objects.select_for_update(of=("self",)).filter(pk=action).first()
        if found is None:
            raise Refused("", "This action is no longer there.")
        if not (found.done or found.stopped):
            raise Refused("", "This is open already.")
        if found.plan_id and found.plan is not None and found.plan.ends:
            raise Refused("", "The plan it belongs to has ended. Agree it anew, where it is needed now.")
        found.done, found.done_note, found.stopped, found.stopped_why = None, "", None, ""
        return _kept(found, ("done", "done_note", "stopped", "stopped_why"), now)


def action_given(*, action: int, by: Account, now: datetime, worker: int | None = None, owner: str = "") -> Action:
    """Somebody else is to do it: one of ours (``worker``), or somebody else (``owner``, in words)."""
    worker_of(by)
    doer = Worker.objects.filter(pk=worker).first() if worker is not None else None
    if worker is not None and (doer is None or (doer.ends and doer.ends <= local_date(now))):
        raise Refused("worker", "Choose somebody who works here.")
    if (doer is None) == (not owner.strip()):
        raise Refused("owner", "Say who does it: a colleague, or somebody else in words, not both.")
    with writing(by, SENTENCES):
        found = _open(action)
        found.worker = doer
        found.owner = "" if doer else words("owner", owner, 120, "Say who does it.")
        return _kept(found, ("worker", "owner"), now)


def action_moved(*, action: int, by_when: date, by: Account, now: datetime) -> Action:
    """It is to be done by another day. The day first agreed stays on record."""
    worker_of(by)
    if by_when < local_date(now):
        raise Refused("by_when", "This day is past. Enter by when it is to be done.")
    with writing(by, SENTENCES):
        found = _open(action)
        if by_when > found.first_by_when + law.FURTHEST:
            raise Refused("by_when", f"It was first to be done by {say_date(found.first_by_when)}. Agree it anew.")
        found.by_when, found.eve = by_when, by_when - timedelta(days=1)
        return _kept(found, ("by_when", "eve"), now)
