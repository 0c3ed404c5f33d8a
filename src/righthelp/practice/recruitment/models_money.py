"""Day rates of agency staff with the region's caps, and grades' pay beside what others pay. Money is in pence."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from righthelp.foundation.access.models import Account
from righthelp.practice.workforce.models import Holding
from righthelp.practice.workforce.models_posts import PERIOD, ends_after

_WITHIN_CAP = """
if not exists (select 1 from workforce_holding h where h.id = new.holding_id and h.basis = 'agency'
                and daterange(h.starts, h.ends) @> daterange(new.starts, new.ends)) then
  raise exception 'a booking lies within an agency holding'
    using errcode = 'check_violation', constraint = 'booking_within_holding';
end if;
if new.agreed is not null and (new.reason = '' or new.approved_by_id is null)
   and not exists (select 1 from recruitment_ratecap c join workforce_post p on p.grade = c.grade
                     join workforce_holding h on h.post_id = p.id
                    where h.id = new.holding_id and c.starts <= new.starts
                      and (c.ends is null or c.ends > new.starts) and c.day_rate >= new.day_rate) then
  raise exception 'a day rate above the cap has a reason and an approver'
    using errcode = 'check_violation', constraint = 'booking_above_cap_approved';
end if;
return new;
"""


@pghistory.track()
class RateCap(models.Model):
    """The most that the region's authorities pay an agency for a day of a grade, in pence, from a day to a day."""

    grade = models.CharField(max_length=12)
    day_rate = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after("cap_ends_after_start"),
            models.CheckConstraint(condition=Q(day_rate__gt=0), name="cap_is_something"),
            ExclusionConstraint(name="cap_one_at_a_time", expressions=[("grade", RangeOperators.EQUAL), PERIOD]),
        ]


@pghistory.track()
class Booking(models.Model):
    """What an agency charges for a day of somebody who holds a post through it, in pence, from a day to a day.

    Worker, agency, post and grade are those of the ``holding``. A rate within the cap of its first day is ``agreed`` at
    once; one above it, or without a cap, waits for somebody else's yes, with a reason: a trigger holds to that.
    """

    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="bookings")
    day_rate = models.PositiveIntegerField()
    starts = models.DateField()
    ends = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    requested = models.DateTimeField()
    requested_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    agreed = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    refused = models.DateTimeField(null=True)
    refused_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            ends_after("booking_ends_after_start"),
            models.CheckConstraint(condition=Q(day_rate__gt=0), name="booking_costs_something"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")),
                name="booking_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True) | Q(refused__isnull=True), name="booking_agreed_or_refused"
            ),
            models.CheckConstraint(
                condition=Q(refused__isnull=True, refused_why="") | Q(refused__isnull=False) & ~Q(refused_why=""),
                name="booking_refused_says_why",
            ),
            ExclusionConstraint(
                name="booking_one_at_a_time",
                expressions=[("holding", RangeOperators.EQUAL), PERIOD],
                condition=Q(refused__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="within_cap",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_WITHIN_CAP,
            )
        ]


@pghistory.track()
class PayPoint(models.Model):
    """A point of a grade's pay: what the trust pays for a whole year, in pence, from a day to a day."""

    grade = models.CharField(max_length=12)
    point = models.PositiveSmallIntegerField()
    annual = models.PositiveIntegerField()
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after("pay_ends_after_start"),
            models.CheckConstraint(condition=Q(annual__gt=0), name="pay_is_something"),
            ExclusionConstraint(
                name="pay_one_at_a_time",
                expressions=[("grade", RangeOperators.EQUAL), ("point", RangeOperators.EQUAL), PERIOD],
            ),
        ]


@pghistory.track()
class MarketPay(models.Model):
    """What another authority pays at the top of the same work, a whole year, in pence; as a source said on a day."""

    grade = models.CharField(max_length=12)
    authority = models.CharField(max_length=80)
    annual = models.PositiveIntegerField()
    on = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(annual__gt=0), name="market_pays_something"),
            models.UniqueConstraint(fields=["grade", "authority", "on"], name="market_figure_once"),
        ]
