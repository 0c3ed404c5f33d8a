"""Numbers of assessment: team by team, and month by month against strategy discussions and enquiries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from righthelp.foundation.calendar import Month, add_working_days, end_of_day, local_date
from righthelp.foundation.journey import registry
from righthelp.practice.assessment.codes import Outcome
from righthelp.practice.assessment.models import Assessment
from righthelp.practice.casework.codes import MeetingKind
from righthelp.practice.casework.models import MeetingAbout
from righthelp.practice.people.models import Area
from righthelp.practice.section47.journey import Enquiry, Strategy

LATELY: Final = timedelta(weeks=12)
WORKING_DAYS: Final = 45


@dataclass
class TeamRow:
    """One assessment team now: open work and its state, and what it authorised in twelve weeks."""

    id: int
    name: str
    area: str
    manager: str
    open: int = 0
    late: int = 0
    soon: int = 0
    with_manager: int = 0
    not_looked: int = 0
    unseen: int = 0
    not_begun: int = 0
    no_worker: int = 0
    authorised: int = 0
    in_time: int = 0

    @property
    def percent(self) -> int | None:
        """Of those authorised in twelve weeks, how many in time, in whole per cent."""
        return round(100 * self.in_time / self.authorised) if self.authorised else None


@dataclass
class AreaRows:
    """The teams of one area, and their sum."""

    name: str
    teams: list[TeamRow] = field(default_factory=list)

    @property
    def total(self) -> TeamRow:
        """All teams of the area together."""
        return added(self.name, self.teams)


_NUMBERS: Final = (
    "open", "late", "soon", "with_manager", "not_looked", "unseen", "not_begun", "no_worker", "authorised", "in_time",
)  # fmt: skip


def added(name: str, rows: Iterable[TeamRow]) -> TeamRow:
    """The sum of some teams."""
    total = TeamRow(0, name, "", "")
    for row in rows:
        for number in _NUMBERS:
            setattr(total, number, getattr(total, number) + getattr(row, number))
    return total


# Closely held records are in no number, as in a caseload: whoever could subtract would learn that there is one.
_TEAMS: Final = """
with held as (
  select a.team_id, a.submitted, d.due_at as due, r.due_at as look,
         exists (select from casework_visited v where v.child_id = a.child_id and v.at >= a.referred and v.seen
                    and v.withdrawn is null) as seen
    from assessment_assessment a join people_person p on p.id = a.child_id and p.tier = 1
    left join journey_duemoment d on d.journey = 'assessment' and d.episode_id = a.id and d.clock = %(clock)s
    left join journey_duemoment r on r.journey = 'assessment' and r.episode_id = a.id and r.clock = %(look)s
   where a.authorised is null and a.withdrawn is null),
 waits as (
  select f.team_id,
         not exists (select from assessment_assessment a where a.referral = f.id and a.withdrawn is null) as not_begun,
         not exists (select from workforce_allocation l where l.child_id = f.child_id and l."primary"
                        and l.ends is null) as no_worker
    from {referrals} f join people_person p on p.id = f.child_id and p.tier = 1 and p.died_on is null
   where f.accepted is not null and f.closed is null and f.withdrawn is null)
select t.id, t.name, t.area, coalesce(m.name, ''),
       (select count(*) from held h where h.team_id = t.id),
       (select count(*) from held h where h.team_id = t.id and h.due < %(now)s),
       (select count(*) from held h where h.team_id = t.id and h.due >= %(now)s and h.due < %(soon)s),
       (select count(*) from held h where h.team_id = t.id and h.submitted is not null),
       (select count(*) from held h where h.team_id = t.id and h.look < %(now)s),
       (select count(*) from held h where h.team_id = t.id and not h.seen),
       (select count(*) from waits w where w.team_id = t.id and w.not_begun),
       (select count(*) from waits w where w.team_id = t.id and w.no_worker)
  from workforce_team t left join workforce_worker m on m.id = t.manager_id
 where t.service = 'assessment' and t.closed is null
 order by t.name
"""


def teams(now: datetime, *, soon: timedelta) -> list[AreaRows]:
    """Every assessment team with its numbers, by area. Two statements."""
    from righthelp.practice.assessment.journey import ASSESSMENT, REVIEW_POINT
    from righthelp.practice.assessment.referrals import rows as referrals

    sql = _TEAMS.format(referrals=connection.ops.quote_name(referrals().model._meta.db_table))
    given: dict[str, str | datetime] = {
        "clock": ASSESSMENT.code,
        "look": REVIEW_POINT.code,
        "now": now,
        "soon": now + soon,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        found = [TeamRow(*row) for row in cursor.fetchall()]
    by_id = {row.id: row for row in found}
    over = Assessment.objects.filter(authorised__gte=now - LATELY, authorised__lte=now, child__tier=1)
    for team, referred, authorised in over.values_list("team_id", "referred", "authorised"):
        if team in by_id and authorised is not None:
            by_id[team].authorised += 1
            by_id[team].in_time += in_time(referred, authorised)
    areas = [AreaRows(str(label), [row for row in found if row.area == code]) for code, label in Area.choices]
    areas.append(AreaRows("The whole city", [row for row in found if row.area not in Area.values]))
    return [area for area in areas if area.teams]


def in_time(referred: datetime, authorised: datetime) -> bool:
    """Whether it was authorised within its forty-five working days."""
    return authorised <= end_of_day(add_working_days(local_date(referred), WORKING_DAYS))


@dataclass(frozen=True)
class MonthRow:
    """One month, counted in children: discussions held, enquiries begun, initial conferences; assessments authorised,
    and what they led to."""

    month: Month
    discussions: int
    enquiries: int
    conferences: int
    outcomes: dict[str, int]

    @property
    def authorised(self) -> int:
        """Assessments authorised in the month."""
        return sum(self.outcomes.values())

    @property
    def quiet(self) -> int:
        """Of those, how many led to no further action, to another service or to early help."""
        return sum(self.outcomes.get(each, 0) for each in ("nfa", "signpost", "early-help"))

    @property
    def per_hundred(self) -> int | None:
        """Strategy discussions to a hundred assessments authorised."""
        return round(100 * self.discussions / self.authorised) if self.authorised else None


def months(now: datetime, many: int = 12) -> list[MonthRow]:
    """The last months, this one included, the newest first. Discussions and enquiries are read by their journeys."""
    return [_month(each) for each in reversed(Month.of(local_date(now)).back(many))]


def _month(month: Month) -> MonthRow:
    since, until = month.starts_at, month.ends_at
    over = Assessment.objects.filter(authorised__gte=since, authorised__lt=until)
    counted = dict.fromkeys(Outcome.values, 0)
    for outcome in over.values_list("outcome", flat=True):
        counted[outcome or ""] += 1
    conferences = MeetingAbout.objects.filter(
        kind=MeetingKind.INITIAL_CONFERENCE, cancelled__isnull=True, held__gte=since, held__lt=until
    )
    return MonthRow(
        month=month,
        discussions=_rows(Strategy).filter(held__gte=since, held__lt=until, cancelled__isnull=True).count(),
        enquiries=_rows(Enquiry).filter(opened__gte=since, opened__lt=until, withdrawn__isnull=True).count(),
        conferences=conferences.count(),
        outcomes=counted,
    )


def _rows(journey: Any) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = registry.binding(journey).model._base_manager.all()
    return found
