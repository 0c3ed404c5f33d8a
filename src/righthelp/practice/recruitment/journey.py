"""The vocabulary of recruitment: the only module that other rooms may import."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Clock, Day, Journey
from righthelp.foundation.journey.spans import Span
from righthelp.practice.recruitment import law


class Application(Journey, subject="candidate", code="application"):
    """Somebody asks for a post, until they begin in it or it is over."""

    applied = Day("the application came in", always=True)
    shortlisted = Day("it was shortlisted")
    interviewed = Day("the interview was held")
    offered = Day("the post was offered")
    cleared = Day("all references and checks were in")
    agreed = Day("the first day at work was agreed")
    started = Day("they began in the post")
    ended = Day("the candidate withdrew or was told no")


def _step(name: str, starts: Day, stops: Day, within: Span) -> Clock:
    return Clock(
        name,
        starts=starts,
        stops=stops,
        within=within,
        lapses=Application.ended,
        authority=law.STANDARD,
    )


SHORTLISTING: Final = _step("shortlisting", Application.applied, Application.shortlisted, law.SHORTLIST_WITHIN)
INTERVIEW: Final = _step("interview for a post", Application.shortlisted, Application.interviewed, law.INTERVIEW_WITHIN)
OFFER: Final = _step("answer after the interview", Application.interviewed, Application.offered, law.OFFER_WITHIN)
CHECKS: Final = _step("references and checks", Application.offered, Application.cleared, law.CHECKS_WITHIN)
AGREEING: Final = _step("first day agreed", Application.cleared, Application.agreed, law.AGREE_WITHIN)
WHOLE: Final = _step("application to agreed start", Application.applied, Application.agreed, law.WHOLE_WITHIN)

STEPS: Final = (SHORTLISTING, INTERVIEW, OFFER, CHECKS, AGREEING)
"""The clock of each stage, in order: while one runs late, the application is stuck there."""
CLOCKS: Final = (*STEPS, WHOLE)
