"""What the stories of MASH share: Nadia and Tom do MASH work, which Priya manages; partners sit with them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from righthelp.practice.front_door.models import Referral
from righthelp.practice.mash import record, record_checks, record_decision, record_roster
from righthelp.practice.mash.models import Check, Enquiry, Partner, Work
from righthelp.practice.mash.protocols import BY_AGENCY
from righthelp.practice.mash.record import Basis
from righthelp.practice.people.models import Person, Relationship
from righthelp.practice.workforce.models import Service, Team, Worker
from tests.stories.front_door_house import NOW, FrontDoorHouse, account_of, london

WEEKDAYS = ("0", "1", "2", "3", "4")
HARM = Basis("not-asked", "task", "harm", "The father would learn that the police were called.")


class MashHouse(FrontDoorHouse):
    """A MASH beside the front door. NOW is Wednesday 1 September 2021, noon."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.teams["mash"] = Team.objects.create(code="mash", name="MASH", service=Service.FRONT_DOOR)
        self.priya = self.leader("Priya Ashgrove", "mash")
        self.nadia = self.worker("Nadia Fernlea", team="mash", title="Social worker", role="front_door_officer")
        self.tom = self.worker("Tom Brindle", team="mash", title="Social worker", role="front_door_officer")
        head = {"title": "Head of service", "role": "head_of_service"}
        self.helen = self.worker("Helen Marlowe", team="mash", **head)

    def partner(self, name: str, agency: str, *, days: str = "01234", here: bool = True, **more: Any) -> Partner:
        """A partner who is in from nine to five on these weekdays."""
        said: dict[str, Any] = {
            "organisation": "West Midlands Police" if agency == "police" else "The agency",
            "reached_at": "0121 496 0101",
            "starts": date(2021, 1, 4),
            "week": {day: (time(9), time(17), here) for day in days},
        }
        return record_roster.partner_added(
            name=name, agency=agency, by=account_of(self.priya), now=NOW, **(said | more)
        )

    def brothers(self) -> tuple[Person, Person]:
        """Leon and Marcus Teal, referred to MASH on a police report."""
        leon = self.child("Leon", "Teal", born=date(2013, 3, 2), worker=False)
        marcus = self.child("Marcus", "Teal", born=date(2016, 7, 19), worker=False)
        mother = self.child("Gina", "Teal", born=date(1990, 1, 5), worker=False)
        for child in (leon, marcus):
            Relationship.objects.create(person=child, other=mother, kind="mother", parental_responsibility=True)
        return leon, marcus

    def referred(self, *children: Person, now: datetime = NOW, **more: Any) -> list[Referral]:
        """Told by the police and decided by Moira: partners are asked what they know."""
        said: dict[str, Any] = {
            "source": "6",
            "organisation": None,
            "organisation_words": "West Midlands Police",
            "why": "domestic",
            "words": "Called to the address at 2am; the boys were on the stairs.",
            "consent": "not-asked",
            "without": "harm",
            "without_why": "The father may be listening.",
        }
        call = self.told(*children, now=now, **(said | more))
        self.decided(call, "mash", now=now, team=self.teams["mash"].pk)
        return list(Referral.objects.filter(contact__call=call).order_by("pk"))

    def begun(self, *referrals: Referral, now: datetime = NOW, by: Worker | None = None, **more: Any) -> Work:
        """Nadia begins on it: amber, unless said otherwise."""
        said: dict[str, Any] = {
            "rating": "amber",
            "rationale": "The second call to the address in a month.",
            "factors": ["domestic"],
            "basis": HARM,
        }
        numbers = [each.pk for each in referrals]
        return record.begun(referrals=numbers, by=account_of(by or self.nadia), now=now, **(said | more))

    def enquiry(self, child: Person) -> Enquiry:
        """The child's enquiry."""
        return Enquiry.objects.filter(child=child, stopped__isnull=True).latest("begun")

    def asked(
        self, work: Work, *agencies: str, now: datetime = NOW, by: Worker | None = None, **more: Any
    ) -> list[Check]:
        """Nadia asks some agencies about all children of the work."""
        return record_checks.asked(
            enquiries=list(work.enquiries.values_list("pk", flat=True)),
            questions={agency: BY_AGENCY[agency].question for agency in agencies},
            told="Police were called to the home in the night; two boys live there.",
            by=account_of(by or self.nadia),
            now=now,
            **more,
        )

    def answered(
        self, checks: list[Check], agency: str, *, now: datetime = NOW, by: Worker | None = None, **more: Any
    ) -> list[Check]:
        """An agency answers about all the children it was asked about."""
        said: dict[str, Any] = {"result": "known", "answer": "Two calls since June.", "given_by": "PC Ahmed"}
        numbers = [each.pk for each in checks if each.agency == agency]
        return record_checks.answered(checks=numbers, by=account_of(by or self.nadia), now=now, **(said | more))

    def concluded(self, work: Work, decision: str = "strategy", *, now: datetime = NOW, **more: Any) -> list[Enquiry]:
        """Priya decides on all of it."""
        said: dict[str, Any] = {"level": "complex", "reason": "Harm is likely, and the boys saw it.", "by": self.priya}
        said |= more
        by = account_of(said.pop("by"))
        numbers = list(work.enquiries.values_list("pk", flat=True))
        return record_decision.decided(enquiries=numbers, decision=decision, by=by, now=now, **said)


__all__ = ["HARM", "NOW", "MashHouse", "account_of", "london"]
