"""The verbs of a running plan: its category, chair and core group, what the core group found, how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import Agency, MeetingKind
from righthelp.practice.casework.models import Meeting
from righthelp.practice.casework.record import plan_ended
from righthelp.practice.casework.record_meetings import Asked, Written, meeting_called, meeting_held, minuted
from righthelp.practice.people.writing import locked, not_later, one_of, optional, words, writing
from righthelp.practice.protection import journey
from righthelp.practice.protection.codes import Category, OtherEnding
from righthelp.practice.protection.models import CoreMember, ProtectionPlan
from righthelp.practice.protection.record_base import SENTENCES, chair_of, happened, running, text, worker_of
from righthelp.practice.protection.record_decision import category_written
from righthelp.practice.protection.rota import managed
from righthelp.practice.workforce.models import Worker


def category_changed(*, plan: int, category: str, starts: date, why: str, by: Account, now: datetime) -> ProtectionPlan:
    """From a day on the plan runs under another category: a correction, or what came to light between reviews."""
    worker = worker_of(by)
    one_of("category", category, Category.values)
    reason = words("why", why, 400, "Write why the category changes.")
    not_later("starts", starts, now, "Record it when it has changed.")
    with writing(by, SENTENCES):
        held = running(plan)
        if held.category == category:
            raise Refused("category", "The plan runs under this category already.")
        category_written(held, category, starts, worker.pk, reason)
        settle(journey.ProtectionPlan, [held.pk], now)
        return held


def chair_changed(*, plan: int, chair: int, by: Account, now: datetime) -> ProtectionPlan:
    """Somebody else chairs the reviews of this plan from now on."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = running(plan)
        who = chair_of(chair)
        line = managed(who, [held.child_id])
        if line:
            raise Refused("chair", f"{who.name} {line}. A chair is independent of the case. Choose somebody else.")
        held.chair = who
        held.save(update_fields=["chair"])
        return held


def contingency_written(*, plan: int, contingency: str, by: Account, now: datetime) -> ProtectionPlan:
    """What happens if nothing changes, in words the family understands."""
    worker_of(by)
    said = text("contingency", contingency, "Write what happens if nothing changes.", 4000)
    with writing(by, SENTENCES):
        held = running(plan)
        held.contingency = said
        held.save(update_fields=["contingency"])
        return held


def member_added(
    *,
    plan: int,
    agency: str,
    by: Account,
    now: datetime,
    worker: int | None = None,
    name: str = "",
    role: str = "",
    attached: bool = False,
) -> CoreMember:
    """Somebody joins the core group: a colleague, or somebody else by name."""
    worker_of(by)
    one_of("agency", agency, Agency.values)
    if (worker is None) == (not name.strip()):
        raise Refused("name", "Say who it is: a colleague, or somebody else by name, not both.")
    if worker is not None and not Worker.objects.filter(pk=worker).exists():
        raise Refused("worker", "Choose somebody who works here.")
    with writing(by, SENTENCES):
        return CoreMember.objects.create(
            plan=running(plan),
            agency=agency,
            worker_id=worker,
            name=optional("name", name, 120),
            role=optional("role", role, 120),
            attached=attached,
            since=local_date(now),
        )


def member_left(*, member: int, by: Account, now: datetime) -> CoreMember:
    """Somebody is no longer in the core group."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = CoreMember.objects.select_for_update(of=("self",)).filter(pk=member).first()
        if found is None or found.until:
            raise Refused("", "They have left the core group already.")
        found.until = local_date(now)
        found.save(update_fields=["until"])
        return found


def core_group_held(
    *,
    plans: Sequence[int],
    at: datetime,
    where: str,
    changed: str,
    stuck: str,
    next_steps: str,
    by: Account,
    now: datetime,
) -> Meeting:
    """A core group met, for one child or for brothers and sisters together. Its members are on the list of those asked;
    who came and where they put each child is recorded next."""
    worker = worker_of(by)
    when = happened("at", at, now)
    said = [
        ("What has changed since last time", text("changed", changed, "Write what has changed, or that nothing has.")),
        ("What has not changed, or worries us", text("stuck", stuck, "")),
        ("What happens next", text("next_steps", next_steps, "Write what happens next, and who does it.")),
    ]
    if not plans:
        raise Refused("plans", "Choose for which children the core group met.")
    with writing(by, SENTENCES):
        rows = _for_core_group(plans, when)
        asked = [
            Asked(agency=each.agency, worker=each.worker_id, person=each.person_id, name=each.name)
            for each in _members(rows)
        ]
        made = meeting_called(
            kind=MeetingKind.CORE_GROUP,
            children=[row.child_id for row in rows],
            planned=when,
            where=optional("where", where, 120),
            chair=worker.pk,
            asked=asked,
            by=by,
            now=now,
        )
        held = meeting_held(meeting=made.pk, at=when, by=by, now=now)
        parts = [Written(heading, words_) for heading, words_ in said if words_]
        minuted(meeting=made.pk, parts=parts, version=held.version, by=by, now=now)
        return held


def _for_core_group(plans: Sequence[int], when: datetime) -> list[ProtectionPlan]:
    found = ProtectionPlan.objects.filter(plan_id__in=list(plans)).order_by("child_id")
    for child in found.values_list("child_id", flat=True):
        locked(child)
    rows = [running(each) for each in found.values_list("plan_id", flat=True)]
    for row in rows:
        if local_date(when) <= row.starts:
            raise Refused("at", f"The plan began on {say_date(row.starts)}. A core group meets after that day.")
    return rows


def _members(plans: Sequence[ProtectionPlan]) -> list[CoreMember]:
    """The members of several core groups, everybody once."""
    found: dict[tuple[object, ...], CoreMember] = {}
    for each in CoreMember.objects.filter(plan__in=plans, until__isnull=True).order_by("pk"):
        found.setdefault((each.worker_id, each.person_id, each.name.lower()), each)
    return list(found.values())


def ended_otherwise(*, plan: int, ending: str, on: date, why: str, by: Account, now: datetime) -> ProtectionPlan:
    """The plan ends without a review: the young person turned 18, came into care, or died. ``on`` is the day of it."""
    worker_of(by)
    one_of("ending", ending, OtherEnding.values)
    with writing(by, SENTENCES):
        held = running(plan)
        child = locked(held.child_id)
        if ending == OtherEnding.ADULT:
            birthday = add_months(child.birth_date, 12 * 18) if child.birth_date else None
            if birthday is None or on < birthday:
                raise Refused("on", "This is before the eighteenth birthday. Check the date.")
        if ending == OtherEnding.DIED and child.died_on is None:
            raise Refused("ending", "Record the death on the child’s record first.")
        if ending == OtherEnding.DIED and child.died_on:
            on = max(child.died_on, on)
        plan_ended(plan=plan, ends=on, ending=ending, why=why, by=by, now=now)
        held.refresh_from_db()
        return held
