"""What each role finds when it signs in. Each part is read only for those whose work it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from righthelp.desk import mine, worklist
from righthelp.desk.alerts import Alert, emergencies_to_review, heard_of, within
from righthelp.desk.held import ACT as HELD
from righthelp.desk.held import held_to_watch
from righthelp.desk.links import episode_link, link
from righthelp.desk.state import Machine, machine
from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.models import TRUST, Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.audit.queries import Refusal, recent_refusals, totals
from righthelp.foundation.calendar import local_date, start_of_day
from righthelp.foundation.intake.models import Message, State
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.mash.queries_partner import ANSWERS, waiting
from righthelp.practice.missing.models import Episode
from righthelp.practice.workforce.models import Allocation, Team
from righthelp.practice.workforce.queries import away, caseloads, teams_of, unheld
from righthelp.practice.workforce.queries_rota import OnDuty, on_duty

_LINES = 8
FIGURE_READERS = frozenset(
    {"performance_analyst", "quality_auditor", "commissioner", "councillor", "director", "head_of_service"}
)
FIGURES = (
    ("MIS-3", "Children missing three or more times within 30 days"),
    ("MIS-4", "Share of returns offered an interview"),
    ("MIS-5", "Share of interviews offered that were held"),
    ("MIS-6", "Share of interviews held within 72 hours"),
    ("MIS-1", "Children missing at the month’s end"),
    ("MIS-2", "Missing episodes in the month"),
)


@dataclass(frozen=True)
class Change:
    """Something that happened since yesterday morning."""

    at: datetime
    child_id: int
    child: str
    what: str
    href: str | None


@dataclass(frozen=True)
class TeamToday:
    """A manager's team in numbers."""

    team: Team
    workers: int
    children: int
    away_today: int
    uncovered: int
    late: int
    today: int


@dataclass
class Home:
    """The page's parts; empty ones are not shown."""

    counts: dict[str, int] = field(default_factory=dict)
    whose: str = "mine"
    lines: list[worklist.Line] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    teams: list[TeamToday] = field(default_factory=list)
    unallocated: int | None = None
    waiting_messages: int | None = None
    figures: list[tuple[str, str, str]] = field(default_factory=list)
    sent: dict[str, int] | None = None
    last_sent: list[Message] = field(default_factory=list)
    refusals: list[Refusal] | None = None
    looks: dict[str, int] = field(default_factory=dict)
    emergencies: int | None = None
    held: int = 0
    questions: int | None = None
    machine: Machine | None = None
    alerts: list[Alert] = field(default_factory=list)
    duty: list[OnDuty] = field(default_factory=list)

    @property
    def children(self) -> set[int]:
        """The children whose names the page shows, for the audit."""
        return {line.child_id for line in self.lines if line.child_id} | {change.child_id for change in self.changes}


def home(account: Account, now: datetime) -> Home:
    """The home page of an account, as its roles have it."""
    found = Home()
    if permits(account, "worklist.see"):
        _work(found, account, now)
        found.duty = on_duty(now)
    if permits(account, "missing.inbox"):
        found.waiting_messages = Message.objects.filter(state=State.WAITING).count()
    if permits(account, "team.allocate"):
        _teams(found, account, now)
    if FIGURE_READERS & set(account.roles):
        found.figures = [(code, words, href) for code, words in FIGURES if (href := link("indicator", code))]
    if account.organisation != TRUST and permits(account, "missing.notify"):
        _sent(found, account)
    if permits(account, ANSWERS):
        found.questions = waiting(account, now)
    if permits(account, "audit.search"):
        found.refusals, found.looks = recent_refusals(now, _LINES), totals(now - timedelta(days=7), now)
    if permits(account, "emergency.review"):
        found.emergencies = emergencies_to_review(account, now).count()
    if permits(account, HELD):
        found.held = len(held_to_watch(account, now))
    if permits(account, "house.state"):
        found.machine = machine(now)
    return found


