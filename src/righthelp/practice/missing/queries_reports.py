"""Reports: managers twice a week, the weekly briefing, whether the team can keep up, places named, samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from django.db.models import Count, Max, Q, QuerySet

from righthelp.foundation.calendar import local_date, say_date, start_of_day
from righthelp.foundation.database import kept
from righthelp.practice.missing import law, team
from righthelp.practice.missing.models import (
    DipSample,
    Episode,
    Grade,
    Interview,
    InterviewPerson,
    InterviewPlace,
    SampledInterview,
    Theme,
)
from righthelp.practice.missing.queries import Row, rows_of
from righthelp.practice.missing.queries_lists import Repeat, hot_list, repeat_missing
from righthelp.practice.people.homes import kept_quiet


@dataclass(frozen=True)
class ManagersReport:
    """For senior and team managers, twice a week: who is missing, who is new, who was found since the last report."""

    since: datetime
    at: datetime
    missing_now: Sequence[Row]
    new: Sequence[Row]
    found: Sequence[Row]


def managers_report(since: datetime, now: datetime, visible: QuerySet[Episode] | None = None) -> ManagersReport:
    """Open now; notified since; found since. Episodes both new and found since stand in both lists."""
    episodes = (Episode.objects.all() if visible is None else visible).filter(cancelled__isnull=True)
    return ManagersReport(
        since=since,
        at=now,
        missing_now=rows_of(episodes.filter(returned__isnull=True).order_by("missing_from", "pk"), now),
        new=rows_of(episodes.filter(notified__gte=since, notified__lt=now).order_by("-notified", "pk"), now),
        found=rows_of(episodes.filter(returned__gte=since, returned__lt=now).order_by("-returned", "pk"), now),
    )


def last_report_before(now: datetime) -> datetime:
    """When the report before this one went out: Mondays and Thursdays at 09:00 in London, strictly before ``now``."""
    day = local_date(now)
    while True:
        at = start_of_day(day) + timedelta(hours=9)
        if day.weekday() in {0, 3} and at < now:
            return at
        day -= timedelta(days=1)


@dataclass(frozen=True)
class Briefing:
    """For the chief executive and the director of practice, each week: numbers, and children to know of by name."""

    starts: date
    ends: date
    episodes: int
    children: int
    from_care: int
    from_home: int
    missing_now: int
    longest: Sequence[Row]
    high_risk: Sequence[Row]
    returned: int
    offered: int
    held: int
    declined: int
    repeat: Sequence[Repeat]
    homes: Sequence[tuple[str, int]]


def briefing(now: datetime, visible: QuerySet[Episode] | None = None) -> Briefing:
    """The seven days that end with yesterday, for our own children; who is missing is as at ``now``."""
    ends = local_date(now)
    starts = ends - timedelta(days=7)
    everyone = Episode.objects.all() if visible is None else visible
    ours = everyone.filter(cancelled__isnull=True, authority=law.OURS)
    first, last = start_of_day(starts), start_of_day(ends)
    week = Q(notified__gte=first, notified__lt=last)
    back = Q(returned__gte=first, returned__lt=last)
    counted = ours.filter(week | back).aggregate(
        episodes=Count("pk", filter=week),
        children=Count("child", filter=week, distinct=True),
        from_care=Count("pk", filter=week & Q(where_from="care")),
        from_home=Count("pk", filter=week & Q(where_from="home")),
        back=Count("pk", filter=back),  # not named as the facts, which the filters read
        were_offered=Count("pk", filter=back & Q(offered__isnull=False)),
        were_held=Count("pk", filter=back & Q(held__isnull=False)),
        said_no=Count("pk", filter=back & Q(declined__isnull=False)),
    )
    open_now = rows_of(ours.filter(returned__isnull=True).order_by("missing_from", "pk"), now)
    homes = hot_list(starts, ends, ours, homes_only=True, at_least=1, limit=5)
    return Briefing(
        starts=starts,
        ends=ends,
        missing_now=len(open_now),
        longest=open_now[:5],
        high_risk=[row for row in open_now if row.risk == "high"],
        repeat=repeat_missing(now, ours),
        homes=[(spot.name or spot.line, spot.episodes) for spot in homes],
        episodes=counted["episodes"],
        children=counted["children"],
        from_care=counted["from_care"],
        from_home=counted["from_home"],
        returned=counted["back"],
        offered=counted["were_offered"],
        held=counted["were_held"],
        declined=counted["said_no"],
    )


@dataclass(frozen=True, slots=True)
class Day:
    """One coming day: who is present, how many offers that makes possible, how many returns are to be expected."""

    on: date
    present: int
    away: tuple[str, ...]
    possible: float
    expected: float


@dataclass(frozen=True)
class Capacity:
    """Whether the team can offer every returning child an interview in the coming days.

    ``rate`` is the offers one present worker makes a day, ``returns`` the children who come home a day, both
    averages of the eight weeks before; ``share`` the part of returning children who can be offered an interview, 0
    to 1, or None when nothing can be said. ``warns`` when it falls under nine in ten.
    """

    days: Sequence[Day]
    rate: float
    returns: float
    share: float | None
    warns: bool
    sentence: str


LOOKS_BACK = 56
WARNS_UNDER = 0.9


def capacity(now: datetime, ahead: int = 14, *, as_of: str = "") -> Capacity:
    """The next ``ahead`` days, today first, against what the team has done in the last eight weeks.

    ``as_of``: the answer of :data:`team.CAPACITY_AS_OF`, read before; while it is the same, so is the answer,
    which is kept.
    """
    return _kept_capacity(local_date(now), ahead, as_of) if as_of else _capacity(local_date(now), ahead)


def _capacity(today: date, ahead: int) -> Capacity:
    back = today - timedelta(days=LOOKS_BACK)
    returned, offered, presence = _measured(back, today, today + timedelta(days=ahead))
    worker_days = sum(len(present) for day, present, _ in presence if day < today)
    returns = returned / LOOKS_BACK
    rate = offered / worker_days if worker_days else 0.0
    days = [
        Day(day, len(present), away, len(present) * rate, returns) for day, present, away in presence if day >= today
    ]
    possible, expected = sum(day.possible for day in days), sum(day.expected for day in days)
    share = min(1.0, possible / expected) if expected and worker_days else None
    warns = share is not None and share < WARNS_UNDER
    return Capacity(days, rate, returns, share, warns, _say(days, rate, expected, possible, share, warns=warns))


@lru_cache(maxsize=8)
def _kept_capacity(today: date, ahead: int, as_of: str) -> Capacity:
    return _capacity(today, ahead)


_MEASURED: Final = f"""
select around.home, around.offered, w.id, w.name, w.starts, w.ends, b.starts, b.ends
  from (select (select count(*) from missing_episode
                 where returned >= %(first)s and returned < %(last)s and cancelled is null and authority = %(ours)s
                   and child_id <> all(array(select id from people_person where tier > 1))
               ) as home,
               (select count(*) from missing_episode
                 where offered >= %(first)s and offered < %(last)s and cancelled is null and authority = %(ours)s
                   and child_id <> all(array(select id from people_person where tier > 1))
               ) as offered) around
  left join ({team.EMPLOYED}) w on true
  left join workforce_absence b on b.worker_id = w.id and b.starts < %(until)s and b.ends > %(since)s
 order by w.name, w.id
