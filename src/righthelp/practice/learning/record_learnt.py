"""What a worker has learnt: written when they finish a course, and everything that follows from it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.learning.journey import Training
from righthelp.practice.learning.models import Course, CourseKind, Learnt
from righthelp.practice.learning.queries_mine import books_for
from righthelp.practice.people.writing import optional, writing
from righthelp.practice.workforce import record_standing
from righthelp.practice.workforce.models import Qualification, Worker


def finished(
    worker: int, course: Course, on: date, *, by: Account, now: datetime, booking: int | None = None, where: str = ""
) -> Learnt:
    """``worker`` has finished ``course``: it counts from that day, an earlier time is renewed, and a qualification that
    it gives is recorded by the workforce's own verb, once. Within the caller's transaction."""
    Worker.objects.select_for_update(no_key=True).get(pk=worker)  # two recordings of one worker take turns
    found = Learnt.objects.filter(worker_id=worker, course=course, finished=on).first()
    if found is None:
        found = Learnt.objects.create(
            worker_id=worker,
            course=course,
            booking_id=booking,
            finished=on,
            hours=course.hours,
            eve=add_months(on, course.valid_months) - timedelta(days=1) if course.valid_months else None,
            where=where,
            recorded_by=by,
        )
    _in_order(worker, course.pk, now)
    if course.gives and not Qualification.objects.filter(worker_id=worker, kind=course.gives, awarded=on).exists():
        record_standing.qualified(
            worker=worker, kind=course.gives, title=course.title, awarded=on, awarded_by=where or "The Trust", by=by,
            now=now,
        )  # fmt: skip
    return found


def unlearnt(booking: int, now: datetime) -> None:
    """Somebody was recorded as there who was not. What it renewed is no longer renewed. A qualification that was seen
    stays: the workforce team takes that back, if it must be."""
    held = Learnt.objects.filter(booking_id=booking).first()
    if held is not None:
        worker, course, pk = held.worker_id, held.course_id, held.pk
        held.delete()
        settle(Training, [pk], now)
        _in_order(worker, course, now)


def learnt_elsewhere(*, worker: int, course: int, on: date, by: Account, now: datetime, where: str = "") -> Learnt:
    """A certificate from elsewhere was seen, or an e-learning course done at one's own time. One's own is recorded by
    oneself for e-learning only: anything else is seen by a manager or the learning team."""
    if on > local_date(now):
        raise Refused("on", "This day is still to come. Enter the day it was finished.")
    with writing(by):
        held = Course.objects.filter(pk=course).first()
        who = Worker.objects.filter(pk=worker).first()
        if held is None or who is None:
            raise Refused("course", "Choose a course from the catalogue.")
        if not books_for(by, who):
            raise Refused("", "They, whoever leads their team, or the learning team record this.")
        if who.account_id == by.pk and held.kind != CourseKind.E_LEARNING:
            raise Refused("course", "Show the certificate to your manager, who records it. Your own are e-learning.")
        return finished(worker, held, on, by=by, now=now, where=optional("where", where, 120))


def _in_order(worker: int, course: int, now: datetime) -> None:
    """Each time a course was done is renewed by the next, whatever the order in which they were recorded."""
    rows = list(Learnt.objects.filter(worker_id=worker, course_id=course).order_by("finished"))
    for place, row in enumerate(rows):
        renewed = rows[place + 1].finished if place + 1 < len(rows) else None
        if row.renewed != renewed:
            row.renewed = renewed
            row.save(update_fields=["renewed"])
    settle(Training, [row.pk for row in rows], now)
