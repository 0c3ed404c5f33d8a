from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Child protection conferences, plans, core groups and reviews."""

    name = "righthelp.practice.protection"
    label = "protection"
