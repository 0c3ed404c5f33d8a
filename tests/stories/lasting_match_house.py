"""What the stories of long-term fostering share: a plan for permanence, a family considered, a match, panel."""

from __future__ import annotations

from datetime import date
from typing import Any

from righthelp.practice.care.models import Home, InCare, Stay
from righthelp.practice.care_plan.record_permanence import permanence_decided
from righthelp.practice.fostering import record_lasting, record_panel
from righthelp.practice.fostering.codes_lasting import PROFILE
from righthelp.practice.fostering.models import Item
from righthelp.practice.fostering.models_lasting import Family, Finding, LongTerm
from righthelp.practice.matching import record_placed
from righthelp.practice.matching.codes_placed import TEXTS
from righthelp.practice.people.models import Person
from tests.stories.care_house import account_of
from tests.stories.fostering_house import FosterHouse


class LastingHouse(FosterHouse):
    """Ivy Brand, nine, lives with the Osgoods since January; in June long-term fostering becomes her plan."""

    def ivy(self, home: Home | None = None) -> tuple[Person, InCare]:
        """Ivy in care, with her plan."""
        return self.planned(self.child("Ivy", "Brand", born=date(2011, 11, 2)), home or self.osgoods)

    def planned(self, child: Person, home: Home, place: str = "U6") -> tuple[Person, InCare]:
        """A child in care whose plan is long-term fostering."""
        care = self.into_care(child, "2021-01-11", home, law="C2", place=place)
        self.decides_on(care, "fostering", "2021-06-01")
        return child, care

    def decides_on(self, care: InCare, kind: str, on: str) -> None:
        """A plan for permanence."""
        permanence_decided(
            care=care.pk, decided=date.fromisoformat(on), kind=kind, parallel="", reasons="She needs it to last.",
            options={"fostering": "She is at home here.", "return": "Not safe.", "adoption": "With her brother."},
            by=account_of(self.gurdeep), now=self.evening(on),
        )  # fmt: skip

    def agreed(self, home: Home | None = None) -> tuple[Person, InCare, LongTerm]:
        """Ivy is matched, and the decision maker has said yes."""
        ivy, care = self.ivy(home)
        self.plan_of(Stay.objects.get(care=care))
        match = self.matches(self.considers(self.looks(care), home or self.osgoods))
        self.says_yes(self.before_panel(match))
        return ivy, care, match

    def plan_of(self, stay: Stay) -> None:
        """The placement plan is agreed."""
        given: dict[str, Any] = {"by": account_of(self.ruth), "now": self.evening("2021-06-10")}
        plan = record_placed.plan_begun(stay=stay.pk, **given)
        words = {name: f"As we agreed: {name}." for name in TEXTS}
        record_placed.plan_written(plan=plan.pk, said=words, **given)
        record_placed.plan_agreed(plan=plan.pk, on=date(2021, 6, 10), carer="Bea Osgood", child_said="Good.", **given)

    def looks(self, care: InCare, **said: str) -> Finding:
        """Ruth begins the profile and writes it."""
        row = record_lasting.finding_begun(care=care.pk, by=account_of(self.ruth), now=self.evening("2021-06-14"))
        words = {name: f"About: {title.lower()}." for name, title, _ in PROFILE}
        return record_lasting.profile_written(
            finding=row.pk, said=words | said, finder=self.precious.pk, by=account_of(self.ruth),
            now=self.evening("2021-06-14"),
        )  # fmt: skip

    def considers(self, row: Finding, home: Home, heard: str = "yes", on: str = "2021-06-21") -> Family:
        """A family is considered, and answers on the same day."""
        family: Family = self.did(
            record_lasting.family_considered, on, by=self.ruth, finding=row.pk, home=home.pk, why="She laughs there."
        )
        self.did(record_lasting.family_heard, on, by=self.ruth, family=family.pk, heard=heard, why="They talked long.")
        return family

    def matches(self, family: Family, on: str = "2021-07-01") -> LongTerm:
        """Everybody was asked."""
        made: LongTerm = self.did(
            record_lasting.matched, on, by=self.ruth, family=family.pk, child_says="I am staying.",
            parents_say="If not with me, then there.", carers_agreed=date.fromisoformat(on), carers_say="She is ours.",
            support="Precious each month; a weekend when it is hard.", delegated="As in the placement plan.",
        )  # fmt: skip
        return made

    def before_panel(self, match: LongTerm, on: str = "2021-07-13", advice: str = "yes") -> Item:
        """Panel meets, and recommends."""
        lorna, now = account_of(self.lorna), self.evening(on)
        meeting = record_panel.meeting_called(on=date.fromisoformat(on), by=lorna, now=now)
        record_panel.sat(meeting=meeting.pk, members=[each.pk for each in self.panel], by=lorna, now=now)
        row = record_lasting.brought_to_panel(
            match=match.pk, meeting=meeting.pk, asks="To match them.", by=lorna, now=now
        )
        return record_panel.recommended(
            item=row.item_id or 0, advice=advice, votes_for=5, votes_against=0, reasons="They love her.", by=lorna,
            now=now,
        )  # fmt: skip

    def says_yes(self, item: Item, on: str = "2021-07-20") -> None:
        """Helen decides."""
        self.did(record_panel.decided, on, by=self.helen, item=item.pk, decision="yes", why="As panel says.")

    def lasts(self, match: LongTerm, on: str = "2021-07-22") -> LongTerm:
        """It begins, and everybody was told."""
        day = date.fromisoformat(on)
        return record_lasting.long_term_begun(
            match=match.pk, starts=day, child_told=day, parents_told=day, carers_told=day, not_told="",
            by=account_of(self.ruth), now=self.evening(on),
        )  # fmt: skip


__all__ = ["LastingHouse"]
