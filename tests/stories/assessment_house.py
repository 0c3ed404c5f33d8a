"""What the stories of assessment share: the assessment team East 1, its referrals, families, and a whole text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from righthelp.practice.assessment import record, record_steps, record_text
from righthelp.practice.assessment.models import Assessment
from righthelp.practice.assessment.prompts import NEEDED
from righthelp.practice.casework import record_visits
from righthelp.practice.casework.record_visits import Seen
from righthelp.practice.front_door import record_referral
from righthelp.practice.front_door.models import Referral
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Allocation, Service, Team, Worker
from tests.stories.front_door_house import NOW, FrontDoorHouse, account_of, london

__all__ = ["DAY", "HOUR", "NOW", "AssessmentHouse", "account_of", "london"]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SAID = {
    "why": "School told us that Amira came without a coat all winter.",
    "day": "She wakes her brother and makes breakfast if there is milk.",
    "words": "“I like Fridays, Nan makes rice.”",
    "strengths": "Nan has them every Friday.",
    "worries": "Three nights alone this term.",
    "analysis": "The harm is in the nights, not in how she is loved.",
    "change": "Somebody grown-up sleeps at home every night.",
    "recommendation": "A child in need plan for three months.",
}


class AssessmentHouse(FrontDoorHouse):
    """Meena and Paul are social workers of ASTI East 1, which Iqbal manages; Sylvia manages ASTI South 1; Helen is
    head of service."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.teams["asti-south-1"], _ = Team.objects.get_or_create(
            code="asti-south-1", defaults={"name": "ASTI South 1", "service": Service.ASSESSMENT, "area": "south"}
        )
        Team.objects.filter(code="asti-east-1").update(area="east")
        self.teams["asti-east-1"].refresh_from_db()
        social_worker = {"title": "Social worker", "role": "social_worker"}
        self.meena = self.worker("Meena Larkhill", team="asti-east-1", **social_worker)
        self.paul = self.worker("Paul Fernhough", team="asti-east-1", **social_worker)
        self.sylvia = self.leader("Sylvia Marchbank", "asti-south-1")
        self.helen = self.worker("Helen Ashgrove", team="asti-south-1", title="Head of service", role="head_of_service")

    def referred(
        self, *children: Person, now: datetime = NOW, worker: Worker | None = None, accepted: bool = True
    ) -> list[Referral]:
        """The front door refers some children to ASTI East 1; Iqbal accepts and allocates them to Meena."""
        words = f"Hungry and without a coat, {now:%d %B}: {len(Referral.objects.all())} before."
        self.decided(self.told(*children, now=now, words=words), "referral", now=now)
        made = list(Referral.objects.filter(child__in=children, closed__isnull=True).order_by("child_id"))
        for each in made if accepted else ():
            record_referral.accepted(referral=each.pk, by=account_of(self.iqbal), now=now)
            Allocation.objects.create(child_id=each.child_id, worker=worker or self.meena, starts=now)
        return made

    def begun(self, *children: Person, now: datetime = NOW, by: Worker | None = None) -> list[Assessment]:
        """Meena begins the assessment of some children together."""
        who = by or self.meena
        return record.begun(children=[each.pk for each in children], worker=who.pk, by=account_of(who), now=now)

    def assessing(self, *children: Person, now: datetime = NOW) -> list[Assessment]:
        """Referred, accepted, allocated and begun."""
        self.referred(*children, now=now)
        return self.begun(*children, now=now)

    def visited(self, *children: Person, now: datetime = NOW, alone: bool = True) -> None:
        """Meena sees the children at home."""
        record_visits.visited(
            at=now,
            where="home",
            purpose="To see how they live",
            note="Both at home, the flat was warm.",
            children=[
                Seen(
                    each.pk,
                    seen=True,
                    alone=alone,
                    why_not="" if alone else "She held on to me.",
                    words="“Nan is nice.”",
                )
                for each in children
            ],
            by=account_of(self.meena),
            now=now,
        )

    def wrote(self, row: Assessment, *, now: datetime = NOW, by: Worker | None = None, **sections: str) -> None:
        """Everything needed is written for one child, but for what ``sections`` says otherwise."""
        assert {each.key for each in NEEDED} == set(SAID)
        for key, text in (SAID | sections).items():
            record_text.written(
                assessment=row.pk, key=key, own=text, own_seen=0, by=account_of(by or self.meena), now=now
            )
        record_text.factors_found(assessments=[row.pk], factors=["16A", "3B"], by=account_of(self.meena), now=now)

    def submitted(self, *rows: Assessment, now: datetime = NOW, advised: str = "cin", **more: Any) -> list[Assessment]:
        """Meena sends them to Iqbal."""
        return record_steps.submitted(
            assessments=[row.pk for row in rows],
            advised=advised,
            advised_level="complex",
            by=account_of(self.meena),
            now=now,
            **more,
        )

    def authorised(
        self, *rows: Assessment, now: datetime = NOW, outcome: str = "cin", by: Worker | None = None, **more: Any
    ) -> list[Assessment]:
        """Iqbal authorises, all five standards met."""
        said: dict[str, Any] = {"standards": all_met(now), "decision": "I agree: the nights have to change."}
        return record_steps.authorised(
            assessments=[row.pk for row in rows],
            outcome=outcome,
            level="complex",
            by=account_of(by or self.iqbal),
            now=now,
            **(said | more),
        )

    def whole(self, *children: Person, now: datetime = NOW, outcome: str = "cin") -> list[Assessment]:
        """From the referral to the authorisation, some days apart."""
        rows = self.assessing(*children, now=now)
        self.visited(*children, now=now + DAY)
        for row in rows:
            self.wrote(row, now=now + 2 * DAY)
        self.submitted(*rows, now=now + 3 * DAY, advised=outcome)
        return self.authorised(*rows, now=now + 4 * DAY, outcome=outcome)


def all_met(now: datetime) -> dict[int, tuple[str, str]]:
    """Every practice standard, met."""
    return {each.pk: ("yes", "") for each in record_steps.standards_on(now)}


def standards_form(now: datetime) -> dict[str, str]:
    """The same as a form sends it."""
    return {f"standard_{pk}": met for pk, (met, _) in all_met(now).items()}


def fresh(rows: Sequence[Assessment]) -> list[Assessment]:
    """The rows as they stand now."""
    return list(Assessment.objects.filter(pk__in=[row.pk for row in rows]).order_by("child_id"))
