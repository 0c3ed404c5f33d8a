"""What legal work chooses from."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class Decision(TextChoices):
    """What a legal planning meeting decided."""

    PRE = "pre", "Pre-proceedings: a letter before proceedings"
    ISSUE = "issue", "Apply to court at once"


class Exit(TextChoices):
    """How pre-proceedings ended for a child."""

    DOWN = "down", "Stepped down: it is safe enough without a court"
    ISSUED = "issued", "An application to court"
    OTHER = "other", "Another reason"


class Application(TextChoices):
    """What the court is asked for."""

    CARE = "care", "Care order (section 31)"
    SUPERVISION = "supervision", "Supervision order (section 31)"
    PLACEMENT = "placement", "Placement order"
    EMERGENCY = "emergency", "Emergency protection order (section 44)"


class HearingKind(TextChoices):
    """What a hearing is for."""

    FIRST = "first", "First hearing, about an interim order"
    CASE = "case", "Case management hearing"
    FURTHER = "further", "Further case management hearing"
    RESOLUTION = "resolution", "Issues resolution hearing"
    FACTS = "facts", "Fact-finding hearing"
    FINAL = "final", "Final hearing"


class OrderKind(TextChoices):
    """What a court ordered for one child."""

    INTERIM = "C1", "Interim care order"
    CARE = "C2", "Care order"
    PLACEMENT = "E1", "Placement order"
    EMERGENCY = "L2", "Emergency protection order"
    SUPERVISION = "supervision", "Supervision order"
    GUARDIAN = "sgo", "Special guardianship order"
    ARRANGEMENTS = "cao", "Child arrangements order: with whom the child lives"
    NONE = "none", "No order"


BY_LAW: Final = frozenset({"C1", "C2", "E1", "L2"})
"""Orders by which a child is looked after; their codes are those of the legal status in care."""
HELD: Final = frozenset({"sgo", "cao"})
"""Orders that somebody named holds."""


class Cause(TextChoices):
    """Why proceedings take longer."""

    EVIDENCE = "evidence", "Our statement or care plan was late"
    ASSESSMENT = "assessment", "An assessment of a parent is not finished"
    RELATIVE = "relative", "A relative came forward late"
    EXPERT = "expert", "An expert was late"
    COURT = "court", "No court day, or no judge"
    PARTY = "party", "A party did not file, or did not come"
    CRIMINAL = "criminal", "A criminal case goes first"
    BABY = "baby", "A child was born"
    OTHER = "other", "Another cause"


class Files(TextChoices):
    """Who is to file."""

    US = "us", "Our social worker"
    LAWYER = "lawyer", "Our lawyer"
    GUARDIAN = "guardian", "The children’s guardian (Cafcass)"
    PARENT = "parent", "A parent’s side"
    EXPERT = "expert", "An expert"
    OTHER = "other", "Somebody else"


class Capacity(TextChoices):
    """Whether a parent was able to agree."""

    YES = "yes", "Yes, there is no reason to doubt it"
    ASSESSED = "assessed", "Yes, after it was assessed"
    NO = "no", "No, or in doubt"


class Interpreter(TextChoices):
    """Whether a parent understood what was said to them."""

    NOT = "not", "Not needed"
    THERE = "there", "An interpreter was there"
    MISSING = "missing", "Needed, and not there"


class Aim(TextChoices):
    """What section 20 is meant to lead to."""

    HOME = "home", "The child goes home"
    PERMANENCE = "permanence", "A lasting home elsewhere"
    UNCLEAR = "unclear", "Not clear yet"


class Suits(TextChoices):
    """What an assessment of a relative or friend found."""

    YES = "yes", "Suitable"
    WITH = "with", "Suitable, with help"
    NO = "no", "Not suitable"


class Subject(TextChoices):
    """What a legal challenge is about."""

    ASSESSMENT = "assessment", "The quality of an assessment"
    POLICY = "policy", "Our policy"
    CARE = "care", "Where or how a child is looked after"
    MONEY = "money", "Support, housing or money"
    AGE = "age", "An age that was decided"
    LEAVING = "leaving", "Help to a care leaver"
    OTHER = "other", "Something else"


class Result(TextChoices):
    """What came of a legal challenge."""

    AGREED = "agreed", "We agreed, and put it right"
    SETTLED = "settled", "Settled"
    DROPPED = "dropped", "They did not go on"
    WON = "won", "The court found for us"
    LOST = "lost", "The court found against us"
