"""Child protection conferences and what stands beside a plan: decisions, scores, core groups, milestones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from righthelp.city.help_days import CARRIED_OVER, YESTERDAY, capped, office, on_or_before, past, shifted
from righthelp.city.help_enquiry import Enquired
from righthelp.city.help_meeting import Met, met
from righthelp.city.help_office import Team
from righthelp.city.help_pen import Pen
from righthelp.city.help_plan import written
from righthelp.city.help_read import Child, Period
from righthelp.city.help_words import CONTINGENCY, FAMILY_SAYS, IMPROVED, NEXT, STUCK, WELL, WHY_PLAN, WORRIES
from righthelp.city.staff import TODAY
from righthelp.foundation.calendar import add_months
from righthelp.practice.protection.law import AGAIN_MONTHS, MILESTONES
from righthelp.practice.protection.stages import drawn

COLUMNS: Final = {
    "protection.ConferenceRecord": (
        "meeting_id", "worries", "complicating", "working_well", "family_views", "needs_to_happen", "report_shared",
        "report_by_id", "written", "written_by_id",
    ),
    "protection.ChildConference": (
        "child_id", "kind", "enquiry", "strategy", "plan_id", "plan_starts", "asked", "asked_by_id", "why",
        "meeting_id", "held", "views", "views_by", "outcome", "category", "reason", "instead", "ending", "exploited",
        "decided", "decided_by_id",
    ),
    "protection.ProtectionPlan": (
        "plan_id", "child_id", "conference_id", "chair_id", "starts", "ends", "ending", "category", "why",
        "contingency", "ordinal", "elsewhere", "last_ended", "within_two_years", "within_year",
    ),
    "protection.CategoryHeld": ("plan_id", "category", "starts", "by_id", "why"),
    "protection.CoreMember": ("plan_id", "agency", "worker_id", "person_id", "name", "role", "since"),
    "protection.Score": ("meeting_id", "child_id", "attendance_id", "value"),
    "protection.Stage": ("plan_id", "child_id", "step", "place", "first", "since", "held", "ended"),
    "protection.Milestone": ("plan_id", "child_id", "months", "reached", "reviewed", "reviewed_by_id", "note"),
}  # fmt: skip
_MONTH: Final = timedelta(days=20)
_SCORED_SINCE: Final = date(2021, 2, 1)
_BOOKED: Final = 28
_ENDINGS: Final = {"cin": "step-down", "care": "care"}


_Member = tuple[str, int | None, int | None, str, str]


@dataclass(slots=True)
class Course:
    """A plan of brothers and sisters on its way: its chair, category, team, and how safe people say they are."""

    children: list[Child]
    period: Period
    worker: int
    chair: int
    team: Team
    category: str
    level: int
    levels: list[tuple[date, int]] = field(default_factory=list)
    plans: dict[int, int] = field(default_factory=dict)
    beside: dict[int, int] = field(default_factory=dict)

    @property
    def ids(self) -> list[int]:
        return [each.id for each in self.children]

    @property
    def parents(self) -> list[int]:
        mother = self.children[0].mother
        return [mother] if mother else []


def conference(
    pen: Pen,
    kind: str,
    course: Course,
    held: datetime | None,
    *,
    called: datetime,
    planned: datetime | None = None,
) -> Met:
    """The meeting of a conference with its record; booked for ``planned`` when it has not been held."""
    when = held or planned
    assert when is not None  # noqa: S101  one of them is given
    room = met(
        pen, kind, course.ids, called=called, held=held, planned=planned, chair=course.chair, by=course.worker,
        agencies=("health", "education", "police")[: pen.dice.whole(2, 3)], parents=course.parents,
        minutes=timedelta(days=pen.dice.whole(6, 30)),
    )  # fmt: skip
    shared = on_or_before(when.date() - timedelta(days=pen.dice.weighed({3: 4, 5: 3, 7: 3, 1: 1})))
    words = (WORRIES, STUCK, WELL, FAMILY_SAYS, NEXT) if held else ("", "", "", "", "")
    pen.add(
        "protection.ConferenceRecord", room.meeting, *words, shared if shared < TODAY and held else None,
        course.worker if held else None, capped(held + timedelta(hours=3)) if held else None,
        course.chair if held else None,
    )  # fmt: skip
    if held is not None:
        scored(pen, course, room)
    return room


def scored(pen: Pen, course: Course, room: Met) -> None:
    """Where each of those present puts each child; a little apart from one another."""
    for child in course.ids:
        for attendance in room.attendances[:3]:
            value = max(0, min(10, course.level + pen.dice.weighed({-1: 2, 0: 5, 1: 2})))
            pen.add("protection.Score", room.meeting, child, attendance, value)


def begun(pen: Pen, course: Course, enquiries: Sequence[Enquired]) -> None:
    """The initial conference decides on a plan for each child, and the plans begin."""
    dice, period = pen.dice, course.period
    held = capped(office(dice, on_or_before(period.starts), 10, 14))
    asked = [each.authorised or each.held for each in enquiries]
    held = max([held, *asked])
    room = conference(pen, "icpc", course, held, called=min(asked))
    for child, enquiry, since in zip(course.children, enquiries, asked, strict=True):
        number = pen.add(
            "protection.ChildConference", child.id, "icpc", enquiry.id, enquiry.held, None, None, since,
            enquiry.worker, "The enquiry found continuing risk of significant harm.", room.meeting, held, _VIEWS,
            "The social worker", "plan", course.category, WHY_PLAN[course.category], None, None, False, held,
            course.chair,
        )  # fmt: skip
        ending = _ending(pen, period, child)
        plan = written(pen, child, "cp", period, ending, held, course.chair, harm=course.category)
        elsewhere, last = _before(pen, child, period.starts)
        two, one = (last is not None and add_months(last, each) >= period.starts for each in AGAIN_MONTHS)
        beside = pen.add(
            "protection.ProtectionPlan", plan, child.id, number, course.chair, period.starts, period.ends,
            ending, course.category, WHY_PLAN[course.category], CONTINGENCY, 1 + elsewhere, elsewhere, last, two, one,
        )  # fmt: skip
        course.plans[child.id], course.beside[child.id] = plan, beside
        pen.add(
            "protection.CategoryHeld", beside, course.category, period.starts, course.chair,
            "Decided at the first conference",
        )  # fmt: skip
        members: list[_Member] = [("social-care", course.worker, None, "", "Social worker")]
        if period.ends is None or period.ends > CARRIED_OVER:
            members += [("health", None, None, "Named nurse of the surgery", "Health")]
            members += [("education", None, None, "Designated lead of the school", "School")]
            members += [("family", None, mother, "", "Mother") for mother in course.parents]
        for agency, worker, person, name, role in members:
            pen.add("protection.CoreMember", beside, agency, worker, person, name, role, period.starts)


def _before(pen: Pen, child: Child, starts: date) -> tuple[int, date | None]:
    """A plan of another council before: a quarter of children had one ever, one in nine within a year."""
    if not pen.dice.chance(0.285):
        return 0, None
    back = pen.dice.weighed({"year": 44, "two": 16, "ever": 40})
    days = {"year": (40, 360), "two": (380, 720), "ever": (760, 2400)}[back]
    last = starts - timedelta(days=pen.dice.whole(*days))
    return (1, last) if last > child.born + timedelta(days=60) else (0, None)


def _ending(pen: Pen, period: Period, child: Child) -> str | None:
    if period.ends is None:
        return None
    if period.follows:
        return _ENDINGS[period.follows]
    if period.ends >= add_months(child.born, 216):
        return "adult"
    return "met"


def ran(pen: Pen, course: Course) -> None:
    """Reviews, core groups and milestones through the plan."""
    start = course.level
    reviews = _reviews(pen, course)
    groups = _core_groups(pen, course, start)
    ends = course.period.ends
    for child in course.ids:
        for step, days in (("review", reviews), ("core-group", groups)):
            for place, each in enumerate(drawn(course.period.starts, days, ends)):
                pen.add(
                    "protection.Stage", course.beside[child], child, step, place, place == 0, each.since, each.held,
                    each.ended,
                )  # fmt: skip
        for months in MILESTONES:
            reached = add_months(course.period.starts, months)
            if reached < TODAY and (ends is None or reached < ends):
                looked = past(office(pen.dice, shifted(reached, pen.dice.whole(2, 11)), 10, 16))
                if ends is not None and looked is not None:
                    looked = min(looked, office(pen.dice, ends, 9, 9))
                pen.add(
                    "protection.Milestone", course.beside[child], child, months, reached, looked,
                    pen.office.decider(pen.dice, course.team, reached, but=course.worker) if looked else None,
                    "Change is slower than we hoped; the next core group says what must be different." if looked
                    else "",
                )  # fmt: skip


def _reviews(pen: Pen, course: Course) -> list[date]:
    dice, period = pen.dice, course.period
    stop = period.ends or TODAY
    last_one = None
    by_review = period.ends is not None and period.follows != "care"
    if by_review and period.ends is not None:
        last_one = on_or_before(min(period.ends, YESTERDAY))
        last_one = last_one if last_one > period.starts else None
    days, day = [], period.starts
    while True:
        first = day == period.starts
        gap = dice.whole(66, 90) if first else dice.whole(120, 181)
        if dice.chance(0.07):
            gap = (92 if first else 184) + dice.whole(4, 40)
        day = on_or_before(day + timedelta(days=gap))
        if day >= stop - (timedelta(days=25) if last_one else timedelta(0)):
            break
        days.append(day)
    for number, each in enumerate(days):
        course.level = min(8, course.level + dice.weighed({0: 3, 1: 5, 2: 2}))
        course.levels.append((each, course.level))
        _review(pen, course, each, last=False, number=number)
    if last_one is not None and last_one not in days:
        course.level = dice.whole(7, 9)
        _review(pen, course, last_one, last=True, number=len(days))
        days.append(last_one)
    if period.ends is None and day < TODAY + timedelta(days=_BOOKED):
        _booked(pen, course, max(day, TODAY + timedelta(days=dice.whole(1, 9))))
    return days


def _review(pen: Pen, course: Course, day: date, *, last: bool, number: int) -> None:
    held = office(pen.dice, day, 10, 15)
    called = capped(office(pen.dice, shifted(day, -15)))
    room = conference(pen, "rcpc", course, held, called=called)
    outcome, category = ("end", None) if last else ("continue", course.category)
    for child in course.children:
        ending = _ending(pen, course.period, child) if last else None
        if ending == "adult":
            ending = "other"
        pen.add(
            "protection.ChildConference", child.id, "rcpc", None, None, course.plans[child.id], course.period.starts,
            called, course.worker, "The review is due.", room.meeting, held, _VIEWS, "The social worker", outcome,
            category, IMPROVED if last or number % 2 else STUCK, None, ending, False, held, course.chair,
        )  # fmt: skip


def _booked(pen: Pen, course: Course, day: date) -> None:
    """The next review is on its way."""
    planned = office(pen.dice, on_or_before(day), 10, 15)
    called = office(pen.dice, shifted(YESTERDAY, -pen.dice.whole(1, 12)))
    room = conference(pen, "rcpc", course, None, called=called, planned=planned)
    for child in course.children:
        pen.add(
            "protection.ChildConference", child.id, "rcpc", None, None, course.plans[child.id], course.period.starts,
            called, course.worker, "The review is due.", room.meeting, None, "", "", None, None, "", None, None, None,
            None, None,
        )  # fmt: skip


def _core_groups(pen: Pen, course: Course, start: int) -> list[date]:
    """From April 2018; earlier ones were not carried over."""
    dice, period = pen.dice, course.period
    if period.ends is not None and period.ends <= CARRIED_OVER:
        return []
    last = min(period.ends - timedelta(days=1), YESTERDAY) if period.ends else YESTERDAY
    day = period.starts if period.starts >= CARRIED_OVER else CARRIED_OVER + timedelta(days=dice.whole(0, 30))
    day = shifted(day, dice.weighed({7: 3, 9: 4, 10: 5, 12: 1}))
    days = []
    while day <= last:
        held = office(dice, day, 9, 15)
        scores = day >= _SCORED_SINCE
        course.level = max([level for since, level in course.levels if since <= day], default=start)
        room = met(
            pen, "core-group", course.ids, called=held - timedelta(days=10), held=held, chair=course.worker,
            by=course.worker, agencies=("education",) if not scores else ("education", "health"),
            parents=course.parents, minutes=timedelta(days=dice.whole(2, 16)),
            parts=_PARTS if day > TODAY - timedelta(days=70) else (),
        )  # fmt: skip
        if scores:
            scored(pen, course, room)
        days.append(day)
        day = on_or_before(day + timedelta(days=dice.weighed({28: 3, 35: 4, 42: 5, 49: 1})))
    return days


_VIEWS: Final = "Wants it to be quiet at home, and to see Nan more often."
_PARTS: Final = (("What has changed since last time", IMPROVED), ("What happens next", NEXT))
