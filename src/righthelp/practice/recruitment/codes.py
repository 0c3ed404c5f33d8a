"""What is chosen from in recruitment."""

from __future__ import annotations

from typing import Final

from django.db import models


class Stage(models.TextChoices):
    """How far an application has come; each is entered with the day of the same name."""

    APPLIED = "applied", "Applied"
    SHORTLISTED = "shortlisted", "Shortlisted"
    INTERVIEWED = "interviewed", "Interviewed"
    OFFERED = "offered", "Offered, checks running"
    CLEARED = "cleared", "Checks in"
    AGREED = "agreed", "Start agreed"
    STARTED = "started", "Started"


STAGES: Final = tuple(Stage.values)

NEXT_STEP: Final[dict[str, str]] = {
    Stage.APPLIED: "Shortlist, or say no",
    Stage.SHORTLISTED: "Hold the interview",
    Stage.INTERVIEWED: "Offer the post, or say no",
    Stage.OFFERED: "Get references and checks in",
    Stage.CLEARED: "Agree the first day",
    Stage.AGREED: "Record that they join",
}
"""What has to be done next at each stage, by whoever owns the step."""


class Ending(models.TextChoices):
    """Who ended an application."""

    WITHDRAWN = "withdrawn", "Withdrawn by the candidate"
    UNSUCCESSFUL = "unsuccessful", "Unsuccessful"


class Why(models.TextChoices):
    """Why an application ended; no free text stands in the record that outlives the candidate's details."""

    ANOTHER_POST = "another-post", "Took another post"
    PAY = "pay", "Pay"
    TRAVEL = "travel", "Travel or place of work"
    CASELOAD = "caseload", "Worried about caseload"
    SLOW = "slow", "It took too long"
    PERSONAL = "personal", "Personal reasons"
    SILENT = "silent", "Stopped answering"
    NO_REASON = "no-reason", "Gave no reason"
    NOT_QUALIFIED = "not-qualified", "Not qualified or not registered"
    CRITERIA = "criteria", "Essential criteria not met"
    INTERVIEW = "interview", "Not successful at interview"
    REFERENCES = "references", "References"
    CHECKS = "checks", "DBS, registration or right to work"
    FILLED = "filled", "Another candidate was chosen"
    CLOSED = "closed", "The vacancy was closed"


WITHDRAWN_BECAUSE: Final = (
    Why.ANOTHER_POST,
    Why.PAY,
    Why.TRAVEL,
    Why.CASELOAD,
    Why.SLOW,
    Why.PERSONAL,
    Why.SILENT,
    Why.NO_REASON,
)
UNSUCCESSFUL_BECAUSE: Final = tuple(Why(value) for value in Why.values if value not in WITHDRAWN_BECAUSE)


class Source(models.TextChoices):
    """How a candidate heard of us."""

    ADVERT = "advert", "Advertisement"
    WEBSITE = "website", "The trust’s own pages"
    COLLEAGUE = "colleague", "Somebody who works here"
    UNIVERSITY = "university", "University or programme"
    EVENT = "event", "Recruitment event"
    AGENCY = "agency", "Was here through an agency"
    INSIDE = "inside", "Works here already"


class Closed(models.TextChoices):
    """Why a vacancy is closed."""

    FILLED = "filled", "Filled"
    STOPPED = "stopped", "No longer needed"
    FROZEN = "frozen", "Recruitment paused"


class CheckKind(models.TextChoices):
    """What must be in before a first day is agreed."""

    REFERENCE_ONE = "reference-1", "Reference from the last employer"
    REFERENCE_TWO = "reference-2", "Second reference"
    RIGHT_TO_WORK = "right-to-work", "Right to work"
    DBS = "dbs", "Enhanced DBS check"
    REGISTRATION = "registration", "Social Work England registration"


NUMBERED: Final = (CheckKind.DBS, CheckKind.REGISTRATION)
"""Checks that have a number, which goes into the worker's own record when they start."""
