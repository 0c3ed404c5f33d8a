"""What work with children who came alone chooses from."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices

from righthelp.practice.people.codes import Leave


class Port(TextChoices):
    """Where the young person was first met in this country."""

    DOVER = "dover", "Dover or the Kent coast"
    AIRPORT = "air", "An airport"
    PORT = "port", "Another sea port"
    LORRY = "lorry", "In a lorry or at services"
    POLICE = "police", "Police station in the city"
    OFFICE = "office", "Asylum office"
    TRANSFER = "transfer", "Another council (National Transfer Scheme)"
    HERE = "here", "Came to us in the city"


class Presented(TextChoices):
    """As what the young person was taken on arrival."""

    CHILD = "child", "As a child"
    ADULT = "adult", "As an adult"


class Doubts(TextChoices):
    """Who disputes the age."""

    HOME_OFFICE = "home", "The Home Office"
    OURS = "ours", "We do"
    COUNCIL = "council", "Another council"
    YOUNG = "young", "The young person, taken for an adult"


class Age(TextChoices):
    """What was decided about the age."""

    CLAIMED = "claimed", "The age they say"
    OTHER = "other", "A child, of another age"
    ADULT = "adult", "18 or over"


class Asked(TextChoices):
    """What is asked of the Home Office."""

    ASYLUM = "asylum", "Asylum"
    EXTENSION = "extend", "More time, or settlement"
    TRAFFICKED = "nrm", "To be recognised as a victim of trafficking"
    FAMILY = "family", "To join family abroad"
    NATIONAL = "citizen", "Citizenship"


class Step(TextChoices):
    """A step of an application."""

    STATEMENT = "state", "Statement sent"
    INTERVIEW = "talk", "Interview"
    REFUSED = "refused", "Refused"
    APPEAL = "appeal", "Appeal lodged"
    HEARING = "hearing", "Hearing"
    EVIDENCE = "more", "More evidence asked or sent"
    OTHER = "other", "Another step"


class Answer(TextChoices):
    """How an application ended."""

    REFUGEE = "refugee", "Refugee status"
    HUMANITARIAN = "humane", "Humanitarian protection"
    CHILD = "uasc", "Leave as an unaccompanied child"
    LIMITED = "limited", "Limited leave"
    SETTLED = "settled", "Indefinite leave"
    BRITISH = "british", "Citizenship"
    YES = "yes", "Recognised, or agreed"
    REFUSED = "no", "Refused, appeals at an end"
    DROPPED = "dropped", "Not pursued"


LEAVES: Final[dict[str, str]] = {
    Answer.REFUGEE.value: Leave.REFUGEE.value,
    Answer.HUMANITARIAN.value: Leave.HUMANITARIAN.value,
    Answer.CHILD.value: Leave.UASC_LEAVE.value,
    Answer.LIMITED.value: Leave.LIMITED.value,
    Answer.SETTLED.value: Leave.INDEFINITE.value,
    Answer.BRITISH.value: Leave.BRITISH.value,
    Answer.REFUSED.value: Leave.REFUSED.value,
}
"""The right to be here that follows from an answer, as the register of people keeps it."""


def leave_after(kind: str, outcome: str | None) -> str | None:
    """The right to be here that follows from what was asked and answered; None where nothing does. A refusal ends it
    only of asylum and of an extension: whoever is refused a relative or citizenship keeps what they have."""
    if outcome == Answer.REFUSED and kind not in (Asked.ASYLUM, Asked.EXTENSION):
        return None
    return LEAVES.get(outcome or "")


class With(TextChoices):
    """Whom we asked."""

    HOME_OFFICE = "home", "Home Office"
    SOLICITOR = "law", "Solicitor"
    POLICE = "police", "Police"
    OTHER = "other", "Somebody else"


class Help(TextChoices):
    """Who else helps: the virtual hub of services for young people who came alone."""

    LEGAL = "legal", "Solicitor"
    HEALTH = "health", "Health check after the journey"
    MIND = "mind", "Help after trauma"
    ENGLISH = "english", "English lessons"
    TRACING = "trace", "Search for family (Red Cross)"
    GUARDIAN = "guard", "Independent trafficking guardian"
    FAITH = "faith", "Faith or community"
    MENTOR = "mentor", "Mentor or befriender"
