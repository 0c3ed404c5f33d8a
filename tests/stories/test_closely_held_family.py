"""A relative whose own record is closely held: one rule says who reads of them, on every page that has a family.

Also that a life in one list comes out in one order, whatever order it was written in.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from righthelp.foundation.access.models import NamedAccess
from righthelp.practice.people.models import Involvement, Person, Placement, Relationship
from tests.stories.desk_house import NOW, DeskHouse, account_of, day, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> DeskHouse:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    made = DeskHouse()
    made.child("Amira", "Hassan")
    return made


def sister(house: DeskHouse, tier: int) -> tuple[Person, Person]:
    """Amira, and Zara her sister, whose own record is closely held; the database's own history writes down both."""
    amira = Person.objects.get(forename="Amira")
    zara = house.child("Zara", "Hassan")
    Person.objects.filter(pk=zara.pk).update(tier=tier)
    Relationship.objects.create(person=amira, other=zara, kind="sibling")
    return amira, zara


def names(house: DeskHouse, child: Person) -> None:
    """Gurdeep is named on the child's record."""
    account = account_of(house.gurdeep)
    ends = NOW + timedelta(days=9)
    NamedAccess.objects.create(
        account=account, kind="child", subject_id=child.pk, starts=NOW, ends=ends, reason="Named."
    )


def pages(house: DeskHouse, child: Person, relative: Person) -> dict[str, bool]:
    """For each page with a family on it, whether Gurdeep reads of the relative there (in a history, by number)."""
    browser = signed_in(house.gurdeep)
    said = {
        "first screen": "Zara Hassan" in text_of(browser.get(f"/children/{child.pk}")),
        "family": "Zara" in text_of(browser.get(f"/children/{child.pk}/family/")),
    }
    history = text_of(browser.get(f"/children/{child.pk}/history"))
    said["history"] = bool(re.search(rf"\b{relative.pk}\b", history)) and "Relationship" in history
    return said


@pytest.mark.parametrize(
    ("tier", "named", "reads"),
    [(1, False, True), (2, False, False), (2, True, True), (3, False, False), (3, True, False)],
)
def test_who_may_know_of_a_sister_reads_of_her_on_every_page_and_nobody_else_on_any(
    house: DeskHouse, tier: int, named: bool, reads: bool
) -> None:
    amira, zara = sister(house, tier)
    if named:
        names(house, zara)
    assert pages(house, amira, zara) == dict.fromkeys(("first screen", "family", "history"), reads)


def test_what_happened_on_one_day_is_told_in_one_order(house: DeskHouse) -> None:
    amira = Person.objects.get(forename="Amira")
    Involvement.objects.create(child=amira, kind="cp", starts=day("2021-03-01"))
    Involvement.objects.create(child=amira, kind="cin", starts=day("2020-03-01"), ends=day("2021-03-01"))
    Placement.objects.create(child=amira, address=house.lodge, kind="residential", starts=day("2021-03-01"))
    page = text_of(signed_in(house.gurdeep).get(f"/children/{amira.pk}/timeline"))
    told = [page.index(words) for words in ("Placed: ", "Child protection plan began", "Child in need plan ended")]
    assert told == sorted(told)
