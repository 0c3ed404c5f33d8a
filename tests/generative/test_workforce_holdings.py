"""Random appointments to one post and of one worker: the database takes exactly those that fit, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from righthelp.practice.workforce.models import Holding, Post, Team, Worker
from righthelp.practice.workforce.queries_posts import Of, establishment

pytestmark = pytest.mark.django_db
FIRST = date(2020, 1, 1)
DAYS = 40


@dataclass(frozen=True)
class Try:
    """Somebody is to hold a part of a post from one day to another, or without end."""

    post: int
    worker: int
    tenths: int
    starts: int
    length: int | None

    def covers(self, day: int) -> bool:
        return self.starts <= day and (self.length is None or day < self.starts + self.length)


tries = st.builds(
    Try,
    post=st.integers(0, 1),
    worker=st.integers(0, 2),
    tenths=st.sampled_from((2, 5, 6, 10)),
    starts=st.integers(0, DAYS - 10),
    length=st.none() | st.integers(1, 15),
)


def fits(wanted: Try, there: list[Try]) -> bool:
    """Plain: on no day more than ten tenths of the post, nor of the worker."""
    for day in range(DAYS + 20):
        if not wanted.covers(day):
            continue
        on_day = [each for each in there if each.covers(day)]
        post = sum(each.tenths for each in on_day if each.post == wanted.post)
        worker = sum(each.tenths for each in on_day if each.worker == wanted.worker)
        if post + wanted.tenths > 10 or worker + wanted.tenths > 10:
            return False
    return True


@pytest.fixture
def trust() -> tuple[list[Post], list[Worker]]:
    team = Team.objects.create(code="t", name="Safeguarding", service="safeguarding")
    posts = [
        Post.objects.create(number=f"P{n}", team=team, title="Social worker", grade="GR5", qualified=True, starts=FIRST)
        for n in range(2)
    ]
    workers = [Worker.objects.create(name=f"Worker {n}", title="W", team=team, starts=FIRST) for n in range(3)]
    return posts, workers


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(wanted=st.lists(tries, min_size=1, max_size=9))
def test_parts_never_add_up_to_more_than_a_post_or_a_person(
    trust: tuple[list[Post], list[Worker]], wanted: list[Try]
) -> None:
    posts, workers = trust
    there: list[Try] = []
    with transaction.atomic():
        for each in wanted:
            starts = FIRST + timedelta(days=each.starts)
            ends = None if each.length is None else starts + timedelta(days=each.length)
            try:
                with transaction.atomic():
                    Holding.objects.create(
                        post=posts[each.post], worker=workers[each.worker], basis="permanent",
                        wte=Decimal(each.tenths) / 10, starts=starts, ends=ends,
                    )  # fmt: skip
                taken = True
            except IntegrityError:
                taken = False
            assert taken == fits(each, there), each
            if taken:
                there.append(each)
        for day in (0, 7, 19, DAYS):
            [figures] = establishment([FIRST + timedelta(days=day)], Of())
            assert figures.filled * 10 == sum(each.tenths for each in there if each.covers(day))
            assert figures.vacant * 10 == 20 - figures.filled * 10
        transaction.set_rollback(True)
