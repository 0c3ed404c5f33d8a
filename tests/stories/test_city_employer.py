"""The city as an employer: what was drawn for recruitment, rates, pay and staff voice fits the posts and the clocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Q
from pytest_django import DjangoDbBlocker

from righthelp.city.depth import Depth
from righthelp.city.load import first_loaded
from righthelp.city.staff import TODAY
from righthelp.governance.staff_voice.models import Survey
from righthelp.governance.staff_voice.queries import issues, register, uncovered
from righthelp.governance.staff_voice.queries_surveys import results
from righthelp.practice.recruitment.models import Application, Candidate, Vacancy
from righthelp.practice.recruitment.queries import lines
from righthelp.practice.recruitment.queries_funnel import funnel
from righthelp.practice.recruitment.queries_pay import movements
from righthelp.practice.recruitment.queries_rates import rates, spend, without_rate
from righthelp.practice.workforce.models import Holding
from tests.stories.missing_house import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The first part of the city, and the step in which the employer is drawn; rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert str(connection.settings_dict["NAME"]).startswith("test_")
        first_loaded(now=NOW, say=lambda what: None)
        next(step for step in Depth(0).wide if step.__name__ == "_employer")(NOW)
        yield
        transaction.set_rollback(True)


def test_nobody_is_recruited_to_a_chair_that_is_held_and_whoever_started_holds_it(city: None) -> None:
    held = Holding.objects.filter(Q(ends__isnull=True) | Q(ends__gt=TODAY), starts__lte=TODAY)
    open_now = Vacancy.objects.filter(closed__isnull=True)
    assert open_now.count() >= 10
    assert not open_now.filter(post__in=held.values("post")).exists()
    started = Application.objects.filter(started__isnull=False)
    assert started.count() >= 20
    for row in started.select_related("vacancy"):
        assert Holding.objects.filter(post=row.vacancy.post_id, worker=row.worker_id, starts=row.started).exists()


def test_something_is_at_each_stage_some_of_it_is_stuck_and_every_quarter_has_its_medians(city: None) -> None:
    live = lines(list(Application.objects.filter(ended=None, started=None)), NOW)
    assert len({line.stage for line in live}) >= 4
    assert {line.stuck for line in live} == {True, False}
    assert all(quarter.median["applied"] is not None for quarter in funnel(TODAY, 6)[1:])


def test_candidates_whose_day_has_come_are_erased_and_nobody_else(city: None) -> None:
    assert not Candidate.objects.filter(erased__isnull=True, erase_on__lt=TODAY).exists()
    assert not Candidate.objects.filter(erased__isnull=False, erase_on__gte=TODAY).exists()
    assert not Application.objects.filter(candidate__name="", ended=None, started=None).exists()


def test_a_few_rates_are_above_the_cap_with_a_reason_and_another_persons_yes(city: None) -> None:
    found = rates(TODAY)
    asked = [row for row in found if row.reason]
    assert 0 < len(asked) < len(found) / 4
    assert all(row.approved_by not in ("", row.requested_by) for row in asked if row.state == "agreed")
    assert 0 < len(without_rate(TODAY)) < len(found) / 4
    [august] = spend(TODAY - timedelta(days=31), TODAY - timedelta(days=1))
    assert 0 < august.above < august.cost / 20


def test_others_pay_more_and_the_gap_widens(city: None) -> None:
    assert {row.words for row in movements(TODAY)} >= {"Widening"}
    assert all(row.now.gap is not None and row.now.authorities == 4 for row in movements(TODAY))


def test_staff_have_said_something_and_no_survey_shows_a_small_group(city: None) -> None:
    assert {line.state for line in issues()} == {"new", "taken", "answered", "told"}
    assert uncovered(register(NOW)) == []
    assert {line.late for line in register(NOW)} == {True, False}
    over = Survey.objects.filter(last_day__lt=TODAY).order_by("-last_day")
    found = results(over[0], TODAY)
    assert found is not None
    assert len(found.whole) == 5
    assert all(row.change is not None for row in found.whole)
    assert found.services
    assert all(row.now and row.now.of >= 10 for row in (*found.services, *found.teams))
    assert results(Survey.objects.get(last_day__gte=TODAY), TODAY) is None
