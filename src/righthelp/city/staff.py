"""The trust's teams and the people who work in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from righthelp.city import names
from righthelp.city.dice import Dice
from righthelp.practice.workforce import demo

MISSING: Final = "missing"
TODAY: Final = date(2021, 9, 1)
AREAS: Final = {"east": "East", "south": "South", "nwc": "North, West and Central"}
SHORT: Final = {"east": "East", "south": "South", "nwc": "NWC"}

# Which teams hold a child of a status; all others go to assessment, safeguarding or disabled children’s teams.
_KINDS: Final[dict[str, tuple[str, ...]]] = {"care": ("children-in-care",), "cp": ("safeguarding",)}

# Kind of team: code, name, teams in each area, workers in each team besides the manager, their title and role.
_AREA_TEAMS = (
    ("asti", "Assessment and Short-Term Intervention", (5, 4, 5), 7, "Social worker", "social_worker"),
    ("safeguarding", "Safeguarding", (7, 6, 7), 6, "Social worker", "social_worker"),
    ("children-in-care", "Children in Care", (7, 6, 7), 5, "Social worker", "social_worker"),
    ("disabled-children", "Disabled Children", (2, 1, 2), 5, "Social worker", "social_worker"),
    ("leaving-care", "18+ Leaving Care", (2, 1, 2), 5, "Personal adviser", "social_worker"),
)
_CITY_TEAMS = (
    ("cass", "CASS, the front door", 9, "Referral and advice officer", "front_door_officer"),
    ("mash", "MASH", 6, "Social worker", "front_door_officer"),
    ("emergency-duty", "Emergency Duty Team", 6, "Social worker", "emergency_duty"),
    ("unaccompanied-children", "Unaccompanied Asylum-Seeking Children", 2, "Social worker", "social_worker"),
    (
        "independent-reviewing",
        "Independent Reviewing Service",
        14,
        "Independent reviewing officer",
        "reviewing_officer",
    ),
    ("performance", "Performance and Intelligence", 4, "Performance analyst", "performance_analyst"),
    ("practice-quality", "Practice Quality", 4, "Practice evaluator", "quality_auditor"),
    ("information-governance", "Information Governance", 1, "Information governance officer", "privacy_officer"),
    ("systems", "Systems", 2, "System administrator", "system_administrator"),
    ("people-and-workforce", "People and Workforce", 4, "Workforce officer", "workforce_officer"),
)


@dataclass
class Team:
    """A team's row; ``kind`` is the code without area and number."""

    id: int
    code: str
    name: str
    area: str
    kind: str
    manager: int | None = None


@dataclass
class Worker:
    """A worker's row, and the children they hold today."""

    id: int
    name: str
    title: str
    role: str
    team: int
    manager: int | None
    starts: date
    ends: date | None = None
    email: str = ""
    organisation: str = "trust"
    holds: int = 0


@dataclass
class Staff:
    """Everybody, with their absences and the look-ups that the history needs."""

    dice: Dice
    teams: list[Team] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    absences: list[tuple[int, str, date, date, int | None]] = field(default_factory=list)
    outsiders: list[demo.Person] = field(default_factory=list)
    _away: dict[int, list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))
    _holders: dict[tuple[str, str], list[Worker]] = field(default_factory=dict)

    def team(self, code: str) -> Team:
        return next(each for each in self.teams if each.code == code)

    def worker(self, role: str) -> Worker:
        """The worker behind the demonstration account of a role."""
        email = next(each.email for each in demo.PEOPLE if each.role == role)
        return next(each for each in self.workers if each.email == email)

    def members(self, code: str) -> list[Worker]:
        team = self.team(code).id
        return [each for each in self.workers if each.team == team]

    def away(self, worker: int, day: date) -> bool:
        return any(starts <= day < ends for starts, ends in self._away[worker])

    def spans(self, worker: int) -> list[tuple[date, date]]:
        """The absences of a worker, each from its first day to the first day back."""
        return self._away.get(worker, [])

    def working(self, worker: Worker, day: date) -> bool:
        """Whether the worker is with us and not absent on a day."""
        return worker.starts <= day and (worker.ends is None or day < worker.ends) and not self.away(worker.id, day)

    def absent(self, worker: int, kind: str, starts: date, ends: date, cover: int | None = None) -> None:
        """Note an absence, unless the worker is away on one of these days already."""
        if any(starts < until and since < ends for since, until in self._away[worker]):
            return
        self.absences.append((worker, kind, starts, ends, cover))
        self._away[worker].append((starts, ends))

    def holders(self, status: str, area: str, *, alone: bool = False) -> list[Worker]:
        """The social workers who hold children of a status in an area."""
        kinds: tuple[str, ...]
        if alone:
            kinds, area = ("unaccompanied-children",), ""
        else:
            kinds = _KINDS.get(status, ("asti", "safeguarding", "disabled-children"))
        key = ("/".join(kinds), area)
        if key not in self._holders:
            teams = {each.id for each in self.teams if each.kind in kinds and each.area == area}
            self._holders[key] = [each for each in self.workers if each.team in teams and each.title == "Social worker"]
        return self._holders[key]


