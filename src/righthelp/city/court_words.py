"""What is written in legal work: why harm is likely, what a court decided, what a parent agreed to."""

from __future__ import annotations

from typing import Final

THRESHOLD: Final = (
    "Months of nights alone, three moves in a year and school missed for weeks; help was offered and did not last.",
    "Injuries that three doctors could not explain, and accounts that changed each time.",
    "Violence at home that the children saw and heard, and a parent who went back to it twice.",
    "Heroin and alcohol every day, no food in the house, and a baby who lost weight.",
    "The children carried messages and parcels for adults, and nobody at home stopped it.",
)
DECIDED: Final = {
    "first": (
        "An interim care order. The guardian is appointed; assessments of both parents by week ten.",
        "An interim care order for now. Grandmother is to be assessed.",
    ),
    "case": ("Timetable agreed: parenting assessment, hair strand test, final evidence in week twenty.",),
    "resolution": (
        "Not settled. Listed for a final hearing of two days.",
        "Agreed in part: the parents do not oppose the plan.",
    ),
    "final": ("The threshold is met. The court agrees with the care plan and the guardian.",),
}
FILINGS: Final = (
    ("Social worker’s statement and care plan", "us", 0),
    ("Parenting assessment", "us", 70),
    ("The guardian’s first analysis", "guardian", 20),
    ("Hair strand test", "expert", 56),
    ("The parents’ statements", "parent", 42),
    ("Final evidence and care plan", "us", 140),
)
"""What is filed, by whom, and so many days after the application."""
WHY_LONGER: Final = (
    "An aunt came forward in week twenty and has to be assessed.",
    "The expert’s report came five weeks late; no party could prepare without it.",
    "No judge was free for two days before the summer.",
)
DELAYS: Final = {
    "relative": "An aunt came forward. A viability assessment was ordered.",
    "expert": "The psychologist asked for more time.",
    "court": "The hearing was vacated: no judge.",
    "assessment": "The parenting assessment stopped while the father was in hospital.",
    "evidence": "Our final evidence was a week late: the worker had left.",
    "party": "The mother changed her solicitor.",
}
STEPPED_DOWN: Final = "Father has the children and everything in the letter was done. A child in need plan goes on."
AGREED: Final = (
    "The child stays with foster carers while mother is treated; contact three times a week; reviewed together.",
    "Grandparents are assessed meanwhile. Both parents know that they may end this on any day.",
    "He stays until the exams are over, then everybody looks again. He wants this too.",
)
REVIEWED: Final = (
    "Still right: mother sees him twice a week and the plan to go home is on its way.",
    "Right for now. If the assessment is not positive by the next review, legal advice is asked for.",
    "Looked at with the reviewing officer: it has lasted long, and a lasting plan is being made.",
)
QUESTIONS: Final = (
    "Is the threshold met after the third injury? What more would a court want to see?",
    "Father lives in Spain. Who decides about school, and does the convention apply?",
    "Can grandmother sign for the operation while section 20 holds?",
)
ANSWER: Final = "Probably, with the medical report. Hold a legal planning meeting this week."
