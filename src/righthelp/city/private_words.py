"""What is written of children who are privately fostered."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple


class Arranged(NamedTuple):
    """A kind of arrangement: who the carer is to the child, why the child lives there, what the parents say and do; how
    the carer may be addressed, who else lives there, how old the child is at least, of which sex, where they lived
    before (with the family in the city, away from it, or there already), and how it mostly ends."""

    tie: str
    why: str
    parents: str
    titles: tuple[str, ...]
    others: tuple[str, ...]
    youngest: int
    sexes: str
    before: Literal["home", "away", "there"]
    endings: dict[str, float]


_ANYBODY: Final = ("Mrs", "Ms", "Mr")
_SOMEBODY: Final = ("The carer’s partner", "A grown-up son who lives there")
ARRANGED: Final = (
    Arranged(
        "Host family of a language school", "Here to learn English for as long as the course lasts; flies home in the "
        "long holidays.",
        "Telephone every Sunday, pay the school, and have signed for medical treatment.",
        _ANYBODY, _SOMEBODY, 12, "FM", "away", {"other": 9, "moved": 1},
    ),
    Arranged(
        "Mother’s friend from church", "Mother works in another city for now, and has one room there.",
        "Sends money each month and comes every second weekend. Asked to be told of any illness.",
        ("Mrs", "Ms"), _SOMEBODY, 7, "FM", "home", {"parents": 7, "kin": 2, "moved": 1},
    ),
    Arranged(
        "Parents of a school friend", "Left home after a quarrel and was taken in by the family of a friend.",
        "Know where the child is and agree for now. Do not speak with the carers yet; the worker does.",
        ("Mrs", "Mr"), ("The carer’s partner", "A grown-up daughter who lives there"), 13, "FM", "home",
        {"parents": 7, "kin": 3},
    ),
    Arranged(
        "Great-aunt’s cousin", "Sent to family friends by the parents, to go to school here.",
        "Abroad; answer letters within a week. A power of attorney is with the carer.",
        _ANYBODY, _SOMEBODY, 8, "FM", "away", {"kin": 5, "moved": 4, "other": 1},
    ),
    Arranged(
        "Father’s former partner", "Lived with her and the father; stayed with her when he moved out.",
        "Father agrees and pays for clothes. Mother has not been found yet.",
        ("Ms", "Mrs"), ("Her grown-up son", "Her sister, who lives there"), 7, "FM", "there",
        {"parents": 5, "kin": 3, "moved": 2},
    ),
    Arranged(
        "A neighbour", "Mother is ill, in hospital for months; the neighbour has known the child from birth.",
        "Mother rings every evening from the ward, and chose the neighbour herself.",
        _ANYBODY, _SOMEBODY, 7, "FM", "home", {"parents": 8, "kin": 2},
    ),
    Arranged(
        "A football coach", "Plays in the academy and cannot travel two hours each way.",
        "Visit at weekends, and have signed what the club and the carers may decide.",
        ("Mr",), ("His wife", "A grown-up son who lives there"), 12, "M", "away", {"parents": 1},
    ),
)  # fmt: skip
SUITS: Final = {
    "yes": (
        "A warm house, a room of the child’s own, people who ask how school was. Contact with the parents works.",
        "The child wants to stay, and says so to everybody who asks. References and checks are good.",
    ),
    "terms": ("Good people in a house that is too full. It suits the child if the requirements are kept.",),
    "no": ("Somebody in the house may not live with children, and will not move out.",),
}
REQUIRED: Final = (
    "A bed and a room that are not shared with an adult. No more than two children fostered at once.",
    "The child sees a dentist and is registered with a surgery within a month. We are told of every night away.",
)
ENDED: Final = {
    "parents": "Back with the parents; school there knows.",
    "kin": "Lives with an uncle now.",
    "moved": "The family moved to Leicester, which was told in writing.",
    "stopped": "We prohibited it; the parents fetched the child the same day.",
    "sixteen": "Turned sixteen and stays there, as everybody wanted; knows whom to ring.",
    "other": "The course ended and the child flew home.",
}
BROTHER: Final = "The carer’s brother, who lives there"
CONSENT: Final = "An old conviction. Looked into; we consent in writing."
BARRED: Final = "A conviction for an assault on a child. He was told in writing, and will not move out."
BEFORE: Final = "At the parents’ home: who will live where, who rings whom, and what may be decided there."
"""Of a visit before the child has moved."""
VISITED: Final = (
    "Showed the bedroom and the homework. The carer keeps a folder with letters from the parents.",
    "Ate together. Speaks to the parents on Sundays. School is pleased.",
    "Quiet at first. Misses a cat. The carer knew its name.",
)
NOT_ALONE: Final = "Did not want to leave the table; will be seen alone at school next time."
CHILD_SAYS: Final = (
    "I like it here. I want my mum to come at Christmas.", "They are kind. The food is different.",
    "I would tell my teacher if something was wrong.", "When can I go home?",
)  # fmt: skip

__all__ = [
    "ARRANGED", "BARRED", "BEFORE", "BROTHER", "CHILD_SAYS", "CONSENT", "ENDED", "NOT_ALONE", "REQUIRED", "SUITS",
    "VISITED", "Arranged",
]  # fmt: skip
