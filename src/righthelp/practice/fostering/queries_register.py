"""The register of fostering households, and the figures of the service: places, who came and left, shares, missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, month_start, months_back, next_month
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.care.codes_homes import HomeKind, Provider
from righthelp.practice.care.models import Carer, Home
from righthelp.practice.care.queries_homes import Room, rooms
from righthelp.practice.fostering.codes import NEEDED, Course, Left, Owed
from righthelp.practice.fostering.models_household import Due, Household, Training
from righthelp.practice.fostering.models_known import KnownCarer
from righthelp.practice.fostering.queries import households
from righthelp.practice.missing.journey import Missing

FOSTER: Final = (HomeKind.FOSTER.value, HomeKind.CONNECTED.value)


@dataclass
class Line:
    """A household in the register: its places tonight, its carers, what is due, and which training has lapsed."""

    household: Household
    room: Room | None
    now: datetime
    carers: list[str] = field(default_factory=list)
    dues: dict[str, datetime] = field(default_factory=dict)
    lapsed: list[str] = field(default_factory=list)

    def due(self, owed: str) -> datetime | None:
        """When the next review or visit is due."""
        return self.dues.get(owed)

    @property
    def late(self) -> list[str]:
        """What is overdue, by its code, in one order always."""
        return sorted(owed for owed, at in self.dues.items() if at < self.now)


def register(account: Account, now: datetime) -> list[Line]:
    """Every household within reach that fosters now, by name. Six queries."""
    today = local_date(now)
    found = list(households(account, now).filter(left__isnull=True).select_related("home__worker", "home__address"))
    places = {room.home: room for room in rooms(today, kinds=FOSTER)}
    by_home = {each.home_id: Line(each, places.get(each.home_id), now) for each in found}
    carers = list(_carers(by_home, today))
    for carer in carers:
        by_home[carer.home_id].carers.append(str(carer.person))
    for (home, owed), at in _due([each.pk for each in found]).items():
        by_home[home].dues[owed] = at
    for home, words in _lapsed(carers, today).items():
        by_home[home].lapsed += words
    return sorted(by_home.values(), key=lambda line: line.household.home.name)


def _carers(homes: Collection[int], on: date) -> list[Carer]:
    rows = Carer.objects.filter(home_id__in=list(homes), cares=True, starts__lte=on)
    return list(rows.filter(Q(ends__isnull=True) | Q(ends__gt=on)).select_related("person").order_by("pk"))


def _due(households: list[int]) -> dict[tuple[int, str], datetime]:
    """By the home's number and what is owed."""
    rows = Due.objects.filter(household_id__in=households, held__isnull=True, ended__isnull=True)
    about = {pk: (home, owed) for pk, home, owed in rows.values_list("pk", "household__home_id", "owed")}
    moments = DueMoment.objects.filter(journey="foster-due", episode_id__in=list(about))
    return {about[episode]: at for episode, at in moments.values_list("episode_id", "due_at")}


def _lapsed(carers: Sequence[Carer], on: date) -> dict[int, list[str]]:
    """By home: which training every carer should hold and somebody does not, or no longer."""
    rows = Training.objects.filter(carer__in=carers, course__in=NEEDED, withdrawn__isnull=True)
    lasts: dict[tuple[int, str], date] = {}
    for carer, course, until in rows.values_list("carer_id", "course", "until"):
        lasts[carer, course] = max(until or date.max, lasts.get((carer, course), date.min))
    found: dict[int, list[str]] = defaultdict(list)
    for each in carers:
        for course in NEEDED:
            if lasts.get((each.pk, course), date.min) <= on:
                found[each.home_id].append(f"{each.person}: {Course(course).label.lower()}")
    return found


def lapsed_of(household: Household, on: date) -> list[str]:
    """As in the register, of one household."""
    return _lapsed(_carers([household.home_id], on), on).get(household.home_id, [])


def due_of(household: Household) -> list[tuple[Owed, datetime]]:
    """What is due for one household, soonest first."""
    found = [(Owed(owed), at) for (_, owed), at in _due([household.pk]).items()]
    return sorted(found, key=lambda each: each[1])


