"""What was recorded by mistake, or for the wrong child, and was taken back: what it was, why, who, what followed."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from righthelp.practice.casework.codes import BackWhat, Mistake
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class TakenBack(models.Model):
    """A decision that is taken back: asked for by one person, and done; after a stated time only when another agrees.

    ``row`` is the number of what was decided (a child's part in a conference, a plan of casework). ``said`` is what was
    recorded, in words, as it stood; ``recorded`` when and by whom. ``alone``: it was asked for within the time in which
    one person may do it. ``undone`` says line by line what followed from it and is no more; ``flagged`` what somebody
    has still to see to, because people outside this record acted on it.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="taken_back")
    what = models.CharField(max_length=8, choices=BackWhat)
    row = models.BigIntegerField()
    said = models.TextField()
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    mistake = models.CharField(max_length=6, choices=Mistake)
    why = models.TextField()
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    alone = models.BooleanField()
    done = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    declined = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    declined_why = models.CharField(max_length=400, blank=True)
    undone: ArrayField[list[str], list[str]] = ArrayField(models.TextField(), default=list, blank=True)
    flagged: ArrayField[list[str], list[str]] = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why="") & ~Q(said=""), name="taken_back_says_why"),
            models.CheckConstraint(
                condition=Q(done__isnull=True) | Q(alone=True) | Q(agreed_by__isnull=False),
                name="taken_back_late_by_two",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")), name="taken_back_by_another"
            ),
            models.CheckConstraint(
                condition=Q(declined__isnull=True, declined_by__isnull=True)
                | (Q(declined__isnull=False, declined_by__isnull=False, done__isnull=True) & ~Q(declined_why="")),
                name="taken_back_declined_says_why",
            ),
            models.UniqueConstraint(
                fields=["what", "row"],
                name="taken_back_one_open",
                condition=Q(done__isnull=True, declined__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-asked"], name="taken_back_child"),
            models.Index(fields=["what", "row"], name="taken_back_row"),
        ]

    @property
    def open(self) -> bool:
        """Whether a second person has still to agree or not."""
        return self.done is None and self.declined is None


__all__ = ["TakenBack"]
