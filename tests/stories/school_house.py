"""What the stories of children in education share: an adviser, a school, two brothers on its roll, and its files."""

from __future__ import annotations

from datetime import date
from typing import Any

from righthelp.practice.casework.models import Plan
from righthelp.practice.education import record_files
from righthelp.practice.people.models import Identifier, Organisation, Person
from righthelp.practice.people.models_partners import Attendance
from tests.stories.care_house import CareHouse, account_of

HEADING = "upn,forename,surname,birth_date,school,from,to,possible,attended,authorised,unauthorised\n"
JULY = "01/07/2021,31/07/2021"


class SchoolHouse(CareHouse):
    """Nadia advises on attendance. Beech Lane is a school; Kian and Rory Doyle, brothers, are on its roll."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.nadia = self.worker("Nadia Fernhollow", title="Pupil attendance adviser", role="education_adviser")
        self.beech = Organisation.objects.create(kind="school", name="Beech Lane School", code="103456", area="east")
        self.kian = self.pupil("Kian", "Doyle", date(2008, 3, 4), upn="C330200001001")
        self.rory = self.pupil("Rory", "Doyle", date(2012, 11, 2))

    def pupil(self, forename: str, surname: str, born: date, *, upn: str = "", plan: str = "cin") -> Person:
        """A child on the roll of Beech Lane, with a plan."""
        child = self.child(forename, surname, born=born)
        Attendance.objects.create(person=child, organisation=self.beech, kind="on_roll", starts=date(2019, 9, 2))
        if upn:
            Identifier.objects.create(person=child, kind="upn", value=upn)
        if plan:
            Plan.objects.create(child=child, kind=plan, starts=date(2021, 2, 1), begun=self.now, begun_by=self.ruth)
        return child

    def sends(self, *lines: str, on: str = "2021-08-10") -> Any:
        """Nadia receives a file with these lines."""
        content = (HEADING + "\n".join(lines)).encode()
        return record_files.file_received(name="beech.csv", content=content, **self.nadia_on(on))

    def nadia_on(self, on: str) -> dict[str, Any]:
        """Nadia, at six in the evening of a day."""
        return {"by": account_of(self.nadia), "now": self.evening(on)}


__all__ = ["HEADING", "JULY", "SchoolHouse"]
