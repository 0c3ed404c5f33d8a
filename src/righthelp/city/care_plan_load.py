"""Care plans, plans for permanence, contact and challenges of reviewing officers, as the times in care have them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from righthelp.city import care_plan_words as words
from righthelp.city.cast import birthday
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, capped, shifted
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked
from righthelp.city.staff import TODAY
from righthelp.practice.care.codes_homes import ADOPTIVE
from righthelp.practice.care_plan.codes import TEXTS, Lasting

_RECORDED: Final = ("recorded", "recorded_by_id")
COLUMNS: Final = {
    "care_plan.CarePlan": (
        "child_id", "care_id", "number", *TEXTS, "offered", "offered_by_id", "agreed", "agreed_by_id", "shared",
        *_RECORDED,
    ),
    "care_plan.Permanence": (
        "child_id", "care_id", "review_id", "decided", "decided_by_id", "kind", "parallel", "reasons",
        *(f"why_{each}" for each in Lasting.values), *_RECORDED,
    ),
    "care_plan.PermanenceDue": ("child_id", "care_id", "place", "first", "second", "decided", "ended"),
    "care_plan.Arrangement": (
        "child_id", "who", "way", "how_often", "where", "supervised_by", "ground", "starts", "ends", "ended_why",
        *_RECORDED,
    ),
    "care_plan.Challenge": (
        "child_id", "care_id", "officer_id", "issue", "what", "wanted", "raised", "formal", "resolved", "resolution",
        *_RECORDED,
    ),
    "care_plan.ChallengeStep": (
        "child_id", "challenge_id", "level", "to_id", "why", "raised", "raised_by_id", "answered", "answered_by_id",
        "answer", "ended",
    ),
}  # fmt: skip
SINCE: Final = date(2020, 4, 1)
"""Times in care that were over before it have their plans on paper."""
_TIMES: Final = """
select c.child_id, c.id, p.birth_date, c.starts, c.ends, c.plan_made, c.officer_id, c.recorded_by_id,
       (select array_agg(r.id order by r.held, r.id) from care_carereview r where r.care_id = c.id),
       (select array_agg(r.held order by r.held, r.id) from care_carereview r where r.care_id = c.id),
       (select l.law from care_legalstatus l where l.care_id = c.id order by l.starts desc limit 1),
       (select s.place from care_stay s where s.care_id = c.id order by s.starts desc limit 1),
       (select s.starts from care_stay s where s.care_id = c.id order by s.starts desc limit 1),
       (select w.team_id from workforce_allocation al join workforce_worker w on w.id = al.worker_id
         where al.child_id = c.child_id and al."primary" order by al.starts desc limit 1)
  from care_incare c join people_person p on p.id = c.child_id
 where c.ends is null or c.ends >= %s order by c.id
"""
_WHO: Final = {"Mother": 40, "Father": 18, "Grandmother": 14, "Sister": 14, "Brother": 14}
_OFTEN: Final = {"Each week": 30, "Every second Saturday": 34, "Once a month": 28, "In the holidays": 8}


class _Time(NamedTuple):
    child: int
    care: int
    born: date
    starts: date
    ends: date | None
    plan: date | None
    officer: int | None
    worker: int
    review_ids: list[int] | None
    reviews: list[date] | None
    law: str
    place: str
    moved: date
    team: int | None


def loaded(office: Office, highest: dict[str, int], now: datetime) -> None:
    """Draw and load them, in the caller's transaction."""
    pen = Pen(Dice("care plans"), office, highest)
    for time in (_Time(*row) for row in asked(_TIMES, SINCE)):
        _plans(pen, time)
        _permanence(pen, time)
        if time.ends is None:
            _contact(pen, time)
            if time.officer and time.reviews and pen.dice.chance(0.02):
                _challenge(pen, time, time.officer)
    pen.loaded(COLUMNS)


def _manager(pen: Pen, time: _Time, day: date) -> int:
    """Who agrees: the manager of the worker's team, or whoever stood in; never the worker."""
    team = pen.office.teams.get(time.team or 0) or pen.office.team(pen.dice, "safeguarding")
    return pen.office.decider(pen.dice, team, day, but=time.worker)


def _plans(pen: Pen, time: _Time) -> None:
    """The first, and a new one each year or so; the last may wait for a manager."""
    dice, day, number = pen.dice, time.plan, 1
    while day is not None and day <= YESTERDAY and (time.ends is None or day < time.ends):
        offered = at(day, 11)
        waits = number > 1 and (YESTERDAY - day).days < 8 and time.ends is None
        agreed = None if waits else capped(at(day, 16))
        boss = _manager(pen, time, day) if agreed else None
        shared = shifted(day, dice.whole(1, 8)) if dice.chance(0.9) else None
        pen.add(
            "care_plan.CarePlan", time.child, time.care, number, *(dice.pick(words.PLAN[name]) for name in TEXTS),
            offered, time.worker, agreed, boss, shared if agreed and shared and shared <= YESTERDAY else None,
            offered, time.worker,
        )  # fmt: skip
        if waits:
            return
        day, number = day + timedelta(days=dice.whole(300, 420)), number + 1


