"""What care leavers asked for and used, council tax, ways to a home, chances, who helps, prison, plans looked over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.utils.text import slugify

from righthelp.city import leaving_words
from righthelp.city.dice import at
from righthelp.city.help_days import CARRIED_OVER, YESTERDAY, on_or_before
from righthelp.city.help_pen import Pen
from righthelp.city.staff import TODAY
from righthelp.practice.leaving_care.birthdays import windows
from righthelp.practice.leaving_care.codes import BEGINNING
from righthelp.practice.leaving_care.due import birthdays
from righthelp.practice.leaving_care.eligibility import Stretch, birthday

_BY: Final = ("recorded", "recorded_by_id", "withdrawn_why")
COLUMNS: Final = {
    "leaving_care.BirthdayDue": ("child_id", "place", "age", "since", "held", "ended"),
    "leaving_care.Entitlement": (
        "key", "name", "source", "law", "from_age", "to_age", "pence", "words", "starts", "recorded", "recorded_by_id",
    ),
    "leaving_care.Claim": (
        "child_id", "entitlement_id", "asked", "what", "answered", "granted", "pence", "why", "answered_by_id", *_BY,
    ),
    "leaving_care.Used": ("child_id", "claim_id", "on", "pence", "what", *_BY),
    "leaving_care.CouncilTax": ("child_id", "council", "ours", "starts", "pence", "met", *_BY),
    "leaving_care.HousingAsked": (
        "child_id", "asked", "band", "reference", "wants", "closed", "outcome", "closed_why", *_BY,
    ),
    "leaving_care.HousingOffered": (
        "child_id", "application_id", "kind", "provider", "place", "on", "answered", "accepted", "why", *_BY,
    ),
    "leaving_care.HomeAtRisk": (
        "child_id", "lodging_id", "kind", "since", "pence", "doing", "over", "kept", "came", *_BY,
    ),
    "leaving_care.Homeless": (
        "child_id", "came", "slept", "placed", "place", "assessed", "together", "outcome", "why", "counts", *_BY,
    ),
    "leaving_care.Chance": ("child_id", "kind", "where", "on", "answered", "taken", "over", "came", *_BY),
    "leaving_care.Helps": ("child_id", "kind", "who", "about", "starts", "ends", "came", *_BY),
    "leaving_care.Custody": (
        "child_id", "prison", "starts", "due", "planned", "plan", "released", "met", "went", *_BY,
    ),
    "leaving_care.PlanSeen": ("child_id", "plan_id", "on", "grade", "good", "better", *_BY),
}  # fmt: skip


@dataclass(slots=True)
class Led:
    """A life after care as it was drawn: what the rest follows from. ``plan`` and ``lodging`` are (number, day)."""

    child: int
    born: date
    times: list[Stretch]
    adviser: int
    starts: date
    ends: date | None
    contacts: list[tuple[date, str]] = field(default_factory=list)
    doing: tuple[str, date] | None = None
    lodging: tuple[int, str, date] | None = None
    plan: tuple[int, date] | None = None


def offered(pen: Pen) -> dict[str, tuple[int, int | None]]:
    """The local offer, in force since the Trust's first day: number and pence by key."""
    by, found = pen.office.worker(pen.dice, pen.office.team(pen.dice, "leaving-care"), TODAY), {}
    for name, source, law, least, most, pence, words in BEGINNING:
        key = slugify(name)[:40]
        number = pen.add(
            "leaving_care.Entitlement", key, name, source, law, least, most, pence, words, CARRIED_OVER,
            at(CARRIED_OVER, 9), by,
        )  # fmt: skip
        found[key] = (number, pence)
    return found


def followed(pen: Pen, led: Led, offer: dict[str, tuple[int, int | None]]) -> None:
    """What follows from one life."""
    asked = windows(led.born, led.times)
    for place, each in enumerate(birthdays(asked, led.starts, led.contacts, led.ends, TODAY)):
        pen.add("leaving_care.BirthdayDue", led.child, place, each["age"], each["since"], each["held"], each["ended"])
    _homeless(pen, led)
    if led.ends is not None:
        return
    grown = birthday(led.born, 18)
    if grown <= YESTERDAY:
        _offer(pen, led, offer, max(grown, led.starts))
        _housed(pen, led, max(grown, led.starts))
    _works(pen, led)
    _helped(pen, led)
    if led.plan is not None and pen.dice.chance(0.55):
        _looked_over(pen, led, *led.plan)


