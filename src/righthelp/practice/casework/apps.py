from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Plans, actions, visits and meetings: what every kind of help is made of."""

    name = "righthelp.practice.casework"
    label = "casework"

    def ready(self) -> None:
        """Bind the journeys to their tables."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.casework import hearing, journey, known, models, offered, record_base
        from righthelp.practice.people.hearing import listen_to_births

        bind(journey.Plan, models.Plan, subject_field="child_id")
        bind(journey.Action, models.Action, subject_field="child_id", clocks=(journey.ACTION,))
        bind(journey.Visit, models.Visited, subject_field="child_id")
        bind(
            journey.VisitDue,
            models.VisitDue,
            subject_field="child_id",
            clocks=(journey.PROTECTION_VISIT, journey.NEED_VISIT),
        )
        bind(
            journey.Meeting,
            models.MeetingAbout,
            subject_field="child_id",
            clocks=(journey.STRATEGY_MINUTES, journey.CONFERENCE_MINUTES, journey.MEETING_MINUTES),
        )
        hearing.draws("casework", (models.VisitDue,), record_base.all_redrawn)
        listen_to_births("casework", hearing.drawn_anew)
        known.offer_to_reports(offered.for_report)
