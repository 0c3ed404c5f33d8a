"""Hannah leaves: allocation, its mistakes and races, children passed on in bulk, and what caseloads come to."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, connections
from django.urls import reverse

from righthelp.foundation.access.models import Conflict
from righthelp.foundation.calendar import Month
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import Person, Relationship
from righthelp.practice.workforce import record
from righthelp.practice.workforce.caseload_rules import child_points, level, limit_of
from righthelp.practice.workforce.models import (
    Absence,
    Allocation,
    FirstYear,
    MistakenAllocation,
    PassedOn,
    Reallocation,
    Registration,
    Worker,
)
from righthelp.practice.workforce.queries import unheld
from righthelp.practice.workforce.queries_allocation import suggested, unheld_rows, worked_with
from righthelp.practice.workforce.queries_caseload import load_of, loads, trend
from righthelp.practice.workforce.record import Passing
from tests.stories.desk_house import NOW, DeskHouse, account_of, as_application, signed_in, text_of
from tests.stories.missing_house import london

TODAY = date(2021, 9, 1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield DeskHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def colleagues(house: DeskHouse, *names: str) -> list[Worker]:
    found = []
    for name in names:
        worker = house.worker(name, team="east", title="Social worker", role="social_worker")
        Worker.objects.filter(pk=worker.pk).update(manager=house.gurdeep)
        found.append(worker)
    return found


def held(house: DeskHouse, worker: Worker, forename: str, **more: object) -> Person:
    child = house.child(forename, "Brightwell", worker=False, **more)  # type: ignore[arg-type]  # as the house takes them
    Allocation.objects.create(child=child, worker=worker, starts=london("2020-01-06 09:00"))
    return child


def siblings(*children: Person) -> None:
    for one in children:
        for other in children:
            if one != other:
                Relationship.objects.create(person=one, other=other, kind="sibling")


def test_hannah_leaves_and_her_seventeen_children_go_to_four_colleagues(house: DeskHouse) -> None:
    four = colleagues(house, "Ines Marlow", "Joel Perrin", "Kit Ashdown", "Lena Vale")
    children = [held(house, house.hannah, f"Child{number:02}", plan="cin") for number in range(17)]
    siblings(*children[:3])
    siblings(*children[5:7])
    as_application()
    browser = signed_in(house.gurdeep)
    page = reverse("pass-on", args=[house.hannah.pk])
    assert "brothers and sisters together" in text_of(browser.get(page))
    mine = load_of(house.hannah.pk, TODAY, NOW)
    assert mine is not None
    near = [load for load in loads(TODAY, NOW, team=house.teams["east"].pk) if load.worker_id in {w.pk for w in four}]
    ideas = suggested([child.pk for child in children], mine, near, TODAY)
    assert set(ideas) == {child.pk for child in children}
    assert len({ideas[child.pk].worker for child in children[:3]}) == 1
    assert len({ideas[child.pk].worker for child in children[5:7]}) == 1
    shares = sorted(sum(1 for idea in ideas.values() if idea.worker == worker.pk) for worker in four)
    assert shares[0] >= 3
    assert shares[-1] <= 6
    sent = {"key": str(uuid.uuid4()), "why": "leaving", "note": "Hannah’s last day is Friday."}
    for child in children:
        sent |= {f"take_{child.pk}": "on", f"to_{child.pk}": ideas[child.pk].worker, f"note_{child.pk}": "Visit soon."}
    for _ in range(2):  # pressed twice
        assert browser.post(page, sent).status_code == 302
    act = Reallocation.objects.get()
    assert PassedOn.objects.filter(reallocation=act, refused="").count() == 17
    now_with = dict(Allocation.objects.filter(primary=True, ends=None).values_list("child_id", "worker_id"))
    assert {child.pk: now_with[child.pk] for child in children} == {pk: idea.worker for pk, idea in ideas.items()}
    taker = Worker.objects.get(pk=ideas[children[0].pk].worker)
    theirs = signed_in(taker)
    assert "Child00 Brightwell" in text_of(theirs.get(reverse("handovers")))
    note = PassedOn.objects.get(child=children[0])
    assert "Hannah’s last day is Friday." in text_of(theirs.get(reverse("handover", args=[note.pk])))
    assert theirs.post(reverse("handover", args=[note.pk])).status_code == 302
    assert "Child00 Brightwell" not in text_of(theirs.get(reverse("handovers")))
    assert "Visit soon." in text_of(theirs.get(reverse("child-workers", args=[children[0].pk])))


def test_a_child_who_cannot_pass_stays_and_the_report_says_why(house: DeskHouse) -> None:
    (ines,) = colleagues(house, "Ines Marlow")
    first, second, third = (held(house, house.hannah, name) for name in ("Ada", "Ben", "Cleo"))
    Conflict.objects.create(
        account=account_of(ines), kind="child", subject_id=second.pk, declared_at=NOW, note="My nephew"
    )
    record.allocated(child=third.pk, worker=house.ruth.pk, by=house.gurdeep, now=NOW - timedelta(hours=1))
    act = record.reallocated(
        key=uuid.uuid4(),
        giver=house.hannah.pk,
        why="leaving",
        passing=[Passing(child.pk, ines.pk) for child in (first, second, third)],
        by=house.gurdeep,
        now=NOW,
    )
    said = {row.child_id: row.refused for row in act.children.all()}
    assert said[first.pk] == ""
    assert "may not work with this child" in said[second.pk]
    assert "nephew" not in said[second.pk]
    assert "Ruth Okafor holds" in said[third.pk]
    assert Allocation.objects.get(child=second, ends=None).worker == house.hannah


def test_passed_on_by_mistake_goes_back_as_if_it_had_not_been(house: DeskHouse) -> None:
    (ines,) = colleagues(house, "Ines Marlow")
    ada, ben = (held(house, house.hannah, name) for name in ("Ada", "Ben"))
    act = record.reallocated(
        key=uuid.uuid4(),
        giver=house.hannah.pk,
        why="sick",
        passing=[Passing(ada.pk, ines.pk), Passing(ben.pk, ines.pk)],
        by=house.gurdeep,
        now=NOW,
    )
    later = NOW + timedelta(hours=2)
    done = record.taken_back(
        reallocation=act.pk, children=[ada.pk], by=house.gurdeep, now=later, reason="The wrong Hannah"
    )
    assert done == 1
    (row,) = Allocation.objects.filter(child=ada)
    assert (row.worker, row.starts, row.ends) == (house.hannah, london("2020-01-06 09:00"), None)
    assert Allocation.objects.get(child=ben, ends=None).worker == ines
    assert [each.mistaken for each in worked_with(ada.pk)] == [True, False]
    record.allocated(child=ben.pk, worker=house.ruth.pk, by=house.gurdeep, now=later)
    with pytest.raises(Refused, match="passed on to somebody else"):
        record.taken_back(reallocation=act.pk, children=[ben.pk], by=house.gurdeep, now=later, reason="Wrong")


def test_a_mistake_is_undone_within_three_days_and_kept_on_record(house: DeskHouse) -> None:
    child = house.child()
    made = record.allocated(child=child.pk, worker=house.hannah.pk, by=house.gurdeep, now=NOW)
    with pytest.raises(Refused, match="After 3 days"):
        record.undone(allocation=made.pk, by=house.gurdeep, now=NOW + timedelta(days=4), reason="Wrong child")
    record.undone(allocation=made.pk, by=house.gurdeep, now=NOW + timedelta(hours=1), reason="Wrong child")
    (row,) = Allocation.objects.filter(child=child)
    assert (row.worker, row.ends, row.ended_reason) == (house.ruth, None, "")
    assert MistakenAllocation.objects.get().reason == "Wrong child"
    from righthelp.foundation.access.decision import Subject, decide

    answer = decide(account_of(house.hannah), "child.see", Subject("child", child.pk), now=NOW + timedelta(hours=2))
    assert not answer.allowed  # no fortnight of reading for somebody who was never meant to


@pytest.mark.parametrize("why", ["left", "closed", "registration", "conflict"])
def test_nobody_unfit_is_given_a_child(house: DeskHouse, why: str) -> None:
    child = house.child()
    account = account_of(house.hannah)
    if why == "left":
        Worker.objects.filter(pk=house.hannah.pk).update(ends=TODAY)
    elif why == "closed":
        type(account).objects.filter(pk=account.pk).update(is_active=False)
    elif why == "registration":
        Registration.objects.create(
            worker=house.hannah, number="SW123", starts=date(2019, 12, 1), ends=date(2020, 12, 1), checked=TODAY
        )
    else:
        Conflict.objects.create(account=account, kind="child", subject_id=child.pk, declared_at=NOW, note="Neighbour")
    for verb in (record.allocated, record.co_worked):
        with pytest.raises(Refused) as no:
            verb(child=child.pk, worker=house.hannah.pk, by=house.gurdeep, now=NOW)
        assert no.value.field == "worker"
    assert Allocation.objects.get(child=child).worker == house.ruth


def test_a_manager_is_warned_once_and_may_do_it_all_the_same(house: DeskHouse) -> None:
    child = house.child(worker=False)
    Absence.objects.create(worker=house.hannah, kind="leave", starts=TODAY, ends=date(2021, 9, 11))
    FirstYear.objects.create(worker=house.hannah, caseload=50, starts=date(2021, 1, 4), ends=date(2022, 1, 4))
    for number in range(10):
        held(house, house.hannah, f"Child{number}")
    browser = signed_in(house.gurdeep)
    page = reverse("allocate", args=[child.pk])
    asked = text_of(browser.post(page, {"worker": house.hannah.pk, "held_by": "0", "reason": "She knows the family"}))
    assert "is away until 11 September 2021; nobody covers" in asked
    assert "holds 10 children already; the limit in the first year after qualifying is 10" in asked
    assert "She knows the family" in asked
    assert not Allocation.objects.filter(child=child).exists()
    sent = {"worker": house.hannah.pk, "held_by": "0", "reason": "She knows the family", "despite": "on"}
    assert browser.post(page, sent).status_code == 302
    assert browser.post(page, sent).status_code == 302  # pressed twice
    assert Allocation.objects.get(child=child).reason == "She knows the family"


def test_the_slower_of_two_managers_is_told_who_and_keeps_the_text(house: DeskHouse) -> None:
    child = house.child(worker=False)
    (ines,) = colleagues(house, "Ines Marlow")
    browser = signed_in(house.gurdeep)
    page = reverse("allocate", args=[child.pk])
    assert 'name="held_by" value="0"' in text_of(browser.get(page))
    record.allocated(child=child.pk, worker=ines.pk, by=house.denise, now=NOW - timedelta(minutes=1))
    told = text_of(browser.post(page, {"worker": house.hannah.pk, "held_by": "0", "reason": "She speaks Somali"}))
    assert "Ines Marlow was given this child’s work" in told
    assert "She speaks Somali" in told
    assert Allocation.objects.get(child=child).worker == ines
    assert f'name="held_by" value="{ines.pk}"' in told


@pytest.mark.django_db(transaction=True)
def test_of_eight_managers_at_once_one_wins_and_seven_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    house = DeskHouse()
    child = house.child(worker=False)
    eight = colleagues(house, *(f"Worker{number} Stone" for number in range(8)))
    barrier, told = threading.Barrier(8), list[str]()

    def allocate(worker: int, place: int) -> None:
        try:
            barrier.wait(timeout=20)
            record.allocated(
                child=child.pk, worker=worker, by=house.gurdeep, now=NOW + timedelta(seconds=place), held_by=0
            )
        except Refused as no:
            told.append(no.sentence)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=allocate, args=(each.pk, place)) for place, each in enumerate(eight)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert Allocation.objects.filter(child=child).count() == 1
    winner = Allocation.objects.get(child=child).worker.name
    assert len(told) == 7
    assert all(winner in sentence for sentence in told)


@pytest.mark.django_db(transaction=True)
def test_two_who_pass_the_same_children_across_one_another_never_wait_for_ever() -> None:
    house = DeskHouse()
    one, other = colleagues(house, "Ines Marlow", "Joel Perrin")
    theirs = [held(house, one, f"Ada{number}") for number in range(4)]
    others = [held(house, other, f"Ben{number}") for number in range(4)]
    barrier = threading.Barrier(2)
    failed = list[BaseException]()

    def pass_on(giver: Worker, taker: Worker, children: list[Person], place: int) -> None:
        try:
            barrier.wait(timeout=20)
            record.reallocated(
                key=uuid.uuid4(),
                giver=giver.pk,
                why="workload",
                passing=[Passing(child.pk, taker.pk) for child in children],
                by=house.gurdeep,
                now=NOW + timedelta(seconds=place),
            )
        except Exception as problem:
            failed.append(problem)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=pass_on, args=(one, other, theirs, 0)),
        threading.Thread(target=pass_on, args=(other, one, others, 1)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failed == []
    assert {row.worker_id for row in Allocation.objects.filter(child__in=theirs, ends=None)} == {other.pk}
    assert {row.worker_id for row in Allocation.objects.filter(child__in=others, ends=None)} == {one.pk}


def test_a_leavers_children_are_in_sight_with_how_long_and_who_was_last(house: DeskHouse) -> None:
    ada = held(house, house.hannah, "Ada", plan="cp")
    Worker.objects.filter(pk=house.hannah.pk).update(ends=date(2021, 8, 21))
    ben = house.child("Ben", "Brightwell", worker=False, plan="cin")
    rows = {row.name: row for row in unheld_rows({ada.pk, ben.pk}, TODAY)}
    assert (rows["Ada Brightwell"].days, rows["Ada Brightwell"].last_worker, rows["Ada Brightwell"].left) == (
        11,
        "Hannah Oakstead",
        True,
    )
    assert rows["Ben Brightwell"].last_worker == ""
    assert {row.child_id for row in unheld(TODAY)} == {ada.pk, ben.pk}
    page = text_of(signed_in(house.gurdeep).get(reverse("unallocated")))
    assert page.index("Ben Brightwell") < page.index("Ada Brightwell")  # the longest first
    assert "Hannah Oakstead (has left)" in page


def test_the_weighted_caseload_is_a_sum_that_can_be_checked_by_hand(house: DeskHouse) -> None:
    ada, ben = held(house, house.hannah, "Ada", plan="cp"), held(house, house.hannah, "Ben", plan="cp")
    held(house, house.hannah, "Cleo", in_care=True)
    siblings(ada, ben)
    record.demanded(
        child=ada.pk, kind="court", starts=date(2021, 7, 1), why="Care proceedings", by=house.gurdeep, now=NOW
    )
    load = load_of(house.hannah.pk, TODAY, NOW)
    assert load is not None
    assert load.points == Decimal("1.5") + Decimal("0.75") + (Decimal("1.5") - Decimal("0.4")) + Decimal("1.25")
    assert load.explained.startswith("2 × 1.5 child protection plan; 1 × 1.25 child in care; 1 × +0.75 in court")
    before = load_of(house.hannah.pk, date(2021, 6, 30), NOW)
    assert before is not None
    assert before.points == load.points - Decimal("0.75")  # as it was before the proceedings


def test_a_caseload_of_last_march_is_what_it_was(house: DeskHouse) -> None:
    held(house, house.hannah, "Ada")
    moved = held(house, house.hannah, "Ben")
    record.allocated(child=moved.pk, worker=house.ruth.pk, by=house.gurdeep, now=london("2021-04-10 09:00"))
    then, now = load_of(house.hannah.pk, date(2021, 3, 31), NOW), load_of(house.hannah.pk, TODAY, NOW)
    assert then is not None
    assert now is not None
    assert (then.held, now.held) == (2, 1)
    (march, empty) = trend([Month(2021, 3), Month(2019, 3)], NOW)
    assert (march.children, march.wte, march.value) == (2, Decimal(1), Decimal("2.0"))
    assert empty.value is None  # nothing out of nothing is none


def test_the_pages_of_caseload_show_numbers_and_words(house: DeskHouse) -> None:
    for number in range(21):
        held(house, house.hannah, f"Child{number}", plan="cin")
    as_application()
    browser = signed_in(house.gurdeep)
    team = text_of(browser.get(reverse("team-load", args=[house.teams["east"].pk])))
    assert "Over the limit" in team
    assert "21 × 1 child in need plan: 21 points" in team
    assert "Safeguarding East 1" in text_of(browser.get(reverse("caseloads")))
    assert browser.get(reverse("caseloads"), {"format": "csv", "table": "teams"})["Content-Type"].startswith("text/csv")


def test_co_work_stop_and_more_work_by_their_pages(house: DeskHouse) -> None:
    child = house.child()
    as_application()
    browser = signed_in(house.gurdeep)
    sent = {"worker": house.hannah.pk, "role": "specialist", "reason": "Life story work"}
    assert browser.post(reverse("co-work", args=[child.pk]), sent).status_code == 302
    page = text_of(browser.get(reverse("child-workers", args=[child.pk])))
    assert "Specialist piece of work" in page
    assert "Life story work" in page
    more = {"kind": "complex", "starts_day": "1", "starts_month": "8", "starts_year": "2021", "why": "Three schools"}
    assert browser.post(reverse("demand", args=[child.pk]), more).status_code == 302
    Allocation.objects.filter(child=child, worker=house.hannah).update(starts=NOW - timedelta(days=20))
    ends = {"worker": house.hannah.pk, "reason": "The piece of work is done"}
    assert browser.post(reverse("stop-working", args=[child.pk]), ends).status_code == 302
    page = text_of(browser.get(reverse("child-workers", args=[child.pk])))
    assert "The piece of work is done" in page
    assert "Three schools" in page
    assert signed_in(house.karen).post(reverse("stop-working", args=[child.pk]), ends).status_code == 403


def test_the_table_of_weights_never_makes_a_child_count_for_nothing() -> None:
    assert child_points("none", (), second_sibling=True) == Decimal("0.35")
    assert child_points("cp", ("complex", "court", "travel"), second_sibling=False) == Decimal("3.00")
    assert limit_of(Decimal("0.5"), None) == (10, Decimal("12.0"))
    assert limit_of(Decimal(1), 90) == (18, Decimal("21.6"))
    assert level(0, Decimal(0), 20, Decimal(24)) == "none"
    assert level(21, Decimal(10), 20, Decimal(24)) == "over"
    assert level(18, Decimal(10), 20, Decimal(24)) == "full"
    assert level(9, Decimal(9), 20, Decimal(24)) == "light"
