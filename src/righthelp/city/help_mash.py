"""MASH: partners asked what they know of the children of a family, and what a manager made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from righthelp.city import names
from righthelp.city.dice import Dice
from righthelp.city.help_days import capped, past
from righthelp.city.help_door import Came
from righthelp.city.help_pen import Pen
from righthelp.city.help_pen import asked as asked_of
from righthelp.practice.mash.codes import Agency
from righthelp.practice.mash.protocols import EDITION
from righthelp.practice.workforce import demo

COLUMNS: Final = {
    "mash.Partner": ("name", "agency", "organisation", "post", "reached_at", "starts", "account_id"),
    "mash.PartnerHours": ("partner_id", "weekday", "starts", "ends", "here"),
    "mash.PartnerAway": ("partner_id", "starts", "ends", "why"),
    "mash.Work": ("begun", "begun_by_id", "team_id", "worker_id"),
    "mash.Enquiry": (
        "work_id", "child_id", "referral", "begun", "running", "rating", "factors", "decided", "decided_by_id",
        "decision", "level", "reason", "missing_why",
    ),
    "mash.Rated": ("enquiry_id", "rating", "rationale", "at", "by_id"),
    "mash.Sharing": ("enquiry_id", "agreement", "ground", "why", "legal", "at", "by_id"),
    "mash.Check": (
        "enquiry_id", "child_id", "agency", "question", "told", "sharing_id", "edition", "partner_id", "asked",
        "asked_by_id", "owner_id", "running", "rating", "answered", "result", "answer", "given_by", "recorded_by_id",
    ),
}  # fmt: skip
SINCE: Final = date(2021, 1, 4)
"""Earlier enquiries of MASH are in the partners' old system."""
_WITHIN: Final = {"red": 4, "amber": 24, "green": 72}
_SITS: Final = (
    ("police", "West Midlands Police", "Detective sergeant"),
    ("police", "West Midlands Police", "Intelligence researcher"),
    ("health", "Community health trust", "Named nurse"),
    ("health", "Community health trust", "Health visitor"),
    ("education", "Education safeguarding", "Education adviser"),
    ("domestic", "Women’s charity of the city", "Adviser on domestic abuse"),
    ("adult-mind", "Mental health trust", "Mental health nurse"),
    ("young-mind", "Mental health, 0 to 25", "Practitioner"),
    ("housing", "Housing office", "Housing officer"),
    ("probation", "Probation", "Probation officer"),
)
_DEMO: Final = 2
"""The place in the list of the partner with whose sign-in the demonstration answers."""
_QUESTION: Final = "What do you know of this child and of the adults at home, in the last two years?"
_TOLD: Final = "The school told us that the child is afraid to go home."
_ANSWERS: Final = (
    "Two calls to the address this year, both about shouting; the children were awake.",
    "Up to date with health checks; mother was seen after a fall in March.",
    "Attendance has gone from 94 to 78 in a hundred since Easter. The child says they are tired.",
)
_DECIDED: Final = {
    "strategy": ("complex", "What police and health hold together points to harm that goes on."),
    "assessment": ("complex", "The partners know of several worries that nobody has put together yet."),
    "early-help": ("additional", "The family asks for help and the school offers it."),
    "nfa": ("plus", "What was told is explained, and the partners know of nothing else."),
}


def partners(pen: Pen) -> None:
    """Who sits with MASH, their week, and a fortnight's leave; the demonstration's partner signs in."""
    nurse = next(each for each in demo.PEOPLE if each.role == "mash_partner")
    signs_in = asked_of("select id from access_account where email = %s", nurse.email)
    for number, (agency, organisation, post) in enumerate(_SITS):
        ours = number == _DEMO and bool(signs_in)
        who = pen.add(
            "mash.Partner", nurse.name if ours else names.of_worker(Dice("help", "mash", number)), agency,
            organisation, post, f"0121 496 08{number:02d}", date(2019, 1, 7), signs_in[0][0] if ours else None,
        )  # fmt: skip
        for weekday in range(5):
            if (weekday + number) % 5 or number < 5:
                pen.add("mash.PartnerHours", who, str(weekday), time(8, 30), time(16, 30), number < 6)
        if number == 3:
            pen.add("mash.PartnerAway", who, date(2021, 8, 23), date(2021, 9, 6), "Annual leave")


def asked(
    pen: Pen, came: Sequence[Came], decision: str, *, waits: bool = False, worker: int | None = None
) -> datetime | None:
    """Ask partners about the children of a referral. ``waits``: one answer has not come. Returns when decided."""
    dice, first = pen.dice, came[0]
    team = pen.office.by_kind["mash"][0]
    day = first.made.date()
    owner = worker or pen.office.worker(dice, team, day)
    boss = pen.office.decider(dice, team, day, but=owner)
    begun = capped(first.made + timedelta(minutes=dice.whole(12, 50)))
    rating = dice.weighed({"red": 12, "amber": 48, "green": 40})
    took = timedelta(minutes=int(60 * _WITHIN[rating] * dice.between(0.3, 0.97 if dice.chance(0.88) else 1.6)))
    decided = None if waits else past(begun + took)
    work = pen.add("mash.Work", begun, owner, team.id, owner)
    level, reason = _DECIDED[decision]
    agreed = dice.chance(0.5)
    slow = dice.weighed({0: 1, 1: 4, 2: 2, 3: 2}) if waits else None
    for each in came:
        enquiry = pen.add(
            "mash.Enquiry", work, each.child, each.id, begun, begun, rating, ["domestic"], decided,
            boss if decided else None, decision if decided else None, level if decided else None,
            reason if decided else "", "",
        )  # fmt: skip
        pen.add("mash.Rated", enquiry, rating, "What was told, and how often.", begun, owner)
        sharing = pen.add(
            "mash.Sharing", enquiry, "given" if agreed else "not-asked", "" if agreed else "harm",
            "" if agreed else "Asking first could put the child at risk.", "task", begun, owner,
        )  # fmt: skip
        for number, agency in enumerate(("police", "health", "education", "domestic")):
            answered: datetime | None = begun + took * (0.2 + 0.18 * number)
            answered = None if number == slow else past(answered) if answered else None
            nothing = dice.chance(0.15)
            pen.add(
                "mash.Check", enquiry, each.child, agency, _QUESTION, _TOLD, sharing, EDITION, None, begun, owner,
                owner, begun, rating, answered, ("nothing" if nothing else "known") if answered else None,
                "" if nothing or not answered else _ANSWERS[number % 3],
                f"{Agency(agency).label}, the colleague in MASH" if answered else "", owner if answered else None,
            )  # fmt: skip
    return decided
