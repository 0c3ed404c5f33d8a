"""A child's way to adoption: the plan, adopters considered, the match, reviews due.

``Adopting`` is one row for one plan: the facts of the scorecard are its columns. Those that other rows say (the
placement order, the stay with adopters, the order of adoption) are worked out from care, never typed
(``following.py``).
"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.adoption.codes import Cause, Ceased, Instead, Panel
from righthelp.practice.adoption.journey import REVIEWS
from righthelp.practice.adoption.models_adopters import Adopter, Adopters, Keepsake, Pause, Stage, Wait
from righthelp.practice.adoption.models_back import TakingBack
from righthelp.practice.adoption.models_events import Came, Course, Exchange, Interest, Profiled, Seat
from righthelp.practice.adoption.models_seal import AdoptedAway, Opening, Vault
from righthelp.practice.adoption.models_support import Claim
from righthelp.practice.care.models import InCare, Stay
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Adopting(models.Model):
    """Adoption is the plan for a child in one time in care.

    ``planned``: the review that made it the plan; ``others``: why not home, relatives, guardianship or fostering.
    ``finder``: who finds a family. ``fostered``: the first day with the adopters as foster carers, if they were.
    ``withdrawn``: it was recorded by mistake; ``counts`` is then false.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="+")
    entered = models.DateField()
    planned = models.DateField()
    others = models.TextField()
    finder = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="finds_families")
    profile = models.TextField(blank=True)
    decided = models.DateField(null=True)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    decided_why = models.TextField(blank=True)
    over_four = models.BooleanField(null=True)
    ordered = models.DateField(null=True)
    matched = models.DateField(null=True)
    ours = models.BooleanField(null=True)
    placed = models.DateField(null=True)
    by_carer = models.BooleanField(null=True)
    fostered = models.DateField(null=True)
    adopted = models.DateField(null=True)
    adopted_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    ceased = models.DateField(null=True)
    ceased_for = models.CharField(max_length=3, choices=Ceased, null=True)
    instead = models.CharField(max_length=6, choices=Instead, blank=True)
    ceased_why = models.TextField(blank=True)
    ceased_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    counts = models.BooleanField(default=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                name="adopting_one_at_a_time",
                condition=Q(adopted__isnull=True, ceased__isnull=True, withdrawn__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(others=""), name="adopting_says_why_not_others"),
            models.CheckConstraint(
                condition=Q(decided__isnull=True, decided_by__isnull=True)
                | (Q(decided__gte=F("planned"), decided_by__isnull=False) & ~Q(decided_why="")),
                name="adopting_decided_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ceased__isnull=True, ceased_for__isnull=True, instead="")
                | (Q(ceased__gte=F("planned"), ceased_for__isnull=False) & ~Q(ceased_why="") & ~Q(instead="")),
                name="adopting_ceased_says_why",
            ),
            models.CheckConstraint(
                condition=Q(matched__isnull=True) | Q(decided__isnull=False, matched__gte=F("decided")),
                name="adopting_matched_after_decision",
            ),
            models.CheckConstraint(
                condition=Q(adopted__isnull=True) | Q(placed__isnull=False, adopted__gt=F("placed")),
                name="adopting_adopted_after_placement",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True, counts=True)
                | (Q(withdrawn__isnull=False, counts=False) & ~Q(withdrawn_why="")),
                name="adopting_withdrawn_says_why",
            ),
        ]
        indexes = [models.Index(fields=["finder"], name="adopting_finder", condition=Q(finder__isnull=False))]

    @property
    def runs(self) -> bool:
        """Adoption is still the plan, and no order has been made."""
        return self.adopted is None and self.ceased is None and self.withdrawn is None


@pghistory.track()
class Linked(models.Model):
    """Adopters considered for a child: why, what the panel said, the match, the move, and whether it disrupted.

    ``introductions``: the plan for getting to know one another, from ``meets_from`` to ``meets_to``. ``learned``:
    the day of the disruption meeting, with what was learned there.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Adopting, on_delete=models.PROTECT, related_name="links")
    adopters = models.ForeignKey(Adopters, on_delete=models.PROTECT, related_name="links")
    considered = models.DateField()
    why = models.TextField()
    declined = models.DateField(null=True)
    declined_why = models.TextField(blank=True)
    panel = models.DateField(null=True)
    panel_says = models.CharField(max_length=5, choices=Panel, blank=True)
    minutes = models.DateField(null=True)
    matched = models.DateField(null=True)
    matched_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    matched_why = models.TextField(blank=True)
    introductions = models.TextField(blank=True)
    meets_from = models.DateField(null=True)
    meets_to = models.DateField(null=True)
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, null=True, related_name="+")
    disrupted = models.DateField(null=True)
    cause = models.CharField(max_length=8, choices=Cause, blank=True)
    disrupted_why = models.TextField(blank=True)
    learned = models.DateField(null=True)
    learning = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "adopters"],
                name="linked_once",
                condition=Q(declined__isnull=True, disrupted__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["plan"],
                name="linked_one_match",
                condition=Q(matched__isnull=False, declined__isnull=True, disrupted__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(why=""), name="linked_says_why"),
            models.CheckConstraint(
                condition=Q(declined__isnull=True) | (Q(stay__isnull=True) & ~Q(declined_why="")),
                name="linked_declined_says_why",
            ),
            models.CheckConstraint(
                condition=Q(matched__isnull=True, matched_by__isnull=True)
                | (Q(matched__gte=F("considered"), matched_by__isnull=False) & ~Q(matched_why="")),
                name="linked_matched_says_why",
            ),
            models.CheckConstraint(
                condition=Q(stay__isnull=True) | Q(matched__isnull=False), name="linked_placed_after_match"
            ),
            models.CheckConstraint(
                condition=Q(meets_to__isnull=True) | Q(meets_from__isnull=False, meets_to__gte=F("meets_from")),
                name="linked_introductions_in_order",
            ),
            models.CheckConstraint(
                condition=Q(disrupted__isnull=True, cause="")
                | (Q(disrupted__isnull=False, stay__isnull=False) & ~Q(cause="") & ~Q(disrupted_why="")),
                name="linked_disrupted_says_why",
            ),
            models.CheckConstraint(
                condition=Q(learned__isnull=True) | (Q(disrupted__isnull=False) & ~Q(learning="")),
                name="linked_learned_says_what",
            ),
        ]
        indexes = [models.Index(fields=["adopters"], name="linked_adopters")]

    @property
    def runs(self) -> bool:
        """Neither declined nor disrupted."""
        return self.declined is None and self.disrupted is None


@pghistory.track()
class ReviewDue(models.Model):
    """From the authority to place, the placement, or one review, to the next; drawn anew, never typed."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Adopting, on_delete=models.PROTECT, related_name="reviews_due")
    place = models.PositiveSmallIntegerField()
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)
    which = models.CharField(max_length=14, choices=[(each, each) for each in REVIEWS])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "place"], name="adoption_review_due_once")]


__all__ = [
    "AdoptedAway",
    "Adopter",
    "Adopters",
    "Adopting",
    "Came",
    "Claim",
    "Course",
    "Exchange",
    "Interest",
    "Keepsake",
    "Linked",
    "Opening",
    "Pause",
    "Profiled",
    "ReviewDue",
    "Seat",
    "Stage",
    "TakingBack",
    "Vault",
    "Wait",
]
