from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Plans of action: the development plan, a service's delivery plan, the answer to an inspection."""

    name = "righthelp.governance.plan"
    label = "plan"

    def ready(self) -> None:
        """Bind both journeys to their tables."""
        from righthelp.foundation.journey import bind
        from righthelp.governance.plan.journey import (
            ACTION_BEGUN,
            ACTION_DONE,
            MONTHLY_UPDATE,
            PlanAction,
            PlanUpdateDue,
        )
        from righthelp.governance.plan.models import Action, UpdateDue

        bind(PlanAction, Action, subject_field="plan_id", clocks=(ACTION_DONE, ACTION_BEGUN))
        bind(PlanUpdateDue, UpdateDue, subject_field="action_id", clocks=(MONTHLY_UPDATE,))
