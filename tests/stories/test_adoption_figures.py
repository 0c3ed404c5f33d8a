"""The figures of adoption with named children, claims on the support fund, and who may see what."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption import queries_adopters, record_support
from righthelp.practice.adoption.figures import MEASURES, Case, Leaver, Span, figure, said, year_of, years
from righthelp.practice.adoption.sufficiency import Child, Family, compared, grouped
from righthelp.practice.workforce.record_allocation import allocated
from tests.stories.adoption_house import AdoptionHouse, account_of
from tests.stories.care_house import as_application, signed_in, text_of

D = date
IVY = Case(
    1, 1, D(2019, 5, 1), decided=D(2019, 11, 1), ordered=D(2020, 1, 10), matched=D(2020, 4, 20), placed=D(2020, 5, 15),
    adopted=D(2021, 2, 1), over_four=False, ours=True,
)  # fmt: skip
"""380 days to moving in, 101 from the order to the match."""
JOEL = Case(
    2, 2, D(2018, 3, 1), decided=D(2019, 2, 1), ordered=D(2019, 9, 1), matched=D(2019, 8, 1), placed=D(2019, 10, 1),
    adopted=D(2020, 6, 1), over_four=True, ours=False, fostered=D(2018, 3, 11),
)  # fmt: skip
"""579 days, by the carers who fostered him after ten; matched before the order."""
ROSA = Case(3, 3, D(2020, 2, 1), decided=D(2020, 9, 1), over_four=False)
"""Waits: 423 days in care on 31 March 2021."""
TOM = Case(4, 4, D(2019, 4, 1), decided=D(2020, 5, 1), ceased=D(2020, 12, 1), over_four=True)
"""Went to his grandmother."""
CASES = [IVY, JOEL, ROSA, TOM]
LEAVERS = [Leaver(1, 1, D(2021, 2, 1), True), Leaver(5, 5, D(2020, 7, 1), False), Leaver(6, 6, D(2019, 7, 1), False)]


@pytest.mark.parametrize(
    ("key", "year", "three"),
    [
        ("a1", 479.5, 479.5),  # (380 + 579) / 2
        ("a10", 195.0, 195.0),  # (380 + 10) / 2
        ("a2", 50.5, 50.5),  # (101 + 0) / 2
        ("a3", 200 / 3, 200 / 3),  # Ivy and Rosa of Ivy, Joel and Rosa; Tom is no longer waiting
        ("decided", 2, 4),
        ("matched", 1, 2),
        ("placed", 1, 2),
        ("adopted", 2, 2),
        ("ceased", 1, 1),
        ("waiting", 1, 1),
        ("over_four", 50, 50),
        ("ours", 100, 50),
        ("leavers", 50, 100 / 3),
    ],
)
def test_each_measure_of_the_year_from_april_2020_and_of_three(key: str, year: float, three: float) -> None:
    assert figure(key, CASES, LEAVERS, years(2020)).value == pytest.approx(year)
    assert figure(key, CASES, LEAVERS, years(2020, 3)).value == pytest.approx(three)


def test_a_year_begins_in_april_and_every_measure_is_tried_above() -> None:
    assert [year_of(day) for day in (D(2021, 3, 31), D(2021, 4, 1))] == [2020, 2021]
    assert years(2020, 3) == Span(D(2018, 4, 1), D(2021, 4, 1))
    assert len(MEASURES) == 13


def test_a_child_moves_in_on_the_426th_day_in_time_and_a_day_later_not() -> None:
    for days, share in ((426, 100.0), (427, 0.0)):
        placed = D.fromordinal(D(2019, 1, 1).toordinal() + days)
        case = Case(
            1, 1, D(2019, 1, 1), decided=D(2019, 6, 1), matched=D(2019, 7, 1), placed=placed, adopted=D(2020, 9, 1)
        )
        assert figure("a3", [case], [], years(2020)).value == share


@pytest.mark.parametrize("seed", range(3))
def test_random_children_against_a_count_by_hand(seed: int) -> None:
    dice, cases = Random(seed), []
    for number in range(60):
        days = sorted(dice.sample(range(730000 + 7000, 730000 + 9000), 5))
        entered, decided, matched, placed, adopted = (D.fromordinal(day) for day in days)
        far = dice.randrange(5)
        reached = [decided, matched, placed, adopted][:far]
        reached += [None] * (4 - len(reached))
        cases.append(Case(number, number, entered, *[reached[0], None, *reached[1:]]))
    for first in range(2018, 2026):
        span = (D(first, 4, 1), D(first + 1, 4, 1))
        for name in ("decided", "matched", "placed", "adopted"):
            days_of = [getattr(case, name) for case in cases]
            by_hand = sum(1 for day in days_of if day and span[0] <= day < span[1])
            assert figure(name, cases, [], years(first)).of == by_hand
        waits = [
            (c.placed - c.entered).days for c in cases if c.placed and c.adopted and span[0] <= c.adopted < span[1]
        ]
        found = figure("a1", cases, [], years(first)).value
        assert found == pytest.approx(sum(waits) / len(waits)) if waits else found is None


def test_few_children_are_withheld_from_those_whose_work_opens_no_record() -> None:
    one = figure("a1", CASES, LEAVERS, years(2020))
    assert (said(one, small=True), said(one, small=False)) == (
        "480 days (2 children)",
        "Withheld: fewer than 5 children",
    )
    assert said(figure("adopted", CASES, LEAVERS, years(2020)), small=False) == "Fewer than 5"
    assert said(figure("adopted", CASES, LEAVERS, years(2017)), small=False) == "0"


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> AdoptionHouse:
    made = AdoptionHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def baby(house: AdoptionHouse) -> Any:
    """Ivy, whose worker is Ruth."""
    made = house.child("Ivy", "Brand", born=date(2020, 8, 10))
    if not made.allocations.exists():
        allocated(child=made.pk, worker=house.ruth.pk, by=account_of(house.gurdeep), now=house.evening("2020-08-11"))
    return made


@pytest.mark.django_db
def test_every_figure_opens_the_children_behind_it_for_those_who_may_see_them(house: AdoptionHouse) -> None:
    _, plan = house.to_be_placed(baby(house), "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
    house.places(house.match(plan, house.linfields(), "2021-03-03"), "2021-03-22")
    director = signed_in(house.account("Dora Vane", "director"))
    page = text_of(director.get(reverse("adoption:figures") + "?year=2020"))
    assert "1" in page
    assert "Ivy Brand" in text_of(director.get(reverse("adoption:behind", args=["placed"]) + "?year=2020"))
    assert "Ivy Brand" not in text_of(director.get(reverse("adoption:behind", args=["placed"]) + "?year=2019"))
    analyst = signed_in(house.account("Ines Pargeter", "performance_analyst"))
    assert "Fewer than 5" in text_of(analyst.get(reverse("adoption:figures") + "?year=2020"))
    assert analyst.get(reverse("adoption:behind", args=["placed"])).status_code == 403
    assert director.get(reverse("adoption:behind", args=["nothing"])).status_code == 404


@pytest.mark.django_db
def test_a_claim_is_asked_granted_in_part_and_put_right(house: AdoptionHouse) -> None:
    ivy = baby(house)
    on = house.evening_of("2021-06-01")
    held = record_support.claimed(
        child=ivy.pk,
        therapy="theraplay",
        provider="Bright Steps",
        need="Sleep.",
        asked=date(2021, 6, 1),
        pence=250_000,
        **on,
    )
    with pytest.raises(Refused, match="More was granted"):
        record_support.decided(claim=held.pk, on=date(2021, 6, 1), pence=250_001, why="", **on)
    with pytest.raises(Refused, match="why it was refused"):
        record_support.decided(claim=held.pk, on=date(2021, 6, 1), pence=0, why="", **on)
    record_support.decided(claim=held.pk, on=date(2021, 6, 1), pence=200_000, why="Ten sessions.", **on)
    with pytest.raises(Refused, match="Record another decision"):
        record_support.withdrawn(claim=held.pk, on=date(2021, 6, 1), why="x", **on)
    browser = signed_in(house.ruth)
    sent = {"pounds": "1999.99", "why": "Eight.", "on_day": "1", "on_month": "6", "on_year": "2021"}
    page = text_of(browser.post(reverse("adoption:claim-decide", args=[held.pk]), sent, follow=True))
    assert "£1,999.99 granted on 1 June 2021" in page
    register = text_of(browser.get(reverse("adoption:claims")))
    assert "£2,500.00" in register
    assert "£1,999.99" in register
    assert "Ivy Brand" not in text_of(signed_in(house.hannah).get(reverse("adoption:claims")))


def test_who_waits_is_held_against_who_could_take_them() -> None:
    two = [Child(2, "WBRI", 7), Child(4, "WBRI", 7)]
    found = compared([Child(0, "APKN", 5), *two], [Family(1, 0, 3, frozenset({"WBRI", "MWAS"}))])
    lines = {(row.by, row.which): (row.children, row.families, row.short) for row in found}
    assert lines[("Age", "Under one")] == (1, 1, 0)
    assert lines[("Age", "Two to four")] == (2, 1, 1)
    assert lines[("Brothers and sisters", "One child")] == (1, 1, 0)
    assert lines[("Brothers and sisters", "Two together")] == (1, 0, 1)
    assert lines[("Ethnicity", "Asian")] == (1, 0, 1)
    assert lines[("Ethnicity", "Mixed")] == (0, 1, 0)
    assert ("Age", "Ten or older") not in lines  # of nobody
    assert grouped([1, 2, 3, 4], [(3, 2), (2, 1)]) == {1: 1, 2: 1, 3: 1, 4: 4}


@pytest.mark.django_db
def test_the_page_shows_what_is_missing(house: AdoptionHouse) -> None:
    house.to_be_placed(baby(house), "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
    page = reverse("adoption:sufficiency")
    assert "Brothers and sisters" in text_of(signed_in(house.ruth).get(page))
    house.linfields()
    (age,) = [
        row
        for row in queries_adopters.sufficiency(account_of(house.ruth), house.now)
        if row.children and row.by == "Age"
    ]
    assert (age.children, age.families, age.short) == (1, 1, 0)
