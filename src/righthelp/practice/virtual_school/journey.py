"""The vocabulary of the virtual school: what other rooms may know of personal education plans."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Journey
from righthelp.practice.virtual_school import law
from righthelp.practice.virtual_school.codes import Due, Rating


class PepDue(Journey, subject="child", code="education-due"):
    """From coming into care or reaching school age, or one personal education plan, to the next."""

    since = Day("the child came into care, reached school age, or had a plan", always=True)
    eve = Day("the day before it is due, at the end of the term")
    held = Day("the next plan was made")
    ended = Day("the child left care, or school")
    kind = Choice("which plan is due", Due, always=True)


class Pep(Journey, subject="child", code="education-plan"):
    """A personal education plan of a term."""

    held = Day("it was made", always=True)
    rated = Day("the virtual school rated it")
    rating = Choice("how good it is", Rating)


FIRST: Final = Clock(
    "first personal education plan",
    starts=PepDue.since,
    stops=PepDue.held,
    within=law.FIRST_WITHIN,
    only_for=PepDue.kind.is_("first"),
    lapses=PepDue.ended,
    authority=law.FIRST,
)
TERM: Final = Clock(
    "personal education plan of the term",
    starts=PepDue.eve,
    stops=PepDue.held,
    within=law.TERM_WITHIN,
    only_for=PepDue.kind.is_("term"),
    lapses=PepDue.ended,
    authority=law.TERM,
)
__all__ = ["FIRST", "TERM", "Pep", "PepDue"]
