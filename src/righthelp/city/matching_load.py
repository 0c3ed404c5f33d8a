"""What follows the placements of children looked after now: plans, those told, decisions to place outside the city, and
what placements from outside cost."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from righthelp.city import matching_words as words
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, on_or_before, shifted
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen
from righthelp.practice.care.models import Stay
from righthelp.practice.care.placements import Placement, placements
from righthelp.practice.matching.codes_placed import BEGINS, TEXTS, Matter, Owed
from righthelp.practice.matching.placed import owed
from righthelp.practice.people.models import Person

_RECORDED: Final = ("recorded", "recorded_by_id")
COLUMNS: Final = {
    "matching.PlacementPlan": (
        "child_id", "stay_id", "number", *TEXTS, "agreed", "agreed_carer", "agreed_child", "agreed_by_id", *_RECORDED,
    ),
    "matching.Delegated": ("child_id", "plan_id", "matter", "who", "why"),
    "matching.Notice": ("child_id", "stay_id", "to", "on", "how", "who", *_RECORDED),
    "matching.Outside": (
        "child_id", "stay_id", "far", "council", "asked", "said", "why", "decided", "decided_by_id", *_RECORDED,
    ),
    "matching.Cost": ("child_id", "stay_id", "starts", "over", "care", "education", "health", "agreed", *_RECORDED),
    "matching.PlacedDue": ("child_id", "stay_id", "place", "kind", "since", "held", "ended"),
}  # fmt: skip
_TOLD: Final = {
    Owed.PARENTS: "Mother", Owed.HEALTH: "Looked-after children’s nurse", Owed.SCHOOL: "Designated teacher",
    Owed.OFFICER: "Reviewing officer", Owed.AREA: "Placements team of that council",
}  # fmt: skip
_WEEK: Final = {
    "K2": (3400, 5200), "R1": (3600, 5600), "S1": (2600, 4200), "K1": (6000, 7200), "H5": (650, 1500),
    "K3": (650, 1500), "R3": (2800, 3800),
}  # fmt: skip
"""Pounds a week that placements from outside cost, by what they are; foster homes of agencies otherwise."""
COSTS_SINCE: Final = date(2020, 9, 1)
"""What placements cost that had ended by then is in the old ledgers."""


def loaded(office: Office, highest: dict[str, int]) -> None:
    """Draw and load them, in the caller's transaction."""
    pen = Pen(Dice("placements"), office, highest)
    stays: dict[int, list[Stay]] = defaultdict(list)
    for stay in Stay.objects.filter(care__ends__isnull=True).order_by("care_id", "starts"):
        stays[stay.care_id].append(stay)
    born = dict(Person.objects.filter(stays__care__ends__isnull=True).values_list("pk", "birth_date"))
    for rows in stays.values():
        for placement in placements(rows):
            _drawn(pen, placement, born.get(placement.first.child_id))
    pen.loaded(COLUMNS)


def _drawn(pen: Pen, placement: Placement, born: date | None) -> None:
    dice, first = pen.dice, placement.first
    child, worker = first.child_id, first.recorded_by_id
    for place, kind in enumerate(owed(placement, born)):
        soon = 0.88 if kind is Owed.PLAN else 0.92
        on = shifted(placement.starts, dice.whole(0, 5) if dice.chance(soon) else dice.whole(6, 30))
        on = max(on, placement.starts)  # from a day off it counts from the working day before
        lasts = on <= YESTERDAY and (placement.ends is None or on < placement.ends)
        held = on if lasts and dice.chance(0.97) else None
        pen.add(
            "matching.PlacedDue", child, first.pk, place, kind.value, placement.starts, held,
            placement.ends if held is None else None,
        )  # fmt: skip
        if held is None:
            continue
        if kind is Owed.PLAN:
            _plan(pen, placement, held)
        else:
            pen.add("matching.Notice", child, first.pk, kind.value, held, "letter", _TOLD[kind], at(held, 15), worker)
    if placement.ends is None or placement.ends >= COSTS_SINCE:
        _money(pen, placement)
    if placement.ends is None and placement.outside and dice.chance(0.85):
        _outside(pen, placement)


def _plan(pen: Pen, placement: Placement, on: date) -> None:
    dice, first = pen.dice, placement.first
    texts = [dice.pick(words.PLAN[name]) for name in TEXTS]
    plan = pen.add(
        "matching.PlacementPlan", first.child_id, first.pk, 1, *texts, on, dice.pick(words.AGREED),
        dice.pick(words.SAID), first.recorded_by_id, at(on, 14), first.recorded_by_id,
    )  # fmt: skip
    if placement.ends is None:
        for matter in Matter.values:
            who, why = BEGINS.get(matter, ("carer", ""))
            pen.add("matching.Delegated", first.child_id, plan, matter, who, why)


def _money(pen: Pen, placement: Placement) -> None:
    """From outside: nine in ten are known; dear ones are paid for by several now and then."""
    dice, first = pen.dice, placement.first
    if first.provider in (None, "PR0", "PR1") or first.place.startswith("A") or not dice.chance(0.93):
        return
    low, high = _WEEK.get(first.place, (760, 1080))
    pounds = dice.whole(low // 10, high // 10) * 10
    education = pounds * dice.pick((20, 25, 35)) // 100 if low > 2000 and dice.chance(0.3) else 0
    health = pounds * dice.pick((10, 20)) // 100 if low > 2000 and dice.chance(0.15) else 0
    known = at(min(placement.starts, YESTERDAY), 16)
    pen.add(
        "matching.Cost", first.child_id, first.pk, placement.starts, placement.ends,
        (pounds - education - health) * 100, education * 100, health * 100, "Individual contract", known,
        first.recorded_by_id,
    )  # fmt: skip


def _outside(pen: Pen, placement: Placement) -> None:
    """Decided before the move for most, in the days after it for some."""
    dice, first = pen.dice, placement.first
    day = placement.starts + timedelta(days=-dice.whole(1, 6) if dice.chance(0.8) else dice.whole(1, 9))
    decided = min(on_or_before(day), YESTERDAY)
    team = pen.office.team(dice, "safeguarding")
    boss = pen.office.decider(dice, team, decided, but=first.recorded_by_id)
    pen.add(
        "matching.Outside", first.child_id, first.pk, "next", dice.pick(words.COUNCILS),
        on_or_before(decided - timedelta(days=dice.whole(0, 4))), dice.pick(words.ANSWERED), dice.pick(words.WHY),
        decided, boss, at(decided, 12), boss,
    )  # fmt: skip


__all__ = ["COLUMNS", "loaded"]
