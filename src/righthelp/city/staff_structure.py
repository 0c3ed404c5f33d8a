"""The trust beyond the teams that the missing history needs: units, services and teams up to about 1,900 people.

Nothing here is drawn before the missing history, so that history stays as it is.
"""

# ruff: noqa: E501 the table of teams reads better across

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from righthelp.city import names
from righthelp.city.dice import Dice
from righthelp.city.staff import AREAS, SHORT, Staff, Team, Worker
from righthelp.practice.workforce.models_posts import LOCALITIES, Locality, Service

BEGAN: Final = date(2012, 4, 1)
REDESIGN: Final = date(2019, 4, 1)  # assistant directors' roles were redesigned on 1 April 2019

_SERVICE: Final = {
    "leadership": Service.LEADERSHIP,
    "asti": Service.ASSESSMENT,
    "safeguarding": Service.SAFEGUARDING,
    "children-in-care": Service.CARE,
    "disabled-children": Service.DISABILITY,
    "leaving-care": Service.LEAVING_CARE,
    "cass": Service.FRONT_DOOR,
    "mash": Service.FRONT_DOOR,
    "emergency-duty": Service.EMERGENCY_DUTY,
    "unaccompanied-children": Service.ASYLUM,
    "independent-reviewing": Service.REVIEWING,
    "practice-quality": Service.PRACTICE,
    "missing": Service.MISSING,
}

# Units that stand under the leadership: code, name, its leader's title, the teams of ours that stand under it.
_UNITS: Final = (
    (
        "early-help-and-youth-justice",
        "Early Help and Youth Justice",
        "Assistant director, Early Help and Youth Justice",
        (),
    ),
    (
        "safeguarding-services",
        "Safeguarding services",
        "Assistant director, Safeguarding",
        ("cass", "mash", "emergency-duty", "unaccompanied-children", "independent-reviewing", "missing"),
    ),
    ("provider-services", "Children in care provider services", "Assistant director, Provider services", ()),
    (
        "practice-improvement",
        "Practice improvement",
        "Assistant director, Practice improvement",
        ("practice-quality",),
    ),
    (
        "resources",
        "Finance and resources",
        "Director of finance and resources",
        ("performance", "information-governance", "systems", "people-and-workforce"),
    ),
    ("commissioning", "Commissioning and corporate parenting", "Director of commissioning and corporate parenting", ()),
)

# Teams to add: unit, code, name, how many, service, area ("each" for one set in each area), title, people in each.
_TEAMS: Final = (
    ("early-help-and-youth-justice", "family-support", "Family Support", (5, 4, 4), Service.FAMILY_SUPPORT, "Family support worker", 11),
    ("early-help-and-youth-justice", "youth-justice", "Youth Offending", (2, 2, 2), Service.YOUTH_JUSTICE, "Youth justice officer", 15),
    ("early-help-and-youth-justice", "edge-of-care", "Edge of Care", (1, 1, 1), Service.EDGE_OF_CARE, "Family support worker", 9),
    ("safeguarding-services", "no-recourse", "No Recourse to Public Funds", 1, Service.NO_RECOURSE, "Social worker", 6),
    ("safeguarding-services", "conference-chairs", "Child Protection Conferences", 1, Service.REVIEWING, "Conference chair", 14),
    ("provider-services", "fostering", "Fostering", (3, 2, 3), Service.FOSTERING, "Social worker", 8),
    ("provider-services", "adoption", "Adoption", (1, 1, 1), Service.ADOPTION, "Social worker", 9),
    ("provider-services", "connected-carers", "Friends and Family Carers", (1, 1, 1), Service.FOSTERING, "Social worker", 7),
    ("provider-services", "care-home", "Residential Home", 8, Service.CARE_HOMES, "Residential worker", 17),
    ("provider-services", "contact", "Family Time", (1, 1, 1), Service.CARE, "Family support worker", 18),
    ("practice-improvement", "learning", "Learning and Development", 1, Service.PRACTICE, "Officer", 12),
    ("practice-improvement", "participation", "Rights and Participation", 1, Service.VOICE, "Participation worker", 12),
    ("practice-improvement", "customer-relations", "Customer Relations", 1, Service.VOICE, "Officer", 8),
    ("commissioning", "placements", "Placements", 1, Service.PLACEMENTS, "Officer", 16),
    ("commissioning", "commissioning-team", "Commissioning", 1, Service.CORPORATE, "Officer", 18),
    ("commissioning", "virtual-school", "Education of children in care", 1, Service.CORPORATE, "Officer", 14),
    ("resources", "finance", "Finance", 1, Service.CORPORATE, "Officer", 30),
    ("resources", "legal", "Legal services", 1, Service.CORPORATE, "Officer", 36),
    ("resources", "business-support", "Business Support", (8, 7, 8), Service.CORPORATE, "Business support officer", 15),
    ("resources", "technology", "Technology and change", 1, Service.CORPORATE, "Officer", 16),
)  # fmt: skip


