from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """A worker's monthly supervision, and what is decided for children in it."""

    name = "righthelp.practice.supervision"
    label = "supervision"

    def ready(self) -> None:
        """Bind both journeys to their tables."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.supervision.journey import (
            DECISION,
            MONTHLY_SUPERVISION,
            Supervision,
            SupervisionDecision,
        )
        from righthelp.practice.supervision.models import Decision, Session

        bind(Supervision, Session, subject_field="worker_id", clocks=(MONTHLY_SUPERVISION,))
        bind(SupervisionDecision, Decision, subject_field="child_id", clocks=(DECISION,))
