"""Group supervision: several workers think together about children, led by somebody who writes it down."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from righthelp.practice.people.models import Tier
from righthelp.practice.workforce.models import Worker

_SIGNED = """
if (new.title, new.facilitator_id, new.held, new.reflection, new.signed_at, new.signed_by_id)
   is distinct from (old.title, old.facilitator_id, old.held, old.reflection, old.signed_at, old.signed_by_id) then
  raise exception 'a signed group supervision is not changed'
    using errcode = 'check_violation', constraint = 'group_signed';
end if;
return new;
"""


@pghistory.track()
class Group(models.Model):
    """One meeting of a group. ``reflection`` is what the group said of its own work: read by those who were there and
    those above whoever led it. What was said of a child is a `Discussion`, and part of the child's record.

    It is nobody's own supervision of the month: that is a `Session`, and the contract counts those alone.
    """

    title = models.CharField(max_length=120)
    facilitator = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="groups_led")
    held = models.DateTimeField()
    reflection = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    tier = models.SmallIntegerField(choices=Tier, default=Tier.CASE)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="group_signed_by_somebody",
            ),
            models.UniqueConstraint(fields=["facilitator", "held"], name="group_once"),
        ]
        indexes = [models.Index(fields=["-held"], name="group_held")]
        triggers = [
            pgtrigger.Trigger(
                name="signed_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__signed_at__isnull=False),
                func=_SIGNED,
            )
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Present(models.Model):
    """Somebody who was there."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="present")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="groups_joined")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "worker"], name="group_present_once")]
