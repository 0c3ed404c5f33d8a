from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    """Adoption: a child's way to it, adopters, the order, and the seal that follows."""

    name = "righthelp.practice.adoption"
    label = "adoption"

    def ready(self) -> None:
        """Bind the journeys to their tables, and hear of laws, stays and reviews."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.adoption import following, journey, models
        from righthelp.practice.care import hearing
        from righthelp.practice.casework import hearing as casework

        child, household = "child_id", "adopters_id"
        bind(journey.Adoption, models.Adopting, subject_field=child, clocks=journey.CHILD_CLOCKS)
        bind(journey.AdoptionLink, models.Linked, subject_field=child, clocks=(journey.AFTER_PANEL,))
        bind(journey.AdoptionReviewDue, models.ReviewDue, subject_field=child, clocks=journey.REVIEW_CLOCKS)
        stages = (journey.STAGE_ONE, journey.STAGE_TWO)
        bind(journey.AdoptersStage, models.Stage, subject_field=household, clocks=stages)
        bind(journey.AdoptersWait, models.Wait, subject_field=household, clocks=(journey.WAITING,))
        given = (journey.BOOK, journey.LETTER)
        bind(journey.AdoptersKeepsake, models.Keepsake, subject_field=household, clocks=given)
        hearing.listen_to_stays("adoption", following.care_heard, following.stay_taken_back)
        casework.draws("adoption", (models.ReviewDue,), following.all_redrawn)
