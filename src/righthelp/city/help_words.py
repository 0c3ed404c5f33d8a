"""What is written in the records of help: short, about behaviour and what the child said, never a label."""

from __future__ import annotations

from typing import Final

HARMS: Final = {"NEG": 46, "EMO": 34, "PHY": 13, "SAB": 7}
"""How often each category of abuse is the first one feared, in a hundred."""

CONCERN: Final = {
    "NEG": "The children come to school hungry and without coats; the electricity was off for a week.",
    "EMO": "Officers were called to the home three times this month. The children heard everything from the stairs.",
    "PHY": "A mark on the arm that the child says was made by a belt.",
    "SAB": "The child told a teacher about something that happened at an uncle’s house.",
}
WHY_PLAN: Final = {
    "NEG": "Food, warmth and getting to school still depend on the eldest child. That has gone on for months.",
    "EMO": "The children live with shouting and fear, and both parents see it more than they can stop it.",
    "PHY": "A child was hurt at home and nobody can yet say that it will not happen again.",
    "SAB": "Who may be near the child is not settled, and the family does not yet believe what was said.",
}
CONTINGENCY: Final = (
    "If the children are hurt or left alone again, the social worker asks for legal advice the same day."
)
OUTCOMES: Final = {
    "NEG": ("There is food, heating and a clean uniform every day of the week.", "The school sees it daily."),
    "EMO": ("The children go to bed without being afraid of what they will hear.", "They say so to their worker."),
    "PHY": ("Nobody is hit at home.", "Nobody is hurt for six months, and the children say so."),
    "SAB": ("The child is never alone with anybody who may harm them.", "The safety plan is kept, checked weekly."),
}
NEEDS: Final = (
    ("The child gets to school on time four days out of five.", "The school’s register."),
    ("Somebody helps with mornings, so that the eldest can be a child.", "What the children say."),
    ("The parents ask for help before it becomes a crisis.", "Mother and health visitor say so."),
)
THRESHOLD: Final = (
    "Without help the child’s health and development would suffer: mornings, school and sleep are not yet steady, "
    "and the family asks for support."
)
ACTIONS: Final = (
    "Ask the housing officer for the repair of the boiler",
    "Go with mother to the first appointment at the clinic",
    "Three sessions with the child about what home is like",
    "Agree with grandmother which nights the children sleep there",
    "Find a place in the breakfast club",
)
OWNERS: Final = ("School nurse", "Class teacher", "Health visitor", "Family support worker, housing association")
CHILD_SAYS: Final = (
    "I like it when Mum laughs. I don’t like it when it goes quiet.",
    "Can we go to Nan’s again at the weekend?",
    "It’s better now. Nobody shouted all week.",
    "I don’t want to talk today. I want to show you my drawing.",
    "I told my teacher because she listens.",
    "My brother cries at night so I put the light on.",
)
MEANS: Final = (
    "Home is two places: quiet with Nan, loud at night. The worry is about the nights and about who comes back.",
    "Chose the warm cards for school and the grey ones for Sunday evening. Says more with things in the hands.",
    "Scaled home at five, and knew what would make it six: that somebody says when they will be late.",
    "The house of dreams has a lock on the bedroom door. I have told my manager and asked about it at home.",
)
NOTES: Final = (
    "Bedrooms warm, food in the kitchen. The child showed their room and talked about school.",
    "Mother was tired and spoke openly about the nights. We agreed whom she rings first.",
    "Met at the door, came in after a while. The child played and answered little.",
    "Father was there. He has kept to what was agreed since the last visit.",
)
NOT_SEEN: Final = ("Nobody opened the door; a card was left.", "The child was at a friend’s house.")
NOT_ALONE: Final = (
    "Wanted a sister to stay.",
    "Very young: watched with the carer.",
    "Did not want to.",
)
IMPROVED: Final = "Mornings are calmer, school attendance has risen and the children sleep in their own beds."
STUCK: Final = "What was agreed about evenings has not been kept twice; the worry is smaller but still there."
WORRIES: Final = "The children see and hear too much, and the eldest carries what adults should."
WELL: Final = "Grandmother is there every Friday. The children love their school and say who they can talk to."
FAMILY_SAYS: Final = "We want this to stop too. What helps is somebody who comes when they said they would."
FINDINGS: Final = {
    "risk": "What was feared is true, and it is likely to happen again without a plan that everybody keeps.",
    "no-risk": "What was told happened. It has stopped, and the adults around the child keep the child safe now.",
    "unfounded": "There is an explanation that fits what was seen, and the child told the same in their own words.",
}
NEXT: Final = "Every week a walk or a meal with the child; the school rings on the day of an absence."
