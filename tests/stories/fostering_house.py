"""What the stories of fostering share: its service, a panel with a quorum, people who ask, and how far they come."""

from __future__ import annotations

from datetime import date
from typing import Any

from righthelp.practice.care import record_homes
from righthelp.practice.care.models import Carer, Home
from righthelp.practice.fostering import record, record_household, record_known, record_panel
from righthelp.practice.fostering.codes import REQUIRED_PARTS
from righthelp.practice.fostering.models import Application, Check, Household, Item, KnownCarer, Meeting
from righthelp.practice.people.models import Person, Relationship
from righthelp.practice.people.record import Place
from righthelp.practice.workforce.models import Team
from tests.stories.care_house import CareHouse, account_of


class FosterHouse(CareHouse):
    """Precious assesses and supports carers and answers to Lorna, who manages the fostering team; Femi writes second
    opinions. Helen, head of service, is the decision maker. Five people sit on panel."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.teams["fostering"], _ = Team.objects.get_or_create(
            code="fostering-1", defaults={"name": "Fostering Support", "service": "fostering"}
        )
        self.precious = self.worker("Precious Ndlovu", team="fostering", title="Supervising social worker",
                                    role="social_worker")  # fmt: skip
        self.femi = self.worker("Femi Adeleke", team="fostering", title="Social worker", role="social_worker")
        self.lorna = self.worker("Lorna Pike", team="fostering", title="Fostering manager", role="team_manager")
        self.helen = self.worker("Helen Marsh", team="fostering", title="Head of service", role="head_of_service")
        seats = (("Oonagh Keel", "chair", True), ("Bill Tranter", "member", True), ("Sunita Rao", "sw", False),
                 ("Cass Ottley", "member", False), ("Viv Harmon", "member", True))  # fmt: skip
        self.panel = [
            record_panel.member_joined(
                name=name, seat=seat, independent=free, starts=date(2019, 1, 7), by=account_of(self.lorna), now=self.now
            )
            for name, seat, free in seats
        ]

    def carer(self, home: Home, forename: str = "Bea", surname: str = "Osgood") -> Carer:
        """Somebody cares in a home from its first day."""
        person = Person.objects.create(forename=forename, surname=surname, birth_date=date(1980, 3, 4))
        return record_homes.carer_joined(
            home=home.pk, person=person.pk, starts=home.starts, by=account_of(self.gurdeep), now=self.now
        )

    def household(self, home: Home, approved: str = "2019-03-04") -> Household:
        """A home of the register has its record as a household."""
        day = date.fromisoformat(approved)
        return record_household.taken_over(home=home.pk, approved=day, by=account_of(self.precious), now=self.now)

    def did(self, verb: Any, on: str, *, by: Any = None, **given: Any) -> Any:
        """A verb whose day is ``on``, recorded that evening by Precious or another."""
        day = date.fromisoformat(on)
        return verb(on=day, by=account_of(by or self.precious), now=self.evening(on), **given)

    def asks(self, name: str, on: str, *wishes: str, source: str = "web") -> Application:
        """People ask about fostering."""
        found: Application = self.did(
            record.enquired, on, name=name, source=source, wishes=wishes or ("young",), worker=self.precious.pk
        )
        return found

    def stage_one(self, row: Application, on: str, *people: Person) -> None:
        """A visit and their application on one day; checks are asked for."""
        self.did(record.visited, on, application=row.pk, note="A warm home with a spare room.")
        at = Place(line=f"{row.pk} Foster Lane", locality="Harborne", postcode="B17 9AA", area="south")
        self.did(record.registered, on, application=row.pk, at=at)
        for person in people:
            self.did(record.applicant_named, on, application=row.pk, person=person.pk)

    def checks_in(self, row: Application, on: str) -> None:
        """Every check is in and well."""
        for check in Check.objects.filter(applicant__application=row).values_list("pk", flat=True):
            self.did(record.check_answered, on, check=check, satisfied=True, note="")

    def assessed(self, row: Application, began: str, on: str, *, brief: bool = False) -> None:
        """Stage two with its report."""
        self.did(record.stage_two_begun, began, application=row.pk)
        for part in sorted(REQUIRED_PARTS)[: 2 if brief else None]:
            self.did(record.part_written, on, application=row.pk, part=part, found="They spoke openly of it.")
        words = "I recommend them for one child of any age." if not brief else "They could not keep a teenager safe."
        self.did(record.reported, on, application=row.pk, recommends=words, brief=brief)

    def heard(self, row: Application, on: str, advice: str = "yes", meeting: Meeting | None = None) -> Item:
        """Panel meets, all five sit, and it recommends."""
        lorna, now = account_of(self.lorna), self.evening(on)
        held = meeting or record_panel.meeting_called(on=date.fromisoformat(on), by=lorna, now=now)
        item = record_panel.brought(
            meeting=held.pk, about="approval", asks="To approve them.", application=row.pk, by=lorna, now=now
        )
        record_panel.sat(meeting=held.pk, members=[each.pk for each in self.panel], by=lorna, now=now)
        return record_panel.recommended(
            item=item.pk, advice=advice, votes_for=4, votes_against=1, reasons="Four trust them; one would wait.",
            by=lorna, now=now,
        )  # fmt: skip

    def decides(self, item: Item, on: str, decision: str = "yes", **terms: Any) -> Item:
        """Helen decides, and the notice goes out on the same day."""
        given = {"terms": self.offer(1, **terms)} if decision == "yes" else {}
        self.did(
            record_panel.decided, on, by=self.helen, item=item.pk, decision=decision, why="As panel says.", **given
        )
        found: Item = self.did(record_panel.told, on, item=item.pk)
        return found


def aunt_of(house: FosterHouse) -> tuple[Person, KnownCarer]:
    """Ivy's aunt Maud is approved for a time on 3 May 2021, and Ivy moves in."""
    ivy = house.child("Ivy", "Brand")
    maud = Person.objects.create(forename="Maud", surname="Brand", birth_date=date(1979, 8, 8))
    Relationship.objects.create(person=ivy, other=maud, kind="aunt_uncle")
    row = record_known.approved_for_a_time(
        child=ivy.pk, carer=maud.pk, name="Maud Brand", starts=date(2021, 5, 3), seen="Ivy asked to go to her.",
        at=Place(line="2 Wren Row", locality="Selly Oak", postcode="B29 6AA", area="south"), worker=house.precious.pk,
        by=account_of(house.gurdeep), now=house.evening("2021-05-03"),
    )  # fmt: skip
    house.into_care(ivy, "2021-05-03", row.home, place="U3")
    return ivy, row


__all__ = ["FosterHouse", "aunt_of"]
