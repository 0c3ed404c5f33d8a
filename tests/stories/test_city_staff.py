"""The city's people at work come to the shares that the papers print; drawn only, no database."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import cast

import pytest

from righthelp.city.after import board_day
from righthelp.city.staff import TODAY, appointed
from righthelp.city.staff_posts import Holding
from righthelp.city.staff_rows import People
from righthelp.city.tables import STAFF, Tables


@dataclass(frozen=True)
class Drawn:
    """Everybody, and the rows of what is recorded of them."""

    people: People
    tables: Tables

    def on(self, day: date, *, qualified: bool = True) -> list[Holding]:
        """Who held a post on a day."""
        return [
            held
            for held in self.people.made.holdings
            if held.post.qualified >= qualified and held.starts <= day and (held.ends is None or held.ends > day)
        ]

    def established(self, day: date) -> int:
        """Social work posts on a day; each is a whole one."""
        return sum(
            1
            for post in self.people.made.posts
            if post.qualified and post.starts <= day and (post.ends is None or post.ends > day)
        )

    def agency(self, day: date) -> int:
        """Social work posts that agency staff held on a day."""
        return sum(1 for held in self.on(day) if held.basis == "agency")


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    people, tables = People(appointed()), Tables()
    people.written(tables, board_day())
    return Drawn(people, tables)


@pytest.mark.parametrize(("day", "published"), [(date(2015, 6, 30), 33), (date(2021, 6, 30), 16)])
def test_the_agency_share_of_established_posts_is_the_printed_one(drawn: Drawn, day: date, published: int) -> None:
    assert round(100 * drawn.agency(day) / drawn.established(day)) == published


def test_in_november_2018_86_of_100_are_permanent_and_11_of_100_left_in_a_year(drawn: Drawn) -> None:
    day, year = date(2018, 11, 30), date(2017, 11, 30)
    held = drawn.on(day)
    assert round(100 * drawn.agency(day) / len(held)) == 14
    gone = [
        each
        for each in drawn.people.made.holdings
        if each.post.qualified and each.basis != "agency" and each.ends and year < each.ends <= day
    ]
    assert round(100 * len(gone) / (len(held) - drawn.agency(day))) == 11


def test_about_1900_people_hold_a_post_today(drawn: Drawn) -> None:
    assert 1_800 <= len(drawn.on(TODAY, qualified=False)) <= 2_000


def test_no_post_is_held_twice_at_once(drawn: Drawn) -> None:
    by_post: dict[int, list[Holding]] = defaultdict(list)
    for held in drawn.people.made.holdings:
        by_post[held.post.id].append(held)
    for holdings in by_post.values():
        holdings.sort(key=lambda each: each.starts)
        for before, after in pairwise(holdings):
            assert before.ends is not None
            assert before.ends <= after.starts


def test_those_whom_the_missing_history_knows_stay_who_they_are(drawn: Drawn) -> None:
    plain = appointed()
    mine = drawn.people.staff
    assert [(each.id, each.name, each.role, each.team, each.starts, each.ends) for each in plain.workers] == [
        (each.id, each.name, each.role, each.team, each.starts, each.ends) for each in mine.workers
    ]
    assert plain.absences == mine.absences


def test_sickness_was_at_its_worst_in_the_pandemic_at_about_35_at_once(drawn: Drawn) -> None:
    spans = [(cast(date, row[2]), cast(date, row[3])) for row in drawn.tables.rows["workforce.Absence"]]
    days = [date(2020, 3, 1) + timedelta(days=offset) for offset in range(540)]
    worst = max(sum(1 for starts, ends in spans if starts <= day < ends) for day in days)
    assert 30 <= worst <= 40


def test_every_table_of_the_staff_has_rows(drawn: Drawn) -> None:
    assert {name for name in STAFF if not drawn.tables.rows[name]} == set()
