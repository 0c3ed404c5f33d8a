"""What follows a placement: its plan, who decides what, who was told, and the decision to place outside the city.

A *placement* here is all stays with the same carers, one after another: away in hospital, or meant to last from now on,
it is the same placement. What is kept stands on its first stay (``placed.py``).
"""

from __future__ import annotations

from typing import Final

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import Stay
from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.matching.codes_placed import BODIES, TEXTS, Decides, Far, How, Matter, Owed
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker

_OLD, _NEW = (", ".join(f"{row}.{name}" for name in TEXTS) for row in ("old", "new"))
_STANDS: Final = f"""
    if ({_OLD}) is distinct from ({_NEW}) or new.agreed is distinct from old.agreed then
      raise exception 'An agreed placement plan is not edited: the next one is begun from it';
    end if;
    return new;"""  # names of our own columns
_DECIDED: Final = """
    if exists (select from matching_placementplan p where p.id = old.plan_id and p.agreed is not null)
       and (tg_op = 'DELETE' or (old.who, old.why, old.matter) is distinct from (new.who, new.why, new.matter)) then
      raise exception 'An agreed placement plan is not edited: the next one is begun from it';
    end if;
    if tg_op = 'DELETE' then return old; end if;
    return new;"""


@pghistory.track()
class PlacedDue(models.Model):
    """What a placement asks for within five working days, and when it came; drawn anew, never typed."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="placed_due")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=7, choices=Owed)
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stay", "place"], name="placed_due_place_once"),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(ended__isnull=True), name="placed_due_held_or_ended"
            ),
        ]
        indexes = [models.Index(fields=["child", "since"], name="placed_due_child")]


@pghistory.track()
class PlacementPlan(Recorded):
    """One version of a placement plan: a draft until carer and child have agreed it; then it never changes.

    ``agreed_carer``: who agreed for the home. ``agreed_child``: how the child took part, and what they said.
    """

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    daily = models.TextField(blank=True)
    health = models.TextField(blank=True)
    school = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    identity = models.TextField(blank=True)
    safety = models.TextField(blank=True)
    support = models.TextField(blank=True)
    lasting = models.TextField(blank=True)
    agreed = models.DateField(null=True)
    agreed_carer = models.CharField(max_length=160, blank=True)
    agreed_child = models.TextField(blank=True)
    agreed_parents = models.TextField(blank=True)
    agreed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stay", "number"], name="placement_plan_number_once"),
            models.UniqueConstraint(
                fields=["stay"],
                name="placement_plan_one_draft",
                condition=Q(agreed__isnull=True, withdrawn__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True, agreed_by__isnull=True)
                | (
                    Q(agreed__isnull=False, agreed_by__isnull=False)
                    & ~Q(agreed_carer="")
                    & ~Q(agreed_child="")
                    & ~Q(daily="")
                    & ~Q(health="")
                    & ~Q(school="")
                    & ~Q(contact="")
                    & ~Q(support="")
                    & ~Q(lasting="")
                ),
                name="placement_plan_agreed_whole",
            ),
            says_why("placement_plan"),
        ]
        indexes = [models.Index(fields=["child", "-recorded"], name="placement_plan_child")]
        triggers = [
            pgtrigger.Trigger(
                name="agreed_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__agreed__isnull=False),
                func=_STANDS,
            )
        ]


@pghistory.track()
class Delegated(models.Model):
    """Who decides one thing of daily life under a placement plan, and why if it is not the carer."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(PlacementPlan, on_delete=models.PROTECT, related_name="delegated")
    matter = models.CharField(max_length=9, choices=Matter)
    who = models.CharField(max_length=7, choices=Decides)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "matter"], name="delegated_matter_once"),
            models.CheckConstraint(condition=Q(who=Decides.CARER.value) | ~Q(why=""), name="delegated_says_why"),
        ]
        indexes = [models.Index(fields=["child"], name="delegated_child")]
        triggers = [
            pgtrigger.Trigger(
                name="decided_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_DECIDED,
            )
        ]


@pghistory.track()
class Notice(Recorded):
    """Somebody was told of a placement in writing, or is not to be told, and why (regulation 13)."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="notices")
    to = models.CharField(max_length=7, choices=BODIES)
    on = models.DateField()
    how = models.CharField(max_length=7, choices=How)
    who = models.CharField(max_length=160, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stay", "to", "on", "who"], name="notice_once", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(
                condition=(Q(how=How.NOT.value) & ~Q(note="")) | (~Q(how=How.NOT.value) & ~Q(who="")),
                name="notice_says_whom_or_why",
            ),
            says_why("notice"),
        ]
        indexes = [models.Index(fields=["child", "-on"], name="notice_child")]


@pghistory.track()
class Outside(Recorded):
    """The decision to place a child outside the city (regulation 11): asked of the council there on ``asked``, what it
    ``said``; decided by a manager, or by the director when it is not next to ours."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="outside_decisions")
    far = models.CharField(max_length=4, choices=Far)
    council = models.CharField(max_length=120)
    asked = models.DateField()
    said = models.TextField()
    why = models.TextField()
    decided = models.DateField()
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stay"], name="outside_decided_once", condition=Q(withdrawn__isnull=True)),
            models.CheckConstraint(condition=~Q(council="") & ~Q(said="") & ~Q(why=""), name="outside_says_why"),
            models.CheckConstraint(condition=Q(asked__lte=F("decided")), name="outside_asked_before"),
            says_why("outside"),
        ]
        indexes = [models.Index(fields=["child", "-decided"], name="outside_child")]


__all__ = ["Delegated", "Notice", "Outside", "PlacedDue", "PlacementPlan"]
