from django.apps import AppConfig


class FrontDoorConfig(AppConfig):
    """Contacts and referrals: from the first word about a child until somebody has decided and answered."""

    name = "righthelp.practice.front_door"
    label = "front_door"

    def ready(self) -> None:
        """Bind both journeys to their tables, offer what was told, take in what partners send."""
        from righthelp.foundation.intake.inbox import takes
        from righthelp.foundation.journey import bind
        from righthelp.practice.casework import hearing, known
        from righthelp.practice.front_door import journey, models, offered, partner, record_channel

        bind(journey.Contact, models.Contact, subject_field="child_id", clocks=journey.CLOCKS)
        bind(
            journey.Referral,
            models.Referral,
            subject_field="child_id",
            clocks=(journey.REFERRAL_ACCEPTANCE,),
        )
        known.offer(offered.known)
        hearing.listen_to_meetings("front door", record_channel.met)
        takes(partner.KIND, partner.take_in)
