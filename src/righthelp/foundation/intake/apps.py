from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The inbox for partners' messages."""

    name = "righthelp.foundation.intake"
    label = "intake"
