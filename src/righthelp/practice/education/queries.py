"""Named reads of attendance: the monthly list of children with plans, the count by month, files and what they left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from django.db import connection
from django.db.models import Count, Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition, within_reach
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import add_months, local_date
from righthelp.practice.casework.codes import PlanKind
from righthelp.practice.education.models import FileLine, SchoolFile, percent
from righthelp.practice.people.ages import COMPULSORY, school_year, year_group
from righthelp.practice.people.models import Person

SEE: Final = "school.see"


def ages_in_school(day: date) -> tuple[date, date]:
    """Born from and before: who is in reception to year 11 in the school year of a day."""
    year = school_year(day)
    return date(year - COMPULSORY - 5, 9, 1), date(year - 4, 9, 1)


@dataclass(frozen=True)
class Pupil:
    """A child with a plan, as the monthly list shows them. Sessions are those of periods that ended in the month."""

    child: int
    name: str
    born: date
    plan: str
    team: str
    area: str
    worker: str
    school: str
    possible: int
    attended: int
    unauthorised: int
    before: Decimal | None
    asked: date | None
    followed: bool
    panel: bool
    month: date

    @property
    def percent(self) -> Decimal | None:
        """Sessions attended, in percent; None where no school has sent any."""
        return percent(self.attended, self.possible)

    @property
    def change(self) -> Decimal | None:
        """In percentage points, beside the newest earlier period within three months."""
        now = self.percent
        return None if now is None or self.before is None else now - self.before

    @property
    def group(self) -> int | None:
        """The year group."""
        return year_group(self.born, self.month)

    @property
    def plan_words(self) -> str:
        """What kind of plan."""
        return str(PlanKind(self.plan).label)

    @property
    def state(self) -> str:
        """What is being done: ``panel``, ``asked`` or ``none``."""
        return "panel" if self.panel else "asked" if self.asked else "none"


_PUPILS: Final = """
with sent as materialized (
    select a.child_id, sum(a.possible)::int as possible, sum(a.attended)::int as attended,
           sum(a.unauthorised)::int as unauthorised, (array_agg(a.school_id order by a.ends desc, a.id desc))[1] as at
      from education_attended a
     where a.withdrawn is null and a.ends > %(first)s and a.ends <= %(next)s group by a.child_id),
earlier as materialized (
    select distinct on (a.child_id) a.child_id, round(100.0 * a.attended / a.possible, 1) as percent
      from education_attended a
     where a.withdrawn is null and a.ends <= %(first)s and a.ends > %(earlier)s
     order by a.child_id, a.ends desc, a.id desc)
select pl.child_id, concat_ws(' ', p.forename, p.surname), p.birth_date, pl.kind, coalesce(t.name, ''),
       coalesce(t.area, ''), coalesce(w.name, ''), coalesce(o.name, roll.name, ''), coalesce(sent.possible, 0),
       coalesce(sent.attended, 0), coalesce(sent.unauthorised, 0), earlier.percent, q.asked,
       q.followed is not null,
       exists (select from education_panel x where x.child_id = pl.child_id and x.decided is null
                                               and x.withdrawn is null)
  from casework_plan pl
  join people_person p on p.id = pl.child_id
  left join sent on sent.child_id = pl.child_id
  left join earlier on earlier.child_id = pl.child_id
  left join people_organisation o on o.id = sent.at
  left join lateral (select r.name from people_attendance at join people_organisation r on r.id = at.organisation_id
                      where at.person_id = pl.child_id and at.ends is null and at.kind <> 'alternative'
                      order by at.starts desc limit 1) roll on sent.at is null
  left join lateral (select x.asked, x.followed from education_query x
                      where x.child_id = pl.child_id and x.closed is null and x.withdrawn is null
                      order by x.asked limit 1) q on true
  left join workforce_allocation al on al.child_id = pl.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
  left join workforce_team t on t.id = w.team_id
 where pl.starts < %(until)s and (pl.ends is null or pl.ends >= %(until)s) and p.died_on is null
   and p.birth_date >= %(oldest)s and p.birth_date < %(youngest)s and {reached}
 order by sent.attended::numeric / sent.possible nulls last, pl.child_id"""


def pupils(account: Account, month: date, now: datetime) -> list[Pupil]:
    """Children of reception and compulsory school age with a child in need or protection plan at the end of a month (or
    today, while it lasts), within reach, the worst attendance first; those of whom no school has sent any last. Who has
    a plan is read from the plans. One query."""
    after = add_months(month, 1)
    oldest, youngest = ages_in_school(month)
    given = values(account, "child", now) | {
        "first": month,
        "next": after,
        "until": min(after, local_date(now) + timedelta(days=1)),
        "earlier": add_months(month, -3),
        "oldest": oldest,
        "youngest": youngest,
    }
    reached = reach_condition(account, SEE, kind="child", column="pl.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_PUPILS.format(reached=reached), given)
        return [Pupil(*[*row, month]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Month:
    """Children with plans in a month: how many, of how many a school sent attendance, how many are at or below a line,
    and the change on the month before."""

    month: date
    plans: int
    sent: int
    low: int
    change: int | None

    @property
    def share(self) -> Decimal | None:
        """Of those sent, how many are at or below the line, in percent."""
        return percent(self.low, self.sent)


_MONTHS: Final = """
with sent as materialized (
    select date_trunc('month', a.ends - 1)::date as month, a.child_id, sum(a.possible) as possible,
           sum(a.attended) as attended
      from education_attended a where a.withdrawn is null and a.ends > %(since)s group by 1, 2)
