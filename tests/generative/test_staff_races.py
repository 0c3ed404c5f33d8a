"""At once, where staff are concerned: places, leave, who holds a supervision. Nothing is there twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction

from righthelp.foundation.refusals import Refused
from righthelp.practice.learning import record
from righthelp.practice.learning.models import Booking
from righthelp.practice.supervision import record as supervision
from righthelp.practice.supervision.models import Session
from righthelp.practice.workforce import record as workforce
from righthelp.practice.workforce import record_leave
from righthelp.practice.workforce.models import Absence, LeaveRequest, Worker
from tests.stories.desk_house import account_of, london
from tests.stories.supervision_house import SupervisionHouse
from tests.stories.test_workforce_at_once import at_once
from tests.stories.workforce_house import NOW, WorkforceHouse, day

pytestmark = pytest.mark.django_db(transaction=True)


def while_waiting(first: Callable[[], object], second: Callable[[], object]) -> list[str]:
    """Do ``first``, let ``second`` come to stand and wait for what it locked, then let ``first`` be recorded: what
    ``second`` was told."""
    told: list[str] = []
    started = threading.Event()

    def later() -> None:
        try:
            started.set()
            second()
        except Refused as no:
            told.append(no.sentence)
        finally:
            connections.close_all()

    thread = threading.Thread(target=later)
    with transaction.atomic():
        first()
        thread.start()
        started.wait(timeout=20)
        for _ in range(200):
            with connection.cursor() as cursor:
                cursor.execute("select count(*) from pg_locks where not granted")
                if (cursor.fetchone() or (0,))[0]:
                    break
            time.sleep(0.02)
    thread.join(timeout=60)
    return told


def test_of_eight_who_book_three_places_three_have_one_and_five_wait() -> None:
    house = WorkforceHouse()
    course = record.course_kept(title="Court skills", kind="workshop", hours=Decimal(6), by=house.amrit, now=NOW)
    starts = london("2021-09-15 09:30")
    session = record.planned(
        course=course.pk, starts=starts, ends=starts + timedelta(hours=6), place="Online", places=3, by=house.amrit,
        now=NOW,
    )  # fmt: skip
    people = [
        Worker.objects.create(name=f"Worker {n}", title="W", team=house.office, starts=day("2018-04-01"))
        for n in range(8)
    ]
    told, failed = at_once(
        *[lambda pk=who.pk: record.booked(session=session.pk, worker=pk, by=house.amrit, now=NOW) for who in people]
    )
    assert (told, failed) == ([], [])
    seats = sorted(seat for seat in Booking.objects.values_list("seat", flat=True) if seat is not None)
    assert (seats, Booking.objects.filter(seat__isnull=True).count()) == ([1, 2, 3], 5)


def test_places_given_up_at_once_go_to_those_who_waited_longest() -> None:
    house = WorkforceHouse()
    course = record.course_kept(title="Court skills", kind="workshop", hours=Decimal(6), by=house.amrit, now=NOW)
    starts = london("2021-09-15 09:30")
    session = record.planned(
        course=course.pk, starts=starts, ends=starts + timedelta(hours=6), place="Online", places=2, by=house.amrit,
        now=NOW,
    )  # fmt: skip
    order = [house.hannah, house.ruth, house.gurdeep, house.tariq, house.grace]
    rows = [
        record.booked(session=session.pk, worker=who.pk, by=house.amrit, now=NOW + timedelta(minutes=n))
        for n, who in enumerate(order)
    ]
    told, failed = at_once(
        *[lambda pk=row.pk: record.booking_cancelled(booking=pk, by=house.amrit, now=NOW) for row in rows[:2]]
    )
    assert (told, failed) == ([], [])
    seated = Booking.objects.filter(cancelled__isnull=True, seat__isnull=False).values_list("worker__name", flat=True)
    assert sorted(seated) == ["Gurdeep Sandgal", "Tariq Mahmood"]


def test_leave_approved_by_two_and_cancelled_at_once_is_one_absence_or_none() -> None:
    house = WorkforceHouse()
    request = record_leave.asked(
        kind="leave", starts=day("2021-09-13"), last_day=day("2021-09-17"), by=account_of(house.hannah), now=NOW
    )

    def approves(who: Worker) -> object:
        return record_leave.approved(request=request.pk, version=0, by=account_of(who), now=NOW)

    told, failed = at_once(
        lambda: approves(house.gurdeep),
        lambda: approves(house.marcia),
        lambda: record_leave.cancelled(request=request.pk, by=account_of(house.hannah), now=NOW),
    )
    assert failed == []
    assert told
    state = LeaveRequest.objects.get().state
    assert Absence.objects.count() == (state == "approved")


def test_two_record_one_workers_absence_at_once_and_one_is_told() -> None:
    house = WorkforceHouse()
    days = {"starts": day("2021-09-13"), "last_day": day("2021-09-17")}
    told, failed = at_once(
        *[
            lambda kind=kind: workforce.absent(worker=house.ruth.pk, kind=kind, by=house.gurdeep, now=NOW, **days)
            for kind in ("leave", "sickness")
        ]
    )
    assert failed == []
    assert len(told) == 1
    assert Absence.objects.count() == 1


def test_whoever_no_longer_holds_a_supervision_is_told_though_they_waited() -> None:
    house = SupervisionHouse()
    session = house.called(house.hannah)
    supervision.supervisor_named(session=session.pk, supervisor=house.tariq.pk, by=house.gurdeep, now=NOW)
    told = while_waiting(
        lambda: supervision.supervisor_named(session=session.pk, supervisor=house.ruth.pk, by=house.gurdeep, now=NOW),
        lambda: supervision.planned(session=session.pk, at=london("2021-09-09 10:00"), by=house.tariq, now=NOW),
    )
    assert told == ["Ruth Okafor supervises Hannah Oakstead."]
    assert Session.objects.get(pk=session.pk).planned is None
