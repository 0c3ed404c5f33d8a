"""The worklist: stored due moments, each with its child, its clock and who is to act. One query for a page of rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat

from righthelp.desk import mine
from righthelp.desk.links import episode_link
from righthelp.foundation.access.decision import Scope, scope_of
from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_duration, start_of_day
from righthelp.foundation.journey import NotBound, registry
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.adoption.models import Adopters
from righthelp.practice.care_plan.models import ChallengeStep
from righthelp.practice.casework.models import Action, MeetingAbout
from righthelp.practice.front_door.models import Contact, Referral
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person, Tier
from righthelp.practice.supervision.models import Session
from righthelp.practice.workforce.models import Allocation, Team, Worker
from righthelp.practice.workforce.queries import teams_of

LONG_AGO = timedelta(days=30)
"""What fell due longer ago than this is a matter for a manager's review, not for today; it is listed apart."""

_MOST = 5_000
WHENS = (
    ("late", "Late"),
    ("today", "Due today"),
    ("soon", "Due in the next 3 days"),
    ("later", "Due later"),
    ("long", "Late by more than 30 days"),
)
WHOSE = (("mine", "Mine"), ("team", "My team’s"), ("all", "All I may see"))


@dataclass(frozen=True)
class Line:
    """One thing to do, ready to print."""

    id: int
    child_id: int | None
    child: str
    clock: str
    clock_code: str
    worker: str
    team: str
    due_at: datetime
    when: str
    journey: str
    episode_id: int

    @property
    def href(self) -> str | None:
        """The page on which it is done."""
        return episode_link(self.journey, self.episode_id)


def clock_names() -> dict[str, str]:
    """Every clock's code and the name people say."""
    return {clock.code: clock.name[:1].upper() + clock.name[1:] for clock in registry.clocks()}


def clock_name(code: str) -> str:
    """The name of one clock; its code for one no longer defined."""
    try:
        name = registry.clock(code).name
    except NotBound:
        return code
    return name[:1].upper() + name[1:]


def when_condition(now: datetime) -> Case:
    """Which part of the list a due moment is in at ``now``."""
    tomorrow = start_of_day(local_date(now) + timedelta(days=1))
    soon = start_of_day(local_date(now) + timedelta(days=4))
    return Case(
        When(due_at__lt=now - LONG_AGO, then=Value("long")),
        When(due_at__lt=now, then=Value("late")),
        When(due_at__lt=tomorrow, then=Value("today")),
        When(due_at__lt=soon, then=Value("soon")),
        default=Value("later"),
        output_field=CharField(),
    )


def rows(account: Account, now: datetime, *, whose: str = "all", long_ago: bool = False) -> QuerySet[DueMoment]:
    """Due moments in reach, soonest first, with ``child_name``, ``worker_name``, ``team_pk`` and ``part``.

    Which are in reach is asked once, so that counting and paging the list do not ask it again; but not of those whose
    reach is everybody, who would have twenty thousand numbers sent back and forth.
    """
    reached = _window(_of(mine.within(account, now), account, now, whose), now, long_ago).values("pk")
    of_workers = _window(mine.supervisions(account, whose) | mine.households(account), now, long_ago).values("pk")
    if scope_of(account, "child.see") is Scope.ANY:
        return printed(DueMoment.objects.filter(Q(pk__in=reached) | Q(pk__in=of_workers)), now)
    found = [row["pk"] for rows_ in (reached, of_workers) for row in rows_]
    return printed(DueMoment.objects.filter(pk__in=found), now)


def _of(found: QuerySet[DueMoment], account: Account, now: datetime, whose: str) -> QuerySet[DueMoment]:
    if whose == "mine":
        return found.filter(mine.of_account(account, now))
    if whose == "team":
        return found.filter(mine.of_teams(teams_of(account), now))
    return found


def _window(found: QuerySet[DueMoment], now: datetime, long_ago: bool) -> QuerySet[DueMoment]:
    found = found.exclude(mine.of_the_dead())
    return found.filter(due_at__lt=now - LONG_AGO) if long_ago else found.filter(due_at__gte=now - LONG_AGO)


