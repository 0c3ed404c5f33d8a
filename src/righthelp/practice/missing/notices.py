"""What a police notice says, read from its body without touching the database.

A notice is one of *missing*, *sighted*, *found* and *cancelled*, about one police report. Reading never fails: what
is wrong with a notice becomes its ``problem``, a sentence for the person who must look at it.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from righthelp.foundation.calendar import AmbiguousTime, NonexistentTime, from_local, say_moment
from righthelp.foundation.intake.models import Message
from righthelp.practice.missing import law
from righthelp.practice.missing.authorities import AUTHORITIES
from righthelp.practice.missing.models import Risk, WhereFrom

KIND = "police notice"
"""The kind of message in the inbox."""

LONGEST = 300


class Event(StrEnum):
    """What happened, in the police's words."""

    MISSING = "missing"
    SIGHTED = "sighted"
    FOUND = "found"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class ChildSaid:
    """Who the notice says the child is. Everything may be empty; nothing here is yet believed."""

    police_reference: str = ""
    nhs_number: str = ""
    forename: str = ""
    surname: str = ""
    birth_date: date | None = None
    postcode: str = ""
    authority: str = ""

    @property
    def name(self) -> str:
        """The name as given, for a person who must work out who this is."""
        return " ".join(part for part in (self.forename, self.surname) if part) or "Name not given"


@dataclass(frozen=True)
class Notice:
    """One revision of one notice. ``happened_at`` is UTC, and empty only when ``problem`` says why."""

    message_id: uuid.UUID
    key: str
    revision: int
    series: str
    received_at: datetime
    event: Event | None
    happened_at: datetime | None
    child: ChildSaid
    place: str = ""
    how: str = ""
    reason: str = ""
    risk: str = Risk.NOT_GRADED
    where_from: str = ""
    problem: str = ""


def read(message: Message) -> Notice:
    """Read one message's body. Times without an offset are London's wall clock."""
    body = message.body if isinstance(message.body, dict) else {}
    problems: list[str] = []
    event: Event | None = None
    try:
        event = Event(_text(body, "event").lower())
    except ValueError:
        problems.append("It does not say whether the child is missing, sighted, found or the report cancelled.")
    happened_at = _moment(_text(body, "happened_at"), message.received_at, problems)
    child = _child(body.get("child"), problems)
    risk = _one_of(_text(body, "risk").lower(), Risk.values)
    where_from = _one_of(_text(body, "where_from").lower(), WhereFrom.values)
    return Notice(
        message_id=message.pk,
        key=message.key,
        revision=message.revision,
        series=message.series,
        received_at=message.received_at,
        event=event,
        happened_at=happened_at,
        child=child,
        place=_text(body, "place")[:LONGEST],
        how=_text(body, "how")[:LONGEST],
        reason=_text(body, "reason")[:200],
        risk=risk,
        where_from=where_from,
        problem=" ".join(problems),
    )


def moment_said(text: str) -> datetime:
    """The moment a text means: ISO 8601, with an offset, or without one in London's wall-clock time.

    Raises ``ValueError`` (of which ``AmbiguousTime`` and ``NonexistentTime`` are kinds) with a sentence for the sender.
    """
    try:
        said = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("The time cannot be read. Write it as 2021-09-01T14:30:00+01:00.") from None
    if said.tzinfo is None:
        try:
            return from_local(said)
        except (AmbiguousTime, NonexistentTime):
            raise
        except (ValueError, OverflowError):
            raise ValueError("The time is not one we can keep. Check the year.") from None
    try:
        return said.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("The time is not one we can keep. Check the year.") from None


def _moment(text: str, received_at: datetime, problems: list[str]) -> datetime | None:
    if not text:
        problems.append("It does not say when it happened.")
        return None
    try:
        moment = moment_said(text)
    except AmbiguousTime as wrong:
        problems.append(f"{wrong} Ask the police which, and ask them to send the time with its offset.")
        return None
    except NonexistentTime as wrong:
        problems.append(f"{wrong} Ask the police for the right time.")
        return None
    except ValueError as wrong:
        problems.append(str(wrong))
        return None
    if moment > received_at + law.FUTURE_TOLERANCE:
        problems.append(
            f"It says it happened on {say_moment(moment)}, after we received it. Ask the police for the right time."
        )
        return None
    if moment < received_at - law.OLDEST:
        problems.append("It says it happened before any child now was born. Ask the police for the right time.")
        return None
    return moment


def _child(said: object, problems: list[str]) -> ChildSaid:
    child = said if isinstance(said, dict) else {}
    birth_date: date | None = None
    text = _text(child, "birth_date")
    if text:
        try:
            birth_date = date.fromisoformat(text)
        except ValueError:
            problems.append("The child’s birth date cannot be read.")
    authority = _text(child, "authority")
    if authority and authority not in AUTHORITIES:
        problems.append(
            f"It says the child is the responsibility of council {authority[:10]}, which is no council we know."
        )
    return ChildSaid(
        police_reference=_text(child, "police_reference")[:40],
        nhs_number=re.sub(r"\s", "", _text(child, "nhs_number"))[:40],
        forename=_text(child, "forename")[:80],
        surname=_text(child, "surname")[:80],
        birth_date=birth_date,
        postcode=tidy_postcode(_text(child, "postcode")),
        authority=authority if authority in AUTHORITIES else "",
    )


def tidy_postcode(text: str) -> str:
    """A postcode as we keep it: capitals, one space before the last three. Empty stays empty."""
    packed = re.sub(r"\s", "", text).upper()[:8]
    return f"{packed[:-3]} {packed[-3:]}" if len(packed) >= 5 else packed


def _text(said: object, name: str) -> str:
    value = said.get(name) if isinstance(said, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _one_of(value: str, allowed: list[str]) -> str:
    return value if value in allowed else ""
