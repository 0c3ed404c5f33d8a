"""What stands in care plans: about one child each, plain, in words that could be read to them."""

from __future__ import annotations

from typing import Final

PLAN: Final[dict[str, tuple[str, ...]]] = {
    "wishes": (
        "I want to see my sister more, and I want to keep my school.",
        "I like it here. I want to know what happens after Christmas.",
        "She reaches for her carer, laughs at the dog and sleeps with her hand in the blanket.",
        "I want to go home when Mum is better. Tell me the truth about it.",
    ),
    "upbringing": (
        "With the carers until grown up, if the court agrees.",
        "Home with mother, step by step, while the support holds.",
        "With relatives for good; their assessment is under way.",
    ),
    "placement": (
        "Carers who have time, near the school, with a room of the child’s own.",
        "A home where brothers stay together. Meant to last until grown up.",
    ),
    "family": (
        "Mother every second Saturday, grandmother by video on Wednesdays, brother each week.",
        "Father once a month at the centre. Both sisters every weekend.",
    ),
    "identity": (
        "Goes to the mosque on Fridays with the carer. Photographs from home are in the room.",
        "Speaks Polish with the aunt. Proud of running fast.",
        "Wants to know where grandfather came from. Hair is done by somebody who knows how.",
    ),
    "feelings": (
        "Anxious before visits. Drawing helps, and being told the day before.",
        "Calmer than in spring. Talks to the carer at bedtime.",
    ),
    "health": ("Well. Glasses checked in March. Inoculations up to date.", "Asthma under control; the dentist is due."),
    "education": (
        "Reading a year behind and catching up with help each morning.",
        "In the football team. Maths is easy, mornings are hard.",
    ),
    "self_care": ("Packs the bag alone. Learns to cook two meals.", "Brushes teeth with the timer. Dresses alone."),
}
REASONS: Final = {
    "return": "The change at home has held for months, and everybody who knows the family agrees.",
    "family": "Relatives know the child, want this and were assessed well.",
    "fostering": "The child is settled, wants to stay, and going home is not safe.",
    "guardian": "The carers want to be there for good and the child wants to belong to them.",
    "adoption": "Nobody in the family can be there for good, and the child is young enough to belong again.",
    "independent": "Nearly grown up, with a plan and people for what comes after.",
}
NOT_CHOSEN: Final = {
    "return": "Looked at with the parents: too little has changed, and it would not be safe.",
    "family": "Three relatives were asked; none can do it for good.",
    "fostering": "Possible, and kept beside as the other plan.",
    "guardian": "The carers are not ready to decide yet.",
    "adoption": "The child is too close to brother and mother.",
    "independent": "Too early.",
}
CHALLENGES: Final = {
    "drift": ("The plan has not moved since two reviews ago.", "A dated plan by the end of the month."),
    "permanence": ("Nobody has decided on permanence after eleven months.", "A decision within two weeks."),
    "review": ("Three decisions of the last review are not carried out.", "Each of them done or explained this week."),
    "contact": ("The sisters have not met since June.", "A date this month."),
    "education": ("No school place for nine weeks.", "A place, and tuition until then."),
    "voice": ("He asked twice to be seen alone and was not.", "A visit this week, alone."),
}
ANSWER: Final = "You are right. A date has been set, the manager looks at it each Friday, and the child knows."
RESOLUTION: Final = "Done, and the child says so."
HIGHER: Final = "No answer in five days, and the child still waits."
FAREWELL: Final = "They said goodbye before the move to the adopters."
