"""What is done so that a child is in school: queries, the panel, steps, children on no roll, attendance surgeries."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.education.codes import Came, Decision, Found, Kind, Level, Told, Triage, Way
from righthelp.practice.workforce.models import Team, Worker


@pghistory.track()
class Query(Recorded):
    """A question about a child’s attendance, its answer, and the follow-up four weeks later. ``closed`` is also the day
    on which it was taken back."""

    way = models.CharField(max_length=6, choices=Way)
    level = models.CharField(max_length=5, choices=Level)
    asked = models.DateField()
    what = models.TextField()
    whom = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    answered = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    followed = models.DateField(null=True)
    follow_note = models.TextField(blank=True)
    closed = models.DateField(null=True)
    came = models.CharField(max_length=7, choices=Came, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="school_query_says_what"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True, answered_by__isnull=True)
                | (Q(answered__gte=F("asked"), answered_by__isnull=False) & ~Q(answer="")),
                name="school_query_answer_says_what",
            ),
            models.CheckConstraint(
                condition=Q(followed__isnull=True) | (Q(followed__gte=F("asked")) & ~Q(follow_note="")),
                name="school_query_followed_says_what",
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(closed__gte=F("asked")), name="school_query_closed_after"
            ),
            says_why("school_query"),
        ]
        indexes = [
            models.Index(fields=["child", "-asked"], name="school_query_child"),
            models.Index(fields=["asked"], name="school_query_open", condition=Q(closed__isnull=True)),
        ]


@pghistory.track()
class Panel(Recorded):
    """A referral to the Attendance and Children Out of School Panel, and what it decided."""

    query = models.ForeignKey(Query, on_delete=models.PROTECT, null=True, related_name="panels")
    referred = models.DateField()
    why = models.TextField()
    tried = models.TextField()
    planned = models.DateField(null=True)
    decided = models.DateField(null=True)
    decision = models.CharField(max_length=7, choices=Decision, null=True)
    reasons = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why="") & ~Q(tried=""), name="school_panel_says_why"),
            models.CheckConstraint(
                condition=Q(decided__isnull=True, decision__isnull=True)
                | (Q(decided__gte=F("referred"), decision__isnull=False) & ~Q(reasons="")),
                name="school_panel_decision_says_why",
            ),
            models.UniqueConstraint(
                fields=["child"],
                name="school_panel_one_open",
                condition=Q(decided__isnull=True, withdrawn__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["query"], name="school_panel_query_once", condition=Q(withdrawn__isnull=True)
            ),
            says_why("school_panel"),
        ]
        indexes = [models.Index(fields=["child", "-referred"], name="school_panel_child")]


@pghistory.track()
class Step(Recorded):
    """A step towards the child being in school: the school challenged, what it should have used, notices, court."""

    kind = models.CharField(max_length=9, choices=Kind)
    on = models.DateField()
    who = models.CharField(max_length=160)
    note = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(note="") & ~Q(who=""), name="school_step_says_what"),
            says_why("school_step"),
        ]
        indexes = [models.Index(fields=["child", "on"], name="school_step_child")]


@pghistory.track()
class NotOnRoll(Recorded):
    """A child is on no school’s roll: told, triaged, and how it ended."""

    told = models.DateField()
    by_whom = models.CharField(max_length=7, choices=Told)
    last_school = models.CharField(max_length=160, blank=True)
    what = models.TextField()
    triaged = models.DateField(null=True)
    triage = models.CharField(max_length=9, choices=Triage, null=True)
    triage_note = models.TextField(blank=True)
    ended = models.DateField(null=True)
    found = models.CharField(max_length=6, choices=Found, null=True)
    found_note = models.TextField(blank=True)
    dropped = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="school_roll_says_what"),
            models.CheckConstraint(
                condition=Q(triaged__isnull=True, triage__isnull=True)
                | (Q(triaged__gte=F("told"), triage__isnull=False) & ~Q(triage_note="")),
                name="school_roll_triage_says_what",
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, found__isnull=True)
                | (Q(ended__gte=F("told"), found__isnull=False) & ~Q(found_note="")),
                name="school_roll_end_says_how",
            ),
            models.UniqueConstraint(
                fields=["child"], name="school_roll_one_open", condition=Q(ended__isnull=True, dropped__isnull=True)
            ),
            says_why("school_roll"),
        ]
        indexes = [models.Index(fields=["child", "-told"], name="school_roll_child")]


@pghistory.track()
class Surgery(models.Model):
    """An attendance surgery with a team of children in care. Children are discussed in rows of their own."""

    on = models.DateField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=200)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on", "team"], name="school_surgery_once")]


@pghistory.track()
class Discussed(Recorded):
    """A child discussed in a surgery; ``percent`` is the attendance that was known on that day."""

    surgery = models.ForeignKey(Surgery, on_delete=models.PROTECT, related_name="children")
    percent = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    said = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["surgery", "child"], name="school_discussed_once", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(said=""), name="school_discussed_says_what"),
            says_why("school_discussed"),
        ]
        indexes = [models.Index(fields=["child"], name="school_discussed_child")]


@pghistory.track()
class Agreed(Recorded):
    """What a panel or a surgery agreed: who does what by when. ``eve`` is the day before ``by_when``: what the clock
    counts from. ``dropped`` is the day on which it was taken back."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, null=True, related_name="agreed")
    discussed = models.ForeignKey(Discussed, on_delete=models.PROTECT, null=True, related_name="agreed")
    what = models.CharField(max_length=400)
    who = models.CharField(max_length=160)
    by_when = models.DateField()
    eve = models.DateField()
    done = models.DateField(null=True)
    done_note = models.CharField(max_length=400, blank=True)
    dropped = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(panel__isnull=False, discussed__isnull=True)
                | Q(panel__isnull=True, discussed__isnull=False),
                name="school_agreed_somewhere",
            ),
            models.CheckConstraint(condition=~Q(what="") & ~Q(who=""), name="school_agreed_says_what"),
            models.CheckConstraint(condition=Q(eve__lt=F("by_when")), name="school_agreed_eve_before"),
            models.CheckConstraint(
                condition=Q(done__isnull=True) | ~Q(done_note=""), name="school_agreed_done_says_what"
            ),
            says_why("school_agreed"),
        ]
        indexes = [models.Index(fields=["child", "by_when"], name="school_agreed_child")]
