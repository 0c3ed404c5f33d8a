"""Homes, those who care there, and the terms on which children may live there."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.codes_homes import HomeKind, Provider, Sexes, Skill
from righthelp.practice.people.models import Address, Organisation, Person, ends_after_start, no_overlap
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Home(models.Model):
    """A household or an establishment where children in care may live, open from a day (inclusive) to a day
    (exclusive).

    ``urn``: its number with the inspectorate, or that of the fostering service. ``agency``: whose home it is, if it is
    not the trust's own.
    """

    kind = models.CharField(max_length=9, choices=HomeKind)
    name = models.CharField(max_length=120)
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="homes")
    provider = models.CharField(max_length=3, choices=Provider)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="homes")
    urn = models.CharField(max_length=8, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True)
    ending_why = models.CharField(max_length=400, blank=True)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="care_supervised")
    registered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    registered = models.DateTimeField()

    class Meta:
        constraints = [
            ends_after_start("home_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True, ending_why="") | (Q(ends__isnull=False) & ~Q(ending_why="")),
                name="home_ending_says_why",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="home_has_name"),
            models.CheckConstraint(condition=~Q(provider=Provider.PARENT.value), name="home_provider_not_parents"),
            models.UniqueConstraint(
                fields=["address", "kind", "name"], name="home_open_once", condition=Q(ends__isnull=True)
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "name"], name="home_kind_name"),
            models.Index(fields=["address"], name="home_address"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Carer(models.Model):
    """Somebody who cares for children in a home, from a day to a day; or who lives there as an adult (``cares``
    false)."""

    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="carers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cares_in")
    cares = models.BooleanField(default=True)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("carer_once_in_a_home", "home", "person"),
            ends_after_start("carer_ends_after_start"),
        ]
        indexes = [models.Index(fields=["person"], name="carer_person")]


@pghistory.track()
class Terms(models.Model):
    """How many children, of which ages and for what a home may take, from a day to a day: one set at a time.

    ``places``: children at once. ``together``: so many if they are brothers and sisters. ``decided``: by whom and after
    what, in words (panel of a day, registration with the inspectorate). ``temporary_until``: the last day of a
    relative's or friend's approval for a time (Care Planning Regulations 2010, regulation 24).
    """

    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="terms")
    places = models.PositiveSmallIntegerField()
    together = models.PositiveSmallIntegerField()
    youngest = models.PositiveSmallIntegerField(default=0)
    oldest = models.PositiveSmallIntegerField(default=17)
    sexes = models.CharField(max_length=3, choices=Sexes, default=Sexes.ANY.value)
    skills = ArrayField(models.CharField(max_length=12, choices=Skill), default=list, blank=True)
    about = models.TextField(blank=True)
    decided = models.CharField(max_length=200)
    temporary_until = models.DateField(null=True)
    starts = models.DateField()
    ends = models.DateField(null=True)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            no_overlap("terms_one_at_a_time", "home"),
            ends_after_start("terms_ends_after_start"),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=60, together__gte=F("places"), together__lte=60),
                name="terms_places",
            ),
            models.CheckConstraint(condition=Q(youngest__lte=F("oldest"), oldest__lte=25), name="terms_ages"),
            models.CheckConstraint(condition=~Q(decided=""), name="terms_say_who_decided"),
        ]


@pghistory.track()
class Held(models.Model):
    """Places of a home that cannot be used from a day to a day: illness, building work, an allegation, a child who
    needs to be alone. ``places`` null: all of them."""

    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="held")
    places = models.PositiveSmallIntegerField(null=True)
    why = models.CharField(max_length=300)
    starts = models.DateField()
    ends = models.DateField(null=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ends_after_start("held_ends_after_start"),
            models.CheckConstraint(condition=~Q(why=""), name="held_says_why"),
            models.CheckConstraint(condition=Q(places__isnull=True) | Q(places__gte=1), name="held_places"),
        ]
        indexes = [models.Index(fields=["home"], name="held_home")]


__all__ = ["Carer", "Held", "Home", "Terms"]
