"""The verbs of going home from care: readiness, a plan in stages, the decision, going home, checks, coming back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record as care
from righthelp.practice.care.models import InCare, LegalStatus
from righthelp.practice.care.placing import Where
from righthelp.practice.family_group import journey
from righthelp.practice.family_group.codes import ORDERS, Cause, How, Ready
from righthelp.practice.family_group.models import Check, Return
from righthelp.practice.family_group.record_rows import taken_back
from righthelp.practice.people.record import Place
from righthelp.practice.people.record import moved as lives_at
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    **care.SENTENCES,
    "family_return_says_what": ("changed", "Write what has changed at home."),
    "family_return_plan_says_how": ("stages", "Write the stages, and the support."),
    "family_return_decided_says_why": ("on", "It is decided once there is a plan, on or after the day it was begun."),
    "family_return_after_decision": ("on", "The child goes home on or after the day of the decision."),
    "family_return_back_why": ("why", "Write what happened."),
    "family_return_stopped_says_why": ("why", "Write why it is given up."),
    "family_return_withdrawn_says_why": ("why", "Write why it was a mistake."),
    "family_return_one_at_a_time": ("", "A way home is being planned for this child already."),
    "family_check_once": ("months", "This check is recorded already."),
    "family_check_says_what": ("found", "Write how it goes."),
    "family_check_withdrawn_says_why": ("why", "Write why it was a mistake."),
}
_PLANNED: Final = "CARPL"
"""Reason of the return for a placement that ended as the care plan says."""


def _return(plan: int) -> Return:
    """A way home, whatever has become of it: the child first, then the row, locked until the transaction ends."""
    child = Return.objects.filter(pk=plan).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    found = Return.objects.select_for_update(of=("self",)).filter(pk=plan, counts=True).first()
    if found is None:
        raise Refused("", "This is no longer there. Open the child’s record again.")
    return found


def _before(plan: int) -> Return:
    """A way home that is still being planned."""
    held = _return(plan)
    if held.stopped is not None:
        raise Refused("", f"Given up on {say_date(held.stopped)}. Begin anew, if that is right.")
    if held.returned is not None:
        raise Refused("", f"The child went home on {say_date(held.returned)}.")
    return held


def _kept(held: Return, fields: list[str], now: datetime) -> Return:
    held.save(update_fields=fields)
    settle(journey.Return, [held.pk], now)
    return held


def return_begun(
    *, child: int, begun: date, changed: str, ready: str, by: Account, now: datetime, child_says: str = ""
) -> Return:
    """Somebody asks whether the child can go home: what has changed there, what the child says, how ready it is."""
    writer = worker_of(by)
    one_of("ready", ready, Ready.values)
    recent("begun", begun, now)
    with writing(by, SENTENCES):
        locked(child)
        held = InCare.objects.filter(child_id=child, ends__isnull=True).first()
        if held is None:
            raise Refused("", "The child is not in care.")
        if begun < held.starts:
            raise Refused("begun", f"The child came into care on {say_date(held.starts)}. Check the date.")
        made = Return.objects.create(
            child_id=child, care=held, begun=begun, ready=ready, child_says=text("child_says", child_says, ""),
            changed=text("changed", changed, "Write what has changed at home, and what has not."),
            recorded=now, recorded_by=writer,
        )  # fmt: skip
        settle(journey.Return, [made.pk], now)
        return made


def readiness_assessed(
    *, plan: int, changed: str, ready: str, by: Account, now: datetime, child_says: str = ""
) -> Return:
    """Readiness is assessed again; what was said before stays in the history."""
    worker_of(by)
    one_of("ready", ready, Ready.values)
    with writing(by, SENTENCES):
        held = _before(plan)
        held.changed = text("changed", changed, "Write what has changed at home, and what has not.")
        held.ready, held.child_says = ready, text("child_says", child_says, "")
        return _kept(held, ["changed", "ready", "child_says"], now)


def return_planned(*, plan: int, planned: date, stages: str, support: str, by: Account, now: datetime) -> Return:
    """The way home, step by step, with the support before and after; it can be changed until it is decided."""
    worker_of(by)
    recent("planned", planned, now)
    with writing(by, SENTENCES):
        held = _before(plan)
        if held.decided is not None:
            raise Refused("", "It has been decided on this plan. Take the decision back before changing it.")
        held.planned = planned
        held.stages = text("stages", stages, "Write the stages.")
        held.support = text("support", support, "Write who helps, with what, how long.")
        return _kept(held, ["planned", "stages", "support"], now)


def return_decided(*, plan: int, on: date, why: str, by: Account, now: datetime) -> Return:
    """A manager decides that the child goes home by this plan.

    Raises ``Refused`` where the family was assessed as not ready, or there is no plan.
    """
    worker = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _before(plan)
        if held.planned is None:
            raise Refused("", "There is no plan yet. Write the stages and the support first.")
        if held.ready != Ready.YES:
            raise Refused("", "The family was assessed as not ready. Assess it again first, or give this up.")
        held.decided, held.decided_by = on, worker
        held.decided_why = text("why", why, "Write why.")
        return _kept(held, ["decided", "decided_by", "decided_why"], now)


def decision_taken_back(*, plan: int, why: str, by: Account, now: datetime) -> Return:
    """The decision was a mistake, or is to be another; what it said, and why, stays on the record."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = _before(plan)
        if held.decided is None:
            raise Refused("", "It has not been decided.")
        said = f"Goes home, decided {say_date(held.decided)}: {held.decided_why}"
        taken_back([held.child_id], said, why, writer, now)
        held.decided, held.decided_by, held.decided_why = None, None, ""
        return _kept(held, ["decided", "decided_by", "decided_why"], now)