"""  # noqa: S608  put together from this house's own words

_Presence = list[tuple[date, tuple[str, ...], tuple[str, ...]]]


def _measured(since: date, today: date, until: date) -> tuple[int, int, _Presence]:
    """In one statement: how many of our children came home and how many were offered an interview from ``since`` to
    before ``today``; and for each day to before ``until`` the support workers present and those away, by name."""
    values: dict[str, datetime | date | str] = {
        "first": start_of_day(since),
        "last": start_of_day(today),
        "since": since,
        "until": until,
        "ours": law.OURS,
        "team": law.TEAM,
        "support_role": team.SUPPORT_ROLE,
        "support_title": team.SUPPORT_TITLE,
    }
    rows = kept.rows(_MEASURED, values)
    employed: dict[int, tuple[str, date, date]] = {}
    away: dict[int, set[date]] = {}
    for _, _, worker, name, first, last, gone_from, gone_until in rows:
        if worker is not None:
            employed[worker] = (name, first, last or until)
        if gone_from:
            away.setdefault(worker, set()).update(_days(max(gone_from, since), min(gone_until, until)))
    presence: _Presence = []
    for day in _days(since, until):
        here = [(pk, name) for pk, (name, first, last) in employed.items() if first <= day < last]
        present = tuple(name for pk, name in here if day not in away.get(pk, ()))
        presence.append((day, present, tuple(name for pk, name in here if day in away.get(pk, ()))))
    return rows[0][0], rows[0][1], presence


def _days(starts: date, ends: date) -> list[date]:
    return [starts + timedelta(days=number) for number in range((ends - starts).days)]


def _say(
    days: Sequence[Day], rate: float, expected: float, possible: float, share: float | None, *, warns: bool
) -> str:
    if share is None:
        return "Nothing can be said: nobody came home, or nobody was present, in the last eight weeks."
    dates = f"From {say_date(days[0].on)} to {say_date(days[-1].on)}"
    span = f"{dates} about {expected:.0f} children are expected to come home"
    if not warns:
        return f"{span}; the workers present can offer an interview to all but a few of them."
    names = Counter(name for day in days for name in day.away)
    gone = ", ".join(f"{name} ({count} days)" for name, count in names.most_common())
    because = f" Away: {gone}." if gone else " No absence is recorded: the team is too small for the present demand."
    return (
        f"{span}, and the workers present can make about {possible:.0f} offers, {rate:.1f} each a day: "
        f"{share:.0%} would be offered an interview.{because} Arrange cover."
    )


@dataclass(frozen=True, slots=True)
class Named:
    """A place or a person whom children named: in how many interviews, of how many children, when last."""

    name: str
    kind: str
    interviews: int
    children: int
    last: datetime


def places_named(
    starts: date, ends: date, visible: QuerySet[Episode] | None = None, *, at_least: int = 1
) -> list[Named]:
    """Places named in interviews held from ``starts`` up to, not including, ``ends``; the most often first."""
    rows = InterviewPlace.objects.filter(_in_period(starts, ends))
    if visible is not None:
        rows = rows.filter(interview__episode__in=visible)
    counted = rows.values_list("name", "kind").annotate(
        times=Count("interview", distinct=True),
        who=Count("interview__episode__child", distinct=True),
        last=Max("interview__held_at"),
    )
    return [Named(*row) for row in counted.filter(times__gte=at_least).order_by("-times", "name", "kind")]


def people_named(
    starts: date, ends: date, visible: QuerySet[Episode] | None = None, *, at_least: int = 1
) -> list[Named]:
    """People named in interviews held in a period, for the police partnership team; the most often first."""
    rows = InterviewPerson.objects.filter(_in_period(starts, ends))
    if visible is not None:
        rows = rows.filter(interview__episode__in=visible)
    counted = rows.values_list("name", "relation").annotate(
        times=Count("interview", distinct=True),
        who=Count("interview__episode__child", distinct=True),
        last=Max("interview__held_at"),
    )
    return [Named(*row) for row in counted.filter(times__gte=at_least).order_by("-times", "name", "relation")]


def _in_period(starts: date, ends: date) -> Q:
    return Q(interview__held_at__gte=start_of_day(starts), interview__held_at__lt=start_of_day(ends))


@dataclass(frozen=True, slots=True)
class PlacementNews:
    """What children said of a placement, for commissioning and fostering: interviews, and reasons they gave."""

    address_id: int
    name: str
    interviews: int
    reasons: Sequence[tuple[str, int]]


def placement_news(starts: date, ends: date, visible: QuerySet[Episode] | None = None) -> list[PlacementNews]:
    """Why children in care went, by the home they went from, from interviews held in a period."""
    rows = Interview.objects.filter(
        ~kept_quiet("episode__address_id"),
        held_at__gte=start_of_day(starts),
        held_at__lt=start_of_day(ends),
        episode__where_from="care",
        episode__address__isnull=False,
    )
    if visible is not None:
        rows = rows.filter(episode__in=visible)
    said: dict[tuple[int, str], tuple[int, Counter[str]]] = {}
    for address, name, line, push in rows.values_list(
        "episode__address_id", "episode__address__name", "episode__address__line", "push_factors"
    ):
        count, reasons = said.get((address, name or line or ""), (0, Counter()))
        reasons.update(push)
        said[address, name or line or ""] = (count + 1, reasons)
    found = [PlacementNews(pk, name, count, reasons.most_common()) for (pk, name), (count, reasons) in said.items()]
    return sorted(found, key=lambda news: (-news.interviews, news.name))


@dataclass(frozen=True)
class SampleFindings:
    """What the readers of a dip sample found: how many were read, their grades, their themes."""

    sample: DipSample
    drawn: int
    read: int
    grades: Sequence[tuple[str, int]]
    themes: Sequence[tuple[str, int]]


def sample_findings(sample: int) -> SampleFindings | None:
    """One dip sample's findings; every grade is listed, also those nobody gave; themes the most often first."""
    found = DipSample.objects.select_related("by").filter(pk=sample).first()
    if found is None:
        return None
    rows = list(SampledInterview.objects.filter(sample=found).values_list("grade", "themes"))
    grades = Counter(grade for grade, _ in rows if grade)
    themes = Counter(theme for _, some in rows for theme in some)
    return SampleFindings(
        sample=found,
        drawn=len(rows),
        read=sum(grades.values()),
        grades=[(str(grade.label), grades.get(grade.value, 0)) for grade in Grade],
        themes=[(str(Theme(theme).label), count) for theme, count in themes.most_common()],
    )


def samples() -> list[tuple[DipSample, int, int]]:
    """Every dip sample with how many interviews it drew and how many were read, the latest first."""
    rows = DipSample.objects.select_related("by").annotate(
        drawn=Count("interviews"), read=Count("interviews", filter=~Q(interviews__grade=""))
    )
    return [(row, row.drawn, row.read) for row in rows.order_by("-drawn_at", "-pk")]
