"""Reads of calls listened to: who may read which, the standards of a day, the month by handler and by standard.

A call about somebody whose record is closely held is not listened to, and drops out of every list and figure here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from righthelp.foundation.access.decision import Scope, scope_of
from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, start_of_day
from righthelp.practice.front_door import law
from righthelp.practice.front_door.codes import Channel, Mark
from righthelp.practice.front_door.models import Call, CallAssessment, CallEdition, CallMark, CallSample, SampledCall
from righthelp.practice.workforce.models import Service, Team

SEES = "front_door.calls"
ASSESSES = "front_door.assess"


def manages_front_door(account: Account) -> bool:
    """Whether the account manages a team of the front door or emergency duty. One query."""
    ours = Q(service__in=[Service.FRONT_DOOR, Service.EMERGENCY_DUTY]) | Q(
        code__in=[law.DAY_TEAM, law.MASH_TEAM, law.NIGHT_TEAM]
    )
    return Team.objects.filter(ours, manager__account=account, closed__isnull=True).exists()


def listens(account: Account, now: datetime) -> bool:
    """Whether the account listens to calls: a head of service, or the manager of a team that takes them."""
    scope = scope_of(account, ASSESSES)
    return scope is Scope.ANY or (scope is Scope.RELATED and manages_front_door(account))


def edition_on(day: date) -> CallEdition | None:
    """The standards in force on a day."""
    rows = CallEdition.objects.filter(starts__lte=day).order_by("-starts")
    return rows.prefetch_related("standards").first()


def editions() -> list[CallEdition]:
    """Every edition with its standards, the latest first."""
    return list(CallEdition.objects.order_by("-number").prefetch_related("standards"))


def month_of(first: date) -> tuple[datetime, datetime]:
    """The moments between which a month lies."""
    return start_of_day(first), start_of_day(add_months(first, 1))


def population(first: date) -> QuerySet[Call, int]:
    """Numbers of the calls of a month that could be drawn: by telephone, taken by one of ours, about nobody whose
    record is closely held; in order."""
    since, until = month_of(first)
    rows = Call.objects.filter(
        channel=Channel.PHONE, received__gte=since, received__lt=until, recorded_by__isnull=False
    ).exclude(contacts__child__tier__gt=1)
    return rows.order_by("pk").values_list("pk", flat=True)


def assessments(account: Account) -> QuerySet[CallAssessment]:
    """What an account may read: everything, for those whose role reaches any; all of the front door's, for its
    managers; their own, for those who take calls. The latest first."""
    rows = CallAssessment.objects.exclude(call__contacts__child__tier__gt=1)
    if scope_of(account, SEES) is not Scope.ANY and not manages_front_door(account):
        rows = rows.filter(handler__account=account)
    rows = rows.select_related("call", "handler", "by", "edition").annotate(
        met=Count("marks", filter=Q(marks__mark=Mark.MET)),
        judged=Count("marks", filter=~Q(marks__mark=Mark.NOT_APPLICABLE)),
    )
    return rows.order_by("-at", "-pk")


def searched(rows: QuerySet[CallAssessment], typed: str) -> QuerySet[CallAssessment]:
    """Those whose handler's or assessor's name, or the call's number (like C12), holds what was typed."""
    said = typed.strip()
    if not said:
        return rows
    wanted = Q(handler__name__icontains=said) | Q(by__name__icontains=said)
    number = said.upper().removeprefix("C")
    if number.isdecimal() and len(number) < 18:
        wanted |= Q(call_id=int(number))
    return rows.filter(wanted)


def to_read(account: Account) -> int:
    """How many assessments of the account's own calls it has not read."""
    return assessments(account).filter(handler__account=account, seen__isnull=True).count()


@dataclass(frozen=True)
class OfHandler:
    """One handler's calls assessed in a month: how many, in how many every standard that applied was met, and marks."""

    name: str
    calls: int
    full: int
    met: int
    judged: int
    unread: int

    @property
    def share(self) -> int | None:
        """Per cent of the standards that applied which were met."""
        return round(100 * self.met / self.judged) if self.judged else None