def _by(led: Led, day: date) -> tuple[object, ...]:
    return at(day, 17), led.adviser, ""


def _day(pen: Pen, since: date, most: int = 400) -> date:
    """A working day from a day on, before the demonstration's."""
    return on_or_before(min(YESTERDAY, since + timedelta(days=pen.dice.whole(0, most))))


def _after(pen: Pen, since: date, least: int, most: int) -> date | None:
    day = since + timedelta(days=pen.dice.whole(least, most))
    return day if day <= YESTERDAY else None


def _offer(pen: Pen, led: Led, offer: dict[str, tuple[int, int | None]], since: date) -> None:
    dice = pen.dice
    wanted = ["setting-up-home-allowance"] if led.lodging and led.lodging[1] in "UDK" and dice.chance(0.8) else []
    if led.doing and led.doing[0] == "F1":
        wanted += ["higher-education-bursary", *(["a-home-in-the-holidays"] if dice.chance(0.4) else [])]
    wanted += [key for key, share in leaving_words.WANTED.items() if dice.chance(share)]
    for key in wanted:
        number, most = offer[key]
        asked = max(_day(pen, max(since, led.doing[1]) if key.startswith("higher") and led.doing else since), since)
        answered = _after(pen, asked, 1, 20)
        granted = None if answered is None else dice.chance(0.93)
        pence = most if granted and most else None
        claim = pen.add(
            "leaving_care.Claim", led.child, number, asked, "", answered, granted, pence,
            leaving_words.REFUSED if granted is False else "", led.adviser if answered else None, *_by(led, asked),
        )  # fmt: skip
        if granted and answered:
            _used(pen, led, claim, answered, pence, 3 if key.startswith("higher") else dice.whole(1, 2))
    if led.lodging and led.lodging[1] in "UK":
        moved = led.lodging[2]
        away = dice.chance(0.14)
        met = _after(pen, moved, 20, 90) if away and dice.chance(0.8) else None
        council = dice.pick(leaving_words.COUNCILS) if away else "Birmingham"
        pence = dice.whole(700, 1300) * 100 if away else None
        pen.add("leaving_care.CouncilTax", led.child, council, not away, moved, pence, met, *_by(led, moved))


def _used(pen: Pen, led: Led, claim: int, since: date, pence: int | None, parts: int) -> None:
    day: date | None = since
    for part in range(parts):
        day = _after(pen, day, 2, 110) if day else None
        if day is None:
            return
        some = None if pence is None else pence // parts
        what = leaving_words.PARTS[part] if parts == 3 else pen.dice.pick(leaving_words.BOUGHT)
        pen.add("leaving_care.Used", led.child, claim, day, some, what, *_by(led, day))


def _housed(pen: Pen, led: Led, since: date) -> None:
    dice = pen.dice
    if dice.chance(0.3):
        _asked_for_housing(pen, led, _day(pen, since, 300))
    if led.lodging and led.lodging[1] in "UDK" and dice.chance(0.09):
        number, _, moved = led.lodging
        start = _day(pen, moved, 500)
        over = _after(pen, start, 25, 200)
        kept = None if over is None else dice.chance(0.8)
        came = "" if kept is None else leaving_words.KEPT if kept else leaving_words.LOST
        pen.add(
            "leaving_care.HomeAtRisk", led.child, number, "arrears", max(start, moved), dice.whole(12, 140) * 1000,
            leaving_words.ARREARS, over, kept, came, *_by(led, max(start, moved)),
        )  # fmt: skip


def _asked_for_housing(pen: Pen, led: Led, asked: date) -> None:
    dice = pen.dice
    offers: list[tuple[date, date | None, bool | None]] = []
    day, taken = _after(pen, asked, 30, 150), False
    while day is not None and not taken and len(offers) < 3:
        answered = _after(pen, day, 1, 9)
        accepted = None if answered is None else dice.chance(0.7)
        offers.append((day, answered, accepted))
        taken, day = bool(accepted), _after(pen, day, 25, 90) if answered else None
    closed = _after(pen, offers[-1][1], 10, 40) if taken and offers[-1][1] else None
    band = "1" if dice.chance(0.92) else "2"
    row = pen.add(
        "leaving_care.HousingAsked", led.child, asked, band, f"H{dice.whole(10000, 99999)}",
        dice.pick(leaving_words.HOUSING), closed, "housed" if closed else None,
        leaving_words.KEYS if closed else "", *_by(led, asked),
    )  # fmt: skip
    for on, answered, accepted in offers:
        kind, provider, place = dice.pick(leaving_words.PLACES)
        pen.add(
            "leaving_care.HousingOffered", led.child, row, kind, provider, place, on, answered, accepted,
            leaving_words.TOO_FAR if accepted is False else "", *_by(led, on),
        )  # fmt: skip


