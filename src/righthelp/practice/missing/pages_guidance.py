"""Who does what, when a child goes missing and when they are found: shown in the work, where it is needed.

From the statutory guidance on children who run away or go missing (2014) and the Trust's practice guidance, in plain
words. Each stage is a title and, for each reader, what is expected of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Guide:
    """One stage of the work, and what each person is expected to do in it."""

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


MISSING: Final = Guide(
    "Who does what while the child is missing",
    (
        (
            "Parents and carers",
            (
                "Ring the police on 101, or 999 if the child is in danger. There is no need to wait.",
                "Give the police the missing risk assessment, a photograph and the child’s telephone number.",
                "Keep ringing and texting the child. Say that you are worried, not that you are angry.",
            ),
        ),
        (
            "Duty worker or front door",
            (
                "Record the report at once, with where the child was last seen and who told us.",
                "Tell the child’s social worker, or the emergency duty team after hours.",
                "If nobody has allocated the child, say so on the board: the child needs a worker.",
            ),
        ),
        (
            "Social worker",
            (
                "Ring family, friends and school. Share what you know with the police officer in charge.",
                "At 72 hours hold a strategy discussion with the police; earlier if the risk is high.",
                "An unaccompanied child stays allocated: ask the police and the Home Office for news every week.",
            ),
        ),
        (
            "Police",
            (
                "Grade the risk, lead the search, and tell us of each sighting.",
                "Check that the child is safe and well when they are found. That check is not the return interview.",
            ),
        ),
        (
            "School",
            ("Say when the child was last in school and whom they spend time with. Tell us if they come in.",),
        ),
    ),
)

FOUND: Final = Guide(
    "Who does what once the child is found",
    (
        (
            "Missing support worker",
            (
                "Offer a return home interview within a day, so that it can be held within 72 hours of the return.",
                "Send the same worker as last time if you can. Offer again if nobody answers: every attempt counts.",
                "A parent’s no is recorded as the parent’s, and the child is still asked: the interview is theirs.",
                "Write what the child said in their own words. It goes to the social worker the moment you record it.",
            ),
        ),
        (
            "Parents and carers",
            (
                "Be glad first. Ask questions later, and let somebody independent listen.",
                "Tell us of injuries, new things, new telephones, new friends.",
            ),
        ),
        (
            "Social worker",
            (
                "Read the interview the day it comes. Change the plan where the child told us something new.",
                "Arrange medical help if the child needs it, and a strategy discussion if they were harmed.",
            ),
        ),
        (
            "Police",
            ("Hear what was learned of places and people, and act on those who harm children.",),
        ),
    ),
)
