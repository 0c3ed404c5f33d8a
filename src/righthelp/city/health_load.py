"""Health of the city’s children in care: checks as often as they were, what is due, waits, passports."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.city import bulk
from righthelp.city import health_words as said
from righthelp.city.care_looked import Looked, looked_after, workers
from righthelp.city.care_times import Workers
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, on_or_before, shifted
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen
from righthelp.foundation.calendar import add_months
from righthelp.practice.care.models import InCare
from righthelp.practice.health.codes import SHARES
from righthelp.practice.health.due import Event, wanted

COLUMNS: Final = {
    "health.Check": (
        "child_id", "care_id", "kind", "who", "asked", "appointment", "outcome", "on", "why", "consent", "found",
        "immunised", "developed", "score", "recorded", "recorded_by_id",
    ),
    "health.HealthDue": ("child_id", "care_id", "place", "kind", "since", "held", "lapsed"),
    "health.Referred": (
        "child_id", "service", "why", "asked", "near", "answered", "accepted", "seen", "recorded", "recorded_by_id",
    ),
    "health.Substance": ("child_id", "identified", "what", "offered", "answer", "recorded", "recorded_by_id"),
    "health.Passport": ("child_id", "made", "chosen", "about", "people", "given", "recorded", "recorded_by_id"),
}  # fmt: skip
_SHUT: Final = (date(2020, 3, 20), date(2020, 8, 31))
"""Dentists were shut, and then slow, when the pandemic came."""


def loaded(office: Office, highest: dict[str, int]) -> None:
    """Draw and load it, in the caller's transaction."""
    pen = Pen(Dice("care", "health"), office, highest)
    Health(pen, workers()).drawn(looked_after())
    pen.loaded(COLUMNS)
    bulk.analysed(COLUMNS)


