from django.apps import AppConfig


class CourtConfig(AppConfig):
    """Legal advice, pre-proceedings, care proceedings and what courts order."""

    name = "righthelp.practice.court"
    label = "court"

    def ready(self) -> None:
        """Bind the journeys to their tables."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.court import journey, models

        bind(journey.LegalAdvice, models.Advice, subject_field="child_id", clocks=(journey.ADVICE,))
        bind(journey.LegalMatter, models.MatterChild, subject_field="child_id", clocks=journey.MATTER_CLOCKS)
        bind(journey.CourtOrder, models.Order, subject_field="child_id")
