from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "righthelp.desk"
    label = "desk"

    def ready(self) -> None:
        """Offer what was marked in a child's timeline to whoever writes a report."""
        from righthelp.desk import offered
        from righthelp.practice.casework import known

        known.offer_to_reports(offered.for_report)
