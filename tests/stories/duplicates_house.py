"""What the stories of merges share: two officers who merge, and a digest of every table."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

import pghistory.models
from django.apps import apps
from django.db import connection

from righthelp.foundation.access.models import Account
from righthelp.practice.duplicates import merging, record
from righthelp.practice.duplicates.models import Merge
from righthelp.practice.people.models import Person
from tests.stories.desk_house import NOW, DeskHouse, account_of

ASIDE: Final = {"duplicates", "pghistory", "procrastinate", "sessions", "audit"}
COUNTERS: Final = {"journey_factsversion"}  # counts writes: it only ever grows


def digests() -> dict[str, str]:
    """A digest of every row of every table of ours, but histories, the audit and the merges themselves."""
    tables = sorted(
        {
            model._meta.db_table
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed
            and model._meta.app_label not in ASIDE
            and not issubclass(model, pghistory.models.Event)
            and model._meta.db_table not in COUNTERS
        }
    )
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"select coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') from \"{table}\" t"
            )
            found[table] = cursor.fetchone()[0]
    return found


def officers(house: DeskHouse) -> tuple[Account, Account]:
    """Karen and Lola, two officers of the front door."""
    karen = account_of(house.karen)
    lola, _ = Account.objects.get_or_create(
        email="lola.finch@example.org", defaults={"name": "Lola Finch", "roles": ["front_door_officer"]}
    )
    return karen, lola


def merged(
    house: DeskHouse, kept: Person, other: Person, *, choices: Collection[str] = (), now: datetime = NOW
) -> Merge:
    """Karen proposes, Lola looks and agrees."""
    karen, lola = officers(house)
    proposal = record.merge_proposed(
        kept=kept.pk, other=other.pk, reason="Her mother says so", choices=choices, by=karen, now=now
    )
    seen = merging.previewed(kept.pk, other.pk, choices, now=now).fingerprint
    return record.merge_approved(merge=proposal.pk, seen=seen, by=lola, now=now)
