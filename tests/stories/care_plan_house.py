"""What the stories of care plans share: plans written and agreed, permanence, challenges, contact."""

from __future__ import annotations

from datetime import date
from typing import Any

from righthelp.practice.care.models import InCare
from righthelp.practice.care_plan import record, record_challenge, record_family, record_permanence
from righthelp.practice.care_plan.codes import SECTIONS, TEXTS
from righthelp.practice.care_plan.models import Arrangement, CarePlan, Challenge, Permanence, Refusal
from righthelp.practice.care_plan.record_family import Arranging
from righthelp.practice.people.models import Person
from tests.stories.care_house import CareHouse, account_of


class CarePlanHouse(CareHouse):
    """Ruth writes, Gurdeep agrees and decides, Colin reviews and challenges; Hilary is head of service."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.hilary = self.worker("Hilary Osterley", title="Head of service", role="head_of_service")

    def begins(self, care: InCare, on: str) -> CarePlan:
        """Ruth begins a version."""
        return record.plan_begun(care=care.pk, by=account_of(self.ruth), now=self.evening(on))

    def writes(self, plan: CarePlan, on: str, **said: str) -> CarePlan:
        """Ruth writes every section that is empty, and those given."""
        row = CarePlan.objects.get(pk=plan.pk)
        words = {name: getattr(row, name) or f"About: {title.lower()}." for name, title, _ in SECTIONS}
        return record.plan_written(plan=plan.pk, said=words | said, by=account_of(self.ruth), now=self.evening(on))

    def offers(self, plan: CarePlan, on: str) -> CarePlan:
        """Ruth asks for agreement."""
        return record.plan_offered(plan=plan.pk, by=account_of(self.ruth), now=self.evening(on))

    def agrees(self, plan: CarePlan, on: str) -> CarePlan:
        """Gurdeep agrees."""
        return record.plan_agreed(plan=plan.pk, by=account_of(self.gurdeep), now=self.evening(on))

    def plan(self, care: InCare, on: str, **said: str) -> CarePlan:
        """A version begun, written, offered and agreed on one day."""
        made = self.begins(care, on)
        self.writes(made, on, **said)
        self.offers(made, on)
        return self.agrees(made, on)

    def decides(self, care: InCare, on: str, kind: str, parallel: str = "", **options: str) -> Permanence:
        """Gurdeep decides on permanence; the options that are not given are: return home."""
        weighed = {"return": "Their mother cannot keep them safe."} | {kind: "It is right for them."}
        if parallel:
            weighed[parallel] = "If the first cannot be."
        return record_permanence.permanence_decided(
            care=care.pk, decided=date.fromisoformat(on), kind=kind, parallel=parallel, reasons="They need it to last.",
            options=weighed | options, by=account_of(self.gurdeep), now=self.evening(on),
        )  # fmt: skip

    def challenges(self, care: InCare, on: str, level: str = "0", **more: Any) -> Challenge:
        """Colin challenges."""
        said = {"issue": "drift", "what": "Nothing has moved since the review.", "wanted": "A decision by Friday."}
        return record_challenge.challenged(
            care=care.pk,
            level=level,
            to=self.gurdeep.pk,
            by=account_of(self.colin),
            now=self.evening(on),
            **said | more,
        )

    def arranges(self, child: Person, on: str, **more: Any) -> Arrangement:
        """Contact with the mother, supervised."""
        said = {
            "who": "Dawn, their mother", "way": "watched", "how_often": "Every Saturday, two hours", "ground": "agreed",
            "supervised_by": "Family centre",
        }  # fmt: skip
        return record_family.arranged(
            child=child.pk, what=Arranging(**said | more), starts=date.fromisoformat(on), by=account_of(self.ruth),
            now=self.evening(on),
        )  # fmt: skip

    def refuses(
        self, arrangement: Arrangement, starts: str, ends: str | None, basis: str = "urgent", **more: Any
    ) -> Refusal:
        """Gurdeep refuses contact from a day to a day."""
        return record_family.contact_refused(
            arrangement=arrangement.pk, basis=basis, starts=date.fromisoformat(starts),
            ends=date.fromisoformat(ends) if ends else None, why="She came drunk and frightened them.",
            by=account_of(self.gurdeep), now=self.evening(starts), **more,
        )  # fmt: skip


__all__ = ["TEXTS", "CarePlanHouse"]
