"""What the stories of leaving care share: young people with a past in care, their adviser, what is recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

from righthelp.practice.leaving_care import record, record_homes, record_life, record_offer, record_way
from righthelp.practice.leaving_care.codes import SECTIONS
from righthelp.practice.leaving_care.models import Activity, Contact, Entitlement, Lodging, PathwayPlan, Support
from righthelp.practice.people.models import Person
from tests.stories.care_house import NOW, CareHouse, account_of


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


def left_care(house: LeavingHouse) -> dict[str, int]:
    """Amina, something on each of her pages, and a boy of 17 without a home: the numbers of what is to be looked at."""
    by, manager, now = account_of(house.ruth), account_of(house.gurdeep), NOW
    amina = house.grew_up("Amina", "Warsame", date(2001, 9, 20), "2016-01-08", "2019-09-20")
    house.helps(amina, "2021-02-01")
    house.touch(amina, "2021-08-02")
    house.does(amina, "G5", "2021-02-01")
    house.lives(amina, "U", "2021-02-01")
    plan = house.plans(amina, "2021-03-15")
    said: dict[str, Any] = {"child": amina.pk, "by": by, "now": now}
    record_offer.offer_begun(starts=date(2021, 1, 1), by=manager, now=now)
    lessons = Entitlement.objects.get(name="Driving lessons")
    claim = record_offer.asked(entitlement=lessons.pk, on=date(2021, 8, 2), **said)
    record_offer.answered(claim=claim.pk, on=date(2021, 8, 3), granted=True, pence=30_000, by=manager, now=now)
    record_offer.used(claim=claim.pk, on=date(2021, 8, 9), what="Six lessons", pence=20_000, by=by, now=now)
    waits = record_offer.asked(entitlement=lessons.pk, on=date(2021, 8, 30), **said)
    record_offer.tax_charged(council="Solihull", starts=date(2021, 3, 1), pence=110_000, **said)
    asked = record_homes.housing_asked(on=date(2021, 3, 1), band="1", wants="Near the tram.", **said)
    record_homes.home_offered(
        application=asked.pk, kind="support", provider="St Basils", place="Edmonds Court", on=date(2021, 8, 9), by=by,
        now=now,
    )  # fmt: skip
    record_homes.home_at_risk(kind="arrears", since=date(2021, 8, 2), pence=64_000, doing="Ten pounds a week.", **said)
    record_way.chance_offered(kind="taste", where="A bakery", on=date(2021, 8, 23), **said)
    record_way.helped_beside(kind="mentor", who="Saturdays", about="Football.", starts=date(2021, 8, 2), **said)
    record_way.imprisoned(prison="HMP Foston Hall", starts=date(2021, 8, 30), **said)
    record_way.plan_looked_over(
        plan=plan.pk, on=date(2021, 8, 2), grade="3", good="Her words.", better="By when.", by=manager, now=now
    )
    liam = house.child("Liam", "Docherty", born=date(2004, 5, 2))
    record_homes.homeless(child=liam.pk, came=date(2021, 8, 29), slept="On a bus.", by=by, now=now)
    return {"leaver": amina.pk, "claim": waits.pk, "lessons": lessons.pk, "roofless": liam.pk}


__all__ = ["LeavingHouse", "left_care"]
