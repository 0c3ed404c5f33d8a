from django.apps import AppConfig


class MissingConfig(AppConfig):
    """Children who go missing, until someone independent has listened to them at home."""

    name = "righthelp.practice.missing"
    label = "missing"

    def ready(self) -> None:
        """Bind the journey to its table, and take in the police's notices."""
        from righthelp.foundation.intake.inbox import takes
        from righthelp.foundation.journey import bind
        from righthelp.practice.missing.intake import take_in
        from righthelp.practice.missing.journey import CLOCKS, Missing
        from righthelp.practice.missing.models import Episode
        from righthelp.practice.missing.notices import KIND

        bind(Missing, Episode, subject_field="child_id", clocks=CLOCKS)
        takes(KIND, take_in)
