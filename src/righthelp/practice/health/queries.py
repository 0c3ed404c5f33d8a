"""Named reads of health: what is due month by month, who waits for which service, all of one child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.care.models import InCare
from righthelp.practice.health.codes import ANSWERS, Duty, Near, Service
from righthelp.practice.health.models import Check, HealthDue, Passport, Referred, Substance
from righthelp.practice.people.models import Organisation, Registration

SEE: Final = "health.see"


@dataclass(frozen=True)
class Item:
    """Something that is due for a child looked after, and how far it has come."""

    child: int
    name: str
    born: date | None
    kind: str
    due: datetime
    worker: str
    area: str
    asked: date | None
    appointment: date | None
    missed: int
    now: datetime

    @property
    def kind_words(self) -> str:
        return str(Duty(self.kind).label)

    @property
    def late(self) -> bool:
        return self.due < self.now

    @property
    def month(self) -> str:
        """The month in which it is due, as 2021-09."""
        return local_date(self.due).strftime("%Y-%m")

    @property
    def state(self) -> str:
        """``none``, ``asked`` or ``appointment``."""
        return "appointment" if self.appointment else "asked" if self.asked else "none"


_ANSWER: Final = " ".join(f"when '{duty}' then '{kind}'" for duty, kind in ANSWERS.items())
_DUE: Final = f"""
select due.child_id, p.forename || ' ' || p.surname, p.birth_date, due.kind, d.due_at, coalesce(w.name, ''),
       coalesce(a.area, ''), c.asked, c.appointment,
       (select count(*) from health_check m where m.care_id = due.care_id and m.kind = answer.kind
          and m.outcome in ('missed', 'cancelled') and m.withdrawn is null and m.on >= due.since)::int
  from health_healthdue due
  cross join lateral (select case due.kind {_ANSWER} end as kind) answer
  join journey_duemoment d on d.journey = 'health-due' and d.episode_id = due.id
  join care_incare looked on looked.id = due.care_id and looked.ends is null
  join people_person p on p.id = due.child_id
  left join care_stay s on s.care_id = looked.id and s.ends is null
  left join people_placement pl on pl.id = s.placement_id
  left join people_address a on a.id = pl.address_id
  left join health_check c on c.care_id = due.care_id and c.kind = answer.kind and c.outcome is null
        and c.withdrawn is null
  left join workforce_allocation al on al.child_id = due.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
 where due.held is null and (due.lapsed is null or due.lapsed > %(today)s) and {{reached}}
 order by d.due_at, due.id"""  # noqa: S608  ours


def due_items(account: Account, now: datetime) -> list[Item]:
    """What is due for children looked after within the account's reach, the soonest first. One query."""
    reached = reach_condition(account, SEE, kind="child", column="due.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_DUE.format(reached=reached), values(account, "child", now) | {"today": local_date(now)})
        return [Item(*[*row, now]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Wait:
    """A child for whom a service was asked to help."""

    child: int
    name: str
    service: str
    what: str
    asked: date
    near: str
    accepted: bool | None
    seen: date | None
    due: datetime | None
    worker: str
    now: datetime

    @property
    def service_words(self) -> str:
        return self.what or str(Service(self.service).label)

    @property
    def near_words(self) -> str:
        return str(Near(self.near).label)

    @property
    def days(self) -> int:
        """How long the child has waited, or waited until seen."""
        return ((self.seen or local_date(self.now)) - self.asked).days

    @property
    def state(self) -> str:
        return "seen" if self.seen else "accepted" if self.accepted else "asked"

    @property
    def late(self) -> bool:
        return self.seen is None and self.due is not None and self.due < self.now


_WAITS: Final = """
select r.child_id, p.forename || ' ' || p.surname, r.service, r.what, r.asked, r.near, r.accepted, r.seen, d.due_at,
       coalesce(w.name, '')
  from health_referred r
  join people_person p on p.id = r.child_id
  left join journey_duemoment d on d.journey = 'health-referral' and d.episode_id = r.id
  left join workforce_allocation al on al.child_id = r.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
 where r.ended is null and r.withdrawn is null and {reached}
 order by r.seen nulls first, r.asked, r.id"""


def waits(account: Account, now: datetime) -> list[Wait]:
    """Children who wait for a service, or are helped by one, within the account's reach. One query."""
    reached = reach_condition(account, SEE, kind="child", column="r.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_WAITS.format(reached=reached), values(account, "child", now) | {"today": local_date(now)})
        return [Wait(*[*row, now]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Next:
    """What is due next of a kind: by when, and what has been asked for."""

    kind: str
    due_at: datetime | None
    open: Check | None

    @property
    def words(self) -> str:
        return str(Duty(self.kind).label)

    @property
    def answer(self) -> str:
        """The kind of check that answers it."""
        return ANSWERS[self.kind]


@dataclass(frozen=True)
class Life:
    """All that is known of one child's health in care, the newest first."""

    care: InCare | None
    next: list[Next]
    checks: list[Check]
    referrals: list[Referred]
    substances: list[Substance]
    passports: list[Passport]

    @property
    def immunised(self) -> Check | None:
        """The newest check that says whether immunisations are up to date."""
        return next((each for each in self.checks if each.immunised is not None and each.withdrawn is None), None)

    @property
    def questionnaire(self) -> Check | None:
        """The newest score."""
        return next((each for each in self.checks if each.score is not None and each.withdrawn is None), None)

    @property
    def passport(self) -> Passport | None:
        """The newest passport."""
        return next((each for each in self.passports if each.withdrawn is None), None)


def life_of(child: int, now: datetime) -> Life:
    """One child's checks, what is due, services, substances and passports. Seven queries."""
    care = InCare.objects.filter(child_id=child, ends__isnull=True).first()
    checks = list(Check.objects.filter(child_id=child).select_related("recorded_by").order_by("-on", "-asked", "-pk"))
    waiting = {each.kind: each for each in checks if each.outcome is None and each.withdrawn is None}
    still = Q(lapsed__isnull=True) | Q(lapsed__gt=local_date(now))
    rows = list(HealthDue.objects.filter(still, care=care, held__isnull=True).order_by("place")) if care else []
    dues: dict[int, Any] = dict(
        DueMoment.objects.filter(journey="health-due", episode_id__in=[row.pk for row in rows]).values_list(
            "episode_id", "due_at"
        )
    )
    return Life(
        care=care,
        next=[Next(row.kind, dues.get(row.pk), waiting.get(ANSWERS[row.kind])) for row in rows],
        checks=checks,
        referrals=list(Referred.objects.filter(child_id=child).order_by("-asked", "-pk")),
        substances=list(Substance.objects.filter(child_id=child).order_by("-identified", "-pk")),
        passports=list(Passport.objects.filter(child_id=child).order_by("-made", "-pk")),
    )


def last_passport(child: int) -> Passport | None:
    """The newest passport made here, which the next begins with."""
    rows = Passport.objects.filter(child_id=child, withdrawn__isnull=True, paper=False)
    return rows.order_by("-made", "-pk").first()


def begun_passport(child: int) -> dict[str, str]:
    """What a passport begins with: the words of the last one or, if it is the first, who looks after their health."""
    last = last_passport(child)
    if last is not None:
        return {name: getattr(last, name) for name in _WORDS}
    held = Registration.objects.filter(person_id=child, ends__isnull=True).select_related("organisation")
    return {"people": "\n".join(f"{row.get_kind_display()}: {_reach(row.organisation)}" for row in held)}


_WORDS: Final = ("about", "people", "story", "family", "medicines", "jabs", "feelings", "next")


def _reach(where: Organisation) -> str:
    return ", ".join(filter(None, (where.name, where.phone)))
