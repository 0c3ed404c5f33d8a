"""What looking for a family until a child is grown up chooses from."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class Heard(TextChoices):
    """What came of a family that was considered."""

    YES = "yes", "To be matched"
    NO = "no", "Not this family"


PROFILE: Final = (
    ("who", "Who the child is", "What somebody who loves them would say first."),
    ("loves", "What they love, and are good at", "So that a family can see themselves with this child."),
    ("needs", "What they need from a family", "Now, and when they are older."),
    ("siblings", "Brothers and sisters", "Together with whom, near whom, or apart and why."),
    ("contact", "People to keep", "Whom they see or speak to, how often."),
    ("school", "School", "How learning goes, what helps; whether they are to stay at their school."),
    ("carers", "Which family would suit", "What matters, and what does not. What the child says."),
)
"""The parts of a child's profile: the field, its title, what belongs in it."""
PARTS: Final = tuple(name for name, _, _ in PROFILE)
NEEDED: Final = ("who", "needs", "carers")
"""Written before a family is matched, and before the profile is printed."""
