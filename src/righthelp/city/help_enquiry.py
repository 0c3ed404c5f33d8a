"""Strategy discussions and section 47 enquiries: who met, what was decided for each child, what the enquiry found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from righthelp.city.help_days import capped, office, past, shifted
from righthelp.city.help_meeting import met
from righthelp.city.help_office import Team
from righthelp.city.help_pen import Pen
from righthelp.city.help_read import Child
from righthelp.city.help_visits import visited
from righthelp.city.help_words import CONCERN, FINDINGS

COLUMNS: Final = {
    "section47.Discussion": (
        "meeting_id", "asked", "asked_by_id", "recorded", "concern", "harm", "first_referred", "held",
        "chair_assesses", "chair_why",
    ),
    "section47.Concerned": (
        "discussion_id", "child_id", "referral", "asked", "held", "quorate", "decided", "decided_by_id", "decision",
        "decision_why", "safety", "joint_visit", "joint_why", "joint_by", "actions_given",
    ),
    "section47.Enquiry": (
        "child_id", "concerned_id", "strategy_held", "decided_as", "how", "opened", "opened_by_id", "worker_id",
        "joint_by", "joint_eve", "joint_in_id", "joint_held", "joint_with", "findings", "seen_in_id", "alone_in_id",
        "unseen_why", "outcome", "next_step", "completed", "completed_by_id", "authorised", "authorised_by_id",
        "authorised_why", "conference_needed",
    ),
}  # fmt: skip
_AGENCIES: Final = ("police", "health", "education")


@dataclass(frozen=True, slots=True)
class Enquired:
    """An enquiry as it came out, for one child."""

    id: int
    child: int
    held: datetime
    authorised: datetime | None
    worker: int


def enquired(
    pen: Pen,
    children: Sequence[Child],
    referrals: Sequence[int | None],
    team: Team,
    day: date,
    *,
    harm: str,
    outcome: str,
    done: date,
    worker: int | None = None,
    waits: bool = False,
    needed: bool = True,
) -> list[Enquired]:
    """A discussion held on a day, and an enquiry for each child whose finding a manager authorises on ``done``.

    ``waits``: the finding is written and not authorised yet. Where no enquiry is ``needed`` there is none.
    """
    dice = pen.dice
    makes = worker or pen.office.worker(dice, team, day)
    boss = pen.office.decider(dice, team, day, but=makes)
    held = office(dice, day, 10, 15)
    asked = held - timedelta(minutes=dice.whole(60, 300) if dice.chance(0.9) else dice.whole(1500, 2600))
    meeting = met(
        pen, "strategy", [each.id for each in children], called=asked, held=held, chair=boss, by=makes,
        agencies=_AGENCIES[: 3 if dice.chance(0.6) else 2], minutes=timedelta(hours=dice.whole(4, 40)),
    ).meeting  # fmt: skip
    discussion = pen.add(
        "section47.Discussion", meeting, asked, makes, asked + timedelta(minutes=5), CONCERN[harm], harm,
        referrals[0] is not None, held, team.code.startswith("asti"), "" if team.code.startswith("asti") else _CHAIR,
    )  # fmt: skip
    decided = held + timedelta(minutes=20)
    given = past(held + timedelta(minutes=dice.whole(25, 115)))
    if not needed:
        for child, referral in zip(children, referrals, strict=True):
            pen.add(
                "section47.Concerned", discussion, child.id, referral, asked, held, True, decided, boss, "not-needed",
                _NO_NEED, "", False, "", None, given,
            )  # fmt: skip
        return []
    joint = dice.chance(0.35 if harm in ("PHY", "SAB") else 0.12)
    seen_on = shifted(day, 1 if joint else dice.weighed({0: 3, 1: 5, 2: 2}))
    moment = office(dice, seen_on, 15, 17) if seen_on == day else office(dice, seen_on, 9, 15)
    moment = max(moment, decided + timedelta(minutes=30))
    visits = visited(pen, children, moment, makes, purpose=_PURPOSE)
    joint = joint and all(visits.get(each.id, (None, None))[0] for each in children)
    how, by = ("joint", seen_on) if joint else ("single", None)
    found = []
    completed = past(office(dice, done, 11, 12))
    if completed is not None and completed <= moment:
        completed = capped(moment + timedelta(minutes=40))
    authorised = (
        None
        if waits
        else past(max(office(dice, done, 14, 16), completed + timedelta(minutes=30)))
        if completed
        else None
    )
    for child, referral in zip(children, referrals, strict=True):
        concerned = pen.add(
            "section47.Concerned", discussion, child.id, referral, asked, held, True, decided, boss, how, _WHY,
            _SAFETY, joint, _JOINT if joint else _ALONE, by, given,
        )  # fmt: skip
        seen, alone = visits.get(child.id, (None, None))
        unseen = "" if seen else _UNSEEN if child.born <= seen_on else "The baby was not born yet."
        step = {"risk": "conference", "no-risk": "need", "unfounded": "none"}[outcome]
        number = pen.add(
            "section47.Enquiry", child.id, concerned, held, how, how, decided, boss, makes, by,
            by - timedelta(days=1) if by else None, seen if joint else None, moment if joint else None,
            "An officer of the child abuse investigation unit" if joint else "", FINDINGS[outcome], seen, alone,
            unseen if completed else "", outcome if completed else None, step if completed else None, completed,
            makes if completed else None, authorised, boss if authorised else None,
            _AUTHORISED if authorised else "", authorised if step == "conference" else None,
        )  # fmt: skip
        found.append(Enquired(number, child.id, held, authorised, makes))
    return found


_CHAIR: Final = "The children’s own team knows the family; its manager chaired."
_WHY: Final = "What was told, and what health and police hold, point to harm that may be significant."
_NO_NEED: Final = "Health and police hold nothing that points to significant harm; the assessment goes on."
_SAFETY: Final = "The children stay with their grandmother until they have been seen."
_JOINT: Final = "A crime may have been committed."
_ALONE: Final = "Nothing points to a crime; one worker whom the family knows frightens the child less."
_PURPOSE: Final = "Section 47: see the child, alone if they agree"
_UNSEEN: Final = "The family was with relatives in Leicester; officers there saw the child."
_AUTHORISED: Final = "The child’s own words bear it out, and the partners agree."
