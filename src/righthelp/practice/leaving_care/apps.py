from django.apps import AppConfig


class LeavingCareConfig(AppConfig):
    """Young people who may count on help after care, until 25."""

    name = "righthelp.practice.leaving_care"
    label = "leaving_care"

    def ready(self) -> None:
        """Bind the journeys to their tables, and hear of visits and meetings."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.care import hearing as care
        from righthelp.practice.casework import hearing
        from righthelp.practice.leaving_care import due, journey, models

        bind(journey.Leaving, models.Support, subject_field="child_id", clocks=(journey.NEEDS,))
        bind(journey.ReviewDue, models.ReviewDue, subject_field="child_id", clocks=(journey.REVIEW,))
        bind(journey.TouchDue, models.TouchDue, subject_field="child_id", clocks=(journey.TOUCH,))
        bind(journey.BirthdayDue, models.BirthdayDue, subject_field="child_id", clocks=(journey.BIRTHDAY,))
        bind(journey.Homeless, models.Homeless, subject_field="child_id", clocks=(journey.HOMELESS,))
        moved = (journey.MOVE_VISIT, journey.MOVE_REVIEW)
        bind(journey.Lodging, models.Lodging, subject_field="child_id", clocks=moved)
        bind(journey.Activity, models.Activity, subject_field="child_id")
        hearing.listen_to_visits("leaving_care", due.visits_heard)
        hearing.listen_to_meetings("leaving_care", due.meetings_heard)
        hearing.draws("leaving_care", (models.ReviewDue, models.TouchDue, models.BirthdayDue), due.redrawn)
        care.listen_to_stays("leaving_care", due.stays_heard)
