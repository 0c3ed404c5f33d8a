"""What the stories of leaving care share: young people with a past in care, their adviser, what is recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

from righthelp.practice.leaving_care import record, record_life
from righthelp.practice.leaving_care.codes import SECTIONS
from righthelp.practice.leaving_care.models import Activity, Contact, Lodging, PathwayPlan, Support
from righthelp.practice.people.models import Person
from tests.stories.care_house import CareHouse, account_of


class LeavingHouse(CareHouse):
    """Ruth is the personal adviser of whoever she takes on; it is 1 September 2021."""

    def grew_up(self, forename: str, surname: str, born: date, came: str, left: str = "", why: str = "E5") -> Person:
        """Somebody who came into care on a day, to the Osgoods or the next home with a place, and perhaps left."""
        person = self.child(forename, surname, born=born)
        care = self.into_care(
            person, came, self.opens(f"Home of {forename}", line=f"1 {forename} Road", starts=date(2012, 1, 2))
        )
        if left:
            self.leaves(care, left, why)
        return person

    def helps(self, person: Person, on: str, channel: str = "whatsapp") -> Support:
        """Ruth begins to help."""
        return record.taken_on(
            child=person.pk, adviser=self.ruth.pk, channel=channel, starts=date.fromisoformat(on),
            by=account_of(self.ruth), now=self.evening(on),
        )  # fmt: skip

    def touch(self, person: Person, on: str, status: str = "YES", note: str = "We spoke.") -> Contact:
        """In touch on a day, or not."""
        return record_life.contacted(
            child=person.pk, on=date.fromisoformat(on), status=status, channel="whatsapp" if status == "YES" else "",
            note=note, by=account_of(self.ruth), now=self.evening(on),
        )  # fmt: skip

    def does(self, person: Person, doing: str, on: str, **more: Any) -> Activity:
        """From a day on."""
        return record_life.began_doing(
            child=person.pk, doing=doing, starts=date.fromisoformat(on), by=account_of(self.ruth),
            now=self.evening(on), **more,
        )  # fmt: skip

    def lives(self, person: Person, kind: str, on: str, *, suits: bool = True, **more: Any) -> Lodging:
        """From a day on."""
        return record_life.moved_in(
            child=person.pk, kind=kind, suits=suits, starts=date.fromisoformat(on), by=account_of(self.ruth),
            now=self.evening(on), **more,
        )  # fmt: skip

    def plans(self, person: Person, on: str, **said: str) -> PathwayPlan:
        """A version of the pathway plan."""
        words = {name: f"My {title.lower()}." for name, title, _ in SECTIONS}
        return record.planned(
            child=person.pk, made=date.fromisoformat(on), said=words | said, by=account_of(self.ruth),
            now=self.evening(on),
        )  # fmt: skip


__all__ = ["LeavingHouse"]
