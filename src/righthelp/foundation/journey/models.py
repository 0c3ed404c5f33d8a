"""What the kernel stores: when running clocks fall due, and how often each journey's facts have changed."""

from django.db import models


class DueMoment(models.Model):
    """When one running clock of one episode falls due.

    Stored so that a worklist is an index scan and the sweeper knows where to look. Never the truth: it is
    rewritten in the transaction of the fact that moved it, and worked out again from the facts before anyone
    acts on it. A clock that is met, excused, late or not owed has no row.
    """

    id = models.BigAutoField(primary_key=True)
    clock = models.CharField(max_length=120, help_text="The clock's code.")
    journey = models.CharField(max_length=60, help_text="The journey's code.")
    episode_id = models.BigIntegerField(help_text="The row of the journey's table.")
    subject_id = models.BigIntegerField(null=True, help_text="Whom it is about, when we know.")
    due_at = models.DateTimeField()
    warns_at = models.DateTimeField(null=True, help_text="When to warn that it will fall due, if the clock warns.")
    warned_at = models.DateTimeField(null=True, help_text="When the sweeper warned.")
    passed_at = models.DateTimeField(null=True, help_text="When the sweeper acted on its having passed.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["clock", "episode_id"], name="journey_duemoment_one_per_clock"),)
        indexes = (
            models.Index(fields=["clock", "due_at"], name="journey_due_by_clock"),
            models.Index(fields=["journey", "episode_id"], name="journey_due_by_episode"),
            models.Index(fields=["subject_id"], name="journey_due_by_subject"),
            models.Index(fields=["due_at"], condition=models.Q(passed_at=None), name="journey_due_to_sweep"),
            models.Index(fields=["warns_at"], condition=models.Q(warned_at=None), name="journey_due_to_warn"),
        )

    def __str__(self) -> str:
        return f"{self.clock} of episode {self.episode_id}, due {self.due_at:%Y-%m-%d %H:%M} UTC"


class FactsVersion(models.Model):
    """How many statements have written a journey's table, kept by a trigger in slots.

    The sum over a journey's slots grows with every committed write, whoever made it. Each connection counts
    in a slot of its own (by its process number), so that writers of one journey do not queue for one row.
    """

    pk = models.CompositePrimaryKey("journey", "slot")
    journey = models.CharField(max_length=60)
    slot = models.SmallIntegerField()
    version = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.journey} {self.version}"
