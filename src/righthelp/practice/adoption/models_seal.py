"""The seal: which record became which, opened by two people together; and what birth relatives' records keep."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.foundation.access.models import Account
from righthelp.practice.people.models import Person


class Vault(models.Model):
    """One adoption: both records' numbers, sealed with a key that is not in the database.

    The application has no right to this table at all. It writes through ``vault_adoption_put`` and reads through
    ``vault_adoption_open``, which gives rows only for an opening on which two people have agreed and which runs
    (``migrations/0004``). There is no key to a person: nothing that follows keys comes upon it.
    """

    pair = models.TextField()

    class Meta:
        db_table = "vault_adoption"


@pghistory.track()
class Opening(models.Model):
    """Somebody asks to know which record became which, and somebody of the other role agrees; open for an hour.

    ``about``: the number of the record asked about, sealed. Nobody opens alone, and not in two roles. ``undoes``: it is
    asked for because the order was recorded by mistake; ``joined``: when the two records were made one again.
    """

    about = models.TextField()
    why = models.TextField()
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_as = models.CharField(max_length=20)
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answered_as = models.CharField(max_length=20, blank=True)
    declined_why = models.TextField(blank=True)
    ends = models.DateTimeField(null=True)
    undoes = models.BooleanField(default=False)
    joined = models.DateTimeField(null=True)
    read = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="opening_says_why"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True, answered_by__isnull=True, ends__isnull=True)
                | (
                    Q(answered__gte=F("asked"), answered_by__isnull=False)
                    & (Q(ends__isnull=True) & ~Q(declined_why="") | Q(ends__gt=F("answered"), declined_why=""))
                ),
                name="opening_answered_once",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True)
                | (~Q(answered_by=F("asked_by")) & ~Q(answered_as="") & ~Q(answered_as=F("asked_as"))),
                name="opening_by_two_roles",
            ),
            models.CheckConstraint(
                condition=Q(joined__isnull=True) | Q(undoes=True, ends__isnull=False), name="opening_joins_when_agreed"
            ),
        ]


@pghistory.track()
class AdoptedAway(models.Model):
    """A child of this person, or a brother or sister, was adopted in a year. Not who, and not where."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    sibling = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["person"], name="adopted_away_person")]


__all__ = ["AdoptedAway", "Opening", "Vault"]
