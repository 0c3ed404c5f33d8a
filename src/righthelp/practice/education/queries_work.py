"""Named reads of work on attendance: one child's whole record, open queries, the panel, children on no roll, plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Model, OuterRef, Prefetch, Q, Subquery

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import add_months, local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.care.models import InCare
from righthelp.practice.education.law import ISSUE_DAYS
from righthelp.practice.education.models import (
    Agreed,
    Attended,
    CheckDue,
    Checked,
    Discussed,
    NotOnRoll,
    OutOfSchool,
    Panel,
    PlanAsked,
    Query,
    Step,
    Surgery,
    percent,
)
from righthelp.practice.education.queries import SEE
from righthelp.practice.people.models import Area
from righthelp.practice.people.models_partners import AT_NO_SCHOOL, Attendance, AttendanceKind

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class AtSchool:
    """All that is known of one child in education, the newest first. ``due`` is by journey and row."""

    place: Attendance | None
    been_in_care: bool
    attended: list[Attended]
    queries: list[Query]
    panels: list[Panel]
    steps: list[Step]
    rolls: list[NotOnRoll]
    plans: list[PlanAsked]
    outs: list[OutOfSchool]
    discussed: list[Discussed]
    due: dict[tuple[str, int], datetime]

    @property
    def on_no_roll(self) -> NotOnRoll | None:
        """The time on no roll that is not over."""
        return next((each for each in self.rolls if not each.ended and not each.withdrawn), None)

    @property
    def plan(self) -> PlanAsked | None:
        """The plan, or the request for one, that stands."""
        return next((each for each in self.plans if not (each.refused or each.ceased or each.withdrawn)), None)

    @property
    def out(self) -> OutOfSchool | None:
        """The time out of school that is not over."""
        return next((each for each in self.outs if not each.ends and not each.withdrawn), None)


def at_school(child: int) -> AtSchool:
    """One child in education. Fourteen queries."""
    mine: dict[str, Any] = {"child_id": child}
    by = "recorded_by"
    places = Attendance.objects.filter(person_id=child, ends=None).exclude(kind=AttendanceKind.ALTERNATIVE)
    agreed = Prefetch("agreed", Agreed.objects.order_by("by_when", "pk"))
    checks = Prefetch("checks", Checked.objects.select_related(by).order_by("-on", "-pk"))
    outs = OutOfSchool.objects.filter(**mine).select_related(by).prefetch_related(checks, "due")
    found = AtSchool(
        place=places.select_related("organisation").first(),
        been_in_care=InCare.objects.filter(child_id=child).exists(),
        attended=list(Attended.objects.filter(**mine).select_related("school", by).order_by("-ends", "-pk")[:60]),
        queries=list(Query.objects.filter(**mine).select_related(by, "whom", "answered_by").order_by("-asked", "-pk")),
        panels=list(
            Panel.objects.filter(**mine).select_related(by).prefetch_related(agreed).order_by("-referred", "-pk")
        ),
        steps=list(Step.objects.filter(**mine).select_related(by).order_by("-on", "-pk")),
        rolls=list(NotOnRoll.objects.filter(**mine).select_related(by).order_by("-told", "-pk")),
        plans=list(PlanAsked.objects.filter(**mine).select_related(by).order_by("-requested", "-pk")),
        outs=list(outs.order_by("-starts", "-pk")),
        discussed=list(
            Discussed.objects.filter(**mine)
            .select_related("surgery__team", by)
            .prefetch_related(agreed)
            .order_by("-pk")
        ),
        due={},
    )
    agreed_rows = [one.pk for panel in found.panels for one in panel.agreed.all()]
    agreed_rows += [one.pk for talk in found.discussed for one in talk.agreed.all()]
    rows: dict[str, list[int]] = {
        "school-query": [each.pk for each in found.queries],
        "school-agreed": agreed_rows,
        "school-roll": [each.pk for each in found.rolls],
        "school-plan": [each.pk for each in found.plans],
        "school-check-due": [one.pk for each in found.outs for one in each.due.all()],
    }
    wanted = Q(pk__in=[])
    for code, numbers in rows.items():
        wanted |= Q(journey=code, episode_id__in=numbers)
    moments = DueMoment.objects.filter(wanted).order_by("-due_at")
    found.due.update(((code, row), at) for code, row, at in moments.values_list("journey", "episode_id", "due_at"))
    return found


def moments_of(journey: str, rows: Sequence[int]) -> dict[int, datetime]:
    """The soonest due moment of each row."""
    found = DueMoment.objects.filter(journey=journey, episode_id__in=rows).order_by("-due_at")
    return dict(found.values_list("episode_id", "due_at"))


def _reached(model: type[M], account: Account, now: datetime, **only: Any) -> list[M]:
    rows = model._default_manager.filter(withdrawn=None, **only).select_related("child", "recorded_by")
    return list(within_reach(rows, account, SEE, kind="child", field="child_id", now=now))


@dataclass(frozen=True)
class Dated:
    """A row and when the next step is due."""

    row: Any
    due: datetime | None
    now: datetime

    @property
    def late(self) -> bool:
        """Whether it is overdue."""
        return self.due is not None and self.due < self.now


def _dated(journey: str, rows: Sequence[Any], now: datetime) -> list[Dated]:
    due = moments_of(journey, [row.pk for row in rows])
    found = [Dated(row, due.get(row.pk), now) for row in rows]
    return sorted(found, key=lambda each: (each.due is None, each.due or each.now, -each.row.pk))


def queries(account: Account, now: datetime, *, months: int = 12) -> list[Dated]:
    """Queries that are open, and those closed in the last year, within reach; what is due soonest first."""
    since = add_months(local_date(now), -months)
    rows = _reached(Query, account, now, asked__gte=since) + _reached(Query, account, now, asked__lt=since, closed=None)
    return _dated("school-query", rows, now)


def panels(account: Account, now: datetime) -> list[Panel]:
    """Referrals to the panel of the last two years within reach: those without a decision first."""
    since = add_months(local_date(now), -24)
    rows = [*_reached(Panel, account, now, referred__gte=since)]
    return sorted(rows, key=lambda row: (row.decided is not None, row.planned or row.referred))


@dataclass(frozen=True)
class NoRoll:
    """A child who is on no school's roll, by the register of people or by what we were told."""

    child: int
    name: str
    born: date | None
    kind: str
    since: date
    row: NotOnRoll | None
    due: datetime | None
    now: datetime

    @property
    def state(self) -> str:
        """``new`` (nobody was told or nothing triaged), ``triaged``."""
        return "triaged" if self.row and self.row.triaged else "told" if self.row else "new"


