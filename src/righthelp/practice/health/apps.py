from django.apps import AppConfig


class HealthConfig(AppConfig):
    """The health of children looked after."""

    name = "righthelp.practice.health"
    label = "health"

    def ready(self) -> None:
        """Bind the journeys to their tables, and hear of times in care."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.care import hearing as care
        from righthelp.practice.casework import hearing
        from righthelp.practice.health import due, journey, models

        bind(journey.HealthDue, models.HealthDue, subject_field="child_id", clocks=journey.DUE_CLOCKS)
        bind(journey.Referred, models.Referred, subject_field="child_id", clocks=(journey.WAIT,))
        bind(journey.Passport, models.Passport, subject_field="child_id")
        care.listen_to_stays("health", due.care_redrawn)
        care.opens_beside("Health", "care_health:of-child")
        hearing.draws("health", (models.HealthDue,), due.redrawn)
