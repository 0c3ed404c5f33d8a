"""Private fostering: children whose parents sent them to live with somebody who is no close relative. Some two dozen
now, as many whose arrangement has ended; told of, visited, the household checked, whether it suits the child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from psycopg import sql

from righthelp.city import bulk, help_visits, histories, names
from righthelp.city import private_words as words
from righthelp.city.cast import birthday
from righthelp.city.depth import free, written
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, capped, office, on_or_before, shifted
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen
from righthelp.city.help_today import ALLOCATED, ALLOCATION
from righthelp.city.kin import Kin
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables
from righthelp.city.ties import lives
from righthelp.foundation.calendar import add_months
from righthelp.practice.private_fostering.codes import Rule
from righthelp.practice.private_fostering.due import visits

_RECORDED: Final = ("recorded", "recorded_by_id")
COLUMNS: Final = {
    "private_fostering.Arrangement": (
        "child_id", "notified", "notifier", "starts", "carer", "tie", "where", "why", "parents", "assessed",
        "assessed_by_id", "suits", "assessed_why", "requirements", "ends", "ending", "ending_why", *_RECORDED,
    ),
    "private_fostering.Checked": ("child_id", "arrangement_id", "who", "on", "found", "note", *_RECORDED),
    "private_fostering.VisitDue": ("child_id", "arrangement_id", "place", "since", "held", "ended", "rule"),
}  # fmt: skip
_VISITS: Final = {name: help_visits.COLUMNS[name] for name in ("casework.Visit", "casework.Visited")}
NOW, BEFORE = 27, 24
"""Arrangements that run, and those that ended in the last year."""
_TOLD: Final = {"school": 34, "carer": 14, "parent": 12, "health": 10, "ours": 14, "police": 8, "other": 8}
_DAYS: Final = {Rule.FIRST: 9, Rule.YEAR: 42, Rule.LATER: 84}
_YEAR: Final = timedelta(days=340)
"""Arrangements that are over ended no longer ago."""


@dataclass(frozen=True, slots=True)
class _Living:
    """An arrangement while it is drawn."""

    id: int
    child: int
    notified: date
    starts: date
    ends: date | None
    worker: int

    @property
    def since(self) -> date:
        """From when on the first year is counted."""
        return max(self.starts, self.notified)


def loaded(office_of: Office, highest: dict[str, int], now: datetime, share: float = 1.0) -> None:
    """Draw and load them, in the caller's transaction; ``share`` makes a small city's fewer."""
    tables, before = Tables(), bulk.highest(ALLOCATED)
    pen = Pen(Dice("private fostering"), office_of, {**highest, ALLOCATED: before})
    drawn = Private(pen, Kin(tables, Dice("private fostering", "people"), *free()))
    for number in range(max(8, round((NOW + BEFORE) * share))):
        drawn.arrangement(over=number % (NOW + BEFORE) >= NOW if share == 1.0 else number % 2 == 1)
    written(tables, now)
    pen.loaded(_VISITS | COLUMNS | ALLOCATION)
    bulk.sequence_set(ALLOCATED, pen.highest[ALLOCATED] + 1)
    where = sql.SQL("id > {}").format(before)
    histories.first_events(ALLOCATED, context=histories.new_context(now), now=now, where=where)


class Private:
    """Draws children, arrangements and what followed."""

    def __init__(self, pen: Pen, kin: Kin) -> None:
        self.pen, self.dice, self.kin = pen, pen.dice, kin

    def arrangement(self, *, over: bool) -> None:
        """One child with one arrangement."""
        dice, pen = self.dice, self.pen
        notified = on_or_before(TODAY - timedelta(days=dice.whole(120, 700) if over else dice.whole(3, 560)))
        ahead = dice.chance(0.08)
        starts = (
            notified + timedelta(days=dice.whole(10, 44)) if ahead else notified - timedelta(days=dice.whole(0, 150))
        )
        how = dice.pick([each for each in words.ARRANGED if each.before == "home" or not ahead])
        born = self._born(notified, starts, how, over=over)
        assessed = self._assessed(notified)
        ends, ending = self._ends(notified, starts, born, how) if over else (None, None)
        if assessed and ends and assessed >= ends:
            assessed = None
        suits = dice.weighed({"yes": 76, "terms": 22}) if assessed else None
        if assessed and ends and assessed > max(starts, TODAY - _YEAR) and dice.chance(0.16):
            suits, ends, ending = "no", assessed, "stopped"
        team = pen.office.team(dice, "safeguarding")
        worker = pen.office.worker(dice, team, TODAY if ends is None else notified)
        group = names.group_of_child(dice)
        home = self.kin.home()
        child = self.kin.somebody(group, dice.pick(how.sexes), born, housed=False)
        self._lived(child, home, how, (born, starts, ends, ending))
        told = at(notified, 11)
        pen.add(ALLOCATED, child, worker, True, told, at(ends, 15) if ends else None, "Privately fostered")
        carer = f"{dice.pick(how.titles)} {names.surname(dice, group)}"
        number = pen.add(
            "private_fostering.Arrangement", child, notified, dice.weighed(_TOLD), starts,
            carer, how.tie, self._where(home), how.why, how.parents, assessed,
            pen.office.decider(dice, team, assessed, but=worker) if assessed else None, suits,
            dice.pick(words.SUITS[suits]) if suits else "", dice.pick(words.REQUIRED) if suits == "terms" else "",
            ends, ending, words.ENDED[ending] if ending else "", told, worker,
        )  # fmt: skip
        living = _Living(number, child, notified, starts, ends, worker)
        self._checked(living, (f"{carer}, the carer", *how.others), assessed, barred=suits == "no")
        self._visits(living)

    def _born(self, notified: date, starts: date, how: words.Arranged, *, over: bool) -> date:
        """Old enough for such an arrangement when it begins; under sixteen when we were told, and for as long as it
        runs or until the last year."""
        latest = add_months(starts, -12 * how.youngest)
        sixteen = add_months(TODAY, -192) + timedelta(days=-_YEAR.days if over else 30)
        earliest = max(add_months(starts, -180), add_months(notified, -190), sixteen)
        return earliest + timedelta(days=self.dice.whole(0, max(0, (latest - earliest).days)))

    def _lived(
        self, child: int, home: int, how: words.Arranged, when: tuple[date, date, date | None, str | None]
    ) -> None:
        """With the family before and after, as far as it lives in the city; with the carer as long as it lasted."""
        add, (born, starts, ends, ending) = self.kin.tables.add, when
        since = max(born, starts - timedelta(days=self.dice.whole(200, 2500)))
        family = self.kin.home() if how.before == "home" else None
        if family:
            add("people.Residence", *lives(child, family, since, starts if starts <= TODAY else None))
        if starts > TODAY:
            return
        there = since if how.before == "there" else starts
        add("people.Residence", *lives(child, home, there, None if ending == "sixteen" else ends))
        if ends and ending in ("parents", "stopped", "kin") and how.before != "away":
            back = family if family and ending != "kin" else self.kin.home()
            add("people.Residence", *lives(child, back, ends))

    def _where(self, home: int) -> str:
        row = next(each for each in reversed(self.kin.tables.rows["people.Address"]) if each[0] == home)
        return f"{row[3]}, {row[4]}"

    def _ends(self, notified: date, starts: date, born: date, how: words.Arranged) -> tuple[date, str]:
        """Within the last year, on the sixteenth birthday at the latest; and why."""
        dice = self.dice
        first = max(notified, starts) + timedelta(days=30)
        last = TODAY - timedelta(days=3)
        ends = max(first, last - timedelta(days=dice.whole(0, min(_YEAR.days, max(0, (last - first).days)))))
        ending = dice.weighed(how.endings)
        sixteen = birthday(born, 16)
        return (sixteen, "sixteen") if sixteen <= ends else (ends, ending)

    def _assessed(self, notified: date) -> date | None:
        """Within 42 working days for four in five."""
        dice = self.dice
        day = shifted(notified, dice.whole(20, 41) if dice.chance(0.82) else dice.whole(44, 62))
        return day if day <= YESTERDAY else None

    def _checked(self, of: _Living, household: tuple[str, ...], assessed: date | None, *, barred: bool) -> None:
        """Everybody of the household; before it is assessed at the latest. ``barred``: one must not live there."""
        dice = self.dice
        last = min(assessed or YESTERDAY, (of.ends or TODAY) - timedelta(days=1))
        found = [(who, "clear", "") for who in household[: dice.whole(1, 3)]]
        if barred:
            found.append((words.BROTHER, "barred", words.BARRED))
        elif dice.chance(0.04):
            found.append((words.BROTHER, "consent", words.CONSENT))
        for who, result, note in found:
            on = shifted(of.notified, dice.whole(3, 16))
            if on <= last:
                self.pen.add("private_fostering.Checked", of.child, of.id, who, on, result, note, at(on, 14), of.worker)

    def _visits(self, of: _Living) -> None:
        """By the rules of the room itself: one in ten is late."""
        pen, dice = self.pen, self.dice
        stop, days = of.ends or TODAY, list[date]()
        while True:
            ahead = visits(of.notified, of.since, days, None)[-1]
            interval, rule = ahead
            within = _DAYS[rule]
            late = dice.whole(2, 12) if dice.chance(0.1) else -dice.whole(0, within // 4)
            day = max(on_or_before(interval.since + timedelta(days=within + late)), interval.since + timedelta(days=1))
            if day >= stop or day > YESTERDAY:
                break
            self._visit(of, day)
            days.append(day)
        for place, (each, rule) in enumerate(visits(of.notified, of.since, days, of.ends)):
            pen.add("private_fostering.VisitDue", of.child, of.id, place, each.since, each.held, each.ended, rule.value)

    def _visit(self, of: _Living, day: date) -> None:
        pen, dice = self.pen, self.dice
        moment = pen.free([of.child], office(dice, day, 15, 17))
        recorded = max(moment, capped(moment + timedelta(minutes=dice.whole(60, 1200))))
        visit = pen.add(
            "casework.Visit", pen.key(), moment, "home", of.worker, True, "A visit to a privately fostered child",
            dice.pick(words.VISITED) if day >= of.starts else words.BEFORE, recorded, of.worker,
        )  # fmt: skip
        alone = dice.chance(0.86)
        pen.add(
            "casework.Visited",
            visit,
            of.child,
            moment,
            True,
            alone,
            "" if alone else words.NOT_ALONE,
            dice.pick(words.CHILD_SAYS) if alone and day >= of.starts and dice.chance(0.6) else "",
        )


__all__ = ["COLUMNS", "loaded"]
