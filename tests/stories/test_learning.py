"""Learning: places that never run over, courses that lapse, what finishing gives, and who sees what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.learning import jobs, record, record_plan
from righthelp.practice.learning.models import Booking, Course, Learnt, Session
from righthelp.practice.learning.queries_mine import mine, owed
from righthelp.practice.learning.record_learnt import learnt_elsewhere
from righthelp.practice.workforce.models import Holding, Qualification, Worker
from tests.stories.desk_house import account_of, as_application, london, signed_in, text_of
from tests.stories.workforce_house import NOW, WorkforceHouse, day

SOON = london("2021-09-08 09:30")
AFTER = london("2021-09-08 17:00")


class LearningHouse(WorkforceHouse):
    """Hannah, Ruth, Gurdeep and Tariq can be booked; Amrit keeps the catalogue."""

    def course(self, title: str = "Safeguarding children", **more: object) -> Course:
        given: dict[str, object] = {"kind": "classroom", "hours": Decimal(6)} | more
        return record.course_kept(title=title, by=self.amrit, now=NOW, **given)  # type: ignore[arg-type]

    def session(self, course: Course, places: int = 1) -> Session:
        return record.planned(
            course=course.pk, starts=SOON, ends=SOON + timedelta(hours=6), place="Lancaster Circus", places=places,
            by=self.amrit, now=NOW,
        )  # fmt: skip

    def books(self, session: Session, worker: Worker) -> Booking:
        return record.booked(session=session.pk, worker=worker.pk, by=account_of(worker), now=NOW)

    def came(self, booking: Booking, answer: str = "yes") -> None:
        record.attendance(session=booking.session_id, came={booking.pk: answer}, by=self.amrit, now=AFTER)

    def state(self, worker: Worker, course: Course, at: str = "2021-09-01 12:00") -> str:
        now = london(at)
        [row] = [row for row in owed(now, worker=worker.pk) if row.course_id == course.pk]
        return row.state(now)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[LearningHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield LearningHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_who_books_when_all_places_are_taken_waits_and_moves_up(house: LearningHouse) -> None:
    session = house.session(house.course())
    first, second, third = (house.books(session, who) for who in (house.hannah, house.ruth, house.tariq))
    assert (first.seat, second.seat, third.seat) == (1, None, None)
    record.booking_cancelled(booking=first.pk, by=account_of(house.hannah), now=NOW)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.seat, third.seat) == (1, None)
    record.places_changed(session=session.pk, places=2, by=house.amrit, now=NOW)
    third.refresh_from_db()
    assert third.seat == 2


def test_the_database_seats_nobody_beyond_the_places(house: LearningHouse) -> None:
    session = house.session(house.course())
    house.books(session, house.hannah)
    with pytest.raises(IntegrityError, match="no more places"), transaction.atomic():
        Booking.objects.create(session=session, worker=house.ruth, seat=2, booked=NOW)
    with pytest.raises(IntegrityError, match="booking_seat_once"), transaction.atomic():
        Booking.objects.create(session=session, worker=house.ruth, seat=1, booked=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(places=0)


def test_a_mandatory_course_lapses_by_its_clock_and_is_told_sixty_days_before(house: LearningHouse) -> None:
    course = house.course(mandatory_for=["social-workers"], valid_months=12)
    assert house.state(house.hannah, course) == "missing"
    learnt_elsewhere(worker=house.hannah.pk, course=course.pk, on=day("2020-11-10"), by=house.amrit, now=NOW)
    assert house.state(house.hannah, course, "2021-09-11 12:00") == "kept"
    assert house.state(house.hannah, course, "2021-09-12 12:00") == "soon"
    assert house.state(house.hannah, course, "2021-11-10 12:00") == "soon"
    assert house.state(house.hannah, course, "2021-11-11 12:00") == "lapsed"
    assert owed(NOW, worker=house.tariq.pk) == []  # his post asks for no registration


def test_doing_it_again_renews_it_in_whatever_order_it_is_recorded(house: LearningHouse) -> None:
    course = house.course(mandatory_for=["everybody"], valid_months=12)
    for on in ("2021-03-01", "2019-03-01", "2020-03-01"):
        learnt_elsewhere(worker=house.ruth.pk, course=course.pk, on=day(on), by=house.amrit, now=NOW)
    rows = Learnt.objects.filter(worker=house.ruth).order_by("finished").values_list("renewed", flat=True)
    assert list(rows) == [day("2020-03-01"), day("2021-03-01"), None]
    assert DueMoment.objects.filter(journey="training").count() == 1


def test_training_no_longer_asked_of_somebody_is_let_go_and_asked_again(house: LearningHouse) -> None:
    course = house.course(mandatory_for=["social-workers"], valid_months=12)
    learnt_elsewhere(worker=house.hannah.pk, course=course.pk, on=day("2021-01-10"), by=house.amrit, now=NOW)
    Holding.objects.filter(worker=house.hannah).update(ends=day("2021-09-01"))
    jobs.released(NOW)
    assert not DueMoment.objects.filter(journey="training").exists()
    Holding.objects.filter(worker=house.hannah).update(ends=None)
    jobs.released(NOW)
    assert DueMoment.objects.filter(journey="training").count() == 1


def test_finishing_a_course_that_gives_a_qualification_records_it_with_the_workforce_once(house: LearningHouse) -> None:
    booking = house.books(house.session(house.course("Systemic practice, year one", gives="systemic")), house.hannah)
    house.came(booking)
    house.came(booking)
    [held] = Qualification.objects.filter(worker=house.hannah)
    assert (held.kind, held.title, held.awarded) == ("systemic", "Systemic practice, year one", day("2021-09-08"))


def test_who_came_by_mistake_has_not_learnt_it(house: LearningHouse) -> None:
    booking = house.books(house.session(house.course()), house.hannah)
    house.came(booking)
    assert Learnt.objects.filter(worker=house.hannah).exists()
    house.came(booking, "no")
    assert not Learnt.objects.filter(worker=house.hannah).exists()
    assert not DueMoment.objects.filter(journey="attending").exists()


def test_what_it_was_worth_is_asked_at_once_and_three_months_on(house: LearningHouse) -> None:
    booking = house.books(house.session(house.course()), house.hannah)
    house.came(booking)
    due = dict(DueMoment.objects.filter(journey="attending").values_list("clock", "due_at"))
    assert sorted(due) == ["attending.evaluation_of_a_course", "attending.evaluation_three_months_on"]
    hannah = account_of(house.hannah)
    assert [later for _, later in mine(house.hannah, AFTER).to_say] == [False]
    record.evaluated(booking=booking.pk, later=False, worth=5, used=4, by=hannah, now=AFTER)
    with pytest.raises(Refused, match="from 8 December 2021"):
        record.evaluated(booking=booking.pk, later=True, worth=5, used=4, by=hannah, now=AFTER)
    december = london("2021-12-08 09:00")
    assert [later for _, later in mine(house.hannah, december).to_say] == [True]
    record.evaluated(booking=booking.pk, later=True, worth=4, used=5, by=hannah, now=december)
    assert not DueMoment.objects.filter(journey="attending").exists()


def test_hours_are_those_of_the_registers_year(house: LearningHouse) -> None:
    course = house.course(kind="e-learning", hours=Decimal("1.5"))
    for on in ("2020-11-30", "2020-12-01", "2021-08-31"):
        learnt_elsewhere(worker=house.ruth.pk, course=course.pk, on=day(on), by=account_of(house.ruth), now=NOW)
    found = mine(house.ruth, NOW)
    assert (found.hours, found.year_from, found.year_to) == (Decimal(3), day("2020-12-01"), day("2021-11-30"))


def test_a_cohort_is_booked_together_and_finishing_gives_what_it_gives(house: LearningHouse) -> None:
    cohort = record_plan.cohort_begun(
        programme="systemic", number=4, starts=day("2021-09-01"), ends=day("2022-07-01"), places=2, gives="systemic",
        partner="A university", by=house.amrit, now=NOW,
    )  # fmt: skip
    members = [
        record_plan.cohort_joined(cohort=cohort.pk, worker=who.pk, by=house.amrit, now=NOW)
        for who in (house.hannah, house.ruth)
    ]
    with pytest.raises(Refused, match="All 2 places"):
        record_plan.cohort_joined(cohort=cohort.pk, worker=house.tariq.pk, by=house.amrit, now=NOW)
    session = record.planned(
        course=house.course().pk, starts=SOON, ends=AFTER, place="Online", places=9, cohort=cohort.pk,
        by=house.amrit, now=NOW,
    )  # fmt: skip
    assert set(session.bookings.values_list("worker__name", "seat")) == {("Hannah Oakstead", 1), ("Ruth Okafor", 2)}
    with pytest.raises(Refused, match="one cohort"):
        house.books(session, house.tariq)
    record_plan.cohort_member_ended(
        member=members[0].pk, outcome="finished", on=day("2021-09-01"), by=house.amrit, now=NOW
    )
    assert Qualification.objects.get(worker=house.hannah).title == "Systemic practice, cohort 4"


def test_a_manager_sees_their_own_people_and_a_colleague_nobody(house: LearningHouse) -> None:
    as_application()
    house.course(mandatory_for=["everybody"])
    page = text_of(signed_in(house.gurdeep).get(reverse("learning:team")))
    assert "Hannah Oakstead" in page
    assert "Tariq Mahmood" not in page
    assert signed_in(house.ruth).get(reverse("learning:team")).status_code == 403
    other = text_of(signed_in(house.gurdeep).get(reverse("learning:worker", args=[house.tariq.pk])))
    assert "Mandatory courses" not in other


def test_a_course_from_catalogue_to_evaluation_on_the_pages(
    house: LearningHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_application()
    amrit, hannah = signed_in(house.amrit), signed_in(house.hannah)
    sent = {"title": "Listening to children", "kind": "workshop", "hours": "3", "mandatory_for": ["child-facing"]}
    assert hannah.post(reverse("learning:course-new"), sent).status_code == 403
    assert amrit.post(reverse("learning:course-new"), sent).status_code == 302
    course = Course.objects.get()
    on = {"day": "8", "month": "9", "year": "2021"}
    when = {f"{name}_{part}": value for name in ("starts", "ends") for part, value in on.items()}
    when |= {"starts_time": "9:30am", "ends_time": "12:30pm"}
    planned = amrit.post(reverse("learning:session-new", args=[course.pk]), when | {"place": "Online", "places": "8"})
    assert planned.status_code == 302
    session = Session.objects.get()
    found = text_of(hannah.get(reverse("learning:catalogue") + "?q=listening"))
    assert "Listening to children" in found
    page = reverse("learning:session", args=[session.pk])
    assert hannah.post(page, {"which": "book", "worker": str(house.hannah.pk)}).status_code == 302
    assert "You have a place" in text_of(hannah.get(page))
    assert "Hannah Oakstead" not in text_of(signed_in(house.ruth).get(page)).split("<main")[1]
    assert "Listening to children" in text_of(hannah.get(reverse("learning:calendar") + "?month=2021-09"))
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: AFTER)
    booking = Booking.objects.get()
    attended = amrit.post(reverse("learning:attendance", args=[session.pk]), {f"came{booking.pk}": "yes"})
    assert attended.status_code == 302
    said = hannah.post(reverse("learning:evaluate", args=[booking.pk, "after"]), {"worth": "5", "used": "5"})
    assert said.status_code == 302
    assert "fewer than 3 are not shown" in text_of(hannah.get(reverse("learning:course", args=[course.pk])))
    assert "Listening to children" in text_of(hannah.get(reverse("learning:mine")))
