"""Leo is on the register twice, and a team works with him, or a way home is planned, on both records."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.duplicates import merging, record
from righthelp.practice.family_group import record_edge, record_return
from righthelp.practice.family_group.models import Edge, Return
from righthelp.practice.people.models import Person
from tests.stories.care_house import CareHouse, account_of, london
from tests.stories.duplicates_house import digests, merged, officers

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    officers(made)
    return made


def leo_twice(house: CareHouse) -> tuple[Person, Person]:
    """Leo, and Leo as he was taken down by telephone."""
    return house.child("Leo", "Quist"), house.child("Leo", "Kwist")


def helped(house: CareHouse, child: Person, *, seen: bool = False) -> Edge:
    """The team is asked on 20 August to work with a family; if ``seen``, somebody goes there that night."""
    at = london("2021-08-20 22:00")
    given: dict[str, Any] = {"by": account_of(house.ruth), "now": house.evening("2021-08-21")}
    made = record_edge.edge_asked(
        child=child.pk, kind="edge", asked=at, why="His mother says he cannot stay.", hours="night", **given
    )
    if seen:
        record_edge.worked(edge=made.pk, at=london("2021-08-20 23:00"), minutes=60, what="Talked.", **given)
    return made


def homeward(house: CareHouse, child: Person) -> Return:
    """A child in care since January for whom going home is asked about from 2 August."""
    house.into_care(child, "2021-01-11", house.opens(f"With {child.surname}", line="1 Vale Road"))
    return record_return.return_begun(
        child=child.pk, begun=date(2021, 8, 2), changed="His mother is well again.", ready="soon",
        by=account_of(house.ruth), now=house.evening("2021-08-02"),
    )  # fmt: skip


def apart_again(house: CareHouse, merge: int) -> bool:
    """They are two children after all; whether all is exactly as it was."""
    return record.merge_undone(merge=merge, reason="Cousins", by=account_of(house.karen), now=house.now).exact


def test_help_asked_for_twice_goes_over_as_recorded_twice_and_comes_back(house: CareHouse) -> None:
    leo, twice = leo_twice(house)
    helped(house, leo, seen=True)
    again = helped(house, twice)
    before = digests()
    merge = merged(house, leo, twice, now=house.now)
    again.refresh_from_db()
    assert (again.child_id, again.runs) == (leo.pk, False)
    assert again.withdrawn_why.startswith("Recorded twice")
    assert not DueMoment.objects.filter(journey="family-edge", episode_id=again.pk).exists()
    assert apart_again(house, merge.pk)
    assert digests() == before


def test_help_that_has_begun_on_the_second_record_is_closed_by_a_person_first(house: CareHouse) -> None:
    leo, twice = leo_twice(house)
    helped(house, leo)
    helped(house, twice, seen=True)
    plan = merging.previewed(leo.pk, twice.pk, [], now=house.now)
    (blocked,) = plan.blocked
    assert "the same team works with the family" in blocked
    assert "Keep that record instead" in blocked
    merged(house, twice, leo, now=house.now)
    assert Edge.objects.get(child=twice, ended=None, withdrawn=None).begun is not None


def test_a_second_way_home_is_not_left_open_on_the_merged_record(house: CareHouse) -> None:
    leo, twice = leo_twice(house)
    first, second = homeward(house, leo), homeward(house, twice)
    before = digests()
    merge = merged(house, leo, twice, now=house.now)
    second.refresh_from_db()
    assert (second.child_id, second.runs) == (twice.pk, False), "it stays beside the time in care it was planned in"
    assert Return.objects.get(counts=True) == first
    assert apart_again(house, merge.pk)
    assert digests() == before


def test_a_way_home_that_stays_with_its_time_in_care_is_closed_and_the_preview_says_so(house: CareHouse) -> None:
    leo, twice = leo_twice(house)
    house.into_care(leo, "2021-01-11", house.tamworth)
    only = homeward(house, twice)
    (said,) = [
        each.stayed
        for each in merging.previewed(leo.pk, twice.pk, [], now=house.now).moves()
        if each.words == Return._meta.verbose_name_plural
    ]
    assert [each.endswith("and no longer counts") for each in said] == [True]
    merge = merged(house, leo, twice, now=house.now)
    only.refresh_from_db()
    assert (only.child_id, only.counts) == (twice.pk, False)
    assert apart_again(house, merge.pk)
    only.refresh_from_db()
    assert only.runs
