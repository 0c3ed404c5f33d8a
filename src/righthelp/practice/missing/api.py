"""The police's door: notices come in here, each acknowledged once it is kept."""

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
from righthelp.foundation.intake.inbox import DiffersError, Letter, readable, receive, take_in
from righthelp.foundation.intake.models import Message, State
from righthelp.practice.missing import law
from righthelp.practice.missing.notices import KIND

log = logging.getLogger(__name__)

ACT = "missing.notify"
POLICY = Policy(ACT, Kind.CHANGE, Purpose.MISSING)
"""What every URL of this router declares."""

router = Router(tags=["Missing children"], auth=PartnerDoor(ACT, Purpose.MISSING, law.TEAM))

MOST_REVISIONS = 9999

Key = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f]+$")]
Line = Annotated[str, StringConstraints(max_length=300)]


class ChildNamed(Schema):  # type: ignore[misc]  # ninja is not followed by the type checker
    """Who the child is. A number, or full name with birth date and postcode, lets us match at once."""

    police_reference: Annotated[str, StringConstraints(max_length=40)] = Field(
        "", description="Your own reference of the person."
    )
    nhs_number: Annotated[str, StringConstraints(max_length=20)] = ""
    forename: Annotated[str, StringConstraints(max_length=80)] = ""
    surname: Annotated[str, StringConstraints(max_length=80)] = ""
    birth_date: Annotated[str, StringConstraints(max_length=10)] = Field("", description="As 2006-05-14.")
    postcode: Annotated[str, StringConstraints(max_length=10)] = Field("", description="Of the child's home.")
    authority: Annotated[str, StringConstraints(max_length=3)] = Field(
        "", description="Three-figure code of the council responsible for the child, where it is not Birmingham (330)."
    )


class PoliceNotice(Schema):  # type: ignore[misc]  # ninja is not followed by the type checker
    """One notice of one missing report. The same key with a higher revision amends an earlier one."""

    key: Key = Field(description="Your own id for this notice, the same each time you send it.")
    revision: int = Field(1, ge=1, le=MOST_REVISIONS)
    report: Key = Field(description="Your reference of the missing report that this notice belongs to.")
    event: Literal["missing", "sighted", "found", "cancelled"]
    happened_at: Annotated[str, StringConstraints(min_length=1, max_length=40)] = Field(
        description="When the child was last seen, seen, found, or the report cancelled: 2021-09-01T14:30:00+01:00. "
        "Without an offset it is read as London time, and waits for a person where London's clock is ambiguous."
    )
    child: ChildNamed = Field(default_factory=ChildNamed)
    place: Line = ""
    how: Line = Field("", description="How the child was found.")
    reason: Annotated[str, StringConstraints(max_length=200)] = Field("", description="Why the report was cancelled.")
    risk: Literal["", "none", "low", "medium", "high"] = ""
    where_from: Literal["", "home", "care", "other"] = ""


class Receipt(Schema):  # type: ignore[misc]  # ninja is not followed by the type checker
    """What became of a notice. It is kept whatever the state says."""

    message: str = Field(description="Our id of the message.")
    key: str
    revision: int
    report: str
    state: Literal["received", "taken in", "waiting", "closed"]
    reason: str = Field(description="Why it waits for a person, and what you could do; otherwise empty.")
    received_at: datetime


_STATES: dict[str, Literal["received", "taken in", "waiting", "closed"]] = {
    State.RECEIVED: "received",
    State.DONE: "taken in",
    State.WAITING: "waiting",
    State.CLOSED: "closed",
}
_REFUSALS: dict[Any, Any] = {400: Problem, 401: Problem, 403: Problem, 413: Problem, 422: Problem}


def _receipt(message: Message) -> Receipt:
    return Receipt(
        message=str(message.pk),
        key=message.key,
        revision=message.revision,
        report=message.series,
        state=_STATES[message.state],
        reason=message.reason,
        received_at=message.received_at,
    )


@router.post(  # type: ignore[untyped-decorator]  # as above
    "/notices",
    response={202: Receipt, 409: Problem, **_REFUSALS},
    summary="Send a notice",
    url_name="missing-notices",
)
def notify(request: HttpRequest, notice: PoliceNotice) -> Status[Receipt]:
    """Keep a notice, acknowledge it, and take it in where it can be; sending it again gives the same answer."""
    asked = _through_the_door(request)
    letter = Letter(
        sender=asked.account.organisation,
        kind=KIND,
        key=notice.key,
        revision=notice.revision,
        series=notice.report,
        body=readable(request.body),
        received_at=asked.now,
    )
    with _on_record(asked):
        try:
            with transaction.atomic():
                message, new = receive(letter)
                audited(asked, detail=f"notice {message.pk}{'' if new else ' again'}")
        except DiffersError:
            raise ProblemError(
                409,
                "Came before with other content",
                "This key and revision came before with other content, which was kept; this was not. "
                "Send an amended notice with a higher revision.",
            ) from None
        if message.state == State.RECEIVED:
            try:
                take_in([message], asked.now)
            except Exception as problem:
                # It is kept, and the replay job takes it in. The kind of error only: its text may name a child.
                log.error("Taking in message %s failed with %s.", message.pk, type(problem).__name__)
            message.refresh_from_db()
    return Status(202, _receipt(message))


@router.get(  # type: ignore[untyped-decorator]  # as above
    "/notices/{path:key}",
    response={200: Receipt, 404: Problem, 401: Problem, 403: Problem, 422: Problem},
    summary="What became of a notice",
    url_name="missing-notice",
)
def notice_state(request: HttpRequest, key: Annotated[Key, FromPath()], revision: int | None = None) -> Receipt:
    """The state of one of your own notices, by your key; its latest revision unless you name another."""
    asked = _through_the_door(request)
    if "\x00" in key or (revision is not None and not 0 < revision <= 9999):
        raise ProblemError(404, "Not found", "You have sent no notice under this key.")
    rows = Message.objects.filter(sender=asked.account.organisation, kind=KIND, key=key)
    if revision is not None:
        rows = rows.filter(revision=revision)
    with transaction.atomic():
        message = rows.order_by("-revision").first()
        if message is not None:
            audited(asked, detail=f"notice {message.pk}")
    if message is None:
        raise ProblemError(404, "Not found", "You have sent no notice under this key and revision.")
    return _receipt(message)


def _through_the_door(request: HttpRequest) -> PartnerRequest:
    """The request as the door left it."""
    asked: PartnerRequest = request  # type: ignore[assignment]  # the door put account, moment and decision on it
    return asked


def _on_record(asked: PartnerRequest) -> pghistory.context:
    return pghistory.context(
        actor=asked.account.pk,
        actor_name=asked.account.name,
        purpose=str(Purpose.MISSING),
        act=ACT,
        request=str(asked.request_id),
    )
