"""By what right something is given out, and how soon a copy that went astray must be weighed."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import TextChoices


class Basis(TextChoices):
    """The lawful basis of giving out (UK GDPR article 6; article 9(2)(g) with the Data Protection Act 2018, schedule 1,
    paragraph 18, safeguarding, for what is sensitive)."""

    TASK = "task", "Our task under the Children Act 1989 (sections 17, 47 and 10 of the 2004 Act)"
    DUTY = "duty", "A legal duty to give it"
    COURT = "court", "An order or direction of a court"
    VITAL = "vital", "To protect somebody’s life"
    AGREED = "agreed", "The person, or who holds parental responsibility, agreed"


class Purpose(TextChoices):
    """What it is given out for."""

    PROTECT = "protect", "To keep a child safe"
    PLAN = "plan", "So that everybody knows the plan and their part in it"
    FAMILY = "family", "So that the family knows what was said and decided"
    ANSWER = "answer", "To answer somebody who told or asked us"
    COURT = "court", "For a court"
    OTHER = "other", "For another reason"


ASTRAY_WITHIN: Final = timedelta(hours=72)
"""UK GDPR article 33: a breach that is a risk to people is reported within 72 hours of becoming aware of it. The
privacy officer weighs every copy that went astray within that time."""
FUTURE_TOLERANCE: Final = timedelta(minutes=5)
SHORTEST_REASON: Final = 20
"""Characters, at least, of the reason why something found may go out all the same."""
