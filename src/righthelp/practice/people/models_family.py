"""Around the family: who must not know where somebody lives, what holds a child up, moves and who was told of them."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.people.models import Address, Person, RelationshipKind, Residence, Situation, ends_after_start
from righthelp.practice.people.models_partners import Organisation


@pghistory.track()
class MustNotKnow(models.Model):
    """Somebody who must not learn where ``person`` lives: a person on the register, or whom ``words`` describe.

    It holds for wherever the person lives, now and after every move, from ``starts`` until ``ends``.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kept_from")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="must_not_know")
    words = models.CharField(max_length=120, blank=True, default="", db_default="")
    why = models.CharField(max_length=300)
    starts = models.DateField()
    reviewed_on = models.DateField(null=True)
    ends = models.DateField(null=True)
    why_over = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, words="") | (Q(other__isnull=True) & ~Q(words="")),
                name="must_not_know_somebody",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(person=F("other")), name="must_not_know_another"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="must_not_know_why"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts"), why_over__gt=""),
                name="must_not_know_over_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["person", "other"],
                condition=Q(ends__isnull=True, other__isnull=False),
                name="must_not_know_once",
            ),
        ]


class SupportKind(models.TextChoices):
    """What part of a child's world it is."""

    FAMILY = "family", "Family"
    FRIENDS = "friends", "Friends"
    SCHOOL = "school", "School or college"
    HEALTH = "health", "Health"
    CLUB = "club", "Club or hobby"
    FAITH = "faith", "Faith"
    COMMUNITY = "community", "Neighbours and community"
    WORK = "work", "Work"
    SERVICE = "service", "Service"
    OTHER = "other", "Other"


class Strength(models.TextChoices):
    """What the tie is like; the line in the ecomap."""

    STRONG = "strong", "Strong"
    ORDINARY = "ordinary", "Ordinary"
    WEAK = "weak", "Weak"
    STRESSFUL = "stressful", "Stressful"
    BROKEN = "broken", "Broken off"


class Energy(models.TextChoices):
    """Which way help and effort flow; the arrow in the ecomap."""

    TO_CHILD = "to_child", "Gives to the child"
    FROM_CHILD = "from_child", "Takes from the child"
    BOTH = "both", "Both ways"
    NONE = "none", "Neither"


@pghistory.track()
class Support(models.Model):
    """Somebody or something in a child's world, for the ecomap: a person here, an organisation, or a name."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supports")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="supports_of")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="supports")
    name = models.CharField(max_length=80, blank=True, default="", db_default="")
    kind = models.CharField(max_length=9, choices=SupportKind)
    strength = models.CharField(max_length=9, choices=Strength)
    energy = models.CharField(max_length=10, choices=Energy)
    words = models.CharField(max_length=200, blank=True, default="", db_default="")
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("support_ends_after_start"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation__isnull=True, name="")
                | Q(person__isnull=True, organisation__isnull=False, name="")
                | (Q(person__isnull=True, organisation__isnull=True) & ~Q(name="")),
                name="support_one_of_three",
            ),
            models.CheckConstraint(condition=Q(person__isnull=True) | ~Q(person=F("child")), name="support_of_another"),
        ]


@pghistory.track()
class Move(models.Model):
    """A change of address of one or more people, as one act. ``undone_at``: it turned out not to be so."""

    on = models.DateField()
    address = models.ForeignKey(Address, on_delete=models.PROTECT, null=True, related_name="moves")
    situation = models.CharField(max_length=8, choices=Situation, default=Situation.ADDRESS)
    protected = models.BooleanField(default=False)
    why = models.CharField(max_length=300, blank=True, default="", db_default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    undone_at = models.DateTimeField(null=True)
    undone_why = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(undone_at=None) | ~Q(undone_why=""), name="move_undone_with_a_reason")
        ]


@pghistory.track()
class Moved(models.Model):
    """One person of a move. ``residence`` is what it made, ``former`` what it ended; empty once it is undone."""

    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="moves")
    residence = models.ForeignKey(Residence, on_delete=models.SET_NULL, null=True, related_name="+")
    former = models.ForeignKey(Residence, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["move", "person"], name="moved_once")]


class ToldKind(models.TextChoices):
    """Who is told of a move."""

    WORKER = "worker", "Allocated worker"
    SCHOOL = "school", "School, college or nursery"
    HEALTH = "health", "GP or other health service"
    PARENT = "parent", "Person with parental responsibility"
    POLICE = "police", "Police"
    AUTHORITY = "authority", "Placing or receiving authority"
    REVIEWER = "reviewer", "Reviewing officer"
    OTHER = "other", "Somebody else"


@pghistory.track()
class Telling(models.Model):
    """Somebody who must be told of a move, or must not be. ``must_not`` rows are warnings and are never told.

    ``who`` never holds an address. Told when ``told_at`` is given; left untold for good when ``not_told_why`` is.
    """

    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="tellings")
    kind = models.CharField(max_length=9, choices=ToldKind)
    who = models.CharField(max_length=160)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    must_not = models.BooleanField(default=False)
    why = models.CharField(max_length=300, blank=True, default="", db_default="")
    told_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=120, blank=True, default="", db_default="")
    how = models.CharField(max_length=80, blank=True, default="", db_default="")
    not_told_why = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(must_not=False) | Q(told_at=None), name="telling_never_to_who_must_not_know"
            ),
            models.CheckConstraint(condition=Q(told_at=None) | Q(not_told_why=""), name="telling_told_or_not"),
        ]


@pghistory.track()
class StruckOut(models.Model):
    """A relationship or a residence that was recorded in error: no longer counted anywhere, and still to be seen."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="struck_out")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=RelationshipKind, blank=True, default="", db_default="")
    address = models.ForeignKey(Address, on_delete=models.PROTECT, null=True, related_name="+")
    protected = models.BooleanField(default=False)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="struck_out_with_a_reason")]
