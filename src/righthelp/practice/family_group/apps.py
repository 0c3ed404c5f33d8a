from django.apps import AppConfig


class FamilyGroupConfig(AppConfig):
    """Families decide: conferences, the edge of care, going home from care."""

    name = "righthelp.practice.family_group"
    label = "family_group"

    def ready(self) -> None:
        """Bind the journeys to their tables; hear of meetings, of laws and of stays."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.care import hearing
        from righthelp.practice.casework import hearing as casework
        from righthelp.practice.family_group import following, journey, models

        groups = (journey.CONFERENCE, journey.ANSWER, journey.REVIEW)
        bind(journey.Group, models.Group, subject_field="child_id", clocks=groups)
        bind(journey.Edge, models.Edge, subject_field="child_id", clocks=(journey.EDGE,))
        bind(journey.Return, models.Return, subject_field="child_id", clocks=journey.CHECKS)
        casework.listen_to_meetings("family_group", following.meeting_heard)
        hearing.listen_to_stays("family_group", following.care_heard, following.stay_taken_back)
        hearing.opens_beside("Going home", "family_group:child")
