from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may do what, to which record, for which purpose."""

    name = "righthelp.foundation.access"
    label = "access"

    def ready(self) -> None:
        from righthelp.foundation.access import checks  # noqa: F401
