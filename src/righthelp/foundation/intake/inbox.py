"""Taking messages in: once each, in any order, with nothing lost.

A partner's message is written down before anything is made of it, and only then acknowledged. What it means is
worked out afterwards by the area that takes messages of its kind, from *all* messages of the same series, so the
order in which they came does not matter. A message that cannot be taken in waits for a person, with a reason, an
owner and a due time. A crash between writing down and taking in leaves the message ``received``; a job takes it in.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isfinite

from django.db import transaction
from django.db.models import Q

from righthelp.foundation.intake.models import Message, State

log = logging.getLogger(__name__)

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

UNREADABLE = "unreadable"
"""The kind of a body that could not be read at all; the raw text is kept."""


OWNER_OF_LAST_RESORT = "duty"
"""The team that answers when our own software failed and no area can say whose a message is."""


class DiffersError(Exception):
    """The same key and revision came before with another body. Nothing was kept of the second."""


@dataclass(frozen=True)
class Letter:
    """A message as it arrived, before it is written down. ``received_at`` is our clock, not the sender's."""

    sender: str
    kind: str
    key: str
    revision: int
    series: str
    body: Json
    received_at: datetime
    happened_at: datetime | None = None


TakeIn = Callable[[Sequence[Message], datetime], None]
_takers: dict[str, TakeIn] = {}


def takes(kind: str, take_in: TakeIn) -> None:
    """Name the function that takes in messages of a kind; called by an area's ``apps.ready``."""
    _takers[kind] = take_in


def receive(letter: Letter) -> tuple[Message, bool]:
    """Write a letter down, once. Returns the message and whether it is new; the caller commits, then acknowledges.

    The same key and revision again gives back the first message, whatever became of it since.
    Raises :class:`DiffersError` when the body is not what came the first time.
    """
    [(message, new)] = receive_all([letter])
    return message, new


def receive_all(letters: Sequence[Letter]) -> list[tuple[Message, bool]]:
    """:func:`receive` for many letters at once, in one transaction."""
    wanted = [
        Message(
            sender=letter.sender,
            kind=letter.kind,
            key=letter.key,
            revision=letter.revision,
            series=letter.series,
            body=letter.body,
            received_at=letter.received_at,
            happened_at=letter.happened_at,
        )
        for letter in letters
    ]
    with transaction.atomic():
        Message.objects.bulk_create(wanted, ignore_conflicts=True)
        stored = {
            (message.sender, message.key, message.revision): message
            for message in Message.objects.filter(
                sender__in={letter.sender for letter in letters}, key__in={letter.key for letter in letters}
            )
        }
        found: list[tuple[Message, bool]] = []
        for message in wanted:
            first = stored[message.sender, message.key, message.revision]
            if first.body != message.body:
                raise DiffersError
            found.append((first, first.pk == message.pk))
    return found


def receive_unreadable(
    *, sender: str, raw: bytes, received_at: datetime, owner: str, reason: str
) -> tuple[Message, bool]:
    """Keep a body that could not be read, for a person: the sender is told no, and still nothing is lost.

    The text is kept with anything unprintable escaped; the same bytes twice are one message.
    """
    digest = hashlib.sha256(raw).hexdigest()
    text = raw.decode("utf-8", "backslashreplace").replace("\x00", "\\x00")
    with transaction.atomic():
        message, new = Message.objects.get_or_create(
            sender=sender,
            key=f"{UNREADABLE}-{digest}",
            revision=1,
            defaults={
                "kind": UNREADABLE,
                "body": {"raw": text},
                "received_at": received_at,
                "state": State.WAITING,
                "reason": reason[:300],
                "owner": owner,
                "due_at": received_at + timedelta(hours=4),
            },
        )
    return message, new


def readable(raw: bytes) -> Json:
    """The JSON of a body, as the database can hold it: NUL and broken characters become the replacement character.

    Raises ``ValueError`` for what is not JSON, or is nested deeper than anyone would.
    """
    try:
        return _tidy(json.loads(raw, parse_constant=_no_number))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _tidy(value: Json) -> Json:
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {str(_tidy(name)): _tidy(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError("a number too large to keep")
        return int(value) if value.is_integer() else value  # as the database gives it back: 1e23 is a whole number
    return value


def take_in_received(now: datetime, *, older_than: timedelta = timedelta(seconds=10), at_most: int = 500) -> int:
    """Take in what was written down but not yet taken in, as after a crash. Returns how many were tried."""
    messages = list(
        Message.objects.filter(state=State.RECEIVED, received_at__lte=now - older_than).order_by("received_at")[
            :at_most
        ]
    )
    for kind in sorted({message.kind for message in messages} & set(_takers)):
        some = [message for message in messages if message.kind == kind]
        try:
            _takers[kind](some, now)
        except Exception as problem:
            log.error("Taking in %s messages together failed with %s.", len(some), type(problem).__name__)
            for message in some:
                _take_in_or_wait(message, now)
    return len(messages)


def _take_in_or_wait(message: Message, now: datetime) -> None:
    """One message alone; if our own software fails on it, it waits for a person instead of failing for ever."""
    try:
        _takers[message.kind]([message], now)
    except Exception as problem:
        # The kind of error only: its text may hold what the message says of a child.
        log.error("Taking in message %s failed with %s.", message.pk, type(problem).__name__)
        Message.objects.filter(pk=message.pk, state=State.RECEIVED).update(
            state=State.WAITING,
            reason="Our software could not take this in. Act on what it says, and tell the system’s team.",
            owner=OWNER_OF_LAST_RESORT,
            due_at=message.received_at + timedelta(hours=1),
        )


def take_in(messages: Iterable[Message], now: datetime) -> None:
    """Hand messages to the area that takes their kind. Raises ``KeyError`` for a kind nobody takes."""
    by_kind: dict[str, list[Message]] = {}
    for message in messages:
        by_kind.setdefault(message.kind, []).append(message)
    for kind, some in by_kind.items():
        _takers[kind](some, now)


@dataclass(frozen=True)
class Waiting:
    """A message that waits for a person."""

    id: str
    sender: str
    kind: str
    series: str
    reason: str
    owner: str
    received_at: datetime
    due_at: datetime
    late: bool


def waiting(now: datetime, *, owners: Collection[str] = ()) -> list[Waiting]:
    """Messages that wait for a person, the earliest due first; of some teams when ``owners`` are given."""
    wanted = Q(state=State.WAITING) & (Q(owner__in=owners) if owners else Q())
    rows = Message.objects.filter(wanted).order_by("due_at", "received_at")
    columns = rows.values_list("id", "sender", "kind", "series", "reason", "owner", "received_at", "due_at")
    return [
        Waiting(str(pk), sender, kind, series, reason, team, received_at, due_at, due_at < now)
        for pk, sender, kind, series, reason, team, received_at, due_at in columns
        if due_at is not None
    ]
