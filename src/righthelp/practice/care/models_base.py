"""What records of children in care have in common: whose, by whom, and why one no longer counts if a mistake."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


class Written(models.Model):
    """Taken back, not rubbed out: a row that was a mistake stays readable with the reason."""

    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Recorded(Written):
    """The same of a child."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def says_why(name: str) -> models.CheckConstraint:
    """A row that was withdrawn says why."""
    return models.CheckConstraint(
        condition=Q(withdrawn__isnull=True) | ~Q(withdrawn_why=""), name=f"{name}_withdrawn_says_why"
    )


__all__ = ["Recorded", "Written", "says_why"]
