"""Facts and columns are the same thing, or the system check says where they are not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps.registry import Apps
from django.db import models

from righthelp.foundation.journey import (
    Authority,
    Binding,
    Choice,
    Clock,
    Day,
    DefinitionError,
    Flag,
    Journey,
    Moment,
    NotBound,
    Number,
    bind,
    hours,
    registry,
)
from righthelp.foundation.journey.checks import check_binding

OTHER_HOUSE = Apps()


class Swim(Journey, subject="swimmer", code="test_swim"):
    """A swim."""

    entered = Moment("the swimmer got in", always=True)
    left = Moment("the swimmer got out")
    booked = Day("the swim was booked")
    tired = Flag("the swimmer was tired")
    stroke = Choice("how they swam", ("crawl", "breast"))
    lengths = Number("how many lengths they swam")


TOWEL = Clock("towel", starts=Swim.entered, stops=Swim.left, within=hours(2), authority=Authority("Pool rules 2015"))


class GoodSwim(models.Model):
    swimmer_id = models.BigIntegerField(null=True)
    entered = models.DateTimeField()
    left = models.DateTimeField(null=True)
    booked = models.DateField(null=True)
    tired = models.BooleanField(null=True)
    manner = models.CharField(max_length=10, null=True, choices=[("crawl", "Crawl"), ("breast", "Breast")])
    lengths = models.IntegerField(null=True)

    class Meta:
        apps = OTHER_HOUSE
        app_label = "pool"

    def __str__(self) -> str:
        return "a swim"


class BadSwim(models.Model):
    code = models.CharField(primary_key=True, max_length=5)
    entered = models.DateTimeField(null=True)
    left = models.DateTimeField()
    booked = models.DateTimeField(null=True)
    stroke = models.CharField(max_length=10, null=True, choices=[("crawl", "Crawl")])
    lengths = models.CharField(max_length=3, null=True)

    class Meta:
        apps = OTHER_HOUSE
        app_label = "pool"

    def __str__(self) -> str:
        return "a swim"


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    registry.remove(Swim)


def good() -> Binding:
    return bind(Swim, GoodSwim, subject_field="swimmer_id", columns={"stroke": "manner"}, clocks=[TOWEL])


def test_facts_and_columns_that_agree_have_no_complaint() -> None:
    assert list(check_binding(good())) == []


def test_every_disagreement_is_told_at_once() -> None:
    binding = bind(Swim, BadSwim, subject_field="swimmer_id")
    told = [(message.id, message.msg) for message in check_binding(binding)]
    assert [identifier for identifier, _ in told] == [
        "journey.E001",  # the primary key is text
        "journey.E002",  # there is no swimmer
        "journey.E005",  # entered: always known, but nullable
        "journey.E005",  # left: may be unknown, but is not nullable
        "journey.E004",  # booked: a day in a moment's column
        "journey.E003",  # tired: no column
        "journey.E006",  # stroke: other values
        "journey.E004",  # lengths: text
    ]
    assert told[4][1] == ("Swim.booked and BadSwim.booked: a Day is held in a DateField, not in a DateTimeField.")


def test_what_is_bound_is_found() -> None:
    binding = good()
    assert registry.binding(Swim) is binding
    assert registry.journey("test_swim") is Swim
    assert registry.clock("test_swim.towel") is TOWEL
    assert registry.of_model(GoodSwim) is binding
    assert binding.columns["stroke"] == "manner"


def test_what_is_not_bound_is_not_found() -> None:
    for look in (lambda: registry.binding(Swim), lambda: registry.clock("test_swim.towel")):
        with pytest.raises(NotBound):
            look()


def test_a_journey_has_one_table() -> None:
    good()
    with pytest.raises(DefinitionError, match="already bound to GoodSwim"):
        bind(Swim, BadSwim, subject_field="swimmer_id")


def test_a_column_for_a_fact_that_does_not_exist_is_refused() -> None:
    with pytest.raises(DefinitionError, match="no fact called towel"):
        bind(Swim, GoodSwim, subject_field="swimmer_id", columns={"towel": "towel"})


def test_two_clocks_of_one_name_are_refused() -> None:
    with pytest.raises(DefinitionError, match="two clocks have one code"):
        bind(Swim, GoodSwim, subject_field="swimmer_id", clocks=[TOWEL, TOWEL])
