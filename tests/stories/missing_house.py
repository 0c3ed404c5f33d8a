"""A small trust to tell missing stories in: named children, workers, homes, and the police's notices."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import from_local
from righthelp.foundation.intake.inbox import Letter, receive
from righthelp.foundation.intake.models import Message
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.missing import intake
from righthelp.practice.missing.models import Episode
from righthelp.practice.missing.notices import KIND
from righthelp.practice.people.models import (
    Address,
    AddressKind,
    Area,
    Identifier,
    IdentifierKind,
    Involvement,
    Person,
    Placement,
    PlacementKind,
    Residence,
)
from righthelp.practice.workforce.models import Allocation, Team, Worker

POLICE = "west-midlands-police"
_numbers = itertools.count(1)


def london(text: str) -> datetime:
    """``london("2021-09-01 14:30")``: a moment by London's clock."""
    return from_local(datetime.fromisoformat(text))


NOW = london("2021-09-01 12:00")


@dataclass
class House:
    """The missing team, a social work team, a family home and a residential home."""

    now: datetime = NOW
    teams: dict[str, Team] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.teams["missing"], _ = Team.objects.get_or_create(
            code="missing", defaults={"name": "Exploitation and Missing"}
        )
        self.teams["east"], _ = Team.objects.get_or_create(
            code="east-1", defaults={"name": "Safeguarding East 1", "area": Area.EAST}
        )
        self.tariq = self.worker("Tariq Mahmood", title="Missing support worker", role="missing_support_worker")
        self.grace = self.worker("Grace Adeyemi", title="Missing support worker", role="missing_support_worker")
        self.ruth = self.worker("Ruth Okafor", team="east", title="Social worker", role="social_worker")
        self.home = Address.objects.create(
            line="12 Made-up Lane", locality="Erdington", postcode="B99 1AA", area=Area.EAST
        )
        self.lodge = Address.objects.create(
            name="Oak Lodge",
            kind=AddressKind.RESIDENTIAL,
            line="3 Invented Road",
            locality="Moseley",
            postcode="B99 2BB",
            area=Area.SOUTH,
        )

    def worker(self, name: str, *, team: str = "missing", title: str, role: str) -> Worker:
        """Somebody at work, with a sign-in."""
        account = Account.objects.create(
            email=f"{name.split()[0].lower()}{next(_numbers)}@example.org", name=name, roles=[role]
        )
        return Worker.objects.create(
            account=account, name=name, title=title, team=self.teams[team], starts=date(2018, 4, 1)
        )

    def child(
        self,
        forename: str = "Amira",
        surname: str = "Hassan",
        *,
        born: date = date(2006, 5, 14),
        police: str = "",
        nhs: str = "",
        authority: str = "330",
        at_home: bool = True,
        in_care: bool = False,
        plan: str = "",
        worker: bool = True,
        **more: Any,
    ) -> Person:
        """A child, at the family home or placed at Oak Lodge, with Ruth as primary worker unless told otherwise."""
        person = Person.objects.create(forename=forename, surname=surname, birth_date=born, authority=authority, **more)
        if police:
            Identifier.objects.create(person=person, kind=IdentifierKind.POLICE, value=police)
        if nhs:
            Identifier.objects.create(person=person, kind=IdentifierKind.NHS, value=nhs)
        if at_home:
            Residence.objects.create(person=person, address=self.home, starts=date(2010, 1, 1))
        if in_care:
            Involvement.objects.create(child=person, kind="care", starts=date(2020, 1, 6))
            Placement.objects.create(
                child=person, address=self.lodge, kind=PlacementKind.RESIDENTIAL, starts=date(2020, 1, 6)
            )
        if plan:
            Involvement.objects.create(child=person, kind=plan, starts=date(2020, 1, 6))
        if worker:
            Allocation.objects.create(child=person, worker=self.ruth, starts=london("2020-01-06 09:00"))
        return person


def letter(
    event: str,
    happened: str | datetime,
    *,
    report: str = "WMP/1",
    key: str = "",
    revision: int = 1,
    received: datetime | None = None,
    sender: str = POLICE,
    **body: Any,
) -> Letter:
    """A police notice; received ten minutes after it happened unless told otherwise."""
    if isinstance(happened, datetime):
        text, at = happened.isoformat(), happened
    else:
        at = london(happened)
        text = at.isoformat()
    return Letter(
        sender=sender,
        kind=KIND,
        key=key or f"{report}-{event}",
        revision=revision,
        series=report,
        body={"event": event, "happened_at": text, **body},
        received_at=received or at + timedelta(minutes=10),
    )


def arrives(some: Letter, now: datetime | None = None) -> Message:
    """One notice comes in and is taken in, as at the API."""
    message, _ = receive(some)
    intake.take_in([message], now or some.received_at)
    message.refresh_from_db()
    return message


def only_episode(child: Person) -> Episode:
    """The child's one episode."""
    return Episode.objects.get(child=child)


WENT = london("2021-08-28 22:10")
HOME = london("2021-08-29 09:30")
"""When the child of these stories went, and came home: a Saturday night, and Sunday morning."""


def refused(field: str, part: str, verb: Any, **given: Any) -> None:
    """The verb says no, names the field, and its sentence holds ``part``."""
    with pytest.raises(Refused) as no:
        verb(now=NOW, **given)
    assert (no.value.field, part in no.value.sentence) == (field, True), (no.value.field, no.value.sentence)


def due(clock: str) -> Any:
    """When one of the missing clocks falls due, or None."""
    return DueMoment.objects.filter(clock=f"missing.{clock}").values_list("due_at", flat=True).first()
