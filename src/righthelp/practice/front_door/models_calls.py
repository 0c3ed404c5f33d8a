"""How calls are handled: the standards, by edition; calls drawn at random; what a manager heard, and the answer."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.front_door.codes import Listened, Mark
from righthelp.practice.front_door.models import Call
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class CallEdition(models.Model):
    """The standards for calls as they were agreed together, in force from a day until the next edition's day.

    ``put_by``: the name of who put it in force; nobody for the first, which came with the house. A name and no row of
    theirs: standards are kept when everybody in a demonstration is thrown away.
    """

    number = models.PositiveSmallIntegerField(unique=True)
    starts = models.DateField(unique=True)
    put_by = models.CharField(max_length=120, blank=True, db_default="")

    def __str__(self) -> str:
        return f"Edition {self.number}"


@pghistory.track()
class CallStandard(models.Model):
    """One standard of an edition: its name, and what is heard when it is met. Never changed; a new edition is made."""

    edition = models.ForeignKey(CallEdition, on_delete=models.PROTECT, related_name="standards")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    means = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(means=""), name="front_door_standard_says_what"),
            models.UniqueConstraint(fields=["edition", "place"], name="front_door_standard_place_once"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class CallSample(models.Model):
    """Calls of a month drawn at random to be listened to: from how many (``population``), by which ``seed``.

    ``month`` is its first day. Drawn once: nobody draws again until they like the calls.
    """

    month = models.DateField(unique=True)
    population = models.PositiveIntegerField()
    size = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    drawn = models.DateTimeField()
    drawn_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="front_door_sample_of_a_month"),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=F("population")), name="front_door_sample_of_some"
            ),
        ]


@pghistory.track()
class SampledCall(models.Model):
    """One call of a sample, in the order drawn."""

    sample = models.ForeignKey(CallSample, on_delete=models.PROTECT, related_name="calls")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="samples")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "call"], name="front_door_sampled_once"),
            models.UniqueConstraint(fields=["sample", "place"], name="front_door_sampled_place_once"),
        ]


@pghistory.track()
class CallAssessment(models.Model):
    """What a manager heard when they listened to a call, against the standards of that day; and the handler's answer.

    It can be changed until the handler has ``seen`` it, and stands from then on.
    """

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="assessment")
    edition = models.ForeignKey(CallEdition, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    listened = models.CharField(max_length=8, choices=Listened)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    well = models.TextField()
    better = models.TextField()
    seen = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("handler")), name="front_door_call_assessed_by_another"),
            models.CheckConstraint(condition=~Q(well="") & ~Q(better=""), name="front_door_call_says_why"),
            models.CheckConstraint(
                condition=Q(seen__isnull=True) | Q(seen__gte=F("at")), name="front_door_call_seen_once_assessed"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered__isnull=True)
                | (~Q(answer="") & Q(seen__isnull=False, answered__gte=F("seen"))),
                name="front_door_call_answered_when_seen",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="front_door_call_assessed"),
            models.Index(fields=["handler", "-at"], name="front_door_call_handler"),
        ]


@pghistory.track()
class CallMark(models.Model):
    """Whether one standard was met in a call. What was not met, or does not apply, says why."""

    assessment = models.ForeignKey(CallAssessment, on_delete=models.PROTECT, related_name="marks")
    standard = models.ForeignKey(CallStandard, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=7, choices=Mark)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "standard"], name="front_door_mark_once"),
            models.CheckConstraint(condition=Q(mark="met") | ~Q(note=""), name="front_door_mark_says_why"),
        ]
