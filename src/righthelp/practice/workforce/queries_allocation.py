"""Named reads of allocation: whom nobody holds and since when, who has worked with a child, to whom children pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from righthelp.foundation.access.models import Account, Conflict
from righthelp.practice.people.models import InvolvementKind, Relationship, RelationshipKind
from righthelp.practice.workforce.fitness import SOON_GONE
from righthelp.practice.workforce.models import Allocation, MistakenAllocation, PassedOn
from righthelp.practice.workforce.queries_caseload import Load


@dataclass(frozen=True)
class Unheld:
    """A child with a plan or in care whose work nobody at work holds. ``since`` is the day from which nobody did."""

    child: int
    name: str
    plan: str
    since: date
    days: int
    last_worker: str
    team_id: int | None
    team: str
    left: bool

    @property
    def plan_words(self) -> str:
        """The heaviest plan."""
        return str(InvolvementKind(self.plan).label)


_UNHELD: Final = """
select p.id, p.forename || ' ' || p.surname,
       case when bool_or(i.kind = 'cp') then 'cp' when bool_or(i.kind = 'care') then 'care' else 'cin' end,
       greatest(min(i.starts), coalesce(least(last.ended, last.gone), min(i.starts))),
       coalesce(last.name, ''), last.team_id, coalesce(last.team, ''), coalesce(last.gone is not null, false)
  from people_involvement i join people_person p on p.id = i.child_id
  left join lateral (
    select w.name, t.id as team_id, t.name as team, (a.ends at time zone 'Europe/London')::date as ended,
           case when w.ends <= %(on)s then w.ends end as gone, a.ends as over
      from workforce_allocation a join workforce_worker w on w.id = a.worker_id
      join workforce_team t on t.id = w.team_id
     where a.child_id = i.child_id and a."primary" order by a.starts desc limit 1) last on true
 where i.child_id = any(%(children)s) and i.starts <= %(on)s and (i.ends is null or i.ends > %(on)s)
 group by p.id, p.forename, p.surname, last.name, last.team_id, last.team, last.ended, last.gone
 order by 4, p.id
"""


def unheld_rows(children: Collection[int], on: date) -> list[Unheld]:
    """How long nobody has held each of these children, and who did last; the longest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_UNHELD, {"children": list(children), "on": on})
        return [
            Unheld(pk, name, plan, since, (on - since).days, last, team_id, team, left)
            for pk, name, plan, since, last, team_id, team, left in cursor.fetchall()
        ]


@dataclass(frozen=True)
class Stretch:
    """Somebody worked with a child from a moment to a moment; or was put down by mistake."""

    id: int
    worker: str
    title: str
    primary: bool
    role: str
    starts: datetime
    ends: datetime | None
    why: str
    why_ended: str
    mistaken: bool = False


def worked_with(child: int) -> list[Stretch]:
    """Everybody who has worked with a child, the newest first, with reasons; mistakes among them. Two queries."""
    rows = [
        Stretch(
            row.pk,
            row.worker.name,
            row.worker.title,
            row.primary,
            row.get_role_display(),
            row.starts,
            row.ends,
            row.reason,
            row.ended_reason,
        )
        for row in Allocation.objects.filter(child_id=child).select_related("worker")
    ]
    rows += [
        Stretch(
            row.pk, row.worker.name, row.worker.title, row.primary, "", row.started, row.undone_at, "", row.reason, True
        )
        for row in MistakenAllocation.objects.filter(child_id=child).select_related("worker")
    ]
    return sorted(rows, key=lambda row: (row.starts, row.primary), reverse=True)


def notes_about(child: int) -> list[PassedOn]:
    """The hand-over notes about a child, the newest first."""
    rows = PassedOn.objects.filter(child_id=child, refused="", taken_back_at__isnull=True)
    return list(rows.select_related("reallocation__giver", "receiver").order_by("-reallocation__made_at"))


def unread(account: Account) -> QuerySet[PassedOn]:
    """Children who have passed to the account's worker, whose notes they have not read yet."""
    rows = PassedOn.objects.filter(
        receiver__account=account, read_at__isnull=True, taken_back_at__isnull=True, refused=""
    )
    return rows.select_related("child", "reallocation__giver").order_by("reallocation__made_at", "pk")


