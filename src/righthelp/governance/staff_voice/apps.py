from django.apps import AppConfig


class StaffVoiceConfig(AppConfig):
    """HR policies under review, the Employee Forum's issues, and staff surveys that name nobody."""

    name = "righthelp.governance.staff_voice"
    label = "staff_voice"

    def ready(self) -> None:
        """Bind both journeys to their tables."""
        from righthelp.foundation.journey import bind
        from righthelp.governance.staff_voice.journey import POLICY_REVIEW, TOLD_BACK, ForumIssue, HrPolicyReview
        from righthelp.governance.staff_voice.models import Course, PolicyReview

        bind(HrPolicyReview, PolicyReview, subject_field="policy_id", clocks=(POLICY_REVIEW,))
        bind(ForumIssue, Course, subject_field="issue_id", clocks=(TOLD_BACK,))
