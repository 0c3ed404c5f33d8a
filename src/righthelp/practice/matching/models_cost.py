"""What a placement costs a week, and who of social care, education and health pays which part; the panels that ask what
was achieved for it."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import Stay
from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.matching.codes_cost import Next, PanelKind
from righthelp.practice.people.models import Area, ends_after_start, no_overlap
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Cost(Recorded):
    """What a placement costs a week from a day (inclusive) to a day (exclusive), in pence, by who pays.

    ``ends``: the day from which another cost holds. ``over``: the day on which the placement ended; worked out, never
    typed (``placed.py``).
    """

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="costs")
    starts = models.DateField()
    ends = models.DateField(null=True)
    over = models.DateField(null=True)
    care = models.PositiveIntegerField()
    education = models.PositiveIntegerField(default=0)
    health = models.PositiveIntegerField(default=0)
    agreed = models.CharField(max_length=200)

    class Meta:
        constraints = [
            no_overlap("placement_cost_one_at_a_time", "stay", condition=Q(withdrawn__isnull=True)),
            ends_after_start("placement_cost_ends_after_start"),
            models.CheckConstraint(
                condition=Q(care__gt=0) | Q(education__gt=0) | Q(health__gt=0), name="placement_cost_is_something"
            ),
            models.CheckConstraint(condition=~Q(agreed=""), name="placement_cost_says_what_was_agreed"),
            says_why("placement_cost"),
        ]
        indexes = [models.Index(fields=["child", "starts"], name="placement_cost_child")]

    @property
    def weekly(self) -> int:
        """What all pay together, in pence a week."""
        return self.care + self.education + self.health


@pghistory.track()
class ReviewPanel(models.Model):
    """A meeting that looks at placements of several children. ``who``: who sat on it, in words."""

    kind = models.CharField(max_length=8, choices=PanelKind)
    area = models.CharField(max_length=7, choices=Area)
    on = models.DateField()
    chair = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=300, blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    cancelled = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "area", "on"], name="review_panel_once_a_day", condition=Q(cancelled__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(cancelled__isnull=True) | ~Q(cancelled_why=""), name="review_panel_cancelled_says_why"
            ),
        ]
        indexes = [models.Index(fields=["-on"], name="review_panel_on")]


@pghistory.track()
class PanelItem(Recorded):
    """One child on a panel: what the placement cost a week (``weekly``, in pence) when it was looked at, what was
    achieved for it, what comes next and by when, and whether it has come.

    ``considered``: the day. ``eve``: the day before the next step is due. ``sought``: the search for a home that
    follows from it. ``ended``: it was taken back before it was done.
    """

    panel = models.ForeignKey(ReviewPanel, on_delete=models.PROTECT, related_name="items")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="+")
    weekly = models.PositiveIntegerField(null=True)
    considered = models.DateField(null=True)
    achieved = models.TextField(blank=True)
    child_says = models.TextField(blank=True)
    next = models.CharField(max_length=9, choices=Next, null=True)
    why = models.TextField(blank=True)
    by_when = models.DateField(null=True)
    eve = models.DateField(null=True)
    sought = models.ForeignKey("matching.Sought", on_delete=models.PROTECT, null=True, related_name="panel_items")
    done = models.DateField(null=True)
    done_note = models.TextField(blank=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "child"], name="panel_item_once", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(considered__isnull=True, next__isnull=True, by_when__isnull=True)
                | (Q(considered__isnull=False, next__isnull=False) & ~Q(achieved="") & ~Q(why="")),
                name="panel_item_considered_says_what",
            ),
            models.CheckConstraint(
                condition=Q(by_when__isnull=True, eve__isnull=True) | Q(eve__lt=F("by_when")),
                name="panel_item_eve_before",
            ),
            models.CheckConstraint(
                condition=Q(considered__isnull=True) | Q(by_when__isnull=False) | Q(next=Next.STAYS.value),
                name="panel_item_next_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(done__isnull=True) | (Q(considered__isnull=False) & ~Q(done_note="")),
                name="panel_item_done_says_what",
            ),
            says_why("panel_item"),
        ]
        indexes = [
            models.Index(fields=["child", "-recorded"], name="panel_item_child"),
            models.Index(fields=["sought"], name="panel_item_sought"),
        ]


__all__ = ["Cost", "PanelItem", "ReviewPanel"]