def no_roll(account: Account, now: datetime) -> list[NoRoll]:
    """Children on no roll now, within reach: by the register of people, each with what was done about it. Educated at
    home by choice is not among them. Three queries."""
    off = [kind for kind in AT_NO_SCHOOL if kind is not AttendanceKind.HOME]
    rows = Attendance.objects.filter(ends=None, kind__in=off, person__died_on=None).select_related("person")
    places = list(within_reach(rows, account, SEE, kind="child", field="person_id", now=now))
    told = {
        row.child_id: row
        for row in NotOnRoll.objects.filter(child_id__in=[one.person_id for one in places], ended=None, withdrawn=None)
    }
    due = moments_of("school-roll", [row.pk for row in told.values()])
    found = []
    for one in places:
        row = told.get(one.person_id)
        moment = due.get(row.pk) if row else None
        found.append(
            NoRoll(one.person_id, str(one.person), one.person.birth_date, one.kind, one.starts, row, moment, now)
        )
    return sorted(found, key=lambda each: (each.state == "triaged", each.since))


@dataclass(frozen=True, slots=True)
class Open:
    """A plan in force, or a request for one, as the list shows it: with the school the child is at, if any."""

    now: datetime
    out: OutOfSchool | None
    due: datetime | None
    plan: int
    child: int
    requested: date
    answered: date | None
    issued: date | None
    exception: str | None
    sector: str | None
    miles: Decimal | None
    forename: str
    surname: str
    school: str | None
    area: str | None

    @property
    def name(self) -> str:
        """The child’s name."""
        return f"{self.forename} {self.surname}"

    @property
    def outside(self) -> bool:
        """Whether the child goes to school outside the city."""
        return self.area == Area.OUTSIDE

    @property
    def stage(self) -> str:
        """``asked``, ``assessed`` or ``plan``."""
        return "plan" if self.issued else "assessed" if self.answered else "asked"

    @property
    def late(self) -> bool:
        """A request past its day."""
        return self.stage != "plan" and self.due is not None and self.due < self.now

    @property
    def check_late(self) -> bool:
        """The weekly check of a child out of school is late."""
        return self.out is not None and self.due is not None and self.due < self.now


def plans(account: Account, now: datetime) -> list[Open]:
    """Plans in force and requests, within reach; those late first, then the newest. There are ten thousand of them, so
    each is read as the few values that the list shows. Four queries."""
    asked_for = PlanAsked.objects.filter(withdrawn=None, refused=None, ceased=None)
    mine = within_reach(asked_for, account, SEE, kind="child", field="child_id", now=now)
    at = Attendance.objects.filter(person_id=OuterRef("child_id"), ends=None, organisation__isnull=False)
    school = at.exclude(kind=AttendanceKind.ALTERNATIVE).order_by("-starts", "-pk")
    shown = mine.values_list(
        "pk", "child_id", "requested", "answered", "issued", "exception", "sector", "miles", "child__forename",
        "child__surname", Subquery(school.values("organisation__name")[:1]),
        Subquery(school.values("organisation__area")[:1]),
    )  # fmt: skip
    rows = list(shown)
    outs = {each.plan_id: each for each in OutOfSchool.objects.filter(plan__in=mine, ends=None, withdrawn=None)}
    asked = moments_of("school-plan", [row[0] for row in rows if row[4] is None])
    checks = _checks_due([each.pk for each in outs.values()])
    found = []
    for row in rows:
        out = outs.get(row[0])
        found.append(Open(now, out, checks.get(out.pk) if out else asked.get(row[0]), *row))
    return sorted(found, key=lambda each: (each.due is None, each.due or now, -each.plan))


