"""The rest of the city: drawn block by block, loaded behind the first page, and picked up where it was cut off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime

import numpy as np
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Count, Q
from pytest_django.plugin import DjangoDbBlocker

from righthelp.city import rest, work
from righthelp.city.arrival import arriving
from righthelp.city.households import CHILD, FATHER, MOTHER, block, day_words
from righthelp.city.load import first_loaded
from righthelp.city.models import CityLoad
from righthelp.city.ties import KIN_FROM
from righthelp.foundation.audit.history import history_of
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import Address, Involvement, Person, Placement, Relationship, Residence
from righthelp.practice.workforce.models import Allocation

NOON = datetime(2021, 9, 1, 11, 0, tzinfo=UTC)
CITY = {"RESIDENTS": 19_000, "CHILDREN": 7_000, "BLOCKS": 4}
IN_FORCE = {"care": 330, "cp": 90, "cin": 260}


class PlugPulledError(Exception):
    """The plug, while the city was loading."""


def now() -> datetime:
    return NOON


@pytest.fixture(scope="module")
def small_city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """A city of nineteen thousand in four blocks, cut off after the first and gone on with; the sentences shown."""
    shown: list[str] = []
    done = 0

    def cut_off(arrived: int, wanted: int) -> None:
        shown.append(arriving())
        raise PlugPulledError

    def going_on(arrived: int, wanted: int) -> None:
        nonlocal done
        assert arrived > done
        done = arrived
        shown.append(arriving())

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        assert str(connection.settings_dict["NAME"]).startswith("test_")
        for name, value in CITY.items():
            patch.setattr(rest, name, value)
        patch.setattr(work, "IN_FORCE", IN_FORCE)
        with pytest.raises(Refused, match="first part"):
            rest.rest_loaded(now=now, progress=going_on)
        first_loaded(now=NOON, say=lambda what: None)
        with pytest.raises(PlugPulledError):
            rest.rest_loaded(now=now, progress=cut_off)
        rest.rest_loaded(now=now, progress=going_on)
        yield shown
        transaction.set_rollback(True)


@pytest.mark.django_db
class TestSmallCity:
    def test_all_residents_arrive_once(self, small_city: list[str]) -> None:
        ours = Person.objects.filter(authority="330", pk__lt=KIN_FROM)
        assert ours.count() == CITY["RESIDENTS"]
        assert ours.filter(birth_date__gt=date(2003, 9, 1)).count() == CITY["CHILDREN"]

    def test_a_page_can_say_how_far_it_is(self, small_city: list[str]) -> None:
        assert small_city[0].startswith("The city is still arriving: ")
        assert small_city[-1] == "The city is still arriving: families, schools and supervision."
        assert arriving() == ""

    def test_loading_again_does_nothing(self, small_city: list[str]) -> None:
        before = Person.objects.count()
        assert rest.rest_loaded(now=now, progress=lambda arrived, wanted: None) == 0
        assert Person.objects.count() == before
        assert all(stage.complete for stage in CityLoad.objects.all())

    @pytest.mark.parametrize("kind", IN_FORCE)
    def test_plans_in_force_are_as_many_as_meant(self, kind: str, small_city: list[str]) -> None:
        found = Involvement.objects.filter(kind=kind, ends__isnull=True).values("child_id").distinct().count()
        assert found == IN_FORCE[kind]

    def test_every_child_in_care_is_placed_somewhere(self, small_city: list[str]) -> None:
        in_care = Involvement.objects.filter(kind="care", ends__isnull=True).values_list("child_id", flat=True)
        placed = Placement.objects.filter(ends__isnull=True, child__authority="330").values_list("child_id", flat=True)
        assert set(in_care) == set(placed)

    def test_a_child_in_care_lives_where_placed(self, small_city: list[str]) -> None:
        for child, address in Placement.objects.filter(ends__isnull=True).values_list("child_id", "address_id"):
            assert Residence.objects.filter(person=child, address=address, ends__isnull=True).exists()

    def test_every_plan_in_force_has_one_primary_worker(self, small_city: list[str]) -> None:
        with_plan = Involvement.objects.filter(ends__isnull=True).values("child_id").distinct().count()
        with_worker = (
            Person.objects.filter(involvements__ends__isnull=True, involvements__isnull=False)
            .annotate(
                held=Count(
                    "allocations", filter=Q(allocations__ends__isnull=True, allocations__primary=True), distinct=True
                )
            )
            .filter(held=1)
            .distinct()
            .count()
        )
        waiting = Allocation.objects.filter(ended_reason="The worker has left").values("child").distinct().count()
        assert 0 < waiting < 10
        assert with_worker == with_plan - waiting

    def test_demonstration_social_worker_still_holds_eighteen(self, small_city: list[str]) -> None:
        held = Allocation.objects.filter(
            worker__account__email="social.worker@righthelp.example", primary=True, ends__isnull=True
        )
        assert held.count() == 18

    def test_children_live_with_their_mother(self, small_city: list[str]) -> None:
        home: dict[int, int] = dict(Residence.objects.filter(ends__isnull=True).values_list("person_id", "address_id"))
        apart: dict[bool, int] = defaultdict(int)
        in_care = set(Placement.objects.values_list("child_id", flat=True))
        for child, mother in Relationship.objects.filter(
            kind="mother", person__lt=KIN_FROM, other__lt=KIN_FROM
        ).values_list("person_id", "other_id"):
            if child not in in_care and child in home and mother in home:
                apart[home[child] != home[mother]] += 1
        assert apart[False] > 3000
        assert apart[True] == 0

    @pytest.mark.parametrize("name", rest._PEOPLE + rest._WORK)
    def test_each_row_has_the_first_event_of_its_history(self, name: str, small_city: list[str]) -> None:
        model = apps.get_model(name)
        event = history_of(model)
        assert event is not None
        assert event._default_manager.filter(pgh_label="insert").count() >= model._default_manager.count()

    def test_no_two_families_share_a_house(self, small_city: list[str]) -> None:
        first = CityLoad.objects.get(stage="first").done
        homes = Address.objects.filter(kind="home", residents__person__gt=first).distinct()
        where = list(homes.values_list("line", "locality"))
        assert len(where) > 2000
        assert len(set(where)) == len(where)


def test_a_block_has_exactly_the_children_and_adults_asked_for() -> None:
    drawn = block(7, 2_000, 5_500, 0)
    days = day_words()
    children = [date.fromisoformat(str(day)) for day in days[drawn.born[drawn.part == CHILD]]]
    adults = [date.fromisoformat(str(day)) for day in days[drawn.born[drawn.part != CHILD]]]
    assert len(children) == 2_000
    assert len(adults) == 5_500
    assert min(children) > date(2003, 9, 1)
    assert max(adults) <= date(2003, 9, 1)
    assert max(children) <= date(2021, 9, 1)


def test_brothers_and_sisters_are_born_apart() -> None:
    drawn = block(3, 3_000, 7_000, 0)
    rows = np.flatnonzero(drawn.part == CHILD)
    order = rows[np.lexsort((drawn.born[rows], drawn.household[rows]))]
    same = np.diff(drawn.household[order]) == 0
    assert int(np.diff(drawn.born[order])[same].min()) > 400


def test_parents_were_grown_when_a_child_was_born() -> None:
    drawn = block(5, 3_000, 7_000, 0)
    for parent in (drawn.mother, drawn.father):
        child = np.flatnonzero(parent >= 0)
        assert int((drawn.born[child] - drawn.born[parent[child]]).min()) > 16 * 365
    parents = np.isin(drawn.part, (MOTHER, FATHER))
    assert set(drawn.household[parents]) == set(drawn.household[drawn.part == CHILD])


def test_the_same_block_twice_is_the_same() -> None:
    one, other = block(2, 400, 900, 34_000), block(2, 400, 900, 34_000)
    assert all(np.array_equal(getattr(one, name), getattr(other, name)) for name in vars(one))
