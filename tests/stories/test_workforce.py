"""Who works with a child, and who is away: verbs, races and pages."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection, connections

from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import Involvement, Person
from righthelp.practice.workforce import record
from righthelp.practice.workforce.models import Absence, Allocation, Worker
from righthelp.practice.workforce.queries import caseloads, unallocated, works_with
from tests.stories.desk_house import NOW, DeskHouse, account_of, as_application, signed_in, text_of

TODAY = date(2021, 9, 1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield DeskHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_a_hand_over_leaves_exactly_one_primary_worker_at_every_moment(house: DeskHouse) -> None:
    child = house.child()
    record.allocated(child=child.pk, worker=house.hannah.pk, by=house.gurdeep, now=NOW)
    former, present = Allocation.objects.filter(child=child).order_by("starts")
    assert (former.worker, former.ends) == (house.ruth, NOW)
    assert (present.worker, present.starts, present.ends) == (house.hannah, NOW, None)


def test_a_second_press_of_the_button_is_told_so_and_changes_nothing(house: DeskHouse) -> None:
    child = house.child(worker=False)
    record.allocated(child=child.pk, worker=house.hannah.pk, by=house.gurdeep, now=NOW)
    with pytest.raises(Refused, match="already"):
        record.allocated(child=child.pk, worker=house.hannah.pk, by=house.gurdeep, now=NOW + timedelta(seconds=1))
    assert Allocation.objects.filter(child=child).count() == 1


def test_two_allocations_of_one_moment_give_a_sentence_not_a_crash(house: DeskHouse) -> None:
    child = house.child(worker=False)
    record.allocated(child=child.pk, worker=house.hannah.pk, by=house.gurdeep, now=NOW)
    with pytest.raises(Refused, match="a moment ago"):
        record.allocated(child=child.pk, worker=house.ruth.pk, by=house.gurdeep, now=NOW)
    assert Allocation.objects.get(child=child).worker == house.hannah


def test_a_future_allocation_already_there_is_told_in_words(house: DeskHouse) -> None:
    child = house.child(worker=False)
    Allocation.objects.create(
        child=child, worker=house.ruth, starts=NOW + timedelta(days=3), ends=NOW + timedelta(days=9)
    )
    with pytest.raises(Refused, match="just allocated"):
        record.allocated(child=child.pk, worker=house.hannah.pk, by=house.gurdeep, now=NOW)


def test_all_children_are_handed_over_or_none(house: DeskHouse) -> None:
    first, second = house.child(), house.child("Bilal", "Aktar")
    record.allocated(child=second.pk, worker=house.hannah.pk, by=house.gurdeep, now=NOW)
    with pytest.raises(Refused):
        record.handed_over(
            children=[first.pk, second.pk], worker=house.hannah.pk, by=house.gurdeep, now=NOW + timedelta(hours=1)
        )
    assert Allocation.objects.get(child=first, ends=None).worker == house.ruth


def test_a_co_worker_who_becomes_primary_is_no_longer_beside(house: DeskHouse) -> None:
    child = house.child()
    record.co_worked(child=child.pk, worker=house.hannah.pk, by=house.gurdeep, now=NOW)
    with pytest.raises(Refused, match="already"):
        record.co_worked(child=child.pk, worker=house.hannah.pk, by=house.gurdeep, now=NOW)
    later = NOW + timedelta(hours=1)
    record.allocated(child=child.pk, worker=house.hannah.pk, by=house.gurdeep, now=later)
    with_child = works_with(child.pk, later + timedelta(hours=1), TODAY)
    assert [(each.name, each.primary) for each in with_child] == [("Hannah Oakstead", True)]


def test_a_primary_worker_cannot_simply_stop_while_there_is_a_plan(house: DeskHouse) -> None:
    child = house.child(plan="cp")
    with pytest.raises(Refused, match="Hand the work over"):
        record.deallocated(child=child.pk, worker=house.ruth.pk, by=house.gurdeep, now=NOW, reason="Closed")
    Involvement.objects.filter(child=child).update(ends=TODAY)
    record.deallocated(child=child.pk, worker=house.ruth.pk, by=house.gurdeep, now=NOW, reason="Closed")
    assert Allocation.objects.get(child=child).ends == NOW


def test_a_child_who_came_alone_stays_allocated(house: DeskHouse) -> None:
    child = house.child(unaccompanied=True)
    with pytest.raises(Refused, match="came to this country alone"):
        record.deallocated(child=child.pk, worker=house.ruth.pk, by=house.gurdeep, now=NOW, reason="Closed")


def test_nobody_who_has_left_is_given_work(house: DeskHouse) -> None:
    child = house.child()
    Worker.objects.filter(pk=house.hannah.pk).update(ends=TODAY)
    with pytest.raises(Refused, match="does not work here") as refusal:
        record.allocated(child=child.pk, worker=house.hannah.pk, by=house.gurdeep, now=NOW)
    assert refusal.value.field == "worker"


def test_an_absence_runs_to_its_last_day_and_names_cover(house: DeskHouse) -> None:
    record.absent(
        worker=house.ruth.pk,
        kind="leave",
        starts=TODAY,
        last_day=date(2021, 9, 3),
        cover=house.hannah.pk,
        by=house.gurdeep,
        now=NOW,
    )
    absence = Absence.objects.get()
    assert (absence.starts, absence.ends, absence.cover) == (TODAY, date(2021, 9, 4), house.hannah)
    child = house.child()
    assert works_with(child.pk, NOW, TODAY)[0].covered_by == "Hannah Oakstead"
    assert works_with(child.pk, NOW, date(2021, 9, 4))[0].away_until is None


@pytest.mark.parametrize(
    ("starts", "last_day", "cover", "field"),
    [
        (date(2021, 9, 8), date(2021, 9, 7), None, "last_day"),
        (date(2021, 9, 3), date(2021, 9, 9), None, "starts"),
        (date(2021, 9, 20), date(2021, 9, 21), "ruth", "cover"),
        (date(2021, 9, 13), date(2021, 9, 14), "hannah", "cover"),
        (date(2021, 9, 20), date(2025, 9, 21), None, "last_day"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(
    house: DeskHouse, starts: date, last_day: date, cover: str | None, field: str
) -> None:
    Absence.objects.create(worker=house.ruth, kind="leave", starts=TODAY, ends=date(2021, 9, 4))
    Absence.objects.create(worker=house.hannah, kind="training", starts=date(2021, 9, 14), ends=date(2021, 9, 15))
    with pytest.raises(Refused) as refusal:
        record.absent(
            worker=house.ruth.pk,
            kind="leave",
            starts=starts,
            last_day=last_day,
            cover=getattr(house, cover).pk if cover else None,
            by=house.gurdeep,
            now=NOW,
        )
    assert refusal.value.field == field
    assert Absence.objects.count() == 2


def test_somebody_back_early_is_here(house: DeskHouse) -> None:
    absence = Absence.objects.create(
        worker=house.ruth, kind="sickness", starts=date(2021, 8, 25), ends=date(2021, 9, 11)
    )
    with pytest.raises(Refused, match="later day"):
        record.returned_early(absence=absence.pk, back_on=date(2021, 8, 25), by=house.gurdeep, now=NOW)
    record.returned_early(absence=absence.pk, back_on=TODAY, by=house.gurdeep, now=NOW)
    loads = {load.worker.name: load.away_until for load in caseloads(house.teams["east"], TODAY)}
    assert loads["Ruth Okafor"] is None


def test_children_with_a_plan_whom_nobody_holds_are_listed_by_how_long(house: DeskHouse) -> None:
    house.child("Held", "One", plan="cin")
    waiting = house.child("Waits", "Long", plan="cp", worker=False)
    house.child("No", "Plan", worker=False)
    assert [person.pk for person in unallocated(TODAY)] == [waiting.pk]


def test_the_manager_records_an_absence_and_hands_over_on_pages(house: DeskHouse) -> None:
    child = house.child()
    team = house.teams["east"].pk
    as_application()
    browser = signed_in(house.gurdeep)
    assert browser.get(f"/teams/{team}").status_code == 200
    away = {"worker": house.ruth.pk, "kind": "leave", "cover": house.hannah.pk}
    for part, day in (("starts", TODAY), ("last_day", date(2021, 9, 3))):
        away |= {f"{part}_day": day.day, f"{part}_month": day.month, f"{part}_year": day.year}
    assert browser.post(f"/teams/{team}/absence", away).status_code == 302
    page = text_of(browser.get(f"/teams/{team}"))
    assert "Hannah Oakstead covers" in page
    again = browser.post(f"/teams/{team}/absence", away)
    assert "is recorded already" in text_of(again)
    over = {"key": str(uuid.uuid4()), "why": "sick", f"take_{child.pk}": "on", f"to_{child.pk}": house.hannah.pk}
    assert browser.post(f"/workers/{house.ruth.pk}/pass-on", over).status_code == 302
    assert Allocation.objects.get(child=child, ends=None).worker == house.hannah
    assert "is away until" in text_of(browser.post(f"/children/{child.pk}/allocate", {"worker": house.ruth.pk}))
    at_once = browser.post(f"/children/{child.pk}/allocate", {"worker": house.ruth.pk, "despite": "on"})
    assert "a moment ago" in text_of(at_once)
    absence = Absence.objects.get()
    back = {"back_on_day": 2, "back_on_month": 9, "back_on_year": 2021}
    assert browser.post(f"/absences/{absence.pk}", back).status_code == 302
    absence.refresh_from_db()
    assert absence.ends == date(2021, 9, 2)


def test_why_somebody_is_away_is_for_their_manager_alone(house: DeskHouse) -> None:
    Absence.objects.create(worker=house.ruth, kind="sickness", starts=TODAY, ends=date(2021, 9, 11))
    team = house.teams["east"].pk
    assert "Sickness" in text_of(signed_in(house.gurdeep).get(f"/teams/{team}"))
    assert "Sickness" not in text_of(signed_in(house.tariq).get(f"/teams/{team}"))


@pytest.mark.django_db(transaction=True)
def test_two_managers_at_once_leave_one_primary_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    house = DeskHouse()
    child = house.child(worker=False)
    barrier, told = threading.Barrier(2), list[str]()

    def allocate(worker: int, moment: int) -> None:
        try:
            barrier.wait(timeout=10)
            record.allocated(child=child.pk, worker=worker, by=house.gurdeep, now=NOW + timedelta(microseconds=moment))
        except Refused as no:
            told.append(no.sentence)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=allocate, args=(w.pk, n)) for n, w in enumerate((house.ruth, house.hannah))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert Allocation.objects.filter(child=child, primary=True, ends=None).count() == 1
    assert len(told) + Allocation.objects.filter(child=child).count() == 2
    assert Person.objects.filter(pk=child.pk).exists()
    assert account_of(house.gurdeep)