def appointed() -> Staff:
    """The whole workforce of the city, version 0."""
    staff = Staff(Dice("staff"))
    people = {(each.team, each.title): each for each in demo.PEOPLE if each.team}
    leadership = _team(staff, "trust-leadership", "Trust leadership", "", "leadership")
    chief = _worker(staff, leadership, "Chief executive", "director", None, people)
    director = _worker(staff, leadership, "Director of practice", "director", chief, people)
    for area, name in AREAS.items():
        office = _team(staff, f"area-leadership-{area}", f"Area leadership, {name}", area, "leadership")
        assistant = _worker(staff, office, f"Assistant director, {name}", "director", director, people)
        heads = [
            _worker(staff, office, f"Head of service, {SHORT[area]}", "head_of_service", assistant, people)
            for _ in range(3)
        ]
        for kind, called, counts, size, title, role in _AREA_TEAMS:
            for number in range(1, counts[list(AREAS).index(area)] + 1):
                team = _team(staff, f"{kind}-{area}-{number}", f"{called} {SHORT[area]} {number}", area, kind)
                manager = _worker(staff, team, "Team manager", "team_manager", staff.dice.pick(heads), people)
                team.manager = manager.id
                for _ in range(size):
                    _worker(staff, team, title, role, manager, people)
    for code, called, size, title, role in _CITY_TEAMS:
        team = _team(staff, code, called, "", code)
        lead = _worker(staff, team, f"Team manager, {called}", "team_manager", director, people)
        team.manager = lead.id
        if code == "information-governance":
            _worker(staff, team, "Data protection officer", role, lead, people)
        for _ in range(size):
            _worker(staff, team, title, role, lead, people)
    _missing_team(staff, director, people)
    staff.outsiders = [each for each in demo.PEOPLE if not each.team]
    _leave(staff)
    _education_team(staff, director, people)
    return staff


def _team(staff: Staff, code: str, name: str, area: str, kind: str) -> Team:
    team = Team(len(staff.teams) + 1, code, name, area, kind)
    staff.teams.append(team)
    return team


def _worker(
    staff: Staff,
    team: Team,
    title: str,
    role: str,
    manager: Worker | None,
    people: dict[tuple[str, str], demo.Person],
    starts: date | None = None,
    ends: date | None = None,
) -> Worker:
    """Appoint somebody; the first to take a demonstration person's title in their team is that person."""
    known = people.pop((team.code, title), None)
    dice = staff.dice
    number = len(staff.workers) + 1
    name = known.name if known else names.of_worker(dice)
    email = known.email if known else f"{name.lower().replace(' ', '.')}.{number}@righthelp.example"
    begun = starts or date(2012, 4, 1) + timedelta(days=dice.whole(0, 3300))
    if known and not starts:
        begun = date(2018, 4, 1)
    worker = Worker(number, name, title, role, team.id, manager.id if manager else None, begun, ends, email)
    staff.workers.append(worker)
    return worker


