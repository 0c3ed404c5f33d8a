"""Who a person is, in full: names they have had, their own words, disability, leave to remain, how to talk with them,
their photograph, and what is recorded when somebody dies.

What every page needs of everyone (name, birth date, first language) stands on ``Person``; what is known of
few stands here.
"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from righthelp.practice.people.codes import (
    Communication,
    ContactBy,
    DisabilityCode,
    Leave,
    NoPupilNumber,
    Religion,
)
from righthelp.practice.people.models import Person, Sex, ends_after_start, no_overlap
from righthelp.practice.people.search_keys import Digits, Sound


class NameKind(models.TextChoices):
    """How a person came by a name that is not, or no longer, the one on their record."""

    ALIAS = "alias", "Also known as"
    FORMER = "former", "Former name"
    BIRTH = "birth", "Name at birth"
    MARRIED = "married", "Married name"
    TRANSLITERATION = "transliteration", "Written another way from another script"
    SPELLING = "spelling", "Another spelling"
    PREFERRED_PAST = "preferred_past", "Liked to be called before"


@pghistory.track()
class Name(models.Model):
    """Another name of a person: one they had, have beside, or are written by elsewhere. Either part may be missing.

    ``starts`` and ``ends`` are half open and known for few; ``source`` says who gave the name.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=16, choices=NameKind)
    forename = models.CharField(max_length=80, blank=True, default="", db_default="")
    surname = models.CharField(max_length=80, blank=True, default="", db_default="")
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    source = models.CharField(max_length=80, blank=True, default="", db_default="")
    withdrawn = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(forename="", surname=""), name="name_not_empty"),
            ends_after_start("name_ends_after_start"),
            models.UniqueConstraint(
                "person", Lower("forename"), Lower("surname"), condition=Q(withdrawn=False), name="name_once"
            ),
        ]
        indexes = [
            models.Index(Lower("surname"), Lower("forename"), name="name_exact"),
            models.Index(Sound("surname"), name="name_surname_sound"),
            models.Index(Sound("forename"), name="name_forename_sound", condition=Q(surname="")),
        ]


@pghistory.track()
class About(models.Model):
    """What a person says of themselves and how they like to be met. One row for a person of whom any of it is known."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="about")
    pronouns = models.CharField(max_length=40, blank=True, default="", db_default="")
    ethnicity_words = models.CharField(max_length=120, blank=True, default="", db_default="")
    religion = models.CharField(max_length=9, choices=Religion, blank=True, default="", db_default="")
    religion_words = models.CharField(max_length=120, blank=True, default="", db_default="")
    other_languages = models.CharField(max_length=120, blank=True, default="", db_default="")
    interpreter_language = models.CharField(max_length=40, blank=True, default="", db_default="")
    interpreter_sex = models.CharField(max_length=1, choices=Sex, blank=True, default="", db_default="")
    interpreter_booked_by = models.CharField(max_length=80, blank=True, default="", db_default="")
    no_pupil_number = models.CharField(max_length=3, choices=NoPupilNumber, blank=True, default="", db_default="")
    contact_by = models.CharField(max_length=9, choices=ContactBy, blank=True, default="", db_default="")
    contact_words = models.CharField(max_length=400, blank=True, default="", db_default="")
    about_me = models.CharField(max_length=600, blank=True, default="", db_default="")


class Basis(models.TextChoices):
    """How a disability is known."""

    DIAGNOSED = "diagnosed", "Diagnosed"
    SAID = "said", "The person or family says so"
    ASSESSING = "assessing", "Being assessed"


@pghistory.track()
class Disability(models.Model):
    """A disability from a day on. Code ``NONE`` says that it was asked and there is none."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disabilities")
    code = models.CharField(max_length=4, choices=DisabilityCode)
    basis = models.CharField(max_length=9, choices=Basis)
    words = models.CharField(max_length=200, blank=True, default="", db_default="")
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("disability_one_of_a_kind", "person", "code"),
            ends_after_start("disability_ends_after_start"),
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Immigration(models.Model):
    """The leave a person had to be in the country, from a day to a day; one at a time. In a list only where each reader
    may see it on each record (``child.sensitive``)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="immigration")
    leave = models.CharField(max_length=12, choices=Leave)
    no_public_funds = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True)
    words = models.CharField(max_length=200, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            no_overlap("immigration_one_at_a_time", "person"),
            ends_after_start("immigration_ends_after_start"),
        ]


@pghistory.track()
class CommunicationNeed(models.Model):
    """What makes talking with a person possible, from a day on."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="communication")
    kind = models.CharField(max_length=12, choices=Communication)
    words = models.CharField(max_length=200, blank=True, default="", db_default="")
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("communication_one_of_a_kind", "person", "kind"),
            ends_after_start("communication_ends_after_start"),
        ]


class PointKind(models.TextChoices):
    PHONE = "phone", "Phone"
    EMAIL = "email", "E-mail"


