from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Child protection conferences, plans, core groups and reviews."""

    name = "righthelp.practice.protection"
    label = "protection"

    def ready(self) -> None:
        """Bind the journeys to their tables."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.casework.hearing import draws, listen, listen_to_meetings, undoes
        from righthelp.practice.protection import journey, models
        from righthelp.practice.protection.record_back import beside_again, beside_undone
        from righthelp.practice.protection.record_decision import heard
        from righthelp.practice.protection.record_live import met
        from righthelp.practice.protection.stages import all_redrawn

        bind(journey.Conference, models.ChildConference, subject_field="child_id", clocks=journey.CONFERENCES)
        bind(journey.ProtectionPlan, models.ProtectionPlan, subject_field="child_id")
        bind(journey.Stage, models.Stage, subject_field="child_id", clocks=journey.STAGES)
        bind(journey.Milestone, models.Milestone, subject_field="child_id", clocks=(journey.LONG_PLAN,))
        bind(journey.Escalation, models.Escalation, subject_field="child_id", clocks=(journey.ANSWER,))
        bind(journey.TransferOut, models.TransferOut, subject_field="child_id", clocks=(journey.THEIR_CONFERENCE,))
        listen("protection", heard)
        listen_to_meetings("protection", met)
        undoes("protection", beside_undone, beside_again)
        draws("protection", (models.Stage,), all_redrawn)
