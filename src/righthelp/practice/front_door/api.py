"""The door for partners' systems: referrals and the police's domestic abuse screenings, each kept, then taken in."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Annotated, Any, Literal

import pghistory
from django.db import transaction
from django.http import HttpRequest
from ninja import Path as FromPath
from ninja import Router, Schema, Status
from pydantic import Field, StringConstraints

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, Policy
from righthelp.foundation.intake.door import PartnerDoor, PartnerRequest, Problem, ProblemError, audited
from righthelp.foundation.intake.inbox import DiffersError, Letter, readable, receive
from righthelp.foundation.intake.inbox import take_in as take_in_now
from righthelp.foundation.intake.models import Message, State
from righthelp.practice.front_door import law, partner

log = logging.getLogger(__name__)

ACT = "front_door.tell"
POLICY = Policy(ACT, Kind.CHANGE, Purpose.DUTY)
"""What every URL of this router declares."""

router = Router(tags=["Referrals"], auth=PartnerDoor(ACT, Purpose.DUTY, law.DAY_TEAM))

Key = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f]+$")]
Line = Annotated[str, StringConstraints(max_length=120)]
Text = Annotated[str, StringConstraints(max_length=20_000)]


class ChildTold(Schema):  # type: ignore[misc]  # ninja is not followed by the type checker
    """Who a child is. A number, or full name with birth date and postcode, lets us match at once."""

    nhs_number: Annotated[str, StringConstraints(max_length=20)] = ""
    pupil_number: Annotated[str, StringConstraints(max_length=20)] = Field("", description="Unique pupil number.")
    police_reference: Annotated[str, StringConstraints(max_length=40)] = ""
    forename: Annotated[str, StringConstraints(max_length=80)] = ""
    surname: Annotated[str, StringConstraints(max_length=80)] = ""
    birth_date: Annotated[str, StringConstraints(max_length=10)] = Field("", description="As 2006-05-14.")
    postcode: Annotated[str, StringConstraints(max_length=10)] = Field("", description="Of the child’s home.")
    school: Line = ""


class Told(Schema):  # type: ignore[misc]  # ninja is not followed by the type checker
    """A referral, or a domestic abuse screening. To amend one, send a new message and say in its words what changes."""

    key: Key = Field(description="Your own id for this message, the same each time you send it.")
    words: Annotated[str, StringConstraints(min_length=1, max_length=20_000)] = Field(
        description="What happened and what worries you, in your own words."
    )
    children: list[ChildTold] = Field(min_length=1, max_length=12)
    source: Literal["2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "6", "7", "8", ""] = Field(
        "", description="Code of the children in need census for who refers."
    )
    organisation: Line = ""
    name: Line = Field("", description="Who refers.")
    role: Annotated[str, StringConstraints(max_length=80)] = ""
    reply_to: Line = Field("", description="Where you can hear what was decided.")
    why: Annotated[str, StringConstraints(max_length=12)] = Field("", description="What it is mostly about: a code.")
    wants: Annotated[str, StringConstraints(max_length=4000)] = ""
    consent: Literal["given", "refused", "not-asked"] = "not-asked"
    without: Literal["", "harm", "asking", "crime"] = Field(
        "", description="On what ground you tell us without agreement."
    )
    without_why: Annotated[str, StringConstraints(max_length=400)] = ""
    danger: bool = Field(False, description="A child may be in danger now. Ring 999 as well.")
    incident: Annotated[str, StringConstraints(max_length=40)] = Field(
        "", description="Of the police: the reference of the incident that was screened."
    )
    grade: Literal["", "standard", "medium", "high"] = Field("", description="What the screening came to.")


class Receipt(Schema):  # type: ignore[misc]  # ninja is not followed by the type checker
    """What became of a message. It is kept whatever the state says."""

    message: str = Field(description="Our id of the message.")
    key: str
    state: Literal["received", "taken in", "waiting", "closed"]
    reference: str = Field(description="Our reference, like C12, once it is taken in.")
    answer: str = Field(description="What was decided, as far as you may hear it, once you have been told.")
    received_at: datetime


_STATES: dict[str, Literal["received", "taken in", "waiting", "closed"]] = {
    State.RECEIVED: "received",
    State.DONE: "taken in",
    State.WAITING: "waiting",
    State.CLOSED: "closed",
}
_REFUSALS: dict[Any, Any] = {400: Problem, 401: Problem, 403: Problem, 413: Problem, 422: Problem}


def _receipt(message: Message) -> Receipt:
    reference, answer = partner.state_of(message)
    return Receipt(
        message=str(message.pk),
        key=message.key,
        state=_STATES[message.state],
        reference=reference,
        answer=answer,
        received_at=message.received_at,
    )


@router.post(  # type: ignore[untyped-decorator]  # as above
    "/referrals",
    response={202: Receipt, 409: Problem, **_REFUSALS},
    summary="Send a referral or a screening",
    url_name="front-door-referrals",
)
def tell(request: HttpRequest, told: Told) -> Status[Receipt]:
    """Keep it, acknowledge it, and put it into the front door’s queue; sending it again gives the same answer."""
    asked = _through_the_door(request)
    letter = Letter(
        sender=asked.account.organisation,
        kind=partner.KIND,
        key=told.key,
        revision=1,
        series=told.incident,
        body=readable(request.body),
        received_at=asked.now,
    )
    with pghistory.context(
        actor=asked.account.pk,
        actor_name=asked.account.name,
        purpose=str(Purpose.DUTY),
        act=ACT,
        request=str(asked.request_id),
    ):
        try:
            with transaction.atomic():
                message, new = receive(letter)
                audited(asked, detail=f"referral {message.pk}{'' if new else ' again'}")
        except DiffersError:
            raise ProblemError(
                409,
                "Came before with other content",
                "This key came before with other content, which was kept; this was not. "
                "Send what has changed as a new message with a key of its own.",
            ) from None
        if message.kind == partner.KIND and message.state == State.RECEIVED:
            try:
                take_in_now([message], asked.now)
            except Exception as problem:
                # It is kept, and the replay job takes it in. The kind of error only: its text may name a child.
                log.error("Taking in message %s failed with %s.", message.pk, type(problem).__name__)
            message.refresh_from_db()
    return Status(202, _receipt(message))


@router.get(  # type: ignore[untyped-decorator]  # as above
    "/referrals/{path:key}",
    response={200: Receipt, 404: Problem, 401: Problem, 403: Problem, 422: Problem},
    summary="What became of a message",
    url_name="front-door-referral",
)
def told_state(request: HttpRequest, key: Annotated[Key, FromPath()]) -> Receipt:
    """The state of one of your own messages, by your key."""
    asked = _through_the_door(request)
    if "\x00" in key:
        raise ProblemError(404, "Not found", "You have sent nothing under this key.")
    with transaction.atomic():
        rows = Message.objects.filter(sender=asked.account.organisation, kind=partner.KIND, key=key)
        message = rows.first()
        if message is not None:
            audited(asked, detail=f"referral {message.pk}")
    if message is None:
        raise ProblemError(404, "Not found", "You have sent nothing under this key.")
    return _receipt(message)


def _through_the_door(request: HttpRequest) -> PartnerRequest:
    """The request as the door left it."""
    asked: PartnerRequest = request  # type: ignore[assignment]  # the door put account, moment and decision on it
    return asked
