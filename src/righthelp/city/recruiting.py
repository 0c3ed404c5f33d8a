"""The trust as an employer who recruits: vacancies and who applied, what agency staff cost, pay beside others.

Drawn from the posts and holdings that are in the database: whoever took up a post in the last two years was a candidate
first. Rates, caps and others' pay are invented; so are the authorities, which are told apart by a letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db import connection

from righthelp.city import bulk, names
from righthelp.city.after import board_day
from righthelp.city.dice import Dice, at
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables
from righthelp.foundation.calendar import add_months
from righthelp.practice.recruitment import law
from righthelp.practice.recruitment.codes import STAGES, UNSUCCESSFUL_BECAUSE, WITHDRAWN_BECAUSE, CheckKind, Source

_SINCE: Final = date(2019, 10, 1)
_CAPS: Final = {"GR4": 228_00, "GR5": 287_50, "GR6": 342_00, "GR7": 420_00}
_TOPS: Final = {"GR3": 24_500_00, "GR4": 29_600_00, "GR5": 38_890_00, "GR6": 45_860_00, "GR7": 56_200_00}
_RISES: Final = ((2018, 0), (2019, 200), (2020, 275), (2021, 175))
"""Year and our rise in hundredths of a percent; others' pay rises by 0.7 percentage points more each year."""

_STARTED: Final = """
select h.post_id, h.basis, h.wte, h.starts, h.worker_id, w.name, coalesce(t.manager_id, w.id)
  from workforce_holding h join workforce_worker w on w.id = h.worker_id
  join workforce_post p on p.id = h.post_id join workforce_team t on t.id = p.team_id
 where h.basis in ('permanent', 'fixed-term') and h.starts >= %s and h.starts < %s order by h.id
"""
_VACANT: Final = """
select p.id, p.wte, t.manager_id, p.qualified
  from workforce_post p join workforce_team t on t.id = p.team_id
 where t.manager_id is not null and p.starts <= %(on)s and (p.ends is null or p.ends > %(on)s)
   and not exists (select from workforce_holding h where h.post_id = p.id and (h.ends is null or h.ends > %(on)s))
 order by p.id
"""
_AGENCY: Final = """
select h.id, p.grade, h.starts, h.ends from workforce_holding h join workforce_post p on p.id = h.post_id
 where h.basis = 'agency' and (h.ends is null or h.ends > %s) and h.starts < %s order by h.id
"""