@dataclass(frozen=True)
class Suggestion:
    """To whom a child might pass, and why."""

    worker: int
    why: str


@dataclass
class _Colleague:
    load: Load
    room: Decimal

    @property
    def name(self) -> str:
        return self.load.name


def suggested(children: Collection[int], giver: Load, colleagues: Iterable[Load], on: date) -> dict[int, Suggestion]:
    """For each child a colleague: one who knows them already, else brothers and sisters together to whoever has most
    room. Nobody who is away, about to leave, over their limit, or in a declared conflict is suggested."""
    points = {case.child: case.points for case in giver.cases}
    able = [
        _Colleague(load, load.limits[1] - load.points)
        for load in colleagues
        if load.worker_id != giver.worker_id
        and load.away_until is None
        and (load.leaves is None or load.leaves - on > SOON_GONE)
        and load.qualified == giver.qualified
    ]
    knows, barred = _known_to(children), _barred(children)
    found: dict[int, Suggestion] = {}
    for family in sorted(_families(children), key=lambda one: (-len(one), min(one))):
        weight = sum((points.get(child, Decimal(1)) for child in family), Decimal(0))
        may = [each for each in able if not any((each.load.worker_id, child) in barred for child in family)]
        may = [each for each in may if each.room > 0]
        known = [each for each in may if any((each.load.worker_id, child) in knows for child in family)]
        chosen = max(known, key=lambda each: (each.room, -each.load.worker_id), default=None)
        why = "knows them already"
        if chosen is None:
            chosen = max(may, key=lambda each: (each.room, -each.load.worker_id), default=None)
            if chosen is None:
                continue
            why = f"has most room ({chosen.load.held} of {chosen.load.limits[0]} children)"
        if len(family) > 1:
            why += "; brothers and sisters together"
        chosen.room -= weight
        for child in family:
            found[child] = Suggestion(chosen.load.worker_id, f"{chosen.name} {why}")
    return found


def _families(children: Collection[int]) -> list[set[int]]:
    """The children grouped with their brothers and sisters among them."""
    group = {child: {child} for child in children}
    rows = Relationship.objects.filter(
        person_id__in=children, other_id__in=children, kind=RelationshipKind.SIBLING
    ).values_list("person_id", "other_id")
    for one, other in rows:
        joined = group[one] | group[other]
        for each in joined:
            group[each] = joined
    return list({min(family): family for family in group.values()}.values())


def _known_to(children: Collection[int]) -> set[tuple[int, int]]:
    """(worker, child) of everybody who works beside a child now, or holds a brother or sister of theirs."""
    found = set(
        Allocation.objects.filter(child_id__in=children, primary=False, ends__isnull=True).values_list(
            "worker_id", "child_id"
        )
    )
    siblings: dict[int, list[int]] = defaultdict(list)
    for child, other in Relationship.objects.filter(person_id__in=children, kind=RelationshipKind.SIBLING).values_list(
        "person_id", "other_id"
    ):
        siblings[other].append(child)
    held = Allocation.objects.filter(child_id__in=siblings, primary=True, ends__isnull=True)
    for worker, other in held.values_list("worker_id", "child_id"):
        found |= {(worker, child) for child in siblings[other]}
    return found


def _barred(children: Collection[int]) -> set[tuple[int, int]]:
    """(worker, child) between whom a conflict of interest is declared."""
    rows = Conflict.objects.filter(kind="child", subject_id__in=children, account__worker__isnull=False)
    return {(worker, child) for worker, child in rows.values_list("account__worker__pk", "subject_id")}


NEW_FOR: Final = timedelta(days=14)


def newly_given(account: Account, now: datetime) -> QuerySet[Allocation]:
    """Children allocated to the account's worker in the last fortnight, the newest first."""
    rows = Allocation.objects.filter(worker__account=account, ends__isnull=True, starts__gte=now - NEW_FOR)
    return rows.filter(starts__lte=now).select_related("child").order_by("-starts")