def _missing_team(staff: Staff, director: Worker, people: dict[tuple[str, str], demo.Person]) -> None:
    """The Exploitation and Missing team: since April 2018 in the trust; before that a charity's two workers."""
    team = _team(staff, MISSING, "Exploitation and Missing", "", MISSING)
    trust = date(2018, 4, 1)
    role = "missing_support_worker"
    title = "Team manager, Exploitation and Missing"
    manager = _worker(staff, team, title, "missing_manager", director, people, date(2016, 1, 1))
    team.manager = manager.id
    for _ in range(2):
        _worker(staff, team, "Missing co-ordinator", "missing_coordinator", manager, people, date(2016, 1, 1))
    first = _worker(staff, team, "Missing support worker", role, manager, people, trust)
    second = _worker(staff, team, "Missing support worker", role, manager, people, trust)
    lived = "Missing support worker (St Giles, lived experience)"
    third = _worker(staff, team, lived, role, manager, people, date(2021, 2, 1))
    left = _worker(staff, team, "Missing support worker", role, manager, people, trust, date(2020, 7, 1))
    for _ in range(2):
        _worker(staff, team, "Missing support worker (charity)", role, manager, people, date(2015, 4, 1), trust)
    # The winter of 2018: leave, paternity leave and sickness in a team of three.
    staff.absent(first.id, "leave", date(2018, 12, 17), date(2019, 1, 3))
    staff.absent(left.id, "parental", date(2018, 12, 20), date(2019, 1, 24))
    staff.absent(second.id, "sickness", date(2019, 1, 7), date(2019, 2, 4))
    staff.absent(first.id, "sickness", date(2019, 1, 14), date(2019, 1, 29))
    # The coming fortnight.
    staff.absent(second.id, "leave", date(2021, 9, 6), date(2021, 9, 18), first.id)
    staff.absent(third.id, "training", date(2021, 9, 8), date(2021, 9, 10))
    staff.absent(third.id, "leave", date(2021, 9, 13), date(2021, 9, 15), first.id)
    for year in (2018, 2019, 2020, 2021):
        for number, worker in enumerate((first, second, left)):
            month, day = ((5, 7), (6, 11), (8, 6))[number]
            starts = date(year, month, day)
            if worker.starts <= starts and (worker.ends is None or starts < worker.ends):
                staff.absent(worker.id, "leave", starts, starts + timedelta(days=11))


def _education_team(staff: Staff, director: Worker, people: dict[tuple[str, str], demo.Person]) -> None:
    """The team for children with plans in education: since October 2018, three advisers and their lead. Drawn after
    everybody else, so that nobody’s name or leave changed when the team came."""
    team = _team(staff, "children-in-education", "Children in Education", "", "children-in-education")
    begun = date(2018, 10, 22)
    lead = _worker(staff, team, "Lead attendance officer", "education_adviser", director, people, begun)
    team.manager = lead.id
    for _ in range(3):
        _worker(staff, team, "Pupil attendance adviser", "education_adviser", lead, people, begun)


def _leave(staff: Staff) -> None:
    """Some of everybody else's leave and sickness in the last months and the coming fortnight."""
    dice = staff.dice
    known = {each.email for each in demo.PEOPLE}
    for worker in staff.workers:
        if worker.team == staff.team(MISSING).id or worker.ends or worker.starts > date(2021, 3, 1):
            continue
        if worker.email in known:
            if worker.role == "social_worker":
                staff.absent(worker.id, "leave", date(2021, 9, 13), date(2021, 9, 18))
            continue
        if dice.chance(0.5):
            starts = date(2021, 7, 19) + timedelta(days=7 * dice.whole(0, 4))
            staff.absent(worker.id, "leave", starts, starts + timedelta(days=dice.pick((5, 7, 12))))
        if dice.chance(0.11):
            starts = dice.pick((date(2021, 9, 1), date(2021, 9, 6), date(2021, 9, 8), date(2021, 9, 13)))
            staff.absent(worker.id, "leave", starts, starts + timedelta(days=dice.pick((3, 5, 10))))
        elif dice.chance(0.045):
            starts = TODAY - timedelta(days=dice.whole(0, 20))
            staff.absent(worker.id, "sickness", starts, TODAY + timedelta(days=dice.whole(3, 25)))
        elif dice.chance(0.015):
            starts = TODAY - timedelta(days=dice.whole(20, 200))
            staff.absent(worker.id, "parental", starts, starts + timedelta(days=270))
