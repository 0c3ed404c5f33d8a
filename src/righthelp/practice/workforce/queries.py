"""Named reads of the workforce: caseloads, who is away, who works with a child, and whom nobody works with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.practice.people.models import Involvement, Person
from righthelp.practice.workforce.models import Absence, Allocation, Team, Worker

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Caseload:
    """One worker's work: children held as primary and beside somebody else, and until when they are away today."""

    worker: Worker
    primary: int
    co_worked: int
    away_until: date | None
    covered_by: str


def employed(on: date) -> Q:
    """Workers who work here on a day."""
    return Q(starts__lte=on) & (Q(ends__isnull=True) | Q(ends__gt=on))


def caseloads(team: Team, on: date) -> list[Caseload]:
    """Every worker of a team, the fullest caseload first. Closely held children are in no number. Two queries."""
    open_now = Q(allocations__ends__isnull=True, allocations__child__tier=1)
    workers = list(
        Worker.objects.filter(employed(on), team=team).annotate(
            held=Count("allocations", filter=open_now & Q(allocations__primary=True)),
            beside=Count("allocations", filter=open_now & Q(allocations__primary=False)),
        )
    )
    away = {
        absence.worker_id: absence
        for absence in Absence.objects.filter(worker__team=team, starts__lte=on, ends__gt=on).select_related("cover")
    }
    rows = []
    for worker in workers:
        absence = away.get(worker.pk)
        cover = absence.cover.name if absence and absence.cover else ""
        rows.append(Caseload(worker, worker.held, worker.beside, absence.ends if absence else None, cover))
    return sorted(rows, key=lambda row: (-row.primary, -row.co_worked, row.worker.name))


def away(team: Team, from_day: date, until: date) -> QuerySet[Absence]:
    """Absences of a team that touch the days from ``from_day`` to before ``until``, the first to begin first."""
    return (
        Absence.objects.filter(worker__team=team, starts__lt=until, ends__gt=from_day)
        .select_related("worker", "cover")
        .order_by("starts", "worker__name")
    )


def teams_of(account: Account) -> list[Team]:
    """The teams an account's worker manages, then the one they work in."""
    rows = Team.objects.filter(Q(manager__account=account) | Q(workers__account=account)).distinct()
    return sorted(rows.select_related("manager"), key=lambda team: (not _manages(team, account), team.name))


def _manages(team: Team, account: Account) -> bool:
    return team.manager is not None and team.manager.account_id == account.pk


def open_children(worker: int) -> QuerySet[Allocation]:
    """A worker's present allocations with their children, by name."""
    return (
        Allocation.objects.filter(worker_id=worker, ends__isnull=True)
        .select_related("child")
        .order_by("-primary", "child__surname", "child__forename")
    )


@dataclass(frozen=True)
class WorksWith:
    """Somebody who works with a child now."""

    worker_id: int
    name: str
    title: str
    team_id: int
    team: str
    primary: bool
    since: datetime
    away_until: date | None
    covered_by: str


_WORKS_WITH: Final = """
select w.id, w.name, w.title, t.id, t.name, al."primary", al.starts, away.ends, coalesce(cover.name, '')
  from workforce_allocation al
  join workforce_worker w on w.id = al.worker_id
  join workforce_team t on t.id = w.team_id
  left join lateral (select ends, cover_id from workforce_absence
                      where worker_id = w.id and starts <= %(on)s and ends > %(on)s
                      order by ends desc limit 1) away on true
  left join workforce_worker cover on cover.id = away.cover_id
 where al.child_id = %(child)s and al.starts <= %(now)s and (al.ends is null or al.ends > %(now)s)
 order by al."primary" desc, w.name
"""


def works_with(child: int, now: datetime, on: date) -> list[WorksWith]:
    """Who works with a child now, the primary worker first, and who covers for those away. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_WORKS_WITH, {"child": child, "now": now, "on": on})
        return [WorksWith(*row) for row in cursor.fetchall()]


def primary_workers(children: Collection[int]) -> dict[int, str]:
    """The name of each child's primary worker, for lists. One query."""
    rows = Allocation.objects.filter(child_id__in=children, primary=True, ends__isnull=True)
    return dict(rows.values_list("child_id", "worker__name"))


def unheld(on: date) -> QuerySet[Involvement]:
    """The plans running on a day of children whom no primary worker who still works here holds: a leaver holds nobody.
    A child may have two plans. Quick to count."""
    held = Allocation.objects.filter(child_id=OuterRef("child_id"), primary=True, ends__isnull=True)
    held = held.filter(Q(worker__ends__isnull=True) | Q(worker__ends__gt=on))
    return Involvement.objects.filter(employed(on)).filter(~Exists(held))


def unallocated(on: date) -> QuerySet[Person]:
    """Children in care or with a plan whom no primary worker holds: each is somebody's to allocate today."""
    plan = Involvement.objects.filter(employed(on), child_id=OuterRef("pk"))
    running = unheld(on).values("child_id")
    return (
        Person.objects.filter(pk__in=running)
        .annotate(plan=plan.order_by("kind").values("kind")[:1], since=plan.order_by("starts").values("starts")[:1])
        .order_by("since", "pk")
    )


def choices(on: date, *, team: Team | None = None) -> list[tuple[str, str]]:
    """Workers to choose from, ``(id, "Name, title, team")``, by name; of one team when given."""
    rows = Worker.objects.filter(employed(on)).order_by("name")
    if team:
        rows = rows.filter(team=team)
    return [
        (str(pk), f"{name}, {title}, {at}")
        for pk, name, title, at in rows.values_list("pk", "name", "title", "team__name")
    ]