@dataclass
class Place:
    """What the structure adds to a team: its service, locality and the unit above."""

    service: str
    locality: str
    under: int | None


@dataclass
class Structure:
    """Every team with its place, the teams' and workers' rows beyond those that the missing history knows."""

    staff: Staff
    teams: list[Team]
    places: dict[int, Place]
    added: list[Worker]
    titles: dict[int, str]  # the title that a worker's post has, where it differs from the worker's own


def structured(staff: Staff) -> Structure:
    """The whole structure of today. Adds nothing to ``staff`` itself."""
    dice = Dice("structure")
    teams = list(staff.teams)
    found = Structure(staff, teams, {}, [], {})
    top = staff.team("trust-leadership")
    localities = _localities()
    leads = {each.team: each.id for each in reversed(staff.workers) if each.title.startswith(("Chief", "Assistant"))}
    for team in staff.teams:
        service = _SERVICE.get(team.kind, Service.CORPORATE)
        under = None if team is top else top.id
        if team.area and team.kind != "leadership":
            under = staff.team(f"area-leadership-{team.area}").id
        found.places[team.id] = Place(service, "", under)
        if team.kind == "leadership":
            team.manager = leads.get(team.id)
    director = next(each for each in staff.workers if each.title == "Director of practice")
    units: dict[str, tuple[Team, Worker]] = {}
    for code, name, title, inside in _UNITS:
        unit = _team(found, code, name, "", "leadership", Service.LEADERSHIP, top.id)
        leader = _worker(found, dice, unit, title, director.id)
        unit.manager = leader.id
        units[code] = (unit, leader)
        for team_code in inside:
            found.places[staff.team(team_code).id].under = unit.id
        for _ in range(2):
            _worker(found, dice, unit, "Business support officer", leader.id)
    for code, kind, called, counts, service, title, size in _TEAMS:
        unit, leader = units[code]
        for area, number in _numbered(counts):
            short = (
                f" {SHORT[area]} {number}" if area else f" {number}" if isinstance(counts, int) and counts > 1 else ""
            )
            slug = f"{kind}-{area}-{number}" if area else f"{kind}-{number}" if counts != 1 else kind
            team = _team(found, slug, f"{called}{short}", area, kind, service, unit.id)
            if service == Service.FAMILY_SUPPORT:
                found.places[team.id].locality = next(localities[area], "")
            boss = "Team manager" if title in {"Social worker", "Conference chair"} else "Manager"
            manager = _worker(found, dice, team, f"{boss}, {called}", leader.id)
            team.manager = manager.id
            people = max(4, round(size * dice.between(0.85, 1.15)))
            for place in range(people):
                role = "Senior practitioner" if title == "Social worker" and place == 0 else title
                _worker(found, dice, team, role, manager.id)
    _supported(found, dice)
    return found


def _supported(found: Structure, dice: Dice) -> None:
    """Family support and business support beside the social workers of the areas' own teams."""
    for team in found.staff.teams:
        if team.area and team.kind in {"asti", "safeguarding", "children-in-care", "disabled-children", "leaving-care"}:
            for title in ("Family support worker", "Family support worker", "Senior practitioner"):
                if title == "Family support worker" or team.kind in {"asti", "safeguarding"}:
                    _worker(found, dice, team, title, team.manager)
        if team.area and team.kind == "leadership":
            for _ in range(4):
                _worker(found, dice, team, "Business support officer", team.manager)


def _localities() -> dict[str, Iterator[str]]:
    return {area: iter([str(each) for each in LOCALITIES[area]]) for area in AREAS}


def _numbered(counts: int | tuple[int, int, int]) -> list[tuple[str, int]]:
    if isinstance(counts, int):
        return [("", number) for number in range(1, counts + 1)]
    return [(area, number) for area, count in zip(AREAS, counts, strict=True) for number in range(1, count + 1)]


def _team(
    found: Structure, code: str, name: str, area: str, kind: str, service: str, under: int | None, locality: str = ""
) -> Team:
    team = Team(len(found.teams) + 1, code, name, area, kind)
    found.teams.append(team)
    found.places[team.id] = Place(service, locality, under)
    return team


def _worker(found: Structure, dice: Dice, team: Team, title: str, manager: int | None) -> Worker:
    number = len(found.staff.workers) + len(found.added) + 1
    name = names.of_worker(dice)
    email = f"{name.lower().replace(' ', '.')}.{number}@righthelp.example"
    worker = Worker(number, name, title, _role(title), team.id, manager, BEGAN, None, email)
    found.added.append(worker)
    return worker


def _role(title: str) -> str:
    from righthelp.practice.workforce.titles import title_of

    known = title_of(title)
    return known.role if known else ""


__all__ = ["BEGAN", "REDESIGN", "Locality", "Place", "Structure", "structured"]
