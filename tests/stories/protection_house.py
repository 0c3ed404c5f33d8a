"""What the stories of child protection share: Nadia and Paul chair conferences, Ruth is the social worker."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from righthelp.foundation.calendar import add_months
from righthelp.practice.casework.models import Attendance, Meeting
from righthelp.practice.casework.record_meetings import Asked
from righthelp.practice.people.models import Person, Relationship
from righthelp.practice.protection import record, record_decision, record_live, record_plan
from righthelp.practice.protection.models import ChildConference, ProtectionPlan
from righthelp.practice.workforce.models import Team, Worker
from tests.stories.desk_house import NOW, DeskHouse, account_of, london

FIRST = london("2021-05-04 10:00")
"""When the strategy discussion was held in most stories; the conference is on 18 May, the tenth working day."""
HELD = london("2021-05-18 10:00")
WEEK = timedelta(days=7)


class ProtectionHouse(DeskHouse):
    """Gurdeep manages Ruth and Hannah; Nadia manages the chairs, and chairs with Paul; Helen heads it all."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.teams["chairs"], _ = Team.objects.get_or_create(
            code="independent-reviewing", defaults={"name": "Child protection chairs", "service": "reviewing"}
        )
        chair = {"team": "chairs", "title": "Conference chair", "role": "reviewing_officer"}
        self.nadia = self.worker("Nadia Elmhurst", **chair)
        self.paul = self.worker("Paul Rookwood", **chair)
        self.helen = self.worker("Helen Marsh", team="east", title="Head of service", role="head_of_service")
        self.teams["chairs"].manager = self.nadia
        self.teams["chairs"].save()
        Worker.objects.filter(pk=self.paul.pk).update(manager=self.nadia)

    def brothers(self) -> tuple[Person, Person]:
        """Leo and Max Whitcombe, and their mother Dawn."""
        leo = self.child("Leo", "Whitcombe", born=date(2013, 3, 9))
        max_ = self.child("Max", "Whitcombe", born=date(2020, 11, 2))
        dawn = self.child("Dawn", "Whitcombe", born=date(1991, 6, 6), worker=False)
        for child in (leo, max_):
            Relationship.objects.create(person=child, other=dawn, kind="mother", parental_responsibility=True)
        Relationship.objects.create(person=leo, other=max_, kind="sibling")
        return leo, max_

    def asked(self, child: Person, strategy: datetime = FIRST, **more: Any) -> ChildConference:
        """Ruth asks for a conference on the day after the strategy discussion."""
        said: dict[str, Any] = {
            "why": "Injuries that nobody can explain.",
            "by": account_of(self.ruth),
            "strategy": strategy,
        }
        return record.conference_asked(child=child.pk, now=strategy + timedelta(days=1), **(said | more))

    def booked(self, *rows: ChildConference, at: datetime = HELD, now: datetime | None = None) -> Meeting:
        """Nadia books it for Paul to chair; Ruth, the school and the mother are asked."""
        asked = [
            Asked("social-care", worker=self.ruth.pk, confidential=True),
            Asked("education", name="Joan Applewhite, Sheepcote Vale Primary"),
            Asked("family", name="Dawn Whitcombe"),
        ]
        return record.conference_booked(
            conferences=[row.pk for row in rows],
            planned=at,
            where="Lancaster Circus, room 3",
            chair=self.paul.pk,
            asked=asked,
            by=account_of(self.nadia),
            now=now or at - WEEK,
        )

    def held(self, meeting: Meeting, at: datetime = HELD) -> Meeting:
        """Paul records that it was held, and what was said."""
        hour = at + timedelta(hours=2)
        record_live.conference_held(meeting=meeting.pk, at=at, by=account_of(self.paul), now=hour)
        record_live.written(
            meeting=meeting.pk,
            version=0,
            worries="Bruises on two days.",
            working_well="Dawn talks to the health visitor every week.",
            needs_to_happen="Nobody hits anybody in this home.",
            confidential="The neighbour who told us lives at number 4.",
            by=account_of(self.paul),
            now=hour,
        )
        meeting.refresh_from_db()
        return meeting

    def decided(self, row: ChildConference, outcome: str = "plan", **more: Any) -> ChildConference:
        """Paul decides for one child, two hours after the conference began."""
        row.refresh_from_db()
        assert row.held is not None
        said: dict[str, Any] = {"reason": "He was hurt, and it may happen again.", "category": ""}
        if outcome in ("plan", "continue"):
            said["category"] = "PHY"
        if outcome == "no-plan":
            said["instead"] = "need"
        if outcome == "end":
            said["ending"] = "step-down"
        core = Attendance.objects.filter(meeting=row.meeting).values_list("pk", flat=True)
        said |= {"by": account_of(self.paul), "now": row.held + timedelta(hours=2), "core": list(core)}
        return record_decision.decided(conference=row.pk, outcome=outcome, **(said | more))

    def with_plan(
        self, child: Person, strategy: datetime = FIRST, held: datetime = HELD, **more: Any
    ) -> ProtectionPlan:
        """A child with a plan, from the strategy discussion to the decision."""
        row = self.asked(child, strategy)
        self.held(self.booked(row, at=held), at=held)
        self.decided(row, **more)
        return ProtectionPlan.objects.get(conference=row)

    def core_group(self, *plans: ProtectionPlan, at: datetime) -> Meeting:
        """Ruth records a core group on the same day."""
        return record_plan.core_group_held(
            plans=[each.plan_id for each in plans],
            at=at,
            where="Sheepcote Vale Primary",
            changed="Leo sleeps in his own bed again.",
            stuck="The lock on the kitchen door is still broken.",
            next_steps="Ruth asks the landlord by Friday.",
            by=account_of(self.ruth),
            now=at + timedelta(hours=3),
        )

    def reviewed(self, plan: ProtectionPlan, at: datetime, outcome: str = "continue", **more: Any) -> ChildConference:
        """A review conference from asking to decision."""
        row = record.review_asked(
            plan=plan.plan_id, why="Due under the plan.", by=account_of(self.ruth), now=at - 2 * WEEK
        )
        self.held(self.booked(row, at=at), at=at)
        return self.decided(row, outcome, **more)


__all__ = ["FIRST", "HELD", "NOW", "WEEK", "ProtectionHouse", "account_of", "add_months", "london"]
