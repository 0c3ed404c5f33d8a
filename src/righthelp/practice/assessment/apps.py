from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Child and family assessments: forty-five working days to understand a child’s life."""

    name = "righthelp.practice.assessment"
    label = "assessment"

    def ready(self) -> None:
        """Bind the journey to its table."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.assessment import journey, models, offered
        from righthelp.practice.casework import known

        bind(journey.Assessment, models.Assessment, subject_field="child_id", clocks=journey.CLOCKS)
        known.offer_to_reports(offered.for_report)
