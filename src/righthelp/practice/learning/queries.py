"""Named reads of courses: the catalogue, one course with what was said of it, a session's list, a month's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Avg, Count, F, Min, Q, QuerySet

from righthelp.foundation.calendar import Month, local_date, start_of_day
from righthelp.practice.learning.models import Booking, Cohort, Course, Evaluation, For, Need, Session
from righthelp.practice.workforce.models import FirstYear, Milestone, Worker

TOO_FEW = 3
"""Of fewer answers than this the mean says something of a person; it is not shown."""


@dataclass(frozen=True)
class Listed:
    """A course in the catalogue: when it is next held, and how many places are free on the sessions to come."""

    course: Course
    next_at: datetime | None
    free: int

    @property
    def mandatory(self) -> str:
        """For whom it is mandatory, in words."""
        return mandatory_words(self.course)


def mandatory_words(course: Course) -> str:
    """``Everybody; Whoever leads a team``, or nothing."""
    return "; ".join(str(For(each).label) for each in course.mandatory_for)


def catalogue(now: datetime, words: str = "") -> list[Listed]:
    """Courses whose title or text holds every word, by title. Two queries."""
    rows = Course.objects.filter(closed__isnull=True)
    for word in words.split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(about__icontains=word))
    ahead: dict[int, tuple[datetime, int]] = {}
    for session in coming(now).filter(course__in=rows, cohort__isnull=True):
        first, places = ahead.get(session.course_id, (session.starts, 0))
        ahead[session.course_id] = (first, places + max(session.places - session.taken, 0))  # type: ignore[attr-defined]  # annotated
    return [Listed(row, *ahead.get(row.pk, (None, 0))) for row in rows.order_by("title")]


_TAKEN = Count("bookings", filter=Q(bookings__cancelled__isnull=True, bookings__seat__isnull=False))
_WAITING = Count("bookings", filter=Q(bookings__cancelled__isnull=True, bookings__seat__isnull=True))


def with_places(rows: QuerySet[Session]) -> QuerySet[Session]:
    """Sessions with ``taken`` places and how many are ``waiting``."""
    return rows.annotate(taken=_TAKEN, waiting=_WAITING).select_related("course", "cohort")


def coming(now: datetime) -> QuerySet[Session]:
    """Sessions still to come, the next first."""
    return with_places(Session.objects.filter(starts__gt=now, cancelled__isnull=True)).order_by("starts", "pk")


@dataclass(frozen=True)
class Said:
    """What those who went say of a course: how many, and the mean of worth and use (1 to 5); none of too few."""

    later: bool
    count: int
    worth: float | None
    used: float | None


def said_of(course: int) -> list[Said]:
    """At once and three months on. One query."""
    rows = (
        Evaluation.objects.filter(booking__session__course_id=course)
        .values("later")
        .annotate(count=Count("pk"), worth=Avg("worth"), used=Avg("used"))
        .order_by("later")
    )
    return [
        Said(
            row["later"],
            row["count"],
            round(row["worth"], 1) if row["count"] >= TOO_FEW else None,
            round(row["used"], 1) if row["count"] >= TOO_FEW else None,
        )
        for row in rows
    ]


def session_of(session: int) -> Session | None:
    """One session with its course and places."""
    return with_places(Session.objects.filter(pk=session)).first()


def bookings(session: int) -> list[Booking]:
    """Everybody booked, by place, then who waits in their order."""
    rows = Booking.objects.filter(session_id=session, cancelled__isnull=True).select_related("worker__team")
    return list(rows.order_by(F("seat").asc(nulls_last=True), "booked", "pk"))


@dataclass(frozen=True)
class CalendarDay:
    """A day of the month's page with its sessions."""

    day: date
    inside: bool
    sessions: list[Session]


def calendar(month: Month) -> list[list[CalendarDay]]:
    """Whole weeks from Monday, with what is on each day. One query."""
    first = month.first_day - timedelta(days=month.first_day.weekday())
    last = month.last_day + timedelta(days=7 - month.last_day.isoweekday())
    on: dict[date, list[Session]] = {}
    rows = Session.objects.filter(
        starts__gte=start_of_day(first), starts__lt=start_of_day(last + timedelta(days=1)), cancelled__isnull=True
    )
    for session in with_places(rows).order_by("starts", "pk"):
        on.setdefault(local_date(session.starts), []).append(session)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    cells = [CalendarDay(day, month.first_day <= day <= month.last_day, on.get(day, [])) for day in days]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


@dataclass(frozen=True)
class Planned:
    """A need of the year with how far it is: places on sessions of its course in the year, and who came."""

    need: Need
    places: int
    came: int

    @property
    def share(self) -> int:
        """Came, in percent of those who are to learn it; at most 100."""
        return min(100, round(100 * self.came / self.need.people))


def plan(year: int) -> list[Planned]:
    """The training plan of a year from April, what presses most first. Three queries."""
    needs = list(Need.objects.filter(year=year).select_related("course").order_by("priority", "what"))
    courses = {need.course_id for need in needs if need.course_id}
    first, last = start_of_day(date(year, 4, 1)), start_of_day(date(year + 1, 4, 1))
    rows = Session.objects.filter(course__in=courses, starts__gte=first, starts__lt=last, cancelled__isnull=True)
    places: dict[int, int] = {}
    for course, number in rows.values_list("course_id", "places"):
        places[course] = places.get(course, 0) + number
    came = dict(
        Booking.objects.filter(session__in=rows, came="yes", cancelled__isnull=True)
        .values_list("session__course_id")
        .annotate(Count("worker", distinct=True))
    )
    return [Planned(need, places.get(need.course_id or 0, 0), came.get(need.course_id or 0, 0)) for need in needs]


def years() -> list[int]:
    """The years that have a plan, the latest first."""
    return sorted(set(Need.objects.values_list("year", flat=True)), reverse=True)


def cohorts() -> QuerySet[Cohort]:
    """Every cohort, the latest first, with how many are in it, finished, and went."""
    return Cohort.objects.select_related("lead").annotate(
        now_in=Count("members", filter=Q(members__ended__isnull=True)),
        finished=Count("members", filter=Q(members__outcome="finished")),
        gone=Count("members", filter=Q(members__outcome__in=("stopped", "later"))),
    ).order_by("-starts", "programme")  # fmt: skip


@dataclass(frozen=True)
class FirstYearOf:
    """A newly qualified worker's supported year as the workforce holds it: until when, and which step is next."""

    ends: date
    caseload: int
    done: int
    late: int
    next_due: date | None


def first_years(workers: list[int], today: date) -> dict[int, FirstYearOf]:
    """The supported years of these workers, from the workforce's own record. Two queries."""
    steps = (
        Milestone.objects.filter(worker__in=workers, kind="first-year")
        .values("worker_id")
        .annotate(
            made=Count("pk", filter=Q(done__isnull=False)),
            late=Count("pk", filter=Q(done__isnull=True, due__lt=today)),
            next_due=Min("due", filter=Q(done__isnull=True)),
        )
    )
    of = {row["worker_id"]: (int(row["made"]), int(row["late"]), row["next_due"]) for row in steps}
    return {
        year.worker_id: FirstYearOf(year.ends, year.caseload, *of.get(year.worker_id, (0, 0, None)))
        for year in FirstYear.objects.filter(worker__in=workers).order_by("starts")
    }


def workers_for(teams: list[int] | None, on: date) -> QuerySet[Worker]:
    """Who can be booked by somebody who sees these teams (None: all), by name."""
    rows = Worker.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), starts__lte=on)
    return (rows if teams is None else rows.filter(team_id__in=teams)).order_by("name")
