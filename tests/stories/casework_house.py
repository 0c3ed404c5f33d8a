"""What the stories of casework share: a family of three children, their worker, plans and the days they begin on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from righthelp.practice.casework import record, record_meetings, record_visits
from righthelp.practice.casework.models import Meeting, Plan, Visit, VisitDue
from righthelp.practice.casework.record_visits import Seen
from righthelp.practice.people.models import Person, Relationship
from righthelp.practice.workforce.models import Worker
from tests.stories.desk_house import NOW, DeskHouse, account_of, london, text_of


def page(browser: Client, name: str, *numbers: int) -> str:
    """A page of casework, which must be there."""
    response = browser.get(reverse(f"casework:{name}", args=numbers))
    assert response.status_code == 200, name
    return text_of(response)


def moment(name: str, text: str) -> dict[str, str]:
    """``moment("at", "30/8/2021 16:00")`` as a form's boxes."""
    day, _, time = text.partition(" ")
    parts = dict(zip(("day", "month", "year"), day.split("/"), strict=True))
    return {f"{name}_{part}": value for part, value in parts.items()} | ({f"{name}_time": time} if time else {})


class CaseworkHouse(DeskHouse):
    """Ruth works with Kezia, Jonah and Milo Oyelaran and their mother Grace; Hannah is a colleague."""

    def family(self) -> tuple[Person, Person, Person]:
        """Kezia, Jonah and Milo, who live with their mother at one address."""
        kezia = self.child("Kezia", "Oyelaran", born=date(2009, 4, 2))
        jonah = self.child("Jonah", "Oyelaran", born=date(2012, 11, 19))
        milo = self.child("Milo", "Oyelaran", born=date(2019, 7, 30))
        grace = self.child("Grace", "Oyelaran", born=date(1986, 1, 5), worker=False)
        for child in (kezia, jonah, milo):
            Relationship.objects.create(person=child, other=grace, kind="mother", parental_responsibility=True)
        Relationship.objects.create(person=kezia, other=jonah, kind="sibling")
        Relationship.objects.create(person=kezia, other=milo, kind="sibling")
        return kezia, jonah, milo

    def plan(self, child: Person, starts: str = "2021-08-02", kind: str = "cp", *, by: Worker | None = None) -> Plan:
        """A plan that begins on a day."""
        return record.plan_begun(
            child=child.pk, kind=kind, starts=date.fromisoformat(starts), by=account_of(by or self.ruth), now=NOW
        )

    def visit(self, *children: Person, at: str, now: datetime = NOW, seen: bool = True, **more: Any) -> Visit:
        """Ruth goes to see some children at home."""
        said: dict[str, Any] = {
            "where": "home",
            "purpose": "To see how bedtime is going",
            "note": "The bedrooms were warm and the children had eaten.",
            "children": [
                Seen(each.pk, seen, False, "The door was not opened" if not seen else "Too small") for each in children
            ],
        }
        return record_visits.visited(at=london(at), by=account_of(self.ruth), now=now, **(said | more))

    def due(self, plan: Plan) -> list[tuple[str, str, str]]:
        """The stretches of a plan as (since, held, ended)."""
        rows = VisitDue.objects.filter(plan=plan).order_by("place")
        return [(str(row.since), str(row.held or ""), str(row.ended or "")) for row in rows]

    def meeting(
        self, *children: Person, kind: str = "core-group", planned: str = "2021-09-06 10:00", **more: Any
    ) -> Meeting:
        """Ruth calls a meeting."""
        said: dict[str, Any] = {"by": account_of(self.ruth), "now": NOW, "chair": self.gurdeep.pk}
        return record_meetings.meeting_called(
            kind=kind, children=[each.pk for each in children], planned=london(planned), **(said | more)
        )


__all__ = ["NOW", "CaseworkHouse", "account_of", "london", "moment", "page"]
