"""Times in care, the law by which a child is looked after, where the child lives, visits and reviews.

Episodes of the national return are not stored: they follow from the legal statuses and the stays of a time in care
(``episodes.py``). The database holds the three together: at the end of every transaction the statuses and the stays
of a time in care cover each of its days once, and no other (``migrations/0002``).
"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.foundation.database.apart import Apart
from righthelp.practice.care.codes import Law, Left, Need, Part, Rule
from righthelp.practice.care.codes_homes import FOSTERED, TEMPORARY, Change, PlaceCode, Provider
from righthelp.practice.care.models_homes import Carer, Held, Home, Terms
from righthelp.practice.care.models_providers import Monitored, OnFramework, Suspension
from righthelp.practice.casework.models import Meeting
from righthelp.practice.people.models import Involvement, Person, Placement, ends_after_start, no_overlap
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class InCare(models.Model):
    """A time in care: one unbroken stretch of being looked after, from a day (inclusive) to a day (exclusive).

    ``need`` is fixed on the first day. ``officer`` is the independent reviewing officer; ``officer_named`` and
    ``plan_made`` are the days of the first of each.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="times_in_care")
    involvement = models.OneToOneField(Involvement, on_delete=models.PROTECT, related_name="care")
    starts = models.DateField()
    ends = models.DateField(null=True)
    need = models.CharField(max_length=2, choices=Need)
    why = models.TextField()
    left = models.CharField(max_length=3, choices=Left, null=True)
    left_why = models.TextField(blank=True)
    officer = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="reviews_care_of")
    officer_named = models.DateField(null=True)
    plan_made = models.DateField(null=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            no_overlap("in_care_one_at_a_time", Apart("child")),
            ends_after_start("in_care_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True, left__isnull=True)
                | (Q(ends__isnull=False, left__isnull=False) & ~Q(left_why="")),
                name="in_care_leaving_says_why",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="in_care_says_why"),
        ]
        indexes = [
            models.Index(fields=["child", "-starts"], name="in_care_child"),
            models.Index(fields=["starts"], name="in_care_open", condition=Q(ends__isnull=True)),
            models.Index(fields=["officer"], name="in_care_officer", condition=Q(ends__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"In care from {self.starts}"


@pghistory.track()
class LegalStatus(models.Model):
    """The law by which a child is looked after, from a day to a day. ``order``: court, date and number, or who
    agreed."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="legal_statuses")
    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="statuses")
    law = models.CharField(max_length=2, choices=Law)
    order = models.CharField(max_length=300, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            no_overlap("legal_status_one_at_a_time", Apart("child")),
            ends_after_start("legal_status_ends_after_start"),
        ]
        indexes = [models.Index(fields=["care", "starts"], name="legal_status_care")]


@pghistory.track()
class Stay(models.Model):
    """Where a child in care lives, and as what, from a day to a day.

    The people room says where every child is placed (``Placement``); here stands what care adds, with the same days.
    ``home`` is null for parents, independent living and what is not on our register; ``elsewhere`` then says what it
    is. ``outside``: outside the council's boundary. ``miles`` from home, if known. ``long_visits``: the child, in a
    long-term foster home, agrees to be visited less often. ``change``: why it ended, once another followed.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stays")
    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="stays")
    placement = models.OneToOneField(Placement, on_delete=models.PROTECT, related_name="stay")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, null=True, related_name="stays")
    place = models.CharField(max_length=2, choices=PlaceCode)
    provider = models.CharField(max_length=3, choices=Provider, null=True)
    urn = models.CharField(max_length=8, blank=True)
    elsewhere = models.CharField(max_length=160, blank=True)
    outside = models.BooleanField(default=False)
    miles = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    starts = models.DateField()
    ends = models.DateField(null=True)
    long_visits = models.DateField(null=True)
    why = models.TextField(blank=True)
    exemption = models.TextField(blank=True)
    change = models.CharField(max_length=6, choices=Change, null=True)
    change_note = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            no_overlap("stay_one_at_a_time", Apart("child")),
            ends_after_start("stay_ends_after_start"),
            models.CheckConstraint(
                condition=Q(place="P1", provider=Provider.PARENT.value, home__isnull=True)
                | Q(place__in=sorted(TEMPORARY), provider__isnull=True, urn="")
                | (
                    ~Q(place="P1")
                    & ~Q(place__in=sorted(TEMPORARY))
                    & ~Q(provider=Provider.PARENT.value)
                    & Q(provider__isnull=False)
                ),
                name="stay_provider_suits",
            ),
            models.CheckConstraint(
                condition=Q(home__isnull=False) | ~Q(elsewhere="") | Q(place="P1"), name="stay_is_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(home__isnull=False) | ~Q(place__in=sorted(FOSTERED)), name="stay_fostered_in_a_home"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=False) | Q(change__isnull=True), name="stay_change_ends_it"
            ),
        ]
        indexes = [
            models.Index(fields=["home", "starts"], name="stay_home"),
            models.Index(fields=["care", "starts"], name="stay_care"),
        ]


