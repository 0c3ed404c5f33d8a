"""What a placement plan and those told of a placement choose from."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class Owed(TextChoices):
    """What a placement asks for within five working days: its plan, and each of those who are told of it."""

    PLAN = "plan", "Placement plan"
    PARENTS = "parents", "Parents"
    HEALTH = "health", "Health: integrated care board and GP"
    SCHOOL = "school", "School or college"
    OFFICER = "officer", "Reviewing officer"
    AREA = "area", "Council of the area where the child lives"


BODIES: Final = tuple((each.value, each.label) for each in Owed if each is not Owed.PLAN)


class How(TextChoices):
    """How somebody was told."""

    LETTER = "letter", "Letter or secure e-mail"
    FORM = "form", "Their form"
    MEETING = "meeting", "In person, and then in writing"
    NOT = "not", "Not to be told"


class Far(TextChoices):
    """How far outside the council's boundary a placement is (regulation 11)."""

    NEXT = "next", "In the area of a council next to ours"
    DISTANT = "far", "Further away: the director approves it"


class Decides(TextChoices):
    """Who decides something of daily life for a child who is placed."""

    CARER = "carer", "The carer"
    ASK = "ask", "The carer, who asks the worker first"
    TRUST = "trust", "The trust"
    PARENTS = "parents", "A parent"
    CHILD = "child", "The young person"


class Matter(TextChoices):
    """Of what authority is delegated (Care Planning Regulations 2010, schedule 2, paragraph 2)."""

    HAIR = "hair", "Haircut"
    PIERCING = "piercing", "Piercings and tattoos"
    SLEEPOVER = "sleepover", "Sleeping at a friend’s"
    TRIP = "trip", "School trip of a day"
    NIGHTS = "nights", "School trip with nights away"
    CLUBS = "clubs", "Clubs, sport, youth groups"
    RISKY = "risky", "Activities with more risk: climbing, riding, water"
    HOLIDAY = "holiday", "Holiday in this country"
    ABROAD = "abroad", "Holiday abroad"
    SCHOOL = "school", "School meetings, reports, homework"
    MOVES = "moves", "Change of school"
    DOCTOR = "doctor", "Doctor, dentist, optician: what is routine"
    VACCINES = "vaccines", "Vaccinations"
    OPERATION = "operation", "Operation or anaesthetic"
    FAITH = "faith", "Faith and worship"
    ONLINE = "online", "Telephone, internet, social media"
    PHOTOS = "photos", "Photographs and press"
    SITTER = "sitter", "Somebody else looks after the child for an evening"


BEGINS: Final[dict[str, tuple[str, str]]] = {
    Matter.PIERCING.value: ("parents", "It lasts: those with parental responsibility decide, with the young person."),
    Matter.RISKY.value: ("ask", "The worker asks about insurance and staff first."),
    Matter.ABROAD.value: ("trust", "It needs leave in writing, a passport, and the parents are asked."),
    Matter.MOVES.value: ("trust", "The virtual school and the parents are asked first."),
    Matter.VACCINES.value: ("trust", "The health assessment says which; the parents are asked."),
    Matter.OPERATION.value: ("trust", "Consent in writing, unless it cannot wait."),
    Matter.FAITH.value: ("parents", "A child is not brought up in another faith than the family’s."),
    Matter.PHOTOS.value: ("ask", "Somebody who must not find the child may see them."),
}
"""What a first plan suggests where it is not the carer: who, and why. Whoever writes it decides otherwise."""
BY_AGREEMENT: Final = "By section 20 parental responsibility is with the parents alone."

SECTIONS: Final = (
    ("daily", "Day and night", "Getting up, meals, bedtime, their things; what comforts them, what sets them off."),
    ("health", "Health", "Doctor, dentist, medicine, allergies, appointments that are booked; who consents."),
    ("school", "School", "Which, how they get there, who goes to meetings; what to do if they will not go."),
    ("contact", "Family and friends", "Whom they see or speak to, when, where, who takes them; who may not come."),
    ("identity", "Faith, language, culture", "Food, worship, hair and skin, language, days that matter."),
    ("safety", "To plan for together", "What has happened, what sets it off, what helps; if they go missing."),
    ("support", "Help for the carer", "Visits, who answers by day and by night, breaks, money, training."),
    ("lasting", "For how long", "How long the child is to live here, and what happens next."),
)
"""The sections of a placement plan (schedule 2): the field, its title, what belongs in it."""
TEXTS: Final = tuple(name for name, _, _ in SECTIONS)
NEEDED: Final = ("daily", "health", "school", "contact", "support", "lasting")
"""Sections that are written before a plan is agreed."""
