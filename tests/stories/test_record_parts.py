"""What holds something about a child stands beside the record; the rest steps back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pytest
from django.db import connection
from lxml import html

from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker
from righthelp.site.menu import MENU
from tests.stories.care_house import NOW, CareHouse, as_application, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[CareHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield CareHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def parts_of(child: Person, reader: Worker) -> tuple[set[str], set[str]]:
    """The parts that stand beside a child's record, and those that are one press away."""
    page = html.fromstring(text_of(signed_in(reader).get(f"/children/{child.pk}")))
    (parts,) = page.xpath("//nav[@aria-label='Parts of this record']")
    away = {link.text for link in parts.xpath(".//details//a")}
    return {link.text for link in parts.xpath(".//a")} - away, away


def test_the_parts_that_hold_something_about_lena_come_first(house: CareHouse) -> None:
    lena = house.child("Lena", "Okonjo", worker=house.ruth)
    house.into_care(lena, "2021-06-14")
    as_application()
    beside, away = parts_of(lena, house.ruth)
    assert {"Record", "Family", "Timeline", "Looked after"} <= beside
    assert {"Adoption", "Leaving care", "Came alone"} <= away


def test_what_a_reader_may_not_open_does_not_tell_that_it_holds_something(house: CareHouse) -> None:
    """The front door opens every child's record, and what care holds only of children it works with."""
    lena = house.child("Lena", "Okonjo", worker=house.ruth)
    house.into_care(lena, "2021-06-14")
    iris = house.account("Iris Pellow", "front_door_officer")
    as_application()
    beside, away = parts_of(lena, iris)
    assert "Looked after" not in beside
    assert "Looked after" in away


def test_entries_of_the_menu_that_share_a_heading_follow_one_another() -> None:
    headings = [heading for heading, _ in groupby(MENU, key=lambda each: each.group)]
    assert len(headings) == len(set(headings))
