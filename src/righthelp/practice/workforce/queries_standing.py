"""Named reads of what workers must keep: what lapses soon, which steps are due, and one worker's own record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet

from righthelp.practice.workforce.models import (
    DbsCheck,
    FirstYear,
    Holding,
    Milestone,
    Movement,
    Qualification,
    Registration,
    Team,
    Worker,
    WorkingPattern,
)
from righthelp.practice.workforce.programmes import step

REGISTRATION_SOON = timedelta(days=31)
"""Renewal is open from 1 September; what is not renewed by the end of October is told for 30 November."""
DBS_SOON = timedelta(days=60)


@dataclass(frozen=True)
class Lapse:
    """Something of a worker's that has run out or does so soon; ``what`` is "registration" or "dbs"."""

    worker_id: int
    worker: str
    title: str
    team_id: int
    team: str
    what: str
    last_day: date | None
    holds: int

    def state(self, today: date) -> str:
        """ "missing", "lapsed" or "soon"."""
        if self.last_day is None:
            return "missing"
        return "lapsed" if self.last_day < today else "soon"


_LAPSES: Final = """
with here as (
  select w.id, w.name, w.title, w.team_id, t.name as team,
         exists (select from workforce_holding h join workforce_post p on p.id = h.post_id
                  where h.worker_id = w.id and p.qualified and h.starts <= %(day)s
                    and (h.ends is null or h.ends > %(day)s)) as must_register,
         (select max(r.ends) from workforce_registration r where r.worker_id = w.id) as registered,
         (select max(d.renew_by) from workforce_dbscheck d where d.worker_id = w.id) as checked,
         exists (select from workforce_dbscheck d where d.worker_id = w.id and d.update_service) as updates,
         exists (select from workforce_holding h where h.worker_id = w.id) as holds_post
    from workforce_worker w join workforce_team t on t.id = w.team_id
   where w.starts <= %(day)s and (w.ends is null or w.ends > %(day)s)
     and (%(teams)s::bigint[] is null or w.team_id = any(%(teams)s))
)
select id, name, title, team_id, team, what, last_day,
       (select count(*) from workforce_allocation a join people_person k on k.id = a.child_id and k.tier = 1
         where a.worker_id = lapses.id and a."primary" and a.ends is null)
  from (
    select id, name, title, team_id, team, 'registration' as what, registered - 1 as last_day
      from here where must_register and (registered is null or registered <= %(registration)s)
    union all
    select id, name, title, team_id, team, 'dbs', checked
      from here where holds_post and not updates and (checked is null or checked <= %(dbs)s)
  ) lapses
 order by last_day nulls first, name
"""


def lapses(day: date, teams: Collection[int] | None = None) -> list[Lapse]:
    """Registrations and DBS checks that have lapsed, are missing, or run out soon; worst first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _LAPSES,
            {
                "day": day,
                "teams": list(teams) if teams is not None else None,
                "registration": day + REGISTRATION_SOON,
                "dbs": day + DBS_SOON,
            },
        )
        return [Lapse(*row) for row in cursor.fetchall()]


def steps_due(until: date, teams: Collection[int] | None = None) -> QuerySet[Milestone]:
    """Steps of induction, probation and first years that are not done and due by a day, the earliest first."""
    rows = Milestone.objects.filter(done__isnull=True, due__lte=until, worker__ends__isnull=True)
    if teams is not None:
        rows = rows.filter(worker__team_id__in=teams)
    return rows.select_related("worker__team").order_by("due", "worker__name", "pk")


def words_of(milestone: Milestone) -> str:
    """A milestone's step in words; its code where the programme has dropped the step since."""
    try:
        return step(milestone.kind, milestone.step).words
    except KeyError:
        return milestone.step


@dataclass
class Standing:
    """Everything the trust holds of one worker's standing."""

    worker: Worker
    holdings: list[Holding] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    qualifications: list[Qualification] = field(default_factory=list)
    checks: list[DbsCheck] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    first_year: FirstYear | None = None
    pattern: WorkingPattern | None = None

    def registered(self, on: date) -> Registration | None:
        """The registration in force on a day."""
        return next((row for row in self.registrations if row.starts <= on < row.ends), None)

    def must_register(self, on: date) -> bool:
        """Whether a post held on a day asks for a registered social worker."""
        return any(
            row.post.qualified and row.starts <= on and (row.ends is None or row.ends > on) for row in self.holdings
        )


def standing(worker: Worker, on: date) -> Standing:
    """One worker's posts, movements, registrations and programmes, the latest first. Nine small queries."""
    covers = Q(starts__lte=on) & (Q(ends__isnull=True) | Q(ends__gt=on))
    return Standing(
        worker=worker,
        holdings=list(worker.holdings.select_related("post__team").order_by("-starts")),
        movements=list(worker.movements.select_related("team", "former_team").order_by("-effective", "-pk")),
        registrations=list(worker.registrations.order_by("-starts")),
        qualifications=list(worker.qualifications.order_by("-awarded")),
        checks=list(worker.dbs_checks.order_by("-issued")),
        milestones=list(worker.milestones.order_by("due", "pk")),
        first_year=worker.first_years.filter(covers).select_related("assessor").first(),
        pattern=worker.patterns.filter(covers).first(),
    )


def led_by(manager: int) -> list[int]:
    """The teams that somebody leads, and every team under those: where they may record for people. One query."""
    return list(
        Team.objects.filter(
            Q(manager_id=manager)
            | Q(under__manager_id=manager)
            | Q(under__under__manager_id=manager)
            | Q(under__under__under__manager_id=manager)
        )
        .distinct()
        .values_list("pk", flat=True)
    )
