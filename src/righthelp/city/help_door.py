"""Where help began: somebody told the front door, a manager decided, and a team took the referral."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from righthelp.city.dice import at
from righthelp.city.front_door import LEVELS, SOURCES, WEIGHTS, WORDS
from righthelp.city.help_days import capped, office, past, shifted, working
from righthelp.city.help_office import Team
from righthelp.city.help_pen import Pen
from righthelp.practice.front_door.codes import PUBLIC, REFERS, Source
from righthelp.practice.front_door.words_back import composed

COLUMNS: Final = {
    "front_door.Call": (
        "received", "recorded", "recorded_by_id", "channel", "source", "reached_at", "why", "words", "consent",
        "without", "without_why", "team_id",
    ),
    "front_door.Contact": (
        "call_id", "child_id", "received", "source", "answerable", "decided", "decided_by_id", "outcome", "level",
        "rationale", "advice", "told",
    ),
    "front_door.Referral": (
        "child_id", "contact_id", "kind", "made", "placed", "made_by_id", "team_id", "accepted", "accepted_by_id",
        "again", "earlier_id", "closed", "closing", "closing_why",
    ),
    "front_door.Turn": ("call_id", "team_id", "at", "by_id", "note"),
    "front_door.Word": ("call_id", "contact_id", "text", "composed", "given", "given_by_id", "how"),
}  # fmt: skip
_RATIONALE: Final = "What was told, what came before and what the family says were weighed together."
_ADVICE: Final = "Talk with the school’s family worker; ring again if anything changes."


@dataclass(frozen=True, slots=True)
class Came:
    """A referral as it came: number, child, moment, team."""

    id: int
    child: int
    made: datetime
    team: Team


def in_time(day: date) -> float:
    """The share of contacts decided within a working day: at target in October 2018, a little under in its year."""
    return 0.965 if (day.year, day.month) >= (2018, 10) else 0.925


def told(pen: Pen, children: Sequence[int], made: datetime, day: date, outcome: str, why: str = "") -> list[int]:
    """One call about some children, decided at a moment on a day. Returns the contacts."""
    dice = pen.dice
    if dice.chance(in_time(day)):
        before = shifted(day, -1)
        received = made - timedelta(minutes=dice.whole(20, 110))
        if dice.chance(0.5):
            received = at(before, 16, dice.whole(0, 55)) if before < day else received
            received = max(received, made - timedelta(hours=23))
            received = received if working(before) and (day - before).days < 2 else made - timedelta(minutes=70)
    else:
        received = office(dice, shifted(day, -dice.whole(2, 4)), 9, 12)
    source, about = dice.weighed(SOURCES), why or dice.weighed(WEIGHTS)
    public, agreed = Source(source) in PUBLIC, dice.chance(0.55)
    agreed = agreed or outcome == "early-help"
    ground = "" if agreed else "public" if public else "harm"
    said = {"": "", "public": "A member of the public told us.", "harm": "Asking first would lose time."}[ground]
    team = pen.office.by_kind["cass"][0]
    officer = pen.office.worker(dice, team, day)
    boss = pen.office.decider(dice, team, day, but=officer)
    reached = "" if source == "9" else f"0121 496 0{dice.whole(100, 999)}"
    recorded = received + timedelta(minutes=dice.whole(2, 12))
    call = pen.add(
        "front_door.Call", received, recorded, officer, "phone" if public or dice.chance(0.4) else "form", source,
        reached, about, WORDS[about], "given" if agreed else "not-asked", ground, said, team.id,
    )  # fmt: skip
    pen.add("front_door.Turn", call, team.id, recorded, officer, "Recorded")
    heard = past(made + timedelta(minutes=dice.whole(10, 380))) if reached else None
    found = []
    for child in children:
        advice = _ADVICE if outcome in ("advice", "signpost") else ""
        contact = pen.add(
            "front_door.Contact", call, child, received, source, bool(reached), made, boss, outcome,
            LEVELS.get(outcome, "complex"), _RATIONALE, advice, heard,
        )  # fmt: skip
        found.append(contact)
        if reached:
            text = composed(reference=call, received=received, source=source, outcome=outcome)
            by, how = (officer, "Telephone") if heard else (None, "")
            pen.add("front_door.Word", call, contact, text, made, heard, by, how)
    return found


def referred(
    pen: Pen,
    children: Sequence[int],
    day: date,
    team: Team,
    *,
    kind: str = "referral",
    closed: datetime | None,
    closing: str = "assessed",
    earlier: dict[int, int] | None = None,
    why: str = "",
) -> list[Came]:
    """The children are referred on a day, to a team that accepts them within a day; closed when the work was over."""
    dice = pen.dice
    made = office(dice, day, 10, 16)
    accepted = past(made + timedelta(minutes=dice.whole(15, 260)))
    boss = pen.office.decider(dice, team, day, but=0)
    maker = pen.office.decider(dice, pen.office.by_kind["cass"][0], day, but=0)
    words = "" if closed is None else _CLOSED[closing]
    found = []
    assert kind in REFERS  # noqa: S101  a kind of referral
    for child, contact in zip(children, told(pen, children, made, day, kind, why), strict=True):
        before = (earlier or {}).get(child)
        number = pen.add(
            "front_door.Referral", child, contact, kind, made, made, maker, team.id, accepted,
            boss if accepted else None, before is not None, before, capped(closed) if closed else None,
            closing if closed else "", words,
        )  # fmt: skip
        found.append(Came(number, child, made, team))
    return found


_CLOSED: Final = {
    "assessed": "The work that followed is over.",
    "nfa": "The family was seen; nothing more is needed from us.",
    "early-help": "A family support worker and the school go on with the family.",
}
