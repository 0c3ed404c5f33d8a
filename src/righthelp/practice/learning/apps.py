from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The training plan, courses, who goes to which, and what each worker has learnt and must keep fresh."""

    name = "righthelp.practice.learning"
    label = "learning"

    def ready(self) -> None:
        """Bind both journeys to their tables."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.learning.journey import (
            AFTERWARDS,
            MANDATORY_TRAINING,
            THREE_MONTHS_ON,
            Attending,
            Training,
        )
        from righthelp.practice.learning.models import Booking, Learnt

        bind(Training, Learnt, subject_field="worker_id", clocks=(MANDATORY_TRAINING,))
        bind(Attending, Booking, subject_field="worker_id", clocks=(AFTERWARDS, THREE_MONTHS_ON))
