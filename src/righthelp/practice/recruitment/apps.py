from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    """Filling posts, what agency staff cost, and pay beside other authorities."""

    name = "righthelp.practice.recruitment"
    label = "recruitment"

    def ready(self) -> None:
        """Bind the journey of an application to its table."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.recruitment.journey import CLOCKS, Application
        from righthelp.practice.recruitment.models import Application as Row

        bind(Application, Row, subject_field="candidate_id", clocks=CLOCKS)
