"""Families without recourse to public funds: their means decided, money by the week, assessed each year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.city.dice import at
from righthelp.city.help_days import YESTERDAY, capped, office, on_or_before, shifted
from righthelp.city.help_need import Need
from righthelp.city.help_pen import Pen
from righthelp.city.staff import TODAY

COLUMNS: Final = {
    "child_in_need.Family": (
        "name", "team_id", "starts", "recorded", "recorded_by_id", "why", "ends", "leaving", "leaving_why",
    ),
    "child_in_need.FamilyChild": ("family_id", "child_id", "starts", "ends"),
    "child_in_need.FamilyAdult": ("family_id", "person_id"),
    "child_in_need.MeansDecision": (
        "family_id", "outcome", "supports", "evidence", "rationale", "decided", "decided_by_id", "key",
    ),
    "child_in_need.FamilyAssessment": (
        "family_id", "on", "needs", "way_out", "follows", "seen", "recorded", "recorded_by_id",
    ),
    "child_in_need.Dealing": ("family_id", "kind", "on", "who", "what", "again_on", "recorded", "recorded_by_id"),
    "child_in_need.WeeklySupport": (
        "family_id", "decision_id", "kind", "pence", "why", "starts", "ends", "stopped", "agreed", "agreed_by_id",
    ),
    "child_in_need.Payment": (
        "family_id", "decision_id", "kind", "pence", "paid_on", "covers_from", "covers_to", "to", "key", "recorded",
        "recorded_by_id",
    ),
    "child_in_need.Budget": ("team_id", "year", "pence", "why", "set_at", "set_by_id"),
}  # fmt: skip
_WEEKS: Final = 8
_LEAVING: Final = {
    "granted": "The Home Office granted leave, and benefits have begun.",
    "signposted": "Father found work; the family pays its own rent.",
    "moved": "The family moved to Coventry, which answers now.",
}
_STOPPED: Final = {"granted": "leave", "signposted": "work", "moved": "moved"}


def taken_in(pen: Pen, need: Need, surname: str) -> list[date]:
    """The family's case beside its children's plans. Returns the days of its yearly assessments."""
    dice, period, boss = pen.dice, need.period, need.team.manager or need.worker
    recorded = capped(at(period.starts, 15))
    leaving = "" if period.ends is None else dice.weighed({"granted": 6, "signposted": 3, "moved": 1})
    family = pen.add(
        "child_in_need.Family", f"Family {surname}", need.team.id, period.starts, recorded, need.worker,
        "The parents may not claim benefits and have lost their home.", period.ends, leaving,
        _LEAVING.get(leaving, ""),
    )  # fmt: skip
    for child in need.children:
        pen.add("child_in_need.FamilyChild", family, child.id, period.starts, period.ends)
    mother = need.children[0].mother
    if mother:
        pen.add("child_in_need.FamilyAdult", family, mother)
    decision = pen.add(
        "child_in_need.MeansDecision", family, "support", True,
        "Three months of bank statements, a letter from the landlord, the refusal of the housing office.",
        "Without money for rent and food the children would be on the street.", recorded, boss, pen.key(),
    )  # fmt: skip
    week = 4200 + 3900 * len(need.children)
    for kind, pence in (("subsistence", week), ("housing", 19500)):
        pen.add(
            "child_in_need.WeeklySupport", family, decision, kind, pence, "The rate agreed for a family of this size",
            period.starts, period.ends, _STOPPED.get(leaving, ""), recorded, boss,
        )  # fmt: skip
        if period.ends is None:
            for back in range(1, _WEEKS):
                day = on_or_before(TODAY - timedelta(days=7 * back + 2))
                if day > period.starts:
                    pen.add(
                        "child_in_need.Payment", family, decision, kind, pence, day, day, day + timedelta(days=6),
                        "The family" if kind == "subsistence" else "The landlord", pen.key(), at(day, 11),
                        need.worker,
                    )  # fmt: skip
    pen.add(
        "child_in_need.Dealing", family, "advice", min(shifted(period.starts, 8), YESTERDAY),
        "A solicitor at the law centre", "An application for leave is being prepared.",
        TODAY + timedelta(days=dice.whole(3, 40)) if period.ends is None else None,
        capped(at(shifted(period.starts, 8), 16)), need.worker,
    )  # fmt: skip
    return _yearly(pen, need, family)


def _yearly(pen: Pen, need: Need, family: int) -> list[date]:
    days: list[date] = []
    stop = need.period.ends or TODAY
    day = on_or_before(need.period.starts + timedelta(days=pen.dice.whole(20, 60)))
    while need.period.starts < day < stop:
        pen.add(
            "child_in_need.FamilyAssessment", family, day, "School, food, a bed each.",
            "Leave is applied for; the law centre answers for it.", "The support goes on.", True,
            capped(office(pen.dice, day, 14, 16)), need.worker,
        )  # fmt: skip
        days.append(day)
        day = on_or_before(day + timedelta(days=pen.dice.whole(340, 372)))
    return days


def budget(pen: Pen) -> None:
    """What the team may spend this year and last."""
    team = pen.office.by_kind["no-recourse"][0]
    by = team.manager or team.members[0].id
    for year in (2019, 2020, 2021):
        pen.add("child_in_need.Budget", team.id, year, 260_000_000, "The year’s budget", at(date(year, 4, 1), 9), by)
