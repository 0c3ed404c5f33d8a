from django.apps import AppConfig


class PrivateFosteringConfig(AppConfig):
    """Children fostered by a private arrangement."""

    name = "righthelp.practice.private_fostering"
    label = "private_fostering"

    def ready(self) -> None:
        """Bind the journeys to their tables, and hear of visits."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.casework import hearing
        from righthelp.practice.private_fostering import due, journey, models

        bind(journey.Private, models.Arrangement, subject_field="child_id", clocks=(journey.ASSESSMENT,))
        bind(journey.PrivateVisitDue, models.VisitDue, subject_field="child_id", clocks=journey.VISITS)
        hearing.listen_to_visits("private_fostering", due.redrawn)
        hearing.draws("private_fostering", (models.VisitDue,), due.redrawn)
