from django.apps import AppConfig


class CareConfig(AppConfig):
    """Children looked after, and the homes they live in: a room that every area of care stands on."""

    name = "righthelp.practice.care"
    label = "care"

    def ready(self) -> None:
        """Bind the journeys to their tables, and hear of visits."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.care import dues, journey, models
        from righthelp.practice.casework import hearing

        bind(journey.InCare, models.InCare, subject_field="child_id", clocks=(journey.OFFICER, journey.CARE_PLAN))
        bind(journey.LegalStatus, models.LegalStatus, subject_field="child_id")
        bind(journey.Stay, models.Stay, subject_field="child_id")
        bind(journey.CareVisitDue, models.CareVisitDue, subject_field="child_id", clocks=journey.VISIT_CLOCKS)
        bind(journey.CareReviewDue, models.CareReviewDue, subject_field="child_id", clocks=journey.REVIEW_CLOCKS)
        bind(journey.CareReview, models.CareReview, subject_field="child_id", clocks=(journey.DECISIONS,))
        hearing.listen_to_visits("care", dues.visits_heard)
        hearing.draws("care", (models.CareVisitDue, models.CareReviewDue), dues.all_redrawn)
