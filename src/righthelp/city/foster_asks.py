"""People who asked to foster in the last two years, how far they came, and the panel that heard them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from righthelp.city import foster_words as words
from righthelp.city import names
from righthelp.city.dice import at
from righthelp.city.help_days import YESTERDAY, on_or_before
from righthelp.city.help_pen import Pen
from righthelp.city.staff import TODAY
from righthelp.practice.fostering.codes import CheckKind, Part

if TYPE_CHECKING:
    from righthelp.city.foster import House

_SOURCES: Final = {"carer": 24, "web": 30, "social": 18, "radio": 6, "event": 6, "faith": 7, "agency": 5, "other": 4}
_WISHES: Final = {"teens": 10, "complex": 6, "hours": 3, "parent": 3, "breaks": 10, "young": 38, "kin": 14}
_WHY: Final = {"room": 22, "work": 20, "silent": 24, "not-yet": 14, "agency": 8, "health": 5, "family": 7}
_EVERY: Final = timedelta(days=14)
MONTHLY: Final = 13
"""Enquiries a month that came to nothing, or are still at the first steps."""


@dataclass
class Asks:
    """Draws applications and the panel."""

    pen: Pen
    to_panel: dict[date, list[tuple[str, int, int, date]]] = field(default_factory=lambda: defaultdict(list))

    def _application(self, name: str, worker: int, enquired: date, **days: object) -> int:
        given: dict[str, object] = {
            "address": None, "visited": None, "note": "", "registered": None, "gathered": None, "second": None,
            "reported": None, "recommends": "", "approved": None, "ended": None, "ending": None, "why": "", "words": "",
            "source": "", "wishes": [],
        }  # fmt: skip
        given |= days
        dice = self.pen.dice
        return self.pen.add(
            "fostering.Application", name, f"07700 900{dice.whole(100, 999)}",
            given["source"] or dice.weighed(_SOURCES), given["wishes"] or sorted({dice.weighed(_WISHES)}),
            given["address"], worker, enquired, given["visited"], given["note"], given["registered"],
            given["gathered"], given["second"], given["reported"], given["recommends"], False, given["approved"],
            given["ended"], given["ending"], given["why"], given["words"], worker, "", 1,
        )  # fmt: skip

    def _applicants(self, application: int, people: Sequence[int], asked: date, received: date | None) -> None:
        for person in people:
            applicant = self.pen.add("fostering.Applicant", application, person)
            for kind in CheckKind:
                self.pen.add(
                    "fostering.Check", applicant, kind.value, asked, received, None if received is None else True, ""
                )

    def known(self, home: House, children: Sequence[int]) -> None:
        """A relative or friend approved for a time: the application has begun with it."""
        if not children:
            return
        number = self._application(
            home.name, home.worker, home.starts, visited=home.starts, note=words.KNOWN, registered=home.starts,
            address=home.address, source="family", wishes=["known"],
        )  # fmt: skip
        self._applicants(number, home.people, home.starts, None)
        self.pen.add(
            "fostering.KnownCarer", children[0], home.id, number, home.starts, words.KNOWN, at(home.starts, 18),
            home.worker, "", "",
        )  # fmt: skip

    def approved(self, home: House) -> None:
        """The way of a household that was approved in the last two years."""
        dice, day = self.pen.dice, home.starts
        panel = day - timedelta(days=dice.whole(3, 9))
        reported = panel - timedelta(days=dice.whole(12, 25))
        second = reported - timedelta(days=dice.whole(60, 110))
        registered = second - timedelta(days=dice.whole(35, 75))
        visited = registered - timedelta(days=dice.whole(5, 25))
        enquired = visited - timedelta(days=dice.whole(2, 14))
        gathered = second - timedelta(days=dice.whole(0, 6))
        number = self._application(
            home.name, home.worker, enquired, visited=visited, note=dice.pick(words.INITIAL), registered=registered,
            gathered=gathered, second=second, reported=reported, approved=day, address=home.address,
            recommends="I recommend them, on the terms that panel is asked for.",
        )  # fmt: skip
        self._applicants(number, home.people, registered, gathered)
        for part in Part:
            if part is not Part.SECOND:
                on = second + (reported - second) * dice.between(0.1, 0.9)
                self.pen.add(
                    "fostering.ReportPart", number, part.value, on, dice.pick(words.PARTS), at(on, 17), home.worker
                )
        self.to_panel[panel].append(("approval", number, home.worker, day))

    def others(self) -> None:
        """Those who asked and came no further than the first steps, month by month."""
        pen, dice = self.pen, self.pen.dice
        teams = pen.office.by_kind["fostering"]
        for back in range(24):
            for _ in range(MONTHLY + dice.whole(-3, 3)):
                enquired = on_or_before(TODAY - timedelta(days=back * 30 + dice.whole(1, 30)))
                worker = pen.office.worker(dice, dice.pick(teams), enquired)
                called = names.surname(dice, names.group_of_child(dice))
                visited = enquired + timedelta(days=dice.whole(3, 18)) if dice.chance(0.45) else None
                if visited and visited > YESTERDAY:
                    visited = None
                ended = (visited or enquired) + timedelta(days=dice.whole(4, 50))
                note = dice.pick(words.INITIAL) if visited else ""
                if ended > YESTERDAY:
                    self._application(f"The {called} household", worker, enquired, visited=visited, note=note)
                    continue
                why = dice.weighed(_WHY)
                ending = "not-taken" if why == "room" else "withdrawn"
                self._application(
                    f"The {called} household", worker, enquired, visited=visited, note=note, ended=ended, why=why,
                    ending=ending, words=words.ENDED[why],
                )  # fmt: skip

    def met(self, households: Sequence[tuple[int, House]]) -> None:
        """Fortnightly meetings, who sat, and what was recommended and decided."""
        pen, dice = self.pen, self.pen.dice
        members = [pen.add("fostering.Member", name, seat, free, date(2019, 1, 7)) for name, seat, free in words.PANEL]
        head = next((home.worker for _, home in households), 0)
        for day in sorted(self.to_panel):
            meeting = pen.add("fostering.Meeting", day, True, head, "")
            for member in [*members[:4], *dice.some(members[4:], 2)]:
                pen.add("fostering.Sat", meeting, member)
            for about, application, worker, decided in self.to_panel[day]:
                pen.add(
                    "fostering.Item", meeting, about, application, None, "To approve them.", "yes", 6, 0,
                    words.REASONS, day, decided, "yes", "As panel recommends.", head, decided, worker, "",
                )  # fmt: skip
        ahead = TODAY + _EVERY - timedelta(days=TODAY.weekday())
        pen.add("fostering.Meeting", ahead, False, head, "")