def _checks_due(outs: Sequence[int]) -> dict[int, datetime]:
    rows = dict(CheckDue.objects.filter(out_id__in=outs, held=None, ended=None).values_list("pk", "out_id"))
    return {rows[row]: at for row, at in moments_of("school-check-due", list(rows)).items()}


@dataclass(frozen=True)
class PlanMonth:
    """Plans in a month: asked for, issued, and of those without a lawful exception how many within 20 weeks."""

    month: date
    asked: int
    issued: int
    excepted: int
    in_time: int
    open: int

    @property
    def of(self) -> int:
        """Plans issued, without those for which a lawful exception held: the denominator."""
        return self.issued - self.excepted

    @property
    def share(self) -> Decimal | None:
        """Issued within 20 weeks, excluding exceptions, in percent (REF 2.1.1)."""
        return percent(self.in_time, self.of)


def plan_months(now: datetime, back: int = 12) -> list[PlanMonth]:
    """The last months of the whole city, the newest first: numbers only. One query."""
    first = local_date(now).replace(day=1)
    months = [add_months(first, -number) for number in range(back)]
    rows = PlanAsked.objects.filter(withdrawn=None, child__tier__lt=3).filter(
        Q(requested__gte=months[-1]) | Q(issued__isnull=False)
    )
    asked: dict[date, int] = dict.fromkeys(months, 0)
    issued, excepted, in_time = dict(asked), dict(asked), dict(asked)
    days: list[tuple[date, date | None]] = []
    for requested, on, exception, ceased in rows.values_list("requested", "issued", "exception", "ceased"):
        if requested.replace(day=1) in asked:
            asked[requested.replace(day=1)] += 1
        if on is None:
            continue
        days.append((on, ceased))
        month = on.replace(day=1)
        if month in issued:
            issued[month] += 1
            excepted[month] += exception is not None
            in_time[month] += exception is None and on <= requested + timedelta(days=ISSUE_DAYS)
    found = []
    for month in months:
        after = min(add_months(month, 1), local_date(now) + timedelta(days=1))
        many = sum(on < after and (ceased is None or ceased >= after) for on, ceased in days)
        found.append(PlanMonth(month, asked[month], issued[month], excepted[month], in_time[month], many))
    return found


def surgeries(account: Account, now: datetime) -> list[Surgery]:
    """Attendance surgeries of the last two years, the newest first, with the children within reach."""
    children = Discussed.objects.filter(withdrawn=None).select_related("child").order_by("pk")
    mine = within_reach(children, account, SEE, kind="child", field="child_id", now=now)
    agreed = Prefetch("agreed", Agreed.objects.filter(withdrawn=None).order_by("by_when"))
    rows = Surgery.objects.filter(on__gte=add_months(local_date(now), -24)).select_related("team", "recorded_by")
    return list(rows.prefetch_related(Prefetch("children", mine.prefetch_related(agreed))).order_by("-on", "-pk"))


def of_surgery(surgery: int, account: Account, now: datetime) -> list[Discussed]:
    """The children discussed in a surgery who are within reach, those taken back as well, each with what was agreed."""
    rows = Discussed.objects.filter(surgery_id=surgery).select_related("child", "recorded_by").order_by("pk")
    mine = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return list(mine.prefetch_related(Prefetch("agreed", Agreed.objects.order_by("by_when", "pk"))))


def in_care_of(team: int, account: Account, now: datetime) -> list[tuple[int, str]]:
    """Children in care held by a team, within reach, to choose from."""
    rows = InCare.objects.filter(
        ends=None, child__allocations__primary=True, child__allocations__ends=None,
        child__allocations__worker__team_id=team,
    )  # fmt: skip
    found = within_reach(rows, account, SEE, kind="child", field="child_id", now=now).select_related("child")
    return [(each.child_id, str(each.child)) for each in found.order_by("child__surname", "pk")]


__all__ = [
    "AtSchool", "Dated", "NoRoll", "Open", "PlanMonth", "at_school", "in_care_of", "moments_of", "no_roll",
    "of_surgery", "panels", "plan_months", "plans", "queries", "surgeries",
]  # fmt: skip
