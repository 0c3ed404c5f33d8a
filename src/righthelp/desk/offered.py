"""What the desk offers to a report about a child: the chronology, of what somebody marked as significant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from righthelp.desk.timeline import events
from righthelp.foundation.access.models import Account
from righthelp.practice.casework.known import Known
from righthelp.practice.people.standing import may


def for_report(child: int, account: Account, now: datetime) -> Iterator[Known]:
    """The marked events, the oldest first. A protected address is never among them: a report leaves the house."""
    if not may(account, "child.see", [child], now):
        return
    marked = [each for each in events(child, shows_protected=False) if each.mark]
    if marked:
        lines = [f"{each.when}: {each.title}. {each.bare_note}" for each in reversed(marked)]
        yield Known("The timeline", "Chronology", "\n".join(lines))


__all__ = ["for_report"]
