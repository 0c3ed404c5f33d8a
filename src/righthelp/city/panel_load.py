"""Panels that look at placements from outside: one a fortnight, what was achieved, what comes next, and the search for
a home that follows from a step down. What had come of it by now is what the stays say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from righthelp.city import placement_words as words
from righthelp.city.cast import birthday
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, on_or_before, shifted
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked
from righthelp.practice.care.codes_homes import FOSTERED, WITH_RELATIVES
from righthelp.practice.matching.codes_after import BROKE
from righthelp.practice.matching.codes_cost import SOUGHT_AS, Next, PanelKind

_RECORDED: Final = ("recorded", "recorded_by_id")
COLUMNS: Final = {
    "matching.ReviewPanel": ("kind", "area", "on", "chair_id", "who", *_RECORDED),
    "matching.Request": ("kinds", "skills", "area", "near", "by_when", "owner_id", "opened", "opened_by_id"),
    "matching.HomeOffer": (
        "request_id", "home_id", "asked", "asked_by_id", "answer", "answered", "answered_by", "reason",
    ),
    "matching.Sought": (
        "child_id", "request_id", "who", "likes", "needs", "worked", "contact", "school", "risks", "opened", "eve",
        "offered", "placed", "offer_id", "stay_id", "why", "recorded_by_id",
    ),
    "matching.PanelItem": (
        "child_id", "panel_id", "stay_id", "weekly", "considered", "achieved", "child_says", "next", "why", "by_when",
        "eve", "sought_id", "done", "done_note", *_RECORDED,
    ),
}  # fmt: skip
FORTNIGHTS: Final = [date(2021, 8, 25) - timedelta(days=14 * number) for number in range(26)][::-1]
AHEAD: Final = (date(2021, 9, 8), date(2021, 9, 22))
"""Panels that have met, and those that are called with an agenda."""
AGAIN: Final = timedelta(days=170)
"""Nobody is looked at again sooner."""
_RESIDENTIAL: Final = ("K1", "K2", "R1", "S1")
_PLACED: Final = """
select c.child_id, c.stay_id, f.place, p.birth_date, c.starts, c.over, c.care + c.education + c.health,
       coalesce(t.area, ''), l.change, n.id, n.place, n.home_id
  from matching_cost c join care_stay f on f.id = c.stay_id join people_person p on p.id = c.child_id
  left join care_stay l on l.care_id = f.care_id and l.ends = c.over
  left join care_stay n on n.care_id = f.care_id and n.starts = c.over
  left join lateral (select w.team_id from workforce_allocation al join workforce_worker w on w.id = al.worker_id
                      where al.child_id = c.child_id and al."primary" order by al.starts desc limit 1) held on true
  left join workforce_team t on t.id = held.team_id
 order by c.care + c.education + c.health desc, c.id
"""
_HEADS: Final = """
select w.id from workforce_worker w join access_account a on a.id = w.account_id
 where 'head_of_service' = any(a.roles) and w.ends is null order by w.id