@pghistory.track()
class ContactPoint(models.Model):
    """A number or address that reaches a person. ``safe`` only when a message left there is seen by nobody else."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_points")
    kind = models.CharField(max_length=5, choices=PointKind)
    value = models.CharField(max_length=120)
    whose = models.CharField(max_length=80, blank=True, default="", db_default="")
    safe = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [ends_after_start("contact_ends_after_start")]
        indexes = [models.Index(Digits("value"), name="contact_phone", condition=Q(kind="phone"))]


class SharedWith(models.TextChoices):
    """With whom a person agreed, or did not agree, that what we know is shared."""

    SCHOOL = "school", "School or college"
    HEALTH = "health", "Health"
    POLICE = "police", "Police"
    VOLUNTARY = "voluntary", "A voluntary organisation"
    FAMILY = "family", "Family"
    OTHER = "other", "Somebody else"


@pghistory.track()
class Consent(models.Model):
    """What a person, or who holds parental responsibility, said about sharing. It never overrides a duty to protect."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    shared_with = models.CharField(max_length=9, choices=SharedWith)
    agreed = models.BooleanField()
    said_by = models.CharField(max_length=80)
    words = models.CharField(max_length=300, blank=True, default="", db_default="")
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("consent_one_of_a_kind", "person", "shared_with"),
            ends_after_start("consent_ends_after_start"),
        ]


class Whose(models.TextChoices):
    """Who worries."""

    CHILD = "child", "The child"
    FAMILY = "family", "The family"
    SCHOOL = "school", "School"
    HEALTH = "health", "Health"
    POLICE = "police", "Police"
    WORKER = "worker", "Social care"


@pghistory.track()
class Worry(models.Model):
    """One worry about a child, in one sentence, in the words of whoever has it; open until it is one no longer."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="worries")
    whose = models.CharField(max_length=6, choices=Whose)
    words = models.CharField(max_length=240)
    starts = models.DateField()
    ends = models.DateField(null=True)
    why_over = models.CharField(max_length=240, blank=True, default="", db_default="")

    class Meta:
        constraints = [ends_after_start("worry_ends_after_start")]


class HowKnown(models.TextChoices):
    """How we know that somebody has died."""

    HOSPITAL = "hospital", "A hospital or doctor told us"
    POLICE = "police", "The police told us"
    CORONER = "coroner", "The coroner told us"
    FAMILY = "family", "The family told us"
    CERTIFICATE = "certificate", "We have seen the certificate"
    OTHER = "other", "Somebody else told us"


@pghistory.track()
class Death(models.Model):
    """How we came to know that a person has died; the day itself stands on the person.

    A death recorded by mistake is withdrawn, with the reason, and stays written.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deaths")
    how_known = models.CharField(max_length=11, choices=HowKnown)
    told_by = models.CharField(max_length=120)
    told_at = models.DateTimeField()
    about = models.BooleanField(default=False)  # the day is not known for certain
    words = models.CharField(max_length=300, blank=True, default="", db_default="")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(withdrawn_at=None), name="death_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""), name="death_withdrawn_with_a_reason"
            ),
        ]


class Step(models.TextChoices):
    """What has to happen after a child has died, in the order of the first days."""

    WORKERS = "workers", "Everyone who works with the family told"
    LETTERS = "letters", "Letters, calls and appointments stopped"
    REVIEW = "review", "Child death review partners notified"
    PANEL = "panel", "Considered whether to notify the national panel"
    SCHOOL = "school", "School or college told"
    SIBLINGS = "siblings", "Brothers, sisters and friends: who supports them"
    FAMILY = "family", "Family visited, one named person to speak to"


@pghistory.track()
class AfterDeath(models.Model):
    """One thing done after a death."""

    death = models.ForeignKey(Death, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=8, choices=Step)
    done_on = models.DateField()
    who = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["death", "step"], name="after_death_once")]


@pghistory.track()
class Photo(models.Model):
    """A photograph of a person, with whose agreement it was taken. The newest that is not removed is shown."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="photos")
    taken_on = models.DateField()
    taken_by = models.CharField(max_length=80)
    agreed_by = models.CharField(max_length=80)
    width = models.SmallIntegerField()
    height = models.SmallIntegerField()
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removed_why = models.CharField(max_length=200, blank=True, default="", db_default="")

    class Meta:
        indexes = [models.Index(fields=["person", "-taken_on"], name="photo_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None) | ~Q(removed_why=""), name="photo_removed_with_a_reason"
            )
        ]


class PhotoImage(models.Model):
    """The picture itself, JPEG without metadata. Written once; gone when the photograph is removed."""

    photo = models.OneToOneField(Photo, on_delete=models.PROTECT, primary_key=True, related_name="image")
    jpeg = models.BinaryField()


@pghistory.track()
class KeptApart(models.Model):
    """A record that searches bring only to whoever types its surname or one of its numbers, and that is never held
    against others as a possible duplicate: what stays the same for a person (forename, birth date) must not lead
    from one identity to another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