def _kind(pen: Pen, time: _Time, day: date) -> tuple[str, str]:
    dice = pen.dice
    if time.law == "E1":
        return "adoption", "fostering"
    if day >= birthday(time.born, 16):
        return "independent", "return"
    if time.place == "P1":
        return "return", "family"
    if time.place in ("U1", "U2", "U3"):
        return dice.weighed({"family": 6, "guardian": 4}), "fostering"
    if time.place in ("U4", "U5"):
        return "fostering", dice.weighed({"guardian": 5, "return": 3})
    kind = dice.weighed({"return": 30, "fostering": 52, "family": 10, "guardian": 8})
    return kind, "fostering" if kind != "fostering" else "return"


def _permanence(pen: Pen, time: _Time) -> None:
    """Decided by the second review for nine in ten."""
    dice, held = pen.dice, time.reviews or []
    first, second = (held[0] if held else None), (held[1] if len(held) > 1 else None)
    decided = None
    if second is not None and dice.chance(0.97):
        decided = second if dice.chance(0.9) else second + timedelta(days=dice.whole(20, 160))
    elif first is not None and dice.chance(0.15):
        decided = first
    if decided and (decided > YESTERDAY or (time.ends and decided >= time.ends)):
        decided = None
    if decided:
        kind, parallel = _kind(pen, time, decided)
        review = (time.review_ids or [])[held.index(decided)] if decided in held else None
        why = [
            words.REASONS[each] if each == kind else words.NOT_CHOSEN[each] if each in (parallel, "return") else ""
            for each in Lasting.values
        ]
        boss = _manager(pen, time, decided)
        pen.add(
            "care_plan.Permanence", time.child, time.care, review, decided, boss, kind, parallel, words.REASONS[kind],
            *why, at(decided, 17), boss,
        )  # fmt: skip
    pen.add("care_plan.PermanenceDue", time.child, time.care, 0, first, second, decided, time.ends)


def _contact(pen: Pen, time: _Time) -> None:
    dice = pen.dice
    day = shifted(time.starts, dice.whole(2, 12))
    adopted = time.place in ADOPTIVE
    over = (time.moved, words.FAREWELL) if adopted else (None, "")
    if day > YESTERDAY or time.place == "P1":
        return
    for who in sorted({dice.weighed(_WHO) for _ in range(dice.whole(1, 3))}):
        watched = who in ("Mother", "Father") and dice.chance(0.5)
        way = "watched" if watched else dice.weighed({"together": 7, "call": 3})
        where = "The contact centre in Lozells" if watched else "" if way == "call" else "At the carers’"
        pen.add(
            "care_plan.Arrangement", time.child, who, way, dice.weighed(_OFTEN), where,
            "A worker of the contact centre" if watched else "", "agreed" if time.law == "V2" else "duty", day, *over,
            at(day, 16), time.worker,
        )  # fmt: skip
    if adopted:
        pen.add(
            "care_plan.Arrangement", time.child, "Mother", "letter", "Once a year", "", "", "agreed", time.moved, None,
            "", at(time.moved, 16), time.worker,
        )  # fmt: skip


def _challenge(pen: Pen, time: _Time, officer: int) -> None:
    """Informal first; some formal; most answered within the week."""
    dice = pen.dice
    raised = shifted(TODAY, -dice.whole(1, 70))
    if raised <= time.starts:
        return
    issue = dice.pick(sorted(words.CHALLENGES))
    what, wanted = words.CHALLENGES[issue]
    boss = _manager(pen, time, raised)
    if boss == officer:
        return
    day = shifted(raised, dice.whole(1, 7))
    answered = day if dice.chance(0.8) and day <= YESTERDAY else None
    formal = shifted(raised, 6) if answered is None and shifted(raised, 6) <= YESTERDAY else None
    over = shifted(answered, dice.whole(1, 12)) if answered and dice.chance(0.75) else None
    resolved = over if over and over <= YESTERDAY else None
    row = pen.add(
        "care_plan.Challenge", time.child, time.care, officer, issue, what, wanted, raised, formal, resolved,
        words.RESOLUTION if resolved else "", at(raised, 15), officer,
    )  # fmt: skip
    pen.add(
        "care_plan.ChallengeStep", time.child, row, "0", boss, "", raised, officer, answered,
        boss if answered else None, words.ANSWER if answered else "", formal,
    )  # fmt: skip
    if formal:
        pen.add(
            "care_plan.ChallengeStep", time.child, row, "1", boss, words.HIGHER, formal, officer, None, None, "", None
        )
