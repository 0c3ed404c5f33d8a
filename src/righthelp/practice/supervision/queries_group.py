"""Named reads of group supervision: the groups somebody led or was at, one of them, and whom it could talk about."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import PageRequest
from righthelp.practice.supervision.models import Decision, Discussion, Group
from righthelp.practice.workforce.models import Allocation


def groups_of(account: Account) -> QuerySet[Group]:
    """Groups that the account led or was at, or that somebody it manages led; the latest first."""
    mine = Q(facilitator__account=account) | Q(present__worker__account=account)
    mine |= Q(facilitator__manager__account=account)
    rows = Group.objects.filter(pk__in=Group.objects.filter(mine).values("pk"))
    rows = rows.annotate(people=Count("present", distinct=True), children=Count("discussions", distinct=True))
    return rows.select_related("facilitator").order_by("-held")


@dataclass(frozen=True)
class InGroup:
    """A child that could be, or was, thought about: with whose work, what was said and decided."""

    child_id: int
    name: str
    worker: str
    discussion: Discussion | None
    decisions: list[Decision]


def children_of(group: Group, request: PageRequest) -> list[InGroup]:
    """Children of those present whose records the reader may open, those written about first. Four queries."""
    there = [*group.present.values_list("worker_id", flat=True), group.facilitator_id]
    held = Allocation.objects.filter(Q(ends__isnull=True) | Q(ends__gte=group.held), worker__in=there)
    held = within_reach(held, request.account, "child.see", kind="child", field="child_id", now=request.now)
    said = within_reach(
        Discussion.objects.filter(group=group), request.account, "child.see", kind="child", field="child_id",
        now=request.now,
    ).select_related("child", "brought_by")  # fmt: skip
    about = {row.child_id: row for row in said}
    made: dict[int, list[Decision]] = {}
    for decision in Decision.objects.filter(group=group, child_id__in=about).select_related("who").order_by("pk"):
        made.setdefault(decision.child_id, []).append(decision)
    found = {
        row.child_id: InGroup(
            row.child_id, str(row.child), row.brought_by.name if row.brought_by else "", row, made.get(row.child_id, [])
        )
        for row in about.values()
    }
    rows = held.order_by("-primary", "child__surname", "child__forename").select_related("child", "worker")
    for row in rows:
        if row.child.died_on is None:
            found.setdefault(row.child_id, InGroup(row.child_id, str(row.child), row.worker.name, None, []))
    return sorted(found.values(), key=lambda each: (each.discussion is None, each.worker, each.name))