def went_home(*, plan: int, on: date, how: str, by: Account, now: datetime, at: Place | int | None = None) -> Return:
    """The child goes home: care's own verb moves the child to the parents (``at``), or ends the time in care, in this
    transaction.

    Raises ``Refused`` for a placement with parents without a care order: such a child leaves care.
    """
    worker_of(by)
    one_of("how", how, How.values)
    with writing(by, SENTENCES):
        held = _before(plan)
        if held.decided is None:
            raise Refused("", "It has not been decided that the child goes home.")
        if on < held.decided:
            raise Refused("on", f"It was decided on {say_date(held.decided)}. Check the date.")
        law = LegalStatus.objects.filter(care_id=held.care_id, starts__lte=on).order_by("-starts").first()
        if how == How.PARENTS:
            if law is None or law.law not in ORDERS:
                raise Refused("how", "There is no care order: a child who goes home leaves care.")
            if at is None:
                raise Refused("line", "Enter where the parents live.")
            care.moved(
                care=held.care_id, where=Where(place="P1", at=at, why=held.decided_why), starts=on, change=_PLANNED,
                by=by, now=now,
            )  # fmt: skip
        else:
            if law is not None and law.law in ORDERS:
                raise Refused("how", "A care order holds: place the child with parents, or the court ends it first.")
            care.left_care(care=held.care_id, ends=on, left="E4A", why=held.decided_why, by=by, now=now)
            if at is not None:
                lives_at(person=held.child_id, to=at, on=on, by=by, now=now)
        held.refresh_from_db()
        held.returned, held.how = on, how
        return _kept(held, ["returned", "how"], now)


def checked(*, plan: int, months: int, on: date, found: str, by: Account, now: datetime) -> Check:
    """It was asked whether going home holds. After twelve months it has held."""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _return(plan)
        if held.returned is None:
            raise Refused("", "The child has not gone home.")
        if held.back is not None:
            raise Refused("", f"The child came back into care on {say_date(held.back)}.")
        if months not in (3, 6, 12):
            raise Refused("months", "Choose which check it is.")
        if on < add_months(held.returned, months - 1):
            raise Refused("on", f"Too early for this check: the child went home on {say_date(held.returned)}.")
        made = Check.objects.create(
            plan=held, child_id=held.child_id, months=months, on=on, recorded=now, recorded_by=writer,
            found=text("found", found, "Write how it goes."),
        )  # fmt: skip
        _checks(held, now)
        return made


def check_withdrawn(*, check: int, why: str, by: Account, now: datetime) -> Check:
    """A check was recorded by mistake; it is due again."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _return(Check.objects.filter(pk=check).values_list("plan_id", flat=True).first() or 0)
        found = Check.objects.select_for_update(of=("self",)).get(pk=check)
        if not found.counts:
            raise Refused("", "This no longer counts already.")
        found.counts, found.withdrawn = False, now
        found.withdrawn_why = text("why", why, "Write why it was a mistake.")
        found.save(update_fields=["counts", "withdrawn", "withdrawn_why"])
        _checks(held, now)
        return found


def _checks(held: Return, now: datetime) -> None:
    done = dict(Check.objects.filter(plan=held, counts=True).values_list("months", "on"))
    held.checked_3, held.checked_6, held.checked_12 = done.get(3), done.get(6), done.get(12)
    _kept(held, ["checked_3", "checked_6", "checked_12"], now)


def coming_back_understood(*, plan: int, cause: str, why: str, by: Account, now: datetime) -> Return:
    """Why the child came back, as far as we understand it. That and when the child came back is told by care."""
    worker_of(by)
    one_of("cause", cause, Cause.values)
    with writing(by, SENTENCES):
        held = _return(plan)
        if held.back is None:
            raise Refused("", "The child has not come back into care. Record that under Looked after first.")
        held.cause, held.back_why = cause, text("why", why, "Write what happened, and what was learned.")
        return _kept(held, ["cause", "back_why"], now)


def return_stopped(*, plan: int, on: date, why: str, by: Account, now: datetime) -> Return:
    """The plan to go home is given up."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _before(plan)
        held.stopped, held.stopped_why = on, text("why", why, "Write why it is given up.")
        return _kept(held, ["stopped", "stopped_why"], now)


def return_withdrawn(*, plan: int, why: str, by: Account, now: datetime) -> Return:
    """It was recorded by mistake, and the child has not gone home by it."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _before(plan)
        held.counts, held.withdrawn = False, now
        held.withdrawn_why = text("why", why, "Write why it was a mistake.")
        return _kept(held, ["counts", "withdrawn", "withdrawn_why"], now)


__all__ = [
    "SENTENCES",
    "check_withdrawn",
    "checked",
    "coming_back_understood",
    "decision_taken_back",
    "readiness_assessed",
    "return_begun",
    "return_decided",
    "return_planned",
    "return_stopped",
    "return_withdrawn",
    "went_home",
]
