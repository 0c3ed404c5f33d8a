"""The demonstration's sign-ins: one account for each role, all of them invented.

The password is the same for all and no secret: the accounts exist only in a database that the synthetic city was
loaded into, and signing in with them is for demonstrations only.
"""

from __future__ import annotations

from typing import Final, NamedTuple

PASSWORD: Final = "right-help-right-time"  # noqa: S105 printed for everybody who tries the demonstration
PARTNER_TOKEN: Final = "demo-west-midlands-police-key-0000000000"  # noqa: S105 as above; only its SHA-256 is stored
POLICE: Final = "west-midlands-police"
HEALTH: Final = "community-health-trust"


class SignIn(NamedTuple):
    """One account: who it is for, the user name and the password."""

    who: str
    user: str
    password: str


class Person(NamedTuple):
    """The person behind a demonstration account. ``team`` is a team's code, or empty outside the trust."""

    role: str
    who: str
    email: str
    name: str
    title: str
    team: str
    organisation: str = "trust"


_AT = "righthelp.example"
PEOPLE: Final = (
    Person(
        "missing_support_worker",
        "Missing support worker",
        f"missing.support@{_AT}",
        "Roisin Thornleigh",
        "Missing support worker",
        "missing",
    ),
    Person(
        "missing_coordinator",
        "Missing co-ordinator",
        f"missing.coordinator@{_AT}",
        "Tariq Shahmadi",
        "Missing co-ordinator",
        "missing",
    ),
    Person(
        "missing_manager",
        "Manager, missing team",
        f"missing.manager@{_AT}",
        "Denise Fairmer",
        "Team manager, Exploitation and Missing",
        "missing",
    ),
    Person(
        "social_worker",
        "Social worker",
        f"social.worker@{_AT}",
        "Hannah Oakstead",
        "Social worker",
        "children-in-care-east-1",
    ),
    Person(
        "team_manager",
        "Team manager",
        f"team.manager@{_AT}",
        "Gurdeep Sandgal",
        "Team manager",
        "children-in-care-east-1",
    ),
    Person(
        "front_door_officer",
        "Front door (CASS)",
        f"front.door@{_AT}",
        "Karen Holmcombe",
        "Referral and advice officer",
        "cass",
    ),
    Person(
        "reviewing_officer",
        "Independent reviewing officer",
        f"reviewing.officer@{_AT}",
        "Colin Netherby",
        "Independent reviewing officer",
        "independent-reviewing",
    ),
    Person(
        "head_of_service",
        "Head of service",
        f"head.of.service@{_AT}",
        "Marcia Leverrose",
        "Head of service, East",
        "area-leadership-east",
    ),
    Person(
        "director",
        "Director of practice",
        f"director@{_AT}",
        "Anthea Wallford",
        "Director of practice",
        "trust-leadership",
    ),
    Person(
        "performance_analyst",
        "Performance analyst",
        f"performance@{_AT}",
        "Jakub Marinek",
        "Performance analyst",
        "performance",
    ),
    Person(
        "quality_auditor",
        "Practice quality",
        f"quality@{_AT}",
        "Safa Rafrani",
        "Practice evaluator",
        "practice-quality",
    ),
    Person(
        "privacy_officer",
        "Privacy officer",
        f"privacy@{_AT}",
        "Owen Quarnley",
        "Data protection officer",
        "information-governance",
    ),
    Person(
        "commissioner",
        "Council's commissioner",
        f"commissioner@{_AT}",
        "Priya Devgal",
        "Contract manager",
        "",
        "birmingham-city-council",
    ),
    Person(
        "councillor",
        "Councillor, scrutiny",
        f"councillor@{_AT}",
        "Brenda Calderwick",
        "Member of the scrutiny committee",
        "",
        "birmingham-city-council",
    ),
    Person(
        "emergency_duty",
        "Emergency duty team",
        f"emergency.duty@{_AT}",
        "Lorna Birchway",
        "Social worker",
        "emergency-duty",
    ),
    Person(
        "education_adviser",
        "Children in education",
        f"education@{_AT}",
        "Nadia Fernhollow",
        "Pupil attendance adviser",
        "children-in-education",
    ),
    Person(
        "workforce_officer",
        "Workforce and HR",
        f"workforce@{_AT}",
        "Amrit Kelhar",
        "Workforce officer",
        "people-and-workforce",
    ),
    Person("police_partner", "Police partner", f"police@{_AT}", "Compact desk", "Missing persons unit", "", POLICE),
    Person(
        "mash_partner", "Partner in MASH (health)", f"mash.partner@{_AT}", "Ros Halewick", "Named nurse", "", HEALTH
    ),
    Person(
        "system_administrator",
        "System administrator",
        f"administrator@{_AT}",
        "Wei Zhuong",
        "System administrator",
        "systems",
    ),
)


def sign_ins() -> list[SignIn]:
    """The demonstration's accounts, one for each role, and the police's key to the API. Not for production."""
    accounts = [SignIn(each.who, each.email, PASSWORD) for each in PEOPLE]
    return [*accounts, SignIn("Police, key to the API", "Authorization: Bearer", PARTNER_TOKEN)]