def _homeless(pen: Pen, led: Led) -> None:
    """Who came into care at 16 or 17 had often come to us without a home."""
    first = led.times[0].starts if led.times else None
    if first is None or first < max(CARRIED_OVER, birthday(led.born, 16)) or not pen.dice.chance(0.5):
        return
    if first >= birthday(led.born, 18) or first > YESTERDAY:
        return
    why = leaving_words.CAME_INTO_CARE
    pen.add(
        "leaving_care.Homeless", led.child, first, pen.dice.pick(leaving_words.SLEPT), first, "Nightstop", first,
        pen.dice.chance(0.8), "care", why, True, *_by(led, first),
    )  # fmt: skip


def _works(pen: Pen, led: Led) -> None:
    dice = pen.dice
    if led.doing is None:
        return
    doing, begun = led.doing
    if doing == "F4":
        asked = on_or_before(begun - timedelta(days=dice.whole(8, 40)))
        kind = "ours" if dice.chance(0.3) else "appr"
        where = "The trust’s own offices" if kind == "ours" else dice.pick(leaving_words.EMPLOYERS)
        pen.add(
            "leaving_care.Chance", led.child, kind, where, asked, asked + timedelta(days=3), True, None, "",
            *_by(led, asked),
        )  # fmt: skip
    elif doing.startswith("G") and dice.chance(0.35):
        asked = _day(pen, begun, 200)
        said = _after(pen, asked, 1, 12)
        taken = None if said is None else dice.chance(0.5)
        over = _after(pen, said, 5, 30) if taken and said else None
        came = leaving_words.TASTED if over else leaving_words.NOT_TAKEN if taken is False else ""
        where = dice.pick(leaving_words.EMPLOYERS)
        pen.add("leaving_care.Chance", led.child, "taste", where, asked, said, taken, over, came, *_by(led, asked))


def _helped(pen: Pen, led: Led) -> None:
    dice = pen.dice
    kinds = []
    if led.doing and led.doing[0] == "G6":
        kinds += ["parent", *(["group"] if dice.chance(0.4) else [])]
    kinds += [kind for kind, share in leaving_words.HELPERS.items() if dice.chance(share)]
    for kind in kinds:
        who, about = leaving_words.HELP[kind]
        starts = max(led.starts, _day(pen, led.starts, 600))
        ends = starts if kind == "consult" else _after(pen, starts, 120, 900)
        came = about if kind == "consult" else leaving_words.HELPED if ends else ""
        pen.add("leaving_care.Helps", led.child, kind, who, about, starts, ends, came, *_by(led, starts))
    if led.lodging and led.lodging[1] == "X":
        since = led.lodging[2]
        planned = _after(pen, since, 20, 200) if dice.chance(0.6) else None
        due = TODAY + timedelta(days=dice.whole(20, 700)) if dice.chance(0.7) else None
        plan = leaving_words.RELEASE if planned else ""
        prison = dice.pick(leaving_words.PRISONS)
        pen.add("leaving_care.Custody", led.child, prison, since, due, planned, plan, None, "", "", *_by(led, since))


def _looked_over(pen: Pen, led: Led, plan: int, made: date) -> None:
    """By another adviser's manager, as the roster has it: anybody of the service but whoever wrote it."""
    dice = pen.dice
    on = _after(pen, made, 2, 30)
    if on is None:
        return
    for _ in range(4):
        who = pen.office.worker(dice, pen.office.team(dice, "leaving-care"), TODAY)
        if who != led.adviser:
            grade = dice.weighed({"1": 8, "2": 58, "3": 30, "4": 4})
            better = "" if grade in "12" else leaving_words.BETTER
            pen.add(
                "leaving_care.PlanSeen", led.child, plan, on, grade, leaving_words.GOOD, better, at(on, 15), who, ""
            )
            return


__all__ = ["COLUMNS", "Led", "followed", "offered"]
