"""Named reads of care plans: everybody in care with plan and permanence, challenges of officers, all of one child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.care.codes_homes import ADOPTIVE, LONG_TERM, WITH_RELATIVES
from righthelp.practice.care.journey import CARE_PLAN
from righthelp.practice.care.models import CareReview, InCare
from righthelp.practice.care_plan.codes import Issue, Lasting, Level
from righthelp.practice.care_plan.models import (
    Arrangement,
    CarePlan,
    Challenge,
    ChallengeStep,
    Permanence,
    PermanenceDue,
    Recommendation,
    Refusal,
    Session,
    StoryItem,
)

SEE: Final = "care.see"
STILL_AFTER: Final = 182
"""Days after which a plan for permanence that the child does not live by stands still."""


@dataclass(frozen=True)
class Planned:
    """A child looked after as the list shows them: the care plan, permanence, what reviews decided, what is wrong."""

    child: int
    name: str
    since: date
    worker: str
    officer: str
    agreed: datetime | None
    number: int | None
    offered: datetime | None
    drafting: bool
    plan_due: datetime | None
    kind: str
    parallel: str
    decided: date | None
    permanence_due: datetime | None
    second: date | None
    refused: bool
    challenges: int
    todo: int
    late: int
    place: str
    listed: bool
    now: datetime

    @property
    def with_family(self) -> bool:
        """Lives with parents, relatives or friends."""
        return self.place == "P1" or self.place in WITH_RELATIVES

    @property
    def still(self) -> bool:
        """Permanence was decided half a year ago, and the child does not live as it says."""
        if self.decided is None or (local_date(self.now) - self.decided).days <= STILL_AFTER:
            return False
        reached = {
            Lasting.FOSTERING: self.place in LONG_TERM, Lasting.FAMILY: self.place in WITH_RELATIVES,
            Lasting.ADOPTION: self.place in ADOPTIVE, Lasting.RETURN: self.place == "P1", Lasting.INDEPENDENT: True,
        }  # fmt: skip
        return not reached.get(Lasting(self.kind), False)

    @property
    def unraised(self) -> bool:
        """Stands still, and neither an officer challenges it nor is it on the list of a clinic."""
        return self.still and not self.challenges and not self.listed

    @property
    def plan_late(self) -> bool:
        """Whether the first care plan is overdue."""
        return self.agreed is None and self.plan_due is not None and self.plan_due < self.now

    @property
    def without(self) -> bool:
        """Whether the second review has been held, or its time has passed, without a plan for permanence."""
        due = self.permanence_due
        return self.decided is None and (self.second is not None or (due is not None and due < self.now))

    @property
    def kind_words(self) -> str:
        return str(Lasting(self.kind).label) if self.kind else ""

    @property
    def parallel_words(self) -> str:
        return str(Lasting(self.parallel).label) if self.parallel else ""


_PLANNED: Final = """
select looked.child_id, p.forename || ' ' || p.surname, looked.starts, coalesce(w.name, ''), coalesce(o.name, ''),
       plan.agreed, plan.number, draft.offered, draft.id is not null, plan_due.due_at,
       coalesce(lasting.kind, ''), coalesce(lasting.parallel, ''), lasting.decided, due.due_at, needs.second,
       exists (select from care_plan_refusal r where r.child_id = looked.child_id and r.withdrawn is null
                and r.starts <= %(today)s and (r.ends is null or r.ends > %(today)s)),
       (select count(*) from care_plan_challenge c where c.care_id = looked.id and c.resolved is null
                and c.withdrawn is null)::int,
       coalesce(todo.open, 0)::int, coalesce(todo.late, 0)::int, coalesce(stay.place, ''),
       exists (select from care_plan_cliniccase k where k.care_id = looked.id and k.withdrawn is null
                and k.followed is null)
  from care_incare looked
  join people_person p on p.id = looked.child_id
  left join workforce_allocation al on al.child_id = looked.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
  left join workforce_worker o on o.id = looked.officer_id
  left join care_stay stay on stay.care_id = looked.id and stay.ends is null
  left join journey_duemoment plan_due on plan_due.journey = 'in-care' and plan_due.episode_id = looked.id
        and plan_due.clock = %(clock)s
  left join lateral (select c.agreed, c.number from care_plan_careplan c
                      where c.care_id = looked.id and c.agreed is not null and c.withdrawn is null
                      order by c.number desc limit 1) plan on true
  left join care_plan_careplan draft on draft.care_id = looked.id and draft.agreed is null and draft.withdrawn is null
  left join lateral (select x.kind, x.parallel, x.decided from care_plan_permanence x
                      where x.care_id = looked.id and x.withdrawn is null
                      order by x.decided desc limit 1) lasting on true
  left join care_plan_permanencedue needs on needs.care_id = looked.id
  left join journey_duemoment due on due.journey = 'care-permanence-due' and due.episode_id = needs.id
  left join lateral (select count(*) as open, count(*) filter (where r.by_when < %(today)s) as late
                       from care_plan_recommendation r join care_carereview v on v.id = r.review_id
                      where v.care_id = looked.id and r.done is null and r.stopped is null and r.withdrawn is null
                     ) todo on true
 where looked.ends is null and {reached}
 order by looked.starts, looked.id"""


def planned(account: Account, now: datetime) -> list[Planned]:
    """Everybody looked after within the account's reach, with plan and permanence. One query."""
    reached = reach_condition(account, SEE, kind="child", column="looked.child_id")
    with connection.cursor() as cursor:
        given = {"today": local_date(now), "clock": CARE_PLAN.code}
        cursor.execute(_PLANNED.format(reached=reached), values(account, "child", now) | given)
        return [Planned(*[*row, now]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Disputed:
    """A challenge as the board shows it: where it is now, and what is due of it."""

    challenge: int
    child: int
    name: str
    issue: str
    raised: date
    officer: str
    level: str
    to: str
    since: date
    answered: date | None
    answer_due: datetime | None
    formal: date | None
    due: datetime | None
    resolved: date | None
    cafcass: date | None
    now: datetime

    @property
    def issue_words(self) -> str:
        return str(Issue(self.issue).label)

    @property
    def level_words(self) -> str:
        return str(Level(self.level).label)

    @property
    def late(self) -> bool:
        """Whether an answer, or the whole of it, is overdue."""
        dues = (self.answer_due, self.due)
        return self.resolved is None and any(each is not None and each < self.now for each in dues)

    @property
    def state(self) -> str:
        """``resolved``, ``answered`` (the officer says whether that is enough) or ``waiting``."""
        return "resolved" if self.resolved else "answered" if self.answered else "waiting"


_DISPUTED: Final = """
select c.id, c.child_id, p.forename || ' ' || p.surname, c.issue, c.raised, o.name, s.level, w.name, s.raised,
       s.answered, answer.due_at, c.formal, whole.due_at, c.resolved, c.cafcass
  from care_plan_challenge c
  join people_person p on p.id = c.child_id
  join workforce_worker o on o.id = c.officer_id
  join lateral (select * from care_plan_challengestep x where x.challenge_id = c.id
                 order by x.level desc limit 1) s on true
  join workforce_worker w on w.id = s.to_id
  left join journey_duemoment answer on answer.journey = 'care-challenge-step' and answer.episode_id = s.id
        and s.answered is null
  left join journey_duemoment whole on whole.journey = 'care-challenge' and whole.episode_id = c.id
 where c.withdrawn is null and (c.resolved is null or c.resolved > %(today)s - 183) and {reached}
 order by c.resolved nulls first, c.raised, c.id"""


def disputed(account: Account, now: datetime) -> list[Disputed]:
    """Challenges within the account's reach that are open, or were resolved in the last half year. One query."""
    reached = reach_condition(account, SEE, kind="child", column="c.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_DISPUTED.format(reached=reached), values(account, "child", now) | {"today": local_date(now)})
        return [Disputed(*[*row, now]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Whole:
    """All that is planned for one child, the newest first; what was taken back with it."""

    care: InCare | None
    plans: list[CarePlan]
    permanence: list[Permanence]
    permanence_due: datetime | None
    arrangements: list[Arrangement]
    story: list[StoryItem]
    recommendations: list[Recommendation]
    challenges: list[Challenge]
    reviews: list[CareReview]

    @property
    def draft(self) -> CarePlan | None:
        """The version that is being written."""
        return next((each for each in self.plans if each.agreed is None and each.withdrawn is None), None)

    @property
    def agreed(self) -> CarePlan | None:
        """The version that holds."""
        return next((each for each in self.plans if each.agreed is not None and each.withdrawn is None), None)

    @property
    def lasting(self) -> Permanence | None:
        """The plan for permanence that holds, in the time in care that runs."""
        rows = (each for each in self.permanence if each.withdrawn is None)
        return next((each for each in rows if self.care is not None and each.care_id == self.care.pk), None)


def whole_of(child: int) -> Whole:
    """One child's plans, permanence, contact, story, recommendations and challenges. A dozen queries, however many."""
    care = InCare.objects.filter(child_id=child, ends__isnull=True).first()
    due = DueMoment.objects.filter(
        journey="care-permanence-due", episode_id__in=PermanenceDue.objects.filter(care=care).values("pk")
    )
    sessions = Session.objects.select_related("recorded_by").order_by("-on", "-pk")
    arranged = Arrangement.objects.filter(child_id=child).prefetch_related(
        Prefetch("refusals", Refusal.objects.order_by("-starts", "-pk")), Prefetch("sessions", sessions)
    )
    todo = Recommendation.objects.filter(child_id=child).select_related("worker", "review")
    raised = Challenge.objects.filter(child_id=child).select_related("officer").prefetch_related(_steps())
    return Whole(
        care=care,
        plans=list(CarePlan.objects.filter(child_id=child).select_related(*_PLAN).order_by("-care__starts", "-number")),
        permanence=list(
            Permanence.objects.filter(child_id=child).select_related("decided_by", "review").order_by("-decided", "-pk")
        ),
        permanence_due=due.values_list("due_at", flat=True).first() if care else None,
        arrangements=list(arranged.order_by("withdrawn", "-ends", "starts", "pk")),
        story=list(StoryItem.objects.filter(child_id=child).order_by("-on", "-pk")),
        recommendations=list(todo.order_by("by_when", "pk")),
        challenges=list(raised.order_by("-raised", "-pk")),
        reviews=list(
            CareReview.objects.filter(child_id=child, withdrawn__isnull=True, care__ends__isnull=True).order_by("-held")
        ),
    )


_PLAN: Final = ("care", "recorded_by", "offered_by", "agreed_by")


def _steps() -> Prefetch[str]:
    return Prefetch("steps", ChallengeStep.objects.select_related("to", "answered_by", "raised_by").order_by("level"))


def plan_of(plan: int) -> tuple[CarePlan, CarePlan | None] | None:
    """A version, and the last agreed one before it with which it is compared."""
    found = CarePlan.objects.filter(pk=plan).select_related("child", *_PLAN).first()
    if found is None:
        return None
    before = CarePlan.objects.filter(
        care_id=found.care_id, number__lt=found.number, agreed__isnull=False, withdrawn__isnull=True
    )
    return found, before.order_by("-number").first()


def challenge_of(challenge: int) -> Challenge | None:
    """A challenge with its levels, the first one first."""
    rows = Challenge.objects.filter(pk=challenge).select_related("officer", "child").prefetch_related(_steps())
    return rows.first()
