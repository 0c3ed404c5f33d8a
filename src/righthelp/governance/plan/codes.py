"""What can be chosen in a plan of action."""

from __future__ import annotations

from django.db import models


class PlanKind(models.TextChoices):
    """What a plan is for."""

    DEVELOPMENT = "development", "Development plan"
    DELIVERY = "delivery", "Service delivery plan"
    INSPECTION = "inspection", "Inspection action plan"
    OTHER = "other", "Other plan"


class ByWhen(models.TextChoices):
    """What the day of an action means. Work that goes on for good has a day on which it commences and none on which it
    is complete."""

    COMPLETE = "complete", "Complete by"
    COMMENCES = "commences", "Commences"


class Rag(models.TextChoices):
    """What those who lead an action say of it."""

    RED = "red", "Red: off track"
    AMBER = "amber", "Amber: at risk"
    GREEN = "green", "Green: on track"
    COMPLETE = "complete", "Complete"

    @property
    def word(self) -> str:
        """The colour alone, as it is printed in a plan."""
        return self.label.partition(":")[0]


UNDER_WAY = tuple(each for each in Rag if each is not Rag.COMPLETE)
"""What an update may say. That an action is complete follows from recording it as done."""


class InspectionArea(models.TextChoices):
    """What inspectors of a council's services for children judge."""

    LEADERS = "leaders", "The impact of leaders on social work practice"
    HELP = "help", "Children who need help and protection"
    CARE = "care", "Children in care and care leavers"
    FOSTERING = "fostering", "Fostering agency"
    HOMES = "homes", "Children’s homes"


class Capacity(models.TextChoices):
    """As whom somebody signs off."""

    SPONSOR = "sponsor", "Sponsor of a priority"
    BOARD = "board", "The board"


class Decision(models.TextChoices):
    """What the sponsor or the board decided."""

    ASSURED = "assured", "Assured"
    MORE = "more", "More to be shown"
    REFUSED = "refused", "Not assured"


__all__ = ["UNDER_WAY", "ByWhen", "Capacity", "Decision", "InspectionArea", "PlanKind", "Rag"]
