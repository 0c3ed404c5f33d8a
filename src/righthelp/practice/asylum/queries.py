"""Named reads of children who came alone: everybody to 25, arrivals by month, one young person's case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import add_months, local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.asylum import law
from righthelp.practice.asylum.models import AgeAssessed, Application, Arrival, AskedHomeOffice, Helped, Stepped
from righthelp.practice.people.ages import years

SEE: Final = "asylum.see"


@dataclass(frozen=True)
class Alone:
    """Somebody who came alone, as the list shows them."""

    child: int
    name: str
    born: date | None
    arrived: date
    presented: str
    in_care: bool
    disputed: bool
    decided: str
    asked: str
    answered: bool
    until: date | None
    helps: Sequence[str]
    worker: str
    missing: bool
    due: datetime | None
    now: datetime

    @property
    def age(self) -> int | None:
        """In years, today."""
        return years(self.born, local_date(self.now)) if self.born else None

    @property
    def band(self) -> str:
        """A child, a young person of 16 or 17, or a care leaver."""
        if self.age is None:
            return ""
        return "leaver" if self.age >= 18 else "older" if self.age >= 16 else "child"

    @property
    def ends_soon(self) -> bool:
        """Whether the leave has ended, or ends within three months."""
        return self.until is not None and self.until <= add_months(local_date(self.now), 3)

    @property
    def late(self) -> bool:
        """Whether something is overdue."""
        return self.due is not None and self.due < self.now


_ALONE: Final = """
select a.child_id, concat_ws(' ', p.forename, p.surname), p.birth_date, a.arrived, a.presented,
       exists (select from care_incare c where c.child_id = a.child_id and c.ends is null),
       exists (select from asylum_ageassessed g where g.child_id = a.child_id and g.counts and g.decided is null),
       coalesce(last.outcome, ''), coalesce(app.kind, ''), app.outcome is not null, app.until,
       array(select distinct h.kind from asylum_helped h where h.child_id = a.child_id and h.counts and h.ends is null),
       coalesce(w.name, ''),
       exists (select from missing_episode m where m.child_id = a.child_id and m.returned is null
                                               and m.cancelled is null and m.missing_from <= %(now)s),
       least((select min(d.due_at) from journey_duemoment d join asylum_ageassessed g on g.id = d.episode_id
               where d.journey = 'asylum-age' and g.child_id = a.child_id),
             (select min(d.due_at) from journey_duemoment d join asylum_askedhomeoffice q on q.id = d.episode_id
               where d.journey = 'asylum-asked' and q.child_id = a.child_id))
  from asylum_arrival a
  join people_person p on p.id = a.child_id
  left join workforce_allocation al on al.child_id = a.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
  left join lateral (select g.outcome from asylum_ageassessed g
                      where g.child_id = a.child_id and g.counts and g.decided is not null
                      order by g.decided desc, g.id desc limit 1) last on true
  left join lateral (select x.kind, x.outcome, x.until from asylum_application x
                      where x.child_id = a.child_id and x.counts order by x.made desc, x.id desc limit 1) app on true
 where a.counts and p.died_on is null and (p.birth_date is null or p.birth_date > %(oldest)s) and {reached}
 order by a.arrived desc, a.id"""


def alone(account: Account, now: datetime) -> list[Alone]:
    """Everybody to 25 who came alone, within the account's reach, the newest first. One query."""
    given = values(account, "child", now) | {"oldest": add_months(local_date(now), -300), "now": now}
    reached = reach_condition(account, SEE, kind="child", column="a.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_ALONE.format(reached=reached), given)
        return [Alone(*[*row, now]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Month:
    """Arrivals in a month, beside the average of the twelve months before it."""

    month: date
    many: int
    as_adults: int
    average: float

    @property
    def spike(self) -> bool:
        """Far more than in the year before."""
        return self.many >= law.SPIKE_LEAST and self.many >= law.SPIKE * self.average


def months_of(arrived: Sequence[tuple[date, str]], today: date, back: int = 24) -> list[Month]:
    """Arrivals (day, as what) by month, the newest first; the average is of the twelve whole months before each."""
    many = Counter(day.replace(day=1) for day, _ in arrived)
    adults = Counter(day.replace(day=1) for day, presented in arrived if presented == "adult")
    first = today.replace(day=1)
    found = []
    for number in range(back):
        month = add_months(first, -number)
        before = sum(many[add_months(month, -each)] for each in range(1, 13))
        found.append(Month(month, many[month], adults[month], round(before / 12, 1)))
    return found


_ARRIVED: Final = """
select a.arrived, a.presented from asylum_arrival a
 where a.counts and a.arrived >= %(since)s and a.arrived <= %(today)s and {reached}"""


def months(account: Account, now: datetime) -> list[Month]:
    """Two years of arrivals by month, within the account's reach. One query."""
    today = local_date(now)
    given = values(account, "child", now) | {"since": add_months(today.replace(day=1), -36), "today": today}
    reached = reach_condition(account, SEE, kind="child", column="a.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVED.format(reached=reached), given)
        return months_of(cursor.fetchall(), today)


@dataclass(frozen=True)
class Case:
    """All that is known of one young person who came alone."""

    arrivals: list[Arrival]
    ages: list[AgeAssessed]
    applications: list[Application]
    asked: list[AskedHomeOffice]
    helps: list[Helped]
    due: dict[tuple[str, int], datetime]

    @property
    def arrival(self) -> Arrival | None:
        """The arrival that counts."""
        return next((each for each in self.arrivals if each.counts), None)


def case_of(child: int) -> Case:
    """One young person's case, the newest first. Eight queries."""
    mine: dict[str, Any] = {"child_id": child}
    ages = list(
        AgeAssessed.objects.filter(**mine).select_related("first", "second", "recorded_by").order_by("-begun", "-pk")
    )
    questions = list(AskedHomeOffice.objects.filter(**mine).select_related("recorded_by").order_by("-asked", "-pk"))
    steps = Prefetch("steps", Stepped.objects.order_by("on", "pk"))
    rows = DueMoment.objects.filter(journey="asylum-age", episode_id__in=[each.pk for each in ages])
    rows |= DueMoment.objects.filter(journey="asylum-asked", episode_id__in=[each.pk for each in questions])
    return Case(
        arrivals=list(Arrival.objects.filter(**mine).select_related("recorded_by").order_by("-pk")),
        ages=ages,
        applications=list(Application.objects.filter(**mine).prefetch_related(steps).order_by("-made", "-pk")),
        asked=questions,
        helps=list(Helped.objects.filter(**mine).order_by("ends", "-starts", "-pk")),
        due={(code, number): at for code, number, at in rows.values_list("journey", "episode_id", "due_at")},
    )


__all__ = ["SEE", "Alone", "Case", "Month", "alone", "case_of", "months", "months_of"]
