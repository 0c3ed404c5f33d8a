"""What care plans choose from: sections, kinds of permanence, issues and levels of a challenge, contact, life story."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices

SECTIONS: Final = (
    ("wishes", "What the child says", "In their own words. For a baby: what you see in them."),
    ("upbringing", "The long-term plan", "Who is to bring the child up, and what happens if that cannot be."),
    ("placement", "Where the child lives", "Why this home, what it gives, how long it is meant to last."),
    ("family", "Family and contact", "Parents, brothers and sisters, others who matter; what keeps them close."),
    ("identity", "Who the child is", "History, faith, culture, language, and what they are proud of."),
    ("feelings", "Feelings and behaviour", "How they are, what helps, who they talk to."),
    ("health", "Health", "What they need to be well, and who sees to it."),
    ("education", "Education", "School, how learning goes, what helps."),
    ("self_care", "Looking after themselves", "What they do for themselves at their age, and what comes next."),
)
"""Sections of a care plan: field, title, hint (Care Planning, Placement and Case Review (England) Regulations 2010,
regulation 5 and schedule 1)."""

TEXTS: Final = tuple(name for name, _, _ in SECTIONS)


class Lasting(TextChoices):
    """How a child is to have a home for good."""

    RETURN = "return", "Return home"
    FAMILY = "family", "Family or friends"
    FOSTERING = "fostering", "Long-term fostering"
    GUARDIAN = "guardian", "Special guardianship"
    ADOPTION = "adoption", "Adoption"
    INDEPENDENT = "independent", "Living independently"


class Willing(TextChoices):
    """What long-term carers say when asked about special guardianship."""

    YES = "yes", "Yes, they would apply"
    LATER = "later", "Not yet"
    NO = "no", "No"


class Held(TextChoices):
    """The order under which a child lives with a carer for good, outside care."""

    GUARDIAN = "sgo", "Special guardianship order"
    ARRANGED = "cao", "Child arrangements order"


class Issue(TextChoices):
    """What a reviewing officer challenges."""

    DRIFT = "drift", "The plan drifts"
    PERMANENCE = "permanence", "No decision on permanence"
    REVIEW = "review", "Decisions of a review not carried out"
    PLACEMENT = "placement", "The home does not meet the child’s needs"
    CONTACT = "contact", "Contact"
    HEALTH = "health", "Health"
    EDUCATION = "education", "Education"
    VOICE = "voice", "The child is not heard"
    DUTY = "duty", "A duty in law is not met"


class Level(TextChoices):
    """To whom a challenge has come: first informally, then formally, ever higher."""

    INFORMAL = "0", "Informal, with the social worker and manager"
    MANAGER = "1", "Formal, team manager"
    HEAD = "2", "Formal, head of service"
    DIRECTOR = "3", "Formal, director"


class Way(TextChoices):
    """How a child keeps in contact."""

    TOGETHER = "together", "Face to face"
    WATCHED = "watched", "Face to face, supervised"
    CALL = "call", "Telephone or video"
    LETTER = "letter", "Letters and cards"


class Ground(TextChoices):
    """What an arrangement for contact rests on."""

    AGREED = "agreed", "Agreement"
    ORDER = "order", "Order of the court (section 34)"
    DUTY = "duty", "The duty to allow reasonable contact (section 34(1))"


class Refusing(TextChoices):
    """By what right contact is refused."""

    URGENT = "urgent", "Urgent, to keep the child safe: seven days at most (section 34(6))"
    ORDER = "order", "The court allows it (section 34(4))"


URGENT_DAYS: Final = 7
"""For so many days contact may be refused as a matter of urgency without an order."""


class Outcome(TextChoices):
    """What came of a contact that was arranged."""

    HELD = "held", "It happened"
    CHILD = "child", "The child did not want to"
    OTHER = "other", "The other person did not come"
    CANCELLED = "cancelled", "It was cancelled"


class Story(TextChoices):
    """A piece of life story work."""

    WORK = "work", "Time spent on their story"
    BOOK = "book", "Life story book"
    PHOTOGRAPH = "photograph", "Photographs"
    LETTER = "letter", "A letter, or words of somebody who matters"
    KEEPSAKE = "keepsake", "A keepsake"
    LATER = "later", "Later-life letter"
