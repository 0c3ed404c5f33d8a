from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Teams, workers, who is away, and who holds which child's work."""

    name = "righthelp.practice.workforce"
    label = "workforce"
