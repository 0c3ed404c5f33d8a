"""Fragments for what is known of children: worries, people around them, what helps in talking."""

from __future__ import annotations

from typing import Final

WORRIES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "care": (
        ("child", "I don’t want to move again."),
        ("child", "I want to see my brothers more than once a month."),
        ("worker", "Three homes in a year, and no school that knows them yet."),
        ("school", "Falls asleep in lessons after the weekend."),
        ("health", "The dentist was due in the spring and has not been seen."),
        ("police", "Seen with older young people late in the evening."),
        ("family", "Grandmother worries that nobody tells her how they are."),
    ),
    "cp": (
        ("school", "Comes to school hungry, and is often not collected on time."),
        ("health", "Two appointments for weight and growth were missed."),
        ("police", "Called to the home three times since the spring for shouting and broken things."),
        ("family", "Aunt worries that drinking has become every evening."),
        ("child", "I get a tummy ache when they shout."),
        ("worker", "What was agreed for safety at night is not yet kept to."),
    ),
    "cin": (
        ("school", "Away one day in three since Easter."),
        ("family", "Mother says that she has not slept for weeks and that nobody helps."),
        ("health", "Speech is behind; the referral waits."),
        ("child", "I look after the little ones when mum is in bed."),
        ("worker", "The tenancy is at risk, and with it the school place."),
    ),
}
OVER: Final = ("School says this has changed.", "Talked about and settled in the review.", "The family found a way.")
AROUND: Final = (
    ("friends", "Best friend from primary school"),
    ("friends", "Friends on the estate"),
    ("club", "Football on Saturdays"),
    ("club", "Boxing gym"),
    ("club", "Drama group"),
    ("club", "Army cadets"),
    ("faith", "Mosque"),
    ("faith", "Church youth group"),
    ("community", "Neighbour downstairs"),
    ("community", "Barber"),
    ("health", "School nurse"),
    ("service", "Youth worker"),
    ("service", "Mentor"),
    ("school", "Form tutor"),
    ("school", "Teaching assistant"),
    ("work", "Saturday job at a market stall"),
    ("family", "Cousins in Leicester"),
    ("family", "Great-aunt who phones on Sundays"),
)
CONTACT: Final = (
    "Text first, then ring. Never ring during lessons.",
    "Not on the shared phone at home.",
    "After four o’clock; mornings are hard.",
)
ABOUT_ME: Final = (
    "I like drawing and I am good with animals. I don’t like surprises.",
    "I talk more when we walk. Don’t ask me everything at once.",
    "Football first, then talking. I want people to do what they say.",
    "I look after my sister. Please tell me before things change.",
)
TALKING: Final = (
    "Give time to answer.",
    "Bring the picture cards.",
    "Short sentences, one thing at a time.",
    "Ask who knows the signs.",
)
SOURCES: Final = ("Mother", "School", "GP letter", "Birth certificate", "Police", "The young person")
_SPELT: Final = (("ee", "i"), ("sh", "s"), ("ley", "ly"), ("ck", "k"), ("qu", "kw"), ("ou", "u"), ("y", "ie"))
_OTHERWISE: Final = (("ss", "s"), ("aa", "a"), ("kh", "k"), ("q", "k"), ("ou", "u"), ("h", ""), ("i", "ee"))


def misspelt(surname: str) -> str:
    """The surname as somebody wrote it who only heard it."""
    for right, heard in _SPELT:
        if right in surname[1:]:
            return surname[0] + surname[1:].replace(right, heard, 1)
    return surname + "e"


def transliterated(forename: str) -> str:
    """The forename as another office wrote it from the same script."""
    for one, other in _OTHERWISE:
        if one in forename[1:]:
            return forename[0] + forename[1:].replace(one, other, 1)
    return forename
