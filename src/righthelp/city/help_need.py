"""Children in need: what stands beside a plan, its reviews, and what the disabled children's teams keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from righthelp.city.dice import at
from righthelp.city.help_days import YESTERDAY, capped, office, on_or_before, past, shifted
from righthelp.city.help_door import Came
from righthelp.city.help_meeting import met
from righthelp.city.help_office import Team
from righthelp.city.help_pen import Pen
from righthelp.city.help_plan import written
from righthelp.city.help_read import Child, Period
from righthelp.city.help_words import CHILD_SAYS, FAMILY_SAYS, IMPROVED, STUCK, THRESHOLD
from righthelp.city.staff import TODAY
from righthelp.foundation.calendar import add_months
from righthelp.practice.casework.intervals import drawn

COLUMNS: Final = {
    "child_in_need.NeedPlan": (
        "plan_id", "child_id", "team_id", "source", "since", "threshold", "agreed", "agreed_on", "agreed_by", "weeks",
        "referral", "decided_by_id",
    ),
    "child_in_need.PartnerRole": ("plan_id", "agency", "who", "does", "starts"),
    "child_in_need.Review": (
        "plan_id", "child_id", "meeting_id", "plan_starts", "on", "progress", "outcomes", "child_view", "family_view",
        "decision", "reason", "next_by", "recorded", "recorded_by_id",
    ),
    "child_in_need.NeedDue": (
        "plan_id", "child_id", "kind", "what", "place", "first", "since", "held", "ended", "eve",
    ),
    "child_in_need.Specialist": (
        "child_id", "referral", "referred", "begun", "begun_by_id", "done", "done_by_id", "needs", "child_view",
        "findings", "reason",
    ),
    "child_in_need.Entitlement": ("child_id", "kind", "words", "starts", "recorded", "recorded_by_id"),
    "child_in_need.ShortBreak": (
        "child_id", "kind", "provider", "amount", "unit", "why", "starts", "agreed", "agreed_by_id",
    ),
}  # fmt: skip
_GAPS: Final = {"cin": (60, 91, 90, 181), "disabled": (70, 91, 130, 182), "nrpf": (60, 90, 70, 91)}
_ENDINGS: Final = {"cp": "step-up", "care": "care", "cin": "other"}


@dataclass(slots=True)
class Need:
    """A child in need plan of brothers and sisters on its way."""

    children: list[Child]
    period: Period
    kind: str
    worker: int
    team: Team
    plans: dict[int, int] = field(default_factory=dict)


def begun(pen: Pen, need: Need, source: str, came: Sequence[Came]) -> None:
    """A manager decides and the family agrees; the plans begin."""
    dice, period = pen.dice, need.period
    boss = pen.office.decider(dice, need.team, period.starts, but=need.worker)
    moment = capped(office(dice, period.starts, 17, 17))
    referrals = {each.child: each.id for each in came}
    weeks = dice.weighed({None: 4, 12: 3, 26: 3})
    for child in need.children:
        ending = _ending(pen, period, child)
        plan = need.plans[child.id] = written(pen, child, need.kind, period, ending, moment, boss)
        pen.add(
            "child_in_need.NeedPlan", plan, child.id, need.team.id, source, period.starts, THRESHOLD,
            "yes" if dice.chance(0.92) else "part", period.starts, "Mother" if child.mother else "Grandmother", weeks,
            referrals.get(child.id), boss,
        )  # fmt: skip
        if period.ends is None:
            pen.add(
                "child_in_need.PartnerRole", plan, "education", "Family worker of the school",
                "Sees the child on Mondays and rings home.", period.starts,
            )  # fmt: skip


def _ending(pen: Pen, period: Period, child: Child) -> str | None:
    if period.ends is None:
        return None
    if period.follows:
        return _ENDINGS[period.follows]
    if period.ends >= add_months(child.born, 216):
        return "adult"
    return pen.dice.weighed({"met": 58, "step-down": 22, "moved": 8, "declined": 8, "other": 4})


def ran(pen: Pen, need: Need, assessed: Sequence[date] = ()) -> None:
    """Reviews through the plan, and what is due next; ``assessed`` are the yearly assessments of a family."""
    days = _review_days(pen, need)
    eves: dict[date, date] = {}
    for number, day in enumerate(days):
        soon = _agreed(pen, days[number + 1] if number + 1 < len(days) else None, need.period.ends)
        if soon and soon > day:
            eves[day] = soon - timedelta(days=1)
        _review(pen, need, day, eves.get(day) and soon, last=number == len(days) - 1)
    period = need.period
    series = [("review", days, eves)]
    if need.kind == "nrpf":
        series.append(("assessment", list(assessed), {}))
    for child in need.children:
        plan = need.plans[child.id]
        for what, events, agreed in series:
            for place, each in enumerate(drawn(period.starts, events, period.ends)):
                pen.add(
                    "child_in_need.NeedDue", plan, child.id, need.kind, what, place, place == 0, each.since,
                    each.held, each.ended, agreed.get(each.since),
                )  # fmt: skip


def _agreed(pen: Pen, following: date | None, ends: date | None) -> date | None:
    """The day agreed for the next review, where it is to be sooner than the limit: mostly kept."""
    if not pen.dice.chance(0.12) or (following is None and ends is not None):
        return None
    if following is not None:
        return following + timedelta(days=pen.dice.weighed({0: 5, 1: 3, 3: 2, -4: 1}))
    return TODAY + timedelta(days=pen.dice.weighed({0: 1, 3: 2, 9: 3, 16: 3, 30: 3, -2: 1}))


def _review_days(pen: Pen, need: Need) -> list[date]:
    dice = pen.dice
    low, high, later_low, later_high = _GAPS[need.kind]
    stop = need.period.ends or TODAY
    days: list[date] = []
    day = need.period.starts
    while True:
        gap = dice.whole(later_low, later_high) if days else dice.whole(low, high)
        gap = (later_high if days else high) + dice.whole(4, 40) if dice.chance(0.07) else gap
        day = on_or_before(day + timedelta(days=gap))
        if day >= stop:
            return days
        days.append(day)


def _review(pen: Pen, need: Need, day: date, soon: date | None, *, last: bool) -> None:
    dice, period = pen.dice, need.period
    held = office(dice, day, 9, 15)
    boss = pen.office.decider(dice, need.team, day, but=need.worker)
    meeting = met(
        pen, "cin", [each.id for each in need.children], called=held - timedelta(days=dice.whole(8, 20)), held=held,
        chair=boss if dice.chance(0.3) else need.worker, by=need.worker, agencies=("education",),
        parents=[mother for mother in [need.children[0].mother] if mother],
        minutes=timedelta(days=dice.whole(2, 15)),
    ).meeting  # fmt: skip
    over = last and period.ends is not None and (period.ends - day).days < 40
    decision = "goes-on" if not over else "step-up" if period.follows else "close"
    progress = "worse" if decision == "step-up" else "good" if over else dice.weighed({"good": 4, "some": 5, "none": 1})
    for child in need.children:
        pen.add(
            "child_in_need.Review", need.plans[child.id], child.id, meeting, period.starts, day, progress,
            IMPROVED if progress == "good" else STUCK, dice.pick(CHILD_SAYS), FAMILY_SAYS, decision,
            IMPROVED if progress == "good" else STUCK, soon, capped(held + timedelta(hours=2)), need.worker,
        )  # fmt: skip


def specialist(pen: Pen, need: Need, came: Sequence[Came]) -> None:
    """The assessment by those who know about disability, before the plan; short breaks while it runs."""
    dice = pen.dice
    for child, each in zip(need.children, came, strict=True):
        started = each.made + timedelta(hours=dice.whole(20, 60))
        done = max(started, at(shifted(need.period.starts, -1), 15))
        pen.add(
            "child_in_need.Specialist", child.id, each.id, each.made, min(started, done), need.worker, done,
            need.worker, "Needs somebody awake at night, help with eating, and words in pictures.",
            "Pointed at the swing and at her brother.", "plan", "More than universal services can give.",
        )  # fmt: skip
        if need.period.ends is not None:
            continue
        begun_at = capped(at(need.period.starts, 16))
        pen.add(
            "child_in_need.Entitlement", child.id, "dla", "Middle rate care, since the third birthday",
            need.period.starts, begun_at, need.worker,
        )  # fmt: skip
        if dice.chance(0.6):
            pen.add(
                "child_in_need.ShortBreak", child.id, dice.pick(("day", "home", "direct")), "Kestrel Lane play scheme",
                dice.whole(20, 120), "hours", "So that the parents sleep and the child meets other children.",
                need.period.starts, begun_at, need.worker,
            )  # fmt: skip


def specialists_open(pen: Pen, came: Sequence[Came], worker: int) -> None:
    """A specialist assessment that has not come to an end."""
    for each in came:
        begun_at: datetime | None = past(each.made + timedelta(hours=pen.dice.whole(20, 60)))
        if begun_at is not None:
            pen.add(
                "child_in_need.Specialist", each.child, each.id, each.made, begun_at, worker, None, None, "", "",
                None, "",
            )  # fmt: skip


__all__ = ["COLUMNS", "YESTERDAY", "Need", "begun", "ran", "specialist", "specialists_open"]