select m.month, count(*), count(s.child_id),
       count(s.child_id) filter (where round(100.0 * s.attended / s.possible, 1) <= %(line)s)
  from unnest(%(months)s::date[], %(nexts)s::date[], %(oldest)s::date[], %(youngest)s::date[])
       m (month, next, oldest, youngest)
  join casework_plan pl on pl.starts < least(m.next, %(tomorrow)s)
   and (pl.ends is null or pl.ends >= least(m.next, %(tomorrow)s))
  join people_person p on p.id = pl.child_id and p.birth_date >= m.oldest and p.birth_date < m.youngest
  left join sent s on s.child_id = pl.child_id and s.month = m.month
 where p.tier < 3 and p.died_on is null group by m.month order by m.month"""


def months(line: Decimal, now: datetime, back: int = 12) -> list[Month]:
    """The last months of the whole city, the newest first: numbers only. One query."""
    first = local_date(now).replace(day=1)
    each = [add_months(first, -number) for number in range(back + 1)]
    bounds = [ages_in_school(month) for month in each]
    given: dict[str, Any] = {
        "since": each[-1],
        "tomorrow": local_date(now) + timedelta(days=1),
        "line": line,
        "months": each,
        "nexts": [add_months(month, 1) for month in each],
        "oldest": [oldest for oldest, _ in bounds],
        "youngest": [youngest for _, youngest in bounds],
    }
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, given)
        found = {month: rest for month, *rest in cursor.fetchall()}
    rows = []
    for month, earlier in pairwise(each):
        plans, sent, low = found.get(month, (0, 0, 0))
        before = found.get(earlier)
        known = before is not None and before[1] and sent
        rows.append(Month(month, plans, sent, low, low - before[2] if before and known else None))
    return rows


def newest_month(now: datetime) -> date:
    """The month of the newest period that a school has sent; this month where none has."""
    with connection.cursor() as cursor:
        cursor.execute("select max(ends) - 1 from education_attended where withdrawn is null")
        [(last,)] = cursor.fetchall()
    return (last or local_date(now)).replace(day=1)


def files() -> list[SchoolFile]:
    """Every file, the newest first, each with how many of its lines wait and how many are refused, unsettled."""
    left = Q(left__settled=None)
    rows = SchoolFile.objects.select_related("recorded_by").annotate(
        waiting=Count("left", filter=left & Q(left__waits=True)),
        refused=Count("left", filter=left & Q(left__waits=False)),
    )
    return list(rows.order_by("-received", "-pk"))


def lines_left(file: int) -> Sequence[FileLine]:
    """The lines of a file that were not taken at once, in their order."""
    return list(FileLine.objects.filter(file_id=file).select_related("settled_by").order_by("number"))


def may_know(account: Account, people: Sequence[Person], now: datetime) -> list[Person]:
    """Those of some people whom the account may find on the register, in their order."""
    rows = Person.objects.filter(pk__in=[each.pk for each in people])
    held = within_reach(rows, account, "child.search", kind="child", field="id", now=now).values_list("pk", flat=True)
    known = set(held)
    return [each for each in people if each.pk in known]


__all__ = [
    "SEE", "Month", "Pupil", "ages_in_school", "files", "lines_left", "may_know", "months", "newest_month", "pupils",
]  # fmt: skip
