"""Named reads of one worker's learning, and who may book and record for whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db import connection
from django.db.models import Sum

from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date
from righthelp.practice.learning import law
from righthelp.practice.learning.models import Booking, CohortMember, Learnt
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.queries_standing import led_by
from righthelp.practice.workforce.record_standing import register_year_end


def books_for(account: Account, worker: Worker) -> bool:
    """Whether an account books and records for a worker: oneself, whoever leads the team, the learning team."""
    if worker.account_id == account.pk or permits(account, "learning.keep"):
        return True
    return permits(account, "learning.team") and leads(account, worker)


def leads(account: Account, worker: Worker) -> bool:
    """Whether an account leads the team of a worker, at any height, or is their manager."""
    own = Worker.objects.filter(account=account).first()
    return own is not None and (worker.manager_id == own.pk or worker.team_id in led_by(own.pk))


def teams_seen(account: Account) -> list[int] | None:
    """The teams whose learning an account sees; None means all."""
    if permits(account, "learning.keep"):
        return None
    own = Worker.objects.filter(account=account).first()
    return led_by(own.pk) if own else []


@dataclass(frozen=True)
class Owed:
    """One mandatory course of one worker, and how it stands: read from the clock's stored moments."""

    worker_id: int
    worker: str
    team_id: int
    team: str
    course_id: int
    course: str
    finished: date | None
    due_at: datetime | None
    warns_at: datetime | None
    booked_for: datetime | None

    def state(self, now: datetime) -> str:
        """ "missing", "lapsed", "soon" (within 60 days) or "kept"."""
        if self.finished is None:
            return "missing"
        if self.due_at is None or self.warns_at is None:
            return "kept"
        return "lapsed" if self.due_at < now else "soon" if self.warns_at <= now else "kept"

    @property
    def last_day(self) -> date | None:
        """The last day on which it counts; none for good."""
        return local_date(self.due_at) if self.due_at else None


_WHO_MUST: Final = """
with here as (
  select w.id, w.name, w.team_id, t.name as team,
         exists (select from workforce_holding h join workforce_post p on p.id = h.post_id
                  where h.worker_id = w.id and p.qualified and h.starts <= %(day)s
                    and (h.ends is null or h.ends > %(day)s)) as social_worker,
         exists (select from workforce_team l where l.manager_id = w.id) as leads,
         exists (select from workforce_allocation a where a.worker_id = w.id and a.ends is null) as holds,
         exists (select from workforce_firstyear f where f.worker_id = w.id
                  and f.starts <= %(day)s and f.ends > %(day)s) as first_year
    from workforce_worker w join workforce_team t on t.id = w.team_id
   where w.starts <= %(day)s and (w.ends is null or w.ends > %(day)s)
     and (%(teams)s::bigint[] is null or w.team_id = any(%(teams)s))
     and (%(worker)s::bigint is null or w.id = %(worker)s)
), must as (
  select h.id as worker_id, h.name, h.team_id, h.team, c.id as course_id, c.title
    from here h join learning_course c on c.closed is null and (
         'everybody' = any(c.mandatory_for) or h.social_worker and 'social-workers' = any(c.mandatory_for)
         or h.leads and 'leaders' = any(c.mandatory_for) or h.holds and 'child-facing' = any(c.mandatory_for)
         or h.first_year and 'first-year' = any(c.mandatory_for))
)"""

_OWED: Final = (
    _WHO_MUST  # noqa: S608  our own words
    + """
select m.worker_id, m.name, m.team_id, m.team, m.course_id, m.title, l.finished, d.due_at, d.warns_at, b.starts
  from must m
  left join lateral (select x.id, x.finished from learning_learnt x
                      where x.worker_id = m.worker_id and x.course_id = m.course_id
                      order by x.finished desc limit 1) l on true
  left join journey_duemoment d on d.journey = 'training' and d.episode_id = l.id
  left join lateral (select min(s.starts) as starts
                       from learning_booking k join learning_session s on s.id = k.session_id
                      where k.worker_id = m.worker_id and s.course_id = m.course_id and k.cancelled is null
                        and k.seat is not null and s.cancelled is null and s.starts > %(now)s) b on true
 order by l.finished is not null, d.due_at nulls last, m.name, m.title
"""
)


def owed(now: datetime, *, teams: Collection[int] | None = None, worker: int | None = None) -> list[Owed]:
    """Every mandatory course of every worker (of some teams, or one), the missing first, then the first to lapse. One
    query. Whether it lapses within 60 days is what the clock has stored."""
    given = {
        "day": local_date(now),
        "now": now,
        "teams": list(teams) if teams is not None else None,
        "worker": worker,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OWED, given)
        return [Owed(*row) for row in cursor.fetchall()]


RELEASED: Final = (
    _WHO_MUST  # noqa: S608  our own words
    + """
update learning_learnt l
   set released = case when found.owed then null else %(now)s end
  from (select x.id,
               exists (select from must m where m.worker_id = x.worker_id and m.course_id = x.course_id) as owed
          from learning_learnt x where x.eve is not null and x.renewed is null) found
 where found.id = l.id and found.owed = (l.released is not null)
returning l.id
"""
)
""":func:`owed` the other way round: who need no longer keep a course fresh is let go, and asked again if they must."""


@dataclass
class Mine:
    """Everything of one worker's learning."""

    coming: list[Booking] = field(default_factory=list)
    waiting: list[Booking] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    done: list[Learnt] = field(default_factory=list)
    to_say: list[tuple[Booking, bool]] = field(default_factory=list)
    cohorts: list[CohortMember] = field(default_factory=list)
    hours: Decimal = Decimal(0)
    year_from: date = date.min
    year_to: date = date.min


def mine(worker: Worker, now: datetime) -> Mine:
    """What is booked, done and lapsing, what is still to be said of courses, and the hours of the register's year (1
    December to 30 November). Six queries."""
    today = local_date(now)
    rows = Booking.objects.filter(worker=worker, cancelled__isnull=True, session__cancelled__isnull=True)
    rows = rows.select_related("session__course")
    ahead = list(rows.filter(session__starts__gt=now).order_by("session__starts"))
    past = rows.filter(attended__isnull=False, evaluated_later__isnull=True, attended__gt=today - timedelta(days=200))
    to_say = []
    for row in past.order_by("attended"):
        assert row.attended is not None  # noqa: S101  the filter above
        if row.evaluated is None:
            to_say.append((row, False))
        if today >= add_months(row.attended, law.ASKED_AGAIN_AFTER):
            to_say.append((row, True))
    end = register_year_end(today)
    begin = end.replace(year=end.year - 1)
    done = Learnt.objects.filter(worker=worker).select_related("course").order_by("-finished", "-pk")
    hours = done.filter(finished__gte=begin, finished__lt=end).order_by().aggregate(sum=Sum("hours"))["sum"]
    return Mine(
        coming=[row for row in ahead if row.seat is not None],
        waiting=[row for row in ahead if row.seat is None],
        owed=owed(now, worker=worker.pk),
        done=list(done),
        to_say=to_say,
        cohorts=list(worker.cohorts.select_related("cohort__lead").order_by("-cohort__starts")),
        hours=hours or Decimal(0),
        year_from=begin,
        year_to=end - timedelta(days=1),
    )
