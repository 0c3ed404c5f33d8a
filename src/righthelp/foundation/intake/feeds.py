"""Is a partner's feed still flowing? A silent feed looks exactly like a quiet day, so we compare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from righthelp.foundation.calendar import local, start_of_day
from righthelp.foundation.intake.models import Message

WEEKS = 8
"""How many of the same weekday make up what is usual."""
FEWEST = 3.0
"""Below this many usual messages nothing can be said: none may be chance."""
SHARE = 0.2
"""A feed that brings less than this share of the usual has fallen silent."""


@dataclass(frozen=True)
class Feed:
    """One sender's messages of one kind today, against the same weekday's average up to the same time of day."""

    sender: str
    kind: str
    today: int
    usual: float
    last_at: datetime | None
    silent: bool

    @property
    def sentence(self) -> str:
        """What to tell whoever looks after the feed."""
        if not self.silent:
            return f"{self.today} messages so far today; {self.usual:.1f} is usual by now."
        return (
            f"Only {self.today} messages so far today where {self.usual:.1f} are usual by now. "
            "Ask the sender whether their system is working."
        )


def feeds(now: datetime) -> list[Feed]:
    """Every feed heard from in the last eight weeks, and whether it has fallen silent. One query."""
    today = local(now).date()
    so_far = now - start_of_day(today)

    def window(weeks: int) -> Q:
        start = start_of_day(today - timedelta(weeks=weeks))
        return Q(received_at__gte=start, received_at__lte=start + so_far)

    before = Q()
    for weeks in range(1, WEEKS + 1):
        before |= window(weeks)
    rows = (
        Message.objects.filter(received_at__gte=start_of_day(today - timedelta(weeks=WEEKS)), received_at__lte=now)
        .values("sender", "kind")
        .annotate(today=Count("id", filter=window(0)), earlier=Count("id", filter=before), last=Max("received_at"))
        .order_by("sender", "kind")
    )
    found = []
    for row in rows:
        usual = row["earlier"] / WEEKS
        silent = usual >= FEWEST and row["today"] < SHARE * usual
        found.append(Feed(row["sender"], row["kind"], row["today"], usual, row["last"], silent))
    return found
