"""Work in the background: a list of pairs to look at, and rows that arrived after a merge. Neither merges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from righthelp.foundation.jobs import Job
from righthelp.practice.duplicates import scoring, stragglers
from righthelp.practice.duplicates.models import Frequency, Pair

_AT_ONCE = 5_000


def register_scored(now: datetime, progress: Callable[[str], None] = lambda _: None) -> str:
    """Score every likely pair on the register anew; what is no longer likely goes from the list."""
    found, common = scoring.scored(progress=progress)
    with transaction.atomic():
        Pair.objects.all().delete()
        Pair.objects.bulk_create(
            (
                Pair(
                    first_id=each.first,
                    second_id=each.second,
                    weight=each.weight,
                    reasons=[str(reason) for reason in each.reasons],
                    scored_at=now,
                )
                for each in found
            ),
            batch_size=_AT_ONCE,
        )
        Frequency.objects.all().delete()
        Frequency.objects.bulk_create(
            (
                Frequency(of=of, value=str(value)[:80], share=share)
                for of, rows in common.items()
                for value, share in dict(rows).items()
            ),
            batch_size=_AT_ONCE,
            ignore_conflicts=True,
        )
    return f"{len(found)} pairs worth a look"


def stragglers_carried(now: datetime) -> str:
    """Carry over what was written on merged records after their merge."""
    return str(stragglers.carried_over(now))


JOBS = (
    Job("duplicates.score", register_scored, purpose="data correction", every="10 2 * * *"),
    Job("duplicates.stragglers", stragglers_carried, purpose="data correction", every="40 * * * *"),
)
