from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Every reading, search, export and refusal, kept where it cannot be changed."""

    name = "righthelp.foundation.audit"
    label = "audit"