@pghistory.track()
class ChangeBack(models.Model):
    """A change of law or place that was recorded by mistake: ``what`` it said, and why it was taken back."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="taken_back")
    what = models.CharField(max_length=300)
    why = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(what="") & ~Q(why=""), name="change_back_says_why")]
        indexes = [models.Index(fields=["care"], name="change_back_care")]


@pghistory.track()
class CareVisitDue(models.Model):
    """From the start of a stay, or one visit in which the child was seen, to the next; drawn anew, never typed."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="visits_due")
    place = models.PositiveSmallIntegerField()
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)
    rule = models.CharField(max_length=10, choices=Rule)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stay", "place"], name="care_visit_due_place_once"),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(ended__isnull=True), name="care_visit_due_held_or_ended"
            ),
        ]
        indexes = [models.Index(fields=["child", "since"], name="care_visit_due_child")]


@pghistory.track()
class CareReview(models.Model):
    """A review of a child in care: how the child took part, what they said, what was decided.

    ``in_time`` is worked out when it is recorded, and anew when a review before it is recorded or withdrawn.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="care_reviews")
    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="reviews")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="care_reviews")
    held = models.DateField()
    chair = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=3, choices=Part)
    childs_way = models.TextField(blank=True)
    childs_words = models.TextField(blank=True)
    parents_words = models.TextField(blank=True)
    progress = models.TextField()
    decisions = models.TextField()
    decisions_sent = models.DateField(null=True)
    in_time = models.BooleanField()
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["care", "held"], name="care_review_once_a_day", condition=Q(withdrawn__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["meeting", "child"],
                name="care_review_once_of_a_meeting",
                condition=Q(withdrawn__isnull=True, meeting__isnull=False),
            ),
            models.CheckConstraint(condition=~Q(progress="") & ~Q(decisions=""), name="care_review_says_what"),
            models.CheckConstraint(
                condition=Q(decisions_sent__isnull=True) | Q(decisions_sent__gte=F("held")),
                name="care_review_sent_after",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True) | ~Q(withdrawn_why=""), name="care_review_withdrawn_says_why"
            ),
        ]
        indexes = [models.Index(fields=["child", "-held"], name="care_review_child")]


@pghistory.track()
class CareReviewDue(models.Model):
    """From coming into care, or one review, to the next; drawn anew, never typed."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="reviews_due")
    place = models.PositiveSmallIntegerField()
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)
    which = models.CharField(max_length=6, choices=[("first", "First"), ("second", "Second"), ("later", "Later")])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["care", "place"], name="care_review_due_place_once"),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(ended__isnull=True), name="care_review_due_held_or_ended"
            ),
        ]
        indexes = [models.Index(fields=["child", "since"], name="care_review_due_child")]


__all__ = [
    "CareReview",
    "CareReviewDue",
    "CareVisitDue",
    "Carer",
    "ChangeBack",
    "Held",
    "Home",
    "InCare",
    "LegalStatus",
    "Monitored",
    "OnFramework",
    "Stay",
    "Suspension",
    "Terms",
]
