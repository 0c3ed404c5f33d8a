from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Where a child in care lives: a home asked for and chosen, and what follows the placement."""

    name = "righthelp.practice.matching"
    label = "matching"

    def ready(self) -> None:
        """Bind the journeys to their tables, and hear when stays change."""
        from righthelp.foundation.journey import bind
        from righthelp.practice.care import hearing
        from righthelp.practice.casework import hearing as casework
        from righthelp.practice.casework import known
        from righthelp.practice.matching import journey, models, offered, placed, record_placed

        clocks = (journey.FIRST_OFFER, journey.BY_THE_DAY)
        bind(journey.HomeSought, models.Sought, subject_field="child_id", clocks=clocks)
        owed = (journey.PLAN, journey.TOLD)
        bind(journey.PlacedDue, models.PlacedDue, subject_field="child_id", clocks=owed)
        bind(journey.HomeStep, models.PanelItem, subject_field="child_id", clocks=(journey.STEP,))
        breaks = (journey.BREAKS_REVIEW,)
        bind(journey.HomeBreaks, models.BreakSeries, subject_field="child_id", clocks=breaks)
        hearing.listen_to_stays("matching", placed.care_redrawn, record_placed.stay_taken_back)
        hearing.opens_beside("Placement", "matching:of-child")
        known.offer(offered.known)
        casework.draws("matching", (models.PlacedDue,), placed.all_redrawn)
