"""What the disabled children's teams keep: what others pay or plan, short breaks, equipment, advice for an education,
health and care plan, the way into adult life, the specialist assessment."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.child_in_need.codes import BreakKind, BreakUnit, Entitled, Findings, ThingKind
from righthelp.practice.people.models import Person, ends_after_start, no_overlap
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Entitlement(models.Model):
    """What others pay or plan for a child, as we know it, from a day to a day; one of a kind at a time."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Entitled)
    words = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField(null=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            no_overlap("need_entitled_one_of_a_kind", "child", "kind"),
            ends_after_start("need_entitled_ends_after_start"),
            models.CheckConstraint(condition=~Q(words=""), name="need_entitled_says_what"),
        ]


@pghistory.track()
class ShortBreak(models.Model):
    """A short break agreed (Children Act 1989, Schedule 2, paragraph 6): what, how much a year, with whom."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=BreakKind)
    provider = models.CharField(max_length=160)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=6, choices=BreakUnit)
    why = models.TextField()
    starts = models.DateField()
    ends = models.DateField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)
    agreed = models.DateTimeField()
    agreed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            no_overlap("need_break_one_of_a_kind", "child", "kind", "provider"),
            ends_after_start("need_break_ends_after_start"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(provider="") & ~Q(why=""), name="need_break_says_what"
            ),
            models.CheckConstraint(condition=Q(ends__isnull=True) | ~Q(ended_why=""), name="need_break_ended_says_why"),
        ]


@pghistory.track()
class BreakUse(models.Model):
    """How much of a short break was used, on a day. ``key`` comes from the form."""

    taken = models.ForeignKey(ShortBreak, on_delete=models.PROTECT, related_name="uses")
    on = models.DateField()
    amount = models.PositiveSmallIntegerField()
    said = models.CharField(max_length=400, blank=True)
    key = models.UUIDField(unique=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="need_break_use_positive"),
            models.UniqueConstraint(fields=["taken", "on"], name="need_break_use_once_a_day"),
        ]


@pghistory.track()
class Thing(models.Model):
    """Equipment, or a change to the home: asked for, ordered, there; or declined with a reason."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ThingKind)
    what = models.CharField(max_length=200)
    provider = models.CharField(max_length=160, blank=True)
    asked = models.DateField()
    ordered = models.DateField(null=True)
    there = models.DateField(null=True)
    declined = models.DateField(null=True)
    declined_why = models.CharField(max_length=300, blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="need_thing_says_what"),
            models.CheckConstraint(
                condition=Q(ordered__isnull=True) | Q(ordered__gte=F("asked")), name="need_thing_ordered_after"
            ),
            models.CheckConstraint(
                condition=Q(there__isnull=True)
                | Q(ordered__isnull=False, there__gte=F("ordered"))
                | Q(ordered__isnull=True, there__gte=F("asked")),
                name="need_thing_there_after",
            ),
            models.CheckConstraint(
                condition=Q(declined__isnull=True)
                | (Q(there__isnull=True, declined__gte=F("asked")) & ~Q(declined_why="")),
                name="need_thing_declined_says_why",
            ),
        ]
        indexes = [models.Index(fields=["child"], name="need_thing_child")]


@pghistory.track()
class Advice(models.Model):
    """Social care's advice for an education, health and care plan: asked for, given; or the law makes an exception."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked = models.DateField()
    asked_by = models.CharField(max_length=160)
    given = models.DateField(null=True)
    advice = models.TextField(blank=True)
    excepted = models.DateField(null=True)
    excepted_why = models.CharField(max_length=300, blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child"], name="need_advice_open_once", condition=Q(given__isnull=True)),
            models.CheckConstraint(
                condition=Q(given__isnull=True) | (Q(given__gte=F("asked")) & ~Q(advice="")),
                name="need_advice_given_says",
            ),
            models.CheckConstraint(
                condition=Q(excepted__isnull=True) | (Q(excepted__gte=F("asked")) & ~Q(excepted_why="")),
                name="need_advice_excepted_says_why",
            ),
        ]
        indexes = [models.Index(fields=["child", "-asked"], name="need_advice_child")]


@pghistory.track()
class Transition(models.Model):
    """A young disabled person on the way into adult life: when preparing began, when adult services were asked."""

    child = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    began = models.DateField()
    hopes = models.TextField()
    adults_asked = models.DateField(null=True)
    adults_who = models.CharField(max_length=160, blank=True)
    adults_answer = models.CharField(max_length=400, blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(hopes=""), name="need_transition_says_hopes"),
            models.CheckConstraint(
                condition=Q(adults_asked__isnull=True, adults_answer="")
                | (Q(adults_asked__gte=F("began")) & ~Q(adults_who="")),
                name="need_transition_adults_after",
            ),
        ]


@pghistory.track()
class Specialist(models.Model):
    """The specialist assessment that answers a referral to the disabled children's teams. ``referred`` is when that was
    made; ``referral`` its number."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referral = models.BigIntegerField(null=True)
    referred = models.DateTimeField()
    begun = models.DateTimeField()
    begun_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    done = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    needs = models.TextField(blank=True)
    child_view = models.TextField(blank=True)
    carers = models.TextField(blank=True)
    findings = models.CharField(max_length=10, choices=Findings, null=True)
    reason = models.TextField(blank=True)
    stopped = models.DateTimeField(null=True)
    stopped_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                name="need_specialist_open_once",
                condition=Q(done__isnull=True, stopped__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["referral"],
                name="need_specialist_referral_once",
                condition=Q(referral__isnull=False, stopped__isnull=True),
            ),
            models.CheckConstraint(condition=Q(referred__lte=F("begun")), name="need_specialist_after_referral"),
            models.CheckConstraint(
                condition=Q(done__isnull=True, findings__isnull=True, done_by__isnull=True)
                | (
                    Q(done__gte=F("begun"), findings__isnull=False, done_by__isnull=False, stopped__isnull=True)
                    & ~Q(needs="")
                    & ~Q(child_view="")
                    & ~Q(reason="")
                ),
                name="need_specialist_done_says_everything",
            ),
            models.CheckConstraint(
                condition=Q(stopped__isnull=True) | ~Q(stopped_why=""), name="need_specialist_stopped_says_why"
            ),
        ]
        indexes = [models.Index(fields=["child", "-begun"], name="need_specialist_child")]
