from django.apps import AppConfig


class AsylumConfig(AppConfig):
    """Children who came alone and ask for asylum."""

    name = "righthelp.practice.asylum"
    label = "asylum"

    def ready(self) -> None:
        """Bind the journeys to their tables."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.asylum import journey, models

        bind(journey.Arrival, models.Arrival, subject_field="child_id")
        bind(journey.AgeAssessed, models.AgeAssessed, subject_field="child_id", clocks=(journey.AGE,))
        bind(journey.Application, models.Application, subject_field="child_id")
        bind(journey.Helped, models.Helped, subject_field="child_id")
        bind(journey.AskedHomeOffice, models.AskedHomeOffice, subject_field="child_id", clocks=(journey.ANSWER,))
