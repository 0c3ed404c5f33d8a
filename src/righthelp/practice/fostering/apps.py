from django.apps import AppConfig


class FosteringConfig(AppConfig):
    """People who ask to foster, the panel, and the households of the trust's own fostering service."""

    name = "righthelp.practice.fostering"
    label = "fostering"

    def ready(self) -> None:
        """Bind the journeys to their tables."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.care import hearing
        from righthelp.practice.fostering import journey, models, models_household, record_concern, record_lasting

        bind(journey.Fostering, models.Application, subject_field="id", clocks=journey.APPLICATION_CLOCKS)
        bind(journey.HouseholdDue, models_household.Due, subject_field="household_id", clocks=journey.DUE_CLOCKS)
        known = (journey.FOR_A_TIME, journey.EXTENDED)
        bind(journey.KnownCarer, models.KnownCarer, subject_field="child_id", clocks=known)
        bind(journey.Concern, models.Concern, subject_field="household_id", clocks=(journey.OFFICER,))
        standards = (journey.STANDARDS, journey.STANDARDS_KNOWN)
        bind(journey.CarerStandards, models_household.Standards, subject_field="household_id", clocks=standards)
        bind(journey.Brought, models.Item, subject_field="application_id", clocks=(journey.DECISION, journey.TOLD))
        bind(journey.FamilyFinding, models.Finding, subject_field="child_id")
        hearing.listen_to_stays("fostering", record_lasting.care_changed, record_lasting.stay_taken_back)
        hearing.keeps_places("fostering", record_concern.keeps)
