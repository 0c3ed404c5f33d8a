from django.apps import AppConfig


class MashConfig(AppConfig):
    """Enquiries to partner agencies about a child: what each knows, and what it comes to."""

    name = "righthelp.practice.mash"
    label = "mash"
