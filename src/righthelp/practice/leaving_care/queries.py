"""Named reads of leaving care: every young person with a category, and one young person's standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import add_months, local_date
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.journey.reading import load
from righthelp.practice.care.models import InCare
from righthelp.practice.casework.models import Action
from righthelp.practice.health.journey import Passport
from righthelp.practice.leaving_care.codes import NEITHER
from righthelp.practice.leaving_care.eligibility import Category, Standing, Stretch, standing
from righthelp.practice.leaving_care.models import (
    Activity,
    BirthdayDue,
    Contact,
    Lodging,
    PathwayPlan,
    ReviewDue,
    Support,
    TouchDue,
)
from righthelp.practice.people.ages import years
from righthelp.practice.people.models import Person

SEE: Final = "leaving.see"


def stretches(child: int) -> list[Stretch]:
    """The times in care of a young person, the oldest first."""
    rows = InCare.objects.filter(child_id=child).order_by("starts").values_list("starts", "ends", "left")
    return [Stretch(starts, ends, left or "") for starts, ends, left in rows]


def standing_of(child: int, day: date) -> Standing | None:
    """What the law calls a young person on ``day``; None where the birth date is not known, or after a death."""
    born, died = Person.objects.filter(pk=child).values_list("birth_date", "died_on").get()
    if born is None or (died is not None and died <= day):
        return None
    return standing(born, stretches(child), day)


@dataclass(frozen=True)
class Leaver:
    """A young person with a category, as the list shows them. ``passport_made``, ``passport``: when the newest health
    passport was made and given; ``has_passport``: whether any was given."""

    child: int
    name: str
    born: date
    category: Category
    days: int
    in_care: bool
    adviser: str
    help_ended: date | None
    worker: str
    touch: str
    touched: date | None
    touch_due: datetime | None
    doing: str
    doing_since: date | None
    actions: int
    living: str
    suits: bool | None
    planned: date | None
    plan_due: datetime | None
    needs_due: datetime | None
    passport_made: date | None
    passport: date | None
    has_passport: bool
    now: datetime

    @property
    def age(self) -> int:
        """In years, today."""
        return years(self.born, local_date(self.now))

    @property
    def waits(self) -> bool:
        """Nobody has helped yet: not where a young person wanted no more help."""
        return not self.adviser and self.help_ended is None

    @property
    def neither(self) -> bool:
        """Not in education, employment or training."""
        return self.doing in NEITHER

    @property
    def without_passport(self) -> bool:
        """Left care, and was never given a health passport."""
        return not self.has_passport and not self.in_care

    @property
    def touch_late(self) -> bool:
        """Whether eight weeks have gone by without contact."""
        return self.touch_due is not None and self.touch_due < self.now

    @property
    def plan_late(self) -> bool:
        """Whether needs, or a review of the plan, are overdue."""
        return any(each is not None and each < self.now for each in (self.plan_due, self.needs_due))


_DUE: Final = """
  left join lateral (
        select min(d.due_at) as due from journey_duemoment d join {table} r on r.id = d.episode_id
         where d.journey = '{code}' and r.child_id = p.id and {still}) {name} on true"""
_OPEN: Final = "r.held is null and r.ended is null"
_LEAVERS: Final = f"""
select p.id, p.forename || ' ' || p.surname, p.birth_date,
       array_agg(c.starts order by c.starts), array_agg(c.ends order by c.starts),
       array_agg(coalesce(c.left, '') order by c.starts),
       coalesce(adviser.name, ''),
       (select max(e.ends) from leaving_care_support e where e.child_id = p.id and s.id is null),
       coalesce(w.name, ''), coalesce(last.status, ''), seen.on, touch.due,
       coalesce(act.doing, ''), act.starts,
       (select count(*) from casework_action x where x.child_id = p.id and x.done is null and x.stopped is null)::int,
       coalesce(lodging.kind, ''), lodging.suits, made.made, review.due, needs.due, own.made, own.given,
       exists (select from health_passport h where h.child_id = p.id and h.withdrawn is null and h.given is not null)
  from people_person p
  {{care}} care_incare c on c.child_id = p.id
  left join leaving_care_support s on s.child_id = p.id and s.ends is null
  left join workforce_worker adviser on adviser.id = s.adviser_id
  left join workforce_allocation al on al.child_id = p.id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
  left join leaving_care_activity act on act.child_id = p.id and act.ends is null
  left join leaving_care_lodging lodging on lodging.child_id = p.id and lodging.ends is null
  left join lateral (select t.status from leaving_care_contact t where t.child_id = p.id and t.withdrawn is null
                      order by t.on desc, t.id desc limit 1) last on true
  left join lateral (select max(t.on) as on from leaving_care_contact t
                      where t.child_id = p.id and t.status = 'YES' and t.withdrawn is null) seen on true
  left join lateral (select max(t.made) as made from leaving_care_pathwayplan t where t.child_id = p.id) made on true
  left join lateral (select h.made, h.given from health_passport h
                      where h.child_id = p.id and h.withdrawn is null
                      order by h.made desc, h.id desc limit 1) own on true
  {_DUE.format(table="leaving_care_touchdue", code="leaving-touch-due", still=_OPEN, name="touch")}
  {_DUE.format(table="leaving_care_reviewdue", code="leaving-review-due", still=_OPEN, name="review")}
  {
    _DUE.format(
        table="leaving_care_support", code="leaving", name="needs", still="r.assessed is null and r.ends is null"
    )
}
 where p.birth_date > %(oldest)s and p.birth_date <= %(youngest)s and p.died_on is null and p.merged_into_id is null
   and {{only}} and {{reached}}
 group by p.id, s.id, adviser.name, w.name, last.status, seen.on, touch.due, act.doing, act.starts, lodging.kind,
          lodging.suits, made.made, review.due, needs.due, own.made, own.given
 order by p.birth_date, p.id"""  # noqa: S608  names of our own tables


def leavers(account: Account, now: datetime) -> list[Leaver]:
    """Everybody within reach who is eligible, relevant, former relevant or qualifying today. One query."""
    found = _read(account, now, SEE, care="join", only="true")
    return [each for each in found if each.category is not Category.NONE]


def came_alone(account: Account, now: datetime, act: str) -> list[Leaver]:
    """Everybody from 16 to 24 who came to this country alone and on whom the account may do ``act``, whoever was never
    in care among them. One query."""
    only = "exists (select from asylum_arrival a where a.child_id = p.id and a.counts)"
    return _read(account, now, act, care="left join", only=only)


def _read(account: Account, now: datetime, act: str, *, care: str, only: str) -> list[Leaver]:
    today = local_date(now)
    reached = reach_condition(account, act, kind="child", column="p.id")
    given = values(account, "child", now) | {"oldest": add_months(today, -300), "youngest": add_months(today, -192)}
    found = []
    with connection.cursor() as cursor:
        cursor.execute(_LEAVERS.format(reached=reached, care=care, only=only), given)
        for child, name, born, starts, ends, left, *rest in cursor.fetchall():
            times = [Stretch(*each) for each in zip(starts, ends, left, strict=True) if each[0] is not None]
            held, in_care = standing(born, times, today), bool(times) and ends[-1] is None
            found.append(Leaver(child, name, born, held.category, held.days, in_care, *[*rest, now]))
    return found


@dataclass(frozen=True)
class Life:
    """All that leaving care knows of one young person, the newest first."""

    help: Support | None
    before: list[Support]
    plans: list[PathwayPlan]
    contacts: list[Contact]
    doing: list[Activity]
    homes: list[Lodging]
    touch_due: datetime | None
    plan_due: datetime | None
    needs_due: datetime | None
    actions: int
    birthday: BirthdayDue | None
    passport_made: date | None
    passport_given: date | None

    @property
    def last_contact(self) -> Contact | None:
        """The newest that counts: in touch, or not."""
        return next((each for each in self.contacts if each.withdrawn is None), None)

    @property
    def now_doing(self) -> Activity | None:
        """What the young person does now."""
        return next((each for each in self.doing if each.ends is None), None)

    @property
    def now_home(self) -> Lodging | None:
        """Where the young person lives now."""
        return next((each for each in self.homes if each.ends is None), None)


def life_of(child: int) -> Life:
    """One young person's help, plans, contacts, activities and homes. Eleven queries.
    The health passport is health's, which keeps it."""
    made, given = _passport(child)
    helps = list(Support.objects.filter(child_id=child).select_related("adviser").order_by("-starts"))
    running = next((each for each in helps if each.ends is None), None)
    open_ = {"child_id": child, "held__isnull": True, "ended__isnull": True}
    return Life(
        help=running,
        before=[each for each in helps if each.ends is not None],
        plans=list(PathwayPlan.objects.filter(child_id=child).order_by("-made")),
        contacts=list(Contact.objects.filter(child_id=child).select_related("recorded_by").order_by("-on", "-pk")),
        doing=list(Activity.objects.filter(child_id=child).order_by("-starts")),
        homes=list(Lodging.objects.filter(child_id=child).select_related("home").order_by("-starts")),
        touch_due=_due("leaving-touch-due", TouchDue.objects.filter(**open_).values("pk")),
        plan_due=_due("leaving-review-due", ReviewDue.objects.filter(**open_).values("pk")),
        needs_due=_due("leaving", Support.objects.filter(child_id=child, ends=None, assessed=None).values("pk")),
        actions=Action.objects.filter(child_id=child, done=None, stopped=None).count(),
        birthday=BirthdayDue.objects.filter(**open_).order_by("since").first(),
        passport_made=made,
        passport_given=given,
    )


def _passport(child: int) -> tuple[date | None, date | None]:
    """When the newest that stands was made and given, in health's order."""
    found: list[tuple[date, int, date | None]] = []
    for row in load(registry.binding(Passport), subjects=[child]):
        made, given = row.facts["made"], row.facts["given"]
        if isinstance(made, date) and row.facts["withdrawn"] is None:
            found.append((made, row.id, given if isinstance(given, date) else None))
    return max(found, key=lambda each: each[:2])[::2] if found else (None, None)


def _due(journey: str, episodes: Any) -> datetime | None:
    rows = DueMoment.objects.filter(journey=journey, episode_id__in=episodes)
    return rows.order_by("due_at").values_list("due_at", flat=True).first()
