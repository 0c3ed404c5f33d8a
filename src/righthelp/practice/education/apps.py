from django.apps import AppConfig


class EducationConfig(AppConfig):
    """Children in education."""

    name = "righthelp.practice.education"
    label = "education"

    def ready(self) -> None:
        """Bind the journeys to their tables."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.casework import hearing
        from righthelp.practice.education import due, journey, models

        bind(journey.Query, models.Query, subject_field="child_id", clocks=(journey.FOLLOW,))
        bind(journey.Panel, models.Panel, subject_field="child_id")
        bind(journey.Agreed, models.Agreed, subject_field="child_id", clocks=(journey.AGREED,))
        bind(journey.NotOnRoll, models.NotOnRoll, subject_field="child_id", clocks=(journey.TRIAGE,))
        bind(journey.PlanAsked, models.PlanAsked, subject_field="child_id", clocks=(journey.DECIDE, journey.ISSUE))
        bind(journey.OutOfSchool, models.OutOfSchool, subject_field="child_id")
        bind(journey.Checked, models.Checked, subject_field="child_id")
        bind(journey.CheckDue, models.CheckDue, subject_field="child_id", clocks=(journey.CHECK,))
        hearing.draws("education", (models.CheckDue,), due.redrawn)
