"""The vocabulary of legal work: what other rooms may know of advice, pre-proceedings and care proceedings."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Journey, Moment
from righthelp.practice.court import law
from righthelp.practice.court.codes import Exit, OrderKind


class LegalAdvice(Journey, subject="child", code="legal-advice"):
    """Legal advice was asked for about a child."""

    asked = Moment("legal advice was asked for", always=True)
    answered = Moment("it was answered")


class LegalMatter(Journey, subject="child", code="legal-matter"):
    """A child's way from a legal planning meeting through pre-proceedings and court to its end."""

    decided = Day("a legal planning meeting decided", always=True)
    letter = Day("the letter before proceedings was sent")
    exited = Day("pre-proceedings ended")
    exit = Choice("how pre-proceedings ended", Exit)
    issued = Day("the application was made to court")
    extended = Day("the court extended the timetable")
    until_eve = Day("the day before the one to which the timetable is extended")
    closed = Day("the matter ended for the child")


class CourtOrder(Journey, subject="child", code="legal-order"):
    """A court ordered something for a child."""

    starts = Day("the court ordered it", always=True)
    ends = Day("it ended")
    kind = Choice("what the court ordered", OrderKind, always=True)


class Consent(Journey, subject="child", code="legal-consent"):
    """Parents agree that their child is accommodated (section 20), until they no longer do or another law holds."""

    agreed = Day("somebody with parental responsibility agreed", always=True)
    ended = Day("section 20 ended")
    objected = Day("somebody with parental responsibility objected")
    settled = Day("the objection was settled")


class ConsentReview(Journey, subject="child", code="legal-consent-review"):
    """From the agreement under section 20, or one review of it, to the next."""

    since = Day("it was agreed or last reviewed", always=True)
    held = Day("it was reviewed next")
    ended = Day("section 20 ended before the next review")


class FamilyAssessment(Journey, subject="child", code="legal-family-assessment"):
    """A relative or friend offers to care for a child, and is assessed."""

    asked = Day("the assessment was asked for", always=True)
    viable = Day("it was decided whether they might care for the child")
    eve = Day("the day before the one by which the full assessment is due")
    full = Day("the full assessment was filed")
    ended = Day("it went no further")


class LegalChallenge(Journey, subject="child", code="legal-challenge"):
    """Somebody challenges in law what was done or decided for a child."""

    received = Day("it was received", always=True)
    answered = Day("it was answered")
    ended = Day("it was over before an answer")


ADVICE: Final = Clock(
    "legal advice",
    starts=LegalAdvice.asked,
    stops=LegalAdvice.answered,
    within=law.ADVICE_WITHIN,
    authority=law.ADVICE,
)
PRE_PROCEEDINGS: Final = Clock(
    "pre-proceedings",
    starts=LegalMatter.letter,
    stops=LegalMatter.exited,
    within=law.PRE_WITHIN,
    authority=law.PRE_PROCEEDINGS,
)
COURT: Final = Clock(
    "care proceedings",
    starts=LegalMatter.issued,
    stops=LegalMatter.closed,
    within=law.COURT_WITHIN,
    excused=LegalMatter.extended.known(),
    authority=law.COURT,
)
EXTENDED: Final = Clock(
    "care proceedings, as extended",
    starts=LegalMatter.until_eve,
    stops=LegalMatter.closed,
    within=law.EVE,
    only_for=LegalMatter.extended.known(),
    authority=law.EXTENDED,
    because="the court extended the timetable to that day",
)
OBJECTION: Final = Clock(
    "objection to section 20",
    starts=Consent.objected,
    stops=Consent.settled,
    within=law.OBJECTION_WITHIN,
    lapses=Consent.ended,
    authority=law.OBJECTION,
)
CONSENT_REVIEW: Final = Clock(
    "review of section 20",
    starts=ConsentReview.since,
    stops=ConsentReview.held,
    within=law.CONSENT_WITHIN,
    lapses=ConsentReview.ended,
    authority=law.CONSENT,
)
VIABILITY: Final = Clock(
    "viability of a relative or friend",
    starts=FamilyAssessment.asked,
    stops=FamilyAssessment.viable,
    within=law.VIABILITY_WITHIN,
    lapses=FamilyAssessment.ended,
    authority=law.VIABILITY,
)
FULL: Final = Clock(
    "full assessment of a relative or friend",
    starts=FamilyAssessment.eve,
    stops=FamilyAssessment.full,
    within=law.EVE,
    lapses=FamilyAssessment.ended,
    authority=law.FULL,
)
CHALLENGED: Final = Clock(
    "answer to a legal challenge",
    starts=LegalChallenge.received,
    stops=LegalChallenge.answered,
    within=law.LETTER_BEFORE_WITHIN,
    lapses=LegalChallenge.ended,
    authority=law.LETTER_BEFORE,
)
MATTER_CLOCKS: Final = (PRE_PROCEEDINGS, COURT, EXTENDED)

__all__ = [
    "ADVICE",
    "CHALLENGED",
    "CONSENT_REVIEW",
    "COURT",
    "EXTENDED",
    "FULL",
    "MATTER_CLOCKS",
    "OBJECTION",
    "PRE_PROCEEDINGS",
    "VIABILITY",
    "Consent",
    "ConsentReview",
    "CourtOrder",
    "FamilyAssessment",
    "LegalAdvice",
    "LegalChallenge",
    "LegalMatter",
]
