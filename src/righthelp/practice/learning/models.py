"""Courses, sessions with their places, bookings, and what each worker has learnt."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from righthelp.practice.learning.models_plan import Cohort, CohortMember, Need, Outcome, Priority, Programme, Source
from righthelp.practice.workforce.models import QualificationKind, Worker


class CourseKind(models.TextChoices):
    """How a course is taught."""

    CLASSROOM = "classroom", "In a room together"
    ONLINE = "online", "Live, online"
    E_LEARNING = "e-learning", "E-learning, at one’s own time"
    WORKSHOP = "workshop", "Workshop"
    SHADOWING = "shadowing", "Shadowing and practice"


class For(models.TextChoices):
    """For whom a course is mandatory. Whoever holds a post that asks for registration counts as social worker."""

    EVERYBODY = "everybody", "Everybody"
    SOCIAL_WORKERS = "social-workers", "Registered social workers"
    LEADERS = "leaders", "Whoever leads a team"
    CHILD_FACING = "child-facing", "Whoever holds children’s work"
    FIRST_YEAR = "first-year", "Social workers in their first year"


@pghistory.track()
class Course(models.Model):
    """Something to learn. ``valid_months``: how long it counts before it must be done again; none for good.

    ``gives``: the kind of qualification that finishing it gives, recorded with the worker by the workforce's own verb.
    ``young_people_asked``: children and young people in care asked for it.
    """

    title = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=CourseKind)
    about = models.CharField(max_length=600, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    mandatory_for: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=16, choices=For), default=list, blank=True
    )
    valid_months = models.PositiveSmallIntegerField(null=True)
    gives = models.CharField(max_length=20, choices=QualificationKind, blank=True)
    young_people_asked = models.BooleanField(default=False)
    closed = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0) & Q(hours__lte=600), name="course_hours"),
            models.CheckConstraint(
                condition=Q(valid_months__isnull=True) | Q(valid_months__gte=1, valid_months__lte=120),
                name="course_valid_months",
            ),
            models.CheckConstraint(condition=Q(mandatory_for__contained_by=For.values), name="course_mandatory_for"),
        ]

    def __str__(self) -> str:
        return self.title


_PLACES_STAND = """
if exists (select from learning_booking b where b.session_id = new.id and b.cancelled is null and b.seat > new.places)
then
  raise exception 'somebody has a place beyond these'
    using errcode = 'check_violation', constraint = 'session_places_stand';
end if;
return new;
"""


@pghistory.track()
class Session(models.Model):
    """A course on a day (or over several): where, who teaches, how many places. ``cohort``: for one group only."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    place = models.CharField(max_length=120)
    trainer = models.CharField(max_length=120, blank=True)
    places = models.PositiveSmallIntegerField()
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, null=True, related_name="sessions")
    cancelled = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="course_session_ends_after_start"),
            models.CheckConstraint(condition=Q(places__gte=1, places__lte=500), name="course_session_places"),
            models.CheckConstraint(
                condition=Q(cancelled__isnull=True) | ~Q(cancelled_why=""), name="course_session_cancelled_says_why"
            ),
        ]
        indexes = [models.Index(fields=["starts"], name="course_session_starts")]
        triggers = [
            pgtrigger.Trigger(
                name="places_stand", when=pgtrigger.Before, operation=pgtrigger.Update, func=_PLACES_STAND
            )
        ]


class Came(models.TextChoices):
    """Whether somebody who was booked was there."""

    YES = "yes", "Was there to the end"
    PART = "part", "Was there for a part"
    NO = "no", "Was not there"


_WITHIN_PLACES = """
if new.seat is not null and new.cancelled is null
   and new.seat > (select s.places from learning_session s where s.id = new.session_id for share) then
  raise exception 'no more places than the session has'
    using errcode = 'check_violation', constraint = 'booking_within_places';
end if;
return new;
"""


@pghistory.track()
class Booking(models.Model):
    """A worker goes to a session. ``seat`` is one of its numbered places; none is the waiting list, in the order of
    ``booked``. Two cannot have one seat, and there is no seat beyond the places: the database says so."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="bookings")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="course_bookings")
    seat = models.PositiveSmallIntegerField(null=True)
    booked = models.DateTimeField()
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled = models.DateTimeField(null=True)
    came = models.CharField(max_length=4, choices=Came, blank=True)
    attended = models.DateField(null=True)
    evaluated = models.DateTimeField(null=True)
    evaluated_later = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "worker"], condition=Q(cancelled__isnull=True), name="booking_once"
            ),
            models.UniqueConstraint(
                fields=["session", "seat"], condition=Q(cancelled__isnull=True), name="booking_seat_once"
            ),
            models.CheckConstraint(condition=Q(seat__isnull=True) | Q(seat__gte=1), name="booking_seat_number"),
            models.CheckConstraint(
                condition=Q(came="yes", attended__isnull=False) | (~Q(came="yes") & Q(attended__isnull=True)),
                name="booking_attended_says_when",
            ),
            models.CheckConstraint(
                condition=Q(evaluated__isnull=True, evaluated_later__isnull=True) | Q(attended__isnull=False),
                name="booking_evaluated_by_who_came",
            ),
        ]
        indexes = [models.Index(fields=["worker", "session"], name="booking_of_worker")]
        triggers = [
            pgtrigger.Trigger(
                name="within_places",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_WITHIN_PLACES,
            )
        ]


def _score() -> models.PositiveSmallIntegerField[int, int]:
    return models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])


@pghistory.track()
class Evaluation(models.Model):
    """What somebody said of a course, at once (``later`` false) or three months on: 1 (not at all) to 5 (very much)."""

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="evaluations")
    later = models.BooleanField(default=False)
    worth = _score()
    used = _score()
    words = models.CharField(max_length=1000, blank=True)
    given = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "later"], name="evaluation_once"),
            models.CheckConstraint(
                condition=Q(worth__gte=1, worth__lte=5, used__gte=1, used__lte=5), name="evaluation_one_to_five"
            ),
        ]


@pghistory.track()
class Learnt(models.Model):
    """A worker has finished a course, here (``booking``) or elsewhere. ``eve`` is the day before the last one on which
    it counts, where it does not count for good; ``renewed`` the day they did it again."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="learnt")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="learnt")
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, null=True, related_name="learnt")
    finished = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    eve = models.DateField(null=True)
    renewed = models.DateField(null=True)
    released = models.DateTimeField(null=True)
    where = models.CharField(max_length=120, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "course", "finished"], name="learnt_once"),
            models.CheckConstraint(condition=Q(eve__isnull=True) | Q(eve__gte=F("finished")), name="learnt_eve_after"),
            models.CheckConstraint(
                condition=Q(renewed__isnull=True) | Q(renewed__gt=F("finished")), name="learnt_renewed_after"
            ),
        ]
        indexes = [models.Index(fields=["course", "worker", "-finished"], name="learnt_latest")]


__all__ = [
    "Booking",
    "Came",
    "Cohort",
    "CohortMember",
    "Course",
    "CourseKind",
    "Evaluation",
    "For",
    "Learnt",
    "Need",
    "Outcome",
    "Priority",
    "Programme",
    "Session",
    "Source",
]
