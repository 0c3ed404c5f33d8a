"""Documents given out: the packet, one copy for each recipient with its sealed files, what was found in it, who read
it, how it was given out, and what was done when it went astray. And letters, which are written here."""

from __future__ import annotations

from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from righthelp.governance.release.law import Basis, Purpose
from righthelp.practice.people.models import Organisation, Person
from righthelp.practice.workforce.models import Worker


def _account(**more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class How(models.TextChoices):
    """How a copy reached its recipient. Nothing is sent by this house itself."""

    HAND = "hand", "Handed over"
    POST = "post", "By post"
    PORTAL = "portal", "By a secure portal or secure mail"
    DOWNLOAD = "download", "Downloaded to be printed or passed on"


class State(models.TextChoices):
    """Where a packet stands."""

    CHECK = "check", "Something found in it must be put right"
    READ = "read", "Waits for a second reader"
    RELEASED = "released", "Released: to be given out"
    GIVEN = "given", "Given out"
    WITHDRAWN = "withdrawn", "Withdrawn"


@pghistory.track()
class Packet(models.Model):
    """One document on its way out, in as many copies as it has recipients. ``source`` is the row it was made from, of
    the kind's own table. ``given_out``: when no copy was left to give."""

    kind = models.CharField(max_length=20)
    source = models.BigIntegerField()
    title = models.CharField(max_length=160)
    purpose = models.CharField(max_length=8, choices=Purpose)
    basis = models.CharField(max_length=8, choices=Basis)
    prepared = models.DateTimeField()
    prepared_by = _account()
    writers: ArrayField[list[int], list[int]] = ArrayField(models.BigIntegerField(), default=list)
    released = models.DateTimeField(null=True)
    released_by = _account(null=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_by = _account(null=True)
    withdrawn_why = models.CharField(max_length=400, blank=True)
    given_out = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source"],
                condition=Q(released__isnull=True, withdrawn__isnull=True),
                name="release_one_on_its_way",
            ),
            models.CheckConstraint(
                condition=Q(released__isnull=True, released_by__isnull=True)
                | (Q(released__gte=F("prepared"), released_by__isnull=False) & ~Q(released_by=F("prepared_by"))),
                name="release_by_another",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True, withdrawn_by__isnull=True)
                | (Q(withdrawn__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="release_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(given_out__isnull=True) | Q(released__isnull=False), name="release_given_when_released"
            ),
        ]
        indexes = [
            models.Index(
                fields=["prepared"],
                name="release_open",
                condition=Q(withdrawn__isnull=True, given_out__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Document {self.pk}"


@pghistory.track()
class PacketAbout(models.Model):
    """A child whom a packet is about."""

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="about")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="packets")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["packet", "child"], name="release_about_once")]


@pghistory.track()
class Copy(models.Model):
    """One recipient's copy. ``print`` and ``digest`` are numbers for who they were and what they were to get when it
    was made; when either differs later, the copy is no longer theirs."""

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="copies")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    capacity = models.CharField(max_length=160)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    confidential = models.BooleanField(default=False)
    print = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    given = models.DateTimeField(null=True)
    given_by = _account(null=True)
    recorded = models.DateTimeField(null=True)
    how = models.CharField(max_length=8, choices=How, blank=True)
    note = models.CharField(max_length=300, blank=True)
    kept_back = models.DateTimeField(null=True)
    kept_back_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["packet", "number"], name="release_copy_number_once"),
            models.UniqueConstraint(fields=["packet", "key"], name="release_copy_each_once"),
            models.CheckConstraint(
                condition=Q(given__isnull=True, given_by__isnull=True, recorded__isnull=True, how="")
                | (Q(given__isnull=False, given_by__isnull=False, recorded__gte=F("given")) & ~Q(how="")),
                name="release_given_whole",
            ),
            models.CheckConstraint(
                condition=Q(kept_back__isnull=True) | (Q(given__isnull=True) & ~Q(kept_back_why="")),
                name="release_kept_back_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-given"], name="release_copy_person", condition=Q(person__isnull=False))
        ]