@dataclass(frozen=True)
class OfStandard:
    """One standard in a month: in how many calls it was met, of how many where it applied, and where it did not."""

    edition: int
    place: int
    name: str
    met: int
    judged: int
    none: int

    @property
    def share(self) -> int | None:
        """Per cent of the calls to which it applied."""
        return round(100 * self.met / self.judged) if self.judged else None


@dataclass(frozen=True)
class Month:
    """Calls assessed in one month, as far as a reader may read them. ``missed``: how many calls by how many standards
    not met, from none upwards."""

    first: date
    calls: int
    full: int
    missed: list[tuple[int, int]]
    handlers: list[OfHandler]
    standards: list[OfStandard]


def month(account: Account, first: date) -> Month:
    """The month's report by handler and by standard; every figure is counted from one list. Two queries."""
    since, until = month_of(first)
    rows = list(assessments(account).filter(at__gte=since, at__lt=until))
    marks = list(CallMark.objects.filter(assessment__in=[row.pk for row in rows]).select_related("standard__edition"))
    missed: dict[int, int] = {}
    for row in rows:
        lacks = _judged(row) - _met(row)
        missed[lacks] = missed.get(lacks, 0) + 1
    return Month(first, len(rows), missed.get(0, 0), sorted(missed.items()), _handlers(rows), _standards(marks))


def _met(row: CallAssessment) -> int:
    return int(getattr(row, "met", 0))


def _judged(row: CallAssessment) -> int:
    return int(getattr(row, "judged", 0))


def _handlers(rows: Iterable[CallAssessment]) -> list[OfHandler]:
    of: dict[int, list[CallAssessment]] = {}
    for row in rows:
        of.setdefault(row.handler_id, []).append(row)
    found = [
        OfHandler(
            name=theirs[0].handler.name,
            calls=len(theirs),
            full=sum(1 for row in theirs if _met(row) == _judged(row)),
            met=sum(map(_met, theirs)),
            judged=sum(map(_judged, theirs)),
            unread=sum(1 for row in theirs if row.seen is None),
        )
        for theirs in of.values()
    ]
    return sorted(found, key=lambda each: each.name)


def _standards(marks: Iterable[CallMark]) -> list[OfStandard]:
    of: dict[int, list[CallMark]] = {}
    for mark in marks:
        of.setdefault(mark.standard_id, []).append(mark)
    found = []
    for theirs in of.values():
        standard = theirs[0].standard
        met = sum(1 for mark in theirs if mark.mark == Mark.MET)
        none = sum(1 for mark in theirs if mark.mark == Mark.NOT_APPLICABLE)
        found.append(OfStandard(standard.edition.number, standard.place, standard.name, met, len(theirs) - none, none))
    return sorted(found, key=lambda each: (each.edition, each.place))


def months(now: datetime, many: int = 12) -> list[date]:
    """The present month and those before it, the newest first."""
    this = local_date(now).replace(day=1)
    return [add_months(this, -n) for n in range(many)]


def last_month(now: datetime) -> date:
    """The first day of the month that was over last."""
    return (local_date(now).replace(day=1) - timedelta(days=1)).replace(day=1)


def samples() -> list[CallSample]:
    """Every draw, the latest month first."""
    return list(CallSample.objects.select_related("drawn_by").order_by("-month"))


def sampled(sample: CallSample) -> list[SampledCall]:
    """The calls of a draw that can still be listened to, in the order drawn."""
    rows = sample.calls.exclude(call__contacts__child__tier__gt=1)
    return list(rows.select_related("call__recorded_by", "call__assessment__by").order_by("place"))


__all__ = [
    "Month",
    "OfHandler",
    "OfStandard",
    "assessments",
    "edition_on",
    "editions",
    "last_month",
    "listens",
    "manages_front_door",
    "month",
    "months",
    "population",
    "sampled",
    "samples",
    "searched",
    "to_read",
]
