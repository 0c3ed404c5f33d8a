"""What the stories of the front door share: CASS by day, emergency duty by night, the team that referrals go to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from righthelp.practice.front_door import record, record_decision
from righthelp.practice.front_door.models import Call, Contact
from righthelp.practice.front_door.record import About
from righthelp.practice.people.models import Organisation, Person, Relationship
from righthelp.practice.workforce.models import Rota, Service, Team, Worker
from tests.stories.desk_house import NOW, DeskHouse, account_of, london


class FrontDoorHouse(DeskHouse):
    """Karen and Dev answer the telephone at CASS, which Moira manages; Lorna is on emergency duty; Iqbal manages the
    assessment team."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for code, name, service in (
            ("cass", "CASS, the front door", Service.FRONT_DOOR),
            ("emergency-duty", "Emergency Duty Team", Service.EMERGENCY_DUTY),
            ("asti-east-1", "ASTI East 1", Service.ASSESSMENT),
        ):
            self.teams[code], _ = Team.objects.get_or_create(code=code, defaults={"name": name, "service": service})
        Worker.objects.filter(pk=self.karen.pk).update(team=self.teams["cass"])
        self.karen.refresh_from_db()
        officer = {"title": "Referral and advice officer", "role": "front_door_officer"}
        self.dev = self.worker("Dev Parmenter", team="cass", **officer)
        self.moira = self.leader("Moira Castledine", "cass")
        self.iqbal = self.leader("Iqbal Thornwood", "asti-east-1")
        night = {"title": "Social worker", "role": "emergency_duty"}
        self.lorna = self.worker("Lorna Birchway", team="emergency-duty", **night)
        self.rota = Rota.objects.create(
            code="emergency-duty", name="Emergency duty team", team=self.teams["emergency-duty"], hours="out-of-hours"
        )
        self.school = Organisation.objects.create(kind="school", name="Sheepcote Vale Primary", locality="Ladywood")

    def leader(self, name: str, team: str) -> Worker:
        """The manager of a team."""
        made = self.worker(name, team=team, title="Team manager", role="team_manager")
        self.teams[team].manager = made
        self.teams[team].save()
        return made

    def family(self) -> tuple[Person, Person, Person]:
        """Amira and Yusuf Hassan and their mother Salma."""
        amira = self.child("Amira", "Hassan", worker=False)
        yusuf = self.child("Yusuf", "Hassan", born=date(2012, 2, 9), worker=False)
        salma = self.child("Salma", "Hassan", born=date(1984, 3, 3), worker=False)
        for child in (amira, yusuf):
            Relationship.objects.create(person=child, other=salma, kind="mother", parental_responsibility=True)
        Relationship.objects.create(person=amira, other=yusuf, kind="sibling")
        return amira, yusuf, salma

    def told(self, *children: Person, now: datetime = NOW, by: Worker | None = None, **more: Any) -> Call:
        """The school tells Karen about some children."""
        said: dict[str, Any] = {
            "received": now,
            "channel": "phone",
            "source": "2A",
            "organisation": self.school.pk,
            "caller": "Joan Applewhite",
            "caller_role": "Designated safeguarding lead",
            "reached_at": "0121 496 0000",
            "why": "neglect",
            "words": "Hungry on three days this week, and the coat is too small.",
            "consent": "given",
            "children": [About(child=each.pk) for each in children],
        }
        return record.told(by=account_of(by or self.karen), now=now, **(said | more))

    def decided(
        self, call: Call, outcome: str, *, now: datetime = NOW, by: Worker | None = None, **more: Any
    ) -> list[Contact]:
        """Moira decides on all of it."""
        said: dict[str, Any] = {
            "level": "complex",
            "rationale": "Three contacts in a term, and the mother is ill.",
            "team": self.teams["asti-east-1"].pk,
            "advice": "",
        }
        return record_decision.decided(
            contacts=[each.pk for each in call.contacts.all()],
            outcome=outcome,
            by=account_of(by or self.moira),
            now=now,
            **(said | more),
        )


__all__ = ["NOW", "FrontDoorHouse", "account_of", "london"]
