from django.apps import AppConfig


class MissingConfig(AppConfig):
    """Children who go missing, until someone independent has listened to them at home."""

    name = "righthelp.practice.missing"
    label = "missing"
