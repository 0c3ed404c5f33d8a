"""The sections of an assessment: what each asks, what helps to write it, and whether it may be written for all at once.

Short on purpose: whoever reads a hint at eleven at night needs one sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Section:
    """One section. ``shared``: brothers and sisters assessed together may have a text in common beside their own.

    ``needed``: an assessment is not sent to the manager without it. ``beside`` names the kinds of what is known
    already that help here. ``better`` and ``poor`` are the same thing said well and badly.
    """

    key: str
    title: str
    ask: str
    hints: tuple[str, ...]
    better: str
    poor: str
    shared: bool = False
    needed: bool = False
    beside: tuple[str, ...] = ()


SECTIONS: Final[tuple[Section, ...]] = (
    Section(
        "why",
        "Why we are involved",
        "What happened that somebody told us, and what are we trying to find out?",
        ("Who was worried, about what, since when.", "What the family say about it.", "What was tried before."),
        "School told us on 3 May that Ayaan came in hungry four days out of five. His mother says the money ran out.",
        "Referral received from school re neglect.",
        shared=True,
        needed=True,
        beside=("contact", "earlier"),
    ),
    Section(
        "day",
        "A day in this child’s life",
        "What is it like to be this child, from waking up to going to sleep?",
        (
            "Who wakes them, what they eat, how they get to school.",
            "Evenings, weekends, where they sleep.",
        ),
        "Ayaan wakes his little brother and makes them both cereal if there is milk. Nobody is up when they leave.",
        "Basic care needs are inconsistently met.",
        needed=True,
        beside=("seen", "person", "school"),
    ),
    Section(
        "words",
        "The child’s own words",
        "What did the child say, show or draw? Write their words, not ours.",
        (
            "Quote. For a baby or a child who does not speak: what you saw them do, and with whom.",
            "Where, and who else was there.",
        ),
        "“I like it when Dad’s at work because then nobody shouts.”",
        "The child expressed some anxiety in relation to the home environment.",
        needed=True,
        beside=("seen",),
    ),
    Section(
        "strengths",
        "What is going well",
        "Who and what keeps this child safe and well, also on bad days?",
        ("Times when the worry was not there: what was different?", "Who loves this child and shows up?"),
        "Grandmother has them every Friday and keeps clean uniform at hers. On Mondays they are always on time.",
        "There are some protective factors.",
        needed=True,
        beside=("family", "supports"),
    ),
    Section(
        "worries",
        "What worries us",
        "What has harmed this child, what could, and how do we know?",
        ("Past harm, danger ahead, and what makes it harder to put right: keep them apart.", "How often, how bad."),
        "Three times this term Ayaan was left alone overnight with Bilal, who is four. It could happen again on any "
        "night on which his father works.",
        "Concerns around lack of supervision.",
        needed=True,
        beside=("warnings", "screening", "strategy", "enquiry", "missing", "contact"),
    ),
    Section(
        "parenting",
        "Parenting",
        "How do the adults care for this child: warmth, routine, safety, boundaries?",
        ("Each parent, and every adult who lives there or comes and goes.", "What they find hard, and since when."),
        "Mr Khan plays with both boys and knows their friends’ names. He sleeps until noon after night shifts.",
        "Parenting capacity is limited.",
        shared=True,
        beside=("family",),
    ),
    Section(
        "family",
        "Family and environment",
        "Who is in this family, where and how do they live, what has happened to them?",
        ("Home, money, work, leave to be in the country.", "Relatives near and far, faith, neighbours."),
        "Four people in one room since the eviction in March. An aunt in Leicester has offered to have them in August.",
        "Housing issues noted.",
        shared=True,
        beside=("family", "homes", "earlier"),
    ),
    Section(
        "identity",
        "Identity",
        "Who is this child in their own eyes: culture, faith, language, sex, disability, what they are proud of?",
        ("What others get wrong about them.", "What it means for how we work with them."),
        "Ayaan speaks Urdu with his grandmother and is proud of winning the school’s spelling prize.",
        "British Pakistani.",
        beside=("person",),
    ),
    Section(
        "others",
        "What others say",
        "What do school, health, police and others say, and where do they disagree?",
        ("Record each answer with agency and day; here, what they come to together.",),
        "School and health visitor both see tired, cheerful boys; the police have been called twice this year.",
        "Checks completed with agencies, no further concerns.",
        shared=True,
        beside=("school", "health", "missing"),
    ),
    Section(
        "analysis",
        "Analysis",
        "What does it all mean for this child? How do worries and strengths weigh against each other?",
        ("So what? Say what follows from each thing.", "What would happen if nothing changed?"),
        "The harm is in the nights, not in how Ayaan is loved. Without somebody there at night he carries a "
        "responsibility no eight-year-old can.",
        "Ayaan is a child in need due to neglect.",
        needed=True,
        beside=("screening", "strategy", "enquiry", "seen"),
    ),
    Section(
        "hypothesis",
        "Hypothesis",
        "What do we think is going on, what else could it be, and what would show that we are wrong?",
        ("At least two explanations.", "What you will look for next."),
        "Perhaps shifts were changed after the separation; perhaps drinking. If shifts: better from June, when he "
        "works days.",
        "Parents failing to engage.",
    ),
    Section(
        "change",
        "What needs to change",
        "What must be different in this child’s life, how will they notice, and by when?",
        ("In words the child and the parents would use.", "Not a list of services."),
        "By half-term somebody grown-up sleeps at home every night, and Ayaan knows whom to ring if not.",
        "Parents to engage with services.",
        shared=True,
        needed=True,
        beside=("plan",),
    ),
    Section(
        "recommendation",
        "Recommendation",
        "What do you recommend for this child, and what do the child and the parents think of it?",
        ("Why this level of help and not more or less.",),
        "A child in need plan for three months. Mr Khan agrees; Ayaan wants to know if he can still go to football.",
        "CIN plan recommended.",
        needed=True,
        beside=("plan",),
    ),
)
BY_KEY: Final = {each.key: each for each in SECTIONS}
NEEDED: Final = tuple(each for each in SECTIONS if each.needed)


def after(key: str) -> Section | None:
    """The section that comes next; None after the last."""
    place = next(n for n, each in enumerate(SECTIONS) if each.key == key)
    return SECTIONS[place + 1] if place + 1 < len(SECTIONS) else None
