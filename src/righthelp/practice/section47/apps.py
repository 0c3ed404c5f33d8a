from django.apps import AppConfig


class Section47Config(AppConfig):
    """Strategy discussions and enquiries under section 47: is a child suffering significant harm?"""

    name = "righthelp.practice.section47"
    label = "section47"

    def ready(self) -> None:
        """Bind both journeys to their tables."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.casework import hearing, known
        from righthelp.practice.section47 import journey, models, offered, record

        bind(journey.Strategy, models.Concerned, subject_field="child_id", clocks=journey.STRATEGY_CLOCKS)
        bind(journey.Enquiry, models.Enquiry, subject_field="child_id", clocks=journey.ENQUIRY_CLOCKS)
        hearing.listen_to_meetings("section47", record.met)
        known.offer(offered.known)
