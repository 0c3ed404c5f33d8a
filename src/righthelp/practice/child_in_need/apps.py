from django.apps import AppConfig


class ChildInNeedConfig(AppConfig):
    """Children in need: plans, reviews, step up and step down; no recourse to public funds; disabled children."""

    name = "righthelp.practice.child_in_need"
    label = "child_in_need"

    def ready(self) -> None:
        """Bind the journeys to their tables, and hear when a plan ends in another room."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.casework import hearing
        from righthelp.practice.child_in_need import journey, models, record_back, record_base

        bind(journey.NeedDue, models.NeedDue, subject_field="child_id", clocks=journey.DUE_CLOCKS)
        bind(journey.Step, models.Step, subject_field="child_id", clocks=(journey.STEP_ANSWER,))
        bind(journey.Escalation, models.Escalation, subject_field="child_id", clocks=(journey.ESCALATION_ANSWER,))
        bind(journey.Advice, models.Advice, subject_field="child_id", clocks=(journey.EHC_ADVICE,))
        bind(journey.Specialist, models.Specialist, subject_field="child_id", clocks=(journey.SPECIALIST,))
        hearing.listen("child_in_need", record_base.redrawn)
        hearing.draws("child_in_need", (models.NeedDue,), record_base.all_redrawn)
        hearing.undoes("child_in_need", record_back.beside_undone, record_back.beside_again)
