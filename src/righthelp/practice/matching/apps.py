from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """A home for a child: asked for, offered, chosen."""

    name = "righthelp.practice.matching"
    label = "matching"

    def ready(self) -> None:
        """Bind the journeys to their tables, and hear when stays change."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.care import hearing
        from righthelp.practice.matching import journey, models, record

        clocks = (journey.FIRST_OFFER, journey.BY_THE_DAY)
        bind(journey.HomeSought, models.Sought, subject_field="child_id", clocks=clocks)
        hearing.listen_to_stays("matching", lambda care, now: None, record.stay_taken_back)
