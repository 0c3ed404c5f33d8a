"""A relative or friend, approved for a time to foster a child they know (Care Planning Regulations 2010, 24 and 25)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import Home
from righthelp.practice.fostering.codes import Settled
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker

WEEKS: Final = timedelta(weeks=16)
LONGER: Final = timedelta(weeks=24)


@pghistory.track()
class KnownCarer(models.Model):
    """From ``starts`` for 16 weeks, extended at most once to 24. ``settled``: they were approved as foster carers;
    ``ended``: it ended in another way. ``seen``: what the nominated officer knew of them and their home (schedule 4).
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="+")
    application = models.OneToOneField("Application", on_delete=models.PROTECT, related_name="known")
    starts = models.DateField()
    seen = models.TextField()
    extended = models.DateField(null=True)
    extended_why = models.TextField(blank=True)
    settled = models.DateField(null=True)
    ended = models.DateField(null=True)
    ending = models.CharField(max_length=8, choices=Settled, null=True)
    ended_why = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["home", "child"], name="known_carer_once", condition=Q(settled__isnull=True, ended__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(seen=""), name="known_carer_was_seen"),
            models.CheckConstraint(
                condition=Q(extended__isnull=True, extended_why="")
                | Q(extended__gt=F("starts"), extended__lte=F("starts") + WEEKS) & ~Q(extended_why=""),
                name="known_carer_extended_in_time",
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, ending__isnull=True)
                | Q(ended__gt=F("starts"), ending__isnull=False, settled__isnull=True) & ~Q(ended_why=""),
                name="known_carer_ended_says_why",
            ),
        ]
        indexes = [models.Index(fields=["child"], name="known_carer_child")]

    @property
    def until(self) -> date:
        """The last day of the approval."""
        return self.starts + (LONGER if self.extended else WEEKS)

    @property
    def runs(self) -> bool:
        """Neither settled nor ended."""
        return self.settled is None and self.ended is None


__all__ = ["LONGER", "WEEKS", "KnownCarer"]