def for_a_time(on: date) -> QuerySet[KnownCarer]:
    """Approvals of relatives or friends for a time that on a day were neither settled nor ended."""
    settled, ended = (Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": on}) for name in ("settled", "ended"))
    return KnownCarer.objects.filter(settled, ended, starts__lte=on)


def without_record(on: date) -> list[Home]:
    """The trust's own foster homes, open on a day, on care's register that have no record as a household; relatives
    approved for a time get theirs with their approval."""
    rows = Home.objects.filter(kind__in=FOSTER, provider=Provider.OURS, fostering__isnull=True, starts__lte=on)
    there = rows.filter(Q(ends__isnull=True) | Q(ends__gt=on))
    return list(there.exclude(pk__in=for_a_time(on).values("home_id")).order_by("name"))


@dataclass(frozen=True)
class Share:
    """Foster homes of one provider tonight."""

    words: str
    homes: int
    places: int
    children: int
    of_children: float


def shares(on: date) -> list[Share]:
    """The trust's own foster homes beside those of agencies (the share is that of the children placed)."""
    found = rooms(on, kinds=FOSTER)
    sides = {"The trust’s own": [room for room in found if not room.agency], "Agencies": [r for r in found if r.agency]}
    children = sum(room.taken for room in found) or 1
    return [
        Share(words, len(held), sum(r.places for r in held), sum(r.taken for r in held),
              100 * sum(r.taken for r in held) / children)
        for words, held in sides.items()
    ]  # fmt: skip


@dataclass(frozen=True)
class Month:
    """The service in one month: who came, who left, and its places on the last day of it (or today)."""

    starts: date
    approved: int
    left: int
    places: int
    taken: int
    held: int

    @property
    def net(self) -> int:
        """Households more, or fewer."""
        return self.approved - self.left

    @property
    def occupancy(self) -> float | None:
        """Per cent of the places that could be used which were."""
        usable = self.places - self.held
        return 100 * self.taken / usable if usable > 0 else None


def service(today: date, count: int = 12) -> list[Month]:
    """The last months, the latest first: the trust's own foster homes."""
    rows = list(Household.objects.values_list("approved", "left"))
    came = Counter(month_start(approved) for approved, _ in rows)
    went = Counter(month_start(left) for _, left in rows if left)
    found = []
    for starts in reversed(months_back(today, count)):
        own = [room for room in rooms(min(today, _last(starts)), kinds=FOSTER) if not room.agency]
        places, taken, held = (sum(getattr(room, name) for room in own) for name in ("places", "taken", "held"))
        found.append(Month(starts, came[starts], went[starts], places, taken, held))
    return found


def _last(starts: date) -> date:
    return next_month(starts) - timedelta(days=1)


def leavers(today: date) -> list[tuple[str, int]]:
    """Why households left in the last year, the commonest first."""
    since = add_months(today, -12)
    rows = Household.objects.filter(left__gt=since, left__lte=today).values_list("left_why", flat=True)
    return [(Left(why).label, number) for why, number in Counter(rows).most_common() if why]


@dataclass(frozen=True)
class Gone:
    """Missing episodes of children while they were placed in a household."""

    household: Household
    episodes: int
    children: int


def missing(within: Sequence[Household], since: datetime) -> list[Gone]:
    """Households from which children went missing since a moment, most episodes first. One query."""
    held = registry.binding(Missing)
    column = held.columns
    sql = f"""
        select s.home_id, count(distinct e.{held.id_column}), count(distinct s.child_id)
          from care_stay s join {held.table} e on e.{held.subject_column} = s.child_id
           and (e.{column["missing_from"]} at time zone 'Europe/London')::date >= s.starts
           and (s.ends is null or (e.{column["missing_from"]} at time zone 'Europe/London')::date < s.ends)
         where s.home_id = any(%s) and e.{column["cancelled"]} is null and e.{column["missing_from"]} >= %s
         group by s.home_id order by 2 desc, 1"""  # noqa: S608  names of our own
    by_home = {each.home_id: each for each in within}
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(by_home), since])
        rows: list[Any] = cursor.fetchall()
    return [Gone(by_home[home], episodes, children) for home, episodes, children in rows]


__all__ = [
    "FOSTER", "Gone", "Line", "Month", "Share", "due_of", "for_a_time", "lapsed_of", "leavers", "missing", "register",
    "service", "shares", "without_record",
]  # fmt: skip
