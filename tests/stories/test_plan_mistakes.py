"""Mistakes in plans of action: put right in a draft, taken back in a plan in force, refused before they are made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from righthelp.city.plans_load import posts_of
from righthelp.foundation.journey import running
from righthelp.foundation.refusals import Refused
from righthelp.governance.plan import record, record_actions
from righthelp.governance.plan.journey import ACTION_BEGUN
from righthelp.governance.plan.models import Action, Plan, Update
from righthelp.governance.plan.record_base import LedBy
from tests.stories.plan_house import NOW, PlanHouse, day, line_of


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[PlanHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield PlanHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def versions(model: type[Action] | type[Plan], number: int) -> Any:
    """What history keeps of a row."""
    return model.pgh_event_model.objects.filter(pgh_obj_id=number)  # type: ignore[union-attr]  # put there by pghistory


def test_a_plan_is_not_adopted_under_one_that_is_still_a_draft(house: PlanHouse) -> None:
    over = house.plan("Development plan", "development")
    plan = house.plan(under=house.priority(over).pk)
    house.action(plan)
    with pytest.raises(Refused, match="“Development plan”, whose priority this plan delivers, is a draft"):
        house.adopted(plan)
    house.action(over)
    house.adopted(over)
    assert house.adopted(plan).adopted == day("2021-03-15")


def test_a_mistake_in_an_action_of_a_draft_is_put_right_and_what_stood_is_history(house: PlanHouse) -> None:
    plan = house.plan()
    action, priority = house.action(plan, "2021-10-31"), house.priority(plan)
    given = {
        "action": action.pk, "what": "Review the matching process.", "difference": "Fewer moves.",
        "priority": priority.pk, "by_when": "commences", "day": day("2021-11-30"), "by": house.anthea, "now": NOW,
    }  # fmt: skip
    record_actions.action_changed(**given)  # type: ignore[arg-type]  # the verb's own parameters
    found = house.fresh(action)
    assert (found.text, found.difference) == ("Review the matching process.", "Fewer moves.")
    assert (found.priority, found.by_when, found.day) == (priority, "commences", day("2021-11-30"))
    assert "Review the disruption process." in versions(Action, action.pk).values_list("text", flat=True)
    house.adopted(plan)
    with pytest.raises(Refused, match="was adopted on 15 March 2021"):
        record_actions.action_changed(**given)  # type: ignore[arg-type]  # as above


def test_an_action_is_taken_out_of_a_draft_and_not_of_a_plan_in_force(house: PlanHouse) -> None:
    plan = house.plan()
    wrong, right = house.action(plan), house.action(plan, what="Open a phone line.")
    record_actions.action_removed(action=wrong.pk, by=house.anthea, now=NOW)
    assert list(plan.actions.all()) == [right]
    assert versions(Action, wrong.pk).get(pgh_label="delete").text == "Review the disruption process."
    house.adopted(plan)
    with pytest.raises(Refused, match="was adopted"):
        record_actions.action_removed(action=right.pk, by=house.anthea, now=NOW)


def test_a_draft_is_discarded_whole_with_its_history_kept(house: PlanHouse) -> None:
    plan = house.plan()
    priority = house.priority(plan)
    house.action(plan, priority=priority.pk)
    other = house.plan("Delivery plan", "delivery", under=priority.pk)
    with pytest.raises(Refused, match="“Delivery plan” delivers a priority of this plan"):
        record.plan_discarded(plan=plan.pk, by=house.anthea, now=NOW)
    record.plan_discarded(plan=other.pk, by=house.anthea, now=NOW)
    record.plan_discarded(plan=plan.pk, by=house.anthea, now=NOW)
    assert not Plan.objects.exists()
    assert versions(Plan, plan.pk).get(pgh_label="delete").name == "Fostering action plan"
    with pytest.raises(Refused, match="was adopted"):
        record.plan_discarded(plan=house.in_force().plan_id, by=house.anthea, now=NOW)


def test_a_priority_has_another_sponsor_also_when_the_plan_is_in_force(house: PlanHouse) -> None:
    plan = house.plan()
    priority = house.priority(plan)
    house.action(plan)
    house.adopted(plan)
    record.sponsor_changed(
        priority=priority.pk, sponsor_post="Director of Practice", sponsor=house.petra.pk, by=house.anthea, now=NOW
    )
    priority.refresh_from_db()
    assert (priority.sponsor_post, priority.sponsor) == ("Director of Practice", house.petra)


def test_years_that_must_be_wrong_are_refused(house: PlanHouse) -> None:
    with pytest.raises(Refused, match="Check the year"):
        house.plan(answered_on=day("0219-01-21"))
    action = house.in_force()
    with pytest.raises(Refused, match="Check the year"):
        record_actions.action_started(action=action.pk, on=day("0202-06-10"), by=house.petra_account, now=NOW)
    with pytest.raises(Refused, match="Check the year"):
        house.done(action, "2021-09-01", started=day("0202-06-10"))


def test_a_start_recorded_by_mistake_is_taken_back_until_something_is_said_of_it(house: PlanHouse) -> None:
    action = house.in_force("2021-05-01", by_when="commences")
    petra = house.petra_account
    record_actions.action_started(action=action.pk, on=day("2021-06-10"), by=petra, now=NOW)
    record_actions.start_taken_back(action=action.pk, by=petra, now=NOW)
    assert (house.fresh(action).started, line_of(action).unbegun) == (None, True)
    record_actions.action_started(action=action.pk, on=day("2021-06-10"), by=petra, now=NOW)
    house.said(action, "2021-07-09")
    with pytest.raises(Refused, match="Something has been said of it since"):
        record_actions.start_taken_back(action=action.pk, by=petra, now=NOW)


def test_done_by_mistake_is_taken_back_that_day_and_the_action_is_open_again(house: PlanHouse) -> None:
    action = house.in_force("2021-08-31")
    house.done(action, "2021-09-01")
    said = Update.objects.get(rag="complete")
    record_actions.update_taken_back(update=said.pk, by=house.petra_account, now=NOW)
    assert house.fresh(action).done is None
    assert line_of(action).late


@pytest.mark.parametrize("before", [None, "2021-06-10"])
def test_done_by_mistake_taken_back_leaves_the_start_as_it_was_before(house: PlanHouse, before: str | None) -> None:
    action = house.in_force("2021-05-01", by_when="commences")
    if before:
        record_actions.action_started(action=action.pk, on=day(before), by=house.petra_account, now=NOW)
    house.done(action, "2021-09-01", started=day("2021-08-20"))
    said = Update.objects.get(rag="complete")
    record_actions.update_taken_back(update=said.pk, by=house.petra_account, now=NOW)
    assert house.fresh(action).started == (day(before) if before else None)
    assert running(ACTION_BEGUN).exists() is (before is None)


def test_a_fourth_who_would_lead_beside_is_refused_and_not_lost(house: PlanHouse) -> None:
    action = house.action(house.plan())
    four = [LedBy(f"Team manager, {place}") for place in ("East", "West", "North", "South")]
    with pytest.raises(Refused, match="At most three lead beside"):
        record_actions.leads_changed(
            action=action.pk, accountable="AD, Placements", worker=None, beside=four, by=house.anthea, now=NOW
        )
    assert line_of(action).leads == ["AD, Placements", "Team manager, East"]


def test_the_demonstration_loads_no_more_leads_than_the_pages_show() -> None:
    assert posts_of("AD; One; Two; Three") == ("AD", ["One", "Two", "Three"])
    with pytest.raises(ValueError, match="At most 3"):
        posts_of("AD; One; Two; Three; Four")
