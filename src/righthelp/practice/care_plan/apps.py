from django.apps import AppConfig


class CarePlanConfig(AppConfig):
    """Care plans, permanence, challenges of reviewing officers, contact and life story."""

    name = "righthelp.practice.care_plan"
    label = "care_plan"

    def ready(self) -> None:
        """Bind the journeys to their tables, and hear of stays and reviews."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.care import hearing as care
        from righthelp.practice.care_plan import journey, models, offered, record_permanence
        from righthelp.practice.casework import hearing, known

        bind(journey.PermanenceDue, models.PermanenceDue, subject_field="child_id", clocks=(journey.PERMANENCE,))
        bind(journey.Permanence, models.Permanence, subject_field="child_id")
        bind(journey.Challenge, models.Challenge, subject_field="child_id", clocks=(journey.DISPUTE,))
        bind(journey.ChallengeStep, models.ChallengeStep, subject_field="child_id", clocks=(journey.ANSWER,))
        bind(journey.Refusal, models.Refusal, subject_field="child_id")
        bind(journey.Recommendation, models.Recommendation, subject_field="child_id", clocks=(journey.RECOMMENDED,))
        bind(journey.GuardianshipAsked, models.GuardianshipAsked, subject_field="child_id", clocks=(journey.ASK_AGAIN,))
        bind(journey.SupportReview, models.SupportReview, subject_field="child_id", clocks=(journey.SUPPORT_REVIEW,))
        bind(journey.ClinicCase, models.ClinicCase, subject_field="child_id", clocks=(journey.ADVICE_FOLLOWED,))
        care.listen_to_stays("care_plan", record_permanence.care_redrawn)
        care.opens_beside("Care plan", "care_plan:of-child")
        known.offer(offered.offered)
        hearing.draws("care_plan", (models.PermanenceDue,), record_permanence.all_redrawn)