class Health:
    """Draws the health of every time in care."""

    def __init__(self, pen: Pen, workers: Workers) -> None:
        self.pen, self.workers = pen, workers

    def drawn(self, times: list[Looked]) -> None:
        """All of them."""
        for time in times:
            events = {
                "assessment": self._assessments(time),
                "dentist": self._often(time, "dentist", time.starts, 190, 350),
                "eyes": self._often(time, "eyes", max(time.starts, add_months(time.born, 48)), 330, 720),
                "sdq": self._scores(time),
            }
            for place, each in enumerate(wanted(_care(time), time.born, events)):
                self.pen.add(
                    "health.HealthDue",
                    time.child,
                    time.care,
                    place,
                    each.kind.value,
                    each.since,
                    each.held,
                    each.lapsed,
                )
            if time.ends is None:
                self._asked(time, events)
                self._helped(time)

    def _check(self, time: Looked, kind: str, day: date, *, refused: bool = False, **more: object) -> None:
        by = self.workers.on(time.child, day)
        grown = day >= add_months(time.born, 192)
        own = "16" if grown else "understands"
        consent = "" if kind == "sdq" else own if refused or grown else "council" if time.law in SHARES else "parent"
        self.pen.add(
            "health.Check", time.child, time.care, kind, said.NURSE if kind == "assessment" else "", day, None,
            "refused" if refused else "kept", day, said.NO if refused else "", consent,
            "" if refused else self.pen.dice.pick(said.FOUND), more.get("immunised"), more.get("developed"),
            more.get("score"), at(day, 17), by,
        )  # fmt: skip

    def _assessments(self, time: Looked) -> list[Event]:
        dice = self.pen.dice
        immunised, developed = dice.chance(0.88), dice.chance(0.9)
        day = shifted(time.starts, dice.whole(9, 20) if dice.chance(0.82) else dice.whole(22, 45))
        found: list[Event] = []
        while day <= time.until:
            young = day < add_months(time.born, 60)
            refused = day >= add_months(time.born, 168) and dice.chance(0.05)
            seen = {} if refused else {"immunised": immunised, "developed": developed if young else None}
            self._check(time, "assessment", day, refused=refused, **seen)
            found.append((day, not refused))
            due = add_months(day, 6 if young else 12)
            late = dice.whole(5, 70) if dice.chance(0.1) else -dice.whole(2, 20)
            day = on_or_before(due + timedelta(days=late))
        return found

    def _often(self, time: Looked, kind: str, since: date, least: int, most: int) -> list[Event]:
        dice = self.pen.dice
        found: list[Event] = []
        day = on_or_before(since + timedelta(days=dice.whole(40, least)))
        while day <= time.until:
            if kind == "dentist" and _SHUT[0] <= day:
                day = on_or_before(max(day, _SHUT[1]) + timedelta(days=dice.whole(30, 330)))
                if day > time.until:
                    break
            self._check(time, kind, day)
            found.append((day, True))
            day = on_or_before(day + timedelta(days=dice.whole(least, most)))
        return found

    def _scores(self, time: Looked) -> list[Event]:
        dice = self.pen.dice
        four, seventeen = add_months(time.born, 48), add_months(time.born, 204)
        middle = dice.whole(6, 21)
        found: list[Event] = []
        day = on_or_before(max(time.starts, four) + timedelta(days=dice.whole(60, 400)))
        while day <= min(time.until, seventeen - timedelta(days=1)):
            self._check(time, "sdq", day, score=max(0, min(40, middle + dice.whole(-4, 4))))
            found.append((day, True))
            day = on_or_before(day + timedelta(days=dice.whole(300, 400)))
        return found

    def _asked(self, time: Looked, events: dict[str, list[Event]]) -> None:
        """Somebody has asked for what comes next, for one in four."""
        dice = self.pen.dice
        kind = dice.pick(("assessment", "assessment", "dentist"))
        last = events[kind][-1][0] if events[kind] else time.starts
        if last > add_months(YESTERDAY, -4) or not dice.chance(0.5):
            return
        asked = on_or_before(YESTERDAY - timedelta(days=dice.whole(1, 25)))
        appointment = shifted(YESTERDAY, dice.whole(1, 25)) if dice.chance(0.6) else None
        self.pen.add(
            "health.Check", time.child, time.care, kind, said.NURSE if kind == "assessment" else "", asked, appointment,
            None, None, "", "", "", None, None, None, at(asked, 12), self.workers.on(time.child, asked),
        )  # fmt: skip

    def _helped(self, time: Looked) -> None:
        pen, dice = self.pen, self.pen.dice
        age = (YESTERDAY - time.born).days // 365
        by = self.workers.on(time.child, YESTERDAY)
        if age >= 6 and dice.chance(0.12):
            asked = max(time.starts, on_or_before(YESTERDAY - timedelta(days=dice.whole(5, 260))))
            answered = shifted(asked, dice.whole(3, 20))
            seen = shifted(asked, dice.whole(25, 110))
            known = answered <= YESTERDAY
            pen.add(
                "health.Referred", time.child, dice.weighed({"tess": 60, "camhs": 40}), dice.pick(said.NIGHTS), asked,
                dice.weighed({"yes": 86, "no": 8, "unknown": 6}), answered if known else None, True if known else None,
                seen if known and seen <= YESTERDAY else None, at(asked, 17), by,
            )  # fmt: skip
        if age >= 13 and dice.chance(0.07):
            on = max(time.starts, YESTERDAY - timedelta(days=dice.whole(20, 500)))
            answer = dice.weighed({"received": 6, "refused": 4})
            pen.add("health.Substance", time.child, on, said.CANNABIS, on, answer, at(on, 17), by)
        if age >= 5 and dice.chance(0.7):
            on = max(time.starts, YESTERDAY - timedelta(days=dice.whole(10, 600)))
            given = on if dice.chance(0.9) else None
            about = (time.child, on, ["about", "people"], said.PASSPORT, said.NURSE, given)
            pen.add("health.Passport", *about, at(on, 17), by)


def _care(time: Looked) -> InCare:
    return InCare(pk=time.care, child_id=time.child, starts=time.starts, ends=time.ends)


__all__ = ["COLUMNS", "loaded"]
