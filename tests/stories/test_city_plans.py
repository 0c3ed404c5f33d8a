"""Fostering in the trust's own plans, as the city has them on the demonstration's day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from righthelp.city.depth import Depth
from righthelp.city.load import first_loaded
from righthelp.city.staff import TODAY
from righthelp.foundation.access.models import Account
from righthelp.foundation.journey import settle
from righthelp.foundation.journey.models import DueMoment
from righthelp.governance.plan import queries
from righthelp.governance.plan.journey import PlanAction, PlanUpdateDue
from righthelp.governance.plan.models import Action, Plan, SignOff, Update, UpdateDue
from righthelp.practice.workforce import demo
from tests.stories.desk_house import signed_in, text_of
from tests.stories.missing_house import NOW
from tests.stories.plan_house import months_without

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The first part of the city, and the step in which the plans are drawn; rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert str(connection.settings_dict["NAME"]).startswith("test_")
        first_loaded(now=NOW, say=lambda what: None)
        next(step for step in Depth(0).wide if step.__name__ == "_plans")(NOW)
        yield
        transaction.set_rollback(True)


def lines() -> list[queries.Line]:
    return queries.lines(Action.objects.all(), NOW)


def named(found: list[queries.Line]) -> list[tuple[str, int]]:
    return [(line.action.plan.kind, line.action.number) for line in found]


def test_the_development_plans_third_priority_is_delivered_by_both_plans_of_fostering(city: None) -> None:
    plan = Plan.objects.get(kind="development")
    director = Account.objects.get(email=next(each.email for each in demo.PEOPLE if each.role == "director"))
    [third] = queries.priorities(plan, director, queries.lines(plan.actions.all(), NOW))
    assert (third.priority.number, third.sums.actions) == (3, 9)
    assert [each.kind for each in third.delivered_by] == ["inspection", "delivery"]
    assert list(plan.actions.order_by("number").values_list("number", flat=True)) == list(range(24, 33))


def test_a_few_are_late_one_is_empty_and_one_not_begun(city: None) -> None:
    found = lines()
    assert named([line for line in found if line.late]) == [("development", 31), ("inspection", 4), ("delivery", 3)]
    assert named([line for line in found if line.unbegun]) == [("delivery", 6)]
    assert named([line for line in found if line.empty]) == [("delivery", 7)]
    assert named([line for line in found if line.behind]) == [("delivery", 4), ("delivery", 7)]


def test_the_months_without_an_update_are_those_that_a_calendar_finds(city: None) -> None:
    for line in lines():
        action = line.action
        assert action.in_force is not None
        updates = list(Update.objects.filter(action=action).values_list("on", flat=True))
        assert [month.code for month in line.missed] == months_without(action.in_force, updates, action.ended, TODAY)


def test_nothing_was_said_before_a_plan_was_in_force_after_an_action_ended_or_after_the_last_night(city: None) -> None:
    for update in Update.objects.select_related("action"):
        assert update.action.in_force is not None
        assert update.action.in_force <= update.on <= (update.action.ended or TODAY)
        assert update.on < TODAY
        assert update.given_at.date() == update.on
    assert SignOff.objects.filter(on__lt=TODAY).count() == 3


def test_everything_has_a_first_event_in_its_history(city: None) -> None:
    for model in (Plan, Action, Update, SignOff):
        events = {event.pgh_obj_id for event in model.pgh_event_model.objects.all()}  # type: ignore[attr-defined]
        assert events == set(model.objects.values_list("pk", flat=True)), model


def test_the_demonstrations_head_of_service_has_actions_of_her_own(city: None) -> None:
    marcia = Account.objects.get(email=next(each.email for each in demo.PEOPLE if each.role == "head_of_service"))
    assert named(queries.mine(marcia, NOW)) == [("delivery", 4)]
    page = text_of(signed_in(marcia).get("/trust-plans/?plans_service=fostering"))
    assert "Fostering service delivery plan 2021 to 2022" in page
    assert "Development plan 2019" not in page


def test_the_stored_due_moments_are_those_of_the_facts(city: None) -> None:
    codes = (PlanAction.code, PlanUpdateDue.code)
    stored = sorted(DueMoment.objects.filter(journey__in=codes).values_list("clock", "episode_id", "due_at"))
    settle(PlanAction, Action.objects.values_list("pk", flat=True), NOW)
    settle(PlanUpdateDue, UpdateDue.objects.values_list("pk", flat=True), NOW)
    again = sorted(DueMoment.objects.filter(journey__in=codes).values_list("clock", "episode_id", "due_at"))
    assert stored == again
    assert len(stored) == 10 + 6 + 1  # open actions; those complete by a day; one that has not begun
