"""What the stories of documents share: a conference about Amira and Yusuf, whose mother lives where their father must
not know, and a family next door who have nothing to do with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from righthelp.governance.release import record
from righthelp.governance.release.models import Packet
from righthelp.practice.casework import record_meetings
from righthelp.practice.casework.models import Meeting
from righthelp.practice.casework.record_meetings import Asked, Written
from righthelp.practice.people.models import (
    Address,
    Area,
    ContactPoint,
    Identifier,
    MustNotKnow,
    Organisation,
    Person,
    Relationship,
    Residence,
)
from righthelp.practice.workforce.models import Allocation
from tests.stories.desk_house import NOW, DeskHouse, account_of, london

HELD = london("2021-08-30 10:00")
OPEN = "The school has seen Amira tired and hungry on three mornings, and says that she is good at drawing."
CONFIDENTIAL = "Officers hold unconfirmed information that a cousin keeps a firearm in the lock-up behind the shops."
OF_YUSUF = "Yusuf’s hearing was tested in July and he is to have grommets before the half-term holiday."
BOTH = [Written("What is going well, and worries", OPEN), Written("Yusuf", OF_YUSUF)]


class ReleaseHouse(DeskHouse):
    """Ruth prepares, Gurdeep decides on what was found, Fiona chaired and reads."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.fiona = self.worker("Fiona Ashgrove", team="east", title="Conference chair", role="reviewing_officer")
        self.school = Organisation.objects.create(
            kind="school",
            name="Sheepcote Vale Primary",
            line="40 Invented Road",
            locality="Moseley",
            postcode="B99 2BC",
        )
        self.refuge = Address.objects.create(
            line="7 Larchwood Row", locality="Kings Norton", postcode="B98 7ZZ", area=Area.SOUTH
        )
        self.flat = Address.objects.create(line="31 Tollgate Street", locality="Aston", postcode="B97 4QQ", area="east")
        self.amira = self.child("Amira", "Hassan", at_home=False)
        self.yusuf = self.child("Yusuf", "Hassan", born=date(2012, 2, 9), at_home=False)
        self.salma = self.grown_up("Salma", "Hassan", date(1984, 3, 3), self.refuge, sex="F", protected=True)
        self.karim = self.grown_up("Karim", "Hassan", date(1981, 6, 1), self.flat, sex="M")
        for child in (self.amira, self.yusuf):
            Residence.objects.create(person=child, address=self.refuge, starts=date(2021, 3, 1), protected=True)
            Relationship.objects.create(person=child, other=self.salma, kind="mother", parental_responsibility=True)
            MustNotKnow.objects.create(person=child, other=self.karim, why="Violence to Salma", starts=date(2021, 2, 1))
            Allocation.objects.get_or_create(
                child=child, worker=self.fiona, primary=False, defaults={"starts": NOW - timedelta(days=60)}
            )
        self.fathers = [
            Relationship.objects.create(person=child, other=self.karim, kind="father", parental_responsibility=True)
            for child in (self.amira, self.yusuf)
        ]
        MustNotKnow.objects.create(person=self.salma, other=self.karim, why="Violence", starts=date(2021, 2, 1))
        self.next_door()

    def grown_up(
        self, forename: str, surname: str, born: date, home: Address, *, sex: str = "U", protected: bool = False
    ) -> Person:
        """An adult at an address since March."""
        person = Person.objects.create(forename=forename, surname=surname, birth_date=born, sex=sex)
        Residence.objects.create(person=person, address=home, starts=date(2021, 3, 1), protected=protected)
        return person

    def next_door(self) -> None:
        """Zofia Brzoza and her mother, of another family, with a home, numbers, and a call about her."""
        self.other_home = Address.objects.create(
            line="19 Quillmaker Lane", locality="Erdington", postcode="B96 5RT", area=Area.EAST
        )
        self.zofia = Person.objects.create(forename="Zofia", surname="Brzoza", birth_date=date(2009, 11, 23), sex="F")
        self.danuta = Person.objects.create(forename="Danuta", surname="Brzoza", birth_date=date(1979, 4, 17), sex="F")
        Relationship.objects.create(person=self.zofia, other=self.danuta, kind="mother", parental_responsibility=True)
        for person in (self.zofia, self.danuta):
            Residence.objects.create(person=person, address=self.other_home, starts=date(2016, 1, 1))
        Identifier.objects.create(person=self.zofia, kind="nhs", value="9434765919")
        Identifier.objects.create(person=self.zofia, kind="police", value="WMP-552817")
        ContactPoint.objects.create(person=self.danuta, kind="phone", value="07700 900461", starts=date(2020, 1, 1))
        ContactPoint.objects.create(
            person=self.danuta, kind="email", value="danuta.b@mail.example", starts=date(2020, 1, 1)
        )

    def conference(self, parts: list[Written] | None = None, *, kind: str = "icpc", **more: Any) -> Meeting:
        """A conference that was held, with minutes: mother, father, police (who get it all), school, the chair."""
        by = account_of(self.ruth)
        asked = [
            Asked("family", person=self.salma.pk),
            Asked("family", person=self.karim.pk),
            Asked("police", name="DC Dean Marlow", confidential=True),
            Asked("education", name="Joan Applewhite", organisation=self.school.pk),
            Asked("social-care", worker=self.fiona.pk, confidential=True),
        ]
        made = record_meetings.meeting_called(
            kind=kind,
            children=[self.amira.pk, self.yusuf.pk],
            planned=HELD,
            by=by,
            now=HELD - timedelta(days=10),
            chair=self.fiona.pk,
            asked=asked,
        )
        record_meetings.meeting_held(meeting=made.pk, at=HELD, by=by, now=HELD + timedelta(hours=3))
        written = [*(parts or BOTH), Written("Police information", CONFIDENTIAL, confidential=True)]
        made.refresh_from_db()
        now = HELD + timedelta(hours=4)
        record_meetings.minuted(meeting=made.pk, parts=written, version=made.version, by=by, now=now)
        made.refresh_from_db()
        return made

    def prepared(self, meeting: Meeting, *, formats: tuple[str, ...] = ("docx",), now: datetime = NOW) -> Packet:
        """Ruth prepares the minutes."""
        return record.prepared(
            kind="minutes",
            source=meeting.pk,
            purpose="plan",
            basis="task",
            formats=formats,
            by=account_of(self.ruth),
            now=now,
        )

    def read_by(self, packet: Packet, reader: Any, now: datetime = NOW) -> None:
        """Somebody opens every copy."""
        for copy in packet.copies.all():
            record.read(copy=copy.pk, by=account_of(reader), now=now)


__all__ = ["BOTH", "CONFIDENTIAL", "HELD", "NOW", "OF_YUSUF", "OPEN", "ReleaseHouse", "account_of", "london"]