def _work(found: Home, account: Account, now: datetime) -> None:
    """What is due and what changed. The lists are read bare, then kept within the reader's reach by one query."""
    manages = permits(account, "team.absence")
    found.whose = "team" if manages and "missing_manager" not in account.roles else "mine"
    if mine.MISSING_ROLES & set(account.roles) and "missing_support_worker" not in account.roles:
        found.whose = "all"
    due = worklist.moments(account, now, whose=found.whose)
    changes = _changes(account, now, found.whose)
    heard = heard_of(account, now)
    children = {moment.child for moment in due if moment.child} | {change.child_id for change in changes}
    children |= {alert.child for alert in heard if alert.child}
    known = mine.reachable(children, account, now)
    due = [moment for moment in due if moment.child in known]
    found.counts = worklist.counts(due, now)
    first = DueMoment.objects.filter(pk__in=[moment.id for moment in due[:_LINES]])
    found.lines = [worklist.line(row, now) for row in worklist.printed(first, now)] if due else []
    found.changes = [change for change in changes if change.child_id in known][:_LINES]
    found.alerts = within(heard, known, account)


_FACTS = (
    ("held", "Return home interview held"),
    ("declined", "Interview declined"),
    ("offered", "Interview offered"),
    ("returned", "Came home or was found"),
    ("notified", "Reported missing"),
)


def _changes(account: Account, now: datetime, whose: str) -> list[Change]:
    """What changed since yesterday morning for the children of this desk, before the reader's reach is applied."""
    since = start_of_day(local_date(now) - timedelta(days=1))
    recent = Q()
    for fact, _words in _FACTS:
        recent |= Q(**{f"{fact}__gte": since, f"{fact}__lte": now})
    episodes = Episode.objects.filter(recent, cancelled__isnull=True)
    if whose == "mine":
        held = mine.held_by(Q(worker__account=account), now).values("child_id")
        episodes = episodes.filter(Q(child_id__in=held) | Q(support_worker__account=account))
    elif whose == "team":
        held = mine.held_by(Q(worker__team__in=teams_of(account)), now).values("child_id")
        episodes = episodes.filter(child_id__in=held)
    facts = [fact for fact, _ in _FACTS]
    read = episodes.order_by("-notified").values_list("pk", "child_id", "child__forename", "child__surname", *facts)
    changes = []
    for pk, child, forename, surname, *moments in read[:100]:
        for (_fact, words), at in zip(_FACTS, moments, strict=True):
            if at and since <= at <= now:
                changes.append(Change(at, child, f"{forename} {surname}", words, episode_link("missing", pk)))
                break
    given = Allocation.objects.filter(worker__account=account, starts__gte=since, starts__lte=now, ends__isnull=True)
    for child, at, forename, surname in given.values_list("child_id", "starts", "child__forename", "child__surname"):
        changes.append(Change(at, child, f"{forename} {surname}", "Allocated to you", link("child", child)))
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _teams(found: Home, account: Account, now: datetime) -> None:
    today = local_date(now)
    for team in teams_of(account)[:3]:
        loads = caseloads(team, today)
        gone = list(away(team, today, today + timedelta(days=1)))
        due = worklist.counts(worklist.of_team(team, now), now)
        children = sum(load.primary for load in loads)
        uncovered = sum(1 for absence in gone if absence.cover is None)
        found.teams.append(TeamToday(team, len(loads), children, len(gone), uncovered, due["late"], due["today"]))
    plans = within_reach(unheld(today), account, "team.allocate", kind="child", field="child_id", now=now)
    found.unallocated = len(set(plans.values_list("child_id", flat=True)))


def _sent(found: Home, account: Account) -> None:
    """A partner's own messages and what became of each. Nothing here is about the child beyond their own key."""
    own: Any = Message.objects.filter(sender=account.organisation)
    found.sent = dict.fromkeys(State.values, 0)
    found.sent.update(dict(own.values_list("state").annotate(number=Count("pk")).order_by()))
    found.last_sent = list(own.order_by("-received_at")[:20])


__all__ = ["Change", "Home", "TeamToday", "home"]
