"""Who of the missing team is there, and who knows the child: the same worker each time where that can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from righthelp.foundation.calendar import is_working_day, local, local_date
from righthelp.practice.missing import law
from righthelp.practice.missing.journey import Missing
from righthelp.practice.missing.models import Episode, Interview, Offer
from righthelp.practice.workforce.models import Absence, Worker

SUPPORT_ROLE = "missing_support_worker"
SUPPORT_TITLE = "Missing support worker"
OPENS, CLOSES = 9, 17
"""The hours, on working days, in which the team is in the office."""


def in_hours(at: datetime) -> bool:
    """Whether a moment falls on a working day between 09:00 and 17:00 in London."""
    there = local(at)
    return is_working_day(there.date()) and OPENS <= there.hour < CLOSES


def support_workers(first: date, last: date | None = None) -> QuerySet[Worker, Worker]:
    """The missing support workers employed on a day, or on any day up to and including ``last``.

    Known by their role, or, without a sign-in, by their post's title.
    """
    return Worker.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=first),
        Q(account__roles__contains=[SUPPORT_ROLE]) | Q(account=None, title__istartswith=SUPPORT_TITLE),
        team__code=law.TEAM,
        starts__lte=last or first,
    ).order_by("name", "pk")


EMPLOYED: Final = """
select w.id, w.name, w.starts, w.ends
  from workforce_worker w
  join workforce_team t on t.id = w.team_id
  left join access_account a on a.id = w.account_id
 where t.code = %(team)s and w.starts < %(until)s and (w.ends is null or w.ends > %(since)s)
   and (a.roles @> array[%(support_role)s]::varchar[]
        or w.account_id is null and starts_with(upper(w.title), upper(%(support_title)s)))
"""
""":func:`support_workers` as a statement: those employed on any day from ``since`` to before ``until``."""


CAPACITY_AS_OF: Final = f"""
(select concat_ws('/',
    (select sum(version) from journey_factsversion where journey = '{Missing.code}'),
    (select max(pgh_id) from workforce_workerevent), (select max(pgh_id) from workforce_absenceevent),
    (select max(pgh_id) from access_accountevent)))"""  # noqa: S608
"""What tells that capacity may have changed: it is reckoned from episodes, from who works here and from who is away."""


def absent(workers: Iterable[int], day: date) -> dict[int, int | None]:
    """Which of these workers are away on a day, each with the worker who covers (or None)."""
    rows = Absence.objects.filter(worker__in=list(workers), starts__lte=day, ends__gt=day)
    return dict(rows.order_by("pk").values_list("worker_id", "cover_id"))


@dataclass(frozen=True)
class Choice:
    """A worker for a child, and why this one."""

    worker: Worker
    why: str


def preferred(child: int, now: datetime, *, but: int | None = None) -> Choice | None:
    """The support worker for a child: whoever met them last, if present; else whoever present holds the least.

    ``but`` leaves one worker out (who is handing over). None when nobody is present.
    """
    day = local_date(now)
    everyone = {worker.pk: worker for worker in support_workers(day) if worker.pk != but}
    away = absent(everyone, day)
    present = {pk: worker for pk, worker in everyone.items() if pk not in away}
    if not present:
        return None
    for pk in _met(child):
        if pk in present:
            return Choice(present[pk], "has met the child before")
    held = dict(
        Episode.objects.filter(
            support_worker__in=present,
            held__isnull=True,
            declined__isnull=True,
            cancelled__isnull=True,
        )
        .values_list("support_worker_id")
        .annotate(Count("pk"))
    )
    least = min(present, key=lambda pk: (held.get(pk, 0), pk))
    return Choice(present[least], "has the fewest children waiting")


def _met(child: int) -> list[int]:
    """Workers who met or spoke with the child, the most recent first; an interview counts before an offer."""
    interviews = Interview.objects.filter(episode__child=child).order_by("-held_at")
    offers = Offer.objects.filter(episode__child=child).order_by("-at")
    return [*interviews.values_list("worker_id", flat=True), *offers.values_list("worker_id", flat=True)]
