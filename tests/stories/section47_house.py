"""What the stories of strategy discussions share: managers of the assessment service, a worker, police, health."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from righthelp.practice.casework import record_visits
from righthelp.practice.casework.models import Visit
from righthelp.practice.casework.record_visits import Seen
from righthelp.practice.front_door import record_referral
from righthelp.practice.front_door.models import Referral
from righthelp.practice.people.models import Person
from righthelp.practice.section47 import record, record_decision, record_enquiry
from righthelp.practice.section47.models import Concerned, Discussion, Enquiry
from righthelp.practice.section47.record import Asked, Part
from righthelp.practice.section47.record_decision import Choice
from righthelp.practice.workforce.models import Allocation, Worker
from tests.stories.desk_house import NOW, account_of, london
from tests.stories.front_door_house import FrontDoorHouse

HOUR = timedelta(hours=1)
POLICE = Asked(agency="police", name="DS Moss, child abuse team")
HEALTH = Asked(agency="health", name="Sister Bell, named nurse")
SCHOOL = Asked(agency="education", name="Joan Applewhite, safeguarding lead")


class Section47House(FrontDoorHouse):
    """Iqbal manages ASTI East 1 and chairs; Petra, head of service, reads findings; Nadia is a social worker there."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.nadia = self.worker("Nadia Fernhill", team="asti-east-1", title="Social worker", role="social_worker")
        Worker.objects.filter(pk=self.nadia.pk).update(manager=self.iqbal)
        self.petra = self.worker("Petra Lindqvist", team="asti-east-1", title="Head of service", role="head_of_service")
        self.sam = self.worker("Sam Orchard", team="asti-east-1", title="Team manager", role="team_manager")

    def known(self, forename: str, surname: str, *, born: date = date(2012, 3, 4)) -> Person:
        """A child whom Nadia works with."""
        child = self.child(forename, surname, born=born, worker=False)
        Allocation.objects.create(child=child, worker=self.nadia, starts=NOW - timedelta(days=3))
        return child

    def asked(
        self, *children: Person, at: datetime = NOW - HOUR, by: Worker | None = None, now: datetime = NOW, **more: Any
    ) -> Discussion:
        """Nadia asks for a discussion with the police, a nurse and the school."""
        said: dict[str, Any] = {
            "children": [each.pk for each in children],
            "asked": at,
            "concern": "A bruise like a hand on her cheek. She says that Dad did it.",
            "harm": "PHY",
            "planned": at + HOUR,
            "chair": self.iqbal.pk,
            "referrer": "education",
            "invited": [POLICE, HEALTH, SCHOOL],
        }
        return record.asked_for(by=account_of(by or self.nadia), now=now, **(said | more))

    def held(
        self, found: Discussion, *, at: datetime = NOW, now: datetime = NOW, without: tuple[str, ...] = (), **more: Any
    ) -> Discussion:
        """Iqbal records that it was held, and what the police and the nurse said."""
        parts = {
            each.pk: Part("apologies" if each.agency in without else "yes", f"What {each.agency} knows.")
            for each in found.meeting.attendances.all()
        }
        said: dict[str, Any] = {"at": at, "chair": self.iqbal.pk, "parts": parts}
        return record.took_part(discussion=found.pk, by=account_of(self.iqbal), now=now, **(said | more))

    def choice(self, decision: str = "joint", **more: Any) -> Choice:
        """What is decided, filled in as it must be."""
        said: dict[str, Any] = {
            "decision": decision,
            "why": "The mark, and what she says.",
            "safety": "She sleeps at her aunt’s; Dad has left the house.",
            "worker": self.nadia.pk,
        }
        if decision == "joint":
            said |= {"joint_visit": True, "joint_why": "She will be asked once.", "joint_by": date(2021, 9, 2)}
        return Choice(**(said | more))

    def settled(self, found: Discussion, *choices: Choice, now: datetime = NOW) -> list[Concerned]:
        """Iqbal decides for the children in order; the last choice is for the rest."""
        rows = list(found.children.order_by("pk"))
        given = {row.pk: choices[min(place, len(choices) - 1)] for place, row in enumerate(rows)}
        return record_decision.decided(discussion=found.pk, choices=given, by=account_of(self.iqbal), now=now)

    def decided_at_the_door(self, child: Person) -> None:
        """The front door refers a child to Iqbal's team, which accepts it."""
        self.decided(self.told(child), "referral")
        row = Referral.objects.get(child=child)
        record_referral.accepted(referral=row.pk, by=account_of(self.iqbal), now=NOW)

    def enquiry(self, child: Person, **more: Any) -> Enquiry:
        """An enquiry about a child, from its discussion on."""
        found = self.held(self.asked(child))
        self.settled(found, self.choice(**more))
        return Enquiry.objects.get(child=child, withdrawn__isnull=True, authorised__isnull=True)

    def visit(self, child: Person, at: datetime, *, seen: bool = True, alone: bool = True) -> Visit:
        """Nadia goes to see the child."""
        one = Seen(child=child.pk, seen=seen, alone=alone, why_not="" if alone else "Her mother would not leave.")
        return record_visits.visited(
            at=at,
            where="home",
            purpose="Section 47 enquiry",
            note="She drew her family.",
            children=[one],
            by=account_of(self.nadia),
            now=at,
        )

    def found(self, enquiry: Enquiry, *, now: datetime, by: Worker | None = None, **more: Any) -> Enquiry:
        """Nadia finishes the enquiry."""
        enquiry.refresh_from_db()
        said: dict[str, Any] = {
            "outcome": "risk",
            "findings": "She says it happens every week.",
            "next_step": "conference",
            "version": enquiry.version,
        }
        return record_enquiry.found(enquiry=enquiry.pk, by=account_of(by or self.nadia), now=now, **(said | more))

    def authorised(self, enquiry: Enquiry, *, now: datetime, by: Worker | None = None) -> Enquiry:
        """Iqbal authorises it."""
        return record_enquiry.authorised(
            enquiry=enquiry.pk, why="I have read it and agree.", by=account_of(by or self.iqbal), now=now
        )


def moment(name: str, value: datetime) -> dict[str, str]:
    """The boxes of a moment in British summer time."""
    here = value + HOUR
    return {
        f"{name}_day": str(here.day),
        f"{name}_month": str(here.month),
        f"{name}_year": str(here.year),
        f"{name}_time": here.strftime("%H:%M"),
    }


def day(name: str, value: date) -> dict[str, str]:
    """The boxes of a day."""
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def page(name: str, *args: object) -> str:
    """The address of a page of this room."""
    return reverse(f"section47:{name}", args=args)


__all__ = [
    "HEALTH",
    "HOUR",
    "NOW",
    "POLICE",
    "SCHOOL",
    "Section47House",
    "account_of",
    "day",
    "london",
    "moment",
    "page",
]
