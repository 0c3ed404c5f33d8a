"""What partners' systems send: referrals, and the police's domestic abuse screenings. Each becomes a call.

A child is matched without a person only by a number that one organisation gives to one person, or by full name, birth
date and the postcode of a home. Any other child comes in as described, and whoever takes the call says who it is: so
nothing waits anywhere but in the queue.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from righthelp.foundation.calendar import say_date
from righthelp.foundation.intake.models import Message, State
from righthelp.practice.front_door import law
from righthelp.practice.front_door.codes import Consent, Grade, Source, Why, Without
from righthelp.practice.front_door.models import Call, Contact
from righthelp.practice.front_door.record_base import settle_contacts, team_on_duty
from righthelp.practice.people.models import Identifier, IdentifierKind, Person, Placement, Residence, Tier

KIND: Final = "partner referral"
"""The kind of message in the inbox."""

_NUMBERS: Final = (
    ("nhs_number", IdentifierKind.NHS),
    ("pupil_number", IdentifierKind.UPN),
    ("police_reference", IdentifierKind.POLICE),
)


def take_in(messages: Sequence[Message], now: datetime) -> None:
    """Make a call of each message, once."""
    for message in messages:
        with transaction.atomic():
            held = Message.objects.select_for_update().get(pk=message.pk)
            if held.state == State.RECEIVED:
                _call(held, now)
                held.state, held.settled_at = State.DONE, now
                held.save(update_fields=["state", "settled_at"])


def _text(body: dict[str, Any], name: str, longest: int) -> str:
    value = body.get(name)
    return value.strip()[:longest] if isinstance(value, str) else ""


def _one_of(value: str, allowed: Sequence[str], otherwise: str) -> str:
    return value if value in allowed else otherwise


def _call(message: Message, now: datetime) -> None:
    if Call.objects.filter(message=message.pk).exists():
        return
    body: dict[str, Any] = message.body if isinstance(message.body, dict) else {}
    consent = _one_of(_text(body, "consent", 9), Consent.values, Consent.NOT_ASKED)
    without = "" if consent == Consent.GIVEN else _one_of(_text(body, "without", 7), Without.values, Without.HARM)
    why_without = _text(body, "without_why", 400) or "Said by the partner without more."
    incident = _text(body, "incident", 40)
    team = team_on_duty(now)
    call = Call.objects.create(
        received=message.received_at,
        recorded=max(now, message.received_at),
        recorded_by=None,
        message=message.pk,
        channel="form",
        source=_one_of(_text(body, "source", 2), Source.values, Source.POLICE if incident else Source.OTHER),
        organisation_words=_text(body, "organisation", 120) or message.sender,
        caller=_text(body, "name", 120),
        caller_role=_text(body, "role", 80),
        reached_at=_text(body, "reply_to", 120),
        why=_one_of(_text(body, "why", 12), Why.values, Why.DOMESTIC if incident else Why.OTHER),
        words=_text(body, "words", 20_000) or "The message said nothing. Ask whoever sent it.",
        wants=_text(body, "wants", 4000),
        consent=consent,
        without=without,
        without_why=why_without if without else "",
        danger=body.get("danger") is True,
        incident=incident,
        grade=_one_of(_text(body, "grade", 8), Grade.values, "") if incident else "",
        team=team,
    )
    children = body.get("children")
    made = []
    seen: set[int] = set()
    for said in children if isinstance(children, list) and children else [{}]:
        one = said if isinstance(said, dict) else {}
        child = matched(one)
        if child is not None and child in seen:
            continue
        seen |= {child} if child else set()
        made.append(
            Contact.objects.create(
                call=call,
                child_id=child,
                described="" if child else described(one),
                received=call.received,
                source=call.source,
                danger=call.danger,
                answerable=bool(call.reached_at or call.organisation_words),
            )
        )
    settle_contacts(made, now)


def described(said: dict[str, Any]) -> str:
    """Who a child is, in the sender's words, for a person who must find out."""
    born, parts = _born(said), [_text(said, "forename", 60), _text(said, "surname", 60)]
    words = " ".join(part for part in parts if part)
    more = [f"born {say_date(born)}" if born else "", _text(said, "postcode", 10), _text(said, "school", 60)]
    return ", ".join(part for part in (words or "A child who was not named", *more) if part)[:200]


def _born(said: dict[str, Any]) -> date | None:
    try:
        return date.fromisoformat(_text(said, "birth_date", 10))
    except ValueError:
        return None


def matched(said: dict[str, Any]) -> int | None:
    """The one child whom this names for certain; None when nobody, or more than one, or a closely held record fits."""
    born = _born(said)
    numbers = Q(pk__in=[])
    for field, kind in _NUMBERS:
        value = _text(said, field, 40).replace(" ", "").upper()
        if value:
            numbers |= Q(kind=kind, value=value)
    found = set(
        Identifier.objects.filter(numbers, person__tier=Tier.CASE, person__merged_into__isnull=True).values_list(
            "person_id", "person__birth_date"
        )
    )
    if not found:
        found = _at_home(said, born)
    if len(found) != 1:
        return None
    [(child, known)] = found
    return None if born and known and born != known else child


def _at_home(said: dict[str, Any], born: date | None) -> set[tuple[int, date | None]]:
    forename, surname = _text(said, "forename", 80), _text(said, "surname", 80)
    postcode = _text(said, "postcode", 10).upper()
    if not (born and forename and surname and postcode):
        return set()
    people = Person.objects.filter(
        Q(forename__iexact=forename) | Q(preferred_name__iexact=forename),
        surname__iexact=surname,
        birth_date=born,
        tier=Tier.CASE,
        merged_into__isnull=True,
    )
    spaced = {postcode, postcode.replace(" ", ""), f"{postcode.replace(' ', '')[:-3]} {postcode[-3:]}"}
    homes = Residence.objects.filter(address__postcode__in=spaced, person__in=people).values("person_id")
    placed = Placement.objects.filter(address__postcode__in=spaced, child__in=people).values("child_id")
    return set(people.filter(Q(pk__in=homes) | Q(pk__in=placed)).values_list("pk", "birth_date"))


def waiting(now: datetime) -> list[Message]:
    """Messages of partners that could not be read, and that a person must act on; the earliest due first."""
    rows = Message.objects.filter(state=State.WAITING, owner__in=[law.DAY_TEAM, "duty"])
    return list(rows.filter(Q(owner=law.DAY_TEAM) | Q(kind=KIND)).order_by("due_at", "pk"))


def state_of(message: Message) -> tuple[str, str]:
    """What became of a message, for its sender: our reference, and the word that was given, which names nobody."""
    call = Call.objects.filter(message=message.pk).first()
    if call is None:
        return "", ""
    words = call.words_back.filter(given__isnull=False).order_by("given").values_list("text", flat=True)
    return f"C{call.pk}", "\n\n".join(dict.fromkeys(words))


__all__ = ["KIND", "described", "matched", "state_of", "take_in", "waiting"]
