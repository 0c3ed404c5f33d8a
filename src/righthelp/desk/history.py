"""Which rows make up a child's record, for its history."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists

from righthelp.foundation.access.models import Account
from righthelp.foundation.audit.history import Of
from righthelp.practice.missing.models import Episode
from righthelp.practice.missing.models_work import Interview, Offer
from righthelp.practice.people.models import (
    Identifier,
    Involvement,
    Move,
    Person,
    Placement,
    Relationship,
    Residence,
    Support,
)
from righthelp.practice.people.models_identity import (
    About,
    AfterDeath,
    CommunicationNeed,
    Consent,
    ContactPoint,
    Death,
    Disability,
    Immigration,
    Name,
    Photo,
    Worry,
)
from righthelp.practice.people.models_partners import Attendance, Registration
from righthelp.practice.people.queries_identity import SENSITIVE_NUMBERS
from righthelp.practice.people.standing import known_to
from righthelp.practice.workforce.models import Allocation


def parts_of(child: int, *, account: Account, now: datetime, health: bool = False, sensitive: bool = False) -> list[Of]:
    """The tables that hold a child's record, and the child's rows in each.

    Relationships to people of whom ``account`` may not know at ``now`` are left out; relationships that were removed
    are told of nobody. ``health`` and ``sensitive``: as for :func:`righthelp.practice.people.queries_identity.profile`.
    """
    numbers, related = Identifier.objects.filter(person_id=child), Relationship.objects.filter(person_id=child)
    others = set(related.values_list("other_id", flat=True))
    family = known_to(account, others, now)
    found = [
        Of("Person", Person.objects.filter(pk=child)),
        Of("Other name", Name.objects.filter(person_id=child)),
        Of("Their own words", About.objects.filter(person_id=child)),
        Of("Talking with them", CommunicationNeed.objects.filter(person_id=child)),
        Of("Phone or e-mail", ContactPoint.objects.filter(person_id=child)),
        Of("School", Attendance.objects.filter(person_id=child)),
        Of("What was said about sharing", Consent.objects.filter(person_id=child)),
        Of("Worry", Worry.objects.filter(person_id=child)),
        Of("Photograph", Photo.objects.filter(person_id=child)),
        Of("Death", Death.objects.filter(person_id=child)),
        Of("After their death", AfterDeath.objects.filter(death__person_id=child)),
        Of("Where they live", Residence.objects.filter(person_id=child), frozenset({"address"})),
        Of("Relationship", related.filter(other_id__in=family)),
        Of("Change of address", Move.objects.filter(people__person_id=child), frozenset({"address"})),
        Of("Part of their world", Support.objects.filter(child_id=child)),
        Of("Number", numbers if sensitive else numbers.exclude(kind__in=SENSITIVE_NUMBERS)),
        Of("Plan or care", Involvement.objects.filter(child_id=child)),
        Of("Placement", Placement.objects.filter(child_id=child), frozenset({"address"})),
        Of("Worker", Allocation.objects.filter(child_id=child)),
        Of("Missing episode", Episode.objects.filter(child_id=child)),
        Of("Offer of an interview", Offer.objects.filter(episode__child_id=child)),
        Of("Interview", Interview.objects.filter(episode__child_id=child)),
    ]
    registered = Registration.objects.filter(person_id=child)
    found.append(Of("Health service", registered if health else registered.filter(kind="gp")))
    if health:
        found.append(Of("Disability", Disability.objects.filter(person_id=child)))
    if sensitive:
        found.append(Of("Leave to be in the country", Immigration.objects.filter(person_id=child)))
    return _present(child, found)


def _present(child: int, parts: list[Of]) -> list[Of]:
    """Without the parts of which the child has no row, so that the history asks only what has an answer. One query."""
    asked = {f"part_{number}": Exists(part.rows) for number, part in enumerate(parts)}
    held = Person.objects.filter(pk=child).annotate(**asked).values_list(*asked).first() or ()
    return [part for part, there in zip(parts, held, strict=False) if there]
