"""Which rows make up a child's record, for its history."""

from __future__ import annotations

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
from righthelp.practice.workforce.models import Allocation


def parts_of(child: int) -> list[Of]:
    """The tables that hold a child's record, and the child's rows in each."""
    return [
        Of("Person", Person.objects.filter(pk=child)),
        Of("Where they live", Residence.objects.filter(person_id=child), frozenset({"address"})),
        Of("Relationship", Relationship.objects.filter(person_id=child)),
        Of("Change of address", Move.objects.filter(people__person_id=child), frozenset({"address"})),
        Of("Part of their world", Support.objects.filter(child_id=child)),
        Of("Number", Identifier.objects.filter(person_id=child)),
        Of("Plan or care", Involvement.objects.filter(child_id=child)),
        Of("Placement", Placement.objects.filter(child_id=child), frozenset({"address"})),
        Of("Worker", Allocation.objects.filter(child_id=child)),
        Of("Missing episode", Episode.objects.filter(child_id=child)),
        Of("Offer of an interview", Offer.objects.filter(episode__child_id=child)),
        Of("Interview", Interview.objects.filter(episode__child_id=child)),
    ]
