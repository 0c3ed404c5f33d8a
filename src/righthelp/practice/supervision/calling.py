"""Whose supervision is called each month, who gives it, and who is excused: done by a job, a page, or the city."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import Q

from righthelp.foundation.calendar import Month, local_date
from righthelp.foundation.journey import settle
from righthelp.practice.supervision.journey import Supervision
from righthelp.practice.supervision.models import Work
from righthelp.practice.workforce.models import Holding, Team, Worker

FIRST_CALLED: Final = date(2018, 4, 1)

_KIND: Final = """
case when exists (select from workforce_team t where t.manager_id = w.id)
       or exists (select from workforce_worker m where m.manager_id = w.id
                   and m.starts <= %(last)s and (m.ends is null or m.ends > %(first)s)) then 'manager'
     when exists (select from workforce_holding h join workforce_post p on p.id = h.post_id
                   where h.worker_id = w.id and p.qualified
                     and h.starts <= %(last)s and (h.ends is null or h.ends > %(first)s))
       or w.title ilike '%%social worker%%' then 'social_worker'
     else 'other' end
"""

# Everybody who works here on some day of the month and has somebody above them.
_CALL: Final = f"""
insert into supervision_session (worker_id, supervisor_id, month, called, work, how, missed, missed_note, strengths,
                                 worries, wellbeing, learning, workload, agreed_note, tier, version)
select w.id, coalesce(w.manager_id, t.manager_id), %(first)s, %(called)s, {_KIND},
       '', '', '', '', '', '', '', '', '', 1, 0
  from workforce_worker w join workforce_team t on t.id = w.team_id
  left join workforce_worker l on l.id = t.manager_id left join workforce_worker u on u.id = l.manager_id
 where (w.manager_id is not null or (l.manager_id is distinct from w.id and u.manager_id is distinct from w.id))
   and w.starts <= %(last)s and (w.ends is null or w.ends > %(first)s)
   and coalesce(w.manager_id, t.manager_id) is not null and coalesce(w.manager_id, t.manager_id) <> w.id
on conflict (worker_id, month) do nothing
returning id
"""  # noqa: S608  our own words

# Away every day of the month, or gone before its last day. What a person wrote (with a note) is left alone.
_EXCUSE: Final = """
update supervision_session s
   set excused = case when found.why = '' then null else coalesce(s.excused, %(now)s) end, missed = found.why
  from (select s.id, case when w.ends is not null and w.ends <= %(last)s then 'left'
                          when exists (select from workforce_absence a where a.worker_id = w.id
                                        and a.starts <= greatest(%(first)s, w.starts) and a.ends > %(last)s) then 'away'
                          else '' end as why
          from supervision_session s join workforce_worker w on w.id = s.worker_id
         where s.month = %(first)s and s.held is null and s.missed_note = '' and s.missed in ('', 'left', 'away')) found
 where s.id = found.id and (s.missed <> found.why or (s.excused is null) <> (found.why = ''))
returning s.id
"""


def months_called(*, month: date, now: datetime) -> int:
    """The supervision of a month is called for everybody who has somebody above them; returns how many were.

    Safe to run again: whoever was called already is left as they are, newcomers are added, and who was away all month
    or has left is excused by the absences and last days recorded by now.
    """
    span = Month.of(month)
    given = {"first": span.first_day, "last": span.last_day, "called": span.last_day - timedelta(days=31), "now": now}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CALL, given)
        called = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(_EXCUSE, given)
        excused = [pk for (pk,) in cursor.fetchall()]
        settle(Supervision, {*called, *excused}, now)
    return len(called)


def months_due(now: datetime) -> list[date]:
    """The present month, and the one before in its first week, when late absences are still being recorded."""
    today = local_date(now)
    this = Month.of(today)
    return [this.first_day] if today.day > 7 else [(this - 1).first_day, this.first_day]


def kind_of(worker: Worker, month: date) -> str:
    """What a worker is in the count of a month."""
    if Team.objects.filter(manager=worker).exists() or Worker.objects.filter(manager=worker).exists():
        return Work.MANAGER
    qualified = Holding.objects.filter(Q(ends__isnull=True) | Q(ends__gt=month), worker=worker, post__qualified=True)
    if "social worker" in worker.title.lower() or qualified.exists():
        return Work.SOCIAL_WORKER
    return Work.OTHER


def supervisor_of(worker: Worker) -> Worker | None:
    """The worker's manager; the team's where none is named."""
    above = worker.manager or worker.team.manager
    if above is None or above.pk == worker.pk or answers_to(above, worker):
        return None
    return above


def answers_to(one: Worker, other: Worker) -> bool:
    """Whether ``one`` stands below ``other``: nobody is supervised by somebody who answers to them."""
    above, steps = one.manager, 0
    while above is not None and steps < 3:
        if above.pk == other.pk:
            return True
        above, steps = above.manager, steps + 1
    return False
