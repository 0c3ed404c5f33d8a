"""What homes choose from; the codes of the national return of children looked after (SSDA903) stand with their
words."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class HomeKind(TextChoices):
    """What kind of home it is."""

    FOSTER = "foster", "Foster home"
    CONNECTED = "connected", "Home of a relative or friend approved for a child"
    ADOPTERS = "adopters", "Home of adopters"
    CHILDRENS = "childrens", "Children’s home"
    SECURE = "secure", "Secure children’s home"
    SUPPORTED = "supported", "Supported accommodation"
    SCHOOL = "school", "Residential school"
    FAMILY_CENTRE = "family", "Family centre or mother and baby unit"
    HEALTH = "health", "Hospital or other health setting"
    CUSTODY = "custody", "Young offender institution or secure training centre"


class Provider(TextChoices):
    """Who provides a placement (code set PLACE_PROVIDER of the return)."""

    PARENT = "PR0", "Parent or other person with parental responsibility"
    OURS = "PR1", "The trust itself"
    COUNCIL = "PR2", "Another council"
    PUBLIC = "PR3", "Another public body"
    PRIVATE = "PR4", "Private"
    VOLUNTARY = "PR5", "Voluntary"


class PlaceCode(TextChoices):
    """What a placement is (code set PLACE of the return). Which years know which code: :data:`CODE_YEARS`."""

    U1 = "U1", "Fostered by a relative or friend, long term"
    U2 = "U2", "Fostered by a relative or friend who is also an approved adopter"
    U3 = "U3", "Fostered by a relative or friend"
    U4 = "U4", "Fostered, long term"
    U5 = "U5", "Fostered by a carer who is also an approved adopter"
    U6 = "U6", "Fostered"
    A3 = "A3", "Placed for adoption by consent, with the present foster carer"
    A4 = "A4", "Placed for adoption by consent, with other adopters"
    A5 = "A5", "Placed for adoption under an order, with the present foster carer"
    A6 = "A6", "Placed for adoption under an order, with other adopters"
    K1 = "K1", "Secure children’s home"
    K2 = "K2", "Children’s home"
    K3 = "K3", "Supported accommodation"
    H5 = "H5", "Semi-independent living"
    P1 = "P1", "With parents"
    P2 = "P2", "Independent living"
    P3 = "P3", "Residential employment"
    R1 = "R1", "Residential care home"
    R2 = "R2", "Hospital or other health setting"
    R3 = "R3", "Family centre or mother and baby unit"
    R5 = "R5", "Young offender institution"
    S1 = "S1", "Residential school"
    T0 = "T0", "Away for a while, reason of another kind"
    T1 = "T1", "Away for a while: in hospital"
    T2 = "T2", "Away for a while: on holiday"
    T3 = "T3", "Away for a while: the carers are on holiday"
    T4 = "T4", "Away for seven days at most, another reason"
    Z1 = "Z1", "Another placement"


TEMPORARY: Final = frozenset({"T0", "T1", "T2", "T3", "T4"})
"""Away for a while, the placement kept: such a stay can neither begin nor end a time in care."""
CODE_YEARS: Final[dict[str, tuple[int, int]]] = {"H5": (0, 2024), "P2": (0, 2023), "Z1": (0, 2024), "K3": (2024, 9999)}
"""First and last year (that in which it begins on 1 April) of codes that were not always there."""
FOSTERED: Final = frozenset({"U1", "U2", "U3", "U4", "U5", "U6"})
LONG_TERM: Final = frozenset({"U1", "U4"})
"""Meant to last until the child is grown up."""
WITH_RELATIVES: Final = frozenset({"U1", "U2", "U3"})
ADOPTIVE: Final = frozenset({"A3", "A4", "A5", "A6"})
NO_URN: Final = frozenset({"P1", "P3", "R1", "R2", "R5", *TEMPORARY})
"""Placements whose home has no registration number with the inspectorate."""

SUITS: Final[dict[str, frozenset[str]]] = {
    HomeKind.FOSTER.value: frozenset({"U4", "U5", "U6", "A3", "A5", "T0", "T3", "T4"}),
    HomeKind.CONNECTED.value: frozenset({"U1", "U2", "U3", "A3", "A5", "T0", "T3", "T4"}),
    HomeKind.ADOPTERS.value: frozenset({"A3", "A4", "A5", "A6", "U5", "U2"}),
    HomeKind.CHILDRENS.value: frozenset({"K2", "T0", "T3", "T4"}),
    HomeKind.SECURE.value: frozenset({"K1"}),
    HomeKind.SUPPORTED.value: frozenset({"H5", "K3", "P3"}),
    HomeKind.SCHOOL.value: frozenset({"S1", "R1"}),
    HomeKind.FAMILY_CENTRE.value: frozenset({"R3"}),
    HomeKind.HEALTH.value: frozenset({"R2", "T1"}),
    HomeKind.CUSTODY.value: frozenset({"R5"}),
}
"""Which placements a kind of home can be. ``P1``, ``P2``, ``T2`` and ``Z1`` need no home of ours on the register."""


class Change(TextChoices):
    """Why a placement changed (code set REASON_PLACE_CHANGE); it stands on the placement that ended."""

    PLANNED = "CARPL", "Planned, as the care plan says"
    CLOSED = "CLOSE", "The carer resigned or the home closed"
    ALLEGATION = "ALLEG", "An allegation"
    STANDARDS = "STAND", "Worries about how well the child was looked after"
    APPROVAL = "APPRR", "The approval or registration was taken away"
    CARER_BEHAVIOUR = "CREQB", "The carer asked for it: how the child behaved"
    CARER_OTHER = "CREQO", "The carer asked for it: another reason"
    CHILD = "CHILD", "The child asked for it"
    COUNCIL = "LAREQ", "The council asked for it"
    STATUS = "PLACE", "The same carers; only what the placement is has changed"
    CUSTODY = "CUSTOD", "Custody"
    OTHER = "OTHER", "Another reason"


class Looked(TextChoices):
    """How commissioners looked at a provider."""

    TOLD = "told", "Visit that was announced"
    UNTOLD = "untol", "Visit that was not announced"
    PAPERS = "paper", "Its papers and figures"
    YOUNG = "young", "Young people were asked"


class Quality(TextChoices):
    """How good a provider was found to be."""

    GOOD = "good", "Good"
    BETTER = "mends", "Has to get better"
    POOR = "poor", "Not good enough"


class Sexes(TextChoices):
    """Whom a home takes."""

    ANY = "any", "Girls and boys"
    GIRLS = "F", "Girls"
    BOYS = "M", "Boys"


class Skill(TextChoices):
    """What a home is good at, in words that a child's needs can be held against."""

    BABIES = "babies", "Babies"
    TEENAGERS = "teenagers", "Teenagers"
    SIBLINGS = "siblings", "Brothers and sisters together"
    EMERGENCY = "emergency", "At any hour"
    LONG_TERM = "long-term", "Until grown up"
    SHORT_BREAKS = "breaks", "Short breaks"
    PARENT_CHILD = "parent-child", "A parent with a baby"
    DISABILITY = "disability", "Disabled children"
    WHEELCHAIR = "wheelchair", "A home without steps"
    HEALTH = "health", "Complex health needs"
    HARM = "harm", "Children who were exploited"
    ASYLUM = "asylum", "Young people who came alone to ask for asylum"
    REMAND = "remand", "Young people on remand"
    NO_PETS = "no-pets", "No animals in the home"
    SOLO = "solo", "A child who needs to be the only one"
