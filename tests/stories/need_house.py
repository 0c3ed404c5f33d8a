"""What the stories of children in need share: a safeguarding team, a disabled children's team, the team for families
without recourse to public funds, and their managers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from righthelp.practice.casework.models import Plan
from righthelp.practice.casework.record import plan_begun, plan_ended
from righthelp.practice.child_in_need import record, record_family, record_reviews
from righthelp.practice.child_in_need.models import Family, MeansDecision, NeedPlan, Review
from righthelp.practice.child_in_need.record import Facts
from righthelp.practice.child_in_need.record_family import Decided
from righthelp.practice.child_in_need.record_moves import Asking
from righthelp.practice.child_in_need.record_reviews import Reviewed
from righthelp.practice.front_door import record_referral
from righthelp.practice.front_door.models import Referral
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Allocation, Service, Team, Worker
from tests.stories.desk_house import account_of, as_application, signed_in, text_of
from tests.stories.front_door_house import NOW, FrontDoorHouse, london

TODAY = date(2021, 9, 1)


class NeedHouse(FrontDoorHouse):
    """Gurdeep manages the safeguarding team, Ruth and Hannah work in it. Paulette manages the disabled children's team,
    Leon works in it. Femi manages the team for families without recourse to public funds, Nadia works in it. Marcia is
    head of service."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for code, name, service in (
            ("disabled-children-1", "Disabled Children’s Team 1", Service.DISABILITY),
            ("nrpf", "NRPF team", Service.NO_RECOURSE),
        ):
            self.teams[code], _ = Team.objects.get_or_create(code=code, defaults={"name": name, "service": service})
        self.paulette = self.leader("Paulette Greystone", "disabled-children-1")
        self.femi = self.leader("Femi Larkwood", "nrpf")
        social = {"title": "Social worker", "role": "social_worker"}
        self.leon = self.worker("Leon Ashmead", team="disabled-children-1", **social)
        self.nadia = self.worker("Nadia Holloway", team="nrpf", **social)
        self.marcia = self.worker("Marcia Leverrose", team="east", title="Head of service", role="head_of_service")
        Worker.objects.filter(pk=self.leon.pk).update(manager=self.paulette)
        Worker.objects.filter(pk=self.nadia.pk).update(manager=self.femi)

    def facts(self, **more: Any) -> Facts:
        """A plan of the safeguarding team, agreed by the mother."""
        said: dict[str, Any] = {
            "kind": "cin",
            "starts": date(2021, 9, 1),
            "team": self.teams["east"].pk,
            "source": "assessment",
            "threshold": "Three children in two rooms, and the mother cannot do the mornings alone.",
            "agreed": "yes",
            "agreed_on": date(2021, 9, 1),
            "agreed_by": "Salma Hassan, mother",
        }
        return Facts(**(said | more))

    def plan(self, child: Person, *, by: Worker | None = None, now: datetime = NOW, **more: Any) -> Plan:
        """A child in need plan that a manager began."""
        need: NeedPlan = record.taken_on(
            child=child.pk, facts=self.facts(**more), by=account_of(by or self.gurdeep), now=now
        )
        return need.plan

    def long_plan(self, child: Person, starts: str, **more: Any) -> Plan:
        """One that began on a day in the past, recorded on that day."""
        on = date.fromisoformat(starts)
        return self.plan(child, starts=on, agreed_on=on, now=london(f"{starts} 12:00"), **more)

    def stepped_down(self, child: Person, on: str = "2021-08-20") -> Plan:
        """A child protection plan that ended with a step down."""
        by = account_of(self.gurdeep)
        begun = plan_begun(child=child.pk, kind="cp", starts=date(2021, 1, 11), by=by, now=london("2021-01-11 10:00"))
        why = "The conference decided: a child in need plan is enough."
        ends = date.fromisoformat(on)
        return plan_ended(plan=begun.pk, ends=ends, ending="step-down", why=why, by=by, now=london(f"{on} 15:00"))

    def review(self, plan: Plan, at: str, *, by: Worker | None = None, **more: Any) -> Review:
        """A review, recorded at the hour at which it was held."""
        said: dict[str, Any] = {
            "progress": "some",
            "outcomes": "Mornings are calmer; school still rings on Fridays.",
            "child_view": "“It is quieter now.”",
            "family_view": "Mum says the breakfast club helps.",
            "decision": "goes-on",
            "reason": "School attendance has to hold for a term.",
        }
        when = london(at)
        return record_reviews.reviewed(
            plan=plan.pk, at=when, said=Reviewed(**(said | more)), by=account_of(by or self.ruth), now=when
        )

    def okafors(self, *, now: datetime = NOW) -> Family:
        """Chidi and Ada Okafor and their mother Ngozi, who has no recourse to public funds."""
        self.chidi = self.child("Chidi", "Okafor", born=date(2012, 3, 2), worker=False)
        self.ada = self.child("Ada", "Okafor", born=date(2017, 11, 30), worker=False)
        self.ngozi = self.child("Ngozi", "Okafor", born=date(1985, 6, 1), worker=False)
        for child in (self.chidi, self.ada):
            Allocation.objects.create(child=child, worker=self.nadia, starts=now)
        return record_family.family_opened(
            name="Okafor",
            children=[self.chidi.pk, self.ada.pk],
            adults=[self.ngozi.pk],
            team=self.teams["nrpf"].pk,
            starts=now.date(),
            why="Evicted on Friday; a church gave them a room for the weekend.",
            by=account_of(self.nadia),
            now=now,
        )

    def destitute(self, family: Family, *, now: datetime = NOW, **more: Any) -> MeansDecision:
        """Femi decides that the family is destitute."""
        said: dict[str, Any] = {
            "outcome": "support",
            "evidence": "Three months of statements, the eviction notice, the visa letter.",
            "rationale": "No money, no right to work, nobody to stay with after Monday.",
        }
        return record_family.means_decided(
            family=family.pk, decided=Decided(**(said | more)), key=uuid4(), by=account_of(self.femi), now=now
        )

    def nrpf_facts(self, **more: Any) -> Facts:
        """A plan of the team for families without recourse to public funds."""
        return self.facts(
            kind="nrpf", team=self.teams["nrpf"].pk, source="nrpf", agreed_by="Ngozi Okafor, mother", **more
        )

    def referred_to(self, child: Person, kind: str, team: str, manager: Worker, *, now: datetime = NOW) -> Referral:
        """The front door refers a child to a team, and its manager accepts."""
        self.decided(self.told(child, now=now), kind, now=now, team=self.teams[team].pk)
        found = Referral.objects.get(child=child, closed__isnull=True)
        return record_referral.accepted(referral=found.pk, by=account_of(manager), now=now)


def day(name: str, on: date) -> dict[str, str]:
    """A day as three boxes."""
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def typed(house: NeedHouse, **more: Any) -> dict[str, Any]:
    """The form on which a child is taken on, filled in."""
    said = {
        "kind": "cin",
        "source": "step-down",
        "team": str(house.teams["east"].pk),
        "threshold": "The bruises have not come back; the mornings still go wrong.",
        "agreed": "yes",
        "agreed_by": "Salma Hassan, mother",
        "weeks": "26",
    }
    return said | day("starts", TODAY) | day("agreed_on", TODAY) | more


def asking(house: NeedHouse, **more: Any) -> Asking:
    """Ruth asks for a conference."""
    said: dict[str, Any] = {
        "to": "conference",
        "level": "complex",
        "why": "Two new bruises, and the mother’s partner is back.",
        "family": "no",
        "family_words": "“You are making it up.”",
        "team": house.teams["asti-east-1"].pk,
    }
    return Asking(**(said | more))


__all__ = [
    "NOW",
    "TODAY",
    "NeedHouse",
    "account_of",
    "as_application",
    "asking",
    "day",
    "london",
    "signed_in",
    "text_of",
    "typed",
]
