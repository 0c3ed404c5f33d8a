"""Named reads of recruitment: what is open, who waits for what and how long, one vacancy, one application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import running
from righthelp.practice.recruitment.codes import NEXT_STEP, STAGES, Ending, Stage
from righthelp.practice.recruitment.journey import STEPS
from righthelp.practice.recruitment.models import Application, Candidate, Vacancy
from righthelp.practice.workforce.models import Holding, Post
from righthelp.practice.workforce.pages_shared import teams_led

FOUND: Final = 50
"""Candidates shown for one search; more means: type more of the name."""


def stage_of(row: Application, today: date) -> Stage:
    """How far it has come by ``today``: a first day that is still ahead is agreed, not begun."""
    reached = [stage for stage in STAGES if (day := getattr(row, stage)) and day <= today]
    return Stage(reached[-1] if reached else Stage.APPLIED)


@dataclass(frozen=True)
class Spent:
    """A stage of an application: entered on a day, left on one (or not yet), and the days between."""

    stage: Stage
    since: date
    until: date | None
    days: int


def spent(row: Application, today: date) -> list[Spent]:
    """The days in each stage it has entered, in order; the last one runs to ``today``, or to the day it ended.

    They add up to the days in all: each stage lasts until the next one's day.
    """
    entered = [(Stage(stage), day) for stage in STAGES if (day := getattr(row, stage)) and day <= today]
    found = []
    for place, (stage, since) in enumerate(entered):
        following = entered[place + 1][1] if place + 1 < len(entered) else row.ended
        if stage is Stage.STARTED:
            found.append(Spent(stage, since, None, 0))
            continue
        found.append(Spent(stage, since, following, ((following or today) - since).days))
    return found


@dataclass(frozen=True)
class Line:
    """An application in a list: its stage, days in it and in all, what comes next, by when, and whether it is stuck."""

    row: Application
    stage: Stage
    days_in_stage: int
    days: int
    due: datetime | None
    stuck: bool

    @property
    def next_step(self) -> str:
        """What is to be done next, or how it ended."""
        if self.row.ended:
            return f"{Ending(self.row.ending).label}: {self.row.get_why_display().lower()}"
        if self.row.started:
            return "Began" if self.stage is Stage.STARTED else "Joins on the agreed day"
        return NEXT_STEP[self.stage]


def _whole() -> QuerySet[Application]:
    return Application.objects.select_related("candidate", "owner", "vacancy__post__team", "vacancy__lead")


def lines(rows: Sequence[Application], now: datetime) -> list[Line]:
    """Applications with their stage and when the next step falls due. One query besides the rows'."""
    today = local_date(now)
    held = running(*STEPS).filter(episode_id__in=[row.pk for row in rows])
    due = {moment.episode_id: moment.due_at for moment in held}
    found = []
    for row in rows:
        stages = spent(row, today)
        soonest = due.get(row.pk)
        found.append(
            Line(
                row,
                stages[-1].stage if stages else Stage.APPLIED,
                stages[-1].days if stages else 0,
                sum(each.days for each in stages),
                soonest,
                soonest is not None and soonest < now,
            )
        )
    return found


def visible(account: Account) -> QuerySet[Application]:
    """The applications that an account may see in lists: of the teams it leads (all for the workforce team), and never
    its own. The ties in ``access.py`` say the same of one."""
    rows = _whole().filter(Q(candidate__worker__isnull=True) | ~Q(candidate__worker__account=account))
    led = teams_led(account)
    return rows if led is None else rows.filter(vacancy__post__team__in=led)


def pipeline(account: Account, now: datetime) -> list[Line]:
    """Every application that is not over, those that are stuck first, then the longest in their stage. Three queries
    whatever their number."""
    open_rows = visible(account).filter(ended__isnull=True, started__isnull=True)
    found = lines(list(open_rows.order_by("applied", "pk")), now)
    return sorted(found, key=lambda line: (not line.stuck, -line.days_in_stage, line.row.pk))


def found_by_name(account: Account, typed: str, now: datetime) -> list[Line]:
    """Applications of candidates whose name or address holds each word typed; the latest first, at most ``FOUND``."""
    rows = visible(account).filter(candidate__erased__isnull=True)
    for word in typed.split()[:6]:
        rows = rows.filter(Q(candidate__name__icontains=word) | Q(candidate__email__icontains=word))
    return lines(list(rows.order_by("-applied", "-pk")[:FOUND]), now)


def vacancies_of(account: Account) -> QuerySet[Vacancy]:
    """The vacancies of the teams an account leads (all for the workforce team), with how many applications are live."""
    live = Q(applications__ended__isnull=True, applications__started__isnull=True, applications__isnull=False)
    rows = Vacancy.objects.select_related("post__team", "lead").annotate(
        waiting=Count("applications", filter=live), in_all=Count("applications")
    )
    led = teams_led(account)
    return rows if led is None else rows.filter(post__team__in=led)


def applications_of(vacancy: Vacancy, account: Account, now: datetime) -> list[Line]:
    """Everybody who applied for a vacancy, those still in it first."""
    found = lines(list(visible(account).filter(vacancy=vacancy).order_by("applied", "pk")), now)
    return sorted(found, key=lambda line: (not line.row.live, -STAGES.index(line.stage), line.row.pk))


def others_of(candidate: Candidate, row: Application, account: Account) -> QuerySet[Application]:
    """What else a candidate has applied for, as far as this account may see it."""
    return visible(account).filter(candidate=candidate).exclude(pk=row.pk).order_by("-applied")


def to_recruit_to(today: date) -> list[tuple[str, str]]:
    """Posts without an open vacancy that somebody could be found for: vacant today, or with a holder whose last day is
    known. ``(id, "Team: title (number)")``. One query."""
    going = Holding.objects.filter(post=OuterRef("pk"), starts__lte=today).filter(Q(ends__gt=today))
    staying = Holding.objects.filter(post=OuterRef("pk"), starts__lte=today, ends__isnull=True)
    whole = staying.filter(wte__gte=OuterRef("wte"))
    posts = (
        Post.objects.filter(Q(ends__isnull=True) | Q(ends__gt=today), starts__lte=today)
        .filter(~Exists(Vacancy.objects.filter(post=OuterRef("pk"), closed__isnull=True)))
        .filter(Exists(going) | ~Exists(whole))
        .order_by("team__name", "title", "number")
    )
    named = posts.values_list("pk", "team__name", "title", "number")
    return [(str(pk), f"{team}: {title} ({number})") for pk, team, title, number in named]
