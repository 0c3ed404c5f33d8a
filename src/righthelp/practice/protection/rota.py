"""Who may chair, and who had best: independence, absence, work; and the free times with the reasons for each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from righthelp.foundation.calendar import local_date, say_date, say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.protection.models import ChildConference, ProtectionPlan, Slot
from righthelp.practice.protection.queries import Work
from righthelp.practice.workforce.models import Absence, Allocation, Worker

MOST: Final = 40
"""Free times that are offered at once."""


def managed(chair: Worker, children: Collection[int]) -> str:
    """How a chair has been in the line of one of these children's work, in words; empty where they are independent of
    it: they held it, or manage whoever holds or held it, by line or by team. One query."""
    rows = Allocation.objects.filter(child_id__in=list(children)).filter(
        Q(worker=chair) | Q(worker__manager=chair) | Q(worker__team__manager=chair)
    )
    found = rows.select_related("worker").order_by("-starts").first()
    if found is None:
        return ""
    since = say_date(local_date(found.starts))
    if found.worker_id == chair.pk:
        return f"held the child’s work from {since}"
    return f"manages {found.worker.name}, who has held the child’s work since {since}"


def away(chair: Worker, at: datetime) -> Absence | None:
    """The absence of a chair on the day of a moment, as the workforce knows it. One query."""
    day = local_date(at)
    return Absence.objects.filter(worker=chair, starts__lte=day, ends__gt=day).order_by("-ends").first()


def may_chair(chair: Worker, children: Collection[int], at: datetime) -> None:
    """Refuse a chair who has managed the case, or is away on the day."""
    line = managed(chair, children)
    if line:
        raise Refused("chair", f"{chair.name} {line}. A chair is independent of the case. Choose somebody else.")
    absent = away(chair, at)
    if absent is not None:
        raise Refused("chair", f"{chair.name} is away until {say_date(absent.ends)}. Choose another day or chair.")


@dataclass(frozen=True)
class Proposal:
    """A free time, and why it is offered where it stands."""

    slot: Slot
    reasons: tuple[str, ...]
    in_time: bool

    @property
    def words(self) -> str:
        """As a choice on the page."""
        return f"{say_moment(self.slot.starts)}, {self.slot.room}, {self.slot.chair.name}: {'; '.join(self.reasons)}"


def proposals(
    rows: Sequence[ChildConference], work: Sequence[Work], due: datetime | None, now: datetime
) -> list[Proposal]:
    """Free times for a conference of these children, the best first: in time, then the chair of the plan that is
    reviewed, then whoever has least work. Nobody who has managed the case, and nobody who is away. A handful of
    queries for each chair."""
    children = [row.child_id for row in rows]
    plans = [row.plan_id for row in rows if row.plan_id]
    own = set(ProtectionPlan.objects.filter(plan_id__in=plans).values_list("chair_id", flat=True))
    first = max([now, *(each for row in rows for each in (row.strategy, row.notified) if each)])
    slots = list(
        Slot.objects.filter(meeting__isnull=True, closed__isnull=True, starts__gt=first)
        .select_related("chair")
        .order_by("starts", "pk")[: MOST * 3]
    )
    chairs = {each.chair_id: each.chair for each in slots}
    independent = {pk for pk, chair in chairs.items() if not managed(chair, children)}
    load = {each.worker.pk: (each.ahead, each.plans) for each in work}
    absences = list(Absence.objects.filter(worker__in=chairs.values(), ends__gt=local_date(now)))
    found = []
    for slot in slots:
        day = local_date(slot.starts)
        if slot.chair_id not in independent or slot.chair_id not in load:
            continue
        if any(each.worker_id == slot.chair_id and each.starts <= day < each.ends for each in absences):
            continue
        ahead, plans_held = load[slot.chair_id]
        in_time = due is None or slot.starts <= due
        reasons = ["chairs the plan"] if slot.chair_id in own else []
        reasons.append(f"{ahead} booked, {plans_held} plans")
        if not in_time:
            reasons.append("after the last day")
        found.append(Proposal(slot, tuple(reasons), in_time))
    found.sort(
        key=lambda each: (not each.in_time, each.slot.chair_id not in own, load[each.slot.chair_id], each.slot.starts)
    )
    return found[:MOST]


__all__ = ["MOST", "Proposal", "away", "managed", "may_chair", "proposals"]
