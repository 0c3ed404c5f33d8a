"""Help for young people who leave care: an adviser, pathway plans, contacts, what they do and where they live."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from righthelp.practice.care.models import Home
from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.leaving_care.codes import HIGHER, NEVER_SUITS, Channel, Doing, Ending, Level, Living, Touch
from righthelp.practice.leaving_care.models_homes import HomeAtRisk, Homeless, HousingAsked, HousingOffered
from righthelp.practice.leaving_care.models_offer import Claim, CouncilTax, Entitlement, Used
from righthelp.practice.leaving_care.models_way import Chance, Custody, Helps, PlanSeen
from righthelp.practice.people.models import Person, ends_after_start, no_overlap
from righthelp.practice.workforce.models import Worker


class _Recorded(models.Model):
    """Whose it is, who recorded it, when."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


@pghistory.track()
class Support(_Recorded):
    """A personal adviser helps a young person, from a day to a day. ``eligible``: the first day of being eligible,
    worked out when the help began; ``channel``: how the young person likes to be reached."""

    adviser = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="advises")
    channel = models.CharField(max_length=8, choices=Channel)
    starts = models.DateField()
    ends = models.DateField(null=True)
    ending = models.CharField(max_length=4, choices=Ending, null=True)
    ending_why = models.TextField(blank=True)
    eligible = models.DateField(null=True)
    assessed = models.DateField(null=True)
    needs = models.TextField(blank=True)

    class Meta:
        constraints = [
            no_overlap("leaving_support_one_at_a_time", "child"),
            ends_after_start("leaving_support_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True, ending__isnull=True) | Q(ends__isnull=False, ending__isnull=False),
                name="leaving_support_ending_says_why",
            ),
            models.CheckConstraint(
                condition=Q(assessed__isnull=True) | ~Q(needs=""), name="leaving_support_says_needs"
            ),
        ]
        indexes = [models.Index(fields=["adviser"], name="leaving_adviser", condition=Q(ends__isnull=True))]


@pghistory.track()
class PathwayPlan(_Recorded):
    """One version of a pathway plan, in the young person's words. A new one takes the place of the last; both stay."""

    made = models.DateField()
    home = models.TextField()
    health = models.TextField()
    learning = models.TextField()
    money = models.TextField()
    people = models.TextField()
    identity = models.TextField()
    skills = models.TextField()
    contingency = models.TextField()
    signed = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "made"], name="pathway_plan_once_a_day"),
            models.CheckConstraint(
                condition=Q(signed__isnull=True) | Q(signed__gte=models.F("made")), name="pathway_plan_signed_after"
            ),
        ]


@pghistory.track()
class ReviewDue(models.Model):
    """From the first pathway plan, or one review, to the next; drawn anew, never typed."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "place"], name="leaving_review_due_once")]


@pghistory.track()
class Contact(Recorded):
    """On a day we were in touch, by which channel; or we know that we are not, and why."""

    on = models.DateField()
    status = models.CharField(max_length=4, choices=Touch)
    channel = models.CharField(max_length=8, choices=Channel, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="YES") & ~Q(channel="") | ~Q(status="YES") & Q(channel=""),
                name="leaving_contact_by_a_channel",
            ),
            says_why("leaving_contact"),
        ]
        indexes = [models.Index(fields=["child", "-on"], name="leaving_contact_child")]


@pghistory.track()
class TouchDue(models.Model):
    """From one contact to the next; drawn anew, never typed."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "place"], name="leaving_touch_due_once")]


@pghistory.track()
class BirthdayDue(models.Model):
    """A birthday for which the national return asks whether we are in touch; drawn anew, never typed. ``held``: the
    first day in touch from three months before it; ``ended``: from that day nobody asks any more."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    age = models.PositiveSmallIntegerField()
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "place"], name="leaving_birthday_due_once")]


@pghistory.track()
class Activity(Recorded):
    """What a young person does, from a day to a day. ``year`` and ``level``: of a course of higher education."""

    doing = models.CharField(max_length=2, choices=Doing)
    where = models.CharField(max_length=160, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    level = models.CharField(max_length=6, choices=Level, blank=True, db_default="", default="")
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("leaving_activity_one_at_a_time", "child", condition=Q(withdrawn__isnull=True)),
            says_why("leaving_activity"),
            ends_after_start("leaving_activity_ends_after_start"),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(doing__in=sorted(HIGHER), year__gte=1, year__lte=7),
                name="leaving_activity_year_of_a_course",
            ),
            models.CheckConstraint(
                condition=Q(level="") | Q(doing__in=sorted(HIGHER)), name="leaving_activity_level_of_a_course"
            ),
        ]


@pghistory.track()
class Lodging(Recorded):
    """Where a young person lives, from a day to a day, and whether it suits. ``home``: the foster home of the register
    in which they stay put. ``seen`` and ``reviewed`` are worked out from visits and meetings."""

    kind = models.CharField(max_length=1, choices=Living)
    suits = models.BooleanField()
    why = models.TextField(blank=True)
    unregulated = models.BooleanField(default=False)
    home = models.ForeignKey(Home, on_delete=models.PROTECT, null=True, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True)
    seen = models.DateField(null=True)
    reviewed = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("leaving_home_one_at_a_time", "child", condition=Q(withdrawn__isnull=True)),
            says_why("leaving_home"),
            ends_after_start("leaving_home_ends_after_start"),
            models.CheckConstraint(
                condition=Q(suits=False) | ~Q(kind__in=sorted(NEVER_SUITS)), name="leaving_home_never_suits"
            ),
            models.CheckConstraint(condition=Q(suits=True) | ~Q(why=""), name="leaving_home_says_why_not"),
            models.CheckConstraint(condition=Q(home__isnull=True) | Q(kind="Z"), name="leaving_home_staying_put"),
        ]


__all__ = [
    "Activity",
    "BirthdayDue",
    "Chance",
    "Claim",
    "Contact",
    "CouncilTax",
    "Custody",
    "Entitlement",
    "Helps",
    "HomeAtRisk",
    "Homeless",
    "HousingAsked",
    "HousingOffered",
    "Lodging",
    "PathwayPlan",
    "PlanSeen",
    "ReviewDue",
    "Support",
    "TouchDue",
    "Used",
]
