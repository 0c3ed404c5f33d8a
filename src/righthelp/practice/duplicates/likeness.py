"""Somebody about to be registered compared with those much like them, as two records on the register are.

They stand on the register for the moment of the comparison and are rolled back, so there is one comparison and no
second description of it that could differ. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from righthelp.foundation.calendar import local_date
from righthelp.practice.duplicates import queries, scoring
from righthelp.practice.duplicates.tables import likely
from righthelp.practice.people.compared import Likeness
from righthelp.practice.people.models import Person, Residence
from righthelp.practice.people.record import address_row

_FACTS: Final = ("forename", "surname", "preferred_name", "birth_date", "birth_date_kind", "sex")
_LITTLE: Final = 0.5  # bits: less says nothing that a person would weigh


def likeness(facts: dict[str, Any], others: Collection[int], now: datetime) -> dict[int, Likeness]:
    """For each of ``others`` what speaks for its being the same person, and what against."""
    with transaction.atomic():
        made = Person.objects.create(**{name: facts[name] for name in _FACTS if facts.get(name) is not None})
        if facts.get("lives_at"):
            home = address_row(facts["lives_at"])
            Residence.objects.create(person=made, address=home, starts=local_date(now))
        found = scoring.compared_with(made.pk, others, queries.share)
        transaction.set_rollback(True)
    return {each.first if each.second == made.pk else each.second: _said(each) for each in found}


def _said(scored: scoring.Scored) -> Likeness:
    heaviest = sorted(scored.reasons, key=lambda each: -abs(each.weight))
    return Likeness(
        says=likely(scored.weight) if scored.weight >= 0 else "Unlikely",
        speaks_for=[each.words for each in heaviest if each.weight >= _LITTLE],
        against=[each.words for each in heaviest if each.weight <= -_LITTLE],
    )
