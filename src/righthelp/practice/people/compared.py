"""Why a child about to be registered may, or may not, be somebody who is on the register already: term by term.

The comparison stands in a room above this one, which installs it through :func:`configure`; ``site`` does so once.
Without it the register page still says what the search found alike.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Likeness:
    """What speaks for one person and what against, strongest first, in words that hold no personal data; ``says`` sums
    it up."""

    says: str = ""
    speaks_for: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)


Source = Callable[[dict[str, Any], Collection[int], datetime], dict[int, Likeness]]
"""Gets the facts that the verb of registering was given and the ids of those much like them."""


@dataclass
class _Sources:
    likeness: Source | None = None


_sources = _Sources()


def configure(likeness: Source) -> None:
    """Install the comparison; called once by ``site`` when it starts."""
    _sources.likeness = likeness


def with_each(facts: dict[str, Any], others: Collection[int], now: datetime) -> dict[int, Likeness]:
    """The one about to be registered compared with each of ``others``, by their ids."""
    return _sources.likeness(facts, others, now) if _sources.likeness and others else {}
