from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Child and family assessments: forty-five working days to understand a child’s life."""

    name = "righthelp.practice.assessment"
    label = "assessment"
