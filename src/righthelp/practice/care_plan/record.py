"""The verbs of a care plan: begun, written, offered, sent back, agreed, given to the child, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.record import SENTENCES as CARE
from righthelp.practice.care.record import in_care, plan_made, plan_unmade
from righthelp.practice.care_plan import offered as known
from righthelp.practice.care_plan.codes import SECTIONS, TEXTS
from righthelp.practice.care_plan.models import CarePlan
from righthelp.practice.people.writing import Sentences, locked, recent, text, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    **CARE,
    "care_plan_number_once": ("", "Somebody has begun this version already. Open the page again."),
    "care_plan_one_draft": ("", "A draft is being written already. Go on with that one."),
    "care_plan_offered_whole": ("", "Write every section before you offer it."),
    "care_plan_agreed_by_another": ("", "Somebody else than whoever offered it agrees a plan."),
    "care_plan_shared_when_agreed": ("on", "A plan is given to the child when it has been agreed."),
}


def plan_begun(*, care: int, by: Account, now: datetime) -> CarePlan:
    """A version is begun: from the last agreed one or, if it is the first, from what the record knows."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = in_care(care)
        drafts = CarePlan.objects.filter(care=held, agreed__isnull=True, withdrawn__isnull=True)
        if drafts.exists():
            raise Refused("", "A draft is being written already. Go on with that one.")
        last = CarePlan.objects.filter(care=held).order_by("-number").values_list("number", flat=True).first()
        return CarePlan.objects.create(
            child_id=held.child_id, care=held, number=(last or 0) + 1, recorded=now, recorded_by=writer,
            **known.begun_from(held, by, now),
        )  # fmt: skip


def _draft(plan: int) -> CarePlan:
    found = plan_locked(plan)
    if found.agreed is not None:
        raise Refused("", "An agreed plan is not edited. Begin the next one: it starts with these words.")
    in_care(found.care_id)
    return found


def plan_locked(plan: int) -> CarePlan:
    """A version that stands: the child first, then the row, locked until the transaction ends."""
    child = CarePlan.objects.filter(pk=plan).values_list("child_id", flat=True).first()
    if child is None:
        raise Refused("", "This plan is no longer there. Open the child’s record again.")
    locked(child)
    found = CarePlan.objects.select_for_update(of=("self",)).get(pk=plan)
    if found.withdrawn is not None:
        raise Refused("", f"It was taken back on {say_date(local_date(found.withdrawn))}.")
    return found


def plan_written(*, plan: int, said: Mapping[str, str], by: Account, now: datetime) -> CarePlan:
    """The sections of a draft, as far as they are written; it is no longer offered, for it is another text now."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = _draft(plan)
        for name in TEXTS:
            setattr(found, name, text(name, said[name], ""))
        found.offered, found.offered_by = None, None
        found.save(update_fields=[*TEXTS, "offered", "offered_by"])
        return found


def plan_offered(*, plan: int, by: Account, now: datetime) -> CarePlan:
    """Its writer asks a manager to agree it. Every section is written."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        found = _draft(plan)
        missing = [title for name, title, _ in SECTIONS if not getattr(found, name)]
        if missing:
            raise Refused("", f"Not written yet: {', '.join(missing)}.")
        if found.offered is not None:
            raise Refused("", f"Offered on {say_date(local_date(found.offered))} already.")
        found.offered, found.offered_by, found.sent_back_why = now, writer, ""
        found.save(update_fields=["offered", "offered_by", "sent_back_why"])
        return found


def plan_sent_back(*, plan: int, why: str, by: Account, now: datetime) -> CarePlan:
    """The manager asks for more; the draft goes on."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = _offered(plan)
        found.sent_back_why = text("why", why, "Write what it needs.", 2000)
        found.offered, found.offered_by = None, None
        found.save(update_fields=["offered", "offered_by", "sent_back_why"])
        return found


def _offered(plan: int) -> CarePlan:
    found = _draft(plan)
    if found.offered is None:
        raise Refused("", "This plan is not offered, or is being written again. Open the page again.")
    return found


def plan_agreed(*, plan: int, by: Account, now: datetime) -> CarePlan:
    """A manager agrees it, who did not offer it. From now on its words do not change."""
    manager = worker_of(by)
    with writing(by, SENTENCES):
        found = _offered(plan)
        if found.offered_by_id == manager.pk:
            raise Refused("", "You offered this plan. Somebody else agrees it.")
        found.agreed, found.agreed_by = now, manager
        found.save(update_fields=["agreed", "agreed_by"])
        plan_made(care=found.care_id, on=local_date(now), by=by, now=now)
        return found


def plan_shared(*, plan: int, on: date, by: Account, now: datetime) -> CarePlan:
    """The child, the family and the carers were given the plan."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = plan_locked(plan)
        if found.agreed is None:
            raise Refused("on", "A plan is given to the child when it has been agreed.")
        if on < local_date(found.agreed):
            raise Refused("on", f"It was agreed on {say_date(local_date(found.agreed))}. Check the date.")
        found.shared = on
        found.save(update_fields=["shared"])
        return found


def plan_taken_back(*, plan: int, why: str, by: Account, now: datetime) -> CarePlan:
    """It was a mistake, or is for another child: it no longer counts, and stays readable, struck through."""
    worker_of(by)
    reason = text("why", why, "Write why it was a mistake.", 300)
    with writing(by, SENTENCES):
        found = plan_locked(plan)
        found.withdrawn, found.withdrawn_why = now, reason
        found.save(update_fields=["withdrawn", "withdrawn_why"])
        if found.agreed is not None and found.care.ends is None:
            stand = CarePlan.objects.filter(care_id=found.care_id, agreed__isnull=False, withdrawn__isnull=True)
            first = stand.order_by("agreed").values_list("agreed", flat=True).first()
            on = local_date(first) if first is not None else None
            plan_unmade(care=found.care_id, on=on, by=by, now=now)
        return found


__all__ = [
    "SENTENCES",
    "plan_agreed",
    "plan_begun",
    "plan_offered",
    "plan_sent_back",
    "plan_shared",
    "plan_taken_back",
    "plan_written",
]
