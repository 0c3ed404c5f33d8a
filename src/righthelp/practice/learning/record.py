"""The verbs of courses: kept, a session planned, places taken and given up, who came, what they said of it.

A session is locked before its places are counted, so that two who book at once take turns; the database holds that
nobody sits beyond the last place, whatever this module thinks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, say_date, say_moment
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.learning import law
from righthelp.practice.learning.journey import Attending
from righthelp.practice.learning.models import Booking, Came, Course, CourseKind, Evaluation, For, Session
from righthelp.practice.learning.queries_mine import books_for
from righthelp.practice.learning.record_learnt import finished, unlearnt
from righthelp.practice.people.writing import Sentences, one_of, optional, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Absence, QualificationKind, Worker

_AT_ONCE: Sentences = {
    "booking_once": ("", "They are booked on this session already. Open it again."),
    "booking_seat_once": ("", "Somebody has just taken that place. Press again: you get the next, or the first wait."),
    "booking_within_places": ("", "The session is full. Press again to go on the waiting list."),
    "session_places_stand": ("places", "More people have a place than that. Cancel bookings first."),
}


def course_kept(
    *, title: str, kind: str, hours: Decimal, by: Account, now: datetime, course: int | None = None, about: str = "",
    mandatory_for: Collection[str] = (), valid_months: int | None = None, gives: str = "",
    young_people_asked: bool = False,
) -> Course:  # fmt: skip
    """A course is in the catalogue as said here; with ``course`` the one that is there is changed."""
    called = words("title", title, 120, "Enter what the course is called.")
    one_of("kind", kind, CourseKind.values)
    if not 0 < hours <= 600:
        raise Refused("hours", "Enter how many hours it takes, from half an hour to 600.")
    if not set(mandatory_for) <= set(For.values):
        raise Refused("mandatory_for", "Choose from the list.")
    if valid_months is not None and not 1 <= valid_months <= 120:
        raise Refused("valid_months", "Enter for how many months it counts, from 1 to 120; nothing if for good.")
    if gives:
        one_of("gives", gives, QualificationKind.values)
    with writing(by):
        if Course.objects.filter(title__iexact=called).exclude(pk=course or 0).exists():
            raise Refused("title", "A course of this name is in the catalogue already.")
        held = _course(course) if course is not None else Course()
        held.title, held.kind, held.hours, held.about = called, kind, hours, optional("about", about, 600)
        held.mandatory_for, held.valid_months, held.gives = sorted(set(mandatory_for)), valid_months, gives
        held.young_people_asked = young_people_asked
        held.save()
        return held


def planned(
    *, course: int, starts: datetime, ends: datetime, place: str, places: int, by: Account, now: datetime,
    trainer: str = "", cohort: int | None = None,
) -> Session:  # fmt: skip
    """A session of a course is on, with so many places. For a cohort its present members are booked at once."""
    where = words("place", place, 120, "Enter where it is held, or that it is online.")
    if ends <= starts:
        raise Refused("ends", "It cannot end before it begins.")
    if starts <= now:
        raise Refused("starts", "This is past. Enter when the session will be.")
    if not 1 <= places <= 500:
        raise Refused("places", "Enter how many places there are, from 1 to 500.")
    with writing(by, _AT_ONCE):
        held = _course(course)
        made = Session.objects.create(
            course=held,
            starts=starts,
            ends=ends,
            place=where,
            places=places,
            trainer=optional("trainer", trainer, 120),
            cohort_id=cohort,
        )
        if made.cohort is not None:
            members = made.cohort.members.filter(ended__isnull=True).order_by("joined", "pk")
            for seat, member in enumerate(members, 1):
                _place(made, member.worker_id, seat if seat <= places else None, by, now)
        return made


def places_changed(*, session: int, places: int, by: Account, now: datetime) -> Session:
    """There is room for more, or fewer. Whoever waits longest gets a place that has come free."""
    if not 1 <= places <= 500:
        raise Refused("places", "Enter how many places there are, from 1 to 500.")
    with writing(by, _AT_ONCE):
        held = _open(session, now)
        held.places = places
        held.save(update_fields=["places"])
        _move_up(held, now)
        return held


def session_cancelled(*, session: int, why: str, by: Account, now: datetime) -> Session:
    """The session does not take place. Those booked see it on their page."""
    said = words("why", why, 300, "Say why, for those who were booked.")
    with writing(by):
        held = _open(session, now)
        held.cancelled, held.cancelled_why = now, said
        held.save(update_fields=["cancelled", "cancelled_why"])
        return held


def booked(*, session: int, worker: int, by: Account, now: datetime) -> Booking:
    """A worker has a place, or waits for one when none is free; ``seat`` says which. Sent twice it is one booking."""
    with writing(by, _AT_ONCE):
        held = _open(session, now)
        who = Worker.objects.filter(pk=worker).first()
        if who is None or not books_for(by, who):
            raise Refused("worker", "Choose yourself, or somebody whose team you lead.")
        before = Booking.objects.filter(session=held, worker=who, cancelled__isnull=True).first()
        if before is not None:
            return before
        first, last = local_date(held.starts), local_date(held.ends)
        if who.starts > last or (who.ends and who.ends <= first):
            raise Refused("worker", f"{who.name} does not work here on that day.")
        away = Absence.objects.filter(worker=who, starts__lte=first, ends__gt=first).exclude(kind="training").first()
        if away is not None:
            raise Refused("worker", f"{who.name} is away then, back on {say_date(away.ends)}. Choose another session.")
        if held.cohort_id and not _in_cohort(held, who.pk):
            raise Refused("worker", "This session is for one cohort. Choose one that is open to everybody.")
        clash = _clash(who, held)
        if clash is not None:
            raise Refused("worker", f"{who.name} is booked on {clash.course.title} at that time.")
        return _place(held, who.pk, _free_seat(held), by, now)


def booking_cancelled(*, booking: int, by: Account, now: datetime) -> Booking:
    """Somebody does not go after all. Whoever has waited longest has the place from this moment."""
    with writing(by, _AT_ONCE):
        about = Booking.objects.filter(pk=booking).values_list("session_id", flat=True).first()
        session = Session.objects.select_for_update().filter(pk=about or 0).first()
        held = Booking.objects.select_for_update().filter(pk=booking, cancelled__isnull=True).first()
        if session is None or held is None:
            raise Refused("", "This booking has been cancelled already.")
        if not books_for(by, Worker.objects.get(pk=held.worker_id)):
            raise Refused("", "They, whoever leads their team, or the learning team can cancel this.")
        if session.starts <= now:
            raise Refused("", "The session has begun. Who came is recorded on its page.")
        held.cancelled = now
        held.save(update_fields=["cancelled"])
        _move_up(session, now)
        return held


def attendance(*, session: int, came: Mapping[int, str], by: Account, now: datetime) -> list[Booking]:
    """Who came, by booking. Whoever was there to the end has learnt it; a wrong answer can be put right."""
    with writing(by):
        held = Session.objects.select_for_update().filter(pk=session, cancelled__isnull=True).first()
        if held is None:
            raise Refused("", "This session is no longer on.")
        if held.starts > now:
            raise Refused("", f"It begins on {say_moment(held.starts)}. Who came is recorded after.")
        rows = {row.pk: row for row in Booking.objects.select_for_update().filter(session=held, cancelled__isnull=True)}
        course = Course.objects.get(pk=held.course_id)
        changed = []
        for pk, answer in came.items():
            row = rows.get(pk)
            if row is None or answer not in Came.values or row.came == answer:
                continue
            if row.evaluated and answer != Came.YES:
                name = Worker.objects.get(pk=row.worker_id).name
                raise Refused("", f"{name} has said how the course was, so they were there. Ask them first.")
            row.came = answer
            row.attended = local_date(held.ends) if answer == Came.YES else None
            row.save(update_fields=["came", "attended"])
            if answer == Came.YES:
                finished(row.worker_id, course, local_date(held.ends), by=by, now=now, booking=row.pk)
            else:
                unlearnt(row.pk, now)
            changed.append(row)
        settle(Attending, [row.pk for row in changed], now)
        return changed


def evaluated(
    *, booking: int, later: bool, worth: int, used: int, by: Account, now: datetime, words: str = ""
) -> Evaluation:
    """Whoever was there says how it was; ``later``: three months on, what has changed in their work."""
    for name, score in (("worth", worth), ("used", used)):
        if not 1 <= score <= 5:
            raise Refused(name, "Choose one of the answers.")
    with writing(by, {"evaluation_once": ("", "You have said so already. Thank you.")}):
        held = Booking.objects.select_for_update().filter(pk=booking, worker=worker_of(by)).first()
        if held is None or held.attended is None:
            raise Refused("", "Whoever was there says how it was.")
        if later and local_date(now) < add_months(held.attended, law.ASKED_AGAIN_AFTER):
            day = say_date(add_months(held.attended, law.ASKED_AGAIN_AFTER))
            raise Refused("", f"This is asked from {day}, when you have had time to use it.")
        made = Evaluation.objects.create(
            booking=held, later=later, worth=worth, used=used, words=optional("words", words, 1000), given=now
        )
        name = "evaluated_later" if later else "evaluated"
        setattr(held, name, now)
        held.save(update_fields=[name])
        settle(Attending, [held.pk], now)
        return made


def _course(course: int) -> Course:
    held = Course.objects.select_for_update().filter(pk=course).first()
    if held is None or held.closed:
        raise Refused("", "This course is no longer in the catalogue.")
    return held


def _open(session: int, now: datetime) -> Session:
    """A session that is still to come, locked; one table alone (decision 130)."""
    held = Session.objects.select_for_update().filter(pk=session).first()
    if held is None or held.cancelled:
        raise Refused("", "This session is not taking place. Choose another.")
    if held.starts <= now:
        raise Refused("", "This session has begun. Choose a later one.")
    return held


def _taken(session: Session) -> set[int]:
    rows = Booking.objects.filter(session=session, cancelled__isnull=True, seat__isnull=False)
    return {seat for seat in rows.values_list("seat", flat=True) if seat is not None}


def _free_seat(session: Session) -> int | None:
    """The lowest free place; none while somebody waits, who comes first, or when all are taken."""
    if Booking.objects.filter(session=session, cancelled__isnull=True, seat__isnull=True).exists():
        return None
    taken = _taken(session)
    return next((seat for seat in range(1, session.places + 1) if seat not in taken), None)


def _move_up(session: Session, now: datetime) -> None:
    """Give every free place to whoever has waited longest."""
    waiting = Booking.objects.filter(session=session, cancelled__isnull=True, seat__isnull=True)
    taken = _taken(session)
    free = [seat for seat in range(1, session.places + 1) if seat not in taken]
    for seat, row in zip(free, waiting.order_by("booked", "pk"), strict=False):
        row.seat = seat
        row.save(update_fields=["seat"])


def _place(session: Session, worker: int, seat: int | None, by: Account, now: datetime) -> Booking:
    made = Booking.objects.create(session=session, worker_id=worker, seat=seat, booked=now, booked_by=by)
    settle(Attending, [made.pk], now)
    return made


def _in_cohort(session: Session, worker: int) -> bool:
    cohort = session.cohort
    return cohort is not None and cohort.members.filter(worker_id=worker, ended__isnull=True).exists()


def _clash(worker: Worker, session: Session) -> Session | None:
    rows = Session.objects.filter(
        bookings__worker=worker,
        bookings__cancelled__isnull=True,
        bookings__seat__isnull=False,
        cancelled__isnull=True,
        starts__lt=session.ends,
        ends__gt=session.starts,
    )
    return rows.exclude(pk=session.pk).select_related("course").first()
