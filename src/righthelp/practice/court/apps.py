from django.apps import AppConfig


class CourtConfig(AppConfig):
    """Legal advice, pre-proceedings, care proceedings and what courts order."""

    name = "righthelp.practice.court"
    label = "court"

    def ready(self) -> None:
        """Bind the journeys to their tables, and hear of the law of care."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.care import hearing
        from righthelp.practice.court import journey, models, record_consent

        bind(journey.LegalAdvice, models.Advice, subject_field="child_id", clocks=(journey.ADVICE,))
        bind(journey.LegalMatter, models.MatterChild, subject_field="child_id", clocks=journey.MATTER_CLOCKS)
        bind(journey.CourtOrder, models.Order, subject_field="child_id")
        bind(journey.Consent, models.Consent, subject_field="child_id", clocks=(journey.OBJECTION,))
        bind(journey.ConsentReview, models.ConsentReview, subject_field="child_id", clocks=(journey.CONSENT_REVIEW,))
        relatives = (journey.VIABILITY, journey.FULL)
        bind(journey.FamilyAssessment, models.FamilyAssessment, subject_field="child_id", clocks=relatives)
        bind(journey.LegalChallenge, models.Challenge, subject_field="child_id", clocks=(journey.CHALLENGED,))
        hearing.listen_to_stays("court", record_consent.care_heard)
