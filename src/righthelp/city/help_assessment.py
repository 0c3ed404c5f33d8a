"""Assessments: begun after a referral, looked at by a manager, sent, authorised; those of today under way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from righthelp.city.help_days import between, capped, office, past, shifted
from righthelp.city.help_door import Came
from righthelp.city.help_pen import Pen
from righthelp.city.help_words import CHILD_SAYS, CONCERN, WELL, WORRIES

COLUMNS: Final = {
    "assessment.Together": ("made",),
    "assessment.Assessment": (
        "child_id", "referral", "together_id", "referred", "begun", "begun_by_id", "team_id", "worker_id", "reviewed",
        "reviewed_by_id", "submitted", "submitted_by_id", "advised", "advised_level", "authorised", "authorised_by_id",
        "outcome", "level", "decision", "late", "late_why",
    ),
    "assessment.Text": ("assessment_id", "together_id", "key", "text", "at", "by_id"),
    "assessment.FactorFound": ("assessment_id", "code", "none"),
    "assessment.Step": ("assessment_id", "done", "at", "by_id", "words"),
}  # fmt: skip
_FACTORS: Final = {"3B": 30, "4B": 24, "16A": 24, "17A": 20, "2B": 14, "1B": 12, "14A": 12, "5B": 5, "6A": 5, "10A": 4}
_LATE: Final = {
    "family": "The family was with relatives for three weeks.",
    "partners": "The clinic’s answer came after the forty-fifth day.",
    "worker": "The first worker left half-way.",
    "reworked": "The child’s own words were missing and were added.",
}
_LEVEL: Final = {"nfa": "plus", "signpost": "plus", "early-help": "additional", "disabled": "additional"}
STEPS_SINCE: Final = date(2020, 1, 1)
WRITTEN_SINCE: Final = date(2021, 4, 1)
"""Texts of older assessments, and earlier still each step on their way, are in the council's archive."""


def assessed(
    pen: Pen,
    came: Sequence[Came],
    ends: date,
    outcome: str,
    *,
    worker: int | None = None,
    why: str = "",
) -> list[int]:
    """Assess the children of a referral together; authorised on ``ends``, if that day has come. Returns the ids."""
    dice, first = pen.dice, came[0]
    day = first.made.date()
    makes = worker or pen.office.worker(dice, first.team, day)
    boss = pen.office.decider(dice, first.team, day, but=makes)
    begun = capped(first.made + timedelta(minutes=dice.whole(270, 420)))
    authorised = past(office(dice, ends, 13, 16)) if ends > day else past(begun + timedelta(hours=2))
    submitted = past(office(dice, shifted(ends, -1), 9, 12))
    if authorised is not None and (submitted is None or not begun <= submitted <= authorised):
        submitted = begun + (authorised - begun) / 2
    if submitted is not None and submitted < begun:
        submitted = None
    looked = past(office(dice, shifted(day, dice.weighed({7: 2, 8: 4, 9: 6, 10: 4, 13: 2})), 10, 15))
    if looked is not None and authorised is not None and looked >= authorised:
        looked = None
    together = pen.add("assessment.Together", begun)
    advised = outcome
    late = authorised is not None and between(day, authorised.date()) > 45
    reason = dice.pick(tuple(_LATE)) if late else ""
    level = _LEVEL.get(outcome, "complex" if outcome in ("strategy", "care") else "additional")
    found = []
    for each in came:
        number = pen.add(
            "assessment.Assessment", each.child, each.id, together, each.made, begun, makes, first.team.id, makes,
            looked, boss if looked else None, submitted, makes if submitted else None, advised if submitted else "",
            level if submitted else "", authorised, boss if authorised else None, outcome if authorised else None,
            level if authorised else None, _DECISION if authorised else "", reason, _LATE.get(reason, ""),
        )  # fmt: skip
        found.append(number)
        if begun.date() >= STEPS_SINCE:
            _steps(pen, number, (begun, looked, submitted, authorised), makes, boss)
        if submitted:
            codes = {dice.weighed(_FACTORS) for _ in range(dice.weighed({1: 4, 2: 4, 3: 2}))}
            for code in sorted(codes):
                pen.add("assessment.FactorFound", number, code, 0)
        if begun.date() >= WRITTEN_SINCE:
            _text(pen, number, "words", f"“{dice.pick(CHILD_SAYS)}”", begun, makes)
            if submitted:
                _text(pen, number, "day", _DAY, begun, makes)
                _text(pen, number, "analysis", WORRIES, begun, makes)
                _text(pen, number, "strengths", WELL, begun, makes)
    if begun.date() >= WRITTEN_SINCE:
        said = CONCERN.get(why, "The school rang: what we were told, and what the family says about it.")
        pen.add("assessment.Text", None, together, "why", said, capped(begun + timedelta(hours=3)), makes)
    return found


def _text(pen: Pen, number: int, key: str, text: str, begun: datetime, by: int) -> None:
    pen.add("assessment.Text", number, None, key, text, capped(begun + timedelta(hours=4)), by)


def _steps(pen: Pen, number: int, moments: tuple[datetime | None, ...], makes: int, boss: int) -> None:
    for done, at_, by in zip(
        ("begun", "reviewed", "submitted", "authorised"), moments, (makes, boss, makes, boss), strict=True
    ):
        if at_ is not None:
            pen.add("assessment.Step", number, done, at_, by, _LOOKED if done == "reviewed" else "")


_LOOKED: Final = "Child seen, partners asked; write the child’s day next."
_DECISION: Final = "The child was seen and heard, and what follows fits what was found."
_DAY: Final = (
    "Wakes early and gets the little ones ready. After school there is homework at the kitchen table until tea."
)