"""
_FAMILIES: Final = """
select id, name from care_home where kind = %s and ends is null and starts < '2020-01-01' order by id limit 200
"""


@dataclass(slots=True)
class Placed:
    """A placement from outside. ``over``: the day it ended; ``after``: the stay that followed, its code and home."""

    child: int
    stay: int
    place: str
    born: date
    starts: date
    over: date | None
    weekly: int
    area: str
    change: str | None
    after: int | None
    after_place: str | None
    after_home: int | None
    seen: date | None = None
    open_step: bool = False

    def there(self, day: date) -> bool:
        """Whether the child lives there on a day."""
        return self.starts <= day and (self.over is None or day < self.over)

    @property
    def stepped(self) -> str:
        """What the child stepped down to when it ended as planned, or nothing."""
        if self.over is None or self.place not in _RESIDENTIAL or self.change in BROKE or self.after_place is None:
            return ""
        if self.after_place in WITH_RELATIVES:
            return Next.OTHER.value
        if self.after_place in FOSTERED:
            return Next.FOSTERING.value
        found = {"P1": Next.HOME.value, "H5": Next.SUPPORTED.value, "K3": Next.SUPPORTED.value}
        return found.get(self.after_place, "")


class Panels:
    """Draws them, the oldest first."""

    def __init__(self, pen: Pen) -> None:
        self.pen, self.dice = pen, pen.dice
        self.placed = [Placed(*row) for row in asked(_PLACED)]
        self.heads = [int(row[0]) for row in asked(_HEADS)]
        self.homes = {kind: asked(_FAMILIES, kind) for kind in ("foster", "supported")}

    def drawn(self) -> None:
        """All of them."""
        for number, day in enumerate([*FORTNIGHTS, *AHEAD]):
            kind = (PanelKind.STEP_DOWN, PanelKind.EXTERNAL)[number % 2].value
            self._panel(day, kind, ("east", "south", "nwc")[number // 2 % 3])

    def _panel(self, day: date, kind: str, area: str) -> None:
        pen, dice = self.pen, self.dice
        chair = dice.pick(self.heads)
        by = pen.office.worker(dice, pen.office.team(dice, "placements"), min(day, YESTERDAY))
        called = at(min(shifted(day, -10), YESTERDAY), 11)
        panel = pen.add("matching.ReviewPanel", kind, area, day, chair, words.WHO, called, by)
        fits = [each for each in self.placed if each.area == area and each.there(day) and self._due(each, day)]
        if kind == PanelKind.STEP_DOWN:
            fits = [each for each in fits if each.place in _RESIDENTIAL]
        going = [each for each in fits if each.stepped and each.over and (each.over - day).days < 150]
        rest = [each for each in fits if not each.stepped]
        for each in [*going[:4], *rest][: dice.whole(5, 8)]:
            each.seen = day
            self._item(panel, each, day, by)

    @staticmethod
    def _due(each: Placed, day: date) -> bool:
        settled = (day - each.starts).days > 60
        return settled and not each.open_step and (each.seen is None or day - each.seen > AGAIN)

    def _item(self, panel: int, each: Placed, day: date, by: int) -> None:
        dice, pen = self.dice, self.pen
        put = at(min(shifted(day, -6), YESTERDAY), 14)
        if day > YESTERDAY:
            pen.add(
                "matching.PanelItem", each.child, panel, each.stay, each.weekly, None, "", "", None, "", None, None,
                None, None, "", put, by,
            )  # fmt: skip
            return
        comes = each.stepped or self._next(each, day)
        by_when = self._by_when(each, day) if comes != Next.STAYS else None
        why = dice.pick(words.STAYS) if comes == Next.STAYS else dice.pick(words.STEPS[comes])
        sought = self._sought(each, comes, day, by_when, why, by) if by_when else None
        done = each.over if by_when and each.stepped else None
        each.open_step = by_when is not None and done is None
        says = dice.pick(words.CHILD_OF_PANEL) if (day - each.born).days > 6 * 365 else ""
        pen.add(
            "matching.PanelItem", each.child, panel, each.stay, each.weekly, day, dice.pick(words.ACHIEVED), says,
            comes, why, by_when, by_when - timedelta(days=1) if by_when else None, sought, done,
            words.MOVED[comes] if done else "", put, by,
        )  # fmt: skip

    def _next(self, each: Placed, day: date) -> str:
        """For those who live there still: of the last months' steps most are not due yet."""
        dice = self.dice
        if each.over is not None or day < YESTERDAY - timedelta(days=80) or not dice.chance(0.55):
            return Next.STAYS.value
        if each.place not in _RESIDENTIAL:
            return Next.STAYS.value
        if day >= birthday(each.born, 16):
            return Next.SUPPORTED.value
        return dice.weighed({Next.FOSTERING.value: 8, Next.HOME.value: 2})

    def _by_when(self, each: Placed, day: date) -> date:
        if each.over is not None:  # some moved in later than the panel had said
            return max(day + timedelta(days=7), each.over + timedelta(days=self.dice.whole(-12, 40)))
        return on_or_before(day + timedelta(days=self.dice.whole(60, 130)))

    def _sought(self, each: Placed, comes: str, day: date, by_when: date, why: str, by: int) -> int | None:
        """A home is sought for most; it was found for those who have moved."""
        dice, pen = self.dice, self.pen
        if comes not in SOUGHT_AS or (each.stepped and each.after_home is None) or not dice.chance(0.9):
            return None
        opened = on_or_before(day + timedelta(days=dice.whole(1, 9)))
        by_when = max(by_when, opened)
        placed = each.over if each.stepped else None
        if opened > YESTERDAY or (placed and placed <= opened + timedelta(days=8)):
            return None
        request = pen.add(
            "matching.Request", SOUGHT_AS[comes], [], each.area, "Near the school", by_when, by, at(opened, 10), by
        )
        homes = [int(row[0]) for row in dice.some(self.homes[SOUGHT_AS[comes][0]], dice.whole(1, 3))]
        offered, found = None, None
        first = shifted(opened, dice.whole(1, 2) if dice.chance(0.86) else dice.whole(3, 6))
        for place, home in enumerate(homes):
            last = place == len(homes) - 1 and (place > 0 or dice.chance(0.8))
            answer = dice.pick(("if", "yes")) if last and placed is None else "no"
            known = first if answer != "no" else shifted(opened, dice.whole(1, 5))
            if home != each.after_home and known <= YESTERDAY:
                self._offer(request, home, opened, (known, answer), by)
                offered = known if answer != "no" else offered
            elif home != each.after_home:
                self._offer(request, home, opened, None, by)
        if placed:
            offered = min(first, placed)
            found = self._offer(request, each.after_home, opened, (offered, "yes"), by)
        said = words.SOUGHT | {"needs": f"{words.SOUGHT['needs']}\nThe panel: {why}"}
        return pen.add(
            "matching.Sought", each.child, request, dice.pick(words.SOUGHT_WHO),
            *(said[name] for name in ("likes", "needs", "worked", "contact", "school", "risks")), at(opened, 10),
            by_when - timedelta(days=1), at(offered, 12) if offered else None, placed, found,
            each.after if placed else None, words.CHOSEN if placed else "", by,
        )  # fmt: skip

    def _offer(self, request: int, home: int | None, opened: date, said: tuple[date, str] | None, by: int) -> int:
        known, answer = said or (None, None)
        why = {"no": words.CANNOT, "if": words.CONDITIONS}.get(answer or "", ("",))
        return self.pen.add(
            "matching.HomeOffer", request, home, at(opened, 11), by, answer, at(known, 12) if known else None,
            "The carer" if known else "", self.dice.pick(why),
        )  # fmt: skip


def loaded(office: Office, highest: dict[str, int]) -> None:
    """Draw and load them, in the caller's transaction."""
    pen = Pen(Dice("panels"), office, highest)
    Panels(pen).drawn()
    pen.loaded(COLUMNS)


__all__ = ["COLUMNS", "loaded"]