@dataclass
class Recruiting:
    """Writes the rows; ``vacancy``, ``candidate`` and ``application`` are the next free numbers."""

    tables: Tables
    vacancy: int
    candidate: int
    application: int

    @classmethod
    def fresh(cls, tables: Tables) -> Recruiting:
        """After what is in the database."""
        first = [bulk.highest(f"recruitment.{name}") + 1 for name in ("Vacancy", "Candidate", "Application")]
        return cls(tables, *first)

    def drawn(self) -> None:
        """Vacancies filled, vacancies open, rates and pay."""
        self.dice = Dice("recruiting")
        for row in self._rows(_STARTED, [_SINCE, TODAY]):
            if self.dice.chance(0.55):
                self._filled(row)
        for row in self._rows(_VACANT, {"on": TODAY}):
            if self.dice.chance(0.6):
                self._open(row)
        self._rates()
        self._pay()

    @staticmethod
    def _rows(sql: str, given: list[date] | dict[str, date]) -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            return list(cursor.fetchall())

    def _filled(self, row: tuple[object, ...]) -> None:
        post, basis, wte, starts, worker, name, lead = row
        assert isinstance(starts, date)  # noqa: S101  the column is a day
        dice = self.dice
        agreed = starts - timedelta(days=dice.whole(20, 60))
        cleared = agreed - timedelta(days=dice.whole(1, 6))
        offered = cleared - timedelta(days=dice.whole(14, 36))
        interviewed = offered - timedelta(days=dice.whole(0, 4))
        shortlisted = interviewed - timedelta(days=dice.whole(6, 16))
        applied = shortlisted - timedelta(days=dice.whole(1, 8))
        opened = applied - timedelta(days=dice.whole(2, 20))
        self.tables.add("recruitment.Vacancy", self.vacancy, post, basis, wte, lead, opened, starts, agreed, "filled")
        self._candidate(str(name), starts)
        days = (applied, shortlisted, interviewed, offered, cleared, agreed)
        self._application(lead, days, starts_on=starts, started=starts, worker=worker)
        for _ in range(dice.whole(1, 4)):
            begun = opened + timedelta(days=dice.whole(0, 14))
            self._unsuccessful(lead, begun, (agreed - begun).days)
        self.vacancy += 1

    def _open(self, row: tuple[object, ...]) -> None:
        post, wte, lead, qualified = row
        dice = self.dice
        opened = TODAY - timedelta(days=dice.whole(8, 150))
        self.tables.add("recruitment.Vacancy", self.vacancy, post, "permanent", wte, lead, opened, opened, None, "")
        for _ in range(dice.whole(0, 4)):
            begun = opened + timedelta(days=dice.whole(0, max(0, (TODAY - opened).days - 1)))
            if dice.chance(0.45):
                self._unsuccessful(lead, begun, (TODAY - begun).days)
            else:
                self._live(lead, begun, qualified=bool(qualified))
        self.vacancy += 1

    def _live(self, lead: object, begun: date, *, qualified: bool) -> None:
        dice = self.dice
        days = [begun]
        for low, high in ((1, 9), (5, 18), (0, 5), (14, 34), (1, 6)):
            following = days[-1] + timedelta(days=dice.whole(low, high))
            if following >= TODAY or dice.chance(0.16):
                break
            days.append(following)
        self._candidate(names.of_worker(dice), None)
        starts_on = days[5] + timedelta(days=dice.whole(28, 60)) if len(days) == 6 else None
        number = self._application(lead, tuple(days), starts_on=starts_on)
        if len(days) >= 4:
            kinds = [kind for kind in CheckKind if qualified or kind != CheckKind.REGISTRATION]
            for place, kind in enumerate(kinds):
                there = len(days) >= 5 or dice.chance(0.5)
                last = days[4] if len(days) >= 5 else TODAY - timedelta(days=1)
                received = None
                if there and last >= days[3]:
                    received = last if place == 0 else last - timedelta(days=dice.whole(0, (last - days[3]).days))
                code = ""
                if received and kind == CheckKind.REGISTRATION:
                    code = f"SW9{number:05d}"
                elif received and kind == CheckKind.DBS:
                    code = f"00{number:010d}"
                issued = received if received and kind == CheckKind.DBS else None
                satisfied = True if received else None
                self.tables.add("recruitment.PreCheck", number, kind.value, days[3], received, satisfied, code, issued)

    def _unsuccessful(self, lead: object, begun: date, room: int) -> None:
        dice = self.dice
        days = [begun]
        for low, high, on in ((1, 9, 0.55), (5, 18, 0.7), (0, 5, 0.2)):
            following = days[-1] + timedelta(days=dice.whole(low, high))
            if not dice.chance(on) or (following - begun).days > room or following >= TODAY:
                break
            days.append(following)
        over = min(days[-1] + timedelta(days=dice.whole(1, 12)), TODAY - timedelta(days=1))
        over = max(over, days[-1])
        withdrew = dice.chance(0.35)
        why = dice.pick(
            WITHDRAWN_BECAUSE if withdrew else UNSUCCESSFUL_BECAUSE[:3] if len(days) < 3 else ("interview", "filled")
        )
        self._candidate(names.of_worker(dice), over)
        self._application(
            lead, tuple(days), ended=over, ending="withdrawn" if withdrew else "unsuccessful", why=str(why)
        )

    def _candidate(self, name: str, over: date | None) -> None:
        """A candidate, erased already where their day has come."""
        erase_on = add_months(over, law.KEEP_MONTHS) if over else None
        source = self.dice.pick([each for each in Source.values if each != Source.INSIDE])
        if erase_on and erase_on < TODAY:
            self.tables.add("recruitment.Candidate", self.candidate, "", "", "", source, erase_on, at(erase_on, 4))
        else:
            email = f"{name.lower().replace(' ', '.')}.{self.candidate}@post.example"
            phone = f"07700 900{self.dice.whole(0, 999):03d}"
            self.tables.add("recruitment.Candidate", self.candidate, name, email, phone, source, erase_on, None)

    def _application(
        self, lead: object, days: tuple[date, ...], *, starts_on: date | None = None, started: date | None = None,
        worker: object = None, ended: date | None = None, ending: str = "", why: str = "",
    ) -> int:  # fmt: skip
        stages = [*days, *[None] * (len(STAGES) - 1 - len(days))]
        self.tables.add(
            "recruitment.Application", self.application, self.candidate, self.vacancy, lead, *stages, starts_on,
            started, worker, ended, ending, why,
        )  # fmt: skip
        self.candidate += 1
        self.application += 1
        return self.application - 1

    def _rates(self) -> None:
        dice = self.dice
        for number, year in enumerate(range(2018, 2022)):
            for grade, cap in _CAPS.items():
                rate = cap - (3 - number) * cap // 50
                starts, ends = date(year, 4, 1), date(year + 1, 4, 1) if year < 2021 else None
                self.tables.add(
                    "recruitment.RateCap", grade, rate, "Regional memorandum (invented figure)", starts, ends
                )
        asks, decides = _account("workforce_officer"), _account("head_of_service")
        for holding, post_grade, begun, over in self._rows(_AGENCY, [date(2020, 9, 1), TODAY]):
            assert isinstance(begun, date)  # noqa: S101  the column is a day
            most = _CAPS.get(str(post_grade))
            if asks is None or decides is None or most is None or dice.chance(0.05):
                continue
            year = begun.year if begun.month > 3 else begun.year - 1
            then = most - (2021 - max(2018, year)) * most // 50
            above = dice.chance(0.09)
            rate = then + dice.whole(300, 2400) if above else then - dice.whole(0, then // 8)
            asked = min(at(max(begun, date(2018, 4, 2)) - timedelta(days=4), 11), board_day() - timedelta(days=1))
            reason = dice.pick(("Nobody within the cap in three weeks.", "Court work cannot wait.")) if above else ""
            waits = above and over is None and begun > TODAY - timedelta(days=60)
            agreed = None if waits else asked + timedelta(hours=3 if above else 0)
            by = decides if above and agreed else None
            self.tables.add("recruitment.Booking", holding, rate, begun, over, reason, asked, asks, agreed, by)

    def _pay(self) -> None:
        dice = self.dice
        for grade, top in _TOPS.items():
            ours, theirs = Decimal(top), Decimal(top) * Decimal("1.034")
            for year, rise in reversed(_RISES):
                starts, ends = date(year, 4, 1), date(year + 1, 4, 1) if year < 2021 else None
                for point in range(1, 5):
                    annual = int(ours * (88 + 3 * point) / 100 / 100) * 100
                    self.tables.add("recruitment.PayPoint", grade, point, annual, starts, ends)
                for letter in "ABCD":
                    annual = int(theirs * dice.whole(992, 1010) / 1000 / 100) * 100
                    on = date(year, 4, 1)
                    called = f"West Midlands authority {letter}"
                    self.tables.add(
                        "recruitment.MarketPay", grade, called, annual, on, "Invented for the demonstration"
                    )
                ours = ours / (1 + Decimal(rise) / 10_000)
                theirs = theirs / (1 + Decimal(rise + 70) / 10_000)


def _account(role: str) -> int | None:
    """The account of the demonstration's person with a role."""
    with connection.cursor() as cursor:
        cursor.execute("select id from access_account where roles = array[%s]::varchar[] order by id limit 1", [role])
        found = cursor.fetchone()
    return int(found[0]) if found else None
