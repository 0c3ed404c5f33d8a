"""Plans of action: who answers, what is said every month, what is late or empty, and what leaves as a file."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from righthelp.foundation.journey import running
from righthelp.foundation.refusals import Refused
from righthelp.governance.plan import queries, record, record_actions
from righthelp.governance.plan.due import missed, stretches
from righthelp.governance.plan.journey import ACTION_BEGUN, ACTION_DONE, MONTHLY_UPDATE
from righthelp.governance.plan.models import Action, Moved, Plan, Priority, SignOff, Update, UpdateDue
from righthelp.governance.plan.record_base import LedBy
from tests.stories.desk_house import account_of
from tests.stories.plan_house import NOW, PlanHouse, day, line_of, months_without, noon


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[PlanHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield PlanHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


# Who answers


def test_an_action_has_one_accountable_post_and_any_number_who_lead_beside_it(house: PlanHouse) -> None:
    action = house.action(house.plan(), beside=[LedBy("HoS, ASTI"), LedBy("Team manager, East", house.gurdeep.pk)])
    assert line_of(action).leads == ["AD, Placements", "HoS, ASTI", "Team manager, East"]


def test_the_database_takes_no_action_for_which_nobody_is_accountable(house: PlanHouse) -> None:
    action = house.action(house.plan())
    with pytest.raises(IntegrityError, match="plan_action_one_accountable"), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(accountable="")


def test_whoever_is_accountable_is_not_named_again_beside_themselves(house: PlanHouse) -> None:
    with pytest.raises(Refused, match="leads it already"):
        house.action(house.plan(), beside=[LedBy("AD, Placements")])


def test_somebody_whose_role_gives_no_updates_is_not_made_a_lead(house: PlanHouse) -> None:
    with pytest.raises(Refused, match=r"Ruth .* cannot give updates"):
        house.action(house.plan(), worker=house.ruth.pk)


def test_a_priority_of_another_plan_is_refused_by_the_verb_and_by_the_database(house: PlanHouse) -> None:
    other = house.priority(house.plan("Placements strategy", "other"))
    plan = house.plan()
    with pytest.raises(Refused, match="priority of this plan"):
        house.action(plan, priority=other.pk)
    action = house.action(plan)
    with pytest.raises(IntegrityError, match="priority_of_plan"), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(priority=other)


def test_only_the_last_update_of_each_action_is_read(house: PlanHouse) -> None:
    plan = house.in_force(since="2021-03-15").plan
    first, second = plan.actions.get(), house.action(plan, now=noon("2021-03-16"))
    for on, rag in (("2021-04-09", "red"), ("2021-05-10", "amber"), ("2021-06-10", "green")):
        house.said(first, on, rag)
    house.said(second, "2021-05-11", "red")
    with CaptureQueriesContext(connection) as asked:
        found = queries.lines(plan.actions.all(), NOW)
    assert [line.rag for line in found] == ["green", "red"]
    [of_updates] = [each["sql"] for each in asked if 'FROM "plan_update"' in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(of_updates)
        assert len(cursor.fetchall()) == 2


# Drafts and adoption


def test_an_inspection_action_plan_says_which_inspection_it_answers(house: PlanHouse) -> None:
    with pytest.raises(Refused, match="which inspection"):
        house.plan(answers="")


def test_nothing_falls_due_of_a_draft_even_when_its_days_have_passed(house: PlanHouse) -> None:
    action = house.action(house.plan(), "2019-04-30")
    assert not running(ACTION_DONE, MONTHLY_UPDATE).exists()
    assert line_of(action).standings == ["draft"]
    with pytest.raises(Refused, match="Adopt it first"):
        house.said(action, "2021-09-01")


def test_a_plan_without_an_action_is_not_adopted(house: PlanHouse) -> None:
    with pytest.raises(Refused, match="without an action"):
        house.adopted(house.plan())


def test_an_action_that_joins_a_plan_in_force_is_in_force_from_that_day(house: PlanHouse) -> None:
    plan = house.in_force().plan
    added = house.action(plan, "2021-10-31")
    assert (added.number, added.in_force) == (2, day("2021-09-01"))
    with pytest.raises(Refused, match="has passed"):
        house.action(plan, "2021-08-31")


# Late and begun


def test_an_action_is_late_from_the_day_after_the_one_by_which_it_was_to_be_complete(house: PlanHouse) -> None:
    action = house.in_force("2021-08-31")
    assert line_of(action).late
    assert house.fresh(action).done is None
    plan = action.plan
    assert not line_of(house.action(plan, "2021-09-01")).late


def test_work_that_commences_is_late_only_until_it_has_begun_and_has_no_day_to_be_complete_by(house: PlanHouse) -> None:
    action = house.in_force("2021-05-01", by_when="commences")
    assert (line_of(action).unbegun, line_of(action).late) == (True, False)
    record_actions.action_started(action=action.pk, on=day("2021-06-10"), by=house.petra_account, now=NOW)
    assert not running(ACTION_BEGUN).exists()
    assert (line_of(action).unbegun, line_of(action).late) == (False, False)


def test_a_day_that_is_moved_stays_to_be_read_with_the_reason(house: PlanHouse) -> None:
    action = house.in_force("2021-08-31")
    with pytest.raises(Refused, match="why the day is moved"):
        record_actions.day_moved(action=action.pk, day=day("2021-11-30"), because=" ", by=house.anthea, now=NOW)
    record_actions.day_moved(
        action=action.pk, day=day("2021-11-30"), because="Agreed by the board.", by=house.anthea, now=NOW
    )
    assert not line_of(action).late
    moved = Moved.objects.get()
    assert (moved.was, moved.became) == (day("2021-08-31"), day("2021-11-30"))


# Monthly updates


def test_the_first_update_is_due_by_the_end_of_the_month_after_adoption(house: PlanHouse) -> None:
    house.in_force(since="2021-08-20")
    [moment] = running(MONTHLY_UPDATE)
    assert moment.due_at.date() == day("2021-09-30")


def test_months_without_an_update_are_named_and_make_the_action_behind(house: PlanHouse) -> None:
    action = house.in_force(since="2021-03-15")
    house.said(action, "2021-04-09")
    house.said(action, "2021-06-30")
    line = line_of(action)
    assert [str(month) for month in line.missed] == ["May 2021", "July 2021", "August 2021"]
    assert (line.behind, line.empty) == (True, False)
    house.said(action, "2021-09-01")
    assert not line_of(action).behind
    assert len(line_of(action).missed) == 3  # what was missed stays missed


def test_an_action_of_which_nobody_has_ever_spoken_is_empty(house: PlanHouse) -> None:
    action = house.in_force()
    assert line_of(action).standings == ["empty", "behind", "open"]
    house.said(action, "2021-09-01", "red")
    assert line_of(action).standings == ["open"]


def test_stretches_miss_the_same_months_as_a_calendar_read_month_by_month() -> None:
    dice = random.Random(234)
    for _ in range(400):
        since = date(2020, 1, 1) + timedelta(days=dice.randrange(300))
        today = since + timedelta(days=dice.randrange(500))
        span = (today - since).days + 1
        ended = since + timedelta(days=dice.randrange(span)) if dice.random() < 0.4 else None
        last = (ended or today) - since
        updates = [since + timedelta(days=dice.randrange(last.days + 1)) for _ in range(dice.randrange(9))]
        found = missed(stretches(since, updates, ended), today)
        assert [month.code for month in found] == months_without(since, updates, ended, today)


def test_the_stored_stretches_are_those_that_the_updates_make(house: PlanHouse) -> None:
    action = house.in_force(since="2021-03-15")
    for on in ("2021-04-09", "2021-04-20", "2021-07-01"):
        house.said(action, on)
    rows = UpdateDue.objects.filter(action=action).order_by("place").values_list("since", "held", "ended")
    assert list(rows) == [
        (day("2021-03-15"), day("2021-04-09"), None),
        (day("2021-04-09"), day("2021-04-20"), None),
        (day("2021-04-20"), day("2021-07-01"), None),
        (day("2021-07-01"), None, None),
    ]


def test_only_those_who_lead_an_action_or_write_plans_speak_of_it(house: PlanHouse) -> None:
    action = house.in_force()
    with pytest.raises(Refused, match="Only those who lead"):
        house.said(action, "2021-09-01", by=account_of(house.denise))
    house.said(action, "2021-09-01", by=account_of(house.gurdeep))
    assert line_of(action).said is not None


def test_red_and_amber_say_what_is_done_next(house: PlanHouse) -> None:
    action = house.in_force()
    with pytest.raises(Refused, match="what is done next"):
        record_actions.update_given(action=action.pk, rag="amber", progress="Slow.", by=house.petra_account, now=NOW)


def test_complete_is_not_a_colour_that_can_be_typed(house: PlanHouse) -> None:
    action = house.in_force()
    with pytest.raises(Refused, match="Record the action as done"):
        house.said(action, "2021-09-01", "complete")


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("/no-such-page", "No page of this system"),
        ("/children/7", "about one person"),
        ("/search?q=Leah", "a search"),
        ("/trust-plans/new", "a form"),
        ("/indicators/MIS-3?as_at=2021-08-31", ""),
    ],
)
def test_evidence_is_a_page_of_figures_that_is_there_and_about_no_one_person(
    house: PlanHouse, page: str, sentence: str
) -> None:
    action = house.in_force()
    given = {"action": action.pk, "rag": "green", "progress": "Half done.", "by": house.petra_account, "now": NOW}
    if sentence:
        with pytest.raises(Refused, match=sentence):
            record_actions.update_given(page=page, **given)  # type: ignore[arg-type]  # the verb's own parameters
    else:
        assert record_actions.update_given(page=page, **given).page == "/indicators/MIS-3"  # type: ignore[arg-type]


def test_an_update_is_never_edited_nor_deleted(house: PlanHouse) -> None:
    said = house.said(house.in_force(), "2021-09-01", "red")
    with pytest.raises(ProgrammingError, match="not edited"), transaction.atomic():
        Update.objects.filter(pk=said.pk).update(rag="green")
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        Update.objects.filter(pk=said.pk).delete()


def test_its_author_takes_an_update_back_on_the_same_day_and_the_month_is_without_one_again(house: PlanHouse) -> None:
    action = house.in_force(since="2021-07-15")
    said = house.said(action, "2021-09-01")
    assert not line_of(action).behind
    with pytest.raises(Refused, match="Only its author"):
        record_actions.update_taken_back(update=said.pk, by=account_of(house.gurdeep), now=NOW)
    with pytest.raises(Refused, match="Only its author"):
        record_actions.update_taken_back(update=said.pk, by=house.petra_account, now=NOW + timedelta(days=1))
    record_actions.update_taken_back(update=said.pk, by=house.petra_account, now=NOW)
    assert (line_of(action).behind, line_of(action).empty) == (True, True)
    assert Update.objects.get().taken_back == NOW


# Done and stopped


def test_an_action_that_is_done_says_what_came_of_it_and_what_shows_it(house: PlanHouse) -> None:
    action = house.in_force()
    with pytest.raises(Refused, match="what shows that it is done"):
        house.done(action, "2021-08-20", evidence="")
    with pytest.raises(Refused, match="was started"):
        house.done(action, "2021-08-20", started=None)
    house.done(action, "2021-08-20", started=day("2021-04-01"))
    line = line_of(action)
    assert (line.rag, line.standings, line.update_due) == ("complete", ["done"], None)
    assert not running(ACTION_DONE, MONTHLY_UPDATE).exists()


def test_done_in_its_month_answers_for_that_months_update(house: PlanHouse) -> None:
    action = house.in_force(since="2021-06-15")
    house.said(action, "2021-07-10")
    house.done(action, "2021-08-20")
    assert line_of(action).missed == ()


def test_a_stopped_action_keeps_its_reason_and_takes_no_more(house: PlanHouse) -> None:
    action = house.in_force("2021-08-31")
    with pytest.raises(Refused, match="why it is stopped"):
        record_actions.action_stopped(action=action.pk, why="", by=house.anthea, now=NOW)
    record_actions.action_stopped(action=action.pk, why="Overtaken by the redesign.", by=house.anthea, now=NOW)
    assert line_of(action).standings == ["stopped"]
    with pytest.raises(Refused, match="was stopped on 1 September 2021"):
        house.said(action, "2021-09-01")


def test_a_plan_is_not_closed_over_an_open_action(house: PlanHouse) -> None:
    action = house.in_force()
    with pytest.raises(Refused, match="Still open: 1"):
        record.plan_closed(plan=action.plan_id, why="The year is over.", by=house.anthea, now=NOW)
    house.done(action, "2021-09-01")
    record.plan_closed(plan=action.plan_id, why="The year is over.", by=house.anthea, now=NOW)
    with pytest.raises(Refused, match="was closed"):
        house.action(Plan.objects.get(), "2021-12-01")


def test_an_action_says_which_inspected_area_and_which_indicator_it_is_to_move(house: PlanHouse) -> None:
    action = house.in_force()
    given = {"action": action.pk, "inspection_area": "fostering", "self_assessment": "4.2", "by": house.anthea}
    with pytest.raises(Refused, match="answers in the list"):
        record_actions.action_linked(indicator="NO-SUCH", now=NOW, **given)  # type: ignore[arg-type]  # as above
    record_actions.action_linked(indicator="MIS-3", now=NOW, **given)  # type: ignore[arg-type]
    found = house.fresh(action)
    assert (found.inspection_area, found.indicator, found.self_assessment) == ("fostering", "MIS-3", "4.2")


# Sign-off


def signed(house: PlanHouse, plan: Plan, priority: Priority | None, **more: str) -> SignOff:
    given = {"capacity": "sponsor" if priority else "board", "decision": "assured", "note": ""} | more
    return record.signed_off(
        plan=plan.pk, who="Rosa Minden, Director of Commissioning", on=day("2021-09-01"), by=house.anthea, now=NOW,
        priority=priority.pk if priority else None, **given,
    )  # fmt: skip


def test_the_sponsor_speaks_for_a_priority_and_the_board_for_the_plan(house: PlanHouse) -> None:
    plan = house.plan()
    priority = house.priority(plan)
    house.action(plan, priority=priority.pk)
    house.adopted(plan)
    signed(house, plan, priority)
    signed(house, plan, None)
    with pytest.raises(Refused, match="Choose the priority"):
        signed(house, plan, None, capacity="sponsor")
    with pytest.raises(Refused, match="still to be shown"):
        signed(house, plan, None, decision="more")
    [line] = queries.priorities(plan, house.anthea, queries.lines(plan.actions.all(), NOW))
    assert line.said is not None
    assert (line.said.decision, line.objectives) == ("assured", ("Enough carers", "Issues addressed"))


def test_a_draft_is_not_signed_off(house: PlanHouse) -> None:
    with pytest.raises(Refused, match="from the day on which it was adopted"):
        signed(house, house.plan(), None)
