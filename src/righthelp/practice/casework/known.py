"""What the rooms know of a child already, shown beside whatever is being written about them, so that nothing is typed
twice: each thing with the page on which it is corrected.

Rooms do not import one another. A room that knows something offers it here, in its ``AppConfig.ready``:

    known.offer(words_and_screenings)

and a page that is written on asks for everything: ``known.of(child, account, now)``. Whoever offers decides what this
reader may know: what is offered is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account


@dataclass(frozen=True)
class Known:
    """One thing that is known: ``kind`` says where it helps (contact, screening, warnings, ...), ``when`` since when,
    ``href`` where it is read in full and corrected."""

    kind: str
    title: str
    text: str
    when: date | datetime | None = None
    href: str = ""


PROFILE: Final = "profile"
"""The ``kind`` of what helps to say who a child is to people who have not met the child; ``title`` then names the part:
who, loves, needs, siblings, contact, school, carers."""

Offers = Callable[[int, Account, datetime], Iterable[Known]]
_offered: Final[list[Offers]] = []


def offer(knows: Offers) -> None:
    """A room offers what it knows of a child; called once, when it starts."""
    if knows not in _offered:
        _offered.append(knows)


def of(child: int, account: Account, now: datetime) -> list[Known]:
    """Everything that the rooms know of a child and this reader may, in the order in which rooms offered."""
    return [each for knows in _offered for each in knows(child, account, now)]


_for_reports: Final[list[Offers]] = []


def offer_to_reports(knows: Offers) -> None:
    """A room offers parts of a report about a child, each with its heading (``title``), its words (``text``) and where
    they are from (``kind``, in words); called once, when it starts."""
    if knows not in _for_reports:
        _for_reports.append(knows)


def for_report(child: int, account: Account, now: datetime) -> list[Known]:
    """What the rooms offer to a report about a child, as far as this reader may have it, in the order of the rooms."""
    return [each for knows in _for_reports for each in knows(child, account, now) if each.text.strip()]
