"""A worker's supervision of a month, what was said of each child, and what was decided."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from righthelp.practice.people.models import Person, Tier
from righthelp.practice.supervision.models_group import Group, Present
from righthelp.practice.workforce.models import Worker


class Work(models.TextChoices):
    """What the supervised worker is: the contract counts social workers."""

    SOCIAL_WORKER = "social_worker", "Social worker"
    MANAGER = "manager", "Manager"
    OTHER = "other", "Other staff"


class How(models.TextChoices):
    IN_PERSON = "in-person", "In person"
    VIDEO = "video", "By video"
    PHONE = "phone", "By telephone"


class Missed(models.TextChoices):
    """Why no supervision was held in a month. The first two excuse it; the others do not."""

    AWAY = "away", "The worker was away all month"
    LEFT = "left", "The worker left during the month"
    WORKER_ILL = "worker-ill", "The worker was ill on the day"
    SUPERVISOR_AWAY = "supervisor-away", "The supervisor was away"
    EMERGENCY = "emergency", "An emergency for a child came first"
    OTHER = "other", "Another reason"


EXCUSES = (Missed.AWAY, Missed.LEFT)

ONE_OF_THE_TWO = Q(session__isnull=False, group__isnull=True) | Q(session__isnull=True, group__isnull=False)
"""Said in a worker's own supervision, or in a group's: never in both, never in neither."""

_SIGNED = """
if (new.strengths, new.worries, new.wellbeing, new.learning, new.workload, new.held, new.how, new.worker_id,
    new.supervisor_id, new.signed_at, new.signed_by_id)
   is distinct from (old.strengths, old.worries, old.wellbeing, old.learning, old.workload, old.held, old.how,
    old.worker_id, old.supervisor_id, old.signed_at, old.signed_by_id) then
  raise exception 'a signed supervision is not changed'
    using errcode = 'check_violation', constraint = 'session_signed';
end if;
return new;
"""


@pghistory.track()
class Session(models.Model):
    """One worker's supervision of one month: called, planned, held (or not, and why), written up, signed and read.

    ``called`` is 31 days before the month's last day, so that the duty falls due as the month ends. The reflection
    is open to the worker, the supervisor and those above them, whatever anybody's role. ``version`` grows with every
    writing, so that of two who write at once the slower is told.
    """

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="supervisions")
    supervisor = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="supervisions_given")
    month = models.DateField()
    called = models.DateField()
    work = models.CharField(max_length=14, choices=Work)
    planned = models.DateTimeField(null=True)
    held = models.DateTimeField(null=True)
    excused = models.DateTimeField(null=True)
    how = models.CharField(max_length=10, choices=How, blank=True)
    missed = models.CharField(max_length=16, choices=Missed, blank=True)
    missed_note = models.CharField(max_length=300, blank=True)
    strengths = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    wellbeing = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    workload = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_note = models.TextField(blank=True)
    tier = models.SmallIntegerField(choices=Tier, default=Tier.CASE)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "month"], name="session_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="session_month_begins"),
            models.CheckConstraint(condition=~Q(worker=F("supervisor")), name="session_by_another"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False, held__isnull=False),
                name="session_signed_when_held",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(signed_at__isnull=False), name="session_agreed_when_signed"
            ),
            models.CheckConstraint(
                condition=Q(excused__isnull=True) | Q(missed__in=EXCUSES), name="session_excused_says_why"
            ),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(excused__isnull=True), name="session_held_or_excused"
            ),
        ]
        indexes = [
            models.Index(fields=["month", "work"], name="session_month"),
            models.Index(fields=["supervisor", "-month"], name="session_supervisor"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__signed_at__isnull=False),
                func=_SIGNED,
            )
        ]


@pghistory.track()
class Addendum(models.Model):
    """What was added to a supervision after it was signed; the signed text itself is never changed."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="addenda")
    text = models.TextField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")


@pghistory.track()
class Discussion(models.Model):
    """What was said of one child: part of the child's record, open to whoever may open that.

    In a group's there is a ``hypothesis`` too: what may lie behind how things are, to be tested and not believed; and
    ``brought_by``, whose work with the child it was about.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="discussions")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="discussions")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    hypothesis = models.TextField(blank=True)
    brought_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    discussed = models.DateTimeField()
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "child"], name="discussion_once"),
            models.UniqueConstraint(fields=["group", "child"], name="discussion_once_in_group"),
            models.CheckConstraint(condition=ONE_OF_THE_TWO, name="discussion_one_supervision"),
        ]
        indexes = [models.Index(fields=["child", "-discussed"], name="discussion_child")]


@pghistory.track()
class Decision(models.Model):
    """Something decided for a child in supervision: what, who does it, by which day. Open until done or stopped.

    ``eve`` is the day before ``by_when``: what the clock counts from. ``first_by_when`` is the day first agreed.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="decisions")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="decisions")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=400)
    who = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField()
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    by_when = models.DateField()
    first_by_when = models.DateField()
    eve = models.DateField()
    done = models.DateTimeField(null=True)
    done_note = models.CharField(max_length=400, blank=True)
    stopped = models.DateTimeField(null=True)
    stopped_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(eve__lt=F("by_when")), name="decision_eve_before"),
            models.CheckConstraint(condition=Q(done__isnull=True) | Q(stopped__isnull=True), name="decision_done_once"),
            models.CheckConstraint(
                condition=Q(stopped__isnull=True) | ~Q(stopped_why=""), name="decision_stopped_says_why"
            ),
            models.UniqueConstraint(fields=["session", "child", "what"], name="decision_once"),
            models.UniqueConstraint(fields=["group", "child", "what"], name="decision_once_in_group"),
            models.CheckConstraint(condition=ONE_OF_THE_TWO, name="decision_one_supervision"),
        ]
        indexes = [
            models.Index(fields=["child", "-made"], name="decision_child"),
            models.Index(
                fields=["who", "by_when"],
                name="decision_open",
                condition=Q(done__isnull=True, stopped__isnull=True),
            ),
        ]


@pghistory.track()
class AgendaLine(models.Model):
    """What stood on the agenda when the supervision was signed: worked out from facts, then kept as it was."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="agenda_lines")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    sentence = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "place"], name="agenda_line_once")]


__all__ = [
    "EXCUSES",
    "Addendum",
    "AgendaLine",
    "Decision",
    "Discussion",
    "Group",
    "How",
    "Missed",
    "Present",
    "Session",
    "Work",
]
