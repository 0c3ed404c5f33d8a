"""The short checklists of the front door. They ask; the screener judges and says why. Nothing is added up.

A question's code never changes its meaning: a new wording of another sense gets a new code and the tool a new edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from righthelp.practice.front_door.codes import Answer

ANSWERS: Final = [(Answer.YES.value, "Yes"), (Answer.NO.value, "No"), (Answer.NOT_KNOWN.value, "Not known")]


@dataclass(frozen=True)
class Tool:
    """One checklist: its code, what people call it, what to do at once, and its questions by code."""

    code: str
    name: str
    edition: int
    at_once: str
    questions: tuple[tuple[str, str], ...]


EXPLOITATION: Final = Tool(
    "exploitation",
    "Exploitation screening",
    1,
    "If the child is being harmed now, ring the police on 999 first. The exploitation team advises by telephone.",
    (
        ("missing", "Has the child gone missing, or been out late with nobody knowing where?"),
        ("gifts", "Has the child money, clothes, phones or gifts that nobody can explain?"),
        ("older", "Do older people or new friends control, collect or message the child?"),
        ("travel", "Has the child been found or taken far from home?"),
        ("injuries", "Has the child injuries, or a weapon, that they will not speak of?"),
        ("drugs", "Is the child being made to hold, carry or sell drugs or money?"),
        ("images", "Are there images of the child, or threats about them?"),
        ("withdrawn", "Has the child changed: missing lessons, withdrawn, frightened?"),
    ),
)
DOMESTIC: Final = Tool(
    "domestic",
    "Domestic abuse screening",
    1,
    "Ask only when the person is alone. Never leave word on a telephone that others may answer.",
    (
        ("afraid", "Is the person afraid of the one who abuses?"),
        ("now", "Is the one who abuses in the home, or able to come there?"),
        ("injured", "Has anybody been injured?"),
        ("strangled", "Has the person been strangled, choked or held by the neck?"),
        ("weapon", "Have weapons been used or threatened?"),
        ("worse", "Is it happening more often, or getting worse?"),
        ("children", "Have the children seen or heard it, or been hurt?"),
        ("leaving", "Has the person left, or said that they will?"),
        ("pregnant", "Is anybody pregnant, or has anybody just given birth?"),
    ),
)
FGM: Final = Tool(
    "fgm",
    "Female genital mutilation screening",
    1,
    "A health or teaching professional who is told of it by a girl under 18 must report it to the police on 101.",
    (
        ("mother", "Has her mother, or a sister, been cut?"),
        ("said", "Has the girl said something about it, or asked for help?"),
        ("journey", "Is a long journey or a visit to relatives abroad planned?"),
        ("ceremony", "Is there talk of a special occasion or of becoming a woman?"),
        ("pain", "Has she pain, or trouble sitting, walking or going to the toilet?"),
        ("absent", "Has she been away from school, or come back changed?"),
    ),
)
RADICAL: Final = Tool(
    "radicalisation",
    "Radicalisation screening",
    1,
    "Where somebody may be about to harm others, ring the police on 999. Otherwise the Prevent co-ordinator advises.",
    (
        ("hatred", "Does the child speak of hatred or violence against a group of people?"),
        ("material", "Does the child watch or share material of violent groups?"),
        ("contact", "Is the child in contact with people who hold such views, also online?"),
        ("friends", "Has the child given up former friends, school or interests?"),
        ("grievance", "Does the child speak of injustice that must be avenged?"),
        ("travel", "Does the child speak of leaving to join others?"),
    ),
)

TOOLS: Final = (EXPLOITATION, DOMESTIC, FGM, RADICAL)
BY_CODE: Final = {tool.code: tool for tool in TOOLS}
