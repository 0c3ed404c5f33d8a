"""Casework: one visit for all the children in it, minutes nobody loses, plans one at a time, actions until done."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction

from righthelp.foundation.calendar import end_of_day
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import record, record_meetings, record_visits
from righthelp.practice.casework.models import Action, Plan, Visit, VisitDue, Visited
from righthelp.practice.casework.record_meetings import Asked, Written
from righthelp.practice.casework.record_visits import Seen
from righthelp.practice.people.models import Involvement
from tests.stories.casework_house import NOW, CaseworkHouse, account_of, london

DAY = timedelta(days=1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[CaseworkHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield CaseworkHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def owed(plan: Plan) -> DueMoment:
    """The one visit that is due under a plan."""
    return DueMoment.objects.get(journey="visit-due", episode_id__in=VisitDue.objects.filter(plan=plan).values("pk"))


def test_a_visit_recorded_late_splits_the_stretch_it_falls_into(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    plan = house.plan(kezia)
    house.visit(kezia, at="2021-08-27 16:00")
    assert house.due(plan) == [("2021-08-02", "2021-08-27", ""), ("2021-08-27", "", "")]
    house.visit(kezia, at="2021-08-11 15:30")
    assert house.due(plan) == [
        ("2021-08-02", "2021-08-11", ""),
        ("2021-08-11", "2021-08-27", ""),
        ("2021-08-27", "", ""),
    ]
    assert owed(plan).due_at == end_of_day(
        date(2021, 9, 13)
    )  # ten working days after Friday 27 August, a bank holiday in


def test_one_visit_counts_for_every_brother_and_sister_who_was_seen(house: CaseworkHouse) -> None:
    kezia, jonah, milo = house.family()
    plans = [house.plan(kezia), house.plan(jonah, kind="cin"), house.plan(milo)]
    house.visit(
        at="2021-08-20 17:00",
        children=[
            Seen(kezia.pk, True, True, words="I like it when Mum is awake."),
            Seen(jonah.pk, True, False, why_not="He did not want to leave the room"),
            Seen(milo.pk, False, False, why_not="He was at his grandmother’s"),
        ],
    )
    assert Visit.objects.count() == 1
    assert [len(house.due(plan)) for plan in plans] == [2, 2, 1]  # nobody saw Milo: his visit is still due
    assert owed(plans[2]).due_at == end_of_day(date(2021, 8, 16))


def test_a_visit_withdrawn_no_longer_counts_and_stays_readable(house: CaseworkHouse) -> None:
    kezia, jonah, _ = house.family()
    one, other = house.plan(kezia), house.plan(jonah)
    made = house.visit(kezia, jonah, at="2021-08-20 17:00")
    row = made.children.get(child=kezia)
    record_visits.visit_withdrawn(visited=row.pk, why="It was her cousin", by=account_of(house.ruth), now=NOW)
    assert house.due(one) == [("2021-08-02", "", "")]
    assert len(house.due(other)) == 2
    assert Visited.objects.get(pk=row.pk).withdrawn_why == "It was her cousin"
    with pytest.raises(Refused, match="withdrawn already"):
        record_visits.visit_withdrawn(visited=row.pk, why="Again", by=account_of(house.ruth), now=NOW)
    house.visit(kezia, at="2021-08-20 17:00")  # the right one, at the same time, may now be recorded
    assert len(house.due(one)) == 2


def test_what_a_visit_cannot_be(house: CaseworkHouse) -> None:
    kezia, jonah, _ = house.family()
    plan = house.plan(jonah)
    action = record.action_agreed(
        child=jonah.pk, what="Register at the surgery", by_when=date(2021, 9, 9), plan=plan.pk, owner="Grace",
        by=account_of(house.ruth), now=NOW,
    )  # fmt: skip
    for wrong, said in (
        ({"at": "2021-09-02 10:00"}, "in the future"),
        ({"at": "2020-08-01 10:00"}, "more than a year ago"),
        ({"at": "2021-09-01 10:00", "children": []}, "Choose which children"),
        ({"at": "2021-09-01 10:00", "children": [Seen(kezia.pk, False, True)]}, "not seen alone"),
        ({"at": "2021-09-01 10:00", "children": [Seen(kezia.pk, True, False)]}, "why not alone"),
        ({"at": "2021-09-01 10:00", "children": [Seen(kezia.pk, False, False)]}, "why the child was not seen"),
        ({"at": "2021-09-01 10:00", "children": [Seen(kezia.pk, True, True)] * 2}, "stands twice"),
        ({"at": "2021-09-01 10:00", "children": [Seen(kezia.pk, True, True, action=action.pk)]}, "not one of the"),
        ({"at": "2021-09-01 10:00", "note": " "}, "what you saw and heard"),
    ):
        with pytest.raises(Refused, match=said):
            house.visit(kezia, **wrong)
    assert not Visit.objects.exists()


def test_nobody_visits_a_child_who_has_died(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    kezia.died_on = date(2021, 8, 10)
    kezia.save()
    with pytest.raises(Refused, match="died on 10 August 2021"):
        house.visit(kezia, at="2021-08-11 10:00")
    house.visit(kezia, at="2021-08-09 10:00")


def test_a_form_sent_twice_records_one_visit(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    key = uuid.uuid4()
    first = house.visit(kezia, at="2021-08-20 17:00", key=key)
    assert house.visit(kezia, at="2021-08-20 17:00", key=key) == first
    with pytest.raises(Refused, match="at this very time is recorded already"):
        house.visit(kezia, at="2021-08-20 17:00")
    assert Visit.objects.count() == 1


def test_a_plan_that_ends_ends_its_involvement_its_open_actions_and_its_visits(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    plan = house.plan(kezia)
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    asked: dict[str, Any] = {"child": kezia.pk, "by_when": date(2021, 9, 9), "plan": plan.pk, **by}
    done = record.action_agreed(what="See the school nurse", worker=house.ruth.pk, **asked)
    left = record.action_agreed(what="Ask for a place at breakfast club", owner="Grace", **asked)
    record.action_done(action=done.pk, note="She weighed and measured Kezia.", **by)
    house.visit(kezia, at="2021-08-20 17:00")
    record.plan_ended(plan=plan.pk, ends=date(2021, 8, 31), ending="met", why="The home is warm and calm.", **by)
    assert house.due(plan) == [("2021-08-02", "2021-08-20", ""), ("2021-08-20", "", "2021-08-31")]
    left.refresh_from_db()
    assert "The plan ended" in left.stopped_why
    assert not DueMoment.objects.filter(subject_id=kezia.pk).exists()
    assert Involvement.objects.get(child=kezia).ends == date(2021, 8, 31)
    for verb in (
        lambda: record.outcome_set(plan=plan.pk, what="More", **by),
        lambda: record.plan_ended(plan=plan.pk, ends=date(2021, 9, 1), ending="met", why="Twice", **by),
        lambda: record.action_reopened(action=left.pk, **by),
    ):
        with pytest.raises(Refused, match="ended"):
            verb()


def test_a_visit_on_the_day_a_plan_ended_belongs_to_the_plan_that_began_then(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    first = house.plan(kezia, "2021-07-01")
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    record.plan_ended(plan=first.pk, ends=date(2021, 8, 16), ending="step-down", why="Safer", **by)
    second = house.plan(kezia, "2021-08-16", kind="cin")
    house.visit(kezia, at="2021-08-16 10:00")
    assert house.due(first) == [("2021-07-01", "", "2021-08-16")]
    assert house.due(second) == [("2021-08-16", "2021-08-16", ""), ("2021-08-16", "", "")]


def test_a_child_has_one_plan_at_a_time_whatever_it_is_for(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    house.plan(kezia)
    with pytest.raises(Refused, match="has a plan on that day"):
        house.plan(kezia, "2021-08-20", kind="cin")
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(child=kezia, kind="cin", starts=date(2021, 8, 20), begun=NOW, begun_by=house.ruth)
    assert Involvement.objects.filter(child=kezia).count() == 1


def test_an_action_is_one_childs_and_of_their_plan_outcome_or_meeting(house: CaseworkHouse) -> None:
    kezia, jonah, _ = house.family()
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    plan, other = house.plan(kezia), house.plan(jonah)
    outcome = record.outcome_set(plan=plan.pk, what="Kezia goes to bed fed and on time", **by)
    meeting = house.meeting(jonah)
    asked: dict[str, Any] = {
        "child": kezia.pk,
        "what": "Buy a bed",
        "by_when": date(2021, 9, 9),
        "owner": "Grace",
        **by,
    }
    for wrong, said in (
        ({}, "belongs to a plan"),
        ({"plan": other.pk}, "another child’s"),
        ({"outcome": outcome.pk, "plan": other.pk}, "not one of the plan’s"),
        ({"meeting": meeting.pk}, "not about the child"),
        ({"plan": plan.pk, "by_when": date(2021, 8, 31)}, "past"),
        ({"plan": plan.pk, "owner": ""}, "who does it"),
        ({"plan": plan.pk, "worker": house.ruth.pk}, "not both"),
    ):
        with pytest.raises(Refused, match=said):
            record.action_agreed(**(asked | wrong))
    assert record.action_agreed(**asked, outcome=outcome.pk).plan_id == plan.pk


def test_what_a_meeting_decided_for_yesterday_can_be_written_down_today(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    meeting = house.meeting(kezia, kind="strategy", planned="2021-08-30 14:00")
    record_meetings.meeting_held(meeting=meeting.pk, at=london("2021-08-30 14:00"), **by)
    made = record.action_agreed(
        child=kezia.pk, what="Joint visit", by_when=date(2021, 8, 31), worker=house.ruth.pk, meeting=meeting.pk, **by
    )
    assert DueMoment.objects.get(journey="action").due_at == end_of_day(date(2021, 8, 31))
    record.action_done(action=made.pk, note="With the police.", at=london("2021-08-31 16:00"), **by)
    assert not DueMoment.objects.filter(journey="action").exists()


def test_an_action_is_moved_given_done_and_reopened_and_keeps_the_day_first_agreed(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    plan = house.plan(kezia)
    made = record.action_agreed(
        child=kezia.pk, what="Ask about a bed", by_when=date(2021, 9, 9), worker=house.ruth.pk, plan=plan.pk, **by
    )
    record.action_moved(action=made.pk, by_when=date(2021, 9, 20), **by)
    record.action_given(action=made.pk, worker=house.hannah.pk, **by)
    record.action_done(action=made.pk, note="It comes on Friday.", **by)
    with pytest.raises(Refused, match="settled already"):
        record.action_stopped(action=made.pk, why="Twice", **by)
    record.action_reopened(action=made.pk, **by)
    made.refresh_from_db()
    assert (made.first_by_when, made.by_when, made.worker) == (date(2021, 9, 9), date(2021, 9, 20), house.hannah)
    assert DueMoment.objects.get(journey="action").due_at == end_of_day(date(2021, 9, 20))


def test_two_people_write_the_minutes_of_one_meeting_and_neither_loses_text(house: CaseworkHouse) -> None:
    kezia, jonah, _ = house.family()
    meeting = house.meeting(kezia)
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    mine = [Written("What is going well", "Kezia reads every evening.")]
    record_meetings.minuted(meeting=meeting.pk, parts=mine, version=0, **by)
    with pytest.raises(Refused, match="Somebody else saved"):
        record_meetings.minuted(meeting=meeting.pk, parts=[Written("Worries", "The oven")], version=0, **by)
    with pytest.raises(Refused, match="nothing to save"):
        record_meetings.minuted(meeting=meeting.pk, parts=[], version=1, **by)
    with pytest.raises(Refused, match="not about"):
        record_meetings.minuted(meeting=meeting.pk, parts=[Written("Jonah", "x", child=jonah.pk)], version=1, **by)
    assert [part.text for part in meeting.parts.all()] == ["Kezia reads every evening."]


def test_minutes_that_went_out_are_corrected_by_a_part_that_says_so(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    meeting = house.meeting(kezia, planned="2021-08-30 10:00")
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    with pytest.raises(Refused, match="Record first"):
        record_meetings.minutes_sent(meeting=meeting.pk, **by)
    record_meetings.meeting_held(meeting=meeting.pk, at=london("2021-08-30 10:00"), **by)
    assert DueMoment.objects.get(journey="meeting").due_at == end_of_day(date(2021, 9, 13))
    with pytest.raises(Refused, match="no minutes yet"):
        record_meetings.minutes_sent(meeting=meeting.pk, **by)
    record_meetings.minuted(meeting=meeting.pk, parts=[Written("Decided", "A bed.")], version=0, **by)
    with pytest.raises(Refused, match="not been given out"):
        record_meetings.corrected(meeting=meeting.pk, part=Written("Correction", "Two beds."), **by)
    record_meetings.minutes_sent(meeting=meeting.pk, **by)
    assert not DueMoment.objects.filter(journey="meeting").exists()
    with pytest.raises(Refused, match="given out"):
        record_meetings.minuted(meeting=meeting.pk, parts=[Written("Decided", "Two.")], version=1, **by)
    record_meetings.corrected(meeting=meeting.pk, part=Written("Correction", "Two beds."), **by)
    assert [part.added for part in meeting.parts.order_by("place")] == [None, NOW]


def test_who_is_asked_to_a_meeting_is_somebody_once(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    meeting = house.meeting(kezia, asked=[Asked("social-care", worker=house.ruth.pk)])
    for wrong, said in (
        (Asked("social-care", worker=house.ruth.pk), "asked already"),
        (Asked("police"), "Say who is asked"),
        (Asked("police", name="DC Patel", worker=house.ruth.pk), "Say who is asked"),
        (Asked("health", person=987654321), "no longer there"),
        (Asked("elsewhere", name="DC Patel"), "Choose one of the answers"),
    ):
        with pytest.raises(Refused, match=said):
            record_meetings.asked_to(meeting=meeting.pk, asked=wrong, **by)
    extra = record_meetings.asked_to(meeting=meeting.pk, asked=Asked("police", name="DC Patel"), **by)
    record_meetings.attended(attendance=extra.pk, came="yes", said="No calls to the address.", was="", **by)
    with pytest.raises(Refused, match="Somebody else wrote here"):
        record_meetings.attended(attendance=extra.pk, came="yes", said="Two calls.", was="", **by)
    with pytest.raises(Refused, match="whether they came"):
        record_meetings.not_asked(attendance=extra.pk, **by)


def test_a_cancelled_meeting_is_neither_moved_held_nor_minuted(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    meeting = house.meeting(kezia)
    record_meetings.meeting_moved(meeting=meeting.pk, planned=london("2021-09-08 10:00"), **by)
    assert meeting.about.get().planned == london("2021-09-08 10:00")
    record_meetings.meeting_cancelled(meeting=meeting.pk, why="The family moved", **by)
    verbs: tuple[Callable[[], object], ...] = (
        lambda: record_meetings.meeting_held(meeting=meeting.pk, at=NOW, **by),
        lambda: record_meetings.meeting_moved(meeting=meeting.pk, planned=NOW + DAY, **by),
        lambda: record_meetings.minuted(meeting=meeting.pk, parts=[Written("A", "b")], version=0, **by),
    )
    for verb in verbs:
        with pytest.raises(Refused, match="cancelled"):
            verb()
    assert meeting.about.get().cancelled == NOW


def at_once(*verbs: Callable[[], object]) -> list[object]:
    """What each of some verbs answers when they run in threads at the same moment."""
    barrier, answers = threading.Barrier(len(verbs)), list[object]([None] * len(verbs))

    def run(place: int) -> None:
        barrier.wait(timeout=30)
        try:
            answers[place] = verbs[place]()
        except BaseException as problem:
            answers[place] = problem
        connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(verbs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.mark.django_db(transaction=True)
def test_of_two_plans_begun_at_once_one_stands_and_the_other_is_told_why() -> None:
    house = CaseworkHouse()
    kezia, *_ = house.family()
    answers = at_once(lambda: house.plan(kezia), lambda: house.plan(kezia, "2021-08-09", kind="cin"))
    assert sorted(type(each).__name__ for each in answers) == ["Plan", "Refused"]
    assert Plan.objects.count() == Involvement.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_visit_form_pressed_twice_at_once_records_one_visit() -> None:
    house = CaseworkHouse()
    kezia, jonah, _ = house.family()
    key = uuid.uuid4()
    press = lambda: house.visit(jonah, kezia, at="2021-08-20 17:00", key=key)  # noqa: E731
    answers = at_once(press, press)
    assert [each for each in answers if not isinstance(each, Visit)] == []
    assert Visit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_visits_recorded_withdrawn_and_a_plan_ended_at_once_leave_the_stretches_that_the_facts_say() -> None:
    house = CaseworkHouse()
    kezia, *_ = house.family()
    plan = house.plan(kezia)
    wrong = house.visit(kezia, at="2021-08-05 17:00").children.get()
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    answers = at_once(
        lambda: house.visit(kezia, at="2021-08-20 17:00"),
        lambda: record_visits.visit_withdrawn(visited=wrong.pk, why="Not her", **by),
        lambda: record.plan_ended(plan=plan.pk, ends=date(2021, 8, 31), ending="met", why="Well", **by),
        lambda: record.outcome_set(plan=plan.pk, what="A warm home", **by),
    )
    assert [each for each in answers if isinstance(each, BaseException) and not isinstance(each, Refused)] == []
    assert house.due(plan) == [("2021-08-02", "2021-08-20", ""), ("2021-08-20", "", "2021-08-31")]


@pytest.mark.django_db(transaction=True)
def test_an_action_done_and_stopped_at_once_is_one_of_them() -> None:
    house = CaseworkHouse()
    kezia, *_ = house.family()
    plan = house.plan(kezia)
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    made = record.action_agreed(
        child=kezia.pk, what="A bed", by_when=date(2021, 9, 9), owner="Grace", plan=plan.pk, **by
    )
    answers = at_once(
        lambda: record.action_done(action=made.pk, note="It came", **by),
        lambda: record.action_stopped(action=made.pk, why="She has one", **by),
    )
    assert sorted(type(each).__name__ for each in answers) == ["Action", "Refused"]
    held = Action.objects.get()
    assert (held.done is None) != (held.stopped is None)
