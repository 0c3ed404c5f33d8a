"""The chairs' rota: times with rooms, taken once; a chair is independent, at work, and has least to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import Person
from righthelp.practice.protection import queries, record, record_plan, record_rota, rota
from righthelp.practice.protection.models import ChildConference, Slot
from righthelp.practice.workforce.models import Absence, Allocation
from tests.stories.desk_house import signed_in, text_of
from tests.stories.protection_house import FIRST, HELD, WEEK, ProtectionHouse, account_of

NOON = FIRST + timedelta(days=1)
DAY = timedelta(days=1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProtectionHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOON)
    yield ProtectionHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture
def leo(house: ProtectionHouse) -> Person:
    return house.brothers()[0]


def slot(house: ProtectionHouse, chair: object, at: object = HELD, room: str = "Room 3") -> Slot:
    return record_rota.slot_opened(
        chair=chair.pk,
        room=room,
        starts=at,
        minutes=120,
        by=account_of(house.nadia),
        now=NOON,  # type: ignore[attr-defined, arg-type]
    )


def offered(house: ProtectionHouse, row: ChildConference) -> list[str]:
    work = queries.work_of_chairs(NOON)
    return [each.slot.chair.name for each in rota.proposals([row], work, None, NOON)]


def test_a_conference_takes_a_time_with_its_room_and_chair_and_gives_it_back(
    house: ProtectionHouse, leo: Person
) -> None:
    free = slot(house, house.paul)
    row = house.asked(leo)
    browser = signed_in(house.nadia)
    page = text_of(browser.get(reverse("protection:book", args=[row.pk])))
    assert "18 May 2021 at 10am, Room 3, Paul Rookwood: 0 booked, 0 plans" in page
    said = {"conferences": [row.pk], "slot": free.pk}
    assert browser.post(reverse("protection:book", args=[row.pk]), said).status_code == 302
    free.refresh_from_db()
    assert free.meeting is not None
    assert (free.meeting.planned, free.meeting.where, free.meeting.chair) == (HELD, "Room 3", house.paul)
    assert "Taken" in text_of(browser.get(reverse("protection:rota")))
    record.booking_cancelled(meeting=free.meeting.pk, why="Dawn is ill.", by=account_of(house.nadia), now=NOON)
    free.refresh_from_db()
    assert free.meeting is None


def test_who_manages_the_social_worker_does_not_chair(house: ProtectionHouse, leo: Person) -> None:
    house.ruth.manager = house.nadia
    house.ruth.save()
    row = house.asked(leo)
    slot(house, house.nadia)
    slot(house, house.paul, room="Room 4")
    assert offered(house, row) == ["Paul Rookwood"]
    with pytest.raises(Refused, match="Nadia Elmhurst manages Ruth Okafor"):
        record.conference_booked(
            conferences=[row.pk],
            planned=HELD,
            where="Room 3",
            chair=house.nadia.pk,
            by=account_of(house.nadia),
            now=NOON,
        )


def test_who_held_the_work_years_ago_does_not_chair_the_plan(house: ProtectionHouse, leo: Person) -> None:
    plan = house.with_plan(leo)
    Allocation.objects.create(
        child=leo, worker=house.nadia, primary=False, starts=FIRST - 200 * DAY, ends=FIRST - 150 * DAY
    )
    with pytest.raises(Refused, match="held the child’s work"):
        record_plan.chair_changed(plan=plan.plan_id, chair=house.nadia.pk, by=account_of(house.nadia), now=HELD + WEEK)


def test_who_is_away_is_not_offered_and_not_booked(house: ProtectionHouse, leo: Person) -> None:
    row = house.asked(leo)
    slot(house, house.paul)
    slot(house, house.nadia, room="Room 4")
    assert set(offered(house, row)) == {"Paul Rookwood", "Nadia Elmhurst"}
    Absence.objects.create(worker=house.paul, kind="sickness", starts=HELD.date() - 2 * DAY, ends=HELD.date() + 3 * DAY)
    assert offered(house, row) == ["Nadia Elmhurst"]
    with pytest.raises(Refused, match="Paul Rookwood is away until 21 May 2021"):
        house.booked(row)


def test_who_has_least_to_do_comes_first_and_a_plan_keeps_its_chair(house: ProtectionHouse, leo: Person) -> None:
    plan = house.with_plan(leo)  # Paul has a plan
    review = record.review_asked(plan=plan.plan_id, why="Due", by=account_of(house.ruth), now=HELD + WEEK)
    later = HELD + 60 * DAY
    other = house.asked(house.brothers()[1], strategy=HELD)
    slot(house, house.paul, at=later)
    slot(house, house.nadia, at=later, room="Room 4")
    assert offered(house, review) == ["Paul Rookwood", "Nadia Elmhurst"]
    assert offered(house, other) == ["Nadia Elmhurst", "Paul Rookwood"]


def test_a_room_holds_one_conference_and_a_chair_is_in_one_place(house: ProtectionHouse) -> None:
    slot(house, house.paul)
    with pytest.raises(Refused, match="another conference in this room"):
        slot(house, house.nadia, at=HELD + timedelta(minutes=60))
    with pytest.raises(Refused, match="sits somewhere else"):
        slot(house, house.paul, at=HELD + timedelta(minutes=60), room="Room 4")
    assert slot(house, house.nadia, at=HELD + timedelta(minutes=120)).pk
