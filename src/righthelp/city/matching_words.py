"""What the city's placement plans say, and what councils elsewhere answered."""

from __future__ import annotations

from typing import Final

PLAN: Final[dict[str, tuple[str, ...]]] = {
    "daily": (
        "Up at seven, breakfast together. A story before bed, and the landing light stays on.",
        "Likes to know in the morning what the day brings. Quiet after school, then food, then talking.",
        "Own room, own bedding from home. Helps to cook on Sundays.",
    ),
    "health": (
        "Registered with the carer’s surgery; dentist every six months. No medicine.",
        "Asthma: the blue inhaler goes everywhere. The carer takes the child to appointments.",
        "Glasses, worn all day. Eyes are looked at each spring.",
    ),
    "school": (
        "Stays at the same school; the carer drives. The carer goes to parents’ evenings.",
        "Walks with a friend. School rings the carer first, then the worker.",
    ),
    "contact": (
        "Mother on Saturdays at ten, at the family centre; the carer takes the child.",
        "Telephones the brothers on Wednesdays. Nobody comes to the house without being asked.",
        "Grandmother every second Sunday for lunch.",
    ),
    "identity": (
        "Halal food; the mosque on Fridays in the holidays.",
        "Hair is done by an aunt once a month. Speaks two languages at home, and may here.",
        "No faith that the child speaks of. Birthdays matter a great deal.",
    ),
    "safety": (
        "Has gone missing twice: telephone first, then look at the bus station.",
        "Nothing that needs a plan of its own.",
        "Raised voices frighten: say quietly what happens next.",
    ),
    "support": (
        "The worker visits every six weeks. By night the duty line answers.",
        "A weekend’s break once in two months with the carer’s sister, who is approved.",
    ),
    "lasting": (
        "Until the court decides.",
        "For as long as the child needs it; the next review looks at it again.",
        "For good, if the match is agreed.",
    ),
}
AGREED: Final = ("The carer", "Both carers", "The key worker")
SAID: Final = (
    "Was there, and asked for the light to stay on.", "“It is okay here.”", "Drew the house with everybody in it.",
    "Wants to know when the next visit is.", "Chose the colour of the room.",
)  # fmt: skip
COUNCILS: Final = ("Solihull", "Sandwell", "Walsall", "Dudley", "Worcestershire", "Staffordshire", "Warwickshire")
ANSWERED: Final = (
    "No objection; a school place is there.", "They know the home, and have no worries about it.",
    "They ask to be told if the child goes missing.",
)  # fmt: skip
WHY: Final = (
    "Nothing nearer had a place for the child with what they need.", "Near an aunt who knows the child well.",
    "Away from those who used the child.",
)  # fmt: skip

__all__ = ["AGREED", "ANSWERED", "COUNCILS", "PLAN", "SAID", "WHY"]
