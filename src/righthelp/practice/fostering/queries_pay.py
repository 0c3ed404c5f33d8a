"""What a week comes to: night by night from the stays, so that a child who moved in the middle pays both homes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Q, Sum

from righthelp.foundation.calendar import say_date
from righthelp.practice.care.codes_homes import Provider
from righthelp.practice.care.models import Stay
from righthelp.practice.fostering.codes import Rate, band
from righthelp.practice.fostering.models_pay import FeeLevel, PayLine, PayRun, WeeklyRate
from righthelp.practice.fostering.queries_register import FOSTER
from righthelp.practice.people.ages import years

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LOOKED_BACK: Final = 12
"""Weeks of released lists that are worked out again, for stays recorded late."""


@dataclass(frozen=True)
class Due:
    """Nights in a week at one weekly amount: of a child (an allowance), or of the home (a fee: ``child`` None)."""

    home: int
    what: str
    child: int | None
    nights: int
    weekly: int

    @property
    def pence(self) -> int:
        """The weekly amount for these nights, to the nearest penny, half a penny up."""
        return (2 * self.weekly * self.nights + 7) // 14


@dataclass(frozen=True)
class Came:
    """What a week comes to, and what stands in the way of paying it, in words."""

    dues: list[Due]
    problems: list[str]

    def by_home(self) -> dict[int, int]:
        """Pence by home."""
        found: Counter[int] = Counter()
        for due in self.dues:
            found[due.home] += due.pence
        return dict(found)


def comes_to(week: date) -> Came:
    """What the week that begins on a Monday comes to, for the trust's own foster homes. Four queries.

    A night is that from a day to the next; its allowance is for the age on that day. A fee is paid for the nights on
    which at least one child lives there.
    """
    ends = week + WEEK
    during = Q(starts__lt=ends) & (Q(ends__isnull=True) | Q(ends__gt=week))
    stays = Stay.objects.filter(during, home__kind__in=FOSTER, home__provider=Provider.OURS.value)
    rates = _spans(WeeklyRate.objects.filter(during).values_list("what", "pence", "starts", "ends"))
    levels = _spans(FeeLevel.objects.filter(during).values_list("household__home_id", "level", "starts", "ends"))
    nights: Counter[tuple[int, str, int | None, int]] = Counter()
    problems: dict[str, None] = {}
    rows = stays.values_list("home_id", "home__name", "child_id", "child__birth_date", "starts", "ends")
    occupied: dict[int, set[date]] = defaultdict(set)
    for home, name, child, born, starts, over in rows.order_by("home__name", "pk"):
        for night in _nights(max(starts, week), min(over or ends, ends)):
            occupied[home].add(night)
            what = band(years(born, night)) if born else ""
            weekly = _on(night, rates[what])
            if not what:
                problems[f"{name}: the birth date of a child who lives there is not known."] = None
            elif weekly is None:
                problems[f"No amount is set for “{Rate(what).label}” on {say_date(night)}."] = None
            else:
                nights[home, what, child, weekly] += 1
    for home, days in occupied.items():
        for night in days:
            level = _on(night, levels[home])
            if level is None:
                continue
            weekly = _on(night, rates[level])
            if weekly is None:
                problems[f"No amount is set for “{Rate(level).label}” on {say_date(night)}."] = None
            else:
                nights[home, level, None, weekly] += 1
    dues = [Due(home, what, child, count, weekly) for (home, what, child, weekly), count in nights.items()]
    return Came(dues, list(problems))


def _spans(rows: Iterable[tuple[Any, ...]]) -> dict[Any, list[tuple[Any, date, date | None]]]:
    found: dict[Any, list[tuple[Any, date, date | None]]] = defaultdict(list)
    for key, *span in rows:
        found[key].append((span[0], span[1], span[2]))
    return found


def _nights(first: date, until: date) -> list[date]:
    return [first + DAY * number for number in range((until - first).days)]


def _on(day: date, spans: Iterable[tuple[Any, date, date | None]]) -> Any:
    return next((value for value, starts, ends in spans if starts <= day and (ends is None or day < ends)), None)


def paid(week: date) -> dict[int, int]:
    """Pence by home that released lists have paid for a week."""
    rows = PayLine.objects.filter(week=week, run__released__isnull=False).values("home_id").annotate(pence=Sum("pence"))
    return {row["home_id"]: row["pence"] for row in rows}


def owed_late(before: date) -> dict[tuple[date, int], int]:
    """By week and home: what released weeks before a Monday come to now, less what was paid for them, where that
    differs: a move was recorded late, or a rate was put right."""
    since = before - WEEK * LOOKED_BACK
    weeks = PayRun.objects.filter(week__gte=since, week__lt=before, released__isnull=False)
    found: dict[tuple[date, int], int] = {}
    for week in weeks.order_by("week").values_list("week", flat=True):
        came = comes_to(week)
        if came.problems:
            continue  # what cannot be worked out is not taken back
        now, then = came.by_home(), paid(week)
        for home in sorted(now.keys() | then.keys()):
            if difference := now.get(home, 0) - then.get(home, 0):
                found[week, home] = difference
    return found


@dataclass(frozen=True)
class HomePay:
    """What one home is paid on a list, beside the list before: allowances, fee, and what was late."""

    home: int
    name: str
    allowances: int
    fee: int
    late: int
    before: int
    nights: int

    @property
    def total(self) -> int:
        """Pence in all."""
        return self.allowances + self.fee + self.late

    @property
    def change(self) -> int:
        """Pence more, or less, than on the list before."""
        return self.total - self.before


def of_run(run: PayRun) -> list[HomePay]:
    """A list home by home, beside the list before it; homes that were on that and no longer are, too."""
    last = PayRun.objects.filter(week__lt=run.week).order_by("-week").first()
    before: Counter[int] = Counter()
    names: dict[int, str] = {}
    kept: dict[int, list[PayLine]] = defaultdict(list)
    for line in PayLine.objects.filter(run__in=[each for each in (run, last) if each]).select_related("home"):
        names[line.home_id] = line.home.name
        if line.run_id == run.pk:
            kept[line.home_id].append(line)
        else:
            before[line.home_id] += line.pence
    found = [_home_pay(home, name, kept[home], before[home]) for home, name in names.items()]
    return sorted(found, key=lambda each: (-abs(each.change), each.name))


def _home_pay(home: int, name: str, lines: Sequence[PayLine], before: int) -> HomePay:
    allowances = [line for line in lines if line.child_id]
    return HomePay(
        home, name, sum(line.pence for line in allowances),
        sum(line.pence for line in lines if line.what and not line.child_id),
        sum(line.pence for line in lines if not line.what), before, sum(line.nights for line in allowances),
    )  # fmt: skip


@dataclass(frozen=True)
class RunLine:
    """A list in the list of lists."""

    run: PayRun
    homes: int
    pence: int


def runs() -> list[RunLine]:
    """Every list, the latest first. One query."""
    rows = PayRun.objects.select_related("prepared_by", "released_by").order_by("-week")
    counted = rows.annotate(homes=Count("lines__home", distinct=True), pence=Sum("lines__pence"))
    return [RunLine(row, row.homes, row.pence or 0) for row in counted]


__all__ = ["Came", "Due", "HomePay", "RunLine", "comes_to", "of_run", "owed_late", "paid", "runs"]
