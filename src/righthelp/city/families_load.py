"""Work with families: conferences at about three hundred and fifty a year, the edge of care, going home from care;
and young people who came alone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from righthelp.city import families_words as words
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, on_or_before, shifted
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked
from righthelp.city.staff import TODAY
from righthelp.foundation.calendar import add_months

_SAID: Final = ("recorded", "recorded_by_id", "counts", "withdrawn_why")
COLUMNS: Final = {
    "family_group.Siblings": ("made",),
    "family_group.Group": (
        "child_id", "together_id", "kind", "asked", "why", "questions", "without", "coordinator_id", "held", "plan",
        "agreed", "answered", "answered_by_id", "answered_why", "reviewed", "reviewed_said", "closed", "closing",
        "closed_why", *_SAID,
    ),
    "family_group.Edge": (
        "child_id", "kind", "asked", "why", "hours", "worker_id", "begun", "ended", "outcome", "outcome_why", *_SAID,
    ),
    "family_group.Work": ("child_id", "edge_id", "at", "minutes", "what", *_SAID),
    "family_group.Return": (
        "child_id", "care_id", "begun", "changed", "child_says", "ready", "stages", "support", "planned", "decided",
        "decided_by_id", "decided_why", "returned", "how", "checked_3", "checked_6", "checked_12", "back", "back_why",
        "stopped_why", *_SAID,
    ),
    "family_group.Check": ("child_id", "plan_id", "months", "on", "found", *_SAID),
    "asylum.Arrival": ("child_id", "arrived", "port", "presented", "says_born", "journey", *_SAID),
    "asylum.AgeAssessed": (
        "child_id", "begun", "doubts", "why", "first_id", "second_id", "adult", "shown", "view", "answer", "decided",
        "outcome", "reasons", "challenge", *_SAID,
    ),
    "asylum.Application": ("child_id", "kind", "made", "reference", "solicitor", "decided_note", *_SAID),
    "asylum.AskedHomeOffice": ("child_id", "asked", "whom", "what", "answered", "answer", *_SAID),
    "asylum.Helped": ("child_id", "kind", "who", "starts", *_SAID),
}  # fmt: skip
_KNOWN: Final = """
select v.child_id, min(v.starts), max(al.worker_id) from people_involvement v
  join people_person p on p.id = v.child_id and p.died_on is null and p.merged_into_id is null
  join workforce_allocation al on al.child_id = v.child_id and al."primary" and al.ends is null
 where v.kind in ('cin', 'cp') and v.ends is null
   and not exists (select from care_incare c where c.child_id = v.child_id)
 group by v.child_id order by v.child_id
"""
_SIBLINGS: Final = """
select person_id, other_id from people_relationship
 where kind like '%%sibling' and ends is null and person_id = any(%s) and other_id = any(%s) order by 1, 2
"""
_HOME: Final = """
select c.child_id, c.id, c.starts, c.ends, c.recorded_by_id,
       (select min(n.starts) from care_incare n where n.child_id = c.child_id and n.starts > c.ends)
  from care_incare c where c.left = 'E4A' and c.ends >= %s and c.ends - c.starts > 120 order by c.child_id, c.starts
"""
_ALONE: Final = """
select p.id, p.birth_date, c.starts, c.recorded_by_id from people_person p
  join lateral (select k.starts, k.recorded_by_id from care_incare k
                 where k.child_id = p.id order by k.starts limit 1) c on true
 where p.unaccompanied and p.died_on is null and p.merged_into_id is null order by p.id
"""
_PORTS: Final = {"dover": 30, "air": 8, "lorry": 24, "police": 14, "transfer": 18, "here": 6}
_HELPS: Final = {"legal": "City Law Centre", "english": "A college in Digbeth", "mind": "A service for young refugees"}


def loaded(office_of: Office, highest: dict[str, int], now: datetime) -> None:
    """Draw and load it, in the caller's transaction."""
    pen = Pen(Dice("families"), office_of, highest)
    known = asked(_KNOWN)
    for family in _together(known):
        _decide(pen, family)
    for child, since, worker in known:
        _edge(pen, child, since, worker)
    for row in asked(_HOME, add_months(TODAY, -30)):
        _home(pen, *row)
    for row in asked(_ALONE):
        _came(pen, *row)
    pen.loaded(COLUMNS)


def _said(day: date, worker: int) -> tuple[object, ...]:
    return at(min(day, YESTERDAY), 16), worker, True, ""


def _past(day: date) -> date | None:
    return day if day <= YESTERDAY else None


def _together(known: list[tuple[Any, ...]]) -> list[list[tuple[int, date, int]]]:
    """Children (number, since when they are known, worker) with their brothers and sisters among them."""
    rows = {child: (child, since, worker) for child, since, worker in known}
    families = {child: [child] for child in rows}
    for one, other in asked(_SIBLINGS, list(rows), list(rows)):
        if families[one] is not families[other]:
            families[one] += families[other]
            for child in families[other]:
                families[child] = families[one]
    return [[rows[child] for child in family] for first, family in families.items() if family[0] == first]


