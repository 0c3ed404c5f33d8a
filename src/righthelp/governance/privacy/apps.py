from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Conflicts of interest, emergencies to review, restricted records, and looks that need explaining."""

    name = "righthelp.governance.privacy"
    label = "privacy"
