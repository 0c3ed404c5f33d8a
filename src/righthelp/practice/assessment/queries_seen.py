"""Whether a child has been seen, and seen alone, since the referral: read from the visits, typed nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from righthelp.practice.assessment.models import Assessment
from righthelp.practice.casework.models import Visited


@dataclass(frozen=True)
class Seen:
    """The visits to one child from the referral to the authorisation, the newest first."""

    visits: tuple[Visited, ...]

    @property
    def seen(self) -> datetime | None:
        """When the child was last seen."""
        return next((each.at for each in self.visits if each.seen), None)

    @property
    def alone(self) -> datetime | None:
        """When the child was last seen alone."""
        return next((each.at for each in self.visits if each.alone), None)

    @property
    def words(self) -> list[Visited]:
        """Visits in which the child's own words were written down."""
        return [each for each in self.visits if each.words]


def seen_since(row: Assessment) -> Seen:
    """The visits to the child of one assessment since the child was referred. One query."""
    return seen_of([row])[row.pk]


def seen_of(rows: Iterable[Assessment]) -> dict[int, Seen]:
    """As :func:`seen_since` for several. One query."""
    wanted = list(rows)
    found = Visited.objects.filter(child_id__in=[row.child_id for row in wanted], withdrawn__isnull=True)
    visits = list(found.select_related("visit__visitor").order_by("-at", "-pk")) if wanted else []
    return {
        row.pk: Seen(
            tuple(
                each
                for each in visits
                if each.child_id == row.child_id
                and each.at >= row.referred
                and (row.authorised is None or each.at <= row.authorised)
            )
        )
        for row in wanted
    }