def _decide(pen: Pen, family: list[tuple[int, date, int]]) -> None:
    """One family in six has met, or will: about all its children who are known at once."""
    dice = pen.dice
    if not dice.chance(1 / 6):
        return
    worker = family[0][2]
    since = max(since for _, since, _ in family)
    day = on_or_before(max(since, YESTERDAY - timedelta(days=dice.whole(2, 560))))
    held = _past(shifted(day, dice.whole(12, 34)))
    answered = _past(shifted(held, dice.whole(1, 6))) if held else None
    reviewed = _past(held + timedelta(days=dice.whole(60, 100))) if answered and held else None
    closed = _past(reviewed + timedelta(days=dice.whole(5, 60))) if reviewed else None
    agreed = dice.weighed({"yes": 70, "part": 24, "no": 6}) if answered else None
    together = pen.add("family_group.Siblings", at(min(day, YESTERDAY), 16)) if len(family) > 1 else None
    said = (
        dice.weighed({"fgc": 80, "family": 20}), day, dice.pick(words.WHY),
        dice.pick(words.QUESTIONS), "", worker, held, dice.pick(words.PLANS) if held else "", agreed, answered,
        worker if answered else None, dice.pick(words.ANSWER) if answered else "", reviewed,
        dice.pick(words.REVIEW) if reviewed else "", closed, "held" if closed else None,
        dice.pick(words.CLOSED) if closed else "", *_said(day, worker),
    )  # fmt: skip
    for child, _, _ in family:
        pen.add("family_group.Group", child, together, *said)


def _edge(pen: Pen, child: int, since: date, worker: int) -> None:
    """One family in nine was at the edge of care; somebody was there, nearly always within a day."""
    dice = pen.dice
    if not dice.chance(1 / 9):
        return
    day = max(since, YESTERDAY - timedelta(days=dice.whole(1, 420)))
    moment = at(day, dice.whole(10, 22))
    begun = moment + timedelta(hours=dice.whole(1, 20) if dice.chance(0.94) else dice.whole(26, 40))
    begun = min(begun, at(YESTERDAY, 23))
    ended = _past(day + timedelta(days=dice.whole(40, 110)))
    edge = pen.add(
        "family_group.Edge", child, dice.weighed({"edge": 70, "plus": 30}), moment, dice.pick(words.EDGE),
        dice.weighed({"night": 30, "evening": 40, "weekend": 12, "day": 18}), worker, begun, ended,
        dice.weighed({"home": 84, "kin": 16}) if ended else None, dice.pick(words.OUTCOME) if ended else "",
        *_said(day, worker),
    )  # fmt: skip
    pen.add("family_group.Work", child, edge, begun, dice.whole(4, 30) * 10, dice.pick(words.WORK), *_said(day, worker))


def _home(pen: Pen, child: int, care: int, starts: date, ends: date, worker: int, back: date | None) -> None:
    """Two in three who went home as planned went by a plan of this room."""
    dice = pen.dice
    if not dice.chance(0.66):
        return
    planned, decided = ends - timedelta(days=60), ends - timedelta(days=dice.whole(8, 25))
    done = {months: add_months(ends, months) - timedelta(days=dice.whole(1, 20)) for months in (3, 6, 12)}
    checks = {
        months: day for months, day in done.items()
        if day <= YESTERDAY and (back is None or day < back) and dice.chance(0.9)
    }  # fmt: skip
    row = pen.add(
        "family_group.Return", child, care, planned - timedelta(days=30), dice.pick(words.CHANGED), "", "yes",
        words.STAGES, words.SUPPORT, planned, decided, worker, words.DECIDED, ends, "left", checks.get(3),
        checks.get(6), checks.get(12), back, "", "", *_said(planned, worker),
    )  # fmt: skip
    for months, day in checks.items():
        pen.add("family_group.Check", child, row, months, day, dice.pick(words.HOLDS), *_said(day, worker))


def _came(pen: Pen, child: int, born: date | None, came: date, worker: int) -> None:
    """An arrival, an age that is disputed now and then, asylum asked, who helps."""
    dice, said = pen.dice, _said(came, worker)
    adult = dice.chance(0.12)
    port = dice.weighed(_PORTS)
    pen.add("asylum.Arrival", child, came, port, "adult" if adult else "child", born, "", *said)
    if adult or dice.chance(0.06):
        _age(pen, child, came, worker)
    made = _past(came + timedelta(days=dice.whole(5, 40)))
    if made:
        number = f"Y{dice.whole(1_000_000, 9_999_999)}"
        pen.add("asylum.Application", child, "asylum", made, number, _HELPS["legal"], "", *said)
    if dice.chance(0.3):
        day = YESTERDAY - timedelta(days=dice.whole(1, 60))
        answered = _past(day + timedelta(days=dice.whole(3, 30)))
        pen.add(
            "asylum.AskedHomeOffice", child, max(day, came), "home", dice.pick(words.ASKED),
            max(answered, came) if answered else None, "Not yet." if answered else "", *said,
        )  # fmt: skip
    for kind in dice.some(sorted(_HELPS), dice.whole(0, 3)):
        pen.add("asylum.Helped", child, kind, _HELPS[kind], came, *said)


def _age(pen: Pen, child: int, came: date, worker: int) -> None:
    dice = pen.dice
    begun = shifted(came, dice.whole(2, 6))
    if begun > YESTERDAY:
        return
    team = pen.office.team(dice, "leaving-care")
    second = pen.office.worker(dice, team, TODAY, but=worker)
    shown = _past(begun + timedelta(days=dice.whole(9, 16)))
    decided = _past(shown + timedelta(days=dice.whole(4, 14))) if shown else None
    pen.add(
        "asylum.AgeAssessed", child, begun, dice.weighed({"home": 50, "ours": 30, "young": 20}), dice.pick(words.DOUBT),
        worker, second, "Appropriate adult service", shown, words.VIEW if shown else "", words.SAYS if shown else "",
        decided, "claimed" if decided else None, words.REASONS if decided else "", "", *_said(begun, worker),
    )  # fmt: skip
