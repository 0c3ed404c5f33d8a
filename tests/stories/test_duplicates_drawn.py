"""One child on the register twice, visited under the one name and with a plan under the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection

from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.care.models import CareVisitDue
from righthelp.practice.care.placing import Where
from righthelp.practice.care.record import came_into_care
from righthelp.practice.casework.models import VisitDue
from righthelp.practice.duplicates import record
from righthelp.practice.people.models import Person
from righthelp.practice.people.record import Place
from tests.stories.casework_house import NOW, CaseworkHouse, account_of
from tests.stories.duplicates_house import digests, merged, officers

LATER = NOW + timedelta(days=7)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[CaseworkHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    made = CaseworkHouse()
    officers(made)
    yield made
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture
def twice(house: CaseworkHouse) -> tuple[Person, Person]:
    """Kezia Oyelaran has a plan from 2 August; Keziah Oyelarin was seen on the 12th, and nobody knew it was she."""
    kezia, _, _ = house.family()
    keziah = house.child("Keziah", "Oyelarin", born=date(2009, 4, 2), worker=False)
    return kezia, keziah


def due_of(child: Person) -> list[str]:
    rows = DueMoment.objects.filter(subject_id=child.pk, journey="visit-due").order_by("due_at")
    return [f"{row.due_at:%d %b}" for row in rows]


def test_a_visit_recorded_under_the_other_name_answers_what_was_due(
    house: CaseworkHouse, twice: tuple[Person, Person]
) -> None:
    kezia, keziah = twice
    plan = house.plan(kezia)
    house.visit(keziah, at="2021-08-12 15:00")
    assert house.due(plan) == [("2021-08-02", "", "")]
    before = due_of(kezia)
    merged(house, kezia, keziah)
    assert house.due(plan) == [("2021-08-02", "2021-08-12", ""), ("2021-08-12", "", "")]
    assert due_of(kezia) != before


def test_undone_the_visits_due_are_what_they_were_to_the_byte(
    house: CaseworkHouse, twice: tuple[Person, Person]
) -> None:
    kezia, keziah = twice
    house.plan(kezia)
    house.visit(keziah, at="2021-08-12 15:00")
    house.visit(kezia, at="2021-08-20 15:00")
    before = digests()
    merge = merged(house, kezia, keziah)
    undone = record.merge_undone(merge=merge.pk, reason="Both were seen", by=account_of(house.karen), now=LATER)
    assert undone.exact
    assert digests() == before


def test_a_visit_after_the_merge_counts_for_whoever_it_was_recorded_of(
    house: CaseworkHouse, twice: tuple[Person, Person]
) -> None:
    """Nobody is asked what is to become of rows that no person ever typed."""
    kezia, keziah = twice
    plan = house.plan(kezia)
    house.visit(keziah, at="2021-08-12 15:00")
    merge = merged(house, kezia, keziah)
    house.visit(kezia, at="2021-08-27 15:00")
    record.merge_undone(merge=merge.pk, reason="Both were seen", by=account_of(house.karen), now=LATER)
    assert house.due(plan) == [("2021-08-02", "2021-08-27", ""), ("2021-08-27", "", "")]
    assert not VisitDue.objects.filter(child=keziah).exists()


def test_a_visit_under_the_other_name_is_a_visit_to_the_child_in_care(
    house: CaseworkHouse, twice: tuple[Person, Person]
) -> None:
    kezia, keziah = twice
    home = Where(place="P1", at=Place(line="2 Home Road", locality="Erdington", postcode="B23 5AA", area="nwc"))
    came_into_care(
        child=kezia.pk, starts=date(2021, 8, 9), need="N1", why="Unsafe", law="C2", order="Family court", where=home,
        by=account_of(house.ruth), now=NOW,
    )  # fmt: skip
    house.visit(keziah, at="2021-08-12 15:00")
    merged(house, kezia, keziah)
    held = CareVisitDue.objects.filter(child=kezia).order_by("place").values_list("held", flat=True)
    assert list(held) == [date(2021, 8, 12), None]
