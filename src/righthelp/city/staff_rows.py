"""The rows of posts and people at work: structure, holdings, movements, registrations, checks, steps, rotas."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from righthelp.city.dice import Dice, at
from righthelp.city.staff import MISSING, TODAY, Staff, Worker
from righthelp.city.staff_posts import Establishment, Holding, established
from righthelp.city.staff_structure import BEGAN, REDESIGN, Structure, structured
from righthelp.city.tables import Tables
from righthelp.foundation.calendar import add_months
from righthelp.practice.workforce import demo
from righthelp.practice.workforce.models_posts import Service
from righthelp.practice.workforce.models_rota import Hours
from righthelp.practice.workforce.programmes import planned
from righthelp.practice.workforce.queries_standing import DBS_SOON
from righthelp.practice.workforce.rota_hours import monday_of, stretches
from righthelp.practice.workforce.titles import title_of

MOVEMENTS_SINCE: Final = date(2018, 9, 1)
SWE: Final = date(2019, 12, 1)  # Social Work England keeps the register from 2 December 2019
_ROTAS: Final = (
    ("front-door", "Front door duty (CASS)", "cass", "", "", Hours.HALVES, 2, False),
    ("mash-duty", "MASH duty", "mash", "", "", Hours.HALVES, 1, False),
    ("assessment-east", "Assessment duty, East", "", Service.ASSESSMENT, "east", Hours.DAYS, 2, False),
    ("assessment-south", "Assessment duty, South", "", Service.ASSESSMENT, "south", Hours.DAYS, 2, False),
    ("assessment-nwc", "Assessment duty, North, West and Central", "", Service.ASSESSMENT, "nwc", Hours.DAYS, 2, False),
    ("emergency-duty", "Emergency duty team", "emergency-duty", "", "", Hours.OUT_OF_HOURS, 2, True),
    ("missing-duty", "Exploitation and missing duty", "missing", "", "", Hours.HALVES, 1, False),
)


class People:
    """Everybody at work and what is recorded of them; made after the missing history, which it leaves as it is."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.structure: Structure = structured(staff)
        self.made: Establishment = established(self.structure)
        self.by_id: dict[int, Worker] = {
            each.id: each for each in [*staff.workers, *self.structure.added, *self.made.former]
        }

    def written(self, tables: Tables, board_day: datetime) -> None:
        """All rows but those of teams, workers and accounts."""
        self._standings(tables)
        for post in self.made.posts:
            tables.add(
                "workforce.Post", post.id, f"P{post.id:05d}", post.team, post.title, post.grade, post.qualified,
                post.leads, 1, post.starts, post.ends,
            )  # fmt: skip
        self._coming(tables, board_day)
        for number, held in enumerate(self.made.holdings, 1):
            tables.add(
                "workforce.Holding",
                number,
                held.post.id,
                held.worker,
                held.basis,
                1,
                held.agency,
                held.starts,
                held.ends,
            )
        self._movements(tables, board_day)
        self._standing(tables)
        self._absences(tables)
        self._rotas(tables, board_day)

    def _standings(self, tables: Tables) -> None:
        for team in self.structure.teams:
            place = self.structure.places[team.id]
            redesigned = team.kind == "leadership" and team.code != "trust-leadership"
            if redesigned:
                before = team.name.replace("Area leadership", "Area office").replace(" services", "")
                tables.add(
                    "workforce.TeamStanding",
                    team.id,
                    place.under,
                    team.manager,
                    before,
                    team.area,
                    "",
                    BEGAN,
                    REDESIGN,
                    "",
                )
            why = "Assistant directors’ roles were redesigned" if redesigned else ""
            starts = REDESIGN if redesigned else BEGAN
            tables.add(
                "workforce.TeamStanding", team.id, place.under, team.manager, team.name, team.area, place.locality,
                starts, None, why,
            )  # fmt: skip

    def _coming(self, tables: Tables, board_day: datetime) -> None:
        """Who leaves in the weeks to come: the last day is known, the account still open."""
        dice = Dice("coming")
        could = [
            held for held in self.made.holdings
            if held.ends is None and held.worker > len(self.staff.workers) and not held.post.leads
            and held.basis != "agency" and held.starts < date(2021, 3, 1)
        ]  # fmt: skip
        for held in dice.some(could, 14):
            held.ends = TODAY + timedelta(days=dice.whole(4, 55))
            self.by_id[held.worker].ends = held.ends

    def _movements(self, tables: Tables, board_day: datetime) -> None:
        """Joinings and leavings of the last three years, and those to come."""
        dice = Dice("movements")
        for held in self.made.holdings:
            worker = self.by_id[held.worker]
            if held.starts >= MOVEMENTS_SINCE:
                told = at(held.starts - timedelta(days=dice.whole(14, 40)), 10)
                self._movement(tables, held, "joined", held.starts, told, "", board_day)
            if held.ends and held.ends >= MOVEMENTS_SINCE and worker.ends == held.ends:
                why = "contract" if held.basis in ("agency", "fixed-term") else dice.weighed(
                    {"another": 40, "agency": 16, "other-work": 14, "retired": 12, "personal": 12, "health": 6}
                )  # fmt: skip
                told = at(min(held.ends, TODAY) - timedelta(days=dice.whole(10, 60)), 11)
                self._movement(tables, held, "left", held.ends, told, why, board_day)

    def _movement(
        self, tables: Tables, held: Holding, kind: str, day: date, told: datetime, why: str, board_day: datetime
    ) -> None:
        joined = kind == "joined"
        worker = self.by_id[held.worker]
        tables.add(
            "workforce.Movement", held.worker, kind, day, None,
            held.post.team if joined else None, None if joined else held.post.team, held.post.title if joined else "",
            worker.manager if joined else None, [worker.role] if joined and worker.role else [], why, "",
            min(told, board_day), None, at(day, 0, 5) if day <= TODAY else None, None,
        )  # fmt: skip

    def _standing(self, tables: Tables) -> None:
        """Qualifications, registrations, checks, steps, first years and working days of those who are here."""
        dice = Dice("standing")
        number = 10_000
        for held in self.made.holdings:
            worker = self.by_id[held.worker]
            here = held.starts <= TODAY and (held.ends is None or held.ends > TODAY)
            if held.post.qualified and (here or (held.ends and held.ends > date(2019, 12, 1))):
                number += dice.whole(1, 40)
                self._registered(tables, dice, held, worker, number, here=here)
            if not here:
                continue
            issued = max(held.starts - timedelta(days=dice.whole(5, 60)), TODAY - timedelta(days=dice.whole(20, 1060)))
            updates = dice.chance(0.4)
            if dice.chance(0.012) and not updates:
                issued = TODAY - timedelta(days=dice.whole(1100, 1250))
            renew = add_months(issued, 36)
            if not updates and renew < TODAY + DBS_SOON and dice.chance(0.5):
                issued, renew = TODAY - timedelta(days=30), add_months(TODAY - timedelta(days=30), 36)
            tables.add("workforce.DbsCheck", worker.id, f"{held.worker:012d}", issued, issued, renew, updates)
            days = dice.weighed({(1, 2, 3, 4, 5): 86, (1, 2, 3, 4): 8, (1, 2, 3): 3, (2, 3, 4): 3})
            tables.add("workforce.WorkingPattern", worker.id, list(days), 7.3 * len(days), held.starts, None)
            if held.starts >= date(2020, 9, 1):
                self._steps(tables, dice, held)

    def _registered(
        self, tables: Tables, dice: Dice, held: Holding, worker: Worker, number: int, *, here: bool
    ) -> None:
        trained = held.starts - timedelta(days=dice.whole(60, 6000))
        if here:
            school = dice.pick(("University of Birmingham", "Birmingham City University", "Newman University", "Keele"))
            tables.add(
                "workforce.Qualification", worker.id, "social-work", dice.pick(("BA Social Work", "MA Social Work")),
                school, trained, max(trained, held.starts),
            )  # fmt: skip
            if dice.chance(0.12):
                tables.add(
                    "workforce.Qualification", worker.id, "systemic", "Systemic practice, foundation", "Trust academy",
                    date(2018, 11, 16), max(date(2018, 11, 16), held.starts),
                )  # fmt: skip
        first = max(held.starts, date(2018, 12, 1))
        year = date(first.year + (first >= date(first.year, 12, 1)), 12, 1)
        starts = first
        code = f"SW{number}"
        lapsed = here and worker.id > len(self.staff.workers) and dice.chance(0.004)
        while starts < min(held.ends or TODAY, TODAY):
            last = lapsed and year > TODAY
            if not last:
                regulator = "swe" if starts >= SWE else "hcpc"
                tables.add("workforce.Registration", worker.id, regulator, code, starts, year, "", starts)
            starts, year = year, year.replace(year=year.year + 1)

    def _steps(self, tables: Tables, dice: Dice, held: Holding) -> None:
        kinds = ["induction"] if held.basis == "agency" else ["induction", "probation"]
        newly = held.post.title == "Social worker" and held.basis == "permanent" and dice.chance(0.7)
        if newly:
            kinds.append("first-year")
            programme = dice.pick(("Frontline", "Step Up to Social Work", "University", "University"))
            tables.add(
                "workforce.FirstYear", held.worker, None, programme, 90, held.starts, add_months(held.starts, 12)
            )
        for kind in kinds:
            for code, due in planned(kind, held.starts, practice=held.post.qualified):
                on_time = due + timedelta(days=dice.whole(-6, 4))
                done = on_time if on_time < TODAY and not (due > date(2021, 6, 1) and dice.chance(0.12)) else None
                done = max(done, held.starts) if done else None
                outcome = ""
                if done and kind != "induction":
                    outcome = "passed" if code == "month-12" else "confirmed" if code == "month-6" else "on-course"
                    outcome = "on-course" if kind == "first-year" and code == "month-6" else outcome
                tables.add("workforce.Milestone", held.worker, kind, code, due, done, outcome, "", None)

    def _absences(self, tables: Tables) -> None:
        """Sickness of social workers over eight years, at its worst (about 35 at once) in January 2021."""
        dice = Dice("sickness")
        closed = {self.staff.team(MISSING).id}
        known = {each.id for each in self.staff.workers if each.email in {one.email for one in demo.PEOPLE}}
        held = [
            each for each in self.made.holdings
            if each.post.qualified and each.post.team not in closed and each.worker not in known
        ]  # fmt: skip
        week = date(2013, 1, 7)
        while week < TODAY:
            covid = date(2020, 3, 23) <= week < date(2021, 8, 1)
            winter = week.month in (11, 12, 1, 2)
            spring = date(2020, 3, 16) <= week < date(2020, 5, 4)
            rate = 0.014 + 0.003 * winter + 0.014 * (covid and winter) + 0.009 * spring
            rate *= 0.25 if week > date(2021, 7, 31) else 1  # the weeks before today have sickness of their own
            stays = week + timedelta(days=45)
            there = [each for each in held if each.starts <= week and (each.ends is None or each.ends > stays)]
            for each in dice.some(there, round(len(there) * rate)):
                starts = week + timedelta(days=dice.whole(0, 4))
                lasts = dice.weighed({3: 40, 7: 25, 14: 20, 28: 10, 42: 5})
                spans = (*self._sick.get(each.worker, ()), *self.staff.spans(each.worker))
                if not any(begun <= starts + timedelta(days=lasts) and starts <= ended for begun, ended in spans):
                    self._sick.setdefault(each.worker, []).append((starts, starts + timedelta(days=lasts)))
                    ends = starts + timedelta(days=lasts)
                    tables.add(
                        "workforce.Absence", each.worker, "sickness", starts, ends, None, ends > TODAY,
                        ends if ends < TODAY - timedelta(days=6) else None,
                    )  # fmt: skip
            week += timedelta(days=7)

    @property
    def _sick(self) -> dict[int, list[tuple[date, date]]]:
        if not hasattr(self, "_sickness"):
            self._sickness: dict[int, list[tuple[date, date]]] = {}
        return self._sickness

    def _rotas(self, tables: Tables, board_day: datetime) -> None:
        """Seven rotas from four weeks ago to four weeks ahead, with a gap here and there in the weeks to come."""
        dice = Dice("rotas")
        teams = {each.code: each.id for each in self.structure.teams}
        here = [
            each for each in [*self.staff.workers, *self.structure.added]
            if each.starts <= date(2021, 7, 1) and each.ends is None
        ]  # fmt: skip
        monday = monday_of(TODAY) - timedelta(weeks=4)
        for number, (code, name, team, service, area, hours, needed, everywhere) in enumerate(_ROTAS, 1):
            tables.add("workforce.Rota", number, code, name, teams.get(team), service, area, hours, needed, everywhere)
            inside = {teams[team]} if team else {
                each.id for each in self.structure.teams
                if each.area == area and self.structure.places[each.id].service == service
            }  # fmt: skip
            people = [each for each in here if each.team in inside and not self._leads(each)]
            turn = dice.shuffled(people)
            for offset in range(8 * 7):
                day = monday + timedelta(days=offset)
                for stretch in stretches(hours, day):
                    taken: set[int] = set()
                    for place in range(1, needed + 1):
                        worker = self._next(turn, day, taken)
                        if worker and not (day > TODAY + timedelta(days=2) and dice.chance(0.05)):
                            taken.add(worker.id)
                        else:
                            worker = None
                        tables.add(
                            "workforce.Shift", number, stretch.kind, place, worker.id if worker else None,
                            stretch.starts, stretch.ends,
                        )  # fmt: skip
            self._notes(tables, dice, number, people, board_day)

    def _leads(self, worker: Worker) -> bool:
        known = title_of(worker.title)
        return bool(known and known.leads)

    def _next(self, turn: list[Worker], day: date, taken: set[int]) -> Worker | None:
        """The next in turn who is here that day and the next, and was not on the shift just before."""
        morrow = day + timedelta(days=1)
        for place, worker in enumerate(turn):
            away = any(not self.staff.working(worker, each) for each in (day, morrow)) or any(
                begun <= morrow and ended > day for begun, ended in self._sick.get(worker.id, ())
            )
            if worker.id not in taken and not away:
                turn.append(turn.pop(place))
                return worker
        return None

    def _notes(self, tables: Tables, dice: Dice, rota: int, people: list[Worker], board_day: datetime) -> None:
        said = (
            "Quiet afternoon. Two calls to return first thing; both numbers are on the records.",
            "Strategy discussion agreed for 10:00 tomorrow; police have the room link. Worker on leave, cover told.",
            "Carer asked for a call back about transport. Not urgent. Left word with business support.",
            "Hospital will ring once the ward round is over. Nothing else open from this shift.",
        )
        for back, text in enumerate(dice.some(said, 3)):
            if people:
                by = dice.pick(people)
                tables.add(
                    "workforce.HandoverNote", rota, None, text, board_day - timedelta(hours=7 + 24 * back), by.id
                )