def printed(found: QuerySet[DueMoment], now: datetime) -> QuerySet[DueMoment]:
    """Due moments with what a line of the list shows beside them, soonest first."""
    person = Person.objects.filter(pk=OuterRef("subject_id"))
    worker = Worker.objects.filter(pk=OuterRef("subject_id"))
    session = Session.objects.filter(pk=OuterRef("episode_id"))
    of_worker = Q(journey__in=registry.about("worker"))
    family = Adopters.objects.filter(pk=OuterRef("subject_id"))
    of_family = Q(journey__in=registry.about("adopters"))
    episode = Episode.objects.filter(pk=OuterRef("episode_id"))
    holder = Allocation.objects.filter(child_id=OuterRef("subject_id"), primary=True, ends__isnull=True)
    is_missing = Q(journey="missing")
    contact = Contact.objects.filter(pk=OuterRef("episode_id"))
    referral = Referral.objects.filter(pk=OuterRef("episode_id"))
    action = Action.objects.filter(pk=OuterRef("episode_id"))
    meeting = MeetingAbout.objects.filter(pk=OuterRef("episode_id"))
    challenged = ChallengeStep.objects.filter(pk=OuterRef("episode_id"))
    at_door = Q(journey__in=mine.FRONT_DOOR)
    return found.annotate(
        child_name=Case(
            When(of_worker, then=Subquery(worker.values("name")[:1])),
            When(of_family, then=Subquery(family.values("name")[:1])),
            default=Subquery(person.values(name=Concat("forename", Value(" "), "surname"))[:1]),
        ),
        worker_name=Coalesce(
            Case(When(is_missing, then=Subquery(episode.values("support_worker__name")[:1]))),
            Case(When(of_family, then=Subquery(family.values("worker__name")[:1]))),
            Case(When(of_worker, then=Subquery(session.values("supervisor__name")[:1]))),
            Case(When(journey="contact", then=Subquery(contact.values("call__worker__name")[:1]))),
            Case(When(journey="contact", then=Subquery(contact.values("call__team__name")[:1]))),
            Case(When(journey="referral", then=Subquery(referral.values("team__name")[:1]))),
            Case(When(journey="action", then=Subquery(action.values("worker__name")[:1]))),
            Case(When(journey="action", then=Subquery(action.values("owner")[:1]))),
            Case(When(journey="meeting", then=Subquery(meeting.values("meeting__chair__name")[:1]))),
            Case(When(journey__in=mine.CHALLENGES, then=Subquery(challenged.values("to__name")[:1]))),
            Case(
                When(~is_missing & ~of_worker & ~of_family & ~at_door, then=Subquery(holder.values("worker__name")[:1]))
            ),
        ),
        team_pk=Case(
            When(of_worker, then=Subquery(worker.values("team_id")[:1])),
            default=Coalesce(
                Subquery(holder.values("worker__team_id")[:1]),
                Case(When(is_missing, then=Subquery(episode.values("support_worker__team_id")[:1]))),
            ),
        ),
        part=when_condition(now),
        to_do=Case(When(journey="action", then=Subquery(action.values("what")[:1]))),
    ).order_by("due_at", "pk")


def line(row: DueMoment, now: datetime, teams: dict[int, str] | None = None) -> Line:
    """A row of :func:`rows` as it is printed."""
    part = getattr(row, "part", "")
    return Line(
        row.pk,
        row.subject_id if row.journey in registry.about("child") else None,
        getattr(row, "child_name", None) or "Not yet known",
        getattr(row, "to_do", None) or clock_name(row.clock),
        row.clock,
        getattr(row, "worker_name", None) or "Nobody yet",
        (teams or {}).get(getattr(row, "team_pk", None) or 0, ""),
        row.due_at,
        part,
        row.journey,
        row.episode_id,
    )


def said(due_at: datetime, now: datetime) -> str:
    """``Late by 3 hours 10 minutes``, ``In 1 day 5 hours``."""
    if due_at < now:
        return f"Late by {say_duration(now - due_at)}"
    return f"In {say_duration(due_at - now)}"


def part_of(due_at: datetime, now: datetime) -> str:
    """As :func:`when_condition`, for a moment in hand."""
    today = local_date(now)
    if due_at < now - LONG_AGO:
        return "long"
    if due_at < now:
        return "late"
    if due_at < start_of_day(today + timedelta(days=1)):
        return "today"
    return "soon" if due_at < start_of_day(today + timedelta(days=4)) else "later"


@dataclass(frozen=True)
class Moment:
    """A due moment, bare: enough to count it, and to say whose it is."""

    id: int
    child: int | None
    due_at: datetime


def moments(account: Account, now: datetime, *, whose: str) -> list[Moment]:
    """What is due or has been late for less than 30 days, soonest first, before the reader's reach is applied."""
    of_children = DueMoment.objects.filter(journey__in=registry.about("child"))
    found = _window(_of(of_children, account, now, whose), now, long_ago=False)
    read = found.order_by("due_at", "pk").values_list("pk", "subject_id", "due_at")
    return [Moment(*row) for row in read[:_MOST]]


def of_team(team: Team, now: datetime) -> list[Moment]:
    """A team's due moments as :func:`moments` has them: numbers for its manager, without anybody's name.

    Closely held children are in no team's numbers: a number that does not fit the list would tell of them.
    """
    held = Person.objects.filter(tier__gt=Tier.CASE).values("pk")
    due = DueMoment.objects.filter(mine.of_teams([team], now)).exclude(
        journey__in=registry.about("child"), subject_id__in=held
    )
    found = _window(due, now, long_ago=False)
    return [Moment(*row) for row in found.values_list("pk", "subject_id", "due_at")[:_MOST]]


def counts(found: Iterable[Moment], now: datetime) -> dict[str, int]:
    """How many of each part of the list, for the numbers on the home page."""
    totals = {part: 0 for part, _ in WHENS}
    for moment in found:
        totals[part_of(moment.due_at, now)] += 1
    return totals


def team_choices() -> list[tuple[str, str]]:
    """Every team that holds open work with a clock, for the filter."""
    return [(str(pk), name) for pk, name in Team.objects.order_by("name").values_list("pk", "name")]


__all__ = ["LONG_AGO", "WHENS", "WHOSE", "Line", "clock_names", "counts", "line", "rows", "said", "team_choices"]
