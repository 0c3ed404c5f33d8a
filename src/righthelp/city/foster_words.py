"""What is written about foster homes in the synthetic city. Nobody in it is real."""

from __future__ import annotations

from typing import Final

INITIAL: Final = (
    "A spare room, and a kitchen where everybody ends up. They asked good questions about contact.",
    "Two bedrooms free since their own children left. Both work from home on most days.",
    "A small house near the park. She has looked after her sister’s children for years.",
)
VISITS: Final = (
    "We spoke of bedtimes and of school. The logs are up to date.",
    "The room is warm and his own. We looked at the safer caring plan together.",
    "Contact went well this month. She asks for the next course on trauma.",
    "A hard week after contact; we agreed when to call, and whom.",
    "Medicines and the first aid box were in order. Everybody was at the table.",
)
CARERS: Final = (
    "We would like to hear sooner when plans change.",
    "The support group keeps us going. We are happy to go on as we are.",
    "We feel listened to, and we are proud of how far they have come.",
)
CHILDREN: Final = (
    "I like my room, and the dog.",
    "They ask me what I want for tea.",
    "I want to stay here until I am grown up.",
    "Too young to say; she reached for her carer and slept through the visit.",
    "I would like to go on the same bus as my friends.",
)
FOUND: Final = (
    "A settled home. Training is on course, and health and safety was checked room by room.",
    "They work well with the school and with the parents. First aid is to be taken again this year.",
    "The home suits the children who live there. No change to the terms.",
)
PARTS: Final = (
    "They spoke of it openly, and what they said fits what their referees wrote.",
    "Seen over two visits. They know what is hard for them, and whom they would call.",
    "Examples were given from looking after nieces and nephews, and from work.",
)
ENDED: Final = {
    "room": "There is no spare bedroom.",
    "work": "Both work full time and cannot change that now.",
    "silent": "They did not answer three calls and a letter.",
    "not-yet": "They would like to wait until their youngest is at school.",
    "agency": "They chose an agency.",
    "health": "Treatment has begun; they may come back next year.",
    "family": "They are moving to be near family.",
}
KNOWN: Final = (
    "The child has stayed here at weekends since birth. Home, health and police were looked at on the day; the child "
    "asked to come."
)
CONCERNS: Final = {
    "alleged": "The child told the school of being held by the arm.",
    "standard": "The child came to school without lunch on several days.",
    "complain": "A parent says that the carers were late for contact three times.",
    "staying": "The young person says that the rent was put up without asking.",
}
PANEL: Final = (
    ("Oonagh Keel", "chair", True),
    ("Bill Tranter", "vice", True),
    ("Sunita Rao", "sw", False),
    ("Marlene Asquith", "sw", True),
    ("Cass Ottley", "member", False),
    ("Viv Harmon", "member", True),
    ("Jerome Pask", "member", True),
    ("Tamsin Fell", "member", False),
)
REASONS: Final = "Their references, their openness about what is hard, and the support around them."
