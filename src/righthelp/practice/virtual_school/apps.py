from django.apps import AppConfig


class VirtualSchoolConfig(AppConfig):
    """How children looked after learn."""

    name = "righthelp.practice.virtual_school"
    label = "virtual_school"

    def ready(self) -> None:
        """Bind the journeys to their tables, and hear of times in care."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.care import hearing as care
        from righthelp.practice.casework import hearing
        from righthelp.practice.virtual_school import due, journey, models

        bind(journey.PepDue, models.PepDue, subject_field="child_id", clocks=(journey.FIRST, journey.TERM))
        bind(journey.Pep, models.Pep, subject_field="child_id")
        care.listen_to_stays("virtual_school", due.care_redrawn)
        care.opens_beside("Education", "virtual_school:of-child")
        hearing.draws("virtual_school", (models.PepDue,), due.redrawn)
