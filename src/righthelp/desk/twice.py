"""Whether a record is one of two for one person: what its page says of that, and to whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from righthelp.foundation.access.models import Account
from righthelp.practice.duplicates import queries


@dataclass(frozen=True)
class Twice:
    """For the page of a record: (words, address) each; ``kept`` is the record that this one was merged into."""

    maybe: list[tuple[str, str]] = field(default_factory=list)
    merged: list[tuple[str, str]] = field(default_factory=list)
    apart: list[tuple[str, str, str]] = field(default_factory=list)
    kept: int | None = None


def twice(child: int, account: Account, now: datetime, *, may_act: bool) -> Twice:
    """What stands about a record and others. ``maybe`` and ``merged`` only for those who may act on it."""
    into, anything = queries.stands(child)
    if into:
        return Twice(kept=queries.kept_record_of(into))
    if not anything:
        return Twice()
    found = queries.about(child, account, now, may_act=may_act)
    return Twice(
        [(name, reverse("duplicates:pair", args=[child, other])) for other, name in found.maybe],
        [(name, reverse("duplicates:merge", args=[merge])) for merge, name in found.merged],
        [(name, reverse("child", args=[other]), day) for other, name, day in found.apart],
    )
