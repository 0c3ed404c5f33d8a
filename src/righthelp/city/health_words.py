"""What is written of health and school of children in care: plain, in words that could be read to them."""

from __future__ import annotations

from typing import Final

FOUND: Final = (
    "Growing well. Eats and sleeps; no worries.",
    "Asthma is kept in check. A new inhaler for school.",
    "Needs glasses. Referred for hearing, to be sure.",
    "Two fillings, and a talk about sugar.",
    "Well. Somebody to talk to about sleep was offered.",
)
NO: Final = "Said: I am fine, and I do not want to be looked at. Knows that we ask again."
NURSE: Final = "Nurse for looked-after children"
NIGHTS: Final = (
    "Does not sleep, and has dreams of what happened.",
    "Hurts herself when it gets too much.",
    "Sad for weeks.",
)
CANNABIS: Final = "Smokes cannabis most days, and says so."
PASSPORT: Final = "I like to be told first. Please talk to me and not over my head."
LIKES: Final = (
    "I like science and I do not like reading out loud.",
    "I want to sit with my friends. Maths is easy.",
    "I want to be a vet. English is hard.",
    "School is where I feel normal.",
    "I miss my old school, and my teacher helps.",
)
NEEDS: Final = (
    "Tired in the mornings: the carer and school try a later start on Mondays.",
    "A quiet place at lunch; the mentor sees to it.",
    "Reading is a year behind: a tutor twice a week.",
    "Nothing stands in the way now. A challenge in maths.",
)
TARGETS: Final = (
    ("Write a page without help by the end of term.", "Times tables to twelve."),
    ("Read twenty minutes a day with the carer.", "Fractions of amounts."),
    ("An essay with three reasons.", "Solve equations with one unknown."),
)
PREMIUM: Final = ("A tutor for ten weeks.", "A laptop.", "Music lessons.", "A mentor after school.")
CAME: Final = "Used as planned, and it helped: the child says so."
RATED: Final = "Clear and warm. Targets could be sharper."
