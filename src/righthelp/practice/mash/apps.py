from django.apps import AppConfig


class MashConfig(AppConfig):
    """Enquiries to partner agencies about a child: what each knows, and what it comes to."""

    name = "righthelp.practice.mash"
    label = "mash"

    def ready(self) -> None:
        """Bind both journeys to their tables, and offer what partners said to whoever writes about a child."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.casework import known
        from righthelp.practice.mash import journey, models, offered

        bind(journey.MashEnquiry, models.Enquiry, subject_field="child_id", clocks=journey.DECISIONS)
        bind(journey.MashCheck, models.Check, subject_field="child_id", clocks=journey.ANSWERS)
        known.offer(offered.known)
