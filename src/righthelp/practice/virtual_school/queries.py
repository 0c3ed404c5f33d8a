"""Named reads of the virtual school: everybody of school age in care in one term, one child's plans and attainment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import connection

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.care.models import InCare
from righthelp.practice.people.models_partners import Attendance, AttendanceKind
from righthelp.practice.virtual_school.codes import GOOD, Level
from righthelp.practice.virtual_school.models import Pep, PepDue, Result
from righthelp.practice.virtual_school.terms import Term, year_group

SEE: Final = "education.see"
ON_TRACK: Final = frozenset({"at", "above"})
LOW: Final = 90
"""Below this percentage a child is persistently absent."""


@dataclass(frozen=True)
class Pupil:
    """A child looked after in a term, as the tracker shows them; what the plan of the term says, if there is one."""

    child: int
    name: str
    born: date
    group: int
    since: date
    school: str
    worker: str
    due: datetime | None
    plan: int | None
    held: date | None
    rating: str
    english: str
    maths: str
    attendance: Decimal | None
    suspended: Decimal | None
    excluded: bool | None
    asked: int | None
    spent: int | None
    over: bool
    now: datetime

    @property
    def state(self) -> str:
        """``held``, ``late`` (the term is over without one, or a plan is overdue) or ``due``."""
        late = self.over or (self.due is not None and self.due < self.now)
        return "held" if self.held else "late" if late else "due"

    @property
    def good(self) -> bool:
        return self.rating in GOOD

    @property
    def low(self) -> bool:
        """Whether the child misses more than a tenth of school."""
        return self.attendance is not None and self.attendance < LOW

    @property
    def on_track(self) -> bool | None:
        """As expected in English and in maths; None without a plan."""
        return {self.english, self.maths} <= ON_TRACK if self.english and self.maths else None

    def level(self, subject: str) -> str:
        """In words how the child learns in ``english`` or ``maths``."""
        code = getattr(self, subject)
        return str(Level(code).label) if code else ""


_PUPILS: Final = """
select looked.child_id, p.forename || ' ' || p.surname, p.birth_date, looked.starts,
       coalesce(plan.school, school.name, ''), coalesce(w.name, ''), d.due_at, plan.id, plan.held,
       coalesce(plan.rating, ''), coalesce(plan.english, ''), coalesce(plan.maths, ''), plan.attendance,
       plan.suspended, plan.excluded, plan.premium_asked, plan.premium_spent
  from care_incare looked
  join people_person p on p.id = looked.child_id
  left join virtual_school_pep plan on plan.care_id = looked.id and plan.term = %(term)s and plan.withdrawn is null
  left join lateral (select min(m.due_at) as due_at from virtual_school_pepdue x
                       join journey_duemoment m on m.journey = 'education-due' and m.episode_id = x.id
                      where x.care_id = looked.id and x.held is null) d on true
  left join lateral (select o.name from people_attendance t join people_organisation o on o.id = t.organisation_id
                      where t.person_id = p.id and t.ends is null order by t.starts desc limit 1) school on true
  left join workforce_allocation al on al.child_id = looked.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
 where looked.starts <= %(last)s and (looked.ends is null or looked.ends > least(%(last)s, %(today)s))
   and p.birth_date is not null and {reached}
 order by p.birth_date, looked.id"""


def pupils(account: Account, term: Term, now: datetime) -> list[Pupil]:
    """Children of school age looked after at the end of a term (or now, while it lasts), within reach. One query."""
    reached = reach_condition(account, SEE, kind="child", column="looked.child_id")
    given = {"term": term.code, "last": term.last, "today": local_date(now)}
    found, over = [], term.last < local_date(now)
    with connection.cursor() as cursor:
        cursor.execute(_PUPILS.format(reached=reached), values(account, "child", now) | given)
        for child, name, born, *rest in cursor.fetchall():
            group = year_group(born, term.first)
            if group is not None:
                found.append(Pupil(child, name, born, group, *[*rest, over, now]))
    return found


@dataclass(frozen=True)
class Learning:
    """All that is known of how one child learns, the newest first."""

    care: InCare | None
    group: int | None
    due_at: datetime | None
    plans: list[Pep]
    results: list[Result]

    @property
    def newest(self) -> Pep | None:
        """The newest plan that stands."""
        return next((each for each in self.plans if each.withdrawn is None), None)


def learning_of(child: int, born: date | None, now: datetime) -> Learning:
    """One child's plans, what is due, and attainment. Four queries."""
    care = InCare.objects.filter(child_id=child, ends__isnull=True).first()
    rows = PepDue.objects.filter(care=care, held__isnull=True).values("pk")
    moments = DueMoment.objects.filter(journey="education-due", episode_id__in=rows).order_by("due_at")
    return Learning(
        care=care,
        group=year_group(born, local_date(now)) if born else None,
        due_at=moments.values_list("due_at", flat=True).first() if care else None,
        plans=list(
            Pep.objects.filter(child_id=child).select_related("recorded_by", "rated_by").order_by("-held", "-pk")
        ),
        results=list(Result.objects.filter(child_id=child).order_by("-year", "stage", "subject")),
    )


def begun_plan(child: int) -> dict[str, object]:
    """What the next plan begins with: the school of the record, the levels and targets of the last plan."""
    last = Pep.objects.filter(child_id=child, withdrawn__isnull=True).order_by("-held", "-pk").first()
    at = Attendance.objects.filter(person_id=child, ends__isnull=True, organisation__isnull=False)
    main = at.exclude(kind=AttendanceKind.ALTERNATIVE).select_related("organisation").order_by("-starts").first()
    start: dict[str, object] = {"school": main.organisation.name} if main is not None and main.organisation else {}
    if last is not None:
        names = ("needs", "english", "english_target", "maths", "maths_target")
        start = {"school": last.school} | start | {name: getattr(last, name) for name in names}
    return start


__all__ = ["LOW", "Learning", "Pupil", "begun_plan", "learning_of", "pupils"]
