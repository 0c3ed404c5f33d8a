"""What families and those who work with them say: short, and each time of somebody else."""

from __future__ import annotations

from typing import Final

WHY: Final = (
    "Her mother goes into hospital, and the family wants to manage together.",
    "He is to stay with the family; nobody has asked all of them yet what they can do.",
    "The parents have parted, and each side thinks the other does nothing.",
    "The plan ends soon. The family says how it goes on.",
)
QUESTIONS: Final = (
    "Where does everybody sleep? Who takes the children to school? Who do they ring at night?",
    "Who is there at weekends? How does everybody know that it is safe?",
    "Who helps with money until the summer? Who sees that the tablets are taken?",
)
PLANS: Final = (
    "Nan has them from Friday to Sunday. Their uncle drives. If she drinks, we ring their aunt first and then you.",
    "We take turns: breakfast at ours, tea at their gran’s. Everybody has the list on the fridge.",
    "He stays with his godmother in the week and comes home at weekends, if the week went well.",
)
ANSWER: Final = ("It keeps the children safe, and it is theirs.", "Most of it; the nights are settled with us first.")
REVIEW: Final = ("It held. One grandmother is tired, and an aunt takes Saturdays.", "It held until the holidays.")
CLOSED: Final = ("They carry it on without us.", "They know how to ring us.")
EDGE: Final = (
    "His mother says he cannot stay tonight.",
    "Rows every evening; the police came twice this week.",
    "She runs away whenever her stepfather is at home.",
)
WORK: Final = (
    "Talked with both until late. They agreed on tonight and on tomorrow.",
    "Tea together; what each does when it gets loud. Rang in the morning.",
)
OUTCOME: Final = ("At home, and it is calmer. They ring before it gets loud.", "With his grandmother until the exams.")
CAME: Final = "It was no longer safe at home, whatever everybody tried."
CHANGED: Final = ("A year without drinking; seen by the service every week.", "He has left, and she has a new home.")
STAGES: Final = "Tea, a day, a night, a weekend; after each a talk with everybody."
SUPPORT: Final = "A family support worker twice a week for six months."
DECIDED: Final = "Every stage went well, and the child wants it."
HOLDS: Final = ("Settled, and at school every day.", "Some hard weeks. The worker goes on for three months.")
DOUBT: Final = ("The papers give another year.", "Was taken for an adult on arrival.")
VIEW: Final = "You may be older than you say: you told of two different school years."
SAYS: Final = "I counted by our calendar. My cousin has my school card."
REASONS: Final = "The account is consistent; the doubt goes to the young person."
ASKED: Final = ("Is there a date for the interview?", "Has the statement arrived?")
SEEN: Final = (
    "Clean and warm; staff know everybody by name. Young people say that they are listened to.",
    "The kitchen is shared by six and locked at ten. Two young people say that they do not feel safe at night.",
)
WRONG: Final = "One member of staff at night for two houses; repairs take weeks."
AGREED: Final = "Somebody in each house at night, and a list of repairs with a day for each."
SETTLED: Final = "Seen at night without being announced: somebody in each house, and the repairs are done."
PARTNERS: Final = "Three agencies of the region"
INTEREST: Final = ("She laughs like our niece. May we read more?", "We have room for brothers. Please ring us.")
LEADER: Final = "Adoption support team"
FEEDBACK: Final = (
    "We shout less, and know why he does it.",
    "Good to hear that others have it too. A group for fathers next.",
)