class CopyFile(models.Model):
    """A finished file of a copy, to the byte; its SHA-256 is its seal. Written once. ``place``: 0 for the document
    itself, 1 and on for what goes with it."""

    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="files")
    place = models.PositiveSmallIntegerField(default=0)
    format = models.CharField(max_length=4)
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64, db_index=True)
    body = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["copy", "place", "format"], name="release_file_once")]
        triggers = [pgtrigger.Protect(name="release_file_written_once", operation=pgtrigger.Update)]


@pghistory.track()
class Found(models.Model):
    """Something found in a copy that must not go out unquestioned; put right at its source, or ``waived`` with a reason
    by a manager. ``absolute``: it cannot be waived."""

    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=12)
    what = models.CharField(max_length=200)
    why = models.CharField(max_length=400)
    where = models.CharField(max_length=400)
    said = models.CharField(max_length=300)
    absolute = models.BooleanField(default=False)
    waived = models.DateTimeField(null=True)
    waived_by = _account(null=True)
    waived_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["copy", "kind", "what"], name="release_found_once"),
            models.CheckConstraint(
                condition=Q(waived__isnull=True, waived_by__isnull=True)
                | (Q(waived__isnull=False, waived_by__isnull=False, absolute=False) & ~Q(waived_why="")),
                name="release_waived_with_a_reason",
            ),
        ]


@pghistory.track()
class CopyRead(models.Model):
    """Somebody opened a copy as it would go out: the document (``place`` 0), or a file that goes with it."""

    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="reads")
    account = _account()
    place = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["copy", "account", "place"], name="release_read_once")]


@pghistory.track()
class Astray(models.Model):
    """A copy reached, or may have reached, somebody it was not for: what happened, who has it, what was done."""

    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="astray")
    aware = models.DateTimeField()
    recorded = models.DateTimeField()
    recorded_by = _account()
    reached = models.CharField(max_length=200)
    happened = models.CharField(max_length=600)
    done = models.CharField(max_length=600)
    back = models.DateField(null=True)
    weighed = models.DateTimeField(null=True)
    weighed_by = _account(null=True)
    reported = models.BooleanField(null=True)
    weighed_why = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(aware__lte=F("recorded")), name="release_astray_known_first"),
            models.CheckConstraint(
                condition=Q(weighed__isnull=True, weighed_by__isnull=True, reported__isnull=True)
                | (Q(weighed__isnull=False, weighed_by__isnull=False, reported__isnull=False) & ~Q(weighed_why="")),
                name="release_weighed_whole",
            ),
        ]
        indexes = [models.Index(fields=["aware"], name="release_unweighed", condition=Q(weighed__isnull=True))]


@pghistory.track()
class Letter(models.Model):
    """A letter about a child: to somebody on the register (their address is looked up when it goes out), to an
    organisation we work with, or to a name and address. The latest text stands here, earlier ones in the history."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=120)
    body = models.TextField()
    written = models.DateTimeField()
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    changed = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation__isnull=True, address="")
                | Q(person__isnull=True, organisation__isnull=False, address="")
                | (Q(person__isnull=True, organisation__isnull=True) & ~Q(name="") & ~Q(address="")),
                name="release_letter_to_somebody",
            ),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(body=""), name="release_letter_says_something"),
        ]
        indexes = [models.Index(fields=["child", "-written"], name="release_letter_child")]


class FileFrom(models.TextChoices):
    """Where a file that goes with a letter comes from."""

    WORK = "work", "Direct work with the child"
    COPY = "copy", "A document that was released for the same recipient"


@pghistory.track(exclude=["body"])
class LetterFile(models.Model):
    """A file that goes with a letter, as it goes out: pictures drawn afresh, everything else readable to the house.
    ``number`` is the row it was taken from (a file of direct work, a file of a copy); ``words`` what the letter calls
    it."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="attachments")
    taken_from = models.CharField(max_length=4, choices=FileFrom)
    number = models.BigIntegerField()
    words = models.CharField(max_length=160)
    format = models.CharField(max_length=4)
    sha256 = models.CharField(max_length=64)
    body = models.BinaryField()
    added = models.DateTimeField()
    added_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    removed = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "taken_from", "number"],
                name="release_attached_once",
                condition=Q(removed__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(words=""), name="release_attached_has_a_name"),
        ]
